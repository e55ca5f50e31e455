//! The first sheet: the report, with its figures where they stand in the workbook.

use super::REPORT;
use super::book::{Book, Content, Filled, Linked, Look, Sheet};
use super::cells::unit_of;
use super::format::number_format;
use super::formula::{Context, Translator};
use super::layout::Unit;
use super::names::divides;
use super::operators::or_nothing;
use super::term::{NoFormula, Term, Truth};
use crate::base::Language;
use crate::eval::{MISSING, Writer, clean};
use crate::hir::{CellId, Expr, Type};
use crate::report::figure::in_one_unit;
use crate::report::{Body, ClaimLine, Entry, Figure, Line, Report, Section, Table};
use crate::value::{Number, Value, words};

/// What the study asks to see, with formulas where all of it has one.
pub fn shown(translator: &mut Translator<'_, '_>, writer: &Writer<'_>) -> Vec<Vec<Linked>> {
    let study = translator.study;
    let shows = study.shows.iter().filter(|show| show.by.is_none());
    shows
        .map(|show| show.values.iter().map(|(expr, kind)| one_shown(translator, writer, expr, kind)).collect())
        .collect()
}

fn one_shown(translator: &mut Translator<'_, '_>, writer: &Writer<'_>, expr: &Expr, kind: &Type) -> Linked {
    let text = |content| Filled { content, formula: None, look: Look::Fixed, format: String::new() };
    let Ok(value) = translator.engine.expression(expr) else {
        return Linked { entry: text(Content::Blank), unit: String::new() };
    };
    let kind = in_one_unit(kind.clone(), &translator.study.units);
    let unit = Unit::of(translator.study, &kind).or((kind == Type::Proportion).then(Unit::share));
    let number = value.number().ok().zip(unit);
    let term = translator.term(expr, &Context::default());
    let Some((number, unit)) = number else {
        let formula = term.and_then(|term| term.truth()).ok().and_then(|truth| match truth {
            Truth::Computed(text) => Some(if divides(&text) { or_nothing(&text) } else { text }),
            Truth::Known(_) => None,
        });
        let content = match &value {
            Value::Truth(truth) => Content::Truth(*truth),
            value => super::layout::word(&writer.text(value, &kind)),
        };
        let look = if formula.is_some() { Look::Result } else { Look::Fixed };
        return Linked { entry: Filled { formula, look, ..text(content) }, unit: String::new() };
    };
    let in_units = |term: &Term| {
        let part = term.number()?.in_units(&unit.scale, &translator.calendar)?;
        if term.is_known() {
            return Err(NoFormula);
        }
        Ok(if term.number()?.doubt.may_fail() { or_nothing(&part.text) } else { part.text })
    };
    let formula = term.and_then(|term| in_units(&term)).ok();
    // Of a scenario with another calendar the unit is as long as it is there.
    let there = translator.engine.writer_of(expr, writer.style);
    let own = match writer.unit(&kind) == there.unit(&kind) {
        true => unit_of(translator, &number, &unit).ok(),
        false => there.written(&number, &kind).map(|written| written.number).ok(),
    };
    let content = own.as_ref().map_or(Content::Blank, |own| Content::Number(own.to_f64()));
    let look = if formula.is_some() { Look::Result } else { Look::Fixed };
    let format = number_format(own.as_ref(), &unit, false);
    Linked { entry: Filled { content, formula, look, format }, unit: unit.text }
}

/// The report as a sheet.
pub fn sheet(report: &Report, book: &Book) -> Sheet {
    let mut lines = Lines {
        sheet: Sheet { name: report.language.say(REPORT).into_owned(), wraps: true, ..Sheet::default() },
        row: 0,
        book,
        language: report.language,
    };
    lines.text_line(&[&report.title], Look::Title);
    for line in [&report.source, &report.scenario].into_iter().flatten() {
        lines.text_line(&[line], Look::Plain);
    }
    lines.row += 1;
    for (text, look) in [
        ("May be changed: what follows is computed anew", Look::Input),
        ("Follows from others", Look::Result),
        ("Stays as the study has it, whatever is changed", Look::Fixed),
    ] {
        lines.text_line(&[&report.language.say(text)], look);
    }
    let mut asked = Some(&book.shown);
    for section in &report.sections {
        lines.section(section, &mut asked);
    }
    lines.sheet
}

struct Lines<'b> {
    sheet: Sheet,
    row: u32,
    book: &'b Book,
    language: Language,
}

