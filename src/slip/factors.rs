//! Factors that are wrong: an allowance multiplied where it should divide, a rating that was forgotten. What several steps
//! are multiplied by, such as the rating of an operation by each of its elements, is wrong in all of them or in one.

use super::computing::Computing;
use super::patterns::put_in;
use super::search::{Kind, Search};
use crate::eval::{Action, StepId};
use crate::value::Number;
use crate::value::operation::Operator;
use std::collections::BTreeMap;

/// What it costs to have forgotten in one place what was done in the others.
const ONLY_HERE: f64 = 1.0;

/// Something that a step is multiplied or divided by.
struct Factor {
    /// The product.
    whole: StepId,
    operand: StepId,
    multiplied: bool,
}

/// Every factor of every product, in the order of these, by itself and wherever else it stands.
pub(super) fn try_all(computing: &Computing<'_>, order: &[StepId], search: &mut Search<'_>) {
    let all: Vec<Factor> = order.iter().flat_map(|id| factors(computing, *id)).collect();
    let mut uses: BTreeMap<StepId, Vec<&Factor>> = BTreeMap::new();
    for factor in &all {
        uses.entry(computing.behind(factor.operand)).or_default().push(factor);
    }
    let is_shared = |factor: &Factor| uses.get(&computing.behind(factor.operand)).is_some_and(|uses| uses.len() > 1);
    for factor in &all {
        here(computing, factor, if is_shared(factor) { ONLY_HERE } else { 0.0 }, search);
    }
    for (origin, uses) in uses.iter().filter(|(_, uses)| uses.len() > 1) {
        everywhere(computing, *origin, uses, search);
    }
}

fn factors(computing: &Computing<'_>, id: StepId) -> Vec<Factor> {
    let Some(step) = computing.steps.trace.step(id) else { return Vec::new() };
    let Action::Chain(operators) = &step.action else { return Vec::new() };
    if !operators.iter().all(|operator| matches!(operator, Operator::Multiply | Operator::Divide)) {
        return Vec::new();
    }
    let signs = std::iter::once(Operator::Multiply).chain(operators.iter().copied());
    let factor = |(operand, sign): (&StepId, Operator)| Factor {
        whole: id,
        operand: *operand,
        multiplied: sign == Operator::Multiply,
    };
    step.inputs.iter().zip(signs).map(factor).collect()
}

/// The factor left out of one product, or another one in its place.
fn here(computing: &Computing<'_>, factor: &Factor, dearer: f64, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let (Some(value), Some(whole)) = (steps.number(factor.operand), steps.number(factor.whole)) else { return };
    let without = if factor.multiplied { whole.divide(&value) } else { whole.multiply(&value) };
    let Ok(without) = without else { return };
    if let Some(cost) = left_out(computing, factor) {
        forgotten(computing, factor.operand, cost + dearer, (factor.whole, without.clone()), search);
    }
    if let Some((share, is_more)) = share_of(computing, factor.operand) {
        for (new, cost, how) in allowances(&share, factor.multiplied, is_more) {
            let Some(value) = new.and_then(|new| without.multiply(&new).ok()) else { continue };
            other_rule(computing, &share, (cost + dearer, how), (factor.whole, value), search);
        }
    }
}

/// The same in all products at once, where the factor comes from.
fn everywhere(computing: &Computing<'_>, origin: StepId, uses: &[&Factor], search: &mut Search<'_>) {
    let Some(first) = uses.first() else { return };
    if let Some(cost) = left_out(computing, first) {
        let is_one = uses.iter().all(|factor| factor.operand == first.operand);
        let named = if is_one { first.operand } else { computing.cell_behind(first.operand) };
        forgotten(computing, named, cost, (origin, Number::ONE), search);
    }
    let Some((share, is_more)) = share_of(computing, origin) else { return };
    if uses.iter().any(|factor| factor.multiplied != first.multiplied) {
        return;
    }
    for (new, cost, how) in allowances(&share, first.multiplied, is_more) {
        let value = if first.multiplied { new } else { new.and_then(|new| new.reciprocal().ok()) };
        let Some(value) = value else { continue };
        other_rule(computing, &share, (cost, how), (origin, value), search);
    }
}

/// What it costs to forget a rating, or the factor of an allowance; nothing if it is none.
fn left_out(computing: &Computing<'_>, factor: &Factor) -> Option<f64> {
    let steps = &computing.steps;
    let is_share = steps.measure(factor.operand).is_some_and(|measure| measure.dimension.is_none());
    let is_named = steps.trace.step(factor.operand).is_some_and(|step| step.cell.is_some());
    let value = steps.number(factor.operand)?;
    if !factor.multiplied || !is_share || !is_named || value == Number::ONE {
        return None;
    }
    let is_whole = value.floor(&Number::ONE).is_ok_and(|whole| whole == value);
    Some(if is_whole { 1.5 } else { 0.3 })
}

fn forgotten(computing: &Computing<'_>, named: StepId, cost: f64, changed: (StepId, Number), search: &mut Search<'_>) {
    let steps = &computing.steps;
    computing.try_value(search, (Kind::Part, cost), changed, |result| {
        format!("{} ({}) is left out: {result}", steps.quoted(named), steps.value_text(named))
    });
}

fn other_rule(
    computing: &Computing<'_>,
    share: &Number,
    (cost, how): (f64, &str),
    changed: (StepId, Number),
    search: &mut Search<'_>,
) {
    computing.try_value(search, (Kind::Allowance, cost), changed, |result| {
        put_in(how, &[("share", &computing.steps.printed.percent_text(share)), ("result", result)])
    });
}

/// `1 - 15.5%` and `1 + 15.5%`: the share, and whether it is added.
pub(super) fn share_of(computing: &Computing<'_>, id: StepId) -> Option<(Number, bool)> {
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
