//! Arithmetic of fractions in machine words.

use std::num::NonZeroU64;

use super::fraction::{Fraction, SmallParts};

/// `a/b + c/d` with 64-bit divisors only (Knuth, volume 2, 4.5.1); `None` where 128 bits overflow.
#[inline]
pub(super) fn add_small((a, b): SmallParts, (c, d): (i128, NonZeroU64)) -> Option<Fraction> {
    if b == d {
        let sum = i128::from(a) + c;
        return Some(Fraction::reduced(sum < 0, sum.unsigned_abs(), b));
    }
    let common = greatest_common_divisor(b.get(), d);
    let (b_rest, d_rest) = (b.get() / common, d.get() / common);
    let sum = (i128::from(a) * i128::from(d_rest)).checked_add(c.checked_mul(i128::from(b_rest))?)?;
    let shared = greatest_common_divisor(remainder(sum.unsigned_abs(), common), common);
    let denominator = u128::from(b_rest) * u128::from(d.get() / shared);
    Some(Fraction::from_lowest(sum < 0, quotient(sum.unsigned_abs(), shared), denominator))
}

/// `a/b * c/d`, where each pair is in lowest terms; dividing crosswise first keeps the products short.
#[inline]
pub(super) fn multiply_small(negative: bool, (a, b): (u64, NonZeroU64), (c, d): (u64, NonZeroU64)) -> Fraction {
    let first = greatest_common_divisor(a, d);
    let second = greatest_common_divisor(c, b);
    Fraction::from_lowest(
        negative,
        u128::from(a / first) * u128::from(c / second),
        u128::from(b.get() / second) * u128::from(d.get() / first),
    )
}

/// A sign and a magnitude as one machine integer, where it fits.
pub(super) fn signed(negative: bool, magnitude: u64) -> Option<i64> {
    if negative { 0i64.checked_sub_unsigned(magnitude) } else { 0i64.checked_add_unsigned(magnitude) }
}

/// The remainder; division of 128 bits is slow and seldom needed.
#[inline]
pub(super) fn remainder(value: u128, divisor: NonZeroU64) -> u64 {
    match u64::try_from(value) {
        Ok(value) => value % divisor,
        Err(_) => (value % u128::from(divisor.get())) as u64,
    }
}

/// The quotient, likewise.
#[inline]
pub(super) fn quotient(value: u128, divisor: NonZeroU64) -> u128 {
    match u64::try_from(value) {
        Ok(value) => u128::from(value / divisor),
        Err(_) => value / u128::from(divisor.get()),
    }
}

/// Binary algorithm: shifts and subtractions only. Not zero, as the second number is not.
#[inline]
pub(super) fn greatest_common_divisor(a: u64, b: NonZeroU64) -> NonZeroU64 {
    let Some(a) = NonZeroU64::new(a) else {
        return b;
    };
    if a.get() == 1 || b.get() == 1 {
        return NonZeroU64::MIN;
    }
    let twos = (a | b).trailing_zeros();
    let mut left = a.get() >> a.trailing_zeros();
    let mut right = b.get() >> b.trailing_zeros();
    while left != right {
        let difference = left.abs_diff(right);
        left = left.min(right);
        right = difference >> difference.trailing_zeros();
    }
    NonZeroU64::new(left << twos).unwrap_or(NonZeroU64::MIN)
}
