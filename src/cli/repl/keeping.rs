//! Commands that read and write files.

use super::looking::{misused, written};
use super::prompt::{Prompt, State};
use super::tokens::{Sort, tokens};
use crate::base::{Source, Sources};
use crate::cli::session::{self, Texts};
use crate::cli::{diagnostics, files};
use crate::data::read_text;
use crate::report::formats;
use crate::syntax;
use std::path::{Path, PathBuf};

/// `save`: what is set becomes a scenario of the file.
pub fn save(prompt: &mut Prompt, rest: &str) {
    let parts = tokens(rest);
    let words: Vec<&str> = parts.iter().map(|token| token.text(rest)).collect();
    let (name, label) = match words.as_slice() {
        ["scenario", name] => (*name, ""),
        ["scenario", name, label] if parts.get(2).is_some_and(|token| token.sort == Sort::Text(true)) => {
            (*name, *label)
        }
        _ => return misused(prompt, "save"),
    };
    let Some(path) = prompt.files.first().cloned() else {
        return prompt.refuse("there is no file to save into: begin with `study repl FILE`, or `load` one");
    };
    if prompt.state.sets.is_empty() {
        return prompt.refuse("nothing is set that a scenario could say");
    }
    let rows: String = prompt.state.sets.iter().map(|set| format!("  {}", set.line())).collect();
    let scenario = format!("scenario {name} {label} {{\n{rows}}}\n");
    let Some(text) = with_scenario(prompt, &path, &scenario) else { return };
    if let Err(reason) = files::write_whole(&path, &text) {
        return prompt.refuse(&format!("{} cannot be written: {reason}", path.display()));
    }
    let parts = [("path", &*path.display().to_string()), ("name", name)];
    prompt.say("{path} has the scenario `{name}` now, and nothing is set any more", &parts);
    prompt.move_to(State { sets: Vec::new(), typed: prompt.state.typed.clone() });
}

/// The text of a file with a scenario behind it, in the one layout; nothing if that would not be without errors.
fn with_scenario(prompt: &mut Prompt, path: &Path, scenario: &str) -> Option<String> {
    let text = match read_text(path) {
        Ok(text) => text,
        Err(unread) => {
            prompt.refuse(&format!("{} cannot be read: {}", path.display(), unread.reason()));
            return None;
        }
    };
    let whole = format!("{}\n\n{scenario}", text.trim_end());
    let texts = Texts { files: prompt.files.clone(), instead: Some(whole.clone()), typed: String::new() };
    let opened = session::open_texts(&texts, &Default::default(), &prompt.view);
    let opened = opened.map_err(|reason| prompt.refuse(&reason)).ok()?;
    if opened.diagnostics.has_errors() {
        diagnostics::print(&opened.diagnostics, &opened.sources, &mut prompt.terminal);
        prompt.refuse("nothing was written: the file would have errors");
        return None;
    }
    let mut sources = Sources::default();
    let id = sources.add(Source::new(path.to_string_lossy(), whole));
    let source = sources.get(id)?;
    let (file, problems) = syntax::parse(source, id);
    (!problems.has_errors()).then(|| syntax::print::print(&file, source))
}

/// `load`: another study.
pub fn load(prompt: &mut Prompt, rest: &str) {
    let Some(path) = path(rest) else { return misused(prompt, "load") };
    let state = State::default();
    if let Some(built) = prompt.build(std::slice::from_ref(&path), &state) {
        prompt.files = vec![path];
        prompt.session.last = None;
        prompt.take(built);
        let left = std::mem::replace(&mut prompt.state, state);
        prompt.past.clear();
        prompt.future.clear();
        prompt.print(&prompt.about());
        if left != prompt.state {
            prompt.say("what was set and declared before is gone", &[]);
        }
    }
}

/// `reload`: the files as they are now.
pub fn reload(prompt: &mut Prompt, _: &str) {
    if prompt.files.is_empty() {
        return prompt.refuse("there is no file to read again");
    }
    if prompt.read_again() {
        prompt.print(&prompt.about());
    }
}

/// `export`: the report in a file.
pub fn export(prompt: &mut Prompt, rest: &str) {
    let Some(path) = path(rest) else { return misused(prompt, "export") };
    let Some(format) = formats::of(&path) else {
        return prompt.refuse(&format!("the end of the name says what a report is written as: {}", formats::endings()));
    };
    let (written, _) = written(prompt, format, Some(&path));
    if prompt.is_stopped() {
        return;
    }
    match files::write_report(&path, &written, &prompt.session.files) {
        Ok(()) => prompt.say("wrote {path}", &[("path", &path.display().to_string())]),
        Err(reason) => prompt.refuse(&format!("{} cannot be written: {reason}", path.display())),
    }
}

/// A path as it is typed, with or without quotes.
fn path(rest: &str) -> Option<PathBuf> {
    let bare = rest.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(rest);
    (!bare.is_empty()).then(|| PathBuf::from(bare))
}

impl Prompt {
    /// Reads the files again. Where that fails, what is wrong is printed and the study stays as it was.
    pub fn read_again(&mut self) -> bool {
        let (files, state) = (self.files.clone(), self.state.clone());
        match self.build(&files, &state) {
            Some(built) => self.take(built),
            None => {
                self.watch.look_again();
                self.refuse("the study stays as it was");
                return false;
            }
        }
        true
    }

    /// Reads the files again if any of them has changed, and says so.
    pub fn look_at_files(&mut self) {
        let changed: Vec<String> = self.watch.changed().iter().map(|path| path.display().to_string()).collect();
        if changed.is_empty() {
            return;
        }
        let words = if changed.len() == 1 { "{files} has changed" } else { "{files} have changed" };
        let said = self.terminal.language.fill(words, &[("files", &changed.join(", "))]);
        self.terminal.tell(&format!("{said}\n"));
        self.read_again();
    }

    /// What the session is about, in one line.
    pub fn about(&self) -> String {
        let names: Vec<String> = self.files.iter().map(|path| path.display().to_string()).collect();
        let own = |span: crate::base::Span| !span.source.is_library();
        let instances = self.session.study.instances.iter().filter(|one| own(one.span) && one.scenario.is_none());
        let scenarios = self.session.study.scenarios.len();
        let language = self.terminal.language;
        let counts = [
            language.count(instances.count(), "instance", "instances"),
            language.count(scenarios, "scenario", "scenarios"),
            language.count(self.session.study.claims.len(), "claim", "claims"),
        ];
        match names.is_empty() {
            true => format!("{}\n", language.say("no study is loaded")),
            false => format!("{}: {}\n", names.join(", "), counts.join(", ")),
        }
    }
}
