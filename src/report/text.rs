//! The report for a terminal.

use super::chart::{Look, letters};
use super::{Body, Chart, ClaimLine, ClaimState, Line, Note, Report, Section, Table, WarningLine, findings};
use crate::base::Language;
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
    for line in report.preamble() {
        let _ = writeln!(out, "{line}");
    }
    for section in &report.sections {
        write_section(&mut out, section, report.language);
    }
    out
}

fn write_section(out: &mut String, section: &Section, language: Language) {
    let body = body(&section.body, language);
    if body.is_empty() && matches!(section.body, Body::Charts(_)) {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "{}", section.heading);
    let _ = writeln!(out, "{}", "─".repeat(width(&section.heading)));
    out.push_str(&body);
}

/// What a section shows, without its heading.
pub fn body(body: &Body, language: Language) -> String {
    let mut out = String::new();
    write_body(&mut out, body, language);
    out
}

fn write_body(out: &mut String, body: &Body, language: Language) {
    let grids = match body {
        Body::Figures(lines) => vec![figures(lines)],
        Body::Table(table) if table.rows.is_empty() => Vec::new(),
        Body::Table(table) => fitting(table).iter().map(table_grid).collect(),
        Body::Claims(lines) => vec![claims(lines, language)],
        Body::Warnings(lines) => vec![warnings(lines, language)],
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
            let _ = writeln!(out, "{}", summary(lines, language));
        }
        Body::Table(table) => notes(out, &table.notes, table.rows.is_empty()),
        Body::Charts(charts) => draw(out, charts, language),
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

/// The first of the charts that letters can draw, and how many others there are; nothing where they can draw none.
fn draw(out: &mut String, charts: &[Chart], language: Language) {
    let look = Look { style: Style::report(language) };
    let drawn: Vec<String> = charts.iter().filter_map(|chart| letters::draw(chart, &look)).take(MOST_CHARTS).collect();
    for (place, picture) in drawn.iter().enumerate() {
        out.push_str(if place > 0 { "\n" } else { "" });
        out.push_str(picture);
    }
    if let Some(more @ 1..) = charts.len().checked_sub(drawn.len()).filter(|_| !drawn.is_empty()) {
        let more = language.count(more, "chart", "charts");
        let said = "Not drawn here: {charts}; `--format html` draws all of them.";
        let _ = writeln!(out, "\n{}", language.fill(said, &[("charts", &more)]));
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// A page is so wide; what does not fit stands below, with the labels again.
const PAGE: usize = 124;

/// A table in parts that fit the page.
fn fitting(table: &Table) -> Vec<Table> {
    let labels = table.rows.iter().map(|row| width(&row.label));
    let label = labels.chain([width(&table.corner)]).max().unwrap_or(0);
    let part = |columns: std::ops::Range<usize>| Table {
        corner: table.corner.clone(),
        heads: Vec::new(),
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
    let mut heading = vec![Cell::new(&table.corner)];
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

fn claims(lines: &[ClaimLine], language: Language) -> Grid {
    let mut grid = grid();
    for line in lines {
        let text = |entry: &Option<super::Entry>| entry.as_ref().map(|entry| entry.text.clone());
        let alone = matches!(line.state, ClaimState::Holds | ClaimState::Unknown) && !line.compared;
        let both = findings::figures(line, language).filter(|_| !alone);
        let figures = both.or_else(|| text(&line.printed)).unwrap_or_default();
        let difference = match (line.state, text(&line.difference)) {
            (ClaimState::Fails | ClaimState::Disputed | ClaimState::Differs, Some(difference)) => {
                format!("({difference})")
            }
            _ => String::new(),
        };
        let row =
            vec![language.say(line.state.word()).into_owned(), line.label.clone(), format!("{figures} {difference}")];
        grid.add_row(row);
        for sentence in findings::explanations(line, language) {
            grid.add_row(vec![String::new(), String::new(), format!("  {sentence}")]);
        }
    }
    finished(grid)
}

fn warnings(lines: &[WarningLine], language: Language) -> Grid {
    let mut grid = grid();
    for line in lines {
        let message = match &line.reason {
            Some(reason) => language.fill("accepted: {reason}", &[("reason", reason)]),
            None => line.message.clone(),
        };
        grid.add_row(vec![line.code.clone(), line.label.clone(), message]);
    }
    finished(grid)
}

/// How many claims became what, in one sentence.
pub fn summary(lines: &[ClaimLine], language: Language) -> String {
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
        (2.., "holds") => language.count(count, "holds", "hold"),
        (2.., "fails") => language.count(count, "fails", "fail"),
        (2.., "differs") => language.count(count, "differs", "differ"),
        _ => language.count(count, word, word),
    });
    let parts: Vec<String> = parts.collect();
    let claims = language.count(lines.len(), "claim", "claims");
    language.fill("Of {claims}, {states}.", &[("claims", &claims), ("states", &parts.join(", "))])
}
