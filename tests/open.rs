//! Open parameters: what needs them is a formula, and what they are given makes it a number.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::Folder;
use serde_json::Value;

const STUDY: &str = "\
unit item
currency IDR
calendar { month: 26 workday }
param a: h/year
param b: IDR/h
param demand: item/month
param share: ratio
param length: min
scenario as_printed { a = 2_000 h/year; b = 15_000 IDR/h }
scenario doubled { a *= 2 }
operation pack \"Pack\" per item { standard_time: 30 s/item; crew: 2 }
product parcel \"Parcel\" per item { route: [pack]; demand: demand }
let gain = 2 * a * b
show \"Saved by two workers fewer\": gain
allow W601 because \"for what is asked of it\"
";

fn study() -> Folder {
    let folder = Folder::new();
    folder.write("a.study", STUDY);
    folder
}

#[test]
fn formulas_are_written_as_by_hand() {
    let rows = [
        ("2 * a * b", "2·a·b"),
        ("0.1084 * a * b", "0.1084·a·b"),
        ("5 h/year + a", "5 h/year + a"),
        ("a - 5 h/year", "-5 h/year + a"),
        ("-a", "-a"),
        ("1 h/year - a", "1 h/year - a"),
        ("a / 3", "0.333333333333333…·a"),
        ("sqrt(2) * a", "≈ 1.414213562373095048801688724·a"),
        ("sqrt(2) * a - sqrt(2) * a + 2 * a", "≈ 2·a"),
        ("a * b / length", "a·b/length"),
        ("3 / length", "3/length"),
        ("3 s / length", "(3 s)/length"),
        ("a * 3 kg", "3 kg·a"),
        ("3 s * a", "3 s·a"),
        ("a * 3 s/item", "(3 s/item)·a"),
        ("a^2", "a^2"),
        ("(a + 1 h/year)^2", "1 h^2/year^2 + (2 h/year)·a + a^2"),
        ("share * 5% + 5%", "5% + 0.05·share"),
        ("5% + share", "5% + share"),
        ("length + 90 min in [h, min]", "1 h 30 min + length"),
        ("demand in item/year", "demand"),
        ("demand in item/h", "(0.00480769230769230… month/h)·demand"),
        ("\"{a} for {2 * b}\"", "a for 2·b"),
        ("[a, 3 h/year]", "[a, 3 h/year]"),
        ("parcel.workload in h/month", "(30 s/item)·demand"),
    ];
    let folder = study();
    for (expression, expected) in rows {
        let ended = folder.study(&["eval", "a.study", "--", expression]);
        assert_eq!((ended.code, ended.out.trim_end()), (0, expected), "{expression}: {}", ended.err);
    }
}

#[test]
fn what_cancels_out_is_a_number() {
    let rows = [
        ("a / a", "1"),
        ("a - a", "0 h/year"),
        ("0 * a", "0 h/year"),
        ("(a * b + 5 h/year * b) / (a + 5 h/year)", "b"),
        ("2 * a * b == b * a * 2", "yes"),
        ("a != a", "no"),
        ("a + 1 h/year > a", "yes"),
        ("sum([a, 2 * a, 3 h/year])", "3 h/year + 3·a"),
        ("sum(a, b * a / b)", "2·a"),
        ("mean([a, 2 * a])", "1.5·a"),
        ("sum((every product).demand)", "demand"),
        ("known(a)", "no"),
        ("known(2 * a)", "no"),
        ("if known(b) then b else 1 IDR/h", "1 IDR/h"),
    ];
    let folder = study();
    for (expression, expected) in rows {
        let ended = folder.study(&["eval", "a.study", "--", expression]);
        assert_eq!((ended.code, ended.out.trim_end()), (0, expected), "{expression}: {}", ended.err);
    }
}

#[test]
fn what_needs_a_number_names_the_parameter() {
    let rows = [
        ("sqrt(a * a)", "`sqrt` needs the value of `a`"),
        ("round(a, to: 1 h/year)", "`round` needs the value of `a`"),
        ("max(a, 2 * a)", "`max` needs the value of `a`"),
        ("contains([a], 2 * a)", "`contains` needs the value of `a`"),
        ("distinct([a, a])", "`distinct` needs the value of `a`"),
        ("listed([demand / (1 item/month), 2])", "`listed` needs the value of `demand`"),
        ("a == 3 h/year", "a comparison needs the value of `a`"),
        ("if a > 1 h/year then 1 else 2", "a comparison needs the value of `a`"),
        ("[a, 1 h/year] where [a, 1 h/year] > 2 h/year", "a comparison needs the value of `a`"),
        ("1 / (share + 1)", "dividing by a sum needs the value of `share`"),
        ("2^share", "a power needs the value of `share`"),
        ("share^0.5", "a power that is not whole needs the value of `share`"),
        ("3 of share", "a proportion needs the value of `share`"),
        ("a / (0 * 1)", "division by zero"),
    ];
    let folder = study();
    for (expression, expected) in rows {
        let ended = folder.study(&["eval", "a.study", "--", expression]);
        assert_eq!(ended.code, 1, "{expression}: {}", ended.out);
        assert!(ended.err.contains("V402") && ended.err.contains(expected), "{expression}: {}", ended.err);
    }
}

