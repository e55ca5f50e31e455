//! How every figure that a report shows came about, for formats in which a figure can be opened.

use super::{Explanation, cell, explain};
use crate::base::Sources;
use crate::eval::Engine;
use crate::hir::{CellId, Expr, Test, Type};
use crate::report::{Asked, Body, Entry, Report};
use std::collections::HashMap;

/// So many steps back an explanation goes.
const DEPTH: usize = 2;

/// The explanations of the figures of a report.
#[derive(Clone, Debug, Default)]
pub struct Explanations {
    /// Each once, in the order in which their figures are shown.
    pub all: Vec<Explanation>,
    cells: HashMap<CellId, usize>,
    asked: HashMap<Asked, usize>,
    paths: HashMap<String, usize>,
}

impl Explanations {
    /// The place of that of an entry.
    pub fn of(&self, entry: &Entry) -> Option<usize> {
        let cell = cell_behind(entry).and_then(|cell| self.cells.get(&cell));
        cell.or_else(|| self.asked.get(&entry.asked?)).copied()
    }

    /// The place of that of a path.
    pub fn at(&self, path: &str) -> Option<usize> {
        self.paths.get(path).copied()
    }

    /// Takes one in, and says its place.
    fn add(&mut self, explanation: Explanation) -> usize {
        let place = self.all.len();
        self.paths.entry(explanation.path.clone()).or_insert(place);
        self.all.push(explanation);
        place
    }
}

/// The cell that an entry is the value of, or an element of.
fn cell_behind(entry: &Entry) -> Option<CellId> {
    entry.cell.or(entry.within.map(|(list, _)| list))
}

/// Explains the figures that a report shows.
pub fn shown(engine: &mut Engine<'_>, sources: &Sources, report: &Report) -> Explanations {
    let mut found = Explanations::default();
    for entry in entries(report) {
        if found.of(entry).is_some() {
            continue;
        }
        if let Some(cell_id) = cell_behind(entry) {
            let Ok(explanation) = cell(engine, sources, cell_id, DEPTH) else { continue };
            let place = found.add(explanation);
            found.cells.insert(cell_id, place);
        } else if let Some(asked) = entry.asked
            && let Some((expr, kind)) = expression(engine, asked)
            && let Ok(explanation) = explain(engine, sources, expr, kind, DEPTH)
        {
            let place = found.add(explanation);
            found.asked.insert(asked, place);
        }
    }
    found
}

fn expression<'s>(engine: &Engine<'s>, asked: Asked) -> Option<(&'s Expr, &'s Type)> {
    let study = engine.study();
    match asked {
        Asked::Shown(show, value) => study.shows.get(show)?.values.get(value).map(|(expr, kind)| (expr, kind)),
        Asked::Claim(claim) => match &study.claims.get(claim)?.test {
            Test::Printed { value, kind, .. } => Some((value, kind)),
            Test::Compared { sides, .. } => sides.as_ref().map(|(left, _, kind)| (left, kind)),
        },
    }
}

/// The entries of a report that can be explained.
fn entries(report: &Report) -> impl Iterator<Item = &Entry> {
    report.sections.iter().flat_map(|section| {
        let entries: Vec<&Entry> = match &section.body {
            Body::Figures(lines) => lines.iter().flat_map(|line| &line.entries).collect(),
            Body::Table(table) => table.rows.iter().flat_map(|line| &line.entries).collect(),
            Body::Claims(lines) => lines.iter().filter_map(|line| line.computed.as_ref()).collect(),
            Body::Warnings(_) | Body::Charts(_) => Vec::new(),
        };
        entries
    })
}
