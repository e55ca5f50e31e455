//! What is said in sentences: numbers of things, what is missing, and what could not be computed.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, study_in};

/// A study of one operation whose readings stand in a data file.
fn timed(readings: impl Iterator<Item = String>) -> Folder {
    let folder = Folder::new();
    let lines: String = readings.enumerate().map(|(place, time)| format!("{},{time}\n", place + 1)).collect();
    folder.write("times.csv", format!("cycle,time\n{lines}"));
    let text = "unit item\ndata log from \"times.csv\" { time: s }\noperation o per item { readings: log.time }\n";
    folder.write("timed.study", text);
    folder
}

#[test]
fn a_summary_says_how_many_values_are_missing() {
    let folder = timed((0..10).map(|place| if place < 2 { format!("{}", 41 + place) } else { String::new() }));
    let told = folder.study(&["eval", "timed.study", "o.readings"]).out;
    assert_eq!(told, "2 values from 41 s to 42 s (8 missing)\n");
    let explained = folder.study(&["explain", "timed.study", "o.kept", "--depth", "0", "--lang", "id"]).out;
    assert!(explained.starts_with("o.kept = 2 nilai dari 41 detik sampai 42 detik (8 kosong)\n"), "{explained}");
}

#[test]
fn large_counts_have_marks_between_thousands() {
    let folder = timed((0..9_000).map(|place| format!("{}.{}", 30 + place % 2 * 20, place % 10)));
    let english = folder.study(&["run", "timed.study"]).out;
    assert!(english.contains("█ 4,500\n"), "{english}");
    let indonesian = folder.study(&["run", "timed.study", "--lang", "id", "-o", "timed.html"]);
    assert_eq!(indonesian.code, 0, "{}", indonesian.err);
    let page = folder.read("timed.html");
    assert!(page.contains(">4.500</text>") && page.contains(": 4.500."), "a count has no mark");
    let words: Vec<String> = (0..1_015).map(|place| format!("\"w{place}\"")).collect();
    let listed = format!("listed([{}])", words.join(", "));
    assert!(folder.study(&["eval", &listed]).out.ends_with(" and 1,003 more\n"));
}

#[test]
fn one_is_told_as_one_and_several_as_several() {
    let folder = Folder::new();
    let one = "unit item\noperation o per item { readings: [41] s }\n";
    folder.write("one.study", one);
    let told = folder.study(&["run", "one.study"]).out;
    assert!(told.contains("1 reading is too few to test whether it is normal: Anderson–Darling asks for 8."), "{told}");
    let outside = |first: &str| {
        let times = format!("{first}, 40, 41, 40, 41, 40, 41, 40, 41, 40, 41, 40, 41, 40, 41, 40, 41");
        folder.write("some.study", format!("unit item\noperation o per item {{ readings: [{times}] s; k: 1 }}\n"));
        folder.study(&["eval", "some.study", "o.uniformity"]).out
    };
    let (one, two) = (outside("40.5, 80"), outside("80, 80"));
    assert!(one.contains(" lies cycle 2; "), "{one}");
    assert!(two.contains(" lie cycles 1 and 2; "), "{two}");
}

#[test]
fn an_empty_data_file_is_no_matter_of_the_library() {
    let folder = timed(std::iter::empty());
    let told = folder.study(&["run", "timed.study"]);
    let asked = folder.study(&["eval", "timed.study", "o.mean_time"]).err;
    assert!(asked.contains("help: look whether the list or the data file has any values\n"), "{asked}");
    assert!(!told.err.contains("if count(x)"), "{}", told.err);
}

#[test]
fn a_report_says_of_which_figure_nothing_could_be_computed() {
    let folder = Folder::new();
    let text = "kind part { x: count = 0; y: count = 1 / x; z: count = 2 / x; show y, z }\npart one {}\nshow 2 / (one.x * 3)\n";
    folder.write("nought.study", text);
    let report = folder.study(&["run", "nought.study", "--format", "markdown"]).out;
    for figure in ["when \\`one.y\\` is computed", "when \\`one.z\\` is computed", "\\`2 / (one.x \\* 3)\\`"] {
        assert!(report.contains(&format!("| V402 | division by zero, {figure} |")), "{figure} is not in\n{report}");
    }
}

#[test]
fn a_product_that_nobody_wants_this_month_is_no_mistake() {
    let folder = Folder::new();
    let text = "unit item
calendar { month: 26 workday }
operation o per item { standard_time: 20 s/item }
product idle \"Idle\" per item { route: [o]; demand: 0 item/month }
product made \"Made\" per item { route: [o]; demand: 1_000 item/month }
scenario none \"None\" { made.demand = 0 item/month }
";
    folder.write("idle.study", text);
    for arguments in
        [&["run", "idle.study"][..], &["run", "idle.study", "--scenario", "none"], &["check", "idle.study"]]
    {
        let ended = study_in(folder.path(), arguments);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{arguments:?}");
    }
    let asked = folder.study(&["eval", "idle.study", "idle.workload", "idle.utilisation", "made.takt"]).out;
    assert_eq!(asked, "0 h/month\n0%\n748.8 s/item\n");
}

#[test]
fn a_sentence_has_no_more_of_a_small_likelihood_than_a_reader_asks_for() {
    let folder = Folder::new();
    let text = "comparison trial { before: 100 of 400; after: 300 of 400 }\n";
    folder.write("trial.study", text);
    let told = folder.study(&["eval", "trial.study", "trial.verdict"]).out;
    assert!(told.ends_with("more than chance (p < 0.001).\n"), "{told}");
    let told = folder.study(&["run", "trial.study", "--lang", "id"]).out;
    assert!(told.contains("(p < 0,001)"), "{told}");
    let exact = folder.study(&["eval", "trial.study", "trial.p_value"]).out;
    assert!(exact.starts_with("≈ 0.00000000000"), "{exact}");
}

#[test]
fn indonesian_has_no_english_forms_for_several() {
    let folder = Folder::new();
    let kinds = "kind mesin { daya: kWh/h; show daya }\nkind kegiatan_harian { waktu: h; show waktu }\n";
    let instances = "mesin bor \"Bor\" { daya: 2 kWh/h }\nkegiatan_harian sapu \"Sapu\" { waktu: 2 h }\n";
    folder.write("mesin.study", format!("study \"M\" {{ lang: id }}\n{kinds}{instances}"));
    let told = folder.study(&["run", "mesin.study"]).out;
    assert!(told.contains("\nMesin\n─────\n") && told.contains("\nKegiatan harian\n─"), "{told}");
}

#[test]
fn a_used_file_that_is_no_text_is_refused_in_one_language() {
    let folder = Folder::new();
    folder.write("latin.study", b"study \"\xe9\"\n");
    folder.write("using.study", "use \"latin.study\"\n");
    let told = folder.study(&["run", "using.study", "--lang", "id"]).err;
    let expected = "berkas `latin.study` tidak dapat dipakai: isinya bukan UTF-8: bita 8 bukan teks";
    assert!(told.contains(expected), "{told}");
    let told = folder.study(&["fmt", "latin.study", "--lang", "id"]).err;
    assert!(told.contains("latin.study tidak dapat dibaca: isinya bukan UTF-8: bita 8 bukan teks"), "{told}");
}
