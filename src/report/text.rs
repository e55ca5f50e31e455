//! The report for a terminal.

use super::chart::{Look, letters};
use super::{Body, Chart, ClaimLine, ClaimState, Line, Note, Report, Section, Table, WarningLine, findings};
use crate::value::Style;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table as Grid};
use std::fmt::Write;

/// Writes a report as text.
pub fn write(report: &Report) -> String {
    let mut out = String::new();
    if !report.title.is_empty() {
        let _ = writeln!(out, "{}", report.title);
        let _ = writeln!(out, "{}", "═".repeat(width(&report.title)));
    }
    if let Some(source) = &report.source {
        let _ = writeln!(out, "Source: {source}");
    }
    if let Some(scenario) = &report.scenario {
        let _ = writeln!(out, "Under the scenario: {scenario}");
    }
    for section in &report.sections {
        write_section(&mut out, section);
    }
    out
}

fn write_section(out: &mut String, section: &Section) {
    if let Body::Charts(charts) = &section.body
        && pictures(charts).is_empty()
    {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "{}", section.heading);
    let _ = writeln!(out, "{}", "─".repeat(width(&section.heading)));
    write_body(out, &section.body);
}

/// What a section shows, without its heading.
pub fn body(body: &Body) -> String {
    let mut out = String::new();
    write_body(&mut out, body);
    out
}

