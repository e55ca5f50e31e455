//! `study eval`: one value a line.

use super::arguments::{Answer, Eval};
use super::session::{Session, Viewed};
use super::terminal::Terminal;
use super::{Exit, diagnostics};
use crate::base::Diagnostics;
use crate::eval::Engine;
use crate::hir::{Expr, ScenarioId, Type};
use crate::report::figure::entry;
use crate::report::{Entry, json};
use crate::value::{Style, Value};
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
    if expressions.iter().all(|text| text.trim().is_empty()) {
        return Err(terminal.refuse("there is nothing to evaluate: write an expression behind the file"));
    }
    let mut session = Session::ready(file, expressions, &arguments.view, terminal)?;
    let Viewed { scenario, changes } = session.viewed(&arguments.view, terminal)?;
    let checked: Vec<_> = expressions.iter().map(|text| session.expression(text)).collect();
    let mut engine = session.engine(&changes);
    if let Some(scenario) = scenario {
        engine.look_under(scenario);
    }
    // What is printed as text can be written into a study: its words are those of the code.
    let style = match arguments.format {
        Answer::Text => Style::FULL,
        Answer::Json => Style::full(session.language),
    };
    let mut exit = Exit::Well;
    for checked in checked {
        match (compute(&mut engine, checked, style), arguments.format) {
            (Ok(computed), Answer::Text) => terminal.print(&format!("{}\n", computed.entry.text)),
            (Ok(computed), Answer::Json) => terminal.print(&format!("{}\n", json::entry(&computed.entry))),
            (Err(problems), _) => {
                diagnostics::print(&problems, &session.sources, terminal);
                exit = Exit::Findings;
            }
        }
    }
    Ok(exit)
}

/// What an expression came to.
pub struct Computed {
    /// Its value.
    pub value: Value,
    /// Its type.
    pub kind: Type,
    /// The scenario that it is seen under, if it is seen under one.
    pub scenario: Option<ScenarioId>,
    /// The value as it is printed.
    pub entry: Entry,
}

/// Computes an expression that has been checked.
pub fn compute(
    engine: &mut Engine<'_>,
    checked: Result<(Expr, Type), Diagnostics>,
    style: Style,
) -> Result<Computed, Diagnostics> {
    let (expr, kind) = checked?;
    let study = engine.study();
    let value = engine.expression(&expr).map_err(|failure| failure.told(study))?;
    let entry = entry(&engine.writer_of(&expr, style), &value, &kind);
    let main = engine.main();
    let world = engine.world(main, &expr);
    let scenario = engine.scenario_of(world).filter(|_| world != main);
    Ok(Computed { value, kind, scenario, entry })
}
