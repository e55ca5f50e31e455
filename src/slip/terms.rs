//! Sums with a part missing, counted twice, of the wrong sign, or taken from another row.

use super::computing::Computing;
use super::factors;
use super::search::{Kind, Search};
use crate::eval::{Action, StepId};
use crate::value::Number;
use crate::value::operation::Operator;

/// A sum done with the wrong parts, or a mean with another number of them.
pub(super) fn try_step(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let Some(step) = computing.steps.trace.step(id) else { return };
    match &step.action {
        Action::Chain(operators) if operators.iter().all(is_sum) => chain(computing, id, operators, search),
        Action::Builtin(builtin) if builtin.name == "mean" => divisor(computing, id, search),
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
        if sign == Operator::Subtract && value == Number::ONE && is_count(computing, step.inputs.first().copied()) {
            freedom(computing, (id, &whole), search);
            continue;
        }
        let signed = if sign == Operator::Add { value } else { value.negate() };
        part(computing, (id, &whole), &signed, steps.quoted(*term), search);
        let turned = signed.multiply(&Number::from_integer(2)).and_then(|twice| whole.subtract(&twice));
        let Ok(turned) = turned else { continue };
        let (name, is_added) = (steps.quoted(*term), sign == Operator::Subtract);
        let cost = if operators.contains(&Operator::Subtract) { 0.6 } else { 1.2 };
        computing.try_value(search, (Kind::Part, cost), (id, turned), |result| match is_added {
            true => format!("{name} was added and not subtracted: {result}"),
            false => format!("{name} was subtracted and not added: {result}"),
        });
    }
}

fn is_count(computing: &Computing<'_>, id: Option<StepId>) -> bool {
    let step = id.and_then(|id| computing.steps.trace.step(computing.behind(id)));
    step.is_some_and(|step| matches!(&step.action, Action::Builtin(builtin) if builtin.name == "count"))
}

/// `n` for `n - 1`.
fn freedom(computing: &Computing<'_>, (id, whole): (StepId, &Number), search: &mut Search<'_>) {
    let Ok(count) = whole.add(&Number::ONE) else { return };
    computing.try_value(search, (Kind::Deviation, 0.0), (id, count.clone()), |result| {
        format!("{} was taken as {count} and not {whole}: {result}", computing.steps.quoted(id))
    });
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
        // Who forgets an allowance forgets its factor.
        let cost = if factors::share_of(computing, id).is_some() { 0.5 } else { 0.0 };
        computing.try_value(search, (Kind::Part, cost), (id, without), |result| {
            format!("{named} is missing from the sum: {result}")
        });
    }
    if let Ok(twice) = whole.add(part) {
        computing
            .try_value(search, (Kind::Part, 0.3), (id, twice), |result| format!("{named} is counted twice: {result}"));
    }
}

/// The sum of a list divided by one more or one fewer than there are.
fn divisor(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(list) = steps.trace.step(id).and_then(|step| step.inputs.first().copied()) else { return };
    let Some(count) = steps.trace.step(list).and_then(|step| step.value.length()).filter(|count| *count > 1) else {
        return;
    };
    let Some(sum) = steps.number(id).and_then(|mean| mean.multiply(&count.into()).ok()) else { return };
    for other in [count - 1, count + 1] {
        let Ok(mean) = sum.divide(&other.into()) else { continue };
        computing.try_value(search, (Kind::Divisor, 0.5), (id, mean), |result| {
            format!("the sum of {} was divided by {other} and not by {count}: {result}", steps.quoted(list))
        });
    }
}
