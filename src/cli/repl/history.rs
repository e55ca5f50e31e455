//! What was typed in earlier sessions: a file in the user's state folder. Where it cannot be read or written, nobody is
//! bothered.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

/// So many entries are remembered.
pub const LONGEST: usize = 1_000;

/// Where what was typed is kept.
pub struct History {
    path: Option<PathBuf>,
}

impl History {
    /// In `$XDG_STATE_HOME`, or else in `~/.local/state`.
    pub fn of_the_user() -> History {
        let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let state = folder("XDG_STATE_HOME").or_else(|| Some(folder("HOME")?.join(".local").join("state")));
        History { path: state.map(|state| state.join("study").join("history")) }
    }

    /// What was typed, the oldest first. A long file is cut down to what is remembered.
    pub fn read(&self) -> Vec<String> {
        let Some(path) = &self.path else { return Vec::new() };
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let kept = lines.get(lines.len().saturating_sub(LONGEST)..).unwrap_or_default();
        if lines.len() > 2 * LONGEST {
            let _ = crate::cli::files::write_whole(path, &(kept.join("\n") + "\n"));
        }
        kept.iter().map(|line| unfolded(line)).collect()
    }

    /// Adds an entry.
    pub fn add(&self, entry: &str) {
        let Some(path) = &self.path else { return };
        let _ = path.parent().map(std::fs::create_dir_all);
        let file = OpenOptions::new().create(true).append(true).open(path);
        let _ = file.and_then(|mut file| file.write_all((folded(entry) + "\n").as_bytes()));
    }
}

/// An entry on one line.
fn folded(entry: &str) -> String {
    entry.replace('\\', "\\\\").replace('\n', "\\n")
}

fn unfolded(line: &str) -> String {
    let mut entry = String::new();
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => entry.push(if signs.next() == Some('n') { '\n' } else { '\\' }),
            sign => entry.push(sign),
        }
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_of_several_lines_stands_on_one() {
        for entry in ["a", "a {\n  b\n}", "\"\\n\"", "\\", ""] {
            assert_eq!(unfolded(&folded(entry)), entry);
            assert!(!folded(entry).contains('\n'));
        }
    }
}
