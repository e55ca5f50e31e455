//! What moves a figure: which given figures are moved, how far, and what is said of those that are not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::Folder;

const STUDY: &str = "unit item
calendar { month: 20 workday }
let x = 10
let y = (x - 10)^2
let total = 40 s + 20 s
let exact = 0.5
let only = if exact == 0.5 then 1 else missing
sampling sheet { value_added { \"Work\": 85 }; other { \"Walk\": 15 } }
operation pack per item { readings: [10, 11, 12] s; crew: 2 }
operation fold per item { standard_time: 0.5 workday/item }
comparison change { before: 424 of 565; after: 225 of 262 }
";

/// What `study sweep --tornado` prints of a figure, with single blanks.
fn told(figure: &str) -> String {
    let folder = Folder::new();
    folder.write("a.study", STUDY);
    let ended = folder.study(&["sweep", "a.study", "--tornado", figure]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n").collect()
}

const NOTHING: &str = "no given figure moves it\n";
const OBSERVED: &str = "readings and observations are not moved\n";
const WHOLE: &str = "what cannot be split is moved to the next whole number\n";

#[test]
fn the_effect_goes_from_the_smallest_to_the_largest() {
    // Less and more lead to the same figure, which is not the one as given.
    let valley = told("y");
    assert!(valley.contains("x 10 1 1 1\n") && !valley.contains(NOTHING), "{valley}");
}

#[test]
fn what_counts_observations_is_moved_to_whole_numbers() {
    // 76 and 94 of 85 + 15: 76 / 91 is 0.8351, 94 / 109 is 0.8624.
    let share = told("share(sheet.value_added)");
    assert!(share.contains("sheet.activity_1.observed 85 0.8351… 0.8623… 0.02722…\n"), "{share}");
    assert!(share.contains(WHOLE) && !share.contains(NOTHING), "{share}");
}

#[test]
fn a_figure_in_workdays_is_moved_like_any_other() {
    let available = told("calendar.available");
    assert!(available.contains("calendar.month 20 workday 144 h/month 176 h/month 32 h/month\n"), "{available}");
    let output = told("fold.output");
    assert!(output.contains("fold.standard_time 0.5 workday/item"), "{output}");
}

#[test]
fn a_figure_is_not_ranked_against_itself() {
    let total = told("total");
    assert!(total.contains(NOTHING) && !total.contains("60 s"), "{total}");
    assert!(told("total + x * 1 s").contains("total 60 s 64 s 76 s 12 s\n"));
}

#[test]
fn what_is_not_moved_is_said() {
    let output = told("pack.output");
    assert!(output.contains("pack.crew 2") && output.contains(OBSERVED), "{output}");
    let change = told("change.difference");
    assert!(change.contains(NOTHING) && change.contains(OBSERVED), "{change}");
    let only = told("only");
    assert!(only.contains(NOTHING) && only.contains("less or more of exact leads to no figure\n"), "{only}");
    assert!(!only.contains(OBSERVED), "{only}");
}

/// A crew is ranked by the same share as everything else, and is marked; what a kind computes may be any number.
#[test]
fn counts_are_moved_by_a_share_and_marked() {
    const COUNTED: &str = "counted in whole numbers, and moved by a share for comparison only: pack.crew\n";
    let output = told("pack.output");
    assert!(output.contains(COUNTED) && !output.contains(WHOLE), "{output}");
    let none = told("fold.output");
    assert!(!none.contains("counted in whole numbers"), "{none}");
    let let_alone = told("x * 3 s");
    assert!(!let_alone.contains("counted in whole numbers"), "{let_alone}");
}

#[test]
fn shares_far_out_of_range_are_asked_about() {
    let folder = Folder::new();
    folder.write("a.study", STUDY);
    let swept = |values: &str, more: &[&str]| {
        let vary = format!("pack.rating={values}");
        folder.study(&[&["sweep", "a.study", "--vary", &vary, "--show", "pack.output"], more].concat())
    };
    let question = "115 is 11,500%: is 115% meant?\n";
    assert!(swept("95..115:5", &[]).out.contains(question));
    let machine = swept("95..115:5", &["--format", "csv"]);
    assert!(machine.err == question && !machine.out.contains("meant"), "{}{}", machine.out, machine.err);
    for fine in ["95%..115%:5%", "[0.95, 1.15, 9]"] {
        assert!(!swept(fine, &[]).out.contains("meant"), "{fine}");
    }
    let solved =
        folder.study(&["solve", "a.study", "--vary", "pack.rating=95..115:5", "--for", "pack.output < 1 item/h"]);
    assert!(solved.out.contains("is 115% meant?"), "{}", solved.out);
}
