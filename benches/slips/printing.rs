//! How papers print figures: rounded to some decimals, in one unit or in several side by side.

use study::value::Number;
use study::value::number::{Digits, Rounding};

/// How one figure is printed.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its unit, or several from the largest to the smallest.
    pub units: &'static [&'static str],
    /// What stands behind the unit: `/month`.
    pub tail: String,
    /// So many decimals of the last unit.
    pub decimals: u32,
    /// Whether it is a share, in percent or as a plain number.
    pub share: bool,
}

impl Form {
    /// The unit that is rounded in.
    pub fn unit(&self) -> String {
        let last = self.units.last().copied().unwrap_or_default();
        if last == "1" { String::new() } else { format!("{last}{}", self.tail) }
    }

    /// Whether it is a time.
    pub fn is_time(&self) -> bool {
        self.units.last().is_some_and(|unit| crate::text::TIMES.contains(unit))
    }

    /// A number of the last unit as it is printed.
    pub fn write(&self, number: &Number, rounding: Rounding, workday: f64) -> String {
        let rounded = number.round_to_decimals(self.decimals, rounding);
        if self.units.len() == 1 {
            return with_unit(&fixed(&rounded, self.decimals), &self.unit());
        }
        let sign = if rounded.is_negative() { "-" } else { "" };
        let (mut left, mut parts) = (rounded.absolute(), Vec::new());
        let last = self.units.last().copied().unwrap_or_default();
        for unit in self.units {
            let size = Number::from_f64(seconds(unit, workday) / seconds(last, workday)).unwrap_or(Number::ONE);
            let whole = if *unit == last { None } else { left.floor(&size).ok() };
            let Some(whole) = whole else {
                parts.push(format!("{} {unit}", fixed(&left, self.decimals)));
                break;
            };
            let count = whole.divide(&size).unwrap_or(Number::ZERO);
            left = left.subtract(&whole).unwrap_or(left);
            if !parts.is_empty() || !count.is_zero() {
                parts.push(format!("{} {unit}", fixed(&count, 0)));
            }
        }
        format!("{sign}{}{}", parts.join(" "), self.tail)
    }

    /// How many digits that figure has.
    pub fn digits(&self, number: &Number) -> usize {
        let rounded = number.absolute().round_to_decimals(self.decimals, Rounding::HalfUp);
        let text = fixed(&rounded, self.decimals).replace('.', "");
        text.trim_start_matches('0').len().max(1)
    }
}

/// A number with a unit behind it.
pub fn with_unit(digits: &str, unit: &str) -> String {
    match unit {
        "" => digits.to_owned(),
        "%" => format!("{digits}%"),
        _ => format!("{digits} {unit}"),
    }
}

/// A number with just so many decimals; it has been rounded before.
pub fn fixed(number: &Number, decimals: u32) -> String {
    let printed = number.digits(Digits::Decimals(decimals));
    let sign = if printed.negative { "-" } else { "" };
    let width = decimals as usize;
    let point = if width == 0 { "" } else { "." };
    format!("{sign}{}{point}{:0<width$}", printed.integer, printed.fraction)
}

/// How long a unit of working time is.
pub fn seconds(unit: &str, workday: f64) -> f64 {
    match unit {
        "min" => 60.0,
        "h" => 3600.0,
        "workday" => 3600.0 * workday,
        _ => 1.0,
    }
}
