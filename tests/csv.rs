//! `--format csv`: one tidy table, from outside.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{Folder, study};
use std::collections::BTreeSet;

/// The rows of a table, each with five fields.
fn rows(text: &str) -> Vec<[String; 5]> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<[String; 5]> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!(rows[0], ["path", "value", "unit", "scenario", "exact"].map(str::to_owned));
    rows[1..].to_vec()
}

fn run(folder: &Folder, arguments: &[&str]) -> Vec<[String; 5]> {
    let ended = folder.study(&[&["run", "a.study", "--format", "csv"], arguments].concat());
    assert_eq!(ended.err, "");
    rows(&ended.out)
}

/// Value, unit and exact value of a path under a scenario.
fn found<'r>(rows: &'r [[String; 5]], path: &str, scenario: &str) -> Option<[&'r str; 3]> {
    let mut found = rows.iter().filter(|row| row[0] == path && row[3] == scenario);
    let row = found.next()?;
    assert!(found.next().is_none(), "{path} stands twice under {scenario}");
    Some([&row[1], &row[2], &row[4]])
}

const STUDY: &str = r#"
study "Packing" { source: "=HYPERLINK(\"x\")" }
unit box
calendar { shift: 07:00 to 15:30; breaks: [10:00 to 10:15] }
operator hand { wage: 21_000.50 IDR/h }
allowance usual { basis: total; personal: 10% }
operation pack per box { readings: [41.2, 39.8, 42.5] s; allowance: usual; operator: hand }
operation glue per box { standard_time: 1 s/(3 box) }
comparison change { before: 424 of 565; after: 225 of 262 }
let debt = -2 IDR
let root = sqrt(2)
let same = 1
show "same": same
show "Twice": pack.crew
show "Twice": glue.crew + 1
scenario two "Two" { pack.crew = 2; usual.personal = 0.5% }
show "=1+1": pack.output
show "Both": pack.crew, pack.output
"#;

#[test]
fn every_figure_is_a_row() {
    let folder = Folder::new();
    folder.write("a.study", STUDY);
    let rows = run(&folder, &[]);
    let is = |path: &str, value: [&str; 3]| assert_eq!(found(&rows, path, ""), Some(value), "{path}");
    is("pack.readings[2]", ["39.8", "s", "39.8"]);
    is("pack.mean_time", ["41.16666666666666666666666666", "s", "247/6"]);
    is("glue.standard_time", ["0.3333333333333333333333333333", "s/box", "1/3"]);
    is("hand.wage", ["21000.5", "IDR/h", "21000.5"]);
    is("usual.personal", ["10", "%", "10"]);
    is("pack.operator", ["hand", "", ""]);
    is("pack.enough", ["yes", "", ""]);
    is("calendar.shift.from", ["07:00:00", "", ""]);
    is("calendar.breaks[1].to", ["10:15:00", "", ""]);
    is("change.before", ["0.7504424778761061946902654867", "", "424/565"]);
    is("change.before.hits", ["424", "", "424"]);
    is("change.before.total", ["565", "", "565"]);
    is("debt", ["-2", "IDR", "-2"]);
    is("Both: pack.crew", ["1", "", "1"]);
    is("same", ["1", "", "1"]);
    is("Twice", ["1", "", "1"]);
    is("Twice (2)", ["2", "", "2"]);
    let [root, _, exact] = found(&rows, "root", "").unwrap();
    assert!(root.starts_with("1.41421356237309504880168872") && exact.is_empty(), "{root} {exact}");
}

