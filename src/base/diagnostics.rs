//! The list of what is wrong, gathered over a whole phase.

use super::span::Span;
use miette::Diagnostic;
use std::collections::HashSet;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The study cannot be relied on until it is mended.
    Error,
    /// Something to look at.
    Warning,
}

/// One thing that is wrong: what the phase's own enum says of it, and the place it is shown at.
#[derive(Debug)]
pub struct Problem {
    /// Message, code, help and labels; the labels are offsets into the source of `place`.
    pub diagnostic: Box<dyn Diagnostic + Send + Sync>,
    /// Where it is.
    pub place: Span,
    /// Whether it is told in the reader's language already, and not in English.
    pub told: bool,
    /// What a machine is told besides.
    pub facts: Facts,
}

/// Of a claim that does not follow: its two figures as texts, and what explains the difference.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// What is printed.
    pub printed: Option<String>,
    /// What is computed.
    pub computed: Option<String>,
    /// What leads from one to the other, the likeliest first; nothing where none was sought.
    pub explanations: Option<Vec<Explained>>,
}

/// One explanation of a figure that does not follow.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The kind of mistake, as a machine knows it.
    pub kind: &'static str,
    /// The mistake in one sentence.
    pub sentence: String,
}

impl Problem {
    /// How bad it is; what the enum leaves open is an error.
    pub fn severity(&self) -> Severity {
        match self.diagnostic.severity() {
            None | Some(miette::Severity::Error) => Severity::Error,
            Some(_) => Severity::Warning,
        }
    }

    /// The stable code.
    pub fn code(&self) -> String {
        self.diagnostic.code().map(|code| code.to_string()).unwrap_or_default()
    }
}

/// Problems in the order they were found. What follows from one mistake in several places is said once.
#[derive(Default, Debug)]
pub struct Diagnostics {
    problems: Vec<Problem>,
    said: HashSet<(Span, String)>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, place: Span, diagnostic: impl Diagnostic + Send + Sync + 'static) {
        let facts = Facts::default();
        self.add(Problem { diagnostic: Box::new(diagnostic), place, told: false, facts });
    }

    /// Adds one that is told in the reader's language, with what a machine is told besides.
    pub fn push_told(&mut self, place: Span, diagnostic: impl Diagnostic + Send + Sync + 'static, facts: Facts) {
        self.add(Problem { diagnostic: Box::new(diagnostic), place, told: true, facts });
    }

    fn add(&mut self, problem: Problem) {
        if self.said.insert((problem.place, problem.diagnostic.to_string())) {
            self.problems.push(problem);
        }
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity() == Severity::Error)
    }

    /// Whether there is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.problems.len()
    }

    /// Takes over another list.
    pub fn append(&mut self, other: Diagnostics) {
        other.problems.into_iter().for_each(|problem| self.add(problem));
    }

    /// All of them in the order of their places.
    pub fn in_order(&self) -> Vec<&Problem> {
        let mut ordered: Vec<&Problem> = self.problems.iter().collect();
        ordered.sort_by_key(|problem| problem.place);
        ordered
    }
}
