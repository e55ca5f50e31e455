//! Figures that were rounded before they were used.

use super::computing::Computing;
use super::patterns;
use super::search::{Kind, Search};
use super::units;
use crate::base::Text;
use crate::builtin;
use crate::eval::{Action, StepId};
use crate::value::{Number, UnitId, UnitProduct, Value};

/// So many rounded parts are listed, not only counted.
const LISTED: usize = 4;

/// Decimals as people keep them, each with how unusual it is.
pub(super) const DECIMALS: [(u32, f64); 5] = [(2, 0.0), (0, 0.3), (1, 0.3), (3, 1.0), (4, 1.6)];

/// Hardly anybody rounds a factor to one.
const AWAY: f64 = 3.0;

/// From here on a figure is rounded to one as if it were nothing.
const ABOUT_ONE: f64 = 0.8;

/// An intermediate figure that is printed elsewhere was surely at hand.
const PRINTED: f64 = -3.5;

/// The step rounded, and all of its terms rounded before they are added.
pub(super) fn try_step(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(step) = steps.trace.step(id) else { return };
    // A factor of the confidence is another one, not a rounded one.
    let is_factor = steps.number(id).is_some_and(|value| patterns::is_confidence_factor(&value));
    if id != steps.trace.root() && !is_factor && (steps.is_spoken_of(id) || steps.figure(id).is_some()) {
        one(computing, id, search);
    }
    let terms: &[StepId] = match &step.action {
        Action::Chain(_) | Action::Joined | Action::List if step.inputs.len() > 1 => &step.inputs,
        _ => &[],
    };
    if !terms.is_empty() && terms.len() <= 200 {
        together(computing, id, terms, search);
    }
}

fn one(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(value) = steps.number(id) else { return };
    // Who writes a study sees the figures of the library less than those that the study speaks of.
    let inner = if steps.trace.step(id).is_some_and(|step| step.span.source.is_library()) { 0.5 } else { 0.0 };
    // Rounded to a whole number it is anyway: that this happens another way is a slip of its own.
    let next = steps.is_rounded_next(id);
    search.as_one(|search| {
        for (place, product) in products(computing, id).into_iter().enumerate() {
            let Some(unit) = steps.printed.one_of(&product) else { continue };
            for (decimals, unusual) in DECIMALS.into_iter().filter(|(decimals, _)| !(next && *decimals == 0)) {
                let Some(rounded) = rounded(&value, &unit, decimals) else { continue };
                let shown = rounded.clone();
                let is_own = if place == 0 { 0.0 } else { 2.0 } + away(&value, &rounded);
                let cost = if computing.is_printed(&rounded) {
                    PRINTED
                } else {
                    is_own + inner + computing.unusual(&product, decimals, unusual)
                };
                computing.try_value(search, (Kind::RoundedEarly, cost), (id, rounded), |result| {
                    let text = steps.printed.text_in(&shown, &product);
                    format!("{} was rounded to {text} first: {result}", steps.quoted(id))
                });
            }
        }
    });
}

/// Rounded parts, as they were used.
fn listed(computing: &Computing<'_>, changed: &[(StepId, Value)]) -> String {
    let texts = changed.iter().filter_map(|(id, value)| Some(computing.steps.text(*id, &value.number().ok()?)));
    let texts: Vec<Value> = texts.map(|text| Value::Text(Text::from(text))).collect();
    builtin::listed(&texts, computing.steps.printed.language)
}

/// Every term of a sum, or factor of a product, rounded alike.
fn together(computing: &Computing<'_>, id: StepId, terms: &[StepId], search: &mut Search<'_>) {
    let steps = &computing.steps;
    let Some(product) = terms.iter().find_map(|term| products(computing, *term).into_iter().next()) else { return };
    let Some(unit) = steps.printed.one_of(&product) else { return };
    search.as_one(|search| {
        for (decimals, unusual) in DECIMALS {
            let mut changed: Vec<(StepId, Value)> = Vec::new();
            let (mut at_hand, mut gone) = (true, 0.0_f64);
            for term in terms {
                let Some(value) = steps.number(*term) else { continue };
                if let Some(rounded) = rounded(&value, &unit, decimals) {
                    at_hand &= computing.is_printed(&rounded);
                    gone = gone.max(away(&value, &rounded));
                    changed.push((*term, Value::Number(rounded)));
                }
            }
            if changed.len() < 2 {
                continue;
            }
            let cost = if at_hand { PRINTED } else { gone + computing.unusual(&product, decimals, unusual) };
            computing.try_values(search, (Kind::RoundedEarly, cost), &changed, |result| {
                let whole = steps.quoted(id);
                match decimals {
                    _ if changed.len() <= LISTED => {
                        let parts = listed(computing, &changed);
                        format!("the parts of {whole} were rounded to {parts} first: {result}")
                    }
                    0 => format!("the parts of {whole} were rounded to whole numbers first: {result}"),
                    1 => format!("the parts of {whole} were rounded to one decimal first: {result}"),
                    more => format!("the parts of {whole} were rounded to {more} decimals first: {result}"),
                }
            });
        }
    });
}

/// What it costs to round a factor away that is about one: a rating, the factor of an allowance.
fn away(value: &Number, rounded: &Number) -> f64 {
    if *rounded == Number::ONE && value.to_f64() > ABOUT_ONE { AWAY } else { 0.0 }
}

/// A value rounded, if that changes it.
fn rounded(value: &Number, unit: &Number, decimals: u32) -> Option<Number> {
    let rounded = units::rounded_in(value, unit, decimals)?;
    // Nobody keeps one digit of what is small in its unit.
    let count = rounded.divide(unit).ok()?.to_f64().abs();
    let digits = count.log10() + f64::from(decimals) + 1.0;
    let is_kept = count >= 0.1 && (digits >= 2.0 || decimals == 0);
    (rounded != *value && !rounded.is_zero() && is_kept).then_some(rounded)
}

/// The units that a step could have been rounded in.
fn products(computing: &Computing<'_>, id: StepId) -> Vec<UnitProduct> {
    let steps = &computing.steps;
    match steps.measure(id) {
        Some(measure) => {
            let percent = UnitProduct::of(UnitId::PERCENT);
            let is_share =
                measure.dimension.is_none() && steps.number(id).is_some_and(|value| value.absolute() < Number::ONE);
            let mut products = match is_share && measure.units != percent {
                true => vec![percent, measure.units.clone()],
                false => vec![measure.units.clone()],
            };
            if measure.dimension == steps.printed.dimension {
                products.extend(units::products(steps.printed).into_iter().filter(|own| *own != measure.units));
            }
            products
        }
        None => vec![UnitProduct::default()],
    }
}
