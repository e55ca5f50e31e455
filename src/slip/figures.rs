//! Another figure in the place of one: another divisor, another unit, another row, another page.

use super::computing::Computing;
use super::copying;
use super::counts;
use super::document::Elsewhere;
use super::search::{Kind, Search};
use super::units;
use super::written::Figure;
use crate::eval::{Action, Engine, StepId, Trace};
use crate::hir::CellId;
use crate::language::context::FIGURE;
use crate::value::number::Rounding;
use crate::value::quantity::number_text;
use crate::value::words::with_unit;
use crate::value::{Number, Style, UnitId, Value, operation};

/// So many other rows are tried.
const MOST_ROWS: usize = 40;

/// Lists that are longer are left as they are.
const LONGEST: usize = 2_000;

/// Nothing is likelier than that a figure which is wrong on one page is wrong wherever it is used.
const CARRIED_ON: f64 = -4.0;

/// Figures of fewer digits are seldom typed wrong.
const FEWEST_DIGITS: usize = 3;

/// What a slip in a figure that is computed with costs, beside one in the figure that is printed.
const TYPED_IN: f64 = 1.2;

/// Two figures that differ by less are taken for each other.
const NEAR: f64 = 0.02;

/// Everything that can stand where this figure stands.
pub(super) fn try_step(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(step) = steps.trace.step(id) else { return };
    let is_all = steps.number(id).as_ref() == Some(&steps.printed.computed);
    if let Some(figure) = steps.figure(id).filter(|_| !is_all) {
        counts::try_figure(computing, id, figure, search);
        other_unit(computing, id, figure, search);
        decimal_point(computing, id, figure, search);
        digits(computing, id, figure, search);
        another(computing, id, figure, search);
        printed_elsewhere_for(computing, id, search);
    }
    if let Action::Builtin(builtin) = &step.action
        && builtin.name == "count"
    {
        counts::one_off(computing, id, search);
    }
    for (_, name, value) in computing.other_rows.iter().filter(|(own, ..)| *own == id) {
        let named = steps.text(id, value);
        computing.try_value(search, (Kind::OtherFigure, 1.0), (id, value.clone()), |result| {
            format!("`{name}`, {named}, was taken for {}, {}: {result}", steps.quoted(id), steps.value_text(id))
        });
    }
}

/// A figure of the study read in another unit.
fn other_unit(computing: &Computing<'_>, id: StepId, figure: &Figure, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let printed = steps.printed;
    for taken in units::exchanged(printed, &figure.unit) {
        let Some(one) = printed.one_of(&taken) else { continue };
        let Ok(value) = figure.number.multiply(&one) else { continue };
        computing.try_value(search, (Kind::Unit, 1.5), (id, value), |result| {
            let number = number_text(&figure.number, &Style::full(printed.language));
            let read = with_unit(&number, &taken.text(&printed.study.units), printed.language);
            format!("{} was read as {read}: {result}", figure.text(printed.language))
        });
    }
}

/// A figure of the study with its decimal point one place off.
fn decimal_point(computing: &Computing<'_>, id: StepId, figure: &Figure, search: &mut Search<'_>) {
    let Some(value) = computing.steps.number(id) else { return };
    for power in [1, -1, 2, -2] {
        let Ok(factor) = Number::from_integer(10).power(&Number::from_integer(power)) else { continue };
        let (Ok(taken), Ok(number)) = (value.multiply(&factor), figure.number.multiply(&factor)) else { continue };
        let is_share = power.abs() == 2 && figure.unit.0.iter().all(|(unit, _)| *unit == UnitId::PERCENT);
        let (kind, cost) = match (is_share, power.abs()) {
            (true, _) => (Kind::Percent, 1.5),
            (_, 1) => (Kind::FactorOfTen, 1.5),
            _ => (Kind::FactorOfTen, 2.5),
        };
        let language = computing.steps.printed.language;
        computing.try_value(search, (kind, cost), (id, taken), |result| {
            format!("computed with {} and not {}: {result}", figure.with(&number, language), figure.text(language))
        });
    }
}

/// A figure of the study with two of its digits swapped, or one dropped or doubled.
fn digits(computing: &Computing<'_>, id: StepId, figure: &Figure, search: &mut Search<'_>) {
    let Some(value) = computing.steps.number(id).filter(|_| !figure.number.is_zero()) else { return };
    let written = figure.number.exact_text();
    if written.chars().filter(char::is_ascii_digit).count() < FEWEST_DIGITS {
        return;
    }
    let language = computing.steps.printed.language;
    for edit in copying::edits(&written).into_iter().filter(|edit| !edit.is_mistyped()) {
        let Ok(number) = Number::parse(&edit.text) else { continue };
        let Ok(taken) = number.divide(&figure.number).and_then(|factor| value.multiply(&factor)) else { continue };
        if taken.is_zero() || taken == value {
            continue;
        }
        computing.try_value(search, (Kind::Digit, TYPED_IN + edit.cost), (id, taken), |result| {
            format!("computed with {} and not {}: {result}", figure.with(&number, language), figure.text(language))
        });
    }
}

