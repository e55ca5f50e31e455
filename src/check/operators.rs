//! Operators: which dimensions go together, and what comes of them.

use super::errors::CheckError;
use super::infer::{Infer, Typed, expr};
use super::measures::in_working_time;
use crate::base::{Span, Text};
use crate::hir::{Expr, ExprNode, Type};
use crate::syntax::expression::{Expression, ExpressionNode, Infix};
use crate::value::operation::Operator;
use crate::value::{Base, Dimension, Display, UnitProduct, Value};
use std::sync::Arc;

impl Infer<'_> {
    /// Operators of one precedence side by side.
    pub(super) fn chain(&mut self, first: &Expression, rest: &[(Infix, Expression)]) -> Typed {
        if rest.iter().any(|(infix, _)| matches!(infix, Infix::Where | Infix::By)) {
            return self.filters(first, rest);
        }
        if rest.iter().any(|(infix, _)| *infix == Infix::Power) {
            return self.powers(first, rest);
        }
        let (value, mut kind) = self.expression(first, None);
        let mut left_span = first.span;
        let mut operands = Vec::with_capacity(rest.len());
        let mut written = if is_written(first) { units_of(&kind) } else { None };
        for (infix, operand) in rest {
            let wanted = matches!(kind.element(), Type::Choice(_)).then_some(&kind);
            let (right, right_kind) = self.expression(operand, wanted);
            let operator = operator(*infix);
            written = written.and_then(|units| {
                let sign = unit_sign(operator)?;
                Some(units.beside(&self.unit_behind(operand, &right, &right_kind)?, sign))
            });
            match self.combine(operator, &kind, &right_kind) {
                Some(result) => kind = result,
                None => return self.mismatch_of(operator, (&kind, left_span), (&right_kind, operand.span)),
            }
            operands.push((operator, right));
            left_span = left_span.to(operand.span);
        }
        let kind = match written {
            Some(units) if !units.is_plain() => kind.shown_in(Display::units(units)),
            _ => kind,
        };
        (expr(ExprNode::Chain { first: value, rest: operands }, left_span), kind)
    }

    /// The unit that stands behind a figure, `workday` in `3 h/workday`.
    fn unit_behind(&self, written: &Expression, value: &Expr, kind: &Type) -> Option<UnitProduct> {
        let unit = match &*written.node {
            ExpressionNode::Name(name) => name,
            ExpressionNode::Chain { first, rest } if matches!(rest.as_slice(), [(Infix::Power, _)]) => {
                match &*first.node {
                    ExpressionNode::Name(name) => name,
                    _ => return None,
                }
            }
            _ => return None,
        };
        let is_unit = self.study.units.find(unit).is_some() || self.context.per.as_ref() == Some(unit);
        let is_value = !matches!(&*value.node, ExprNode::Cell(_) | ExprNode::Own(_) | ExprNode::Local(_));
        if is_unit && is_value { units_of(kind) } else { None }
    }

    /// What an operator makes of two types; nothing if they do not go together.
    fn combine(&self, operator: Operator, left: &Type, right: &Type) -> Option<Type> {
        let is_list = matches!(left, Type::List(_)) || matches!(right, Type::List(_));
        let result = self.combine_single(operator, left.element(), right.element())?;
        Some(if is_list { result.list() } else { result })
    }

    fn combine_single(&self, operator: Operator, left: &Type, right: &Type) -> Option<Type> {
        if matches!(left, Type::Unknown) || matches!(right, Type::Unknown) {
            return Some(Type::Unknown);
        }
        match operator {
            Operator::Add | Operator::Subtract => self.sum(left, right),
            Operator::Multiply | Operator::Divide => self.product(operator, left, right),
            Operator::Equal | Operator::Unequal => {
                (self.fits(left, right) || self.fits(right, left)).then_some(Type::Truth)
            }
            Operator::Less | Operator::AtMost | Operator::Greater | Operator::AtLeast => {
                let ordered = matches!(
                    left,
                    Type::Quantity { .. } | Type::Proportion | Type::Date | Type::Clock | Type::Text | Type::Nothing
                );
                (ordered && (self.fits(left, right) || self.fits(right, left))).then_some(Type::Truth)
            }
            Operator::And | Operator::Or => {
                (self.fits(&Type::Truth, left) && self.fits(&Type::Truth, right)).then_some(Type::Truth)
            }
            Operator::Of => {
                let plain = Type::plain();
                (self.fits(&plain, left) && self.fits(&plain, right)).then_some(Type::Proportion)
            }
            // Two ends in different units stand in that of their size each.
            Operator::To => self.fits(left, right).then(|| match (left, right) {
                (Type::Quantity { dimension, display: shown }, Type::Quantity { display: other, .. })
                    if shown != other =>
                {
                    Type::Interval(Arc::new(Type::of(*dimension)))
                }
                _ => Type::Interval(Arc::new(left.clone())),
            }),
            Operator::Power => None,
        }
    }

    fn sum(&self, left: &Type, right: &Type) -> Option<Type> {
        let (dimension, shown) = quantity(left)?;
        let (other, other_shown) = quantity(right)?;
        match (left, right) {
            (Type::Nothing, _) => return Some(right.clone()),
            (_, Type::Nothing) => return Some(left.clone()),
            _ => {}
        }
        (dimension == other).then(|| Type::Quantity { dimension, display: shown.or(other_shown) })
    }

    fn product(&self, operator: Operator, left: &Type, right: &Type) -> Option<Type> {
        let (dimension, shown) = quantity(left)?;
        let (other, other_shown) = quantity(right)?;
        if matches!(left, Type::Nothing) || matches!(right, Type::Nothing) {
            return Some(Type::Nothing);
        }
        let multiply = operator == Operator::Multiply;
        let dimension = if multiply { dimension.multiply(other)? } else { dimension.divide(other)? };
        let display = self.product_display(shown, other_shown, if multiply { 1 } else { -1 });
        Some(Type::Quantity { dimension, display })
    }

    fn product_display(
        &self,
        left: Option<Arc<Display>>,
        right: Option<Arc<Display>>,
        sign: i8,
    ) -> Option<Arc<Display>> {
        let units = &self.study.units;
        match (&*left?, &*right?) {
            (Display::Units(left), Display::Units(right)) => Some(Display::units(left.times(right, sign, units))),
            (Display::Compound { units: parts, rest }, Display::Units(right)) => {
                Some(Arc::new(Display::Compound { units: parts.clone(), rest: rest.times(right, sign, units) }))
            }
            (left, right) => Some(Display::units(left.smallest().times(&right.smallest(), sign, units))),
        }
    }

    /// Two lists of units multiplied: `[1, 2] h`.
    pub(super) fn multiplied(&mut self, left: Typed, right: Typed, span: Span) -> Typed {
        match self.combine(Operator::Multiply, &left.1, &right.1) {
            Some(kind) => {
                (expr(ExprNode::Chain { first: left.0, rest: vec![(Operator::Multiply, right.0)] }, span), kind)
            }
            None => self.wrong_operand("a unit behind a list", &left.1, span, "only a list of numbers takes a unit"),
        }
    }

    /// `a ^ b ^ c` is `a ^ (b ^ c)`; what has a dimension takes a whole power that stands in the text.
    fn powers(&mut self, first: &Expression, rest: &[(Infix, Expression)]) -> Typed {
        let (base, kind) = self.expression(first, None);
        let span = rest.last().map_or(first.span, |(_, last)| first.span.to(last.span));
        let Some(((_, next), others)) = rest.split_first() else { return (base, kind) };
        let (exponent, exponent_kind) =
            if others.is_empty() { self.expect(next, &Type::plain(), "a power") } else { self.powers(next, others) };
        let Some((dimension, display)) = quantity(kind.element()) else {
            return self.wrong_operand("`^`", &kind, first.span, "only numbers have powers");
        };
        let whole = written_power(next).filter(|_| others.is_empty());
        let settled = if dimension.is_none() {
            let display = display.filter(|_| false).or_else(|| Some(Display::units(UnitProduct::default())));
            Some((dimension, display))
        } else {
            whole.and_then(|power| Some((dimension.power(power)?, raised(display, power))))
        };
        let Some((dimension, display)) = settled else {
            if kind.is_unknown() || exponent_kind.is_unknown() {
                return self.unknown(span);
            }
            let (dimension, place) = (self.describe(&kind), next.span.bytes());
            return self.complain(next.span, CheckError::UnknownPower { dimension, place });
        };
        let result = Type::Quantity { dimension, display };
        let result = if matches!(kind, Type::List(_)) { result.list() } else { result };
        (expr(ExprNode::Chain { first: base, rest: vec![(Operator::Power, exponent)] }, span), result)
    }

    /// `list where condition`: the condition knows the fields of the elements by their bare names.
    fn filters(&mut self, first: &Expression, rest: &[(Infix, Expression)]) -> Typed {
        let (mut list, mut kind) = self.expression(first, None);
        let mut span = first.span;
        for (infix, condition) in rest {
            if *infix == Infix::By {
                span = span.to(condition.span);
                (list, kind) = self.by((list, kind), condition, span);
                continue;
            }
            if !matches!(kind, Type::List(_) | Type::Table(_)) {
                if kind.is_unknown() {
                    return self.unknown(span);
                }
                return self.wrong_operand("`where`", &kind, first.span, "it picks from a list or a table");
            }
            let local = self.context.locals.len();
            self.context.locals.push((Text::from(""), kind.clone()));
            self.context.elements.push(local);
            let (mask, found) = self.expression(condition, None);
            self.context.elements.pop();
            self.context.locals.pop();
            if !self.fits(&Type::Truth.list(), &found) && !self.fits(&Type::Truth, &found) {
                return self.wrong_operand(
                    "`where`",
                    &found,
                    condition.span,
                    "it takes a question, such as `kind == \"value_added\"`",
                );
            }
            span = span.to(condition.span);
            list = expr(ExprNode::Filter { list, local, mask }, span);
        }
        (list, kind)
    }

    fn mismatch_of(&mut self, operator: Operator, left: (&Type, Span), right: (&Type, Span)) -> Typed {
        self.mismatch(&format!("`{}`", operator.sign()), left, right)
    }

    /// Two things that do not go together.
    pub(super) fn mismatch(&mut self, operation: &str, left: (&Type, Span), right: (&Type, Span)) -> Typed {
        let span = left.1.to(right.1);
        if left.0.is_unknown() || right.0.is_unknown() {
            return self.unknown(span);
        }
        let (first, second) = (self.describe(left.0), self.describe(right.0));
        let problem = match operation.starts_with('`') {
            true => format!("{operation} does not go with {first} and {second}"),
            false => format!("{operation} cannot be both {first} and {second}"),
        };
        let error = CheckError::Mismatch {
            problem,
            left: first,
            right: second,
            help: self.advice(left.0, right.0),
            first: left.1.bytes(),
            second: right.1.bytes(),
        };
        self.complain(span, error)
    }

    /// What may be meant where `found` stands for `wanted`.
    pub fn advice(&self, wanted: &Type, found: &Type) -> String {
        if matches!(wanted.element(), Type::Truth) {
            return "ask whether something is so: `x <= y`".to_owned();
        }
        let (Some((wanted, _)), Some((found, _))) = (quantity(wanted.element()), quantity(found.element())) else {
            return "both sides must be of one kind".to_owned();
        };
        let periods = |dimension: Dimension| dimension.exponent(Base::Period) + dimension.exponent(Base::Week);
        if wanted.exponent(Base::Week) != found.exponent(Base::Week) && periods(wanted) == periods(found) {
            return "the calendar must say how many weeks a month has: `calendar { month: 4 week }`".to_owned();
        }
        if wanted != found && in_working_time(wanted) == in_working_time(found) {
            let unit = self.study.units.default_product(&wanted).text(&self.study.units);
            return format!(
                "working time and calendar periods differ: `in {unit}` goes from one to the other as the calendar says, \
                 with `month: 26 workday` for example"
            );
        }
        match found.divide(wanted) {
            Some(ratio) if !wanted.is_none() && !found.is_none() && ratio.factors().len() == 1 => {
                let (base, exponent) = ratio.factors().first().copied().unwrap_or((Base::Time, 1));
                let name = self.study.units.describe(&Dimension::of(base));
                match exponent > 0 {
                    true => format!("did you mean to divide by {name}?"),
                    false => format!("did you mean to multiply by {name}?"),
                }
            }
            _ => "only figures of one dimension are added, compared or put in each other's place".to_owned(),
        }
    }
}

