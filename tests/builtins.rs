//! Every function that Rust computes has an example that is true, and the statistics agree with R.

#![allow(clippy::unwrap_used)]

mod common;

use common::study;

#[test]
fn every_example_is_true() {
    let examples: Vec<(&str, &str)> = study::builtin::all().map(|builtin| (builtin.name, builtin.example)).collect();
    assert!(examples.len() > 15);
    for (name, example) in examples {
        let ended = study(&["eval", "--", example]);
        assert_eq!(ended.out.trim_end(), "yes", "{name}: {example}\n{}", ended.err);
        assert!(example.contains(&format!("{name}(")), "{name}: its example does not call it");
    }
}

/// The left shoulder of the overlocking study (36 readings), against R 4.2.2: `mean(x)`, `var(x)`, `sd(x)`, `median(x)`.
#[test]
fn statistics_agree_with_r() {
    let readings = "[23.60, 20.94, 22.32, 21.26, 20.61, 22.55, 20.84, 22.69, 20.44, 22.35, 20.49, 22.15, 22.76, 21.74, \
                    23.49, 22.10, 22.06, 22.15, 20.77, 22.04, 21.89, 21.10, 21.56, 21.79, 22.71, 22.43, 21.75, 22.30, \
                    22.68, 21.00, 21.17, 23.08, 22.63, 21.16, 21.32, 21.76]";
    let rows = [
        ("mean", "21.88"),
        ("median", "21.965"),
        ("variance", "0.68536"),
        ("deviation", "0.827864723249"),
        ("population_variance", "0.666322222222"),
    ];
    for (function, expected) in rows {
        let printed = study(&["eval", &format!("round({function}({readings}), to: 0.000000000001)")]).out;
        assert_eq!(printed.trim_end().trim_start_matches("≈ "), expected, "{function}");
    }
}
