//! Sweeps, goals and effects as tables and pictures.

use super::build::Builder;
use super::figure::{entry, in_one_unit};
use super::{Body, Chart, Entry, Figure, Line, Note, Section, Table};
use crate::base::Language;
use crate::eval::{Calendars, Effect, Effects, Engine, Failure, Sight, Solved, Writer, percent};
use crate::hir::{Axis, ChartForm, Expr, Solve, Sweep, Type};
use crate::language::context::FIGURE;
use crate::value::{Number, Style, Value};

/// Figures over the values of cells.
const BY: &str = "{figures} by {cells}";

/// Fewer values make no picture.
const FEWEST: usize = 4;

impl Builder<'_, '_> {
    /// A table for every sweep, and a picture of those over one cell.
    pub(super) fn sweeps(&mut self) -> Vec<Section> {
        let mut sections = Vec::new();
        for sweep in &self.study.sweeps {
            match self::sweep(self.engine, sweep) {
                Ok(found) => {
                    sections.push(found.section());
                    sections.extend(found.pictures());
                }
                Err(failure) => failure.report(self.study, self.diagnostics),
            }
        }
        sections
    }

    /// What moves the figures of which that is asked, each as a table and a picture.
    pub(super) fn tornados(&mut self) -> Vec<Section> {
        let mut sections = Vec::new();
        for asked in &self.study.tornados {
            let heading = tornado_heading(self.engine.language(), asked.label.as_deref(), &asked.text);
            match tornado(self.engine, heading, &asked.value, &asked.kind) {
                Ok(moved) => sections.extend([moved.section()].into_iter().chain(moved.picture())),
                Err(failure) => failure.report(self.study, self.diagnostics),
            }
        }
        sections
    }

    /// What each goal comes to.
    pub(super) fn goals(&mut self) -> Option<Section> {
        let mut lines = Vec::new();
        for goal in &self.study.solves {
            match self.engine.solve(&goal.axis, &goal.condition, goal.largest) {
                Ok(solved) => {
                    let entry = told(self.engine, &goal.axis, &solved, goal.largest);
                    lines.push(Line { label: goal_label(self.engine, goal), entries: vec![entry] });
                }
                Err(failure) => failure.report(self.study, self.diagnostics),
            }
        }
        (!lines.is_empty()).then(|| Section { heading: self.say("Goals"), part: false, body: Body::Figures(lines) })
    }
}

/// Figures for each of several values of one or more cells.
#[derive(Clone, Debug)]
pub struct Swept {
    /// The reader's language.
    pub language: Language,
    /// What it is called.
    pub heading: String,
    /// The cells that vary.
    pub axes: Vec<String>,
    /// The figures as they are written.
    pub figures: Vec<String>,
    /// The values of the cells, and the figures.
    pub rows: Vec<(Vec<Entry>, Vec<Entry>)>,
    /// What is to be asked of the values.
    pub notes: Vec<String>,
}

impl Swept {
    /// The table of it.
    pub fn section(&self) -> Section {
        let rows = self.rows.iter().map(|(at, figures)| Line {
            label: at.first().map(|entry| entry.text.clone()).unwrap_or_default(),
            entries: at.iter().skip(1).chain(figures).cloned().collect(),
        });
        let columns = self.axes.iter().skip(1).chain(&self.figures).cloned().collect();
        let heads = self.rows.iter().filter_map(|(at, _)| at.first().cloned()).collect();
        let corner = self.axes.first().cloned().unwrap_or_default();
        let notes = self.notes.iter().map(|label| Note { label: label.clone(), texts: Vec::new() }).collect();
        let table = Table { corner, heads, columns, rows: rows.collect(), notes, total: false };
        Section { heading: self.heading.clone(), part: false, body: Body::Table(table) }
    }

    /// The picture of each figure over one cell, if there is any.
    pub fn pictures(&self) -> Option<Section> {
        let places = if self.axes.len() == 1 { self.figures.len() } else { 0 };
        let charts: Vec<Chart> = (0..places).filter_map(|place| self.chart(place)).collect();
        let heading = self.language.fill("{kind}: charts", &[("kind", &self.heading)]);
        (!charts.is_empty()).then(|| Section { heading, part: true, body: Body::Charts(charts) })
    }

