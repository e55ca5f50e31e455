//! Against R 4.2.2 (the calls are in `compare/reference.R`), published tables and closed forms.

#![allow(clippy::excessive_precision, reason = "figures are given as their sources print them")]

use super::*;

#[track_caller]
fn close(found: Option<f64>, expected: f64, tolerance: f64) {
    let found = found.unwrap_or(f64::NAN);
    let error = (found - expected).abs() / expected.abs();
    assert!(error <= tolerance, "{found:e} is not {expected:e}: off by {error:.1e}");
}

#[test]
fn normal_as_r_has_it() {
    // R 4.2.2 pnorm(c(1.96, 5, 20, 37), lower = FALSE), pnorm(-1)
    close(normal_tail(1.96), 2.499789514822043e-2, 1e-14);
    close(normal_tail(5.0), 2.866515718791939e-7, 1e-14);
    close(normal_tail(20.0), 2.753624118606234e-89, 5e-14);
    close(normal_tail(37.0), 5.725571222524577e-300, 1e-13);
    close(normal_cdf(-1.0), 1.586552539314570e-1, 2e-15);
    // R 4.2.2 pnorm(c(50, -3), lower = FALSE, log = TRUE)
    close(normal_log_tail(50.0), -1.254831361139420e3, 1e-15);
    close(normal_log_tail(-3.0), -1.350809964748194e-3, 2e-15);
    // R 4.2.2 qnorm(c(0.975, 0.995, 1e-10, 1e-300, 0.5001))
    close(normal_quantile(0.975), 1.959963984540054, 1e-15);
    close(normal_quantile(0.995), 2.575829303548900, 1e-15);
    close(normal_quantile(1e-10), -6.361340902404056, 1e-15);
    close(normal_quantile(1e-300), -37.04709629936120, 1e-15);
    close(normal_quantile(0.5001), 2.506628300880075e-4, 1e-13);
    assert_eq!(normal_quantile(0.5), Some(0.0));
}

#[test]
fn the_series_of_the_logarithm_meets_the_tail() {
    // SciPy 1.17.1 norm.logsf([29.999999, 30.000001])
    close(normal_log_tail(29.999_999), -454.321_213_923_084_03, 1e-14);
    close(normal_log_tail(30.000_001), -454.321_273_989_603_4, 1e-14);
}

#[test]
fn student_as_r_has_it() {
    // R 4.2.2 pt(2.5, 10, lower = FALSE), pt(-40, 7), pt(1.3, 2.5), pt(2, 1e9, lower = FALSE)
    close(student_tail(2.5, 10.0), 1.572342211830439e-2, 1e-14);
    close(student_cdf(-40.0, 7.0), 7.951089992425214e-10, 1e-14);
    close(student_cdf(1.3, 2.5), 8.497566053646460e-1, 1e-14);
    close(student_tail(2.0, 1e9), 2.275013208315666e-2, 1e-14);
    // R 4.2.2 qt(0.975, c(4, 35, 1e5, 1e9)), qt(0.95, 1), qt(1e-12, 3)
    close(student_quantile(0.975, 4.0), 2.776445105197793, 1e-14);
    close(student_quantile(0.975, 35.0), 2.030107928250342, 1e-14);
    close(student_quantile(0.975, 1e5), 1.959987707534609, 1e-14);
    close(student_quantile(0.975, 1e9), 1.959963986912325, 1e-14);
    close(student_quantile(0.95, 1.0), 6.313751514675038, 1e-14);
    close(student_quantile(1e-12, 3.0), -10331.108244292485324, 1e-14);
    assert_eq!(student_quantile(0.5, 7.0), Some(0.0));
}

#[test]
fn student_with_one_degree_is_the_cauchy_distribution() {
    // ½ + arctan(x)/π, where SciPy 1.17.1 is off by 6e-11 near zero.
    for x in [-30.0, -1.0, -1e-10, 1e-10, 1e-5, 0.3, 2.0] {
        close(student_cdf(x, 1.0), 0.5 + f64::atan(x) / std::f64::consts::PI, 1e-14);
    }
    close(student_two_sided(1.0, 1.0), 0.5, 5e-15);
}

#[test]
fn chi_square_as_r_has_it() {
    // R 4.2.2 qchisq(0.95, c(1, 2, 35)), qchisq(c(1e-4, 1e-10), 1), qchisq(0.999, 1e6)
    close(chi_square_quantile(0.95, 1.0), 3.841458820694124, 1e-14);
    close(chi_square_quantile(0.95, 2.0), 5.991464547107980, 1e-14);
    close(chi_square_quantile(0.95, 35.0), 49.80184956820187, 1e-14);
    close(chi_square_quantile(1e-4, 1.0), 1.570796335019571e-8, 1e-14);
    close(chi_square_quantile(1e-10, 1.0), 1.570796326794893e-20, 5e-14);
    close(chi_square_quantile(0.999, 1e6), 1.004375948746142e6, 1e-14);
    // R 4.2.2 pchisq(c(3.841458820694124, 1e-8), 1, lower = FALSE), pchisq(100, 3, lower = FALSE)
    close(chi_square_tail(3.841458820694124, 1.0), 4.999999999999998e-2, 1e-14);
    close(chi_square_tail(100.0, 3.0), 1.554159431389605e-21, 1e-13);
    close(chi_square_tail(1e-8, 1.0), 9.999202115440528e-1, 1e-15);
    // Far below the smallest f64: (10⁻³⁰⁰ √(π/2))².
    assert_eq!(chi_square_quantile(1e-300, 1.0), Some(0.0));
}

