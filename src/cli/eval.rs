//! `study eval`: one value a line.

use super::arguments::{Eval, Format};
use super::session::Session;
use super::terminal::Terminal;
use super::{Exit, diagnostics};
use crate::base::Diagnostics;
use crate::report::figure::Writer;
use crate::report::{Entry, json};
use crate::value::Style;
use std::path::Path;

/// Prints the values of expressions.
pub fn eval(arguments: &Eval, terminal: &mut Terminal) -> Exit {
    eval_all(arguments, terminal).unwrap_or_else(|exit| exit)
}

fn eval_all(arguments: &Eval, terminal: &mut Terminal) -> Result<Exit, Exit> {
    let (file, expressions) = match arguments.words.split_first() {
        Some((first, rest)) if first.ends_with(".study") => (Some(Path::new(first)), rest),
        _ => (None, arguments.words.as_slice()),
    };
    if expressions.is_empty() {
        return Err(terminal.refuse("there is nothing to evaluate: write an expression behind the file"));
    }
    let mut session = Session::ready(file, expressions, &arguments.view, terminal)?;
    let scenario = session.scenario(&arguments.view, terminal)?;
    let changes = session.changes(&arguments.view, terminal)?;
    let mut exit = Exit::Well;
    for text in expressions {
        let entry = match session.expression(text) {
            Ok(typed) => value(&session, &typed, &changes, scenario),
            Err(problems) => Err(problems),
        };
        match (entry, arguments.format) {
            (Ok(entry), Format::Text) => terminal.print(&format!("{}\n", entry.text)),
            (Ok(entry), Format::Json) => terminal.print(&format!("{}\n", json::entry(&entry))),
            (Err(problems), _) => {
                diagnostics::print(&problems, &session.sources, terminal);
                exit = Exit::Findings;
            }
        }
    }
    Ok(exit)
}

fn value(
    session: &Session,
    (expr, kind): &(crate::hir::Expr, crate::hir::Type),
    changes: &[(crate::hir::CellId, crate::hir::Expr)],
    scenario: Option<crate::hir::ScenarioId>,
) -> Result<Entry, Diagnostics> {
    let mut engine = session.engine(changes);
    if let Some(scenario) = scenario {
        engine.look_under(scenario);
    }
    let main = engine.main();
    let writer = Writer { study: &session.study, calendar: engine.calendar(main), style: Style::FULL };
    match engine.expression(expr) {
        Ok(value) => Ok(writer.entry(&value, kind)),
        Err(failure) => {
            let mut problems = Diagnostics::default();
            failure.report(&session.study, &mut problems);
            Err(problems)
        }
    }
}
