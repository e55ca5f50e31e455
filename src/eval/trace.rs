//! A computation laid out step by step, so that it can be done again with one step changed.

use super::engine::Engine;
use super::error::Failure;
use super::expression::{self, Frame};
use super::variant::VariantId;
use crate::base::Span;
use crate::builtin::Builtin;
use crate::hir::{CellId, Expr, ExprNode, Formula, InstanceId, Prefix};
use crate::value::operation::{self, Operator};
use crate::value::{Value, ValueError};
use std::collections::HashMap;
use std::sync::Arc;

/// A computation is laid out in so many steps at the most; what lies deeper stands as a value.
const MOST_STEPS: usize = 4_000;

/// Cells are laid out inside each other to this depth.
const DEEPEST: usize = 48;

/// A step, by its number; the steps that it needs have smaller ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StepId(u32);

impl StepId {
    /// Its place among all steps.
    pub fn place(self) -> usize {
        self.0 as usize
    }
}

/// One step of a computation.
#[derive(Clone)]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// What it is done to.
    pub inputs: Vec<StepId>,
    /// What it comes to.
    pub value: Value,
    /// Where it is written.
    pub span: Span,
    /// The cell that has this value, and where it is seen.
    pub cell: Option<(VariantId, CellId)>,
}

/// What a step does.
#[derive(Clone)]
pub enum Action {
    /// Nothing: the value stands there.
    Given,
    /// Nothing: a cell has the value of its formula.
    Cell,
    /// `a + b - c`
    Chain(Vec<Operator>),
    /// `-x`, `not x`
    Prefix(Prefix),
    /// A function.
    Builtin(&'static Builtin),
    /// `[a, b]`
    List,
    /// Lists one after another, or single values side by side.
    Joined,
    /// The elements of a list for which the answer is yes.
    Chosen,
}

/// A computation with all of its steps.
pub struct Trace {
    steps: Vec<Step>,
    root: StepId,
}

impl Trace {
    /// The last step, which has the result.
    pub fn root(&self) -> StepId {
        self.root
    }

    /// A step.
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.steps.get(id.place())
    }

    /// Every step, those that others need before these.
    pub fn steps(&self) -> impl Iterator<Item = (StepId, &Step)> {
        (0..).map(StepId).zip(&self.steps)
    }

    /// The steps that have to be done again when some steps have other values, each behind those that it needs.
    pub fn followers(&self, changed: &[StepId]) -> Vec<StepId> {
        let mut is_new = vec![false; self.steps.len()];
        let set = |is_new: &mut [bool], id: StepId| {
            is_new.get_mut(id.place()).is_some_and(|known| !std::mem::replace(known, true))
        };
        let first = changed.iter().filter(|id| set(&mut is_new, **id)).map(|id| id.place() + 1).min();
        let behind = self.steps().skip(first.unwrap_or(self.steps.len())).filter(|(id, step)| {
            let has_new = step.inputs.iter().any(|input| is_new.get(input.place()).is_some_and(|known| *known));
            has_new && set(&mut is_new, *id)
        });
        behind.map(|(id, _)| id).collect()
    }

    /// The result when some steps have other values, which these followers have.
    pub fn again(&self, changed: &[(StepId, Value)], followers: &[StepId]) -> Result<Value, ValueError> {
        let mut anew: Vec<Value> = Vec::with_capacity(followers.len());
        for id in followers {
            let step = self.step(*id).ok_or_else(nothing)?;
            let inputs = step.inputs.iter().filter_map(|input| self.value(*input, changed, followers, &anew));
            let value = step.action.apply(&inputs.collect::<Vec<&Value>>())?;
            anew.push(value);
        }
        self.value(self.root, changed, followers, &anew).cloned().ok_or_else(nothing)
    }

    fn value<'v>(
        &'v self,
        id: StepId,
        changed: &'v [(StepId, Value)],
        followers: &[StepId],
        anew: &'v [Value],
    ) -> Option<&'v Value> {
        if let Some((_, value)) = changed.iter().find(|(own, _)| *own == id) {
            return Some(value);
        }
        match followers.binary_search(&id) {
            Ok(place) => anew.get(place),
            Err(_) => self.step(id).map(|step| &step.value),
        }
    }
}

impl Action {
    /// What the step comes to with these inputs.
    pub fn apply(&self, inputs: &[&Value]) -> Result<Value, ValueError> {
        let first = || inputs.first().copied().ok_or_else(nothing);
        let all = || inputs.iter().copied().cloned().collect::<Vec<Value>>();
        match self {
            Action::Given | Action::Cell => first().cloned(),
            Action::Chain(operators) => {
                let mut value = first()?.clone();
                for (operator, right) in operators.iter().zip(inputs.iter().skip(1)) {
                    value = operation::apply(*operator, &value, right)?;
                }
                Ok(value)
            }
            Action::Prefix(Prefix::Negate) => operation::negate(first()?),
            Action::Prefix(Prefix::Not) => operation::not(first()?),
            Action::Builtin(builtin) => match expression::apply(builtin, &all())? {
                Value::Missing => Err(nothing()),
                value => Ok(value),
            },
            Action::List => Ok(operation::list(all())),
            Action::Joined => expression::joined(all()),
            Action::Chosen => {
                let list = first()?;
                let places = expression::places(list, inputs.get(1).ok_or_else(nothing)?)?;
                expression::at_places(list, &places)
            }
        }
    }
}

