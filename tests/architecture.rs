//! The house: which room may use which, what only some rooms may do, and how large a file may grow.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

/// Every room with the rooms it may use.
const ROOMS: [(&str, &[&str]); 14] = [
    ("base", &[]),
    ("language", &["base"]),
    ("value", &["base", "language"]),
    ("builtin", &["base", "language", "value"]),
    ("syntax", &["base"]),
    ("stdlib", &["base", "syntax"]),
    ("resolve", &["base", "value", "builtin", "syntax", "stdlib"]),
    ("hir", &["base", "value", "builtin"]),
    ("check", &["base", "value", "builtin", "syntax", "resolve", "hir"]),
    ("eval", &["base", "language", "value", "builtin", "hir"]),
    ("data", &["base", "value", "hir"]),
    ("slip", &["base", "language", "value", "builtin", "hir", "eval"]),
    ("report", &["base", "language", "value", "syntax", "hir", "eval", "slip"]),
    (
        "cli",
        &[
            "base", "language", "value", "builtin", "syntax", "stdlib", "resolve", "hir", "check", "eval", "data",
            "report",
        ],
    ),
];

/// What only these rooms may do.
const PRIVILEGES: [(&str, &[&str]); 8] = [
    ("std::fs", &["cli", "data"]),
    ("std::env::var", &["cli"]),
    ("std::io::std", &["cli"]),
    ("println!", &["cli"]),
    ("std::time::", &["cli"]),
    ("pest", &["syntax/parse"]),
    ("clap", &["cli"]),
    ("rust_xlsxwriter", &["report/xlsx/writing.rs"]),
];

const LONGEST_FILE: usize = 500;

fn files() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut files) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                files.push((path.strip_prefix(&root).unwrap().to_path_buf(), text));
            }
        }
    }
    assert!(files.len() > 50, "the sources were not found");
    files
}

fn room(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The lines of a file that are neither comments nor tests. A module of tests that is a file of its own ends nothing.
fn code(text: &str) -> Vec<(usize, &str)> {
    let (mut found, mut in_tests, mut before) = (Vec::new(), false, "");
    for (place, line) in text.lines().enumerate() {
        in_tests |= before == "#[cfg(test)]" && line.starts_with("mod ") && line.ends_with('{');
        if !in_tests && !line.trim_start().starts_with("//") {
            found.push((place + 1, line));
        }
        in_tests &= line != "}";
        before = line;
    }
    found
}

#[test]
fn only_modules_of_tests_are_left_out() {
    let text = "use a;\n#[cfg(test)]\nmod tests;\nuse b; // c\n// d\n#[cfg(test)]\nmod more {\n    use e;\n}\nuse f;\n";
    let lines: Vec<usize> = code(text).into_iter().map(|(number, _)| number).collect();
    assert_eq!(lines, [1, 2, 3, 4, 6, 10]);
}

/// The rooms that a line names behind `crate::`.
fn used(line: &str) -> Vec<&str> {
    let word = |text: &str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let behind = line.match_indices("crate::").map(|(at, _)| &line[at + "crate::".len()..]);
    behind.map(|rest| &rest[..word(rest)]).collect()
}

/// Whether a line leaves its room by the back door: `super::` once too often, or a list behind `crate::` that hides rooms.
fn hides(path: &Path, line: &str) -> bool {
    let inside = path.components().count() - usize::from(path.file_name().is_some_and(|name| name == "mod.rs"));
    line.contains("crate::{") || line.contains(&"super::".repeat(inside))
}

#[test]
fn imports_point_one_way() {
    let mut wrong = Vec::new();
    for (path, text) in files() {
        let own = room(&path);
        if own == "lib" || own == "main" {
            continue;
        }
        let allowed = ROOMS.iter().find(|(room, _)| *room == own).unwrap_or_else(|| panic!("{own} is no room")).1;
        for (number, line) in code(&text) {
            if hides(&path, line) {
                wrong.push(format!("src/{}:{number}: name the room, `crate::room`", path.display()));
            }
            for name in used(line) {
                let is_room = ROOMS.iter().any(|(room, _)| *room == name);
                if !is_room || (name != own && !allowed.contains(&name)) {
                    wrong.push(format!("src/{}:{number}: {own} may not use {name}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Those that read of the rooms find them in the order in which they stand.
#[test]
fn rooms_are_told_in_their_order() {
    for (place, (room, uses)) in ROOMS.iter().enumerate() {
        let before: Vec<&str> = ROOMS[..place].iter().map(|(room, _)| *room).collect();
        assert!(uses.iter().all(|used| before.contains(used)), "{room} uses one that stands behind it");
    }
    let rooms: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
    let (readme, library) = (read("README.md"), read("src/lib.rs"));
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `src/")?.split('`').next());
    let rows: Vec<&str> = rows.map(|row| row.trim_end_matches(".rs")).collect();
    assert_eq!(rows, rooms, "in README.md");
    let head = library.lines().take_while(|line| line.starts_with("//!")).collect::<Vec<_>>().join(" ");
    let told: Vec<&str> = head.split('`').skip(1).step_by(2).filter(|word| *word != "study").collect();
    assert_eq!(told, rooms, "in src/lib.rs");
}

#[test]
fn the_core_is_pure() {
    let mut wrong = Vec::new();
    for (path, text) in files() {
        for (number, line) in code(&text) {
            for (what, rooms) in PRIVILEGES {
                let word = line.split(|c: char| !c.is_alphanumeric() && !"_:!".contains(c));
                let does = word.into_iter().any(|word| word.starts_with(what));
                if does && !rooms.iter().any(|room| path.starts_with(room)) {
                    wrong.push(format!("src/{}:{number}: {what} belongs to {}", path.display(), rooms.join(", ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_can_be_read_at_one_go() {
    let long = files().into_iter().filter(|(_, text)| text.lines().count() > LONGEST_FILE);
    let long: Vec<String> = long.map(|(path, _)| path.display().to_string()).collect();
    assert!(long.is_empty(), "longer than {LONGEST_FILE} lines: {}", long.join(", "));
}

/// A function that a room knows by its name is one of those that there are.
#[test]
fn functions_known_by_name_exist() {
    let mut known = 0;
    for (path, text) in files().into_iter().filter(|(path, _)| room(path) != "builtin") {
        for (number, line) in code(&text) {
            let named = line.split("builtin.name ==").nth(1).or_else(|| line.split("matches!(builtin.name,").nth(1));
            for name in named.into_iter().flat_map(|named| named.split('"').skip(1).step_by(2)) {
                assert!(study::builtin::find(name).is_some(), "{}:{number}: `{name}` is no function", path.display());
                known += 1;
            }
        }
    }
    assert!(known > 10, "only {known} were found");
}
