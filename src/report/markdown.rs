//! The report as Markdown, with its charts as SVG files beside it; where there is no place for files, drawn in letters.

use super::chart::{Look, letters};
use super::findings::explanations;
use super::format::{Format, Sums, as_it_is};
use super::{
    Body, Chart, ClaimLine, ClaimState, Entry, Line, Note, Report, Section, Table, WarningLine, Written, svg, target,
    text,
};
use crate::base::is_command;
use crate::eval::MISSING;
use crate::value::Style;
use std::fmt::Write;

/// Tables, with pictures beside them.
pub static FORMAT: Format = Format {
    name: "markdown",
    ending: "md",
    about: "Tables in Markdown, charts as pictures beside it",
    not_for_terminals: None,
    is_handed_on: true,
    has_index: true,
    complete: as_it_is,
    write,
    sums: Sums::AsReport,
};

/// Writes a report; `name` is that of its file without its ending, if it becomes one.
pub fn write(report: &Report, name: Option<&str>) -> Written {
    let folder = name.map(|name| format!("{name}-charts"));
    let mut writing = Writing {
        look: Look { style: Style::report(report.language) },
        folder,
        out: String::new(),
        beside: Vec::new(),
    };
    writing.report(report);
    Written { content: writing.out.into_bytes(), beside: writing.beside }
}

struct Writing {
    look: Look,
    folder: Option<String>,
    out: String,
    beside: Vec<(String, Vec<u8>)>,
}

impl Writing {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn say(&self, english: &str) -> String {
        self.look.say(english)
    }

    fn report(&mut self, report: &Report) {
        self.line(&format!("# {}", escaped(&report.name())));
        for line in report.preamble() {
            self.line(&format!("\n{}", escaped(&line)));
        }
        report.sections.iter().for_each(|section| self.section(section));
    }

    fn section(&mut self, section: &Section) {
        let level = if section.part { "###" } else { "##" };
        self.line(&format!("\n{level} {}\n", escaped(&section.heading)));
        match &section.body {
            Body::Figures(lines) => self.figures(lines),
            Body::Table(table) => self.table(table),
            Body::Claims(lines) => self.claims(lines),
            Body::Warnings(lines) => self.warnings(lines),
            Body::Charts(charts) => self.charts(charts),
        }
    }

    fn row(&mut self, cells: &[String]) {
        self.line(&format!("| {} |", cells.join(" | ")));
    }

    fn figures(&mut self, lines: &[Line]) {
        let most = lines.iter().map(|line| line.entries.len()).max().unwrap_or(0);
        self.row(&vec![String::new(); most + 1]);
        self.row(&[vec!["---".to_owned()], vec!["---:".to_owned(); most]].concat());
        lines.iter().for_each(|line| self.entries(escaped(&line.label), &line.entries));
    }

    fn entries(&mut self, label: String, entries: &[Entry]) {
        let mut cells = vec![label];
        cells.extend(entries.iter().map(linked));
        self.row(&cells);
    }

    fn table(&mut self, table: &Table) {
        if !table.rows.is_empty() {
            let heads = table.columns.iter().map(|column| escaped(column));
            self.row(&[escaped(&table.corner)].into_iter().chain(heads).collect::<Vec<_>>());
            let side = |place: usize| {
                let mut entries = table.rows.iter().filter_map(|row| row.entries.get(place));
                let is_text = entries.any(|entry| entry.figure.is_none() && entry.text != MISSING);
                if is_text { "---" } else { "---:" }.to_owned()
            };
            let sides = (0..table.columns.len()).map(side);
            self.row(&["---".to_owned()].into_iter().chain(sides).collect::<Vec<_>>());
            for (place, row) in table.rows.iter().enumerate() {
                let total = table.total && place + 1 == table.rows.len();
                let label = if total { format!("**{}**", escaped(&row.label)) } else { escaped(&row.label) };
                self.entries(label, &row.entries);
            }
        }
        for (place, note) in table.notes.iter().enumerate() {
            if place > 0 || !table.rows.is_empty() {
                self.line("");
            }
            self.note(note);
        }
    }

    fn note(&mut self, note: &Note) {
        if note.texts.is_empty() {
            return self.line(&escaped(&note.label));
        }
        self.line(&format!("**{}**\n", escaped(&note.label)));
        for text in &note.texts {
            let depth = text.chars().take_while(|sign| *sign == ' ').count();
            self.line(&format!("{}- {}", " ".repeat(depth), escaped(text.trim_start())));
        }
    }

    fn claims(&mut self, lines: &[ClaimLine]) {
        let heads = ["", "Claim", "Printed", "Computed", "Difference"].map(|head| self.say(head));
        self.row(&heads);
        self.row(&["---", "---", "---:", "---:", "---:"].map(str::to_owned));
        for line in lines {
            let cell = |entry: &Option<Entry>| entry.as_ref().map(|entry| escaped(&entry.text)).unwrap_or_default();
            let difference = if line.state == ClaimState::Holds { String::new() } else { cell(&line.difference) };
            let mut label = escaped(&line.label);
            for sentence in explanations(line, self.look.style.language) {
                let _ = write!(label, "<br>{}", escaped(&sentence));
            }
            let state = self.say(line.state.word());
            self.row(&[state, label, cell(&line.printed), cell(&line.computed), difference]);
        }
        self.line(&format!("\n{}", text::summary(lines, self.look.style.language)));
    }

    fn warnings(&mut self, lines: &[WarningLine]) {
        for line in lines {
            let message = match &line.reason {
                Some(reason) => self.say(&format!("accepted: {reason}")),
                None => line.message.clone(),
            };
            let (label, message) = (escaped(&line.label), escaped(&message));
            self.line(&format!("- **{label}** {message} ({})", escaped(&line.code)));
        }
    }

    fn charts(&mut self, charts: &[Chart]) {
        for (place, chart) in charts.iter().enumerate() {
            if place > 0 {
                self.line("");
            }
            let Some(folder) = self.folder.clone() else {
                if let Some(drawn) = letters::draw(chart, &self.look) {
                    self.line(&format!("```text\n{}```", drawn.replace('`', "'")));
                }
                continue;
            };
            let name = format!("{folder}/{:02}.svg", self.beside.len() + 1);
            let told = svg::description(chart, &self.look);
            self.line(&format!("**{}**\n\n![{}]({})", escaped(&chart.label), escaped(&told), target(&name)));
            self.beside.push((name, svg::file(chart, &self.look).into_bytes()));
        }
    }
}

/// The text of a figure, with the way to where it leads.
fn linked(entry: &Entry) -> String {
    match &entry.link {
        Some(link) => format!("[{}]({})", escaped(&entry.text), target(link)),
        None => escaped(&entry.text),
    }
}

/// Text that Markdown takes for nothing but text.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' | '<' | '>' => out.push_str(svg::entity(sign).unwrap_or_default()),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '!' | '~' | '$' => {
                out.push('\\');
                out.push(sign);
            }
            sign if is_command(sign) => out.push('\u{fffd}'),
            sign => out.push(sign),
        }
    }
    out
}
