//! Everything that the documents show is true: each fenced block of `docs/*.md` and `README.md` is tried with the program.
//!
//! | block | test |
//! | --- | --- |
//! | `study prelude` | goes before every `study part` of the document; kept as `prelude.study` |
//! | `study`, `study part` | a study, or a piece of one behind the prelude: `study check` finds nothing |
//! | `study … fails CODE` | `study check` finds something, and `CODE` is part of it |
//! | `study … file=NAME`, `csv file=NAME` | is kept as a file for the blocks behind it as well |
//! | `eval`, `eval file=NAME` | lines `EXPR → RESULT`; the result may be the code of an error |
//! | `console`, `console exit=1` | `$ study …` and what it prints; a line `…` stands for any lines |
//! | `repl`, `repl file=NAME` | what is typed at the prompt, behind `> ` and `. `, and what that prints; `…` as above |
//! | `sh` | commands that are not tried: only those of [`UNTRIED`] |
//! | `text` | anything |
//!
//! Tables between `<!-- NAME -->` and `<!-- end -->` are what the program says; `STUDY_ACCEPT=1` writes them anew.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Commands of `sh` blocks.
const UNTRIED: [&str; 4] =
    ["cargo install --path .", "cargo build --release", "cargo test", "STUDY_ACCEPT=1 cargo test --test docs"];

#[test]
fn every_block_is_true() {
    let mut wrong = Vec::new();
    for path in documents() {
        let text = fs::read_to_string(&path).unwrap();
        let blocks = blocks(&text);
        let folder = tempfile::tempdir().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"), &folder.path().join("examples"));
        let prelude = blocks.iter().find(|block| block.has("prelude")).map_or("", |block| block.text.as_str());
        for block in &blocks {
            if let Err(reason) = block.test(folder.path(), prelude) {
                wrong.push(format!("{}:{}: {reason}", path.display(), block.line));
            }
        }
    }
    assert!(wrong.is_empty(), "{} blocks are wrong\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn every_table_is_complete() {
    let accepted = std::env::var_os("STUDY_ACCEPT").is_some();
    for path in documents() {
        let text = fs::read_to_string(&path).unwrap();
        let mut whole = text.clone();
        for name in ["Functions", "Kinds"] {
            let begin = format!("<!-- {name} -->\n");
            let Some((before, rest)) = whole.split_once(&begin) else { continue };
            let (_, behind) = rest.split_once("<!-- end -->").unwrap();
            whole = format!("{before}{begin}{}<!-- end -->{behind}", table(name));
        }
        if accepted {
            fs::write(&path, &whole).unwrap();
        }
        assert!(accepted || whole == text, "{} has an old table: STUDY_ACCEPT=1 writes it anew", path.display());
    }
}

/// The formats in the table of options are those that each command takes.
#[test]
fn every_format_is_told() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/language.md")).unwrap();
    for command in ["run", "check", "eval", "explain", "sweep", "rollup"] {
        let output = Command::new(env!("CARGO_BIN_EXE_study")).args([command, "--help"]).output().unwrap();
        let help = String::from_utf8(output.stdout).unwrap();
        let section = help.split("--format <FORMAT>").nth(1).unwrap().split("\n      --").next().unwrap();
        let formats = section.lines().filter_map(|line| line.trim().strip_prefix("- ")?.split(':').next());
        // A rollup is no workbook.
        let formats: Vec<&str> = formats.filter(|format| command != "rollup" || *format != "xlsx").collect();
        let row = format!("| `--format {}` | ", formats.join("\\|"));
        let told = text.lines().filter_map(|line| line.strip_prefix(&row)?.split(" |").next());
        let told = told.flat_map(|commands| commands.split(", ")).any(|own| own == command);
        assert!(told, "{command} takes {formats:?}");
    }
}

#[test]
fn the_readme_names_what_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for link in readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(root.join(link).exists(), "{link} is not there");
    }
    for room in readme.lines().filter_map(|line| line.strip_prefix("| `")).filter_map(|line| line.split('`').next()) {
        assert!(!room.contains('/') || root.join(room).exists(), "{room} is not there");
    }
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let dependencies = manifest.split("\n[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    for name in dependencies.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name) {
        assert!(readme.contains(&format!("`{name}`")), "why is {name} there?");
    }
}

#[test]
fn what_is_wrong_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let test = |text: &str| blocks(text)[0].test(folder.path(), "unit item");
    assert_eq!(test("```eval\n1 + 1 → 2\n1 s + 1 → D301\n```"), Ok(()));
    assert_eq!(test("```study part\nlet a = 2 item\n```"), Ok(()));
    assert_eq!(test("```console\n$ study eval '1 + 1' \"3\"\n…\n3\n```"), Ok(()));
    let text = ["eval\n1 → 2", "eval\n1 → D301", "python\n1", "\n1", "sh\nrm -r .", "study\nlet"];
    let calls = ["study fails D301\nlet a = 1", "console\n$ study eval 1\n2", "console exit=1\n$ study eval 1\n1"];
    for wrong in text.into_iter().chain(calls) {
        assert!(test(&format!("```{wrong}\n```")).is_err(), "{wrong}");
    }
}

