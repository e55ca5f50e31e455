//! `study rollup`: the indicators of many studies added up.

use super::arguments::{self, Rollup, View};
use super::many::Found;
use super::progress::Progress;
use super::session::{self, Session};
use super::terminal::Terminal;
use super::{Exit, diagnostics, files, many};
use crate::base::{Diagnostics, Language, Source, Sources, crew};
use crate::eval::clean;
use crate::report::rollup::{self, LeftOut, Part, Rollup as Sums};
use crate::syntax::parse::parse_expression;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// Adds up studies and prints what they come to.
pub fn rollup(arguments: &Rollup, terminal: &mut Terminal) -> Exit {
    rollup_to(arguments, terminal).unwrap_or_else(|exit| exit)
}

/// One study, as far as it could be read.
struct Taken {
    /// What it brings, or why it brings nothing.
    part: Result<Part, LeftOut>,
    /// Why it cannot be put into a group, where it does not know what the groups are made by.
    ungrouped: Option<String>,
    /// For standard error.
    told: String,
}

fn rollup_to(arguments: &Rollup, terminal: &mut Terminal) -> Result<Exit, Exit> {
    if let Some(by) = &arguments.by {
        readable(by, terminal)?;
    }
    let studies = many::studies(&arguments.files);
    let taken = take_all(&studies, arguments, terminal);
    for one in &taken {
        terminal.tell(&one.told);
    }
    let knows = |one: &Taken| one.part.is_ok() && one.ungrouped.is_none();
    if !taken.iter().any(knows)
        && let Some(unknown) = taken.iter().find_map(|one| one.ungrouped.as_ref())
    {
        terminal.tell(unknown);
        return Err(terminal.refuse("no study knows what to put the studies together by"));
    }
    let misused =
        studies.iter().zip(&taken).any(|(study, one)| study.named && one.part.is_err() && !study.path.is_file());
    let (parts, unread): (Vec<_>, Vec<_>) = taken.into_iter().map(|one| one.part).partition(Result::is_ok);
    let parts: Vec<Part> = parts.into_iter().flatten().collect();
    let unread: Vec<LeftOut> = unread.into_iter().filter_map(Result::err).collect();
    let wrong = if misused { Exit::Misused } else { Exit::Findings };
    if parts.is_empty() {
        return Err(wrong);
    }
    let rollup = rollup::add_up(title(arguments, terminal.language), &parts, arguments.by.is_some(), unread);
    hand_out(&rollup, arguments, terminal)?;
    let findings = tell_findings(&rollup, studies.len(), terminal);
    Ok(if misused || findings { wrong } else { Exit::Well })
}

/// Refuses what is no expression before any study is read.
fn readable(by: &str, terminal: &mut Terminal) -> Result<(), Exit> {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("--by", by));
    let read = sources.get(id).map(|source| parse_expression(source, id));
    let Some(Err(problems)) = read else { return Ok(()) };
    diagnostics::print(&problems, &sources, terminal);
    Err(Exit::Misused)
}

fn take_all(studies: &[Found], arguments: &Rollup, terminal: &Terminal) -> Vec<Taken> {
    let view = View { allow_outside: arguments.allow_outside, library: arguments.library.clone(), ..View::default() };
    let (progress, done) = (Progress::of_many("studies"), AtomicU64::new(0));
    crew::share(studies.iter().collect(), crew::hands(), |study| {
        let taken = match &study.problem {
            Some(reason) => Taken::unread(&study.path, &terminal.language.say(reason)),
            None => Taken::of(&study.path, arguments.by.as_deref(), &view, terminal),
        };
        progress.hear(done.fetch_add(1, Ordering::Relaxed) + 1, studies.len() as u64);
        taken
    })
}

impl Taken {
    fn of(path: &Path, by: Option<&str>, view: &View, terminal: &Terminal) -> Taken {
        let mentioned: Vec<String> = by.map(str::to_owned).into_iter().collect();
        match session::open(Some(path), &mentioned, view) {
            Ok(session) => Taken::session(path, session, by, terminal),
            Err(reason) => Taken::unread(path, &terminal.language.say(&reason)),
        }
    }

