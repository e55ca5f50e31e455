//! `study run`: the report of a study, or one for each of several.

mod index;
mod many;

use super::arguments::{self, Run};
use super::session::{Session, Viewed};
use super::terminal::Terminal;
use super::{Exit, diagnostics, files};
use crate::base::{Diagnostics, Language, Problem, Sources};
use crate::eval::{Engine, clean};
use crate::hir::ScenarioId;
use crate::report::format::Format;
use crate::report::uncertainty::{self, Bootstrap};
use crate::report::{self, Body, Entry, Line, Report, Section};
use std::path::Path;

/// Evaluates studies and prints or writes their reports.
pub fn run(arguments: &Run, terminal: &mut Terminal) -> Exit {
    let done = match arguments.files.as_slice() {
        [file] if !file.is_dir() => run_one(file, arguments, terminal),
        _ => many::run(arguments, terminal),
    };
    done.unwrap_or_else(|exit| exit)
}

fn run_one(file: &Path, arguments: &Run, terminal: &mut Terminal) -> Result<Exit, Exit> {
    // The process ends with this command: giving all of it back piece by piece would only make the reader wait.
    let session = Session::ready(Some(file), &arguments.chance, &arguments.view, terminal)?;
    let mut session = std::mem::ManuallyDrop::new(session);
    let format = arguments::format_asked(arguments.format, arguments.output.as_deref())
        .map_err(|reason| terminal.refuse(&reason))?;
    if let Some(reason) = format.not_for_terminals.filter(|_| arguments.output.is_none() && terminal.is_seen()) {
        return Err(terminal.refuse(reason));
    }
    let computed = std::mem::ManuallyDrop::new(compute(&mut session, arguments, format, terminal)?);
    let written = format.written(&computed.report, arguments.output.as_deref());
    match &arguments.output {
        None => terminal.pass_on(&written.content),
        Some(path) => {
            let done = files::write_report(path, &written, &computed.session.files);
            done.map_err(|reason| terminal.refuse(&format!("{} cannot be written: {reason}", path.display())))?;
        }
    }
    diagnostics::print(&computed.found, &computed.session.sources, terminal);
    diagnostics::print(&computed.session.diagnostics, &computed.session.sources, terminal);
    Ok(if computed.found.has_errors() { Exit::Findings } else { Exit::Well })
}

/// A study with its report.
struct Computed<'s> {
    session: &'s Session,
    report: Report,
    /// What could not be computed, and claims that fail.
    found: Diagnostics,
    /// Kept, so that whoever wants to may forget it.
    _engine: Engine<'s>,
}

/// Computes the report of a study as the command line asks for it.
fn compute<'s>(
    session: &'s mut Session,
    arguments: &Run,
    format: &'static Format,
    terminal: &mut Terminal,
) -> Result<Computed<'s>, Exit> {
    let Viewed { scenario, changes } = session.viewed(&arguments.view, terminal)?;
    let mut conditions = Vec::new();
    for text in &arguments.chance {
        let condition = session.condition("--chance", text).map_err(|problems| {
            diagnostics::print(&problems, &session.sources, terminal);
            Exit::Misused
        })?;
        conditions.push((text.clone(), condition));
    }
    let session: &'s Session = session;
    let mut found = Diagnostics::default();
    let mut engine = session.engine(&changes);
    let mut report = composed(&mut engine, &session.sources, scenario, format, &mut found);
    if let Some(rounds) = arguments.bootstrap {
        let asked = Bootstrap { rounds: rounds as usize, seed: arguments.seed };
        let sections = uncertainty::sections(&mut engine, asked, conditions, &mut found);
        if let Some(seen) = report.records.first_mut() {
            seen.shown.extend(report::records::of_sections(&sections));
        }
        report.sections.extend(sections);
    }
    if format.is_handed_on {
        report.sections.extend(not_computed(&found, &session.sources, session.language));
    }
    report.changes = arguments.view.set.iter().map(|set| given_anew(set)).collect();
    Ok(Computed { session, report, found, _engine: engine })
}

/// What `--set` gives anew, as a report says it.
pub fn given_anew(set: &str) -> String {
    match set.split_once('=') {
        Some((path, value)) => clean(&format!("{} = {}", path.trim(), value.trim())),
        None => clean(set),
    }
}

/// What could not be computed: who is handed a report does not see what the program said beside it.
fn not_computed(found: &Diagnostics, sources: &Sources, language: Language) -> Option<Section> {
    let failed = found.in_order().into_iter().filter(|problem| problem.code().starts_with('V'));
    let line = |problem: &Problem| {
        let message = language.say(&problem.diagnostic.to_string()).into_owned();
        let figure = problem.diagnostic.labels().and_then(|mut labels| labels.next()?.label().map(str::to_owned));
        // Of what is no cell the text itself is told.
        let told = match figure.filter(|label| label.contains('`')) {
            _ if message.contains('`') => message,
            Some(label) => format!("{message}, {}", language.say_label(&label)),
            None => format!("{message}, `{}`", sources.slice(problem.place)),
        };
        Line { label: problem.code(), entries: vec![Entry::said(clean(&told))] }
    };
    let lines: Vec<Line> = failed.map(line).collect();
    (!lines.is_empty()).then(|| Section::new(language.say("Could not be computed"), Body::Figures(lines)))
}

/// The report of a study with all that a format shows of it. What could not be computed, and claims that fail, are added to
/// the list.
pub fn composed(
    engine: &mut Engine<'_>,
    sources: &Sources,
    scenario: Option<ScenarioId>,
    format: &'static Format,
    found: &mut Diagnostics,
) -> Report {
    let mut report = report::build::build(engine, sources, scenario, found);
    (format.complete)(engine, sources, scenario, &mut report);
    report
}
