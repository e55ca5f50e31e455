//! Expressions: what each comes to.

use super::engine::Engine;
use super::error::Failure;
use super::symbols;
use super::variant::VariantId;
use crate::base::{Span, Text};
use crate::builtin::{Builtin, Shape};
use crate::hir::{
    BASELINE, CellId, Expr, ExprNode, Formula, FunctionId, InstanceId, KindId, Prefix, ScenarioId, TableId,
};
use crate::value::operation::{self, Operator};
use crate::value::{Base, Dimension, Table, Value, ValueError};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Functions call each other to this depth at the most.
pub const DEEPEST_CALL: usize = 200;

/// What an expression is computed in.
#[derive(Clone)]
pub struct Frame {
    /// The variant of the study.
    pub variant: VariantId,
    /// The instance whose formula it is.
    pub this: Option<InstanceId>,
    /// The cell whose formula it is.
    pub cell: Option<CellId>,
    /// What the cell was before a scenario changed it.
    pub prior: Option<Arc<Formula>>,
    /// Parameters, and lists that a `where` looks at.
    pub locals: Vec<Value>,
    /// The rows of one group, which stand for their table.
    pub group: Option<(TableId, Arc<Table>)>,
    /// How many functions are being called inside each other.
    pub calls: usize,
}

impl Frame {
    /// Outside of every instance and function.
    pub fn new(variant: VariantId) -> Frame {
        Frame { variant, this: None, cell: None, prior: None, locals: Vec::new(), group: None, calls: 0 }
    }
}

pub(super) type Outcome = Result<Value, Failure>;

