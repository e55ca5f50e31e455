//! Columns of words, dates and the like: every different value once, and for each row which of them it is.

use super::column::Codes;
use super::error::ValueError;
use super::operation;
use super::values::Value;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

/// Values that repeat. A stretch of a column shares it.
#[derive(Clone, Debug)]
pub struct Coded {
    codes: Arc<Codes>,
    range: Range<usize>,
    dictionary: Arc<[Value]>,
}

impl PartialEq for Coded {
    fn eq(&self, other: &Coded) -> bool {
        self.len() == other.len() && self.values().eq(other.values())
    }
}

impl Coded {
    /// For every row the place of its value in a dictionary.
    pub fn new(codes: Codes, dictionary: Vec<Value>) -> Coded {
        let range = 0..codes.len();
        Coded { codes: Arc::new(codes), range, dictionary: dictionary.into() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    /// The place of the value of one row among the different values.
    pub fn code(&self, row: usize) -> Option<usize> {
        self.codes.get(self.range.start + row).filter(|_| row < self.len())
    }

    /// The different values; a stretch or a choice of rows may have fewer of them.
    pub fn dictionary(&self) -> &[Value] {
        &self.dictionary
    }

    /// The value of one row.
    pub fn get(&self, row: usize) -> Option<&Value> {
        self.dictionary.get(self.code(row)?)
    }

    /// The values of all rows.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        (0..self.len()).filter_map(|row| self.get(row))
    }

    /// How many rows have a value.
    pub fn count(&self) -> usize {
        match self.dictionary.contains(&Value::Missing) {
            true => self.values().filter(|value| **value != Value::Missing).count(),
            false => self.len(),
        }
    }

    /// Each of the different values with how many rows have it.
    pub fn counts(&self) -> Vec<(&Value, usize)> {
        let mut counts = vec![0; self.dictionary.len()];
        for row in 0..self.len() {
            if let Some(count) = self.code(row).and_then(|code| counts.get_mut(code)) {
                *count += 1;
            }
        }
        self.dictionary.iter().zip(counts).collect()
    }

    /// The same rows with other values in their stead: what is done to each value is done once.
    pub fn mapped(&self, each: impl Fn(&Value) -> Result<Value, ValueError>) -> Result<Coded, ValueError> {
        let dictionary = self.dictionary.iter().map(each).collect::<Result<Vec<_>, _>>()?;
        Ok(Coded { dictionary: dictionary.into(), ..self.clone() })
    }

    /// The same with no value twice in the dictionary: `7:00` and `07:00` are different words and one time of day.
    pub fn each_value_once(&self) -> Cow<'_, Coded> {
        let mut order: Vec<usize> = (0..self.dictionary.len()).collect();
        let by_value = |a: &usize, b: &usize| match (self.dictionary.get(*a), self.dictionary.get(*b)) {
            (Some(a), Some(b)) => operation::order(a, b),
            _ => Ordering::Equal,
        };
        order.sort_by(by_value);
        let mut first: Vec<usize> = (0..self.dictionary.len()).collect();
        for alike in order.chunk_by(|a, b| by_value(a, b).is_eq()) {
            for place in alike {
                if let (Some(first), Some(one)) = (first.get_mut(*place), alike.first()) {
                    *first = *one;
                }
            }
        }
        if first.iter().enumerate().all(|(place, first)| place == *first) {
            return Cow::Borrowed(self);
        }
        let codes = (0..self.len()).filter_map(|row| first.get(self.code(row)?)).map(|code| *code as u32);
        let range = 0..self.len();
        Cow::Owned(Coded { codes: Arc::new(Codes::Long(codes.collect())), range, dictionary: self.dictionary.clone() })
    }

    /// The rows at these places.
    pub fn select(&self, places: &[usize]) -> Coded {
        let chosen = places.iter().filter_map(|place| self.code(*place));
        let codes = match &*self.codes {
            Codes::Byte(_) => Codes::Byte(chosen.map(|code| code as u8).collect()),
            Codes::Short(_) => Codes::Short(chosen.map(|code| code as u16).collect()),
            Codes::Long(_) => Codes::Long(chosen.map(|code| code as u32).collect()),
        };
        let range = 0..codes.len();
        Coded { codes: Arc::new(codes), range, dictionary: self.dictionary.clone() }
    }

    /// The codes of the whole column with its dictionary, if this is no stretch of one.
    pub fn whole(&self) -> Option<(&Codes, &[Value])> {
        (self.range == (0..self.codes.len())).then_some((&*self.codes, &*self.dictionary))
    }

    /// The rows of a column put in another order, cut into stretches at these places.
    pub fn stretches(&self, codes: Codes, starts: &[usize]) -> Vec<Coded> {
        let codes = Arc::new(codes);
        let ranges = starts.iter().zip(starts.iter().skip(1)).map(|(start, end)| *start..*end);
        ranges.map(|range| Coded { codes: codes.clone(), range, dictionary: self.dictionary.clone() }).collect()
    }
}
