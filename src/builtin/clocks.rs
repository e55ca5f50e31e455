//! Stretches of the day: shifts and breaks, by the clock. One that ends before it begins goes on past midnight.

use crate::value::moment::{DAY, SECOND, since_midnight};
use crate::value::{Number, Value, ValueError};

/// From one time of day to another, in nanoseconds since midnight.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    /// When it begins.
    pub begin: i64,
    /// How long it is.
    pub length: i64,
}

impl Stretch {
    /// `07:00 to 17:00`. One that ends when it begins has no length.
    pub fn of(interval: &Value) -> Result<Stretch, ValueError> {
        match interval {
            Value::Interval(ends) => {
                let begin = clock(&ends.0)?;
                Ok(Stretch { begin, length: (clock(&ends.1)? - begin).rem_euclid(DAY) })
            }
            _ => Err(ValueError::Unfit { operation: "looking at the clock", what: "a value that is no interval" }),
        }
    }

    /// All stretches of a list.
    pub fn all(intervals: &Value) -> Result<Vec<Stretch>, ValueError> {
        let intervals = intervals.elements()?;
        intervals.iter().filter(|interval| **interval != Value::Missing).map(Stretch::of).collect()
    }

    /// Whether a moment lies in it. Its end is in it no more.
    pub fn holds(&self, moment: i64) -> bool {
        (moment - self.begin).rem_euclid(DAY) < self.length
    }

    /// How long before its beginning or after its end a moment lies, whichever is nearer; nothing inside of it.
    pub fn distance(&self, moment: i64) -> i64 {
        let before = (self.begin - moment).rem_euclid(DAY);
        let after = (moment - self.begin - self.length).rem_euclid(DAY);
        if self.holds(moment) { 0 } else { before.min(after) }
    }
}

/// Nanoseconds since midnight.
pub(super) fn clock(value: &Value) -> Result<i64, ValueError> {
    match value {
        Value::Clock(clock) => Ok(since_midnight(*clock)),
        _ => Err(ValueError::Unfit { operation: "looking at the clock", what: "a value that is no time of day" }),
    }
}

/// Nanoseconds as a number of seconds.
pub(super) fn seconds(nanoseconds: i64) -> Result<Number, ValueError> {
    Ok(Number::from_integer(nanoseconds).divide(&Number::from_integer(SECOND))?)
}
