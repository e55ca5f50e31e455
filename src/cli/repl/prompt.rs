//! The session behind the prompt: the study, what was typed into it, what is set at the moment, and the way back.

use super::input::mentioned;
use super::tokens::{Sort, tokens};
use super::watch::Watch;
use crate::base::Diagnostics;
use crate::check::Last;
use crate::cli::arguments::View;
use crate::cli::diagnostics;
use crate::cli::session::{self, Session, Texts};
use crate::cli::terminal::Terminal;
use crate::eval::{Engine, Memory};
use crate::hir::{CellId, Expr, Global, Study, Type};
use crate::report::difference::{self, Difference};
use crate::value::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A cell given anew, as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// The cell.
    pub path: String,
    /// What joins its value to what it was before: `-` where `-=` was typed.
    pub operator: Option<char>,
    /// Its value, or what it changes by.
    pub value: String,
}

impl Set {
    /// How it is written in a scenario.
    pub fn line(&self) -> String {
        let operator = self.operator.map(String::from).unwrap_or_default();
        format!("{} {operator}= {}\n", self.path, self.value)
    }

    /// The whole value, as `--set` takes it.
    pub fn whole(&self) -> String {
        match self.operator {
            Some(operator) => format!("{} {operator} ({})", self.path, self.value),
            None => self.value.clone(),
        }
    }
}

/// What was typed that changes something; each change leaves the one before to come back to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// What is set.
    pub sets: Vec<Set>,
    /// What was declared.
    pub typed: Vec<String>,
}

/// The session behind the prompt.
pub struct Prompt {
    /// Where everything is printed.
    pub terminal: Terminal,
    /// What the study may read, and where its library lies.
    pub view: View,
    /// The files of the study.
    pub files: Vec<PathBuf>,
    /// What was typed.
    pub state: State,
    /// The states before, the nearest last.
    pub past: Vec<State>,
    /// The states that were undone, the nearest last.
    pub future: Vec<State>,
    /// The study as it is now.
    pub session: Session,
    /// What is set, ready to be computed.
    pub changes: Vec<(CellId, Expr)>,
    /// What has been computed for the last change: the next one begins there.
    memory: Option<Memory>,
    /// The files as they were read.
    pub watch: Watch,
    /// Names of the library that were asked for.
    pub extra: BTreeSet<String>,
    /// Raised where somebody wants a computation to end.
    pub stop: Arc<AtomicBool>,
    /// Whether the session is at its end.
    pub ended: bool,
}

/// A study with what is set in it.
pub struct Built {
    /// The study.
    pub session: Session,
    changes: Vec<(CellId, Expr)>,
    /// The files as they were before they were read.
    before: Watch,
}

impl Built {
    /// The study with what is set, ready to be computed.
    pub fn engine(&self) -> Engine<'_> {
        self.session.engine(&self.changes)
    }
}

impl Prompt {
    /// A session with these files; where they have errors, these are printed, and the study is empty until they are mended.
    pub fn new(files: Vec<PathBuf>, view: View, terminal: Terminal) -> Result<Prompt, String> {
        let empty = session::open_texts(&Texts::default(), &BTreeSet::new(), &view)?;
        let mut prompt = Prompt {
            terminal,
            view,
            files,
            state: State::default(),
            past: Vec::new(),
            future: Vec::new(),
            session: empty,
            changes: Vec::new(),
            memory: None,
            watch: Watch::default(),
            extra: BTreeSet::new(),
            stop: Arc::new(AtomicBool::new(false)),
            ended: false,
        };
        let texts = Texts { files: prompt.files.clone(), ..Texts::default() };
        let before = Watch::over(prompt.files.iter().cloned());
        let opened = session::open_texts(&texts, &BTreeSet::new(), &prompt.view)?;
        prompt.terminal.speak(opened.language);
        prompt.watch = before.widened(opened.files.iter().cloned());
        if let Some(built) = prompt.accepted(opened, before, &State::default()) {
            prompt.take(built);
        }
        Ok(prompt)
    }

    /// Reads the study anew with other files or another state. What is wrong is printed, and nothing comes of it.
    pub fn build(&mut self, files: &[PathBuf], state: &State) -> Option<Built> {
        let before = self.watch.over_again(files);
        let texts = Texts { files: files.to_vec(), instead: None, typed: lines(&state.typed) };
        match session::open_texts(&texts, &self.extra, &self.view) {
            Ok(opened) => self.accepted(opened, before, state),
            Err(reason) => {
                self.terminal.refuse(&reason);
                None
            }
        }
    }

