//! Claims: which of them hold, and which slip explains the others.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::Folder;

/// What `study check` says of a study with this claim.
fn said(study: &str, claim: &str) -> String {
    let folder = Folder::new();
    folder.write("claim.study", format!("{study}claim \"Sheet\": {claim}\n"));
    let ended = folder.study(&["check", "claim.study"]);
    assert!(ended.code < 2, "{claim}: {}", ended.err);
    format!("{}{}", ended.out, ended.err)
}

#[test]
fn what_is_printed_is_held_against_the_unit_that_is_printed() {
    let study = "calendar { workday: 7 h; month: 20 workday }\nunit item\n\
                 comparison change { before: 424 of 565; after: 225 of 262 }\n";
    for (computed, right, wrong) in [
        ("3 mm/m", "3 mm/m", "4 mm/m"),
        ("12.4 g/kg", "12 g/kg", "13 g/kg"),
        ("50 min / 1 h", "50.0 min/h", "50.1 min/h"),
        ("2.5 h/workday", "150 min/workday", "2.6 h/workday"),
        ("2 * 12 min/h", "24 min/h", "25 min/h"),
        ("5%/month", "5%/month", "6%/month"),
        ("[3, 4] h/workday", "[3, 4] h/workday", "[3.4, 4] h/workday"),
        ("4 h 30 min/workday", "4 h 30 min/workday", "4 h 31 min/workday"),
        ("3 s^2/min", "3 s^2/min", "4 s^2/min"),
        ("change.interval", "[-0.163577, -0.0530958]", "[-0.163577, -0.0530859]"),
        ("change.interval", "-16.4 points to -5.31 points", "-16.4 points to -5.35 points"),
    ] {
        assert!(said(study, &format!("{computed} is {right}")).contains("every claim stands"), "{computed} is {right}");
        assert!(said(study, &format!("{computed} is {wrong}")).contains("does not follow"), "{computed} is {wrong}");
    }
}

#[test]
fn the_slip_behind_a_figure_is_told_as_it_happened() {
    let study = "\
unit shirt
calendar { workday: 8 h; month: 25 workday }
operator budi \"Budi\" { rating: 112% }
allowance usual { basis: total; personal: 5%; fatigue: 12%; delay: 4% }
operation sawing per shirt { cycle_time: 24.6 s/shirt; operator: budi; allowance: usual; crew: 2 }
operation gluing per shirt { cycle_time: 31.7 s/shirt; rating: 95%; allowance: usual }
product p per shirt { route: [sawing, gluing]; demand: 8_000 shirt/month }
scenario jig { sawing.cycle_time -= 3.3 s/shirt }
scenario faster { gluing.cycle_time -= 2 s/shirt }
let energy = sum([305, 412, 288] MJ) / 4_631 shirt
";
    for (claim, slip) in [
        ("sawing.standard_time is 31.139 s/shirt", "→ `sawing.rating` (112%) is left out: 31.139"),
        ("sawing.standard_time is 27.552 s/shirt", "→ `usual.factor` (1.26…) is left out: 27.552"),
        ("sawing.output is 103.22 shirt/h", "→ `sawing.crew` was taken as 1 and not 2: 103.222"),
        ("p.workload * 15_250 IDR/h is 2_517_557.92 IDR/month", "→ computed with 15,520 IDR and not 15,250 IDR"),
        ("faster.saved is 10.3966 h/month", "→ this is `jig.saved`, not `faster.saved`: 10.3966"),
        (
            "mean([27.53, 31.21, 28.94] s - [25.11, 26.34, 24.87] s) is -3.7867 s",
            "3.786666… s was written with the other sign: -3.7867 s",
        ),
        ("energy is 2.17016 MJ/shirt", "10 times too large: 2.1701"),
    ] {
        let said = said(study, claim);
        assert!(said.contains(slip), "{claim}\n{said}");
        assert!(!said.contains("rounded to 1 first") && !said.contains("0 MJ/shirt 217"), "{claim}\n{said}");
    }
}

