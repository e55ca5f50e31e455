//! What each step of a computation measures, as far as that can be told from its cells and from what is written.

use super::written::Figure;
use crate::base::Sources;
use crate::eval::{Action, Step, Trace};
use crate::hir::{Study, Type};
use crate::value::operation::Operator;
use crate::value::{Dimension, Display, UnitProduct};

/// A dimension, and the units that a figure of it is shown in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Measure {
    pub(super) dimension: Dimension,
    pub(super) units: UnitProduct,
}

impl Measure {
    fn plain() -> Measure {
        Measure { dimension: Dimension::NONE, units: UnitProduct::default() }
    }

    /// That of a type.
    pub(super) fn of(kind: &Type, study: &Study) -> Option<Measure> {
        match kind.element() {
            Type::Quantity { dimension, display } => {
                let shown = display.as_deref().map(|display: &Display| display.smallest());
                let units = shown.unwrap_or_else(|| study.units.default_product(dimension));
                Some(Measure { dimension: *dimension, units })
            }
            Type::Proportion => Some(Measure::plain()),
            _ => None,
        }
    }
}

/// The measure of every step, in their order.
pub(super) fn all(trace: &Trace, study: &Study, sources: &Sources) -> Vec<Option<Measure>> {
    let mut known: Vec<Option<Measure>> = Vec::new();
    for (_, step) in trace.steps() {
        let measure = of_step(step, &known, study, sources);
        known.push(measure);
    }
    known
}

fn of_step(step: &Step, known: &[Option<Measure>], study: &Study, sources: &Sources) -> Option<Measure> {
    if let Some((_, cell)) = step.cell {
        return Measure::of(&study.cell_type(cell), study);
    }
    let input = |place: usize| step.inputs.get(place).and_then(|id| known.get(id.place())?.clone());
    match &step.action {
        Action::Given => {
            let text = sources.slice(step.span).trim();
            // `month` alone is one of them.
            let one = format!("1 {text}");
            let text = if text.starts_with(|c: char| c.is_ascii_digit()) { text } else { &one };
            let figure = Figure::read(text, &study.units)?;
            let dimension = figure.unit.0.iter().try_fold(Dimension::NONE, |all, (id, power)| {
                all.multiply(study.units.get(*id)?.dimension.power(i64::from(*power))?)
            })?;
            Some(Measure { dimension, units: figure.unit })
        }
        Action::Cell | Action::Prefix(_) | Action::Joined | Action::List | Action::Chosen => input(0),
        Action::Chain(operators) => {
            let mut measure = input(0);
            for (place, operator) in operators.iter().enumerate() {
                let right = input(place + 1);
                measure = match operator {
                    Operator::Add | Operator::Subtract => measure.or(right),
                    Operator::Multiply => combined(measure?, right?, 1, study),
                    Operator::Divide => combined(measure?, right?, -1, study),
                    _ => None,
                };
            }
            measure
        }
        Action::Builtin(builtin) => match builtin.result {
            crate::builtin::Shape::Quantity(_) | crate::builtin::Shape::Numbers(_) => input(0),
            crate::builtin::Shape::Plain | crate::builtin::Shape::Counts => Some(Measure::plain()),
            _ => None,
        },
    }
}

fn combined(left: Measure, right: Measure, sign: i8, study: &Study) -> Option<Measure> {
    let dimension =
        if sign > 0 { left.dimension.multiply(right.dimension) } else { left.dimension.divide(right.dimension) };
    Some(Measure { dimension: dimension?, units: left.units.times(&right.units, sign, &study.units) })
}
