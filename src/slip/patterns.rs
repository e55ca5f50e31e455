//! The classic mistakes of the field, known by the shape of a formula: what should be divided is multiplied, a pooled share
//! is taken for a mean of shares, two figures are exchanged, one function is taken for its twin.

use super::computing::Computing;
use super::search::{Kind, Search};
use crate::base::Language;
use crate::builtin::{self, Builtin};
use crate::eval::{Action, StepId};
use crate::value::operation::Operator;
use crate::value::{Number, Style, Value};

/// A function, what is taken for it, and what that is called.
const TWINS: [(&str, &str, Kind, f64, &str); 8] = [
    (
        "deviation",
        "population_deviation",
        Kind::Deviation,
        0.0,
        "the deviation was divided by n and not by n − 1: {result}",
    ),
    (
        "population_deviation",
        "deviation",
        Kind::Deviation,
        0.0,
        "the deviation was divided by n − 1 and not by n: {result}",
    ),
    (
        "variance",
        "population_variance",
        Kind::Deviation,
        0.0,
        "the variance was divided by n and not by n − 1: {result}",
    ),
    (
        "population_variance",
        "variance",
        Kind::Deviation,
        0.0,
        "the variance was divided by n − 1 and not by n: {result}",
    ),
    ("ceil", "round", Kind::NotRoundedUp, 0.0, "{inner} was rounded to the nearest where up is meant: {result}"),
    ("ceil", "floor", Kind::NotRoundedUp, 0.2, "{inner} was rounded down where up is meant: {result}"),
    ("mean", "median", Kind::OtherFigure, 0.8, "the median was taken for the mean: {result}"),
    ("median", "mean", Kind::OtherFigure, 0.8, "the mean was taken for the median: {result}"),
];

/// Factors that stand for a confidence, each with those that are taken for it.
const CONFIDENCE: [(f64, &[&str]); 7] = [
    (1.645, &["1.96", "2", "1.65", "1.64", "3"]),
    (1.65, &["1.96", "2", "1.645", "3"]),
    (1.96, &["2", "1.645", "1.65", "3", "2.576", "2.58"]),
    (2.0, &["1.96", "3", "1", "1.645"]),
    (2.576, &["3", "2.58", "1.96", "2"]),
    (2.58, &["3", "2.576", "1.96", "2"]),
    (3.0, &["2", "1.96", "2.576", "2.58"]),
];

/// What cells with such a factor are called.
const CALLED: [&str; 4] = ["k", "z", "t", "confidence_factor"];

/// Confidences, which stand for factors of their own.
const CONFIDENCES: [&str; 4] = ["0.95", "0.9", "0.99", "0.68"];

/// Every pattern that a step shows.
pub(super) fn try_step(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let Some(step) = computing.steps.trace.step(id) else { return };
    match &step.action {
        Action::Builtin(builtin) => {
            twins(computing, id, builtin.name, search);
            if builtin.name == "normal_quantile" {
                confidence(computing, id, search);
                confidences(computing, id, builtin, search);
            }
            if builtin.name == "mean" {
                mean_of_shares(computing, id, search);
            }
        }
        Action::Cell if CALLED.contains(&computing.steps.name(id).rsplit('.').next().unwrap_or_default()) => {
            confidence(computing, id, search);
        }
        // `1.96` in a formula can hardly be anything else; 2 and 3 can.
        Action::Given if computing.steps.number(id).is_some_and(|value| value.to_f64().fract() != 0.0) => {
            confidence(computing, id, search);
        }
        Action::Chain(operators) => {
            factors(computing, id, operators, search);
            pooled(computing, id, operators, search);
            exchanged(computing, id, operators, search);
            points(computing, id, operators, search);
        }
        _ => {}
    }
}

