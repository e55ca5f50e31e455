//! The languages: every message is there, every one is used, and what is said reads as it should. Pictures are written anew
//! with `INSTA_UPDATE=always cargo test --test language`; they are to be read before they are kept.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;
mod sources;
mod spoken;

use common::{Ended, Folder, study};
use std::collections::BTreeSet;
use study::base::Language;
use study::language::{Catalogue, Message, Piece, context};

fn catalogue() -> &'static Catalogue {
    Language::Indonesian.catalogue().unwrap()
}

fn in_indonesian(arguments: &[&str]) -> Ended {
    study(&[arguments, &["--lang", "id", "--untranslated"]].concat())
}

/// What a call found no message for.
fn untranslated(ended: &Ended) -> Vec<&str> {
    ended.err.lines().filter(|line| line.starts_with("untranslated: ")).collect()
}

#[test]
fn every_text_of_the_library_is_a_message() {
    let known = |context: &str, text: &str| catalogue().template(context, text).is_some();
    let missing: Vec<(&str, String)> =
        sources::library().into_iter().filter(|(context, text)| !known(context, text)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_documentation_is_a_message() {
    let known = |text: &String| catalogue().template(context::DOCUMENTATION, text).is_some();
    let missing: Vec<String> = sources::documentation().into_iter().filter(|text| !known(text)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_heading_of_a_workbook_is_a_message() {
    let known = |text: &String| catalogue().template(context::TEXT, text).is_some();
    let missing: Vec<String> = sources::headings().into_iter().filter(|text| !known(text)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_word_to_choose_from_is_a_message() {
    let known = |word: &String| catalogue().template(context::CHOICE, word).is_some();
    let missing: Vec<String> = sources::choices().into_iter().filter(|word| !known(word)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_slip_has_a_message() {
    let known = |sentence: &String| catalogue().matching(context::TEXT, sentence).is_some();
    let missing: Vec<String> = sources::slips().into_iter().filter(|sentence| !known(sentence)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_message_is_used() {
    let used = sources::everything();
    let idle: Vec<String> = catalogue().messages().iter().map(Message::key).filter(|key| !used.contains(key)).collect();
    assert!(idle.is_empty(), "nothing says {idle:#?}");
}

#[test]
fn parts_agree() {
    for message in catalogue().messages() {
        let named: BTreeSet<&String> = message.names().iter().collect();
        let mut said = BTreeSet::new();
        for piece in &message.said {
            let Piece::Part { place, .. } = piece else { continue };
            assert!(*place < message.names().len(), "{:?} puts in what {:?} has not", message.said, message.names());
            said.insert(&message.names()[*place]);
        }
        assert_eq!(named, said, "{}", message.key());
    }
}

#[test]
fn no_message_stands_twice() {
    let mut known = BTreeSet::new();
    for message in catalogue().messages() {
        assert!(known.insert((&message.context, message.key())), "{}", message.key());
    }
}

#[test]
fn no_message_is_taken_for_another() {
    for message in catalogue().messages().iter().filter(|message| context::MATCHED.contains(&&*message.context)) {
        let example: String = message.english.iter().map(filled).collect();
        let Some((found, parts)) = catalogue().matching(&message.context, &example) else {
            assert!(message.names().is_empty(), "{example}");
            continue;
        };
        if !message.names().is_empty() {
            assert_eq!(found.key(), message.key(), "{example}");
            assert_eq!(parts.len(), message.names().len(), "{example}");
        }
    }
}

/// A message with something in the places of its parts.
fn filled(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => text.clone(),
        Piece::Part { place, .. } => format!("part{place}"),
    }
}

#[test]
fn words_to_choose_from_are_no_messages() {
    for word in sources::choices() {
        assert!(
            catalogue().template(context::TEXT, &word).is_none(),
            "`{word}` is compared in formulas of the library"
        );
    }
}

#[test]
fn examples_have_nothing_untranslated() {
    for example in ["first", "overlock", "overtime", "piles", "setup", "support", "workshop"] {
        for format in ["text", "markdown", "html"] {
            let ended = in_indonesian(&["run", &format!("examples/{example}/{example}.study"), "--format", format]);
            assert_eq!(untranslated(&ended), Vec::<&str>::new(), "{example} as {format}");
        }
        let folder = Folder::new();
        let workbook = folder.path().join("report.xlsx").to_string_lossy().into_owned();
        let ended = in_indonesian(&["run", &format!("examples/{example}/{example}.study"), "-o", &workbook]);
        assert_eq!(untranslated(&ended), Vec::<&str>::new(), "{example} as a workbook");
    }
}

#[test]
fn many_studies_have_nothing_untranslated() {
    let folder = Folder::new();
    let reports = folder.path().join("reports").to_string_lossy().into_owned();
    for arguments in [
        &["rollup", "examples/programme"][..],
        &["rollup", "examples/programme", "--by", "sector"],
        &["rollup", "examples/programme", "tests/errors", "--by", "region"],
        &["run", "examples/programme", "tests/errors", "-o", &reports],
        &["check", "examples/programme", "tests/errors"],
    ] {
        let ended = in_indonesian(arguments);
        assert_eq!(untranslated(&ended), Vec::<&str>::new(), "{arguments:?}");
    }
}

#[test]
fn explanations_have_nothing_untranslated() {
    for (example, value) in [
        ("overlock", "overlock.standard_time"),
        ("overtime", "everything"),
        ("support", "leader.value_added"),
        ("piles", "forming.standard_time"),
    ] {
        for format in ["text", "markdown"] {
            let study = format!("examples/{example}/{example}.study");
            let ended = in_indonesian(&["explain", &study, value, "--depth", "4", "--format", format]);
            assert_eq!(ended.code, 0, "{}", ended.err);
            assert_eq!(untranslated(&ended), Vec::<&str>::new(), "{example}, {value}");
        }
    }
}

#[test]
fn errors_and_warnings_have_nothing_untranslated() {
    for (path, _) in
        sources::files("tests/errors", "study").into_iter().chain(sources::files("tests/warnings", "study"))
    {
        let path = path.to_string_lossy();
        for command in ["check", "run"] {
            let ended = in_indonesian(&[command, &path]);
            assert_eq!(untranslated(&ended), Vec::<&str>::new(), "{command} {path}");
        }
    }
}

#[test]
fn every_diagnostic_has_its_messages() {
    let known = |context: &str, text: &str| catalogue().template(context, text).is_some();
    let missing: Vec<(&str, String)> =
        sources::diagnostics().into_iter().filter(|(context, text)| !known(context, text)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn examples_read_as_pictured() {
    for example in ["overlock", "overtime", "setup", "support", "workshop"] {
        let ended = in_indonesian(&["run", &format!("examples/{example}/{example}.study")]);
        pictured(example, &ended.out);
    }
}

/// Holds a text against its picture.
fn pictured(name: &str, text: &str) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("pictures");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn a_study_names_its_language() {
    let folder = Folder::new();
    let text =
        "study \"Tas\" { lang: id }\ncurrency IDR\nunit bag\nlet wage = 15_000.5 IDR/h\nshow \"Upah\": wage, 2 > 1\n";
    folder.write("tas.study", text);
    let own = folder.study(&["run", "tas.study"]);
    assert!(own.out.contains("Upah  Rp 15.000,5/jam  ya"), "{}", own.out);
    let asked = folder.study(&["run", "tas.study", "--lang", "en"]);
    assert!(asked.out.contains("Upah  15,000.5 IDR/h  yes"), "{}", asked.out);
}

#[test]
fn machines_read_the_same_in_every_language() {
    let folder = Folder::new();
    folder.write("bags.study", "unit bag\nlet rate = 1_234.5 bag/h\nlet pace = 1 / rate\n");
    let asked = ["eval", "bags.study", "rate", "pace", "--format", "json"];
    let [english, indonesian] =
        ["en", "id"].map(|language| folder.study(&[&asked[..], &["--lang", language]].concat()));
    let figures = |ended: &Ended| -> Vec<serde_json::Value> {
        let lines = ended.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        lines.map(|figure| serde_json::json!([figure["value"], figure["unit"], figure["exact"]])).collect()
    };
    assert_eq!(figures(&english), figures(&indonesian));
    assert!(indonesian.out.contains("1.234,5 bag/jam"), "{}", indonesian.out);
    let code = folder.study(&["eval", "bags.study", "rate", "--lang", "id"]);
    assert_eq!(code.out, "1,234.5 bag/h\n");
}

#[test]
fn what_a_user_says_is_not_translated() {
    let folder = Folder::new();
    let text = "kind machine {\n  short: yes/no = yes\n  note: text = \"Nothing was observed.\"\n  show short\n  tell note\n}\nmachine press \"Claims\"\n";
    folder.write("own.study", text);
    let ended = folder.study(&["run", "own.study", "--lang", "id"]);
    for own in ["Machine\n", "Short", "Claims", "Nothing was observed."] {
        assert!(ended.out.contains(own), "{own} in {}", ended.out);
    }
}
