//! All figures of a study by their paths, without a scenario and under each, for formats that hand them on.

use super::datum::{Content, Datum, datum, keyed};
use super::figure::{entry, shown_label};
use super::{Body, Entry, Line, Report, Section};
use crate::base::Sources;
use crate::eval::{Engine, VariantId, clean};
use crate::hir::{CellId, Expr, ScenarioId, Show};
use crate::value::{Style, Value};
use std::collections::HashMap;

/// Adds all figures to a report: those that it is about, and those under each scenario.
pub fn add(engine: &mut Engine<'_>, _: &Sources, scenario: Option<ScenarioId>, report: &mut Report) {
    report.records = all(engine, scenario);
}

/// One value with its path.
#[derive(Clone, Debug)]
pub struct Record {
    /// The path of its cell, or what the study calls it.
    pub path: String,
    /// Whether it is given or follows.
    pub given: bool,
    /// The value.
    pub datum: Datum,
}

/// All that there is under one scenario, or under none.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Name and label of the scenario.
    pub scenario: Option<(String, String)>,
    /// What the study asks to see.
    pub shown: Vec<Record>,
    /// Every cell that has a value.
    pub cells: Vec<Record>,
}

/// A cell that has a value, as a reader sees it.
#[derive(Clone, Debug)]
pub struct CellEntry {
    /// Its path.
    pub path: String,
    /// Whether it is given or follows.
    pub given: bool,
    /// Its value.
    pub entry: Entry,
}

/// Every cell that has a value.
pub fn cells(engine: &mut Engine<'_>) -> Vec<CellEntry> {
    let main = engine.main();
    let (study, style) = (engine.study(), Style::report(engine.language()));
    let valued = valued(engine, main);
    let written = |(cell, value): (CellId, Value)| {
        let world = engine.world_of(main, cell);
        CellEntry {
            path: study.cell_path(cell),
            given: is_given(engine, main, cell),
            entry: entry(&engine.writer(world, style), &value, &study.cell_type(cell)),
        }
    };
    valued.into_iter().map(written).collect()
}

/// Everything under the scenario that is asked for; else without any, and then under each scenario of the study.
fn all(engine: &mut Engine<'_>, scenario: Option<ScenarioId>) -> Vec<Seen> {
    let mut seen = vec![under(engine, scenario, true)];
    if scenario.is_none() {
        let scenarios = (0..).map(ScenarioId).take(engine.study().scenarios.len());
        seen.extend(scenarios.map(|id| under(engine, Some(id), false)));
    }
    seen
}

/// Everything under one scenario. The cells of scenarios are the same under all of them, so they may be left out.
fn under(engine: &mut Engine<'_>, scenario: Option<ScenarioId>, with_scenarios: bool) -> Seen {
    let study = engine.study();
    let variant = engine.variant(scenario);
    let style = Style::report(engine.language());
    let shown = study.shows.iter().flat_map(|show| of_show(engine, variant, show)).collect();
    let mut cells = Vec::new();
    for (cell, value) in valued(engine, variant) {
        if with_scenarios || engine.home(cell).is_none() {
            let (path, given) = (study.cell_path(cell), is_given(engine, variant, cell));
            let world = engine.world_of(variant, cell);
            let datum = datum(&engine.writer(world, style), &value, &study.cell_type(cell));
            cells.push(Record { path, given, datum });
        }
    }
    let scenario = scenario
        .and_then(|id| study.scenario(id))
        .map(|scenario| (scenario.name.to_string(), clean(scenario.label.as_ref().unwrap_or(&scenario.name))));
    Seen { scenario, shown: apart(shown, &cells), cells }
}

fn is_given(engine: &mut Engine<'_>, variant: VariantId, cell: CellId) -> bool {
    let set = engine.variant(None);
    let anew = engine.is_given_anew(variant, cell) || engine.is_given_anew(set, cell);
    anew || engine.study().cell(cell).is_some_and(|cell| cell.given.is_some())
}