fn twins(computing: &Computing<'_>, id: StepId, name: &str, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(inputs) = steps.inputs(id) else { return };
    for (_, twin, kind, cost, what) in TWINS.into_iter().filter(|(own, ..)| *own == name) {
        let Some(value) = builtin::find(twin).and_then(|twin| Action::Builtin(twin).apply(&inputs).ok()) else {
            continue;
        };
        computing.try_values(search, (kind, cost), &[(id, value)], |result| {
            let inner = steps.trace.step(id).and_then(|step| step.inputs.first().copied());
            let inner = inner.map(|inner| steps.value_text(inner)).unwrap_or_default();
            put_in(what, &[("inner", &inner), ("result", result)])
        });
    }
}

/// A sentence with its parts put in.
fn put_in(sentence: &str, parts: &[(&str, &str)]) -> String {
    Language::English.fill(sentence, parts)
}

fn is_near(value: &Number, known: f64) -> bool {
    (value.to_f64() - known).abs() < 0.0006
}

/// Whether a number can hardly be anything but a factor of the confidence, or the square of one.
pub(super) fn is_confidence_factor(value: &Number) -> bool {
    let fractions = CONFIDENCE.into_iter().map(|(known, _)| known).filter(|known| known.fract() != 0.0);
    fractions.into_iter().any(|known| is_near(value, known) || is_near(value, known * known))
}

/// 2 for 1.96, and the like.
fn confidence(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(value) = steps.number(id) else { return };
    if steps.measure(id).is_some_and(|measure| !measure.dimension.is_none()) {
        return;
    }
    let Some((own, others)) = CONFIDENCE.into_iter().find(|(known, _)| is_near(&value, *known)) else { return };
    for (place, other) in others.iter().enumerate() {
        let Ok(taken) = Number::parse(other) else { continue };
        let cost = 0.4 * place as f64;
        computing.try_value(search, (Kind::ConfidenceFactor, cost), (id, taken), |result| {
            let style = Style::full(steps.printed.language);
            let (other, own) = (style.signs(other), style.signs(&own.to_string()));
            format!("the factor of the confidence was taken as {other} and not {own}: {result}")
        });
    }
}

/// The exact factor of another confidence.
fn confidences(computing: &Computing<'_>, id: StepId, quantile: &'static Builtin, search: &mut Search<'_>) {
    let Some(own) = computing.steps.number(id) else { return };
    for other in CONFIDENCES {
        let Ok(confidence) = Number::parse(other) else { continue };
        let half = confidence.add(&Number::ONE).and_then(|both| both.divide(&Number::from_integer(2)));
        let Ok(share) = half else { continue };
        let Ok(taken) = Action::Builtin(quantile).apply(&[&Value::Number(share)]) else { continue };
        if taken.number().is_ok_and(|taken| (taken.to_f64() - own.to_f64()).abs() < 1e-9) {
            continue;
        }
        computing.try_values(search, (Kind::ConfidenceFactor, 0.6), &[(id, taken)], |result| {
            let other = computing.steps.printed.percent_text(&confidence);
            format!("computed for a confidence of {other}: {result}")
        });
    }
}

/// Products and quotients: a divisor multiplied with, a factor divided by, and shares added where they are taken away.
fn factors(computing: &Computing<'_>, id: StepId, operators: &[Operator], search: &mut Search<'_>) {
    let steps = &computing.steps;
    if !operators.iter().all(|operator| matches!(operator, Operator::Multiply | Operator::Divide)) {
        return;
    }
    let (Some(step), Some(whole)) = (steps.trace.step(id), steps.number(id)) else { return };
    let signs = std::iter::once(Operator::Multiply).chain(operators.iter().copied());
    for (operand, sign) in step.inputs.iter().zip(signs) {
        let Some(value) = steps.number(*operand) else { continue };
        let by = |change: &Number| whole.multiply(change).ok();
        let inverse = value.reciprocal().ok();
        // Without the operand.
        let without = if sign == Operator::Multiply { inverse.as_ref().and_then(by) } else { by(&value) };
        let Some(without) = without else { continue };
        if sign == Operator::Multiply {
            left_out(computing, (id, *operand), &without, search);
        }
        if let Some((share, is_more)) = share_of(computing, *operand) {
            for (new, cost, how) in allowances(&share, sign == Operator::Multiply, is_more) {
                let Some(value) = new.and_then(|new| without.multiply(&new).ok()) else { continue };
                computing.try_value(search, (Kind::Allowance, cost), (id, value), |result| {
                    put_in(how, &[("share", &steps.printed.percent_text(&share)), ("result", result)])
                });
            }
        }
    }
}

