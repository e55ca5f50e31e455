//! How far a figure moves with each of the given figures that it rests on.

use super::engine::Engine;
use super::error::Failure;
use super::sweep::constant;
use super::world::Sight;
use super::writer::Writer;
use crate::hir::{CellId, Expr, ExprNode, Type};
use crate::value::{Number, Style, Value};
use std::collections::HashSet;

/// What was moved, and what was not.
#[derive(Clone, Debug, Default)]
pub struct Effects {
    /// The figures that move it, the farthest first.
    pub moved: Vec<Effect>,
    /// Whether some of these had to be moved by whole numbers.
    pub by_whole: bool,
    /// Counts that were moved by a share of themselves which is no whole number.
    pub split: Vec<CellId>,
    /// Whether it rests on readings or observations, which are not moved.
    pub observed: bool,
    /// Given figures of which neither less nor more leads to a figure.
    pub stuck: Vec<CellId>,
}

/// How far a figure moves with one of the figures that it rests on.
#[derive(Clone, Debug)]
pub struct Effect {
    /// The cell that was moved.
    pub cell: CellId,
    /// Its value.
    pub given: Number,
    /// The figure with less of it.
    pub less: Option<Sight>,
    /// The figure with more of it.
    pub more: Option<Sight>,
    /// From the smallest to the largest of the figure with less, as given, and with more, as these are printed.
    pub effect: Number,
}

/// The figure with less and with more of something.
type Ends = [Option<Sight>; 2];

impl<'s> Engine<'s> {
    /// How far a figure moves when each given figure that it rests on is less or more by a share of itself, the
    /// farthest first. What cannot be split is moved to the next whole number that is as far away.
    pub fn effects(&mut self, figure: &Expr, kind: &Type, share: &Number) -> Result<Effects, Failure> {
        self.expression(figure)?;
        let as_given = self.sight(figure).ok();
        let factors = [Number::ONE.subtract(share), Number::ONE.add(share)];
        let mut found = Effects::default();
        let mut moved = self.clone();
        for (cell, value) in self.given_below(figure, kind) {
            let Ok(given) = value.number() else {
                found.observed |= is_observed(&value);
                continue;
            };
            let [less, more] = factors.each_ref().map(|factor| given.multiply(factor.as_ref().ok()?).ok());
            let mut ends = moved.ends(cell, figure, [less.clone(), more.clone()]);
            let mut by_whole = false;
            if is_nothing(&ends) && given.is_integer() {
                ends = moved.ends(cell, figure, whole_numbers(&given, less, more));
                by_whole = !is_nothing(&ends);
                found.by_whole |= by_whole;
            }
            moved.unset_to(self, cell);
            let [less, more] = ends;
            match self.apart(kind, [&less, &as_given, &more]) {
                _ if less.is_none() && more.is_none() => match value {
                    Value::Proportion(_) => found.observed = true,
                    _ => found.stuck.push(cell),
                },
                Some(effect) if !effect.is_zero() => {
                    let is_whole = given.multiply(share).is_ok_and(|moved| moved.is_integer());
                    if !by_whole && !is_whole && given.is_integer() && self.is_counted(cell) {
                        found.split.push(cell);
                    }
                    found.moved.push(Effect { cell, given, less, more, effect });
                }
                _ => {}
            }
        }
        found.moved.sort_by(|a, b| b.effect.cmp(&a.effect));
        Ok(found)
    }

    /// What a figure comes to with each of two values of a cell.
    fn ends(&mut self, cell: CellId, figure: &Expr, values: [Option<Number>; 2]) -> Ends {
        values.map(|value| {
            self.set_instead(cell, constant(value?, figure.span));
            self.sight(figure).ok()
        })
    }

    /// From the smallest of some figures to the largest, as they are printed, each in a unit as long as its own calendar
    /// says; in base units of the one as given.
    fn apart(&self, kind: &Type, figures: [&Option<Sight>; 3]) -> Option<Number> {
        let unit = |sight: &Sight| {
            Writer { study: self.study, calendar: sight.calendar.clone(), style: Style::FULL }.unit(kind).ok()
        };
        let printed = |sight: &Sight| sight.number.divide(&unit(sight)?).ok();
        let figures_printed: Vec<Number> = figures.into_iter().flatten().filter_map(printed).collect();
        let (smallest, largest) = (figures_printed.iter().min()?, figures_printed.iter().max()?);
        let [less, as_given, more] = figures;
        let one = as_given.as_ref().or(less.as_ref()).or(more.as_ref())?;
        largest.subtract(smallest).ok()?.multiply(&unit(one)?).ok()
    }

