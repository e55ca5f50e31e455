//! How often values fall into classes of one width, with the normal curve of their mean and deviation.

use super::canvas::{Anchor, Canvas, WIDTH, width_of};
use super::scale::Scale;
use crate::report::Chart;
use crate::report::chart::classes::Classes;
use crate::report::chart::{Look, size};
use crate::value::Number;

const TOP: f64 = 26.0;
const BOTTOM: f64 = 250.0;
const LEFT: f64 = 62.0;
const RIGHT: f64 = WIDTH - 40.0;
/// So many places the curve is drawn through.
const PLACES: usize = 96;

/// Draws the classes of a chart.
pub fn draw(canvas: &mut Canvas, chart: &Chart, look: &Look) -> Vec<String> {
    let Some(classes) = Classes::of(chart) else { return Vec::new() };
    let figure = |name: &str| chart.mark(name).and_then(|mark| mark.figure.as_ref()).map(size);
    let curve = figure("mean").zip(figure("deviation")).filter(|(_, deviation)| *deviation > 0.0);
    let (Some((low, high)), Some(second)) = (classes.ends(), classes.edges.get(1)) else { return Vec::new() };
    let (low, high, width) = (low.to_f64(), high.to_f64(), second.to_f64() - low.to_f64());
    let count = classes.counts.iter().sum::<usize>() as f64;
    let density = |x: f64, mean: f64, deviation: f64| {
        let away = (x - mean) / deviation;
        count * width * (-away * away / 2.0).exp() / (deviation * (2.0 * std::f64::consts::PI).sqrt())
    };
    let peak = curve.map_or(0.0, |(mean, deviation)| density(mean, mean, deviation));
    let up = Scale::of_counts((classes.most() as f64).max(peak), (BOTTOM, TOP), 5);
    canvas.text((4.0, TOP - 12.0), Anchor::Start, "tick", &look.say("number of readings"));
    for (x, text) in up.ticks(look) {
        canvas.line((LEFT, up.at(x)), (RIGHT, up.at(x)), "grid");
        canvas.text((LEFT - 8.0, up.at(x) + 4.0), Anchor::End, "tick", &text);
    }
    let wide = (RIGHT - LEFT) / classes.counts.len() as f64;
    let at = |x: f64| LEFT + (x - low) / width * wide;
    let bound = |edge: &Number| look.rounded(edge, classes.decimals());
    for (class, (from, to, count)) in classes.each().enumerate() {
        let range = look.range(&bound(from), &bound(to));
        let shown = look.style.language.number(count);
        let tip = format!("{}: {shown}", look.with_unit(&range, &chart.unit));
        let (from, to) = (LEFT + wide * class as f64, LEFT + wide * (class + 1) as f64);
        canvas.bar((from + 1.5, BOTTOM), (to - 1.5, up.at(count as f64)), "bar", &tip);
    }
    let bounds: Vec<String> = classes.edges.iter().map(bound).collect();
    ticks(canvas, &bounds, wide);
    canvas.text((RIGHT + 36.0, BOTTOM + 36.0), Anchor::End, "tick", &look.unit(&chart.unit));
    canvas.line((LEFT, BOTTOM), (RIGHT, BOTTOM), "axis");
    if let Some((mean, deviation)) = curve {
        let x = |place: usize| low + (high - low) * place as f64 / PLACES as f64;
        let through: Vec<(f64, f64)> =
            (0..=PLACES).map(|place| (at(x(place)), up.at(density(x(place), mean, deviation)))).collect();
        canvas.path_over(&through, "curve");
    }
    // What a class has is read beside the curve, so the curve lies below it.
    for (class, (.., count)) in classes.each().enumerate().filter(|(_, (.., count))| *count > 0) {
        let place = (LEFT + wide * (class as f64 + 0.5), up.at(count as f64) - 5.0);
        canvas.text(place, Anchor::Middle, "value", &look.style.language.number(count));
    }
    told(chart, look, &classes, curve)
}

/// The edges of the classes, as far as there is room.
fn ticks(canvas: &mut Canvas, bounds: &[String], wide: f64) {
    let widest = bounds.iter().map(|bound| width_of(bound)).fold(0.0, f64::max) + 8.0;
    let every = ((widest / wide).ceil() as usize).max(1);
    for (class, bound) in bounds.iter().enumerate().step_by(every) {
        let x = LEFT + wide * class as f64;
        canvas.line((x, BOTTOM), (x, BOTTOM + 4.0), "axis");
        canvas.text((x, BOTTOM + 19.0), Anchor::Middle, "tick", bound);
    }
}

fn told(chart: &Chart, look: &Look, classes: &Classes, curve: Option<(f64, f64)>) -> Vec<String> {
    let figure = |edge: &Number| look.with_unit(&look.rounded(edge, classes.decimals()), &chart.unit);
    let Some((low, high)) = classes.ends() else { return Vec::new() };
    let count: usize = classes.counts.iter().sum();
    let (low, high) = (figure(low), figure(high));
    let number = |count: usize| look.style.language.number(count);
    let mut told = vec![format!("{} values in {} classes from {low} to {high}.", number(count), classes.counts.len())];
    if let Some((from, to, count)) = classes.each().max_by_key(|(.., count)| *count) {
        let count = number(count);
        told.push(format!("No class holds more than that from {} to {}: {count}.", figure(from), figure(to)));
    }
    let text = |name: &str| chart.mark(name).map(|mark| mark.text.as_str());
    if let (Some((mean, deviation)), Some(_)) = (text("mean").zip(text("deviation")), curve) {
        told.push(format!("The curve is the normal distribution of mean {mean} and deviation {deviation}."));
    }
    told.iter().map(|sentence| look.say(sentence)).collect()
}
