//! The Shapiro–Wilk test.

use super::standardised::Sample;
use super::{Test, Unfit};
use crate::builtin::distributions::{normal_quantile, normal_tail};
use std::f64::consts::PI;

const FEWEST: usize = 3;
const MOST: usize = 5000;

/// Shapiro and Wilk's W and its p-value for 3 to 5000 values by J. P. Royston (1995), "Remark AS R94: A remark on
/// algorithm AS 181: the W-test for normality", *Applied Statistics* 44, 547–551; the answers are those of R's
/// `shapiro.test`.
///
/// With 3 values the p-value is exact. With 4 to 11, one below 1e-99 is given as 1e-99, as R does. Errors: fewer than 3
/// or more than 5000 values, values all equal, values not finite.
pub fn shapiro_wilk(values: &[f64]) -> Result<Test, Unfit> {
    if values.len() > MOST {
        return Err(Unfit::TooMany { most: MOST, found: values.len() });
    }
    let sample = Sample::new(values, FEWEST)?;
    let weights = weights(&sample).ok_or(Unfit::NotFinite)?;
    // One less W as a product, which keeps its digits where W is close to one.
    let distances = sample.relative.iter().map(|value| value - sample.mean);
    let product: f64 = weights.iter().zip(distances).map(|(weight, distance)| weight * distance).sum();
    let norm = (weights.iter().map(|weight| weight * weight).sum::<f64>() * sample.squares).sqrt();
    let lack = ((norm - product) * (norm + product) / (norm * norm)).max(0.0);
    let p_value = if values.len() == 3 { Some(exact_p_value(lack)) } else { p_value(lack, sample.count()) };
    Ok(Test { statistic: 1.0 - lack, p_value: p_value.ok_or(Unfit::NotFinite)? })
}

/// The weights of the values in ascending order: Blom's normal scores, the outermost one or two on each side replaced
/// by Royston's polynomials in 1/√n. Their scale is immaterial.
fn weights(sample: &Sample) -> Option<Vec<f64>> {
    let n = sample.count();
    let mut scores = Vec::with_capacity(sample.relative.len());
    let mut rank = 0.0;
    for _ in &sample.relative {
        rank += 1.0;
        scores.push(normal_quantile((rank - 0.375) / (n + 0.25))?);
    }
    let squares: f64 = scores.iter().map(|score| score * score).sum();
    let inverse_root = n.sqrt().recip();
    let corrections = [
        [0.0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056],
        [0.0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633],
    ];
    let corrected = match sample.relative.len() {
        ..=3 => 0,
        4..=5 => 1,
        _ => 2,
    };
    let outermost: Vec<(f64, f64)> = (corrections.iter().zip(scores.iter().rev()).take(corrected))
        .map(|(coefficients, score)| (*score, score / squares.sqrt() + polynomial(coefficients, inverse_root)))
        .collect();
    let (left, given) = outermost.iter().fold((squares, 1.0), |(left, given), (score, weight)| {
        (left - 2.0 * score * score, given - 2.0 * weight * weight)
    });
    let scale = (left / given).sqrt();
    let mut weights: Vec<f64> = scores.iter().map(|score| score / scale).collect();
    let last = weights.len() - 1;
    for (place, (_, weight)) in outermost.iter().enumerate() {
        *weights.get_mut(place)? = -weight;
        *weights.get_mut(last - place)? = *weight;
    }
    Some(weights)
}

/// The exact p-value for three values, (6/π)(arcsin √W − arcsin √¾), written in 1 − W.
fn exact_p_value(lack: f64) -> f64 {
    (1.0 - 6.0 / PI * lack.sqrt().asin()).clamp(0.0, 1.0)
}

/// ln(1 − W), for up to 11 values once more transformed, is close to normal with these mean and deviation.
fn p_value(lack: f64, n: f64) -> Option<f64> {
    let logarithm = lack.ln();
    if n > 11.5 {
        let mean = polynomial(&[-1.5861, -0.31082, -0.083751, 0.0038915], n.ln());
        let deviation = polynomial(&[-0.4803, -0.082676, 0.0030302], n.ln()).exp();
        return normal_tail((logarithm - mean) / deviation);
    }
    let limit = -2.273 + 0.459 * n;
    if logarithm >= limit {
        return Some(1e-99);
    }
    let mean = polynomial(&[0.544, -0.39978, 0.025054, -6.714e-4], n);
    let deviation = polynomial(&[1.3822, -0.77857, 0.062767, -0.0020322], n).exp();
    normal_tail((-(limit - logarithm).ln() - mean) / deviation)
}

fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}
