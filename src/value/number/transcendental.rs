//! Exponential and natural logarithm, in fixed-point binary with far more digits than are kept.

use std::sync::LazyLock;

use dashu_int::ops::{BitTest, DivRem};
use dashu_int::{IBig, Sign, UBig};

use super::fraction::Fraction;
use super::{MOST_DIGITS, Number, NumberError};

/// Bits behind the binary point. 28 digits are 94 bits; exponents and the errors of the series take 40.
const POINT: usize = 224;

/// Halvings of the argument of the exponential, so that its series is short.
const HALVINGS: usize = 8;

/// No power of e beyond this stays within the cap: 10,000 times the logarithm of 10 is 23,026.
const LARGEST_EXPONENT: i64 = 23_100;

static LOGARITHM_OF_TWO: LazyLock<UBig> =
    LazyLock::new(|| inverse_hyperbolic_tangent((UBig::ONE << POINT) / 3u8, POINT) << 1);

impl Number {
    /// The number e to this power.
    pub fn exponential(&self) -> Result<Number, NumberError> {
        if self.is_zero() {
            return Number::finish(Fraction::ONE, self.approximate);
        }
        Number::finish(exponential(&self.value)?, true)
    }

    /// The natural logarithm.
    pub fn natural_logarithm(&self) -> Result<Number, NumberError> {
        if self.is_zero() || self.is_negative() {
            return Err(NumberError::Domain { function: "logarithm of zero or a negative number" });
        }
        if self.value == Fraction::ONE {
            return Number::finish(Fraction::ZERO, self.approximate);
        }
        Number::finish(logarithm(&self.value), true)
    }
}

/// e to a power, right to more than 50 digits.
pub(super) fn exponential(value: &Fraction) -> Result<Fraction, NumberError> {
    if *value > Fraction::integer(LARGEST_EXPONENT) {
        return Err(NumberError::TooLarge { digits: MOST_DIGITS });
    }
    if *value < Fraction::integer(-LARGEST_EXPONENT) {
        return Err(NumberError::TooSmall { digits: MOST_DIGITS });
    }
    let (numerator, denominator) = value.parts();
    let (mut doublings, mut rest) = ((numerator << POINT) / denominator).div_rem(&*LOGARITHM_OF_TWO);
    let below_one = value.is_negative();
    if below_one && !rest.is_zero() {
        doublings += UBig::ONE;
        rest = &*LOGARITHM_OF_TWO - rest;
    }
    // At most 33,327, by the check above.
    let doublings = usize::try_from(&doublings).unwrap_or(0);
    rest >>= HALVINGS;
    let mut term = UBig::ONE << POINT;
    let mut sum = term.clone();
    let mut count = 1u64;
    while !term.is_zero() {
        term = ((term * &rest) >> POINT) / count;
        sum += &term;
        count += 1;
    }
    for _ in 0..HALVINGS {
        sum = (&sum * &sum) >> POINT;
    }
    let (magnitude, shift) = if below_one { (sum, POINT + doublings) } else { (sum << doublings, POINT) };
    Ok(Fraction::from_magnitude(false, magnitude, UBig::ONE << shift))
}

/// The natural logarithm of a positive fraction, right to more than 50 digits, near 1 too.
pub(super) fn logarithm(value: &Fraction) -> Fraction {
    // The value is 2^doublings times a number from 2/3 to 4/3.
    let (numerator, denominator) = value.parts();
    let mut doublings = numerator.bit_len() as i64 - denominator.bit_len() as i64;
    let shifted = |doublings: i64| {
        let shift = doublings.unsigned_abs() as usize;
        if doublings < 0 {
            (&numerator << shift, denominator.clone())
        } else {
            (numerator.clone(), &denominator << shift)
        }
    };
    let (above, below) = shifted(doublings);
    if &above * 3u8 > &below * 4u8 {
        doublings += 1;
    } else if above * 3u8 < below * 2u8 {
        doublings -= 1;
    }
    let (above, below) = shifted(doublings);
    let difference = IBig::from(above.clone()) - IBig::from(below.clone());
    let (sign, difference) = difference.into_parts();
    let sum = above + below;
    // Close to 1 the leading digits are zeros; they need more places, and no multiple of the logarithm of 2.
    let point = if doublings == 0 { POINT + sum.bit_len() - difference.bit_len() } else { POINT };
    let near = inverse_hyperbolic_tangent((difference << point) / sum, point) << 1;
    let near = IBig::from_parts(sign, near);
    let far = IBig::from_parts(
        if doublings < 0 { Sign::Negative } else { Sign::Positive },
        &*LOGARITHM_OF_TWO * UBig::from(doublings.unsigned_abs()),
    );
    let (sign, magnitude) = (near + far).into_parts();
    Fraction::from_magnitude(sign == Sign::Negative, magnitude, UBig::ONE << point)
}

/// `z + z³/3 + z⁵/5 + …`, which is half the logarithm of `(1 + z) / (1 - z)`; for z of 1/3 at the most.
fn inverse_hyperbolic_tangent(value: UBig, point: usize) -> UBig {
    let square = (&value * &value) >> point;
    let mut power = value;
    let mut sum = UBig::ZERO;
    let mut divisor = 1u64;
    while !power.is_zero() {
        sum += &power / divisor;
        power = (power * &square) >> point;
        divisor += 2;
    }
    sum
}
