//! Bars and intervals that lie below each other, with their names before them.

use super::canvas::{Anchor, Canvas, WIDTH, fitting, width_of, wrapped};
use super::scale::Scale;
use crate::hir::ChartForm;
use crate::report::Chart;
use crate::report::chart::Look;
use crate::report::chart::bars::{Bar, Bars, Part, words_of_pair};

const TOP: f64 = 12.0;
/// Names have as much room as they need, but no more than this.
const NAMES: f64 = 186.0;
const HIGH: f64 = 20.0;
const GAP: f64 = 9.0;

/// Draws the bars of a chart.
pub fn draw(canvas: &mut Canvas, chart: &Chart, look: &Look) -> Vec<String> {
    let Some(found) = Bars::of(chart, look) else { return Vec::new() };
    let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(width_of).fold(0.0, f64::max);
    let left = (widest(&mut found.bars.iter().map(|bar| bar.name.as_str())) + 14.0).clamp(60.0, NAMES);
    let texts = (widest(&mut found.bars.iter().map(|bar| bar.text.as_str())) + 14.0).clamp(40.0, 200.0);
    let right = WIDTH - if is_apart(chart) { texts } else { texts.min(130.0) };
    let across = Scale::new(found.ends(), (left, right), 5);
    let places = places(chart, &found);
    let bottom = places.last().map_or(TOP, |(_, to)| to + GAP);
    for (x, text) in across.ticks(look) {
        canvas.line((across.at(x), TOP), (across.at(x), bottom), "grid");
        canvas.text((across.at(x), bottom + 16.0), Anchor::Middle, "tick", &text);
    }
    canvas.line((left, bottom), (right, bottom), "axis");
    canvas.text((right + 24.0, bottom + 16.0), Anchor::Start, "tick", &look.unit(&chart.unit));
    connect(canvas, chart, &found, &places, across);
    for (bar, (from, to)) in found.bars.iter().zip(&places) {
        let tip = format!("{} {}", bar.name, bar.text);
        match bar.interval {
            Some(interval) => spread(canvas, across, interval, bar.to, (from + to) / 2.0, &tip),
            None => canvas.bar((across.at(bar.from), *from), (across.at(bar.to), *to), class_of(bar.part), &tip),
        }
        name(canvas, bar, left, (*from, *to), pair_of(chart, bar));
        figure(canvas, chart, bar, across, right, (from + to) / 2.0 + 4.0);
    }
    let legend = bottom + 38.0;
    if let Some((x, word)) = &found.against {
        canvas.line((across.at(*x), TOP - 6.0), (across.at(*x), bottom), "against");
        let at = across.at(*x);
        let anchor = if at > WIDTH * 0.7 { Anchor::End } else { Anchor::Middle };
        canvas.text((at, legend - 4.0), anchor, "name", word);
    }
    if let Some((before, after)) = words_of_pair(chart.form) {
        let mut x = left;
        for (class, word) in [("before", before), ("after", after)] {
            let (word, y) = (look.say(word), legend + if found.against.is_some() { 20.0 } else { 0.0 });
            canvas.bar((x, y - 9.0), (x + 12.0, y + 1.0), class, &word);
            canvas.text((x + 18.0, y), Anchor::Start, "name", &word);
            x += 40.0 + width_of(&word);
        }
    }
    told(chart, look, &found)
}

/// Whether the figures stand in a column of their own, because bars go both ways.
fn is_apart(chart: &Chart) -> bool {
    matches!(chart.form, ChartForm::Intervals)
}

fn pair_of(chart: &Chart, bar: &Bar) -> bool {
    matches!(chart.form, ChartForm::Pairs) && !bar.name.is_empty()
}

