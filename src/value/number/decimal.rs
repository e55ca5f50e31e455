//! Fractions seen as decimals: how long they are, where they begin, their digits.

use std::num::NonZeroU64;

use dashu_int::UBig;
use dashu_int::ops::BitTest;

use super::fraction::Fraction;
use super::round::{divide_rounded, divide_rounded_small};
use super::{MOST_DIGITS, NumberError, Rounding};

/// The number 10 to a power.
pub(super) fn power_of_ten(exponent: u32) -> UBig {
    match 10u128.checked_pow(exponent) {
        Some(power) => UBig::from(power),
        None => UBig::from(10u8).pow(exponent as usize),
    }
}

impl Fraction {
    /// `magnitude / 10^decimals`.
    pub(super) fn from_scaled(negative: bool, magnitude: UBig, decimals: i64) -> Fraction {
        let power = power_of_ten(clamped(decimals.unsigned_abs()));
        if decimals < 0 {
            Fraction::from_magnitude(negative, magnitude * power, UBig::ONE)
        } else {
            Fraction::from_magnitude(negative, magnitude, power)
        }
    }

    /// Whether the fraction is plainly a decimal of no more than 28 digits, at the cost of one division.
    #[inline]
    pub(super) fn is_short_decimal(&self) -> bool {
        const NINE_DECIMALS: u64 = 1_000_000_000;
        match self {
            Fraction::Small { denominator, .. } => NINE_DECIMALS.is_multiple_of(denominator.get()),
            Fraction::Big(_) => false,
        }
    }

    /// How many decimals the decimal expansion has, if it ends.
    pub(super) fn terminating_decimals(&self) -> Option<u32> {
        match self {
            Fraction::Small { denominator, .. } => terminating_decimals_small(*denominator),
            Fraction::Big(value) => {
                let mut rest = value.denominator().clone();
                let twos = rest.trailing_zeros().unwrap_or(0);
                rest >>= twos;
                let fives = rest.remove(&UBig::from(5u8)).unwrap_or(0);
                if rest.is_one() { u32::try_from(twos.max(fives)).ok() } else { None }
            }
        }
    }

    /// The power of ten of the first digit: 2 for 314, -2 for 0.0314; 0 for nothing.
    pub(super) fn order(&self) -> i64 {
        if self.is_zero() {
            return 0;
        }
        let (numerator, denominator) = self.parts();
        let bits = numerator.bit_len() as i64 - denominator.bit_len() as i64;
        let reaches = |order: i64| {
            let power = power_of_ten(clamped(order.unsigned_abs()));
            if order < 0 { &numerator * power >= denominator } else { numerator >= &denominator * power }
        };
        // The logarithm of 2 is 0.30103; the estimate is one or two off at the most.
        let mut order = (bits * 30_103).div_euclid(100_000);
        while reaches(order + 1) {
            order += 1;
        }
        while !reaches(order) {
            order -= 1;
        }
        order
    }

    /// The magnitude times `10^decimals`, made whole as the rounding says.
    pub(super) fn scaled(&self, decimals: i64, rounding: Rounding) -> UBig {
        if let Fraction::Small { numerator, denominator } = self
            && let Some(power) = u32::try_from(decimals).ok().and_then(|decimals| 10u64.checked_pow(decimals))
        {
            let scaled = u128::from(numerator.unsigned_abs()) * u128::from(power);
            let denominator = u128::from(denominator.get());
            return UBig::from(divide_rounded_small(*numerator < 0, scaled, denominator, rounding));
        }
        let (numerator, denominator) = self.parts();
        let power = power_of_ten(clamped(decimals.unsigned_abs()));
        let (numerator, denominator) =
            if decimals < 0 { (numerator, denominator * power) } else { (numerator * power, denominator) };
        divide_rounded(self.is_negative(), &numerator, &denominator, rounding)
    }

    /// Rounded half up to so many significant digits.
    pub(super) fn to_significant(&self, digits: u32) -> Result<Fraction, NumberError> {
        if self.is_zero() {
            return Ok(Fraction::ZERO);
        }
        let order = self.order();
        if order > i64::from(MOST_DIGITS) {
            return Err(NumberError::TooLarge { digits: MOST_DIGITS });
        }
        if order < -i64::from(MOST_DIGITS) {
            return Err(NumberError::TooSmall { digits: MOST_DIGITS });
        }
        let decimals = i64::from(digits) - 1 - order;
        let magnitude = self.scaled(decimals, Rounding::HalfUp);
        Ok(Fraction::from_scaled(self.is_negative(), magnitude, decimals))
    }
}

/// The same for a denominator of one machine word.
fn terminating_decimals_small(denominator: NonZeroU64) -> Option<u32> {
    let twos = denominator.trailing_zeros();
    let mut rest = denominator.get() >> twos;
    let mut fives = 0;
    while rest.is_multiple_of(5) {
        rest /= 5;
        fives += 1;
    }
    (rest == 1).then_some(twos.max(fives))
}

/// Powers of ten in use stay far below the limit of the type; this says so to the compiler.
fn clamped(exponent: u64) -> u32 {
    u32::try_from(exponent).unwrap_or(u32::MAX)
}
