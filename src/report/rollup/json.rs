//! A rollup for a machine.

use super::facts::{Fact, facts};
use super::{LeftOut, Rollup, Scope};
use serde_json::{Value, json};

/// Writes a rollup as JSON: one object a figure, and what is in no sum.
pub fn write(rollup: &Rollup) -> String {
    let labels = rollup.indicators.iter().map(|one| json!({ "name": one.name, "label": one.label, "unit": one.unit }));
    let whole = json!({
        "version": 1,
        "title": rollup.title,
        "studies": rollup.heads.last().map_or(0, |all| all.studies),
        "unread": rollup.unread,
        "indicators": labels.collect::<Vec<_>>(),
        "figures": facts(rollup).iter().map(fact).collect::<Vec<_>>(),
        "left_out": rollup.left_out.iter().map(left_out).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

fn fact(fact: &Fact<'_>) -> Value {
    let group = match fact.scope {
        Scope::Of(group) => Some(group),
        Scope::NotStated | Scope::All => None,
    };
    json!({
        "group": group,
        "all": *fact.scope == Scope::All,
        "indicator": fact.indicator,
        "figure": fact.figure,
        "value": fact.value.value(),
        "unit": fact.value.unit,
        "exact": fact.value.exact(),
    })
}

fn left_out(left_out: &LeftOut) -> Value {
    json!({ "study": left_out.study, "indicator": left_out.indicator, "reason": left_out.reason })
}
