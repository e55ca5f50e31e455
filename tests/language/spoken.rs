//! What is said beside reports: errors, explanations, sums of many studies, and the prompt.

use super::{in_indonesian, pictured, untranslated};
use crate::common::{Ended, Folder};
use std::io::Write;
use std::process::{Command, Stdio};

/// Errors and warnings that a beginner meets first.
const MET_FIRST: [&str; 9] = [
    "errors/C501_hours_as_workdays",
    "errors/D301_time_and_money",
    "errors/D302_given_in_another_unit",
    "errors/F603_cell_is_no_number",
    "errors/N212_unknown_cell",
    "errors/N223_allowance_without_basis",
    "errors/S101_unfinished_expression",
    "errors/V401_missing",
    "warnings/W702_confidence_and_k",
];

#[test]
fn diagnostics_read_as_pictured() {
    for name in MET_FIRST {
        let ended = in_indonesian(&["check", &format!("tests/{name}.study")]);
        let picture = name.replace('/', "_");
        pictured(&picture, &ended.err);
    }
}

#[test]
fn explanations_and_sums_read_as_pictured() {
    let explained = in_indonesian(&["explain", "examples/overlock/overlock.study", "overlock.left.standard_time"]);
    pictured("explain", &explained.out);
    pictured("doc", &in_indonesian(&["doc", "product"]).out);
    pictured("rollup", &in_indonesian(&["rollup", "examples/programme", "--by", "sector"]).out);
}

const TYPED: &str = "\
help
help set
help sett
list
list pack
list packs
show
set pack.crew = 2
show
show pack.output
unset pack.cre
undo
undo
redo
redo
set pack.crew += 1
unset
unset
let pace = 1 / pack.standard_time
pace
reset
reset
compare baseline more
compare baseline mor
compare baseline
explain pack.normal_time
explain pack.standard_time
doc product.takt
sweep pack.crew from 1 to 3 { show pack.output }
solve pack.crew from 1 to 9 for pack.output > 200 item/h
tornado pack.output
report now
chekc
crew = 3
export small.md
export small
save scenario two
set pack.crew = 2
save scenario two \"Two\"
reload
check
report
";

/// A session in Indonesian: what is typed goes in at once.
fn session(folder: &Folder, typed: &str) -> Ended {
    let mut child = Command::new(env!("CARGO_BIN_EXE_study"))
        .args(["repl", "small.study", "--lang", "id", "--untranslated"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn the_prompt_has_nothing_untranslated() {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    let ended = session(&folder, TYPED);
    assert_eq!(untranslated(&ended), Vec::<&str>::new(), "{}", ended.err);
    pictured("prompt", &format!("{}\n\n{}", ended.out, ended.err));
}

const SMALL: &str = "\
study \"Small\"
unit item
calendar { month: 26 workday }
operation pack \"Pack\" per item { crew: 2; standard_time: 30 s/item }
product box \"Box\" per item { route: [pack]; demand: 20_000 item/month }
scenario more { pack.crew = 3 }
";
