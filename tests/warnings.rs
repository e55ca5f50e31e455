//! Every warning of the library has a study in `tests/warnings/` that shows it, with what `study check` prints beside it.
//! `INSTA_UPDATE=always cargo test --test warnings` writes the pictures anew; they are to be read before they are kept.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, study_in};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/warnings")
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|found| found == ending)).collect();
    files.sort();
    files
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

#[test]
fn every_study_warns_as_pictured() {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("warnings");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in files(&folder(), "study") {
            let name = stem(&path);
            let ended = study_in(&folder(), &["check", &format!("{name}.study")]);
            assert_eq!(ended.code, 0, "a warning is no error: {}", ended.err);
            assert!(ended.err.contains(name.split('_').next().unwrap()), "{name} prints\n{}", ended.err);
            insta::assert_snapshot!(name.as_str(), format!("{}{}", ended.err, ended.out));
        }
    });
}

#[test]
fn every_warning_has_a_study() {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("stdlib");
    // No kind has this one: it is of parameters.
    let mut codes = BTreeSet::from(["W601".to_owned()]);
    for path in files(&library, "study") {
        for line in std::fs::read_to_string(path).unwrap().lines() {
            codes.extend(line.trim().strip_prefix("warn ").and_then(|rest| rest.split(' ').next()).map(str::to_owned));
        }
    }
    let shown: BTreeSet<String> =
        files(&folder(), "study").iter().map(|path| stem(path).split('_').next().unwrap().to_owned()).collect();
    assert_eq!(codes, shown);
}

/// Five readings by their deviation alone, of all of them: 4 / 5 of the squared deviation count.
#[test]
fn what_the_library_computes_is_not_warned_of() {
    let folder = Folder::new();
    folder.write(
        "a.study",
        "unit item
operation pack per item { observations: 5; mean_time: 30 s; deviation: 3 s; deviation_by: population; accuracy: 5%; k: 2 }
operation stamp per item { observations: 5; mean_time: 30 s; deviation: 3 s; deviation_by: population; accuracy: 5%; k: 2; required: 12 }
",
    );
    let ended = folder.study(&["check", "a.study"]);
    assert_eq!(ended.err.matches("⚠").count(), 1, "{}", ended.err);
    assert!(ended.err.contains("ask for 12.8"), "{}", ended.err);
}

#[test]
fn a_warning_changes_no_figure() {
    let folder = common::Folder::new();
    let study = "unit box\noperation packing per box { cycle_time: 20 s/box; rating: 190%ALLOW }\n";
    folder.write("warned.study", study.replace("ALLOW", ""));
    folder.write("allowed.study", study.replace("ALLOW", "; allow W701 because \"a trainee\""));
    folder.write("everywhere.study", study.replace("ALLOW", "") + "allow W701 because \"trainees\"\n");
    let value = |name: &str| folder.study(&["eval", name, "packing.normal_time"]);
    assert_eq!(value("warned.study").out, value("allowed.study").out);
    assert!(folder.study(&["check", "warned.study"]).err.contains("W701"));
    assert!(!folder.study(&["check", "allowed.study"]).err.contains("W701"));
    assert!(!folder.study(&["check", "everywhere.study"]).err.contains("W701"));
    let report = folder.study(&["run", "allowed.study"]);
    assert!(report.out.contains("accepted: a trainee"), "{}", report.out);
}
