//! The calendar: its rows `month: 4 week` and `year: 52 week` say how many weeks a month has, and tie the week to it.

use super::Checker;
use super::infer::{Infer, Typed, constant, expr};
use crate::hir::{CellId, Expr, ExprNode, Formula, Type};
use crate::syntax::expression::{Expression, ExpressionNode};
use crate::syntax::tree::{Name, RowNode};
use crate::value::operation::Operator;
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

impl Infer<'_> {
    /// What `calendar.month = 5 week` makes of the weeks of a month, and of the month: that many weeks of the calendar.
    pub(super) fn weeks_anew(&self, path: &[Name], value: &Expression) -> Option<[(CellId, Expr); 2]> {
        let [calendar, row] = path else { return None };
        let weeks = weeks_in_month(&row.text, value).filter(|_| &*calendar.text == "calendar")?;
        let cells = self.study.calendar;
        let [week, month, of_month] = [cells.week?, cells.month?, cells.weeks?];
        let [week, several] = [week, of_month].map(|cell| expr(ExprNode::Cell(cell), value.span));
        let product = ExprNode::Chain { first: week, rest: vec![(Operator::Multiply, several)] };
        Some([(of_month, constant(Value::Number(weeks), value.span)), (month, expr(product, value.span))])
    }

    /// The same as a change of one cell: of the weeks where the month follows from these, and else of the month, as long
    /// as no unit rests on the weeks.
    pub(super) fn weeks_anew_at_once(&self, path: &[Name], value: &Expression) -> Option<(CellId, Typed)> {
        let [(of_month, weeks), (month, _)] = self.weeks_anew(path, value)?;
        let is_given = |cell: CellId| self.study.cell(cell).is_some_and(|cell| cell.given.is_some());
        if !is_given(month) {
            return Some((of_month, (weeks, Type::plain())));
        }
        let week = expr(ExprNode::Cell(self.study.calendar.week?), value.span);
        let product = ExprNode::Chain { first: weeks, rest: vec![(Operator::Multiply, week)] };
        (!is_given(of_month)).then(|| (month, (expr(product, value.span), self.study.cell_type(month))))
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
