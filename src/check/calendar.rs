//! The calendar: its rows `month: 4 week` and `year: 52 week` say how many weeks a month has, and tie the week to it.

use super::Checker;
use super::infer::constant;
use crate::hir::Formula;
use crate::syntax::expression::{Expression, ExpressionNode};
use crate::syntax::tree::RowNode;
use crate::value::{Number, Value};
use std::sync::Arc;

impl Checker<'_, '_> {
    /// Looks whether the calendar says how many weeks a month has; only then is a week a part of a month.
    pub(super) fn calendar(&mut self) {
        let calendar = self.names.instances.iter().find(|entry| entry.owner.is_none() && &*entry.path == "calendar");
        let Some(calendar) = calendar else { return };
        for row in &calendar.tree.rows {
            let RowNode::Given { name, value } = &row.node else { continue };
            if &*name.text == "weeks" {
                self.study.units.tie_weeks();
            }
            let Some(weeks) = weeks_in_month(&name.text, value) else { continue };
            self.study.units.tie_weeks();
            let cell = self.study.calendar.weeks.and_then(|cell| self.study.cells.get_mut(cell.0 as usize));
            if let Some(cell) = cell {
                let expr = constant(Value::Number(weeks), value.span);
                cell.given = Some(Arc::new(Formula { expr, prior: None }));
            }
        }
    }
}

/// The weeks of a month that a row of the calendar speaks of; nothing if it speaks of something else.
pub(super) fn weeks_in_month(name: &str, value: &Expression) -> Option<Number> {
    let ExpressionNode::Measure(figures) = &*value.node else { return None };
    let [figure] = figures.as_slice() else { return None };
    let in_weeks = figure.unit.as_ref().is_some_and(|unit| &*unit.name.text == "week" && unit.exponent == 1);
    let weeks = Number::parse(&figure.number).ok().filter(|weeks| in_weeks && !weeks.is_zero())?;
    match name {
        "month" => Some(weeks),
        "year" => weeks.divide(&Number::from_integer(12)).ok(),
        _ => None,
    }
}
