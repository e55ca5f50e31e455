//! Commands that look and change nothing.

use super::commands;
use super::prompt::{Prompt, Set};
use super::tokens::{Sort, tokens};
use crate::base::{Diagnostics, nearest};
use crate::check::Last;
use crate::cli::arguments::{Telling, View};
use crate::cli::session::{self, Texts};
use crate::cli::{check, diagnostics, doc, eval, run};
use crate::hir::{Global, ScenarioId};
use crate::report::format::Format;
use crate::report::text;
use crate::report::{self, Body, Entry, Line, Written, difference};
use crate::value::Style;
use std::path::Path;

/// Prints the value of an expression.
pub fn value(prompt: &mut Prompt, text: &str) {
    let checked = prompt.checked(text);
    let style = Style::full(prompt.terminal.language);
    let computed = eval::compute(&mut prompt.engine(), checked, style);
    match computed {
        Ok(computed) => {
            prompt.print(&format!("{}\n", computed.entry.text));
            let eval::Computed { value, kind, scenario, .. } = computed;
            prompt.session.last = Some(Last { value, kind, scenario });
        }
        Err(problems) => prompt.complain(&problems),
    }
}

/// `show`: what is set, or figures as the report shows them.
pub fn show(prompt: &mut Prompt, rest: &str) {
    if rest.is_empty() {
        let sets: Vec<String> = prompt.state.sets.iter().map(Set::line).collect();
        match sets.is_empty() {
            true => prompt.say("nothing is set", &[]),
            false => prompt.print(&sets.concat()),
        }
        return;
    }
    let Ok(shown) = prompt.without_last(rest).map_err(|reason| prompt.refuse(&reason)) else { return };
    let before = prompt.session.study.shows.len();
    let mut state = prompt.state.clone();
    state.typed.push(format!("show {shown}"));
    let files = prompt.files.clone();
    let Some(built) = prompt.build(&files, &state) else { return };
    let mut found = Diagnostics::default();
    let sections = report::build::asked(&mut built.engine(), &built.session.sources, before, &mut found);
    prompt.print(
        &sections.iter().map(|section| report::text::body(&section.body, prompt.terminal.language)).collect::<String>(),
    );
    diagnostics::print(&found, &built.session.sources, &mut prompt.terminal);
}

/// `list`: cells with their values.
pub fn list(prompt: &mut Prompt, rest: &str) {
    let language = prompt.terminal.language;
    let mut engine = prompt.engine();
    let cells = report::records::cells(&mut engine);
    let set: Vec<String> = prompt.changes.iter().map(|(cell, _)| prompt.session.study.cell_path(*cell)).collect();
    drop(engine);
    let inside = format!("{rest}.");
    let wanted = |path: &str| rest.is_empty() || path == rest || path.starts_with(&inside);
    let rows: Vec<Line> = cells
        .iter()
        .filter(|cell| wanted(&cell.path))
        .map(|cell| {
            let how = match cell.given {
                _ if set.contains(&cell.path) => "set",
                true => "given",
                false => "derived",
            };
            let how = Entry::said(language.say(how).into_owned());
            Line { label: cell.path.clone(), entries: vec![cell.entry.clone(), how] }
        })
        .collect();
    if !rows.is_empty() {
        prompt.print(&report::text::body(&Body::Figures(rows), prompt.terminal.language));
        return;
    }
    let instances = prompt.session.study.instances.iter().map(|instance| &*instance.path);
    let known = instances.chain(cells.iter().map(|cell| cell.path.as_str()));
    match (rest, nearest(rest, known)) {
        ("", _) => prompt.say("there is nothing yet", &[]),
        (_, Some(near)) => {
            let refusal = format!("the study has no cells of `{rest}`: did you mean `{near}`?");
            prompt.refuse(&refusal);
        }
        (_, None) => prompt.refuse(&format!("the study has no cells of `{rest}`")),
    }
}

/// `explain`: how a value came about, down to a depth.
pub fn explain(prompt: &mut Prompt, rest: &str) {
    let (text, depth) = with_depth(rest);
    if text.is_empty() {
        return misused(prompt, "explain");
    }
    let outcome = prompt.checked(text).and_then(|(expr, kind)| {
        let sources = &prompt.session.sources;
        crate::cli::explain::told(&mut prompt.engine(), sources, (&expr, &kind), depth, Telling::Text)
    });
    match outcome {
        Ok(text) => prompt.print(&text),
        Err(problems) => prompt.complain(&problems),
    }
}

