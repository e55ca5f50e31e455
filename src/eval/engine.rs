//! The engine: which cell is computed when, and what is remembered.

use super::error::Failure;
use super::expression::Frame;
use super::groups::Groups;
use super::memory::{Dependents, Slot};
use super::reach::any_below;
use super::symbols;
use super::variant::{self, BASE, Variant, VariantId};
use crate::base::{Language, SourceId, Span};
use crate::hir::{CellId, Expr, Formula, InstanceId, ScenarioId, Study, TableId};
use crate::value::{Calendar, Table, Value};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// After so many steps a computation is stopped.
pub const MOST_STEPS: u64 = 20_000_000;

/// Whether somebody wants a computation to stop is asked each time so many steps are done.
const ASKED_EVERY: u64 = 1 << 10;

/// Cells are computed inside each other to this depth; deeper ones are put off until the stack is free again.
const DEEPEST: usize = 32;

/// Computes the cells of a study.
#[derive(Clone)]
pub struct Engine<'s> {
    pub(super) study: &'s Study,
    pub(super) tables: Vec<Option<Arc<Table>>>,
    pub(super) variants: Vec<Variant>,
    pub(super) scenarios: HashMap<ScenarioId, VariantId>,
    pub(super) grouped: HashMap<(TableId, usize), Groups>,
    /// The variant that a report is about.
    main: VariantId,
    /// The cells being computed, the innermost last.
    open: Vec<(VariantId, CellId)>,
    /// What the open cells have looked at so far, and whether in their own variant.
    looked_at: Vec<Vec<(CellId, bool)>>,
    pub(super) dependents: Dependents,
    computed: u64,
    pub(super) steps: u64,
    /// The language of texts with values in them.
    language: Language,
    /// Somebody may raise this while a computation runs.
    pub(super) stop: Option<Arc<AtomicBool>>,
}

