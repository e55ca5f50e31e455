//! Numbers with units, and `in`.

use super::errors::CheckError;
use super::infer::{Infer, Typed, constant, expr};
use crate::base::{Span, brought, nearest};
use crate::hir::{Expr, ExprNode, Type};
use crate::syntax::expression::{Expression, Figure, UnitTarget, UnitTerm};
use crate::syntax::tree::Name;
use crate::value::currency::is_currency;
use crate::value::operation::Operator;
use crate::value::{Base, Dimension, Display, Number, UnitId, UnitProduct, Value};
use std::sync::Arc;

impl Infer<'_> {
    /// `266.35 s`, `5%`, `4 workday 5 h 45 min 36 s`
    pub(super) fn measure(&mut self, figures: &[Figure], span: Span) -> Typed {
        let mut parts = Vec::with_capacity(figures.len());
        for figure in figures {
            match self.figure(figure, span) {
                Some(part) => parts.push((part, figure.unit.as_ref())),
                None => return self.unknown(span),
            }
        }
        let units: Vec<UnitId> = parts.iter().filter_map(|(_, unit)| self.unit_id(&unit.as_ref()?.name)).collect();
        let mut parts = parts.into_iter().map(|(part, _)| part);
        let Some(first) = parts.next() else { return self.unknown(span) };
        let mut rest = Vec::new();
        for (value, kind) in parts {
            if !self.fits(&first.1, &kind) {
                return self.mismatch("one measure", (&first.1, span), (&kind, span));
            }
            rest.push((Operator::Add, value));
        }
        if rest.is_empty() {
            return first;
        }
        let Type::Quantity { dimension, .. } = first.1 else { return self.unknown(span) };
        let display = Some(Arc::new(Display::Compound { units, rest: UnitProduct::default() }));
        (expr(ExprNode::Chain { first: first.0, rest }, span), Type::Quantity { dimension, display })
    }

    fn figure(&mut self, figure: &Figure, span: Span) -> Option<Typed> {
        let number = match Number::parse(&figure.number) {
            Ok(number) => number,
            Err(reason) => {
                let error = CheckError::Literal { reason: reason.to_string(), place: span.bytes() };
                self.diagnostics.push(span, error);
                return None;
            }
        };
        let Some(unit) = &figure.unit else {
            return Some((constant(Value::Number(number), span), Type::plain()));
        };
        let (factor, kind) = self.unit_value(unit)?;
        let value = match &*factor.node {
            ExprNode::Constant(Value::Number(factor)) => match number.multiply(factor) {
                Ok(product) => constant(Value::Number(product), span),
                Err(reason) => {
                    let error = CheckError::Literal { reason: reason.to_string(), place: span.bytes() };
                    self.diagnostics.push(span, error);
                    return None;
                }
            },
            _ => {
                let rest = vec![(Operator::Multiply, factor)];
                expr(ExprNode::Chain { first: constant(Value::Number(number), span), rest }, span)
            }
        };
        Some((value, kind))
    }

    /// The unit of this name.
    pub(super) fn unit_id(&mut self, name: &Name) -> Option<UnitId> {
        if self.context.per.as_ref() == Some(&name.text) {
            return Some(UnitId::PER);
        }
        if let Some(unit) = self.study.units.find(&name.text) {
            return Some(unit);
        }
        let place = name.span.bytes();
        let error = if &*name.text == "day" {
            CheckError::Day { place }
        } else {
            let known = self.study.units.names().filter(|unit| may_be_meant(unit, &name.text));
            let help = match brought(&name.text).or_else(|| nearest(&name.text, known)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare a counted thing with `unit {}`", name.text),
            };
            CheckError::UnknownUnit { name: name.text.to_string(), help, place }
        };
        self.diagnostics.push(name.span, error);
        None
    }

    /// One of a unit, as an expression: a working day is as long as the calendar says.
    pub(super) fn unit_value(&mut self, term: &UnitTerm) -> Option<Typed> {
        let id = self.unit_id(&term.name)?;
        let span = term.name.span;
        if id == UnitId::PER {
            let bindings = self.context.kind.as_ref().map(|(_, bindings)| bindings.clone()).unwrap_or_default();
            let (dimension, product) = bindings.per.unwrap_or((Dimension::of(Base::Per), UnitProduct::of(id)));
            let factor = self.study.units.factor(&product, &Default::default()).ok()?;
            let kind = Type::Quantity { dimension, display: Some(Display::units(product)) };
            return Some((constant(Value::Number(factor), span), kind));
        }
        let unit = self.study.units.get(id)?.clone();
        let exponent = Number::from_integer(term.exponent.into());
        let Some((dimension, factor)) =
            unit.dimension.power(term.exponent.into()).zip(unit.factor.power(&exponent).ok())
        else {
            let what = format!("`{}^{}`", term.name.text, term.exponent);
            self.diagnostics.push(span, CheckError::Intricate { what, place: span.bytes() });
            return None;
        };
        let display = Some(Display::units(UnitProduct(vec![(id, term.exponent)])));
        let mut rest = Vec::new();
        for (cell, power) in [(self.study.calendar.workday, unit.workdays), (self.study.calendar.weeks, -unit.weeks)] {
            let power = i64::from(power) * i64::from(term.exponent);
            if let (Some(cell), true) = (cell, power != 0) {
                let operator = if power > 0 { Operator::Multiply } else { Operator::Divide };
                let cell = expr(ExprNode::Cell(cell), span);
                rest.extend((0..power.unsigned_abs()).map(|_| (operator, cell.clone())));
            }
        }
        let factor = constant(Value::Number(factor), span);
        let value = if rest.is_empty() { factor } else { expr(ExprNode::Chain { first: factor, rest }, span) };
        Some((value, Type::Quantity { dimension, display }))
    }

    /// `x in IDR/month`, `x in [workday, h, min, s]/month`
    pub(super) fn conversion(&mut self, value: &Expression, target: &UnitTarget, span: Span) -> Typed {
        let (found, kind) = self.expression(value, None);
        let Some((wanted, display)) = self.target(target) else { return self.unknown(span) };
        let dimension = match kind.element() {
            Type::Quantity { dimension, .. } => *dimension,
            Type::Proportion => Dimension::NONE,
            other if other.is_unknown() => return self.unknown(span),
            _ => return self.wrong_operand("`in`", &kind, value.span, "only figures have units"),
        };
        let bridged = if dimension == wanted { Some(found) } else { self.bridge(found, dimension, wanted, span) };
        let Some(bridged) = bridged else {
            let (found, target_text) = (self.describe(kind.element()), self.study.units.describe(&wanted));
            let help = self.advice(&Type::of(wanted), kind.element());
            let (place, unit) = (value.span.bytes(), target.span.bytes());
            return self.complain(span, CheckError::CannotConvert { found, target: target_text, help, place, unit });
        };
        let converted = Type::Quantity { dimension: wanted, display: Some(Arc::new(display)) };
        let is_list = matches!(kind, Type::List(_));
        let bridged = Expr { span, ..bridged };
        (bridged, if is_list { converted.list() } else { converted })
    }

    /// From calendar months and weeks to the working time in them, or back, as the calendar says.
    fn bridge(&mut self, value: Expr, found: Dimension, wanted: Dimension, span: Span) -> Option<Expr> {
        if in_working_time(found)? != in_working_time(wanted)? {
            return None;
        }
        let mut rest = Vec::new();
        for (base, cell) in [(Base::Period, self.study.calendar.month), (Base::Week, self.study.calendar.week)] {
            let power = i64::from(found.exponent(base)) - i64::from(wanted.exponent(base));
            if power != 0 {
                let period = expr(ExprNode::Cell(cell?), span);
                let operator = if power > 0 { Operator::Multiply } else { Operator::Divide };
                rest.extend((0..power.unsigned_abs()).map(|_| (operator, period.clone())));
            }
        }
        Some(expr(ExprNode::Chain { first: value, rest }, span))
    }

    fn target(&mut self, target: &UnitTarget) -> Option<(Dimension, Display)> {
        let mut units = Vec::new();
        for term in &target.units {
            units.push((self.unit_id(&term.name)?, term));
        }
        let twice = units.iter().enumerate().find(|(at, (unit, _))| units.iter().take(*at).any(|(own, _)| own == unit));
        if let Some((_, (_, term))) = twice {
            let (what, place) = (format!("`{}` stands in it twice", term.name.text), term.name.span.bytes());
            self.diagnostics.push(term.name.span, CheckError::Intricate { what, place });
            return None;
        }
        let mut rest = Vec::new();
        for term in &target.rest {
            rest.push((self.unit_id(&term.name)?, term.exponent));
        }
        let (first, term) = *units.first()?;
        let mut dimension = self.dimension_of(first)?.power(term.exponent.into())?;
        if target.compound {
            for (unit, term) in &units {
                let found = self.dimension_of(*unit)?;
                if found != dimension {
                    let kinds = (Type::of(dimension), Type::of(found));
                    self.mismatch("one measure", (&kinds.0, target.span), (&kinds.1, term.name.span));
                    return None;
                }
            }
        }
        for (unit, exponent) in &rest {
            dimension = dimension.multiply(self.dimension_of(*unit)?.power((*exponent).into())?)?;
        }
        let rest_product = UnitProduct(rest);
        let display = if target.compound {
            Display::Compound { units: units.into_iter().map(|(unit, _)| unit).collect(), rest: rest_product }
        } else {
            let mut product = vec![(first, term.exponent)];
            product.extend(rest_product.0);
            Display::Units(UnitProduct(product))
        };
        Some((dimension, display))
    }

    fn dimension_of(&self, unit: UnitId) -> Option<Dimension> {
        if unit == UnitId::PER {
            let bindings = self.context.kind.as_ref().map(|(_, bindings)| bindings);
            let bound = bindings.and_then(|bindings| bindings.per.as_ref()).map(|(dimension, _)| *dimension);
            return Some(bound.unwrap_or(Dimension::of(Base::Per)));
        }
        self.study.units.get(unit).map(|unit| unit.dimension)
    }
}

/// A dimension with the working time of periods in their place.
pub(super) fn in_working_time(dimension: Dimension) -> Option<Dimension> {
    let time = Dimension::of(Base::Time);
    dimension.substitute(Base::Period, time)?.substitute(Base::Week, time)
}

/// Whether a misspelt name may mean this unit: a currency only where it is written as the codes of currencies are.
pub(super) fn may_be_meant(unit: &str, name: &str) -> bool {
    let like_a_code = name.chars().all(|letter| letter.is_ascii_uppercase());
    !is_currency(unit) || like_a_code || unit.eq_ignore_ascii_case(name)
}
