//! Functions of lists and tables.

use super::{Builtin, Shape, argument, required, spread};
use crate::value::number::Number;
use crate::value::operation::equal;
use crate::value::{Value, ValueError};

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "sum",
        parameters: &[spread("values", Shape::Numbers('D'))],
        result: Shape::Quantity('D'),
        documentation: "The sum of a list or sample; of an empty one it is nought.",
        example: "sum([1, 2, 3] h) == 6 h",
        code: |values| sum(argument(values, 0)?).map(Value::Number),
    },
    Builtin {
        name: "count",
        parameters: &[required("rows", Shape::Rows)],
        result: Shape::Plain,
        documentation: "How many elements a list has, or rows a table.",
        example: "count([5 s, 6 s]) == 2",
        code: |values| Ok(Value::Number(Number::from(argument(values, 0)?.length().unwrap_or(0)))),
    },
    Builtin {
        name: "min",
        parameters: &[spread("values", Shape::Numbers('D'))],
        result: Shape::Quantity('D'),
        documentation: "The smallest of several values or of a list.",
        example: "min(3 s, 2 s) == 2 s",
        code: |values| extreme("the smallest", argument(values, 0)?, |best, next| next < best),
    },
    Builtin {
        name: "max",
        parameters: &[spread("values", Shape::Numbers('D'))],
        result: Shape::Quantity('D'),
        documentation: "The largest of several values or of a list.",
        example: "max([3, 2, 7]) == 7",
        code: |values| extreme("the largest", argument(values, 0)?, |best, next| next > best),
    },
    Builtin {
        name: "first",
        parameters: &[required("values", Shape::List)],
        result: Shape::Any,
        documentation: "The first element of a list.",
        example: "first([3, 2]) == 3",
        code: |values| argument(values, 0)?.element(0).ok_or(ValueError::Empty { function: "the first" }),
    },
    Builtin {
        name: "last",
        parameters: &[required("values", Shape::List)],
        result: Shape::Any,
        documentation: "The last element of a list.",
        example: "last([3, 2]) == 2",
        code: |values| {
            let list = argument(values, 0)?;
            let last = list.length().unwrap_or(0).checked_sub(1);
            last.and_then(|last| list.element(last)).ok_or(ValueError::Empty { function: "the last" })
        },
    },
    Builtin {
        name: "contains",
        parameters: &[required("values", Shape::List), required("value", Shape::Any)],
        result: Shape::Truth,
        documentation: "Whether a value is among those of a list.",
        example: "contains([3, 2], 2) and not contains([3, 2], 4)",
        code: |values| {
            let wanted = argument(values, 1)?;
            for element in argument(values, 0)?.elements()? {
                if equal(&element, wanted)? {
                    return Ok(Value::Truth(true));
                }
            }
            Ok(Value::Truth(false))
        },
    },
];

/// The exact sum of a list or sample.
pub(super) fn sum(values: &Value) -> Result<Number, ValueError> {
    if let Value::Sample(sample) = values {
        return Ok(sample.sum()?);
    }
    values.numbers()?.iter().try_fold(Number::ZERO, |sum, next| Ok(sum.add(next)?))
}

fn extreme(
    function: &'static str,
    values: &Value,
    better: impl Fn(&Number, &Number) -> bool,
) -> Result<Value, ValueError> {
    let best = values.numbers()?.into_iter().reduce(|best, next| if better(&best, &next) { next } else { best });
    best.map(Value::Number).ok_or(ValueError::Empty { function })
}
