//! What changes between two variants of a study, in the figures that its report shows.

use super::figure::{entry, shown_label};
use super::{Body, Entry, Line, Table, text};
use crate::base::Language;
use crate::eval::{Engine, VariantId, Writer};
use crate::hir::{CellId, Expr, Study, Type};
use crate::value::{Calendar, Number, Style, Value};

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
    let (study, language) = (engine.study(), engine.language());
    let worlds = [engine.world_of(before, cell), engine.world_of(after, cell)];
    let [old_calendar, new_calendar] = worlds.map(|world| engine.calendar(world));
    of_values(
        study,
        study.cell_path(cell),
        &study.cell_type(cell),
        [(old, old_calendar), (new, new_calendar)],
        language,
    )
}

/// A value, if there is one, with the calendar that its unit is read by.
type Read = (Option<Value>, Calendar);

/// The difference between two values of one figure, if there is one.
fn of_values(
    study: &Study,
    path: String,
    kind: &Type,
    [(old, old_calendar), (new, new_calendar)]: [Read; 2],
    language: Language,
) -> Option<Difference> {
    let style = Style::report(language);
    let [first, second] = [old_calendar, new_calendar].map(|calendar| Writer { study, calendar, style });
    let change = match (&old, &new) {
        (Some(old), Some(new)) if is_printed_alike([&first, &second], [old, new], kind) => return None,
        (None, None) => return None,
        (Some(old), Some(new)) => printed_change([&first, &second], [old, new], kind),
        _ => None,
    };
    let change = change.map(|change| {
        let plus = !change.is_negative() && !change.is_zero();
        entry(&second, &Value::Number(change), kind).signed(plus, language)
    });
    Some(Difference {
        path,
        before: old.map_or_else(Entry::missing, |value| entry(&first, &value, kind)),
        after: new.map_or_else(Entry::missing, |value| entry(&second, &value, kind)),
        change,
    })
}

/// Whether readers find the same before and after.
pub fn is_printed_alike(writers: [&Writer<'_>; 2], values: [&Value; 2], kind: &Type) -> bool {
    let ([first, second], [old, new]) = (writers, values);
    if first.calendar == second.calendar || !first.follows_calendar(kind) {
        return old == new;
    }
    match (old.length(), new.length()) {
        (None, None) => {
            let [old, new] = [(first, old), (second, new)].map(|(writer, value)| {
                Writer { style: Style::FULL, calendar: writer.calendar.clone(), ..*writer }.text(value, kind)
            });
            old == new
        }
        (before, after) => {
            let pairs = old.elements().unwrap_or_default().into_iter().zip(new.elements().unwrap_or_default());
            before == after
                && pairs.into_iter().all(|(old, new)| is_printed_alike(writers, [&old, &new], kind.element()))
        }
    }
}

/// After less before, of numbers: of the figures that are printed, where their units are not of one length.
fn printed_change([first, second]: [&Writer<'_>; 2], [old, new]: [&Value; 2], kind: &Type) -> Option<Number> {
    let (old, new) = (old.number().ok()?, new.number().ok()?);
    let (before, after) = (first.unit(kind).ok()?, second.unit(kind).ok()?);
    match before == after {
        true => new.subtract(&old).ok(),
        false => new.divide(&after).ok()?.subtract(&old.divide(&before).ok()?).ok()?.multiply(&after).ok(),
    }
}

/// The figures that the report shows, as one variant has them.
pub struct Snapshot {
    values: Vec<Read>,
}

/// A figure of the report: what the study asks to see, or a cell that its kind shows.
enum Shown<'s> {
    Asked(String, &'s Expr, &'s Type),
    Cell(CellId),
}

fn shown<'s>(engine: &Engine<'s>) -> Vec<Shown<'s>> {
    let study = engine.study();
    let mut figures = Vec::new();
    for show in study.shows.iter().filter(|show| show.by.is_none()) {
        for (place, (expr, kind)) in show.values.iter().enumerate() {
            figures.push(Shown::Asked(shown_label(show, place), expr, kind));
        }
    }
    figures.extend(shown_cells(engine).into_iter().map(Shown::Cell));
    figures
}

/// Computes the figures that the report shows.
pub fn snapshot(engine: &mut Engine<'_>, variant: VariantId) -> Snapshot {
    let values = shown(engine).into_iter().map(|figure| {
        let (value, world) = match figure {
            Shown::Asked(_, expr, _) => (engine.expression_of(variant, None, expr).ok(), engine.world(variant, expr)),
            Shown::Cell(cell) => (engine.cell_in(variant, cell).ok(), engine.world_of(variant, cell)),
        };
        (value, engine.calendar(world))
    });
    Snapshot { values: values.collect() }
}

/// The shown figures that differ between two snapshots of one study.
pub fn between_snapshots(engine: &Engine<'_>, before: &Snapshot, after: &Snapshot) -> Vec<Difference> {
    let (study, language) = (engine.study(), engine.language());
    let values = before.values.iter().zip(&after.values);
    let differing = shown(engine).into_iter().zip(values).filter_map(|(figure, (old, new))| {
        let values = [old.clone(), new.clone()];
        match figure {
            Shown::Asked(label, _, kind) => of_values(study, label, kind, values, language),
            Shown::Cell(cell) => of_values(study, study.cell_path(cell), &study.cell_type(cell), values, language),
        }
    });
    differing.collect()
}

/// Differences as a table for a terminal; the headings are those of the two sides.
pub fn table(differences: &[Difference], before: &str, after: &str, language: Language) -> String {
    let rows = differences.iter().map(|difference| Line {
        label: difference.path.clone(),
        entries: vec![
            difference.before.clone(),
            difference.after.clone(),
            difference.change.clone().unwrap_or_else(Entry::missing),
        ],
    });
    let difference = language.say("difference").into_owned();
    let columns = vec![before.to_owned(), after.to_owned(), difference];
    text::body(&Body::Table(Table { columns, rows: rows.collect(), ..Table::default() }), language)
}
