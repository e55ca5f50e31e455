//! Claims: whether what is printed follows from the study.

use super::engine::Engine;
use super::error::Failure;
use crate::hir::{Claim, Test};
use crate::value::number::{Number, Rounding};
use crate::value::{Display, Value, ValueError, operation};
use std::sync::Arc;

/// What became of a claim.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Whether what it says is true.
    pub holds: bool,
    /// What follows from the study; nothing where a claim is no comparison of two values.
    pub computed: Option<Value>,
    /// What is printed, or the right side of a comparison.
    pub printed: Option<Value>,
    /// Computed less printed, for numbers.
    pub difference: Option<Number>,
}

/// Tests a claim.
pub fn judge(engine: &mut Engine<'_>, claim: &Claim) -> Result<Verdict, Failure> {
    match &claim.test {
        Test::Printed { value, printed, display, decimals, other, .. } => {
            let main = engine.main();
            let world = engine.world(main, value);
            let computed = by_ends(engine.expression(value)?);
            // What is printed of a figure under a scenario is read as that scenario has it.
            let expected = by_ends(engine.expression_of(world, None, printed)?);
            let calendar = engine.calendar(world);
            let units = &engine.study().units;
            let failed = |reason: ValueError| {
                let reason = Arc::new(reason.needed_by("this claim"));
                Failure::Value { reason, cell: None, span: value.span }
            };
            let test = |display: &Option<Arc<Display>>, decimals: &[i32]| {
                let unit = display.as_deref().map(|display: &Display| display.smallest()).unwrap_or_default();
                agrees(&computed, &expected, &units.factor(&unit, &calendar)?, decimals)
            };
            let mut holds = test(display, decimals).map_err(failed)?;
            if let Some((display, decimals)) = other {
                holds |= test(display, decimals).map_err(failed)?;
            }
            Ok(verdict(holds, Some(computed), Some(expected)))
        }
        Test::Compared { whole, sides } => {
            let span = whole.span;
            let failed = |reason: ValueError| Failure::Value { reason: Arc::new(reason), cell: None, span };
            let outcome = engine.expression(whole)?;
            let holds = all_true(&outcome).map_err(failed)?;
            let (computed, printed) = match sides {
                Some((left, right, _)) => (Some(engine.expression(left)?), Some(engine.expression(right)?)),
                None => (None, None),
            };
            Ok(verdict(holds, computed, printed))
        }
    }
}

/// An interval is held against its two ends.
fn by_ends(value: Value) -> Value {
    match value {
        Value::Interval(ends) => operation::list(vec![ends.0.clone(), ends.1.clone()]),
        other => other,
    }
}

fn verdict(holds: bool, computed: Option<Value>, printed: Option<Value>) -> Verdict {
    let difference = match (&computed, &printed) {
        (Some(computed), Some(printed)) => computed
            .number()
            .ok()
            .zip(printed.number().ok())
            .and_then(|(computed, printed)| computed.subtract(&printed).ok()),
        _ => None,
    };
    Verdict { holds, computed, printed, difference }
}

/// Whether a value, in a unit and rounded half up to the decimals printed, is what is printed; of a list each element
/// has its own decimals.
fn agrees(computed: &Value, printed: &Value, unit: &Number, decimals: &[i32]) -> Result<bool, ValueError> {
    match (computed.length(), printed.length()) {
        (Some(left), Some(right)) if left == right => {
            let pairs = computed.elements()?.into_iter().zip(printed.elements()?);
            for ((computed, printed), own) in pairs.zip(decimals.iter().cycle()) {
                if !agrees(&computed, &printed, unit, &[*own])? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        (Some(left), Some(right)) => Err(ValueError::LengthsDiffer { left, right }),
        _ => {
            let decimals = decimals.first().copied().map_or(0, i64::from);
            let step = Number::from_integer(10).power(&Number::from_integer(-decimals))?;
            let rounded = |value: &Value| -> Result<Number, ValueError> {
                Ok(value.number()?.divide(unit)?.round(&step, Rounding::HalfUp)?)
            };
            Ok(rounded(computed)? == rounded(printed)?)
        }
    }
}

fn all_true(outcome: &Value) -> Result<bool, ValueError> {
    match outcome.length() {
        None => outcome.truth(),
        Some(_) => outcome.elements()?.iter().try_fold(true, |all, element| Ok(all && element.truth()?)),
    }
}
