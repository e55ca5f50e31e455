//! Charts: the pictures there are, and what each is drawn from.

use super::{Expr, Type};
use crate::base::Text;

/// The pictures there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartForm {
    /// Readings in their order, with the middle and the limits.
    Limits,
    /// Shares in their order, with the middle, and for each its own limits.
    Shares,
    /// How often values fall into classes of one width.
    Histogram,
}

/// One thing that a picture is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Drawn {
    /// What it is called.
    pub name: &'static str,
    /// Whether it is a list; otherwise it is one figure of the same dimension, which may be left out.
    pub list: bool,
}

const VALUES: Drawn = Drawn { name: "values", list: true };
const MIDDLE: Drawn = Drawn { name: "middle", list: false };
const LOWER: Drawn = Drawn { name: "lower", list: false };
const UPPER: Drawn = Drawn { name: "upper", list: false };

const LOWERS: Drawn = Drawn { name: "lower", list: true };
const UPPERS: Drawn = Drawn { name: "upper", list: true };

/// All pictures: how a kind asks for them, and what they are drawn from.
pub const CHARTS: [(ChartForm, &str, &[Drawn]); 3] = [
    (ChartForm::Limits, "limits", &[VALUES, MIDDLE, LOWER, UPPER]),
    (ChartForm::Shares, "shares", &[VALUES, MIDDLE, LOWERS, UPPERS]),
    (ChartForm::Histogram, "histogram", &[VALUES]),
];

/// A picture of every instance of a kind.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Which.
    pub form: ChartForm,
    /// What it shows.
    pub label: Text,
    /// What it is drawn from, in the order of its row.
    pub parts: Vec<Option<(Expr, Type)>>,
}
