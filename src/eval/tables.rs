//! Data tables as a variant has them: a column in working days is as long as the calendar says there.

use super::engine::Engine;
use super::error::Failure;
use super::expression::{Frame, Outcome};
use crate::hir::TableId;
use crate::value::{Table, Value};
use std::sync::Arc;

impl Engine<'_> {
    /// The rows that a table has here: all of them, or those of a group.
    pub(super) fn table_in(&mut self, id: TableId, frame: &Frame) -> Outcome {
        if let Some((grouped, rows)) = &frame.group
            && *grouped == id
        {
            return Ok(Value::Table(rows.clone()));
        }
        let table = self.table(id).ok_or(Failure::NoData(id))?;
        let (study, mut here) = (self.study, None);
        for (place, column) in study.table(id).iter().flat_map(|spec| spec.columns.iter().enumerate()) {
            let Some(Value::Sample(sample)) = table.columns.get(place) else { continue };
            if !study.units.follows_calendar(&column.factor) {
                continue;
            }
            let calendar = self.calendar_here(frame.variant)?;
            let Ok(factor) = study.units.factor(&column.factor, &calendar) else { continue };
            if *sample.factor() == factor {
                continue;
            }
            let turned = Value::Sample(Arc::new(sample.in_unit(factor)));
            if let Some(own) = here.get_or_insert_with(|| Table::clone(&table)).columns.get_mut(place) {
                *own = turned;
            }
        }
        Ok(Value::Table(here.map_or(table, Arc::new)))
    }
}
