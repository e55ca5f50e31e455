//! `study rollup`: the indicators of many studies added up, as the program does it.
//!
//! `tests/data/programme/` holds the studies, `tests/rollup/` what is printed of them; `INSTA_UPDATE=always cargo test --test
//! rollup` writes that anew.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{Ended, Folder, study_in};
use serde_json::Value;
use std::path::Path;

/// Calls the program beside the programme.
fn rollup(arguments: &[&str]) -> Ended {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    study_in(&folder, &[&["rollup"], arguments].concat())
}

fn pictured(name: &str, ended: &Ended) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("rollup");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let text = format!("{}\n--- standard error, exit {}\n{}", ended.out, ended.code, ended.err);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// The rows of the CSV: group, indicator, figure, value, unit, exact.
fn rows(ended: &Ended) -> Vec<Vec<&str>> {
    ended.out.lines().skip(1).map(|line| line.split(',').collect()).collect()
}

fn value<'r>(rows: &[Vec<&'r str>], group: &str, indicator: &str, figure: &str) -> Option<&'r str> {
    rows.iter().find(|row| row[0] == group && row[1] == indicator && row[2] == figure).map(|row| row[5])
}

#[test]
fn a_programme_is_added_up_as_pictured() {
    pictured("programme", &rollup(&["programme"]));
    pictured("programme_by_region", &rollup(&["programme", "--by", "region"]));
    pictured("programme_csv", &rollup(&["programme", "--format", "csv", "--by", "sector"]));
    pictured("programme_json", &rollup(&["programme", "--format", "json"]));
}

#[test]
fn currencies_and_what_is_counted_for_a_month_are_never_added_across() {
    let ended = rollup(&["programme", "--format", "csv"]);
    let rows = rows(&ended);
    let totals = rows.iter().filter(|row| row[2] == "saved_total").map(|row| (row[4], row[3]));
    let expected = [("IDR", "2500000"), ("IDR/month", "1400000"), ("USD/month", "500")];
    assert_eq!(totals.collect::<Vec<_>>(), expected);
}

#[test]
fn each_study_has_its_own_weeks_and_working_days() {
    let ended = rollup(&["programme", "--format", "csv"]);
    let rows = rows(&ended);
    // 12 h/month, 16 h/month, 4 h/week and 12 h/month, where the month of the third has 4 weeks.
    assert_eq!(value(&rows, "all studies", "overtime", "before_mean"), Some("14"));
    // 40 a day of 7 h and 60 a day of 8 h are 50 a day.
    assert_eq!(value(&rows, "all studies", "made", "before_mean"), Some("50"));
}

#[test]
fn groups_are_what_the_studies_say() {
    let by = |field: &str| {
        let ended = rollup(&["programme", "--format", "csv", "--by", field]);
        let heads = rows(&ended).into_iter().filter(|row| row[1].is_empty() && row[2] == "studies");
        heads.map(|row| format!("{} {}", row[0], row[3])).collect::<Vec<_>>()
    };
    assert_eq!(by("region"), ["Bali 4", "Central Java 4", "not stated 1", "all studies 9"]);
    assert_eq!(by("employees > 50"), ["no 4", "yes 3", "not stated 2", "all studies 9"]);
    assert_eq!(by("calendar.workday"), ["7 h 1", "8 h 8", "all studies 9"]);
    // Only the studies that make chairs know `chair`.
    assert_eq!(by("made.target"), ["50 chair/workday 1", "80 chair/workday 1", "not stated 7", "all studies 9"]);
}

