//! The prompt, as its users see it: sessions through a pipe (`terminal.rs` has one at a terminal).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{Ended, Folder};
use std::io::Write;
use std::process::{Child, Command, Stdio};

const SMALL: &str = "\
# A line for boxes.
study \"Small\"
unit item
calendar { month: 26 workday }
operation pack \"Pack\" per item { crew: 2; standard_time: 30 s/item }
product box \"Box\" per item { route: [pack]; demand: 20_000 item/month }
scenario faster \"Faster\" { pack.standard_time -= 5 s/item }
scenario more { pack.crew = 3 }
";

/// A session that waits for what is typed.
fn begun(folder: &Folder, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_study"))
        .arg("repl")
        .args(arguments)
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// A session in a folder: what is typed goes in at once.
fn session(folder: &Folder, arguments: &[&str], typed: &str) -> Ended {
    let mut child = begun(folder, arguments);
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// A session with the small study, which must end well.
fn small(typed: &str) -> Ended {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    let ended = session(&folder, &["small.study"], typed);
    assert_eq!(ended.code, 0, "{typed}\n{}", ended.err);
    ended
}

/// What a session prints when nothing is wrong.
fn printed(typed: &str) -> String {
    let ended = small(typed);
    assert_eq!(ended.err, "", "{typed}");
    ended.out
}

#[test]
fn expressions_print_what_eval_prints() {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    for expression in [
        "pack.output",
        "1/3",
        "sqrt(2)",
        "faster.saved",
        "box.route",
        "every operation",
        "westinghouse(skill: B2, effort: C1)",
        "8 h + 5 IDR",
        "pack.crw",
        "1 / 0",
        "sum([1, 2)",
        "\"a text\"",
        "-2^2",
        "(pack.crew)",
    ] {
        let evaluated = folder.study(&["eval", "small.study", "--", expression]);
        let typed = session(&folder, &["small.study"], expression);
        assert_eq!((typed.out, typed.err), (evaluated.out, evaluated.err), "{expression}");
        assert_eq!(typed.code, 0);
    }
}

#[test]
fn the_last_value_is_at_hand() {
    assert_eq!(printed("pack.crew\n_ * 2\n_ + _\n"), "2\n4\n8\n");
    assert_eq!(printed("30 s/item\nlet long = 2 * _\n_\nlong\n"), "30 s/item\n30 s/item\n60 s/item\n");
    let set = printed("10 s/item\nset pack.standard_time = _ * 2\nshow\n");
    assert!(set.ends_with("pack.standard_time = (10 * 1 s/item) * 2\n"), "{set}");
    let missing = small("_\nset pack.crew = _\nsqrt(2)\nset pack.crew = _\n");
    assert!(missing.err.contains("no last value") && missing.err.contains("written down exactly"), "{}", missing.err);
}

#[test]
fn declarations_are_added_and_those_with_errors_are_not() {
    let out = printed("let a = 2\noperation glue per item {\n  standard_time: 10 s/item\n}\nglue.output * a\n");
    assert_eq!(out, "720 item/h\n");
    let typed = "scenario slow {\n  pack.standard_time *= 2\n}\nslow.pack.output\n";
    assert_eq!(printed(typed), "120 item/h\n");
    assert_eq!(printed("## How long it takes.\nlet t = 1 h\nt\n"), "1 h\n");
    let wrong = small("let a = 8 h + 5 IDR\na\nlet b = 3\nb\nlet pack = 3\noperation\npack.crew\nkind x { y }\n");
    assert_eq!(wrong.out, "3\n2\n");
    for code in ["D301", "N202", "N210", "N215"] {
        assert!(wrong.err.contains(code), "{code} is not in\n{}", wrong.err);
    }
}

#[test]
fn what_is_set_changes_the_figures_and_can_be_taken_back() {
    let out = printed("set pack.crew = 4\n");
    let lines: Vec<Vec<&str>> = out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["before", "after", "difference"]);
    assert_eq!(lines[1], ["pack.crew", "2", "4", "+2"]);
    assert_eq!(lines[2], ["pack.output", "240", "item/h", "480", "item/h", "+240", "item/h"]);
    let value = |typed: &str| printed(&format!("{typed}pack.crew\n")).lines().last().unwrap().to_owned();
    assert_eq!(value("set pack.crew = 4\n"), "4");
    assert_eq!(value("set pack.crew += 4\n"), "6");
    assert_eq!(value("set pack.crew = 4\nset pack.crew = pack.crew + 1\n"), "5");
    assert_eq!(value("set pack.crew = 4\nset pack.crew = 5\nundo\n"), "4");
    assert_eq!(value("set pack.crew = 4\nset pack.crew = 5\nundo\nredo\n"), "5");
    assert_eq!(value("set pack.crew = 4\nunset pack.crew\n"), "2");
    assert_eq!(value("set pack.crew = 4\nset box.demand = 1 item/month\nunset\n"), "2");
    assert_eq!(value("set pack.crew = 4\nlet a = 3\nreset\n"), "2");
    assert_eq!(value("set pack.crew = 4\nlet a = 3\nundo\n"), "4");
    assert_eq!(printed("show\nset pack.crew = 4\nunset\n").lines().next(), Some("nothing is set"));
    assert!(printed("let a = 3\nset a = 4\n").contains("no figure of the report changes"));
}

#[test]
fn wrong_changes_are_refused_and_nothing_comes_of_them() {
    let ended = small(
        "set\nset pack.crew\nset = 3\nset pack.crew =\nset pack.crw = 3\nset pack.crew = 3 s\nset pack crew = 3\n\
         unset\nunset pack.crew\nundo\nredo\nreset\nundo it\nshow\n",
    );
    assert_eq!(ended.out, "nothing is set\n");
    assert!(small("set pack.crew = 1 / 0\n").err.contains("division by zero"));
    for part in
        ["set PATH = EXPR", "did you mean `crew`?", "nothing to undo", "nothing to redo", "`undo` takes nothing"]
    {
        assert!(ended.err.contains(part), "{part} is not in\n{}", ended.err);
    }
}

#[test]
fn what_cannot_be_computed_is_not_set() {
    let kept = "pack.crew\nbox.utilisation\nshow\n";
    let as_it_was = small(kept).out;
    let refused = small(&format!("set pack.crew = 1/0\n{kept}"));
    assert_eq!(refused.out, as_it_was, "{}", refused.err);
    assert!(refused.err.contains("division by zero"), "{}", refused.err);
    let folder = Folder::new();
    folder.write("two.study", SMALL.to_owned() + "operation seal per item { crew: 1; standard_time: 20 s/item }\n");
    let typed = "set seal.crew = pack.crew\nset pack.crew = seal.crew\nshow\nseal.crew\nset pack.crew = 5\nseal.crew\nundo\nseal.crew\n";
    let circle = session(&folder, &["two.study"], typed);
    assert!(circle.err.contains("V403"), "{}", circle.err);
    let lines: Vec<&str> = circle.out.lines().filter(|line| !line.contains("  ")).collect();
    assert_eq!(lines, ["seal.crew = pack.crew", "2", "5", "2"], "{}", circle.out);
    // What is missing may be said to be so.
    assert!(small("set pack.crew = missing\nshow\n").out.ends_with("pack.crew = missing\n"));
}

#[test]
fn a_tornado_prints_what_the_command_line_prints() {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    let ended = folder.study(&["sweep", "small.study", "--tornado", "workload"]);
    assert_eq!(printed("tornado workload\n"), ended.out);
    assert!(ended.out.starts_with("What moves workload\n") && ended.out.contains('█'), "{}", ended.out);
}

#[test]
fn a_tornado_begins_with_all_that_was_set() {
    let folder = Folder::new();
    folder.write("sum.study", "let moved = 100\nlet other = 10\nlet all = moved + other\n");
    let out = session(&folder, &["sum.study"], "set moved += 10\nset moved += 10\ntornado all\n").out;
    let row =
        |name: &str| out.lines().find(|line| line.starts_with(name)).map(|line| line.split_whitespace().collect());
    assert_eq!(row("moved  "), Some(vec!["moved", "120", "118", "142", "24"]), "{out}");
    assert_eq!(row("other  "), Some(vec!["other", "10", "129", "131", "2"]), "{out}");
}

#[test]
fn a_cell_under_a_scenario_is_not_set() {
    let ended = small("set faster.pack.crew = 2\n");
    assert!(ended.err.contains("what changes is a cell of the study, not one seen under a scenario"), "{}", ended.err);
    assert!(ended.err.contains("name the cell itself"), "{}", ended.err);
}

#[test]
fn an_error_shows_what_was_typed_for_the_last_value() {
    let ended = small("1/3 * 1 s\nset pack.crew = _ * 2\n");
    assert!(ended.err.contains("_ * 2") && !ended.err.contains("(1/3"), "{}", ended.err);
}

#[test]
fn show_and_list_tell_what_is_there() {
    assert_eq!(
        printed("show pack.output, box.demand\n"),
        "Pack: Output  240 item/h\nBox: Demand   20,000 item/month\n"
    );
    assert_eq!(printed("show \"Hourly\": 2 item/h / 3\n"), "Hourly  0.6666… item/h\n");
    let all = printed("list\n");
    let row = |out: &str, name: &str| -> Vec<String> {
        let line =
            out.lines().rfind(|line| line.starts_with(&format!("{name} "))).unwrap_or_else(|| panic!("{name}\n{out}"));
        line.split_whitespace().map(str::to_owned).collect()
    };
    assert_eq!(row(&all, "pack.crew"), ["pack.crew", "2", "given"]);
    assert_eq!(row(&all, "pack.output"), ["pack.output", "240", "item/h", "derived"]);
    assert_eq!(row(&printed("set pack.crew = 3\nlist pack\n"), "pack.crew"), ["pack.crew", "3", "set"]);
    assert!(!printed("list pack\n").contains("box."));
    assert!(!all.contains("no_allowance.") && !all.contains("normal_operator."), "{all}");
    let given = printed("set no_allowance.contingency = 5%\nlist no_allowance\n");
    assert!(given.contains("no_allowance.contingency  5%"), "{given}");
    assert!(small("list pakc\n").err.contains("did you mean `pack`?"));
    assert!(small("show pack.crw\n").err.contains("N212"));
}

#[test]
fn commands_print_what_the_command_line_prints() {
    let folder = Folder::new();
    folder.write("small.study", format!("{SMALL}claim \"Sheet\": pack.output is 250 item/h\n"));
    let set = ["--set", "pack.crew=3"];
    for (typed, arguments) in [
        ("report", &["run", "small.study"][..]),
        ("check", &["check", "small.study"]),
        ("explain pack.output", &["explain", "small.study", "pack.output"]),
        ("explain pack.output 1", &["explain", "small.study", "pack.output", "--depth", "1"]),
        ("explain faster", &["explain", "small.study", "faster"]),
        ("explain 2 - 1", &["explain", "small.study", "2 - 1"]),
        ("doc operation", &["doc", "operation"]),
        ("doc", &["doc"]),
        ("doc operatoin", &["doc", "operatoin"]),
    ] {
        let called = folder.study(arguments);
        let ended = session(&folder, &["small.study"], typed);
        assert_eq!((ended.out, ended.err), (called.out, called.err), "{typed}");
        if ["report", "check"].contains(&typed) {
            let called = folder.study(&[arguments, &set].concat());
            let ended = session(&folder, &["small.study"], &format!("set pack.crew = 3\n{typed}\n"));
            assert!(ended.out.ends_with(&called.out), "{}", ended.out);
            assert_eq!(ended.err, called.err);
        }
    }
}

#[test]
fn cells_are_varied_and_left_as_they_were() {
    let varied = printed(
        "sweep pack.crew from 1 to 2 { show pack.output }\nset pack.crew = 3\nsolve pack.crew from 1 to 9 for pack.output >= 400 item/h
tornado pack.output\npack.crew\n",
    );
    for part in [
        "pack.output by pack.crew",
        "pack.crew  pack.output\n1           120 item/h",
        "\n4\n",
        "pack.standard_time",
        "\n3\n",
    ] {
        assert!(varied.contains(part), "{part} is not in\n{varied}");
    }
    let wrong = small(
        "sweep\nsolve pack.crew\nsweep pack.standard_time from 1 s/item to 2 s/item { show pack.output }\ntornado pack.crw\n",
    );
    for part in ["`sweep` is written so", "S101", "D319", "did you mean `crew`?"] {
        assert!(wrong.err.contains(part), "{part} is not in\n{}", wrong.err);
    }
    assert!(printed("tornado 1 + 1\n").contains("no given figure moves it"));
}

#[test]
fn scenarios_are_compared() {
    let out = printed("compare baseline faster\n");
    let lines: Vec<Vec<&str>> = out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["baseline", "faster", "difference"]);
    assert!(lines.contains(&vec!["pack.standard_time", "30", "s/item", "25", "s/item", "-5", "s/item"]), "{out}");
    assert_eq!(printed("compare more more\n"), "no figure of the report differs\n");
    let wrong = small("compare\ncompare faster\ncompare faster mroe\ncompare a b c\n");
    assert!(wrong.err.contains("did you mean `more`?") && wrong.err.contains("compare A B"), "{}", wrong.err);
}

