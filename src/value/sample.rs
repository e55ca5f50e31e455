//! Columns of data: fixed-point numbers of one scale, whose sums are exact.

use super::number::{Number, NumberError};
use super::values::Value;
use std::sync::Arc;

/// Stands for a reading that is missing.
pub const ABSENT: i64 = i64::MIN;

/// Readings in one unit. The value of one is `mantissa / 10^scale * factor`.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    mantissas: Arc<[i64]>,
    scale: u32,
    factor: Number,
}

impl Sample {
    /// A column of mantissas of one scale, in a unit that is `factor` base units.
    pub fn new(mantissas: Vec<i64>, scale: u32, factor: Number) -> Sample {
        Sample { mantissas: mantissas.into(), scale, factor }
    }

    /// How many readings there are, with those that are missing.
    pub fn len(&self) -> usize {
        self.mantissas.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.mantissas.is_empty()
    }

    /// One reading, in base units.
    pub fn get(&self, index: usize) -> Option<Result<Value, NumberError>> {
        self.mantissas.get(index).map(|mantissa| self.value(*mantissa))
    }

    /// All readings, in base units, with those that are missing.
    pub fn values(&self) -> impl Iterator<Item = Result<Value, NumberError>> {
        self.mantissas.iter().map(|mantissa| self.value(*mantissa))
    }

    fn value(&self, mantissa: i64) -> Result<Value, NumberError> {
        if mantissa == ABSENT { Ok(Value::Missing) } else { self.scaled(mantissa.into()).map(Value::Number) }
    }

    fn present(&self) -> impl Iterator<Item = i64> {
        self.mantissas.iter().copied().filter(|mantissa| *mantissa != ABSENT)
    }

    /// How many readings are there and not missing.
    pub fn count(&self) -> usize {
        self.present().count()
    }

    /// The readings that are there, in base units.
    pub fn numbers(&self) -> impl Iterator<Item = Result<Number, NumberError>> {
        self.present().map(|mantissa| self.scaled(mantissa.into()))
    }

    /// The exact sum, in base units.
    pub fn sum(&self) -> Result<Number, NumberError> {
        self.scaled(self.present().map(i128::from).sum())
    }

    /// The readings at two ranks of those that are there, sorted.
    pub fn ordered(&self, lower: usize, upper: usize) -> Result<(Number, Number), NumberError> {
        let mut sorted: Vec<i64> = self.present().collect();
        sorted.sort_unstable();
        let at = |rank: usize| self.scaled(sorted.get(rank).copied().unwrap_or(0).into());
        Ok((at(lower)?, at(upper)?))
    }

    /// The readings at these places.
    pub fn select(&self, places: &[usize]) -> Sample {
        let chosen = places.iter().filter_map(|place| self.mantissas.get(*place).copied());
        Sample { mantissas: chosen.collect(), scale: self.scale, factor: self.factor.clone() }
    }

    fn scaled(&self, mantissa: i128) -> Result<Number, NumberError> {
        Number::from_mantissa(mantissa, self.scale).multiply(&self.factor)
    }
}