    fn chart(&self, place: usize) -> Option<Chart> {
        let figure =
            |(_, figures): &(Vec<Entry>, Vec<Entry>)| figures.get(place).and_then(|entry| entry.figure.clone());
        let values: Vec<Option<Figure>> = self.rows.iter().map(figure).collect();
        let unit = values.iter().flatten().map(|figure| figure.unit.clone()).next()?;
        let fits = values.len() >= FEWEST && values.iter().flatten().all(|figure| figure.unit == unit);
        let parts = [("figures", self.figures.get(place)?.as_str()), ("cells", self.axes.first()?)];
        let label = self.language.fill_in(FIGURE, BY, &parts);
        let names = self.rows.iter().filter_map(|(at, _)| at.first()).map(|at| at.text.clone());
        let words = vec![("names".to_owned(), names.collect())];
        let at = self.rows.iter().map(|(at, _)| at.first().and_then(|at| at.figure.clone()));
        let bands = vec![("at".to_owned(), at.collect())];
        let marks = vec![("across".to_owned(), Entry::said(self.axes.first()?.clone()))];
        fits.then(|| Chart { form: ChartForm::Lines, label, unit, values, words, bands, marks })
    }
}

/// Computes a sweep.
pub fn sweep(engine: &mut Engine<'_>, sweep: &Sweep) -> Result<Swept, Failure> {
    let (study, language) = (engine.study(), engine.language());
    let names: Vec<String> = sweep.axes.iter().map(|axis| study.cell_path(axis.cell)).collect();
    let heading = match &sweep.label {
        Some(label) => crate::eval::clean(label),
        None => {
            let between = format!(" {} ", language.say("and"));
            language.fill_in(FIGURE, BY, &[("figures", &sweep.texts.join(", ")), ("cells", &names.join(&between))])
        }
    };
    let values: Vec<Expr> = sweep.values.iter().map(|(value, _)| value.clone()).collect();
    let found = engine.sweep_over(&sweep.axes, &values, sweep.span)?;
    let mut notes = Vec::new();
    for (place, axis) in sweep.axes.iter().enumerate() {
        let largest =
            found.iter().filter_map(|row| row.at.get(place)).max_by(|one, other| one.absolute().cmp(&other.absolute()));
        notes.extend(largest.cloned().and_then(|largest| doubt(engine, axis, &largest)));
    }
    let (main, style) = (engine.main(), Style::report(engine.language()));
    let usual = Calendars {
        at: engine.calendar(main),
        figures: values.iter().map(|value| engine.calendar_of(value)).collect(),
    };
    let (mut rows, mut any, mut wrong) = (Vec::new(), false, None);
    for row in found {
        engine.go_on()?;
        let Calendars { at: calendar, figures: calendars } = row.calendars.as_ref().unwrap_or(&usual);
        let writer = Writer { study, calendar: calendar.clone(), style };
        let at = row.at.iter().zip(&sweep.axes);
        let at = at.map(|(value, axis)| entry(&writer, &Value::Number(value.clone()), &axis.kind)).collect();
        let mut figures = Vec::new();
        for ((value, (_, kind)), calendar) in row.values.into_iter().zip(&sweep.values).zip(calendars) {
            figures.push(match value {
                Ok(value) => {
                    any = true;
                    entry(&Writer { study, calendar: calendar.clone(), style }, &value, kind)
                }
                Err(failure) => {
                    wrong = wrong.or(Some(failure).filter(|failure| !failure.is_missing()));
                    Entry::missing()
                }
            });
        }
        rows.push((at, figures));
    }
    // One value that leads nowhere leaves a gap; that all of them do is said.
    if let Some(failure) = wrong.filter(|_| !any) {
        return Err(failure);
    }
    Ok(Swept { language, heading, axes: names, figures: sweep.texts.clone(), rows, notes })
}

/// A share above so much, and so many times what the cell has, is hardly meant: 1,000 %.
const HARDLY_MEANT: i64 = 10;

