//! Kinds: what instances consist of, and what is said and drawn of them. Each type shows the text that makes it.

use super::expression::{Argument, Expression};
use super::tree::{Documentation, Name, Type};
use crate::base::{Span, Text};
use serde::{Deserialize, Serialize};

/// `kind element like timing in operation per piece { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kind {
    /// Its name.
    pub name: Name,
    /// Whether there is just one instance, named like the kind.
    pub single: bool,
    /// The kind of which it has all cells.
    pub like: Option<Name>,
    /// The kind whose instances these lie in.
    pub owner: Option<Name>,
    /// What it calls the unit that an instance is counted for.
    pub per: Option<Name>,
    /// Its rows.
    pub rows: Vec<KindRow>,
    /// Where the braces are.
    pub body: Span,
}

/// One row of a kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum KindRow {
    /// `normal_time: time/piece = cycle_time * rating`
    Cell(Cell),
    /// `show standard_time, output`
    Show {
        /// The cells shown.
        cells: Vec<Name>,
        /// The whole row.
        span: Span,
    },
    /// `tell adequacy, uniformity`
    Tell {
        /// The texts.
        cells: Vec<Name>,
        /// The whole row.
        span: Span,
    },
    /// `warn W702 when rating > 167%: "a rating of {rating}"`
    Warning(Warning),
    /// `chart limits "Readings" (times, lower: lower_limit)`
    Chart(Chart),
    /// `table "Activities" (activity: names, share: shares)`
    Table(ListTable),
}

/// `table "Activities" (activity: names, share: shares)`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListTable {
    /// What it shows.
    pub label: Option<Text>,
    /// Its columns, each a list behind its heading.
    pub columns: Vec<Argument>,
    /// The whole row.
    pub span: Span,
}

/// `warn W702 when rating > 167%: "a rating of {rating}"`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Warning {
    /// What it is known by.
    pub code: Name,
    /// When it is to be said.
    pub condition: Expression,
    /// What it says.
    pub message: Expression,
    /// The whole row.
    pub span: Span,
}

/// `chart limits "Readings" (times, lower: lower_limit)`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Which picture.
    pub form: Name,
    /// What it shows.
    pub label: Option<Text>,
    /// What is drawn.
    pub arguments: Vec<Argument>,
    /// The whole row.
    pub span: Span,
}

/// A cell of a kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What it is, and where its formula comes from.
    pub documentation: Documentation,
    /// Its name.
    pub name: Name,
    /// Its name in prose.
    pub label: Option<Text>,
    /// Whether it gathers the instances that lie inside.
    pub nested: bool,
    /// What it holds.
    pub kind: Type,
    /// How it follows from other cells.
    pub formula: Option<Expression>,
    /// From its name to its last word.
    pub span: Span,
}
