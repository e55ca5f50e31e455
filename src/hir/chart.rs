//! Charts: the pictures there are, and what each is drawn from.

use super::{Expr, Type};
use crate::base::Text;

/// The pictures there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChartForm {
    /// Readings in their order, with the middle and the limits.
    #[default]
    Limits,
    /// Shares in their order, with the middle, and for each its own limits.
    Shares,
    /// How often values fall into classes of one width, with the normal curve of their mean and deviation.
    Histogram,
    /// Bars from the longest to the shortest, with what they come to together.
    Pareto,
    /// Two bars each, of before and after.
    Pairs,
    /// Bars against what is wanted of each; the shortest is the bottleneck.
    Capacities,
    /// Parts that add up to a whole, each from where the one before it ended; what they count twice is taken off.
    Waterfall,
    /// How far a figure moves down and up with each of those that it rests on.
    Tornado,
    /// Figures over the values of another one.
    Lines,
    /// Figures, each with the interval it lies in, against nought.
    Intervals,
    /// What lies behind what, down to what is done about it.
    Tree,
}

/// One thing that a picture is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Drawn {
    /// What it is called.
    pub name: &'static str,
    /// What it is.
    pub sort: DrawnSort,
}

/// What a picture can be drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawnSort {
    /// A list of figures, all of one dimension; or one figure of each instance, if the first of a chart is one.
    Figures,
    /// One figure of the same dimension.
    Figure,
    /// What each of them is called: texts, dates, instances.
    Names,
    /// What stands at an axis: one text.
    Words,
}

/// One form of picture.
#[derive(Clone, Copy, Debug)]
pub struct ChartRow {
    /// Which.
    pub form: ChartForm,
    /// How a kind asks for it.
    pub name: &'static str,
    /// What it is drawn from: the first must be there, the others may be left out.
    pub parts: &'static [Drawn],
    /// Fewer figures than these make no picture.
    pub fewest: usize,
}

const fn figures(name: &'static str) -> Drawn {
    Drawn { name, sort: DrawnSort::Figures }
}

const fn figure(name: &'static str) -> Drawn {
    Drawn { name, sort: DrawnSort::Figure }
}

const fn names(name: &'static str) -> Drawn {
    Drawn { name, sort: DrawnSort::Names }
}

const fn words(name: &'static str) -> Drawn {
    Drawn { name, sort: DrawnSort::Words }
}

const fn row(form: ChartForm, name: &'static str, fewest: usize, parts: &'static [Drawn]) -> ChartRow {
    ChartRow { form, name, parts, fewest }
}

/// All forms of pictures.
pub const CHARTS: [ChartRow; 11] = [
    row(
        ChartForm::Limits,
        "limits",
        2,
        &[figures("values"), figure("middle"), figure("lower"), figure("upper"), words("across")],
    ),
    row(
        ChartForm::Shares,
        "shares",
        2,
        &[figures("values"), figure("middle"), figures("lower"), figures("upper"), names("names")],
    ),
    row(ChartForm::Histogram, "histogram", 4, &[figures("values"), figure("mean"), figure("deviation")]),
    row(ChartForm::Pareto, "pareto", 2, &[figures("values"), names("names")]),
    row(ChartForm::Pairs, "pairs", 1, &[figures("before"), figures("after"), names("names")]),
    row(ChartForm::Capacities, "capacities", 2, &[figures("values"), figure("wanted"), names("names")]),
    row(ChartForm::Waterfall, "waterfall", 1, &[figures("values"), figure("whole"), names("names")]),
    row(ChartForm::Tornado, "tornado", 1, &[figures("less"), figures("more"), figure("middle"), names("names")]),
    row(ChartForm::Lines, "lines", 2, &[figures("values"), names("names")]),
    row(ChartForm::Intervals, "intervals", 1, &[figures("values"), figures("lower"), figures("upper"), names("names")]),
    row(ChartForm::Tree, "tree", 2, &[figures("depths"), names("causes"), names("actions")]),
];

impl ChartForm {
    /// The row of a form.
    pub fn row(self) -> Option<&'static ChartRow> {
        CHARTS.iter().find(|row| row.form == self)
    }
}

/// A picture of every instance of a kind, or one picture of all its instances.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Which.
    pub form: ChartForm,
    /// What it shows.
    pub label: Text,
    /// Whether its figures are single ones, so that one picture shows those of all instances.
    pub gathers: bool,
    /// What it is drawn from, in the order of its row.
    pub parts: Vec<Option<(Expr, Type)>>,
}
