//! Figures for a spreadsheet or a program: one figure a row, exact, with its unit.

use super::what_if::Swept;
use super::{Body, Entry, Section};
use crate::eval::MISSING;

/// With any of these a spreadsheet begins a formula.
const BEGIN_FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers do not come here.
pub(super) fn text(text: &str) -> String {
    if text.starts_with(BEGIN_FORMULA) { format!("'{text}") } else { text.to_owned() }
}

/// Writes a sweep: the cells that vary with their units, then figure, value and unit.
pub fn swept(swept: &Swept) -> String {
    let mut header: Vec<String> = Vec::new();
    for axis in &swept.axes {
        header.extend([axis.clone(), format!("{axis} unit")]);
    }
    header.extend(["figure", "value", "unit"].map(str::to_owned));
    let mut out = line(&header);
    for (at, figures) in &swept.rows {
        let at: Vec<String> = at.iter().flat_map(value_and_unit).collect();
        for (name, figure) in swept.figures.iter().zip(figures) {
            let mut fields = at.clone();
            fields.push(name.clone());
            fields.extend(value_and_unit(figure));
            out.push_str(&line(&fields));
        }
    }
    out
}

/// Writes a table: label, column, value and unit of every figure.
pub fn table(section: &Section) -> String {
    let mut out = line(&["row", "column", "value", "unit"].map(str::to_owned));
    let Body::Table(table) = &section.body else { return out };
    for row in &table.rows {
        for (column, entry) in table.columns.iter().zip(&row.entries) {
            let [value, unit] = value_and_unit(entry);
            out.push_str(&line(&[row.label.clone(), column.clone(), value, unit]));
        }
    }
    out
}

fn value_and_unit(entry: &Entry) -> [String; 2] {
    match &entry.figure {
        Some(figure) => [figure.value(), figure.unit.clone()],
        None if entry.text == MISSING => [String::new(), String::new()],
        None => [entry.text.clone(), String::new()],
    }
}

pub(super) fn line(fields: &[String]) -> String {
    let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
    format!("{}\n", fields.join(","))
}

/// A field with a comma, a quote or a line end in it stands in quotes.
fn quoted(field: &str) -> String {
    match field.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.to_owned(),
    }
}
