//! Figures of stopwatch studies as they are printed elsewhere, claimed and held: adequacy, uniformity, intervals, running
//! watches, ratings and allowances. Every case says where its data and figures come from.

#![allow(clippy::unwrap_used)]

mod common;

use common::Folder;

/// A study of which every claim must hold.
fn holds(study: &str) {
    let folder = Folder::new();
    folder.write("study.study", format!("unit item\n{study}"));
    let ended = folder.study(&["check", "study.study"]);
    assert_eq!(ended.code, 0, "{study}\n{}{}", ended.out, ended.err);
}

/// Seven subgroups of five, minutes. Course appendix "Uji keseragaman data setiap workstation", work station 2 (pdfslide):
/// σ .22, limits 6.33 and 5.94 with 1.96, 19 readings for ± 0.1 at 95 %.
const WORK_STATION: &str = "operation station per item {
  readings: [
    5.76, 6.53, 6.25, 5.98, 6.06, 6.28, 6.15, 5.94, 6.57, 6.09, 5.68, 6.12, 6.49, 6.25, 5.87, 6.30, 6.55, 6.22, 6.20,
    6.13, 6.33, 6.24, 6.11, 6.02, 5.86, 6.08, 6.24, 5.96, 6.18, 6.07, 6.31, 5.79, 6.07, 5.84, 6.18,
  ] min
  subgroup: 5
  k: 1.96
  precision: 0.1 min
}
";

#[test]
fn uniformity_by_subgroups_and_an_absolute_precision() {
    let claims = "
claim \"means\": station.group_means is [6.12, 6.21, 6.08, 6.28, 6.11, 6.11, 6.04] min
claim \"mean\": station.mean_time is 6.13 min
claim \"deviation\": station.deviation is 0.22 min
claim \"deviation of the means\": station.deviation_of_means is 0.10 min
claim \"upper limit\": station.upper_limit is 6.33 min
claim \"lower limit\": station.lower_limit is 5.94 min
claim \"required\": station.required is 19
claim \"uniform\": station.uniform == yes
";
    holds(&format!("{WORK_STATION}{claims}"));
}

#[test]
fn single_readings_against_their_limits() {
    // Universitas Sumatera Utara, aluminium, work centre 1: mean 1.051, s .036, limits 1.111 and .991 with k = 1.65,
    // N' = 1.157, so 2 readings.
    holds(
        "operation centre per item {
  readings: [1.030, 1.081, 1.021, 1.001, 1.000, 1.080, 1.079, 1.100, 1.070, 1.048] min
  confidence: 90%
  k: 1.65
  deviation_by: population
}
claim \"mean\": centre.mean_time is 1.051 min
claim \"deviation\": centre.deviation is 0.036 min
claim \"upper limit\": centre.upper_limit is 1.111 min
claim \"lower limit\": centre.lower_limit is 0.991 min
claim \"N'\": (centre.k * sqrt(centre.variance) / centre.precision)^2 is 1.157
claim \"required\": centre.required is 2
",
    );
}

#[test]
fn students_distribution_for_few_readings() {
    // Niebel and Freivalds, 13th ed.: n = 10, mean 0.30, s 0.03, 5 %: t = 2.262, n = 20.47, so 21.
    holds(
        "operation assembly per item {
  observations: 10
  mean_time: 0.30 min
  deviation: 0.03 min
  accuracy: 5%
  distribution: student
}
claim \"t\": assembly.k is 2.262
claim \"n\": (assembly.k * assembly.deviation / assembly.precision)^2 is 20.47
claim \"required\": assembly.required is 21
",
    );
}

#[test]
fn required_readings_are_rounded_up() {
    // Heizer and Render, Operations Management, ch. 10: five gift wraps, s = 0.35, 14.1 at 5 % and 95 %, so 15.
    holds(
        "operation wrapping per item { readings: [3.5, 3.2, 4.1, 3.6, 3.9] min; k: 1.96 }
claim \"deviation\": wrapping.deviation is 0.35 min
claim \"required\": wrapping.required is 15
",
    );
    // The same book: z = 2.58, s = 1.28, mean 3.20, 5 %. It prints 426; 426.0096 are asked for, so 427.
    holds(
        "operation assembly per item { mean_time: 3.20 min; deviation: 1.28 min; confidence: 99%; k: 2.58 }
claim \"n\": (assembly.k * assembly.deviation / assembly.precision)^2 is 426
claim \"required\": assembly.required == 427
",
    );
    // Exactly a whole number is not rounded further: k = 2, s = 1, precision 1 asks for 4.
    holds(
        "operation exact per item { readings: [1, 2, 3] s; k: 2; precision: 1 s }
claim \"required\": exact.required == 4
",
    );
}

