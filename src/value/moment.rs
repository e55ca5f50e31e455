//! Times of day as they are written, and counted from midnight.

/// `07:00`, `07:00:30`
pub fn parse_clock(text: &str) -> Option<jiff::civil::Time> {
    let mut parts = text.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().flatten().unwrap_or(0);
    jiff::civil::Time::new(hour, minute, second, 0).ok()
}

/// How many nanoseconds a day has.
pub const DAY: i64 = 86_400 * SECOND;

/// How many nanoseconds a second has.
pub const SECOND: i64 = 1_000_000_000;

/// The nanoseconds since midnight.
pub fn since_midnight(clock: jiff::civil::Time) -> i64 {
    let seconds = (i64::from(clock.hour()) * 60 + i64::from(clock.minute())) * 60 + i64::from(clock.second());
    seconds * SECOND + i64::from(clock.subsec_nanosecond())
}

/// The time of day so many nanoseconds after midnight; past the day it begins anew.
pub fn clock_at(nanoseconds: i64) -> jiff::civil::Time {
    jiff::civil::Time::midnight().wrapping_add(jiff::SignedDuration::from_nanos(nanoseconds))
}

#[cfg(test)]
mod tests {
    use super::{DAY, SECOND, clock_at, parse_clock, since_midnight};

    #[test]
    fn counted_from_midnight_and_back() {
        for text in ["00:00", "07:05", "12:00:30", "23:59:59"] {
            let clock = parse_clock(text).unwrap();
            assert_eq!(clock_at(since_midnight(clock)), clock);
            assert_eq!(clock_at(since_midnight(clock) + DAY), clock);
        }
        assert_eq!(since_midnight(parse_clock("01:01:01").unwrap()), 3661 * SECOND);
    }

    #[test]
    fn takes_minutes_and_seconds_and_nothing_past_the_day() {
        assert_eq!(parse_clock("7:05").unwrap(), parse_clock("07:05:00").unwrap());
        for bad in ["24:00", "07:60", "seven", "07"] {
            assert!(parse_clock(bad).is_none(), "{bad}");
        }
    }
}