/// The cells of the user's instances and of those that there is one of, and what the user gives for others.
fn valued(engine: &mut Engine<'_>, variant: VariantId) -> Vec<(CellId, Value)> {
    let study = engine.study();
    let mut valued = Vec::new();
    for (cell, id) in study.cells.iter().zip((0..).map(CellId)) {
        let instance = cell.instance.and_then(|instance| study.instance(instance));
        let is_library = instance.is_some_and(|instance| instance.span.source.is_library());
        let is_single = instance.and_then(|own| study.kind(own.kind)).is_some_and(|kind| kind.single);
        let by_user = cell.given.as_ref().is_some_and(|formula| !formula.expr.span.source.is_library());
        let is_own = by_user || engine.is_given_anew(variant, id);
        if is_library && !is_single && !is_own {
            continue;
        }
        if let Ok(value) = engine.cell_in(variant, id) {
            valued.push((id, value));
        }
    }
    valued
}

/// The figures of a `show`; group by group if it asks for that.
fn of_show(engine: &mut Engine<'_>, variant: VariantId, show: &Show) -> Vec<Record> {
    let style = Style::report(engine.language());
    let value = |engine: &mut Engine<'_>, expr: &Expr| engine.expression_of(variant, None, expr).ok();
    let keys = show.by.as_ref().map(|(keys, kind)| (value(engine, keys), kind));
    let mut records = Vec::new();
    for (place, (expr, kind)) in show.values.iter().enumerate() {
        let Some(found) = value(engine, expr) else { continue };
        let world = engine.world(variant, expr);
        let writer = &engine.writer(world, style);
        let path = shown_label(show, place);
        let mut push = |path, datum| records.push(Record { path, given: false, datum });
        match &keys {
            None => push(path, datum(writer, &found, kind)),
            Some((Some(keys), keys_kind)) => {
                for (key, datum) in keyed(writer, [keys, &found], [keys_kind, kind]) {
                    push(format!("{path}[{key}]"), datum);
                }
            }
            Some((None, _)) => {}
        }
    }
    records
}

/// Each under a path of its own; a figure that is called as the cell it is need not stand twice.
fn apart(shown: Vec<Record>, cells: &[Record]) -> Vec<Record> {
    let cells: HashMap<&str, &Datum> = by_path(cells);
    let mut times: HashMap<String, usize> = HashMap::new();
    let mut apart = Vec::new();
    for record in shown {
        let cell = cells.get(record.path.as_str());
        if cell == Some(&&record.datum) {
            continue;
        }
        let time = times.entry(record.path.clone()).or_insert(usize::from(cell.is_some()));
        *time += 1;
        let path = if *time == 1 { record.path } else { format!("{} ({time})", record.path) };
        apart.push(Record { path, ..record });
    }
    apart
}

fn by_path(records: &[Record]) -> HashMap<&str, &Datum> {
    records.iter().map(|record| (record.path.as_str(), &record.datum)).collect()
}

/// The figures of sections that were made beside the report: each label with its column.
pub fn of_sections(sections: &[Section]) -> Vec<Record> {
    let record = |path: String, entry: &Entry| {
        let datum = Datum { entry: entry.clone(), content: Content::Number };
        Record { path, given: false, datum }
    };
    let of_line = |line: &Line, columns: &[String]| {
        let columns = columns.iter().cloned().map(Some).chain(std::iter::repeat(None));
        let named = line.entries.iter().zip(columns);
        let path = |column: Option<String>| match column {
            Some(column) => format!("{}: {column}", line.label),
            None => line.label.clone(),
        };
        named.map(|(entry, column)| record(path(column), entry)).collect::<Vec<_>>()
    };
    sections
        .iter()
        .flat_map(|section| match &section.body {
            Body::Table(table) => table.rows.iter().flat_map(|row| of_line(row, &table.columns)).collect(),
            Body::Figures(lines) => lines.iter().flat_map(|line| of_line(line, &[])).collect(),
            _ => Vec::new(),
        })
        .collect()
}

/// The records that differ from those of the first, which have the same paths.
pub fn differing<'r>(first: &[Record], other: &'r [Record]) -> Vec<&'r Record> {
    let known: HashMap<&str, &Datum> = first.iter().map(|record| (record.path.as_str(), &record.datum)).collect();
    other.iter().filter(|record| known.get(record.path.as_str()) != Some(&&record.datum)).collect()
}
