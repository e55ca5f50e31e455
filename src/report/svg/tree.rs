//! What lies behind what, from a cause down to what is done about it.

use super::canvas::{Anchor, Canvas, WIDTH, wrapped};
use crate::report::Chart;
use crate::report::chart::{Look, sizes};

const INDENT: f64 = 24.0;
const LINE: f64 = 15.0;
const GAP: f64 = 10.0;
/// What is done stands in a column of its own.
const ACTIONS: f64 = 340.0;

/// Draws the causes of a chart, each below the one that it lies behind.
pub fn draw(canvas: &mut Canvas, chart: &Chart, look: &Look) -> Vec<String> {
    let (causes, actions) = (chart.words("causes"), chart.words("actions"));
    let mut y = 8.0;
    // The middle of the last box of each depth, from which lines lead to those behind it.
    let mut above: Vec<f64> = Vec::new();
    let mut told = Vec::new();
    for (place, depth) in sizes(&chart.values).into_iter().enumerate() {
        let depth = (depth.unwrap_or(0.0).clamp(0.0, 8.0) as usize).min(above.len());
        let cause = causes.get(place).map(String::as_str).unwrap_or_default();
        let action = actions.get(place).map(String::as_str).unwrap_or_default();
        let left = 8.0 + depth as f64 * INDENT;
        let said = wrapped(cause, ACTIONS - 34.0 - left, 4);
        let done = wrapped(action, WIDTH - ACTIONS - 24.0, 4);
        let high = (said.len().max(1) as f64).max(done.len() as f64) * LINE + 12.0;
        let middle = y + high / 2.0;
        if let Some(parent) = depth.checked_sub(1).and_then(|parent| above.get(parent)) {
            let x = left - INDENT / 2.0 - 2.0;
            canvas.path(&[(x, *parent), (x, middle), (left, middle)], "link");
        }
        canvas.frame((left, y), (ACTIONS - 24.0, y + high), if depth == 0 { "root" } else { "box" });
        lines(canvas, &said, left + 10.0, middle);
        if !done.is_empty() {
            canvas.path(&[(ACTIONS - 24.0, middle), (ACTIONS, middle)], "link");
            canvas.path(&[(ACTIONS - 6.0, middle - 4.0), (ACTIONS, middle), (ACTIONS - 6.0, middle + 4.0)], "link");
            canvas.frame((ACTIONS, y), (WIDTH - 8.0, y + high), "action");
            lines(canvas, &done, ACTIONS + 10.0, middle);
        }
        above.truncate(depth);
        above.push(y + high);
        y += high + GAP;
        told.push(sentence(look, depth, cause, action));
    }
    told
}

fn lines(canvas: &mut Canvas, lines: &[String], x: f64, middle: f64) {
    let first = middle + 4.0 - (lines.len().saturating_sub(1)) as f64 * LINE / 2.0;
    for (place, line) in lines.iter().enumerate() {
        canvas.text((x, first + place as f64 * LINE), Anchor::Start, "name", line);
    }
}

fn sentence(look: &Look, depth: usize, cause: &str, action: &str) -> String {
    let why = if depth == 0 { cause.to_owned() } else { format!("{} {cause}", look.say("Why:")) };
    match action.is_empty() {
        true => format!("{why}."),
        false => format!("{why} → {action}."),
    }
}
