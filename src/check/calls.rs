//! Calls: which argument is meant for which parameter, and what comes of them.

use super::errors::CheckError;
use super::given::solve;
use super::infer::{Infer, Typed, constant, expr};
use super::lookup::mentions;
use crate::base::{Span, Text};
use crate::builtin::{self, Builtin, Fallback, Parameter, Shape};
use crate::hir::{Bindings, ExprNode, FunctionId, Global, Type};
use crate::syntax::expression::{Argument, Expression};
use crate::syntax::tree::Name;
use crate::value::{Base, Dimension, Display, Number, UnitProduct, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// What the letters of a signature stand for in one call.
#[derive(Default)]
struct Letters {
    dimensions: HashMap<char, (Dimension, Option<Arc<Display>>)>,
    any: Option<Type>,
    lifted: bool,
}

impl Infer<'_> {
    /// `name(argument, …)`
    pub(super) fn call(&mut self, function: &Name, arguments: &[Argument], span: Span) -> Typed {
        match &*function.text {
            "choose" => return self.choose(arguments, span),
            "known" => return self.about(ExprNode::Known, Type::Truth, "known(figure): yes/no", arguments, span),
            "sources" => return self.about(ExprNode::Sources, Type::plain(), "sources(list): number", arguments, span),
            _ => {}
        }
        if let Some(builtin) = builtin::find(&function.text) {
            return self.builtin_call(builtin, arguments, span);
        }
        match self.study.globals.get(&function.text) {
            Some(Global::Function(id)) => self.function_call(*id, arguments, span),
            _ => self.unknown_function(function),
        }
    }

    /// What is asked about a figure, and not computed from it.
    fn about(
        &mut self,
        node: fn(crate::hir::Expr) -> ExprNode,
        kind: Type,
        signature: &str,
        arguments: &[Argument],
        span: Span,
    ) -> Typed {
        let [Argument { name: None, value }] = arguments else {
            let (problem, signature) = ("it takes one figure".to_owned(), signature.to_owned());
            return self.complain(span, CheckError::Arguments { problem, signature, place: span.bytes() });
        };
        let (value, _) = self.expression(value, None);
        (expr(node(value), span), kind)
    }

    fn builtin_call(&mut self, builtin: &'static Builtin, arguments: &[Argument], span: Span) -> Typed {
        let names: Vec<&str> = builtin.parameters.iter().map(|parameter| parameter.name).collect();
        let spreads = builtin.parameters.first().is_some_and(|parameter| parameter.spread);
        let positional = arguments.iter().filter(|argument| argument.name.is_none()).count();
        if spreads && positional > 1 {
            return self.spread_call(builtin, arguments, span);
        }
        let signature = &|| builtin.signature();
        let Some(placed) = self.place(&names, arguments, signature) else { return self.unknown(span) };
        let mut letters = Letters::default();
        let mut values = Vec::new();
        for (parameter, argument) in builtin.parameters.iter().zip(placed) {
            let value = match argument {
                Some(argument) => self.shaped(parameter, argument, &mut letters, builtin),
                None => self.fallback(parameter.fallback, parameter.name, &letters, signature, span),
            };
            match value {
                Some(value) => values.push(value),
                None => return self.unknown(span),
            }
        }
        let result = self.result(builtin.result, &letters);
        let result = if letters.lifted { result.list() } else { result };
        (expr(ExprNode::Builtin { builtin, arguments: values }, span), result)
    }

    /// `max(a, b, c)`: the values stand for a list of them.
    fn spread_call(&mut self, builtin: &'static Builtin, arguments: &[Argument], span: Span) -> Typed {
        let mut kind: Option<(Type, Span)> = None;
        let mut items = Vec::new();
        for argument in arguments {
            let (value, found) = self.expression(&argument.value, None);
            match &kind {
                Some((first, place)) if !self.fits(first, &found) => {
                    let (first, place) = (first.clone(), *place);
                    return self.mismatch(
                        &format!("`{}`", builtin.name),
                        (&first, place),
                        (&found, argument.value.span),
                    );
                }
                Some(_) => {}
                None => kind = Some((found, argument.value.span)),
            }
            items.push(value);
        }
        let list = expr(ExprNode::List(items), span);
        let kind = kind.map_or(Type::Unknown, |(kind, _)| kind);
        (expr(ExprNode::Builtin { builtin, arguments: vec![list] }, span), kind)
    }

    /// An argument that must have a shape; remembers what the letters of the shape stand for.
    fn shaped(
        &mut self,
        parameter: &Parameter,
        argument: &Expression,
        letters: &mut Letters,
        builtin: &Builtin,
    ) -> Option<crate::hir::Expr> {
        let shape = parameter.shape;
        if let Shape::Choice(words) = shape {
            let words: Arc<[Text]> = words.iter().map(|word| Text::from(*word)).collect();
            return Some(self.expect(argument, &Type::Choice(words), "this argument").0);
        }
        let (value, kind) = self.expression(argument, None);
        if kind.is_unknown() && !matches!(kind, Type::List(_)) {
            return Some(value);
        }
        let (value, kind) = match kind {
            Type::List(_) => (value, kind),
            single if parameter.spread => (expr(ExprNode::List(vec![value]), argument.span), single.list()),
            single => (value, single),
        };
        if accepts(shape, &kind, letters) {
            return Some(value);
        }
        let (what, expected) = (format!("an argument of `{}`", builtin.name), self.wanted(shape, letters));
        let (found, place) = match shape {
            Shape::Words if is_plain(kind.element()) => {
                ("a list of figures in percent".to_owned(), argument.span.bytes())
            }
            _ => (self.describe(&kind), argument.span.bytes()),
        };
        let help = format!("it is called as `{}`", builtin.signature());
        self.diagnostics.push(argument.span, CheckError::WrongType { what, expected, found, help, place });
        None
    }

    fn wanted(&self, shape: Shape, letters: &Letters) -> String {
        let dimension = match shape {
            Shape::Quantity(letter) => letters.dimensions.get(&letter).map(|(dimension, _)| *dimension),
            _ => None,
        };
        dimension.map_or_else(|| shape.describe(), |dimension| self.study.units.describe(&dimension))
    }

    fn fallback(
        &mut self,
        default: Fallback,
        name: &str,
        letters: &Letters,
        signature: &dyn Fn() -> String,
        span: Span,
    ) -> Option<crate::hir::Expr> {
        match default {
            Fallback::Word(word) => Some(constant(Value::Text(Text::from(word)), span)),
            Fallback::One if letters.dimensions.values().all(|(dimension, _)| dimension.is_none()) => {
                Some(constant(Value::Number(Number::ONE), span))
            }
            Fallback::One => {
                let problem = format!("`{name}:` is missing: a figure with a unit has no ones of its own");
                let error = CheckError::Arguments { problem, signature: signature(), place: span.bytes() };
                self.diagnostics.push(span, error);
                None
            }
            Fallback::None => {
                let problem = format!("`{name}` is missing");
                let error = CheckError::Arguments { problem, signature: signature(), place: span.bytes() };
                self.diagnostics.push(span, error);
                None
            }
        }
    }

    fn result(&self, shape: Shape, letters: &Letters) -> Type {
        let of = |letter: char, power: i8| match letters.dimensions.get(&letter) {
            Some((dimension, display)) => {
                let dimension = dimension.power(power.into()).unwrap_or(*dimension);
                let display = display.clone().filter(|_| power == 1);
                Type::Quantity { dimension, display }
            }
            None => Type::Unknown,
        };
        match shape {
            Shape::Quantity(letter) => of(letter, 1),
            Shape::Power(letter, power) => of(letter, power),
            Shape::Plain | Shape::Setting => Type::plain(),
            Shape::Time => Type::of(Dimension::of(Base::Time)),
            Shape::Proportion => Type::Proportion,
            Shape::Date => Type::Date,
            Shape::Clock => Type::Clock,
            Shape::Clocks => Type::Interval(Arc::new(Type::Clock)),
            Shape::Moments => Type::Clock.list(),
            Shape::Breaks => Type::Interval(Arc::new(Type::Clock)).list(),
            Shape::Truth => Type::Truth,
            Shape::Any => letters.any.clone().unwrap_or(Type::Unknown),
            Shape::Numbers(letter) => of(letter, 1).list(),
            Shape::List => letters.any.clone().unwrap_or(Type::Unknown).list(),
            Shape::Counts => Type::plain().list(),
            Shape::Truths => Type::Truth.list(),
            Shape::Text => Type::Text,
            Shape::Choice(_) | Shape::Rows | Shape::Keys | Shape::Words => Type::Unknown,
        }
    }

    fn function_call(&mut self, id: FunctionId, arguments: &[Argument], span: Span) -> Typed {
        let Some(function) = self.study.functions.get(id.0 as usize) else { return self.unknown(span) };
        let names: Vec<&str> = function.parameters.iter().map(|(name, ..)| &**name).collect();
        let signature = &|| format!("{}({})", function.name, names.join(", "));
        let Some(placed) = self.place(&names, arguments, signature) else { return self.unknown(span) };
        let mut values = Vec::new();
        let mut bindings = Bindings::default();
        for ((name, kind, default), argument) in function.parameters.iter().zip(placed) {
            match (argument, default) {
                (Some(argument), _) => {
                    let (value, found) = self.expression(argument, Some(kind));
                    self.settle(kind, &found, &mut bindings);
                    let kind = kind.substitute(&bindings, &self.study.units);
                    self.hold(argument.span, &kind, &found, &format!("`{name}`"));
                    values.push(value);
                }
                (None, Some(default)) => values.push(default.clone()),
                (None, None) => {
                    let (problem, place) = (format!("`{name}` is missing"), span.bytes());
                    let error = CheckError::Arguments { problem, signature: signature(), place };
                    return self.complain(span, error);
                }
            }
        }
        let result = function.result.substitute(&bindings, &self.study.units);
        (expr(ExprNode::Function { function: id, arguments: values }, span), result)
    }

    /// What a function leaves open is settled by the first argument that speaks of it.
    fn settle(&self, wanted: &Type, found: &Type, bindings: &mut Bindings) {
        for base in [Base::Quantity, Base::Currency] {
            let place = if base == Base::Quantity { &mut bindings.quantity } else { &mut bindings.currency };
            if place.is_none() && mentions(wanted, base) {
                *place = solve(base, wanted.element(), found.element(), &self.study.units);
            }
        }
    }

    /// For every parameter the argument that is meant for it.
    pub(super) fn place<'e>(
        &mut self,
        names: &[&str],
        arguments: &'e [Argument],
        signature: &dyn Fn() -> String,
    ) -> Option<Vec<Option<&'e Expression>>> {
        let mut placed: Vec<Option<&Expression>> = vec![None; names.len()];
        let mut next = 0;
        let mut well = true;
        for argument in arguments {
            let place = match &argument.name {
                Some(name) => names.iter().position(|own| *own == &*name.text),
                None => Some(next),
            };
            next += usize::from(argument.name.is_none());
            let problem = match place.and_then(|place| placed.get_mut(place)) {
                Some(free @ None) => {
                    *free = Some(&argument.value);
                    continue;
                }
                Some(Some(_)) => "this one is given twice".to_owned(),
                None => match &argument.name {
                    Some(name) => format!("there is no parameter `{}`", name.text),
                    None if names.len() == 1 => "it takes one value".to_owned(),
                    None => format!("it takes {} values at the most", names.len()),
                },
            };
            let place = argument.name.as_ref().map_or(argument.value.span, |name| name.span);
            let error = CheckError::Arguments { problem, signature: signature(), place: place.bytes() };
            self.diagnostics.push(place, error);
            well = false;
        }
        well.then_some(placed)
    }
}

