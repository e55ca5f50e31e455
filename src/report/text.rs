//! The report for a terminal.

use super::chart::{Look, letters};
use super::format::{Format, Sums, as_it_is};
use super::grid::{self, Cell};
use super::{Body, Chart, ClaimLine, ClaimState, Entry, Line, Note, Report, Section, Table, WarningLine, findings};
use crate::base::Language;
use crate::value::Style;
use std::fmt::Write;
use std::ops::Range;

/// Letters and lines, for a terminal.
pub static FORMAT: Format = Format {
    name: "text",
    ending: "txt",
    about: "For a terminal",
    not_for_terminals: None,
    is_handed_on: false,
    has_index: true,
    complete: as_it_is,
    write: |report, _| write(report).into(),
    sums: Sums::AsReport,
};

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
    match body {
        Body::Figures(lines) => grid::write(out, &lines.iter().map(figures).collect::<Vec<_>>()),
        Body::Table(table) => {
            write_table(out, table);
            notes(out, &table.notes, table.rows.is_empty());
        }
        Body::Claims(lines) => {
            claims(out, lines, language);
            let _ = writeln!(out, "{}", summary(lines, language));
        }
        Body::Warnings(lines) => warnings(out, lines, language),
        Body::Charts(charts) => draw(out, charts, language),
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

/// A table, in parts that fit the page.
fn write_table(out: &mut String, table: &Table) {
    if table.rows.is_empty() {
        return;
    }
    for (place, columns) in fitting(table).into_iter().enumerate() {
        if place > 0 {
            out.push('\n');
        }
        let headings = table.columns.get(columns.clone()).unwrap_or_default();
        let heading = [Cell::left(&table.corner)].into_iter().chain(headings.iter().map(|column| Cell::right(column)));
        let rows = table.rows.iter().map(|row| {
            let entries = row.entries.get(columns.clone()).unwrap_or_default();
            [Cell::left(&row.label)].into_iter().chain(entries.iter().map(figure)).collect()
        });
        grid::write(out, &[heading.collect()].into_iter().chain(rows).collect::<Vec<_>>());
    }
}

/// The columns of each part of a table that fits the page.
fn fitting(table: &Table) -> Vec<Range<usize>> {
    let labels = table.rows.iter().map(|row| width(&row.label));
    let label = labels.chain([width(&table.corner)]).max().unwrap_or(0);
    let (mut parts, mut start, mut taken) = (Vec::new(), 0, label);
    for (place, heading) in table.columns.iter().enumerate() {
        let figures = table.rows.iter().filter_map(|row| row.entries.get(place)).map(|entry| width(&entry.text));
        let wanted = figures.chain([width(heading)]).max().unwrap_or(0) + 2;
        if taken + wanted > PAGE && place > start {
            parts.push(start..place);
            (start, taken) = (place, label);
        }
        taken += wanted;
    }
    parts.push(start..table.columns.len());
    parts
}

/// Figures stand one below the other by their ends.
fn figure(entry: &Entry) -> Cell<'_> {
    match entry.figure.is_some() || entry.text == crate::eval::MISSING {
        true => Cell::right(&entry.text),
        false => Cell::left(&entry.text),
    }
}

fn figures(line: &Line) -> Vec<Cell<'_>> {
    [&line.label].into_iter().chain(line.entries.iter().map(|entry| &entry.text)).map(|text| Cell::left(text)).collect()
}

fn claims(out: &mut String, lines: &[ClaimLine], language: Language) {
    let mut rows: Vec<[String; 3]> = Vec::new();
    for line in lines {
        let text = |entry: &Option<Entry>| entry.as_ref().map(|entry| entry.text.clone());
        let alone = matches!(line.state, ClaimState::Holds | ClaimState::Unknown) && !line.compared;
        let both = findings::figures(line, language).filter(|_| !alone);
        let figures = both.or_else(|| text(&line.printed)).unwrap_or_default();
        let difference = match (line.state, text(&line.difference)) {
            (ClaimState::Fails | ClaimState::Disputed | ClaimState::Differs, Some(difference)) => {
                format!("({difference})")
            }
            _ => String::new(),
        };
        let state = language.say(line.state.word()).into_owned();
        rows.push([state, line.label.clone(), format!("{figures} {difference}")]);
        for sentence in findings::explanations(line, language) {
            rows.push([String::new(), String::new(), format!("  {sentence}")]);
        }
    }
    write_texts(out, &rows);
}

fn warnings(out: &mut String, lines: &[WarningLine], language: Language) {
    let row = |line: &WarningLine| {
        let message = match &line.reason {
            Some(reason) => language.fill("accepted: {reason}", &[("reason", reason)]),
            None => line.message.clone(),
        };
        [line.code.clone(), line.label.clone(), message]
    };
    write_texts(out, &lines.iter().map(row).collect::<Vec<_>>());
}

fn write_texts(out: &mut String, rows: &[[String; 3]]) {
    let rows = rows.iter().map(|row| row.iter().map(|text| Cell::left(text)).collect());
    grid::write(out, &rows.collect::<Vec<_>>());
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
