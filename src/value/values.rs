//! Values: what an expression comes to. Numbers are in base units; what they measure is known before they are computed.

use super::coded::Coded;
use super::error::ValueError;
use super::number::Number;
use super::sample::Sample;
use super::symbolic::Symbolic;
use super::table::Table;
use crate::base::Text;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// In base units.
    Number(Number),
    /// What still waits for open parameters, in base units.
    Symbolic(Arc<Symbolic>),
    /// A reading that is not there, among others that are.
    Missing,
    /// A text, or the word of a choice.
    Text(Text),
    /// Yes or no.
    Truth(bool),
    /// A day.
    Date(jiff::civil::Date),
    /// A time of day.
    Clock(jiff::civil::Time),
    /// `424 of 565`
    Proportion(Proportion),
    /// `07:00 to 17:00`
    Interval(Arc<(Value, Value)>),
    /// Values one after another.
    List(Arc<[Value]>),
    /// Numbers one after another, from a data file.
    Sample(Arc<Sample>),
    /// Words, dates and the like one after another, from a data file.
    Coded(Arc<Coded>),
    /// The rows of a data file.
    Table(Arc<Table>),
    /// An instance of a kind, by its number.
    Instance(u32),
    /// A scenario, by its number.
    Scenario(u32),
}

/// A part of a whole, both counted: `424 of 565` keeps both counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proportion {
    /// The part.
    pub hits: Number,
    /// The whole.
    pub total: Number,
}

impl Proportion {
    /// Whole numbers, the first no larger than the second, which is not nought.
    pub fn new(hits: Number, total: Number) -> Result<Proportion, ValueError> {
        let fits = hits.is_integer() && total.is_integer() && !hits.is_negative() && hits <= total && !total.is_zero();
        if fits {
            Ok(Proportion { hits, total })
        } else {
            Err(ValueError::NoProportion { hits: hits.exact_text(), total: total.exact_text() })
        }
    }

    /// The share as a number.
    pub fn share(&self) -> Result<Number, ValueError> {
        Ok(self.hits.divide(&self.total)?)
    }
}

impl Value {
    /// How many elements a list, sample or table has; nothing for anything else.
    pub fn length(&self) -> Option<usize> {
        match self {
            Value::List(list) => Some(list.len()),
            Value::Sample(sample) => Some(sample.len()),
            Value::Coded(coded) => Some(coded.len()),
            Value::Table(table) => Some(table.rows),
            _ => None,
        }
    }

    /// How many elements a list or sample has that are not missing, or rows a table.
    pub fn count(&self) -> usize {
        match self {
            Value::List(list) => list.iter().filter(|value| !matches!(value, Value::Missing)).count(),
            Value::Sample(sample) => sample.count(),
            Value::Coded(coded) => coded.count(),
            other => other.length().unwrap_or(0),
        }
    }

    /// One element of a list or sample.
    pub fn element(&self, index: usize) -> Option<Value> {
        match self {
            Value::List(list) => list.get(index).cloned(),
            Value::Sample(sample) => sample.get(index).and_then(Result::ok),
            Value::Coded(coded) => coded.get(index).cloned(),
            _ => None,
        }
    }

    /// All elements of a list or sample.
    pub fn elements(&self) -> Result<Vec<Value>, ValueError> {
        match self {
            Value::List(list) => Ok(list.to_vec()),
            Value::Sample(sample) => Ok(sample.values().collect::<Result<_, _>>()?),
            Value::Coded(coded) => Ok(coded.values().cloned().collect()),
            _ => Err(ValueError::Unfit { operation: "taking the elements", what: "a single value" }),
        }
    }

    /// All numbers of a list or sample; those that are missing are left out.
    pub fn numbers(&self) -> Result<Vec<Number>, ValueError> {
        match self {
            Value::Sample(sample) => Ok(sample.numbers().collect::<Result<_, _>>()?),
            Value::List(list) => {
                list.iter().filter(|value| !matches!(value, Value::Missing)).map(Value::number).collect()
            }
            _ => Err(ValueError::Unfit { operation: "taking the elements", what: "a single value" }),
        }
    }

    /// The number; a proportion is the number of its share.
    pub fn number(&self) -> Result<Number, ValueError> {
        match self {
            Value::Number(number) => Ok(number.clone()),
            Value::Proportion(proportion) => proportion.share(),
            Value::Symbolic(symbolic) => symbolic.number("this"),
            _ => Err(ValueError::Unfit { operation: "arithmetic", what: "a value that is no number" }),
        }
    }

    /// The number as a sum of one term, or what it is as long as parameters are open.
    pub fn symbolic(&self) -> Result<Arc<Symbolic>, ValueError> {
        match self {
            Value::Symbolic(symbolic) => Ok(symbolic.clone()),
            other => Ok(Arc::new(Symbolic::from(other.number()?))),
        }
    }

    /// Whether a value, or any element of a list, waits for open parameters.
    pub fn is_open(&self) -> bool {
        match self {
            Value::Symbolic(_) => true,
            Value::List(list) => list.iter().any(Value::is_open),
            Value::Interval(ends) => ends.0.is_open() || ends.1.is_open(),
            _ => false,
        }
    }

    /// The parameters that a value waits for.
    pub fn open_parameters(&self) -> BTreeSet<Text> {
        match self {
            Value::Symbolic(symbolic) => symbolic.parameters(),
            Value::List(list) => list.iter().flat_map(Value::open_parameters).collect(),
            Value::Interval(ends) => ends.0.open_parameters().into_iter().chain(ends.1.open_parameters()).collect(),
            _ => BTreeSet::new(),
        }
    }

    /// Yes or no.
    pub fn truth(&self) -> Result<bool, ValueError> {
        match self {
            Value::Truth(truth) => Ok(*truth),
            _ => Err(ValueError::Unfit { operation: "a question", what: "a value that is neither yes nor no" }),
        }
    }
}