/// A whole number behind the end of an expression is a depth; behind a sign it belongs to the expression.
fn with_depth(rest: &str) -> (&str, usize) {
    let usual = (rest, crate::cli::arguments::DEPTH);
    let tokens = tokens(rest);
    let [.., before, last] = tokens.as_slice() else { return usual };
    let ends = matches!(before.sort, Sort::Word | Sort::Number | Sort::Close | Sort::Text(true));
    match last.text(rest).parse() {
        Ok(depth) if ends && last.sort == Sort::Number => (rest.get(..before.place.end).unwrap_or(rest), depth),
        _ => usual,
    }
}

/// `doc`: the reference of the library, or of a kind of the study's own.
pub fn doc(prompt: &mut Prompt, rest: &str) {
    let name = Some(rest).filter(|rest| !rest.is_empty());
    let told = doc::told(prompt.view.library.as_deref(), name, prompt.session.language);
    match told.or_else(|reason| doc::entry(&prompt.session, rest).ok_or(reason)) {
        Ok(text) => prompt.print(&text),
        Err(reason) => prompt.refuse(&reason),
    }
}

/// `report`: what `study run` prints.
pub fn report(prompt: &mut Prompt, _: &str) {
    let (written, found) = written(prompt, &text::FORMAT, None);
    prompt.terminal.pass_on(&written.content);
    if !prompt.is_stopped() {
        prompt.complain(&found);
        let warnings = std::mem::take(&mut prompt.session.diagnostics);
        prompt.complain(&warnings);
        prompt.session.diagnostics = warnings;
    }
}

/// The report as it is now, and what is to be said beside it.
pub fn written(prompt: &Prompt, format: &'static Format, path: Option<&Path>) -> (Written, Diagnostics) {
    let mut found = Diagnostics::default();
    let mut report = run::composed(&mut prompt.engine(), &prompt.session.sources, None, format, &mut found);
    let sets = prompt.state.sets.iter().map(|set| format!("{}={}", set.path, set.whole()));
    report.changes = sets.map(|set| run::given_anew(&set)).collect();
    (format.written(&report, path), found)
}

/// `check`: what `study check` says.
pub fn check(prompt: &mut Prompt, _: &str) {
    let set = prompt.state.sets.iter().map(|set| format!("{}={}", set.path, set.whole())).collect();
    let view = View { set, ..prompt.view.clone() };
    let texts = Texts { files: prompt.files.clone(), instead: None, typed: prompt.typed() };
    match session::open_texts(&texts, &prompt.extra, &view) {
        Ok(mut opened) => {
            opened.stop = Some(prompt.stop.clone());
            let path = prompt.files.first().map_or(Path::new("prompt"), |path| path);
            let (told, line) = check::told(path, opened, &view, &prompt.terminal);
            if !prompt.is_stopped() {
                prompt.terminal.tell(&told);
                prompt.terminal.print(&line);
            }
        }
        Err(reason) => prompt.refuse(&reason),
    }
}

/// `compare`: what differs between two scenarios.
pub fn compare(prompt: &mut Prompt, rest: &str) {
    let names: Vec<&str> = rest.split_whitespace().collect();
    let [first, second] = names.as_slice() else { return misused(prompt, "compare") };
    let scenarios = scenario(prompt, first).and_then(|one| Ok((one, scenario(prompt, second)?)));
    let (one, other) = match scenarios {
        Ok(scenarios) => scenarios,
        Err(reason) => return prompt.refuse(&reason),
    };
    let mut engine = prompt.engine();
    let (one, other) = (engine.variant(one), engine.variant(other));
    let (before, after) = (difference::snapshot(&mut engine, one), difference::snapshot(&mut engine, other));
    let differences = difference::between_snapshots(&engine, &before, &after);
    drop(engine);
    match differences.is_empty() {
        true => prompt.say("no figure of the report differs", &[]),
        false => prompt.print(&difference::table(&differences, first, second, prompt.terminal.language)),
    }
}

/// The scenario of a name; nothing means the study before any.
fn scenario(prompt: &Prompt, name: &str) -> Result<Option<ScenarioId>, String> {
    let study = &prompt.session.study;
    match study.globals.get(name) {
        Some(Global::Scenario(id)) => Ok(Some(*id)),
        _ if name == "baseline" => Ok(None),
        _ => Err(session::no_scenario(study, name)),
    }
}

/// Says how a command is written.
pub fn misused(prompt: &mut Prompt, name: &str) {
    let usage = commands::find(name).map(commands::Command::usage).unwrap_or_default();
    prompt.refuse(&format!("`{name}` is written so: {usage}"));
}
