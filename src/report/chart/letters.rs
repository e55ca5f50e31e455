//! Charts for a terminal.

use super::bars::{Bars, Part, words_of_pair};
use super::classes::Classes;
use super::{Limits, Look, extremes};
use crate::hir::ChartForm;
use crate::report::Chart;
use crate::value::Number;
use std::fmt::Write;

/// Lines of a chart with an axis upwards.
const HEIGHT: usize = 11;
/// More values than this share their columns.
const WIDTH: usize = 96;
/// A picture with more rows than these is for a page.
const MOST_ROWS: usize = 10;
/// The longest bar.
const LONGEST: usize = 50;

/// Draws a chart with letters; nothing for a form that letters cannot draw.
pub fn draw(chart: &Chart, look: &Look) -> Option<String> {
    match chart.form {
        ChartForm::Limits | ChartForm::Shares | ChartForm::Lines => Some(limits(chart, look)),
        ChartForm::Histogram => histogram(chart, look),
        _ => Bars::of(chart, look).filter(|bars| bars.bars.len() <= MOST_ROWS).map(|bars| lying(chart, &bars, look)),
    }
}

/// Rows from the largest value down to the smallest.
struct Scale {
    low: f64,
    step: f64,
}

impl Scale {
    fn of(figures: impl Iterator<Item = f64>) -> Scale {
        let (low, high) = extremes(figures).unwrap_or((0.0, 0.0));
        Scale { low, step: if high > low { (high - low) / (HEIGHT - 1) as f64 } else { 1.0 } }
    }

    fn row(&self, x: f64) -> usize {
        HEIGHT - 1 - (((x - self.low) / self.step).round() as usize).min(HEIGHT - 1)
    }
}

/// Readings in their order: `•`, and `×` where one lies outside of its limits.
fn limits(chart: &Chart, look: &Look) -> String {
    let found = Limits::of(chart);
    let values = &found.values;
    let lines =
        [(&found.middle, '─', "middle"), (&found.lower, '┄', "lower limit"), (&found.upper, '┄', "upper limit")];
    let scale = Scale::of(found.figures());
    let each = values.len().div_ceil(WIDTH).max(1);
    let count = values.len().div_ceil(each);
    let apart = (WIDTH / 2 / count.max(1)).clamp(1, 4);
    let mut grid = vec![vec![' '; count * apart + apart / 2]; HEIGHT];
    let mut put = |x: f64, column: usize, sign: char| {
        if let Some(place) = grid.get_mut(scale.row(x)).and_then(|row| row.get_mut(column))
            && *place != '×'
        {
            *place = sign;
        }
    };
    for (line, sign, _) in lines {
        for column in 0..count * apart + apart / 2 {
            if let Some(x) = line.at((column / apart * each).min(values.len().saturating_sub(1))) {
                put(x, column, sign);
            }
        }
    }
    for (place, x) in values.iter().enumerate().filter_map(|(place, x)| Some((place, (*x)?))) {
        put(x, place / each * apart + apart / 2, if found.is_outside(x, place) { '×' } else { '•' });
    }
    let mut names = vec![String::new(); HEIGHT];
    for (line, _, word) in lines {
        let Some((x, text)) = line.figures.last().copied().flatten().zip(line.text.as_ref()) else { continue };
        if let Some(name) = names.get_mut(scale.row(x)) {
            let between = if name.is_empty() { "" } else { ", " };
            let _ = write!(name, "{between}{} {text}", look.say(word));
        }
    }
    let mut out = format!("{}\n", chart.label);
    for (row, name) in grid.iter().zip(names) {
        let line: String = row.iter().collect();
        let _ = writeln!(out, "{}", format!("  │{line}  {name}").trim_end());
    }
    let _ = writeln!(out, "  └{}  {}", "─".repeat(count * apart + apart / 2), across(chart, look));
    out
}

