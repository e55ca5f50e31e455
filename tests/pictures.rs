//! What charts show of the figures that they are drawn from, on a page and in a terminal.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::Folder;

/// The report of a study as it is asked for.
fn report(study: &str, format: &str) -> String {
    let folder = Folder::new();
    folder.write("a.study", study);
    let ended = folder.study(&["run", "a.study", "--format", format]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.out
}

/// The pieces of a page that lie between two texts.
fn between<'p>(page: &'p str, from: &str, to: &str) -> Vec<&'p str> {
    page.split(from).skip(1).map(|piece| piece.split(to).next().unwrap()).collect()
}

#[test]
fn readings_outside_of_their_limits_are_seen_among_many() {
    let readings: Vec<&str> =
        (0..300).map(|place| if place % 50 == 7 { "19" } else { ["10", "11"][place % 2] }).collect();
    let study = format!("unit pc\noperation op per pc {{ readings: [{}] s }}\n", readings.join(", "));
    let page = report(&study, "html");
    let limits = between(&page, "data-form=\"limits\"", "</svg>");
    let outside = between(limits[0], "class=\"outside\" d=\"", "\"");
    assert_eq!(outside.len(), 6);
    for corners in &outside {
        let places: Vec<f64> = corners
            .split(|sign: char| !matches!(sign, '0'..='9' | '.'))
            .filter_map(|number| number.parse().ok())
            .collect();
        assert_eq!(places[2] - places[6], 8.0, "{corners} is wide enough");
    }
    assert!(
        !limits[0].split("class=\"outside\"").last().unwrap().contains("class=\"readings\""),
        "nothing is drawn over them"
    );
    assert!(
        page.contains("svg.chart .outside { fill: var(--bad); }"),
        "no edge in the colour of the paper covers them"
    );
}

#[test]
fn figures_beside_bars_are_those_of_the_table() {
    let study = "sampling round { value_added { \"a\": 15; \"b\": 1 }; non_value_added { \"c\": 8; \"d\": 5 } }
indicator share { before: 5.625%; after: 2.375%; target: 3% }
";
    let text = report(study, "text");
    assert!(text.contains(" 5.62…%") && text.contains(" 2.37…%"), "{text}");
    let page = report(study, "html");
    let pairs = between(&page, "data-form=\"pairs\"", "</svg>");
    assert!(pairs[0].contains(">5.62…%</text>") && pairs[0].contains(">2.37…%</text>"), "{}", pairs[0]);
}

#[test]
fn the_line_of_sums_begins_at_the_top_of_the_first_bar() {
    let page = report(
        "sampling round { value_added { \"a\": 15; \"b\": 1 }; non_value_added { \"c\": 8; \"d\": 5 } }\n",
        "html",
    );
    let pareto = between(&page, "data-form=\"pareto\"", "</svg>");
    let top = between(pareto[0], "<rect class=\"bar\" ", ">")[0];
    let top = between(top, " y=\"", "\"")[0];
    let line = between(pareto[0], "class=\"together\" d=\"M", "\"")[0];
    let first = line.split(" L").next().unwrap();
    assert_eq!(first.split(' ').nth(1).unwrap(), top);
    assert!(line.ends_with(" 26"), "the sum of all stands at the top of the picture: {line}");
}

#[test]
fn the_axis_of_a_sweep_has_its_values() {
    let study = "unit pc
operation op per pc { standard_time: 60 s/pc; crew: 1 }
sweep \"Crew\": op.crew from 2 to 7 { show op.output }
sweep \"Crews\": op.crew from 1000 to 4000 step 1000 { show op.output }
";
    let text = report(study, "text");
    assert!(text.contains("  op.crew: 2 to 7\n"), "{text}");
    assert!(text.contains("  op.crew: 1,000 to 4,000\n"), "{text}");
}

#[test]
fn pictures_say_what_they_show() {
    let study = "unit pc
operation op per pc { readings: [10, 11, 12, 10, 11, 13, 10, 12] s; subgroup: 2 }
operation other per pc { readings: [10, 11, 12, 10, 11, 13, 10, 12] s }
indicator overtime \"Overtime\" { before: 14 h/month; after: 6 h/month }
indicator output \"Output\" { before: 310 pc/workday; after: 365 pc/workday }
";
    let page = report(study, "html");
    assert!(page.contains(">subgroups in their order, each the mean of 2 readings</text>"));
    assert!(page.contains(">readings by their cycles</text>"));
    assert_eq!(between(&page, ">number of readings<", "/text>").len(), 2);
    assert!(page.contains("<figcaption>Overtime: Before and after</figcaption>"));
    assert!(page.contains("<figcaption>Output: Before and after</figcaption>"));
}

