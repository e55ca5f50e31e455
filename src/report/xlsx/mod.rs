//! A workbook: the report, a sheet for each kind, and formulas where a spreadsheet has them, so that what is put in can be changed.

mod book;
mod cells;
mod format;
mod formula;
mod functions;
mod layout;
mod linked;
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

use super::Written;
use super::build::Builder;
use super::format::{Format, Sums};
use crate::base::{Diagnostics, Sources};
use crate::eval::Engine;
use crate::hir::ScenarioId;
use book::{Linked, Look, Sheet};
use formula::Translator;
use std::collections::HashSet;

/// A workbook with formulas.
pub static FORMAT: Format = Format {
    name: "xlsx",
    ending: "xlsx",
    about: "A workbook with formulas: an input can be changed in it",
    not_for_terminals: Some("a workbook is nothing for a terminal: write it to a file with `-o report.xlsx`"),
    is_handed_on: false,
    has_index: false,
    complete: |engine, sources, scenario, report| report.book = book(engine, sources, scenario),
    write: |report, _| Written { content: write(report), beside: Vec::new() },
    sums: Sums::Refused("a rollup is no workbook: `--format csv` is for spreadsheets"),
};

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
    let mut sheets = cells::fill(&mut translator, &writer);
    let shown = summary::shown(&mut translator, &writer);
    settle(&mut sheets, &shown);
    let (cells, lists) = linked::linked(&translator, &sheets, writer.style.language);
    Book { sheets, cells, lists, shown }
}

/// What no formula looks at need not be changed: nothing would follow.
fn settle(sheets: &mut [Sheet], shown: &[Vec<Linked>]) {
    let own = sheets.iter().flat_map(|sheet| &sheet.cells).filter_map(|(_, _, filled)| filled.formula.as_ref());
    let asked = shown.iter().flatten().filter_map(|linked| linked.entry.formula.as_ref());
    let mut looked_at: HashSet<(String, u32, u16)> = HashSet::new();
    for formula in own.chain(asked) {
        for (sheet, rows, column) in names::looked_at(formula) {
            looked_at.extend(rows.map(|row| (sheet.clone(), row, column)));
        }
    }
    for sheet in sheets {
        for (row, column, filled) in &mut sheet.cells {
            if filled.look == Look::Input && !looked_at.contains(&(sheet.name.clone(), *row, *column)) {
                filled.look = Look::Fixed;
            }
        }
    }
}
