//! `study run`: the report.

use super::arguments::{Format, Run};
use super::session::Session;
use super::terminal::Terminal;
use super::{Exit, diagnostics, files};
use crate::base::{Diagnostics, Sources};
use crate::eval::Engine;
use crate::hir::ScenarioId;
use crate::report::uncertainty::{self, Bootstrap};
use crate::report::{self, Report};

/// Evaluates a study and prints its report.
pub fn run(arguments: &Run, terminal: &mut Terminal) -> Exit {
    run_to(arguments, terminal).unwrap_or_else(|exit| exit)
}

fn run_to(arguments: &Run, terminal: &mut Terminal) -> Result<Exit, Exit> {
    // The process ends with this command: giving all of it back piece by piece would only make the reader wait.
    let session = Session::ready(Some(&arguments.file), &arguments.chance, &arguments.view, terminal)?;
    let mut session = std::mem::ManuallyDrop::new(session);
    let scenario = session.scenario(&arguments.view, terminal)?;
    let changes = session.changes(&arguments.view, terminal)?;
    let mut conditions = Vec::new();
    for text in &arguments.chance {
        let condition = session.condition(text).map_err(|problems| {
            diagnostics::print(&problems, &session.sources, terminal);
            Exit::Misused
        })?;
        conditions.push((text.clone(), condition));
    }
    let mut found = Diagnostics::default();
    let mut engine = session.engine(&changes);
    let (mut report, mut text) = written(&mut engine, &session.sources, scenario, arguments.format, &mut found);
    if let Some(rounds) = arguments.bootstrap {
        let asked = Bootstrap { rounds: rounds as usize, seed: arguments.seed };
        report.sections.extend(uncertainty::sections(&mut engine, asked, &conditions));
        text = as_text(&report, arguments.format);
    }
    match &arguments.output {
        None => terminal.print(&text),
        Some(path) => {
            let written = files::write_whole(path, &text);
            written.map_err(|reason| terminal.refuse(&format!("{} cannot be written: {reason}", path.display())))?;
        }
    }
    diagnostics::print(&found, &session.sources, terminal);
    diagnostics::print(&session.diagnostics, &session.sources, terminal);
    let exit = if found.has_errors() { Exit::Findings } else { Exit::Well };
    std::mem::forget((engine, report, found));
    Ok(exit)
}

/// The report of a study, and its text. What could not be computed, and claims that fail, are added to the list.
pub fn written(
    engine: &mut Engine<'_>,
    sources: &Sources,
    scenario: Option<ScenarioId>,
    format: Format,
    found: &mut Diagnostics,
) -> (Report, String) {
    let mut report = report::build::build(engine, sources, scenario, found);
    if format == Format::Json {
        report.cells = report::build::cells(engine, sources, scenario);
    }
    let text = as_text(&report, format);
    (report, text)
}

fn as_text(report: &Report, format: Format) -> String {
    match format {
        Format::Text => report::text::write(report),
        Format::Json => report::json::write(report),
    }
}