/// The studies that a document may speak of.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut documents: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    documents.extend(Some(root.join("README.md")).filter(|path| path.exists()));
    documents.sort();
    documents
}

/// One fenced block.
struct Block {
    line: usize,
    words: Vec<String>,
    text: String,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (line, content) in text.lines().enumerate() {
        match (content.strip_prefix("```"), &mut open) {
            (None, Some(block)) => block.text.push_str(&format!("{content}\n")),
            (None, None) => {}
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(info), None) => {
                let words = info.split_whitespace().map(str::to_owned).collect();
                open = Some(Block { line: line + 1, words, text: String::new() });
            }
        }
    }
    assert!(open.is_none(), "a block is never closed");
    blocks
}

impl Block {
    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|own| own == word)
    }

    /// The value of `name=value` among the words.
    fn option(&self, name: &str) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }

    fn test(&self, folder: &Path, prelude: &str) -> Result<(), String> {
        match self.words.first().map(String::as_str) {
            Some("study") => self.study(folder, prelude),
            Some("csv") => self.keep(folder, self.option("file").ok_or("a data file needs a name")?, &self.text),
            Some("eval") => self.eval(folder),
            Some("console") => self.console(folder),
            Some("repl") => self.repl(folder),
            Some("sh") => self.text.lines().try_for_each(|line| self.shell(folder, line)),
            Some("text") => Ok(()),
            _ => Err(format!("`{}` is no kind of block that may stand here", self.words.join(" "))),
        }
    }

    fn keep(&self, folder: &Path, name: &str, text: &str) -> Result<(), String> {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).and_then(|()| fs::write(&path, text)).map_err(|e| e.to_string())
    }

    fn study(&self, folder: &Path, prelude: &str) -> Result<(), String> {
        let text = if self.has("part") { format!("{prelude}\n{}", self.text) } else { self.text.clone() };
        let name = self.option("file").unwrap_or(if self.has("prelude") { "prelude.study" } else { "block.study" });
        self.keep(folder, name, &text)?;
        let fails = self.words.iter().position(|word| word == "fails");
        let code = fails.map(|at| self.words.get(at + 1).map_or("a code", String::as_str));
        let (printed, exit) = said(&run(folder, &["check", name]));
        match code {
            None if exit == 0 => Ok(()),
            Some(code) if exit == 1 && printed.lines().any(|line| line == code) => Ok(()),
            _ => Err(format!("this should {}\n{printed}", code.map_or("be well".into(), |c| format!("fail with {c}")))),
        }
    }

    fn eval(&self, folder: &Path) -> Result<(), String> {
        for line in self.text.lines().filter(|line| !line.trim().is_empty()) {
            let (expression, expected) = line.rsplit_once('→').ok_or("a line is `EXPR → RESULT`")?;
            let (expression, expected) = (expression.trim(), expected.trim());
            let arguments: Vec<&str> =
                ["eval", "--"].into_iter().chain(self.option("file")).chain([expression]).collect();
            let (printed, exit) = said(&run(folder, &arguments));
            let well = match is_code(expected) {
                true => exit == 1 && printed.lines().next() == Some(expected),
                false => exit == 0 && printed.trim_end() == expected,
            };
            if !well {
                return Err(format!("`{expression}` is not {expected} but\n{printed}"));
            }
        }
        Ok(())
    }

    /// A command of a shell: ours are run as they would be there, others must be known.
    fn shell(&self, folder: &Path, line: &str) -> Result<(), String> {
        let Some(arguments) = line.strip_prefix("cargo run --release -- ") else {
            return if UNTRIED.contains(&line) { Ok(()) } else { Err(format!("`{line}` is not known")) };
        };
        let words = split(arguments);
        let (printed, exit) = said(&run(folder, &words.iter().map(String::as_str).collect::<Vec<_>>()));
        if exit == 0 { Ok(()) } else { Err(format!("`{line}` ends with {exit} and prints\n{printed}")) }
    }

    /// A session at the prompt: each entry is tried behind all that were typed before it.
    fn repl(&self, folder: &Path) -> Result<(), String> {
        let mut entries: Vec<(String, Vec<&str>)> = Vec::new();
        for line in self.text.lines() {
            match (line.strip_prefix("> "), entries.last_mut()) {
                (Some(typed), _) => entries.push((format!("{typed}\n"), Vec::new())),
                (None, Some((typed, expected))) => match line.strip_prefix(". ") {
                    Some(more) if expected.is_empty() => typed.push_str(&format!("{more}\n")),
                    _ => expected.push(line.trim_end()),
                },
                (None, None) => return Err("the first line is not typed: `> …`".to_owned()),
            }
        }
        let typed: Vec<&str> = entries.iter().map(|(typed, _)| typed.as_str()).collect();
        let printed = prompt(folder, self.option("file"), &typed);
        for ((typed, expected), printed) in entries.iter().zip(printed) {
            let found: Vec<&str> = printed.lines().map(str::trim_end).collect();
            if !matches(expected, &found) {
                return Err(format!("`{}` prints\n{printed}", typed.trim_end()));
            }
        }
        Ok(())
    }

    fn console(&self, folder: &Path) -> Result<(), String> {
        let mut calls: Vec<(&str, Vec<&str>)> = Vec::new();
        for line in self.text.lines() {
            match (line.strip_prefix("$ "), calls.last_mut()) {
                (Some(call), _) => calls.push((call, Vec::new())),
                (None, Some((_, expected))) => expected.push(line.trim_end()),
                (None, None) => return Err("the first line is no call: `$ study …`".to_owned()),
            }
        }
        let last = self.option("exit").map_or(0, |exit| exit.parse().unwrap());
        for (place, (call, expected)) in calls.iter().enumerate() {
            let words = split(call);
            let arguments: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
            if words.first().is_none_or(|program| program != "study") {
                return Err(format!("`{call}` is not tried: only `study` is"));
            }
            let (printed, exit) = said(&run(folder, &arguments));
            let found: Vec<&str> = printed.lines().map(str::trim_end).collect();
            let wanted = if place + 1 == calls.len() { last } else { 0 };
            if !matches(expected, &found) || exit != wanted {
                return Err(format!("`{call}` should end with {wanted}; it ends with {exit} and prints\n{printed}"));
            }
        }
        Ok(())
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_study"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").output().unwrap()
}

