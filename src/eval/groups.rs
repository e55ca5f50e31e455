//! Groups of rows, and texts with values in them.

use super::engine::Engine;
use super::error::Failure;
use super::expression::{Frame, Outcome, failed};
use super::writer::Writer;
use crate::base::{Language, Span, Text};
use crate::builtin::{Builtin, LISTED, listed};
use crate::hir::{Expr, TableId, TemplatePiece};
use crate::language::{Message, context};
use crate::value::{Style, Table, Value, ValueError, operation};
use std::sync::Arc;

/// The groups of the rows of a table by one of its columns.
pub(super) type Groups = Arc<[Arc<Table>]>;

impl Engine<'_> {
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
    fn groups(&mut self, table: TableId, column: usize, rows: &Arc<Table>) -> Result<Groups, ValueError> {
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
    pub(super) fn template(&mut self, pieces: &[TemplatePiece], frame: &mut Frame, span: Span) -> Outcome {
        let mut parts = Vec::new();
        for piece in pieces {
            if let TemplatePiece::Value(value, kind) = piece {
                let world = self.world(frame.variant, value);
                let value = self.compute(value, frame)?;
                let calendar = self.calendar_here(world)?;
                let kind = self.settled(kind, frame);
                let writer = Writer { study: self.study, calendar, style: Style::report(self.language()) };
                parts.push(if span.source.is_library() {
                    writer.said(&value, &kind)
                } else {
                    writer.text(&value, &kind)
                });
            }
        }
        Ok(Value::Text(Text::from(match self.message(pieces, span) {
            Some(message) => message.filled(|place| parts.get(place).cloned().unwrap_or_default()),
            None => {
                let mut parts = parts.into_iter();
                let texts = pieces.iter().map(|piece| match piece {
                    TemplatePiece::Text(own) => own.to_string(),
                    TemplatePiece::Value(..) => parts.next().unwrap_or_default(),
                });
                texts.collect()
            }
        })))
    }

    /// A text of the library in the reader's language.
    fn message(&self, pieces: &[TemplatePiece], span: Span) -> Option<&'static Message> {
        let catalogue = self.language().catalogue().filter(|_| span.source.is_library())?;
        let text = pieces.iter().map(|piece| if let TemplatePiece::Text(own) = piece { own } else { "{}" });
        catalogue.template(context::TEXT, &text.collect::<String>())
    }

    /// A value that is written down; a text of the library is in the reader's language.
    pub(super) fn constant(&self, value: &Value, span: Span) -> Value {
        match (value, self.language().catalogue().filter(|_| span.source.is_library())) {
            (Value::Text(text), Some(catalogue)) => {
                let said = catalogue.template(context::TEXT, text).map(|message| message.filled(|_| String::new()));
                said.map_or_else(|| value.clone(), |said| Value::Text(Text::from(said)))
            }
            _ => value.clone(),
        }
    }

    /// What `listed` says in another language than English; nothing for other functions.
    pub(super) fn listed(&self, builtin: &Builtin, values: &[Value]) -> Option<Result<Value, ValueError>> {
        if self.language() == Language::English || builtin.name != LISTED {
            return None;
        }
        let elements = values.first()?.elements();
        Some(elements.map(|elements| Value::Text(Text::from(listed(&elements, self.language())))))
    }

    /// A type of a kind's formula as the instance at hand has settled it.
    fn settled(&self, kind: &crate::hir::Type, frame: &Frame) -> crate::hir::Type {
        match frame.this.and_then(|this| self.study.instance(this)) {
            Some(instance) => kind.substitute(&instance.bindings, &self.study.units),
            None => kind.clone(),
        }
    }
}
