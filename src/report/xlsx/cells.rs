//! The cells of the study, each in its place: what it holds and, where there is one, the formula that leads to it.

use super::book::{Content, Filled, Look, Sheet};
use super::format::{number_format, part_of_day, serial};
use super::formula::{Status, Translator};
use super::layout::{Place, Spot, Unit, word};
use crate::eval::Writer;
use crate::hir::{CellId, Type};
use crate::language::context;
use crate::value::number::NumberError;
use crate::value::{Number, Value};

/// The spots from one on downwards.
pub fn downwards(first: Spot) -> impl Iterator<Item = Spot> {
    (first.row..).map(move |row| Spot { row, ..first })
}

/// Fills the sheets of a layout.
pub fn fill(translator: &mut Translator<'_, '_>, writer: &Writer<'_>) -> Vec<Sheet> {
    let layout = translator.layout;
    let mut cells: Vec<CellId> = layout.places.keys().copied().collect();
    cells.sort_unstable();
    for cell in &cells {
        translator.find_out(*cell);
    }
    let mut sheets = layout.sheets.clone();
    for cell in cells {
        let main = translator.engine.main();
        let Ok(value) = translator.engine.cell_in(main, cell) else {
            fill_missing(translator, cell, &mut sheets);
            continue;
        };
        for (spot, filled) in filled(translator, writer, cell, &value) {
            if let Some(sheet) = sheets.get_mut(spot.sheet) {
                sheet.put(spot.row, spot.column, filled);
            }
        }
    }
    sheets
}

/// A cell without a value that may get one when something is changed.
fn fill_missing(translator: &Translator<'_, '_>, cell: CellId, sheets: &mut [Sheet]) {
    let (spot, format) = match translator.layout.places.get(&cell) {
        Some(Place::Word(spot)) => (*spot, String::new()),
        Some(Place::Number(spot, unit)) => (*spot, number_format(None, unit, false)),
        _ => return,
    };
    if let (Some(formula), Some(sheet)) = (translator.formulas.get(&spot), sheets.get_mut(spot.sheet)) {
        let content = Content::Text(String::new());
        sheet.put(
            spot.row,
            spot.column,
            Filled { content, formula: Some(formula.clone()), look: Look::Result, format },
        );
    }
}

/// What the spots of a cell hold.
fn filled(translator: &Translator<'_, '_>, writer: &Writer<'_>, cell: CellId, value: &Value) -> Vec<(Spot, Filled)> {
    let status = translator.statuses.get(&cell);
    let stays = translator.settled.contains(&cell) || translator.inline.contains(&cell);
    let can_change = matches!(status, Some(Status::Live(_))) && !stays;
    let kind = translator.study.cell_type(cell);
    let number = |spot: Spot, number: &Number, unit: &Unit| {
        let (formula, look) = look(translator, spot, can_change);
        let content = figure(translator, number, unit).map_or(Content::Blank, Content::Number);
        let exact = unit_of(translator, number, unit).ok();
        let format = number_format(exact.as_ref(), unit, look == Look::Input);
        (spot, Filled { content, formula, look, format })
    };
    match (translator.layout.places.get(&cell), value) {
        (Some(Place::Number(spot, unit)), Value::Number(own)) => vec![number(*spot, own, unit)],
        (Some(Place::Proportion([share, hits, total])), Value::Proportion(own)) => {
            let plain = Unit::plain();
            let mut all = vec![number(*hits, &own.hits, &plain), number(*total, &own.total, &plain)];
            all.extend(own.share().ok().map(|own| number(*share, &own, &Unit::share())));
            all
        }
        (Some(Place::Interval([from, to], unit)), Value::Interval(ends)) => {
            let ends = [(from, ends.0.number()), (to, ends.1.number())];
            ends.into_iter().filter_map(|(spot, end)| Some(number(*spot, &end.ok()?, unit))).collect()
        }
        (Some(Place::List { first, unit, .. }), list) => {
            let elements = list.elements().unwrap_or_default();
            let spots = downwards(*first).zip(&elements);
            spots
                .filter(|(_, element)| **element != Value::Missing)
                .map(|(spot, element)| match (element, unit) {
                    (Value::Number(own), Some(unit)) => number(spot, own, unit),
                    (element, _) => word_at(translator, writer, (cell, spot), element, kind.element()),
                })
                .collect()
        }
        (Some(Place::Word(spot) | Place::Number(spot, _)), value) => {
            vec![word_at(translator, writer, (cell, *spot), value, &kind)]
        }
        _ => Vec::new(),
    }
}

fn look(translator: &Translator<'_, '_>, spot: Spot, can_change: bool) -> (Option<String>, Look) {
    match translator.formulas.get(&spot) {
        Some(formula) if can_change => (Some(formula.clone()), Look::Result),
        _ => (None, if can_change { Look::Input } else { Look::Fixed }),
    }
}

fn word_at(
    translator: &Translator<'_, '_>,
    writer: &Writer<'_>,
    (cell, spot): (CellId, Spot),
    value: &Value,
    kind: &Type,
) -> (Spot, Filled) {
    let (formula, look) = look(translator, spot, translator.formulas.contains_key(&spot));
    let look = if formula.is_none() { Look::Fixed } else { look };
    let (content, format) = match value {
        Value::Truth(truth) => (Content::Truth(*truth), ""),
        // What a formula may compare stays as the study has it.
        Value::Text(word) if formula.is_none() && matches!(kind, Type::Choice(_)) => {
            (Content::Text(choice(translator, writer, cell, word)), "")
        }
        Value::Text(text) => (Content::Text(crate::eval::clean(text)), ""),
        Value::Date(date) => match serial(*date) {
            Some(days) => (Content::Number(days), "yyyy-mm-dd"),
            None => (Content::Text(date.to_string()), ""),
        },
        Value::Clock(clock) => (Content::Number(part_of_day(*clock)), "hh:mm:ss"),
        other => (word(&writer.text(other, kind)), ""),
    };
    (spot, Filled { content, formula, look, format: format.to_owned() })
}

/// A word that the library has to choose from; some mean different things in different cells.
fn choice(translator: &Translator<'_, '_>, writer: &Writer<'_>, cell: CellId, word: &str) -> String {
    let Some(declared) = translator.study.kind_cell(cell).filter(|own| own.span.source.is_library()) else {
        return crate::eval::clean(word);
    };
    let catalogue = writer.style.language.catalogue();
    let own = catalogue.and_then(|all| all.say(context::CHOICE, &format!("{}: {word}", declared.name)));
    own.unwrap_or_else(|| writer.say_choice(word))
}

/// A number in the unit of its column.
pub fn unit_of(translator: &Translator<'_, '_>, number: &Number, unit: &Unit) -> Result<Number, NumberError> {
    let calendar = &translator.calendar;
    let mut scale = unit.scale.number.clone();
    for (period, power) in [(&calendar.workday, unit.scale.workdays), (&calendar.weeks, unit.scale.weeks)] {
        scale = scale.multiply(&period.number.power(&Number::from_integer(power.into()))?)?;
    }
    number.divide(&scale)
}

fn figure(translator: &Translator<'_, '_>, number: &Number, unit: &Unit) -> Option<f64> {
    unit_of(translator, number, unit).ok().map(|number| number.to_f64()).filter(|number| number.is_finite())
}
