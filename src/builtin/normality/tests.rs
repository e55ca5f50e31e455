//! Against R 4.2.2 (`shapiro.test`; nortest 1.0-4's formulas written out in `compare/normality.R`) and published examples.

#![allow(clippy::excessive_precision, reason = "figures are given as their sources print them")]
#![allow(clippy::approx_constant, reason = "3.14 is an observation")]

use super::*;

/// The columns left and right of the study file `overlock.csv`.
const LEFT: [f64; 36] = [
    23.60, 20.94, 22.32, 21.26, 20.61, 22.55, 20.84, 22.69, 20.44, 22.35, 20.49, 22.15, 22.76, 21.74, 23.49, 22.10,
    22.06, 22.15, 20.77, 22.04, 21.89, 21.10, 21.56, 21.79, 22.71, 22.43, 21.75, 22.30, 22.68, 21.00, 21.17, 23.08,
    22.63, 21.16, 21.32, 21.76,
];
const RIGHT: [f64; 36] = [
    12.48, 12.58, 12.30, 13.65, 15.27, 12.01, 12.95, 10.82, 14.51, 12.81, 16.25, 14.46, 12.17, 12.08, 12.34, 11.66,
    11.34, 12.86, 14.05, 13.12, 12.83, 13.29, 13.97, 13.16, 13.78, 14.34, 14.90, 13.88, 13.40, 12.26, 15.57, 11.82,
    12.98, 14.55, 14.87, 12.41,
];
/// The first sample of SciPy's tests of `shapiro`.
const FIRST: [f64; 20] = [
    0.11, 7.87, 4.61, 10.14, 7.95, 3.14, 0.46, 4.43, 0.21, 4.75, 0.71, 1.52, 3.24, 0.93, 0.42, 4.97, 9.53, 4.55, 0.47,
    6.66,
];
/// The example of Royston (1995).
const ROYSTON: [f64; 25] = [
    0.139, 0.157, 0.175, 0.256, 0.344, 0.413, 0.503, 0.577, 0.614, 0.655, 0.954, 1.392, 1.557, 1.648, 1.690, 1.994,
    2.174, 2.206, 3.245, 3.510, 3.571, 4.354, 4.980, 6.084, 8.351,
];
/// The weights of Shapiro and Wilk (1965), as many programs show them.
const WEIGHTS: [f64; 11] = [148.0, 154.0, 158.0, 160.0, 161.0, 162.0, 166.0, 170.0, 182.0, 195.0, 236.0];

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    let error = (found - expected).abs() / expected.abs();
    assert!(error <= tolerance, "{found:e} is not {expected:e}: off by {error:.1e}");
}

#[track_caller]
fn is(found: Result<Test, Unfit>, statistic: f64, p_value: f64) {
    let Test { statistic: found, p_value: p } = found.unwrap_or(Test { statistic: f64::NAN, p_value: f64::NAN });
    close(found, statistic, 2e-12);
    close(p, p_value, 2e-12);
}

/// Equal to the digits that a publication gives.
#[track_caller]
fn rounds_to(found: f64, published: f64, decimals: i32) {
    assert!((found - published).abs() <= 0.5000001 * 10_f64.powi(-decimals), "{found} does not round to {published}");
}

#[test]
fn shapiro_wilk_as_r_has_it() {
    // R 4.2.2 shapiro.test(…)
    is(shapiro_wilk(&LEFT), 0.9741250578121101, 0.5483754842487265);
    is(shapiro_wilk(&RIGHT), 0.9818743725674891, 0.8067158760884030);
    is(shapiro_wilk(&FIRST), 0.9004728793175608, 0.0420895752222572);
    is(shapiro_wilk(&ROYSTON), 0.8346662753181680, 0.0009134904818129595);
    is(shapiro_wilk(&WEIGHTS), 0.7888146948353874, 0.006703814056502925);
    is(shapiro_wilk(&[&WEIGHTS[..], &[240.0]].concat()), 0.7871856119244980, 0.006723402569675519);
    is(shapiro_wilk(&[1.0, 4.0, 2.0]), 0.9642857142857142, 0.6368868450289632);
    is(shapiro_wilk(&[9.0, 4.0, 2.0, 1.0]), 0.8946862708393348, 0.4051472111738899);
    is(shapiro_wilk(&[3.1, 2.2, 5.9, 4.4, 4.5]), 0.9697070560911375, 0.8733701017840090);
    is(shapiro_wilk(&[1.0, 2.0, 4.0, 9.0, 9.0, 10.0]), 0.8514811615175477, 0.1617986984310903);
}