impl Engine<'_> {
    /// What an expression comes to.
    pub(super) fn compute(&mut self, expr: &Expr, frame: &mut Frame) -> Outcome {
        self.step(expr.span)?;
        let span = expr.span;
        match &*expr.node {
            ExprNode::Constant(value) => Ok(self.constant(value, span)),
            ExprNode::Cell(cell) => self.look_up(frame.variant, *cell, span),
            ExprNode::Own(index) => match frame.this {
                Some(this) => self.cell_of(this, *index, frame, span),
                None => Err(missing(span)),
            },
            ExprNode::This => frame.this.map(instance).ok_or(missing(span)),
            ExprNode::Owner => {
                let owner = frame.this.and_then(|this| self.study.instance(this)?.owner);
                owner.map(instance).ok_or(missing(span))
            }
            ExprNode::Nested(kind) => Ok(self.nested(*kind, frame)),
            ExprNode::Every { kind, per } => Ok(self.every(*kind, *per, frame)),
            ExprNode::Field { base, index } => {
                let base = self.compute(base, frame)?;
                self.mapped(&base, span, &mut |engine, value| engine.field(value, *index, frame, span))
            }
            ExprNode::Seen { base, cell } => {
                let base = self.compute(base, frame)?;
                self.mapped(&base, span, &mut |engine, value| match value {
                    Value::Scenario(id) => {
                        let variant = engine.variant(scenario(*id));
                        engine.look_up(variant, *cell, span)
                    }
                    _ => Err(missing(span)),
                })
            }
            ExprNode::Under { scenario, inner } => {
                let variant = self.variant(*scenario);
                let mut under = Frame { variant, ..frame.clone() };
                self.compute(inner, &mut under)
            }
            ExprNode::Table(table) => self.table_in(*table, frame),
            ExprNode::Column { base, index } => match self.compute(base, frame)? {
                Value::Table(table) => table.columns.get(*index).cloned().ok_or(missing(span)),
                _ => Err(missing(span)),
            },
            ExprNode::Local(place) => frame.locals.get(*place).cloned().ok_or(missing(span)),
            ExprNode::Prefix { operator, operand } => {
                let value = self.compute(operand, frame)?;
                let applied = match operator {
                    Prefix::Negate => operation::negate(&value),
                    Prefix::Not => operation::not(&value),
                };
                applied.map_err(|reason| failed(reason, frame, span))
            }
            ExprNode::Chain { first, rest } => self.chain(first, rest, frame, span),
            ExprNode::Builtin { builtin, arguments } => self.builtin(builtin, arguments, frame, span),
            ExprNode::Function { function, arguments } => self.function(*function, arguments, frame, span),
            ExprNode::List(items) => {
                let values = items.iter().map(|item| self.compute(item, frame)).collect::<Result<Vec<_>, _>>()?;
                Ok(operation::list(values))
            }
            ExprNode::Conditional { condition, then, otherwise } => {
                let answer = self.compute(condition, frame)?.truth().map_err(|reason| failed(reason, frame, span))?;
                self.compute(if answer { then } else { otherwise }, frame)
            }
            ExprNode::By { rows, table, column, inner } => self.by(rows, *table, *column, inner, frame),
            ExprNode::Known(inner) => match self.compute(inner, frame) {
                Ok(value) => Ok(Value::Truth(!value.is_open())),
                Err(failure) if failure.is_missing() => Ok(Value::Truth(false)),
                Err(failure) => Err(failure),
            },
            ExprNode::Sources(inner) => self.sources(inner, frame),
            ExprNode::Template(pieces) => self.template(pieces, frame, span),
            ExprNode::Filter { list, local, mask } => self.filter(list, *local, mask, frame, span),
            ExprNode::Missing => Err(Failure::Missing { cell: frame.cell, span }),
            ExprNode::Prior => self.prior(frame, span),
        }
    }

    /// What the cell was before, with everything else as it is now.
    fn prior(&mut self, frame: &mut Frame, span: Span) -> Outcome {
        let Some(before) = frame.prior.clone() else {
            let open = frame.cell.and_then(|cell| symbols::open(self.study, cell));
            return open.ok_or(Failure::Missing { cell: frame.cell, span });
        };
        let mut inner = Frame { prior: before.prior.clone(), locals: Vec::new(), ..frame.clone() };
        self.compute(&before.expr, &mut inner)
    }

    fn cell_of(&mut self, of: InstanceId, index: usize, frame: &Frame, span: Span) -> Outcome {
        match self.study.cell_of(of, index) {
            Some(cell) => self.look_up(frame.variant, cell, span),
            None => Err(missing(span)),
        }
    }

    fn field(&mut self, value: &Value, index: usize, frame: &Frame, span: Span) -> Outcome {
        match value {
            Value::Instance(id) => self.cell_of(InstanceId(*id), index, frame, span),
            Value::Scenario(id) => {
                let instance = scenario(*id).and_then(|id| self.study.scenario(id)).map(|scenario| scenario.instance);
                instance.map_or(Err(missing(span)), |instance| self.cell_of(instance, index, frame, span))
            }
            _ => Err(missing(span)),
        }
    }

    /// Over every element of a list, or a single value.
    fn mapped(&mut self, value: &Value, span: Span, each: &mut dyn FnMut(&mut Self, &Value) -> Outcome) -> Outcome {
        if value.length().is_none() {
            return each(self, value);
        }
        let elements =
            value.elements().map_err(|reason| Failure::Value { reason: Arc::new(reason), cell: None, span })?;
        let values = elements.iter().map(|element| each(self, element)).collect::<Result<Vec<_>, _>>()?;
        joined(values).map_err(|reason| Failure::Value { reason: Arc::new(reason), cell: None, span })
    }

    fn nested(&self, kind: KindId, frame: &Frame) -> Value {
        let this = frame.this.and_then(|this| self.study.instance(this));
        let nested = this.map(|this| this.nested.as_slice()).unwrap_or_default();
        let of_kind = nested.iter().filter(|id| self.study.instance(**id).is_some_and(|found| found.kind == kind));
        operation::list(of_kind.copied().map(instance).collect())
    }

    /// The instances of a kind that the study declares; those of the library stand for what is not given.
    fn every(&self, kind: KindId, per: Option<Dimension>, frame: &Frame) -> Value {
        let own = frame.this.and_then(|this| self.study.instance(this)?.bindings.per.as_ref()).map(|(own, _)| *own);
        let wanted = per.map(|per| if per == Dimension::of(Base::Per) { own.unwrap_or(per) } else { per });
        if self.study.kind(kind).is_some_and(|kind| &*kind.name == "scenario") {
            let count = u32::try_from(self.study.scenarios.len()).unwrap_or(0);
            return operation::list((0..count).map(Value::Scenario).collect());
        }
        let instances = self.study.instances_of(kind).filter(|(_, found)| {
            let counted = found.bindings.per.as_ref().map(|(dimension, _)| *dimension);
            !found.span.source.is_library() && (wanted.is_none() || counted == wanted)
        });
        operation::list(instances.map(|(id, _)| instance(id)).collect())
    }

    fn chain(&mut self, first: &Expr, rest: &[(Operator, Expr)], frame: &mut Frame, span: Span) -> Outcome {
        let mut value = self.compute(first, frame)?;
        for (operator, operand) in rest {
            match (operator, &value) {
                (Operator::And, Value::Truth(false)) | (Operator::Or, Value::Truth(true)) => continue,
                _ => {}
            }
            let right = self.compute(operand, frame)?;
            let applied = operation::apply(*operator, &value, &right);
            value = applied.map_err(|reason| failed(reason, frame, span))?;
        }
        Ok(value)
    }

    fn builtin(&mut self, builtin: &'static Builtin, arguments: &[Expr], frame: &mut Frame, span: Span) -> Outcome {
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.compute(argument, frame)?);
        }
        match self.listed(builtin, &values).unwrap_or_else(|| apply(builtin, &values)) {
            // A function may answer that there is no such figure.
            Ok(Value::Missing) => Err(Failure::Missing { cell: frame.cell, span }),
            outcome => outcome.map_err(|reason| failed(reason, frame, span)),
        }
    }

    fn function(&mut self, id: FunctionId, arguments: &[Expr], frame: &mut Frame, span: Span) -> Outcome {
        if frame.calls >= DEEPEST_CALL {
            return Err(Failure::TooDeepCalls { span });
        }
        let locals = arguments.iter().map(|argument| self.compute(argument, frame)).collect::<Result<Vec<_>, _>>()?;
        let Some(function) = self.study.functions.get(id.0 as usize) else { return Err(missing(span)) };
        let group = frame.group.clone();
        let mut inner = Frame { locals, group, calls: frame.calls + 1, cell: frame.cell, ..Frame::new(frame.variant) };
        self.compute(&function.body, &mut inner)
    }

    fn filter(&mut self, list: &Expr, local: usize, mask: &Expr, frame: &mut Frame, span: Span) -> Outcome {
        let (value, places) = self.kept(list, local, mask, frame, span)?;
        at_places(&value, &places).map_err(|reason| failed(reason, frame, span))
    }

    /// A list, and the places at which its condition is true.
    pub(super) fn kept(
        &mut self,
        list: &Expr,
        local: usize,
        mask: &Expr,
        frame: &mut Frame,
        span: Span,
    ) -> Result<(Value, Vec<usize>), Failure> {
        let value = self.compute(list, frame)?;
        frame.locals.truncate(local);
        frame.locals.push(value.clone());
        let answers = self.compute(mask, frame);
        frame.locals.truncate(local);
        let places = places(&value, &answers?).map_err(|reason| failed(reason, frame, span))?;
        Ok((value, places))
    }
}