#[test]
fn interval_of_the_mean() {
    // R 4.2.2: t.test(c(41.2, 39.8, 42.5, 40.1, 41.7, 40.9, 43.0, 39.6, 41.1, 40.6))$conf.int is 40.2539478 41.8460522;
    // with conf.level = 0.99 it is 39.9063842 42.1936158.
    let readings = "readings: [41.2, 39.8, 42.5, 40.1, 41.7, 40.9, 43.0, 39.6, 41.1, 40.6] s";
    holds(&format!(
        "operation packing per item {{ {readings} }}
operation surely per item {{ {readings}; confidence: 99% }}
claim \"lower\": packing.mean_time - packing.margin is 40.2539478 s
claim \"upper\": packing.mean_time + packing.margin is 41.8460522 s
claim \"lower, 99 %\": surely.mean_time - surely.margin is 39.9063842 s
claim \"upper, 99 %\": surely.mean_time + surely.margin is 42.1936158 s
"
    ));
}

#[test]
fn several_elements_with_ratings_of_their_own() {
    // Krajewski, Ritzman and Malhotra, Operations Management, Supplement H, Bill's Fast-Food: t .44 .83 .59 .28,
    // normal times .396 .996 .708 .280, normal time of the cycle 2.380, standard time 2.737 with 15 % of it.
    holds(
        "allowance usual { basis: normal; personal: 15% }
operation burger per item {
  allowance: usual
  element grill { readings: [0.45, 0.41, 0.50, 0.48, 0.36] min; rating: 90% }
  element lay   { readings: [0.85, 0.81, 0.77, 0.89, 0.83] min; rating: 120% }
  element dress { readings: [0.60, 0.55, 0.59, 0.58, 0.63] min; rating: 120% }
  element wrap  { readings: [0.31, 0.24, 0.27, 0.26, 0.32] min; rating: 100% }
}
claim \"times\": burger.elements.mean_time is [0.44, 0.83, 0.59, 0.28] min
claim \"normal times\": burger.elements.normal_time is [0.396, 0.996, 0.708, 0.280] min/item
claim \"normal time\": burger.normal_time is 2.380 min/item
claim \"standard time\": burger.standard_time is 2.737 min/item
",
    );
}

#[test]
fn allowances_of_the_whole_time_and_of_the_normal_time() {
    // Heizer and Render: 77.8 min normal time and 15 % of the whole time make 91.53 min.
    holds(
        "allowance whole { basis: total; personal: 15% }
operation processing per item {
  allowance: whole
  element a { mean_time: 37.8 min;  rating: 120% }
  element b { mean_time: 12.5 min;  rating: 110% }
  element c { mean_time: 4.0 min;   rating: 90% }
  element d { mean_time: 17.75 min; rating: 85% }
}
claim \"normal time\": processing.normal_time is 77.8 min/item
claim \"standard time\": processing.standard_time is 91.53 min/item
",
    );
    // Universitas Sumatera Utara, transformer, work centre 1: ten readings, rating 1.12, 18 % of the normal time:
    // 10.595 and 12.50 min.
    holds(
        "allowance normal_time { basis: normal; personal: 18% }
operation winding per item {
  readings: [9.5, 9.48, 9.42, 9.45, 9.47, 9.4, 9.44, 9.48, 9.50, 9.46] min
  rating: 112%
  allowance: normal_time
}
claim \"mean\": winding.mean_time is 9.46 min
claim \"normal time\": winding.normal_time is 10.595 min/item
claim \"standard time\": winding.standard_time is 12.50 min/item
",
    );
}

