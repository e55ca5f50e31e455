//! Many studies at once: which they are, and all processors at work on them.

use super::STACK;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// Does the work for every item on all processors; the results are in the order of the items.
pub fn on_all_processors<I: Sync, R: Send>(items: &[I], work: impl Fn(&I) -> R + Sync) -> Vec<R> {
    let processors = std::thread::available_parallelism().map_or(1, usize::from).min(items.len());
    if processors < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(items.len()));
    let worker = || {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(place) else { break };
            let result = work(item);
            if let Ok(mut done) = done.lock() {
                done.push((place, result));
            }
        }
    };
    std::thread::scope(|scope| {
        let mut running = 0;
        for _ in 0..processors {
            running += usize::from(std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker).is_ok());
        }
        if running == 0 {
            worker();
        }
    });
    let mut results = done.into_inner().unwrap_or_default();
    results.sort_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
}
