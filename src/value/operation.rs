//! Operators on values. Over lists they run element by element.

use super::error::ValueError;
use super::number::Number;
use super::symbolic::Symbolic;
use super::values::{Proportion, Value};
use std::cmp::Ordering;
use std::sync::Arc;

/// Operators between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`, `per`
    Divide,
    /// `^`
    Power,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `and`
    And,
    /// `or`
    Or,
    /// `424 of 565`
    Of,
    /// `07:00 to 17:00`
    To,
}

impl Operator {
    /// How it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::Divide => "/",
            Operator::Power => "^",
            Operator::Equal => "==",
            Operator::Unequal => "!=",
            Operator::Less => "<",
            Operator::AtMost => "<=",
            Operator::Greater => ">",
            Operator::AtLeast => ">=",
            Operator::And => "and",
            Operator::Or => "or",
            Operator::Of => "of",
            Operator::To => "to",
        }
    }
}

/// Applies an operator.
pub fn apply(operator: Operator, left: &Value, right: &Value) -> Result<Value, ValueError> {
    if operator == Operator::To {
        return Ok(Value::Interval(Arc::new((left.clone(), right.clone()))));
    }
    match (left, right) {
        (Value::Coded(coded), _) if right.length().is_none() => {
            return Ok(Value::Coded(Arc::new(coded.mapped(|element| single(operator, element, right))?)));
        }
        (_, Value::Coded(coded)) if left.length().is_none() => {
            return Ok(Value::Coded(Arc::new(coded.mapped(|element| single(operator, left, element))?)));
        }
        _ => {}
    }
    match (left.length(), right.length()) {
        (None, None) => single(operator, left, right),
        (Some(_), None) => over(left.elements()?, |element| single(operator, element, right)),
        (None, Some(_)) => over(right.elements()?, |element| single(operator, left, element)),
        (Some(first), Some(second)) if first == second => {
            let pairs = left.elements()?.into_iter().zip(right.elements()?);
            pairs.map(|(left, right)| apply(operator, &left, &right)).collect::<Result<Vec<_>, _>>().map(list)
        }
        (Some(left), Some(right)) => Err(ValueError::LengthsDiffer { left, right }),
    }
}

fn over(elements: Vec<Value>, apply: impl Fn(&Value) -> Result<Value, ValueError>) -> Result<Value, ValueError> {
    elements.iter().map(apply).collect::<Result<Vec<_>, _>>().map(list)
}

/// A list value.
pub fn list(values: Vec<Value>) -> Value {
    Value::List(values.into())
}

fn single(operator: Operator, left: &Value, right: &Value) -> Result<Value, ValueError> {
    if matches!(left, Value::Missing) || matches!(right, Value::Missing) {
        return Ok(Value::Missing);
    }
    match operator {
        Operator::Add => arithmetic(left, right, Number::add, Symbolic::add),
        Operator::Subtract => arithmetic(left, right, Number::subtract, Symbolic::subtract),
        Operator::Multiply => arithmetic(left, right, Number::multiply, Symbolic::multiply),
        Operator::Divide => arithmetic(left, right, Number::divide, Symbolic::divide),
        Operator::Power => arithmetic(left, right, Number::power, Symbolic::power),
        Operator::Equal => Ok(Value::Truth(equal(left, right)?)),
        Operator::Unequal => Ok(Value::Truth(!equal(left, right)?)),
        Operator::Less => ordered(left, right, Ordering::is_lt),
        Operator::AtMost => ordered(left, right, Ordering::is_le),
        Operator::Greater => ordered(left, right, Ordering::is_gt),
        Operator::AtLeast => ordered(left, right, Ordering::is_ge),
        Operator::And => Ok(Value::Truth(left.truth()? && right.truth()?)),
        Operator::Or => Ok(Value::Truth(left.truth()? || right.truth()?)),
        Operator::Of => {
            let count = |value: &Value| value.number().map_err(|reason| reason.needed_by("a proportion"));
            Ok(Value::Proportion(Proportion::new(count(left)?, count(right)?)?))
        }
        Operator::To => Ok(Value::Interval(Arc::new((left.clone(), right.clone())))),
    }
}