/// What each of some entries at the prompt prints, results and errors in their order.
fn prompt(folder: &Path, file: Option<&str>, typed: &[&str]) -> Vec<String> {
    const MARK: &str = "study: there is no command `that_was_it`: `help` lists them\n";
    let input: String = typed.iter().map(|entry| format!("{entry}help that_was_it\n")).collect();
    let (kept, said) = (folder.join(".typed"), folder.join(".said"));
    fs::write(&kept, input).unwrap();
    let out = fs::File::create(&said).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_study"));
    command.arg("repl").args(file).current_dir(folder).env("NO_COLOR", "1");
    command.stdin(fs::File::open(&kept).unwrap()).stdout(out.try_clone().unwrap()).stderr(out);
    command.status().unwrap();
    let said = fs::read_to_string(&said).unwrap();
    said.split(MARK).map(str::to_owned).collect()
}

/// What was printed, results first, and how it ended.
fn said(output: &Output) -> (String, i32) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout) + &text(&output.stderr), output.status.code().unwrap_or(-1))
}

/// Whether a result is the code of an error, such as `D301`.
fn is_code(text: &str) -> bool {
    text.len() == 4 && text.starts_with(char::is_uppercase) && text[1..].bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether lines are as expected, where `…` stands for any number of them.
fn matches(expected: &[&str], found: &[&str]) -> bool {
    match expected.split_first() {
        None => found.is_empty(),
        Some((&"…", rest)) => (0..=found.len()).any(|skipped| matches(rest, &found[skipped..])),
        Some((line, rest)) => found.split_first().is_some_and(|(next, others)| line == next && matches(rest, others)),
    }
}

/// Splits a call into words as a shell does.
fn split(call: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None, None);
    for sign in call.chars() {
        match (quote, sign) {
            (Some(open), _) if sign == open => quote = None,
            (None, '"' | '\'') => (quote, word) = (Some(sign), word.or(Some(String::new()))),
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(sign),
        }
    }
    words.extend(word);
    words
}

/// What `study doc` lists under a heading, as a table.
fn table(heading: &str) -> String {
    let here = Path::new(".");
    let contents = said(&run(here, &["doc"])).0;
    let entries = contents.lines().skip_while(|line| *line != heading).skip(1).take_while(|line| !line.is_empty());
    let mut table = String::from("| name | what it says | example |\n| --- | --- | --- |\n");
    for name in entries.filter_map(|line| line.split_whitespace().next()) {
        let entry = said(&run(here, &["doc", name])).0;
        let mut lines = entry.lines().map(|line| line.trim().replace('|', "\\|"));
        let (signature, what) = (lines.next().unwrap(), lines.next().unwrap());
        let example = lines.find_map(|line| Some(format!("`{}`", line.strip_prefix("example: ")?)));
        table.push_str(&format!("| `{signature}` | {what} | {} |\n", example.unwrap_or_default()));
    }
    table
}
