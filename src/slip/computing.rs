//! Slips of the calculation: each step done again as people do it wrong, and everything that follows from it.

use super::document::{Document, Elsewhere};
use super::printed::Printed;
use super::search::{Kind, Search};
use super::steps::Steps;
use super::{factors, figures, lists, names, patterns, pooling, rounding, terms};
use crate::base::{Sources, Span};
use crate::eval::{Action, Engine, StepId, Trace};
use crate::value::operation::Operator;
use crate::value::{Number, UnitProduct, Value};
use std::cell::{Cell, OnceCell};

/// So many steps are computed again for one claim at the most.
const MOST_WORK: usize = 1_500_000;

/// What decimals cost that the document nowhere prints of that unit.
const UNUSUAL: f64 = 1.0;

/// What each step between a slip and the result adds to its cost.
const DEEPER: f64 = 0.15;

/// The computation of one claim, and the figures of the study that could have strayed into it.
pub(super) struct Computing<'t> {
    pub(super) steps: Steps<'t>,
    /// Which figure of a list it is about.
    place: Option<usize>,
    /// Figures that the other claims of the study print.
    elsewhere: Vec<&'t Elsewhere>,
    pub(super) document: &'t Document,
    /// For a step, the same cell of other instances.
    pub(super) other_rows: Vec<(StepId, String, Number)>,
    /// The figures that are written in formulas.
    pub(super) written: Vec<StepId>,
    /// Figures that stand beside the claimed one.
    pub(super) relatives: Vec<names::Named>,
    /// The steps behind each step, once they were sought.
    followers: Vec<OnceCell<Vec<StepId>>>,
    work: Cell<usize>,
}

impl<'t> Computing<'t> {
    pub(super) fn new(
        engine: &mut Engine<'_>,
        sources: &'t Sources,
        trace: &'t Trace,
        printed: &'t Printed<'t>,
        document: &'t Document,
        (claim, place): (Span, Option<usize>),
    ) -> Computing<'t> {
        let steps = Steps::new(engine, sources, trace, printed);
        let elsewhere = document.figures(claim, printed);
        let relatives = names::relatives(engine, trace);
        let other_rows = figures::other_rows(engine, trace);
        let followers = trace.steps().map(|_| OnceCell::new()).collect();
        let written = trace.steps().map(|(id, _)| id).filter(|id| steps.figure(*id).is_some()).collect();
        Computing { steps, place, elsewhere, document, other_rows, written, relatives, followers, work: Cell::new(0) }
    }

    /// Everything that can go wrong at any step, those next to the result first.
    pub(super) fn try_all(&self, search: &mut Search<'_>) {
        let mut order: Vec<StepId> = self.steps.trace.steps().map(|(id, _)| id).collect();
        order.sort_by_key(|id| (self.steps.distance(*id), *id));
        order.retain(|id| self.steps.distance(*id) != usize::MAX);
        figures::carried_on(self, search);
        factors::try_all(self, &order, search);
        for id in &order {
            patterns::try_step(self, *id, search);
            pooling::try_step(self, *id, search);
            terms::try_step(self, *id, search);
            rounding::try_step(self, *id, search);
            figures::try_step(self, *id, search);
            names::try_step(self, *id, search);
            names::try_uses(self, *id, search);
        }
        lists::try_all(self, search);
    }

    /// The figures that other claims print.
    pub(super) fn elsewhere(&self) -> impl Iterator<Item = &'t Elsewhere> {
        self.elsewhere.iter().copied()
    }

    /// Whether this very figure is printed elsewhere.
    pub(super) fn is_printed(&self, value: &Number) -> bool {
        self.elsewhere.iter().any(|other| other.printed == *value)
    }

    /// How unusual it is to keep so many decimals of a unit: the document that is checked has habits of its own.
    pub(super) fn unusual(&self, product: &UnitProduct, decimals: u32, otherwise: f64) -> f64 {
        let known: Vec<i32> = self.document.decimals_of(product).collect();
        match known.iter().any(|usual| i64::from(*usual) == i64::from(decimals)) {
            true => 0.0,
            false if known.is_empty() => otherwise,
            false => otherwise + UNUSUAL,
        }
    }

    /// The result with some steps changed; nothing if that cannot be computed.
    pub(super) fn again(&self, changed: &[(StepId, Value)]) -> Option<Number> {
        let first = changed.iter().map(|(id, _)| id.place()).min()?;
        let work = self.work.get() + self.steps.trace.root().place() - first.min(self.steps.trace.root().place()) + 1;
        if work > MOST_WORK {
            return None;
        }
        self.work.set(work);
        let trace = self.steps.trace;
        let value = match changed {
            [(id, _)] => {
                let followers = self.followers.get(id.place())?.get_or_init(|| trace.followers(&[*id]));
                trace.again(changed, followers)
            }
            _ => {
                let ids: Vec<StepId> = changed.iter().map(|(id, _)| *id).collect();
                trace.again(changed, &trace.followers(&ids))
            }
        };
        let value = value.ok()?;
        match self.place {
            Some(place) => value.element(place)?.number().ok(),
            None => value.number().ok(),
        }
    }

    /// Tries one step with another value. `tell` gets the result as it would be printed.
    pub(super) fn try_value(
        &self,
        search: &mut Search<'_>,
        (kind, cost): (Kind, f64),
        (id, value): (StepId, Number),
        tell: impl FnOnce(&str) -> String,
    ) {
        self.try_values(search, (kind, cost), &[(id, Value::Number(value))], tell);
    }

    /// Tries several steps with other values.
    pub(super) fn try_values(
        &self,
        search: &mut Search<'_>,
        (kind, cost): (Kind, f64),
        changed: &[(StepId, Value)],
        tell: impl FnOnce(&str) -> String,
    ) {
        if let Some(result) = self.again(changed) {
            self.offer(search, (kind, cost), (changed, &result), tell);
        }
    }

    /// Offers what comes out when several steps have other values.
    pub(super) fn offer(
        &self,
        search: &mut Search<'_>,
        (kind, cost): (Kind, f64),
        (changed, result): (&[(StepId, Value)], &Number),
        tell: impl FnOnce(&str) -> String,
    ) {
        let deep = changed.iter().map(|(id, _)| self.steps.distance(*id)).max().unwrap_or(0).min(20);
        search.offer(kind, cost + DEEPER * deep as f64, result, || tell(&self.steps.printed.text(result)));
    }

    /// The cell that a figure comes from, behind others that only hand it on.
    pub(super) fn cell_behind(&self, id: StepId) -> StepId {
        let (mut id, mut cell) = (id, id);
        while let Some(step) = self.steps.trace.step(id) {
            if step.cell.is_some() {
                cell = id;
            }
            match (&step.action, step.inputs.as_slice()) {
                (Action::Cell, [inner]) => id = *inner,
                _ => break,
            }
        }
        cell
    }

    /// Where a step leads behind cells that only hand it on.
    pub(super) fn behind(&self, id: StepId) -> StepId {
        let mut id = id;
        while let Some(step) = self.steps.trace.step(id) {
            match (&step.action, step.inputs.as_slice()) {
                (Action::Cell, [inner]) => id = *inner,
                // Nothing is added where the second part is nought.
                (Action::Chain(operators), [first, second])
                    if matches!(operators.as_slice(), [Operator::Add])
                        && self.steps.number(*second).is_some_and(|value| value.is_zero()) =>
                {
                    id = *first;
                }
                _ => break,
            }
        }
        id
    }
}
