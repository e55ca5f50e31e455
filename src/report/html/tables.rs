//! Figures and tables. A figure that can be explained is a button that opens its explanation.

use super::{Page, escaped};
use crate::base::Language;
use crate::eval::MISSING;
use crate::report::{Entry, Line, Note, Table, WarningLine, target};
use crate::value::words;
use std::fmt::Write;

/// A text of so many letters is not broken.
const SHORT: usize = 26;

impl Page<'_> {
    pub(super) fn figures(&self, out: &mut String, lines: &[Line]) {
        out.push_str("<div class=\"wide\"><table class=\"figures\">\n<tbody>\n");
        for line in lines {
            let _ = write!(out, "<tr><th scope=\"row\">{}</th>", escaped(&line.label));
            line.entries.iter().for_each(|entry| self.cell(out, entry, &entry.text));
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table></div>\n");
    }

    pub(super) fn table(&self, out: &mut String, table: &Table, caption: &str) {
        if !table.rows.is_empty() {
            let label = escaped(caption);
            let _ = writeln!(out, "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table>");
            let columns: Vec<Column<'_>> =
                (0..table.columns.len()).map(|place| Column::of(table, place, self.report.language)).collect();
            let _ = match table.corner.as_str() {
                "" => write!(out, "<thead>\n<tr><td></td>"),
                corner => write!(out, "<thead>\n<tr><th scope=\"col\">{}</th>", escaped(corner)),
            };
            for (heading, column) in table.columns.iter().zip(&columns) {
                let class = if column.has_figures { " class=\"number\"" } else { "" };
                let unit = column.unit.map(|unit| format!(" <span class=\"unit\">{}</span>", escaped(unit)));
                let (heading, unit) = (escaped(heading), unit.unwrap_or_default());
                let _ = write!(out, "<th scope=\"col\"{class}>{heading}{unit}</th>");
            }
            out.push_str("</tr>\n</thead>\n<tbody>\n");
            for (place, row) in table.rows.iter().enumerate() {
                self.row(out, row, &columns, table.total && place + 1 == table.rows.len());
            }
            out.push_str("</tbody>\n</table></div>\n");
        }
        if !table.notes.is_empty() {
            out.push_str("<div class=\"notes\">\n");
            table.notes.iter().for_each(|note| self.note(out, note));
            out.push_str("</div>\n");
        }
    }

    fn row(&self, out: &mut String, row: &Line, columns: &[Column<'_>], total: bool) {
        let class = if total { " class=\"total\"" } else { "" };
        let _ = write!(out, "<tr{class}><th scope=\"row\">{}</th>", escaped(&row.label));
        for (entry, column) in row.entries.iter().zip(columns) {
            if entry.text == MISSING && !column.has_figures {
                let _ = write!(out, "<td>{MISSING}</td>");
                continue;
            }
            let number = column.unit.and_then(|unit| entry.text.strip_suffix(unit)).map(str::trim_end);
            self.cell(out, entry, number.unwrap_or(&entry.text));
        }
        out.push_str("</tr>\n");
    }

    fn note(&self, out: &mut String, note: &Note) {
        if note.texts.is_empty() {
            let _ = writeln!(out, "<p class=\"note\">{}</p>", escaped(&note.label));
            return;
        }
        let _ = writeln!(out, "<div class=\"note\"><h4>{}</h4>", escaped(&note.label));
        for text in &note.texts {
            let depth = text.chars().take_while(|sign| *sign == ' ').count() / 2;
            let indent = if depth > 0 { format!(" style=\"margin-left:{depth}.2em\"") } else { String::new() };
            let _ = writeln!(out, "<p{indent}>{}</p>", escaped(text.trim_start()));
        }
        out.push_str("</div>\n");
    }

    fn cell(&self, out: &mut String, entry: &Entry, text: &str) {
        let class = match entry.figure.is_some() || entry.text == MISSING {
            true => " class=\"number\"",
            false if entry.text.chars().count() <= SHORT => " class=\"short\"",
            false => "",
        };
        let _ = write!(out, "<td{class}>");
        self.entry(out, entry, text);
        let failing = entry.cell.and_then(|cell| self.claimed.get(&cell)).map(Vec::as_slice).unwrap_or_default();
        failing.iter().for_each(|line| self.flag(out, line));
        out.push_str("</td>");
    }

    /// A figure, with the way to its explanation or to where it leads.
    pub(super) fn entry(&self, out: &mut String, entry: &Entry, text: &str) {
        let text = escaped(text);
        let _ = match (self.report.explanations.of(entry), &entry.link) {
            (Some(place), _) => {
                write!(out, "<button type=\"button\" class=\"why\" popovertarget=\"why-{place}\">{text}</button>")
            }
            (None, Some(link)) => write!(out, "<a href=\"{}\">{text}</a>", target(link)),
            (None, None) => write!(out, "{text}"),
        };
    }

    pub(super) fn warnings(&self, out: &mut String, lines: &[WarningLine]) {
        out.push_str("<ul class=\"warnings\">\n");
        for line in lines {
            let message = match &line.reason {
                Some(reason) => self.say(&format!("accepted: {reason}")),
                None => line.message.clone(),
            };
            let class = if line.reason.is_some() { "accepted" } else { "open" };
            let (code, label) = (escaped(&line.code), escaped(&line.label));
            let _ = writeln!(
                out,
                "<li class=\"{class}\"><strong>{label}</strong> {} <code>{code}</code> <span class=\"place\">{}</span></li>",
                escaped(&message),
                escaped(&line.place)
            );
        }
        out.push_str("</ul>\n");
    }
}

/// What the figures of a column have in common.
struct Column<'t> {
    /// The unit of all of them, which then stands in the heading.
    unit: Option<&'t str>,
    /// Whether there are any.
    has_figures: bool,
}

impl Column<'_> {
    fn of(table: &Table, place: usize, language: Language) -> Column<'_> {
        let mut entries = table.rows.iter().filter_map(|row| row.entries.get(place));
        Column { unit: common_unit(table, place, language), has_figures: entries.any(|entry| entry.figure.is_some()) }
    }
}

/// The unit that all figures of a column have, which then stands in its heading.
fn common_unit(table: &Table, column: usize, language: Language) -> Option<&str> {
    let entries = table.rows.iter().filter_map(|row| row.entries.get(column));
    let mut common = None;
    for entry in entries.filter(|entry| entry.text != MISSING) {
        let words = words::unit(&entry.figure.as_ref()?.unit, language);
        let number = entry.text.strip_suffix(words.as_str())?.strip_suffix(' ')?;
        let unit = entry.text.get(number.len() + 1..)?;
        let is_number = number.ends_with(|sign: char| sign.is_ascii_digit() || sign == '…');
        let is_alone = number.trim_start_matches("≈ ").split(' ').count() == 1;
        if !is_number || !is_alone || *common.get_or_insert(unit) != unit {
            return None;
        }
    }
    common
}
