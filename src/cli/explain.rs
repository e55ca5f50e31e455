//! `study explain`: how a value came about.

use super::arguments::{Explain, Telling};
use super::session::{Session, Viewed};
use super::terminal::Terminal;
use super::{Exit, diagnostics};
use crate::base::{Diagnostics, Sources};
use crate::eval::Engine;
use crate::hir::{Expr, Type};
use crate::report::explain as explanation;

/// Explains one value.
pub fn explain(arguments: &Explain, terminal: &mut Terminal) -> Exit {
    explain_one(arguments, terminal).unwrap_or_else(|exit| exit)
}

fn explain_one(arguments: &Explain, terminal: &mut Terminal) -> Result<Exit, Exit> {
    let text = arguments.expression.clone();
    if text.trim().is_empty() {
        return Err(terminal.refuse("there is nothing to explain: write a cell or an expression behind the file"));
    }
    let mut session = Session::ready(Some(&arguments.file), std::slice::from_ref(&text), &arguments.view, terminal)?;
    let Viewed { scenario, changes } = session.viewed(&arguments.view, terminal)?;
    let (expr, kind) = session.expression(&text).map_err(|problems| {
        diagnostics::print(&problems, &session.sources, terminal);
        Exit::Findings
    })?;
    let mut engine = session.engine(&changes);
    if let Some(scenario) = scenario {
        engine.look_under(scenario);
    }
    let depth = arguments.depth;
    match told(&mut engine, &session.sources, (&expr, &kind), depth, arguments.format) {
        Ok(text) => {
            terminal.print(&text);
            Ok(Exit::Well)
        }
        Err(problems) => {
            diagnostics::print(&problems, &session.sources, terminal);
            Ok(Exit::Findings)
        }
    }
}

/// The explanation of an expression that has been checked.
pub fn told(
    engine: &mut Engine<'_>,
    sources: &Sources,
    (expr, kind): (&Expr, &Type),
    depth: usize,
    format: Telling,
) -> Result<String, Diagnostics> {
    let language = engine.language();
    let found = explanation::explain(engine, sources, expr, kind, depth);
    let found = found.map_err(|failure| failure.told(engine.study()))?;
    Ok(match format {
        Telling::Text => explanation::text::write(&found, language),
        Telling::Markdown => explanation::markdown::write(&found, language),
        Telling::Json => explanation::json::write(&found),
    })
}
