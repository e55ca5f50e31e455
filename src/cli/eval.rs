//! `study eval`: one value a line.

use super::arguments::{Eval, Format};
use super::session::Session;
use super::terminal::Terminal;
use super::{Exit, diagnostics};
use crate::eval::Writer;
use crate::report::figure::entry;
use crate::report::json;
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
    let checked: Vec<_> = expressions.iter().map(|text| session.expression(text)).collect();
    let mut engine = session.engine(&changes);
    if let Some(scenario) = scenario {
        engine.look_under(scenario);
    }
    let main = engine.main();
    let writer = Writer { study: &session.study, calendar: engine.calendar(main), style: Style::FULL };
    let mut exit = Exit::Well;
    for checked in checked {
        let entry = checked.and_then(|(expr, kind)| {
            let value = engine.expression(&expr).map_err(|failure| failure.told(&session.study))?;
            Ok(entry(&writer, &value, &kind))
        });
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
