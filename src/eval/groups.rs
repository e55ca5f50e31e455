//! Groups of rows, and texts with values in them.

use super::engine::Engine;
use super::error::Failure;
use super::expression::{Frame, Outcome, failed};
use super::writer::Writer;
use crate::base::Text;
use crate::hir::{Expr, TableId, TemplatePiece};
use crate::value::{Style, Table, Value, operation};
use std::sync::Arc;

/// The groups of the rows of a table by one of its columns.
pub(super) type Groups = Arc<[Arc<Table>]>;

impl Engine<'_> {
    /// The rows that a table has here: all of them, or those of a group.
    pub(super) fn table_in(&self, table: TableId, frame: &Frame) -> Outcome {
        match &frame.group {
            Some((grouped, rows)) if *grouped == table => Ok(Value::Table(rows.clone())),
            _ => self.table(table).map(Value::Table).ok_or(Failure::NoData(table)),
        }
    }

    /// An expression for every group of rows, in the order of what the groups have in common.
    pub(super) fn by(
        &mut self,
        rows: &Expr,
        table: TableId,
        column: usize,
        inner: &Expr,
        frame: &mut Frame,
    ) -> Outcome {
        let found = self.compute(rows, frame)?;
        let Value::Table(found) = found else { return Err(Failure::NoData(table)) };
        let groups = self.groups(table, column, &found).map_err(|reason| failed(reason, frame, rows.span))?;
        let mut values = Vec::with_capacity(groups.len());
        for group in groups.iter() {
            let mut within = Frame { group: Some((table, group.clone())), ..frame.clone() };
            values.push(self.compute(inner, &mut within)?);
        }
        Ok(operation::list(values))
    }

    /// The groups of a whole table are found once.
    fn groups(&mut self, table: TableId, column: usize, rows: &Arc<Table>) -> Result<Groups, crate::value::ValueError> {
        let whole = self.table(table).is_some_and(|whole| Arc::ptr_eq(&whole, rows));
        if whole && let Some(known) = self.grouped.get(&(table, column)) {
            return Ok(known.clone());
        }
        let groups: Groups = rows.groups(column)?.into_iter().map(Arc::new).collect();
        if whole {
            self.grouped.insert((table, column), groups.clone());
        }
        Ok(groups)
    }

    /// A text with its values put in.
    pub(super) fn template(&mut self, pieces: &[TemplatePiece], frame: &mut Frame) -> Outcome {
        let mut text = String::new();
        for piece in pieces {
            match piece {
                TemplatePiece::Text(own) => text.push_str(own),
                TemplatePiece::Value(value, kind) => {
                    let value = self.compute(value, frame)?;
                    let calendar = self.calendar(frame.variant);
                    let kind = self.settled(kind, frame);
                    text.push_str(&Writer { study: self.study, calendar, style: Style::REPORT }.text(&value, &kind));
                }
            }
        }
        Ok(Value::Text(Text::from(text)))
    }

    /// A type of a kind's formula as the instance at hand has settled it.
    fn settled(&self, kind: &crate::hir::Type, frame: &Frame) -> crate::hir::Type {
        match frame.this.and_then(|this| self.study.instance(this)) {
            Some(instance) => kind.substitute(&instance.bindings, &self.study.units),
            None => kind.clone(),
        }
    }
}
