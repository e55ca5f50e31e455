//! The report for a machine.

use super::{Body, ClaimLine, Entry, Line, Report, Section};
use serde_json::{Map, Value, json};

/// Writes a report as JSON.
pub fn write(report: &Report) -> String {
    let cells: Map<String, Value> = report
        .cells
        .iter()
        .map(|cell| {
            let mut value = entry(&cell.entry);
            if let Some(fields) = value.as_object_mut() {
                fields.insert("given".to_owned(), json!(cell.given));
            }
            (cell.path.clone(), value)
        })
        .collect();
    let whole = json!({
        "title": report.title,
        "source": report.source,
        "scenario": report.scenario,
        "sections": report.sections.iter().map(section).collect::<Vec<_>>(),
        "cells": cells,
    });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

fn section(section: &Section) -> Value {
    let (sort, body) = match &section.body {
        Body::Figures(lines) => ("figures", json!(lines.iter().map(line).collect::<Vec<_>>())),
        Body::Table(table) => {
            let rows: Vec<Value> = table.rows.iter().map(line).collect();
            ("table", json!({ "columns": table.columns, "rows": rows }))
        }
        Body::Claims(lines) => ("claims", json!(lines.iter().map(claim).collect::<Vec<_>>())),
    };
    json!({ "heading": section.heading, sort: body })
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
        "place": line.place,
    })
}
