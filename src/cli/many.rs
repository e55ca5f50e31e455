//! Many studies at once: which they are.

use crate::eval::clean;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// A study to look at.
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Whether it was asked for by its own name.
    pub named: bool,
    /// The folder in which it was looked for.
    pub folder: PathBuf,
    /// Why there is nothing to look at.
    pub problem: Option<String>,
}

/// The studies that some files and folders stand for, each once; those of a folder in the order of their names.
pub fn studies(paths: &[PathBuf]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut known = HashSet::new();
    for path in paths {
        let mut own = Vec::new();
        let named = !path.is_dir();
        if named {
            own.push(path.clone());
        } else {
            let problem = match gather(path, &mut own) {
                Err(reason) => Some(format!("{} cannot be read: {reason}", path.display())),
                Ok(()) if own.is_empty() => {
                    Some(format!("{} holds no study: their names end in `.study`", path.display()))
                }
                Ok(()) => None,
            };
            own.sort();
            if problem.is_some() {
                found.push(Found { path: path.clone(), named: true, folder: path.clone(), problem });
                continue;
            }
        }
        let folder = if named { path.parent().map(Path::to_path_buf).unwrap_or_default() } else { path.clone() };
        for path in own {
            if known.insert(std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone())) {
                found.push(Found { path, named, folder: folder.clone(), problem: None });
            }
        }
    }
    found
}

/// Every study of a folder and of the folders in it; those whose name begins with a full stop are left alone.
pub fn gather(folder: &Path, studies: &mut Vec<PathBuf>) -> Result<(), std::io::Error> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            gather(&path, studies)?;
        } else if path.extension().is_some_and(|extension| extension == "study") {
            studies.push(path);
        }
    }
    Ok(())
}

/// What a file or folder is called: `.` and `..` say nothing to who reads of it elsewhere.
pub fn called(path: &Path) -> String {
    let real = if path.file_name().is_some() { None } else { std::fs::canonicalize(path).ok() };
    let name = real.as_ref().and_then(|real| real.file_name()).map(Path::new);
    clean(&name.unwrap_or(path).display().to_string())
}
