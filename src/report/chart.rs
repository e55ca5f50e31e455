//! Charts for a terminal.

use super::{Chart, Figure};
use crate::hir::ChartForm;
use std::fmt::Write;

/// Lines of a chart with an axis upwards.
const HEIGHT: usize = 11;
/// More values than this share their columns.
const WIDTH: usize = 96;
/// The longest bar.
const LONGEST: usize = 50;

/// Draws a chart with letters.
pub fn draw(chart: &Chart) -> String {
    let values: Vec<Option<f64>> = chart.values.iter().map(|value| value.as_ref().map(size)).collect();
    match chart.form {
        ChartForm::Limits => limits(chart, &values),
        ChartForm::Histogram => histogram(chart, &values),
    }
}

fn size(figure: &Figure) -> f64 {
    figure.number.to_f64()
}

/// Readings in their order: `•`, and `×` where one lies outside of the limits.
fn limits(chart: &Chart, values: &[Option<f64>]) -> String {
    let mark = |name: &str| {
        let found = chart.marks.iter().find(|(own, _)| own == name)?;
        Some((found.1.figure.as_ref().map(size)?, found.1.text.clone()))
    };
    let (middle, lower, upper) = (mark("middle"), mark("lower"), mark("upper"));
    let all = values.iter().flatten().copied().chain([&middle, &lower, &upper].into_iter().flatten().map(|m| m.0));
    let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
    let step = if high > low { (high - low) / (HEIGHT - 1) as f64 } else { 1.0 };
    let row_of = |x: f64| HEIGHT - 1 - (((x - low) / step).round() as usize).min(HEIGHT - 1);
    let outside =
        |x: f64| lower.as_ref().is_some_and(|lower| x < lower.0) || upper.as_ref().is_some_and(|upper| x > upper.0);
    let each = values.len().div_ceil(WIDTH).max(1);
    let columns: Vec<&[Option<f64>]> = values.chunks(each).collect();
    let apart = (WIDTH / 2 / columns.len().max(1)).clamp(1, 4);
    let mut grid = vec![vec![' '; columns.len() * apart + apart / 2]; HEIGHT];
    for (line, sign) in [(&middle, '─'), (&lower, '┄'), (&upper, '┄')] {
        if let Some(row) = line.as_ref().and_then(|line| grid.get_mut(row_of(line.0))) {
            row.fill(sign);
        }
    }
    for (column, group) in columns.iter().enumerate() {
        for x in group.iter().flatten() {
            if let Some(place) = grid.get_mut(row_of(*x)).and_then(|row| row.get_mut(column * apart + apart / 2))
                && *place != '×'
            {
                *place = if outside(*x) { '×' } else { '•' };
            }
        }
    }
    let mut names = vec![String::new(); HEIGHT];
    for (line, word) in [(&middle, "middle"), (&lower, "lower limit"), (&upper, "upper limit")] {
        let Some((x, text)) = line else { continue };
        if let Some(name) = names.get_mut(row_of(*x)) {
            let between = if name.is_empty() { "" } else { ", " };
            let _ = write!(name, "{between}{word} {text}");
        }
    }
    let mut out = format!("{}\n", chart.label);
    for (row, name) in grid.iter().zip(names) {
        let line: String = row.iter().collect();
        let _ = writeln!(out, "{}", format!("  │{line}  {name}").trim_end());
    }
    let first_last = format!("1 to {}", values.len());
    let _ = writeln!(out, "  └{}  {first_last}", "─".repeat(columns.len() * apart + apart / 2));
    out
}

/// Bars that lie: one for each class, as many classes as Sturges (1926) has.
fn histogram(chart: &Chart, values: &[Option<f64>]) -> String {
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
    let decimals = decimals_for(width);
    let bounds: Vec<(String, String)> = (0..counts.len())
        .map(|class| low + width * class as f64)
        .map(|from| (format!("{from:.decimals$}"), format!("{:.decimals$}", from + width)))
        .collect();
    let widest = bounds.iter().map(|(from, to)| from.len().max(to.len())).max().unwrap_or(0);
    let mut out = format!("{}\n", chart.label);
    for ((from, to), count) in bounds.iter().zip(&counts) {
        let bar = "█".repeat((count * LONGEST).div_ceil(most).min(LONGEST.min(count * LONGEST)));
        let bar = if most <= LONGEST { "█".repeat(*count) } else { bar };
        let unit = &chart.unit;
        let _ = writeln!(out, "{}", format!("  {from:>widest$} to {to:>widest$} {unit}  {bar} {count}").trim_end());
    }
    out
}

/// As many decimals as tell the classes apart.
fn decimals_for(width: f64) -> usize {
    (0..6).find(|decimals| width * 10f64.powi(*decimals) >= 5.0).map_or(6, |decimals| decimals as usize)
}
