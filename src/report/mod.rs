//! Reports: a tree of what is to be shown, built once, and written in one file for each format.

pub mod build;
pub mod chart;
pub mod csv;
pub mod datum;
pub mod difference;
pub mod explain;
pub mod figure;
pub mod findings;
pub mod format;
pub mod formats;
pub mod html;
pub mod json;
pub mod markdown;
pub mod records;
pub mod rollup;
pub mod svg;
pub mod text;
pub mod uncertainty;
pub mod warnings;
pub mod what_if;
pub mod xlsx;

mod claims;
mod grid;
mod pictures;
mod told;

use crate::base::Language;
use crate::eval::MISSING;
use crate::hir::{CellId, ChartForm};
use crate::slip::Slip;
use crate::value::Number;
use crate::value::number::Digits;
use crate::value::words;
use explain::shown::Explanations;

/// A report, whatever it will be written as.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The reader's language: all below is in it, and so are the words that a format adds.
    pub language: Language,
    /// What the study is called.
    pub title: String,
    /// Where its figures come from.
    pub source: Option<String>,
    /// The scenario under which everything is seen.
    pub scenario: Option<String>,
    /// What the call gave anew.
    pub changes: Vec<String>,
    /// The parts.
    pub sections: Vec<Section>,
    /// All figures by their paths: those that the report is about, then those under each scenario. Only for formats that
    /// hand them on.
    pub records: Vec<records::Seen>,
    /// The workbook, if the report is written as one.
    pub book: xlsx::Book,
    /// How its figures came about. Only for formats in which a figure can be opened.
    pub explanations: Explanations,
}

impl Report {
    /// What stands above it: what the study is called, or that it is a report.
    pub fn name(&self) -> String {
        if self.title.is_empty() { self.language.say("Report").into_owned() } else { self.title.clone() }
    }

    /// What a reader is told before the figures: where they come from, and what was changed for this report.
    pub fn preamble(&self) -> Vec<String> {
        let told = |english: &str, name: &str, part: &str| self.language.fill(english, &[(name, part)]);
        let source = self.source.iter().map(|source| told("Source: {source}", "source", source));
        let scenario = self.scenario.iter().map(|own| told("Under the scenario: {scenario}", "scenario", own));
        let changes = self.changes.iter().map(|change| told("Given anew: {change}", "change", change));
        source.chain(scenario).chain(changes).collect()
    }
}

/// A part of a report.
#[derive(Clone, Debug)]
pub struct Section {
    /// What it is about.
    pub heading: String,
    /// Whether it belongs to the one before it.
    pub part: bool,
    /// What it shows.
    pub body: Body,
}

/// What a section shows.
#[derive(Clone, Debug)]
pub enum Body {
    /// Figures under each other.
    Figures(Vec<Line>),
    /// A table.
    Table(Table),
    /// Claims with what became of them.
    Claims(Vec<ClaimLine>),
    /// Warnings, with those that the study accepts.
    Warnings(Vec<WarningLine>),
    /// Pictures.
    Charts(Vec<Chart>),
}

/// One label with its figures.
#[derive(Clone, Debug)]
pub struct Line {
    /// What they are.
    pub label: String,
    /// The figures.
    pub entries: Vec<Entry>,
}

/// A table: a row for each instance, a column for each cell.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The heading of the labels; empty where they need none.
    pub corner: String,
    /// The labels as figures, where they are some: the values of a sweep, hours, days.
    pub heads: Vec<Entry>,
    /// The headings behind the first column.
    pub columns: Vec<String>,
    /// Labels and figures.
    pub rows: Vec<Line>,
    /// What is to be said of single rows.
    pub notes: Vec<Note>,
    /// Whether the last row is what all others come to together.
    pub total: bool,
}

/// What is to be said of an instance, in sentences; or of the whole table, in the label alone.
#[derive(Clone, Debug)]
pub struct Note {
    /// The instance.
    pub label: String,
    /// The sentences.
    pub texts: Vec<String>,
}

/// A warning.
#[derive(Clone, Debug)]
pub struct WarningLine {
    /// What it is known by.
    pub code: String,
    /// What it is about.
    pub label: String,
    /// What it says.
    pub message: String,
    /// Why it is accepted, if it is.
    pub reason: Option<String>,
    /// Where it is written.
    pub place: String,
}

/// A picture, as figures; each format draws it in its own way.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// Which.
    pub form: ChartForm,
    /// Of what.
    pub label: String,
    /// The unit of all figures.
    pub unit: String,
    /// The values in their order; nothing where one is missing.
    pub values: Vec<Option<Figure>>,
    /// Figures that each value has of its own, such as its limits.
    pub bands: Vec<(String, Vec<Option<Figure>>)>,
    /// Figures that the values are held against: what each is, the figure, and its text.
    pub marks: Vec<(String, Entry)>,
    /// What each value is called, and other words that go with it.
    pub words: Vec<(String, Vec<String>)>,
}