/// A figure of another formula that is written in the same unit: that of another row. What has a name is tried by that.
fn another(computing: &Computing<'_>, id: StepId, figure: &Figure, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let is_named = |id: StepId| steps.cell_of(id).is_some();
    if figure.unit.is_plain() || is_named(id) {
        return;
    }
    let alike = computing.written.iter().filter_map(|other| {
        let written = steps.figure(*other)?;
        let is_other_row = written.unit == figure.unit && written.number != figure.number && !is_named(*other);
        is_other_row.then_some((*other, written))
    });
    for (other, written) in alike.take(MOST_ROWS) {
        let Some(value) = steps.number(other) else { continue };
        computing.try_value(search, (Kind::OtherFigure, 1.0), (id, value), |result| {
            let language = steps.printed.language;
            format!("{} was taken for {}: {result}", written.text(language), figure.text(language))
        });
    }
}

/// A figure that another page prints, used in the place of this one.
fn printed_elsewhere_for(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(own) = steps.number(id) else { return };
    for Elsewhere { page, printed, text, .. } in computing.elsewhere() {
        let far = (printed.to_f64() / own.to_f64() - 1.0).abs();
        if *printed == own || far.is_nan() || far > NEAR {
            continue;
        }
        let cost = if rounds_to(printed, &own) || rounds_to(&own, printed) { -2.0 } else { 0.0 };
        computing.try_value(search, (Kind::OtherFigure, cost), (id, printed.clone()), |result| {
            format!("computed with {text} (\"{page}\") and not {}: {result}", steps.quoted(id))
        });
    }
}

/// Figures that are wrong elsewhere, carried on from there: one at a time, and all of them.
pub(super) fn carried_on(computing: &Computing<'_>, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let mut all: Vec<(StepId, Value)> = Vec::new();
    let mut told: Vec<String> = Vec::new();
    for Elsewhere { page, printed, text, computed, .. } in computing.elsewhere() {
        let Some((computed, computed_text)) = computed else { continue };
        let mut changed: Vec<(StepId, Value)> = Vec::new();
        for (id, step) in steps.trace.steps().filter(|(id, _)| *id != steps.trace.root()) {
            if steps.number(id).as_ref() == Some(computed) {
                changed.push((id, Value::Number(printed.clone())));
            } else if let Some(list) = with_element(&step.value, computed, printed) {
                changed.push((id, list));
            }
        }
        if changed.is_empty() {
            continue;
        }
        let parts = [("printed", text.as_str()), ("page", page), ("computed", computed_text)];
        let sentence = steps.printed.language.fill("{printed} (\"{page}\") and not {computed}", &parts);
        computing.try_values(search, (Kind::OtherFigure, CARRIED_ON), &changed, |result| {
            format!("computed with {sentence}: {result}")
        });
        all.extend(changed.into_iter().filter(|(id, _)| !all.iter().any(|(known, _)| known == id)).collect::<Vec<_>>());
        told.push(sentence);
    }
    if told.len() > 1 {
        computing.try_values(search, (Kind::OtherFigure, CARRIED_ON), &all, |result| {
            let with = format!(", {} ", steps.printed.language.say_in(FIGURE, "with"));
            format!("computed with {}: {result}", told.join(&with))
        });
    }
}

/// A list with one of its elements exchanged.
fn with_element(list: &Value, computed: &Number, printed: &Number) -> Option<Value> {
    let numbers = list.length().filter(|length| *length <= LONGEST).and_then(|_| list.numbers().ok())?;
    if !numbers.contains(computed) {
        return None;
    }
    let exchanged = numbers.into_iter().map(|number| if number == *computed { printed.clone() } else { number });
    Some(operation::list(exchanged.map(Value::Number).collect()))
}

/// Whether one figure is the other one rounded to whole numbers, tens or tenths.
fn rounds_to(long: &Number, short: &Number) -> bool {
    [-1, 0, 1, 2].into_iter().any(|decimals| {
        let step = Number::from_integer(10).power(&Number::from_integer(-decimals));
        step.and_then(|step| long.round(&step, Rounding::HalfUp)).is_ok_and(|rounded| rounded == *short)
    })
}

/// For every cell that is given, the same cell of other instances of its kind.
pub(super) fn other_rows(engine: &mut Engine<'_>, trace: &Trace) -> Vec<(StepId, String, Number)> {
    let study = engine.study();
    let mut found = Vec::new();
    for (id, step) in trace.steps() {
        let Some((variant, cell)) = step.cell else { continue };
        let Some((instance, index)) = study.cell(cell).and_then(|own| Some((own.instance?, own.index as usize))) else {
            continue;
        };
        let Some(kind) = study.cell(cell).filter(|own| own.given.is_some()).and_then(|_| study.instance(instance))
        else {
            continue;
        };
        let others: Vec<CellId> = study
            .instances_of(kind.kind)
            .filter(|(other, found)| *other != instance && found.bindings == kind.bindings)
            .filter_map(|(other, _)| study.cell_of(other, index))
            .filter(|other| study.cell(*other).is_some_and(|other| other.given.is_some()))
            .take(MOST_ROWS)
            .collect();
        for other in others {
            let value = engine.cell_in(variant, other).ok().and_then(|value| value.number().ok());
            found.extend(value.map(|value| (id, study.cell_path(other), value)));
        }
    }
    found
}
