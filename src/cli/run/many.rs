//! A report for each of several studies, in a folder, with an index.

use super::compute;
use super::index::{self, Listed};
use crate::base::{Language, crew};
use crate::cli::arguments::Run;
use crate::cli::files::{self, write_report};
use crate::cli::many::{self, Found};
use crate::cli::progress::Progress;
use crate::cli::session;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, diagnostics};
use crate::eval::clean;
use crate::report::format::Format;
use crate::report::text;
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Writes the reports and the index.
pub fn run(arguments: &Run, terminal: &mut Terminal) -> Result<Exit, Exit> {
    let Some(folder) = &arguments.output else {
        return Err(terminal.refuse("several reports need a folder to go to: `-o reports/`"));
    };
    if folder.is_file() {
        return Err(terminal.refuse(&format!("{} is a file: several reports need a folder", folder.display())));
    }
    let format = arguments.format.unwrap_or(&text::FORMAT);
    let studies = many::studies(&arguments.files);
    let places = places(&studies, format);
    let work: Vec<(&Found, &PathBuf)> = studies.iter().zip(&places).collect();
    let (progress, done) = (Progress::of_many("studies"), AtomicU64::new(0));
    let reports = crew::share(work, crew::hands(), |(study, place)| {
        let report = One::of(study, place, arguments, format, terminal);
        progress.hear(done.fetch_add(1, Ordering::Relaxed) + 1, studies.len() as u64);
        report
    });
    drop(progress);
    for report in &reports {
        terminal.tell(&report.told);
    }
    let listed: Vec<Listed> = reports.iter().map(|report| report.listed.clone()).collect();
    let index = folder.join(index::name(format));
    let written = index::written(&title(arguments, terminal.language), &listed, format, terminal.language);
    let put = files::make_folder(folder).and_then(|()| write_report(&index, &written, &[]));
    put.map_err(|reason| terminal.refuse(&format!("{} cannot be written: {reason}", index.display())))?;
    terminal.print(&index::summary(&listed, &index, terminal.language));
    Ok(reports.iter().map(|report| report.exit).max().unwrap_or(Exit::Well))
}

/// What became of one study.
struct One {
    listed: Listed,
    /// For standard error.
    told: String,
    exit: Exit,
}

impl One {
    fn of(study: &Found, place: &Path, arguments: &Run, format: &'static Format, terminal: &Terminal) -> One {
        let mut terminal = terminal.listening();
        let mut listed = Listed::of(shown(&study.path));
        let exit = match report(study, place, arguments, format, &mut listed, &mut terminal) {
            Ok(exit) | Err(exit) => exit,
        };
        let told = terminal.heard();
        if listed.link.is_none() && listed.reason.is_empty() {
            listed.reason = clean(told.lines().next().unwrap_or_default().trim_start_matches("study: "));
        }
        One { listed, told, exit }
    }
}

/// Computes the report of a study and writes it; what there is to say of it in the index is noted.
fn report(
    study: &Found,
    place: &Path,
    arguments: &Run,
    format: &'static Format,
    listed: &mut Listed,
    terminal: &mut Terminal,
) -> Result<Exit, Exit> {
    if let Some(reason) = &study.problem {
        return Err(terminal.refuse(reason));
    }
    let mut session = session::open_for(Some(&study.path), &arguments.chance, &arguments.view)
        .map_err(|reason| terminal.refuse(&reason))?;
    session.language = terminal.speak(session.language);
    if session.diagnostics.has_errors() {
        listed.reason = diagnostics::first(
            &session.diagnostics,
            &session.sources,
            &study.path.to_string_lossy(),
            terminal.language,
        );
        diagnostics::print(&session.diagnostics, &session.sources, terminal);
        return Err(Exit::Findings);
    }
    let computed = compute(&mut session, arguments, format, terminal)?;
    let path = arguments.output.as_deref().unwrap_or(Path::new("")).join(place);
    let folder = path.parent().unwrap_or(Path::new(""));
    let written = files::make_folder(folder)
        .and_then(|()| write_report(&path, &format.written(&computed.report, Some(&path)), &computed.session.files));
    written.map_err(|reason| terminal.refuse(&format!("{} cannot be written: {reason}", path.display())))?;
    listed.look(&computed.report, place);
    Ok(if computed.found.has_errors() { Exit::Findings } else { Exit::Well })
}

fn shown(path: &Path) -> String {
    clean(&path.display().to_string())
}

fn title(arguments: &Run, language: Language) -> String {
    let paths: Vec<String> = arguments.files.iter().map(|path| many::called(path)).collect();
    language.fill("Reports of {studies}", &[("studies", &paths.join(", "))])
}

/// Where each report goes, as seen from the folder of all: as the studies lie to each other, no two at one place.
fn places(studies: &[Found], format: &'static Format) -> Vec<PathBuf> {
    let real = |folder: &Path| {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf())
    };
    let folders: Vec<PathBuf> = studies.iter().map(|study| real(&study.folder)).collect();
    let common = folders.iter().skip(1).fold(folders.first().cloned().unwrap_or_default(), |common, folder| {
        common
            .components()
            .zip(folder.components())
            .take_while(|(one, other)| one == other)
            .map(|(one, _)| one)
            .collect()
    });
    let mut taken = HashSet::from([PathBuf::from(index::name(format))]);
    let place = |(study, folder): (&Found, &PathBuf)| {
        let inside = study.path.strip_prefix(&study.folder).unwrap_or(&study.path);
        let whole = folder.strip_prefix(&common).unwrap_or(Path::new("")).join(inside);
        let own: PathBuf = whole.components().filter(|part| matches!(part, Component::Normal(_))).collect();
        let mut place = own.with_extension(format.ending);
        while !taken.insert(place.clone()) {
            let name = place.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            place.set_file_name(format!("{name}_.{}", format.ending));
        }
        place
    };
    studies.iter().zip(&folders).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_lie_as_their_studies_do_and_no_two_at_one_place() {
        let found = |folder: &str, path: &str| Found {
            path: PathBuf::from(path),
            named: false,
            folder: PathBuf::from(folder),
            problem: None,
        };
        let studies = [
            found("/no/where/a", "/no/where/a/index.study"),
            found("/no/where/a", "/no/where/a/deep/er.study"),
            found("/no/where/b", "/no/where/b/deep/er.study"),
        ];
        let own = |studies: &[Found]| {
            places(studies, &text::FORMAT).iter().map(|path| path.display().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(own(&studies), ["a/index.txt", "a/deep/er.txt", "b/deep/er.txt"]);
        assert_eq!(own(studies.get(..2).unwrap_or_default()), ["index_.txt", "deep/er.txt"]);
    }
}
