//! Expressions: what each of them comes to, and the same expression ready to be computed.

use super::errors::CheckError;
use crate::base::{Diagnostics, Span, Text};
use crate::hir::{
    Bindings, CellId, Expr, ExprNode, InstanceType, KindId, Measured, Prefix, ScenarioId, Study, TemplatePiece, Type,
};
use crate::syntax::expression::{self as tree, Expression, ExpressionNode};
use crate::value::{Base, Dimension, Value, parse_clock};
use std::sync::Arc;

/// Where an expression stands, and so what its names may mean.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The kind whose cells are known by their bare names, and what its instance has settled.
    pub kind: Option<(KindId, Bindings)>,
    /// Parameters of a function and lists that a `where` looks at.
    pub locals: Vec<(Text, Type)>,
    /// The locals whose elements' fields are known by their bare names.
    pub elements: Vec<usize>,
    /// The scenario whose `let`s are known.
    pub scenario: Option<ScenarioId>,
    /// What the kind or function calls the unit that an instance is counted for.
    pub per: Option<Text>,
    /// The kind that the instance lies in, and what its owner has settled: its cells are known by bare names too.
    pub owner: Option<(KindId, Bindings)>,
    /// The cell of the kind that is being given: its name means something outside.
    pub giving: Option<usize>,
    /// What `inherited` is: the formula that this one takes the place of.
    pub inherited: Option<Type>,
    /// The cell that is given anew: its name means what it was before.
    pub changing: Option<CellId>,
    /// What `_` is: the last value of the prompt.
    pub last: Option<Last>,
}

/// The value that the prompt printed last.
#[derive(Clone, Debug)]
pub struct Last {
    /// The value.
    pub value: Value,
    /// Its type.
    pub kind: Type,
    /// The scenario that it was seen under, if it was seen under one.
    pub scenario: Option<ScenarioId>,
}

/// Infers types in one context.
pub struct Infer<'s> {
    pub(super) study: &'s Study,
    pub(super) diagnostics: &'s mut Diagnostics,
    pub(super) context: Context,
    pub(super) library_names: &'s [String],
}

/// An expression with its type.
pub type Typed = (Expr, Type);

