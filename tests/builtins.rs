//! Every function that Rust computes has an example that is true, and the statistics agree with R.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, study};

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

#[test]
fn every_example_of_a_special_function_is_true() {
    let folder = Folder::new();
    let operations =
        "operation sewing per item { readings: [20, 21] s }\noperation packing per item { readings: [9, 8] s }\n";
    folder.write("a.study", format!("unit item\n{operations}"));
    for special in study::builtin::SPECIALS {
        let ended = folder.study(&["eval", "a.study", special.example]);
        assert_eq!(ended.out.trim_end(), "yes", "{}\n{}", special.example, ended.err);
        assert!(special.example.contains(&format!("{}(", special.name)), "{}", special.example);
        let entry = study(&["doc", special.name]).out;
        assert!(entry.starts_with(special.signature) && entry.contains(special.documentation), "{entry}");
        let near = folder.study(&["eval", "a.study", &special.example.replacen(special.name, &special.name[1..], 1)]);
        assert!(near.err.contains(&format!("did you mean `{}`?", special.name)), "{}", near.err);
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

/// Evaluates expressions; what is printed without the mark of what is approximate.
fn evaluated(expressions: &[&str]) -> Vec<String> {
    let ended = study(&[&["eval", "--"], expressions].concat());
    assert_eq!(ended.code, 0, "{expressions:?}\n{}", ended.err);
    ended.out.lines().map(|line| line.replace("≈ ", "")).collect()
}

/// The digits that R 4.2.2 prints of figures of shares: `binom.test(x, n, conf.level = …)$conf.int`, `qbeta`.
#[test]
fn limits_of_shares_agree_with_r() {
    let rows = [
        ("clopper_pearson_lower(424 of 565, confidence: 95%)", 0.712_620_024_443_347_8),
        ("clopper_pearson_upper(424 of 565, confidence: 95%)", 0.785_622_625_494_745_2),
        ("clopper_pearson_lower(424 of 565, confidence: 99%)", 0.700_646_437_142_345_9),
        ("clopper_pearson_upper(424 of 565, confidence: 99%)", 0.795_930_862_251_366_1),
        ("clopper_pearson_lower(0 of 36, confidence: 95%)", 0.0),
        ("clopper_pearson_upper(0 of 36, confidence: 95%)", 0.097_393_755_914_491_95),
        ("clopper_pearson_lower(36 of 36, confidence: 99%)", 0.863_142_497_805_098_8),
        ("clopper_pearson_upper(36 of 36, confidence: 99%)", 1.0),
        ("clopper_pearson_lower(1 of 1000000, confidence: 95%)", 2.531_780_766_379_421e-8),
        ("clopper_pearson_upper(1 of 1000000, confidence: 99%)", 7.430_105_611_978_53e-6),
        ("beta_quantile(30%, a: 2.5, b: 0.7)", 0.709_775_891_214_880_8),
        ("beta_quantile(97.5%, a: 425, b: 141)", 0.785_622_625_494_745_2),
    ];
    let printed = evaluated(&rows.map(|(expression, _)| expression));
    for ((expression, expected), printed) in rows.iter().zip(printed) {
        let found: f64 = printed.parse().unwrap();
        assert!((found - expected).abs() <= 1e-13 * expected, "{expression}: {found:e} is not {expected:e}");
    }
}

/// R 4.2.2: `p.adjust(c(0.01, 0.04, 0.03, NA, 0.005, 0.5, 0.7), method = "holm")` is
/// .05 .12 .12 NA .03 1 1.
#[test]
fn holm_agrees_with_r() {
    let printed = evaluated(&["holm(without([0.01, 0.04, 0.03, 0.9, 0.005, 0.5, 0.7], [4]))", "holm([])"]);
    assert_eq!(printed, ["[0.05, 0.12, 0.12, —, 0.03, 1, 1]", "[]"]);
}

/// `random_moments` against the same rules written in Python 3.11: SplitMix64, a number drawn anew from
/// 2^64 − 1 − (2^64 − 1) mod n on, the front of the minutes swapped (Fisher and Yates), sorted within a day.
#[test]
fn random_moments_are_the_same_on_every_machine() {
    let printed = evaluated(&[
        "all_of(random_moments(12, days: 3, shift: 07:00 to 17:00, \
         breaks: [10:00 to 10:15, 12:00 to 13:00, 16:00 to 16:15], seed: 2015) == \
         [09:51, 14:34, 15:53, 16:31, 08:29, 10:44, 15:06, 16:20, 08:37, 08:54, 13:10, 14:20])",
        "random_moments(6, days: 1, shift: 22:00 to 06:00, breaks: [23:55 to 00:15], seed: -1)",
        "count(distinct(random_moments(1440, days: 1, shift: 00:00 to 00:00, breaks: [], seed: 3)))",
        "random_days(7, days: 3)",
        "random_days(2, days: 3)",
        "random_moments(0, days: 3, shift: 07:00 to 17:00, breaks: [], seed: 1)",
    ]);
    let expected =
        ["yes", "[23:01, 23:38, 03:18, 03:51, 04:55, 05:16]", "1,440", "[1, 1, 1, 2, 2, 3, 3]", "[1, 2]", "[]"];
    assert_eq!(printed, expected);
}

#[test]
fn fixed_moments_go_past_midnight_and_keep_out_of_breaks() {
    let printed = evaluated(&[
        "fixed_moments(every: 90 min, shift: 22:30 to 06:00, breaks: [00:00 to 00:30])",
        "fixed_moments(every: 45 s, shift: 07:00 to 07:03, breaks: [])",
    ]);
    assert_eq!(printed, ["[22:30, 01:30, 03:00, 04:30]", "[07:00, 07:00:45, 07:01:30, 07:02:15]"]);
}

/// Rounds of the work sampling study in a vehicle factory (its Table 6: 23 of 52 and 11 of 52 within 15 minutes of a
/// break), all at which the team leader or the line inspector cheated, and all at which one of them was not in place.
#[test]
fn moments_near_a_break_count_as_in_the_paper() {
    let cheating = "[07:27, 07:37, 07:49, 08:08, 08:17, 08:24, 08:54, 09:16, 09:17, 09:27, 09:44, 09:45, 09:50, 09:59, \
                    10:23, 10:27, 10:27, 10:34, 10:40, 10:59, 10:59, 11:04, 11:25, 11:52, 11:52, 11:55, 11:55, 11:59, \
                    13:00, 13:05, 13:12, 13:12, 13:39, 13:56, 14:01, 14:37, 14:39, 14:44, 14:45, 14:46, 15:40, 15:46, \
                    15:46, 15:48, 15:51, 16:24, 16:25, 16:26, 16:27, 16:34, 16:53, 16:58]";
    let away = "[07:04, 07:12, 07:36, 07:52, 07:54, 07:56, 07:58, 07:59, 08:40, 08:55, 09:06, 09:39, 09:49, 09:55, \
                10:17, 10:42, 10:58, 11:10, 11:12, 11:31, 11:41, 11:56, 11:59, 13:02, 13:07, 13:20, 13:20, 13:36, \
                13:37, 13:43, 13:47, 13:54, 14:06, 14:08, 14:09, 14:10, 14:44, 14:46, 14:50, 15:08, 15:13, 15:21, \
                15:37, 15:37, 15:41, 15:48, 15:56, 15:58, 16:17, 16:49, 16:58, 16:59]";
    let near = |times: &str, within: &str| {
        let breaks = "[10:00 to 10:15, 12:00 to 13:00, 16:00 to 16:15]";
        format!("count(places(near({times}, {breaks}, within: {within})))")
    };
    let expressions = [near(cheating, "15 min"), near(away, "15 min"), near(cheating, "14 min"), near(away, "0 s")];
    // A round of 09:45 is among the 23, so 15 minutes are within 15 minutes.
    assert_eq!(evaluated(&expressions.each_ref().map(String::as_str)), ["23", "11", "22", "0"]);
    let ends = "near([09:44, 09:45, 10:07, 10:30, 10:31, 23:50], [10:00 to 10:15, 00:00 to 00:05], within: 15 min)";
    assert_eq!(evaluated(&[ends]), ["[no, yes, yes, yes, no, yes]"]);
}

#[test]
fn functions_of_one_value_run_over_lists_and_columns() {
    let folder = common::Folder::new();
    folder.write("rounds.csv", "day,time,role\n2015-02-17,07:59,leader\n,08:00,inspector\n2015-02-24,,leader\n");
    folder.write(
        "rounds.study",
        "data rounds from \"rounds.csv\" { day: date; time: clock; role: text }
show weekday(rounds.day), weekday_number(rounds.day), hour(rounds.time), distinct(rounds.role), tally(rounds.role)
show near(rounds.time, [08:10 to 08:20], within: 10 min), tally(weekday(rounds.day))
show tally_where(rounds.role, hour(rounds.time) == 7), first_of_each(rounds.role, rounds.time)
show hits([424 of 565, 1 of 2]), total([424 of 565, 1 of 2]), share([1 of 4, 1 of 2])
",
    );
    let ended = folder.study(&["run", "rounds.study"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    for row in [
        "Tuesday, —, Tuesday",
        "2, —, 2",
        "7, 8, —",
        "inspector, leader",
        "1, 2",
        "no, yes, —",
        "0, 1",
        "08:00, 07:59",
        "424, 1",
        "565, 2",
        "0.25, 0.5",
    ] {
        assert!(ended.out.contains(row), "{row}\n{}", ended.out);
    }
}