/// What lies across: the first and the last name, or else number.
fn across(chart: &Chart, look: &Look) -> String {
    let names = chart.words("names");
    let (first, last) = match (names.first(), names.last()) {
        (Some(first), Some(last)) => (first.clone(), last.clone()),
        _ => ("1".to_owned(), look.number(&Number::from_integer(chart.values.len() as i64))),
    };
    let range = look.range(&first, &last);
    chart.mark("across").map_or(range.clone(), |across| format!("{}: {range}", across.text))
}

/// Bars that lie: one for each class.
fn histogram(chart: &Chart, look: &Look) -> Option<String> {
    let classes = Classes::of(chart)?;
    let (most, decimals) = (classes.most(), classes.decimals());
    let bound = |edge: &Number| look.rounded(edge, decimals);
    let bounds: Vec<(String, String, usize)> =
        classes.each().map(|(from, to, count)| (bound(from), bound(to), count)).collect();
    let widest = bounds.iter().map(|(from, to, _)| from.len().max(to.len())).max().unwrap_or(0);
    let mut out = format!("{}\n", chart.label);
    for (from, to, count) in &bounds {
        let bar = if most <= LONGEST { *count } else { (count * LONGEST).div_ceil(most) };
        let range = look.range(&format!("{from:>widest$}"), &format!("{to:>widest$}"));
        let line = format!(
            "  {}  {} {}",
            look.with_unit(&range, &chart.unit),
            "█".repeat(bar),
            look.style.language.number(*count)
        );
        let _ = writeln!(out, "{}", line.trim_end());
    }
    Some(out)
}

/// Bars or intervals below each other, with their names before and their figures behind them.
fn lying(chart: &Chart, bars: &Bars, look: &Look) -> String {
    let (low, high) = bars.ends();
    let step = if high > low { (high - low) / LONGEST as f64 } else { 1.0 };
    let column = |x: f64| (((x - low) / step).round() as usize).min(LONGEST);
    let width = |text: &str| text.chars().count();
    let widest = bars.bars.iter().map(|bar| width(&bar.name)).max().unwrap_or(0);
    let mut out = format!("{}\n", chart.label);
    for (place, bar) in bars.bars.iter().enumerate() {
        let mut row = [' '; LONGEST + 1];
        let mut fill = |from: f64, to: f64, sign: char| {
            let (from, to) = (column(from.min(to)), column(from.max(to)));
            row.iter_mut().take((to.max(from + 1)).min(LONGEST)).skip(from).for_each(|place| *place = sign);
        };
        match bar.interval {
            Some((low, high)) => fill(low, high, '─'),
            None if bar.from == bar.to => {}
            None => fill(bar.from, bar.to, sign_of(bar.part)),
        }
        let mut mark = |x: f64, sign: char| {
            if let Some(place) = row.get_mut(column(x)) {
                *place = sign;
            }
        };
        bars.against.iter().for_each(|(x, _)| mark(*x, '│'));
        if chart.form == ChartForm::Intervals {
            mark(bar.to, '•');
        }
        let name = format!("{}{}", bar.name, " ".repeat(widest - width(&bar.name)));
        let row: String = row.iter().collect();
        let together = bars.together.get(place).map(|share| format!("  Σ {}", look.percent(share, 0)));
        let together = together.unwrap_or_default();
        let _ = writeln!(out, "{}", format!("  {name}  {row} {}{together}", bar.text).trim_end());
    }
    if let Some((x, name)) = &bars.against {
        let _ = writeln!(out, "  {}  {}│ {name}", " ".repeat(widest), " ".repeat(column(*x)));
    }
    if let Some((before, after)) = words_of_pair(chart.form) {
        let (before, after) = (look.say(before), look.say(after));
        let _ = writeln!(out, "  {}  ░ {before}  █ {after}", " ".repeat(widest));
    }
    out
}

fn sign_of(part: Part) -> char {
    match part {
        Part::Plain | Part::After | Part::Whole => '█',
        Part::Before | Part::Off => '░',
        Part::Worst => '▓',
    }
}
