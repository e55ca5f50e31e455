//! The Anderson–Darling test.

use super::standardised::Sample;
use super::{Test, Unfit};
use crate::builtin::distributions::normal_log_tail;

const FEWEST: usize = 8;

/// Anderson and Darling's test with estimated mean and deviation: the statistic is A², unadjusted; the p-value comes
/// from A²(1 + 0.75/n + 2.25/n²) by Stephens, in D'Agostino and Stephens (1986), *Goodness-of-Fit Techniques*,
/// Table 4.9, as in the R package nortest 1.0-4.
///
/// As there, a p-value below 3.7e-24 (an adjusted statistic of 10 or more) is given as 3.7e-24, because the formula
/// turns upwards further on. Errors: fewer than 8 values, values all equal, values not finite.
pub fn anderson_darling(values: &[f64]) -> Result<Test, Unfit> {
    let sample = Sample::new(values, FEWEST)?;
    let scores = sample.scores();
    let mut weight = -1.0;
    let mut weighted = 0.0;
    for (low, high) in scores.clone().zip(scores.rev()) {
        weight += 2.0;
        let logarithms = normal_log_tail(-low).zip(normal_log_tail(high)).ok_or(Unfit::NotFinite)?;
        weighted += weight * (logarithms.0 + logarithms.1);
    }
    let n = sample.count();
    let statistic = -n - weighted / n;
    let adjusted = statistic * (1.0 + 0.75 / n + 2.25 / (n * n));
    Ok(Test { statistic, p_value: p_value(adjusted) })
}

fn p_value(adjusted: f64) -> f64 {
    let exponential =
        |constant: f64, linear: f64, square: f64| (constant + adjusted * (linear + adjusted * square)).exp();
    match adjusted {
        ..0.2 => 1.0 - exponential(-13.436, 101.14, -223.73),
        ..0.34 => 1.0 - exponential(-8.318, 42.796, -59.938),
        ..0.6 => exponential(0.9177, -4.279, -1.38),
        ..10.0 => exponential(1.2937, -5.709, 0.0186),
        _ => 3.7e-24,
    }
}
