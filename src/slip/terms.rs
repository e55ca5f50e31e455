//! Sums with a part missing, counted twice, of the wrong sign, or taken from another row.

use super::computing::Computing;
use super::search::{Kind, Search};
use crate::eval::{Action, StepId};
use crate::value::operation::Operator;
use crate::value::{Number, Value};

/// Longer lists are left alone: among so many parts one always fits.
const LONGEST: usize = 200;

/// A sum, or the mean of a list, done with the wrong parts.
pub(super) fn try_step(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let Some(step) = computing.steps.trace.step(id) else { return };
    match &step.action {
        Action::Chain(operators) if operators.iter().all(is_sum) => chain(computing, id, operators, search),
        Action::Builtin(builtin) if matches!(builtin.name, "sum" | "mean") => {
            if let [list] = step.inputs.as_slice() {
                over_list(computing, id, *list, builtin.name == "mean", search);
            }
        }
        _ => {}
    }
}

fn is_sum(operator: &Operator) -> bool {
    matches!(operator, Operator::Add | Operator::Subtract)
}

fn chain(computing: &Computing<'_>, id: StepId, operators: &[Operator], search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(step) = steps.trace.step(id) else { return };
    let Some(whole) = steps.number(id) else { return };
    let signs = std::iter::once(Operator::Add).chain(operators.iter().copied());
    for (term, sign) in step.inputs.iter().zip(signs) {
        let Some(value) = steps.number(*term) else { continue };
        let signed = if sign == Operator::Add { value } else { value.negate() };
        part(computing, (id, &whole), &signed, steps.quoted(*term), search);
        if sign == Operator::Subtract || operators.contains(&Operator::Subtract) {
            let Ok(turned) = signed.multiply(&Number::from_integer(2)).and_then(|twice| whole.subtract(&twice)) else {
                continue;
            };
            let (name, is_added) = (steps.quoted(*term), sign == Operator::Subtract);
            computing.try_value(search, (Kind::Part, 0.6), (id, turned), |result| {
                let done = if is_added { "added and not subtracted" } else { "subtracted and not added" };
                format!("{name} was {done}: {result}")
            });
        }
    }
}

/// A part missing, and counted twice.
fn part(
    computing: &Computing<'_>,
    (id, whole): (StepId, &Number),
    part: &Number,
    name: String,
    search: &mut Search<'_>,
) {
    if part.is_zero() {
        return;
    }
    let text = computing.steps.text(id, &part.absolute());
    let named = if name.contains(&text) { name } else { format!("{name}, {text},") };
    if let Ok(without) = whole.subtract(part) {
        let named = named.clone();
        computing.try_value(search, (Kind::Part, 0.0), (id, without), |result| {
            format!("{named} is missing from the sum: {result}")
        });
    }
    if let Ok(twice) = whole.add(part) {
        computing
            .try_value(search, (Kind::Part, 0.3), (id, twice), |result| format!("{named} is counted twice: {result}"));
    }
}

fn over_list(computing: &Computing<'_>, id: StepId, list: StepId, is_mean: bool, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(values) = steps.trace.step(list).and_then(|step| step.value.numbers().ok()) else { return };
    if values.len() < 2 || values.len() > LONGEST {
        return;
    }
    let Some(whole) = steps.number(id) else { return };
    let named = |place: usize, value: &Number| element_name(computing, list, place, value);
    if is_mean {
        for (place, value) in values.iter().enumerate() {
            let mean = (whole.multiply(&values.len().into()))
                .and_then(|sum| sum.subtract(value))
                .and_then(|sum| sum.divide(&(values.len() - 1).into()));
            if let Ok(mean) = mean {
                computing.try_value(search, (Kind::Part, 0.4), (id, mean), |result| {
                    format!("{} is missing from the mean: {result}", named(place, value))
                });
            }
        }
        return;
    }
    for (place, value) in values.iter().enumerate() {
        part(computing, (id, &whole), value, named(place, value), search);
    }
    for (place, value) in values.iter().enumerate() {
        let neighbours = [place.checked_sub(1), place.checked_add(1)].into_iter().flatten();
        for (other, taken) in neighbours.filter_map(|other| Some((other, values.get(other)?))) {
            let Ok(instead) = whole.subtract(value).and_then(|rest| rest.add(taken)) else { continue };
            computing.try_value(search, (Kind::OtherFigure, 0.8), (id, instead), |result| {
                format!("{} was taken for {}: {result}", named(other, taken), named(place, value))
            });
        }
    }
}

/// What an element of a list is called.
fn element_name(computing: &Computing<'_>, list: StepId, place: usize, value: &Number) -> String {
    let steps = &computing.steps;
    let step = steps.trace.step(computing.behind(list));
    let input = step
        .filter(|step| matches!(step.action, Action::List | Action::Joined) && !matches!(step.value, Value::Sample(_)));
    match input.and_then(|step| step.inputs.get(place)) {
        Some(own) => steps.quoted(*own),
        None => format!("the {} of {}, {},", ordinal(place + 1), steps.quoted(list), steps.text(list, value)),
    }
}

fn ordinal(place: usize) -> String {
    let ending = match (place % 10, place % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}
