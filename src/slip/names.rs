//! One figure of the study taken for another: the total for a part, the time of another station.

use super::computing::Computing;
use super::search::{Kind, Search};
use crate::eval::{Action, Engine, StepId, Trace, VariantId};
use crate::hir::{CellId, ScenarioId, Type};
use crate::value::{Dimension, Number};

/// So many cells of a study are tried in the place of others.
const MOST: usize = 60;

/// A figure that the study itself speaks of.
#[derive(Debug)]
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
        let is_ours = cell.instance.and_then(|own| study.instance(own)).is_none_or(|own| !own.span.source.is_library());
        if !is_ours {
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

/// What stands beside the claimed cell: other cells of its instance, the same cell of other instances, and the same
/// cell under other scenarios.
pub(super) fn relatives(engine: &mut Engine<'_>, trace: &Trace) -> Vec<Named> {
    let study = engine.study();
    let root = trace.step(trace.root()).and_then(|step| step.cell);
    let Some((variant, cell)) = root else { return Vec::new() };
    let mut cells: Vec<(VariantId, CellId)> = Vec::new();
    if let Some((instance, index)) = study.cell(cell).and_then(|own| Some((own.instance?, own.index as usize)))
        && let Some(kind) = study.instance(instance).map(|own| own.kind)
    {
        let count = study.kind(kind).map_or(0, |kind| kind.cells.len());
        cells.extend((0..count).filter_map(|own| Some((variant, study.cell_of(instance, own)?))));
        let others = study.instances_of(kind).filter(|(other, _)| *other != instance);
        cells.extend(others.filter_map(|(other, _)| Some((variant, study.cell_of(other, index)?))).take(MOST));
    }
    for place in 0..study.scenarios.len().min(MOST) {
        let scenario = ScenarioId(u32::try_from(place).unwrap_or(u32::MAX));
        cells.push((engine.variant(Some(scenario)), cell));
    }
    cells.push((engine.variant(None), cell));
    let mut found = Vec::new();
    for (seen, other) in cells.into_iter().filter(|seen| *seen != (variant, cell)) {
        let Type::Quantity { dimension, .. } = study.cell_type(other) else { continue };
        let Some(value) = engine.cell_in(seen, other).ok().and_then(|value| value.number().ok()) else { continue };
        let scenario = engine.scenario_of(seen).filter(|_| seen != variant).and_then(|id| study.scenario(id));
        let path = study.cell_path(other);
        let name = scenario.map_or(path.clone(), |scenario| format!("{}.{path}", scenario.name));
        found.push(Named { name, dimension, value });
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
    let beside = if id == root { computing.relatives.as_slice() } else { &[] };
    for other in computing.document.named.iter().chain(beside) {
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
