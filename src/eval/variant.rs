//! Variants of a study: the study itself, and one for each scenario that is looked at.

use super::memory::Slots;
use crate::hir::{CellId, Formula, ScenarioId, Study};
use crate::value::Calendar;
use std::collections::HashMap;
use std::sync::Arc;

/// A variant, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VariantId(pub u32);

/// The study as it is written, with what the command line sets.
pub const BASE: VariantId = VariantId(0);

/// One variant: what differs from the study, and what has been computed for it.
#[derive(Clone)]
pub struct Variant {
    /// Cells given anew.
    pub overrides: HashMap<CellId, Arc<Formula>>,
    /// What has been computed.
    pub slots: Slots,
    /// Whether the changes reach a cell, as far as that has been asked.
    pub reached: HashMap<CellId, bool>,
    /// The calendar in this variant.
    pub calendar: Option<Calendar>,
}

impl Variant {
    /// The study itself, which has so many cells.
    pub fn base(cells: usize) -> Variant {
        Variant { overrides: HashMap::new(), slots: Slots::all(cells), reached: HashMap::new(), calendar: None }
    }

    /// A variant that gives some cells anew.
    pub fn of(overrides: HashMap<CellId, Arc<Formula>>) -> Variant {
        Variant { overrides, slots: Slots::Few(HashMap::default()), reached: HashMap::new(), calendar: None }
    }
}

/// The cells that a scenario gives anew, its parts first, so that its own changes come on top.
pub fn overrides(study: &Study, base: &Variant, scenario: ScenarioId) -> HashMap<CellId, Arc<Formula>> {
    let mut changed: HashMap<CellId, Arc<Formula>> = HashMap::new();
    for id in layers(study, scenario) {
        let Some(layer) = study.scenario(id) else { continue };
        for change in &layer.changes {
            let before = changed.get(&change.cell).or_else(|| base.overrides.get(&change.cell));
            let prior = before.or_else(|| study.formula(change.cell)).cloned();
            let formula = Formula { expr: (*change.expr).clone(), prior };
            changed.insert(change.cell, Arc::new(formula));
        }
    }
    changed
}

/// A scenario behind all that it includes, each once.
fn layers(study: &Study, scenario: ScenarioId) -> Vec<ScenarioId> {
    let mut order = Vec::new();
    let mut waiting = vec![(scenario, false)];
    while let Some((id, parts_done)) = waiting.pop() {
        if order.contains(&id) {
            continue;
        }
        if parts_done {
            order.push(id);
            continue;
        }
        waiting.push((id, true));
        let parts = study.scenario(id).map(|scenario| scenario.parts.as_slice()).unwrap_or_default();
        waiting.extend(parts.iter().rev().map(|part| (*part, false)));
    }
    order
}
