//! Fractions in lowest terms: two machine words while they fit, `dashu` beyond.
//!
//! A value has one representation only, so equality and hashing are those of the parts. Nothing is
//! rounded here; caps and the mark of approximation belong to [`super::Number`].

use std::borrow::Cow;
use std::cmp::Ordering;
use std::num::NonZeroU64;
use std::sync::Arc;

use dashu_int::ops::BitTest;
use dashu_int::{IBig, Sign, UBig};
use dashu_ratio::RBig;

use super::small::{add_small, greatest_common_divisor, multiply_small, quotient, remainder, signed};

/// A numerator and a denominator in lowest terms.
pub(super) type SmallParts = (i64, NonZeroU64);

/// An exact fraction.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Fraction {
    /// In lowest terms.
    Small { numerator: i64, denominator: NonZeroU64 },
    /// In lowest terms, and one of the parts does not fit above.
    Big(Arc<RBig>),
}

impl Fraction {
    pub(super) const ZERO: Fraction = Fraction::integer(0);
    pub(super) const ONE: Fraction = Fraction::integer(1);

    pub(super) const fn integer(value: i64) -> Fraction {
        Fraction::Small { numerator: value, denominator: NonZeroU64::MIN }
    }

    /// Brings to lowest terms; the denominator must not be zero.
    pub(super) fn from_parts(numerator: IBig, denominator: UBig) -> Fraction {
        Fraction::from_big(RBig::from_parts(numerator, denominator))
    }

    /// The same from a sign and a magnitude.
    pub(super) fn from_magnitude(negative: bool, magnitude: UBig, denominator: UBig) -> Fraction {
        let sign = if negative { Sign::Negative } else { Sign::Positive };
        Fraction::from_parts(IBig::from_parts(sign, magnitude), denominator)
    }

    pub(super) fn from_big(value: RBig) -> Fraction {
        let small = i64::try_from(value.numerator())
            .ok()
            .zip(u64::try_from(value.denominator()).ok().and_then(NonZeroU64::new));
        match small {
            Some((numerator, denominator)) => Fraction::Small { numerator, denominator },
            None => Fraction::Big(Arc::new(value)),
        }
    }

    /// Takes parts in lowest terms; the denominator must not be zero.
    #[inline]
    pub(super) fn from_lowest(negative: bool, magnitude: u128, denominator: u128) -> Fraction {
        if let (Ok(magnitude), Ok(denominator)) = (u64::try_from(magnitude), u64::try_from(denominator))
            && let Some(numerator) = signed(negative, magnitude)
            && let Some(denominator) = NonZeroU64::new(denominator)
        {
            return Fraction::Small { numerator, denominator };
        }
        Fraction::from_magnitude(negative, UBig::from(magnitude), UBig::from(denominator))
    }

    /// Brings a wide numerator over a small denominator to lowest terms.
    #[inline]
    pub(super) fn reduced(negative: bool, magnitude: u128, denominator: NonZeroU64) -> Fraction {
        let common = greatest_common_divisor(remainder(magnitude, denominator), denominator);
        let magnitude = quotient(magnitude, common);
        Fraction::from_lowest(negative, magnitude, u128::from(denominator.get() / common))
    }

