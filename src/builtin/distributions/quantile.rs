//! Solving a distribution function of a positive random variable for its point.

use super::incomplete::{Tails, beta_tails, gamma_tails};

const MOST_STEPS: u32 = 400;
/// The longest Newton step, as a change of the logarithm of the point.
const LONGEST_STEP: f64 = 40.0;

/// A probability given by both tails, since one of them would lose digits as the complement of the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub lower: f64,
    pub upper: f64,
}

impl Target {
    /// The point with this probability below it; None unless it lies strictly between 0 and 1.
    pub fn below(probability: f64) -> Option<Self> {
        let inside = probability > 0.0 && probability < 1.0;
        inside.then_some(Self { lower: probability, upper: 1.0 - probability })
    }
}

/// The point of the gamma distribution of the given shape and scale 1.
pub(super) fn gamma_quantile(shape: f64, target: Target) -> Option<f64> {
    solve(shape, target, |x| gamma_tails(shape, x))
}

/// The odds x / (1 − x) of the point x of the beta distribution.
pub(super) fn beta_odds_quantile(a: f64, b: f64, target: Target) -> Option<f64> {
    solve(a / b, target, |odds| beta_tails(a, b, odds / (1.0 + odds), (1.0 + odds).recip()))
}

/// Newton's method on the logarithm of the smaller tail as a function of the logarithm of the point, where both tails
/// are close to straight lines at their ends; a step that leaves the known bracket is replaced by a bisection.
fn solve(start: f64, target: Target, tails: impl Fn(f64) -> Option<Tails>) -> Option<f64> {
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let (mut point, mut last) = (start, f64::INFINITY);
    for _ in 0..MOST_STEPS {
        let step = newton_step(tails(point)?, target);
        if step > 0.0 {
            low = point;
        } else {
            high = point;
        }
        let next = point * step.clamp(-LONGEST_STEP, LONGEST_STEP).exp();
        if step.abs() <= f64::EPSILON || (step.abs() < 1e-9 && step.abs() >= last) {
            return Some(next);
        }
        last = step.abs();
        point = if next > low && next < high { next } else { between(low, high, next) };
        if point == 0.0 || !point.is_finite() {
            // The point is below the smallest f64, or beyond the largest.
            return (point == 0.0).then_some(0.0);
        }
    }
    None
}

/// The change of the logarithm of the point; infinite, with the right sign, where the tail in question is zero.
fn newton_step(tails: Tails, target: Target) -> f64 {
    let (tail, wanted, direction) =
        if target.lower <= target.upper { (tails.lower, target.lower, 1.0) } else { (tails.upper, target.upper, -1.0) };
    if tail <= 0.0 || tails.slope <= 0.0 {
        return if tail > wanted { -direction } else { direction } * f64::INFINITY;
    }
    direction * (wanted / tail).ln() * tail / tails.slope
}

/// A point strictly inside the bracket: its middle on the logarithmic scale where both ends are known.
fn between(low: f64, high: f64, next: f64) -> f64 {
    if low > 0.0 && high.is_finite() { low * (high / low).sqrt() } else { next }
}
