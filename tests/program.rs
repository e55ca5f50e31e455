//! The program as its users call it: commands, exit codes, what goes to which stream.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{Folder, study};

const SMALL: &str = "\
study \"Small\"
unit item
calendar { month: 26 workday }
operation pack \"Pack\" per item { crew: 2; standard_time: 30 s/item }
product box \"Box\" per item { route: [pack]; demand: 20_000 item/month }
scenario faster \"Faster\" { pack.standard_time -= 5 s/item }
";

#[test]
fn the_examples_give_the_reports_kept_beside_them() {
    let ended = study(&["test", "examples"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
    assert!(ended.out.contains("passed, 0 failed"), "{}", ended.out);
}

#[test]
fn numbers_are_exact() {
    let product = "1234567.1*".repeat(30) + "1";
    let rows = [
        ("(1/3)*3 == 1", "yes"),
        ("0.1 + 0.2 == 0.3", "yes"),
        ("floor((1/3)*3)", "1"),
        ("1/3", "0.333333333333333…"),
        ("sqrt(2)", "≈ 1.414213562373095048801688724"),
        ("sqrt(2) - sqrt(2) + 1", "≈ 1"),
        ("4.24145 h in [workday, h, min, s]", "4 h 14 min 29.22 s"),
        ("37.74665 h in [workday, h, min, s]", "4 workday 5 h 44 min 47.94 s"),
        ("1 h * sqrt(2) in [h, min, s]", "≈ 1 h 24 min 51.168824543142175686079406 s"),
        ("-sqrt(2) * 1 h in [h, min]", "≈ -1 h 24.85281374238570292810132343 min"),
        ("1 h * sqrt(3)^4/9 in [h, min, s]", "≈ 1 h 0 min 0.000000000000000000000004 s"),
        ("2^-2", "0.25"),
        ("2^3^2", "512"),
        ("-2^2", "-4"),
        ("15% + 5 points", "20%"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(2.5, half: even)", "2"),
        ("424 of 565", "424 of 565 (75.0442477876106…%)"),
        ("1 kWh / 1 h == 1000 J / 1 s", "yes"),
    ];
    for (expression, expected) in rows {
        let ended = study(&["eval", "--", expression]);
        assert_eq!((ended.code, ended.out.trim_end()), (0, expected), "{expression}: {}", ended.err);
    }
    let ended = study(&["eval", "--format", "json", &product]);
    let value: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(value["exact"].as_str().unwrap(), thirty_factors());
}

/// 1234567.1 to the power of 30, by long multiplication of decimal digits.
fn thirty_factors() -> String {
    let factor = 12_345_671_u64;
    let mut digits = vec![1_u8];
    for _ in 0..30 {
        let mut carry = 0;
        for digit in &mut digits {
            let product = u64::from(*digit) * factor + carry;
            *digit = u8::try_from(product % 10).unwrap();
            carry = product / 10;
        }
        while carry > 0 {
            digits.push(u8::try_from(carry % 10).unwrap());
            carry /= 10;
        }
    }
    let text: String = digits.iter().rev().map(u8::to_string).collect();
    let (whole, decimals) = text.split_at(text.len() - 30);
    format!("{whole}.{}", decimals.trim_end_matches('0'))
}

#[test]
fn an_expression_that_cannot_be_is_refused_at_once() {
    for (expression, code, words) in [
        ("1e9999999999", "D309", "cannot be taken"),
        ("8 h + 5 IDR", "D301", "time and money (IDR)"),
        ("1 / 0", "V402", "division by zero"),
        ("10^100000", "V402", "digits before the decimal mark"),
        ("3 day", "D303", "workday"),
    ] {
        let ended = study(&["eval", expression]);
        assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{expression}");
        assert!(ended.err.contains(code) && ended.err.contains(words), "{expression}: {}", ended.err);
    }
}

#[test]
fn eval_knows_the_study_its_scenarios_and_what_is_set() {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    let value = |arguments: &[&str]| folder.study(arguments).out.trim_end().to_owned();
    assert_eq!(value(&["eval", "small.study", "box.workload in h/month"]), "166.666666666666… h/month");
    assert_eq!(value(&["eval", "small.study", "pack.standard_time", "--scenario", "faster"]), "25 s/item");
    assert_eq!(value(&["eval", "small.study", "pack.output", "--set", "pack.crew=3"]), "360 item/h");
    assert_eq!(
        value(&["eval", "small.study", "faster.saved", "--set", "pack.standard_time=60 s/item"]),
        "27.7777777777777… h/month"
    );
    assert_eq!(
        value(&["eval", "small.study", "pack.crew", "box.route", "faster.pack.standard_time"]),
        "2\n[Pack]\n25 s/item"
    );
}

#[test]
fn run_writes_text_or_json_to_the_screen_or_a_file() {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    let text = folder.study(&["run", "small.study"]);
    assert_eq!((text.code, text.err.as_str()), (0, ""));
    for part in ["Small\n═════", "Operations", "Products", "Scenarios", "Faster", "27.77… h/month"] {
        assert!(text.out.contains(part), "{part} is not in\n{}", text.out);
    }
    let json = folder.study(&["run", "small.study", "--format", "json", "-o", "report.json"]);
    assert_eq!((json.code, json.out.as_str()), (0, ""));
    let report: serde_json::Value = serde_json::from_str(&folder.read("report.json")).unwrap();
    assert_eq!(report["title"], "Small");
    assert_eq!(report["cells"]["pack.output"]["exact"], "240");
    assert_eq!(report["cells"]["pack.output"]["unit"], "item/h");
    assert_eq!(report["cells"]["pack.crew"]["given"], true);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing but the study and its report: {left:?}");
}

#[test]
fn a_scenario_can_be_looked_at_and_a_wrong_one_is_refused() {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    let under = folder.study(&["run", "small.study", "--scenario", "faster"]);
    assert!(under.out.contains("Under the scenario: Faster") && under.out.contains("25 s/item"), "{}", under.out);
    let wrong = folder.study(&["run", "small.study", "--scenario", "other"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("it has faster"), "{}", wrong.err);
}

#[test]
fn exit_codes_tell_errors_from_misuse() {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    folder.write("claim.study", format!("{SMALL}claim \"Sheet\": pack.output is 250 item/h\n"));
    folder.write("dispute.study", format!("{SMALL}dispute \"Sheet\": pack.output is 250 item/h\n"));
    folder.write("settled.study", format!("{SMALL}dispute \"Sheet\": pack.output is 240 item/h\n"));
    folder.write("broken.study", "operation pack per item { crew: }\n");
    for (arguments, code) in [
        (vec!["run", "small.study"], 0),
        (vec!["check", "small.study"], 0),
        (vec!["run", "claim.study"], 1),
        (vec!["check", "claim.study"], 1),
        (vec!["run", "dispute.study"], 0),
        (vec!["run", "settled.study"], 1),
        (vec!["run", "broken.study"], 1),
        (vec!["check", "small.study", "broken.study"], 1),
        (vec!["run", "nowhere.study"], 2),
        (vec!["run"], 2),
        (vec!["fly", "small.study"], 2),
        (vec!["run", "small.study", "--set", "pack.crew"], 2),
        (vec!["run", "small.study", "--set", "pack.crw=3"], 2),
        (vec!["run", "small.study", "-o", "no/such/folder/out.txt"], 2),
        (vec!["eval", "small.study"], 2),
        (vec!["test", "no_such_folder"], 2),
        (vec!["--help"], 0),
    ] {
        let ended = folder.study(&arguments);
        assert_eq!(ended.code, code, "{arguments:?}\n{}{}", ended.out, ended.err);
    }
}

#[test]
fn check_speaks_to_machines_too() {
    let folder = Folder::new();
    folder.write("claim.study", format!("{SMALL}claim \"Sheet\": pack.output is 250 item/h\n"));
    let ended = folder.study(&["check", "claim.study", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let finding = &found["findings"][0];
    assert_eq!((finding["code"].as_str(), finding["severity"].as_str()), (Some("C501"), Some("error")));
    assert_eq!((finding["file"].as_str(), finding["line"].as_u64()), (Some("claim.study"), Some(7)));
}

#[test]
fn many_studies_are_checked_at_once() {
    let folder = Folder::new();
    for number in 0..40 {
        folder.write(&format!("firms/{}/{number}.study", number % 3), SMALL);
    }
    folder.write("firms/1/claim.study", format!("{SMALL}claim \"Sheet\": pack.output is 250 item/h\n"));
    folder.write("firms/2/broken.study", "operation pack per item { crew: }\n");
    folder.write("firms/.hidden/broken.study", "operation pack per item { crew: }\n");
    let ended = folder.study(&["check", "firms"]);
    assert_eq!(ended.code, 1);
    let lines: Vec<&str> = ended.out.lines().collect();
    let summary = "42 studies: 40 well; 1 error, 1 finding in 2 of them";
    assert_eq!(lines, ["firms/1/claim.study: 1 finding", "firms/2/broken.study: 1 error", summary]);
    let twice = folder.study(&["check", "firms/0", "firms/0/0.study", "firms/../firms/0"]);
    assert_eq!((twice.code, twice.out.lines().last()), (0, Some("14 studies: all well")));
    let machine = folder.study(&["check", "firms", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&machine.out).unwrap();
    assert_eq!((found["studies"].as_u64(), found["findings"].as_array().unwrap().len()), (Some(42), 2));
    folder.write("empty/readme.txt", "nothing here");
    assert_eq!(folder.study(&["check", "empty"]).code, 2);
}

#[test]
fn explain_tells_formula_values_source_and_place() {
    let ended = study(&["explain", "examples/overtime/overtime.study", "plastic.workload"]);
    for part in [
        "plastic.workload = 931.69… h/month",
        "= work_content * demand",
        "= 303.6 s/item * 11,047.8 item/month",
        "formula at stdlib/product.study:",
        "given at examples/overtime/overtime.study:",
        "= sum([266.35 s/item, 37.25 s/item])",
    ] {
        assert!(ended.out.contains(part), "{part} is not in\n{}", ended.out);
    }
    let data = study(&["explain", "examples/overtime/overtime.study", "carton.demand", "--scenario", "everything"]);
    for part in ["table4.csv, lines 2 to 11", "before: 98_643 item / 10 month", "carton.demand -= 168 item/month"] {
        assert!(data.out.contains(part), "{part} is not in\n{}", data.out);
    }
    let folder = Folder::new();
    let readings = "readings: [3, 4, 5] s; exclude 2 because \"dropped the part\"";
    folder.write("parts.study", format!("unit item\noperation pack per item {{ element lid {{ {readings} }} }}\n"));
    let without_scenario = folder.study(&["explain", "parts.study", "pack.standard_time"]).out;
    assert!(without_scenario.contains("= sum(elements.standard_time)"), "{without_scenario}");
    assert!(!without_scenario.contains("before:"), "{without_scenario}");
    let reason = folder.study(&["explain", "parts.study", "pack.lid.kept"]).out;
    assert!(reason.contains("pack.lid.exclusion_1.reason = dropped the part"), "{reason}");
    let table = study(&["explain", "examples/overlock/overlock.study", "sheet"]).out;
    for part in ["sheet = 36 rows\n  read from", "overlock.csv, lines 2 to 37", "sheet.left = 36 values from 20.44 s"] {
        assert!(table.contains(part), "{part} is not in\n{table}");
    }
    let cited = study(&["explain", "examples/first/first.study", "packing.standard_time"]);
    assert!(cited.out.contains("source: Wignjosoebroto (1992)"), "{}", cited.out);
}

#[test]
fn explain_writes_formulas_for_an_appendix_and_trees_for_machines() {
    let appendix =
        study(&["explain", "examples/support/support.study", "leader_pilot.required", "--format", "markdown"]);
    for part in [
        "- **`leader_pilot.required`** = 916\n",
        r"$$\text{required} = \left\lceil \frac{{\text{k}}^{2} \cdot",
        r"}{{\left(3.13\ldots\ \text{points}\right)}^{2}} \right\rceil = 916$$",
        r"\operatorname{normal\_quantile}\left(\frac{1 + 95\,\%}{2}\right) \approx 1.96$$",
    ] {
        assert!(appendix.out.contains(part), "{part} is not in\n{}", appendix.out);
    }
    let scenario = study(&["explain", "examples/overtime/overtime.study", "staples_for_carton", "--format", "json"]);
    let tree: serde_json::Value = serde_json::from_str(&scenario.out).unwrap();
    let given: Vec<&str> = tree["inputs"].as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap()).collect();
    assert_eq!(given, ["staples_for_carton.carton.demand", "staples_for_carton.staples.demand"]);
    assert_eq!(tree["inputs"][0]["without_scenario"], "9,864.3 item/month");
    let workload = &tree["follows"][0];
    assert_eq!(
        (workload["path"].as_str(), workload["change"]["text"].as_str()),
        (Some("workload"), Some("-13.55… h/month"))
    );
    let many = study(&["explain", "examples/setup/setup.study", "setting_up.mean_time"]);
    assert!(many.out.contains("30 values from"), "{}", many.out);
}

#[test]
fn sweeps_and_goals_on_the_command_line() {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    let run = |arguments: &[&str]| folder.study(arguments);
    // So many variants are computed by several processors, and come in the same order.
    let vary = "pack.standard_time=1 s/item..600 s/item:1 s/item";
    let many = run(&["sweep", "small.study", "--vary", vary, "--show", "pack.output", "--format", "csv"]);
    let lines: Vec<&str> = many.out.lines().collect();
    assert_eq!(lines.len(), 601);
    for (place, line) in lines.iter().skip(1).enumerate() {
        assert!(line.starts_with(&format!("{},s/item,pack.output,", place + 1)), "{line}");
    }
    let json =
        run(&["sweep", "small.study", "--vary", "pack.crew=[1, 4]", "--show", "pack.output", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(found["rows"][1]["at"][0]["value"], "4");
    assert_eq!(found["rows"].as_array().unwrap().len(), 2);
    let down = run(&["sweep", "small.study", "--vary", "pack.crew=3..1", "--show", "pack.output", "--format", "csv"]);
    assert_eq!(down.out.lines().map(|line| &line[..1]).collect::<String>(), "p321");
    for (condition, largest, said) in [
        ("pack.output >= 300 item/h", false, "3\n"),
        ("pack.output >= 1 item/h", false, "1 (the bound: smaller ones were not tried)\n"),
        ("pack.output > 9_000 item/h", false, "none from 1 to 6\n"),
        ("pack.output <= 360 item/h", true, "3\n"),
        ("pack.crew == 2 or pack.crew == 4", false, "2 (not for every larger one: not for 3)\n"),
    ] {
        let mut arguments = vec!["solve", "small.study", "--vary", "pack.crew=1..6", "--for", condition];
        arguments.extend(largest.then_some("--largest"));
        let solved = run(&arguments);
        assert_eq!((solved.out.as_str(), solved.code), (said, 0), "{condition}{}", solved.err);
    }
    for (arguments, code) in [
        (vec!["sweep", "small.study", "--vary", "pack.crew", "--show", "pack.output"], 2),
        (vec!["sweep", "small.study", "--vary", "pack.crw=1..2", "--show", "pack.output"], 2),
        (vec!["sweep", "small.study", "--vary", "pack.crew=1..6:0", "--show", "pack.output"], 1),
        (vec!["sweep", "small.study", "--vary", "pack.crew=1..60_000_000", "--show", "pack.output"], 1),
        (vec!["sweep", "small.study"], 2),
        (vec!["solve", "small.study", "--vary", "pack.crew=1..6", "--for", "pack.output"], 2),
    ] {
        let ended = run(&arguments);
        assert_eq!(ended.code, code, "{arguments:?}\n{}{}", ended.out, ended.err);
    }
}

#[test]
fn a_bootstrap_gives_intervals_that_its_seed_repeats() {
    let run = |arguments: &[&str]| {
        let mut all = vec!["run", "examples/support/support.study", "--format", "json"];
        all.extend(arguments);
        let ended = study(&all);
        assert_eq!(ended.code, 0, "{}", ended.err);
        serde_json::from_str::<serde_json::Value>(&ended.out).unwrap()
    };
    let interval = |report: &serde_json::Value, label: &str| -> (f64, f64) {
        let sections = report["sections"].as_array().unwrap();
        let found = sections.iter().find(|one| one["heading"].as_str().unwrap().contains("rounds, seed")).unwrap();
        let rows = found["table"]["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["label"] == label).unwrap();
        let at = |place: usize| row["values"][place]["value"].as_str().unwrap().parse().unwrap();
        (at(1), at(2))
    };
    let first = run(&["--bootstrap", "1000", "--seed", "3", "--chance", "leader_change.difference < 0"]);
    assert_eq!(first, run(&["--bootstrap", "1000", "--seed", "3", "--chance", "leader_change.difference < 0"]));
    // 424 of 565 and 225 of 262: the normal intervals are 71.48 to 78.61 % and, of the difference, -16.36 to -5.31 points.
    let (from, to) = interval(&first, "leader.value_added");
    assert!((from - 71.48).abs() < 0.8 && (to - 78.61).abs() < 0.8, "{from} to {to}");
    let (from, to) = interval(&first, "leader_change.difference");
    assert!((from + 16.36).abs() < 1.0 && (to + 5.31).abs() < 1.0, "{from} to {to}");
    let other = run(&["--bootstrap", "1000", "--seed", "4"]);
    assert_ne!(interval(&first, "leader.reached"), interval(&other, "leader.reached"));
    let nothing = study(&["run", "examples/overtime/overtime.study", "--bootstrap", "10"]);
    assert!(nothing.out.contains("No figure of this study rests on readings"), "{}", nothing.out);
    assert_eq!(study(&["run", "examples/overtime/overtime.study", "--bootstrap", "0"]).code, 2);
    assert_eq!(study(&["run", "examples/overtime/overtime.study", "--seed", "1"]).code, 2);
}

#[test]
fn what_is_asked_for_stands_above_the_scenario() {
    let folder = Folder::new();
    folder.write(
        "line.study",
        "unit item\ncalendar { workday: 8 h; month: 20 workday }
operation pack per item { crew: 2; readings: [20, 21, 22, 19, 20] s }
product box per item { route: [pack]; demand: 9_000 item/month }
scenario fast { pack.crew = 4; pack.readings = [10, 11, 10, 12, 10] s }
",
    );
    let out = |arguments: &[&str]| {
        let ended = folder.study(arguments);
        assert_eq!(ended.code, 0, "{arguments:?}\n{}", ended.err);
        ended.out
    };
    assert_eq!(out(&["eval", "line.study", "pack.crew", "--scenario", "fast", "--set", "pack.crew=1"]), "1\n");
    let vary = ["--vary", "pack.crew=1..6", "--scenario", "fast"];
    let swept = out(&[&["sweep", "line.study", "--show", "pack.crew", "--format", "csv"][..], &vary].concat());
    assert!(swept.contains("\n1,,pack.crew,1,\n2,,pack.crew,2,\n"), "{swept}");
    assert_eq!(out(&[&["solve", "line.study", "--for", "pack.crew >= 3"][..], &vary].concat()), "3\n");
    assert!(out(&["sweep", "line.study", "--tornado", "pack.output", "--scenario", "fast"]).contains("pack.crew"));
    let twice = ["sweep", "line.study", "--vary", "pack.crew=1..2", "--vary", "pack.crew=3..4", "--show", "pack.crew"];
    assert_eq!(folder.study(&twice).code, 1);
    // What a scenario observed is drawn from what it observed.
    let chances = ["--chance", "fast.saved > 20 h/month", "--chance", "fast.pack.mean_time < 15 s"];
    let drawn = out(&[&["run", "line.study", "--bootstrap", "50"][..], &chances].concat());
    assert_eq!(drawn.matches("100% (50 of 50)").count(), 2, "{drawn}");
}

#[test]
fn fmt_lays_out_keeps_comments_and_can_just_look() {
    let folder = Folder::new();
    folder.write("messy.study", "unit   item # things\noperation a   per item{crew:2;standard_time:30 s/item}\n");
    let looked = folder.study(&["fmt", "--check", "messy.study"]);
    assert_eq!((looked.code, looked.out.as_str()), (1, "messy.study\n"));
    assert_eq!(folder.study(&["fmt", "messy.study"]).code, 0);
    let expected = "unit item  # things\noperation a per item { crew: 2; standard_time: 30 s/item }\n";
    assert_eq!(folder.read("messy.study"), expected);
    assert_eq!(folder.study(&["fmt", "--check", "messy.study"]).code, 0);
    folder.write("broken.study", "unit\n");
    assert_eq!(folder.study(&["fmt", "broken.study"]).code, 1);
    assert_eq!(folder.read("broken.study"), "unit\n");
}

#[test]
fn everything_of_ours_is_in_the_one_layout() {
    let names = ["first", "workshop", "overtime", "overlock", "setup", "piles", "support"];
    let files = names.map(|name| format!("examples/{name}/{name}.study"));
    let library = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/stdlib")).unwrap();
    let library: Vec<String> = library.map(|entry| entry.unwrap().path().display().to_string()).collect();
    let arguments: Vec<&str> = ["fmt", "--check"]
        .into_iter()
        .chain(files.iter().map(String::as_str))
        .chain(library.iter().map(String::as_str))
        .collect();
    let ended = study(&arguments);
    assert_eq!((ended.code, ended.out.as_str()), (0, ""));
}

#[test]
fn new_starts_a_study_that_runs() {
    let folder = Folder::new();
    assert_eq!(folder.study(&["new", "sewing_line"]).code, 0);
    let ended = folder.study(&["run", "sewing_line.study"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(ended.out.starts_with("sewing line\n"), "{}", ended.out);
    assert_eq!(folder.study(&["fmt", "--check", "sewing_line.study"]).code, 0);
    let again = folder.study(&["new", "sewing_line"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("is there already"), "{}", again.err);
}

#[test]
fn doc_shows_the_library() {
    let all = study(&["doc"]).out;
    for name in
        ["operation", "element", "operator", "allowance", "product", "indicator", "scenario", "calendar", "mean"]
    {
        assert!(all.contains(&format!("\n  {name} ")), "{name} is not in\n{all}");
    }
    let cell = study(&["doc", "operation.standard_time"]).out;
    assert!(cell.contains("= normal_time * allowance.factor") && cell.contains("source: Wignjosoebroto"), "{cell}");
    assert!(study(&["doc", "round"]).out.contains("example:"));
    let wrong = study(&["doc", "operatoin"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("did you mean `operation`?"), "{}", wrong.err);
}

#[test]
fn test_compares_with_what_is_kept() {
    let folder = Folder::new();
    folder.write("lesson/small.study", SMALL);
    let first = folder.study(&["test", "lesson"]);
    assert_eq!(first.code, 1);
    assert!(first.out.contains("no output is kept beside it"), "{}", first.out);
    assert_eq!(folder.study(&["test", "--accept", "lesson"]).code, 0);
    assert_eq!(folder.study(&["test", "lesson"]).code, 0);
    folder.write("lesson/small.study", SMALL.replace("30 s/item", "31 s/item"));
    let changed = folder.study(&["test", "lesson"]);
    assert_eq!(changed.code, 1);
    assert!(changed.out.contains("expected:") && changed.out.contains("found:"), "{}", changed.out);
}

#[test]
fn a_study_may_use_another_file_but_not_one_outside_its_folder() {
    let folder = Folder::new();
    folder.write("shared.csv", "time\n5\n");
    folder.write("plant/shared/units.study", "unit item\nallowance usual { basis: total; personal: 10% }\n");
    folder.write(
        "plant/a.study",
        "use \"shared/units.study\"\noperation a per item { normal_time: 9 s/item; allowance: usual }\n",
    );
    let used = folder.study(&["eval", "plant/a.study", "a.standard_time"]);
    assert_eq!(used.out, "10 s/item\n", "{}", used.err);
    folder.write("plant/b.study", "data times from \"../shared.csv\" { time: s }\nshow sum(times.time)\n");
    let outside = folder.study(&["run", "plant/b.study"]);
    assert_eq!(outside.code, 1);
    assert!(outside.err.contains("F601") && outside.err.contains("leaves the folder"), "{}", outside.err);
    let allowed = folder.study(&["run", "plant/b.study", "--allow-outside"]);
    assert!(allowed.out.contains("5 s"), "{}{}", allowed.out, allowed.err);
}

#[test]
fn a_folder_can_stand_in_for_the_library() {
    let folder = Folder::new();
    folder.write("library/calendar.study", "single kind calendar { workday: h = 8 h; month: h; weeks: count }\n");
    folder.write("library/study.study", "single kind study { source: text }\n");
    folder.write("library/scenario.study", "kind scenario { parts: list of scenario }\n");
    folder.write("library/task.study", "## A task.\nkind task {\n  ## Its time.\n  time: s\n  show time\n}\n");
    folder.write("a.study", "task wash { time: 90 s }\n");
    let own = folder.study(&["run", "a.study", "--library", "library"]);
    assert!(own.code == 0 && own.out.contains("90 s"), "{}{}", own.out, own.err);
    assert_eq!(folder.study(&["run", "a.study"]).code, 1);
}

#[test]
fn text_is_read_with_a_mark_and_with_windows_line_ends() {
    let folder = Folder::new();
    folder.write("mark.study", format!("\u{feff}{SMALL}"));
    folder.write("windows.study", SMALL.replace('\n', "\r\n"));
    let plain = {
        folder.write("plain.study", SMALL);
        folder.study(&["run", "plain.study"]).out
    };
    assert_eq!(folder.study(&["run", "mark.study"]).out, plain);
    assert_eq!(folder.study(&["run", "windows.study"]).out, plain);
}

#[test]
fn colours_are_used_only_when_asked_for() {
    let folder = Folder::new();
    folder.write("broken.study", "unit\n");
    assert!(!folder.study(&["check", "broken.study"]).err.contains('\u{1b}'));
    assert!(folder.study(&["check", "broken.study", "--color", "always"]).err.contains('\u{1b}'));
}

#[test]
fn what_is_wrong_with_a_call_is_said_in_its_own_words() {
    let folder = Folder::new();
    folder.write(
        "a.study",
        "unit item\noperator budi { rating: 105% }\noperation pack per item { readings: [30, 31] s }\n",
    );
    folder.write("latin1.study", b"unit st\xfcck\n");
    for (call, place, words) in [
        (
            &["sweep", "a.study", "--vary", "budi.rating=95%..115%", "--show", "pack.crew"][..],
            "[--vary:1:1]",
            "write `95%..115%:5%`",
        ),
        (
            &["sweep", "a.study", "--vary", "pack.crew=[]", "--show", "pack.crew"],
            "[--vary:1:1]",
            "there is nothing to try",
        ),
        (
            &["run", "a.study", "--bootstrap", "10", "--chance", "\"x\""],
            "[--chance:1:1]",
            "ask whether something is so",
        ),
        (
            &["solve", "a.study", "--vary", "pack.crew=1..3", "--for", "\"x\""],
            "[--for:1:1]",
            "ask whether something is so",
        ),
        (&["explain", "a.study", " "], "", "write a cell or an expression behind the file"),
        (&["eval", "a.study", ""], "", "there is nothing to evaluate"),
        (&["check", "latin1.study"], "", "latin1.study is not UTF-8"),
    ] {
        let ended = folder.study(call);
        assert!(ended.code > 0 && ended.out.lines().count() < 2, "{call:?} {ended:?}");
        assert!(ended.err.contains(place) && ended.err.contains(words), "{call:?} {}", ended.err);
    }
}