#[test]
fn what_is_set_is_saved_as_a_scenario() {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    let typed = "set pack.crew = 4\nset pack.standard_time -= 2 s/item\nsave scenario both \"Both\"\nshow\nboth.pack.crew\nundo\nshow\n";
    let ended = session(&folder, &["small.study"], typed);
    assert_eq!(ended.err, "");
    assert!(ended.out.contains("small.study has the scenario `both` now"), "{}", ended.out);
    assert!(ended.out.contains("nothing is set\n4\n"), "{}", ended.out);
    let scenario = "\nscenario both \"Both\" {\n  pack.crew           = 4\n  pack.standard_time -= 2 s/item\n}\n";
    assert_eq!(folder.read("small.study"), format!("{SMALL}{scenario}"));
    assert_eq!(folder.study(&["fmt", "--check", "small.study"]).code, 0);
    let before = folder.read("small.study");
    let wrong = session(
        &folder,
        &["small.study"],
        "save scenario x\nset pack.crew = 5\nsave scenario both\nsave scenario 3\nsave\nsave x\nlet mine = 3 s/item\n\
         set pack.standard_time = mine\nsave scenario own\n",
    );
    assert_eq!(folder.read("small.study"), before);
    for part in ["nothing is set that", "N201", "nothing was written", "save scenario NAME", "`mine`"] {
        assert!(wrong.err.contains(part), "{part} is not in\n{}", wrong.err);
    }
    assert!(session(&folder, &[], "let a = 2\nset a = 3\nsave scenario x\n").err.contains("no file to save into"));
}

