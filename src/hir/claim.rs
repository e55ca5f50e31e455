//! What a document prints, and how it is held against a study.

use super::{Expr, Type};
use crate::base::{Span, Text};
use crate::value::Display;
use std::sync::Arc;

/// What a document prints, held against the study.
#[derive(Debug)]
pub struct Claim {
    /// Where it is printed.
    pub label: Text,
    /// What is said of it.
    pub sort: ClaimSort,
    /// The test.
    pub test: Test,
    /// Where it is written.
    pub span: Span,
}

/// What is said of two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimSort {
    /// The second follows from the study.
    Follows,
    /// The second is known not to follow.
    Disputed,
    /// Both are figures of the same thing.
    Same,
}

/// How a claim is tested.
#[derive(Debug)]
pub enum Test {
    /// `x is 15_269.22 s/month`: equal to the digits printed.
    Printed {
        /// What follows from the study.
        value: Expr,
        /// What it measures.
        kind: Type,
        /// What is printed.
        printed: Expr,
        /// How the printed figure is written.
        display: Option<Arc<Display>>,
        /// The decimals printed, of a list those of each figure; below nought for hundreds and thousands, `1.2e4`.
        decimals: Vec<i32>,
        /// The figure as it is printed.
        written: String,
        /// The same of the other side, where that is a printed figure too: the fewer digits of the two count.
        other: Option<(Option<Arc<Display>>, Vec<i32>)>,
    },
    /// `a <= b`, `a == b`: both sides are shown if it fails.
    Compared {
        /// The whole comparison.
        whole: Expr,
        /// Left side, right side and what they measure, if it is a comparison of two values.
        sides: Option<(Expr, Expr, Type)>,
    },
}

impl Test {
    /// The decimals that are printed, of a list the most; nothing where no figure is printed.
    pub fn most_decimals(&self) -> Option<i32> {
        match self {
            Test::Printed { decimals, .. } => decimals.iter().copied().max(),
            Test::Compared { .. } => None,
        }
    }
}
