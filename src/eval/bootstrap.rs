//! How sure figures are: readings and observations are drawn anew from themselves, again and again, and everything is
//! computed from each draw (B. Efron 1979, "Bootstrap methods", *Annals of Statistics* 7).

use super::draws::{hits_anew, rows_anew, tally_anew};
use super::engine::Engine;
use super::origins::{DrawnTable, Origin};
use super::variant::{BASE, VariantId};
use crate::builtin::Random;
use crate::hir::{CellId, Expr, ExprNode, Instance, InstanceId, ScenarioId, Type};
use crate::value::{Number, Proportion, Value, operation};
use std::collections::HashSet;

/// Beyond this a count is not exact any more while it is drawn.
const MOST_COUNTED: usize = 1 << 52;

/// The columns of a table, each with its values.
pub(super) type Rows = Vec<(CellId, Vec<Value>)>;

/// What was drawn from something larger, and can be drawn again.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Samples by the tables whose columns they are: the values of a row stay together.
    pub(super) rows: Vec<(VariantId, Rows)>,
    /// What these are taken from.
    pub(super) origins: Vec<Origin>,
    /// The data files that are asked for themselves.
    pub(super) tables: Vec<DrawnTable>,
    /// How often each of several things was seen.
    tallies: Vec<(VariantId, CellId, Vec<usize>)>,
    /// How many of how many.
    proportions: Vec<(VariantId, CellId, usize, usize)>,
}

impl Drawn {
    /// The cells that are drawn anew.
    pub fn cells(&self) -> Vec<CellId> {
        let origins = self.origins.iter().map(|origin| origin.cell);
        let users = self.tables.iter().flat_map(|table| table.users.iter().copied());
        let tallies = self.tallies.iter().map(|(_, cell, _)| *cell);
        let proportions = self.proportions.iter().map(|(_, cell, ..)| *cell);
        self.tops().chain(origins).chain(users).chain(tallies).chain(proportions).collect()
    }

    /// The samples that are drawn themselves.
    pub(super) fn tops(&self) -> impl Iterator<Item = CellId> {
        self.rows.iter().flat_map(|(_, table)| table).map(|(cell, _)| *cell)
    }
}

impl<'s> Engine<'s> {
    /// The readings and observations of a study: its samples, its tallies, and proportions that are given; and those of
    /// its scenarios, where these have others.
    pub fn drawn(&mut self) -> Drawn {
        let mut drawn = Drawn::default();
        self.draw_in(BASE, &mut drawn);
        for place in 0..self.study.scenarios.len() {
            let variant = self.variant(Some(ScenarioId(u32::try_from(place).unwrap_or(u32::MAX))));
            self.draw_in(variant, &mut drawn);
        }
        self.add_origins(&mut drawn);
        self.add_tables(&mut drawn);
        drawn
    }

    fn draw_in(&mut self, variant: VariantId, drawn: &mut Drawn) {
        for place in 0..self.study.instances.len() {
            let id = InstanceId(u32::try_from(place).unwrap_or(u32::MAX));
            let is_own = |own: &&Instance| own.scenario.is_none() && !own.span.source.is_library();
            if let Some(instance) = self.study.instance(id).filter(is_own) {
                self.draw_from(variant, id, instance, drawn);
            }
        }
        for place in 0..self.study.cells.len() {
            let id = CellId(u32::try_from(place).unwrap_or(u32::MAX));
            let given = self.study.cell(id).is_some_and(|cell| cell.given.is_some() || cell.own.is_some());
            if !given || !matches!(self.study.cell_type(id), Type::Proportion) || self.is_shared(variant, id) {
                continue;
            }
            if let Ok(Value::Proportion(proportion)) = self.cell_in(variant, id)
                && self.leans_on_in(variant, id).is_empty()
                && let (Some(hits), Some(total)) = (whole(&proportion.hits), whole(&proportion.total))
            {
                drawn.proportions.push((variant, id, hits, total));
            }
        }
    }

    /// Whether a variant has for a cell what the study itself has.
    fn is_shared(&mut self, variant: VariantId, cell: CellId) -> bool {
        variant != BASE && self.cell_in(variant, cell).ok() == self.cell_in(BASE, cell).ok()
    }

