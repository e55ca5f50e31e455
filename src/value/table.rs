//! Tables: columns side by side, and the lines of the file that their rows came from.

use super::sample::Sample;
use super::values::Value;
use crate::base::SourceId;
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
