//! Columns of data: fixed-point numbers of one scale, whose figures are exact.

use super::column::{Group, Mantissas, Summary};
use super::number::{Number, NumberError};
use super::values::Value;
use crate::base::crew;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Readings in one unit. The value of one is `mantissa / 10^scale * factor`. A stretch of a column shares it.
#[derive(Clone, Debug)]
pub struct Sample {
    mantissas: Arc<Mantissas>,
    range: Range<usize>,
    scale: u32,
    factor: Number,
    summary: OnceLock<Summary>,
}

impl PartialEq for Sample {
    fn eq(&self, other: &Sample) -> bool {
        let same_unit = self.scale == other.scale && self.factor == other.factor;
        same_unit && self.len() == other.len() && (0..self.len()).all(|row| self.mantissa(row) == other.mantissa(row))
    }
}

impl Sample {
    /// A column of mantissas of one scale, in a unit that is `factor` base units.
    pub fn new(mantissas: Mantissas, scale: u32, factor: Number) -> Sample {
        let range = 0..mantissas.len();
        Sample { mantissas: Arc::new(mantissas), range, scale, factor, summary: OnceLock::new() }
    }

    /// How many base units its unit is.
    pub fn factor(&self) -> &Number {
        &self.factor
    }

    /// The same readings in a unit that is so many base units.
    pub fn in_unit(&self, factor: Number) -> Sample {
        Sample { factor, ..self.clone() }
    }

    /// How many readings there are, with those that are missing.
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    fn readings(&self) -> Group<'_> {
        Group::of(&self.mantissas, self.range.clone())
    }

    fn mantissa(&self, row: usize) -> Option<i64> {
        self.readings().get(row)
    }

    /// One reading, in base units.
    pub fn get(&self, row: usize) -> Option<Result<Value, NumberError>> {
        (row < self.len()).then(|| match self.mantissa(row) {
            Some(mantissa) => self.scaled(mantissa.into()).map(Value::Number),
            None => Ok(Value::Missing),
        })
    }

    /// All readings, in base units, with those that are missing.
    pub fn values(&self) -> impl Iterator<Item = Result<Value, NumberError>> {
        (0..self.len()).filter_map(|row| self.get(row))
    }

    /// The readings that are there, in base units.
    pub fn numbers(&self) -> impl Iterator<Item = Result<Number, NumberError>> {
        (0..self.len()).filter_map(|row| self.mantissa(row)).map(|mantissa| self.scaled(mantissa.into()))
    }

    fn summary(&self) -> &Summary {
        self.summary.get_or_init(|| self.readings().summary(crew::hands_for(self.len())))
    }

    /// How many readings are there and not missing.
    pub fn count(&self) -> usize {
        self.summary().count
    }

    /// The exact sum, in base units.
    pub fn sum(&self) -> Result<Number, NumberError> {
        self.scaled(self.summary().sum)
    }

    /// The smallest and the largest reading, in base units.
    pub fn extremes(&self) -> Result<Option<(Number, Number)>, NumberError> {
        let Some((least, most)) = self.summary().extremes else { return Ok(None) };
        // A unit is never below nought, so the order stays.
        Ok(Some((self.scaled(least.into())?, self.scaled(most.into())?)))
    }

    /// The exact sum of squared distances from the mean, in base units; nothing if it does not fit machine figures.
    pub fn squared_distances(&self) -> Option<Result<Number, NumberError>> {
        let summary = self.summary();
        let count = i128::try_from(summary.count).ok()?;
        let spread = summary.squares?.checked_mul(count)?.checked_sub(summary.sum.checked_mul(summary.sum)?)?;
        let unit = Number::from_mantissa(1, self.scale).multiply(&self.factor);
        let number = |unit: Number| {
            let square = unit.multiply(&unit)?;
            Number::from_mantissa(spread, 0).divide(&Number::from(summary.count))?.multiply(&square)
        };
        Some(unit.and_then(number))
    }

    /// The readings at two ranks of those that are there, sorted.
    pub fn ordered(&self, lower: usize, upper: usize) -> Result<(Number, Number), NumberError> {
        let selected =
            self.readings().select(self.summary(), &[lower, upper], crew::hands_for(self.len())).unwrap_or_default();
        let at = |rank: usize| self.scaled(selected.get(rank).copied().unwrap_or(0).into());
        Ok((at(0)?, at(1)?))
    }

    /// The readings at these places.
    pub fn select(&self, places: &[usize]) -> Sample {
        let range = self.range.clone();
        let mantissas = match &*self.mantissas {
            Mantissas::Small(values) => Mantissas::Small(chosen(values.get(range), places)),
            Mantissas::Large(values) => Mantissas::Large(chosen(values.get(range), places)),
        };
        Sample::new(mantissas, self.scale, self.factor.clone())
    }

    /// The whole column, if this is no stretch of one.
    pub fn whole(&self) -> Option<&Mantissas> {
        (self.range == (0..self.mantissas.len())).then_some(&*self.mantissas)
    }

    /// The readings of a column put in another order, cut into stretches at these places.
    pub fn stretches(&self, mantissas: Mantissas, starts: &[usize]) -> Vec<Sample> {
        let whole = Sample::new(mantissas, self.scale, self.factor.clone());
        let ranges = starts.iter().zip(starts.iter().skip(1)).map(|(start, end)| *start..*end);
        ranges.map(|range| Sample { range, summary: OnceLock::new(), ..whole.clone() }).collect()
    }

    fn scaled(&self, mantissa: i128) -> Result<Number, NumberError> {
        Number::from_mantissa(mantissa, self.scale).multiply(&self.factor)
    }
}

fn chosen<T: Copy>(values: Option<&[T]>, places: &[usize]) -> Vec<T> {
    let values = values.unwrap_or_default();
    places.iter().filter_map(|place| values.get(*place).copied()).collect()
}
