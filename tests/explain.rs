//! How every sort of expression is explained: as it is written, with the values put in, and in TeX.
//! `INSTA_UPDATE=always cargo test --test explain` writes the picture anew; it is to be read before it is kept.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Folder, study, study_in};
use std::path::Path;
use study::syntax::expression::INFIXES;

/// What an explanation says of one cell, without the places in the file.
fn told(folder: &Path, name: &str) -> String {
    let call = |format: &str| {
        let arguments = ["explain", "expressions.study", name, "--depth", "0", "--format", format];
        study_in(folder, &arguments).out
    };
    let text = call("text");
    let appendix = call("markdown");
    let text = text.lines().filter(|line| !line.starts_with("  declared at"));
    let formulas = appendix.lines().filter(|line| line.contains("$$"));
    text.chain(formulas).map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_sort_of_expression_is_explained_as_pictured() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explain");
    let text = std::fs::read_to_string(folder.join("expressions.study")).unwrap();
    for (_, sign, _) in INFIXES {
        assert!(
            text.contains(&format!(" {sign} ")) || (sign == "^" && text.contains("2^3")),
            "`{sign}` stands in no formula"
        );
    }
    let names = text.lines().filter_map(|line| line.strip_prefix("let ")?.split(' ').next());
    let others = ["desk.power", "desk.doubled", "less.packing.crew", "sealing.standard_time"];
    let mut pictures = String::new();
    for name in names.chain(others) {
        pictures.push_str(&told(&folder, name));
    }
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("explain");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("expressions", pictures));
}

#[test]
fn a_formula_in_several_lines_is_told_in_one() {
    let overtime = "examples/overtime/overtime.study";
    let told = study(&["explain", overtime, "plastic.capacity_without_work_in_process", "--depth", "0"]).out;
    let expected = "= max(floor((available - warm_up * 1 piece / (1 month)) / bottleneck_time + 1 piece / (1 month), \
                    to: 1 piece / (1 month)), 0 piece/month)\n";
    assert!(told.contains(expected), "{told}");
}

#[test]
fn signs_of_tex_in_names_stand_as_themselves() {
    let folder = Folder::new();
    let text = "unit box_of_4\nlet two_of_them = 2 box_of_4\nlet signs = \"50% of #1 & $2 {two_of_them} \\\\ ^ ~\"\n";
    folder.write("signs.study", text);
    let told = folder.study(&["explain", "signs.study", "signs", "--format", "markdown"]).out;
    let expected = r"= \text{50\% of \#1 \& \$2 2 box\_of\_4 \textbackslash  \textasciicircum  \textasciitilde }$$";
    assert!(told.contains(expected), "{told}");
}

#[test]
fn what_is_used_again_and_again_is_laid_out_once() {
    let folder = Folder::new();
    let mut study = String::from("let f0 = 1\nlet f1 = 1\n");
    for place in 2..60 {
        study.push_str(&format!("let f{place} = f{} + f{}\n", place - 1, place - 2));
    }
    folder.write("sums.study", study);
    let ended = folder.study(&["explain", "sums.study", "f59", "--depth", "59"]);
    assert!(ended.out.starts_with("f59 = 1,548,008,755,920"), "{}", ended.err);
    assert!(ended.out.contains("explained above") && ended.out.lines().count() < 10_000);
}