    fn session(path: &Path, mut session: Session, by: Option<&str>, terminal: &Terminal) -> Taken {
        if session.diagnostics.has_errors() {
            return Taken::broken(path, &session.diagnostics, &session.sources, terminal);
        }
        let (by, ungrouped) = match by.map(|by| session.expression(by)) {
            None => (None, None),
            Some(Ok(by)) => (Some(by), None),
            Some(Err(problems)) => {
                (None, Some(diagnostics::render(&problems, &session.sources, terminal.color, terminal.language)))
            }
        };
        // Groups of the same name are the same group, whatever language their studies are told in.
        session.language = terminal.language;
        let mut found = Diagnostics::default();
        let part = rollup::part(&mut session.engine(&[]), shown(path), by.as_ref(), &mut found);
        if found.has_errors() {
            return Taken::broken(path, &found, &session.sources, terminal);
        }
        Taken { part: Ok(part), ungrouped, told: String::new() }
    }

    /// A study with errors: all of them are told, and the first stands for it in what is handed out.
    fn broken(path: &Path, problems: &Diagnostics, sources: &Sources, terminal: &Terminal) -> Taken {
        let told = diagnostics::render(problems, sources, terminal.color, terminal.language);
        let reason = diagnostics::first(problems, sources, &path.to_string_lossy(), terminal.language);
        Taken { part: Err(LeftOut { study: Some(shown(path)), indicator: None, reason }), ungrouped: None, told }
    }

    fn unread(path: &Path, reason: &str) -> Taken {
        let left_out = LeftOut { study: Some(shown(path)), indicator: None, reason: clean(reason) };
        Taken { part: Err(left_out), ungrouped: None, told: format!("study: {reason}\n") }
    }
}

fn shown(path: &Path) -> String {
    clean(&path.display().to_string())
}

fn title(arguments: &Rollup, language: Language) -> String {
    let paths: Vec<String> = arguments.files.iter().map(|path| many::called(path)).collect();
    let studies = paths.join(", ");
    match &arguments.by {
        Some(by) => language.fill("Rollup of {studies} by {groups}", &[("studies", &studies), ("groups", &clean(by))]),
        None => language.fill("Rollup of {studies}", &[("studies", &studies)]),
    }
}

/// Prints the sums, or writes them to their file.
fn hand_out(rollup: &Sums, arguments: &Rollup, terminal: &mut Terminal) -> Result<(), Exit> {
    let path = arguments.output.as_deref();
    let format = arguments::format_asked(arguments.format, path).map_err(|reason| terminal.refuse(&reason))?;
    let written = format.rolled_up(rollup, terminal.language, path).map_err(|reason| terminal.refuse(reason))?;
    match &arguments.output {
        None => terminal.pass_on(&written.content),
        Some(path) => {
            let done = files::write_report(path, &written, &[]);
            done.map_err(|reason| terminal.refuse(&format!("{} cannot be written: {reason}", path.display())))?;
        }
    }
    Ok(())
}

/// Says which indicators and how many studies are in no sum; whether there is any.
fn tell_findings(rollup: &Sums, studies: usize, terminal: &mut Terminal) -> bool {
    let language = terminal.language;
    let apart = rollup.left_out.iter().filter(|one| one.indicator.is_some());
    let mut any = rollup.unread > 0;
    for (study, reason) in apart.filter_map(|one| Some((one.study.as_ref()?, one.told(language)))) {
        terminal.tell(&format!("{study}: {reason}\n"));
        any = true;
    }
    if rollup.unread > 0 {
        let counts = [("count", &*language.number(rollup.unread)), ("all", &*language.number(studies))];
        terminal.tell(&format!("{}\n", language.fill("{count} of {all} studies could not be read", &counts)));
    }
    any
}