#[test]
fn times_of_one_day_stand_in_one_line_and_columns_have_headings() {
    let study =
        "rounds_plan plan { observations: 24; days: 2; seed: 11; shift: 08:00 to 16:00; breaks: [12:00 to 13:00] }\n";
    let text = report(study, "text");
    let lines: Vec<&str> = text.lines().skip_while(|line| !line.starts_with("Day")).take(5).collect();
    assert!(lines[0].starts_with("Day") && lines[0].ends_with("Time"), "{text}");
    let times = |line: &str| line.matches(':').count();
    assert_eq!(lines[1..].iter().map(|line| times(line)).collect::<Vec<_>>(), [10, 2, 10, 2], "{text}");
    assert!(lines[1].starts_with("1 ") && lines[2].starts_with("  ") && lines[3].starts_with("2 "), "{text}");
}

#[test]
fn figures_stay_on_one_line_of_a_page() {
    let study = "mean_comparison letters { before: [12.5, 14.2, 11.9] min; after: [9.1, 9.12, 9.11] min }
comparison change { before: 1000 of 9000; after: 3000 of 9000 }
";
    let page = report(study, "html");
    let outside: String = page.split("<svg").map(|piece| piece.rsplit("</svg>").next().unwrap()).collect();
    assert!(outside.contains("≈\u{a0}") && !outside.contains("≈ "), "a mark stays with its figure");
    let figures = outside.split(|sign: char| sign.is_whitespace() || "<>".contains(sign));
    let is_power = |text: &&str| {
        text.split("e-").next().is_some_and(|before| {
            text.contains("e-") && before.ends_with(|sign: char| sign == '…' || sign.is_ascii_digit())
        })
    };
    let mut powers = figures.filter(is_power);
    assert!(
        powers.clone().count() > 0 && powers.all(|text| text.contains("e-\u{2060}")),
        "no figure is broken at the sign of its power"
    );
    assert!(page.contains("1,000 of 9,000 (11.11…\u{2060}%)"), "counts have the signs of all figures");
}

