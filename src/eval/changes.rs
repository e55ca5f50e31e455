//! Cells given anew: what follows from them is forgotten, and computed again when it is asked for.

use super::engine::Engine;
use super::groups::Groups;
use super::memory::Dependents;
use super::variant::{self, BASE, Variant, VariantId};
use crate::base::Span;
use crate::hir::{CellId, Expr, Formula, ScenarioId, Study, TableId};
use crate::value::Table;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// All that an engine has computed, for another engine of the same study to go on with.
pub struct Memory {
    tables: Vec<Option<Arc<Table>>>,
    variants: Vec<Variant>,
    scenarios: HashMap<ScenarioId, VariantId>,
    grouped: HashMap<(TableId, usize), Groups>,
    dependents: Dependents,
    stop: Option<Arc<AtomicBool>>,
}

impl<'s> Engine<'s> {
    /// Ends the engine and keeps what it has computed.
    pub fn into_memory(self) -> Memory {
        let Engine { tables, variants, scenarios, grouped, dependents, stop, .. } = self;
        Memory { tables, variants, scenarios, grouped, dependents, stop }
    }

    /// Goes on where another engine of the same study ended.
    pub fn resumed(study: &'s Study, memory: Memory) -> Engine<'s> {
        let Memory { tables, variants, scenarios, grouped, dependents, stop } = memory;
        let mut engine = Engine::new(study, tables);
        engine.variants = variants;
        engine.scenarios = scenarios;
        engine.grouped = grouped;
        engine.dependents = dependents;
        engine.stop = stop;
        engine
    }

    /// Sets these cells in the place of those that were set before.
    pub fn set_all(&mut self, before: &[(CellId, Expr)], now: &[(CellId, Expr)]) {
        let of = |changes: &[(CellId, Expr)], cell: CellId| -> Vec<Span> {
            changes.iter().filter(|(own, _)| *own == cell).map(|(_, expr)| expr.span).collect()
        };
        let mut cells: Vec<CellId> = before.iter().chain(now).map(|(cell, _)| *cell).collect();
        cells.sort_unstable();
        cells.dedup();
        for cell in cells.into_iter().filter(|cell| of(before, *cell) != of(now, *cell)) {
            self.unset(cell);
            for (_, expr) in now.iter().filter(|(own, _)| *own == cell) {
                self.set(cell, expr.clone());
            }
        }
    }

    /// Gives a cell anew in the study itself. What follows from it is computed again when it is asked for.
    pub fn set(&mut self, cell: CellId, expr: Expr) {
        let prior = self.formula(BASE, cell);
        self.give(cell, Some(Arc::new(Formula { expr, prior })));
    }

    /// The same, whatever the cell has been set to before.
    pub fn set_instead(&mut self, cell: CellId, expr: Expr) {
        let prior = self.study.formula(cell).cloned();
        self.give(cell, Some(Arc::new(Formula { expr, prior })));
    }

    /// What a cell has been set to.
    pub fn given_formula(&self, cell: CellId) -> Option<&Arc<Formula>> {
        self.variants.first()?.overrides.get(&cell)
    }

    /// Leaves a cell as the study has it.
    pub fn unset(&mut self, cell: CellId) {
        self.give(cell, None);
    }

    /// Gives a cell a formula with all that it builds on, or what the study says of it.
    pub(super) fn give(&mut self, cell: CellId, formula: Option<Arc<Formula>>) {
        let Some(base) = self.variants.first_mut() else { return };
        match formula {
            Some(formula) => base.overrides.insert(cell, formula),
            None => base.overrides.remove(&cell),
        };
        // What a scenario makes of this cell begins with what the study makes of it.
        for (scenario, id) in &self.scenarios {
            let changes = self.variants.get(id.0 as usize).is_some_and(|known| known.overrides.contains_key(&cell));
            let Some(base) = self.variants.first().filter(|_| changes) else { continue };
            let overrides = variant::overrides(self.study, base, *scenario);
            if let Some(known) = self.variants.get_mut(id.0 as usize) {
                known.overrides = overrides;
            }
        }
        self.stand_above();
        self.forget(cell);
    }

    /// What is set stands above what the scenario says that everything is seen under.
    pub(super) fn stand_above(&mut self) {
        let main = self.main().0 as usize;
        let set = self.variants.first().map(|base| base.overrides.clone()).unwrap_or_default();
        if let Some(seen) = self.variants.get_mut(main).filter(|_| main != BASE.0 as usize) {
            seen.overrides.extend(set);
        }
    }

    /// Gives a cell anew in one variant, and nowhere else but where that shares it.
    pub(super) fn put(&mut self, variant: VariantId, cell: CellId, expr: Expr) {
        let formula = Arc::new(Formula { expr, prior: None });
        if let Some(known) = self.variants.get_mut(variant.0 as usize) {
            known.overrides.insert(cell, formula);
        }
        self.forget(cell);
    }

    /// Forgets a cell in every variant, and all that rests on it.
    pub(super) fn forget(&mut self, cell: CellId) {
        for variant in &mut self.variants {
            variant.calendar = None;
            variant.slots.forget(cell);
        }
        let mut waiting = vec![cell];
        while let Some(next) = waiting.pop() {
            for variant in &mut self.variants {
                variant.reached.remove(&next);
            }
            for (variant, user) in self.dependents.of(next) {
                let known = self.variants.get_mut(variant.0 as usize);
                if known.is_some_and(|known| known.slots.forget(*user)) {
                    waiting.push(*user);
                }
            }
        }
    }
}
