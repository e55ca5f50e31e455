//! Open parameters: what they stand for, and figures that wait for them as text.

use super::writer::Writer;
use crate::hir::{CellId, Global, Study, Type};
use crate::value::number::Number;
use crate::value::symbolic::{Product, Symbol};
use crate::value::{Dimension, Display, Symbolic, UnitProduct, Units, Value};
use std::sync::Arc;

/// What a cell stands for that nobody has given: a `param` of a measure is a symbol.
pub(super) fn open(study: &Study, cell: CellId) -> Option<Value> {
    let own = study.cell(cell)?.own.as_ref().filter(|own| own.parameter)?;
    match &own.kind {
        Type::Quantity { dimension, .. } => Some(Symbolic::symbol(own.name.clone(), *dimension).into_value()),
        _ => None,
    }
}

impl Writer<'_> {
    /// A sum of terms: `5 h/year + 2·a·b`.
    pub(super) fn symbolic_text(&self, symbolic: &Symbolic, kind: &Type) -> String {
        let mut text = String::new();
        for (product, coefficient) in symbolic.terms() {
            if text.is_empty() {
                text.push_str(&self.term(product, coefficient, kind));
                continue;
            }
            text.push_str(if coefficient.is_negative() { " - " } else { " + " });
            text.push_str(&self.term(product, &coefficient.absolute(), kind));
        }
        text
    }

    fn term(&self, product: &Product, coefficient: &Number, kind: &Type) -> String {
        if product.is_one() {
            return self.text(&Value::Number(coefficient.clone()), kind);
        }
        let factors = |above: bool| {
            let chosen = product.factors().iter().filter(move |(_, exponent)| (*exponent > 0) == above);
            chosen.map(|(symbol, exponent)| match exponent.unsigned_abs() {
                1 => symbol.name.to_string(),
                power => format!("{}^{power}", symbol.name),
            })
        };
        let mut above: Vec<String> = factors(true).collect();
        let below: String = factors(false).map(|name| format!("/{name}")).collect();
        let (number, unit) = self.coefficient(product, coefficient, kind);
        let by_itself = unit.is_empty() && !coefficient.is_approximate() && !above.is_empty();
        let sign = if coefficient.is_negative() { "-" } else { "" };
        if by_itself && coefficient.absolute() == Number::ONE {
            return format!("{sign}{}{below}", above.join("·"));
        }
        // A unit with a line in it, or before one, would swallow what follows.
        let swallows = unit.contains('/') || (!unit.is_empty() && above.is_empty());
        above.insert(0, if swallows { format!("({number})") } else { number });
        format!("{}{below}", above.join("·"))
    }

    /// A coefficient as text, and its unit: that of the whole without those of the symbols, or else the usual one where
    /// that is shorter, as in `3 s·a` of an `a` in hours.
    fn coefficient(&self, product: &Product, coefficient: &Number, kind: &Type) -> (String, String) {
        let write = |kind: &Type| match self.written(coefficient, kind) {
            Ok(written) => (written.text, written.unit),
            Err(reason) => (reason.to_string(), String::new()),
        };
        let Type::Quantity { dimension, display } = kind else { return write(&Type::plain()) };
        let Some(rest) = rest_of(*dimension, product) else { return ("…".to_owned(), String::new()) };
        if rest.is_none() {
            return write(&Type::plain());
        }
        let usual = write(&Type::of(rest));
        let Some(display) = self.rest_display(display, product, rest) else { return usual };
        let wanted = write(&Type::Quantity { dimension: rest, display: Some(display) });
        if usual.0.chars().count() < wanted.0.chars().count() { usual } else { wanted }
    }

    /// The units of the whole without those of the symbols, if these leave the right ones.
    fn rest_display(&self, whole: &Option<Arc<Display>>, product: &Product, rest: Dimension) -> Option<Arc<Display>> {
        let units = &self.study.units;
        let mut shown = whole.as_ref()?.smallest();
        for (symbol, exponent) in product.factors() {
            let own = self.display_of(symbol)?.smallest();
            shown = shown.times(&own, i8::try_from(-*exponent).ok()?, units);
        }
        (measured(&shown, units) == Some(rest)).then(|| Display::units(shown))
    }

    fn display_of(&self, symbol: &Symbol) -> Option<Arc<Display>> {
        let Some(Global::Cell(cell)) = self.study.globals.get(&symbol.name) else { return None };
        match self.study.cell_type(*cell) {
            Type::Quantity { display, .. } => display,
            _ => None,
        }
    }
}

/// What a coefficient measures, if its term as a whole is of this dimension.
fn rest_of(whole: Dimension, product: &Product) -> Option<Dimension> {
    let mut factors = product.factors().iter();
    factors.try_fold(whole, |rest, (symbol, exponent)| rest.divide(symbol.dimension.power(*exponent)?))
}

fn measured(product: &UnitProduct, units: &Units) -> Option<Dimension> {
    product.0.iter().try_fold(Dimension::NONE, |whole, (unit, exponent)| {
        whole.multiply(units.get(*unit)?.dimension.power(i64::from(*exponent))?)
    })
}
