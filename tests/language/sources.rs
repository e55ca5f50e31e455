//! What is said, as the sources have it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use study::base::{Source, SourceId};
use study::language::{context, normalised};
use study::report::build::{capital, plural_name};
use study::syntax::tree::{Declaration, DeclarationNode, Kind, KindRow, TypeNode};

/// Texts of the library that are data: they are compared, and never told.
const DATA: [&str; 1] = ["value_added"];

/// The files of a folder and of the folders in it.
pub fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let (mut folders, mut found) = (vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no files");
    found
}

/// Everything that the program and the library could say.
pub fn everything() -> BTreeSet<String> {
    let mut all: BTreeSet<String> = library().into_iter().map(|(_, text)| text).collect();
    all.extend(documentation());
    all.extend(headings());
    all.extend(citations());
    for (cell, word) in cells_with_choices() {
        all.insert(format!("{cell}: {word}"));
        all.insert(word);
    }
    for (_, text) in files("src", "rs") {
        for literal in literals(&text, "//") {
            // What a list holds is said without its article.
            all.extend(["a ", "an "].iter().filter_map(|article| literal.strip_prefix(article)).map(str::to_owned));
            all.insert(normalised(&literal));
            all.insert(literal);
        }
    }
    all.extend(study::value::words::SPOKEN.map(str::to_owned));
    all
}

/// The sentences that explain a slip, with something in the place of every part.
pub fn slips() -> BTreeSet<String> {
    let all = files("src/slip", "rs").into_iter().flat_map(|(_, text)| literals(&text, "//"));
    let sentences: BTreeSet<String> = all.filter(|literal| literal.contains(": {result}")).map(filled).collect();
    assert!(sentences.len() > 50, "{sentences:#?}");
    sentences
}

/// A text with its parts filled in.
fn filled(text: String) -> String {
    let mut pieces = text.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |said, piece| said + "part" + piece.split_once('}').map_or(piece, |(_, tail)| tail))
}

/// What stands in the errors and warnings of the program, each with where it stands: what is wrong, labels and advice.
pub fn diagnostics() -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for (_, text) in files("src", "rs") {
        for mark in ["#[error(", "help(", "#[label("] {
            for rest in text.split(mark).skip(1) {
                let Some(rest) = rest.trim_start().strip_prefix('"') else { continue };
                let said = normalised(&literal(rest).0);
                let prose =
                    said.replace("{}", "").split('`').step_by(2).any(|piece| piece.contains(char::is_alphabetic));
                if prose {
                    let one_word = mark == "#[label(" && !said.contains(' ');
                    all.push((if one_word { context::THING } else { context::TEXT }, said));
                }
            }
        }
    }
    assert!(all.len() > 100, "only {} are found", all.len());
    all
}

/// What the library says, each with where it stands: texts, headings, and words to choose from that are shown.
pub fn library() -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for (_, text) in files("stdlib", "study") {
        let told = literals(&text, "##").into_iter().filter(|text| !DATA.contains(&text.as_str()));
        let told =
            told.map(|text| normalised(&text)).filter(|text| text.replace("{}", "").contains(char::is_alphabetic));
        all.extend(told.map(|text| (context::TEXT, text)));
    }
    let kinds = kinds();
    for kind in kinds.values() {
        if kind.rows.iter().any(|row| matches!(row, KindRow::Show { .. } | KindRow::Tell { .. } | KindRow::Chart(_)))
            && !kind.single
        {
            all.push((context::TEXT, plural_name(&kind.name.text)));
        }
        for row in &kind.rows {
            match row {
                KindRow::Show { cells, .. } => {
                    cells.iter().for_each(|name| all.extend(shown(&kinds, kind, &name.text)));
                }
                KindRow::Table(table) => {
                    let headings = table.columns.iter().filter_map(|column| column.name.as_ref());
                    all.extend(headings.map(|name| (context::TEXT, capital(&name.text.replace('_', " ")))));
                }
                _ => {}
            }
        }
    }
    all
}

/// What a workbook shows: all kinds of the library, and all of their cells.
pub fn headings() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for kind in kinds().values() {
        all.insert(plural_name(&kind.name.text));
        for row in &kind.rows {
            if let KindRow::Cell(cell) = row {
                let words =
                    cell.label.as_ref().map_or_else(|| cell.name.text.replace('_', " "), |label| label.to_string());
                all.insert(capital(&words));
            }
        }
    }
    all
}

