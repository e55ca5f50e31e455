//! An explanation for a machine.

use super::Explanation;
use crate::report::difference::Difference;
use crate::report::json::entry;
use serde_json::{Value, json};

/// Writes an explanation as JSON.
pub fn write(explanation: &Explanation) -> String {
    let mut text = serde_json::to_string_pretty(&tree(explanation)).unwrap_or_default();
    text.push('\n');
    text
}

fn tree(explanation: &Explanation) -> Value {
    json!({
        "path": explanation.path,
        "about": explanation.about,
        "value": entry(&explanation.value),
        "without_scenario": explanation.without,
        "formula": explanation.formula,
        "with_values": explanation.with_values,
        "tex": explanation.tex.as_ref().map(|(formula, _)| formula),
        "before": explanation.before,
        "source": explanation.citation,
        "origin": explanation.origin,
        "inputs": explanation.inputs.iter().map(tree).collect::<Vec<_>>(),
        "follows": explanation.follows.iter().map(difference).collect::<Vec<_>>(),
    })
}

fn difference(found: &Difference) -> Value {
    json!({
        "path": found.path,
        "before": entry(&found.before),
        "after": entry(&found.after),
        "change": found.change.as_ref().map(entry),
    })
}
