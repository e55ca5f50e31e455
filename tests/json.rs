//! `--format json`: every cell, and nothing that `docs/report.schema.json` does not describe.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use common::{Folder, study};
use serde_json::{Value, json};
use std::path::Path;

/// Holds a value against a schema of the words that ours uses; what is wrong is told with its place.
fn hold(value: &Value, schema: &Value, whole: &Value, place: &str) -> Result<(), String> {
    for (word, wanted) in schema.as_object().unwrap() {
        match word.as_str() {
            "$schema" | "$defs" | "title" | "description" | "properties" => {}
            "$ref" => {
                let name = wanted.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                hold(value, &whole["$defs"][name], whole, place)?;
            }
            "type" => {
                let names = wanted.as_array().cloned().unwrap_or(vec![wanted.clone()]);
                let fits = names.iter().any(|name| *name == sort(value));
                fits.then_some(()).ok_or(format!("{place} is no {wanted}: {value}"))?;
            }
            "enum" => {
                let fits = wanted.as_array().unwrap().contains(value);
                fits.then_some(()).ok_or(format!("{place} is {value}"))?;
            }
            "anyOf" => {
                let mut any = wanted.as_array().unwrap().iter().map(|one| hold(value, one, whole, place));
                any.find(Result::is_ok).unwrap_or(Err(format!("{place} is none of {wanted}: {value}")))?;
            }
            "pattern" => {
                let fits = value.as_str().is_none_or(|text| is_number(text, wanted.as_str().unwrap()));
                fits.then_some(()).ok_or(format!("{place} is {value}"))?;
            }
            "required" => {
                let lacking =
                    wanted.as_array().unwrap().iter().find(|name| value.get(name.as_str().unwrap()).is_none());
                lacking.is_none().then_some(()).ok_or(format!("{place} has no {lacking:?}"))?;
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    hold(item, wanted, whole, &format!("{place}[{at}]"))?;
                }
            }
            "additionalProperties" => {}
            other => panic!("{other} is a word that this test does not know"),
        }
    }
    let Some(fields) = value.as_object() else { return Ok(()) };
    for (name, field) in fields {
        let place = format!("{place}.{name}");
        match schema.get("properties").and_then(|own| own.get(name)).or(schema.get("additionalProperties")) {
            Some(Value::Bool(false)) => return Err(format!("{place} is not described")),
            Some(own) => hold(field, own, whole, &place)?,
            None => {}
        }
    }
    Ok(())
}

fn sort(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The two patterns that the schema uses: a decimal, and a decimal or fraction.
fn is_number(text: &str, pattern: &str) -> bool {
    let fraction = match pattern {
        r"^-?[0-9]+(\.[0-9]+)?$" => false,
        r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$" => true,
        other => panic!("{other} is a pattern that this test does not know"),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    match text.split_once('.').or(text.split_once('/').filter(|_| fraction)) {
        Some((before, behind)) => digits(before) && digits(behind),
        None => digits(text),
    }
}

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn report(arguments: &[&str]) -> Value {
    let ended = study(&[&["run", "--format", "json"], arguments].concat());
    serde_json::from_str(&ended.out).unwrap()
}

#[test]
fn the_schema_describes_every_example() {
    let schema = schema();
    for name in ["first", "overlock", "overtime", "piles", "setup", "support", "workshop"] {
        let report = report(&[&format!("examples/{name}/{name}.study")]);
        assert!(report["cells"].as_object().unwrap().len() > 10);
        hold(&report, &schema, &schema, name).unwrap();
    }
    let drawn = report(&["examples/support/support.study", "--bootstrap", "50"]);
    hold(&drawn, &schema, &schema, "bootstrap").unwrap();
}

#[test]
fn what_the_schema_does_not_describe_is_found() {
    let (schema, whole) = (schema(), report(&["examples/first/first.study"]));
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut report = whole.clone();
        change(&mut report);
        hold(&report, &schema, &schema, "report")
    };
    assert_eq!(changed(&|_| {}), Ok(()));
    assert!(changed(&|report| report["more"] = json!(1)).is_err());
    assert!(changed(&|report| report["title"] = json!(1)).is_err());
    assert!(changed(&|report| drop(report.as_object_mut().unwrap().remove("cells"))).is_err());
    assert!(changed(&|report| report["cells"]["packing.crew"]["value"] = json!("1,000")).is_err());
    assert!(changed(&|report| report["cells"]["packing.crew"]["type"] = json!("figure")).is_err());
    assert!(changed(&|report| report["cells"]["packing.readings"]["elements"][3]["exact"] = json!("1/x")).is_err());
    assert!(changed(&|report| report["sections"][0]["note"] = json!("")).is_err());
}

#[test]
fn lists_are_whole_and_exact() {
    let report = report(&["examples/overlock/overlock.study"]);
    let lists = report["cells"].as_object().unwrap().iter().filter(|(_, cell)| cell["type"] == "list");
    let (path, list) = lists.max_by_key(|(_, cell)| cell["elements"].as_array().unwrap().len()).unwrap();
    let elements = list["elements"].as_array().unwrap();
    assert!(list["text"].as_str().unwrap().starts_with(&format!("{} values from", elements.len())), "{path}");
    assert!(elements.iter().all(|element| element["type"] == "missing" || element["exact"].is_string()), "{path}");
}

#[test]
fn values_have_their_parts_and_scenarios_only_what_differs() {
    let folder = Folder::new();
    let text = "unit box\noperation pack per box { standard_time: 1 s/(3 box); crew: 2 }
        operation glue per box { standard_time: 100 s/box }
        comparison change { before: 1 of 3; after: 2 of 3 }
        calendar { shift: 07:00 to 15:30 }
        scenario three \"Three\" { pack.crew = 3 }";
    folder.write("a.study", text);
    let ended = folder.study(&["run", "a.study", "--format", "json"]);
    let report: Value = serde_json::from_str(&ended.out).unwrap();
    let cell = |path: &str| &report["cells"][path];
    assert_eq!(cell("pack.standard_time")["exact"], "1/3");
    assert_eq!((&cell("change.before")["hits"], &cell("change.before")["total"]), (&json!("1"), &json!("3")));
    assert_eq!(cell("change.before")["exact"], "1/3");
    assert_eq!(cell("calendar.shift")["to"]["word"], "15:30:00");
    assert_eq!(
        (&cell("pack.allowance")["word"], &cell("pack.allowance")["type"]),
        (&json!("no_allowance"), &json!("instance"))
    );
    assert_eq!(cell("change.real")["word"], "no");
    let three = &report["scenarios"]["three"];
    assert_eq!(three["label"], "Three");
    let differing: Vec<&String> = three["cells"].as_object().unwrap().keys().collect();
    assert_eq!(differing, ["pack.crew", "pack.output"]);
    assert_eq!(three["cells"]["pack.crew"]["value"], "3");
}
