//! `study run` with a folder or several studies: a report for each, and an index, as the program does it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{Folder, study};
use std::path::Path;

/// A folder with studies of every sort: well, with a claim that falls, with a slip of the pen, and one in a folder of its own.
fn programme() -> Folder {
    let folder = Folder::new();
    folder.write("in/well.study", "study \"All well\" { source: \"Coach 1\" }\nlet a = 2 h\nshow a");
    folder.write(
        "in/deep/down/falls.study",
        "study \"Falls\"\nlet a = 2 h\nclaim \"p. 1\": a is 3 h\nclaim \"p. 2\": a is 2 h",
    );
    folder.write("in/broken.study", "let a = 2 hh\n");
    folder.write("in/index.study", "show 1 + 1");
    folder
}

/// All files of a folder, as seen from it.
fn files(folder: &Path) -> Vec<String> {
    let (mut folders, mut files) = (vec![folder.to_path_buf()], Vec::new());
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path.strip_prefix(folder).unwrap().display().to_string()),
            }
        }
    }
    files.sort();
    files
}

#[test]
fn a_folder_gives_a_report_for_each_study_and_an_index() {
    let folder = programme();
    let ended = folder.study(&["run", "in", "-o", "out"]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert_eq!(ended.out, "3 reports, listed in out/index.txt; 1 claim does not stand; 1 without a report\n");
    assert!(ended.err.contains("there is no unit `hh`"), "{}", ended.err);
    assert_eq!(files(&folder.path().join("out")), ["deep/down/falls.txt", "index.txt", "index_.txt", "well.txt"]);
    let lone = folder.study(&["run", "in/well.study"]);
    assert_eq!(folder.read("out/well.txt"), lone.out);
    let index = folder.read("out/index.txt");
    let row = |label: &str| {
        index.lines().find(|line| line.starts_with(label)).unwrap().split_whitespace().collect::<Vec<_>>()
    };
    assert_eq!(row("Falls"), ["Falls", "2", "1", "0", "deep/down/falls.txt", "—"]);
    assert_eq!(row("All well"), ["All", "well", "0", "0", "0", "well.txt", "Coach", "1"]);
    assert_eq!(row("in/index.study"), ["in/index.study", "0", "0", "0", "index_.txt", "—"]);
    assert!(index.contains("in/broken.study  there is no unit `hh` (D304, line 1)"), "{index}");
}

#[test]
fn reports_are_those_of_single_runs_whatever_the_format_and_the_order_is_fixed() {
    let folder = Folder::new();
    for number in 0..40 {
        folder
            .write(&format!("in/{}/s{number}.study", number % 7), format!("study \"S{number}\"\nshow {number} h / 7"));
    }
    for format in ["text", "json", "csv"] {
        let out = format!("out_{format}");
        assert_eq!(folder.study(&["run", "in", "--format", format, "-o", &out]).code, 0);
        let again = format!("again_{format}");
        folder.study(&["run", "in", "--format", format, "-o", &again]);
        let names = files(&folder.path().join(&out));
        assert_eq!(names.len(), 41);
        for name in &names {
            assert_eq!(folder.read(&format!("{out}/{name}")), folder.read(&format!("{again}/{name}")), "{name}");
            let stem = name.rsplit_once('.').unwrap().0;
            if stem != "index" {
                let lone = folder.study(&["run", &format!("in/{stem}.study"), "--format", format]);
                assert_eq!(folder.read(&format!("{out}/{name}")), lone.out, "{name}");
            }
        }
    }
}

#[test]
fn several_files_lie_to_each_other_as_before() {
    let folder = programme();
    folder.write("other/well.study", "show 3 h");
    let ended = folder.study(&["run", "in/well.study", "other/well.study", "in/deep", "-o", "out"]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert_eq!(
        files(&folder.path().join("out")),
        ["in/deep/down/falls.txt", "in/well.txt", "index.txt", "other/well.txt"]
    );
    let ended = folder.study(&["run", "in/well.study", "in/../in/index.study", "nowhere.study", "-o", "two"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert_eq!(files(&folder.path().join("two")), ["in/index.txt", "in/well.txt", "index.txt"]);
}

#[test]
fn nothing_is_written_outside_of_the_folder_and_it_may_lie_among_the_studies() {
    let folder = programme();
    let before = files(folder.path());
    for _ in 0..2 {
        assert_eq!(folder.study(&["run", "in", "-o", "in/reports"]).code, 1);
        let after = files(folder.path());
        let new: Vec<&String> = after.iter().filter(|name| !before.contains(name)).collect();
        assert_eq!(new.len(), 4, "{new:?}");
        assert!(new.iter().all(|name| name.starts_with("in/reports/")), "{new:?}");
    }
    let upwards = folder.study(&["run", "in/../in", "in/deep/..", "-o", "up"]);
    assert_eq!(upwards.code, 1);
    assert_eq!(files(&folder.path().join("up")), ["deep/down/falls.txt", "index.txt", "index_.txt", "well.txt"]);
}

#[test]
fn scenarios_and_settings_hold_for_all() {
    let folder = Folder::new();
    folder.write("in/a.study", "param x: h\nscenario more { x = 3 h }\nshow x");
    folder.write("in/b.study", "param x: h\nshow x");
    assert_eq!(folder.study(&["run", "in", "--set", "x=5 h", "-o", "set"]).code, 0);
    assert!(folder.read("set/b.txt").contains("5 h"));
    let ended = folder.study(&["run", "in", "--scenario", "more", "-o", "more"]);
    assert_eq!(ended.code, 2);
    assert!(folder.read("more/a.txt").contains("3 h"));
    assert!(folder.read("more/index.txt").contains("in/b.study  the study has no scenario `more`"), "{}", ended.err);
}

#[test]
fn several_reports_need_a_folder() {
    let folder = programme();
    let ended = folder.study(&["run", "in"]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    assert!(ended.err.contains("several reports need a folder"), "{}", ended.err);
    folder.write("out", "a file");
    let ended = folder.study(&["run", "in", "-o", "out"]);
    assert_eq!((ended.code, folder.read("out").as_str()), (2, "a file"));
    assert_eq!(study(&["run"]).code, 2);
}

/// What the links of a page lead to, as paths.
fn targets(text: &str, before: &str, behind: char) -> Vec<String> {
    let links = text.split(before).skip(1).filter_map(|rest| rest.split(behind).next());
    let decoded = links.map(|link| {
        let mut parts = link.split('%');
        let mut bytes = parts.next().unwrap().as_bytes().to_vec();
        for part in parts {
            bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
            bytes.extend_from_slice(&part.as_bytes()[2..]);
        }
        String::from_utf8(bytes).unwrap()
    });
    decoded.collect()
}

#[test]
fn the_index_leads_to_every_report_whatever_its_name() {
    let folder = Folder::new();
    let names = ["plain", "a b", "50%", "q\"&<i>", "javascript:alert(1)", "péta", "x](y)"];
    for name in names {
        folder.write(&format!("in/deep er/{name}.study"), "study \"<b>*bold*</b>\"\nshow 1 h");
    }
    let expected: Vec<String> = names.iter().map(|name| format!("deep er/{name}")).collect();
    for (format, ending, before, behind) in [("html", "html", "<a href=\"", '"'), ("markdown", "md", ".md](", ')')] {
        assert_eq!(folder.study(&["run", "in", "--format", format, "-o", format]).code, 0);
        let index = folder.read(&format!("{format}/index.{ending}"));
        let mut found = targets(&index, before, behind);
        found.sort();
        let mut wanted: Vec<String> = expected.iter().map(|name| format!("{name}.{ending}")).collect();
        wanted.sort();
        assert_eq!(found, wanted, "{index}");
        assert!(found.iter().all(|path| folder.path().join(format).join(path).is_file()));
        assert!(!index.contains("<b>"), "{index}");
    }
}

#[test]
fn pictures_of_several_reports_lie_apart() {
    let folder = Folder::new();
    for name in ["one", "two"] {
        let study = "indicator a \"A\" { before: 4 h/month; after: 1 h/month; better: lower }";
        folder.write(&format!("in/{name}.study"), study);
    }
    assert_eq!(folder.study(&["run", "in", "--format", "markdown", "-o", "out"]).code, 0);
    let names = files(&folder.path().join("out"));
    for name in ["one", "two"] {
        let report = folder.read(&format!("out/{name}.md"));
        let pictures = targets(&report, "](", ')');
        assert!(!pictures.is_empty() && pictures.iter().all(|path| names.contains(path)), "{report}");
    }
}

#[test]
fn an_index_is_named_after_its_folder_and_markdown_by_its_ending() {
    let folder = programme();
    let inside = common::study_in(&folder.path().join("in"), &["run", ".", "-o", "../out", "--format", "md"]);
    assert_eq!(inside.code, 1, "{}", inside.err);
    let index = folder.read("out/index.md");
    assert!(index.contains("Reports of in\n"), "{index}");
}
