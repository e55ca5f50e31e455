//! Expressions that are ready to be computed.

use super::{CellId, FunctionId, KindId, ScenarioId, TableId, Type};
use crate::base::{Span, Text};
use crate::builtin::Builtin;
use crate::value::operation::Operator;
use crate::value::{Dimension, Value};
use std::fmt;

/// An expression and where it is written.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it computes.
    pub node: Box<ExprNode>,
    /// Where it is written.
    pub span: Span,
}

/// How a cell follows from others.
#[derive(Debug)]
pub struct Formula {
    /// The expression.
    pub expr: Expr,
    /// What the cell was before a scenario changed it.
    pub prior: Option<std::sync::Arc<Formula>>,
}

/// A part of a text with values in it.
#[derive(Clone)]
pub enum TemplatePiece {
    /// As it stands.
    Text(Text),
    /// What is computed.
    Value(Expr, Type),
}

/// Operators before one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefix {
    /// `-`
    Negate,
    /// `not`
    Not,
}

/// What an expression computes.
#[derive(Clone)]
pub enum ExprNode {
    /// A value that is written down, in base units.
    Constant(Value),
    /// A cell that is known by name.
    Cell(CellId),
    /// A cell of the instance that the formula belongs to.
    Own(usize),
    /// The instance that the formula belongs to.
    This,
    /// The instance that this one lies in.
    Owner,
    /// All instances that lie in this one.
    Nested(KindId),
    /// A cell of an instance, or of every instance of a list.
    Field {
        /// The instance.
        base: Expr,
        /// The cell of its kind.
        index: usize,
    },
    /// A cell of the study under a scenario, or under each of a list of scenarios.
    Seen {
        /// The scenario.
        base: Expr,
        /// The cell.
        cell: CellId,
    },
    /// An expression under one scenario, or under none.
    Under {
        /// The scenario; nothing for the study as it is.
        scenario: Option<ScenarioId>,
        /// What is computed.
        inner: Expr,
    },
    /// A data table.
    Table(TableId),
    /// A column of a table.
    Column {
        /// The table.
        base: Expr,
        /// The column.
        index: usize,
    },
    /// A parameter of the function, or the list that a `where` looks at.
    Local(usize),
    /// `-x`, `not x`
    Prefix {
        /// Which.
        operator: Prefix,
        /// What follows it.
        operand: Expr,
    },
    /// `a + b - c`
    Chain {
        /// The leftmost operand.
        first: Expr,
        /// Operators and their right operands.
        rest: Vec<(Operator, Expr)>,
    },
    /// A function that Rust computes.
    Builtin {
        /// Which.
        builtin: &'static Builtin,
        /// One for each parameter.
        arguments: Vec<Expr>,
    },
    /// A function of the study or the library.
    Function {
        /// Which.
        function: FunctionId,
        /// One for each parameter.
        arguments: Vec<Expr>,
    },
    /// `[a, b]`
    List(Vec<Expr>),
    /// `if a then b else c`
    Conditional {
        /// The question.
        condition: Expr,
        /// The answer if so.
        then: Expr,
        /// The answer if not.
        otherwise: Expr,
    },
    /// `list where condition`
    Filter {
        /// The list, which the condition sees as this local.
        list: Expr,
        /// Which local.
        local: usize,
        /// Yes or no for every element.
        mask: Expr,
    },
    /// `mean(log.time) by log.station`: the expression for every group of rows that have the same value in a column.
    By {
        /// The rows.
        rows: Expr,
        /// The table they belong to: in the expression it means the rows of one group.
        table: TableId,
        /// The column.
        column: usize,
        /// What is computed of every group.
        inner: Expr,
    },
    /// `"{observations} readings"`
    Template(Vec<TemplatePiece>),
    /// `known(x)`: whether there is such a figure.
    Known(Expr),
    /// `sources(x)`: from how many columns, or cells of different instances, a list is drawn.
    Sources(Expr),
    /// `every product`
    Every {
        /// The kind.
        kind: KindId,
        /// Only those counted for this.
        per: Option<Dimension>,
    },
    /// `missing`
    Missing,
    /// What a cell was before a scenario changed it.
    Prior,
}

impl fmt::Debug for ExprNode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExprNode::Constant(value) => write!(f, "{value:?}"),
            ExprNode::Cell(cell) => write!(f, "cell {}", cell.0),
            _ => f.write_str("expression"),
        }
    }
}
