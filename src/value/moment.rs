//! Times of day as they are written.

/// `07:00`, `07:00:30`
pub fn parse_clock(text: &str) -> Option<jiff::civil::Time> {
    let mut parts = text.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().flatten().unwrap_or(0);
    jiff::civil::Time::new(hour, minute, second, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::parse_clock;

    #[test]
    fn takes_minutes_and_seconds_and_nothing_past_the_day() {
        assert_eq!(parse_clock("7:05").unwrap(), parse_clock("07:05:00").unwrap());
        for bad in ["24:00", "07:60", "seven", "07"] {
            assert!(parse_clock(bad).is_none(), "{bad}");
        }
    }
}
