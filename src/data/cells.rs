//! Single cells of a data file: text into values, exactly or not at all.

use crate::base::Text;
use crate::hir::{Column, Type};
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

/// A stretch of time written in several units, in seconds: `1:23.45` minutes and seconds, `1:02:03` with hours.
pub fn duration(cell: &str, format: &str, decimal_comma: bool) -> Result<Option<Fixed>, Misread> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let misread = || {
        let example = match format {
            "h:min" => "1:05 is an hour and five minutes",
            "h:min:s" => "1:02:03.5 is an hour, two minutes and 3.5 seconds",
            _ => "1:23.45 is a minute and 23.45 seconds",
        };
        Misread::new(&format!("a time written {format}"), example)
    };
    let parts: Vec<&str> = cell.split(':').collect();
    let (hours, minutes, seconds) = match (format, parts.as_slice()) {
        ("h:min", [hours, minutes]) => (*hours, *minutes, "0"),
        ("min:s", [minutes, seconds]) => ("0", *minutes, *seconds),
        ("h:min:s", [hours, minutes, seconds]) | ("min:s", [hours @ ("0" | "00"), minutes, seconds]) => {
            (*hours, *minutes, *seconds)
        }
        _ => return Err(misread()),
    };
    let whole = |part: &str, most: i64| {
        let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i64>().ok().filter(|value| plain && *value <= most)
    };
    let least = if parts.len() > 2 || format == "h:min" { 59 } else { i64::MAX };
    let (Some(hours), Some(minutes)) = (whole(hours, 1_000_000), whole(minutes, least.min(1_000_000))) else {
        return Err(misread());
    };
    let Ok(Some(Fixed { mantissa, scale })) = number(seconds, decimal_comma) else { return Err(misread()) };
    let ten = 10_i64.checked_pow(scale).ok_or_else(misread)?;
    if mantissa < 0 || mantissa >= 60 * ten {
        return Err(misread());
    }
    let total = (hours * 3600 + minutes * 60).checked_mul(ten).and_then(|total| total.checked_add(mantissa));
    total.map(|total| Some(Fixed { mantissa: total, scale })).ok_or_else(misread)
}

/// Anything but a number.
pub fn other(cell: &str, column: &Column) -> Result<Value, Misread> {
    if cell.trim().is_empty() {
        return Ok(Value::Missing);
    }
    match &column.kind {
        Type::Date => date(cell.trim(), column.format.as_deref()),
        Type::Clock => match parse_clock(cell.trim()) {
            Some(clock) => Ok(Value::Clock(clock)),
            None => {
                Err(Misread::new("a time of day", "a time of day is written 07:00 or 07:00:30, from 00:00 to 23:59:59"))
            }
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

/// A day: the year first, unless the column says in which order it stands.
fn date(cell: &str, format: Option<&str>) -> Result<Value, Misread> {
    let parts: Vec<&str> = cell.split(['/', '-', '.']).map(str::trim).collect();
    let found = match (format, parts.as_slice()) {
        (Some("date dmy"), [day, month, year]) => Some((*year, *month, *day)),
        (Some("date mdy"), [month, day, year]) => Some((*year, *month, *day)),
        // A year of four digits in front is beyond doubt, as in the cells of a workbook.
        (_, [year, month, day]) if year.len() == 4 => Some((*year, *month, *day)),
        _ => None,
    };
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = found
        .filter(|(year, month, day)| year.len() == 4 && plain(year) && plain(month) && plain(day))
        .and_then(|(year, month, day)| Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)));
    match numbers.and_then(|(year, month, day)| jiff::civil::Date::new(year, month, day).ok()) {
        Some(date) => Ok(Value::Date(date)),
        None => Err(Misread::new(
            "a date",
            match format {
                Some("date dmy") => "the column says `date dmy`: 17/02/2015",
                Some(_) => "the column says `date mdy`: 02/17/2015",
                None => "a date is written year-month-day, 2015-02-17, or the column says `date dmy` or `date mdy`",
            },
        )),
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
    fn durations_are_exact_and_their_parts_fit() {
        let seconds = |cell: &str, format: &str| duration(cell, format, false).ok().flatten();
        assert_eq!(seconds("1:23.45", "min:s"), Some(Fixed { mantissa: 8345, scale: 2 }));
        assert_eq!(seconds("90:00", "min:s"), Some(Fixed { mantissa: 5400, scale: 0 }));
        assert_eq!(seconds("1:02:03", "h:min:s"), Some(Fixed { mantissa: 3723, scale: 0 }));
        assert_eq!(seconds("7:05", "h:min"), Some(Fixed { mantissa: 25_500, scale: 0 }));
        assert_eq!(seconds("0:01:23", "min:s"), Some(Fixed { mantissa: 83, scale: 0 }));
        assert_eq!(duration("1:23,4", "min:s", true).unwrap(), Some(Fixed { mantissa: 834, scale: 1 }));
        assert_eq!(duration("", "min:s", false).unwrap(), None);
        for (bad, format) in
            [("1:60", "min:s"), ("83.45", "min:s"), ("1:2:3:4", "h:min:s"), ("1:61", "h:min"), ("a:1", "min:s")]
        {
            assert!(duration(bad, format, false).is_err(), "{bad}");
        }
    }

    #[test]
    fn dates_stand_in_the_order_that_is_said() {
        let written = |cell: &str, format: Option<&str>| date(cell, format).ok();
        let day = Some(Value::Date(jiff::civil::date(2015, 2, 7)));
        assert_eq!(written("2015-02-07", None), day);
        assert_eq!(written("7/2/2015", Some("date dmy")), day);
        assert_eq!(written("02.07.2015", Some("date mdy")), day);
        for (bad, format) in [
            ("7/2/2015", None),
            ("31/02/2015", Some("date dmy")),
            ("7/2/15", Some("date dmy")),
            ("+7/2/2015", Some("date dmy")),
        ] {
            assert_eq!(written(bad, format), None, "{bad}");
        }
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