    /// What is given of all that a figure rests on, and the unit that it is printed in; the figure is not among them.
    fn given_below(&mut self, figure: &Expr, kind: &Type) -> Vec<(CellId, Value)> {
        let main = self.main();
        let mut cells = HashSet::new();
        crate::hir::visit(figure, &mut |part| {
            if let ExprNode::Cell(cell) = &*part.node {
                cells.insert(*cell);
            }
        });
        if let Type::Quantity { display: Some(display), .. } = kind
            && self.study.units.are_of_calendar(display)
        {
            cells.extend([self.study.calendar.workday, self.study.calendar.weeks].into_iter().flatten());
        }
        for cell in cells.clone() {
            cells.extend(self.below(main, cell));
        }
        if let ExprNode::Cell(itself) = &*figure.node {
            cells.remove(itself);
        }
        let mut cells: Vec<CellId> = cells.into_iter().filter(|cell| self.is_given(*cell)).collect();
        cells.sort_unstable();
        cells.into_iter().filter_map(|cell| Some((cell, self.cell(cell).ok()?))).collect()
    }

    /// Whether a cell is given and follows from no other: `20 workday` follows from the calendar as a unit does only.
    fn is_given(&mut self, cell: CellId) -> bool {
        let main = self.main();
        let known = self.study.cell(cell).is_some_and(|known| known.given.is_some() || known.own.is_some());
        if !known && !self.is_given_anew(main, cell) {
            return false;
        }
        let written = self.formula(main, cell).is_some_and(|formula| {
            !matches!(&*formula.expr.node, ExprNode::Cell(_)) && self.is_written_down(&formula.expr)
        });
        written || self.leans_on_in(main, cell).is_empty()
    }

    /// Whether a cell holds what is counted, such as operators: a plain number that its kind does not compute.
    fn is_counted(&self, cell: CellId) -> bool {
        let Some(kind_cell) = self.study.kind_cell(cell) else { return false };
        let usual = kind_cell.formula.as_ref().map(|formula| &*formula.expr.node);
        let is_usual = match usual {
            None => true,
            Some(ExprNode::Constant(Value::Number(usual))) => usual.is_integer(),
            Some(_) => false,
        };
        is_usual && kind_cell.kind == Type::plain()
    }

    /// Whether an expression has nothing but figures in units.
    fn is_written_down(&self, expr: &Expr) -> bool {
        let calendar = self.study.calendar;
        let units = [calendar.workday, calendar.month, calendar.week, calendar.weeks];
        match &*expr.node {
            ExprNode::Constant(_) => true,
            ExprNode::Cell(cell) => units.contains(&Some(*cell)),
            ExprNode::Prefix { operand, .. } => self.is_written_down(operand),
            ExprNode::Chain { first, rest } => {
                self.is_written_down(first) && rest.iter().all(|(_, operand)| self.is_written_down(operand))
            }
            ExprNode::List(items) => items.iter().all(|item| self.is_written_down(item)),
            _ => false,
        }
    }

    /// Leaves a cell as another engine has it.
    fn unset_to(&mut self, other: &Engine<'s>, cell: CellId) {
        self.give(cell, other.given_formula(cell).cloned());
    }
}

/// Readings, what was seen, and how often; no list of operations.
fn is_observed(value: &Value) -> bool {
    match value {
        Value::Sample(_) | Value::Coded(_) => true,
        Value::List(items) => items.iter().any(|item| {
            matches!(item, Value::Number(_) | Value::Proportion(_) | Value::Text(_) | Value::Date(_) | Value::Clock(_))
        }),
        _ => false,
    }
}

/// At least as far away as these, and at least by one.
fn whole_numbers(given: &Number, less: Option<Number>, more: Option<Number>) -> [Option<Number>; 2] {
    [less.and_then(|less| less.floor(&Number::ONE).ok()), more.and_then(|more| more.ceil(&Number::ONE).ok())]
        .map(|moved| moved.filter(|moved| moved != given))
}

/// Whether neither less nor more leads to a figure.
fn is_nothing(ends: &Ends) -> bool {
    ends.iter().all(Option::is_none)
}
