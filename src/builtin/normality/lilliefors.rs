//! The Lilliefors test: Kolmogorov and Smirnov's distance with estimated mean and deviation.

use super::standardised::Sample;
use super::{Test, Unfit};
use crate::builtin::distributions::normal_cdf;

const FEWEST: usize = 5;

/// The distance D between the sample's distribution function and the fitted normal one, on both sides of every step.
///
/// The p-value is by G. E. Dallal and L. Wilkinson (1986), "An analytic approximation to the distribution of
/// Lilliefors's test statistic for normality", *The American Statistician* 40, 294–296; where that gives more than 0.1,
/// which it is not made for, by a polynomial in Stephens's (1974) modified statistic D(√n − 0.01 + 0.85/√n). Both as in
/// the R package nortest 1.0-4. Errors: fewer than 5 values, values all equal, values not finite.
pub fn lilliefors(values: &[f64]) -> Result<Test, Unfit> {
    let sample = Sample::new(values, FEWEST)?;
    let n = sample.count();
    let (mut statistic, mut before) = (0.0_f64, 0.0);
    for score in sample.scores() {
        let expected = normal_cdf(score).ok_or(Unfit::NotFinite)?;
        statistic = statistic.max((before + 1.0) / n - expected).max(expected - before / n);
        before += 1.0;
    }
    let small = dallal_wilkinson(statistic, n);
    let p_value = if small > 0.1 { stephens(statistic * (n.sqrt() - 0.01 + 0.85 / n.sqrt())) } else { small };
    Ok(Test { statistic, p_value: p_value.clamp(0.0, 1.0) })
}

fn dallal_wilkinson(statistic: f64, n: f64) -> f64 {
    let (statistic, n) = if n > 100.0 { (statistic * (n / 100.0).powf(0.49), 100.0) } else { (statistic, n) };
    let shifted = n + 2.78019;
    let square = -7.01256 * statistic * statistic * shifted;
    (square + 2.99587 * statistic * shifted.sqrt() - 0.122119 + 0.974598 / n.sqrt() + 1.67997 / n).exp()
}

fn stephens(modified: f64) -> f64 {
    let coefficients = match modified {
        ..=0.302 => return 1.0,
        ..=0.5 => [2.76773, -19.828315, 80.709644, -138.55152, 81.218052],
        ..=0.9 => [-4.901232, 40.662806, -97.490286, 94.029866, -32.355711],
        ..=1.31 => [6.198765, -19.558097, 23.186922, -12.234627, 2.423045],
        _ => return 0.0,
    };
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * modified + coefficient)
}

/// The sample sizes of the table, and for each the critical distances at the significances 0.10, 0.05 and 0.01.
const TABLE: [(u32, [f64; 3]); 19] = [
    (4, [0.352, 0.381, 0.417]),
    (5, [0.315, 0.337, 0.405]),
    (6, [0.294, 0.319, 0.364]),
    (7, [0.276, 0.300, 0.348]),
    (8, [0.261, 0.285, 0.331]),
    (9, [0.249, 0.271, 0.311]),
    (10, [0.239, 0.258, 0.294]),
    (11, [0.230, 0.249, 0.284]),
    (12, [0.223, 0.242, 0.275]),
    (13, [0.214, 0.234, 0.268]),
    (14, [0.207, 0.227, 0.261]),
    (15, [0.201, 0.220, 0.257]),
    (16, [0.195, 0.213, 0.250]),
    (17, [0.189, 0.206, 0.245]),
    (18, [0.184, 0.200, 0.239]),
    (19, [0.179, 0.195, 0.235]),
    (20, [0.174, 0.190, 0.231]),
    (25, [0.158, 0.173, 0.200]),
    (30, [0.144, 0.161, 0.187]),
];

/// The distance that D exceeds with the given significance, from the table of H. W. Lilliefors (1967), "On the
/// Kolmogorov–Smirnov test for normality with mean and variance unknown", *JASA* 62, 399–402, in which Indonesian
/// courses look up L; above 30 values 0.805/√n, 0.886/√n and 1.031/√n.
///
/// Between 20, 25 and 30, which are all the table has there, it is interpolated linearly in n. None for a significance
/// other than 0.10, 0.05 and 0.01, and for fewer than 4 values. The table was simulated in 1967 and is off by a few
/// thousandths, so near it the answer may differ from that of the p-value of [`lilliefors`].
#[must_use]
pub fn lilliefors_critical(n: usize, significance: f64) -> Option<f64> {
    let column = [0.10, 0.05, 0.01].iter().position(|known: &f64| (known - significance).abs() < 1e-9)?;
    let n = f64::from(u32::try_from(n).ok()?);
    if n > 30.0 {
        return Some([0.805, 0.886, 1.031].get(column)? / n.sqrt());
    }
    let at = |&(size, values): &(u32, [f64; 3])| Some((f64::from(size), *values.get(column)?));
    let (below, low) = TABLE.iter().rev().filter_map(at).find(|(size, _)| *size <= n)?;
    let (above, high) = TABLE.iter().filter_map(at).find(|(size, _)| *size >= n)?;
    let share = if above > below { (n - below) / (above - below) } else { 0.0 };
    Some(low + share * (high - low))
}