#[test]
fn studies_are_loaded_exported_and_read_again() {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    folder.write("other.study", "let a = 5\n");
    folder.write("broken.study", "let a =\n");
    let ended = session(
        &folder,
        &["small.study"],
        "load other.study\na\nload broken.study\nload nowhere.study\nload\na\nreload\n",
    );
    assert_eq!(ended.out.lines().filter(|line| *line == "5").count(), 2, "{}", ended.out);
    assert!(ended.err.contains("nowhere.study cannot be read") && ended.err.contains("load FILE"), "{}", ended.err);
    let ended =
        session(&folder, &["small.study"], "set pack.crew = 3\nexport r.txt\nexport r.json\nexport r.pdf\nexport\n");
    assert!(ended.out.ends_with("wrote r.txt\nwrote r.json\n"), "{}", ended.out);
    assert!(ended.err.contains("`.json`") && ended.err.contains("export FILE"), "{}", ended.err);
    let nowhere = session(&folder, &["small.study"], "export nowhere/r.txt\n").err;
    assert!(nowhere.contains("there is no such folder"), "{nowhere}");
    let (help, endings) = (printed("help export\n"), ended.err.lines().next().unwrap_or_default());
    let endings: Vec<&str> = endings.split('`').filter(|part| part.starts_with('.')).collect();
    assert!(endings.len() > 5 && endings.iter().all(|ending| help.contains(ending)), "{help}\n{endings:?}");
    assert_eq!(folder.read("r.txt"), folder.study(&["run", "small.study", "--set", "pack.crew=3"]).out);
    let report: serde_json::Value = serde_json::from_str(&folder.read("r.json")).unwrap();
    assert_eq!(report["cells"]["pack.output"]["exact"], "360");
    let dropped = "what was set and declared before is gone";
    let ended = session(&folder, &["small.study"], "set pack.crew = 3\nload other.study\nload other.study\n");
    assert_eq!(ended.out.matches(dropped).count(), 1, "{}", ended.out);
    let both = session(&folder, &["small.study", "other.study"], "a * pack.crew\n");
    assert_eq!(both.out, "10\n", "{}", both.err);
}