/// Dimension and units of a number; what is unknown goes for one.
fn quantity(kind: &Type) -> Option<(Dimension, Option<Arc<Display>>)> {
    match kind {
        Type::Quantity { dimension, display } => Some((*dimension, display.clone())),
        Type::Proportion => Some((Dimension::NONE, Some(Display::units(UnitProduct::default())))),
        Type::Nothing | Type::Unknown => Some((Dimension::NONE, None)),
        _ => None,
    }
}

/// The units that a number is shown in.
fn units_of(kind: &Type) -> Option<UnitProduct> {
    match quantity(kind.element())?.1.as_deref() {
        Some(Display::Units(units)) => Some(units.clone()),
        _ => None,
    }
}

/// Whether a figure or a list of figures stands there.
fn is_written(expression: &Expression) -> bool {
    match &*expression.node {
        ExpressionNode::Measure(_) | ExpressionNode::List { .. } => true,
        ExpressionNode::Prefix { operand, .. } | ExpressionNode::Group(operand) => is_written(operand),
        _ => false,
    }
}

/// Whether a unit behind this operator multiplies or divides.
fn unit_sign(operator: Operator) -> Option<i8> {
    match operator {
        Operator::Multiply => Some(1),
        Operator::Divide => Some(-1),
        _ => None,
    }
}