#[test]
fn the_reader_is_told_in_their_words() {
    let study = "study \"x\" { lang: id }
unit pc
sampling round { value_added { \"a\": 15 }; non_value_added { \"c\": 8 } }
operation op per pc {
  element one { readings: [10, 11, 12, 30, 11, 10, 12, 11] s; exclude 4 because \"jatuh\" }
  element two { readings: [20, 21, 19, 22, 20, 21, 23, 20] s; distribution: student }
}
comparison change { before: 10 of 20; after: 12 of 20 }
";
    let page = report(study, "html");
    assert!(page.contains(">bernilai tambah<") && page.contains(">tidak bernilai tambah<"), "classes");
    assert!(page.contains("pengecualian 1<") && !page.contains("exclusion 1"), "what is left out");
    assert!(page.contains(">30 detik<"), "lists without brackets");
    assert!(page.contains("Niebel dan Freivalds (2014) untuk distribusi Student"), "sources");
    assert!(page.contains("Diperlukan masing-masing "), "how many it takes of each");
    let operations = between(&page, ">Operasi</h2>", "</table>");
    assert!(!operations[0].contains("Pengamatan"), "no number of readings of one element beside the need of another");
}

#[test]
fn classes_have_the_values_that_lie_between_their_printed_edges() {
    let studies = [
        "47.01, 38.01, 41.18, 40.44, 42.51, 35.79, 38.76, 37.75, 36.78, 37.47, 38.46, 39.14",
        "60, 120, 120, 180, 180, 180, 120, 60, 120, 180, 240, 120, 180, 120, 120, 180, 120, 60, 120, 180",
        "0.00001, 0.000012, 0.000013, 0.0000131, 0.000014, 0.000009, 0.00001, 0.000011",
    ];
    for readings in studies {
        let text = report(&format!("unit pc\noperation op \"A\" per pc {{ readings: [{readings}] s }}\n"), "text");
        let classes = text.lines().skip_while(|line| *line != "A: Times").skip(1).take_while(|line| !line.is_empty());
        let values: Vec<f64> = readings.split(", ").map(|value| value.parse().unwrap()).collect();
        let (mut all, mut widths) = (0, Vec::new());
        for line in classes {
            let words: Vec<&str> = line.split_whitespace().collect();
            let (from, to): (f64, f64) = (words[0].parse().unwrap(), words[2].parse().unwrap());
            let count = values.iter().filter(|value| (from..to).contains(value)).count();
            assert_eq!(words.last().unwrap(), &count.to_string(), "{line}\n{text}");
            (all, widths) = (all + count, [widths, vec![to - from]].concat());
        }
        assert_eq!(all, values.len(), "{text}");
        assert!(widths.len() >= 4 && widths.iter().all(|width| (width / widths[0] - 1.0).abs() < 1e-6), "{widths:?}");
    }
}

#[test]
fn a_difference_without_an_interval_is_a_point() {
    let study = "comparison turned \"Turned\" { before: 0 of 5; after: 7 of 7 }
comparison usual \"Usual\" { before: 30 of 50; after: 37 of 70 }
";
    let text = report(study, "text");
    let rows = text.lines().skip_while(|line| *line != "Share before less share after").skip(1).take(2);
    assert!(rows.clone().all(|row| row.contains('•')), "{text}");
    let page = report(study, "html");
    let drawn = between(&page, "data-form=\"intervals\"", "</svg>");
    assert_eq!((between(drawn[0], "<circle", "/circle>").len(), between(drawn[0], "<rect", "/rect>").len()), (2, 0));
}

#[test]
fn figures_of_lists_open_to_the_explanation_of_their_list() {
    let page =
        report("sampling round \"Round\" { value_added { \"W\": 180 }; non_value_added { \"I\": 20 } }\n", "html");
    let shares: Vec<&str> = page.split("popovertarget=\"").filter(|piece| piece.contains(">10%</button>")).collect();
    let place = shares[0].split('"').next().unwrap();
    let explained = between(&page, &format!("id=\"{place}\""), "</div>");
    assert!(explained[0].contains("<code>round.shares</code>"), "{}", explained[0]);
}

#[test]
fn readings_are_counted_in_regular_steps() {
    for (count, wanted) in [
        (9, "1 2 3 4 5 6 7 8 9"),
        (20, "1 5 10 15 20"),
        (23, "1 5 10 15 20"),
        (100, "1 10 20 30 40 50 60 70 80 90 100"),
    ] {
        let readings: Vec<String> = (0..count).map(|place| format!("{}", 10 + place % 3)).collect();
        let page =
            report(&format!("unit pc\noperation op per pc {{ readings: [{}] s }}\n", readings.join(", ")), "html");
        let limits = between(&page, "data-form=\"limits\"", "</svg>");
        let ticks: Vec<&str> = between(limits[0], "y=\"269\" text-anchor=\"middle\">", "<");
        assert_eq!(ticks.join(" "), wanted);
    }
}

#[test]
fn pictures_of_markdown_have_a_name_and_tell_what_they_show() {
    let folder = Folder::new();
    folder.write("a.study", "unit pc\noperation op \"A\" per pc { readings: [10, 11, 12, 10] s }\n");
    assert_eq!(folder.study(&["run", "a.study", "-o", "a.md"]).code, 0);
    let text = folder.read("a.md");
    assert!(text.contains("**A: Times and limits**\n\n![4 values from 10 s to 12 s. The middle is 10.75 s."), "{text}");
    assert!(text.contains("**A: Times**\n\n![4 values in 3 classes from 9.5 s to 12.5 s."), "{text}");
}

#[test]
fn a_waterfall_without_a_whole_ends_with_the_sum() {
    let study = "kind saving {
  parts: list of h
  whole: h
  chart waterfall \"Summed\" (parts)
  chart waterfall \"Held\" (parts, whole: whole)
}
saving ours \"Ours\" { parts: [3, 4, 5] h }
";
    let page = report(study, "html");
    let drawn = between(&page, "data-form=\"waterfall\"", "</svg>");
    assert_eq!(drawn.len(), 1, "without the whole that it is held against there is none");
    assert!(drawn[0].contains("Ours: Summed") && drawn[0].contains("all together: 12 h."), "{}", drawn[0]);
}

/// How far two colours are apart, from 1 to 21.
fn contrast(one: &str, other: &str) -> f64 {
    let light = |colour: &str| -> f64 {
        let part = |at: usize| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        let linear = |x: f64| if x <= 0.04045 { x / 12.92 } else { ((x + 0.055) / 1.055).powf(2.4) };
        0.2126 * linear(part(0)) + 0.7152 * linear(part(2)) + 0.0722 * linear(part(4))
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn bars_and_curves_are_told_from_the_paper() {
    let page = report("unit pc\noperation op per pc { readings: [10, 11, 12, 10] s }\n", "html");
    let schemes = between(&page, "--light: #", "}");
    assert_eq!(schemes.len(), 2);
    let blocks = page.split("svg.chart { --ink").skip(1).take(2);
    for block in blocks {
        let colour = |name: &str| block.split(&format!("--{name}: #")).nth(1).unwrap()[..6].to_owned();
        for name in ["first", "second", "light", "bad", "faint"] {
            let apart = contrast(&colour(name), &colour("paper"));
            assert!(apart >= 3.0, "{name}: {apart}");
        }
    }
    let classes = between(&page, "data-form=\"histogram\"", "</svg>")[0];
    let (halo, count) = (classes.find("class=\"halo\""), classes.find("class=\"value\""));
    assert!(halo.is_some() && halo < count, "what lies over bars has paper around it, and covers no figure");
}

#[test]
fn lines_of_rows_stay_with_names_that_stay_in_sight() {
    let page = report("operator one { count: 2 }\n", "html");
    // Browsers let go of the lines of cells that stay in sight where neighbours share them.
    let table = between(&page, "\ntable {", "}");
    assert!(
        table[0].contains("border-collapse: separate")
            && page.contains("tbody th { font-weight: 500; position: sticky;")
    );
}
