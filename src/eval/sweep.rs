//! Many variants of a study, one for each value of a cell: sweeps, goals and what moves a figure most.

use super::engine::Engine;
use super::error::Failure;
use crate::base::{Span, crew};
use crate::hir::{Axis, CellId, Expr, ExprNode, Range};
use crate::value::{Number, Value, ValueError};
use std::collections::HashSet;
use std::sync::Arc;

/// A sweep has so many variants at the most.
pub const MOST_VARIANTS: usize = 1_000_000;

/// Fewer variants are computed faster by one processor.
const WORTH_SHARING: usize = 256;

/// The figures of one variant.
#[derive(Clone, Debug)]
pub struct Row {
    /// The values that vary.
    pub at: Vec<Number>,
    /// What the figures come to.
    pub values: Vec<Result<Value, Failure>>,
}

/// What a goal comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// The value that was sought; nothing where the condition is true nowhere.
    pub found: Option<Number>,
    /// Whether that is the first value that was tried: beyond it the condition may be true as well.
    pub at_bound: bool,
    /// The next value behind it for which the condition is not true any more.
    pub fails_again: Option<Number>,
    /// First and last value tried, in the order of the range.
    pub ends: Option<(Number, Number)>,
}

/// How far a figure moves with one of the figures that it rests on.
#[derive(Clone, Debug)]
pub struct Effect {
    /// The cell that was moved.
    pub cell: CellId,
    /// Its value.
    pub given: Number,
    /// The figure with less of it.
    pub less: Option<Number>,
    /// The figure with more of it.
    pub more: Option<Number>,
    /// How far apart these are.
    pub effect: Number,
}

impl<'s> Engine<'s> {
    /// The values that a cell takes.
    pub fn points(&mut self, axis: &Axis) -> Result<Vec<Number>, Failure> {
        let failed = |reason: ValueError| Failure::Value { reason: Arc::new(reason), cell: None, span: axis.span };
        let mut number = |expr: &Expr| self.expression(expr)?.number().map_err(failed);
        match &axis.range {
            Range::List(list) => self.expression(list)?.numbers().map_err(failed),
            Range::Steps { from, to, step } => {
                let (from, to) = (number(from)?, number(to)?);
                let step = step.as_ref().map_or(Ok(Number::ONE), number)?;
                steps(&from, &to, &step).map_err(failed)
            }
        }
    }

