//! What a study asks to see over a range of values of one of its cells.

use super::{CellId, Expr, Type};
use crate::base::{Span, Text};

/// A cell that varies, and its values.
#[derive(Clone, Debug)]
pub struct Axis {
    /// The cell.
    pub cell: CellId,
    /// What it measures.
    pub kind: Type,
    /// Its values.
    pub range: Range,
    /// Where it is written.
    pub span: Span,
}

/// Values of a cell.
#[derive(Clone, Debug)]
pub enum Range {
    /// From one to another.
    Steps {
        /// The first.
        from: Expr,
        /// The last, if a step ends there.
        to: Expr,
        /// From one to the next; one if left out.
        step: Option<Expr>,
    },
    /// These.
    List(Expr),
}

/// Figures for each of several values of one or more cells.
#[derive(Debug)]
pub struct Sweep {
    /// What it is called.
    pub label: Option<Text>,
    /// The cells that vary; the last varies fastest.
    pub axes: Vec<Axis>,
    /// The figures with their types.
    pub values: Vec<(Expr, Type)>,
    /// The figures as they are written.
    pub texts: Vec<String>,
    /// Where it is written.
    pub span: Span,
}

/// A figure of which it is asked what moves it most.
#[derive(Debug)]
pub struct Tornado {
    /// What it is called.
    pub label: Option<Text>,
    /// The figure.
    pub value: Expr,
    /// What it measures.
    pub kind: Type,
    /// The same as it is written.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}

/// The smallest or largest value of a cell for which something is true.
#[derive(Debug)]
pub struct Solve {
    /// What it is called.
    pub label: Option<Text>,
    /// Whether the largest is sought, and not the smallest.
    pub largest: bool,
    /// The cell and its values.
    pub axis: Axis,
    /// What must be true.
    pub condition: Expr,
    /// The same as it is written.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}
