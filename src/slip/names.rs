//! One figure of the study taken for another: the total for a part, the time of another station.

use super::computing::Computing;
use super::search::{Kind, Search};
use crate::eval::{Action, Engine, StepId, Trace, VariantId};
use crate::hir::{CellId, ScenarioId, Type};
use crate::value::{Dimension, Display, Number, UnitId, UnitProduct, Value};

/// So many cells of a study are tried in the place of others.
const MOST: usize = 60;

/// A figure that the study itself speaks of.
#[derive(Debug)]
pub(super) struct Named {
    name: String,
    dimension: Dimension,
    /// Whether it is a share: a count is not taken for one.
    is_share: bool,
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
        found.extend(named(engine, main, id, study.cell_path(id)));
    }
    found
}

/// A cell as a figure to be taken for another one, if it is one.
fn named(engine: &mut Engine<'_>, seen: VariantId, cell: CellId, name: String) -> Option<Named> {
    let (dimension, is_percent) = match engine.study().cell_type(cell) {
        Type::Quantity { dimension, display } => (dimension, display.as_deref().is_some_and(is_percent)),
        Type::Proportion => (Dimension::NONE, true),
        _ => return None,
    };
    let value = engine.cell_in(seen, cell).ok()?.number().ok()?;
    Some(Named { name, dimension, is_share: is_percent || is_part(&value), value })
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
        let path = study.cell_path(other);
        let name = if seen == variant { path } else { under(engine, seen, other, path) };
        found.extend(named(engine, seen, other, name));
    }
    found
}

/// The path of a cell as it is seen under a scenario.
pub(super) fn under(engine: &Engine<'_>, variant: VariantId, cell: CellId, path: String) -> String {
    let study = engine.study();
    let scenario = engine.scenario_of(variant).and_then(|id| study.scenario(id));
    let own = study.cell(cell).and_then(|own| own.instance);
    match scenario.filter(|scenario| Some(scenario.instance) != own) {
        Some(scenario) => format!("{}.{path}", scenario.name),
        None => path,
    }
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
    let (Some(own), Some((dimension, is_share))) = (steps.number(id), sort(computing, id)) else { return };
    let cost = if id == root { 0.5 } else { 1.5 };
    let beside = if id == root { computing.relatives.as_slice() } else { &[] };
    for other in computing.document.named.iter().chain(beside) {
        let is_alike =
            other.dimension == dimension && (id == root || other.is_share == is_share || !dimension.is_none());
        if other.value == own || !is_alike || other.name == steps.name(id) {
            continue;
        }
        computing.try_value(search, (Kind::OtherFigure, cost), (id, other.value.clone()), |result| match id == root {
            true => format!("this is `{}`, not {}: {result}", other.name, steps.quoted(id)),
            false => taken_for(computing, other, id, result),
        });
    }
}

/// Another figure in the place of one, in one formula of several that have it.
pub(super) fn try_uses(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(step) = steps.trace.step(id).filter(|step| !step.span.source.is_library()) else { return };
    if !matches!(step.action, Action::Chain(_)) {
        return;
    }
    let Some(inputs) = steps.inputs(id) else { return };
    for (place, used) in step.inputs.iter().enumerate() {
        let is_shared = steps.trace.step(*used).is_some_and(|used| used.cell.is_some()) && steps.users(*used) > 1;
        let (true, Some(own), Some((dimension, is_share))) = (is_shared, steps.number(*used), sort(computing, *used))
        else {
            continue;
        };
        let others = computing.document.named.iter().filter(|other| {
            other.value != own && other.dimension == dimension && (other.is_share == is_share || !dimension.is_none())
        });
        for other in others {
            let value = Value::Number(other.value.clone());
            let mut inputs = inputs.clone();
            if let Some(input) = inputs.get_mut(place) {
                *input = &value;
            }
            let Ok(value) = step.action.apply(&inputs) else { continue };
            computing.try_values(search, (Kind::OtherFigure, 1.5), &[(id, value)], |result| {
                taken_for(computing, other, *used, result)
            });
        }
    }
}

fn taken_for(computing: &Computing<'_>, other: &Named, id: StepId, result: &str) -> String {
    let steps = &computing.steps;
    let (name, text) = (&other.name, steps.text(id, &other.value));
    format!("`{name}`, {text}, was taken for {}, {}: {result}", steps.quoted(id), steps.value_text(id))
}

fn is_percent(display: &Display) -> bool {
    display.smallest() == UnitProduct::of(UnitId::PERCENT)
}

/// Whether a number can be a share of something.
fn is_part(value: &Number) -> bool {
    !value.is_negative() && *value < Number::ONE
}

/// What a step measures, and whether it is a share.
fn sort(computing: &Computing<'_>, id: StepId) -> Option<(Dimension, bool)> {
    if id == computing.steps.trace.root() {
        let printed = computing.steps.printed;
        return Some((printed.dimension, is_percent(&printed.display)));
    }
    let measure = computing.steps.measure(id)?;
    let is_share = measure.units == UnitProduct::of(UnitId::PERCENT)
        || computing.steps.number(id).is_some_and(|own| is_part(&own));
    Some((measure.dimension, is_share))
}
