//! Exact numbers: a fraction, and a mark once a number had to be rounded.
//!
//! `+ - * /` and integer powers are exact. Roots, logarithms and what grows past
//! [`EXACT_BITS`] keep [`APPROXIMATE_DIGITS`] digits and are marked, and whatever is computed from them
//! is marked too, so that nothing is ever rounded in silence.

mod arithmetic;
mod convert;
mod decimal;
mod error;
mod fraction;
mod parse;
mod power;
mod print;
mod round;
mod small;
#[cfg(test)]
mod tests;
mod transcendental;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

pub use error::NumberError;
pub use print::{Digits, Printed, grouped};
pub use round::Rounding;

use fraction::Fraction;

/// The longest numerator or denominator that is kept exactly, in bits.
pub const EXACT_BITS: usize = 4_096;

/// The significant digits that an approximate number keeps.
pub const APPROXIMATE_DIGITS: u32 = 28;

/// Powers of ten past which a number is refused, on either side of the decimal mark.
pub const MOST_DIGITS: u32 = 10_000;

/// A number: an exact fraction, and whether it stands for a value that is only near it.
///
/// Comparison and hashing look at the value alone. Cloning is cheap at any size.
#[derive(Clone)]
pub struct Number {
    value: Fraction,
    approximate: bool,
}

impl Number {
    /// Nothing.
    pub const ZERO: Number = Number::from_integer(0);

    /// One.
    pub const ONE: Number = Number::from_integer(1);

    /// Whether rounding went into this number anywhere on its way.
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Sets the mark, for values whose source is known to be inexact.
    #[must_use]
    pub fn approximated(self) -> Number {
        Number { approximate: true, ..self }
    }

    /// Whether the number is 0.
    pub fn is_zero(&self) -> bool {
        self.value.is_zero()
    }

    /// Whether the number is below 0.
    pub fn is_negative(&self) -> bool {
        self.value.is_negative()
    }

    /// Whether the number is whole.
    pub fn is_integer(&self) -> bool {
        self.value.is_integer()
    }

    /// How many decimals the decimal expansion has, or `None` if it never ends.
    pub fn terminating_decimals(&self) -> Option<u32> {
        self.value.terminating_decimals()
    }

    fn exact(value: Fraction) -> Number {
        Number { value, approximate: false }
    }

    /// Every result passes here: too long or marked, it is cut down to a few digits.
    #[inline]
    fn finish(value: Fraction, approximate: bool) -> Result<Number, NumberError> {
        if approximate && !value.is_short_decimal() || value.bits() > EXACT_BITS {
            let value = value.to_significant(APPROXIMATE_DIGITS)?;
            return Ok(Number { value, approximate: true });
        }
        Ok(Number { value, approximate })
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        self.value == other.value
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.approximate {
            formatter.write_str("≈ ")?;
        }
        formatter.write_str(&self.exact_text())
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
