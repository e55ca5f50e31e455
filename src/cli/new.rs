//! `study new`: a starting point.

use super::Exit;
use super::arguments::New;
use super::terminal::Terminal;
use std::io::Write;
use std::path::PathBuf;

/// What a new study begins with; it runs as it stands.
const START: &str = include_str!("new.study");

/// Writes a starting point, unless a file of that name is there.
pub fn new(arguments: &New, terminal: &mut Terminal) -> Exit {
    let name = arguments.name.strip_suffix(".study").unwrap_or(&arguments.name);
    if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-') {
        return terminal.refuse("a study is named with letters, digits, `_` and `-`: `study new packing_line`");
    }
    let mut path = PathBuf::from(name);
    path.as_mut_os_string().push(".study");
    let title = path.file_stem().map(|stem| stem.to_string_lossy().replace(['_', '-'], " ")).unwrap_or_default();
    let text = START.replacen("Packing", &title, 1);
    let created = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
    match created.and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => {
            let path = path.display().to_string();
            let words = "wrote {path}; see its report with: study run {path}";
            terminal.print(&format!("{}\n", terminal.language.fill(words, &[("path", &path)])));
            Exit::Well
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            terminal.refuse(&format!("{} is there already", path.display()))
        }
        Err(error) => terminal.refuse(&format!("{} cannot be written: {error}", path.display())),
    }
}
