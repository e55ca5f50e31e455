//! Functions that pick from lists. Places count from one, as the cycles of a sheet do.

use super::{Builtin, Shape, argument, required};
use crate::base::{Language, Text};
use crate::language::context::FIGURE;
use crate::value::number::Number;
use crate::value::operation::{self, equal, order};
use crate::value::{Value, ValueError};
use std::collections::HashMap;

pub(super) const ROWS: &[Builtin] = &[
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
    Builtin {
        name: "nth",
        parameters: &[required("values", Shape::List), required("place", Shape::Plain)],
        result: Shape::Any,
        documentation: "The value at a place of a list; the first place is 1.",
        example: "nth([5, 7, 9], 2) == 7",
        code: |values| {
            let list = argument(values, 0)?;
            let place = place_of(argument(values, 1)?, list)?;
            list.element(place).ok_or(ValueError::Empty { function: "a place" })
        },
    },
    Builtin {
        name: "at",
        parameters: &[required("values", Shape::List), required("places", Shape::Counts)],
        result: Shape::List,
        documentation: "The values at these places of a list.",
        example: "all_of(at([5, 7, 9], [1, 3]) == [5, 9])",
        code: |values| {
            let list = argument(values, 0)?;
            let places = places_of(argument(values, 1)?, list)?;
            Ok(operation::list(places.into_iter().filter_map(|place| list.element(place)).collect()))
        },
    },
    Builtin {
        name: "without",
        parameters: &[required("values", Shape::List), required("places", Shape::Counts)],
        result: Shape::List,
        documentation: "A list in which the values at these places are missing; the others keep their places.",
        example: "count(without([5, 7, 9], [1])) == 2 and nth(without([5, 7, 9], [1]), 2) == 7",
        code: |values| {
            let list = argument(values, 0)?;
            let places = places_of(argument(values, 1)?, list)?;
            if places.is_empty() {
                return Ok(list.clone());
            }
            let mut elements = list.elements()?;
            for place in places {
                if let Some(element) = elements.get_mut(place) {
                    *element = Value::Missing;
                }
            }
            Ok(operation::list(elements))
        },
    },
    Builtin {
        name: "places",
        parameters: &[required("answers", Shape::Truths)],
        result: Shape::Counts,
        documentation: "The places at which the answer is yes.",
        example: "all_of(places([5, 7, 9] > 6) == [2, 3])",
        code: |values| {
            let answers = argument(values, 0)?.elements()?;
            let yes = answers.iter().enumerate().filter(|(_, answer)| matches!(answer, Value::Truth(true)));
            Ok(operation::list(yes.map(|(place, _)| Value::Number(Number::from(place + 1))).collect()))
        },
    },
    Builtin {
        name: "previous",
        parameters: &[required("values", Shape::Numbers('D')), required("first", Shape::Quantity('D'))],
        result: Shape::Numbers('D'),
        documentation: "A list moved on by one place: each value gives way to the one before it, the first to `first`.",
        example: "all_of([3, 7, 12] - previous([3, 7, 12], first: 0) == [3, 4, 5])",
        code: |values| {
            let mut elements = argument(values, 0)?.elements()?;
            elements.insert(0, argument(values, 1)?.clone());
            elements.pop();
            Ok(operation::list(elements))
        },
    },
    Builtin {
        name: "filled",
        parameters: &[required("values", Shape::Numbers('D')), required("from", Shape::Numbers('D'))],
        result: Shape::Numbers('D'),
        documentation: "A list whose missing values are taken from the same places of another.",
        example: "all_of(filled(without([5, 7], [2]), from: [1, 2]) == [5, 2])",
        code: |values| {
            let (own, other) = (argument(values, 0)?.elements()?, argument(values, 1)?.elements()?);
            if own.len() != other.len() {
                return Err(ValueError::LengthsDiffer { left: own.len(), right: other.len() });
            }
            let filled = own.into_iter().zip(other).map(|(own, other)| if own == Value::Missing { other } else { own });
            Ok(operation::list(filled.collect()))
        },
    },
    Builtin {
        name: "united",
        parameters: &[required("first", Shape::List), required("second", Shape::List)],
        result: Shape::List,
        documentation: "The values of two lists, each once: those of the first, then those that only the second has.",
        example: "all_of(united([3, 2, 3], [2, 1]) == [3, 2, 1])",
        code: |values| {
            let mut all = argument(values, 0)?.elements()?;
            all.extend(argument(values, 1)?.elements()?);
            let firsts = first_places(&all).into_iter().enumerate();
            let once = all.into_iter().zip(firsts).filter(|(_, (place, first))| place == first);
            Ok(operation::list(once.map(|(value, _)| value).collect()))
        },
    },
    Builtin {
        name: "joined",
        parameters: &[required("first", Shape::List), required("second", Shape::List)],
        result: Shape::List,
        documentation: "Two lists, one after the other.",
        example: "all_of(joined([1, 2], [3]) == [1, 2, 3])",
        code: |values| {
            let mut all = argument(values, 0)?.elements()?;
            all.extend(argument(values, 1)?.elements()?);
            Ok(operation::list(all))
        },
    },
    Builtin {
        name: "matched",
        parameters: &[
            required("wanted", Shape::List),
            required("keys", Shape::List),
            required("values", Shape::Numbers('D')),
        ],
        result: Shape::Numbers('D'),
        documentation: "For each of the wanted the sum of the values that stand at its places among the keys; nought where it is none of them.",
        example: "all_of(matched([3, 5], [5, 7], [10, 20]) == [0, 10])",
        code: |values| {
            let (keys, found) = (argument(values, 1)?.elements()?, argument(values, 2)?.elements()?);
            if keys.len() != found.len() {
                return Err(ValueError::LengthsDiffer { left: keys.len(), right: found.len() });
            }
            let mut all = argument(values, 0)?.elements()?;
            let wanted = all.len();
            all.extend(keys);
            let firsts = first_places(&all);
            let (wanted, keys) = firsts.split_at(wanted);
            let mut sums: HashMap<usize, Number> = wanted.iter().map(|first| (*first, Number::ZERO)).collect();
            for (first, value) in keys.iter().zip(&found) {
                if let Some(sum) = sums.get_mut(first) {
                    *sum = sum.add(&value.number()?)?;
                }
            }
            let sums = wanted.iter().filter_map(|first| sums.get(first).cloned().map(Value::Number));
            Ok(operation::list(sums.collect()))
        },
    },
    Builtin {
        name: LISTED,
        parameters: &[required("values", Shape::Words)],
        result: Shape::Text,
        documentation: "Numbers or words one after another, as in a sentence; three numbers and more in a row are summed up.",
        example: "listed([2, 3, 4, 7]) == \"2 to 4 and 7\"",
        code: |values| {
            let elements = argument(values, 0)?.elements()?;
            Ok(Value::Text(Text::from(listed(&elements, Language::English))))
        },
    },
];

