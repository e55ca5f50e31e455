//! The formats that a report is written in.

use super::format::Format;
use super::{csv, html, json, markdown, text, xlsx};
use std::path::Path;

/// All of them.
pub static FORMATS: [&Format; 6] =
    [&text::FORMAT, &markdown::FORMAT, &html::FORMAT, &json::FORMAT, &csv::FORMAT, &xlsx::FORMAT];

/// The format of a name, or of an ending.
pub fn named(name: &str) -> Option<&'static Format> {
    let is_it = |format: &Format| [format.name, format.ending].iter().any(|own| own.eq_ignore_ascii_case(name));
    FORMATS.into_iter().find(|format| is_it(format))
}

/// What the ending of a file's name says.
pub fn of(path: &Path) -> Option<&'static Format> {
    let ending = path.extension()?.to_str()?;
    FORMATS.into_iter().find(|format| format.ending.eq_ignore_ascii_case(ending))
}

/// All endings, for a message.
pub fn endings() -> String {
    FORMATS.map(|format| format!("`.{}`", format.ending)).join(", ")
}

/// The format of an index of reports in this one.
pub fn of_index(format: &'static Format) -> &'static Format {
    if format.has_index { format } else { &text::FORMAT }
}
