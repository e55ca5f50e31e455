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
    let study = "calendar { workday: 7 h; month: 20 workday }\nunit item\n";
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
    ] {
        assert!(said(study, &format!("{computed} is {right}")).contains("every claim stands"), "{computed} is {right}");
        assert!(said(study, &format!("{computed} is {wrong}")).contains("does not follow"), "{computed} is {wrong}");
    }
}
