//! From a file to a study that can be computed: its parts, its names and dimensions, its data.

use super::Exit;
use super::arguments::View;
use super::diagnostics;
use super::files::Disk;
use super::progress::Progress;
use super::terminal::Terminal;
use crate::base::{Diagnostics, Language, Source, SourceId, Sources, Span, nearest};
use crate::check;
use crate::data::{self, DataError, Request, Unread, read_text};
use crate::eval::Engine;
use crate::hir::{Axis, CellId, Expr, Global, ScenarioId, Study, Type};
use crate::resolve;
use crate::stdlib::{Library, Module};
use crate::syntax::parse::{SyntaxError, parse_expression, parse_path};
use crate::syntax::tree::{self, AxisValues};
use crate::syntax::visit::names_in;
use crate::value::Table;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A study that has been read and checked.
pub struct Session {
    /// All texts.
    pub sources: Sources,
    /// The checked study.
    pub study: Study,
    /// Its data; a table that could not be read is left out.
    pub tables: Vec<Option<Arc<Table>>>,
    /// Names that the library has beyond what the study uses.
    pub library_names: Arc<[String]>,
    /// What is wrong with it.
    pub diagnostics: Diagnostics,
    /// The files it was read from: studies and data.
    pub files: Vec<PathBuf>,
    /// What `_` stands for in expressions.
    pub last: Option<check::Last>,
    /// Stops computations when it is raised.
    pub stop: Option<Arc<AtomicBool>>,
    /// The language that it is told in: that which the study names, unless another one is asked for.
    pub language: Language,
}

/// What of a study a command asks for.
pub struct Viewed {
    /// The scenario, if it is about one.
    pub scenario: Option<ScenarioId>,
    /// The cells that are set.
    pub changes: Vec<(CellId, Expr)>,
}

/// Why a command cannot have what it asks for.
pub enum Refusal {
    /// The call is not written as it should be, or names what is not there.
    Call(String),
    /// A text in the call has errors of its own.
    Text(Diagnostics),
}

/// The texts that a study begins with.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// The files, the study's own first.
    pub files: Vec<PathBuf>,
    /// What the first of them shall say instead of what it does.
    pub instead: Option<String>,
    /// What was typed besides.
    pub typed: String,
}

/// The library that the command line asks for.
pub fn library(folder: Option<&Path>) -> Result<Library, String> {
    let Some(folder) = folder else { return Ok(Library::Embedded) };
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("the library {} cannot be read: {error}", folder.display()))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "study"));
    paths.sort();
    let mut modules = Vec::new();
    for (index, path) in paths.iter().enumerate() {
        let text = read_text(path).map_err(|_| format!("{} cannot be read", path.display()))?;
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        modules.push(Module::new(index, &name, &path.to_string_lossy(), &text));
    }
    Ok(Library::Texts(modules))
}

/// Reads and checks the study at `path`, or an empty one. `mentioned` are expressions of the command line.
pub fn open(path: Option<&Path>, mentioned: &[String], view: &View) -> Result<Session, String> {
    let files = path.map(Path::to_path_buf).into_iter().collect();
    open_texts(&Texts { files, ..Texts::default() }, &mentioned_names(mentioned), view)
}

/// Reads and checks a study for a command that may set some of its cells.
pub fn open_for(path: Option<&Path>, mentioned: &[String], view: &View) -> Result<Session, String> {
    let set = view.set.iter().filter_map(|set| set.split_once('=').map(|(_, value)| value.to_owned()));
    let mentioned: Vec<String> = mentioned.iter().cloned().chain(set).collect();
    open(path, &mentioned, view)
}

/// Reads and checks a study that begins with several texts. `extra` are names that the library may have to bring.
pub fn open_texts(texts: &Texts, extra: &BTreeSet<String>, view: &View) -> Result<Session, String> {
    let library = library(view.library.as_deref())?;
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let (mut disk, begins) = read_texts(texts, view, &mut sources, &mut diagnostics)?;
    let (program, problems) = resolve::load_all(&begins, extra, &library, &mut disk, &mut sources);
    diagnostics.append(problems);
    let language = resolve::language(&program);
    let library_names = program.library_names.clone();
    let (mut study, mut tables) = (Study::default(), Vec::new());
    if !diagnostics.has_errors() {
        let (names, problems) = resolve::resolve(&program, &sources);
        diagnostics.append(problems);
        let (checked, problems) = check::check(&names, texts.files.is_empty());
        diagnostics.append(problems);
        study = checked;
        if !diagnostics.has_errors() {
            tables = read_tables(&study, &mut disk, &mut sources, &mut diagnostics);
        }
    }
    Ok(Session {
        sources,
        study,
        tables,
        library_names,
        diagnostics,
        files: disk.read(),
        last: None,
        stop: None,
        language,
    })
}