fn nothing() -> ValueError {
    ValueError::Unfit { operation: "a step", what: "no value" }
}

impl Engine<'_> {
    /// Computes an expression in a variant and lays out how.
    pub fn trace(&mut self, variant: VariantId, expr: &Expr) -> Result<Trace, Failure> {
        self.expression_of(variant, None, expr)?;
        let mut recorder = Recorder { engine: self, steps: Vec::new(), cells: HashMap::new(), depth: 0 };
        let root = recorder.record(expr, &mut Scope { frame: Frame::new(variant), locals: Vec::new() })?;
        Ok(Trace { steps: recorder.steps, root })
    }
}

/// What an expression is recorded in: the locals have a step each.
#[derive(Clone)]
struct Scope {
    frame: Frame,
    locals: Vec<StepId>,
}

struct Recorder<'r, 's> {
    engine: &'r mut Engine<'s>,
    steps: Vec<Step>,
    cells: HashMap<(VariantId, CellId), StepId>,
    depth: usize,
}

type Recorded = Result<StepId, Failure>;

impl Recorder<'_, '_> {
    fn push(&mut self, action: Action, inputs: Vec<StepId>, value: Value, span: Span) -> StepId {
        let id = StepId(u32::try_from(self.steps.len()).unwrap_or(u32::MAX));
        self.steps.push(Step { action, inputs, value, span, cell: None });
        id
    }

    /// The step of an expression. What has no parts that could be changed stands as a value.
    fn record(&mut self, expr: &Expr, scope: &mut Scope) -> Recorded {
        if let Some(known) = self.passed_on(expr, scope)? {
            return Ok(known);
        }
        let value = self.engine.compute(expr, &mut scope.frame.clone())?;
        let (action, inputs) = match self.parts(expr, scope)? {
            Some(parts) if self.steps.len() < MOST_STEPS => parts,
            _ => (Action::Given, Vec::new()),
        };
        Ok(self.push(action, inputs, value, expr.span))
    }

    /// The step of an expression that only hands on the value of another one.
    fn passed_on(&mut self, expr: &Expr, scope: &mut Scope) -> Result<Option<StepId>, Failure> {
        Ok(Some(match &*expr.node {
            ExprNode::Cell(cell) => self.cell(scope.frame.variant, *cell, expr.span)?,
            ExprNode::Own(index) => {
                let cell = scope.frame.this.and_then(|this| self.engine.study().cell_of(this, *index));
                let Some(cell) = cell else { return Ok(None) };
                self.cell(scope.frame.variant, cell, expr.span)?
            }
            ExprNode::Local(place) => match scope.locals.get(*place) {
                Some(step) => *step,
                None => return Ok(None),
            },
            ExprNode::Under { scenario, inner } => {
                let variant = self.engine.variant(*scenario);
                let frame = Frame { variant, ..scope.frame.clone() };
                self.record(inner, &mut Scope { frame, locals: scope.locals.clone() })?
            }
            ExprNode::Conditional { condition, then, otherwise } => {
                let answer = self.engine.compute(condition, &mut scope.frame.clone())?;
                let taken = if matches!(answer, Value::Truth(true)) { then } else { otherwise };
                self.record(taken, scope)?
            }
            ExprNode::Function { function, arguments } => {
                let Some(function) = self.engine.study().functions.get(function.0 as usize) else { return Ok(None) };
                if scope.frame.calls >= DEEPEST {
                    return Ok(None);
                }
                let locals = arguments.iter().map(|own| self.record(own, scope)).collect::<Result<Vec<_>, _>>()?;
                let values = locals.iter().filter_map(|id| self.value(*id)).collect();
                let outer = &scope.frame;
                let frame = Frame {
                    locals: values,
                    group: outer.group.clone(),
                    calls: outer.calls + 1,
                    cell: outer.cell,
                    ..Frame::new(outer.variant)
                };
                self.record(&function.body, &mut Scope { frame, locals })?
            }
            ExprNode::Prior => {
                let Some(before) = scope.frame.prior.clone() else { return Ok(None) };
                let frame = Frame { prior: before.prior.clone(), locals: Vec::new(), ..scope.frame.clone() };
                self.record(&before.expr, &mut Scope { frame, locals: Vec::new() })?
            }
            ExprNode::Field { base, index } => {
                let base = self.engine.compute(base, &mut scope.frame.clone())?;
                return self.field(&base, *index, scope, expr.span);
            }
            ExprNode::Seen { base, cell } => match self.engine.compute(base, &mut scope.frame.clone())? {
                Value::Scenario(id) => {
                    let variant = self.engine.variant(expression::scenario(id));
                    self.cell(variant, *cell, expr.span)?
                }
                _ => return Ok(None),
            },
            _ => return Ok(None),
        }))
    }