#[test]
fn what_no_study_knows_makes_no_groups() {
    let ended = rollup(&["programme", "--by", "regoin"]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    assert!(ended.err.contains("N210") && ended.err.contains("did you mean `region`"), "{}", ended.err);
    let ended = rollup(&["programme", "--by", "region +"]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    assert!(ended.err.contains("S101"), "{}", ended.err);
}

#[test]
fn a_path_that_is_not_there_stops_nothing_and_ends_with_2() {
    let ended = rollup(&["programme/guitars.study", "nowhere", "programme/bali"]);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(ended.out.contains("Could not be read         1\n"), "{}", ended.out);
    assert!(ended.err.contains("nowhere cannot be read"), "{}", ended.err);
    let ended = rollup(&["nowhere.study"]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
}

#[test]
fn a_study_that_cannot_be_computed_is_left_out_and_told() {
    let folder = Folder::new();
    folder.write("well.study", "indicator a { before: 4 h/month; after: 1 h/month; better: lower }");
    folder.write("half.study", "indicator a { before: 4 h/month; after: 1 h/month / 0; better: lower }");
    folder.write("latin.study", b"study \"caf\xe9\"");
    folder.write("empty.study", "");
    folder
        .write("no_data.study", "data log from \"log.csv\" { a: h }\nindicator a { before: mean(log.a); after: 1 h }");
    let ended = folder.study(&["rollup", ".", "--format", "json"]);
    assert_eq!(ended.code, 1);
    for words in ["V402", "S111", "log.csv", "3 of 5 studies could not be read"] {
        assert!(ended.err.contains(words), "{words}: {}", ended.err);
    }
    let whole: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!((&whole["studies"], &whole["unread"]), (&Value::from(2), &Value::from(3)));
    let left_out: Vec<&str> =
        whole["left_out"].as_array().unwrap().iter().map(|one| one["study"].as_str().unwrap()).collect();
    assert_eq!(left_out, ["./half.study", "./latin.study", "./no_data.study"]);
}

#[test]
fn a_claim_that_falls_is_counted_and_nothing_else() {
    let folder = Folder::new();
    folder.write(
        "a.study",
        "indicator a { before: 4 h/month; after: 1 h/month; better: lower }\nclaim \"p. 1\": a.after is 2 h/month",
    );
    let ended = folder.study(&["rollup", "a.study"]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert!(ended.out.contains("Claims that do not stand  1"), "{}", ended.out);
}

#[test]
fn figures_stay_exact() {
    let folder = Folder::new();
    for (name, after) in [("a", "1/3"), ("b", "1/7"), ("c", "1/11")] {
        folder.write(
            &format!("{name}.study"),
            format!("indicator x {{ before: 1 kg; after: ({after}) * 1 kg; better: lower }}"),
        );
    }
    let ended = folder.study(&["rollup", ".", "--format", "csv"]);
    let rows = rows(&ended);
    assert_eq!(value(&rows, "all studies", "x", "after_mean"), Some("131/693"));
    assert_eq!(value(&rows, "all studies", "x", "after_median"), Some("1/7"));
}

#[test]
fn a_text_is_no_formula_and_no_line_of_its_own() {
    let ended = rollup(&["programme", "--format", "csv", "--by", "sector"]);
    assert!(ended.out.contains("\n'=1+1,waste,studies,1"), "{}", ended.out);
    let folder = Folder::new();
    folder.write("a\u{1b}[31m.study", "study \"a\" { sector: \"x\\\"y, z\" }\nindicator x { before: 1 kgg }");
    folder.write(
        "b.study",
        "study \"b\" { sector: \"x, \\\"y\\\"\" }\nindicator x \"\u{1b}[2J\" { before: 1 kg; after: 2 kg }",
    );
    let ended = folder.study(&["rollup", ".", "--by", "sector"]);
    assert!(!ended.out.contains('\u{1b}'), "{}", ended.out);
    let ended = folder.study(&["rollup", ".", "--by", "sector", "--format", "csv"]);
    assert!(ended.out.contains("\n\"x, \"\"y\"\"\",x,before_mean,1,kg,1\n"), "{}", ended.out);
}

#[test]
fn a_file_is_written_as_its_ending_says() {
    let folder = Folder::new();
    folder.write("a.study", "indicator x { before: 1 kg; after: 2 kg; better: higher }");
    for (name, begins) in [("sums.csv", "group,"), ("sums.json", "{"), ("sums.txt", "Rollup of a.study")] {
        let ended = folder.study(&["rollup", "a.study", "-o", name]);
        assert_eq!((ended.code, ended.out.as_str()), (0, ""), "{}", ended.err);
        assert!(folder.read(name).starts_with(begins), "{name}");
    }
    let ended = folder.study(&["rollup", "a.study", "-o", "no/such/folder/sums.csv"]);
    assert_eq!(ended.code, 2);
}

#[test]
fn a_page_shows_texts_as_texts() {
    let folder = Folder::new();
    folder.write(
        "a.study",
        "study \"a\" { sector: \"<script>\" }\nindicator x \"<b>X</b>\" { before: 1 kg; after: 2 kg; better: higher }",
    );
    let ended = folder.study(&["rollup", "a.study", "--by", "sector", "-o", "sums.html"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let page = folder.read("sums.html");
    assert!(page.contains("&lt;b&gt;X&lt;/b&gt;, kg") && page.contains("&lt;script&gt;"), "{page}");
    assert!(!page.contains("<b>X") && !page.contains("<script"), "{page}");
}

#[test]
fn a_rollup_of_a_full_stop_is_named_after_its_folder_and_the_last_row_is_told_from_the_others() {
    let inside = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/programme");
    let page = study_in(&inside, &["rollup", ".", "--by", "sector", "--format", "html"]);
    assert!(page.out.contains("<h1>Rollup of programme by sector</h1>"), "{}", page.err);
    let totals = page.out.matches("<tr class=\"total\"><th scope=\"row\">all studies</th>").count();
    assert!(totals > 1 && totals == page.out.matches(">all studies<").count(), "{totals}");
    let text = study_in(&inside, &["rollup", ".", "--by", "sector", "--format", "markdown"]);
    assert!(text.out.contains("| **all studies** |"), "{}", text.out);
}
