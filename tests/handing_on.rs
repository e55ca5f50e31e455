//! What is handed on says what it is, and nothing that it was made of is lost by it.

#![allow(clippy::unwrap_used)]

mod common;

use common::Folder;

const STUDY: &str = "study \"Packing\" {}\n\
                     unit box\n\
                     data times from \"times.csv\" { t: s }\n\
                     operation pack \"Packing\" per box { readings: times.t }\n\
                     sweep pack.crew in [1, 2, 3, 4, 10] { show 100 box/h / (pack.crew - 3) }\n";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("pack.study", STUDY);
    folder.write("times.csv", "t\n9\n11\n10\n12\n10.5\n");
    folder
}

#[test]
fn a_report_does_not_overwrite_what_it_is_read_from() {
    let folder = folder();
    for path in ["times.csv", "./times.csv", "pack.study", "other.study"] {
        let ended = folder.study(&["run", "pack.study", "--format", "csv", "-o", path]);
        assert_eq!(ended.code, 2, "{path}");
        assert!(ended.err.contains("the study is read from it"), "{path}: {}", ended.err);
    }
    assert!(folder.read("times.csv").starts_with("t\n9\n") && folder.read("pack.study") == STUDY);
}

#[test]
fn the_ending_says_the_format_or_nothing_is_written() {
    let folder = folder();
    for path in ["report.pdf", "report"] {
        let ended = folder.study(&["run", "pack.study", "-o", path]);
        assert_eq!(ended.code, 2, "{path}");
        assert!(ended.err.contains("`.html`") && !folder.path().join(path).exists(), "{path}: {}", ended.err);
    }
    assert_eq!(folder.study(&["run", "pack.study", "-o", "REPORT.HTML"]).code, 0);
    assert!(folder.read("REPORT.HTML").starts_with("<!doctype html>"));
}

#[test]
fn a_report_says_what_was_given_anew_and_what_failed() {
    let folder = folder();
    for format in ["text", "markdown", "html"] {
        let out = folder.study(&["run", "pack.study", "--set", "pack.crew=2", "--format", format]).out;
        assert!(out.contains("Given anew: pack.crew = 2"), "{format}: {out}");
    }
    folder.write(
        "zero.study",
        "unit box\noperation pack per box { crew: 1; standard_time: 9 s/box }\nshow \"Bad\": 1 / (pack.crew - 1)\n",
    );
    let ended = folder.study(&["run", "zero.study", "--format", "html"]);
    assert_eq!(ended.code, 1);
    assert!(ended.out.contains("Could not be computed") && ended.out.contains("division by zero"), "{}", ended.out);
}

#[test]
fn a_line_is_broken_where_a_figure_is_missing_and_keeps_its_distances() {
    let folder = folder();
    let page = folder.study(&["run", "pack.study", "--format", "html"]).out;
    let chart = page.split("data-form=\"lines\"").nth(1).unwrap().split("</svg>").next().unwrap();
    assert_eq!(chart.matches("class=\"readings\"").count(), 2, "{chart}");
    let places: Vec<f64> = chart
        .split("<circle class=\"reading\" cx=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect();
    let [one, two, four, ten] = places.try_into().unwrap();
    assert!(((four - two) / (two - one) - 2.0f64).abs() < 0.01 && ((ten - four) / (two - one) - 6.0).abs() < 0.02);
}