    /// The figures for every combination of values; the last cell varies fastest.
    pub fn sweep(&mut self, axes: &[(CellId, Vec<Number>)], values: &[Expr], span: Span) -> Result<Vec<Row>, Failure> {
        let count = axes.iter().try_fold(1_usize, |count, (_, points)| count.checked_mul(points.len()));
        let Some(count) = count.filter(|count| *count <= MOST_VARIANTS) else {
            let reason = Arc::new(ValueError::TooManyVariants { most: MOST_VARIANTS });
            return Err(Failure::Value { reason, cell: None, span });
        };
        let twice = axes
            .iter()
            .enumerate()
            .any(|(place, (cell, _))| axes.iter().skip(place + 1).any(|(other, _)| other == cell));
        if twice {
            return Err(Failure::Value { reason: Arc::new(ValueError::VariedTwice), cell: None, span });
        }
        let row = |engine: &mut Engine<'s>, place: usize| {
            let at = combination(axes, place);
            for ((cell, _), value) in axes.iter().zip(&at) {
                engine.set_instead(*cell, constant(value.clone(), span));
            }
            let values = values.iter().map(|value| engine.expression(value)).collect();
            Row { at, values }
        };
        self.variants_of(count, &row)
    }

    /// The smallest or largest of some values for which a condition is true.
    pub fn solve(&mut self, axis: &Axis, condition: &Expr, largest: bool) -> Result<Solved, Failure> {
        let mut points = self.points(axis)?;
        points.sort();
        if largest {
            points.reverse();
        }
        let ends = points.first().cloned().zip(points.last().cloned());
        let rows = self.sweep(&[(axis.cell, points)], std::slice::from_ref(condition), axis.span)?;
        let mut truths = Vec::with_capacity(rows.len());
        let mut wrong: Vec<Failure> = Vec::new();
        for row in rows {
            // Where a condition has no answer it is not true; where it never has one, that is said.
            let holds = match row.values.into_iter().next().unwrap_or(Ok(Value::Missing)) {
                Ok(value) => value.truth().unwrap_or(false),
                Err(failure) => {
                    wrong.push(failure);
                    false
                }
            };
            truths.push((row.at.into_iter().next(), holds));
        }
        if wrong.len() == truths.len()
            && let Some(failure) = wrong.into_iter().next()
        {
            return Err(failure);
        }
        let first = truths.iter().position(|(_, holds)| *holds);
        let behind = truths.iter().skip(first.unwrap_or(truths.len()));
        let fails_again = behind.into_iter().find(|(_, holds)| !holds).and_then(|(value, _)| value.clone());
        let found = first.and_then(|first| truths.get(first)).and_then(|(value, _)| value.clone());
        Ok(Solved { found, at_bound: first == Some(0), fails_again, ends })
    }

    /// How far a figure moves when each given figure that it rests on is less or more by a share of itself, the
    /// farthest first.
    pub fn effects(&mut self, figure: &Expr, share: &Number) -> Result<Vec<Effect>, Failure> {
        let given = self.given_below(figure)?;
        let factors = [Number::ONE.subtract(share), Number::ONE.add(share)];
        let mut moved = self.clone();
        let mut effects = Vec::new();
        for (cell, value) in given {
            let mut figures = factors.iter().map(|factor| {
                let factor = factor.as_ref().ok()?;
                moved.set_instead(cell, constant(value.multiply(factor).ok()?, figure.span));
                moved.expression(figure).ok()?.number().ok()
            });
            let (less, more) = (figures.next().flatten(), figures.next().flatten());
            moved.unset_to(self, cell);
            let apart = less.as_ref().zip(more.as_ref()).and_then(|(less, more)| more.subtract(less).ok());
            let Some(effect) = apart.map(|apart| apart.absolute()).filter(|apart| !apart.is_zero()) else { continue };
            effects.push(Effect { cell, given: value, less, more, effect });
        }
        effects.sort_by(|a, b| b.effect.cmp(&a.effect));
        Ok(effects)
    }

    /// The given figures that a figure rests on.
    fn given_below(&mut self, figure: &Expr) -> Result<Vec<(CellId, Number)>, Failure> {
        self.expression(figure)?;
        let main = self.main();
        let mut cells = HashSet::new();
        crate::hir::visit(figure, &mut |part| {
            if let ExprNode::Cell(cell) = &*part.node {
                cells.insert(*cell);
            }
        });
        for cell in cells.clone() {
            cells.extend(self.below(main, cell));
        }
        let mut given = Vec::new();
        for cell in cells {
            let is_given = self.study.cell(cell).is_some_and(|known| known.given.is_some() || known.own.is_some())
                || self.is_given_anew(main, cell);
            let leans = !self.leans_on_in(main, cell).is_empty();
            if is_given
                && !leans
                && let Some(value) = self.cell(cell).ok().and_then(|value| value.number().ok())
            {
                given.push((cell, value));
            }
        }
        given.sort_unstable_by_key(|(cell, _)| *cell);
        Ok(given)
    }

    /// Leaves a cell as another engine has it.
    fn unset_to(&mut self, other: &Engine<'s>, cell: CellId) {
        match other.given_formula(cell) {
            Some(formula) => self.set_instead(cell, formula.expr.clone()),
            None => self.unset(cell),
        }
    }

    /// Variants computed from copies of this engine, on all processors where that is worth it; before each it is asked
    /// whether somebody wants to stop.
    pub(super) fn variants_of<R: Send>(
        &self,
        count: usize,
        row: &(impl Fn(&mut Engine<'s>, usize) -> R + Sync),
    ) -> Result<Vec<R>, Failure> {
        let threads = if count < WORTH_SHARING { 1 } else { crew::hands() };
        let share = count.div_ceil(threads).max(1);
        let parts = (0..count).step_by(share).map(|first| first..count.min(first + share)).collect();
        let rows = crew::share(parts, threads, |part| {
            let mut engine = self.clone();
            part.map(|place| self.go_on().map(|()| row(&mut engine, place))).collect::<Result<Vec<R>, Failure>>()
        });
        let mut all = Vec::with_capacity(count);
        for rows in rows {
            all.extend(rows?);
        }
        Ok(all)
    }
}

fn constant(value: Number, span: Span) -> Expr {
    Expr { node: Box::new(ExprNode::Constant(Value::Number(value))), span }
}

/// The values of one variant.
fn combination(axes: &[(CellId, Vec<Number>)], place: usize) -> Vec<Number> {
    let mut left = place;
    let mut at: Vec<Number> = Vec::with_capacity(axes.len());
    for (_, points) in axes.iter().rev() {
        let own = points.get(left % points.len().max(1)).cloned().unwrap_or(Number::ZERO);
        left /= points.len().max(1);
        at.push(own);
    }
    at.reverse();
    at
}

/// From one value to another, or down to it.
fn steps(from: &Number, to: &Number, step: &Number) -> Result<Vec<Number>, ValueError> {
    let way = to.subtract(from)?;
    let step = if way.is_negative() == step.is_negative() { step.clone() } else { step.negate() };
    if step.is_zero() {
        return Err(ValueError::NoStep);
    }
    let count = way.divide(&step)?.floor(&Number::ONE)?.to_f64();
    if count >= MOST_VARIANTS as f64 {
        return Err(ValueError::TooManyVariants { most: MOST_VARIANTS });
    }
    let count = count as i64;
    (0..=count).map(|place| Ok(step.multiply(&Number::from_integer(place))?.add(from)?)).collect()
}
