//! Many variants of a study, one for each value of a cell: sweeps and goals.

use super::engine::Engine;
use super::error::Failure;
use crate::base::{Span, crew};
use crate::hir::{Axis, CellId, Expr, ExprNode, Range};
use crate::value::{Calendar, Number, Value, ValueError};
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
    /// The calendars of this variant, where one of those that vary is a part of the calendar.
    pub calendars: Option<Calendars>,
}

/// The calendars of one variant.
#[derive(Clone, Debug)]
pub struct Calendars {
    /// By which the values that vary are read.
    pub at: Calendar,
    /// By which each of the figures is read.
    pub figures: Vec<Calendar>,
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

    /// The figures for every combination of the values of some axes; the last varies fastest.
    pub fn sweep_over(&mut self, axes: &[Axis], values: &[Expr], span: Span) -> Result<Vec<Row>, Failure> {
        let mut points = Vec::new();
        for axis in axes {
            let own = self.points(axis)?;
            if own.is_empty() {
                return Err(Failure::Value { reason: Arc::new(ValueError::NothingToTry), cell: None, span: axis.span });
            }
            points.push((axis.cell, own));
        }
        self.rows(&points, axes, values, span)
    }

    /// The figures for every combination of values; the last cell varies fastest.
    pub fn sweep(&mut self, axes: &[(CellId, Vec<Number>)], values: &[Expr], span: Span) -> Result<Vec<Row>, Failure> {
        self.rows(axes, &[], values, span)
    }

    /// Whether units are of another length in some variants: whether the calendar follows from what varies.
    fn moves_calendar(&mut self, axes: &[(CellId, Vec<Number>)], values: &[Expr]) -> bool {
        let main = self.main();
        self.calendar(main);
        for value in values {
            self.calendar_of(value);
        }
        let cells: Vec<CellId> = axes.iter().map(|(cell, _)| *cell).collect();
        let follow = self.follow_from(&cells);
        let calendar = self.study.calendar;
        [calendar.workday, calendar.weeks].into_iter().flatten().any(|cell| follow.contains(&cell))
    }

    /// The values of one variant: where the calendar varies too, those in working days are as long as it says.
    fn put_in_place(&mut self, at: &mut [Number], axes: &[(CellId, Vec<Number>)], written: &[Axis], place: usize) {
        let span = written.first().map(|axis| axis.span);
        let all: Vec<Vec<Number>> = written.iter().map(|axis| self.points(axis).unwrap_or_default()).collect();
        let found = combination(all.iter().map(Vec::as_slice), place);
        for (((cell, _), known), found) in axes.iter().zip(at).zip(found) {
            if let Some(span) = span.filter(|_| *known != found) {
                self.set_instead(*cell, constant(found.clone(), span));
                *known = found;
            }
        }
    }

    fn rows(
        &mut self,
        axes: &[(CellId, Vec<Number>)],
        written: &[Axis],
        values: &[Expr],
        span: Span,
    ) -> Result<Vec<Row>, Failure> {
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
        let moves = self.moves_calendar(axes, values);
        let row = |engine: &mut Engine<'s>, place: usize| {
            let mut at = combination(axes.iter().map(|(_, points)| points.as_slice()), place);
            for ((cell, _), value) in axes.iter().zip(&at) {
                engine.set_instead(*cell, constant(value.clone(), span));
            }
            if moves && written.len() > 1 {
                engine.put_in_place(&mut at, axes, written, place);
            }
            let found = values.iter().map(|value| engine.expression(value)).collect();
            let main = engine.main();
            let calendars = moves.then(|| Calendars {
                at: engine.calendar(main),
                figures: values.iter().map(|value| engine.calendar_of(value)).collect(),
            });
            Row { at, values: found, calendars }
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

/// A number in the place of an expression.
pub(super) fn constant(value: Number, span: Span) -> Expr {
    Expr { node: Box::new(ExprNode::Constant(Value::Number(value))), span }
}

/// The values of one variant.
fn combination<'p>(axes: impl DoubleEndedIterator<Item = &'p [Number]>, place: usize) -> Vec<Number> {
    let mut left = place;
    let mut at: Vec<Number> = Vec::new();
    for points in axes.rev() {
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
