//! Charts: what each form shows of its figures, whatever draws it. `letters` draws for a terminal; `report::svg` for all else.

pub mod bars;
pub mod classes;
pub mod letters;

use super::{Chart, Figure};
use crate::language::context::FIGURE;
use crate::value::Number;
use crate::value::number::{Digits, Rounding};
use crate::value::quantity::number_text;
use crate::value::{Style, words};

/// How pictures are written: the signs in figures, and the words.
#[derive(Clone, Debug)]
pub struct Look {
    /// Signs for thousands and decimals.
    pub style: Style,
}

impl Look {
    /// Words of the program in the reader's language.
    pub fn say(&self, english: &str) -> String {
        self.style.language.say(english).into_owned()
    }

    /// From one figure to another.
    pub fn range(&self, from: &str, to: &str) -> String {
        self.style.language.fill_in(FIGURE, "{from} to {to}", &[("from", from), ("to", to)])
    }

    /// A figure of the study with its unit, with the very digits that a table has.
    pub fn text(&self, figure: &Figure) -> String {
        self.with_unit(&self.number(&figure.number), &figure.unit)
    }

    /// A number of the study with the very digits that a table has.
    pub fn number(&self, number: &Number) -> String {
        number_text(number, &self.style)
    }

    /// A share in percent, rounded to so many decimals.
    pub fn percent(&self, share: &Number, decimals: u32) -> String {
        let percent = share.multiply(&Number::from_integer(100)).unwrap_or(Number::ZERO);
        format!("{}%", self.rounded(&percent, decimals))
    }

    /// A place in a picture with its unit, to four digits.
    pub fn figure(&self, x: f64, unit: &str) -> String {
        let size = x.abs();
        let decimals = match size {
            _ if size >= 100.0 || size == 0.0 => 0,
            _ if size >= 10.0 => 1,
            _ if size >= 1.0 => 2,
            _ => (2.0 - size.log10().floor()).min(9.0) as u32,
        };
        self.with_unit(&trimmed(self.decimals(x, decimals), self.style.decimal_mark), unit)
    }

    /// A place in a picture, rounded to so many decimals.
    pub fn decimals(&self, x: f64, decimals: u32) -> String {
        self.rounded(&Number::from_f64(x).unwrap_or(Number::ZERO), decimals)
    }

    /// A number rounded to just so many decimals, halves away from nought.
    pub fn rounded(&self, number: &Number, decimals: u32) -> String {
        let printed = number.round_to_decimals(decimals, Rounding::HalfUp).digits(Digits::Decimals(decimals));
        let sign = if printed.negative { "-" } else { "" };
        let point = if decimals > 0 { "." } else { "" };
        let digits =
            format!("{sign}{}{point}{:0<width$}", printed.integer, printed.fraction, width = decimals as usize);
        self.style.signs(&digits)
    }

    /// A number with its unit.
    pub fn with_unit(&self, number: &str, unit: &str) -> String {
        words::with_unit(number, unit, self.style.language)
    }

    /// A unit by itself, as it stands at an axis.
    pub fn unit(&self, unit: &str) -> String {
        words::unit(unit, self.style.language)
    }
}

fn trimmed(text: String, mark: char) -> String {
    match text.contains(mark) {
        true => text.trim_end_matches('0').trim_end_matches(mark).to_owned(),
        false => text,
    }
}

/// Figures as sizes.
pub fn sizes(figures: &[Option<Figure>]) -> Vec<Option<f64>> {
    figures.iter().map(|figure| figure.as_ref().map(size)).collect()
}

/// A figure as a size.
pub fn size(figure: &Figure) -> f64 {
    figure.number.to_f64()
}

/// What values are held against: one figure for all, or one for each.
pub struct Against {
    /// For each value.
    pub figures: Vec<Option<f64>>,
    /// The figure as it is written, where it is one for all.
    pub text: Option<String>,
}

impl Against {
    /// The figures of a name in a chart.
    pub fn of(chart: &Chart, name: &str) -> Against {
        if let Some(band) = chart.band(name) {
            return Against { figures: sizes(band), text: None };
        }
        let mark = chart.mark(name);
        let figure = mark.and_then(|mark| mark.figure.as_ref().map(size));
        Against { figures: vec![figure; chart.values.len()], text: mark.map(|mark| mark.text.clone()) }
    }

    /// The figure for one value.
    pub fn at(&self, place: usize) -> Option<f64> {
        self.figures.get(place).copied().flatten()
    }
}

/// Readings in their order with what they are held against.
pub struct Limits {
    /// The readings.
    pub values: Vec<Option<f64>>,
    /// The middle.
    pub middle: Against,
    /// The lower limit.
    pub lower: Against,
    /// The upper limit.
    pub upper: Against,
}

impl Limits {
    /// Those of a chart.
    pub fn of(chart: &Chart) -> Limits {
        let against = |name| Against::of(chart, name);
        let values = sizes(&chart.values);
        Limits { values, middle: against("middle"), lower: against("lower"), upper: against("upper") }
    }

    /// Whether a value lies outside of its limits.
    pub fn is_outside(&self, x: f64, place: usize) -> bool {
        self.lower.at(place).is_some_and(|lower| x < lower) || self.upper.at(place).is_some_and(|upper| x > upper)
    }

    /// The places of all values outside, from one.
    pub fn outside(&self) -> Vec<usize> {
        let values = self.values.iter().enumerate().filter_map(|(place, x)| Some((place, (*x)?)));
        values.filter(|(place, x)| self.is_outside(*x, *place)).map(|(place, _)| place + 1).collect()
    }

    /// Every figure there is.
    pub fn figures(&self) -> impl Iterator<Item = f64> + '_ {
        let lines = [&self.middle, &self.lower, &self.upper];
        self.values.iter().chain(lines.into_iter().flat_map(|line| &line.figures)).flatten().copied()
    }
}

/// The smallest and the largest; nothing where there is none.
pub fn extremes(figures: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    figures.filter(|x| x.is_finite()).fold(None, |ends, x| match ends {
        None => Some((x, x)),
        Some((low, high)) => Some((low.min(x), high.max(x))),
    })
}
