//! `study test`: every study of a folder against the output kept beside it.

use super::arguments::{Test, View};
use super::files::write_whole;
use super::many::gather;
use super::terminal::Terminal;
use super::{Exit, diagnostics, session};
use crate::base::{Diagnostics, Language};
use crate::data::read_text;
use crate::report;
use std::path::Path;

/// Runs every study of a folder. `name.study` is compared with `name.txt` beside it.
pub fn test(arguments: &Test, terminal: &mut Terminal) -> Exit {
    let mut studies = Vec::new();
    if let Err(reason) = gather(&arguments.folder, &mut studies) {
        return terminal.refuse(&format!("{} cannot be read: {reason}", arguments.folder.display()));
    }
    studies.sort();
    let (mut same, mut other) = (0, 0);
    for path in &studies {
        let output = match output(path, terminal) {
            Ok(output) => output,
            Err(reason) => return terminal.refuse(&reason),
        };
        let kept = path.with_extension("txt");
        let expected = read_text(&kept).ok();
        if expected.as_ref() == Some(&output) {
            same += 1;
        } else if arguments.accept {
            if let Err(reason) = write_whole(&kept, &output) {
                return terminal.refuse(&format!("{} cannot be written: {reason}", kept.display()));
            }
            let place = kept.display().to_string();
            terminal.print(&format!("{}\n", terminal.language.fill("kept {path}", &[("path", &place)])));
            same += 1;
        } else {
            other += 1;
            terminal.print(&difference(path, expected.as_deref(), &output, terminal.language));
        }
    }
    let counts = [("same", &*same.to_string()), ("other", &*other.to_string())];
    terminal.print(&format!("{}\n", terminal.language.fill("{same} passed, {other} failed", &counts)));
    if other == 0 { Exit::Well } else { Exit::Findings }
}

/// The report and what is said beside it, with paths as seen from the study's folder.
fn output(path: &Path, terminal: &mut Terminal) -> Result<String, String> {
    let mut session = session::open(Some(path), &[], &View::default())?;
    session.language = terminal.speak(session.language);
    let mut found = Diagnostics::default();
    let mut text = String::new();
    if !session.diagnostics.has_errors() {
        let built = report::build::build(&mut session.engine(&[]), &session.sources, None, &mut found);
        text = report::text::write(&built);
    }
    found.append(session.diagnostics);
    let said = diagnostics::render(&found, &session.sources, false, session.language);
    if !said.is_empty() {
        text.push_str(&format!("\n{said}"));
    }
    let folder = path.parent().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(if folder.is_empty() { text } else { text.replace(&format!("{folder}/"), "") })
}

/// Where expected and found first part ways.
fn difference(path: &Path, expected: Option<&str>, found: &str, language: Language) -> String {
    let path = path.display().to_string();
    let Some(expected) = expected else {
        let words = "{path}: no output is kept beside it; `study test --accept` keeps it";
        return format!("{}\n", language.fill(words, &[("path", &path)]));
    };
    let (mut kept, mut now) = (expected.lines(), found.lines());
    let mut line = 1;
    loop {
        match (kept.next(), now.next()) {
            (Some(kept), Some(now)) if kept == now => line += 1,
            (None, None) => {
                return format!("{}\n", language.fill("{path}: differs in its line ends", &[("path", &path)]));
            }
            (kept, now) => {
                let end = language.say("(the end)");
                let (kept, now) = (kept.unwrap_or(&end), now.unwrap_or(&end));
                let place = [("path", &*path), ("line", &*line.to_string())];
                return format!(
                    "{}\n  {}\n  {}\n",
                    language.fill("{path}: line {line} of the output differs", &place),
                    language.fill("expected: {expected}", &[("expected", kept)]),
                    language.fill("found:    {now}", &[("now", now)])
                );
            }
        }
    }
}
