//! One figure of the study taken for another: the total for a part, the time of another station.

use super::computing::Computing;
use super::search::{Kind, Search};
use crate::eval::{Action, Engine, StepId};
use crate::hir::{CellId, Type};
use crate::value::{Dimension, Number};

/// So many cells of a study are tried in the place of others.
const MOST: usize = 60;

/// A figure that the study itself speaks of.
pub(super) struct Named {
    name: String,
    dimension: Dimension,
    value: Number,
}

/// The cells that a study declares, and those of its instances that it gives.
pub(super) fn of_study(engine: &mut Engine<'_>) -> Vec<Named> {
    let study = engine.study();
    let main = engine.main();
    let mut found = Vec::new();
    for (place, cell) in study.cells.iter().enumerate() {
        if found.len() == MOST || (cell.own.is_none() && cell.given.is_none()) {
            continue;
        }
        let id = CellId(u32::try_from(place).unwrap_or(u32::MAX));
        let dimension = match study.cell_type(id) {
            Type::Quantity { dimension, .. } => dimension,
            Type::Proportion => Dimension::NONE,
            _ => continue,
        };
        if let Some(value) = engine.cell_in(main, id).ok().and_then(|value| value.number().ok()) {
            found.push(Named { name: study.cell_path(id), dimension, value });
        }
    }
    found
}

/// Every other figure of the study in the place of this one.
pub(super) fn try_step(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let root = steps.trace.root();
    let is_cell = steps.trace.step(id).is_some_and(|step| step.cell.is_some() && !step.span.source.is_library());
    // The formula of the result is the result: it need not be tried twice.
    let is_result =
        steps.trace.step(root).is_some_and(|step| matches!(step.action, Action::Cell) && step.inputs == [id]);
    if id != root && (!is_cell || is_result) {
        return;
    }
    let (Some(own), dimension) = (steps.number(id), dimension(computing, id)) else { return };
    let cost = if id == root { 0.5 } else { 1.5 };
    for other in &computing.named {
        if other.value == own || Some(other.dimension) != dimension || other.name == steps.name(id) {
            continue;
        }
        computing.try_value(search, (Kind::OtherFigure, cost), (id, other.value.clone()), |result| {
            let text = steps.text(id, &other.value);
            match id == root {
                true => format!("this is `{}`, not {}: {result}", other.name, steps.quoted(id)),
                false => format!(
                    "`{}`, {text}, was taken for {}, {}: {result}",
                    other.name,
                    steps.quoted(id),
                    steps.value_text(id)
                ),
            }
        });
    }
}

fn dimension(computing: &Computing<'_>, id: StepId) -> Option<Dimension> {
    if id == computing.steps.trace.root() {
        return Some(computing.steps.printed.dimension);
    }
    computing.steps.measure(id).map(|measure| measure.dimension)
}