#[test]
fn a_running_watch_and_an_element_that_is_not_in_every_cycle() {
    // Krajewski, test bank of Supplement H, question 27: clock readings 22 51 72 98 128 150 s; s = 3.9 s; at 4 % and 95 %
    // 58.4 readings, so 59.
    holds(
        "operation cycle per item { readings: [22, 51, 72, 98, 128, 150] s; timing: continuous; accuracy: 4%; k: 1.96 }
claim \"times\": cycle.times is [22, 29, 21, 26, 30, 22] s
claim \"deviation\": cycle.deviation is 3.9 s
claim \"required\": cycle.required is 59
",
    );
    // Krajewski, candy packing: closing is done once in four cycles; one reading of packing is left out. Recomputed:
    // means .10, .10 and .30 min, and 25, 116 and 16 readings at 6 % and 95 %.
    holds(
        "operation candy per item {
  accuracy: 6%
  k: 1.96
  element wrap { readings: [0.10, 0.08, 0.08, 0.12, 0.10, 0.10, 0.12, 0.09, 0.11] min }
  element pack {
    readings: [0.10, 0.08, 0.08, 0.11, 0.06, 0.98, 0.17, 0.11, 0.09] min
    exclude 6 because \"the packer dropped the box\"
  }
  element close { readings: [0.27, 0.34, 0.29] min; once_in: 4 }
}
claim \"means\": candy.elements.mean_time is [0.10, 0.10, 0.30] min
claim \"required\": all_of(candy.elements.required == [25, 116, 16])
claim \"cycle\": candy.cycle_time is 0.275 min/item
",
    );
}

#[test]
fn elements_by_a_running_watch_follow_each_other() {
    // Made up: element b is done in every second cycle; the watch begins at 10 s.
    holds(
        "operation work per item {
  timing: continuous
  start: 10 s
  element a { readings: [15, 32, 50] s }
  element b { readings: without([20, 0, 57] s, [2]); once_in: 2 }
  element c { readings: [26, 44, 63] s }
}
claim \"a\": work.a.times is [5, 6, 6] s
claim \"b\": at(work.b.times, [1, 3]) is [5, 7] s
claim \"c\": work.c.times is [6, 12, 6] s
",
    );
}

#[test]
fn intervals_of_a_share() {
    // R 4.2.2: binom.test(424, 565)$conf.int is 0.7126200244 0.7856226255; prop.test(424, 565, correct = FALSE)$conf.int,
    // which is Wilson's, 0.7131481688 0.7843542471; binom.test(47, 75)$conf.int 0.5073046300 0.7356980883.
    let counts = "names: [\"Work\", \"Idle\"]; observed: [424, 141]; classes: [\"value_added\", \"other\"]";
    holds(&format!(
        "sampling exactly {{ {counts}; interval_by: exact }}
sampling wilson {{ {counts}; interval_by: wilson }}
claim \"exact\": exactly.lower is 0.7126200244
claim \"exact, from\": clopper_pearson_lower(424 of 565, confidence: 95%) is 0.7126200244
claim \"exact, to\":   clopper_pearson_upper(424 of 565, confidence: 95%) is 0.7856226255
claim \"small, from\": clopper_pearson_lower(47 of 75, confidence: 95%) is 0.5073046300
claim \"small, to\":   clopper_pearson_upper(47 of 75, confidence: 95%) is 0.7356980883
claim \"Wilson, from\": wilson.lower is 0.7131481688
claim \"Wilson, to\":   wilson.upper is 0.7843542471
"
    ));
}