/// Nobody reads on in a longer list.
const MOST_WORDS: usize = 12;

/// The function that tells what a list has.
pub const LISTED: &str = "listed";

/// Numbers or words one after another, as in a sentence of a language.
pub fn listed(values: &[Value], language: Language) -> String {
    let mut words = words(values, language);
    if let Some(more @ 1..) = words.len().checked_sub(MOST_WORDS) {
        words.truncate(MOST_WORDS);
        words.push(language.fill_in(FIGURE, "{count} more", &[("count", &language.number(more))]));
    }
    match words.split_last() {
        None => language.say_in(FIGURE, "none").into_owned(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => {
            language.fill_in(FIGURE, "{others} and {last}", &[("others", &others.join(", ")), ("last", last)])
        }
    }
}

fn words(values: &[Value], language: Language) -> Vec<String> {
    let follows = |a: &Value, b: &Value| match (a, b) {
        (Value::Number(a), Value::Number(b)) => b.subtract(a).is_ok_and(|step| step == Number::ONE),
        _ => false,
    };
    let mut words = Vec::new();
    for run in values.chunk_by(follows) {
        match run {
            [first, _, .., last] => {
                let ends = word(first).zip(word(last));
                words.extend(
                    ends.map(|(from, to)| language.fill_in(FIGURE, "{from} to {to}", &[("from", &from), ("to", &to)])),
                );
            }
            few => words.extend(few.iter().filter_map(word)),
        }
    }
    words
}

fn word(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::Text(text) => Some(text.to_string()),
        Value::Date(date) => Some(date.to_string()),
        Value::Clock(clock) => Some(clock.strftime("%H:%M").to_string()),
        _ => None,
    }
}

