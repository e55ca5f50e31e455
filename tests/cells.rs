//! Cells, kinds and scenarios: what is given replaces what is derived, and what a scenario does not reach is shared.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{Folder, checked};
use study::eval::Engine;
use study::hir::{CellId, ExprNode, Global, Prefix, ScenarioId, Study};
use study::value::Value;

fn cell(study: &Study, instance: &str, name: &str) -> CellId {
    match study.globals.get(instance) {
        Some(Global::Instance(id)) => study.cell_named(*id, name).unwrap(),
        Some(Global::Scenario(id)) => study.cell_named(study.scenario(*id).unwrap().instance, name).unwrap(),
        other => panic!("{instance}: {other:?}"),
    }
}

fn scenario(study: &Study, name: &str) -> ScenarioId {
    match study.globals.get(name) {
        Some(Global::Scenario(id)) => *id,
        other => panic!("{name}: {other:?}"),
    }
}

/// Fifty operations, each in a product of its own; the scenario touches one of them.
fn fifty() -> String {
    let mut text = String::from("unit item\ncalendar { month: 26 workday }\n");
    for number in 0..50 {
        text.push_str(&format!("operation op_{number} per item {{ normal_time: {} s/item }}\n", number + 1));
        text.push_str(&format!("product p_{number} per item {{ route: [op_{number}]; demand: 1_000 item/month }}\n"));
    }
    text + "scenario one { op_7.normal_time = 3 s/item }\nscenario both { include one; op_9.crew = 2 }\n"
}

#[test]
fn what_a_scenario_does_not_reach_is_shared() {
    let study = checked(&fifty());
    let mut engine = Engine::new(&study, Vec::new());
    let workloads: Vec<CellId> = (0..50).map(|number| cell(&study, &format!("p_{number}"), "workload")).collect();
    for workload in &workloads {
        engine.cell(*workload).unwrap();
    }
    let before = engine.computed();
    let variant = engine.variant(Some(scenario(&study, "one")));
    let seen: Vec<Value> = workloads.iter().map(|workload| engine.cell_in(variant, *workload).unwrap()).collect();
    // normal_time, standard_time, work_content and workload of the one that is touched, and nothing else.
    assert_eq!(engine.computed() - before, 4);
    let base: Vec<Value> = workloads.iter().map(|workload| engine.cell(*workload).unwrap()).collect();
    let differing: Vec<usize> = (0..50).filter(|place| seen[*place] != base[*place]).collect();
    assert_eq!(differing, [7]);
}

#[test]
fn a_scenario_of_scenarios_shares_what_no_part_reaches() {
    let study = checked(&fifty());
    let mut engine = Engine::new(&study, Vec::new());
    let outputs: Vec<CellId> = (0..50).map(|number| cell(&study, &format!("op_{number}"), "output")).collect();
    for output in &outputs {
        engine.cell(*output).unwrap();
    }
    let before = engine.computed();
    let variant = engine.variant(Some(scenario(&study, "both")));
    for output in &outputs {
        engine.cell_in(variant, *output).unwrap();
    }
    // op_7: normal_time, standard_time, output; op_9: crew, output.
    assert_eq!(engine.computed() - before, 5);
}

#[test]
fn sharing_never_changes_a_value() {
    let study = checked(&fifty());
    let mut shared = Engine::new(&study, Vec::new());
    for place in 0..study.cells.len() {
        let _ = shared.cell(CellId(u32::try_from(place).unwrap()));
    }
    let mut fresh = Engine::new(&study, Vec::new());
    let (a, b) = (shared.variant(Some(scenario(&study, "both"))), fresh.variant(Some(scenario(&study, "both"))));
    for place in (0..study.cells.len()).rev() {
        let id = CellId(u32::try_from(place).unwrap());
        let (one, other) = (shared.cell_in(a, id).ok(), fresh.cell_in(b, id).ok());
        assert_eq!(one, other, "{}", study.cell_path(id));
    }
}

/// A text with a figure in it asks for the calendar wherever it stands, on a full stack as well.
#[test]
fn texts_in_a_row_of_any_length_are_no_cycle() {
    let mut text =
        String::from("calendar { workday: 7 h }\nlet a_0 = if \"{14 h in workday}\" == \"2 workday\" then 1 else 2\n");
    for number in 1..70 {
        text.push_str(&format!("let a_{number} = if \"{{5 s}}\" == \"5 s\" then a_{} else 0\n", number - 1));
    }
    let study = checked(&text);
    for number in 0..70 {
        let Some(Global::Cell(last)) = study.globals.get(&*format!("a_{number}")) else { panic!("no a_{number}") };
        let mut engine = Engine::new(&study, Vec::new());
        assert_eq!(engine.cell(*last).unwrap(), Value::Number(1_i64.into()), "a_{number}");
    }
}

