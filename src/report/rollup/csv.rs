//! A rollup for a spreadsheet: one figure a row.

use super::Rollup;
use super::facts::facts;
use crate::report::csv::{line, text};

/// Writes group, indicator, figure, value, unit and the exact value.
pub fn write(rollup: &Rollup) -> String {
    let mut out = line(&["group", "indicator", "figure", "value", "unit", "exact"].map(str::to_owned));
    for fact in facts(rollup) {
        out.push_str(&line(&[
            text(fact.scope.label()),
            text(fact.indicator.unwrap_or_default()),
            fact.figure,
            fact.value.value(),
            text(&fact.value.unit),
            fact.value.exact().unwrap_or_default(),
        ]));
    }
    out
}
