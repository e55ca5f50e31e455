//! The four operations and the sign.

use super::fraction::Fraction;
use super::{Number, NumberError};

impl Number {
    /// The sum.
    #[inline]
    pub fn add(&self, other: &Number) -> Result<Number, NumberError> {
        Number::finish(self.value.add(&other.value), self.approximate || other.approximate)
    }

    /// The difference.
    #[inline]
    pub fn subtract(&self, other: &Number) -> Result<Number, NumberError> {
        Number::finish(self.value.subtract(&other.value), self.approximate || other.approximate)
    }

    /// The product.
    #[inline]
    pub fn multiply(&self, other: &Number) -> Result<Number, NumberError> {
        Number::finish(self.value.multiply(&other.value), self.approximate || other.approximate)
    }

    /// The quotient, a fraction where it is not whole.
    #[inline]
    pub fn divide(&self, other: &Number) -> Result<Number, NumberError> {
        let quotient = self.value.divide(&other.value).ok_or(NumberError::DivisionByZero)?;
        Number::finish(quotient, self.approximate || other.approximate)
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negate(&self) -> Number {
        Number { value: self.value.negate(), approximate: self.approximate }
    }

    /// The number without its sign.
    #[must_use]
    pub fn absolute(&self) -> Number {
        if self.is_negative() { self.negate() } else { self.clone() }
    }

    /// One divided by the number.
    pub fn reciprocal(&self) -> Result<Number, NumberError> {
        let quotient = Fraction::ONE.divide(&self.value).ok_or(NumberError::DivisionByZero)?;
        Number::finish(quotient, self.approximate)
    }
}
