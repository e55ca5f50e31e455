//! Functions that sum lists up.

use super::{Builtin, Shape, argument, required, spread};
use crate::value::number::Number;
use crate::value::operation::{Operator, apply};
use crate::value::{Value, ValueError};

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "sum",
        parameters: &[spread("values", Shape::Numbers('D'))],
        result: Shape::Quantity('D'),
        documentation: "The sum of a list or sample; of an empty one it is nought.",
        example: "sum([1, 2, 3] h) == 6 h",
        code: |values| open_sum(argument(values, 0)?),
    },
    Builtin {
        name: "count",
        parameters: &[required("rows", Shape::Rows)],
        result: Shape::Plain,
        documentation: "How many elements a list has, or rows a table; a missing reading is none.",
        example: "count([5 s, 6 s]) == 2",
        code: |values| Ok(Value::Number(Number::from(argument(values, 0)?.count()))),
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
        name: "all_of",
        parameters: &[required("answers", Shape::Truths)],
        result: Shape::Truth,
        documentation: "Whether every answer of a list is yes.",
        example: "all_of([2, 3] > 1) and not all_of([2, 3] > 2)",
        code: |values| answers(values).map(|answers| Value::Truth(answers.iter().all(|answer| *answer))),
    },
    Builtin {
        name: "any_of",
        parameters: &[required("answers", Shape::Truths)],
        result: Shape::Truth,
        documentation: "Whether any answer of a list is yes.",
        example: "any_of([2, 3] > 2) and not any_of([2, 3] > 3)",
        code: |values| answers(values).map(|answers| Value::Truth(answers.contains(&true))),
    },
];

/// The answers of a list that are not missing.
fn answers(values: &[Value]) -> Result<Vec<bool>, ValueError> {
    let answers = argument(values, 0)?.elements()?;
    answers.iter().filter(|answer| !matches!(answer, Value::Missing)).map(Value::truth).collect()
}

/// The exact sum of a list or sample.
pub(super) fn sum(values: &Value) -> Result<Number, ValueError> {
    if let Value::Sample(sample) = values {
        return Ok(sample.sum()?);
    }
    values.numbers()?.iter().try_fold(Number::ZERO, |sum, next| Ok(sum.add(next)?))
}

/// The sum of a list or sample in which parameters may be open.
pub(super) fn open_sum(values: &Value) -> Result<Value, ValueError> {
    if !values.is_open() {
        return sum(values).map(Value::Number);
    }
    let elements = values.elements()?;
    let there = elements.iter().filter(|value| !matches!(value, Value::Missing));
    there.into_iter().try_fold(Value::Number(Number::ZERO), |sum, next| apply(Operator::Add, &sum, next))
}

fn extreme(
    function: &'static str,
    values: &Value,
    better: impl Fn(&Number, &Number) -> bool,
) -> Result<Value, ValueError> {
    if let Value::Sample(sample) = values
        && let Some((least, most)) = sample.extremes()?
    {
        return Ok(Value::Number(if better(&most, &least) { least } else { most }));
    }
    let best = values.numbers()?.into_iter().reduce(|best, next| if better(&best, &next) { next } else { best });
    best.map(Value::Number).ok_or(ValueError::Empty { function })
}
