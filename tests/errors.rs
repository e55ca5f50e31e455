//! Every error has a failing study in `tests/errors/` with its picture beside it.
//!
//! `tests/errors/CODE_what_is_wrong.study` is checked with the program, and what it prints is held against
//! `tests/errors/CODE_what_is_wrong.snap`. `INSTA_UPDATE=always cargo test --test errors` writes the pictures anew; they
//! are to be read before they are kept: is the sentence true, the right place underlined, the advice of use?

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Errors whose studies are made here, because they cannot be kept as files that a person reads.
const GENERATED: [&str; 11] = ["S106", "S107", "S111", "S115", "S116", "D314", "V404", "V405", "F600", "F612", "W601"];

/// Studies whose error is not found yet, or is taken for another. The test fails as soon as one is told as what it is.
const NOT_TOLD_YET: [&str; 0] = [];

/// Words of the implementation, which no reader should see.
const INNER_WORDS: [&str; 8] =
    ["Rule::", "panicked", "unwrap", "pest", "_word", "ExprNode", "Type::", "RUST_BACKTRACE"];

#[test]
fn every_study_fails_as_pictured() {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("errors");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let wrong: Vec<String> = settings.bind(|| studies().iter().flat_map(|study| held_against_picture(study)).collect());
    assert!(wrong.is_empty(), "{} complaints\n\n{}", wrong.len(), wrong.join("\n\n"));
}

/// What is wrong with the answer to one study.
fn held_against_picture(study: &Path) -> Vec<String> {
    let stem = study.file_stem().unwrap().to_string_lossy().into_owned();
    let (exit, printed) = check(&folder(), &format!("{stem}.study"));
    if NOT_TOLD_YET.contains(&stem.as_str()) {
        return match objections(&stem, exit, &printed).is_empty() {
            true => vec![format!("{stem} is told now: take it out of `NOT_TOLD_YET`\n{printed}")],
            false => Vec::new(),
        };
    }
    let mut wrong = objections(&stem, exit, &printed);
    // All pictures are looked at before the test fails, so that one run shows all that changed.
    let pictured = std::panic::catch_unwind(|| insta::assert_snapshot!(stem.as_str(), printed));
    if pictured.is_err() {
        wrong.push(format!("{stem} prints something else than its picture"));
    }
    wrong
}

/// What is wrong with an answer whatever its picture says.
fn objections(stem: &str, exit: Option<i32>, printed: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if exit != Some(1) {
        wrong.push(format!("{stem} ends with {exit:?} and not with 1\n{printed}"));
    }
    let code = stem.split('_').next().unwrap_or_default();
    if !codes_in(printed).contains(code) {
        wrong.push(format!("{stem} does not show {code}\n{printed}"));
    }
    for word in INNER_WORDS {
        if printed.contains(word) {
            wrong.push(format!("{stem} shows `{word}`\n{printed}"));
        }
    }
    wrong
}

#[test]
fn every_code_has_a_study() {
    let mut declared: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut twice = Vec::new();
    for path in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let derived = text.split("code(").skip(1).filter_map(|rest| rest.split(')').next());
        // What is told in the reader's language, and what no text of a study is wrong with, has its code beside its words.
        let told = text.split('"');
        for code in derived.chain(told).filter(|code| is_code(code)) {
            if declared.insert(code.to_owned(), path.clone()).is_some() {
                twice.push(code.to_owned());
            }
        }
    }
    assert!(!declared.is_empty() && twice.is_empty(), "codes that stand for two errors: {twice:?}");
    let shown: BTreeSet<String> = studies()
        .iter()
        .filter_map(|study| study.file_stem()?.to_str()?.split('_').next().map(str::to_owned))
        .chain(GENERATED.map(str::to_owned))
        .collect();
    let missing: Vec<_> = declared.iter().filter(|(code, _)| !shown.contains(*code)).collect();
    assert!(missing.is_empty(), "no study in tests/errors shows {missing:?}");
    let unknown: Vec<_> = shown.iter().filter(|code| !declared.contains_key(*code)).collect();
    assert!(unknown.is_empty(), "there is no error {unknown:?} any more");
}

#[test]
fn every_picture_has_a_study() {
    let studies: BTreeSet<PathBuf> = studies().into_iter().collect();
    let mut alone = files(&folder(), "snap");
    alone.retain(|snap| !studies.contains(&snap.with_extension("study")));
    assert!(alone.is_empty(), "pictures of studies that are gone: {alone:?}");
}

/// S106: three hundred brackets, and three hundred `if`s, are nothing that anybody writes or reads.
#[test]
fn too_deep() {
    let brackets = format!("let x = {}1{}\n", "(".repeat(300), ")".repeat(300));
    let conditions = format!("let x = {}1\n", "if yes then 1 else ".repeat(300));
    for text in [brackets, conditions] {
        fails(text.as_bytes(), "S106");
    }
}