#[test]
fn given_they_become_numbers() {
    let folder = study();
    let of = |arguments: &[&str]| {
        let ended = folder.study(&[&["eval", "a.study"], arguments].concat());
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.out.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of(&["as_printed.gain", "doubled.gain", "gain"]), ["60,000,000 IDR/year", "4·a·b", "2·a·b"]);
    assert_eq!(of(&["--scenario", "as_printed", "gain"]), ["60,000,000 IDR/year"]);
    assert_eq!(of(&["--set", "a=3 h/year", "gain", "doubled.gain"]), ["(6 h/year)·b", "(12 h/year)·b"]);
    assert_eq!(of(&["as_printed.gain - gain"]), ["60,000,000 IDR/year - 2·a·b"]);
}

#[test]
fn a_report_with_open_parameters_is_no_mistake() {
    let folder = study();
    let ended = folder.study(&["run", "a.study"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
    assert!(ended.out.contains("Saved by two workers fewer  2·a·b"), "{}", ended.out);
    assert_eq!(folder.study(&["check", "a.study"]).code, 0);
    let report: Value = serde_json::from_str(&folder.study(&["run", "--format", "json", "a.study"]).out).unwrap();
    let figure = &report["sections"][0]["figures"][0]["values"][0];
    assert_eq!(figure, &serde_json::json!({ "text": "2·a·b", "value": null, "exact": null, "unit": null }));
    assert_eq!(report["cells"]["gain"]["text"], "2·a·b");
    assert_eq!(report["cells"]["gain"]["value"], Value::Null);
}

#[test]
fn a_formula_can_be_explained() {
    let folder = study();
    folder.write("b.study", STUDY.to_owned() + "let more = gain + 1 IDR/year\nlet twice = more * -2\n");
    let explained = folder.study(&["explain", "b.study", "twice"]);
    assert_eq!(explained.code, 0, "{}", explained.err);
    let expected = "\
twice = -2 IDR/year - 4·a·b
  = more * -2
  = (1 IDR/year + 2·a·b) * -2
  declared at b.study:17
  more = 1 IDR/year + 2·a·b
    = gain + 1 IDR/year
    = 2·a·b + 1 IDR/year
    declared at b.study:16
    gain = 2·a·b
      = 2 * a * b
      declared at b.study:13
";
    assert_eq!(explained.out, expected);
    assert_eq!(folder.study(&["explain", "b.study", "a"]).out, "a = a\n  open, declared at b.study:4\n");
}

#[test]
fn claims_about_what_is_open_are_unknown() {
    let folder = study();
    let claims = "claim \"Page 1\": gain is 60_000_000 IDR/year\nclaim \"Page 2\": gain > 1 IDR/year\nclaim \"Page 3\": gain == a * b + b * a\n";
    folder.write("b.study", STUDY.to_owned() + claims);
    let ended = folder.study(&["run", "b.study"]);
    assert_eq!(ended.code, 1, "{}", ended.out);
    for line in ["unknown  Page 1", "unknown  Page 2", "holds    Page 3  2·a·b against 2·a·b"] {
        assert!(ended.out.contains(line), "{line}\n{}", ended.out);
    }
    assert!(ended.err.contains("this claim needs the values of `a` and `b`, which are open"), "{}", ended.err);
    let given = folder.study(&["run", "--scenario", "as_printed", "b.study"]);
    assert!(given.out.contains("Page 1  60,000,000 IDR/year"), "{}{}", given.out, given.err);
}

#[test]
fn readings_that_are_open_have_a_mean_and_no_picture() {
    let text = "unit item\nparam x: s\noperation pack per item { readings: [x, 2 s, 3 s, 4 s, 6 s] }\n";
    let folder = Folder::new();
    folder.write("a.study", text);
    let ended = folder.study(&["run", "a.study"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
    assert!(ended.out.contains("3 s/item + (0.2/item)·x") && !ended.out.contains("charts"), "{}", ended.out);
}
