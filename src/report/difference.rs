//! What changes between two variants of a study, in the figures that its report shows.

use super::Entry;
use super::figure::entry;
use crate::eval::{Engine, VariantId, Writer};
use crate::hir::CellId;
use crate::value::{Style, Value};

/// A figure before and after a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The path of its cell.
    pub path: String,
    /// What it was.
    pub before: Entry,
    /// What it is.
    pub after: Entry,
    /// After less before, for numbers.
    pub change: Option<Entry>,
}

impl Difference {
    /// The change in brackets.
    pub fn by(&self) -> String {
        self.change.as_ref().map(|change| format!(" ({})", change.text)).unwrap_or_default()
    }
}

/// The shown figures that differ between two variants, in the order of the study.
pub fn between(engine: &mut Engine<'_>, before: VariantId, after: VariantId) -> Vec<Difference> {
    let shown = shown_cells(engine);
    shown.into_iter().filter_map(|cell| of_cell(engine, before, after, cell)).collect()
}

/// The cells that the report shows: those that kinds show of the instances of a study.
pub fn shown_cells(engine: &Engine<'_>) -> Vec<CellId> {
    let study = engine.study();
    let mut cells = Vec::new();
    for (place, instance) in study.instances.iter().enumerate() {
        let Some(kind) = study.kind(instance.kind) else { continue };
        if instance.scenario.is_some() || (instance.span.source.is_library() && !kind.single) {
            continue;
        }
        let id = crate::hir::InstanceId(u32::try_from(place).unwrap_or(u32::MAX));
        cells.extend(kind.shows.iter().filter_map(|index| study.cell_of(id, *index)));
    }
    cells
}

fn of_cell(engine: &mut Engine<'_>, before: VariantId, after: VariantId, cell: CellId) -> Option<Difference> {
    let (old, new) = (engine.cell_in(before, cell).ok(), engine.cell_in(after, cell).ok());
    if old == new {
        return None;
    }
    let study = engine.study();
    let kind = study.cell_type(cell);
    let mut written = |variant, value: &Value| {
        let calendar = engine.calendar(variant);
        entry(&Writer { study, calendar, style: Style::REPORT }, value, &kind)
    };
    let missing = || Entry { text: crate::eval::MISSING.to_owned(), figure: None };
    let numbers = old.as_ref().and_then(|old| old.number().ok()).zip(new.as_ref().and_then(|new| new.number().ok()));
    let change = numbers.and_then(|(old, new)| new.subtract(&old).ok()).map(|change| {
        let mut shown = written(after, &Value::Number(change.clone()));
        if !change.is_negative() {
            shown.text.insert(0, '+');
        }
        shown
    });
    Some(Difference {
        path: study.cell_path(cell),
        before: old.map_or_else(missing, |value| written(before, &value)),
        after: new.map_or_else(missing, |value| written(after, &value)),
        change,
    })
}