fn write_body(out: &mut String, body: &Body) {
    let grids = match body {
        Body::Figures(lines) => vec![figures(lines)],
        Body::Table(table) if table.rows.is_empty() => Vec::new(),
        Body::Table(table) => fitting(table).iter().map(table_grid).collect(),
        Body::Claims(lines) => vec![claims(lines)],
        Body::Warnings(lines) => vec![warnings(lines)],
        Body::Charts(_) => Vec::new(),
    };
    for (place, grid) in grids.iter().enumerate() {
        if place > 0 {
            out.push('\n');
        }
        for line in grid.to_string().lines() {
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
    match body {
        Body::Claims(lines) => {
            let _ = writeln!(out, "{}", summary(lines));
        }
        Body::Table(table) => notes(out, &table.notes, table.rows.is_empty()),
        Body::Charts(charts) => draw(out, charts),
        Body::Figures(_) | Body::Warnings(_) => {}
    }
}

/// What is to be said of single rows, below their table.
fn notes(out: &mut String, notes: &[Note], alone: bool) {
    for (place, note) in notes.iter().enumerate() {
        let between = if place > 0 || !alone { "\n" } else { "" };
        let _ = writeln!(out, "{between}{}", note.label);
        for text in &note.texts {
            let _ = writeln!(out, "  {text}");
        }
    }
}

/// More charts of one section than these are for a page, not for a terminal.
const MOST_CHARTS: usize = 6;

/// The charts that letters can draw.
fn pictures(charts: &[Chart]) -> Vec<String> {
    let look = Look { style: Style::REPORT };
    charts.iter().filter_map(|chart| letters::draw(chart, &look)).collect()
}

fn draw(out: &mut String, charts: &[Chart]) {
    let drawn = pictures(charts);
    for (place, picture) in drawn.iter().take(MOST_CHARTS).enumerate() {
        out.push_str(if place > 0 { "\n" } else { "" });
        out.push_str(picture);
    }
    if let Some(more @ 1..) = charts.len().checked_sub(drawn.len().min(MOST_CHARTS)) {
        let more = crate::eval::plural(more, "chart");
        let _ = writeln!(out, "\nNot drawn here: {more}; `--format html` draws all of them.");
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// A page is so wide; what does not fit stands below, with the labels again.
const PAGE: usize = 124;

/// A table in parts that fit the page.
fn fitting(table: &Table) -> Vec<Table> {
    let label = table.rows.iter().map(|row| width(&row.label)).max().unwrap_or(0);
    let part = |columns: std::ops::Range<usize>| Table {
        columns: table.columns.get(columns.clone()).unwrap_or_default().to_vec(),
        rows: table
            .rows
            .iter()
            .map(|row| Line {
                label: row.label.clone(),
                entries: row.entries.get(columns.clone()).unwrap_or_default().to_vec(),
            })
            .collect(),
        notes: Vec::new(),
    };
    let (mut parts, mut start, mut taken) = (Vec::new(), 0, label);
    for (place, heading) in table.columns.iter().enumerate() {
        let figures = table.rows.iter().filter_map(|row| row.entries.get(place)).map(|entry| width(&entry.text));
        let wanted = figures.chain([width(heading)]).max().unwrap_or(0) + 2;
        if taken + wanted > PAGE && place > start {
            parts.push(part(start..place));
            (start, taken) = (place, label);
        }
        taken += wanted;
    }
    parts.push(part(start..table.columns.len()));
    parts
}

/// A grid without lines: the figures stand for themselves.
fn grid() -> Grid {
    let mut grid = Grid::new();
    grid.load_style(comfy_table::presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    grid
}

fn finished(mut grid: Grid) -> Grid {
    for column in grid.column_iter_mut() {
        column.set_padding((0, 2));
    }
    grid
}

fn figures(lines: &[Line]) -> Grid {
    let mut grid = grid();
    for line in lines {
        let mut row = vec![Cell::new(&line.label)];
        row.extend(line.entries.iter().map(|entry| Cell::new(&entry.text)));
        grid.add_row(row);
    }
    finished(grid)
}

fn table_grid(table: &Table) -> Grid {
    let mut grid = grid();
    let mut heading = vec![Cell::new("")];
    heading.extend(table.columns.iter().map(|column| Cell::new(column).set_alignment(CellAlignment::Right)));
    grid.set_header(heading);
    for row in &table.rows {
        let mut cells = vec![Cell::new(&row.label)];
        cells.extend(row.entries.iter().map(|entry| {
            let alignment = if entry.figure.is_some() || entry.text == crate::eval::MISSING {
                CellAlignment::Right
            } else {
                CellAlignment::Left
            };
            Cell::new(&entry.text).set_alignment(alignment)
        }));
        grid.add_row(cells);
    }
    finished(grid)
}

fn claims(lines: &[ClaimLine]) -> Grid {
    let mut grid = grid();
    for line in lines {
        let text = |entry: &Option<super::Entry>| entry.as_ref().map(|entry| entry.text.clone());
        let figures = match (line.state, text(&line.printed), text(&line.computed)) {
            (_, Some(printed), Some(computed)) if line.compared => format!("{computed} against {printed}"),
            (ClaimState::Holds | ClaimState::Unknown, printed, _) => printed.unwrap_or_default(),
            (_, Some(printed), Some(computed)) => format!("printed {printed}, computed {computed}"),
            (_, printed, _) => printed.unwrap_or_default(),
        };
        let difference = match (line.state, text(&line.difference)) {
            (ClaimState::Fails | ClaimState::Disputed | ClaimState::Differs, Some(difference)) => {
                format!("({difference})")
            }
            _ => String::new(),
        };
        let row = vec![line.state.word().to_owned(), line.label.clone(), format!("{figures} {difference}")];
        grid.add_row(row);
        for sentence in findings::explanations(line) {
            grid.add_row(vec![String::new(), String::new(), format!("  {sentence}")]);
        }
    }
    finished(grid)
}

fn warnings(lines: &[WarningLine]) -> Grid {
    let mut grid = grid();
    for line in lines {
        let message = match &line.reason {
            Some(reason) => format!("accepted: {reason}"),
            None => line.message.clone(),
        };
        grid.add_row(vec![line.code.clone(), line.label.clone(), message]);
    }
    finished(grid)
}

/// How many claims became what, in one sentence.
pub fn summary(lines: &[ClaimLine]) -> String {
    let count = |state| lines.iter().filter(|line| line.state == state).count();
    let states = [
        ClaimState::Holds,
        ClaimState::Fails,
        ClaimState::Differs,
        ClaimState::Disputed,
        ClaimState::DisputedWrongly,
        ClaimState::Unknown,
    ];
    let parts = states.into_iter().map(|state| (count(state), state.word())).filter(|(count, _)| *count > 0);
    let parts = parts.map(|(count, word)| match (count, word) {
        (2.., "holds") => format!("{count} hold"),
        (2.., "fails") => format!("{count} fail"),
        (2.., "differs") => format!("{count} differ"),
        _ => format!("{count} {word}"),
    });
    let parts: Vec<String> = parts.collect();
    format!("Of {}, {}.", crate::eval::plural(lines.len(), "claim"), parts.join(", "))
}