    /// Samples that no other sample of the instance is made of: a running watch is not drawn from, its differences are.
    fn draw_from(&mut self, variant: VariantId, id: InstanceId, instance: &Instance, drawn: &mut Drawn) {
        let Some(kind) = self.study.kind(instance.kind) else { return };
        let (mut samples, mut tallies) = (Vec::new(), Vec::new());
        for (index, cell) in kind.cells.iter().enumerate() {
            let Some(own) = self.study.cell_of(id, index) else { continue };
            let counts = cell.formula.as_ref().is_some_and(|formula| is_tally(&formula.expr));
            let value = self.cell_in(variant, own).ok().and_then(|value| value.elements().ok());
            let Some(elements) = value else { continue };
            if cell.sample && elements.len() > 1 {
                samples.push((own, elements));
            } else if counts {
                let counts: Option<Vec<usize>> =
                    elements.iter().map(|count| count.number().ok().and_then(|count| whole(&count))).collect();
                tallies.extend(counts.map(|counts| (own, counts)));
            }
        }
        let cells: Vec<CellId> = samples.iter().map(|(cell, _)| *cell).collect();
        let below: HashSet<CellId> = cells.iter().flat_map(|cell| self.below(variant, *cell)).collect();
        samples.retain(|(cell, _)| !below.contains(cell));
        // A tally of rounds follows from these.
        tallies.retain(|(cell, _)| !self.below(variant, *cell).iter().any(|cell| cells.contains(cell)));
        for table in self.tables_of(variant, id, samples) {
            if !table.iter().all(|(cell, _)| self.is_shared(variant, *cell)) {
                drawn.rows.push((variant, table));
            }
        }
        for (cell, counts) in tallies {
            if !self.is_shared(variant, cell) {
                drawn.tallies.push((variant, cell, counts));
            }
        }
    }

    /// All cells that a cell rests on.
    pub(super) fn below(&mut self, variant: VariantId, cell: CellId) -> HashSet<CellId> {
        let (mut found, mut waiting) = (HashSet::new(), self.leans_on_in(variant, cell).to_vec());
        while let Some(next) = waiting.pop() {
            if found.insert(next) {
                waiting.extend_from_slice(self.leans_on_in(variant, next));
            }
        }
        found
    }

    /// What some figures come to in every round; the rounds are the same whatever the number of processors.
    pub fn bootstrap(&mut self, drawn: &Drawn, rounds: usize, seed: u64, figures: &[Expr]) -> Vec<Vec<Option<Value>>> {
        let Some(span) = figures.first().map(|figure| figure.span) else { return Vec::new() };
        let drawn = &self.asked_for(drawn, figures);
        let constant = |value: Value| Expr { node: Box::new(ExprNode::Constant(value)), span };
        let put = |engine: &mut Engine<'s>, variant: VariantId, cell: CellId, anew: Vec<Value>| {
            engine.put(variant, cell, constant(operation::list(anew)));
        };
        let round = |engine: &mut Engine<'s>, place: usize| {
            let mut random = Random::new(seed ^ (place as u64 + 1).wrapping_mul(0xd6e8_feb8_6659_fd93));
            let mut chosen = Vec::with_capacity(drawn.rows.len());
            for (variant, table) in &drawn.rows {
                let places = rows_anew(table, &mut random);
                for (cell, elements) in table {
                    let anew = places.iter().filter_map(|place| elements.get(*place).cloned()).collect();
                    put(engine, *variant, *cell, anew);
                }
                chosen.push(places);
            }
            for (variant, cell, counts) in &drawn.tallies {
                let anew = tally_anew(counts, &mut random).into_iter().map(|count| Value::Number(count.into()));
                put(engine, *variant, *cell, anew.collect());
            }
            for (variant, cell, hits, total) in &drawn.proportions {
                let anew = hits_anew(*hits, *total, &mut random);
                if let Ok(proportion) = Proportion::new(anew.into(), (*total).into()) {
                    engine.put(*variant, *cell, constant(Value::Proportion(proportion)));
                }
            }
            engine.put_origins(drawn, &chosen, &mut random, &put);
            figures.iter().map(|figure| engine.expression(figure).ok()).collect()
        };
        // What was stopped has no rounds.
        self.variants_of(rounds, &round).unwrap_or_default()
    }

    /// All cells whose values follow from some of these.
    pub fn follow_from(&self, cells: &[CellId]) -> HashSet<CellId> {
        let mut found: HashSet<CellId> = cells.iter().copied().collect();
        let mut waiting = cells.to_vec();
        while let Some(next) = waiting.pop() {
            for (_, user) in self.dependents.of(next) {
                if found.insert(*user) {
                    waiting.push(*user);
                }
            }
        }
        found
    }
}

/// Whether a cell is, unless it is given, a tally of what was seen.
fn is_tally(formula: &Expr) -> bool {
    let mut any = false;
    crate::hir::visit(formula, &mut |part| {
        any |= matches!(&*part.node, ExprNode::Builtin { builtin, .. } if builtin.name == "tally");
    });
    any
}

fn whole(number: &Number) -> Option<usize> {
    number.to_usize().filter(|count| *count <= MOST_COUNTED)
}