/// For every value the place of the first that is the same, counted from nought.
fn first_places(values: &[Value]) -> Vec<usize> {
    let mut sorted: Vec<(usize, &Value)> = values.iter().enumerate().collect();
    sorted.sort_by(|(_, left), (_, right)| order(left, right));
    let mut firsts: Vec<usize> = (0..values.len()).collect();
    for alike in sorted.chunk_by(|(_, left), (_, right)| order(left, right).is_eq()) {
        // What stands at one place of an order may still differ: 2 of 3 is not 4 of 6.
        let mut different: Vec<(usize, &Value)> = Vec::new();
        for (place, value) in alike {
            match different.iter().find(|(_, known)| known == value) {
                Some((first, _)) => {
                    if let Some(own) = firsts.get_mut(*place) {
                        *own = *first;
                    }
                }
                None => different.push((*place, value)),
            }
        }
    }
    firsts
}

/// A place that the list has, counted from nought.
fn place_of(place: &Value, list: &Value) -> Result<usize, ValueError> {
    let (number, length) = (place.number()?, list.length().unwrap_or(0));
    let found = number.to_usize().and_then(|place| place.checked_sub(1)).filter(|place| *place < length);
    found.ok_or_else(|| ValueError::NoSuchPlace { place: number.exact_text(), length })
}

fn places_of(places: &Value, list: &Value) -> Result<Vec<usize>, ValueError> {
    places.elements()?.iter().map(|place| place_of(place, list)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Proportion;

    fn called(name: &str, values: &[Value]) -> Value {
        let builtin = ROWS.iter().find(|builtin| builtin.name == name).unwrap();
        (builtin.code)(values).unwrap()
    }

    fn words(numbers: impl Iterator<Item = usize>) -> Value {
        operation::list(numbers.map(|number| Value::Text(format!("word {number}").into())).collect())
    }

    /// Looked for one by one, so many words would take minutes.
    #[test]
    fn many_words_are_united_and_matched() {
        const MANY: usize = 60_000;
        let (first, second) = (words((0..MANY).rev()), words(MANY / 2..MANY + MANY / 2));
        let united = called("united", &[first.clone(), second.clone()]);
        assert_eq!(united, words((0..MANY).rev().chain(MANY..MANY + MANY / 2)));
        let ones = operation::list(vec![Value::Number(Number::ONE); MANY]);
        let matched = called("matched", &[united, second, ones]).numbers().unwrap();
        let is_one = |number: &Number| *number == Number::ONE;
        assert_eq!((matched.len(), matched.iter().filter(|one| is_one(one)).count()), (MANY + MANY / 2, MANY));
        assert!(matched.iter().take(MANY / 2).all(is_one) && matched.iter().skip(MANY).all(is_one));
    }

    #[test]
    fn what_is_matched_twice_is_added_and_proportions_are_told_apart() {
        let of = |hits: i64, total: i64| {
            Value::Proportion(Proportion::new(Number::from(hits), Number::from(total)).unwrap())
        };
        let list = operation::list(vec![of(4, 6), of(2, 3), of(4, 6), of(1, 3), Value::Missing]);
        let united = called("united", &[list.clone(), operation::list(vec![Value::Missing, of(1, 3)])]);
        assert_eq!(united, operation::list(vec![of(4, 6), of(2, 3), of(1, 3), Value::Missing]));
        let numbers = operation::list((1..6).map(|number: i64| Value::Number(Number::from(number))).collect());
        let wanted = operation::list(vec![of(4, 6), of(9, 9), of(1, 3), of(4, 6)]);
        let sums = called("matched", &[wanted, list, numbers]).numbers().unwrap();
        assert_eq!(sums, [4, 0, 4, 4].map(|number: i64| Number::from(number)));
    }
}
