//! What the calendar says, as far as units need it.

use super::number::Number;

/// How long a working day is and how many weeks a month has, in one variant of the study.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    /// Working time of one day, in seconds.
    pub workday: Option<Number>,
    /// Weeks in a month.
    pub weeks: Option<Number>,
}

impl Calendar {
    /// Eight hours a day, and nothing said of weeks.
    pub fn usual() -> Calendar {
        Calendar { workday: Some(Number::from_integer(8 * 3600)), weeks: None }
    }
}
