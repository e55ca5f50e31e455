//! Statistics of a sample. Those with "sample" deviation divide by n − 1, and the name says which is meant.

use super::lists::{open_sum, sum};
use super::{Builtin, Shape, argument, required};
use crate::value::number::Number;
use crate::value::operation::{Operator, apply};
use crate::value::{Value, ValueError};

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "mean",
        parameters: &[required("values", Shape::Numbers('D'))],
        result: Shape::Quantity('D'),
        documentation: "The arithmetic mean.",
        example: "mean([1, 2, 6] s) == 3 s",
        code: |values| {
            let values = argument(values, 0)?;
            match values.is_open() {
                false => mean(values).map(Value::Number),
                true => apply(Operator::Divide, &open_sum(values)?, &Value::Number(Number::from(values.count()))),
            }
        },
    },
    Builtin {
        name: "median",
        parameters: &[required("values", Shape::Numbers('D'))],
        result: Shape::Quantity('D'),
        documentation: "The middle value, or the mean of the two in the middle.",
        example: "median([5, 1, 4, 2]) == 3",
        code: |values| quantile("the median", argument(values, 0)?, &Number::from_ratio(1, 2)?).map(Value::Number),
    },
    Builtin {
        name: "quantile",
        parameters: &[required("values", Shape::Numbers('D')), required("p", Shape::Plain)],
        result: Shape::Quantity('D'),
        documentation: "What a share of the values stays below. Between two values it goes on in a straight line, as spreadsheets have it (type 7 of Hyndman and Fan, 1996).",
        example: "quantile([1, 2, 3, 4], 25%) == 1.75",
        code: |values| quantile("a quantile", argument(values, 0)?, &argument(values, 1)?.number()?).map(Value::Number),
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

/// The value at `(n − 1) p` of the sorted values, counted from nought; exact.
fn quantile(function: &'static str, values: &Value, p: &Number) -> Result<Number, ValueError> {
    if p.is_negative() || *p > Number::ONE {
        return Err(ValueError::Outside { function, needs: "a share from 0 % to 100 %" });
    }
    let count = values.count().checked_sub(1).ok_or(ValueError::Empty { function })?;
    let place = p.multiply(&Number::from(count))?;
    let below = place.floor(&Number::ONE)?;
    let rank = below.to_usize().unwrap_or(0).min(count);
    let (lower, upper) = neighbours(values, rank, (rank + 1).min(count))?;
    let share = place.subtract(&below)?;
    Ok(lower.add(&upper.subtract(&lower)?.multiply(&share)?)?)
}

/// The values at two places of the sorted values.
fn neighbours(values: &Value, lower: usize, upper: usize) -> Result<(Number, Number), ValueError> {
    if let Value::Sample(sample) = values {
        return Ok(sample.ordered(lower, upper)?);
    }
    let mut numbers = values.numbers()?;
    numbers.sort();
    let at = |rank: usize| numbers.get(rank).cloned().unwrap_or(Number::ZERO);
    Ok((at(lower), at(upper)))
}

pub(super) fn mean(values: &Value) -> Result<Number, ValueError> {
    match values.count() {
        0 => Err(ValueError::Empty { function: "the mean" }),
        count => Ok(sum(values)?.divide(&Number::from(count))?),
    }
}

/// The exact variance; `lost` is what the mean costs: 1 for a sample, 0 for a population.
pub(super) fn variance(values: &Value, lost: usize) -> Result<Number, ValueError> {
    if let Value::Sample(sample) = values
        && let (Some(squares), Some(divisor @ 1..)) = (sample.squared_distances(), sample.count().checked_sub(lost))
    {
        return Ok(squares?.divide(&Number::from(divisor))?);
    }
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
