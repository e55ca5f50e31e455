//! Formats of numbers, days and times of day.

use super::layout::Unit;
use crate::value::Number;
use crate::value::moment::{DAY, since_midnight};

/// A spreadsheet counts days from here on; it takes 1900 for a leap year, so that days before March of it would be off by one.
const FIRST_DAY: jiff::civil::Date = jiff::civil::date(1899, 12, 30);
const FIRST_SURE_DAY: f64 = 61.0;

/// So many decimals of what is put in are shown at the most.
const MOST_DECIMALS: u32 = 10;

/// The format of a number in its unit. What is put in shows all its decimals, if they end; what is computed as many as a report.
pub fn number_format(number: Option<&Number>, unit: &Unit, is_put_in: bool) -> String {
    let hundred = Number::from_integer(if unit.percent { 100 } else { 1 });
    let shown = number.and_then(|number| number.multiply(&hundred).ok());
    let decimals = match &shown {
        Some(shown) if is_put_in => {
            shown.terminating_decimals().map_or_else(|| decimals_of(shown), |decimals| decimals.min(MOST_DECIMALS))
        }
        Some(shown) => decimals_of(shown),
        None => 2,
    };
    let point = if decimals == 0 { "" } else { "." };
    let sign = if unit.percent { "%" } else { "" };
    format!("#,##0{point}{}{sign}", "0".repeat(usize::try_from(decimals).unwrap_or(0)))
}

/// So many decimals of what is computed are shown.
pub fn decimals_of(number: &Number) -> u32 {
    if number.is_integer() { 0 } else { computed_decimals(number.to_f64().abs()) }
}

/// Two decimals, or four digits of what is smaller than one.
fn computed_decimals(size: f64) -> u32 {
    if size >= 1.0 || size == 0.0 {
        return 2;
    }
    let noughts = (-size.log10()).floor();
    if noughts < 8.0 { 4 + noughts as u32 } else { MOST_DECIMALS }
}

/// The number that stands for a day.
pub fn serial(date: jiff::civil::Date) -> Option<f64> {
    let days = FIRST_DAY.until(date).ok()?.get_days();
    Some(f64::from(days)).filter(|days| *days >= FIRST_SURE_DAY)
}

/// The number that stands for a time of day.
pub fn part_of_day(clock: jiff::civil::Time) -> f64 {
    since_midnight(clock) as f64 / DAY as f64
}

#[cfg(test)]
mod tests {
    use super::{number_format, part_of_day, serial};
    use crate::report::xlsx::layout::Unit;
    use crate::value::{Number, parse_clock};

    #[test]
    fn days_and_times_are_numbers() {
        assert_eq!(serial(jiff::civil::date(2015, 2, 9)), Some(42044.0));
        assert_eq!(serial(jiff::civil::date(1900, 3, 1)), Some(61.0));
        assert_eq!(serial(jiff::civil::date(1900, 2, 28)), None);
        assert_eq!(part_of_day(parse_clock("18:00").unwrap()), 0.75);
    }

    #[test]
    fn formats_show_what_there_is() {
        let format = |above, below, unit: &Unit, is_put_in| {
            number_format(Some(&Number::from_ratio(above, below).unwrap()), unit, is_put_in)
        };
        let (plain, share) = (Unit::plain(), Unit::share());
        assert_eq!(format(15_000, 1, &plain, true), "#,##0");
        assert_eq!(format(412, 100, &plain, true), "#,##0.00");
        assert_eq!(format(1, 3, &plain, false), "#,##0.0000");
        assert_eq!(format(100, 3, &plain, false), "#,##0.00");
        assert_eq!(format(5, 100, &share, true), "#,##0%");
        assert_eq!(format(25, 1000, &share, true), "#,##0.0%");
        assert_eq!(format(1, 3, &share, false), "#,##0.00%");
        assert_eq!(format(1, 30_000, &share, false), "#,##0.000000%");
        assert_eq!(format(2, 3, &share, true), "#,##0.00%");
    }
}