impl Chart {
    /// Figures of a name that each value has.
    pub fn band(&self, name: &str) -> Option<&[Option<Figure>]> {
        self.bands.iter().find(|(own, _)| own == name).map(|(_, band)| band.as_slice())
    }

    /// The figure of a name that all values are held against.
    pub fn mark(&self, name: &str) -> Option<&Entry> {
        self.marks.iter().find(|(own, _)| own == name).map(|(_, mark)| mark)
    }

    /// Words of a name that go with the values.
    pub fn words(&self, name: &str) -> &[String] {
        self.words.iter().find(|(own, _)| own == name).map(|(_, words)| words.as_slice()).unwrap_or_default()
    }
}

/// A report as it is written: its own file, and those that stand beside it.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The file.
    pub content: Vec<u8>,
    /// Names and contents of the others, by paths as seen from the file.
    pub beside: Vec<(String, Vec<u8>)>,
}

impl From<String> for Written {
    fn from(text: String) -> Written {
        Written { content: text.into_bytes(), beside: Vec::new() }
    }
}

/// One figure as it is shown, with what a machine wants of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// As a reader sees it.
    pub text: String,
    /// For numbers: the value in its unit.
    pub figure: Option<Figure>,
    /// The cell that it is the value of, if it is just that.
    pub cell: Option<CellId>,
    /// The list that it is an element of, and its place in it, if it is just that.
    pub within: Option<(CellId, usize)>,
    /// The file that it leads to, by its path as seen from the report.
    pub link: Option<String>,
    /// What the study asks for by this figure, if it is not the value of a cell.
    pub asked: Option<Asked>,
}

/// A figure that the study asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asked {
    /// Which request, and which of its figures.
    Shown(usize, usize),
    /// What a claim is held against.
    Claim(usize),
}

/// A number for a machine, in its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number, exact or marked.
    pub number: Number,
    /// Its unit; empty for a plain number.
    pub unit: String,
}

impl Section {
    /// One that stands by itself.
    pub fn new(heading: impl Into<String>, body: Body) -> Section {
        Section { heading: heading.into(), part: false, body }
    }
}

/// A path as the target of a link.
fn target(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

impl Entry {
    /// Where there is no value.
    pub fn missing() -> Entry {
        Entry::said(MISSING.to_owned())
    }

    /// Words in the place of a figure.
    pub fn said(text: String) -> Entry {
        Entry { text, ..Entry::default() }
    }

    /// A difference: with its sign, and of shares in points, since 45 % less 40 % is 5 points.
    #[must_use]
    pub fn signed(mut self, plus: bool, language: Language) -> Entry {
        if plus {
            self.text.insert(0, '+');
        }
        if let Some(share) = self.text.strip_suffix('%') {
            self.text = words::with_unit(share, "points", language);
        }
        self
    }
}

impl Figure {
    /// A decimal text: whole if it ends, else 28 digits.
    pub fn value(&self) -> String {
        let ends = self.number.terminating_decimals().is_some() && !self.number.is_approximate();
        let printed = self.number.digits(if ends { Digits::All } else { Digits::Significant(28) });
        let sign = if printed.negative { "-" } else { "" };
        let point = if printed.fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{}", printed.integer, printed.fraction)
    }

    /// The exact value, a decimal or a fraction; nothing where it is approximate.
    pub fn exact(&self) -> Option<String> {
        (!self.number.is_approximate()).then(|| self.number.exact_text())
    }
}

/// A claim with what became of it.
#[derive(Clone, Debug)]
pub struct ClaimLine {
    /// Where it is printed.
    pub label: String,
    /// The cell that it is about, if it is about just one.
    pub about: Option<CellId>,
    /// What became of it.
    pub state: ClaimState,
    /// Whether two sides are compared; otherwise a printed figure is held against a computed one.
    pub compared: bool,
    /// What is printed, or the right side.
    pub printed: Option<Entry>,
    /// What follows from the study.
    pub computed: Option<Entry>,
    /// Computed less printed.
    pub difference: Option<Entry>,
    /// Of a figure that does not follow: the mistakes that lead to it, the likeliest first. Nothing where none was sought.
    pub slips: Option<Vec<Slip>>,
    /// Where it is written.
    pub place: String,
}

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimState {
    /// It follows.
    Holds,
    /// It does not follow.
    Fails,
    /// Two figures of the same thing differ.
    Differs,
    /// It is disputed, and indeed does not follow.
    Disputed,
    /// It is disputed, but it follows.
    DisputedWrongly,
    /// What it speaks of cannot be computed.
    Unknown,
}

impl ClaimState {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            ClaimState::Holds => "holds",
            ClaimState::Fails => "fails",
            ClaimState::Differs => "differs",
            ClaimState::Disputed => "disputed",
            ClaimState::DisputedWrongly => "disputed, but holds",
            ClaimState::Unknown => "unknown",
        }
    }
}
