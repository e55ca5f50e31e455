//! An explanation for the appendix of a report or thesis: Markdown, with the formulas in TeX.

use super::Explanation;
use super::tex::{figures, words};
use crate::base::Language;
use crate::report::markdown::escaped;
use std::fmt::Write;

/// Writes an explanation as Markdown.
pub fn write(explanation: &Explanation, language: Language) -> String {
    let mut out = String::new();
    write_at(&mut out, explanation, 0, language);
    out
}

fn write_at(out: &mut String, explanation: &Explanation, depth: usize, language: Language) {
    let (lead, indent) = ("  ".repeat(depth), "  ".repeat(depth + 1));
    let without = explanation.without.as_ref();
    let without = without
        .map(|value| format!(" ({})", language.fill("without the scenario {value}", &[("value", &escaped(value))])));
    let (path, value) = (explanation.path.replace('`', "'"), escaped(&explanation.value.text));
    let _ = writeln!(out, "{lead}- **`{path}`** = {value}{}", without.unwrap_or_default());
    let mut notes = Vec::new();
    if !explanation.about.is_empty() {
        notes.push(escaped(&explanation.about));
    }
    if let Some(citation) = &explanation.citation {
        let citation = escaped(citation.trim_end_matches('.'));
        notes.push(format!("{}.", language.fill("Source: {source}", &[("source", &citation)])));
    }
    if let Some(before) = &explanation.before {
        notes.push(language.fill("Before: `{formula}`.", &[("formula", &before.replace('`', "'"))]));
    }
    if !explanation.origin.is_empty() {
        notes.push(format!("*{}*", escaped(&explanation.origin)));
    }
    if !notes.is_empty() {
        let _ = write!(out, "\n{indent}{}\n", notes.join(" "));
    }
    if let Some((formula, with_values)) = &explanation.tex {
        let name = explanation.path.rsplit('.').next().unwrap_or(&explanation.path);
        // Of an expression the formula is its name.
        let name = explanation.formula.as_ref().map(|_| words(name));
        let value = &explanation.value;
        let result = if value.figure.is_some() { figures(&value.text) } else { words(&value.text) };
        let sides = [name.as_ref(), Some(formula), with_values.as_ref(), Some(&result)];
        let mut sides: Vec<&str> = sides.into_iter().flatten().map(String::as_str).collect();
        sides.dedup();
        let equation = sides.join(" = ").replace("= \\approx", "\\approx");
        let _ = write!(out, "\n{indent}$${equation}$$\n\n");
    }
    for input in &explanation.inputs {
        write_at(out, input, depth + 1, language);
    }
    if !explanation.follows.is_empty() {
        let heads = ["what follows", "before", "after", "change"].map(|words| language.say(words)).join(" | ");
        let _ = write!(out, "\n{indent}| {heads} |\n{indent}| --- | ---: | ---: | ---: |\n");
        for found in &explanation.follows {
            let change = found.change.as_ref().map(|change| escaped(&change.text)).unwrap_or_default();
            let (before, after) = (escaped(&found.before.text), escaped(&found.after.text));
            let _ = writeln!(out, "{indent}| `{}` | {before} | {after} | {change} |", found.path);
        }
    }
}