/// A rating or the factor of an allowance that was forgotten.
fn left_out(computing: &Computing<'_>, (id, factor): (StepId, StepId), without: &Number, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let is_share = steps.measure(factor).is_some_and(|measure| measure.dimension.is_none());
    let is_named = steps.trace.step(factor).is_some_and(|step| step.cell.is_some());
    let Some(value) = steps.number(factor).filter(|value| is_share && is_named && *value != Number::ONE) else {
        return;
    };
    let is_whole = value.floor(&Number::ONE).is_ok_and(|whole| whole == value);
    let cost = if is_whole { 1.5 } else { 0.3 };
    computing.try_value(search, (Kind::Part, cost), (id, without.clone()), |result| {
        format!("{} ({}) is left out: {result}", steps.quoted(factor), steps.value_text(factor))
    });
}

/// `1 - 15.5%` and `1 + 15.5%`: the share, and whether it is added.
fn share_of(computing: &Computing<'_>, id: StepId) -> Option<(Number, bool)> {
    let steps = &computing.steps;
    let step = steps.trace.step(computing.behind(id))?;
    let Action::Chain(operators) = &step.action else { return None };
    let ([operator], [one, share]) = (operators.as_slice(), step.inputs.as_slice()) else { return None };
    let share = steps.number(*share)?;
    let fits = steps.number(*one)? == Number::ONE && !share.is_zero();
    let is_more = match operator {
        Operator::Add => true,
        Operator::Subtract => false,
        _ => return None,
    };
    fits.then_some((share, is_more))
}