#[test]
fn shapiro_wilk_as_published() {
    let found =
        |values: &[f64]| shapiro_wilk(values).map_or((f64::NAN, f64::NAN), |test| (test.statistic, test.p_value));
    // Royston (1995), quoted in SciPy's tests: W 0.83467, p 0.000914
    let (statistic, p_value) = found(&ROYSTON);
    rounds_to(statistic, 0.83467, 5);
    rounds_to(p_value, 0.000914, 5);
    // SciPy's tests: W 0.900473, p 0.0420897
    let (statistic, p_value) = found(&FIRST);
    rounds_to(statistic, 0.900473, 6);
    rounds_to(p_value, 0.04209, 5);
}

#[test]
fn shapiro_wilk_at_its_ends() {
    // R 4.2.2 shapiro.test(c(0, 0, 1)) has W = 3/4 and p = 0 but for rounding
    let least = shapiro_wilk(&[0.0, 0.0, 1.0]).unwrap_or(Test { statistic: 0.0, p_value: 1.0 });
    close(least.statistic, 0.75, 1e-15);
    assert!((0.0..1e-7).contains(&least.p_value));
    // Equally spaced, W = 1 but for rounding, and the exact p-value is 1 but for its root.
    let greatest = shapiro_wilk(&[1.0, 2.0, 3.0]).unwrap_or(Test { statistic: 0.0, p_value: 0.0 });
    close(greatest.statistic, 1.0, 1e-15);
    close(greatest.p_value, 1.0, 1e-7);
    let many: Vec<f64> = (0..5001).map(f64::from).collect();
    assert_eq!(shapiro_wilk(&many), Err(Unfit::TooMany { most: 5000, found: 5001 }));
    // R 4.2.2 shapiro.test(0:4999)
    is(shapiro_wilk(&many[..5000]), 0.95490601989931523, 9.4126815084198069e-37);
}

#[test]
fn anderson_darling_as_nortest_has_it() {
    // nortest 1.0-4 ad.test(…), its formulas run in R 4.2.2
    is(anderson_darling(&LEFT), 0.2826373779573359, 0.6155357451215835);
    is(anderson_darling(&RIGHT), 0.2840245669310093, 0.6111122304290006);
    is(anderson_darling(&FIRST), 0.67932952664051882, 0.06440888904038251);
    is(anderson_darling(&ROYSTON), 1.338450098137442978, 0.001403679059415753);
    is(anderson_darling(&WEIGHTS), 0.94677187959888620, 0.01045402400514778);
    // nortest's ad.test(c(0, 1, 1, …)), quoted in SciPy's tests: A 3.208057
    let one_off: Vec<f64> = (0..10).map(|place| f64::from(place.min(1))).collect();
    is(anderson_darling(&one_off), 3.208056813054432, 8.559558414151161e-9);
}

#[test]
fn anderson_darling_far_out_stays_a_number() {
    // One value 70 deviations out, where the tail itself is below the smallest f64.
    let mut values: Vec<f64> = (0..5000).map(|place| f64::from(place % 7)).collect();
    values.push(1e6);
    let found = anderson_darling(&values).unwrap_or(Test { statistic: f64::NAN, p_value: f64::NAN });
    assert!(found.statistic.is_finite());
    assert_eq!(found.p_value, 3.7e-24);
}

#[test]
fn lilliefors_as_nortest_has_it() {
    // nortest 1.0-4 lillie.test(…), its formulas run in R 4.2.2
    is(lilliefors(&LEFT), 0.08395235739414009, 0.7514401387108607);
    is(lilliefors(&RIGHT), 0.09138297461258249, 0.6271923665944454);
    is(lilliefors(&FIRST), 0.1629432750667015, 0.1771537933960854);
    is(lilliefors(&ROYSTON), 0.19264335196009807, 0.01746081705795002);
    is(lilliefors(&WEIGHTS), 0.25921535714887756, 0.03740762180003083);
    is(lilliefors(&[3.1, 2.2, 5.9, 4.4, 4.5]), 0.2054832314067554, 0.6958592499601575);
}

#[test]
fn lilliefors_as_a_course_has_it() {
    // Bukuyudi's spreadsheet for Indonesian courses (2016): mean 5.70, deviation 3.30, L 0.1638, table 0.258.
    let values = [1.0, 2.0, 3.0, 4.0, 6.0, 6.0, 6.0, 8.0, 10.0, 11.0];
    rounds_to(lilliefors(&values).map_or(f64::NAN, |test| test.statistic), 0.1638, 4);
    assert_eq!(lilliefors_critical(10, 0.05), Some(0.258));
}

