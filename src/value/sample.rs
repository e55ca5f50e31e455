//! Columns of data: fixed-point numbers of one scale, whose sums are exact.

use super::number::{Number, NumberError};
use std::sync::Arc;

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

    /// How many readings there are.
    pub fn len(&self) -> usize {
        self.mantissas.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.mantissas.is_empty()
    }

    /// One reading, in base units.
    pub fn get(&self, index: usize) -> Option<Result<Number, NumberError>> {
        self.mantissas.get(index).map(|mantissa| self.scaled((*mantissa).into()))
    }

    /// All readings, in base units.
    pub fn numbers(&self) -> impl Iterator<Item = Result<Number, NumberError>> {
        self.mantissas.iter().map(|mantissa| self.scaled((*mantissa).into()))
    }

    /// The exact sum, in base units.
    pub fn sum(&self) -> Result<Number, NumberError> {
        self.scaled(self.mantissas.iter().map(|mantissa| i128::from(*mantissa)).sum())
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