type Instead = (Option<Number>, f64, &'static str);

/// What people put in the place of such a factor.
fn allowances(share: &Number, multiplied: bool, is_more: bool) -> Vec<Instead> {
    let more = Number::ONE.add(share).ok();
    let less = Number::ONE.subtract(share).ok();
    let below = |value: &Option<Number>| value.as_ref().and_then(|value| value.reciprocal().ok());
    let (by_more, by_less) = (below(&more), below(&less));
    match (multiplied, is_more) {
        (false, false) => vec![
            (more, 0.0, "multiplied by 1 + {share} and not divided by 1 − {share}: {result}"),
            (less, 0.6, "multiplied by 1 − {share} and not divided by it: {result}"),
            (by_more, 0.8, "divided by 1 + {share} and not by 1 − {share}: {result}"),
        ],
        (true, true) => vec![
            (by_less, 0.0, "divided by 1 − {share} and not multiplied by 1 + {share}: {result}"),
            (by_more, 0.6, "divided by 1 + {share} and not multiplied by it: {result}"),
            (less, 0.8, "multiplied by 1 − {share} and not by 1 + {share}: {result}"),
        ],
        (true, false) => vec![
            (by_less, 0.0, "divided by 1 − {share} and not multiplied by it: {result}"),
            (more, 0.6, "multiplied by 1 + {share} and not by 1 − {share}: {result}"),
            (by_more, 0.6, "divided by 1 + {share} and not multiplied by 1 − {share}: {result}"),
        ],
        (false, true) => vec![
            (more, 0.0, "multiplied by 1 + {share} and not divided by it: {result}"),
            (less, 0.6, "multiplied by 1 − {share} and not divided by 1 + {share}: {result}"),
            (by_less, 0.6, "divided by 1 − {share} and not by 1 + {share}: {result}"),
        ],
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
    computing.try_value(search, (Kind::Pooled, 0.0), (id, pooled), |result| {
        format!("the counts were pooled and not the mean of the shares taken: {part} of {whole} = {result}")
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
            step.inputs.iter().map(|id| steps.number(*id)).collect()
        }
        _ => None,
    }
}

/// The two sides of a difference or a quotient exchanged, here and wherever else they stand.
fn exchanged(computing: &Computing<'_>, id: StepId, operators: &[Operator], search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(step) = steps.trace.step(id) else { return };
    let ([operator @ (Operator::Subtract | Operator::Divide)], [left, right]) = (operators, step.inputs.as_slice())
    else {
        return;
    };
    if steps.measure(*left).map(|own| own.dimension) != steps.measure(*right).map(|own| own.dimension) {
        return;
    }
    let (Some(first), Some(second)) = (steps.number(*left), steps.number(*right)) else { return };
    // In `1 - x` nobody exchanges the two.
    if *operator == Operator::Subtract && (steps.figure(*left).is_some() || steps.figure(*right).is_some()) {
        return;
    }
    let tell = |result: &str| format!("{} and {} were exchanged: {result}", steps.quoted(*left), steps.quoted(*right));
    let (left_end, right_end) = (computing.behind(*left), computing.behind(*right));
    let everywhere = [
        (*left, Value::Number(second.clone())),
        (*right, Value::Number(first.clone())),
        (left_end, Value::Number(second.clone())),
        (right_end, Value::Number(first.clone())),
    ];
    computing.try_values(search, (Kind::Exchanged, 0.0), &everywhere, tell);
    let here = match operator {
        Operator::Subtract => second.subtract(&first),
        _ => second.divide(&first),
    };
    if let Ok(value) = here {
        computing.try_value(search, (Kind::Exchanged, 0.1), (id, value), tell);
    }
    if *operator == Operator::Divide {
        relative_change(computing, id, (*left, *right), search);
    }
}

/// `(after - before) / before`, divided by the other one.
fn relative_change(computing: &Computing<'_>, id: StepId, (change, base): (StepId, StepId), search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(step) = steps.trace.step(computing.behind(change)) else { return };
    let (Action::Chain(operators), [one, two]) = (&step.action, step.inputs.as_slice()) else { return };
    if !matches!(operators.as_slice(), [Operator::Subtract]) {
        return;
    }
    let (own, difference) = (steps.number(base), steps.number(change));
    let other = [*one, *two].into_iter().find(|part| steps.number(*part) != own);
    let Some((other, difference)) = other.zip(difference) else { return };
    let Some(value) = steps.number(other).and_then(|other| difference.divide(&other).ok()) else { return };
    computing.try_value(search, (Kind::Exchanged, 0.2), (id, value), |result| {
        format!("divided by {} and not by {}: {result}", steps.quoted(other), steps.quoted(base))
    });
}

/// Percentage points for percent, and the reverse.
fn points(computing: &Computing<'_>, id: StepId, operators: &[Operator], search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(step) = steps.trace.step(id) else { return };
    let [left, right] = step.inputs.as_slice() else { return };
    let is_share = |id: &StepId| steps.measure(*id).is_some_and(|measure| measure.dimension.is_none());
    if !is_share(left) || !is_share(right) {
        return;
    }
    match operators {
        [Operator::Subtract] => {
            let Some(difference) = steps.number(id) else { return };
            for base in [right, left] {
                let value = steps.number(*base).and_then(|base| difference.divide(&base).ok());
                let Some(value) = value else { continue };
                computing.try_value(search, (Kind::Percent, 0.3), (id, value), |result| {
                    format!("percent of {} and not percentage points: {result}", steps.quoted(*base))
                });
            }
        }
        [Operator::Divide] => {
            let inner = steps.trace.step(computing.behind(*left));
            let is_difference = inner.is_some_and(|inner| {
                matches!(&inner.action, Action::Chain(operators) if matches!(operators.as_slice(), [Operator::Subtract]))
            });
            let Some(difference) = steps.number(*left).filter(|_| is_difference) else { return };
            computing.try_value(search, (Kind::Percent, 0.3), (id, difference), |result| {
                format!("percentage points and not percent of {}: {result}", steps.quoted(*right))
            });
        }
        _ => {}
    }
}
