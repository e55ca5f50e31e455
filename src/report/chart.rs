//! Charts for a terminal.

use super::{Chart, Figure};
use crate::base::Language;
use crate::hir::ChartForm;
use crate::language::context::FIGURE;
use crate::value::{Style, words};
use std::fmt::Write;

/// Lines of a chart with an axis upwards.
const HEIGHT: usize = 11;
/// More values than this share their columns.
const WIDTH: usize = 96;
/// The longest bar.
const LONGEST: usize = 50;

/// Draws a chart with letters.
pub fn draw(chart: &Chart, language: Language) -> String {
    let values: Vec<Option<f64>> = chart.values.iter().map(|value| value.as_ref().map(size)).collect();
    match chart.form {
        ChartForm::Limits | ChartForm::Shares => limits(chart, &values, language),
        ChartForm::Histogram => histogram(chart, &values, language),
    }
}

fn size(figure: &Figure) -> f64 {
    figure.number.to_f64()
}

/// What values are held against: one figure for all, or one for each.
struct Against {
    figures: Vec<Option<f64>>,
    text: Option<String>,
}

impl Against {
    fn of(chart: &Chart, name: &str, count: usize) -> Against {
        if let Some((_, band)) = chart.bands.iter().find(|(own, _)| own == name) {
            return Against { figures: band.iter().map(|figure| figure.as_ref().map(size)).collect(), text: None };
        }
        let mark = chart.marks.iter().find(|(own, _)| own == name).map(|(_, mark)| mark);
        let figure = mark.and_then(|mark| mark.figure.as_ref().map(size));
        Against { figures: vec![figure; count], text: mark.map(|mark| mark.text.clone()) }
    }

    fn at(&self, place: usize) -> Option<f64> {
        self.figures.get(place).copied().flatten()
    }
}

/// Rows from the largest value down to the smallest.
struct Scale {
    low: f64,
    step: f64,
}

impl Scale {
    fn of(figures: impl Iterator<Item = f64>) -> Scale {
        let ends = (f64::INFINITY, f64::NEG_INFINITY);
        let (low, high) = figures.fold(ends, |(low, high), x| (low.min(x), high.max(x)));
        Scale { low, step: if high > low { (high - low) / (HEIGHT - 1) as f64 } else { 1.0 } }
    }

    fn row(&self, x: f64) -> usize {
        HEIGHT - 1 - (((x - self.low) / self.step).round() as usize).min(HEIGHT - 1)
    }
}

/// Readings in their order: `•`, and `×` where one lies outside of its limits.
fn limits(chart: &Chart, values: &[Option<f64>], language: Language) -> String {
    let against = |name| Against::of(chart, name, values.len());
    let (middle, lower, upper) = (against("middle"), against("lower"), against("upper"));
    let lines = [(&middle, '─', "middle"), (&lower, '┄', "lower limit"), (&upper, '┄', "upper limit")];
    let figures = lines.iter().flat_map(|(line, ..)| line.figures.iter().flatten());
    let scale = Scale::of(values.iter().flatten().chain(figures).copied());
    let outside = |x: f64, place: usize| {
        lower.at(place).is_some_and(|lower| x < lower) || upper.at(place).is_some_and(|upper| x > upper)
    };
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
        put(x, place / each * apart + apart / 2, if outside(x, place) { '×' } else { '•' });
    }
    let mut names = vec![String::new(); HEIGHT];
    for (line, _, word) in lines {
        let Some((x, text)) = line.figures.last().copied().flatten().zip(line.text.as_ref()) else { continue };
        if let Some(name) = names.get_mut(scale.row(x)) {
            let between = if name.is_empty() { "" } else { ", " };
            let _ = write!(name, "{between}{} {text}", language.say(word));
        }
    }
    let mut out = format!("{}\n", chart.label);
    for (row, name) in grid.iter().zip(names) {
        let line: String = row.iter().collect();
        let _ = writeln!(out, "{}", format!("  │{line}  {name}").trim_end());
    }
    let places = language.fill_in(FIGURE, "{from} to {to}", &[("from", "1"), ("to", &values.len().to_string())]);
    let _ = writeln!(out, "  └{}  {places}", "─".repeat(count * apart + apart / 2));
    out
}

/// Bars that lie: one for each class, as many classes as Sturges (1926) has.
fn histogram(chart: &Chart, values: &[Option<f64>], language: Language) -> String {
    let present: Vec<f64> = values.iter().flatten().copied().collect();
    let (low, high) =
        present.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(*x), high.max(*x)));
    let classes = (1.0 + (present.len() as f64).log2()).ceil().clamp(1.0, 20.0) as usize;
    let width = if high > low { (high - low) / classes as f64 } else { 1.0 };
    let mut counts = vec![0usize; if high > low { classes } else { 1 }];
    let last = counts.len().saturating_sub(1);
    for x in &present {
        let class = (((x - low) / width) as usize).min(last);
        if let Some(count) = counts.get_mut(class) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let (decimals, style) = (decimals_for(width), Style::full(language));
    let bounds: Vec<(String, String)> = (0..counts.len())
        .map(|class| low + width * class as f64)
        .map(|from| (style.signs(&format!("{from:.decimals$}")), style.signs(&format!("{:.decimals$}", from + width))))
        .collect();
    let widest = bounds.iter().map(|(from, to)| from.len().max(to.len())).max().unwrap_or(0);
    let mut out = format!("{}\n", chart.label);
    for ((from, to), count) in bounds.iter().zip(&counts) {
        let bar = "█".repeat((count * LONGEST).div_ceil(most).min(LONGEST.min(count * LONGEST)));
        let bar = if most <= LONGEST { "█".repeat(*count) } else { bar };
        let ends = [("from", format!("{from:>widest$}")), ("to", format!("{to:>widest$}"))];
        let ends =
            language.fill_in(FIGURE, "{from} to {to}", &ends.each_ref().map(|(name, end)| (*name, end.as_str())));
        let class = words::with_unit(&ends, &chart.unit, language);
        let _ = writeln!(out, "{}", format!("  {class}  {bar} {count}").trim_end());
    }
    out
}

/// As many decimals as tell the classes apart.
fn decimals_for(width: f64) -> usize {
    (0..6).find(|decimals| width * 10f64.powi(*decimals) >= 5.0).map_or(6, |decimals| decimals as usize)
}
