//! Single cells of a data file: text into values, exactly or not at all.

use crate::base::Text;
use crate::hir::Type;
use crate::value::{Value, parse_clock};

/// A number as it stands in the file: its digits, and how many of them are decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The digits without the mark.
    pub mantissa: i64,
    /// How many digits stand behind the mark.
    pub scale: u32,
}

/// Why a cell cannot be read: what it should be, and what to do.
#[derive(Debug)]
pub struct Misread {
    /// What the cell should hold.
    pub expected: String,
    /// What to do about it.
    pub help: String,
}

impl Misread {
    fn new(expected: &str, help: &str) -> Misread {
        Misread { expected: expected.to_owned(), help: help.to_owned() }
    }
}

/// A number; nothing for an empty cell, which is a missing reading. The decimal mark is a point unless the study says `decimal comma`; what could be either is refused.
pub fn number(cell: &str, decimal_comma: bool) -> Result<Option<Fixed>, Misread> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let (mark, other) = if decimal_comma { (',', '.') } else { ('.', ',') };
    if cell.contains(other) {
        let help = match decimal_comma {
            true => "the study says `decimal comma`, and this number has a point: write thousands without a mark",
            false => "is the comma a decimal mark? Then say `decimal comma` behind the path; thousands have no mark",
        };
        return Err(Misread::new("a number", help));
    }
    let (sign, digits) = match cell.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, cell),
    };
    let (whole, decimals) = digits.split_once(mark).unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let bare = Misread::new("a number", "a cell holds digits and one decimal mark; its unit stands in the study");
    if whole.is_empty() && decimals.is_empty() || !plain(whole) || !plain(decimals) {
        return Err(bare);
    }
    let joined = format!("{whole}{decimals}");
    match (joined.parse::<i64>(), u32::try_from(decimals.len())) {
        (Ok(mantissa), Ok(scale)) if scale <= 18 => Ok(Some(Fixed { mantissa: sign * mantissa, scale })),
        _ => Err(Misread::new("a number of up to 18 digits", "no stopwatch shows so many digits")),
    }
}

/// Anything but a number.
pub fn other(cell: &str, kind: &Type) -> Result<Value, Misread> {
    if cell.trim().is_empty() && !matches!(kind, Type::Text) {
        return Ok(Value::Missing);
    }
    match kind {
        Type::Date => match cell.trim().parse() {
            Ok(date) => Ok(Value::Date(date)),
            Err(_) => Err(Misread::new("a date", "a date is written year-month-day: 2015-02-17")),
        },
        Type::Clock => match parse_clock(cell.trim()) {
            Some(clock) => Ok(Value::Clock(clock)),
            None => Err(Misread::new("a time of day", "a time of day runs from 00:00 to 23:59")),
        },
        Type::Truth => match cell.trim() {
            "yes" => Ok(Value::Truth(true)),
            "no" => Ok(Value::Truth(false)),
            _ => Err(Misread::new("yes or no", "the cell says `yes` or `no`")),
        },
        Type::Choice(words) => match words.iter().find(|word| &***word == cell.trim()) {
            Some(word) => Ok(Value::Text(word.clone())),
            None => Err(Misread::new("one of the words", &format!("it is one of {}", words.join(", ")))),
        },
        _ => Ok(Value::Text(Text::from(cell))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_is_a_decimal_mark_only_if_the_study_says_so() {
        assert_eq!(number("23,60", true).unwrap(), Some(Fixed { mantissa: 2360, scale: 2 }));
        assert!(number("23,60", false).is_err());
        assert!(number("10.999,99", true).is_err());
    }

    #[test]
    fn signs_and_missing_digits() {
        assert_eq!(number("-.5", false).unwrap(), Some(Fixed { mantissa: -5, scale: 1 }));
        assert_eq!(number(" ", false).unwrap(), None);
        for bad in ["-", ".", "1.2.3", "5 s", "1e3", "99999999999999999999"] {
            assert!(number(bad, false).is_err(), "{bad}");
        }
    }
}