#[test]
fn shares_of_all_or_none_and_of_few_have_an_interval_with_a_width() {
    // Wilson's interval of n of n begins at n / (n + z²), and that of none of n ends at z² / (n + z²); z² is 3.8414588207.
    // R 4.2.2: prop.test(2, 100, correct = FALSE)$conf.int is 0.005501925 0.070012.
    holds(
        "sampling whole { value_added { \"Work\": 6 } }
sampling none { value_added { \"Work\": 0 }; non_value_added { \"Idle\": 9 } }
sampling few { value_added { \"Work\": 2 }; non_value_added { \"Idle\": 98 } }
sampling asked { value_added { \"Work\": 2 }; non_value_added { \"Idle\": 98 }; interval_by: wald }
claim \"six of six, from\": whole.lower is 0.6096657
claim \"six of six, to\":   whole.upper is 100%
claim \"none of nine, from\": none.lower is 0%
claim \"none of nine, to\":   none.upper is 0.2991450
claim \"two, from\": few.lower is 0.0055
claim \"two, to\":   few.upper is 0.0700
claim \"asked for\": asked.upper is 0.0474
",
    );
}

#[test]
fn two_shares() {
    // R 4.2.2: prop.test(c(424, 225), c(565, 262), correct = FALSE): X² = 12.437621, p = 0.0004207713; with correction
    // 11.804504 and 0.0005908761, interval -0.16636986876 to -0.05030242739; fisher.test: 0.0003729737742.
    // Minitab, in Saputro and Octavia, Figure 4: Z = -3.84, interval -0.163577 to -0.0530958 (unpooled).
    holds(
        "comparison unpooled { before: 424 of 565; after: 225 of 262 }
comparison pooled { before: 424 of 565; after: 225 of 262; method: pooled }
comparison corrected { before: 424 of 565; after: 225 of 262; method: yates }
comparison exactly { before: 424 of 565; after: 225 of 262; method: fisher }
claim \"Z\": unpooled.z is -3.84
claim \"from\": unpooled.difference - unpooled.margin is -0.163577
claim \"to\": unpooled.difference + unpooled.margin is -0.0530958
claim \"pooled\": pooled.z^2 is 12.437621
claim \"pooled p\": pooled.p_value is 0.0004207713
claim \"corrected\": corrected.z^2 is 11.804504
claim \"corrected p\": corrected.p_value is 0.0005908761
claim \"corrected from\": corrected.difference - corrected.margin is -0.1663698688
claim \"corrected to\": corrected.difference + corrected.margin is -0.0503024274
claim \"Fisher\": exactly.p_value is 0.0003729737742
claim \"needed\": required_to_see(75%, 85%) == 250
",
    );
}

/// By hand: of 10, 12, 11, 13 s and 9, none, 9, 10 s three pairs are left, with differences of 1, 2 and 3 s: their mean
/// is 2 s, their deviation 1 s, so t = 2 / (1 / √3) = 3.4641 with 2 degrees of freedom, and p = 0.07418 by
/// 1 - t / √(t² + 2).
#[test]
fn pairs_with_a_reading_missing_are_no_pairs() {
    let folder = Folder::new();
    folder.write("pairs.csv", "before,after\n10,9\n12,\n11,9\n13,10\n");
    folder.write(
        "a.study",
        "data sheet from \"pairs.csv\" { before: s; after: s }
mean_comparison both { before: sheet.before; after: sheet.after; method: paired }
claim \"pairs\": both.pairs == 3
claim \"degrees\": both.degrees == 2
claim \"t\": both.t is 3.4641
claim \"p\": both.p_value is 0.07418
",
    );
    let ended = folder.study(&["check", "a.study"]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
}

#[test]
fn two_means_and_two_variances() {
    // R 4.2.2, t.test and var.test of these ten values: Welch t = 4.8241488, df = 6.7269505, p = 0.002136256, interval
    // 1.851131763 to 5.468868237; pooled p = 0.001314394; paired t = 8.8611803, p = 0.0008957421; F = 2.5399754,
    // p = 0.3886269.
    let values = "before: [27.5, 31.2, 28.9, 30.4, 29.0] s; after: [25.1, 26.3, 24.8, 27.0, 25.5] s";
    holds(&format!(
        "mean_comparison welch {{ {values} }}
mean_comparison pooled {{ {values}; method: pooled }}
mean_comparison paired {{ {values}; method: paired }}
mean_comparison printed {{ before_count: 5; before_mean: 29.4 s; before_deviation: 1.4 s; after_count: 5; after_mean: 25.74 s; after_deviation: 0.9 s }}
claim \"t\": welch.t is 4.8241488
claim \"degrees\": welch.degrees is 6.7269505
claim \"p\": welch.p_value is 0.002136256
claim \"from\": welch.difference - welch.margin is 1.851131763 s
claim \"to\": welch.difference + welch.margin is 5.468868237 s
claim \"pooled p\": pooled.p_value is 0.001314394
claim \"paired t\": paired.t is 8.8611803
claim \"paired p\": paired.p_value is 0.0008957421
claim \"F\": welch.variance_ratio is 2.5399754
claim \"F p\": welch.variance_p_value is 0.3886269
claim \"from figures alone\": printed.real
"
    ));
}
