//! Units that the calendar measures: every figure is printed and compared with the calendar of the variant it is seen in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::Folder;
use std::io::Write;
use std::process::{Command, Stdio};

const STUDY: &str = "unit item
calendar { workday: 7.5 h; month: 26 workday }
operation o per item { standard_time: 60 s/item }
product p per item { route: [o]; demand: 10_000 item/month }
let hrs = o.output in item/workday
let perday = p.demand in item/workday
let split = 20 h in [workday, h]
let rate = 500 item/workday
let length = 1 workday
show hrs, d8.hrs
show perday
show \"Split\": split
show \"Mixed\": d8.hrs - hrs
scenario d8 { calendar.workday = 8 h }
claim \"a day of 8 h\": d8.hrs is 480 item/workday
claim \"in units of its own\": (d8.hrs) in item/workday is 480 item/workday
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("a.study", STUDY);
    folder
}

/// What a call prints, with single blanks.
fn told(arguments: &[&str]) -> String {
    let ended = folder().study(arguments);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{arguments:?}\n{}", ended.out);
    single(&ended.out)
}

fn single(text: &str) -> String {
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n").collect()
}

fn at_prompt(typed: &str) -> String {
    let folder = folder();
    let mut child = Command::new(env!("CARGO_BIN_EXE_study"))
        .args(["repl", "a.study"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    single(&String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap())
}

#[test]
fn a_whole_says_how_long_a_month_is_whatever_its_parts_say() {
    let folder = Folder::new();
    folder.write(
        "weeks.study",
        "calendar { workday: 8 h; week: 40 h; month: 4 week }
scenario five { calendar.month = 5 week }
scenario more { calendar.month = 4.5 week }
scenario days { include five, more; calendar.month = 26 workday }
",
    );
    let ended = folder.study(&["eval", "weeks.study", "days.calendar.month in h"]);
    assert_eq!((ended.code, ended.out.as_str()), (0, "208 h\n"), "{}", ended.err);
}

#[test]
fn a_study_without_demand_has_no_share_of_work_to_save() {
    let folder = Folder::new();
    folder.write(
        "none.study",
        "unit item
operation cut per item { standard_time: 30 s/item }
product shirt per item { route: [cut]; demand: 0 item/month }
scenario two { cut.crew = 2 }
",
    );
    assert_eq!(folder.study(&["check", "none.study"]).code, 0);
    let ended = folder.study(&["run", "none.study", "--scenario", "two"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
}

#[test]
fn a_cell_under_a_scenario_is_in_the_units_of_that_scenario() {
    let figures = ["d8.hrs", "(d8.hrs)", "d8.hrs in item/workday", "first(every scenario).hrs"];
    for figure in figures {
        assert_eq!(told(&["eval", "a.study", figure]), "480 item/workday\n", "{figure}");
    }
    assert_eq!(told(&["eval", "a.study", "hrs", "d8.hrs - hrs"]), "450 item/workday\n0 item/workday\n");
    assert_eq!(told(&["eval", "a.study", "d8.perday == perday * 15 / 16", "d8.calendar.month"]), "yes\n26 workday\n");
    let text = told(&["eval", "a.study", "\"{hrs} and {d8.hrs}\""]);
    assert_eq!(text, "450 item/workday and 480 item/workday\n");
    assert_eq!(told(&["eval", "a.study", "d8.split", "split"]), "2 workday 4 h\n2 workday 5 h\n");
    let under = told(&["eval", "--scenario", "d8", "a.study", "hrs", "baseline.hrs"]);
    assert_eq!(under, "480 item/workday\n450 item/workday\n");
    let explained = told(&["explain", "a.study", "d8.hrs", "--depth", "1"]);
    let first = "d8.hrs = 480 item/workday (without the scenario 450 item/workday)\n";
    assert!(explained.starts_with(first), "{explained}");
}

#[test]
fn a_report_and_its_exports_have_the_same_units() {
    let report = told(&["run", "a.study"]);
    for line in ["hrs 450 item/workday\n", "d8.hrs 480 item/workday\n"] {
        assert!(report.contains(line), "{report}");
    }
    assert!(report.contains("Of 2 claims, 2 hold.\n"), "{report}");
    let csv = told(&["run", "a.study", "--format", "csv"]);
    for row in ["d8.hrs,480,item/workday,,480\n", "hrs,480,item/workday,d8,480\n", "\nhrs,450,item/workday,,450\n"] {
        assert!(csv.contains(row), "{row}{csv}");
    }
}

#[test]
fn a_row_of_a_sweep_is_in_the_units_of_its_own_calendar() {
    let vary = ["sweep", "a.study", "--vary", "calendar.workday=[7.5, 8] h", "--show", "hrs", "--show", "perday"];
    let swept = told(&vary);
    let perday = told(&["eval", "a.study", "perday"]);
    assert!(perday.starts_with("384.615"), "{perday}");
    assert!(swept.contains("\n7.5 h 450 item/workday 384.61… item/workday\n"), "{swept}");
    assert!(swept.contains("\n8 h 480 item/workday 384.61… item/workday\n"), "{swept}");
    // One working day is as long as the calendar of the row says, as `--set` has it.
    let lengths = ["--vary", "length=[1, 2] workday", "--show", "length in h"];
    let both = told(&[&["sweep", "a.study", "--vary", "calendar.workday=[7.5, 8] h"][..], &lengths].concat());
    assert!(both.contains("\n8 h 2 workday 16 h\n") && both.contains("\n7.5 h 2 workday 15 h\n"), "{both}");
}

#[test]
fn a_tornado_moves_what_is_printed() {
    let perday = told(&["sweep", "a.study", "--tornado", "perday"]);
    assert!(!perday.contains("calendar.workday"), "{perday}");
    let workload = told(&["sweep", "a.study", "--tornado", "workload in workday/month"]);
    // 166.66… h in days of 6.75 h, 8.25 h.
    let row = "calendar.workday 7.5 h 24.69… workday/month 20.20… workday/month 4.48… workday/month\n";
    assert!(workload.contains(row), "{workload}");
}

#[test]
fn the_prompt_tells_what_changes_in_what_is_printed() {
    let longer = at_prompt("set calendar.workday = 8 h\n");
    assert!(longer.contains("\nhrs 450 item/workday 480 item/workday +30 item/workday\n"), "{longer}");
    assert!(!longer.contains("perday"), "{longer}");
    assert!(longer.contains("\nSplit 2 workday 5 h 2 workday 4 h 0 h\n"), "{longer}");
    // Under the scenario the day was 8 h before and after.
    assert!(!longer.contains("d8.hrs"), "{longer}");
    let last = at_prompt("d8.hrs\n_\n_ * 1\nlet y = 3\n_\n");
    assert!(last.starts_with("480 item/workday\n480 item/workday\n450 item/workday\n"), "{last}");
    let compared = at_prompt("compare baseline d8\n");
    assert!(compared.contains("\nhrs 450 item/workday 480 item/workday +30 item/workday\n"), "{compared}");
}

#[test]
fn an_interval_is_in_the_units_of_its_scenario() {
    let folder = Folder::new();
    let study = "unit item
calendar { workday: 7.5 h }
operation o per item { readings: [60, 59, 61, 60, 62, 58] s }
let hrs = o.output in item/workday
scenario d8 { calendar.workday = 8 h }
show d8.hrs
";
    folder.write("a.study", study);
    let ended = folder.study(&["run", "a.study", "--bootstrap", "100"]);
    let lines: Vec<String> = single(&ended.out).lines().map(str::to_owned).collect();
    let interval = lines.iter().rev().find(|line| line.starts_with("d8.hrs ")).unwrap();
    assert!(interval.starts_with("d8.hrs 480 item/workday 47") && interval.contains(" 48"), "{interval}");
}
