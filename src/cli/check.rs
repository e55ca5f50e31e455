//! `study check`: all errors, then all findings.

use super::arguments::{Answer, Check, View};
use super::session::{self, Refusal, Session, Viewed};
use super::terminal::Terminal;
use super::{Exit, diagnostics, many};
use crate::base::{Diagnostics, Language, Severity, crew};
use crate::report;
use serde_json::{Value, json};
use std::path::Path;

/// The code of a study that cannot be read.
const UNREAD: &str = "F600";

/// The code of a call that asks a study for what it has not.
const MISCALLED: &str = "F612";

/// Checks studies and says what is wrong with them.
pub fn check(arguments: &Check, terminal: &mut Terminal) -> Exit {
    let studies = many::studies(&arguments.files);
    let checked = crew::share(studies.iter().collect(), crew::hands(), |study| match &study.problem {
        Some(reason) => Checked::unread(&study.path, UNREAD, &terminal.language.say(reason)),
        None => Checked::of(&study.path, arguments, &*terminal),
    });
    if arguments.format == Answer::Json {
        let findings: Vec<&Value> = checked.iter().flat_map(|one| &one.machine).collect();
        let counts = checked.iter().fold(Counts::default(), |all, one| all.with(one.counts));
        let whole = json!({
            "version": 1,
            "studies": studies.len(),
            "errors": counts.errors,
            "claims": counts.findings,
            "warnings": counts.warnings,
            "findings": findings,
        });
        terminal.print(&format!("{}\n", serde_json::to_string_pretty(&whole).unwrap_or_default()));
    } else {
        for (study, one) in studies.iter().zip(&checked) {
            terminal.tell(&one.told);
            if study.named || one.counts != Counts::default() {
                terminal.print(&one.line);
            }
        }
        if studies.len() > 1 || studies.iter().any(|study| !study.named) {
            terminal.print(&summary(&checked, terminal.language));
        }
    }
    checked.iter().map(|one| one.exit).max().unwrap_or(Exit::Well)
}

/// How many of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    errors: usize,
    findings: usize,
    warnings: usize,
}

impl Counts {
    fn with(self, other: Counts) -> Counts {
        Counts {
            errors: self.errors + other.errors,
            findings: self.findings + other.findings,
            warnings: self.warnings + other.warnings,
        }
    }

    fn words(self, language: Language) -> Vec<String> {
        let parts = [
            (self.errors, "error", "errors"),
            (self.findings, "finding", "findings"),
            (self.warnings, "warning", "warnings"),
        ];
        let parts = parts.into_iter().filter(|(count, ..)| *count > 0);
        parts.map(|(count, one, several)| language.count(count, one, several)).collect()
    }
}

/// What there is to say of one study.
struct Checked {
    exit: Exit,
    counts: Counts,
    /// For standard error.
    told: String,
    /// For standard output.
    line: String,
    machine: Vec<Value>,
}

impl Checked {
    fn of(path: &Path, arguments: &Check, terminal: &Terminal) -> Checked {
        match session::open(Some(path), &[], &arguments.view) {
            Ok(session) => Checked::session(path, session, &arguments.view, arguments.format, terminal),
            Err(reason) => Checked::unread(path, UNREAD, &terminal.language.say(&reason)),
        }
    }

    fn session(path: &Path, mut session: Session, view: &View, format: Answer, terminal: &Terminal) -> Checked {
        let color = terminal.color && format == Answer::Text;
        let language = terminal.spoken(session.language);
        session.language = language;
        let (found, exit) = match found(&mut session, view) {
            Ok(found) => {
                let exit = if found.has_errors() { Exit::Findings } else { Exit::Well };
                (found, exit)
            }
            Err(Refusal::Text(problems)) => (problems, Exit::Misused),
            Err(Refusal::Call(reason)) => {
                let reason = format!("{}: {}", path.display(), language.say(&reason));
                return Checked::unread(path, MISCALLED, &reason);
            }
        };
        let sources = &session.sources;
        let problems = found.in_order();
        let findings = problems.iter().filter(|problem| problem.code().starts_with('C')).count();
        let warnings = problems.iter().filter(|problem| problem.severity() == Severity::Warning).count();
        let counts = Counts { errors: found.len() - findings - warnings, findings, warnings };
        let said = match counts.words(language) {
            none if none.is_empty() => language.say("no errors, and every claim stands").into_owned(),
            words => words.join(", "),
        };
        // Of a wrong call nothing follows for the study.
        let line = if exit == Exit::Misused { String::new() } else { format!("{}: {said}\n", path.display()) };
        let (mut told, mut machine) = (String::new(), Vec::new());
        match format {
            Answer::Json => machine.extend(problems.iter().map(|one| diagnostics::as_json(one, sources, language))),
            _ => told = diagnostics::render(&found, sources, color, language),
        }
        Checked { exit, counts, told, line, machine }
    }

    fn unread(path: &Path, code: &str, reason: &str) -> Checked {
        let machine = json!({
            "code": code, "severity": "error", "message": reason, "help": null,
            "file": path.display().to_string(), "line": 0, "column": 0, "labels": [],
            "printed": null, "computed": null, "explanations": null,
        });
        let (counts, line) = (Counts { errors: 1, ..Counts::default() }, String::new());
        let told = format!("study: {reason}\n");
        Checked { exit: Exit::Misused, counts, told, line, machine: vec![machine] }
    }
}

/// What is wrong with a study that has been read: for standard error, and in one line.
pub fn told(path: &Path, session: Session, view: &View, terminal: &Terminal) -> (String, String) {
    let checked = Checked::session(path, session, view, Answer::Text, terminal);
    (checked.told, checked.line)
}

/// How many studies are well, and what the others have.
fn summary(checked: &[Checked], language: Language) -> String {
    let well = checked.iter().filter(|one| one.counts == Counts::default()).count();
    let counts = checked.iter().fold(Counts::default(), |all, one| all.with(one.counts));
    let studies = language.count(checked.len(), "study", "studies");
    let words = counts.words(language).join(", ");
    let (others, well) = (checked.len() - well, well.to_string());
    let parts = [("studies", studies.as_str()), ("well", &well), ("words", &words), ("others", &others.to_string())];
    let line = match (others, well.as_str()) {
        (0, _) => language.fill("{studies}: all well", &parts),
        (_, "0") => format!("{studies}: {words}"),
        _ => language.fill("{studies}: {well} well; {words} in {others} of them", &parts),
    };
    line + "\n"
}

/// All errors of a study, or else all that shows when it is computed.
fn found(session: &mut Session, view: &View) -> Result<Diagnostics, Refusal> {
    let mut found = Diagnostics::default();
    if !session.diagnostics.has_errors() {
        let Viewed { scenario, changes } = session.asked(view)?;
        report::build::audit(&mut session.engine(&changes), &session.sources, scenario, &mut found);
    }
    found.append(std::mem::take(&mut session.diagnostics));
    Ok(found)
}
