//! What the tests of the program share: the built binary, run in a folder of its own.

#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use study::base::{Source, Sources};
use study::hir::Study;
use study::resolve::{self, NoFiles};
use study::stdlib::Library;

/// A folder that goes away with the test.
pub struct Folder {
    folder: tempfile::TempDir,
}

/// How a call ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Folder {
    /// An empty one.
    pub fn new() -> Folder {
        Folder { folder: tempfile::tempdir().unwrap() }
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Reads a file.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Calls the program here.
    pub fn study(&self, arguments: &[&str]) -> Ended {
        study_in(self.path(), arguments)
    }
}

/// Calls the program in a folder.
pub fn study_in(folder: &Path, arguments: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_study"));
    ended(command.args(arguments).current_dir(folder).env_remove("NO_COLOR").output().unwrap())
}

/// Calls the program in the repository.
pub fn study(arguments: &[&str]) -> Ended {
    study_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

fn ended(output: Output) -> Ended {
    Ended {
        code: output.status.code().unwrap_or_else(|| panic!("the program was killed: {output:?}")),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A study without errors and warnings.
pub fn checked(text: &str) -> Study {
    let mut sources = Sources::default();
    let main = sources.add(Source::new("test.study", text));
    let (program, problems) = resolve::load(main, &BTreeSet::new(), &Library::Embedded, &mut NoFiles, &mut sources);
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    let (names, problems) = resolve::resolve(&program, &sources);
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    let (study, problems) = study::check::check(&names, false);
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    study
}
