//! An explanation for a terminal.

use super::Explanation;
use crate::base::Language;
use std::fmt::Write;

/// Writes an explanation as text.
pub fn write(explanation: &Explanation, language: Language) -> String {
    let mut out = String::new();
    write_at(&mut out, explanation, 0, language);
    out
}

fn write_at(out: &mut String, explanation: &Explanation, depth: usize, language: Language) {
    let indent = "  ".repeat(depth);
    let without = explanation.without.as_ref();
    let without =
        without.map(|value| format!(" ({})", language.fill("without the scenario {value}", &[("value", value)])));
    let _ = writeln!(out, "{indent}{} = {}{}", explanation.path, explanation.value.text, without.unwrap_or_default());
    let inner = "  ".repeat(depth + 1);
    let mut line = |text: &str| {
        let _ = writeln!(out, "{inner}{text}");
    };
    if !explanation.about.is_empty() {
        line(&explanation.about);
    }
    for formula in [&explanation.formula, &explanation.with_values].into_iter().flatten() {
        line(&format!("= {formula}"));
    }
    if let Some(before) = &explanation.before {
        line(&language.fill("before: {formula}", &[("formula", before)]));
    }
    if !explanation.origin.is_empty() {
        line(&explanation.origin);
    }
    if let Some(citation) = &explanation.citation {
        line(&language.fill("source: {citation}", &[("citation", citation)]));
    }
    for input in &explanation.inputs {
        write_at(out, input, depth + 1, language);
    }
    if !explanation.follows.is_empty() {
        let _ = writeln!(out, "{inner}{}", language.say("What follows:"));
        for change in &explanation.follows {
            let _ = writeln!(
                out,
                "{inner}  {}: {} → {}{}",
                change.path,
                change.before.text,
                change.after.text,
                change.by()
            );
        }
    }
}
