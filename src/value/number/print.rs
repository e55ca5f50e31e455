//! Numbers as digits. What is left out shows: `…` behind an exact value cut short, `≈` before one that
//! was rounded.

use dashu_int::UBig;

use super::fraction::Fraction;
use super::{APPROXIMATE_DIGITS, MOST_DIGITS, Number, Rounding};

/// The most decimals printed of an exact number.
const MOST_DECIMALS: u32 = 1_300;

/// The significant digits printed of an expansion that never ends.
const ENDLESS_DIGITS: u32 = 15;

/// How many digits to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digits {
    /// Every digit of an expansion that ends, 15 significant ones of an expansion that does not.
    All,
    /// At most so many decimals.
    Decimals(u32),
    /// At most so many significant digits; the integer part is always whole.
    Significant(u32),
}

/// The digits of a number, for the caller to lay out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Whether a minus belongs in front; never where only zeros are shown.
    pub negative: bool,
    /// The digits before the decimal mark, at least one.
    pub integer: String,
    /// The digits behind it, without zeros at the end.
    pub fraction: String,
    /// Whether the value is exact and digits follow that are not shown.
    pub cut: bool,
    /// Whether the value is marked approximate.
    pub approximate: bool,
}

impl Number {
    /// The number in full: `15269.22`, or `1/3` where the decimals never end.
    pub fn exact_text(&self) -> String {
        match self.terminating_decimals() {
            Some(decimals) => self.printed(&self.value, decimals, Rounding::Down).plain(),
            None => self.value.to_big().to_string(),
        }
    }

    /// The digits within a limit. An exact value is cut there, an approximate one rounded half up.
    pub fn digits(&self, limit: Digits) -> Printed {
        let (value, decimals, rounding) = self.within(limit);
        self.printed(&value, decimals, rounding)
    }

    /// The number that the digits within a limit say, without any mark.
    pub fn as_shown(&self, limit: Digits) -> Number {
        let (value, decimals, rounding) = self.within(limit);
        let (decimals, negative) = (i64::from(decimals), value.is_negative());
        Number::exact(Fraction::from_scaled(negative, value.scaled(decimals, rounding), decimals))
    }

    /// What is printed to so many decimals, and how it is rounded there.
    fn within(&self, limit: Digits) -> (Fraction, u32, Rounding) {
        if !self.approximate {
            return (self.value.clone(), decimals_within(&self.value, limit), Rounding::Down);
        }
        let value = match limit {
            Digits::All => self.value.to_significant(APPROXIMATE_DIGITS).ok(),
            Digits::Decimals(_) | Digits::Significant(_) => None,
        };
        let decimals = match &value {
            Some(value) => value.terminating_decimals().unwrap_or(0),
            None => decimals_within(&self.value, limit),
        };
        (value.unwrap_or_else(|| self.value.clone()), decimals, Rounding::HalfUp)
    }

    fn printed(&self, value: &Fraction, decimals: u32, rounding: Rounding) -> Printed {
        let magnitude = value.scaled(i64::from(decimals), rounding);
        let more = value.terminating_decimals().is_none_or(|ending| ending > decimals);
        let cut = more && !self.approximate;
        let (integer, fraction) = split_digits(&magnitude, decimals as usize, cut);
        Printed {
            negative: value.is_negative() && (cut || !magnitude.is_zero()),
            integer,
            fraction,
            cut,
            approximate: self.approximate,
        }
    }
}

/// The decimals that a limit leaves to a value.
fn decimals_within(value: &Fraction, limit: Digits) -> u32 {
    let ending = value.terminating_decimals();
    let most = ending.unwrap_or(MOST_DECIMALS);
    match (limit, ending) {
        (Digits::All, Some(ending)) => ending.min(MOST_DECIMALS),
        (Digits::All, None) => significant_decimals(value, ENDLESS_DIGITS),
        (Digits::Decimals(decimals), _) => decimals.min(most),
        (Digits::Significant(digits), Some(ending)) => significant_decimals(value, digits).min(ending),
        (Digits::Significant(digits), None) => significant_decimals(value, digits),
    }
}

/// The decimals that so many significant digits reach to.
fn significant_decimals(value: &Fraction, digits: u32) -> u32 {
    let decimals = i64::from(digits.min(MOST_DECIMALS)) - 1 - value.order();
    u32::try_from(decimals.max(0)).unwrap_or(MOST_DIGITS)
}

/// Puts the decimal mark so many digits from the end, and drops the zeros behind it unless other digits follow.
fn split_digits(magnitude: &UBig, decimals: usize, cut: bool) -> (String, String) {
    let text = match u128::try_from(magnitude) {
        Ok(small) => small.to_string(),
        Err(_) => magnitude.to_string(),
    };
    let text = format!("{text:0>width$}", width = decimals + 1);
    let (integer, fraction) = text.split_at_checked(text.len() - decimals).unwrap_or((&text, ""));
    let fraction = if cut { fraction } else { fraction.trim_end_matches('0') };
    (integer.to_string(), fraction.to_string())
}

/// Writes the digits before the decimal mark, in groups of three if asked.
pub fn grouped(text: &mut String, digits: &str, sign: Option<char>) {
    for (position, digit) in digits.chars().enumerate() {
        let behind = digits.len() - position;
        match sign {
            Some(sign) if position > 0 && behind.is_multiple_of(3) => text.push(sign),
            _ => {}
        }
        text.push(digit);
    }
}

impl Printed {
    /// The digits as text, the integer part in groups of three if asked, marked `≈` or `…`.
    pub fn text(&self, grouping: Option<char>, decimal_mark: char) -> String {
        let mut text = String::with_capacity(self.integer.len() * 2 + self.fraction.len() + 8);
        if self.approximate {
            text.push_str("≈ ");
        }
        if self.negative {
            text.push('-');
        }
        grouped(&mut text, &self.integer, grouping);
        if !self.fraction.is_empty() {
            text.push(decimal_mark);
            text.push_str(&self.fraction);
        }
        if self.cut {
            text.push('…');
        }
        text
    }

    /// The digits alone.
    fn plain(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        let mark = if self.fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{mark}{}", self.integer, self.fraction)
    }
}
