//! Times of day as they are written, and counted from midnight.

/// `07:00`, `07:00:30`: two or three parts of one or two digits.
pub fn parse_clock(text: &str) -> Option<jiff::civil::Time> {
    let parts: Option<Vec<i8>> = text.split(':').map(digits).collect();
    let (hour, minute, second) = match *parts?.as_slice() {
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    jiff::civil::Time::new(hour, minute, second, 0).ok()
}

fn digits(part: &str) -> Option<i8> {
    let plain = part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| part.parse().ok()).flatten()
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
        assert_eq!(parse_clock("23:59:59").map(|clock| clock.second()), Some(59));
        let garbled = ["07:00:3O", "07:00:30.5", "07:00:30:77", "+7:05", "07:00:", "07:00:60", "007:00", "07::30", ""];
        for bad in ["24:00", "07:60", "seven", "07"].into_iter().chain(garbled) {
            assert!(parse_clock(bad).is_none(), "{bad}");
        }
    }
}