    /// The fraction as `dashu` has it, whatever its size.
    pub(super) fn to_big(&self) -> Cow<'_, RBig> {
        match self {
            Fraction::Small { numerator, denominator } if denominator.get() == 1 => {
                Cow::Owned(RBig::from(IBig::from(*numerator)))
            }
            Fraction::Small { numerator, denominator } => {
                Cow::Owned(RBig::from_parts(IBig::from(*numerator), UBig::from(denominator.get())))
            }
            Fraction::Big(value) => Cow::Borrowed(value),
        }
    }

    /// Magnitude of the numerator, and the denominator.
    pub(super) fn parts(&self) -> (UBig, UBig) {
        match self {
            Fraction::Small { numerator, denominator } => {
                (UBig::from(numerator.unsigned_abs()), UBig::from(denominator.get()))
            }
            Fraction::Big(value) => (value.numerator().clone().into_parts().1, value.denominator().clone()),
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        matches!(self, Fraction::Small { numerator: 0, .. })
    }

    pub(super) fn is_negative(&self) -> bool {
        match self {
            Fraction::Small { numerator, .. } => *numerator < 0,
            Fraction::Big(value) => value.sign() == Sign::Negative,
        }
    }

    pub(super) fn is_integer(&self) -> bool {
        match self {
            Fraction::Small { denominator, .. } => denominator.get() == 1,
            Fraction::Big(value) => value.is_int(),
        }
    }

    /// The bits of the longer of the two parts.
    pub(super) fn bits(&self) -> usize {
        match self {
            Fraction::Small { .. } => 64,
            Fraction::Big(value) => value.numerator().bit_len().max(value.denominator().bit_len()),
        }
    }

    pub(super) fn negate(&self) -> Fraction {
        match self {
            Fraction::Small { numerator, denominator } => match numerator.checked_neg() {
                Some(numerator) => Fraction::Small { numerator, denominator: *denominator },
                None => Fraction::from_big(-self.to_big().into_owned()),
            },
            Fraction::Big(value) => Fraction::from_big(-RBig::clone(value)),
        }
    }

    /// The parts of both, where both fit machine words.
    #[inline]
    fn small_parts(&self, other: &Fraction) -> Option<(SmallParts, SmallParts)> {
        match (self, other) {
            (&Fraction::Small { numerator: a, denominator: b }, &Fraction::Small { numerator: c, denominator: d }) => {
                Some(((a, b), (c, d)))
            }
            _ => None,
        }
    }

    #[inline]
    pub(super) fn add(&self, other: &Fraction) -> Fraction {
        if let Some((left, (c, d))) = self.small_parts(other)
            && let Some(sum) = add_small(left, (i128::from(c), d))
        {
            return sum;
        }
        Fraction::from_big(self.to_big().as_ref() + other.to_big().as_ref())
    }

    #[inline]
    pub(super) fn subtract(&self, other: &Fraction) -> Fraction {
        if let Some((left, (c, d))) = self.small_parts(other)
            && let Some(difference) = add_small(left, (-i128::from(c), d))
        {
            return difference;
        }
        Fraction::from_big(self.to_big().as_ref() - other.to_big().as_ref())
    }

    #[inline]
    pub(super) fn multiply(&self, other: &Fraction) -> Fraction {
        if let Some(((a, b), (c, d))) = self.small_parts(other) {
            let negative = (a < 0) != (c < 0);
            return multiply_small(negative, (a.unsigned_abs(), b), (c.unsigned_abs(), d));
        }
        Fraction::from_big(self.to_big().as_ref() * other.to_big().as_ref())
    }

    /// `None` for a divisor of zero.
    #[inline]
    pub(super) fn divide(&self, other: &Fraction) -> Option<Fraction> {
        if let Some(((a, b), (c, d))) = self.small_parts(other) {
            let negative = (a < 0) != (c < 0);
            let divisor = NonZeroU64::new(c.unsigned_abs())?;
            return Some(multiply_small(negative, (a.unsigned_abs(), b), (d.get(), divisor)));
        }
        if other.is_zero() {
            return None;
        }
        Some(Fraction::from_big(self.to_big().as_ref() / other.to_big().as_ref()))
    }
}

impl Ord for Fraction {
    #[inline]
    fn cmp(&self, other: &Fraction) -> Ordering {
        match self.small_parts(other) {
            Some(((a, b), (c, d))) if b == d => a.cmp(&c),
            Some(((a, b), (c, d))) => {
                let left = i128::from(a) * i128::from(d.get());
                left.cmp(&(i128::from(c) * i128::from(b.get())))
            }
            None => self.to_big().as_ref().cmp(other.to_big().as_ref()),
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
