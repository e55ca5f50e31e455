//! What a bootstrap draws together, and how many observations it draws.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::Folder;
use std::fmt::Write;

/// The width of the interval of a figure, in seconds or as a share.
fn width(report: &serde_json::Value, label: &str) -> f64 {
    let sections = report["sections"].as_array().unwrap();
    let found = sections.iter().find(|one| one["heading"].as_str().unwrap().contains("rounds, seed")).unwrap();
    let rows = found["table"]["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["label"] == label).unwrap_or_else(|| panic!("{label}"));
    let at = |place: usize| row["values"][place]["value"].as_str().unwrap().parse::<f64>().unwrap();
    at(2) - at(1)
}

fn drawn(folder: &Folder, text: &str) -> serde_json::Value {
    folder.write("a.study", text);
    let ended = folder.study(&["run", "a.study", "--format", "json", "--bootstrap", "400"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    serde_json::from_str(&ended.out).unwrap()
}

/// Twenty readings from 20 to 39 s, and twenty that are 2 s less but for tenths: by pairs the difference is sure to
/// a tenth of a second, and of two samples apart its interval is 2 · 1.96 · √(2 · 35 / 20) s = 7.3 s wide.
#[test]
fn samples_of_one_length_are_drawn_apart_unless_they_are_rows() {
    let folder = Folder::new();
    let (mut before, mut after, mut table) = (Vec::new(), Vec::new(), String::from("shift,before,after\n"));
    for place in 0..20 {
        let (one, other) = (f64::from(20 + place), f64::from(18 + place) + f64::from(place % 3) / 10.0);
        before.push(one.to_string());
        after.push(other.to_string());
        writeln!(table, "{},{one},{other}", if place % 2 == 0 { "early" } else { "late" }).unwrap();
    }
    folder.write("log.csv", table);
    let (before, after) = (before.join(", "), after.join(", "));
    let report = drawn(
        &folder,
        &format!(
            "data log from \"log.csv\" {{ shift: text; before: s; after: s }}
let early = log where shift == \"early\"
mean_comparison apart {{ before: [{before}] s; after: [{after}] s }}
mean_comparison one_more {{ before: [{before}] s; after: [{after}, 30] s }}
mean_comparison paired {{ before: [{before}] s; after: [{after}] s; method: paired }}
mean_comparison columns {{ before: log.before; after: log.after }}
mean_comparison chosen {{ before: early.before; after: log.after where log.shift == \"early\" }}
mean_comparison shifts {{ before: early.before; after: (log where shift == \"late\").after }}
kind gain {{ before: sample of time; after: sample of time; mean_gain: s = mean(before - after); show mean_gain }}
gain by_row {{ before: [{before}] s; after: [{after}] s }}
"
        ),
    );
    for apart in ["apart.difference", "one_more.difference"] {
        let width = width(&report, apart);
        assert!((6.0..9.0).contains(&width), "{apart}: {width}");
    }
    assert!(width(&report, "shifts.difference") > 6.0);
    for together in ["paired.difference", "columns.difference", "chosen.difference", "by_row.mean_gain"] {
        let width = width(&report, together);
        assert!(width < 0.2, "{together}: {width}");
    }
}

/// Rounds that are written down in the study are rows of the sampling, which looks at day and class together.
#[test]
fn the_rounds_of_a_sampling_stay_whole() {
    let folder = Folder::new();
    let words = |word: &dyn Fn(usize) -> &'static str| {
        (0..40).map(|place| format!("\"{}\"", word(place))).collect::<Vec<_>>().join(", ")
    };
    let work = |place: usize| if place.is_multiple_of(4) { "talk" } else { "sew" };
    let class = |place: usize| if place.is_multiple_of(4) { "other" } else { "value_added" };
    let text = format!(
        "sampling rounds {{ seen: [{}]; seen_as: [{}] }}\nshow \"sewn\": count(rounds.seen where rounds.seen == \"sew\" and rounds.seen_as == \"other\")
",
        words(&work),
        words(&class)
    );
    folder.write("a.study", text);
    let chance = "count(rounds.seen where rounds.seen == \"sew\" and rounds.seen_as == \"other\") == 0";
    let ended = folder.study(&["run", "a.study", "--bootstrap", "100", "--chance", chance]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("100% (100 of 100)"), "{}", ended.out);
}

/// The normal interval of 3,000,000 observations half of which are hits is 2 · 1.96 · √(0.25 / 3,000,000) wide.
#[test]
fn proportions_and_tallies_of_millions_are_drawn() {
    let folder = Folder::new();
    let report = drawn(
        &folder,
        "let half = 1_500_000 of 3_000_000
sampling sheet { value_added { \"Sew\": 2_000_000 }; other { \"Walk\": 2_000_000 } }
show \"half\": share(half)
show \"sewing\": share(sheet.value_added)
",
    );
    let half = width(&report, "half");
    assert!((half / (2.0 * 1.96 * (0.25_f64 / 3_000_000.0).sqrt()) - 1.0).abs() < 0.2, "{half}");
    let sewing = width(&report, "sewing");
    assert!((sewing / (2.0 * 1.96 * (0.25_f64 / 4_000_000.0).sqrt()) - 1.0).abs() < 0.2, "{sewing}");
}

/// Eight readings, of which the fifth is left out in one operation: what asks for the readings themselves finds those
/// that the operation draws, and each round has one draw of them.
#[test]
fn readings_and_columns_that_are_asked_for_themselves_are_drawn_once_a_round() {
    let folder = Folder::new();
    folder.write("d.csv", "t,k\n5,x\n6,y\n9,x\n8,y\n7,x\n");
    let text = "unit item
data d from \"d.csv\" { t: s; k: text }
operation o per item { readings: [20.1, 19.8, 21.4, 20.7, 22.0, 19.5, 20.9, 20.2] s }
operation less per item { readings: [20.1, 19.8, 21.4, 20.7, 22.0, 19.5, 20.9, 20.2] s; exclude 5 because \"a call\" }
operation all per item { readings: d.t }
operation some per item { readings: d.t where d.k == \"x\" }
let middle = median(o.readings)
show middle, mean(d.t)
show \"readings\": mean(o.readings)
show \"mean\": o.mean_time
";
    let report = drawn(&folder, text);
    assert!(width(&report, "middle") > 0.0 && width(&report, "mean(d.t)") > 0.0);
    assert_eq!(width(&report, "readings"), width(&report, "mean"));
    let always = [
        "mean(o.readings) == o.mean_time and mean(o.times) == o.mean_time and median(o.readings) == middle",
        "mean(d.t) == all.mean_time",
        "sum(less.readings) == sum(less.kept) + 22 s",
    ];
    let sometimes = ["mean(o.readings) > 20.5 s", "mean(d.t) > 7 s", "mean(some.readings) > 7 s", "middle > 20.4 s"];
    for (chances, all) in [(always.as_slice(), true), (&sometimes, false)] {
        for chance in chances {
            let ended = folder.study(&["run", "a.study", "--bootstrap", "200", "--chance", chance]);
            assert_eq!(ended.code, 0, "{}", ended.err);
            let line = ended.out.lines().find(|line| line.starts_with(chance)).unwrap_or_else(|| panic!("{chance}"));
            assert_eq!(line.contains("(200 of 200)"), all, "{line}");
            assert!(!line.contains("(0 of 200)") && line.contains(" of 200)"), "{line}");
        }
    }
}

/// Of a file that nothing reads a sample from, statistics are those of a sample; a list of orders is all that there is.
#[test]
fn a_file_is_drawn_where_it_is_taken_for_a_sample() {
    let folder = Folder::new();
    folder.write("d.csv", "t,k\n5,x\n6,y\n9,x\n8,y\n7,x\n");
    let declared = "unit item\ndata d from \"d.csv\" { t: s; k: text }\nlet longest = quantile(d.t, 90%)\n";
    let report = drawn(&folder, &format!("{declared}show longest, mean(d.t) / count(d)\n"));
    assert!(width(&report, "longest") > 0.0 && width(&report, "mean(d.t) / count(d)") > 0.0);
    folder.write("a.study", format!("{declared}show \"work\": sum(d.t)\nshow \"mean\": mean(d.t)\n"));
    let ended = folder.study(&["run", "a.study", "--bootstrap", "100"]);
    assert!(ended.out.contains("No figure of this study rests on readings"), "{}", ended.out);
}

#[test]
fn what_has_no_answer_has_no_chance() {
    let folder = Folder::new();
    folder.write("a.study", "unit item\noperation o per item { readings: [1, 2, 3] s }\n");
    let ended = folder.study(&["run", "a.study", "--bootstrap", "50", "--chance", "1/0 > 2", "--chance", "o.crew > 2"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("division by zero") && !ended.out.contains("1/0"), "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("o.crew > 2  0% (0 of 50)"), "{}", ended.out);
}