#[test]
fn a_slip_in_what_several_figures_share_is_found() {
    let study = "\
unit item
calendar { workday: 8 h; month: 26 workday }
allowance usual { basis: normal; fatigue: 15.5% }
operation assembly per item {
  rating: 113%
  allowance: usual
  element pick { readings: [35.7, 34.8, 35.2, 30.2, 31.9] s }
  element place { mean_time: 73.75 s }
  element screw { readings: [9.7, 9.5, 8.4, 7.9, 7.9] s }
}
let saved_plastic = 38.12 s/item * 590 item/month
let saved_staples = 2.71 s/item * 2_023 item/month
let saved = saved_plastic + saved_staples
let direct = 4_125 IDR/item
let labour = 1_978 IDR/item
let whole = direct + 12% * direct
let made = [412, 388, 391] item
let hours = [7.5, 7.25, 6] h
let good = [181, 95, 377]
let scrap = [9, 17, 11]
operation both per item {
  allowance: usual
  element cut { readings: [33.61, 34.17, 32.93] s }
  element fold { readings: [0.6137, 0.5986, 0.6255] min }
}
sampling one { value_added { \"Work\": 171 }; non_value_added { \"Wait\": 61 } }
sampling two { value_added { \"Work\": 37 }; non_value_added { \"Wait\": 117 } }
currency IDR
";
    for (claim, slip) in [
        ("assembly.standard_time is 155.111 s/item", "→ divided by 1 − 15.5% and not multiplied by 1 + 15.5%: 155.11"),
        ("assembly.normal_time is 115.99 s/item", "→ `assembly.rating` (113%) is left out: 115.99"),
        ("assembly.normal_time is 2_368.51 s/item", "→ all of `assembly.pick.readings` was read in min and not in s"),
        ("both.cycle_time is 34.1826 s/item", "→ all of `both.fold.readings` was read in s and not in min: 34.182"),
        ("one.value_added is 24.02597%", "→ this is `two.value_added`, not `one.value_added`: 24.0259"),
        ("saved is 7_081.2 s/month", "→ 2.71 s was taken for 38.12 s: 7,081.23"),
        ("whole is 2_473 IDR/item", "→ `labour`, 1,978 IDR/item, was taken for `direct`, 4,125 IDR/item: 2,473"),
        ("mean(made / hours) is 57.398 item/h", "→ the sums were divided and not the mean of the 3 quotients taken"),
        (
            "sum(scrap) / (sum(good) + sum(scrap)) is 7.5835%",
            "→ the mean of the 3 shares was taken and not their counts",
        ),
    ] {
        let said = said(study, claim);
        assert!(said.contains(slip), "{claim}: {said}");
    }
}

#[test]
fn a_figure_of_another_page_is_told_as_that_page_prints_it() {
    let study = "\
unit item
calendar { workday: 8 h; month: 25 workday }
operation cutting per item { standard_time: 61.37 s/item }
product p per item { route: [cutting]; demand: 8_143 item/month }
dispute \"Working time\": calendar.available is 208.0 h/month
";
    let said = said(study, "p.capacity is 12_201 item/month");
    assert!(said.contains("computed with 208.0 h/month (\"Working time\") and not 200 h/month"), "{said}");
}

#[test]
fn a_reading_in_the_sentence_of_a_slip_has_its_unit_or_no_figure() {
    let folder = Folder::new();
    folder.write("a.csv", "minutes\n6.10\n5.90\n6.05\n6.35\n5.75\n6.20\n");
    folder.write(
        "b.study",
        "unit item\ndata log from \"a.csv\" { minutes: min }\nclaim \"Mean\": mean(log.minutes) is 6.090 min\n",
    );
    let ended = folder.study(&["check", "b.study"]);
    // The watch showed minutes; 354 would be seconds.
    assert!(ended.err.contains("the 2nd of `log.minutes` is left out: 6.09 min"), "{}", ended.err);
}

#[test]
fn every_figure_of_a_list_has_its_own_decimals() {
    for (computed, right, wrong) in [
        ("[1.5, 2.4]", "[1.5, 2]", "[1.5, 2.3]"),
        ("[1_234, 5.06] s", "[1.2e3, 5.1] s", "[1.23e3, 5.0] s"),
        ("[2.4, 1.5]", "[2, 1.5]", "[2, 1.6]"),
    ] {
        assert!(said("", &format!("{computed} is {right}")).contains("every claim stands"), "{computed} is {right}");
        assert!(said("", &format!("{computed} is {wrong}")).contains("does not follow"), "{computed} is {wrong}");
    }
    let same = |figures: &str| {
        let folder = Folder::new();
        folder.write("claim.study", format!("same \"Two places\": {figures}\n"));
        folder.study(&["check", "claim.study"]).code
    };
    assert_eq!(same("[1.5, 2.4] and [1.5, 2]"), 0);
    assert_eq!(same("[1.5, 2.4] and [1.5, 3]"), 1);
}
