//! An explanation for a terminal.

use super::Explanation;
use std::fmt::Write;

/// Writes an explanation as text.
pub fn write(explanation: &Explanation) -> String {
    let mut out = String::new();
    write_at(&mut out, explanation, 0);
    out
}

fn write_at(out: &mut String, explanation: &Explanation, depth: usize) {
    let indent = "  ".repeat(depth);
    let without = explanation.without.as_ref().map(|value| format!(" (without the scenario {value})"));
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
        line(&format!("before: {before}"));
    }
    if !explanation.origin.is_empty() {
        line(&explanation.origin);
    }
    if let Some(citation) = &explanation.citation {
        line(&format!("source: {citation}"));
    }
    for input in &explanation.inputs {
        write_at(out, input, depth + 1);
    }
    if !explanation.follows.is_empty() {
        let _ = writeln!(out, "{inner}What follows:");
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
