//! Types as they are written, and as they are meant.

use super::errors::CheckError;
use super::infer::{Infer, words};
use super::lookup::unknown_kind;
use crate::base::nearest;
use crate::hir::{Bindings, Measured, Type};
use crate::syntax::expression::UnitTerm;
use crate::syntax::tree::{self, Name, TypeNode};
use crate::value::{Base, Dimension, Display, UnitId, UnitProduct};
use std::sync::Arc;

/// Words for dimensions.
const DIMENSIONS: [(&str, Base); 6] = [
    ("time", Base::Time),
    ("period", Base::Period),
    ("length", Base::Length),
    ("mass", Base::Mass),
    ("energy", Base::Energy),
    ("quantity", Base::Quantity),
];

impl Infer<'_> {
    /// What a written type means.
    pub fn r#type(&mut self, written: &tree::Type) -> Type {
        match &written.node {
            TypeNode::List(inner, _) => self.r#type(inner).list(),
            TypeNode::Interval(inner) => Type::Interval(Arc::new(self.r#type(inner))),
            TypeNode::Choice(names) => Type::Choice(words(names)),
            TypeNode::YesNo => Type::Truth,
            TypeNode::Measure { factors, per } => match factors.as_slice() {
                [single] if single.exponent == 1 => self.single_type(single, per.as_ref()),
                _ => self.product_type(factors),
            },
        }
    }

    fn single_type(&mut self, term: &UnitTerm, per: Option<&Name>) -> Type {
        match &*term.name.text {
            "text" => Type::Text,
            "date" => Type::Date,
            "clock" => Type::Clock,
            "proportion" => Type::Proportion,
            "count" => Type::plain(),
            "ratio" => {
                let display = Some(Display::units(UnitProduct::of(UnitId::PERCENT)));
                Type::Quantity { dimension: Dimension::NONE, display }
            }
            "scenario" => Type::Scenario,
            name => match self.study.kind_named(name) {
                Some(kind) => self.instance_type(kind, per),
                None => self.product_type(std::slice::from_ref(term)),
            },
        }
    }

    fn instance_type(&mut self, kind: crate::hir::KindId, per: Option<&Name>) -> Type {
        let mut bindings = Bindings { currency: self.own_money(), ..Bindings::default() };
        let takes_per = self.study.kind(kind).is_some_and(|kind| kind.per.is_some());
        if let Some(per) = per {
            if takes_per {
                bindings.per = self.counted(per);
            } else {
                let name = self.study.kind(kind).map(|kind| kind.name.to_string()).unwrap_or_default();
                let problem = format!("`{name}` is not counted for anything");
                let help = "take away the `per`".to_owned();
                self.diagnostics.push(per.span, CheckError::WrongPer { problem, help, place: per.span.bytes() });
            }
        }
        Type::instance(kind, bindings)
    }

    /// What `money` means here: inside a kind, the currency that an instance is given in.
    pub(super) fn own_money(&self) -> Option<Measured> {
        match &self.context.kind {
            Some((_, bindings)) => bindings.currency.clone(),
            None => self.study.money.clone(),
        }
    }

    fn product_type(&mut self, factors: &[UnitTerm]) -> Type {
        let mut dimension = Dimension::NONE;
        let mut product = Some(Vec::new());
        for term in factors {
            let Some((base, unit)) = self.factor(term) else { return Type::Unknown };
            let raised = base.power(term.exponent.into()).and_then(|raised| dimension.multiply(raised));
            let Some(raised) = raised else {
                let place = term.name.span.bytes();
                let what = format!("`{}^{}`", term.name.text, term.exponent);
                self.diagnostics.push(term.name.span, CheckError::Intricate { what, place });
                return Type::Unknown;
            };
            dimension = raised;
            match (&mut product, unit) {
                (Some(product), Some(unit)) => product.push((unit, term.exponent)),
                _ => product = None,
            }
        }
        Type::Quantity { dimension, display: product.map(|product| Display::units(UnitProduct(product))) }
    }

    /// One factor of a type: a dimension, which leaves the unit open, or a unit.
    fn factor(&mut self, term: &UnitTerm) -> Option<(Dimension, Option<UnitId>)> {
        let name = &*term.name.text;
        if let Some((_, base)) = DIMENSIONS.iter().find(|(word, _)| *word == name) {
            let unit = (*base == Base::Quantity).then_some(UnitId::QUANTITY);
            return Some((Dimension::of(*base), unit));
        }
        match name {
            "money" => {
                let money = self.study.money.as_ref().filter(|_| self.context.kind.is_none());
                return Some(match money {
                    Some((dimension, product)) => (*dimension, product.0.first().map(|(unit, _)| *unit)),
                    None => (Dimension::of(Base::Currency), Some(UnitId::CURRENCY)),
                });
            }
            "count" | "ratio" => return Some((Dimension::NONE, None)),
            _ => {}
        }
        if self.context.per.as_deref() == Some(name) {
            return Some((Dimension::of(Base::Per), Some(UnitId::PER)));
        }
        if let Some(unit) = self.study.units.find(name) {
            return Some((self.study.units.get(unit)?.dimension, Some(unit)));
        }
        self.unknown_type(&term.name);
        None
    }

    fn unknown_type(&mut self, name: &Name) {
        let place = name.span.bytes();
        if &*name.text == "day" {
            self.diagnostics.push(name.span, CheckError::Day { place });
            return;
        }
        let words = ["text", "date", "clock", "proportion", "count", "ratio", "money", "scenario"];
        let known = words.into_iter().chain(DIMENSIONS.iter().map(|(word, _)| *word)).chain(self.study.units.names());
        let error = match nearest(&name.text, known) {
            Some(near) => {
                let help = format!("did you mean `{near}`?");
                CheckError::UnknownUnit { name: name.text.to_string(), help, place }
            }
            None => unknown_kind(self.study, self.library_names, name),
        };
        self.diagnostics.push(name.span, error);
    }
}