#[test]
fn files_that_change_are_read_again() {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    let mut child = begun(&folder, &["small.study"]);
    let mut input = child.stdin.take().unwrap();
    let mut output = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut ask = |text: &str| {
        input.write_all(text.as_bytes()).unwrap();
        let mut line = String::new();
        std::io::BufRead::read_line(&mut output, &mut line).unwrap();
        line
    };
    assert_eq!(ask("pack.crew\n"), "2\n");
    let change = |text: &str| {
        let written = folder.write("written.study", text);
        std::fs::rename(written, folder.path().join("small.study")).unwrap();
    };
    change(&SMALL.replace("crew: 2", "crew: 12"));
    assert_eq!(ask("pack.crew\n"), "12\n");
    change("operation {");
    assert_eq!(ask("pack.crew\n"), "12\n");
    drop(input);
    let ended = child.wait_with_output().unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert!(told.contains("small.study has changed") && told.contains("the study stays as it was"), "{told}");
    assert_eq!(ended.status.code(), Some(0));
}

#[test]
fn nothing_that_is_typed_ends_the_session() {
    let deep = "(".repeat(5_000) + "1";
    let long = format!("1{}", " + 1".repeat(20_000));
    for typed in [
        "(((",
        ")",
        "]]",
        "\"open",
        "{",
        "##",
        "\u{0}\u{1b}[31m",
        "é ü 漢字",
        "set é = 1",
        "let = ",
        "let let = let",
        "operation",
        "scenario x { include x }",
        "use \"/etc/passwd\"",
        "data d from \"nowhere.csv\" { a: text }\nd.a",
        "explain",
        "explain )",
        "explain pack 999999999999999999999",
        "list ..",
        "compare . .",
        "help help help",
        "=",
        "==",
        "a = ",
        "_",
        "1e9999999999",
        "10^100000",
        deep.as_str(),
        long.as_str(),
    ] {
        let ended = small(&format!("{typed}\n"));
        assert!(!ended.err.contains("panicked"), "{typed}: {}", ended.err);
        let closing = if typed.contains(['(', '[', '{', '"']) || typed == "##" { "" } else { "\npack.crew\n" };
        let after = small(&format!("{typed}{closing}"));
        assert!(closing.is_empty() || after.out.ends_with("2\n"), "{typed}: {}{}", after.out, after.err);
    }
}

