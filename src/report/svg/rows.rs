//! Bars and intervals that lie below each other, with their names before them.

use super::canvas::{Anchor, Canvas, WIDTH, fitting, width_of, wrapped};
use super::scale::Scale;
use crate::hir::ChartForm;
use crate::report::Chart;
use crate::report::chart::Look;
use crate::report::chart::bars::{Bar, Bars, Part, words_of_pair};

const TOP: f64 = 12.0;
/// Bars have no less room than this, however long what stands beside them is.
const BARS: f64 = 180.0;
/// What stands beside a bar goes on in a second line if it is longer than this.
const TEXTS: f64 = 196.0;
/// Names have as much room as they need, but no more than this.
const NAMES: f64 = 186.0;
const HIGH: f64 = 20.0;
/// From one line of words to the next.
const LINE: f64 = 13.0;
const GAP: f64 = 9.0;

/// Draws the bars of a chart.
pub fn draw(canvas: &mut Canvas, chart: &Chart, look: &Look) -> Vec<String> {
    let Some(found) = Bars::of(chart, look) else { return Vec::new() };
    let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(width_of).fold(0.0, f64::max);
    let left = (widest(&mut found.bars.iter().map(|bar| bar.name.as_str())) + 14.0).clamp(60.0, NAMES);
    let figures = figures(chart, look, &found);
    let texts = (widest(&mut figures.iter().map(String::as_str)) + 14.0).clamp(40.0, (WIDTH - left - BARS).min(TEXTS));
    let right = WIDTH - texts;
    let across = scale(&found, look, (left, right));
    let unit = look.unit(&chart.unit);
    let top = if unit.is_empty() { TOP } else { TOP + LINE };
    let places = places(chart, &found, top);
    let bottom = places.last().map_or(top, |(_, to)| to + GAP);
    axis(canvas, look, across, (left, right), (top, bottom));
    canvas.text((left, TOP), Anchor::Start, "tick", &unit);
    connect(canvas, chart, &found, &places, across);
    let mut row = "";
    for (bar, (from, to)) in found.bars.iter().zip(&places) {
        row = if bar.name.is_empty() { row } else { &bar.name };
        let tip = [row, &word_of(chart, look, bar.part), &bar.text].join(" ");
        match bar.interval {
            Some(interval) => spread(canvas, across, interval, bar.to, (from + to) / 2.0, &tip),
            None if chart.form == ChartForm::Intervals => {
                canvas.point((across.at(bar.to), (from + to) / 2.0), "reading", &tip);
            }
            None => canvas.bar((across.at(bar.from), *from), (across.at(bar.to), *to), class_of(bar.part), &tip),
        }
        name(canvas, bar, left, (*from, *to), pair_of(chart, bar));
    }
    if let Some((x, _)) = &found.against {
        canvas.line((across.at(*x), top - 6.0), (across.at(*x), bottom), "against");
    }
    for ((bar, (from, to)), text) in found.bars.iter().zip(&places).zip(&figures) {
        let x = if is_apart(chart) { right + 10.0 } else { across.at(bar.to.max(bar.from)) + 6.0 };
        // Of a pair, the bars lie too close for a second line.
        let lines = match chart.form {
            ChartForm::Pairs => vec![fitting(text, WIDTH - x)],
            _ => wrapped(text, WIDTH - x, 2),
        };
        written(canvas, &lines, (x, (from + to) / 2.0), Anchor::Start, "value");
    }
    if let Some((x, word)) = &found.against {
        let half = width_of(word) / 2.0;
        let at = across.at(*x).max(half).min(WIDTH - half);
        canvas.text((at, bottom + 34.0), Anchor::Middle, "name", word);
    }
    legend(canvas, chart, look, (left, bottom + if found.against.is_some() { 58.0 } else { 38.0 }));
    told(chart, look, &found)
}

fn axis(canvas: &mut Canvas, look: &Look, across: Scale, (left, right): (f64, f64), (top, bottom): (f64, f64)) {
    for (x, text) in across.ticks(look) {
        canvas.line((across.at(x), top), (across.at(x), bottom), "grid");
        canvas.text((across.at(x), bottom + 16.0), Anchor::Middle, "tick", &text);
    }
    canvas.line((left, bottom), (right, bottom), "axis");
}