    /// A study that has been read, if it is without errors and all that is set goes with it.
    fn accepted(&mut self, mut opened: Session, before: Watch, state: &State) -> Option<Built> {
        if opened.diagnostics.has_errors() {
            diagnostics::print(&opened.diagnostics, &opened.sources, &mut self.terminal);
            return None;
        }
        opened.stop = Some(self.stop.clone());
        opened.language = self.terminal.language;
        match changes_of(&mut opened, &state.sets) {
            Ok(changes) => Some(Built { session: opened, changes, before }),
            Err(problems) => {
                diagnostics::print(&problems, &opened.sources, &mut self.terminal);
                None
            }
        }
    }

    /// Sets cells of the study as it is, and tells which figures of the report that changes: only what follows from the
    /// change is computed again. Nothing where it cannot be set, or where `needed` has no value then: all stays as it was.
    pub fn set_to(&mut self, state: State, needed: Option<CellId>) -> Option<Vec<Difference>> {
        // What is set already keeps its place in the text, so that it is known for the same.
        let kept = state.sets.iter().zip(&self.state.sets).take_while(|(new, old)| new == old).count();
        let mut changes: Vec<(CellId, Expr)> = self.changes.iter().take(kept).cloned().collect();
        match changes_of(&mut self.session, state.sets.get(kept..).unwrap_or_default()) {
            Ok(more) => changes.extend(more),
            Err(problems) => {
                self.complain(&problems);
                return None;
            }
        }
        let mut engine = match self.memory.take() {
            Some(memory) => {
                let mut engine = Engine::resumed(&self.session.study, memory);
                engine.speak(self.session.language);
                engine
            }
            None => self.engine(),
        };
        let main = engine.main();
        let before = difference::snapshot(&mut engine, main);
        engine.set_all(&self.changes, &changes);
        if let Some(Err(failure)) = needed.map(|cell| engine.cell(cell))
            && !failure.is_missing()
            && !self.is_stopped()
        {
            engine.set_all(&changes, &self.changes);
            self.memory = Some(engine.into_memory());
            let problems = failure.told(&self.session.study);
            self.complain(&problems);
            return None;
        }
        let after = difference::snapshot(&mut engine, main);
        let differences = difference::between_snapshots(&engine, &before, &after);
        let memory = engine.into_memory();
        // What was stopped half-way is nothing to go on with.
        self.memory = Some(memory).filter(|_| !self.is_stopped());
        self.changes = changes;
        self.past.push(std::mem::replace(&mut self.state, state));
        self.future.clear();
        Some(differences)
    }

    /// Goes on with this study.
    pub fn take(&mut self, built: Built) {
        let mut old = std::mem::replace(&mut self.session, built.session);
        self.changes = built.changes;
        self.memory = None;
        self.session.last = old.last.take().and_then(|last| lasting(last, &old.study, &self.session.study));
        self.watch = built.before.widened(self.session.files.iter().chain(&self.files).cloned());
    }

    /// Goes on with another state, and remembers this one. Says whether that was possible.
    pub fn move_to(&mut self, state: State) -> bool {
        let files = self.files.clone();
        let Some(built) = self.build(&files, &state) else { return false };
        self.take(built);
        self.past.push(std::mem::replace(&mut self.state, state));
        self.future.clear();
        true
    }

    /// Brings what a text mentions of the library, if it is not there yet.
    pub fn need(&mut self, text: &str) {
        let missing = |name: &String| {
            self.session.library_names.contains(name)
                && !self.extra.contains(name)
                && !self.session.study.globals.contains_key(name.as_str())
        };
        let names: Vec<String> = mentioned(text).into_iter().filter(missing).collect();
        if names.is_empty() {
            return;
        }
        self.extra.extend(names);
        let (files, state) = (self.files.clone(), self.state.clone());
        if let Some(built) = self.build(&files, &state) {
            self.take(built);
        }
    }

    /// What was declared here, one below the other.
    pub fn typed(&self) -> String {
        lines(&self.state.typed)
    }

    /// An expression, checked.
    pub fn checked(&mut self, text: &str) -> Result<(Expr, Type), Diagnostics> {
        self.need(text);
        self.session.expression(text)
    }