#[test]
fn misspelt_commands_get_the_nearest_one() {
    let assigned = small("pack.crew = [1,\n\n2]\n").err;
    assert!(assigned.contains("`set pack.crew = …` gives a cell anew"), "{assigned}");
    for (typed, near) in [
        ("repot", "did you mean `report`?"),
        ("expalin pack.crew", "did you mean `explain`?"),
        ("help repotr", "did you mean `report`?"),
        ("pack.crew = 3", "`set pack.crew = 3`"),
        ("report now", "`report` takes nothing behind it"),
    ] {
        let ended = small(typed);
        assert!(ended.err.contains(near), "{typed}: {}", ended.err);
        assert_eq!(ended.out, "");
    }
    assert_eq!(printed("kind report { a: h }\nreport weekly { a: 3 h }\nweekly.a\n"), "3 h\n");
    assert_eq!(printed("let load = 3 kg\nload * 2\n(load)\n"), "6 kg\n3 kg\n");
}

#[test]
fn help_names_every_command_and_quit_ends() {
    let out = printed("help\n");
    for name in [
        "list", "show", "explain", "doc", "report", "check", "compare", "set", "unset", "undo", "redo", "reset",
        "save", "load", "reload", "export", "help", "quit",
    ] {
        assert!(out.lines().any(|line| line.trim_start().starts_with(name)), "{name} is not in\n{out}");
        assert!(printed(&format!("help {name}\n")).starts_with(name));
    }
    assert_eq!(printed("1\nquit\n2\n"), "1\n");
}

#[test]
fn a_session_may_begin_with_nothing_or_with_a_broken_file() {
    let folder = Folder::new();
    let ended =
        session(&folder, &[], "unit item\noperation a per item { standard_time: 9 s/item }\na.output\nreport\n");
    assert!(ended.out.starts_with("400 item/h\n") && ended.err.is_empty(), "{}{}", ended.out, ended.err);
    folder.write("broken.study", "let a = \n");
    let ended = session(&folder, &["broken.study"], "1 + 1\n");
    assert_eq!((ended.code, ended.out.as_str()), (0, "2\n"), "{}", ended.err);
    assert!(ended.err.contains("broken.study"));
    assert_eq!(session(&folder, &["nowhere.study"], "1\n").code, 2);
}
