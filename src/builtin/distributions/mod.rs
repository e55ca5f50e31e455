//! Distribution functions, tails and quantiles of the normal, Student, chi-square, F and beta distributions.
//!
//! Every function answers None for an argument outside its domain and never NaN. Degrees of freedom may be fractional
//! and lie between 1e-3 and 1e10. Tails keep their relative accuracy where they are small; ask for the tail instead of
//! subtracting a distribution function from one.

mod incomplete;
mod normal;
mod quantile;
#[cfg(test)]
mod tests;

pub use normal::{normal_cdf, normal_log_tail, normal_quantile, normal_tail};

use incomplete::{Tails, beta_tails, gamma_tails};
use quantile::{Target, beta_odds_quantile, gamma_quantile};

/// Below, a tail is lost beside the other; above, the series and fractions need too many terms.
const DEGREES: std::ops::RangeInclusive<f64> = 1e-3..=1e10;

/// The probability that Student's t with `degrees` degrees of freedom is at most `x` (DLMF 8.17, Abramowitz and Stegun
/// 1964, 26.7.1).
///
/// None unless `x` is a number and 1e-3 ≤ `degrees` ≤ 1e10.
#[must_use]
pub fn student_cdf(x: f64, degrees: f64) -> Option<f64> {
    student_tail(-x, degrees)
}

/// The probability that Student's t lies above `x`. Domain as [`student_cdf`].
#[must_use]
pub fn student_tail(x: f64, degrees: f64) -> Option<f64> {
    let outside = student_two_sided(x, degrees)?;
    if x > 0.0 {
        return Some(0.5 * outside);
    }
    Some(1.0 - 0.5 * outside)
}

/// The probability that Student's t is at least as far from zero as `x`: the two-sided p-value. Domain as
/// [`student_cdf`].
#[must_use]
pub fn student_two_sided(x: f64, degrees: f64) -> Option<f64> {
    let degrees = checked_degrees(degrees)?;
    f_tail(x * x, 1.0, degrees)
}

/// The value that Student's t stays below with the given probability.
///
/// None unless 0 < `probability` < 1 and 1e-3 ≤ `degrees` ≤ 1e10, or when the square of the quantile is beyond the largest f64.
#[must_use]
pub fn student_quantile(probability: f64, degrees: f64) -> Option<f64> {
    let degrees = checked_degrees(degrees)?;
    Target::below(probability)?;
    let from_middle = probability - 0.5;
    if from_middle == 0.0 {
        return Some(0.0);
    }
    let target = Target { lower: 2.0 * from_middle.abs(), upper: 2.0 * probability.min(1.0 - probability) };
    let magnitude = (beta_odds_quantile(0.5, 0.5 * degrees, target)? * degrees).sqrt();
    finite(magnitude.copysign(from_middle))
}

/// The probability that chi-square with `degrees` degrees of freedom lies above `x`: Q(degrees/2, x/2) (Abramowitz and
/// Stegun 1964, 26.4.19).
///
/// None unless `x` ≥ 0 and 1e-3 ≤ `degrees` ≤ 1e10.
#[must_use]
pub fn chi_square_tail(x: f64, degrees: f64) -> Option<f64> {
    let degrees = checked_degrees(degrees)?;
    match x {
        f64::INFINITY => Some(0.0),
        x if x >= 0.0 => gamma_tails(0.5 * degrees, 0.5 * x).map(|tails| tails.upper),
        _ => None,
    }
}

/// The value that chi-square stays below with the given probability.
///
/// None unless 0 < `probability` < 1 and 1e-3 ≤ `degrees` ≤ 1e10. A quantile below the smallest f64 is 0.
#[must_use]
pub fn chi_square_quantile(probability: f64, degrees: f64) -> Option<f64> {
    let degrees = checked_degrees(degrees)?;
    Some(2.0 * gamma_quantile(0.5 * degrees, Target::below(probability)?)?)
}

/// The probability that F with `numerator` and `denominator` degrees of freedom lies above `x` (Abramowitz and Stegun
/// 1964, 26.6.2).
///
/// None unless `x` ≥ 0 and both degrees are from 1e-3 to 1e10.
#[must_use]
pub fn f_tail(x: f64, numerator: f64, denominator: f64) -> Option<f64> {
    let (numerator, denominator) = (checked_degrees(numerator)?, checked_degrees(denominator)?);
    if x.is_nan() || x < 0.0 {
        return None;
    }
    let odds = x * (numerator / denominator);
    if odds == f64::INFINITY {
        return Some(0.0);
    }
    odds_tails(odds, 0.5 * numerator, 0.5 * denominator).map(|tails| tails.upper)
}

/// The value that F stays below with the given probability.
///
/// None unless 0 < `probability` < 1 and both degrees are from 1e-3 to 1e10, or when the quantile is beyond the
/// largest f64. A quantile below the smallest f64 is 0.
#[must_use]
pub fn f_quantile(probability: f64, numerator: f64, denominator: f64) -> Option<f64> {
    let (numerator, denominator) = (checked_degrees(numerator)?, checked_degrees(denominator)?);
    let odds = beta_odds_quantile(0.5 * numerator, 0.5 * denominator, Target::below(probability)?)?;
    finite(odds * (denominator / numerator))
}

/// The value that a beta variable with the shapes `a` and `b` stays below with the given probability, as the limits of
/// a share after Clopper and Pearson (1934) need it.
///
/// None unless 0 < `probability` < 1 and both shapes are from 1e-3 to 1e10; Clopper and Pearson's limits of 0 for no
/// successes and 1 for no failures have a shape of 0, and are for the caller to give.
#[must_use]
pub fn beta_quantile(probability: f64, a: f64, b: f64) -> Option<f64> {
    let (a, b) = (checked_degrees(a)?, checked_degrees(b)?);
    let odds = beta_odds_quantile(a, b, Target::below(probability)?)?;
    Some(odds / (1.0 + odds))
}

fn odds_tails(odds: f64, a: f64, b: f64) -> Option<Tails> {
    beta_tails(a, b, odds / (1.0 + odds), (1.0 + odds).recip())
}

fn checked_degrees(degrees: f64) -> Option<f64> {
    DEGREES.contains(&degrees).then_some(degrees)
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}
