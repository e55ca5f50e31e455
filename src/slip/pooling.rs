//! Pooled shares taken for means of shares, and the reverse: 47 of 121 together, or the mean of 14 / 27 and 33 / 94.

use super::computing::Computing;
use super::search::{Kind, Search};
use crate::eval::{Action, StepId};
use crate::value::operation::Operator;
use crate::value::{Number, Value};

/// What a mean or a quotient shows of this.
pub(super) fn try_step(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let Some(step) = computing.steps.trace.step(id) else { return };
    match &step.action {
        Action::Builtin(builtin) if builtin.name == "mean" => mean_of_shares(computing, id, search),
        Action::Chain(operators) => pooled(computing, id, operators, search),
        _ => {}
    }
}

/// A mean of shares that was pooled.
fn mean_of_shares(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(list) = steps.trace.step(id).and_then(|step| step.inputs.first().copied()) else { return };
    let Some((parts, wholes)) = shares(computing, list) else { return };
    counts_pooled(computing, id, (&parts, &wholes), search);
}

fn counts_pooled(
    computing: &Computing<'_>,
    id: StepId,
    (parts, wholes): (&[Number], &[Number]),
    search: &mut Search<'_>,
) {
    let total = |values: &[Number]| values.iter().try_fold(Number::ZERO, |sum, value| sum.add(value)).ok();
    let (Some(part), Some(whole)) = (total(parts), total(wholes)) else { return };
    let Ok(pooled) = part.divide(&whole) else { return };
    let is_share = computing.steps.measure(id).is_some_and(|measure| measure.dimension.is_none());
    computing.try_value(search, (Kind::Pooled, 0.0), (id, pooled), |result| match is_share {
        true => format!("the counts were pooled and not the mean of the shares taken: {part} of {whole} = {result}"),
        false => format!("the sums were divided and not the mean of the {} quotients taken: {result}", parts.len()),
    });
}

/// The parts and wholes of a list of shares.
fn shares(computing: &Computing<'_>, list: StepId) -> Option<(Vec<Number>, Vec<Number>)> {
    let steps = &computing.steps;
    let step = steps.trace.step(computing.behind(list))?;
    if let Action::Chain(operators) = &step.action
        && let ([Operator::Divide], [parts, wholes]) = (operators.as_slice(), step.inputs.as_slice())
    {
        let of = |id: &StepId| steps.trace.step(*id).and_then(|step| step.value.numbers().ok());
        return of(parts).zip(of(wholes)).filter(|(parts, wholes)| parts.len() == wholes.len());
    }
    if let Ok(elements) = step.value.elements()
        && elements.iter().all(|value| matches!(value, Value::Proportion(_)))
    {
        let counts = elements.iter().filter_map(|value| match value {
            Value::Proportion(proportion) => Some((proportion.hits.clone(), proportion.total.clone())),
            _ => None,
        });
        return Some(counts.unzip());
    }
    quotients(computing, &step.inputs)
}

/// The parts and wholes of `14 / 27`, `5 / 16`.
fn quotients(computing: &Computing<'_>, shares: &[StepId]) -> Option<(Vec<Number>, Vec<Number>)> {
    let steps = &computing.steps;
    let quotients = shares.iter().map(|id| {
        let inner = steps.trace.step(computing.behind(*id))?;
        match (&inner.action, inner.inputs.as_slice()) {
            (Action::Chain(operators), [part, whole]) if matches!(operators.as_slice(), [Operator::Divide]) => {
                Some((steps.number(*part)?, steps.number(*whole)?))
            }
            (Action::Builtin(builtin), [share]) if builtin.name == "share" => match &steps.trace.step(*share)?.value {
                Value::Proportion(proportion) => Some((proportion.hits.clone(), proportion.total.clone())),
                _ => None,
            },
            _ => None,
        }
    });
    let quotients: Option<Vec<(Number, Number)>> = quotients.collect();
    quotients.filter(|all| !all.is_empty()).map(|all| all.into_iter().unzip())
}

/// A pooled share for which the mean of the shares was taken.
fn pooled(computing: &Computing<'_>, id: StepId, operators: &[Operator], search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(step) = steps.trace.step(id) else { return };
    // `(33 / 94 + 129 / 387) / 2`
    if let ([Operator::Divide], [sum, count]) = (operators, step.inputs.as_slice())
        && let Some(inner) = steps.trace.step(computing.behind(*sum))
        && matches!(&inner.action, Action::Chain(signs) if signs.iter().all(|sign| *sign == Operator::Add))
        && steps.number(*count) == Some(inner.inputs.len().into())
        && let Some((parts, wholes)) = quotients(computing, &inner.inputs)
    {
        counts_pooled(computing, id, (&parts, &wholes), search);
    }
    let ([Operator::Of | Operator::Divide], [part, whole]) = (operators, step.inputs.as_slice()) else { return };
    let Some((parts, wholes)) = summands(computing, *part).zip(summands(computing, *whole)) else { return };
    if parts.len() != wholes.len() || parts.len() < 2 {
        return;
    }
    let shares = parts.iter().zip(&wholes).map(|(part, whole)| part.divide(whole));
    let Ok(shares) = shares.collect::<Result<Vec<_>, _>>() else { return };
    let sum = shares.iter().try_fold(Number::ZERO, |sum, share| sum.add(share));
    let Ok(mean) = sum.and_then(|sum| sum.divide(&shares.len().into())) else { return };
    computing.try_value(search, (Kind::Pooled, 0.0), (id, mean), |result| {
        let is_share = steps.measure(id).is_some_and(|measure| measure.dimension.is_none());
        match is_share {
            true => format!("the mean of the {} shares was taken and not their counts pooled: {result}", shares.len()),
            false => format!("the mean of the {} quotients was taken and not the sums divided: {result}", shares.len()),
        }
    });
}

/// The numbers that a sum adds up.
fn summands(computing: &Computing<'_>, id: StepId) -> Option<Vec<Number>> {
    let steps = &computing.steps;
    let step = steps.trace.step(computing.behind(id))?;
    match &step.action {
        Action::Builtin(builtin) if builtin.name == "sum" => {
            steps.trace.step(*step.inputs.first()?)?.value.numbers().ok()
        }
        Action::Chain(operators) if operators.iter().all(|operator| *operator == Operator::Add) => {
            by_rows(computing, &step.inputs).or_else(|| step.inputs.iter().map(|id| steps.number(*id)).collect())
        }
        _ => None,
    }
}

/// `sum(good) + sum(scrap)`, row by row.
fn by_rows(computing: &Computing<'_>, sums: &[StepId]) -> Option<Vec<Number>> {
    let trace = computing.steps.trace;
    let columns = sums.iter().map(|id| {
        let step = trace.step(computing.behind(*id))?;
        let is_sum = matches!(&step.action, Action::Builtin(builtin) if builtin.name == "sum");
        trace.step(*step.inputs.first().filter(|_| is_sum)?)?.value.numbers().ok()
    });
    let columns: Vec<Vec<Number>> = columns.collect::<Option<_>>()?;
    let rows = columns.first()?.len();
    if columns.iter().any(|column| column.len() != rows) {
        return None;
    }
    let row = |row: usize| {
        let cells = columns.iter().filter_map(|column| column.get(row));
        cells.into_iter().try_fold(Number::ZERO, |sum, cell| sum.add(cell)).ok()
    };
    (0..rows).map(row).collect()
}
