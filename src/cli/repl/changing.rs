//! Commands that change something in this session, and the way back.

use super::looking::misused;
use super::prompt::{Prompt, Set, State};
use crate::base::Language;
use crate::hir::{CellId, ExprNode, visit};
use crate::report::difference;

/// `set`: gives a cell anew.
pub fn set(prompt: &mut Prompt, rest: &str) {
    let Some((path, value)) = rest.split_once('=') else { return misused(prompt, "set") };
    let (path, operator) = match path.trim_end().strip_suffix(['+', '-', '*', '/']) {
        Some(before) => (before.trim(), path.trim_end().chars().last()),
        None => (path.trim(), None),
    };
    let typed = Set { path: path.to_owned(), operator, value: value.trim().to_owned() };
    let value = match prompt.without_last(&typed.value) {
        Ok(value) => value,
        Err(reason) => return prompt.refuse(&reason),
    };
    if path.is_empty() || value.is_empty() {
        return misused(prompt, "set");
    }
    prompt.need(&value);
    let set = Set { value, ..typed.clone() };
    // What is wrong is shown as it was typed.
    let (cell, expr) = match prompt.session.change("set", path, &typed.whole()) {
        Ok(change) => change,
        Err(problems) => return prompt.complain(&problems),
    };
    let mut builds_on = false;
    visit(&expr, &mut |part| builds_on |= matches!(&*part.node, ExprNode::Prior));
    let mut state = prompt.state.clone();
    if !builds_on {
        let mut cells = prompt.changes.iter().map(|(cell, _)| *cell);
        state.sets.retain(|own| cells.next() != Some(cell) && own.path != path);
    }
    state.sets.push(set);
    if change_to(prompt, state, Some(cell)) {
        say_what_lacks(prompt, cell);
    }
}

/// A cell that has no value now shows as nothing in the figures: here is why.
fn say_what_lacks(prompt: &mut Prompt, cell: CellId) {
    let outcome = prompt.engine().cell(cell);
    if let Err(failure) = outcome {
        let problems = failure.told(&prompt.session.study);
        prompt.complain(&problems);
    }
}

/// `unset`: takes back what is set for a cell, or all of it.
pub fn unset(prompt: &mut Prompt, rest: &str) {
    let mut state = prompt.state.clone();
    state.sets.retain(|set| !rest.is_empty() && set.path != rest);
    if state != prompt.state {
        change_to(prompt, state, None);
        return;
    }
    let known = prompt.state.sets.iter().map(|set| set.path.as_str());
    prompt.refuse(&match crate::base::nearest(rest, known) {
        _ if rest.is_empty() => "nothing is set".to_owned(),
        Some(near) => format!("`{rest}` is not set: did you mean `{near}`?"),
        None => format!("`{rest}` is not set"),
    });
}

/// `undo`: back to the state before.
pub fn undo(prompt: &mut Prompt, _: &str) {
    match prompt.past.pop() {
        Some(state) => step(prompt, state, true),
        None => prompt.refuse("there is nothing to undo"),
    }
}

/// `redo`: forth again.
pub fn redo(prompt: &mut Prompt, _: &str) {
    match prompt.future.pop() {
        Some(state) => step(prompt, state, false),
        None => prompt.refuse("there is nothing to redo"),
    }
}

fn step(prompt: &mut Prompt, state: State, back: bool) {
    let (left, wanted) = (prompt.state.clone(), state.clone());
    let (mut past, mut future) = (prompt.past.clone(), prompt.future.clone());
    let done = change_to(prompt, state, None);
    let (from, to) = if back { (&mut past, &mut future) } else { (&mut future, &mut past) };
    match done {
        true => to.push(left),
        false => from.push(wanted),
    }
    prompt.past = past;
    prompt.future = future;
}

/// `reset`: as the files have it.
pub fn reset(prompt: &mut Prompt, _: &str) {
    if prompt.state == State::default() {
        prompt.refuse("nothing was set or declared here");
    } else {
        change_to(prompt, State::default(), None);
    }
}

/// Adds a declaration to the study.
pub fn declare(prompt: &mut Prompt, text: &str) {
    let text = match prompt.without_last(text) {
        Ok(text) => text,
        Err(reason) => return prompt.refuse(&reason),
    };
    let mut state = prompt.state.clone();
    state.typed.push(text);
    prompt.move_to(state);
}

/// Goes over to another state, in which a cell that is set needs a value, and shows which figures of the report that changes.
fn change_to(prompt: &mut Prompt, state: State, needed: Option<CellId>) -> bool {
    if prompt.state.typed != state.typed {
        if !prompt.move_to(state) {
            return false;
        }
        prompt.print(&told(&prompt.state, prompt.terminal.language));
        return true;
    }
    let Some(differences) = prompt.set_to(state, needed) else { return false };
    match differences.is_empty() {
        true => prompt.say("no figure of the report changes", &[]),
        false => {
            let language = prompt.terminal.language;
            let [before, after] = ["before", "after"].map(|word| language.say(word));
            prompt.print(&difference::table(&differences, &before, &after, language));
        }
    }
    true
}

/// What a state consists of, in a few words.
fn told(state: &State, language: Language) -> String {
    let counted = |count: usize, [none, one, more]: [&str; 3]| match count {
        0 => language.say(none).into_owned(),
        1 => language.say(one).into_owned(),
        _ => language.fill(more, &[("count", &count.to_string())]),
    };
    let declared = ["nothing is declared", "1 thing is declared", "{count} things are declared"];
    let set = ["nothing is set", "1 thing is set", "{count} things are set"];
    let (declared, set) = (counted(state.typed.len(), declared), counted(state.sets.len(), set));
    format!("{}\n", language.fill("{declared} here, and {set}", &[("declared", &declared), ("set", &set)]))
}
