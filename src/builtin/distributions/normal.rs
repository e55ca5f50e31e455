//! The standard normal distribution.

use std::f64::consts::{FRAC_1_SQRT_2, PI, SQRT_2};

/// Beyond this point the tail is taken from its asymptotic series, before `erfc` loses digits to underflow.
const ASYMPTOTIC_FROM: f64 = 30.0;

/// The probability of a standard normal value of at most `x`: ½ erfc(−x/√2) (Abramowitz and Stegun 1964, 26.2.29).
///
/// None for NaN. Infinities give 0 and 1.
#[must_use]
pub fn normal_cdf(x: f64) -> Option<f64> {
    normal_tail(-x)
}

/// The probability of a standard normal value above `x`, with all its digits down to 1e-300.
///
/// None for NaN. Infinities give 0 and 1.
#[must_use]
pub fn normal_tail(x: f64) -> Option<f64> {
    (!x.is_nan()).then(|| tail(x))
}

/// The natural logarithm of [`normal_tail`], finite even where the tail itself is below the smallest f64.
///
/// Far out it is the asymptotic series of Abramowitz and Stegun (1964), 26.2.12. None for NaN and for infinities.
#[must_use]
pub fn normal_log_tail(x: f64) -> Option<f64> {
    if !x.is_finite() {
        return None;
    }
    if x < -1.0 {
        // Close to one: the logarithm of one less the other tail.
        return Some((-tail(-x)).ln_1p());
    }
    if x < ASYMPTOTIC_FROM {
        return Some(tail(x).ln());
    }
    let inverse_square = (x * x).recip();
    let series = inverse_square * (-1.0 + inverse_square * (3.0 + inverse_square * (-15.0 + inverse_square * 105.0)));
    Some(-0.5 * x * x - (x * (2.0 * PI).sqrt()).ln() + series.ln_1p())
}

/// The value that a standard normal exceeds with probability 1 − `probability`.
///
/// Starts from Abramowitz and Stegun (1964), 26.2.23, and refines by Newton's method on `erf` in the middle and on
/// the logarithm of `erfc` in the tails. None unless 0 < `probability` < 1.
#[must_use]
pub fn normal_quantile(probability: f64) -> Option<f64> {
    if !(probability > 0.0 && probability < 1.0) {
        return None;
    }
    let from_middle = probability - 0.5;
    if from_middle.abs() <= 0.25 {
        return Some(middle_quantile(from_middle));
    }
    let magnitude = tail_quantile(probability.min(1.0 - probability));
    Some(if from_middle < 0.0 { -magnitude } else { magnitude })
}

fn tail(x: f64) -> f64 {
    0.5 * libm::erfc(x * FRAC_1_SQRT_2)
}

fn density(x: f64) -> f64 {
    (-0.5 * x * x).exp() / (2.0 * PI).sqrt()
}

/// Solves Φ(x) − ½ = `from_middle`, with relative accuracy also near the median.
fn middle_quantile(from_middle: f64) -> f64 {
    let mut x = from_middle * (2.0 * PI).sqrt();
    for _ in 0..6 {
        x -= (0.5 * libm::erf(x * FRAC_1_SQRT_2) - from_middle) / density(x);
    }
    x
}

/// Solves `tail(x)` = `probability` for a probability of at most ¼.
fn tail_quantile(probability: f64) -> f64 {
    let t = SQRT_2 * (-probability.ln()).sqrt();
    let mut x = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    for _ in 0..4 {
        let value = tail(x);
        x += (value / probability).ln() * value / density(x);
    }
    x
}
