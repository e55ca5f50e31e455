//! Tables: columns side by side, and the lines of the file that their rows came from.

use super::error::ValueError;
use super::operation;
use super::sample::Sample;
use super::values::Value;
use crate::base::SourceId;
use std::cmp::Ordering;
use std::sync::Arc;

/// A data file, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The columns, in the order of their declaration: each a sample or a list.
    pub columns: Vec<Value>,
    /// For every row, the line of the file it stands on.
    pub lines: Arc<[u32]>,
    /// The file.
    pub source: SourceId,
}

impl Table {
    /// The rows that have the same value in a column, group by group, in the order of these values.
    pub fn groups(&self, column: usize) -> Result<Vec<Table>, ValueError> {
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

    /// The rows at these places.
    pub fn select(&self, places: &[usize]) -> Table {
        let columns = self.columns.iter().map(|column| match column {
            Value::Sample(sample) => Value::Sample(Arc::new(Sample::select(sample, places))),
            other => Value::List(places.iter().filter_map(|place| other.element(*place)).collect()),
        });
        let lines = places.iter().filter_map(|place| self.lines.get(*place).copied());
        Table { columns: columns.collect(), lines: lines.collect(), source: self.source }
    }
}