/// What kinds, cells and functions are for, in the library and in the program.
pub fn documentation() -> BTreeSet<String> {
    let mut all: BTreeSet<String> = study::builtin::all().map(|builtin| builtin.documentation.to_owned()).collect();
    all.extend(study::builtin::SPECIALS.iter().map(|special| special.documentation.to_owned()));
    for declaration in declarations() {
        if let DeclarationNode::Kind(kind) = &declaration.node {
            let cells = kind.rows.iter().filter_map(|row| match row {
                KindRow::Cell(cell) => Some(cell.documentation.description.to_string()),
                _ => None,
            });
            all.extend(cells);
        }
        all.insert(declaration.documentation.description.to_string());
    }
    all.remove("");
    all
}

/// The heading of a cell, and the words that it may show.
fn shown(kinds: &BTreeMap<String, Kind>, kind: &Kind, name: &str) -> Vec<(&'static str, String)> {
    let own = kind.rows.iter().find_map(|row| match row {
        KindRow::Cell(cell) if &*cell.name.text == name => Some(cell),
        _ => None,
    });
    let Some(cell) = own else {
        let like = kind.like.as_ref().unwrap_or_else(|| panic!("{name} is no cell"));
        return shown(kinds, &kinds[&*like.text], name);
    };
    let heading = cell.label.as_ref().map_or_else(|| name.replace('_', " "), |label| label.to_string());
    let mut all = vec![(context::TEXT, capital(&heading))];
    if let TypeNode::Choice(words) = &cell.kind.node {
        all.extend(words.iter().map(|word| (context::CHOICE, word.text.to_string())));
    }
    all
}

/// Where the formulas of the library come from.
fn citations() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for declaration in declarations() {
        if let DeclarationNode::Kind(kind) = &declaration.node {
            let cells = kind.rows.iter().filter_map(|row| match row {
                KindRow::Cell(cell) => cell.documentation.citation.as_ref(),
                _ => None,
            });
            all.extend(cells.map(|citation| citation.to_string()));
        }
        all.extend(declaration.documentation.citation.map(|citation| citation.to_string()));
    }
    all
}

/// All words that a cell of the library may be one of.
pub fn choices() -> BTreeSet<String> {
    cells_with_choices().into_iter().map(|(_, word)| word).collect()
}

/// The same, each with its cell.
fn cells_with_choices() -> BTreeSet<(String, String)> {
    let mut words = BTreeSet::new();
    for kind in kinds().values() {
        for row in &kind.rows {
            if let KindRow::Cell(cell) = row
                && let TypeNode::Choice(choice) = &cell.kind.node
            {
                words.extend(choice.iter().map(|word| (cell.name.text.to_string(), word.text.to_string())));
            }
        }
    }
    words
}

fn kinds() -> BTreeMap<String, Kind> {
    let kinds = declarations().into_iter().filter_map(|declaration| match declaration.node {
        DeclarationNode::Kind(kind) => Some((kind.name.text.to_string(), kind)),
        _ => None,
    });
    kinds.collect()
}

/// All that the library declares.
fn declarations() -> Vec<Declaration> {
    let files = files("stdlib", "study").into_iter();
    let read = |(path, text): (PathBuf, String)| {
        study::syntax::parse(&Source::new(path.to_string_lossy(), text), SourceId(0)).0.declarations
    };
    files.flat_map(read).collect()
}

/// What stands between quotes in a source, outside of comments.
fn literals(text: &str, comment: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if rest.starts_with(comment) {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("'\"'") || rest.starts_with("b'\"'") {
            rest = &rest[3..];
        } else if letter == '"' {
            let (literal, behind) = literal(&rest[1..]);
            found.push(literal);
            rest = behind;
        } else {
            rest = &rest[letter.len_utf8()..];
        }
    }
    found
}

/// A literal up to its closing quote, with its escapes resolved, and what stands behind it.
fn literal(text: &str) -> (String, &str) {
    let (mut out, mut letters) = (String::new(), text.char_indices());
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (out, &text[at + 1..]),
            '\\' => match letters.next() {
                Some((_, 'n')) => out.push('\n'),
                Some((_, '\n')) => {
                    let behind = text[at + 2..].find(|c: char| !c.is_whitespace()).unwrap_or(0);
                    let (more, rest) = literal(&text[at + 2 + behind..]);
                    return (out + &more, rest);
                }
                Some((_, other)) => out.push(other),
                None => {}
            },
            letter => out.push(letter),
        }
    }
    (out, "")
}
