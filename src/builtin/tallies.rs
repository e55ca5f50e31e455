//! Functions that look at the different values of a list: which there are, how often, and where first.

use super::{Builtin, Shape, argument, required};
use crate::value::column::Codes;
use crate::value::number::Number;
use crate::value::operation::{self, order};
use crate::value::{Coded, Value, ValueError};
use std::sync::Arc;

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "distinct",
        parameters: &[required("values", Shape::List)],
        result: Shape::List,
        documentation: "The values of a list, each once, in their order.",
        example: "all_of(distinct([3, 2, 3]) == [2, 3])",
        code: |values| {
            let list = argument(values, 0)?;
            let classes = classes(list, |_| false)?;
            Ok(operation::list(classes.iter().filter_map(|class| list.element(class.first)).collect()))
        },
    },
    Builtin {
        name: "tally",
        parameters: &[required("values", Shape::Keys)],
        result: Shape::Counts,
        documentation: "How often each of the different values of a list occurs, in the order of `distinct`.",
        example: "all_of(tally([3, 2, 3]) == [1, 2])",
        code: |values| Ok(counts(&classes(argument(values, 0)?, |_| false)?, |class| class.rows)),
    },
    Builtin {
        name: "tally_where",
        parameters: &[required("values", Shape::Keys), required("answers", Shape::Truths)],
        result: Shape::Counts,
        documentation: "How often each of the different values of a list occurs where the answer is yes, in the order of `distinct`; a missing answer is no.",
        example: "all_of(tally_where([3, 2, 3], [3, 2, 4] > 3) == [0, 1])",
        code: |values| {
            let (list, answers) = of_one_length(values)?;
            let yes = |row: usize| matches!(answers.element(row), Some(Value::Truth(true)));
            Ok(counts(&classes(list, yes)?, |class| class.yes))
        },
    },
    Builtin {
        name: "first_of_each",
        parameters: &[required("values", Shape::Keys), required("others", Shape::List)],
        result: Shape::List,
        documentation: "For each of the different values of a list, in the order of `distinct`, what another list has where it first occurs.",
        example: "all_of(first_of_each([3, 2, 3], [\"c\", \"b\", \"d\"]) == [\"b\", \"c\"])",
        code: |values| {
            let (list, others) = of_one_length(values)?;
            let classes = classes(list, |_| false)?;
            Ok(operation::list(classes.iter().filter_map(|class| others.element(class.first)).collect()))
        },
    },
];

/// The rows that have one value.
#[derive(Clone, Copy)]
struct Class {
    first: usize,
    rows: usize,
    yes: usize,
}

fn counts(classes: &[Class], count: impl Fn(&Class) -> usize) -> Value {
    operation::list(classes.iter().map(|class| Value::Number(Number::from(count(class)))).collect())
}

fn of_one_length(values: &[Value]) -> Result<(&Value, &Value), ValueError> {
    let (list, other) = (argument(values, 0)?, argument(values, 1)?);
    let (left, right) = (list.length().unwrap_or(0), other.length().unwrap_or(0));
    if left == right { Ok((list, other)) } else { Err(ValueError::LengthsDiffer { left, right }) }
}

/// The rows by their values, in the order of the values. A column of values that repeat is never looked at value by
/// value.
fn classes(list: &Value, yes: impl Fn(usize) -> bool) -> Result<Vec<Class>, ValueError> {
    let coded = coded(list)?;
    let dictionary = coded.dictionary();
    let mut by_code: Vec<Option<Class>> = vec![None; dictionary.len()];
    for row in 0..coded.len() {
        if let Some(class) = coded.code(row).and_then(|code| by_code.get_mut(code)) {
            let class = class.get_or_insert(Class { first: row, rows: 0, yes: 0 });
            class.rows += 1;
            class.yes += usize::from(yes(row));
        }
    }
    let found = dictionary.iter().zip(by_code);
    let mut found: Vec<(&Value, Class)> = found.filter_map(|(value, class)| Some((value, class?))).collect();
    // What a column was mapped to may stand in its dictionary several times: `weekday(day)` has many Mondays.
    found.sort_by(|(left, _), (right, _)| order(left, right));
    let same = |(left, _): &(&Value, Class), (right, _): &(&Value, Class)| order(left, right).is_eq();
    let join = |one: Class, other: Class| Class {
        first: one.first.min(other.first),
        rows: one.rows + other.rows,
        yes: one.yes + other.yes,
    };
    Ok(found.chunk_by(same).filter_map(|chunk| chunk.iter().map(|(_, class)| *class).reduce(join)).collect())
}

