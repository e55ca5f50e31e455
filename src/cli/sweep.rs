//! `study sweep` and `study solve`: one cell or several over a range of values.

use super::arguments::{Solve, Sweep, Tabular, View};
use super::session::{Session, Viewed};
use super::terminal::Terminal;
use super::{Exit, diagnostics};
use crate::base::Diagnostics;
use crate::eval::{Engine, Failure};
use crate::hir;
use crate::report::{self, Report, what_if};

/// Prints figures over ranges of values.
pub fn sweep(arguments: &Sweep, terminal: &mut Terminal) -> Exit {
    let done = match &arguments.tornado {
        Some(figure) => tornado(arguments, figure, terminal),
        None => over_ranges(arguments, terminal),
    };
    done.unwrap_or_else(|exit| exit)
}

fn over_ranges(arguments: &Sweep, terminal: &mut Terminal) -> Result<Exit, Exit> {
    let mut mentioned = arguments.show.clone();
    mentioned
        .extend(arguments.vary.iter().filter_map(|vary| vary.split_once('=')).map(|(_, values)| values.to_owned()));
    let mut session = Session::ready(Some(&arguments.file), &mentioned, &arguments.view, terminal)?;
    let mut axes = Vec::new();
    for vary in &arguments.vary {
        let axis = axis(&mut session, vary, terminal)?;
        axes.push(axis);
    }
    let mut values = Vec::new();
    for text in &arguments.show {
        let found = session.expression(text);
        values.push(told(found, &session, terminal)?);
    }
    let Some(span) = axes.first().map(|axis: &hir::Axis| axis.span) else { return Ok(Exit::Misused) };
    let sweep = hir::Sweep { label: None, axes, values, texts: arguments.show.clone(), span };
    let mut doubts = String::new();
    let done = with_engine(&mut session, &arguments.view, terminal, |engine| {
        let swept = what_if::sweep(engine, &sweep)?;
        doubts.extend(swept.notes.iter().map(|note| format!("{note}\n")));
        Ok(match arguments.format {
            Tabular::Csv => report::csv::swept(&swept),
            Tabular::Json => report::json::swept(&swept),
            Tabular::Text => as_text(&swept, engine)?,
        })
    });
    // What machines read has no place for a question.
    if arguments.format != Tabular::Text {
        terminal.tell(&doubts);
    }
    done
}

/// The table and the picture of a sweep. They may be long, so it is asked in between whether somebody wants to stop.
pub fn as_text(swept: &what_if::Swept, engine: &Engine<'_>) -> Result<String, Failure> {
    let mut sections = vec![swept.section()];
    engine.go_on()?;
    sections.extend(swept.pictures());
    engine.go_on()?;
    Ok(report::text::write(&Report { language: swept.language, sections, ..Report::default() }))
}

fn tornado(arguments: &Sweep, figure: &str, terminal: &mut Terminal) -> Result<Exit, Exit> {
    let mentioned = [figure.to_owned()];
    let mut session = Session::ready(Some(&arguments.file), &mentioned, &arguments.view, terminal)?;
    let found = session.expression(figure);
    let (expr, kind) = told(found, &session, terminal)?;
    with_engine(&mut session, &arguments.view, terminal, |engine| {
        let moved = what_if::tornado(engine, what_if::tornado_heading(engine.language(), None, figure), &expr, &kind)?;
        Ok(match arguments.format {
            Tabular::Text => moved_as_text(&moved, engine),
            Tabular::Json => report::json::lone_section(&moved.section()),
            Tabular::Csv => report::csv::table(&moved.section()),
        })
    })
}

/// The table and the picture of what moves a figure.
pub fn moved_as_text(moved: &what_if::Moved, engine: &Engine<'_>) -> String {
    let sections = [moved.section()].into_iter().chain(moved.picture()).collect();
    report::text::write(&Report { language: engine.language(), sections, ..Report::default() })
}

/// Finds the smallest or largest value for which a condition is true.
pub fn solve(arguments: &Solve, terminal: &mut Terminal) -> Exit {
    solve_one(arguments, terminal).unwrap_or_else(|exit| exit)
}

fn solve_one(arguments: &Solve, terminal: &mut Terminal) -> Result<Exit, Exit> {
    let mentioned = [arguments.condition.clone(), arguments.vary.clone()];
    let mut session = Session::ready(Some(&arguments.file), &mentioned, &arguments.view, terminal)?;
    let axis = axis(&mut session, &arguments.vary, terminal)?;
    let found = session.condition("--for", &arguments.condition);
    let condition = told(found, &session, terminal)?;
    with_engine(&mut session, &arguments.view, terminal, |engine| {
        let solved = engine.solve(&axis, &condition, arguments.largest)?;
        Ok(format!("{}\n", what_if::told(engine, &axis, &solved, arguments.largest).text))
    })
}

fn axis(session: &mut Session, vary: &str, terminal: &mut Terminal) -> Result<hir::Axis, Exit> {
    let Some((path, values)) = vary.split_once('=') else {
        return Err(terminal.refuse(&format!("`--vary {vary}` has no `=`: write `--vary overlock.crew=1..6`")));
    };
    let found = session.axis(path, values);
    told(found, session, terminal)
}

fn told<T>(found: Result<T, Diagnostics>, session: &Session, terminal: &mut Terminal) -> Result<T, Exit> {
    found.map_err(|problems| {
        diagnostics::print(&problems, &session.sources, terminal);
        Exit::Misused
    })
}

fn with_engine(
    session: &mut Session,
    view: &View,
    terminal: &mut Terminal,
    work: impl FnOnce(&mut Engine<'_>) -> Result<String, Failure>,
) -> Result<Exit, Exit> {
    let Viewed { scenario, changes } = session.viewed(view, terminal)?;
    let mut engine = session.engine(&changes);
    if let Some(scenario) = scenario {
        engine.look_under(scenario);
    }
    match work(&mut engine) {
        Ok(text) => {
            terminal.print(&text);
            Ok(Exit::Well)
        }
        Err(failure) => {
            diagnostics::print(&failure.told(&session.study), &session.sources, terminal);
            Ok(Exit::Findings)
        }
    }
}