/// Where each bar lies: those of a pair close together, those of a tornado on one line.
fn places(chart: &Chart, found: &Bars) -> Vec<(f64, f64)> {
    let mut places: Vec<(f64, f64)> = Vec::new();
    for bar in &found.bars {
        let last = places.last().copied();
        let (high, y) = match (chart.form, last) {
            (ChartForm::Pairs, Some((_, to))) if bar.name.is_empty() => (HIGH * 0.7, to + 1.0),
            (ChartForm::Tornado, Some((from, _))) if bar.name.is_empty() => (HIGH, from),
            (form, Some((_, to))) => (if form == ChartForm::Pairs { HIGH * 0.7 } else { HIGH }, to + GAP),
            (form, None) => (if form == ChartForm::Pairs { HIGH * 0.7 } else { HIGH }, TOP),
        };
        places.push((y, y + high));
    }
    places
}

/// From the end of each part to the beginning of the next.
fn connect(canvas: &mut Canvas, chart: &Chart, found: &Bars, places: &[(f64, f64)], across: Scale) {
    if chart.form != ChartForm::Waterfall {
        return;
    }
    for (bar, ends) in found.bars.iter().zip(places.windows(2)) {
        if let [(_, from), (to, _)] = ends {
            canvas.line((across.at(bar.to), *from), (across.at(bar.to), *to), "limit");
        }
    }
}

fn spread(canvas: &mut Canvas, across: Scale, (low, high): (f64, f64), x: f64, y: f64, tip: &str) {
    canvas.line((across.at(low), y), (across.at(high), y), "spread");
    for end in [low, high] {
        canvas.line((across.at(end), y - 6.0), (across.at(end), y + 6.0), "spread");
    }
    canvas.point((across.at(x), y), "reading", tip);
}

/// The name of a row; the name of a pair stands between its two bars.
fn name(canvas: &mut Canvas, bar: &Bar, left: f64, (from, to): (f64, f64), pair: bool) {
    let lines = wrapped(&bar.name, left - 14.0, 2);
    let middle = if pair { to } else { (from + to) / 2.0 };
    let first = middle + 4.0 - (lines.len().saturating_sub(1)) as f64 * 6.5;
    for (place, line) in lines.iter().enumerate() {
        canvas.text((left - 10.0, first + place as f64 * 13.0), Anchor::End, "name", line);
    }
}

fn figure(canvas: &mut Canvas, chart: &Chart, bar: &Bar, across: Scale, right: f64, y: f64) {
    if is_apart(chart) {
        return canvas.text((right + 10.0, y), Anchor::Start, "value", &fitting(&bar.text, WIDTH - right - 10.0));
    }
    let backwards = bar.to < bar.from && chart.form == ChartForm::Tornado;
    let (x, anchor) = match backwards {
        true => (across.at(bar.to) - 6.0, Anchor::End),
        false => (across.at(bar.to.max(bar.from)) + 6.0, Anchor::Start),
    };
    canvas.text((x, y), anchor, "value", &bar.text);
}

fn class_of(part: Part) -> &'static str {
    match part {
        Part::Plain => "bar",
        Part::Before => "before",
        Part::After => "after",
        Part::Worst => "worst",
        Part::Off => "off",
        Part::Whole => "whole",
    }
}

/// Every row in words, and what they are held against.
fn told(chart: &Chart, look: &Look, found: &Bars) -> Vec<String> {
    let mut told = Vec::new();
    let mut pair: Option<&Bar> = None;
    for bar in &found.bars {
        match (bar.name.is_empty(), pair) {
            (true, Some(first)) => {
                told.pop();
                told.push(format!("{}: {}, {}.", first.name, first.text, bar.text));
            }
            _ => told.push(format!("{}: {}.", bar.name, bar.text)),
        }
        pair = Some(bar);
    }
    if let (ChartForm::Capacities | ChartForm::Tornado, Some((_, text))) = (chart.form, &found.against) {
        told.push(look.say(&format!("The line stands at {text}.")));
    }
    if let Some((before, after)) = words_of_pair(chart.form) {
        told.insert(0, look.say(&format!("Of each, {before} comes first, then {after}.")));
    }
    told
}
