//! The incomplete gamma and beta ratios, both tails at once.
//!
//! Their common factor is written with Loader's deviance (C. Loader 2000, "Fast and Accurate Computation of Binomial
//! Probabilities") instead of differences of ln Γ, which lose all digits when a parameter is large.

use std::f64::consts::PI;

/// Enough terms for parameters up to about 1e10, whose fractions need the order of their root.
const MOST_TERMS: u32 = 2_000_000;

/// The two tails of a positive random variable at one point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tails {
    /// The probability of at most the point.
    pub lower: f64,
    /// The probability above the point.
    pub upper: f64,
    /// The density times the point: how fast `lower` grows with the logarithm of the point.
    pub slope: f64,
}

impl Tails {
    fn from_lower(lower: f64, slope: f64) -> Self {
        Self { lower, upper: 1.0 - lower, slope }
    }

    fn swapped(self) -> Self {
        Self { lower: self.upper, upper: self.lower, slope: self.slope }
    }
}

/// The gamma distribution of the given shape and scale 1: P(shape, x) and Q(shape, x) (DLMF 8.2.4).
pub(super) fn gamma_tails(shape: f64, x: f64) -> Option<Tails> {
    if x == 0.0 {
        return Some(Tails { lower: 0.0, upper: 1.0, slope: 0.0 });
    }
    let slope = (shape / (2.0 * PI)).sqrt() * (-stirling_remainder(shape) - deviance(shape, x)).exp();
    if x < shape + 1.0 {
        return Some(Tails::from_lower(slope / shape * gamma_series(shape, x)?, slope));
    }
    Some(Tails::from_lower(slope * gamma_fraction(shape, x)?, slope).swapped())
}

/// Σ xⁿ / ((shape + 1) … (shape + n)), DLMF 8.7.1.
fn gamma_series(shape: f64, x: f64) -> Option<f64> {
    let (mut term, mut sum) = (1.0, 1.0);
    for n in 1..MOST_TERMS {
        term *= x / (shape + f64::from(n));
        sum += term;
        if term <= sum * (0.1 * f64::EPSILON) {
            return Some(sum);
        }
    }
    None
}

/// The continued fraction DLMF 8.9.2, contracted to its even part.
fn gamma_fraction(shape: f64, x: f64) -> Option<f64> {
    let constant = x + 1.0 - shape;
    let steps = (1..MOST_TERMS).map(f64::from).map(|n| (-n * (n - shape), constant + 2.0 * n));
    Some(continued_fraction(constant, steps)?.recip())
}

/// The beta distribution at `x`, where `rest` = 1 − x is given separately so that neither loses digits: I_x(a, b) and
/// I_rest(b, a) (DLMF 8.17.2). `slope` here is the growth with the logarithm of the odds x / rest.
pub(super) fn beta_tails(a: f64, b: f64, x: f64, rest: f64) -> Option<Tails> {
    if x == 0.0 {
        return Some(Tails { lower: 0.0, upper: 1.0, slope: 0.0 });
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return beta_tails_below(b, a, rest, x).map(Tails::swapped);
    }
    beta_tails_below(a, b, x, rest)
}

fn beta_tails_below(a: f64, b: f64, x: f64, rest: f64) -> Option<Tails> {
    let total = a + b;
    let exponent = stirling_remainder(total)
        - stirling_remainder(a)
        - stirling_remainder(b)
        - deviance(a, total * x)
        - deviance(b, total * rest);
    // √(b/total), not √(ab/total): a·b may overflow.
    let slope = a.sqrt() * (b / total / (2.0 * PI)).sqrt() * exponent.exp();
    if slope == 0.0 {
        return Some(Tails::from_lower(0.0, 0.0));
    }
    Some(Tails::from_lower(slope / beta_fraction(a, b, x, rest)?, slope))
}

/// The even part of the continued fraction DLMF 8.17.22, by which x^a rest^b / B(a, b) is divided: that of A. R.
/// Didonato and A. H. Morris (1992), "Algorithm 708", *ACM TOMS* 18, 360–373, which takes 1 − x as it is given.
fn beta_fraction(a: f64, b: f64, x: f64, rest: f64) -> Option<f64> {
    let balance = a * rest - b * x + 1.0;
    let denominator = |m: f64| {
        m + m * (b - m) * x / (a + 2.0 * m - 1.0) + (a + m) * (balance + m * (1.0 + rest)) / (a + 2.0 * m + 1.0)
    };
    let steps = (1..MOST_TERMS).map(f64::from).map(|m| {
        let root = x / (a + 2.0 * m - 1.0);
        ((a + m - 1.0) * root * ((a + b + m - 1.0) * root) * m * (b - m), denominator(m))
    });
    continued_fraction(a * balance / (a + 1.0), steps)
}

/// `first` + n₁ / (d₁ + n₂ / (d₂ + …)) by the modified Lentz method (Thompson and Barnett 1986); None if it has not
/// settled when the steps end.
fn continued_fraction(first: f64, steps: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let nonzero = |value: f64| if value == 0.0 { f64::MIN_POSITIVE } else { value };
    let mut fraction = nonzero(first);
    let (mut ahead, mut behind) = (fraction, 0.0);
    for (numerator, denominator) in steps {
        behind = nonzero(denominator + numerator * behind).recip();
        ahead = nonzero(denominator + numerator / ahead);
        let factor = ahead * behind;
        fraction *= factor;
        if (factor - 1.0).abs() <= f64::EPSILON {
            return fraction.is_finite().then_some(fraction);
        }
    }
    None
}

/// ln Γ(x) less Stirling's (x − ½) ln x − x + ½ ln 2π, by DLMF 5.11.1 after shifting x above 16.
fn stirling_remainder(x: f64) -> f64 {
    let (mut x, mut shift) = (x, 0.0);
    while x < 16.0 {
        shift += (x + 0.5) * x.recip().ln_1p() - 1.0;
        x += 1.0;
    }
    let inverse_square = (x * x).recip();
    let coefficients = [1.0 / 1188.0, -1.0 / 1680.0, 1.0 / 1260.0, -1.0 / 360.0, 1.0 / 12.0];
    shift + coefficients.iter().fold(-691.0 / 360_360.0, |sum, coefficient| sum * inverse_square + coefficient) / x
}

/// Loader's deviance x ln(x / mean) + mean − x, without cancellation where the two are close.
fn deviance(x: f64, mean: f64) -> f64 {
    let difference = x - mean;
    if difference.abs() >= 0.1 * (x + mean) {
        let ratio = x / mean;
        let logarithm = if ratio.is_finite() { ratio.ln() } else { x.ln() - mean.ln() };
        return x * logarithm + mean - x;
    }
    let ratio = difference / (x + mean);
    let (mut sum, mut power) = (difference * ratio, 2.0 * x * ratio);
    for odd in (3..).step_by(2).take(60) {
        power *= ratio * ratio;
        let next = sum + power / f64::from(odd);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}