impl<'s> Infer<'s> {
    /// For expressions that stand in `context`.
    pub fn new(
        study: &'s Study,
        diagnostics: &'s mut Diagnostics,
        context: Context,
        library_names: &'s [String],
    ) -> Infer<'s> {
        Infer { study, diagnostics, context, library_names }
    }

    /// An expression, and what is wanted of it if that is known.
    pub fn expression(&mut self, expression: &Expression, wanted: Option<&Type>) -> Typed {
        let span = expression.span;
        match &*expression.node {
            ExpressionNode::Measure(figures) => self.measure(figures, span),
            ExpressionNode::Text(text) => (constant(Value::Text(text.clone()), span), Type::Text),
            ExpressionNode::Template(pieces) => self.template(pieces, span),
            ExpressionNode::Date(text) => match text.parse() {
                Ok(date) => (constant(Value::Date(date), span), Type::Date),
                Err(_) => self.unknown(span),
            },
            ExpressionNode::Clock(text) => match parse_clock(text) {
                Some(clock) => (constant(Value::Clock(clock), span), Type::Clock),
                None => self.unknown(span),
            },
            ExpressionNode::Truth(truth) => (constant(Value::Truth(*truth), span), Type::Truth),
            ExpressionNode::Missing => (expr(ExprNode::Missing, span), Type::Nothing),
            ExpressionNode::Name(name) => self.name(name, span, wanted),
            ExpressionNode::Field { base, name } => {
                let base = self.expression(base, None);
                self.field(base, name, span)
            }
            ExpressionNode::Call { function, arguments } => self.call(function, arguments, span),
            ExpressionNode::List { items, unit } => self.list(items, unit.as_ref(), span, wanted),
            ExpressionNode::Group(inner) => self.expression(inner, wanted),
            ExpressionNode::Prefix { operator, operand } => self.prefix(*operator, operand, span),
            ExpressionNode::Chain { first, rest } => self.chain(first, rest),
            ExpressionNode::Conversion { value, target } => self.conversion(value, target, span),
            ExpressionNode::Conditional { condition, then, otherwise } => {
                self.conditional(condition, then, otherwise, span, wanted)
            }
            ExpressionNode::Every { kind, per } => self.every(kind, per.as_ref(), span),
        }
    }

    /// An expression that must come to something of a type; `what` is how a message calls the place it is for.
    pub fn expect(&mut self, expression: &Expression, wanted: &Type, what: &str) -> Typed {
        let (found, kind) = self.expression(expression, Some(wanted));
        self.hold(expression.span, wanted, &kind, what);
        (found, kind)
    }

    /// Holds a type that was found against the one that is wanted.
    pub(super) fn hold(&mut self, span: Span, wanted: &Type, found: &Type, what: &str) {
        if !self.fits(wanted, found) {
            let (expected, shown) = (self.describe(wanted), self.describe(found));
            let (help, place) = (self.advice(wanted, found), span.bytes());
            let error = CheckError::WrongType { what: what.to_owned(), expected, found: shown, help, place };
            self.diagnostics.push(span, error);
        }
    }

    fn template(&mut self, pieces: &[tree::TemplatePiece], span: Span) -> Typed {
        let pieces = pieces.iter().map(|piece| match piece {
            tree::TemplatePiece::Text(text) => TemplatePiece::Text(text.clone()),
            tree::TemplatePiece::Value(value) => {
                let (value, kind) = self.expression(value, None);
                TemplatePiece::Value(value, kind)
            }
        });
        let pieces = pieces.collect();
        (expr(ExprNode::Template(pieces), span), Type::Text)
    }

    pub(super) fn unknown(&mut self, span: Span) -> Typed {
        (expr(ExprNode::Missing, span), Type::Unknown)
    }

    pub(super) fn complain(&mut self, span: Span, error: CheckError) -> Typed {
        self.diagnostics.push(span, error);
        self.unknown(span)
    }

    fn prefix(&mut self, operator: tree::Prefix, operand: &Expression, span: Span) -> Typed {
        let (inner, kind) = self.expression(operand, None);
        let (sign, fits) = match (operator, kind.element()) {
            (tree::Prefix::Negate, kind) => {
                (Prefix::Negate, kind.is_unknown() || matches!(kind, Type::Quantity { .. }))
            }
            (tree::Prefix::Not, kind) => (Prefix::Not, kind.is_unknown() || matches!(kind, Type::Truth)),
        };
        if !fits {
            let operation = if sign == Prefix::Negate { "`-`" } else { "`not`" };
            return self.wrong_operand(operation, &kind, operand.span, "it takes a number, or a question after `not`");
        }
        (expr(ExprNode::Prefix { operator: sign, operand: inner }, span), kind)
    }

    pub(super) fn wrong_operand(&mut self, operation: &str, kind: &Type, span: Span, help: &str) -> Typed {
        let (found, place) = (self.describe(kind), span.bytes());
        let (operation, help) = (operation.to_owned(), help.to_owned());
        self.complain(span, CheckError::WrongOperand { operation, found, help, place })
    }

    fn conditional(
        &mut self,
        condition: &Expression,
        then: &Expression,
        otherwise: &Expression,
        span: Span,
        wanted: Option<&Type>,
    ) -> Typed {
        let (condition, _) = self.expect(condition, &Type::Truth, "the question of an `if`");
        let (then_expr, then_kind) = self.expression(then, wanted);
        let (else_expr, else_kind) = self.expression(otherwise, wanted.or(Some(&then_kind)));
        let fits = self.fits(&then_kind, &else_kind) || self.fits(&else_kind, &then_kind);
        if !fits {
            return self.mismatch("the answer of an `if`", (&then_kind, then.span), (&else_kind, otherwise.span));
        }
        let kind = if then_kind.is_unknown() { else_kind } else { then_kind };
        (expr(ExprNode::Conditional { condition, then: then_expr, otherwise: else_expr }, span), kind)
    }

    fn list(
        &mut self,
        items: &[Expression],
        unit: Option<&tree::UnitTerm>,
        span: Span,
        wanted: Option<&Type>,
    ) -> Typed {
        let wanted = wanted.map(Type::element).cloned();
        let mut kind = Type::Nothing;
        let mut values = Vec::with_capacity(items.len());
        let mut first = span;
        for item in items {
            let (value, found) = self.expression(item, wanted.as_ref());
            if kind.is_unknown() {
                kind = found;
                first = item.span;
            } else if !self.fits(&kind, &found) {
                return self.mismatch("what a list holds", (&kind, first), (&found, item.span));
            }
            values.push(value);
        }
        if depth(&kind) >= DEEPEST_LIST {
            return self.complain(span, CheckError::DeepList { place: span.bytes() });
        }
        let list = (expr(ExprNode::List(values), span), kind.list());
        match unit {
            None => list,
            Some(unit) => match self.unit_value(unit) {
                Some(unit) => self.multiplied(list, unit, span),
                None => self.unknown(span),
            },
        }
    }

    fn every(
        &mut self,
        kind: &crate::syntax::tree::Name,
        per: Option<&crate::syntax::tree::Name>,
        span: Span,
    ) -> Typed {
        let Some(id) = self.study.kind_named(&kind.text) else { return self.unknown_kind(kind) };
        let mut bindings = self.common_bindings(id);
        let mut dimension = None;
        if let Some(per) = per {
            let Some(counted) = self.counted(per) else { return self.unknown(span) };
            dimension = Some(counted.0);
            bindings.per = Some(counted);
        }
        if self.study.kind(id).is_some_and(|kind| &*kind.name == "scenario") {
            return (expr(ExprNode::Every { kind: id, per: None }, span), Type::Scenario.list());
        }
        let kind = Type::instance(id, bindings);
        (expr(ExprNode::Every { kind: id, per: dimension }, span), kind.list())
    }

    /// What all instances of a kind that the study declares have settled alike.
    fn common_bindings(&self, kind: KindId) -> Bindings {
        let mut instances = self.study.instances_of(kind).filter(|(_, instance)| !instance.span.source.is_library());
        let Some((_, first)) = instances.next() else {
            return Bindings { currency: self.own_money(), ..Bindings::default() };
        };
        let mut common = first.bindings.clone();
        for (_, other) in instances {
            let keep = |own: &mut Option<Measured>, other: &Option<Measured>| {
                if own.as_ref().map(|own| own.0) != other.as_ref().map(|other| other.0) {
                    *own = None;
                }
            };
            keep(&mut common.per, &other.bindings.per);
            keep(&mut common.quantity, &other.bindings.quantity);
            keep(&mut common.currency, &other.bindings.currency);
        }
        if self.context.kind.is_some() {
            common.currency = self.own_money();
        }
        common
    }

    /// Whether something of the type `found` may stand where `wanted` is asked for.
    pub fn fits(&self, wanted: &Type, found: &Type) -> bool {
        match (wanted, found) {
            (Type::Unknown | Type::Nothing, _) | (_, Type::Unknown | Type::Nothing) => true,
            (Type::Quantity { dimension, .. }, Type::Quantity { dimension: found, .. }) => dimension == found,
            (Type::Quantity { dimension, .. }, Type::Proportion) => dimension.is_none(),
            (Type::List(wanted), Type::List(found)) | (Type::Interval(wanted), Type::Interval(found)) => {
                self.fits(wanted, found)
            }
            (Type::Instance(wanted), Type::Instance(found)) => {
                let agree = |a: &Option<Measured>, b: &Option<Measured>| match (a, b) {
                    (Some((a, _)), Some((b, _))) => a == b,
                    _ => true,
                };
                self.study.is_like(found.kind, wanted.kind)
                    && agree(&wanted.bindings.per, &found.bindings.per)
                    && (is_open(&wanted.bindings.currency)
                        || agree(&wanted.bindings.currency, &found.bindings.currency))
            }
            (Type::Text, Type::Choice(_)) => true,
            (wanted, found) => wanted == found,
        }
    }

    /// What a type is called in a message.
    pub fn describe(&self, kind: &Type) -> String {
        match kind {
            Type::Quantity { dimension, .. } => self.study.units.describe(dimension),
            Type::Text => "a text".to_owned(),
            Type::Truth => "yes or no".to_owned(),
            Type::Date => "a date".to_owned(),
            Type::Clock => "a time of day".to_owned(),
            Type::Choice(words) => format!("one of {}", words.join(", ")),
            Type::Proportion => "a proportion".to_owned(),
            Type::Interval(inner) => format!("an interval of {}", self.describe(inner)),
            Type::List(inner) => format!("a list of {}", plural(&self.describe(inner))),
            Type::Table(_) => "a data table".to_owned(),
            Type::Instance(instance) => self.describe_instance(instance),
            Type::Scenario => "a scenario".to_owned(),
            Type::Nothing | Type::Unknown => "nothing".to_owned(),
        }
    }

    fn describe_instance(&self, instance: &InstanceType) -> String {
        let name = self.study.kind(instance.kind).map(|kind| kind.name.to_string()).unwrap_or_default();
        let name = match &instance.bindings.per {
            Some((_, unit)) => format!("{name} per {}", unit.text(&self.study.units)),
            None => name,
        };
        if name.starts_with(['a', 'e', 'i', 'o', 'u']) { format!("an {name}") } else { format!("a {name}") }
    }
}

/// A list of lists is as far as anybody goes; the size of deeper ones multiplies.
const DEEPEST_LIST: usize = 3;

fn depth(kind: &Type) -> usize {
    match kind {
        Type::List(inner) => depth(inner) + 1,
        _ => 0,
    }
}

/// Whether a kind has not settled yet what this is.
fn is_open(place: &Option<Measured>) -> bool {
    place.as_ref().is_none_or(|(dimension, _)| *dimension == Dimension::of(Base::Currency))
}

fn plural(words: &str) -> String {
    words.trim_start_matches("an ").trim_start_matches("a ").to_owned()
}

/// An expression at a place.
pub fn expr(node: ExprNode, span: Span) -> Expr {
    Expr { node: Box::new(node), span }
}

/// A value that is written down.
pub fn constant(value: Value, span: Span) -> Expr {
    expr(ExprNode::Constant(value), span)
}

/// The words of a choice.
pub fn words(names: &[crate::syntax::tree::Name]) -> Arc<[Text]> {
    names.iter().map(|name| name.text.clone()).collect()
}