/// Whether a value fits a shape. A list fits the shape of a single number too: the function then runs over its elements.
fn accepts(shape: Shape, kind: &Type, letters: &mut Letters) -> bool {
    letters.lifted |= shape.runs_over_lists() && matches!(kind, Type::List(_));
    match shape {
        Shape::Quantity(letter) => bind(letter, 1, kind.element(), letters),
        Shape::Power(letter, power) => bind(letter, power, kind.element(), letters),
        Shape::Plain => is_plain(kind.element()),
        Shape::Setting => is_plain(kind),
        Shape::Time => {
            matches!(kind, Type::Quantity { dimension, .. } if *dimension == Dimension::of(Base::Time))
        }
        Shape::Proportion => is_or_open(kind.element(), |kind| matches!(kind, Type::Proportion)),
        Shape::Date => is_or_open(kind.element(), |kind| matches!(kind, Type::Date)),
        Shape::Clock => is_or_open(kind.element(), |kind| matches!(kind, Type::Clock)),
        Shape::Clocks => is_from_clock_to_clock(kind),
        Shape::Moments => matches!(kind, Type::List(inner) if is_or_open(inner, |kind| matches!(kind, Type::Clock))),
        Shape::Breaks => matches!(kind, Type::List(inner) if is_or_open(inner, is_from_clock_to_clock)),
        Shape::Keys => matches!(kind, Type::List(_)),
        Shape::Numbers(letter) => matches!(kind, Type::List(inner) if bind(letter, 1, inner, letters)),
        Shape::List => match kind {
            Type::List(inner) => {
                letters.any = Some((**inner).clone());
                true
            }
            _ => false,
        },
        Shape::Counts => matches!(kind, Type::List(inner) if is_or_open(inner, is_plain)),
        Shape::Words => matches!(kind, Type::List(inner) if is_or_open(inner, is_word)),
        Shape::Truths => matches!(kind, Type::List(inner) if is_or_open(inner, |kind| matches!(kind, Type::Truth))),
        Shape::Text => matches!(kind, Type::Text | Type::Choice(_)),
        Shape::Rows => matches!(kind, Type::List(_) | Type::Table(_)),
        Shape::Truth => matches!(kind, Type::Truth),
        Shape::Any => true,
        Shape::Choice(_) => false,
    }
}

