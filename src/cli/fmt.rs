//! `study fmt`: the one layout.

use super::arguments::Fmt;
use super::files::write_whole;
use super::terminal::Terminal;
use super::{Exit, diagnostics};
use crate::base::{Source, Sources};
use crate::data::read_text;
use crate::syntax;
use std::path::Path;

/// Brings studies into the one layout, or tells which are not in it.
pub fn fmt(arguments: &Fmt, terminal: &mut Terminal) -> Exit {
    let mut exit = Exit::Well;
    for path in &arguments.files {
        match format_file(path, arguments.check, terminal) {
            Exit::Well => {}
            worse => exit = if exit == Exit::Misused { exit } else { worse },
        }
    }
    exit
}

fn format_file(path: &Path, check_only: bool, terminal: &mut Terminal) -> Exit {
    let text = match read_text(path) {
        Ok(text) => text,
        Err(unread) => return terminal.refuse(&format!("{} cannot be read: {}", path.display(), unread.reason())),
    };
    let mut sources = Sources::default();
    let id = sources.add(Source::new(path.to_string_lossy(), text));
    let Some(source) = sources.get(id).cloned() else { return Exit::Misused };
    let (file, problems) = syntax::parse(&source, id);
    if problems.has_errors() {
        diagnostics::print(&problems, &sources, terminal);
        return Exit::Findings;
    }
    let laid_out = syntax::print::print(&file, &source);
    if laid_out == source.text() {
        return Exit::Well;
    }
    if check_only {
        terminal.print(&format!("{}\n", path.display()));
        return Exit::Findings;
    }
    match write_whole(path, &laid_out) {
        Ok(()) => Exit::Well,
        Err(reason) => terminal.refuse(&format!("{} cannot be written: {reason}", path.display())),
    }
}