/// Lists one after another, or single values side by side.
pub(super) fn joined(values: Vec<Value>) -> Result<Value, ValueError> {
    if !values.iter().any(|value| matches!(value, Value::List(_) | Value::Sample(_) | Value::Coded(_))) {
        return Ok(operation::list(values));
    }
    let mut all = Vec::new();
    for value in values {
        all.extend(value.elements()?);
    }
    Ok(operation::list(all))
}

/// Of what is missing nothing is so.
fn is_so(answer: &Value) -> Result<bool, ValueError> {
    if matches!(answer, Value::Missing) { Ok(false) } else { answer.truth() }
}

/// The places at which the answer is yes.
pub(super) fn places(value: &Value, answers: &Value) -> Result<Vec<usize>, ValueError> {
    let length = value.length().unwrap_or(0);
    let yes = match answers {
        Value::Truth(answer) => vec![*answer; length],
        Value::Coded(answers) => answers.values().map(is_so).collect::<Result<Vec<_>, _>>()?,
        answers => answers.elements()?.iter().map(is_so).collect::<Result<Vec<_>, _>>()?,
    };
    if yes.len() != length {
        return Err(ValueError::LengthsDiffer { left: length, right: yes.len() });
    }
    Ok(yes.iter().enumerate().filter(|(_, yes)| **yes).map(|(place, _)| place).collect())
}

