//! Diagnostics as a reader sees them, and as a machine does.

use super::terminal::Terminal;
use crate::base::{Diagnostics, Language, Problem, Severity, Source, Sources};
use crate::eval::clean;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use serde_json::{Value, json};
use std::fmt;

/// So many are shown of one file; the rest are counted.
const SHOWN: usize = 200;

/// Text is broken at this width, so that what is kept beside a study does not hang on a terminal.
const WIDTH: usize = 100;

/// What stands before advice.
const ADVICE: &str = "  help: ";

/// Prints all of a list to standard error.
pub fn print(diagnostics: &Diagnostics, sources: &Sources, terminal: &mut Terminal) {
    let text = render(diagnostics, sources, terminal.color, terminal.language);
    terminal.tell(&text);
}

/// All of a list as text.
pub fn render(diagnostics: &Diagnostics, sources: &Sources, color: bool, language: Language) -> String {
    let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(WIDTH).with_links(false);
    let mut out = String::new();
    let ordered = diagnostics.in_order();
    for problem in ordered.iter().take(SHOWN) {
        let source = sources.get(problem.place.source).map(|source| &**source);
        let shown = Shown { problem, source, language };
        let mut text = String::new();
        if handler.render_report(&mut text, &shown).is_ok() {
            let advised = problem.diagnostic.help().is_some().then(|| in_own_words(&text, language)).flatten();
            for line in advised.unwrap_or(text).lines() {
                out.push_str(line.trim_end());
                out.push('\n');
            }
        }
    }
    if let Some(others) = ordered.len().checked_sub(SHOWN).filter(|others| *others > 0) {
        let others = language.fill("… and {count} more", &[("count", &language.number(others))]);
        out.push_str(&format!("{others}\n"));
    }
    out
}

/// A problem as it is shown, with the word before the advice in the reader's language; the advice comes last.
fn in_own_words(text: &str, language: Language) -> Option<String> {
    let (before, advice) = text.rsplit_once(ADVICE).filter(|_| language != Language::English)?;
    let own = format!("  {}: ", language.say("help"));
    let margin = |word: &str| format!("\n{}", " ".repeat(word.chars().count()));
    Some(format!("{before}{own}{}", advice.replace(&margin(ADVICE), &margin(&own))))
}

/// The first of a list in one line: what is wrong, its code, and where it is in the file `own` or in another.
pub fn first(diagnostics: &Diagnostics, sources: &Sources, own: &str, language: Language) -> String {
    let ordered = diagnostics.in_order();
    let error = ordered.iter().find(|problem| problem.severity() == Severity::Error).or(ordered.first());
    error.map_or_else(String::new, |problem| {
        let place = sources.place(problem.place);
        let line = place.strip_prefix(own).and_then(|rest| rest.strip_prefix(':'));
        let line = line.map(|line| language.fill("line {line}", &[("line", line)]));
        let message = said(problem, &problem.diagnostic.to_string(), language);
        clean(&format!("{message} ({}, {})", problem.code(), line.unwrap_or(place)))
    })
}

/// A problem with the text that it is about.
struct Shown<'a> {
    problem: &'a Problem,
    source: Option<&'a Source>,
    language: Language,
}

/// Several lines of a message, each in the reader's language.
fn said(problem: &Problem, words: &str, language: Language) -> String {
    if problem.told {
        return words.to_owned();
    }
    words.lines().map(|line| language.say(line)).collect::<Vec<_>>().join("\n")
}

/// What stands at a place.
fn labelled(problem: &Problem, words: &str, language: Language) -> String {
    if problem.told { words.to_owned() } else { language.say_label(words).into_owned() }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.problem.diagnostic, f)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&said(self.problem, &self.problem.diagnostic.to_string(), self.language))
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
        let help = self.problem.diagnostic.help()?;
        Some(Box::new(said(self.problem, &help.to_string(), self.language)))
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.problem.diagnostic.labels()?.map(|label| {
            let words = label.label().map(|words| labelled(self.problem, words, self.language));
            LabeledSpan::new_with_span(words, *label.inner())
        });
        Some(Box::new(labels.collect::<Vec<_>>().into_iter()))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.map(|source| source as &dyn SourceCode)
    }
}

/// One problem for a machine.
pub fn as_json(problem: &Problem, sources: &Sources, language: Language) -> Value {
    let source = sources.get(problem.place.source);
    let (line, column) = source.map_or((0, 0), |source| source.position(problem.place.start as usize));
    let labels = problem.diagnostic.labels().into_iter().flatten().map(|label| {
        let (line, column) = source.map_or((0, 0), |source| source.position(label.offset()));
        json!({ "line": line, "column": column, "length": label.len(), "text": label.label().map(|words| labelled(problem, words, language)) })
    });
    let explanations = problem
        .facts
        .explanations
        .as_ref()
        .map(|all| all.iter().map(|one| json!({ "kind": one.kind, "sentence": one.sentence })).collect::<Vec<_>>());
    json!({
        "code": problem.code(),
        "severity": match problem.severity() { Severity::Error => "error", Severity::Warning => "warning" },
        "message": said(problem, &problem.diagnostic.to_string(), language),
        "help": problem.diagnostic.help().map(|help| said(problem, &help.to_string(), language)),
        "file": source.map(|source| source.name.clone()),
        "line": line,
        "column": column,
        "labels": labels.collect::<Vec<_>>(),
        "printed": problem.facts.printed,
        "computed": problem.facts.computed,
        "explanations": explanations,
    })
}
