//! Literals. What a decimal of 28 digits cannot hold is refused, never rounded.

use rust_decimal::Decimal;

use super::{APPROXIMATE_DIGITS, Number, NumberError};

/// Exponents past this are refused unread, so that no literal makes work.
const LARGEST_EXPONENT: u64 = 1_000;

impl Number {
    /// Reads a literal: `110_478`, `15_269.22`, `-1.5e3`.
    pub fn parse(text: &str) -> Result<Number, NumberError> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, Some(exponent)),
            None => (text, None),
        };
        let (integer, fraction) = match digits.split_once('.') {
            Some((integer, fraction)) => (integer, Some(fraction)),
            None => (digits, None),
        };
        if !is_digits(integer) || fraction.is_some_and(|fraction| !is_digits(fraction)) {
            return Err(NumberError::Malformed);
        }
        let power = exponent.map_or(Ok(0), parse_exponent)?;
        let mut literal = Literal::default();
        integer.bytes().try_for_each(|byte| literal.push(byte, 0))?;
        fraction.unwrap_or("").bytes().try_for_each(|byte| literal.push(byte, 1))?;
        let misfit = match exponent {
            Some(_) => NumberError::ExponentTooLarge { digits: APPROXIMATE_DIGITS },
            None => too_many_digits(),
        };
        literal.number(negative, power).ok_or(misfit)
    }
}

/// The digits read so far, without zeros at either end.
#[derive(Default)]
struct Literal {
    mantissa: u128,
    /// Zeros behind the mantissa that no other digit has followed yet.
    zeros: u32,
    decimals: i64,
}

impl Literal {
    /// Takes the next digit, or an underscore.
    fn push(&mut self, byte: u8, decimals: i64) -> Result<(), NumberError> {
        if byte == b'_' {
            return Ok(());
        }
        self.decimals += decimals;
        let digit = u128::from(byte.saturating_sub(b'0'));
        if digit == 0 {
            self.zeros = self.zeros.saturating_add(u32::from(self.mantissa != 0));
            return Ok(());
        }
        self.mantissa = times_power_of_ten(self.mantissa, self.zeros.saturating_add(1))
            .and_then(|shifted| shifted.checked_add(digit))
            .filter(|mantissa| fits(*mantissa))
            .ok_or_else(too_many_digits)?;
        self.zeros = 0;
        Ok(())
    }

    /// The value, if a decimal holds it exactly.
    fn number(&self, negative: bool, exponent: i64) -> Option<Number> {
        if self.mantissa == 0 {
            return Some(Number::ZERO);
        }
        let shift = exponent - self.decimals + i64::from(self.zeros);
        let (mantissa, scale) = match u32::try_from(shift) {
            Ok(zeros) => (times_power_of_ten(self.mantissa, zeros).filter(|mantissa| fits(*mantissa))?, 0),
            Err(_) => (self.mantissa, u32::try_from(-shift).ok()?),
        };
        if scale > Decimal::MAX_SCALE {
            return None;
        }
        let mantissa = i128::try_from(mantissa).ok()?;
        Some(Number::from_mantissa(if negative { -mantissa } else { mantissa }, scale))
    }
}

fn times_power_of_ten(value: u128, exponent: u32) -> Option<u128> {
    if value == 0 { Some(0) } else { value.checked_mul(10u128.checked_pow(exponent)?) }
}

fn fits(mantissa: u128) -> bool {
    mantissa <= Decimal::MAX.mantissa().unsigned_abs()
}

fn too_many_digits() -> NumberError {
    NumberError::TooManyDigits { digits: APPROXIMATE_DIGITS }
}

/// Digits, with single underscores between them.
fn is_digits(text: &str) -> bool {
    text.split('_').all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()))
}

fn parse_exponent(text: &str) -> Result<i64, NumberError> {
    let (negative, digits) = match text.strip_prefix(['-', '+']) {
        Some(digits) => (text.starts_with('-'), digits),
        None => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberError::Malformed);
    }
    let magnitude: u64 = digits
        .parse()
        .ok()
        .filter(|exponent| *exponent <= LARGEST_EXPONENT)
        .ok_or(NumberError::ExponentTooLarge { digits: APPROXIMATE_DIGITS })?;
    let magnitude = i64::try_from(magnitude).unwrap_or(i64::MAX);
    Ok(if negative { -magnitude } else { magnitude })
}