fn arithmetic<E: Into<ValueError>>(
    left: &Value,
    right: &Value,
    operation: impl Fn(&Number, &Number) -> Result<Number, E>,
    of_open: impl Fn(&Symbolic, &Symbolic) -> Result<Symbolic, ValueError>,
) -> Result<Value, ValueError> {
    if waits(left, right) {
        return Ok(of_open(&*left.symbolic()?, &*right.symbolic()?)?.into_value());
    }
    operation(&left.number()?, &right.number()?).map(Value::Number).map_err(Into::into)
}

/// Whether one of two single values waits for open parameters.
fn waits(left: &Value, right: &Value) -> bool {
    matches!(left, Value::Symbolic(_)) || matches!(right, Value::Symbolic(_))
}

/// How two values lie to each other where parameters are open: known if these cancel out.
fn open_order(left: &Value, right: &Value) -> Result<Ordering, ValueError> {
    let difference = left.symbolic()?.subtract(&*right.symbolic()?)?;
    Ok(difference.number("a comparison")?.cmp(&Number::ZERO))
}

/// Whether two values are the same; a share equals the number it comes to.
pub fn equal(left: &Value, right: &Value) -> Result<bool, ValueError> {
    match (left, right) {
        (Value::Proportion(_), Value::Proportion(_) | Value::Number(_)) | (Value::Number(_), Value::Proportion(_)) => {
            Ok(left.number()? == right.number()?)
        }
        _ if waits(left, right) => Ok(open_order(left, right)?.is_eq()),
        _ => Ok(left == right),
    }
}

/// The order of two values of one type; what is missing comes first.
pub fn order(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Date(left), Value::Date(right)) => left.cmp(right),
        (Value::Clock(left), Value::Clock(right)) => left.cmp(right),
        (Value::Text(left), Value::Text(right)) => left.cmp(right),
        (Value::Truth(left), Value::Truth(right)) => left.cmp(right),
        (Value::Number(left), Value::Number(right)) => left.cmp(right),
        (Value::Proportion(left), Value::Proportion(right)) => left.share().ok().cmp(&right.share().ok()),
        (Value::Interval(left), Value::Interval(right)) => {
            order(&left.0, &right.0).then_with(|| order(&left.1, &right.1))
        }
        (Value::Instance(left), Value::Instance(right)) | (Value::Scenario(left), Value::Scenario(right)) => {
            left.cmp(right)
        }
        (Value::Missing, Value::Missing) => Ordering::Equal,
        (Value::Missing, _) => Ordering::Less,
        (_, Value::Missing) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

fn ordered(left: &Value, right: &Value, fits: impl Fn(Ordering) -> bool) -> Result<Value, ValueError> {
    let order = match (left, right) {
        (Value::Date(left), Value::Date(right)) => left.cmp(right),
        (Value::Clock(left), Value::Clock(right)) => left.cmp(right),
        (Value::Text(left), Value::Text(right)) => left.cmp(right),
        _ if waits(left, right) => open_order(left, right)?,
        _ => left.number()?.cmp(&right.number()?),
    };
    Ok(Value::Truth(fits(order)))
}

/// `-x`, element by element.
pub fn negate(value: &Value) -> Result<Value, ValueError> {
    match value.length() {
        Some(_) => over(value.elements()?, negate),
        None if matches!(value, Value::Missing) => Ok(Value::Missing),
        None => match value {
            Value::Symbolic(symbolic) => Ok(symbolic.negate().into_value()),
            _ => Ok(Value::Number(value.number()?.negate())),
        },
    }
}

/// `not x`, element by element.
pub fn not(value: &Value) -> Result<Value, ValueError> {
    if let Value::Coded(coded) = value {
        return Ok(Value::Coded(Arc::new(coded.mapped(not)?)));
    }
    match value.length() {
        Some(_) => over(value.elements()?, not),
        None if matches!(value, Value::Missing) => Ok(Value::Missing),
        None => Ok(Value::Truth(!value.truth()?)),
    }
}
