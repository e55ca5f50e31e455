//! Bars from the longest to the shortest, and a line of what they come to together.

use super::canvas::{Anchor, Canvas, WIDTH, fitting, width_of};
use super::scale::Scale;
use crate::report::Chart;
use crate::report::chart::Look;
use crate::report::chart::bars::Bars;

const TOP: f64 = 26.0;
const BOTTOM: f64 = 250.0;
const LEFT: f64 = 62.0;
const RIGHT: f64 = WIDTH - 56.0;

/// Draws a Pareto chart.
pub fn draw(canvas: &mut Canvas, chart: &Chart, look: &Look) -> Vec<String> {
    let Some(found) = Bars::of(chart, look) else { return Vec::new() };
    // Both axes end with the whole, so that the line of sums begins at the top of the first bar.
    let whole: f64 = found.bars.iter().map(|bar| bar.to).sum();
    let up = Scale::of_whole(whole, (BOTTOM, TOP), 5);
    let ticks = up.ticks(look);
    let left = ticks.iter().map(|(_, text)| width_of(text) + 14.0).fold(LEFT, f64::max);
    for (x, text) in ticks {
        canvas.line((left, up.at(x)), (RIGHT, up.at(x)), "grid");
        canvas.text((left - 8.0, up.at(x) + 4.0), Anchor::End, "tick", &text);
    }
    canvas.text((4.0, TOP - 12.0), Anchor::Start, "tick", &look.unit(&chart.unit));
    let share = |share: f64| BOTTOM - share * (BOTTOM - TOP);
    for quarter in 0..=4 {
        let part = f64::from(quarter) / 4.0;
        let text = format!("{}%", quarter * 25);
        canvas.text((RIGHT + 8.0, share(part) + 4.0), Anchor::Start, "tick", &text);
    }
    let wide = (RIGHT - left) / found.bars.len().max(1) as f64;
    let middle = |place: usize| left + wide * (place as f64 + 0.5);
    for (place, bar) in found.bars.iter().enumerate() {
        let half = (wide * 0.38).min(34.0);
        let x = middle(place);
        let tip = format!("{}: {}", bar.name, bar.text);
        canvas.bar((x - half, BOTTOM), (x + half, up.at(bar.to)), "bar", &tip);
        // Where bars are narrower than letters are high, only some have room for their name.
        if place % ((12.0 / wide).ceil() as usize).max(1) == 0 {
            canvas.slanted((x + 5.0, BOTTOM + 16.0), "name", &fitting(&bar.name, (x / 0.6).min(180.0)));
        }
    }
    canvas.line((left, BOTTOM), (RIGHT, BOTTOM), "axis");
    let through: Vec<(f64, f64)> =
        found.together.iter().enumerate().map(|(place, part)| (middle(place), share(part.to_f64()))).collect();
    canvas.path_over(&through, "together");
    for ((place, part), bar) in found.together.iter().enumerate().zip(&found.bars) {
        let tip = format!("{}: {}", bar.name, look.percent(part, 1));
        canvas.point((middle(place), share(part.to_f64())), "sum", &tip);
    }
    told(&found, look)
}

/// The few that make up most of it.
fn told(found: &Bars, look: &Look) -> Vec<String> {
    let most = found.together.iter().position(|part| part.to_f64() >= 0.8).map_or(found.bars.len(), |place| place + 1);
    let names: Vec<String> = found.bars.iter().take(most).map(|bar| format!("{} {}", bar.name, bar.text)).collect();
    let share = found.together.get(most.saturating_sub(1)).map(|share| look.percent(share, 0)).unwrap_or_default();
    let sentence = format!("{most} of {} make up {share}: {}.", found.bars.len(), names.join(", "));
    vec![look.say(&sentence)]
}
