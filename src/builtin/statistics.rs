//! Statistics of a sample. Those with "sample" deviation divide by n − 1, and the name says which is meant.

use super::lists::sum;
use super::{Builtin, Shape, argument, required};
use crate::value::number::Number;
use crate::value::{Value, ValueError};

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "mean",
        parameters: &[required("values", Shape::Numbers('D'))],
        result: Shape::Quantity('D'),
        documentation: "The arithmetic mean.",
        example: "mean([1, 2, 6] s) == 3 s",
        code: |values| mean(argument(values, 0)?).map(Value::Number),
    },
    Builtin {
        name: "median",
        parameters: &[required("values", Shape::Numbers('D'))],
        result: Shape::Quantity('D'),
        documentation: "The middle value, or the mean of the two in the middle.",
        example: "median([5, 1, 4, 2]) == 3",
        code: |values| {
            let mut numbers = argument(values, 0)?.numbers()?;
            numbers.sort();
            let middle = numbers.len() / 2;
            let upper = numbers.get(middle).ok_or(ValueError::Empty { function: "the median" })?;
            let odd = numbers.len() % 2 == 1;
            let lower = if odd { upper } else { numbers.get(middle - 1).unwrap_or(upper) };
            Ok(Value::Number(upper.add(lower)?.divide(&Number::from_integer(2))?))
        },
    },
    Builtin {
        name: "variance",
        parameters: &[required("values", Shape::Numbers('D'))],
        result: Shape::Power('D', 2),
        documentation: "The sample variance: squared distances from the mean, divided by n − 1.",
        example: "variance([2, 4, 4, 4, 5, 5, 7, 9]) == 32/7",
        code: |values| variance(argument(values, 0)?, 1).map(Value::Number),
    },
    Builtin {
        name: "population_variance",
        parameters: &[required("values", Shape::Numbers('D'))],
        result: Shape::Power('D', 2),
        documentation: "The population variance: squared distances from the mean, divided by n.",
        example: "population_variance([2, 4, 4, 4, 5, 5, 7, 9]) == 4",
        code: |values| variance(argument(values, 0)?, 0).map(Value::Number),
    },
    Builtin {
        name: "deviation",
        parameters: &[required("values", Shape::Numbers('D'))],
        result: Shape::Quantity('D'),
        documentation: "The sample standard deviation, the root of `variance`.",
        example: "deviation([1 s, 3 s]) == sqrt(2 s^2)",
        code: |values| Ok(Value::Number(variance(argument(values, 0)?, 1)?.square_root()?)),
    },
    Builtin {
        name: "population_deviation",
        parameters: &[required("values", Shape::Numbers('D'))],
        result: Shape::Quantity('D'),
        documentation: "The population standard deviation, the root of `population_variance`.",
        example: "population_deviation([2, 4, 4, 4, 5, 5, 7, 9]) == 2",
        code: |values| Ok(Value::Number(variance(argument(values, 0)?, 0)?.square_root()?)),
    },
];

fn mean(values: &Value) -> Result<Number, ValueError> {
    match values.length() {
        None | Some(0) => Err(ValueError::Empty { function: "the mean" }),
        Some(count) => Ok(sum(values)?.divide(&Number::from(count))?),
    }
}

/// The exact variance; `lost` is what the mean costs: 1 for a sample, 0 for a population.
fn variance(values: &Value, lost: usize) -> Result<Number, ValueError> {
    let numbers = values.numbers()?;
    let divisor = numbers.len().saturating_sub(lost);
    if divisor == 0 {
        return Err(ValueError::TooFew { function: "the variance", least: lost + 1, found: numbers.len() });
    }
    let mean = mean(values)?;
    let squares = numbers.iter().try_fold(Number::ZERO, |total, number| {
        let distance = number.subtract(&mean)?;
        total.add(&distance.multiply(&distance)?)
    })?;
    Ok(squares.divide(&Number::from(divisor))?)
}