    /// The study with what is set, ready to be computed.
    pub fn engine(&self) -> Engine<'_> {
        self.session.engine(&self.changes)
    }

    /// Prints what is wrong.
    pub fn complain(&mut self, problems: &Diagnostics) {
        diagnostics::print(problems, &self.session.sources, &mut self.terminal);
    }

    /// Says why something cannot be done.
    pub fn refuse(&mut self, reason: &str) {
        self.terminal.refuse(reason);
    }

    /// Prints a sentence with its parts put in, in the reader's language.
    pub fn say(&mut self, words: &str, parts: &[(&str, &str)]) {
        let said = self.terminal.language.fill(words, parts);
        self.print(&format!("{said}\n"));
    }

    /// Prints a result, unless somebody has stopped it.
    pub fn print(&mut self, text: &str) {
        if !self.is_stopped() {
            self.terminal.print(text);
        }
    }

    /// Whether somebody has stopped what was computed.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Whether the study knows a name.
    pub fn knows(&self, name: &str) -> bool {
        let session = &self.session;
        session.study.globals.contains_key(name)
            || session.study.units.find(name).is_some()
            || session.library_names.iter().any(|known| known == name)
            || crate::builtin::is_function(name)
            || name == "_"
            || crate::syntax::words::BEGINNING.contains(&name)
    }

    /// Whether the study or the library has a kind of this name.
    pub fn knows_kind(&self, name: &str) -> bool {
        let known = matches!(self.session.study.globals.get(name), Some(Global::Kind(_)));
        known || self.session.study.kind_named(name).is_some()
    }

    /// A text with the last value written in the place of `_`, for what is kept longer than that value.
    pub fn without_last(&self, text: &str) -> Result<String, String> {
        let mut out = text.to_owned();
        for token in tokens(text).iter().rev().filter(|token| token.sort == Sort::Word && token.text(text) == "_") {
            out.replace_range(token.place.clone(), &self.last_written()?);
        }
        Ok(out)
    }

    /// The last value as it would be written in a study.
    fn last_written(&self) -> Result<String, String> {
        let Last { value, kind, .. } =
            self.session.last.as_ref().ok_or("there is no last value for `_` to stand for")?;
        let mut engine = self.engine();
        let main = engine.main();
        let style = crate::value::Style::FULL;
        let writer = crate::eval::Writer { study: &self.session.study, calendar: engine.calendar(main), style };
        let entry = crate::report::figure::entry(&writer, value, kind);
        let exact = entry.figure.as_ref().and_then(|figure| Some((figure.exact()?, figure.unit.clone())));
        match (exact, value) {
            (Some((number, unit)), _) if unit.is_empty() => Ok(format!("({number})")),
            (Some((number, unit)), _) => Ok(format!("({number} * 1 {unit})")),
            (None, Value::Truth(_)) => Ok(entry.text),
            (None, Value::Text(text)) => Ok(format!("{text:?}")),
            _ => Err("`_` cannot be written down exactly here: write what it came from".to_owned()),
        }
    }
}

/// What is set, ready to be computed.
fn changes_of(session: &mut Session, sets: &[Set]) -> Result<Vec<(CellId, Expr)>, Diagnostics> {
    sets.iter().map(|set| session.change("set", &set.path, &set.whole())).collect()
}

/// Declarations one below the other.
fn lines(texts: &[String]) -> String {
    texts.iter().map(|text| format!("{text}\n")).collect()
}

/// A value of one study in another, if it means the same there: its units must have kept their numbers, and the scenario
/// that it was seen under its name.
fn lasting(last: Last, old: &Study, new: &Study) -> Option<Last> {
    let Last { value, kind, scenario } = &last;
    let same_units = old.units.names().take(old.units.len()).eq(new.units.names().take(old.units.len()));
    let by_itself = matches!(
        kind.element(),
        Type::Quantity { .. } | Type::Text | Type::Truth | Type::Date | Type::Clock | Type::Proportion
    );
    let name = scenario.and_then(|id| old.scenario(id)).map(|scenario| &scenario.name);
    let found = name.and_then(|name| match new.globals.get(name) {
        Some(Global::Scenario(id)) => Some(*id),
        _ => None,
    });
    let is_same = same_units && old.units.len() <= new.units.len() && by_itself && !value.is_open();
    (is_same && found.is_some() == scenario.is_some()).then(|| Last { scenario: found, ..last })
}