#[test]
fn ten_thousand_cells_in_a_row_need_no_deep_stack() {
    let mut text = String::from("let a_0 = 1\n");
    for number in 1..10_000 {
        text.push_str(&format!("let a_{number} = a_{} + 1\n", number - 1));
    }
    let study = checked(&text);
    let Some(Global::Cell(last)) = study.globals.get("a_9999") else { panic!("no a_9999") };
    let mut engine = Engine::new(&study, Vec::new());
    assert_eq!(engine.cell(*last).unwrap(), Value::Number(10_000_i64.into()));
}

#[test]
fn a_chain_of_any_length_can_be_seen_under_a_scenario() {
    for length in [31, 32, 33, 34, 63, 64, 65, 96, 97] {
        let mut text = String::from("unit item\ncalendar { workday: 8 h; month: 26 workday }\nparam p: count = 1\n");
        text.push_str("let a_0 = (100 item/workday * p) in item/month\n");
        for number in 1..length {
            text.push_str(&format!("let a_{number} = a_{} + 0 item/month\n", number - 1));
        }
        let study = checked(&(text + "scenario t { p = 2 }\n"));
        let Some(Global::Cell(last)) = study.globals.get(format!("a_{}", length - 1).as_str()) else {
            panic!("no cell")
        };
        let mut engine = Engine::new(&study, Vec::new());
        let variant = engine.variant(Some(scenario(&study, "t")));
        assert_eq!(engine.cell_in(variant, *last).unwrap(), Value::Number(5_200_i64.into()), "{length}");
    }
}

/// The values of expressions of a study, one a line.
fn values(text: &str, expressions: &[&str]) -> Vec<String> {
    let folder = Folder::new();
    folder.write("a.study", text);
    let mut arguments = vec!["eval", "a.study"];
    arguments.extend(expressions);
    let ended = folder.study(&arguments);
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.out.lines().map(str::to_owned).collect()
}

#[test]
fn what_is_given_replaces_what_is_derived() {
    let text = "\
unit item
allowance usual { basis: total; personal: 20% }
operation timed per item { readings: [8, 12] s; rating: 110%; allowance: usual }
operation given per item { readings: [8, 12] s; standard_time: 20 s/item; crew: 2 }
operation parts per item {
  rating: 120%
  element reach { readings: [2, 4] s }
  element grasp { readings: [5] s; rating: 100% }
}
";
    let expressions = [
        "timed.cycle_time",
        "timed.normal_time",
        "timed.standard_time",
        "given.standard_time",
        "given.output",
        "parts.cycle_time",
        "parts.normal_time",
        "parts.reach.normal_time",
    ];
    let expected =
        ["10 s/item", "11 s/item", "13.75 s/item", "20 s/item", "360 item/h", "8 s/item", "8.6 s/item", "3.6 s/item"];
    assert_eq!(values(text, &expressions), expected);
}

#[test]
fn changes_build_on_what_was_there() {
    let text = "\
unit item
allowance usual { basis: normal; personal: 10% }
operation a per item { normal_time: 100 s/item; allowance: usual }
scenario less { a.standard_time -= 10 s/item }
scenario half { a.standard_time /= 2 }
scenario both { include less, half }
scenario turned { include half, less }
scenario faster { a.normal_time = 50 s/item }
scenario all { include faster, less }
";
    let expressions = ["less", "half", "both", "turned", "faster", "all"].map(|name| format!("{name}.a.standard_time"));
    let expressions: Vec<&str> = expressions.iter().map(String::as_str).collect();
    assert_eq!(
        values(text, &expressions),
        ["100 s/item", "55 s/item", "50 s/item", "45 s/item", "55 s/item", "45 s/item"]
    );
}

#[test]
fn a_change_may_start_from_another_scenario() {
    let text = "\
unit item
operation a per item { standard_time: 5 s/item }
scenario one { a.crew = 5 }
scenario two { a.crew = one.a.crew + 1 }
scenario three { a.crew = a.crew + 1 }
scenario four { include one; a.crew = a.crew + baseline.a.crew }
";
    let expressions = ["two.a.crew", "three.a.crew", "four.a.crew"];
    assert_eq!(values(text, &expressions), ["6", "2", "6"]);
}

#[test]
fn calls_within_calls_are_checked_once_each() {
    let text = "function twice(x: quantity): quantity = x + x\n";
    let nested =
        |function: &str, depth: usize| format!("{}1{}", format!("{function}(").repeat(depth), ")".repeat(depth));
    let (most, doubled) = (nested("max", 200), nested("twice", 10));
    assert_eq!(values(text, &[&most, &doubled]), ["1", "1,024"]);
}