/// S107: the text is longer than a file of the repository should be.
#[test]
fn too_long() {
    fails(&vec![b'\n'; (64 << 20) + 1], "S107");
}

/// S111: a study that is not UTF-8 would be mended, or refused, by editors and by git.
#[test]
fn not_utf8() {
    let printed = fails(b"unit st\xfcck\n", "S111");
    assert!(printed.contains("number 8"), "the place of the byte is not told\n{printed}");
}

/// S115, S116, D314: a name of a thousand letters, a declaration of three megabytes, seventy thousand units.
#[test]
fn too_much() {
    fails(format!("let {} = 1\n", "a".repeat(1_000)).as_bytes(), "S115");
    fails(format!("let a = [{}1]\n", "1.25, ".repeat(500_000)).as_bytes(), "S116");
    let units: String = (0..70_000).map(|number| format!("unit box_{number}\n")).collect();
    fails(units.as_bytes(), "D314");
}

/// V405: three hundred functions, each calling the one before.
#[test]
fn too_deep_calls() {
    let mut text = "function f0(x: count): count = x\n".to_owned();
    for level in 1..=300 {
        text.push_str(&format!("function f{level}(x: count): count = f{}(x)\n", level - 1));
    }
    fails(format!("{text}show f300(1)\n").as_bytes(), "V405");
}

/// V404: functions that double the work thirty times over, which nobody would read either.
#[test]
fn too_many_steps() {
    let mut text = "function f0(x: count): count = x\n".to_owned();
    for level in 1..=30 {
        let below = level - 1;
        text.push_str(&format!("function f{level}(x: count): count = f{below}(x) + f{below}(x)\n"));
    }
    text.push_str("show f30(1)\n");
    fails(text.as_bytes(), "V404");
}

/// F600, F612: no study is wrong here but the call, so that the program ends with 2 and tells the code to machines.
#[test]
fn wrong_calls() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("made.study"), "let a = 1\nscenario dear { a = 2 }\n").unwrap();
    for (call, code, message) in [
        (vec!["none.study"], "F600", "none.study cannot be read: there is no such file"),
        (
            vec!["made.study", "--scenario", "deer"],
            "F612",
            "made.study: the study has no scenario `deer`: did you mean `dear`?",
        ),
        (vec!["made.study", "--set", "a"], "F612", "made.study: `--set a` has no `=`: write `--set overlock.crew=2`"),
        (vec!["made.study", "--set", "b=2"], "N210", "there is nothing called `b`"),
    ] {
        let answer = |format: &str| {
            let output = Command::new(env!("CARGO_BIN_EXE_study"))
                .args(["check", "--format", format])
                .args(&call)
                .current_dir(folder.path())
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(2), "{call:?}");
            (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
        };
        let (said, told) = answer("text");
        assert!(said.is_empty() && told.contains(message), "{said}{told}");
        let machine: serde_json::Value = serde_json::from_str(&answer("json").0).unwrap();
        assert_eq!((&machine["errors"], &machine["findings"][0]["code"]), (&1.into(), &code.into()), "{machine}");
        assert_eq!(machine["findings"][0]["message"], message);
    }
}

/// W601: a warning is no error, so the study is well.
#[test]
fn a_warning_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("made.study"), "param a: ratio = 1\n").unwrap();
    let (exit, printed) = check(folder.path(), "made.study");
    assert!(exit == Some(0) && codes_in(&printed).contains("W601"), "{printed}");
}

/// Checks a text as a file of its own: it must fail with a code, in a user's words.
fn fails(text: &[u8], code: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("made.study"), text).unwrap();
    let (exit, printed) = check(folder.path(), "made.study");
    let wrong = objections(code, exit, &printed);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    printed
}

/// The exit code of `study check`, and all that it prints: the diagnostics, then the result.
fn check(folder: &Path, file: &str) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_study"))
        .args(["check", "--color", "never", file])
        .current_dir(folder)
        .output()
        .unwrap();
    let printed = format!("{}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
    (output.status.code(), printed)
}

/// The codes that head the diagnostics of an answer.
fn codes_in(printed: &str) -> BTreeSet<&str> {
    printed.lines().map(str::trim).filter(|line| is_code(line)).collect()
}

/// A letter and three digits.
fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes, [letter, digits @ ..] if letter.is_ascii_uppercase() && digits.len() == 3 && digits.iter().all(u8::is_ascii_digit))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors")
}

fn studies() -> Vec<PathBuf> {
    files(&folder(), "study")
}

/// The files of a folder with this extension, in the order of their names.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = entries.filter(|path| path.extension().is_some_and(|own| own == extension)).collect();
    found.sort();
    found
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = files(folder, "rs");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        }
    }
    found
}
