//! Data files into tables: text with separated columns, and sheets of workbooks.
//!
//! A regular file is read by `log/`, which is fast and takes nothing doubtful. All others go to `csv.rs`, which knows
//! quotes, dates and durations, and explains what is wrong.

mod cells;
mod csv;
mod errors;
mod heading;
mod log;
mod quick;
mod quotes;
#[cfg(test)]
mod tests;
mod text;
mod workbook;

pub use errors::DataError;
pub use text::{Unread, read_text};

use crate::base::{Diagnostics, Source, Sources};
use crate::hir;
use crate::value::{Calendar, Table, Units};
use std::path::Path;
use std::sync::Arc;

/// A data file and what is wanted of it.
pub struct Request<'r> {
    /// What its columns are to be.
    pub spec: &'r hir::Table,
    /// Where it is.
    pub path: &'r Path,
    /// The units of its columns.
    pub units: &'r Units,
    /// How long a working day is.
    pub calendar: &'r Calendar,
    /// Hears how many bytes of how many are done, from any thread.
    pub progress: &'r (dyn Fn(u64, u64) + Sync),
}

/// Reads a data file. Everything that is wrong with it is reported; a table comes out only if nothing is.
pub fn read(request: &Request<'_>, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Arc<Table>> {
    let name = request.path.to_string_lossy().into_owned();
    let place = request.spec.path_span;
    let (text, known) = match workbook::is_workbook(request.path) {
        true => match workbook::text(request) {
            Ok(text) => (text, Some(workbook::DELIMITER)),
            Err(error) => {
                diagnostics.push(place, error);
                return None;
            }
        },
        false if request.spec.sheet.is_some() => {
            diagnostics.push(place, DataError::no_workbook(request.spec));
            return None;
        }
        false => {
            if let Some(columns) = quick::read(request) {
                let id = sources.add(Source::new(name, ""));
                return Some(Arc::new(columns.into_table(id)));
            }
            match read_text(request.path) {
                Ok(text) => (text, None),
                Err(unread) => {
                    diagnostics.push(place, DataError::unread(request.spec, &unread));
                    return None;
                }
            }
        }
    };
    let name = match &request.spec.sheet {
        Some(sheet) => format!("{name}, sheet {sheet}"),
        None => name,
    };
    let id = sources.add(Source::new(name, text));
    let source = sources.get(id).cloned()?;
    csv::read(request, &source, id, known, diagnostics)
}