/// Whether it is so of a type, or nobody can tell: what an empty list holds.
fn is_or_open(kind: &Type, is: impl Fn(&Type) -> bool) -> bool {
    is(kind) || kind.is_unknown()
}

fn is_from_clock_to_clock(kind: &Type) -> bool {
    matches!(kind, Type::Interval(inner) if is_or_open(inner, |kind| matches!(kind, Type::Clock)))
}

/// Whether a value of a type is written without a unit.
fn is_word(kind: &Type) -> bool {
    match kind {
        Type::Quantity { dimension, display } => {
            let bare = |display: &Arc<Display>| **display == Display::Units(UnitProduct::default());
            dimension.is_none() && display.as_ref().is_none_or(bare)
        }
        Type::Text | Type::Choice(_) | Type::Date | Type::Clock | Type::Nothing => true,
        _ => false,
    }
}

fn is_plain(kind: &Type) -> bool {
    match kind {
        Type::Quantity { dimension, .. } => dimension.is_none(),
        Type::Proportion => true,
        _ => false,
    }
}

/// Takes down what a letter stands for, or holds it against what it stands for already.
fn bind(letter: char, power: i8, kind: &Type, letters: &mut Letters) -> bool {
    let (dimension, display) = match kind {
        Type::Quantity { dimension, display } => (*dimension, display.clone()),
        Type::Proportion => (Dimension::NONE, Some(Display::units(UnitProduct::default()))),
        Type::Nothing | Type::Unknown => return true,
        _ => return false,
    };
    let Some(root) = dimension.root(power) else { return false };
    let display = if power == 1 || dimension.is_none() { display } else { None };
    match letters.dimensions.get(&letter) {
        Some((known, _)) => *known == root,
        None => {
            letters.dimensions.insert(letter, (root, display));
            true
        }
    }
}
