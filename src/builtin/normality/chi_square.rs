//! The chi-square test of fit to a normal distribution, with classes as Indonesian courses form them.

use super::Unfit;
use super::standardised::Sample;
use crate::builtin::distributions::{chi_square_tail, normal_tail};

/// Four classes with five expected values each.
const FEWEST: usize = 20;
const LEAST_CLASSES: usize = 4;
const LEAST_EXPECTED: f64 = 5.0;
/// The share of a class width within which a value counts as on a boundary: decimal figures are not exact in binary.
const ON_BOUNDARY: f64 = 1e-9;

/// One class of values, from `lower` up to but without `upper`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// Where it starts; negative infinity for the first.
    pub lower: f64,
    /// Where it ends; infinity for the last.
    pub upper: f64,
    /// How many values it holds.
    pub observed: usize,
    /// How many it would hold on average if the values were normal.
    pub expected: f64,
}

/// What the chi-square test found.
#[derive(Clone, Debug, PartialEq)]
pub struct ChiSquare {
    /// Σ (observed − expected)² / expected.
    pub statistic: f64,
    /// The number of classes less three: one for the total, two for the estimated mean and deviation.
    pub degrees: usize,
    /// The tail of the chi-square distribution above the statistic.
    pub p_value: f64,
    /// How many classes there were before any were merged.
    pub initial_classes: usize,
    /// The classes compared, ascending; together they hold all values.
    pub classes: Vec<Class>,
}

/// Pearson's chi-square test against the normal distribution with the sample's mean and deviation (n − 1).
///
/// The number of classes is 1 + 3.322 log₁₀ n (Sturges 1926, "The choice of a class interval", *JASA* 21, 65–66)
/// rounded up, their width the range over that number. A value on a boundary belongs to the class above it, the greatest
/// to the last. The first and the last class are open-ended. Classes with fewer than 5 expected values are merged: the
/// first with the second and the last with the one before it as long as either falls short, then any between with the
/// neighbour that expects less.
///
/// With 3.322 for 1/log₁₀ 2 rounded up, a sample of 32, 64 … has one class more than the exact 1 + log₂ n. Errors: fewer
/// than 20 values, fewer than 4 classes after merging, values all equal, values not finite.
pub fn chi_square(values: &[f64]) -> Result<ChiSquare, Unfit> {
    let sample = Sample::new(values, FEWEST)?;
    let mut classes = classes(&sample).ok_or(Unfit::NotFinite)?;
    let initial_classes = classes.len();
    merge(&mut classes);
    let degrees = (classes.len().checked_sub(LEAST_CLASSES))
        .map(|spare| spare + 1)
        .ok_or(Unfit::TooFewClasses { least: LEAST_CLASSES, found: classes.len() })?;
    let statistic = classes.iter().map(|class| (float(class.observed) - class.expected).powi(2) / class.expected).sum();
    let p_value = chi_square_tail(statistic, float(degrees)).ok_or(Unfit::NotFinite)?;
    Ok(ChiSquare { statistic, degrees, p_value, initial_classes, classes })
}

/// The classes before merging; their limits are first in units of the range, in which the values are.
fn classes(sample: &Sample) -> Option<Vec<Class>> {
    let number = (1.0 + 3.322 * sample.count().log10()).ceil();
    let boundary = |place: f64| match place {
        0.0 => f64::NEG_INFINITY,
        place if place == number => f64::INFINITY,
        place => place / number,
    };
    let places = sample.relative.iter().map(|value| (value * number + ON_BOUNDARY).floor().min(number - 1.0));
    let mut classes = Vec::new();
    let mut place = 0.0;
    while place < number {
        let (lower, upper) = (boundary(place), boundary(place + 1.0));
        let score = |limit: f64| (limit - sample.mean) / sample.deviation();
        classes.push(Class {
            lower: sample.least + sample.range * lower,
            upper: sample.least + sample.range * upper,
            observed: places.clone().filter(|found| *found == place).count(),
            expected: sample.count() * between(score(lower), score(upper))?,
        });
        place += 1.0;
    }
    Some(classes)
}

/// The probability of a standard normal value between two limits, from whichever tails are smaller.
fn between(lower: f64, upper: f64) -> Option<f64> {
    if lower > 0.0 {
        return Some(normal_tail(lower)? - normal_tail(upper)?);
    }
    Some(normal_tail(-upper)? - normal_tail(-lower)?)
}

fn merge(classes: &mut Vec<Class>) {
    while classes.first().is_some_and(is_short) && classes.len() > 1 {
        merge_with_next(classes, 0);
    }
    while classes.last().is_some_and(is_short) && classes.len() > 1 {
        merge_with_next(classes, classes.len() - 2);
    }
    // Both ends now suffice, so a class that falls short has a neighbour on either side.
    while let Some(place) = classes.iter().position(is_short)
        && classes.len() > 1
    {
        let expected = |place: usize| classes.get(place).map_or(f64::INFINITY, |class| class.expected);
        let next_is_less = place == 0 || expected(place + 1) <= expected(place - 1);
        merge_with_next(classes, if next_is_less { place } else { place - 1 });
    }
}

fn is_short(class: &Class) -> bool {
    class.expected < LEAST_EXPECTED
}

/// Merges the class at `place` with the one after it.
fn merge_with_next(classes: &mut Vec<Class>, place: usize) {
    let next = classes.remove(place + 1);
    if let Some(class) = classes.get_mut(place) {
        class.upper = next.upper;
        class.observed += next.observed;
        class.expected += next.expected;
    }
}

fn float(count: usize) -> f64 {
    count as f64
}
