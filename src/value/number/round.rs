//! Rounding, always asked for and always named.

use std::cmp::Ordering;

use dashu_int::UBig;
use dashu_int::ops::DivRem;

use super::fraction::Fraction;
use super::{MOST_DIGITS, Number, NumberError};

/// Which neighbour a number between two multiples goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// The nearer; halfway, the one away from zero, as people do by hand: 2.5 is 3, -2.5 is -3.
    HalfUp,
    /// The nearer; halfway, the even one: 2.5 is 2, 3.5 is 4.
    HalfEven,
    /// The one nearer to zero.
    Down,
    /// The one further from zero.
    Up,
    /// The lower: -2.5 is -3.
    Floor,
    /// The higher: -2.5 is -2.
    Ceiling,
}

impl Rounding {
    /// Whether the magnitude grows, given how what is left (not zero) compares with half a step.
    fn grows(self, negative: bool, left: Ordering, odd: bool) -> bool {
        match self {
            Rounding::HalfUp => left.is_ge(),
            Rounding::HalfEven => left.is_gt() || left.is_eq() && odd,
            Rounding::Down => false,
            Rounding::Up => true,
            Rounding::Floor => negative,
            Rounding::Ceiling => !negative,
        }
    }
}

/// A quotient of magnitudes made whole; the denominator must not be zero.
pub(super) fn divide_rounded(negative: bool, numerator: &UBig, denominator: &UBig, rounding: Rounding) -> UBig {
    let (quotient, remainder) = numerator.div_rem(denominator);
    if remainder.is_zero() {
        return quotient;
    }
    let odd = quotient.trailing_zeros() == Some(0);
    if rounding.grows(negative, (remainder << 1).cmp(denominator), odd) { quotient + UBig::ONE } else { quotient }
}

/// The same in machine words; the quotient is below the largest there is, as no caller divides that by 1.
pub(super) fn divide_rounded_small(negative: bool, numerator: u128, denominator: u128, rounding: Rounding) -> u128 {
    let (quotient, remainder) = match (u64::try_from(numerator), u64::try_from(denominator)) {
        (Ok(numerator), Ok(denominator)) => (u128::from(numerator / denominator), u128::from(numerator % denominator)),
        _ => (numerator / denominator, numerator % denominator),
    };
    let left = remainder.cmp(&(denominator - remainder));
    let grows = remainder != 0 && rounding.grows(negative, left, quotient % 2 == 1);
    quotient + u128::from(grows)
}

/// What an approximate number may be off by, one part in so many: machine figures keep a few digits more.
const DOUBT: i64 = 1_000_000_000;

fn rounded(value: &Fraction, step: &Fraction, rounding: Rounding) -> Fraction {
    round_small(value, step, rounding).unwrap_or_else(|| round_big(value, step, rounding))
}

impl Number {
    /// The largest multiple of the step that is not above the number.
    pub fn floor(&self, step: &Number) -> Result<Number, NumberError> {
        self.round(step, Rounding::Floor)
    }

    /// The smallest multiple of the step that is not below the number.
    pub fn ceil(&self, step: &Number) -> Result<Number, NumberError> {
        self.round(step, Rounding::Ceiling)
    }

    /// The multiple of the step (which is above zero) that the rounding picks.
    pub fn round(&self, step: &Number, rounding: Rounding) -> Result<Number, NumberError> {
        if step.is_zero() || step.is_negative() {
            return Err(NumberError::StepNotPositive);
        }
        let value = rounded(&self.value, &step.value, rounding);
        let doubtful = self.approximate && !self.is_certain(&value, step, rounding);
        Number::finish(value, doubtful || step.approximate)
    }

    /// Whether an approximate number rounds to the same wherever near it the true one lies.
    fn is_certain(&self, found: &Fraction, step: &Number, rounding: Rounding) -> bool {
        let near = |numerator: i64| {
            let share = Fraction::integer(numerator).divide(&Fraction::integer(DOUBT))?;
            Some(rounded(&self.value.multiply(&share), &step.value, rounding))
        };
        near(DOUBT - 1).as_ref() == Some(found) && near(DOUBT + 1).as_ref() == Some(found)
    }

    /// Rounds to so many decimals. The result is what was asked for, so it is not marked for it.
    #[must_use]
    pub fn round_to_decimals(&self, decimals: u32, rounding: Rounding) -> Number {
        if self.terminating_decimals().is_some_and(|ending| ending <= decimals) {
            return self.clone();
        }
        // No number that ends has more decimals than this.
        let decimals = i64::from(decimals.min(2 * MOST_DIGITS));
        let magnitude = self.value.scaled(decimals, rounding);
        let value = Fraction::from_scaled(self.value.is_negative(), magnitude, decimals);
        // A number stays within the caps when it is rounded.
        Number::finish(value, self.approximate).unwrap_or_else(|_| self.clone().approximated())
    }
}

/// `None` where 128 bits overflow.
fn round_small(value: &Fraction, step: &Fraction, rounding: Rounding) -> Option<Fraction> {
    let (
        Fraction::Small { numerator, denominator },
        Fraction::Small { numerator: step_numerator, denominator: step_denominator },
    ) = (value, step)
    else {
        return None;
    };
    let negative = *numerator < 0;
    let step_numerator = u128::from(step_numerator.unsigned_abs());
    let steps = divide_rounded_small(
        negative,
        u128::from(numerator.unsigned_abs()) * u128::from(step_denominator.get()),
        u128::from(denominator.get()) * step_numerator,
        rounding,
    );
    Some(Fraction::reduced(negative, steps.checked_mul(step_numerator)?, *step_denominator))
}

fn round_big(value: &Fraction, step: &Fraction, rounding: Rounding) -> Fraction {
    let negative = value.is_negative();
    let (numerator, denominator) = value.parts();
    let (step_numerator, step_denominator) = step.parts();
    let steps = divide_rounded(negative, &(numerator * &step_denominator), &(denominator * &step_numerator), rounding);
    Fraction::from_magnitude(negative, steps * step_numerator, step_denominator)
}
