//! The classic mistakes of the field, known by the shape of a formula: two figures are exchanged, one function is taken for
//! its twin, percent for percentage points, 2 for 1.96.

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
        }
        Action::Cell if CALLED.contains(&computing.steps.name(id).rsplit('.').next().unwrap_or_default()) => {
            confidence(computing, id, search);
        }
        // `1.96` in a formula can hardly be anything else; 2 and 3 can.
        Action::Given if computing.steps.number(id).is_some_and(|value| value.to_f64().fract() != 0.0) => {
            confidence(computing, id, search);
        }
        Action::Chain(operators) => {
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
pub(super) fn put_in(sentence: &str, parts: &[(&str, &str)]) -> String {
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
    let (here, sign) = match operator {
        Operator::Subtract => (second.subtract(&first), "−"),
        _ => (second.divide(&first), "/"),
    };
    search.as_one(|search| {
        computing.try_values(search, (Kind::Exchanged, 0.0), &everywhere, tell);
        let Ok(value) = here else { return };
        computing.try_value(search, (Kind::Exchanged, 0.1), (id, value), |result| {
            let (left, right) = (steps.name(*left), steps.name(*right));
            let own = format!("{left} {sign} {right}");
            format!("`{right} {sign} {left}` was computed and not `{own}`: {result}")
        });
    });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_are_functions() {
        for (one, other, ..) in TWINS {
            assert!(builtin::find(one).is_some() && builtin::find(other).is_some(), "{one}, {other}");
        }
    }
}
