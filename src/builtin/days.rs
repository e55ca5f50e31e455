//! Functions of days and of the clock.

use super::clocks::{Stretch, clock, seconds};
use super::{Builtin, Shape, argument, required};
use crate::base::Text;
use crate::value::moment::SECOND;
use crate::value::number::Number;
use crate::value::{Value, ValueError};
use jiff::civil::Weekday;

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "weekday",
        parameters: &[required("day", Shape::Date)],
        result: Shape::Text,
        documentation: "The day of the week: Monday to Sunday. Words stand in the order of the alphabet; `weekday_number` keeps that of the week.",
        example: "weekday(2015-02-17) == \"Tuesday\"",
        code: |values| {
            let name = match weekday(argument(values, 0)?)? {
                Weekday::Monday => "Monday",
                Weekday::Tuesday => "Tuesday",
                Weekday::Wednesday => "Wednesday",
                Weekday::Thursday => "Thursday",
                Weekday::Friday => "Friday",
                Weekday::Saturday => "Saturday",
                Weekday::Sunday => "Sunday",
            };
            Ok(Value::Text(Text::from(name)))
        },
    },
    Builtin {
        name: "weekday_number",
        parameters: &[required("day", Shape::Date)],
        result: Shape::Plain,
        documentation: "The number of the day in its week: 1 on Monday to 7 on Sunday (ISO 8601).",
        example: "weekday_number(2015-02-17) == 2",
        code: |values| {
            let day = weekday(argument(values, 0)?)?;
            Ok(Value::Number(Number::from_integer(day.to_monday_one_offset().into())))
        },
    },
    Builtin {
        name: "hour",
        parameters: &[required("time", Shape::Clock)],
        result: Shape::Plain,
        documentation: "The hour that a time of day lies in: 0 to 23.",
        example: "hour(07:59) == 7",
        code: |values| Ok(Value::Number(Number::from_integer(clock(argument(values, 0)?)? / (3600 * SECOND)))),
    },
    Builtin {
        name: "near",
        parameters: &[
            required("times", Shape::Clock),
            required("moments", Shape::Breaks),
            required("within", Shape::Time),
        ],
        result: Shape::Truth,
        documentation: "Whether a time of day lies in one of the moments, such as breaks, or so much time or less before the beginning or after the end of one. Past midnight it goes on.",
        example: "near(09:45, [10:00 to 10:15], within: 15 min) and not near(10:31, [10:00 to 10:15], within: 15 min)",
        code: |values| {
            let within = argument(values, 2)?.number()?;
            if within.is_negative() {
                return Err(ValueError::Outside { function: "near", needs: "a time that is not below nought" });
            }
            let time = clock(argument(values, 0)?)?;
            for stretch in Stretch::all(argument(values, 1)?)? {
                if seconds(stretch.distance(time))? <= within {
                    return Ok(Value::Truth(true));
                }
            }
            Ok(Value::Truth(false))
        },
    },
];

fn weekday(day: &Value) -> Result<Weekday, ValueError> {
    match day {
        Value::Date(day) => Ok(day.weekday()),
        _ => Err(ValueError::Unfit { operation: "the day of the week", what: "a value that is no date" }),
    }
}