/// Asks whether percent are meant, where plain numbers stand for shares: `rating=95..115:5` goes to 11,500 %.
fn doubt(engine: &mut Engine<'_>, axis: &Axis, value: &Number) -> Option<String> {
    let limit = Number::from_integer(HARDLY_MEANT);
    let own = engine.cell(axis.cell).ok().and_then(|own| own.number().ok()).unwrap_or(Number::ONE);
    let is_share = axis.kind == percent();
    let far = value.absolute() > limit && value.absolute() > own.absolute().multiply(&limit).ok()?;
    let (main, style) = (engine.main(), Style::report(engine.language()));
    let writer = engine.writer(main, style);
    let number = Value::Number(value.clone());
    let [plain, share] = [Type::plain(), percent()].map(|kind| writer.text(&number, &kind));
    let question = "{number} is {share}: is {number}% meant?";
    let parts = [("number", plain.as_str()), ("share", &share)];
    (is_share && far).then(|| engine.language().fill_in(FIGURE, question, &parts))
}

fn goal_label(engine: &Engine<'_>, goal: &Solve) -> String {
    match &goal.label {
        Some(label) => crate::eval::clean(label),
        None => {
            let sentence =
                if goal.largest { "Largest {cell} for {condition}" } else { "Smallest {cell} for {condition}" };
            let cell = engine.study().cell_path(goal.axis.cell);
            engine.language().fill(sentence, &[("cell", &cell), ("condition", &goal.text)])
        }
    }
}

/// What was found, and how far that can be trusted.
pub fn told(engine: &mut Engine<'_>, axis: &Axis, solved: &Solved, largest: bool) -> Entry {
    let (main, language) = (engine.main(), engine.language());
    let writer = Writer { study: engine.study(), calendar: engine.calendar(main), style: Style::report(language) };
    let text = |value: &Number| writer.text(&Value::Number(value.clone()), &axis.kind);
    let Some((first, last)) = &solved.ends else {
        return Entry::said(language.say("there is nothing to try").into_owned());
    };
    let doubtful = doubt(engine, axis, first.max(last));
    let Some(found) = &solved.found else {
        let parts = [("first", text(first)), ("last", text(last))];
        let none = language.fill("none from {first} to {last}", &parts.each_ref().map(|(a, b)| (*a, b.as_str())));
        return Entry::said(doubtful.map_or(none.clone(), |doubt| format!("{none} ({doubt})")));
    };
    let mut entry = entry(&writer, &Value::Number(found.clone()), &axis.kind);
    let (bound, again) = if largest {
        ("the bound: larger ones were not tried", "not for every smaller one: not for {value}")
    } else {
        ("the bound: smaller ones were not tried", "not for every larger one: not for {value}")
    };
    let mut notes = Vec::from_iter(doubtful);
    if solved.at_bound {
        notes.push(language.say(bound).into_owned());
    }
    if let Some(fails) = &solved.fails_again {
        notes.push(language.fill(again, &[("value", &text(fails))]));
    }
    if !notes.is_empty() {
        entry.text = format!("{} ({})", entry.text, notes.join("; "));
    }
    entry
}

/// By how much a tornado moves every figure.
const SHARE: (&str, i64, i64) = ("10%", 1, 10);

/// A picture shows no more than these; the table has all.
const MOST_EFFECTS: usize = 12;

/// How far a figure moves with each of those that it rests on.
#[derive(Clone, Debug)]
pub struct Moved {
    heading: String,
    effects: Vec<[Entry; 4]>,
    names: Vec<String>,
    notes: Vec<String>,
    middle: Entry,
    language: Language,
}