/// The elements of a list at these places.
pub(super) fn at_places(value: &Value, places: &[usize]) -> Result<Value, ValueError> {
    Ok(match value {
        Value::Table(table) => Value::Table(Arc::new(table.select(places))),
        Value::Sample(sample) => Value::Sample(Arc::new(sample.select(places))),
        Value::Coded(coded) => Value::Coded(Arc::new(coded.select(places))),
        other => operation::list(places.iter().filter_map(|place| other.element(*place)).collect()),
    })
}

/// Calls a function of Rust; where it wants a single value and gets a list, it runs over the elements. What is missing
/// stays missing.
pub(super) fn apply(builtin: &Builtin, values: &[Value]) -> Result<Value, ValueError> {
    if !builtin.takes_open() && values.iter().any(Value::is_open) {
        let parameters: BTreeSet<Text> = values.iter().flat_map(Value::open_parameters).collect();
        let (operation, parameters) = (format!("`{}`", builtin.name), parameters.into_iter().collect());
        return Err(ValueError::Open { operation, parameters });
    }
    let is_list = |shape: Shape, value: &Value| shape.runs_over_lists() && value.length().is_some();
    let pairs = || builtin.parameters.iter().zip(values).map(|(parameter, value)| (parameter.shape, value));
    let lists: Vec<&Value> = pairs().filter(|(shape, value)| is_list(*shape, value)).map(|(_, value)| value).collect();
    let with = |element: &dyn Fn(&Value) -> Value| {
        let own = pairs().map(|(shape, value)| if is_list(shape, value) { element(value) } else { value.clone() });
        let own: Vec<Value> = own.collect();
        let lacking = pairs().zip(&own).any(|((shape, _), own)| shape.runs_over_lists() && *own == Value::Missing);
        if lacking { Ok(Value::Missing) } else { (builtin.code)(&own) }
    };
    let Some(length) = lists.first().and_then(|list| list.length()) else { return (builtin.code)(values) };
    if let [Value::Coded(coded)] = lists.as_slice() {
        return Ok(Value::Coded(Arc::new(coded.mapped(|element| with(&|_| element.clone()))?)));
    }
    if let Some(other) = lists.iter().filter_map(|list| list.length()).find(|other| *other != length) {
        return Err(ValueError::LengthsDiffer { left: length, right: other });
    }
    let results = (0..length).map(|place| with(&|list| list.element(place).unwrap_or(Value::Missing)));
    Ok(operation::list(results.collect::<Result<_, _>>()?))
}

fn instance(id: InstanceId) -> Value {
    Value::Instance(id.0)
}

pub(super) fn scenario(id: u32) -> Option<ScenarioId> {
    (id != BASELINE).then_some(ScenarioId(id))
}

fn missing(span: Span) -> Failure {
    Failure::Missing { cell: None, span }
}

pub(super) fn failed(reason: ValueError, frame: &Frame, span: Span) -> Failure {
    Failure::Value { reason: Arc::new(reason), cell: frame.cell, span }
}