/// The list with every different value once, and for each row which of them it is.
fn coded(list: &Value) -> Result<Arc<Coded>, ValueError> {
    if let Value::Coded(coded) = list {
        return Ok(coded.clone());
    }
    let mut elements: Vec<(usize, Value)> = list.elements()?.into_iter().enumerate().collect();
    elements.sort_by(|(_, left), (_, right)| order(left, right));
    let too_long = ValueError::TooLong { length: elements.len(), most: u32::MAX as usize };
    let mut codes = vec![0; elements.len()];
    let mut dictionary = Vec::new();
    for chunk in elements.chunk_by(|(_, left), (_, right)| order(left, right).is_eq()) {
        let code = u32::try_from(dictionary.len()).map_err(|_| too_long.clone())?;
        dictionary.extend(chunk.first().map(|(_, value)| value.clone()));
        for (row, _) in chunk {
            if let Some(place) = codes.get_mut(*row) {
                *place = code;
            }
        }
    }
    Ok(Arc::new(Coded::new(Codes::Long(codes), dictionary)))
}

#[cfg(test)]
mod tests {
    use super::{Class, classes};
    use crate::value::column::Codes;
    use crate::value::operation;
    use crate::value::{Coded, Number, Proportion, Value};
    use std::sync::Arc;

    fn figures(list: &Value, yes: impl Fn(usize) -> bool) -> Vec<(usize, usize, usize)> {
        let classes = classes(list, yes).unwrap();
        classes.iter().map(|Class { first, rows, yes }| (*first, *rows, *yes)).collect()
    }

    fn text(word: &str) -> Value {
        Value::Text(word.into())
    }

    #[test]
    fn a_column_whose_dictionary_repeats_and_has_more_than_its_rows() {
        let dictionary = ["b", "a", "never", "b"].map(text).to_vec();
        let coded = Coded::new(Codes::Byte(vec![0, 3, 1, 0, 1]), dictionary);
        let column = Value::Coded(Arc::new(coded.clone()));
        assert_eq!(figures(&column, |row| row > 1), [(2, 2, 2), (0, 3, 1)]);
        let listed = operation::list(coded.values().cloned().collect());
        assert_eq!(figures(&listed, |row| row > 1), [(2, 2, 2), (0, 3, 1)]);
    }

    #[test]
    fn what_is_missing_comes_first_and_proportions_are_told_apart() {
        let list = operation::list(vec![text("a"), Value::Missing, text("a"), Value::Missing]);
        assert_eq!(figures(&list, |_| false), [(1, 2, 0), (0, 2, 0)]);
        let of = |hits: i64, total: i64| {
            Value::Proportion(Proportion::new(Number::from(hits), Number::from(total)).unwrap())
        };
        assert_eq!(figures(&operation::list(vec![of(2, 3), of(1, 3), of(4, 6)]), |_| true), [(1, 1, 1), (0, 2, 2)]);
        let scenarios = operation::list(vec![Value::Scenario(1), Value::Scenario(0), Value::Scenario(1)]);
        assert_eq!(figures(&scenarios, |_| false), [(1, 1, 0), (0, 2, 0)]);
    }

    #[test]
    fn of_nothing_there_are_none() {
        assert_eq!(figures(&operation::list(Vec::new()), |_| true), []);
    }
}
