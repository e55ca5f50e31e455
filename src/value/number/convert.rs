//! Numbers from and to the types of the world outside.

use std::num::NonZeroU64;

use dashu_int::{IBig, UBig};
use rust_decimal::Decimal;

use super::decimal::power_of_ten;
use super::fraction::Fraction;
use super::{Number, NumberError};

/// Powers of ten that fit a machine word.
const SMALL_POWER: u32 = 19;

impl Number {
    /// A whole number.
    pub const fn from_integer(value: i64) -> Number {
        Number { value: Fraction::integer(value), approximate: false }
    }

    /// A fraction of two whole numbers.
    pub fn from_ratio(numerator: i64, denominator: i64) -> Result<Number, NumberError> {
        Number::from_integer(numerator).divide(&Number::from_integer(denominator))
    }

    /// The decimal, exactly.
    pub fn from_decimal(value: Decimal) -> Number {
        Number::from_mantissa(value.mantissa(), value.scale())
    }

    /// `mantissa / 10^scale`, the form in which columns of data are kept.
    ///
    /// Exact to a scale of 1,233. Past that the denominator outgrows what is kept exactly and the number
    /// is marked; past 10,000 it is 0 and marked.
    pub fn from_mantissa(mantissa: i128, scale: u32) -> Number {
        if scale <= SMALL_POWER
            && let Some(denominator) = NonZeroU64::new(10u64.pow(scale))
        {
            return Number::exact(Fraction::reduced(mantissa < 0, mantissa.unsigned_abs(), denominator));
        }
        if scale > super::MOST_DIGITS {
            return Number::ZERO.approximated();
        }
        let value = Fraction::from_parts(IBig::from(mantissa), power_of_ten(scale));
        Number::finish(value, false).unwrap_or(Number::ZERO.approximated())
    }

    /// The shortest decimal that reads back as the same binary value, marked approximate.
    pub fn from_f64(value: f64) -> Result<Number, NumberError> {
        if !value.is_finite() {
            return Err(NumberError::NotFinite);
        }
        let text = format!("{value:e}");
        let (digits, exponent) = text.split_once('e').ok_or(NumberError::Malformed)?;
        let exponent: i32 = exponent.parse().map_err(|_| NumberError::Malformed)?;
        let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let decimals = i32::try_from(fraction.len()).map_err(|_| NumberError::Malformed)?;
        let mantissa: i64 = format!("{integer}{fraction}").parse().map_err(|_| NumberError::Malformed)?;
        let power = Fraction::from_parts(IBig::from(power_of_ten((exponent - decimals).unsigned_abs())), UBig::ONE);
        let mantissa = Fraction::integer(mantissa);
        let value = if exponent >= decimals { Some(mantissa.multiply(&power)) } else { mantissa.divide(&power) };
        Number::finish(value.ok_or(NumberError::DivisionByZero)?, true)
    }

    /// The whole number, if it is one and fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self.value {
            Fraction::Small { numerator, denominator } if denominator.get() == 1 => Some(numerator),
            _ => None,
        }
    }

    /// The count, if it is one and fits.
    pub fn to_usize(&self) -> Option<usize> {
        usize::try_from(self.to_i64()?).ok()
    }

    /// The nearest binary floating-point value, infinite beyond its range.
    pub fn to_f64(&self) -> f64 {
        const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;
        match self.value {
            Fraction::Small { numerator, denominator }
                if numerator.unsigned_abs() <= EXACT && denominator.get() <= EXACT =>
            {
                numerator as f64 / denominator.get() as f64
            }
            _ => self.value.to_big().to_f64().value(),
        }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number::from_integer(value)
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Number {
        Number::from_integer(i64::from(value))
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Number {
        match i64::try_from(value) {
            Ok(value) => Number::from_integer(value),
            Err(_) => Number::exact(Fraction::from_parts(IBig::from(value), UBig::ONE)),
        }
    }
}

impl From<Decimal> for Number {
    fn from(value: Decimal) -> Number {
        Number::from_decimal(value)
    }
}
