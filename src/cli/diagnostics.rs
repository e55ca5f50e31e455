//! Diagnostics as a reader sees them, and as a machine does.

use super::terminal::Terminal;
use crate::base::{Diagnostics, Problem, Severity, Source, Sources};
use crate::eval::clean;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use serde_json::{Value, json};
use std::fmt;

/// So many are shown of one file; the rest are counted.
const SHOWN: usize = 200;

/// Text is broken at this width, so that what is kept beside a study does not hang on a terminal.
const WIDTH: usize = 100;

/// Prints all of a list to standard error.
pub fn print(diagnostics: &Diagnostics, sources: &Sources, terminal: &mut Terminal) {
    let text = render(diagnostics, sources, terminal.color);
    terminal.tell(&text);
}

/// All of a list as text.
pub fn render(diagnostics: &Diagnostics, sources: &Sources, color: bool) -> String {
    let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(WIDTH).with_links(false);
    let mut out = String::new();
    let ordered = diagnostics.in_order();
    for problem in ordered.iter().take(SHOWN) {
        let source = sources.get(problem.place.source).map(|source| &**source);
        let shown = Shown { problem, source };
        let mut text = String::new();
        if handler.render_report(&mut text, &shown).is_ok() {
            for line in text.lines() {
                out.push_str(line.trim_end());
                out.push('\n');
            }
        }
    }
    if let Some(others) = ordered.len().checked_sub(SHOWN).filter(|others| *others > 0) {
        out.push_str(&format!("… and {others} more\n"));
    }
    out
}

/// The first of a list in one line: what is wrong, its code, and where it is in the file `own` or in another.
pub fn first(diagnostics: &Diagnostics, sources: &Sources, own: &str) -> String {
    let ordered = diagnostics.in_order();
    let error = ordered.iter().find(|problem| problem.severity() == Severity::Error).or(ordered.first());
    error.map_or_else(String::new, |problem| {
        let place = sources.place(problem.place);
        let line = place.strip_prefix(own).and_then(|rest| rest.strip_prefix(':')).map(|line| format!("line {line}"));
        clean(&format!("{} ({}, {})", problem.diagnostic, problem.code(), line.unwrap_or(place)))
    })
}

/// A problem with the text that it is about.
struct Shown<'a> {
    problem: &'a Problem,
    source: Option<&'a Source>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.problem.diagnostic, f)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.problem.diagnostic, f)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.problem.diagnostic.code()
    }

    fn severity(&self) -> Option<miette::Severity> {
        self.problem.diagnostic.severity()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.problem.diagnostic.help()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.problem.diagnostic.labels()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.map(|source| source as &dyn SourceCode)
    }
}

/// One problem for a machine.
pub fn as_json(problem: &Problem, sources: &Sources) -> Value {
    let source = sources.get(problem.place.source);
    let (line, column) = source.map_or((0, 0), |source| source.position(problem.place.start as usize));
    let labels = problem.diagnostic.labels().into_iter().flatten().map(|label| {
        let (line, column) = source.map_or((0, 0), |source| source.position(label.offset()));
        json!({ "line": line, "column": column, "length": label.len(), "text": label.label() })
    });
    let explanations = problem
        .facts
        .explanations
        .as_ref()
        .map(|all| all.iter().map(|one| json!({ "kind": one.kind, "sentence": one.sentence })).collect::<Vec<_>>());
    json!({
        "code": problem.code(),
        "severity": match problem.severity() { Severity::Error => "error", Severity::Warning => "warning" },
        "message": problem.diagnostic.to_string(),
        "help": problem.diagnostic.help().map(|help| help.to_string()),
        "file": source.map(|source| source.name.clone()),
        "line": line,
        "column": column,
        "labels": labels.collect::<Vec<_>>(),
        "printed": problem.facts.printed,
        "computed": problem.facts.computed,
        "explanations": explanations,
    })
}
