//! The report for a machine.

use super::datum::{Content, Datum};
use super::format::{Format, Sums};
use super::records::{self, Record, differing};
use super::rollup;
use super::what_if::Swept;
use super::{Body, Chart, ClaimLine, Entry, Figure, Line, Report, Section, WarningLine};
use serde_json::{Map, Value, json};

/// All figures and sections, for programs.
pub static FORMAT: Format = Format {
    name: "json",
    ending: "json",
    about: "For a machine",
    not_for_terminals: None,
    is_handed_on: false,
    has_index: true,
    complete: records::add,
    write: |report, _| write(report).into(),
    sums: Sums::Own(rollup::as_json),
};

/// Writes a report as JSON.
pub fn write(report: &Report) -> String {
    let (first, others) = report.records.split_first().unzip();
    let cells = first.map(|seen| seen.cells.as_slice()).unwrap_or_default();
    let scenarios = others.unwrap_or_default().iter().filter_map(|seen| {
        let (name, label) = seen.scenario.as_ref()?;
        let differing: Map<String, Value> = differing(cells, &seen.cells).into_iter().map(record).collect();
        Some((name.clone(), json!({ "label": label, "cells": differing })))
    });
    let whole = json!({
        "title": report.title,
        "source": report.source,
        "scenario": report.scenario,
        "changes": report.changes,
        "sections": report.sections.iter().map(section).collect::<Vec<_>>(),
        "cells": cells.iter().map(record).collect::<Map<_, _>>(),
        "scenarios": scenarios.collect::<Map<_, _>>(),
    });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

fn record(record: &Record) -> (String, Value) {
    let mut value = datum(&record.datum);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("given".to_owned(), json!(record.given));
    }
    (record.path.clone(), value)
}

/// A value with all that it consists of.
fn datum(one: &Datum) -> Value {
    let mut value = entry(&one.entry);
    let Some(fields) = value.as_object_mut() else { return value };
    let mut add = |name: &str, part: Value| fields.insert(name.to_owned(), part);
    let data = |data: &[Datum]| data.iter().map(datum).collect::<Vec<_>>();
    add("type", json!(one.content.sort()));
    match &one.content {
        Content::Number | Content::Missing => {}
        Content::Word { word, .. } => drop(add("word", json!(word))),
        Content::Proportion { hits, total } => {
            add("hits", json!(hits.value()));
            add("total", json!(total.value()));
        }
        Content::Interval(ends) => {
            add("from", datum(&ends.0));
            add("to", datum(&ends.1));
        }
        Content::List(elements) => drop(add("elements", json!(data(elements)))),
        Content::Rows(columns) => {
            let columns = columns.iter().map(|(name, values)| (name.clone(), json!(data(values))));
            add("columns", Value::Object(columns.collect()));
        }
    }
    value
}

/// Writes a sweep as JSON: the cells that vary, the figures, and for each combination of values a row.
pub fn swept(swept: &Swept) -> String {
    let entries = |entries: &[Entry]| entries.iter().map(entry).collect::<Vec<_>>();
    let rows: Vec<Value> =
        swept.rows.iter().map(|(at, figures)| json!({ "at": entries(at), "figures": entries(figures) })).collect();
    let whole = json!({ "vary": swept.axes, "show": swept.figures, "rows": rows });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

/// Writes one section as JSON.
pub fn lone_section(one: &Section) -> String {
    let mut text = serde_json::to_string_pretty(&section(one)).unwrap_or_default();
    text.push('\n');
    text
}

fn section(section: &Section) -> Value {
    let (sort, body) = match &section.body {
        Body::Figures(lines) => ("figures", json!(lines.iter().map(line).collect::<Vec<_>>())),
        Body::Table(table) => {
            let rows: Vec<Value> = table.rows.iter().map(line).collect();
            let notes: Vec<Value> =
                table.notes.iter().map(|note| json!({ "label": note.label, "texts": note.texts })).collect();
            ("table", json!({ "first_column": table.corner, "columns": table.columns, "rows": rows, "notes": notes }))
        }
        Body::Claims(lines) => ("claims", json!(lines.iter().map(claim).collect::<Vec<_>>())),
        Body::Warnings(lines) => ("warnings", json!(lines.iter().map(warning).collect::<Vec<_>>())),
        Body::Charts(charts) => ("charts", json!(charts.iter().map(chart).collect::<Vec<_>>())),
    };
    json!({ "heading": section.heading, sort: body })
}

fn warning(line: &WarningLine) -> Value {
    json!({
        "code": line.code,
        "label": line.label,
        "message": line.message,
        "accepted": line.reason,
        "place": line.place,
    })
}

fn chart(chart: &Chart) -> Value {
    let form = chart.form.row().map(|row| row.name);
    let marks: Map<String, Value> = chart.marks.iter().map(|(name, mark)| (name.clone(), entry(mark))).collect();
    let values: Vec<Value> = chart.values.iter().map(|value| json!(value.as_ref().map(Figure::value))).collect();
    let figures = |figures: &[Option<Figure>]| {
        json!(figures.iter().map(|figure| figure.as_ref().map(Figure::value)).collect::<Vec<_>>())
    };
    let bands: Map<String, Value> = chart.bands.iter().map(|(name, band)| (name.clone(), figures(band))).collect();
    let words: Map<String, Value> = chart.words.iter().map(|(name, words)| (name.clone(), json!(words))).collect();
    json!({
        "form": form,
        "label": chart.label,
        "unit": chart.unit,
        "values": values,
        "bands": bands,
        "marks": marks,
        "words": words,
    })
}

fn line(line: &Line) -> Value {
    json!({ "label": line.label, "values": line.entries.iter().map(entry).collect::<Vec<_>>() })
}

/// One figure: `value` is a decimal text, `exact` a decimal or fraction, null where the figure is approximate.
pub fn entry(entry: &Entry) -> Value {
    match &entry.figure {
        Some(figure) => {
            json!({ "value": figure.value(), "unit": figure.unit, "exact": figure.exact(), "text": entry.text })
        }
        None => json!({ "value": null, "unit": null, "exact": null, "text": entry.text }),
    }
}

fn claim(line: &ClaimLine) -> Value {
    json!({
        "label": line.label,
        "state": line.state.word(),
        "printed": line.printed.as_ref().map(entry),
        "computed": line.computed.as_ref().map(entry),
        "difference": line.difference.as_ref().map(entry),
        "explanations": line.slips.as_ref().map(|slips| {
            slips.iter().map(|slip| json!({ "kind": slip.kind.name(), "sentence": slip.sentence })).collect::<Vec<_>>()
        }),
        "place": line.place,
    })
}
