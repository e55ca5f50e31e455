//! Whether files have changed since they were read.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Files as they were when they were read.
#[derive(Default)]
pub struct Watch {
    seen: Vec<(PathBuf, Option<Stamp>)>,
}

/// What a file looks like from outside.
type Stamp = (SystemTime, u64);

impl Watch {
    /// Looks at some files as they are now.
    pub fn over(files: impl IntoIterator<Item = PathBuf>) -> Watch {
        let mut seen: Vec<_> = files.into_iter().map(|path| (path.clone(), stamp(&path))).collect();
        seen.sort();
        seen.dedup();
        Watch { seen }
    }

    /// Takes the files as they are now for known.
    pub fn look_again(&mut self) {
        for (path, seen) in &mut self.seen {
            *seen = stamp(path);
        }
    }

    /// Looks at all of these files and at others as they are now.
    pub fn over_again(&self, files: &[PathBuf]) -> Watch {
        Watch::over(self.seen.iter().map(|(path, _)| path).chain(files).cloned())
    }

    /// The same files and others; of those known already the earlier look counts, because they were read after it.
    pub fn widened(&self, files: impl IntoIterator<Item = PathBuf>) -> Watch {
        let mut wider = Watch::over(files);
        for (path, seen) in &mut wider.seen {
            if let Some((_, earlier)) = self.seen.iter().find(|(known, _)| known == path) {
                *seen = *earlier;
            }
        }
        wider
    }

    /// The files that look different now.
    pub fn changed(&self) -> Vec<&Path> {
        self.seen.iter().filter(|(path, seen)| stamp(path) != *seen).map(|(path, _)| path.as_path()).collect()
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let known = std::fs::metadata(path).ok()?;
    Some((known.modified().ok()?, known.len()))
}