    /// What an expression does, and to what.
    fn parts(&mut self, expr: &Expr, scope: &mut Scope) -> Result<Option<(Action, Vec<StepId>)>, Failure> {
        let mut all = |recorder: &mut Self, parts: &[&Expr]| {
            parts.iter().map(|part| recorder.record(part, scope)).collect::<Result<Vec<_>, _>>()
        };
        Ok(Some(match &*expr.node {
            ExprNode::Chain { first, rest } => {
                let operators: Vec<Operator> = rest.iter().map(|(operator, _)| *operator).collect();
                if operators.iter().any(|operator| matches!(operator, Operator::And | Operator::Or | Operator::To)) {
                    return Ok(None);
                }
                let operands: Vec<&Expr> = std::iter::once(first).chain(rest.iter().map(|(_, part)| part)).collect();
                (Action::Chain(operators), all(self, &operands)?)
            }
            ExprNode::Prefix { operator, operand } => (Action::Prefix(*operator), all(self, &[operand])?),
            ExprNode::Builtin { builtin, arguments } => {
                (Action::Builtin(builtin), all(self, &arguments.iter().collect::<Vec<_>>())?)
            }
            ExprNode::List(items) => (Action::List, all(self, &items.iter().collect::<Vec<_>>())?),
            ExprNode::Filter { list, local, mask } => {
                let list = self.record(list, scope)?;
                let Some(value) = self.value(list).filter(|value| value.length().is_some()) else { return Ok(None) };
                let mut inner = scope.clone();
                inner.frame.locals.truncate(*local);
                inner.frame.locals.push(value);
                inner.locals.truncate(*local);
                inner.locals.push(list);
                (Action::Chosen, vec![list, self.record(mask, &mut inner)?])
            }
            _ => return Ok(None),
        }))
    }

    fn value(&self, id: StepId) -> Option<Value> {
        self.steps.get(id.place()).map(|step| step.value.clone())
    }

    /// The cells of an instance, or of every instance of a list.
    fn field(&mut self, base: &Value, index: usize, scope: &Scope, span: Span) -> Result<Option<StepId>, Failure> {
        let study = self.engine.study();
        let cell_of = |value: &Value| match value {
            Value::Instance(id) => study.cell_of(InstanceId(*id), index),
            Value::Scenario(id) => {
                let scenario = expression::scenario(*id).and_then(|id| study.scenario(id))?;
                study.cell_of(scenario.instance, index)
            }
            _ => None,
        };
        if base.length().is_none() {
            let cell = cell_of(base);
            return cell.map(|cell| self.cell(scope.frame.variant, cell, span)).transpose();
        }
        let cells: Option<Vec<CellId>> = base.elements().unwrap_or_default().iter().map(cell_of).collect();
        let Some(cells) = cells else { return Ok(None) };
        let inputs: Result<Vec<StepId>, Failure> =
            cells.into_iter().map(|cell| self.cell(scope.frame.variant, cell, span)).collect();
        let inputs = inputs?;
        let values = inputs.iter().filter_map(|id| self.value(*id)).collect();
        let Ok(value) = expression::joined(values) else { return Ok(None) };
        Ok(Some(self.push(Action::Joined, inputs, value, span)))
    }

    /// The step of a cell, once for each variant in which it differs.
    fn cell(&mut self, variant: VariantId, cell: CellId, asked: Span) -> Recorded {
        let value = self.engine.cell_in(variant, cell)?;
        let seat = self.engine.seat(variant, cell);
        if let Some(known) = self.cells.get(&(seat, cell)) {
            return Ok(*known);
        }
        let formula = self.engine.formula(seat, cell);
        let inner = formula.as_ref().filter(|_| self.depth < DEEPEST && self.steps.len() < MOST_STEPS);
        let (action, inputs, span) = match inner {
            Some(formula) => {
                self.depth += 1;
                let inner = self.formula(seat, cell, formula);
                self.depth -= 1;
                (Action::Cell, vec![inner?], formula.expr.span)
            }
            None => (Action::Given, Vec::new(), asked),
        };
        let id = self.push(action, inputs, value, span);
        if let Some(step) = self.steps.last_mut() {
            step.cell = Some((seat, cell));
        }
        self.cells.insert((seat, cell), id);
        Ok(id)
    }

    fn formula(&mut self, variant: VariantId, cell: CellId, formula: &Arc<Formula>) -> Recorded {
        let this = self.engine.study().cell(cell).and_then(|cell| cell.instance);
        let frame = Frame { this, prior: formula.prior.clone(), cell: Some(cell), ..Frame::new(variant) };
        self.record(&formula.expr, &mut Scope { frame, locals: Vec::new() })
    }
}
