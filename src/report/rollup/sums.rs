//! Numbers of many studies: their sum, mean and median, exact.

use crate::value::Number;
use crate::value::number::NumberError;

/// What numbers come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// How many there are.
    pub count: usize,
    /// All of them added up.
    pub total: Number,
    /// The arithmetic mean.
    pub mean: Number,
    /// The middle one, or the mean of the two in the middle.
    pub median: Number,
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Those of which it is so.
    pub hits: usize,
    /// Those of which it is known.
    pub of: usize,
}

impl Sums {
    /// Nothing where there are no numbers.
    pub fn of(mut numbers: Vec<Number>) -> Result<Option<Sums>, NumberError> {
        let count = numbers.len();
        numbers.sort_unstable();
        let (Some(lower), Some(upper)) = (numbers.get(count.saturating_sub(1) / 2), numbers.get(count / 2)) else {
            return Ok(None);
        };
        let median = lower.add(upper)?.divide(&Number::from_integer(2))?;
        let total = sum(&numbers)?;
        let mean = total.divide(&whole(count))?;
        Ok(Some(Sums { count, total, mean, median }))
    }
}

impl Count {
    /// Counts what is known.
    pub fn of(answers: impl Iterator<Item = bool>) -> Count {
        answers.fold(Count::default(), |count, is_so| Count { hits: count.hits + usize::from(is_so), of: count.of + 1 })
    }

    /// The share of those of which it is so, in percent; nothing where it is known of none.
    pub fn percent(self) -> Option<Number> {
        whole(self.hits).multiply(&whole(100)).and_then(|hits| hits.divide(&whole(self.of))).ok()
    }
}

/// Halves are added by themselves: the fractions stay short for as long as they can.
fn sum(numbers: &[Number]) -> Result<Number, NumberError> {
    match numbers {
        [] => Ok(Number::ZERO),
        [one] => Ok(one.clone()),
        _ => {
            let (left, right) = numbers.split_at(numbers.len() / 2);
            sum(left)?.add(&sum(right)?)
        }
    }
}

/// A count as a number.
pub fn whole(count: usize) -> Number {
    Number::from_integer(i64::try_from(count).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_median_of_an_even_count_lies_between_two() {
        let sums = |numbers: &[i64]| Sums::of(numbers.iter().copied().map(Number::from_integer).collect());
        let even = sums(&[9, 1, 4, 2]).unwrap().unwrap();
        assert_eq!((even.total, even.median), (Number::from_integer(16), Number::from_integer(3)));
        assert_eq!(sums(&[5]).unwrap().unwrap().median, Number::from_integer(5));
        assert_eq!(sums(&[]), Ok(None));
    }

    proptest! {
        #[test]
        fn no_order_changes_a_sum(pairs in prop::collection::vec((-1000_i64..1000, 1_i64..60), 1..40), turn in 0_usize..40) {
            let numbers: Vec<Number> = pairs.iter().map(|(above, below)| Number::from_ratio(*above, *below).unwrap()).collect();
            let mut turned = numbers.clone();
            turned.rotate_left(turn % numbers.len());
            let count = Number::from_integer(i64::try_from(numbers.len()).unwrap());
            let (one, other) = (Sums::of(numbers).unwrap().unwrap(), Sums::of(turned).unwrap().unwrap());
            prop_assert_eq!(&one, &other);
            prop_assert_eq!(one.mean.multiply(&count).unwrap(), one.total);
        }
    }
}