/// As many round figures at the axis as have room.
fn scale(found: &Bars, look: &Look, (left, right): (f64, f64)) -> Scale {
    let fits = |scale: &Scale| {
        let ticks = scale.ticks(look);
        let widest = ticks.iter().map(|(_, text)| width_of(text)).fold(0.0, f64::max) + 8.0;
        widest * ticks.len() as f64 <= right - left + widest
    };
    let scales = [5, 4, 3, 2].map(|most| Scale::new(found.ends(), (left, right), most));
    scales.into_iter().find(fits).unwrap_or_else(|| Scale::new(found.ends(), (left, right), 1))
}

fn legend(canvas: &mut Canvas, chart: &Chart, look: &Look, (left, y): (f64, f64)) {
    let Some((before, after)) = words_of_pair(chart.form) else { return };
    let mut x = left;
    for (class, word) in [("before", before), ("after", after)] {
        let word = look.say(word);
        canvas.bar((x, y - 9.0), (x + 12.0, y + 1.0), class, &word);
        canvas.text((x + 18.0, y), Anchor::Start, "name", &word);
        x += 40.0 + width_of(&word);
    }
}

/// Which of a pair a bar is.
fn word_of(chart: &Chart, look: &Look, part: Part) -> String {
    match (words_of_pair(chart.form), part) {
        (Some((before, _)), Part::Before) => look.say(before),
        (Some((_, after)), Part::After) => look.say(after),
        _ => String::new(),
    }
}

/// What stands beside each bar: of an interval its middle alone, of a tornado both ends of a row together.
fn figures(chart: &Chart, look: &Look, found: &Bars) -> Vec<String> {
    let mut figures: Vec<String> = Vec::new();
    for (place, bar) in found.bars.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| found.bars.get(place));
        let figure = match (chart.form, before) {
            (ChartForm::Intervals, _) => look.with_unit(&bar.number, &chart.unit),
            (ChartForm::Tornado, Some(before)) if bar.name.is_empty() => {
                figures.pop();
                figures.push(String::new());
                format!("{} – {}", before.number, bar.number)
            }
            _ => bar.text.clone(),
        };
        figures.push(figure);
    }
    figures
}

/// Whether the figures stand in a column of their own, because bars go both ways.
fn is_apart(chart: &Chart) -> bool {
    matches!(chart.form, ChartForm::Intervals | ChartForm::Tornado)
}

fn pair_of(chart: &Chart, bar: &Bar) -> bool {
    matches!(chart.form, ChartForm::Pairs) && !bar.name.is_empty()
}

/// Where each bar lies: those of a pair close together, those of a tornado on one line.
fn places(chart: &Chart, found: &Bars, top: f64) -> Vec<(f64, f64)> {
    let mut places: Vec<(f64, f64)> = Vec::new();
    for bar in &found.bars {
        let last = places.last().copied();
        let (high, y) = match (chart.form, last) {
            (ChartForm::Pairs, Some((_, to))) if bar.name.is_empty() => (HIGH * 0.7, to + 1.0),
            (ChartForm::Tornado, Some((from, _))) if bar.name.is_empty() => (HIGH, from),
            (form, Some((_, to))) => (if form == ChartForm::Pairs { HIGH * 0.7 } else { HIGH }, to + GAP),
            (form, None) => (if form == ChartForm::Pairs { HIGH * 0.7 } else { HIGH }, top),
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
    written(canvas, &lines, (left - 10.0, middle), Anchor::End, "name");
}

/// Lines of words below each other about a place.
fn written(canvas: &mut Canvas, lines: &[String], (x, middle): (f64, f64), anchor: Anchor, class: &str) {
    let first = middle + 4.0 - (lines.len().saturating_sub(1)) as f64 * LINE / 2.0;
    for (place, line) in lines.iter().enumerate() {
        canvas.text((x, first + place as f64 * LINE), anchor, class, line);
    }
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