#[test]
fn everything_saves_less_than_its_parts() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/overtime/overtime.study");
    let ended = common::study(&[
        "eval",
        example,
        "everything.saved_by_parts - everything.saved in s/month",
        "everything.overlap in s/month",
        "everything.overlap == everything.moved * (15.8 - 12.3) s/item",
    ]);
    // 168 pieces a month move from carton, which the motion study shortens by 15.8 s, to staples, shortened by 12.3 s.
    assert!(ended.out.starts_with("588 s/month\n588 s/month\n"), "{}{}", ended.out, ended.err);
}

#[test]
fn a_kind_of_ones_own_is_used_like_ours() {
    let text = "\
unit piece
## A machine that runs beside its operator.
kind machine per piece {
  ## Time of one cycle.
  cycle: s/piece
  ## Pieces that come out of one cycle well.
  good: ratio = 100%
  ## Good pieces an hour.
  rate: piece/h = good / cycle
  show cycle, rate
}
machine press \"Press\" per piece { cycle: 6 s/piece; good: 95% }
machine saw \"Saw\" per piece { cycle: 4 s/piece }
scenario better { press.good += 2 points }
let line = min((every machine per piece).rate)
";
    let expressions =
        ["press.rate", "line", "better.press.rate", "better.line", "count(every machine where rate > 600 piece/h)"];
    assert_eq!(values(text, &expressions), ["570 piece/h", "570 piece/h", "582 piece/h", "582 piece/h", "1"]);
    let folder = Folder::new();
    folder.write("a.study", text);
    let report = folder.study(&["run", "a.study"]).out;
    assert!(report.contains("Machines") && report.contains("570 piece/h"), "{report}");
}

#[test]
fn a_formula_of_ours_can_be_replaced() {
    let text = "\
unit item
replace operation.standard_time = normal_time * 2
operation a per item { normal_time: 10 s/item }
";
    assert_eq!(values(text, &["a.standard_time", "a.output"]), ["20 s/item", "180 item/h"]);
}

#[test]
fn working_time_and_calendar_periods_differ() {
    let text = "\
unit item
calendar { workday: 7 h; month: 25 workday }
let need = 50_400 s/month
let rate = 10 item/workday
scenario short { calendar.workday = 5 h }
";
    let expressions = [
        "need in s/workday",
        "need in h/year",
        "rate in item/month",
        "calendar.available",
        "short.calendar.available",
        "1 workday in h",
        "short.rate in item/h",
        "2 workday 3 h in [workday, h]",
    ];
    let expected = [
        "2,016 s/workday",
        "168 h/year",
        "250 item/month",
        "175 h/month",
        "125 h/month",
        "7 h",
        "2 item/h",
        "2 workday 3 h",
    ];
    assert_eq!(values(text, &expressions), expected);
}

#[test]
fn capacity_with_and_without_work_in_process() {
    // One operator takes 30 s, two side by side take 40 s each; 26 × 8 h a month: 24,960 pieces at the pace of the
    // slower operation; without work between them the first leaves after 70 s, then one every 30 s:
    // floor((748,800 − 70) / 30) + 1.
    let text = "\
unit item
calendar { month: 26 workday }
operation a per item { standard_time: 30 s/item }
operation b per item { standard_time: 40 s/item; crew: 2 }
product p per item { route: [a, b]; demand: 20_000 item/month }
";
    let expressions =
        ["p.capacity", "p.capacity_without_work_in_process", "p.takt", "p.operators_required", "p.utilisation"];
    let expected =
        ["24,960 item/month", "24,958 item/month", "37.44 s/item", "1.869658119658119…", "80.128205128205128…%"];
    let found = values(text, &expressions);
    assert_eq!(found[..3], expected[..3]);
    assert!(found[3].starts_with("1.8696") && found[4].starts_with("80.128"), "{found:?}");
}

#[test]
fn not_stays_not_before_what_nothing_is_known_of() {
    let study = checked("let never = not missing\nlet less = -missing\n");
    let operator = |name: &str| {
        let Some(Global::Cell(cell)) = study.globals.get(name) else { panic!("no {name}") };
        let formula = study.formula(*cell).unwrap();
        let ExprNode::Prefix { operator, .. } = &*formula.expr.node else { panic!("{name} is no prefix") };
        *operator
    };
    assert_eq!((operator("never"), operator("less")), (Prefix::Not, Prefix::Negate));
}

#[test]
fn texts_with_working_days_follow_the_calendar_of_a_scenario() {
    let folder = Folder::new();
    folder.write(
        "a.study",
        "let first = \"{16 h in workday}\"
let second = \"{24 h in workday}\"
scenario short { calendar.workday = 4 h }
",
    );
    let ended = folder.study(&["eval", "a.study", "first", "second", "short.first", "short.second"]);
    assert_eq!(ended.out, "2 workday\n3 workday\n4 workday\n6 workday\n", "{}", ended.err);
}