#[test]
fn scenarios_follow_each_in_whole() {
    let folder = Folder::new();
    folder.write("a.study", STUDY);
    let rows_of_all = run(&folder, &[]);
    assert_eq!(found(&rows_of_all, "pack.crew", "two"), Some(["2", "", "2"]));
    assert_eq!(found(&rows_of_all, "usual.personal", "two"), Some(["0.5", "%", "0.5"]));
    assert_eq!(found(&rows_of_all, "Both: pack.crew", "two"), Some(["2", "", "2"]));
    let paths = |scenario: &str| -> BTreeSet<&str> {
        let own = |row: &&[String; 5]| row[3] == scenario && !row[0].starts_with("two.");
        rows_of_all.iter().filter(own).map(|row| row[0].as_str()).collect()
    };
    assert_eq!(paths(""), paths("two"));
    assert!(found(&rows_of_all, "two.changes", "").is_some() && found(&rows_of_all, "two.changes", "two").is_none());
    let alone = run(&folder, &["--scenario", "two", "--set", "pack.crew=3"]);
    assert!(alone.iter().all(|row| row[3] == "two"), "{alone:?}");
    assert_eq!(found(&alone, "pack.crew", "two"), Some(["3", "", "3"]), "what is set stands above a scenario");
    let set = run(&folder, &["--set", "glue.crew=3"]);
    assert_eq!(found(&set, "glue.crew", "two"), Some(["3", "", "3"]));
}

#[test]
fn text_is_no_formula_and_numbers_stay_numbers() {
    let folder = Folder::new();
    folder.write("data.csv", "what,seconds\n=cmd|' /C calc'!A0,1\n@x,-2\n+1,3\n-1,\n\"a,\"\"b\"\"\",5\n");
    let log = "data log from \"data.csv\" { what: text; seconds: s }\nlet all = log\n";
    folder.write("a.study", STUDY.to_owned() + log);
    let rows = run(&folder, &[]);
    assert_eq!(found(&rows, "source", ""), Some(["'=HYPERLINK(\"x\")", "", ""]));
    assert!(found(&rows, "'=1+1", "").is_some());
    let column = |name: &str| -> Vec<&str> {
        (1..=5).map(|place| found(&rows, &format!("all.{name}[{place}]"), "").unwrap()[0]).collect()
    };
    assert_eq!(column("what"), ["'=cmd|' /C calc'!A0", "'@x", "'+1", "'-1", "a,\"b\""]);
    assert_eq!(column("seconds"), ["1", "-2", "3", "", "5"]);
    for row in rows.iter().flatten().filter(|field| field.starts_with(['=', '+', '-', '@'])) {
        let is_number = |text: &str| text.parse::<f64>().is_ok();
        let is_fraction = row.split_once('/').is_some_and(|(above, below)| is_number(above) && is_number(below));
        assert!(is_number(row) || is_fraction, "{row} is a formula");
    }
}

#[test]
fn the_ending_says_it_and_intervals_of_a_bootstrap_are_rows() {
    let folder = Folder::new();
    folder.write("a.study", STUDY);
    let ended =
        folder.study(&["run", "a.study", "-o", "a.csv", "--bootstrap", "100", "--chance", "pack.output > 1 box/h"]);
    assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, "", ""));
    let rows = rows(&folder.read("a.csv"));
    let [from, unit, _] = found(&rows, "pack.standard_time: from", "").unwrap();
    let [to, ..] = found(&rows, "pack.standard_time: to", "").unwrap();
    let [from, to]: [f64; 2] = [from, to].map(|end| end.parse().unwrap());
    assert!(unit == "s/box" && from < 45.75 && to > 45.74, "{from} to {to} {unit}");
    assert_eq!(found(&rows, "pack.output > 1 box/h", ""), Some(["100", "%", "100"]));
}

#[test]
fn every_example_is_a_table() {
    for name in ["first", "overlock", "overtime", "piles", "setup", "support", "workshop"] {
        let ended = study(&["run", &format!("examples/{name}/{name}.study"), "--format", "csv"]);
        let rows = rows(&ended.out);
        let mut known = BTreeSet::new();
        for [path, value, unit, scenario, exact] in &rows {
            assert!(known.insert((path, scenario)), "{name}: {path} stands twice under {scenario}");
            assert!(unit.is_empty() || value.parse::<f64>().is_ok(), "{name}: {path} is {value} {unit}");
            assert!(exact.is_empty() || value.parse::<f64>().is_ok(), "{name}: {path} is {value}, {exact}");
        }
    }
}