#[test]
fn f_as_r_has_it() {
    // R 4.2.2 pf(4.5, 2, 27, lower = FALSE), pf(0.3, 5, 2, lower = FALSE), pf(200, 3, 40, lower = FALSE)
    close(f_tail(4.5, 2.0, 27.0), 2.057439416405287e-2, 1e-14);
    close(f_tail(0.3, 5.0, 2.0), 8.797574890536368e-1, 1e-14);
    close(f_tail(200.0, 3.0, 40.0), 4.123382478165145e-24, 5e-14);
    // R 4.2.2 qf(0.95, c(1, 2, 3), c(10, 27, 1)), qf(0.01, 5, 7)
    close(f_quantile(0.95, 1.0, 10.0), 4.96460274373071009, 1e-14);
    close(f_quantile(0.95, 2.0, 27.0), 3.35413082852919731, 1e-14);
    close(f_quantile(0.95, 3.0, 1.0), 215.70734536960858918, 1e-14);
    close(f_quantile(0.01, 5.0, 7.0), 0.09564334161690907, 1e-14);
}

#[test]
fn clopper_pearson_as_r_has_it() {
    // R 4.2.2 binom.test(81, 100)$conf.int
    close(beta_quantile(0.025, 81.0, 20.0), 0.7193020420263875, 1e-14);
    close(beta_quantile(0.975, 82.0, 19.0), 0.8815568038674564, 1e-14);
    // 1 - 0.95^(1/36) and 0.975^(1/4)
    close(beta_quantile(0.05, 1.0, 36.0), 0.001423799167813332, 1e-14);
    close(beta_quantile(0.975, 4.0, 1.0), 0.993690536790290180, 1e-15);
    // SciPy 1.17.1 gives 1.4e-10 here; the leading term is (p B(½, 3) / 2)² = (p 8/15)².
    close(beta_quantile(1e-8, 0.5, 3.0), 2.844_444_444_444_445e-17, 1e-14);
}

#[test]
fn quantiles_invert_their_tails() {
    let probabilities = [1e-12, 1e-4, 0.025, 0.3, 0.5, 0.6, 0.9, 0.975, 0.9999];
    for degrees in [0.3, 1.0, 2.0, 7.5, 40.0, 1e3, 1e6, 1e9] {
        for probability in probabilities {
            // The tolerances are what one rounding of the quantile costs at the largest degrees.
            let student = student_quantile(probability, degrees).and_then(|x| student_cdf(x, degrees));
            close(student, probability, 1e-12);
            let chi_square = chi_square_quantile(probability, degrees).and_then(|x| chi_square_tail(x, degrees));
            close(chi_square, 1.0 - probability, 1e-11);
            let f = f_quantile(probability, degrees, 12.0).and_then(|x| f_tail(x, degrees, 12.0));
            close(f, 1.0 - probability, 1e-12);
        }
    }
}

#[test]
fn outside_the_domain_is_none() {
    let nan = f64::NAN;
    let infinity = f64::INFINITY;
    for wrong in [nan, 0.0, 1.0, -0.1, 1.1, infinity] {
        assert_eq!(normal_quantile(wrong), None);
        assert_eq!(student_quantile(wrong, 3.0), None);
        assert_eq!(chi_square_quantile(wrong, 3.0), None);
        assert_eq!(f_quantile(wrong, 3.0, 3.0), None);
        assert_eq!(beta_quantile(wrong, 3.0, 3.0), None);
    }
    for wrong in [nan, 0.0, 1e-4, -1.0, infinity, 2e10] {
        assert_eq!(student_cdf(1.0, wrong), None);
        assert_eq!(student_quantile(0.5, wrong), None);
        assert_eq!(chi_square_tail(1.0, wrong), None);
        assert_eq!(chi_square_quantile(0.9, wrong), None);
        assert_eq!(f_tail(1.0, wrong, 2.0).or(f_tail(1.0, 2.0, wrong)), None);
        assert_eq!(f_quantile(0.9, wrong, 2.0).or(f_quantile(0.9, 2.0, wrong)), None);
        assert_eq!(beta_quantile(0.9, wrong, 2.0).or(beta_quantile(0.9, 2.0, wrong)), None);
    }
    assert_eq!(normal_cdf(nan).or(normal_log_tail(nan)).or(student_cdf(nan, 1.0)), None);
    assert_eq!(chi_square_tail(-1.0, 1.0).or(f_tail(-1.0, 1.0, 1.0)).or(f_tail(nan, 1.0, 1.0)), None);
    assert_eq!((normal_cdf(infinity), normal_tail(infinity)), (Some(1.0), Some(0.0)));
    assert_eq!((student_cdf(-infinity, 2.0), student_cdf(infinity, 2.0)), (Some(0.0), Some(1.0)));
    assert_eq!((chi_square_tail(0.0, 2.0), chi_square_tail(infinity, 2.0)), (Some(1.0), Some(0.0)));
    assert_eq!((f_tail(0.0, 2.0, 2.0), f_tail(infinity, 2.0, 2.0)), (Some(1.0), Some(0.0)));
}

#[test]
fn extreme_arguments_never_give_nan() {
    let extremes = [1e-308, 1e-100, 1e-10, 0.5, 1.0 - 1e-16, 1.0, 1e5, 1e10, 1e100, 1e308];
    for x in extremes {
        for degrees in [1e-3, 0.1, 0.5, 1.0, 1.0 + 1e-15, 3.0, 1e5, 1e10] {
            let one = [student_cdf, student_tail, student_quantile, chi_square_tail, chi_square_quantile];
            assert!(one.iter().all(|function| function(x, degrees).is_none_or(|value| !value.is_nan())));
            for other in [1e-3, 0.5, 3.0, 1e5, 1e10] {
                let two = [f_tail, f_quantile, beta_quantile];
                assert!(two.iter().all(|function| function(x, degrees, other).is_none_or(|value| !value.is_nan())));
            }
        }
    }
}
