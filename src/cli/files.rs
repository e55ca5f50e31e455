//! Files: studies and data as text, and output written whole or not at all.

use crate::base::{Source, SourceId, Sources};
use crate::data::{Unread, read_text};
use crate::report::Written;
use crate::resolve::Files;
use std::collections::HashMap;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

/// Writes a file beside its place and moves it there when it is whole.
pub fn write_whole(path: &Path, content: impl AsRef<[u8]>) -> Result<(), String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().ok_or("it names no file")?.to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.part", std::process::id()));
    let written = std::fs::File::create(&beside)
        .and_then(|mut file| file.write_all(content.as_ref()).and_then(|()| file.sync_all()))
        .and_then(|()| keep_permissions(path, &beside))
        .and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        match Unread::of(&error) {
            // What is to be written need not be there, but its folder must be.
            Unread::NotThere => "there is no such folder".to_owned(),
            other => other.reason(),
        }
    })
}

/// Makes a folder, and those that it lies in, unless it is there.
pub fn make_folder(folder: &Path) -> Result<(), String> {
    let made = if folder.as_os_str().is_empty() { Ok(()) } else { std::fs::create_dir_all(folder) };
    made.map_err(|error| Unread::of(&error).reason())
}

/// Writes a report to its file, and what stands beside it. Studies, and the files that one was read from, are not
/// overwritten.
pub fn write_report(path: &Path, report: &Written, read: &[PathBuf]) -> Result<(), String> {
    let is_study = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("study"));
    let target = real_path(path);
    if is_study || read.iter().any(|read| real_path(read) == target) {
        return Err("the study is read from it".to_owned());
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    for (name, content) in &report.beside {
        let beside = folder.join(name);
        make_folder(beside.parent().unwrap_or(Path::new("")))?;
        write_whole(&beside, content)?;
    }
    write_whole(path, &report.content)
}

/// A file that is replaced keeps its permissions.
fn keep_permissions(path: &Path, beside: &Path) -> std::io::Result<()> {
    match std::fs::metadata(path) {
        Ok(known) => std::fs::set_permissions(beside, known.permissions()),
        Err(_) => Ok(()),
    }
}

/// The files of one study: it may read what lies in its folder, and more only if that is allowed.
pub struct Disk {
    folder: PathBuf,
    allow_outside: bool,
    known: HashMap<PathBuf, SourceId>,
    paths: HashMap<SourceId, PathBuf>,
    data: Vec<PathBuf>,
}

impl Disk {
    /// For the study at `path`, which has been read already as `main`.
    pub fn new(path: &Path, main: SourceId, allow_outside: bool) -> Disk {
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let real = real_path(path);
        Disk {
            folder,
            allow_outside,
            known: HashMap::from([(real, main)]),
            paths: HashMap::from([(main, path.to_path_buf())]),
            data: Vec::new(),
        }
    }

    /// Takes in another text that has been read already.
    pub fn add(&mut self, path: &Path, id: SourceId) {
        self.known.insert(real_path(path), id);
        self.paths.insert(id, path.to_path_buf());
    }

    /// Takes note of a data file.
    pub fn add_data(&mut self, path: &Path) {
        self.data.push(path.to_path_buf());
    }

    /// All files of the study that were read.
    pub fn read(&self) -> Vec<PathBuf> {
        self.paths.values().chain(&self.data).filter(|path| !path.as_os_str().is_empty()).cloned().collect()
    }

    /// Where a path leads that is written in a study, if it may be followed.
    pub fn locate(&self, path: &str, from: SourceId) -> Result<PathBuf, String> {
        let beside = self.paths.get(&from).and_then(|from| from.parent()).unwrap_or(&self.folder);
        let found = beside.join(path);
        let folder = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder };
        let inside = match (std::fs::canonicalize(&found), std::fs::canonicalize(folder)) {
            (Ok(found), Ok(folder)) => found.starts_with(folder),
            _ => Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)),
        };
        if inside || self.allow_outside {
            Ok(found)
        } else {
            Err("it leaves the folder of the study; `--allow-outside` permits that".to_owned())
        }
    }

    /// Reads a file that a study names.
    pub fn text(&mut self, path: &str, from: SourceId, sources: &mut Sources) -> Result<SourceId, String> {
        let found = self.locate(path, from)?;
        let real = real_path(&found);
        if let Some(known) = self.known.get(&real) {
            return Ok(*known);
        }
        let text = read_text(&found).map_err(|unread| unread.reason())?;
        let id = sources.add(Source::new(found.to_string_lossy(), text));
        self.known.insert(real, id);
        self.paths.insert(id, found);
        Ok(id)
    }
}

fn real_path(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

impl Files for Disk {
    fn read(&mut self, path: &str, from: SourceId, sources: &mut Sources) -> Result<SourceId, String> {
        self.text(path, from, sources)
    }
}