impl Lines<'_> {
    fn text_line(&mut self, texts: &[&str], look: Look) {
        for (column, text) in (0..).zip(texts) {
            self.sheet.put(self.row, column, Filled::text(*text, look));
        }
        self.row += 1;
    }

    fn section(&mut self, section: &Section, asked: &mut Option<&Vec<Vec<Linked>>>) {
        if matches!(section.body, Body::Charts(_)) {
            return;
        }
        self.row += 1;
        self.text_line(&[&section.heading], Look::Heading);
        match &section.body {
            Body::Figures(lines) => {
                // The figures that the study asks for come first, and all of them in one section.
                let asked = asked.take().filter(|asked| asked.len() == lines.len());
                for (place, line) in lines.iter().enumerate() {
                    self.line(line, asked.and_then(|asked| asked.get(place)));
                }
            }
            Body::Table(table) => self.table(table),
            Body::Claims(claims) => {
                let [printed, computed, difference] =
                    ["printed", "computed", "difference"].map(|word| self.language.say(word));
                self.text_line(&["", "", &printed, &computed, &difference], Look::Heading);
                claims.iter().for_each(|claim| self.claim(claim));
            }
            Body::Warnings(warnings) => {
                for warning in warnings {
                    let reason = warning.reason.as_deref().unwrap_or_default();
                    self.text_line(&[&warning.label, &warning.code, &warning.message, reason], Look::Fixed);
                }
            }
            Body::Charts(_) => {}
        }
    }

    fn line(&mut self, line: &Line, asked: Option<&Vec<Linked>>) {
        self.entries(Filled::text(line.label.as_str(), Look::Plain), line, asked);
    }

    fn entries(&mut self, head: Filled, line: &Line, asked: Option<&Vec<Linked>>) {
        self.sheet.put(self.row, 0, head);
        for (column, (place, entry)) in (1..).zip(line.entries.iter().enumerate()) {
            let asked = asked.and_then(|asked| asked.get(place));
            let element = |(list, place): (CellId, usize)| self.book.lists.get(&list)?.get(place)?.as_ref();
            let linked = asked.or_else(|| match entry.cell {
                Some(cell) => self.book.cells.get(&cell),
                None => entry.within.and_then(element),
            });
            self.sheet.put(
                self.row,
                column,
                linked.map_or_else(|| plain(entry, self.language), |linked| with_unit(linked, self.language)),
            );
        }
        self.row += 1;
    }

    fn table(&mut self, table: &Table) {
        let columns: Vec<&str> =
            std::iter::once(table.corner.as_str()).chain(table.columns.iter().map(String::as_str)).collect();
        self.text_line(&columns, Look::Heading);
        for (place, row) in table.rows.iter().enumerate() {
            let head = table.heads.get(place).filter(|head| head.figure.is_some());
            let head =
                head.map_or_else(|| Filled::text(row.label.as_str(), Look::Plain), |own| plain(own, self.language));
            self.entries(head, row, None);
        }
        // Sentences are about the figures of the study, whatever is changed in the workbook.
        for note in &table.notes {
            for (place, text) in note.texts.iter().enumerate() {
                self.sheet.put(self.row, 0, Filled::text(if place == 0 { &note.label } else { "" }, Look::Plain));
                self.sheet.put(self.row, 1, Filled::text(text.as_str(), Look::Fixed));
                self.row += 1;
            }
        }
    }

    fn claim(&mut self, claim: &ClaimLine) {
        self.sheet.put(self.row, 0, Filled::text(claim.label.as_str(), Look::Plain));
        self.sheet.put(self.row, 1, Filled::text(self.language.say(claim.state.word()), Look::Fixed));
        for (column, entry) in (2..).zip([&claim.printed, &claim.computed, &claim.difference]) {
            if let Some(entry) = entry {
                self.sheet.put(self.row, column, plain(entry, self.language));
            }
        }
        let slips: Vec<String> = claim.slips.iter().flatten().map(|slip| clean(&slip.sentence)).collect();
        if !slips.is_empty() {
            self.sheet.put(self.row, 5, Filled::text(slips.join("\n"), Look::Plain));
        }
        self.row += 1;
    }
}

/// A figure with its unit, as the format of the number shows it; some languages have a currency before the number.
fn with_unit(linked: &Linked, language: Language) -> Filled {
    let mut entry = linked.entry.clone();
    if !entry.format.is_empty() && !linked.unit.is_empty() {
        const DIGIT: char = '0';
        let around = words::with_unit(&DIGIT.to_string(), &linked.unit, language).replace('"', "");
        let (before, behind) = around.split_once(DIGIT).unwrap_or_default();
        let quoted = |text: &str| if text.is_empty() { String::new() } else { format!("\"{text}\"") };
        entry.format = [quoted(before), entry.format, quoted(behind)].concat();
    }
    entry
}

fn plain(entry: &Entry, language: Language) -> Filled {
    let Some(Figure { number, unit }) = &entry.figure else {
        let text = if entry.text == MISSING { "" } else { &entry.text };
        return Filled::text(text, Look::Fixed);
    };
    let percent = ["%", "points"].contains(&unit.as_str());
    let hundred = Number::from_integer(if percent { 100 } else { 1 });
    let own = number.divide(&hundred).unwrap_or(Number::ZERO);
    let shape = Unit { percent, ..Unit::plain() };
    let entry = Filled {
        content: Content::Number(own.to_f64()),
        formula: None,
        look: Look::Fixed,
        format: number_format(Some(&own), &shape, false),
    };
    with_unit(&Linked { entry, unit: if percent { String::new() } else { unit.clone() } }, language)
}
