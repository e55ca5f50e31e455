//! Columns of words, dates and the like: every different value once, and for each row which of them it is.

use super::column::Codes;
use super::error::ValueError;
use super::values::Value;
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