#[test]
fn lilliefors_critical_values() {
    assert_eq!(lilliefors_critical(4, 0.10), Some(0.352));
    assert_eq!(lilliefors_critical(30, 0.01), Some(0.187));
    close(lilliefors_critical(36, 0.05).unwrap_or(f64::NAN), 0.886 / 6.0, 1e-15);
    // Two fifths from 0.190 at 20 to 0.173 at 25.
    close(lilliefors_critical(22, 0.05).unwrap_or(f64::NAN), 0.1832, 1e-12);
    assert_eq!(lilliefors_critical(3, 0.05), None);
    assert_eq!(lilliefors_critical(10, 0.20), None);
    assert_eq!(lilliefors_critical(10, f64::NAN), None);
}

#[test]
fn chi_square_as_r_has_it() {
    // compare/normality.R: the same classes by cut and pnorm, the p-value by pchisq
    let Ok(left) = chi_square(&LEFT) else { panic!("left is fit for the test") };
    close(left.statistic, 2.5762982967508616, 1e-12);
    close(left.p_value, 0.2757807402477642, 1e-12);
    assert_eq!((left.initial_classes, left.degrees), (7, 2));
    let observed: Vec<usize> = left.classes.iter().map(|class| class.observed).collect();
    assert_eq!(observed, [12, 5, 6, 8, 5]);
    let expected = [9.2960773469431270, 7.2195907306787586, 7.6283490680352912, 6.0308457081311762, 5.8251371462116470];
    left.classes.iter().zip(expected).for_each(|(class, expected)| close(class.expected, expected, 1e-11));
    let uppers = [21.342857142857145, 21.794285714285717, 22.245714285714286, 22.697142857142858, f64::INFINITY];
    left.classes
        .iter()
        .zip(uppers)
        .for_each(|(class, upper)| assert!((class.upper - upper).abs() < 1e-13 || class.upper == upper));
    assert!(left.classes.iter().zip(left.classes.iter().skip(1)).all(|(class, next)| class.upper == next.lower));
    let Ok(right) = chi_square(&RIGHT) else { panic!("right is fit for the test") };
    close(right.statistic, 1.1249463333954606, 1e-12);
    close(right.p_value, 0.2888558679471102, 1e-12);
    assert_eq!((right.initial_classes, right.degrees), (7, 1));
}

#[test]
fn chi_square_puts_boundaries_in_the_class_above() {
    // Range 0.7 in seven classes: every value lies on a boundary, though 0.1, 0.2 … are inexact;
    // five in each and ten in the last, of which the outer two on either side are merged.
    let values: Vec<f64> = (0..40).map(|place| 0.3 + f64::from(place % 8) / 10.0).collect();
    let Ok(found) = chi_square(&values) else { panic!("fit for the test") };
    let observed: Vec<usize> = found.classes.iter().map(|class| class.observed).collect();
    assert_eq!((found.initial_classes, observed), (7, vec![10, 5, 5, 5, 15]));
}

#[test]
fn unfit_samples_are_refused() {
    assert_eq!(shapiro_wilk(&[1.0, 2.0]), Err(Unfit::TooFew { least: 3, found: 2 }));
    assert_eq!(anderson_darling(&[]), Err(Unfit::TooFew { least: 8, found: 0 }));
    assert_eq!(lilliefors(&[1.0; 4]), Err(Unfit::TooFew { least: 5, found: 4 }));
    assert_eq!(chi_square(&WEIGHTS), Err(Unfit::TooFew { least: 20, found: 11 }));
    assert_eq!(chi_square(&ROYSTON), Err(Unfit::TooFewClasses { least: 4, found: 3 }));
    let tests = [shapiro_wilk, anderson_darling, lilliefors];
    for (wrong, unfit) in [(1.0, Unfit::AllEqual), (f64::NAN, Unfit::NotFinite), (f64::INFINITY, Unfit::NotFinite)] {
        let mut values = [1.0; 20];
        values[7] = wrong;
        assert!(tests.iter().all(|test| test(&values) == Err(unfit)));
        assert_eq!(chi_square(&values), Err(unfit));
    }
    assert_eq!(shapiro_wilk(&[f64::MAX, 0.0, f64::MIN]), Err(Unfit::NotFinite));
}

#[test]
fn location_scale_and_order_do_not_matter() {
    for test in [shapiro_wilk, anderson_darling, lilliefors] {
        let Ok(plain) = test(&FIRST) else { panic!("fit for the test") };
        let moved: Vec<f64> = FIRST.iter().rev().map(|value| value * 4096.0 + 1e6).collect();
        let tiny: Vec<f64> = FIRST.iter().map(|value| value * 1e-300).collect();
        let Ok(moved) = test(&moved) else { panic!("fit for the test") };
        close(moved.statistic, plain.statistic, 1e-10);
        is(test(&tiny), plain.statistic, plain.p_value);
    }
}
