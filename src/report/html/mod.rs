//! The report as one page that needs nothing beside it: no script, no network, readable on a phone and on paper.

mod claims;
mod explanation;
mod tables;

use super::chart::Look;
use super::explain::shown::shown;
use super::format::{Format, Sums};
use super::svg;
use super::{Body, Chart, ClaimLine, ClaimState, Report, Section, Written};
use crate::hir::CellId;
use crate::value::Style;
use std::collections::HashMap;
use std::fmt::Write;

const STYLE: &str = include_str!("style.css");

/// Nothing but what stands in the page may be shown or run.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// A page on which every figure opens to its explanation.
pub static FORMAT: Format = Format {
    name: "html",
    ending: "html",
    about: "One page for a browser, a phone and paper",
    not_for_terminals: None,
    is_handed_on: true,
    has_index: true,
    complete: |engine, sources, _, report| report.explanations = shown(engine, sources, report),
    write: |report, _| write(report),
    sums: Sums::AsReport,
};

/// Writes a report as a page.
pub fn write(report: &Report) -> Written {
    page(report).into()
}

/// Text for a page; what belongs to one figure stays on one line.
fn escaped(text: &str) -> String {
    const JOINED: char = '\u{2060}';
    let text = svg::escaped(text).replace("≈ ", "≈\u{a0}");
    let mut out = String::with_capacity(text.len());
    let mut before = [' '; 2];
    for sign in text.chars() {
        if before[1] == '…' && (sign.is_alphanumeric() || sign == '%') {
            out.push(JOINED);
        }
        out.push(sign);
        if sign == '-' && before[1] == 'e' && (before[0].is_ascii_digit() || before[0] == '…') {
            out.push(JOINED);
        }
        before = [before[1], sign];
    }
    out
}

/// A page in the making.
pub(super) struct Page<'r> {
    pub(super) report: &'r Report,
    pub(super) look: Look,
    /// The claims that fail, by the cell that they are about.
    pub(super) claimed: HashMap<CellId, Vec<&'r ClaimLine>>,
}

fn page(report: &Report) -> String {
    let look = Look { style: Style::report(report.language) };
    let page = Page { report, look, claimed: claims::by_cell(report) };
    let mut out = String::new();
    page.head(&mut out);
    page.header(&mut out);
    page.contents(&mut out);
    out.push_str("<main>\n");
    let mut place = 0;
    for group in report.sections.chunk_by(|one, next| is_small(one) && is_small(next)) {
        out.push_str(if group.len() > 1 { "<div class=\"parts\">\n" } else { "" });
        for section in group {
            page.section(&mut out, place, section);
            place += 1;
        }
        out.push_str(if group.len() > 1 { "</div>\n" } else { "" });
    }
    out.push_str("</main>\n");
    page.explanations(&mut out);
    let written = page.say("Written by study");
    let _ = writeln!(out, "<footer>{} {}</footer>\n</body>\n</html>", escaped(&written), env!("CARGO_PKG_VERSION"));
    out
}

impl Page<'_> {
    pub(super) fn say(&self, english: &str) -> String {
        self.look.say(english)
    }

    fn head(&self, out: &mut String) {
        let title = self.report.name();
        let _ = writeln!(
            out,
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <title>{}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>",
            self.report.language.code(),
            escaped(&title),
            svg::STYLE,
        );
    }

    fn header(&self, out: &mut String) {
        let report = self.report;
        out.push_str("<header>\n");
        let _ = writeln!(out, "<h1>{}</h1>", escaped(&report.name()));
        for line in report.preamble() {
            let _ = writeln!(out, "<p class=\"source\">{}</p>", escaped(&line));
        }
        self.verdict(out);
        out.push_str("</header>\n");
    }

    /// What became of the claims, for a reader who reads no further.
    fn verdict(&self, out: &mut String) {
        for section in &self.report.sections {
            let Body::Claims(lines) = &section.body else { continue };
            let bad = lines.iter().any(|line| !matches!(line.state, ClaimState::Holds | ClaimState::Disputed));
            let class = if bad { "verdict bad" } else { "verdict" };
            let _ = writeln!(
                out,
                "<p class=\"{class}\">{}</p>",
                escaped(&super::text::summary(lines, self.report.language))
            );
        }
    }

    fn contents(&self, out: &mut String) {
        let chapters: Vec<(usize, &Section)> =
            self.report.sections.iter().enumerate().filter(|(_, section)| !section.part).collect();
        if chapters.len() < 3 {
            return;
        }
        let _ = writeln!(out, "<nav><details><summary>{}</summary>\n<ol>", escaped(&self.say("Contents")));
        for (place, section) in chapters {
            let _ = writeln!(out, "<li><a href=\"#part-{place}\">{}</a></li>", escaped(&section.heading));
        }
        out.push_str("</ol></details></nav>\n");
    }

    fn section(&self, out: &mut String, place: usize, section: &Section) {
        let level = if section.part { 3 } else { 2 };
        let class = if section.part { " class=\"part\"" } else { "" };
        let _ = writeln!(out, "<section{class} aria-labelledby=\"part-{place}\">");
        let _ = writeln!(out, "<h{level} id=\"part-{place}\">{}</h{level}>", escaped(&section.heading));
        match &section.body {
            Body::Figures(lines) => self.figures(out, lines),
            Body::Table(table) => self.table(out, table, &section.heading),
            Body::Claims(lines) => self.claims(out, lines),
            Body::Warnings(lines) => self.warnings(out, lines),
            Body::Charts(charts) => self.charts(out, charts, place),
        }
        out.push_str("</section>\n");
    }

    fn charts(&self, out: &mut String, charts: &[Chart], section: usize) {
        out.push_str("<div class=\"charts\">\n");
        for (place, chart) in charts.iter().enumerate() {
            let picture = svg::inline(chart, &self.look, &format!("chart-{section}-{place}"));
            let label = escaped(&chart.label);
            let _ = writeln!(out, "<figure>\n<figcaption>{label}</figcaption>\n{picture}\n</figure>");
        }
        out.push_str("</div>\n");
    }
}

/// Whether a section can stand beside others of its sort: a part with a table of few columns.
fn is_small(section: &Section) -> bool {
    section.part && matches!(&section.body, Body::Table(table) if table.columns.len() <= 4)
}