/// The texts that a study begins with, by their numbers, and the disk on which the others are looked for.
fn read_texts(
    texts: &Texts,
    view: &View,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(Disk, Vec<SourceId>), String> {
    let mut disk: Option<Disk> = None;
    let mut begins = Vec::new();
    for path in &texts.files {
        let known = texts.instead.clone().filter(|_| begins.is_empty());
        let id = match known.map_or_else(|| read_text(path), Ok) {
            Ok(text) => sources.add(Source::new(path.to_string_lossy(), text)),
            Err(Unread::NotUtf8(at)) => {
                let id = sources.add(Source::new(path.to_string_lossy(), ""));
                let path = crate::eval::clean(&path.to_string_lossy());
                diagnostics.push(Span::new(id, 0, 0), SyntaxError::NotUtf8 { path, byte: at + 1 });
                id
            }
            Err(unread) => return Err(format!("{} cannot be read: {}", path.display(), unread.reason())),
        };
        match &mut disk {
            Some(disk) => disk.add(path, id),
            None => disk = Some(Disk::new(path, id, view.allow_outside)),
        }
        begins.push(id);
    }
    if begins.is_empty() || !texts.typed.is_empty() {
        let name = if texts.typed.is_empty() { "" } else { "prompt" };
        begins.push(sources.add(Source::new(name, texts.typed.as_str())));
    }
    let first = begins.first().copied().unwrap_or(SourceId(0));
    let disk = disk.unwrap_or_else(|| Disk::new(Path::new(""), first, view.allow_outside));
    Ok((disk, begins))
}

/// Names that the expressions of the command line mention: the library may have to bring them.
pub fn mentioned_names(texts: &[String]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for text in texts {
        let source = Source::new("", text.as_str());
        if let Ok(expression) = parse_expression(&source, SourceId(0)) {
            names.extend(names_in(&expression).into_iter().map(str::to_owned));
        }
    }
    names
}

fn read_tables(
    study: &Study,
    disk: &mut Disk,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Arc<Table>>> {
    let mut engine = Engine::new(study, Vec::new());
    let main = engine.main();
    let calendar = engine.calendar(main);
    let mut tables = Vec::new();
    for spec in &study.tables {
        let progress = Progress::new(&spec.path);
        let table = match disk.locate(&spec.path, spec.path_span.source) {
            Ok(path) => {
                disk.add_data(&path);
                let heard = |done, whole| progress.hear(done, whole);
                let request = Request { spec, path: &path, units: &study.units, calendar: &calendar, progress: &heard };
                data::read(&request, sources, diagnostics)
            }
            Err(reason) => {
                diagnostics.push(spec.path_span, DataError::unread(spec, &Unread::System(reason)));
                None
            }
        };
        tables.push(table);
    }
    tables
}

/// Says that a study has no scenario of this name, and which it has.
pub fn no_scenario(study: &Study, name: &str) -> String {
    let known: Vec<&str> = study.scenarios.iter().map(|scenario| &*scenario.name).collect();
    if let Some(near) = nearest(name, known.iter().copied()) {
        return format!("the study has no scenario `{name}`: did you mean `{near}`?");
    }
    let known = if known.is_empty() { "the study has none".to_owned() } else { format!("it has {}", known.join(", ")) };
    format!("the study has no scenario `{name}`: {known}")
}

impl Session {
    /// Reads, checks and views a study for a command; where it has errors these are printed and the command ends.
    pub fn ready(
        path: Option<&Path>,
        mentioned: &[String],
        view: &View,
        terminal: &mut Terminal,
    ) -> Result<Session, Exit> {
        let mut session = open_for(path, mentioned, view).map_err(|reason| terminal.refuse(&reason))?;
        session.language = terminal.speak(session.language);
        if session.diagnostics.has_errors() {
            diagnostics::print(&session.diagnostics, &session.sources, terminal);
            return Err(Exit::Findings);
        }
        Ok(session)
    }

    /// What of the study a command asks for; where there is no such thing that is printed and the command ends.
    pub fn viewed(&mut self, view: &View, terminal: &mut Terminal) -> Result<Viewed, Exit> {
        self.asked(view).map_err(|refusal| {
            match refusal {
                Refusal::Call(reason) => drop(terminal.refuse(&reason)),
                Refusal::Text(problems) => diagnostics::print(&problems, &self.sources, terminal),
            }
            Exit::Misused
        })
    }

    /// What of the study a command asks for.
    pub fn asked(&mut self, view: &View) -> Result<Viewed, Refusal> {
        let scenario = view.scenario.as_ref().map(|name| match self.study.globals.get(name.as_str()) {
            Some(Global::Scenario(id)) => Ok(*id),
            _ => Err(Refusal::Call(no_scenario(&self.study, name))),
        });
        let scenario = scenario.transpose()?;
        let mut changes = Vec::new();
        for set in &view.set {
            let Some((path, value)) = set.split_once('=') else {
                return Err(Refusal::Call(format!("`--set {set}` has no `=`: write `--set overlock.crew=2`")));
            };
            changes.push(self.change("--set", path, value).map_err(Refusal::Text)?);
        }
        Ok(Viewed { scenario, changes })
    }

    /// The change of one cell that was asked for by `name`.
    pub fn change(&mut self, name: &str, path: &str, value: &str) -> Result<(CellId, Expr), Diagnostics> {
        let (path_source, path_id) = self.add_text(name, path);
        let (value_source, value_id) = self.add_text(name, value);
        let path = parse_path(&path_source, path_id)?;
        let value = parse_expression(&value_source, value_id)?;
        let (cell, (expr, _)) = check::change(&self.study, &self.library_names, &path, &value, self.last.clone())?;
        Ok((cell, expr))
    }

    /// Reads and checks a cell and its values: `95%..115%:5%`, `1..6`, `[1, 2, 4]`.
    pub fn axis(&mut self, path: &str, values: &str) -> Result<Axis, Diagnostics> {
        let (path_source, path_id) = self.add_text("--vary", path);
        let path = parse_path(&path_source, path_id)?;
        let mut expression = |text: &str| {
            let (source, id) = self.add_text("--vary", text);
            parse_expression(&source, id)
        };
        let values = match values.split_once("..") {
            None => AxisValues::List(expression(values)?),
            Some((from, rest)) => {
                let (to, step) = rest.split_once(':').map_or((rest, None), |(to, step)| (to, Some(step)));
                let (from, to) = (expression(from)?, Some(expression(to)?));
                AxisValues::Range { from, to, step: step.map(&mut expression).transpose()? }
            }
        };
        let axis = tree::Axis { path, values };
        check::axis(&self.study, &self.library_names, &axis)
    }

    /// Reads and checks a condition that the command line gives behind `name`.
    pub fn condition(&mut self, name: &str, text: &str) -> Result<Expr, Diagnostics> {
        let (source, id) = self.add_text(name, text);
        let expression = parse_expression(&source, id)?;
        check::condition(&self.study, &self.library_names, &expression)
    }

    /// Reads and checks an expression of the command line.
    pub fn expression(&mut self, text: &str) -> Result<(Expr, Type), Diagnostics> {
        let (source, id) = self.add_text("expression", text);
        let expression = parse_expression(&source, id)?;
        check::expression(&self.study, &self.library_names, &expression, self.last.clone())
    }

    fn add_text(&mut self, name: &str, text: &str) -> (Arc<Source>, SourceId) {
        let source = Source::new(name, text);
        let id = self.sources.add(source);
        let source = self.sources.get(id).cloned().unwrap_or_else(|| Arc::new(Source::new(name, text)));
        (source, id)
    }

    /// An engine for the study with what the command line sets.
    pub fn engine(&self, changes: &[(CellId, Expr)]) -> Engine<'_> {
        let mut engine = Engine::new(&self.study, self.tables.clone());
        engine.speak(self.language);
        if let Some(stop) = &self.stop {
            engine.stop_by(stop.clone());
        }
        for (cell, expr) in changes {
            engine.set(*cell, expr.clone());
        }
        engine
    }
}
