//! `study test`: every study of a folder against the output kept beside it.

use super::arguments::{Test, View};
use super::files::write_whole;
use super::many::gather;
use super::terminal::Terminal;
use super::{Exit, diagnostics, session};
use crate::base::Diagnostics;
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
            terminal.print(&format!("kept {}\n", kept.display()));
            same += 1;
        } else {
            other += 1;
            terminal.print(&difference(path, expected.as_deref(), &output));
        }
    }
    terminal.print(&format!("{same} passed, {other} failed\n"));
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
fn difference(path: &Path, expected: Option<&str>, found: &str) -> String {
    let Some(expected) = expected else {
        return format!("{}: no output is kept beside it; `study test --accept` keeps it\n", path.display());
    };
    let (mut kept, mut now) = (expected.lines(), found.lines());
    let mut line = 1;
    loop {
        match (kept.next(), now.next()) {
            (Some(kept), Some(now)) if kept == now => line += 1,
            (None, None) => return format!("{}: differs in its line ends\n", path.display()),
            (kept, now) => {
                let (kept, now) = (kept.unwrap_or("(the end)"), now.unwrap_or("(the end)"));
                return format!(
                    "{}: line {line} of the output differs\n  expected: {kept}\n  found:    {now}\n",
                    path.display()
                );
            }
        }
    }
}
