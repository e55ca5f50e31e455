//! Figures for a spreadsheet or a program: one figure a row, exact, with its unit.

use super::datum::{Content, Datum};
use super::format::{Format, Sums};
use super::what_if::Swept;
use super::{Body, Entry, Figure, Report, Section};
use super::{records, rollup};
use crate::eval::MISSING;

/// With any of these a spreadsheet begins a formula.
const BEGIN_FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// All figures in one table.
pub static FORMAT: Format = Format {
    name: "csv",
    ending: "csv",
    about: "One table of all figures, for a spreadsheet or a program",
    not_for_terminals: None,
    is_handed_on: false,
    has_index: false,
    complete: records::add,
    write: |report, _| write(report).into(),
    sums: Sums::Own(rollup::as_csv),
};

/// Writes every figure of a report: path, value, unit, scenario and the exact value.
pub fn write(report: &Report) -> String {
    let mut out = line(&["path", "value", "unit", "scenario", "exact"].map(str::to_owned));
    for seen in &report.records {
        let scenario = seen.scenario.as_ref().map(|(name, _)| name.as_str()).unwrap_or_default();
        for record in seen.shown.iter().chain(&seen.cells) {
            rows(&record.path, &record.datum, scenario, &mut out);
        }
    }
    out
}

/// A row for a single value; of what has parts, one for each of them.
fn rows(path: &str, datum: &Datum, scenario: &str, out: &mut String) {
    let mut row = |path: &str, [value, unit, exact]: [String; 3]| {
        out.push_str(&line(&[text(path), value, text(&unit), text(scenario), exact]));
    };
    let figure = |figure: &Figure| [figure.value(), figure.unit.clone(), figure.exact().unwrap_or_default()];
    let word = |word: &str| [text(word), String::new(), String::new()];
    match &datum.content {
        Content::Number => row(path, datum.entry.figure.as_ref().map_or_else(|| word(&datum.entry.text), figure)),
        Content::Missing => row(path, word("")),
        Content::Word { word: own, .. } => row(path, word(own)),
        Content::Proportion { hits, total } => {
            row(path, datum.entry.figure.as_ref().map_or_else(|| word(""), figure));
            row(&format!("{path}.hits"), figure(hits));
            row(&format!("{path}.total"), figure(total));
        }
        Content::Interval(ends) => {
            rows(&format!("{path}.from"), &ends.0, scenario, out);
            rows(&format!("{path}.to"), &ends.1, scenario, out);
        }
        Content::List(elements) => list(path, elements, scenario, out),
        Content::Rows(columns) => {
            for (name, values) in columns {
                list(&format!("{path}.{name}"), values, scenario, out);
            }
        }
    }
}

fn list(path: &str, elements: &[Datum], scenario: &str, out: &mut String) {
    for (place, element) in elements.iter().enumerate() {
        rows(&format!("{path}[{}]", place + 1), element, scenario, out);
    }
}

/// Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers do not come here.
pub(super) fn text(text: &str) -> String {
    if text.starts_with(BEGIN_FORMULA) { format!("'{text}") } else { text.to_owned() }
}

/// Writes a sweep: the cells that vary with their units, then figure, value and unit.
pub fn swept(swept: &Swept) -> String {
    let mut header: Vec<String> = Vec::new();
    for axis in &swept.axes {
        header.extend([text(axis), format!("{axis} unit")]);
    }
    header.extend(["figure", "value", "unit"].map(str::to_owned));
    let mut out = line(&header);
    for (at, figures) in &swept.rows {
        let at: Vec<String> = at.iter().flat_map(value_and_unit).collect();
        for (name, figure) in swept.figures.iter().zip(figures) {
            let mut fields = at.clone();
            fields.push(text(name));
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
            out.push_str(&line(&[text(&row.label), column.clone(), value, unit]));
        }
    }
    out
}

fn value_and_unit(entry: &Entry) -> [String; 2] {
    match &entry.figure {
        Some(figure) => [figure.value(), figure.unit.clone()],
        None if entry.text == MISSING => [String::new(), String::new()],
        None => [text(&entry.text), String::new()],
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