/// Moves every given figure that another one rests on.
pub fn tornado(engine: &mut Engine<'_>, heading: String, expr: &Expr, kind: &Type) -> Result<Moved, Failure> {
    let (_, part, whole) = SHARE;
    let share = Number::from_integer(part).divide(&Number::from_integer(whole)).unwrap_or(Number::ZERO);
    let value = engine.expression(expr)?;
    let (study, main, style) = (engine.study(), engine.main(), Style::report(engine.language()));
    // Figures that are held against each other stand in one unit.
    let kind = &in_one_unit(kind.clone(), &study.units);
    let effects = engine.effects(expr, kind, &share)?;
    let (given, writer) = (engine.writer(main, style), engine.writer_of(expr, style));
    let figure = |seen: &Option<Sight>| match seen {
        Some(Sight { number, calendar }) => {
            entry(&Writer { study, calendar: calendar.clone(), style }, &Value::Number(number.clone()), kind)
        }
        None => Entry::missing(),
    };
    let notes = unmoved(engine, &effects);
    let effects = effects.moved;
    let names = effects.iter().map(|effect| study.cell_path(effect.cell)).collect();
    let middle = entry(&writer, &value, kind);
    let row = |effect: &Effect| {
        let given = entry(&given, &Value::Number(effect.given.clone()), &study.cell_type(effect.cell));
        let moved = entry(&writer, &Value::Number(effect.effect.clone()), kind);
        [given, figure(&effect.less), figure(&effect.more), moved]
    };
    let effects = effects.iter().map(row).collect();
    Ok(Moved { heading, effects, names, notes, middle, language: engine.language() })
}

/// What is to be said of how figures were moved, and of those that were not.
fn unmoved(engine: &Engine<'_>, effects: &Effects) -> Vec<String> {
    let language = engine.language();
    let [stuck, split] = [&effects.stuck, &effects.split].map(|cells| {
        let paths: Vec<String> = cells.iter().map(|cell| engine.study().cell_path(*cell)).collect();
        paths.join(", ")
    });
    let notes = [
        (effects.moved.is_empty(), language.say("no given figure moves it").into_owned()),
        (effects.by_whole, language.say("what cannot be split is moved to the next whole number").into_owned()),
        (
            !split.is_empty(),
            language.fill(
                "counted in whole numbers, and moved by a share for comparison only: {cells}",
                &[("cells", &split)],
            ),
        ),
        (!stuck.is_empty(), language.fill("less or more of {cells} leads to no figure", &[("cells", &stuck)])),
        (effects.observed, language.say("readings and observations are not moved").into_owned()),
    ];
    notes.into_iter().filter(|(is_so, _)| *is_so).map(|(_, note)| note).collect()
}

impl Moved {
    /// The table of it, the farthest first.
    pub fn section(&self) -> Section {
        let rows = self.names.iter().zip(&self.effects);
        let rows: Vec<Line> =
            rows.map(|(name, entries)| Line { label: name.clone(), entries: entries.to_vec() }).collect();
        let say = |words: &str| self.language.say(words).into_owned();
        let columns = vec![say("given"), format!("-{}", SHARE.0), format!("+{}", SHARE.0), say("effect")];
        let notes = self.notes.iter().map(|label| Note { label: label.clone(), texts: Vec::new() }).collect();
        let body = Body::Table(Table { columns, rows, notes, ..Table::default() });
        Section { heading: self.heading.clone(), part: false, body }
    }

    /// The picture of it, if anything moves.
    pub fn picture(&self) -> Option<Section> {
        let shown = self.effects.iter().take(MOST_EFFECTS);
        let (values, more) = shown.map(|[_, less, more, _]| (less.figure.clone(), more.figure.clone())).unzip();
        let chart = Chart {
            form: ChartForm::Tornado,
            label: self.heading.clone(),
            unit: self.middle.figure.as_ref()?.unit.clone(),
            values,
            bands: vec![("more".to_owned(), more)],
            marks: vec![("middle".to_owned(), self.middle.clone())],
            words: vec![("names".to_owned(), self.names.iter().take(MOST_EFFECTS).cloned().collect())],
        };
        let heading = self.language.fill("{kind}: charts", &[("kind", &self.heading)]);
        (!self.effects.is_empty()).then(|| Section { heading, part: true, body: Body::Charts(vec![chart]) })
    }
}

/// What a tornado is called.
pub fn tornado_heading(language: Language, label: Option<&str>, text: &str) -> String {
    let figure = crate::eval::clean(text);
    label.map_or_else(|| language.fill("What moves {figure}", &[("figure", &figure)]), crate::eval::clean)
}
