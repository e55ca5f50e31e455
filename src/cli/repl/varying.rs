//! Commands that vary cells, and leave the study as it is.

use super::looking::misused;
use super::prompt::{Built, Prompt};
use crate::base::Diagnostics;
use crate::cli::{diagnostics, sweep};
use crate::eval::Failure;
use crate::report::what_if;

/// `sweep`: figures for each of several values.
pub fn sweep(prompt: &mut Prompt, rest: &str) {
    declared(prompt, "sweep", rest, |built| {
        let Some(sweep) = built.session.study.sweeps.last() else { return Ok(String::new()) };
        let mut engine = built.engine();
        let swept = what_if::sweep(&mut engine, sweep)?;
        sweep::as_text(&swept, &engine)
    });
}

/// `solve`: the smallest or largest value for which something is true.
pub fn solve(prompt: &mut Prompt, rest: &str) {
    declared(prompt, "solve", rest, |built| {
        let Some(goal) = built.session.study.solves.last() else { return Ok(String::new()) };
        let mut engine = built.engine();
        let solved = engine.solve(&goal.axis, &goal.condition, goal.largest)?;
        Ok(format!("{}\n", what_if::told(&mut engine, &goal.axis, &solved, goal.largest).text))
    });
}

/// `tornado`: what moves a figure most.
pub fn tornado(prompt: &mut Prompt, rest: &str) {
    if rest.is_empty() {
        return misused(prompt, "tornado");
    }
    let (expr, kind) = match prompt.checked(rest) {
        Ok(checked) => checked,
        Err(problems) => return prompt.complain(&problems),
    };
    let mut engine = prompt.engine();
    let heading = what_if::tornado_heading(engine.language(), None, rest);
    let found = what_if::tornado(&mut engine, heading, &expr, &kind).map(|moved| sweep::moved_as_text(&moved, &engine));
    drop(engine);
    match found {
        Ok(text) => prompt.print(&text),
        Err(failure) => {
            let problems = failure.told(&prompt.session.study);
            prompt.complain(&problems);
        }
    }
}

/// Declares something for this once, and prints what it comes to.
fn declared(prompt: &mut Prompt, word: &str, rest: &str, work: impl Fn(&Built) -> Result<String, Failure>) {
    if rest.is_empty() {
        return misused(prompt, word);
    }
    let rest = match prompt.without_last(rest) {
        Ok(rest) => rest,
        Err(reason) => return prompt.refuse(&reason),
    };
    let mut state = prompt.state.clone();
    state.typed.push(format!("{word} {rest}"));
    let files = prompt.files.clone();
    let Some(built) = prompt.build(&files, &state) else { return };
    let mut found = Diagnostics::default();
    match work(&built) {
        Ok(text) => prompt.print(&text),
        Err(failure) => failure.report(&built.session.study, &mut found),
    }
    diagnostics::print(&found, &built.session.sources, &mut prompt.terminal);
}