impl<'s> Engine<'s> {
    /// An engine for a study and its data; a table that could not be read is left out.
    pub fn new(study: &'s Study, tables: Vec<Option<Arc<Table>>>) -> Engine<'s> {
        Engine {
            study,
            tables,
            variants: vec![Variant::base(study.cells.len())],
            scenarios: HashMap::new(),
            grouped: HashMap::new(),
            main: BASE,
            open: Vec::new(),
            looked_at: Vec::new(),
            dependents: Dependents::default(),
            computed: 0,
            steps: 0,
            language: Language::English,
            stop: None,
        }
    }

    /// From here on everything is told in this language; before anything is computed, since texts are remembered.
    pub fn speak(&mut self, language: Language) {
        self.language = language;
    }

    /// The reader's language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Lets whoever holds the other end of this flag stop what is computed.
    pub fn stop_by(&mut self, flag: Arc<AtomicBool>) {
        self.stop = Some(flag);
    }

    /// Fails when somebody wants to stop.
    pub fn go_on(&self) -> Result<(), Failure> {
        match self.stop.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed)) {
            true => Err(Failure::Stopped),
            false => Ok(()),
        }
    }

    /// Counts a step; nothing more is computed when there are too many, or when somebody wants to stop.
    pub(super) fn step(&mut self, span: Span) -> Result<(), Failure> {
        if self.steps.is_multiple_of(ASKED_EVERY) {
            self.go_on()?;
        }
        self.steps += 1;
        if self.steps > MOST_STEPS { Err(Failure::TooManySteps { span }) } else { Ok(()) }
    }

    /// The study that is computed.
    pub fn study(&self) -> &'s Study {
        self.study
    }

    /// From here on everything is seen under this scenario.
    pub fn look_under(&mut self, scenario: ScenarioId) {
        self.main = self.variant(Some(scenario));
        self.stand_above();
    }

    /// The variant that a report is about.
    pub fn main(&self) -> VariantId {
        self.main
    }

    /// How many formulas have been computed so far.
    pub fn computed(&self) -> u64 {
        self.computed
    }

    /// The variant of a scenario; nothing means the study before any.
    pub fn variant(&mut self, scenario: Option<ScenarioId>) -> VariantId {
        let Some(scenario) = scenario else { return BASE };
        if let Some(known) = self.scenarios.get(&scenario) {
            return *known;
        }
        let id = VariantId(u32::try_from(self.variants.len()).unwrap_or(u32::MAX));
        let overrides = match self.variants.first() {
            Some(base) => variant::overrides(self.study, base, scenario),
            None => HashMap::new(),
        };
        self.variants.push(Variant::of(overrides));
        self.scenarios.insert(scenario, id);
        id
    }

    /// The value of a cell in the variant that the report is about.
    pub fn cell(&mut self, cell: CellId) -> Result<Value, Failure> {
        self.cell_in(self.main, cell)
    }

    /// The value of a cell in a variant.
    pub fn cell_in(&mut self, variant: VariantId, cell: CellId) -> Result<Value, Failure> {
        self.driven(|engine| engine.look_up(variant, cell, no_place()))
    }

    /// The value of an expression in the variant that the report is about.
    pub fn expression(&mut self, expr: &Expr) -> Result<Value, Failure> {
        let main = self.main;
        self.driven(|engine| engine.compute(expr, &mut Frame::new(main)))
    }

    /// The value of a part of the formula of a cell, in a variant.
    pub fn expression_of(&mut self, variant: VariantId, cell: Option<CellId>, expr: &Expr) -> Result<Value, Failure> {
        let this = cell.and_then(|cell| self.study.cell(cell)).and_then(|cell| cell.instance);
        self.driven(|engine| engine.compute(expr, &mut Frame { this, cell, ..Frame::new(variant) }))
    }

    /// The cells that a part of the formula of a cell looks at.
    pub fn looks_at(&mut self, variant: VariantId, cell: CellId, expr: &Expr) -> Vec<CellId> {
        let frame = Frame { this: self.instance_of(cell), cell: Some(cell), ..Frame::new(variant) };
        own(self.looked_at_as(cell, expr, frame)).into_vec()
    }

    /// The cells that an expression looks at by itself, in whatever variant.
    pub(super) fn looked_at_by(&mut self, expr: &Expr) -> Vec<CellId> {
        // First all that it rests on is computed, so that nothing has to be put off.
        let _ = self.expression(expr);
        let main = self.main;
        let looked_at = self.looked_at_as(CellId(u32::MAX), expr, Frame::new(main));
        looked_at.into_iter().map(|(cell, _)| cell).collect()
    }

    /// What is looked at when an expression is computed as if a cell had it, and whether that is in the same variant.
    fn looked_at_as(&mut self, cell: CellId, expr: &Expr, mut frame: Frame) -> Vec<(CellId, bool)> {
        self.open.push((frame.variant, cell));
        self.looked_at.push(Vec::new());
        let _ = self.compute(expr, &mut frame);
        self.open.pop();
        self.looked_at.pop().unwrap_or_default()
    }

    pub(super) fn instance_of(&self, cell: CellId) -> Option<InstanceId> {
        self.study.cell(cell)?.instance
    }

    /// The scenario of a variant; nothing for the study itself.
    pub fn scenario_of(&self, variant: VariantId) -> Option<ScenarioId> {
        self.scenarios.iter().find(|(_, known)| **known == variant).map(|(scenario, _)| *scenario)
    }

    /// A data table, if it could be read.
    pub fn table(&self, id: TableId) -> Option<Arc<Table>> {
        self.tables.get(id.0 as usize).cloned().flatten()
    }

    /// The calendar of a variant, as units need it.
    pub fn calendar(&mut self, variant: VariantId) -> Calendar {
        if let Some(known) = self.variants.get(variant.0 as usize).and_then(|variant| variant.calendar.clone()) {
            return known;
        }
        let calendar = self.driven(|engine| engine.calendar_here(variant)).unwrap_or_default();
        if let Some(variant) = self.variants.get_mut(variant.0 as usize) {
            variant.calendar = Some(calendar.clone());
        }
        calendar
    }

    /// The calendar of a variant, within a computation, which rests on it from here on: fails only where the
    /// computation has to be put off.
    pub(super) fn calendar_here(&mut self, variant: VariantId) -> Result<Calendar, Failure> {
        let cells = self.study.calendar;
        let mut number = |cell: Option<CellId>| match cell.map(|cell| self.look_up(variant, cell, no_place())) {
            Some(Ok(Value::Number(number))) => Ok(Some(number)),
            Some(Err(first @ Failure::First(..))) => Err(first),
            _ => Ok(None),
        };
        Ok(Calendar { workday: number(cells.workday)?, weeks: number(cells.weeks)? })
    }

    /// Runs a computation; what it finds missing at depth is computed first, from a fresh stack, and it is run again.
    /// Within another computation the stack is not free: whoever drives that one sees to it.
    pub(super) fn driven<T>(&mut self, run: impl Fn(&mut Self) -> Result<T, Failure>) -> Result<T, Failure> {
        if !self.open.is_empty() {
            return run(self);
        }
        let mut waiting: Vec<(VariantId, CellId)> = Vec::new();
        self.steps = 0;
        loop {
            let first = match waiting.last().copied() {
                Some((variant, cell)) => self.look_up(variant, cell, no_place()).err(),
                None => match run(self) {
                    Err(first @ Failure::First(..)) => Some(first),
                    outcome => return outcome,
                },
            };
            match first {
                Some(Failure::First(variant, cell)) => {
                    if let Some(start) = waiting.iter().position(|known| *known == (variant, cell)) {
                        let cells: Vec<CellId> = waiting.iter().skip(start).map(|(_, cell)| *cell).collect();
                        let span = self.place_of(variant, cell);
                        let failure = Failure::Cycle { cells: cells.into(), span };
                        self.remember(variant, cell, Err(failure), Vec::new());
                        waiting.truncate(start);
                    } else {
                        waiting.push((variant, cell));
                    }
                }
                _ => {
                    waiting.pop();
                }
            }
        }
    }

    /// The value of a cell in a variant: remembered, shared with the study, or computed.
    pub(super) fn look_up(&mut self, variant: VariantId, cell: CellId, asked: Span) -> Result<Value, Failure> {
        if let (Some(open), Some(looked_at)) = (self.open.last(), self.looked_at.last_mut()) {
            looked_at.push((cell, open.0 == variant));
        }
        let home = self.home(cell);
        let variant = home.unwrap_or(variant);
        if let Some(outcome) = self.slot(variant, cell).and_then(|slot| slot.outcome.clone()) {
            return outcome;
        }
        let may_share = variant != BASE && home.is_none() && !self.is_given_anew(variant, cell);
        if may_share && let Some(shared) = self.shared(variant, cell) {
            return shared;
        }
        if let Some(start) = self.open.iter().position(|open| *open == (variant, cell)) {
            let cells: Vec<CellId> = self.open.iter().skip(start).map(|(_, cell)| *cell).collect();
            return Err(Failure::Cycle { cells: cells.into(), span: self.place_of(variant, cell) });
        }
        if self.open.len() >= DEEPEST {
            return Err(Failure::First(variant, cell));
        }
        if may_share && self.slot(BASE, cell).is_none() {
            if let Err(Failure::First(variant, cell)) = self.look_up_alone(cell) {
                return Err(Failure::First(variant, cell));
            }
            if let Some(shared) = self.shared(variant, cell) {
                return shared;
            }
        }
        self.compute_cell(variant, cell, asked)
    }

    /// What the study itself has for a cell, if it has been computed there and the changes of the variant do not reach it.
    fn shared(&mut self, variant: VariantId, cell: CellId) -> Option<Result<Value, Failure>> {
        self.slot(BASE, cell)?;
        if self.is_reached(variant, cell) {
            return None;
        }
        self.slot(BASE, cell).and_then(|slot| slot.outcome.clone())
    }

    /// Computes a cell in the study itself, without taking it for one that the open cell looked at.
    fn look_up_alone(&mut self, cell: CellId) -> Result<Value, Failure> {
        self.looked_at.push(Vec::new());
        let outcome = self.look_up(BASE, cell, no_place());
        self.looked_at.pop();
        outcome
    }

    fn compute_cell(&mut self, variant: VariantId, cell: CellId, asked: Span) -> Result<Value, Failure> {
        let Some(formula) = self.formula(variant, cell) else {
            let failure = Failure::Missing { cell: Some(cell), span: asked };
            let outcome = symbols::open(self.study, cell).ok_or(failure);
            self.remember(variant, cell, outcome.clone(), Vec::new());
            return outcome;
        };
        self.open.push((variant, cell));
        self.looked_at.push(Vec::new());
        let this = self.study.cell(cell).and_then(|cell| cell.instance);
        let mut frame = Frame { this, prior: formula.prior.clone(), cell: Some(cell), ..Frame::new(variant) };
        let outcome = self.compute(&formula.expr, &mut frame);
        self.open.pop();
        let looked_at = self.looked_at.pop().unwrap_or_default();
        if matches!(outcome, Err(Failure::First(..))) {
            return outcome;
        }
        self.computed += 1;
        self.remember(variant, cell, outcome.clone(), looked_at);
        outcome
    }

    fn remember(
        &mut self,
        variant: VariantId,
        cell: CellId,
        outcome: Result<Value, Failure>,
        looked_at: Vec<(CellId, bool)>,
    ) {
        let all = each_once(looked_at.iter().map(|(cell, _)| *cell).collect());
        let leans_on = if looked_at.iter().all(|(_, own)| *own) { all.clone() } else { own(looked_at) };
        if let Some(known) = self.variants.get_mut(variant.0 as usize) {
            let new = known.slots.insert(cell, outcome, leans_on, all);
            self.dependents.tell(new, (variant, cell));
        }
    }

    /// The formula of a cell in a variant.
    pub fn formula(&self, variant: VariantId, cell: CellId) -> Option<Arc<Formula>> {
        let own = self.variants.get(variant.0 as usize).and_then(|variant| variant.overrides.get(&cell));
        let base = self.variants.first().and_then(|base| base.overrides.get(&cell));
        own.or(base).or_else(|| self.study.formula(cell)).cloned()
    }

    fn slot(&self, variant: VariantId, cell: CellId) -> Option<&Slot> {
        self.variants.get(variant.0 as usize)?.slots.known(cell)
    }

    /// What a cell of a scenario speaks of is always that scenario.
    pub fn home(&mut self, cell: CellId) -> Option<VariantId> {
        let instance = self.study.cell(cell)?.instance?;
        let scenario = self.study.instance(instance)?.scenario?;
        Some(self.variant(Some(scenario)))
    }

    /// The variant that a cell's value in a variant was computed in: the study itself where the changes do not reach it.
    pub(super) fn seat(&mut self, variant: VariantId, cell: CellId) -> VariantId {
        let variant = self.home(cell).unwrap_or(variant);
        if self.slot(variant, cell).is_some() { variant } else { BASE }
    }

    /// Whether a variant gives this very cell anew.
    pub fn is_given_anew(&self, variant: VariantId, cell: CellId) -> bool {
        self.variants.get(variant.0 as usize).is_some_and(|variant| variant.overrides.contains_key(&cell))
    }

    /// The cells that a variant gives anew, in the order of the study.
    pub fn given_anew(&self, variant: VariantId) -> Vec<CellId> {
        let overrides = self.variants.get(variant.0 as usize).map(|variant| &variant.overrides);
        let mut cells: Vec<CellId> = overrides.into_iter().flat_map(|overrides| overrides.keys().copied()).collect();
        cells.sort_unstable();
        cells
    }

    /// The cells that a cell looked at when it was computed, in the variant that the report is about.
    pub fn leans_on(&mut self, cell: CellId) -> &[CellId] {
        self.leans_on_in(self.main, cell)
    }

    /// The cells that a cell looked at when it was computed in a variant.
    pub fn leans_on_in(&mut self, variant: VariantId, cell: CellId) -> &[CellId] {
        let seen_in = self.home(cell).unwrap_or(variant);
        let slot = self.slot(seen_in, cell).or_else(|| self.slot(BASE, cell));
        slot.map(|slot| &*slot.leans_on).unwrap_or_default()
    }

    /// Whether the changes of a variant reach a cell that has been computed in the study itself.
    fn is_reached(&mut self, variant: VariantId, cell: CellId) -> bool {
        let Some(own) = self.variants.get_mut(variant.0 as usize) else { return true };
        let mut known = std::mem::take(&mut own.reached);
        let reached = any_below(cell, &mut known, &mut |cell| {
            if self.is_given_anew(variant, cell) {
                return (true, Vec::new());
            }
            let below = self.slot(BASE, cell).map(|slot| slot.leans_on.clone()).unwrap_or_default();
            (false, below.into_iter().filter(|below| self.home(*below).is_none()).collect())
        });
        if let Some(own) = self.variants.get_mut(variant.0 as usize) {
            own.reached = known;
        }
        reached
    }

    fn place_of(&self, variant: VariantId, cell: CellId) -> Span {
        self.formula(variant, cell).map_or(no_place(), |formula| formula.expr.span)
    }
}

/// The cells that were looked at in the variant of who looked.
fn own(looked_at: Vec<(CellId, bool)>) -> Box<[CellId]> {
    each_once(looked_at.into_iter().filter(|(_, own)| *own).map(|(cell, _)| cell).collect())
}

/// Each cell once, in the order in which they were first looked at.
fn each_once(cells: Vec<CellId>) -> Box<[CellId]> {
    let mut placed: Vec<(CellId, usize)> = cells.into_iter().enumerate().map(|(place, cell)| (cell, place)).collect();
    placed.sort_unstable();
    placed.dedup_by_key(|(cell, _)| *cell);
    placed.sort_unstable_by_key(|(_, place)| *place);
    placed.into_iter().map(|(cell, _)| cell).collect()
}

/// Where nobody asked in a text.
fn no_place() -> Span {
    Span::new(SourceId(0), 0, 0)
}