/// `month: 4 week` of a calendar may be given anew as it is written there, and by the month in working time.
#[test]
fn a_month_of_so_many_weeks_may_be_given_anew() {
    let folder = Folder::new();
    let rest = "unit item\nscenario five { calendar.month = 5 week }\nscenario longer { include hours; calendar.year = 60 week }\n\
                scenario hours { calendar.month = 160 h }\n";
    folder.write("a.study", format!("calendar {{ week: 40 h; month: 4 week }}\n{rest}"));
    folder.write("b.study", format!("calendar {{ week: 40 h; month: 26 workday }}\n{rest}"));
    let told = |arguments: &[&str]| {
        let ended = folder.study(arguments);
        assert_eq!(ended.code, 0, "{arguments:?}\n{}", ended.err);
        ended.out
    };
    let figures = ["five.calendar.month in h", "five.calendar.weeks", "longer.calendar.month in h", "five.changes"];
    for study in ["a.study", "b.study"] {
        assert_eq!(told(&[&["eval", study], figures.as_slice()].concat()), "200 h\n5\n200 h\n1\n", "{study}");
        assert_eq!(told(&["eval", study, "--set", "calendar.month=5 week", "calendar.available"]), "200 h/month\n");
    }
    // Units in weeks follow.
    assert_eq!(told(&["eval", "a.study", "--scenario", "five", "1 month in week"]), "5 week\n");
    assert_eq!(told(&["eval", "a.study", "--set", "calendar.month=5 week", "10 h/week in h/month"]), "50 h/month\n");
    let twice = "scenario twice { calendar.month = 5 week; calendar.month = 4 week }\n";
    folder.write("c.study", format!("calendar {{ week: 40 h }}\n{twice}"));
    let refused = folder.study(&["check", "c.study"]);
    assert!(refused.code == 1 && refused.err.contains("N217"), "{}", refused.err);
}

/// What is given in the braces of an instance may come from a table that is named like one of its cells.
#[test]
fn a_table_may_be_named_like_a_cell_of_the_kind_it_is_given_to() {
    let folder = Folder::new();
    folder.write("d.csv", "before,after,t\n1,2,3\n3,4,5\n5,9,7\n");
    let study = "unit item
data power from \"d.csv\" { before: s; after: s; t: s }
data crew from \"d.csv\" { t: s }
mean_comparison c { before: power.before; after: power.after }
operation o per item { element e { readings: crew.t } }
";
    folder.write("a.study", study);
    let ended = folder.study(&["eval", "a.study", "c.difference", "o.e.mean_time"]);
    assert_eq!((ended.code, ended.out.as_str()), (0, "-2 s\n5 s\n"), "{}", ended.err);
}

#[test]
fn lists_and_intervals_are_shown_in_the_unit_that_they_are_written_with() {
    let folder = Folder::new();
    let text = "unit item
operation seconds per item { readings: [148.2, 151.7] s }
operation minutes per item { readings: [1.5, 2.5] min }
kind gauge { limits: interval of time; marks: list of time }
gauge dial { limits: 145 s to 150 s; marks: [150 s, 160 s] }
let given: list of time = [150, 170] s
";
    folder.write("units.study", text);
    let asked = ["seconds.readings", "seconds.kept", "minutes.readings", "dial.limits", "dial.marks", "given"];
    let told = folder.study(&[&["eval", "units.study"], &asked[..]].concat()).out;
    let expected =
        "[148.2 s, 151.7 s]\n[148.2 s, 151.7 s]\n[1.5 min, 2.5 min]\n145 s to 150 s\n[150 s, 160 s]\n[150 s, 170 s]\n";
    assert_eq!(told, expected);
    let explained = folder.study(&["explain", "units.study", "seconds.readings", "--depth", "0"]).out;
    assert!(explained.starts_with("seconds.readings = [148.2 s, 151.7 s]\n"), "{explained}");
}

#[test]
fn shares_of_all_and_none_tell_nothing_of_their_own_spread() {
    let study = "sampling whole { value_added { \"Work\": 6 }; interval_by: wald }
comparison turned { before: 0 of 5; after: 7 of 7 }
comparison same { before: 5 of 5; after: 7 of 7; method: yates }
";
    let told = [
        "whole.reached",
        "whole.reached_accuracy",
        "whole.interval",
        "whole.finding",
        "turned.interval",
        "same.interval",
    ];
    let known = told.map(|cell| format!("known({cell})"));
    assert_eq!(values(study, &known.each_ref().map(String::as_str)), ["no"; 6]);
}
