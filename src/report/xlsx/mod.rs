//! A workbook: the report, a sheet for each kind, and formulas where a spreadsheet has them, so that what is put in can be changed.

mod book;
mod cells;
mod format;
mod formula;
mod functions;
mod layout;
mod names;
mod numeric;
mod operators;
mod scale;
mod status;
mod summary;
mod term;
mod writing;

pub use book::Book;
pub use writing::write;

use super::build::Builder;
use crate::base::{Diagnostics, Sources};
use crate::eval::Engine;
use crate::hir::ScenarioId;
use formula::Translator;

/// The name of the first sheet.
const REPORT: &str = "Report";

/// Lays out all cells of a study and finds the formulas that lead to them.
pub fn book(engine: &mut Engine<'_>, sources: &Sources, scenario: Option<ScenarioId>) -> Book {
    let mut unheard = Diagnostics::default();
    let mut builder = Builder::new(engine, sources, scenario, &mut unheard);
    let report = builder.say(REPORT);
    let layout = layout::layout(&mut builder, &report);
    let writer = builder.writer;
    let mut translator = Translator::new(engine, &layout);
    let sheets = cells::fill(&mut translator, &writer);
    let linked = summary::linked(&mut translator, &sheets);
    let shown = summary::shown(&mut translator, &writer);
    Book { sheets, cells: linked, shown }
}
