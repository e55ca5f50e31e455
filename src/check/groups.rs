//! `mean(log.time) by log.station`: what is computed for every group of rows.

use super::errors::CheckError;
use super::infer::{Infer, Typed, expr};
use crate::base::Span;
use crate::builtin;
use crate::hir::{ExprNode, Type};
use crate::syntax::expression::Expression;

impl Infer<'_> {
    /// An expression for every group of rows that have the same value in a column.
    pub(super) fn grouped(&mut self, inner: &Expression, by: &Expression, span: Span) -> Typed {
        let inner = self.expression(inner, None);
        self.by(inner, by, span)
    }

    /// The values of the column, each once.
    pub(super) fn keys(&mut self, by: &Expression) -> Typed {
        let (column, kind) = self.expression(by, None);
        let Some(first) = builtin::find("first") else { return self.unknown(by.span) };
        let inner = expr(ExprNode::Builtin { builtin: first, arguments: vec![column] }, by.span);
        self.by((inner, kind.element().clone()), by, by.span)
    }

    pub(super) fn by(&mut self, inner: Typed, by: &Expression, span: Span) -> Typed {
        let before = self.diagnostics.len();
        let (column, kind) = self.expression(by, None);
        if let ExprNode::Column { base, index } = *column.node
            && let Some(table) = self.table_of(&base)
        {
            let node = ExprNode::By { rows: base, table, column: index, inner: inner.0 };
            return (expr(node, span), inner.1.list());
        }
        if self.diagnostics.len() == before {
            let (what, expected) = ("what stands behind `by`".to_owned(), "a column of a data table".to_owned());
            let (found, place) = (self.describe(&kind), by.span.bytes());
            let help = "name the column whose values make the groups: `by log.station`".to_owned();
            self.diagnostics.push(by.span, CheckError::WrongType { what, expected, found, help, place });
        }
        self.unknown(span)
    }

    /// The table that an expression is rows of.
    fn table_of(&self, rows: &crate::hir::Expr) -> Option<crate::hir::TableId> {
        match &*rows.node {
            ExprNode::Table(table) => Some(*table),
            ExprNode::Filter { list, .. } => self.table_of(list),
            ExprNode::Local(place) => match self.context.locals.get(*place)?.1 {
                Type::Table(table) => Some(table),
                _ => None,
            },
            _ => None,
        }
    }
}