fn raised(display: Option<Arc<Display>>, power: i64) -> Option<Arc<Display>> {
    match (&*display?, i8::try_from(power).ok()) {
        (Display::Units(product), Some(power)) => Some(Display::units(product.power(power))),
        _ => None,
    }
}

/// A whole number that stands in the text.
fn written_power(expression: &Expression) -> Option<i64> {
    match &*expression.node {
        ExpressionNode::Measure(figures) => match figures.as_slice() {
            [figure] if figure.unit.is_none() => figure.number.parse().ok(),
            _ => None,
        },
        ExpressionNode::Group(inner) => written_power(inner),
        ExpressionNode::Prefix { operator: crate::syntax::expression::Prefix::Negate, operand } => {
            written_power(operand).map(|power| -power)
        }
        _ => None,
    }
}

fn operator(infix: Infix) -> Operator {
    match infix {
        Infix::Or => Operator::Or,
        Infix::And => Operator::And,
        Infix::Equal => Operator::Equal,
        Infix::Unequal => Operator::Unequal,
        Infix::Less => Operator::Less,
        Infix::AtMost => Operator::AtMost,
        Infix::Greater => Operator::Greater,
        Infix::AtLeast => Operator::AtLeast,
        Infix::Of => Operator::Of,
        Infix::To => Operator::To,
        Infix::Add => Operator::Add,
        Infix::Subtract => Operator::Subtract,
        Infix::Multiply => Operator::Multiply,
        Infix::Divide | Infix::Per | Infix::Where | Infix::By => Operator::Divide,
        Infix::Power => Operator::Power,
    }
}

/// The number that a constant expression holds.
pub fn constant_number(expr: &crate::hir::Expr) -> Option<&crate::value::Number> {
    match &*expr.node {
        ExprNode::Constant(Value::Number(number)) => Some(number),
        _ => None,
    }
}
