//! `study check`: all errors, then all findings.

use super::arguments::{Check, Format, View};
use super::session::{self, Session};
use super::terminal::Terminal;
use super::{Exit, diagnostics};
use crate::base::{Diagnostics, Severity, Sources};
use crate::report;
use serde_json::{Value, json};
use std::path::Path;

/// Checks studies and says what is wrong with them.
pub fn check(arguments: &Check, terminal: &mut Terminal) -> Exit {
    let mut exit = Exit::Well;
    let mut machine: Vec<Value> = Vec::new();
    for path in &arguments.files {
        let session = match session::open(Some(path), &[], &arguments.view) {
            Ok(session) => session,
            Err(reason) => {
                machine.push(json!({
                    "code": "F600", "severity": "error", "message": reason, "help": null,
                    "file": path.display().to_string(), "line": 0, "column": 0, "labels": [],
                }));
                exit = terminal.refuse(&reason);
                continue;
            }
        };
        match check_session(session, &arguments.view, terminal) {
            Err(misused) => exit = misused,
            Ok((found, sources)) => {
                if found.has_errors() && exit == Exit::Well {
                    exit = Exit::Findings;
                }
                match arguments.format {
                    Format::Text => tell(path, &found, &sources, terminal),
                    Format::Json => {
                        machine.extend(found.in_order().iter().map(|one| diagnostics::as_json(one, &sources)))
                    }
                }
            }
        }
    }
    if arguments.format == Format::Json {
        let text = serde_json::to_string_pretty(&json!({ "findings": machine })).unwrap_or_default();
        terminal.print(&format!("{text}\n"));
    }
    exit
}

fn tell(path: &Path, found: &Diagnostics, sources: &Sources, terminal: &mut Terminal) {
    diagnostics::print(found, sources, terminal);
    let problems = found.in_order();
    let findings = problems.iter().filter(|problem| problem.code().starts_with('C')).count();
    let warnings = problems.iter().filter(|problem| problem.severity() == Severity::Warning).count();
    let errors = found.len() - findings - warnings;
    let parts = [(errors, "error"), (findings, "finding"), (warnings, "warning")].map(|(count, word)| match count {
        0 => None,
        count => Some(crate::eval::plural(count, word)),
    });
    let said = match parts.into_iter().flatten().collect::<Vec<_>>() {
        none if none.is_empty() => "no errors, and every claim stands".to_owned(),
        parts => parts.join(", "),
    };
    terminal.print(&format!("{}: {said}\n", path.display()));
}

/// All errors of a study, or else all that shows when it is computed.
fn check_session(mut session: Session, view: &View, terminal: &mut Terminal) -> Result<(Diagnostics, Sources), Exit> {
    if session.diagnostics.has_errors() {
        return Ok((session.diagnostics, session.sources));
    }
    let scenario = session.scenario(view, terminal)?;
    let changes = session.changes(view, terminal)?;
    let mut found = Diagnostics::default();
    report::build::audit(&mut session.engine(&changes), &session.sources, scenario, &mut found);
    found.append(session.diagnostics);
    Ok((found, session.sources))
}
