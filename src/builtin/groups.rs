//! Functions of readings in their order: subgroups, and what lies beyond limits.

use super::statistics::{mean, variance};
use super::{Builtin, Fallback, Shape, argument, optional, required};
use crate::value::number::Number;
use crate::value::operation;
use crate::value::{Value, ValueError};

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "group_means",
        parameters: &[required("values", Shape::Numbers('D')), required("size", Shape::Plain)],
        result: Shape::Numbers('D'),
        documentation: "The means of so many values at a time, as they follow on each other. Missing values are passed over, and a last group that is not full is left out; groups of one are the values in their places.",
        example: "all_of(group_means([1, 3, 5, 9, 4], size: 2) == [2, 7])",
        code: |values| {
            let size = size_of(argument(values, 1)?)?;
            if size == 1 {
                return Ok(argument(values, 0)?.clone());
            }
            let numbers = argument(values, 0)?.numbers()?;
            let means = numbers.chunks_exact(size).map(|group| mean_of(group).map(Value::Number));
            Ok(operation::list(means.collect::<Result<_, _>>()?))
        },
    },
    Builtin {
        name: "beyond_limits",
        parameters: &[
            required("values", Shape::Numbers('D')),
            required("k", Shape::Plain),
            optional("size", Shape::Plain, Fallback::One),
        ],
        result: Shape::Counts,
        documentation: "The places of all values to be taken out until the means of all groups of the others lie within their own mean ± k deviations / √size.",
        example: "all_of(beyond_limits([5, 6, 5, 6, 5, 6, 5, 6, 20], k: 2) == [9])",
        code: |values| {
            let size = size_of(argument(values, 2)?)?;
            let places = beyond(argument(values, 0)?, &argument(values, 1)?.number()?, size)?;
            Ok(operation::list(places.into_iter().map(|place| Value::Number(Number::from(place + 1))).collect()))
        },
    },
];

fn size_of(size: &Value) -> Result<usize, ValueError> {
    let found = size.number()?.to_usize().filter(|size| *size > 0);
    found.ok_or(ValueError::Outside { function: "a subgroup", needs: "a size of 1 or more, and whole" })
}

fn mean_of(group: &[Number]) -> Result<Number, ValueError> {
    let sum = group.iter().try_fold(Number::ZERO, |sum, next| sum.add(next))?;
    Ok(sum.divide(&Number::from(group.len()))?)
}

/// Round by round, all groups that lie outside are taken out, and what remains is looked at again.
/// Squares are compared, so that no root has to be drawn.
fn beyond(values: &Value, k: &Number, size: usize) -> Result<Vec<usize>, ValueError> {
    let elements = values.elements()?;
    let mut left: Vec<(usize, Number)> = Vec::with_capacity(elements.len());
    for (place, element) in elements.iter().enumerate() {
        if !matches!(element, Value::Missing) {
            left.push((place, element.number()?));
        }
    }
    let mut taken = Vec::new();
    while left.len() > size.max(2) {
        let numbers = operation::list(left.iter().map(|(_, number)| Value::Number(number.clone())).collect());
        let middle = mean(&numbers)?;
        let most = variance(&numbers, 1)?.multiply(&k.multiply(k)?)?.divide(&Number::from(size))?;
        let mut kept = Vec::with_capacity(left.len());
        let before = taken.len();
        for group in left.chunks(size) {
            let full: Vec<Number> = group.iter().map(|(_, number)| number.clone()).collect();
            let distance = mean_of(&full)?.subtract(&middle)?;
            if group.len() == size && distance.multiply(&distance)? > most {
                taken.extend(group.iter().map(|(place, _)| *place));
            } else {
                kept.extend_from_slice(group);
            }
        }
        if taken.len() == before {
            break;
        }
        left = kept;
    }
    taken.sort_unstable();
    Ok(taken)
}
