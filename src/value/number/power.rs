//! Powers and roots: exact where the result is a fraction, marked elsewhere.

use dashu_int::UBig;
use dashu_int::ops::{BitTest, SquareRootRem};

use super::fraction::Fraction;
use super::transcendental::{exponential, logarithm};
use super::{APPROXIMATE_DIGITS, EXACT_BITS, Number, NumberError};

/// Digits of a root before it is rounded; what follows them cannot change the rounding.
const ROOT_DIGITS: i64 = APPROXIMATE_DIGITS as i64 + 12;

impl Number {
    /// The number to a power; `0^0` is 1.
    pub fn power(&self, exponent: &Number) -> Result<Number, NumberError> {
        let approximate = self.approximate || exponent.approximate;
        if self.is_zero() && exponent.is_negative() {
            return Err(NumberError::DivisionByZero);
        }
        if exponent.is_zero() || self.value == Fraction::ONE {
            return Number::finish(Fraction::ONE, approximate);
        }
        if self.is_zero() {
            return Number::finish(Fraction::ZERO, approximate);
        }
        if exponent.is_integer() {
            return whole_power(&self.value, &exponent.value, approximate);
        }
        if self.is_negative() {
            return Err(NumberError::Domain { function: "fractional power of a negative number" });
        }
        let (numerator, denominator) = exponent.value.parts();
        match exact_root(&self.value, &denominator) {
            Some(root) => {
                let whole = Fraction::from_magnitude(exponent.is_negative(), numerator, UBig::ONE);
                whole_power(&root, &whole, approximate)
            }
            None => Number::finish(power_by_logarithm(&self.value, &exponent.value)?, true),
        }
    }

    /// The square root, exact for the square of a fraction.
    pub fn square_root(&self) -> Result<Number, NumberError> {
        if self.is_negative() {
            return Err(NumberError::Domain { function: "square root of a negative number" });
        }
        let (numerator, denominator) = self.value.parts();
        let (root, rest) = numerator.sqrt_rem();
        let (denominator_root, denominator_rest) = denominator.sqrt_rem();
        if rest.is_zero() && denominator_rest.is_zero() {
            let value = Fraction::from_magnitude(false, root, denominator_root);
            return Number::finish(value, self.approximate);
        }
        let decimals = ROOT_DIGITS - self.value.order().div_euclid(2);
        let root = self.value.scaled(2 * decimals, super::Rounding::Down).sqrt_rem().0;
        Number::finish(Fraction::from_scaled(false, root, decimals), true)
    }
}

/// A power whose exponent is whole and not zero, of a base that is neither 0 nor 1.
fn whole_power(base: &Fraction, exponent: &Fraction, approximate: bool) -> Result<Number, NumberError> {
    let times = exponent.parts().0;
    let negative = base.is_negative() && times.trailing_zeros() == Some(0);
    let (numerator, denominator) = base.parts();
    if numerator.is_one() && denominator.is_one() {
        return Number::finish(Fraction::from_magnitude(negative, numerator, denominator), approximate);
    }
    let bits = numerator.bit_len().max(denominator.bit_len());
    match usize::try_from(&times).ok().filter(|times| times.saturating_mul(bits - 1) <= EXACT_BITS) {
        Some(times) => {
            let (numerator, denominator) = (numerator.pow(times), denominator.pow(times));
            let value = if exponent.is_negative() {
                Fraction::from_magnitude(negative, denominator, numerator)
            } else {
                Fraction::from_magnitude(negative, numerator, denominator)
            };
            Number::finish(value, approximate)
        }
        None => {
            let magnitude = if base.is_negative() { base.negate() } else { base.clone() };
            let value = power_by_logarithm(&magnitude, exponent)?;
            Number::finish(if negative { value.negate() } else { value }, true)
        }
    }
}

/// The root of a positive fraction, if that is a fraction again. It has no others: an exponent in lowest
/// terms gives a fraction only where both parts are powers.
fn exact_root(value: &Fraction, degree: &UBig) -> Option<Fraction> {
    let degree = usize::try_from(degree).ok()?;
    let root = |part: &UBig| {
        if degree >= part.bit_len() && !part.is_one() {
            return None;
        }
        let root = if part.is_one() { UBig::ONE } else { part.nth_root(degree) };
        (root.pow(degree) == *part).then_some(root)
    };
    let (numerator, denominator) = value.parts();
    Some(Fraction::from_magnitude(false, root(&numerator)?, root(&denominator)?))
}

/// `exp(exponent * ln(base))` of a positive base.
fn power_by_logarithm(base: &Fraction, exponent: &Fraction) -> Result<Fraction, NumberError> {
    exponential(&logarithm(base).multiply(exponent))
}
