//! Tables: columns side by side, and the lines of the file that their rows came from.

use super::column::{self, Lines};
use super::error::ValueError;
use super::operation;
use super::sample::Sample;
use super::values::Value;
use crate::base::SourceId;
use crate::base::crew;
use std::cmp::Ordering;
use std::sync::Arc;

/// A data file, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The columns, in the order of their declaration: each a sample, a list, or values that repeat.
    pub columns: Vec<Value>,
    /// How many rows there are.
    pub rows: usize,
    /// The lines of the file that they stand on.
    pub lines: RowLines,
    /// The file.
    pub source: SourceId,
}

/// On which lines of their file rows stand.
#[derive(Clone, Debug, PartialEq)]
pub enum RowLines {
    /// All rows of the file.
    All(Arc<Lines>),
    /// Some of them.
    Chosen(Arc<[u32]>),
    /// Rows put in another order: nobody asks.
    Unknown,
}

impl RowLines {
    /// The line of a row.
    pub fn line(&self, row: usize) -> Option<u64> {
        match self {
            RowLines::All(lines) => Some(lines.line(row)),
            RowLines::Chosen(lines) => lines.get(row).map(|line| u64::from(*line)),
            RowLines::Unknown => None,
        }
    }

    fn chosen(&self, places: &[usize]) -> RowLines {
        let line = |place: &usize| self.line(*place).and_then(|line| u32::try_from(line).ok());
        match self {
            RowLines::Unknown => RowLines::Unknown,
            _ => RowLines::Chosen(places.iter().filter_map(line).collect()),
        }
    }
}

impl Table {
    /// The rows of a whole file.
    pub fn new(columns: Vec<Value>, rows: usize, lines: Lines, source: SourceId) -> Table {
        Table { columns, rows, lines: RowLines::All(Arc::new(lines)), source }
    }

    /// The lines on which the first and the last row stand.
    pub fn first_and_last_line(&self) -> Option<(u64, u64)> {
        Some((self.lines.line(0)?, self.lines.line(self.rows.checked_sub(1)?)?))
    }

    /// The rows that have the same value in a column, group by group, in the order of these values.
    pub fn groups(&self, column: usize) -> Result<Vec<Table>, ValueError> {
        if let Some(groups) = self.coded_groups(column) {
            return Ok(groups);
        }
        let keys = self.columns.get(column).map(Value::elements).transpose()?.unwrap_or_default();
        let mut places: Vec<usize> = (0..keys.len()).collect();
        let order = |a: &usize, b: &usize| match (keys.get(*a), keys.get(*b)) {
            (Some(a), Some(b)) => operation::order(a, b),
            _ => Ordering::Equal,
        };
        places.sort_by(order);
        let groups = places.chunk_by(|a, b| order(a, b).is_eq()).map(|places| self.select(places));
        Ok(groups.collect())
    }

    /// The same by a column of values that repeat, without looking at the values row by row.
    fn coded_groups(&self, column: usize) -> Option<Vec<Table>> {
        let Value::Coded(keys) = self.columns.get(column)? else { return None };
        let keys = keys.each_value_once();
        let (codes, dictionary) = keys.whole()?;
        let (count, threads) = (dictionary.len(), crew::hands_for(self.rows));
        let mut columns: Vec<Vec<Value>> = Vec::new();
        for column in &self.columns {
            columns.push(match column {
                Value::Sample(sample) => {
                    let (mantissas, starts) = column::group(sample.whole()?, codes, count, threads);
                    let stretches = sample.stretches(mantissas, &starts).into_iter();
                    stretches.map(|stretch| Value::Sample(Arc::new(stretch))).collect()
                }
                Value::Coded(coded) => {
                    let (codes, starts) = column::grouped(coded.whole()?.0, codes, count, threads);
                    let stretches = coded.stretches(codes, &starts).into_iter();
                    stretches.map(|stretch| Value::Coded(Arc::new(stretch))).collect()
                }
                _ => return None,
            });
        }
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by(|a, b| match (dictionary.get(*a), dictionary.get(*b)) {
            (Some(a), Some(b)) => operation::order(a, b),
            _ => Ordering::Equal,
        });
        let group = |place: usize| {
            let columns: Vec<Value> = columns.iter().filter_map(|column| column.get(place).cloned()).collect();
            let rows = columns.first().and_then(Value::length).unwrap_or(0);
            Table { columns, rows, lines: RowLines::Unknown, source: self.source }
        };
        Some(order.into_iter().map(group).filter(|group| group.rows > 0).collect())
    }

    /// The rows at these places.
    pub fn select(&self, places: &[usize]) -> Table {
        let columns = self.columns.iter().map(|column| match column {
            Value::Sample(sample) => Value::Sample(Arc::new(Sample::select(sample, places))),
            Value::Coded(coded) => Value::Coded(Arc::new(coded.select(places))),
            other => Value::List(places.iter().filter_map(|place| other.element(*place)).collect()),
        });
        let columns = columns.collect();
        Table { columns, rows: places.len(), lines: self.lines.chosen(places), source: self.source }
    }
}
