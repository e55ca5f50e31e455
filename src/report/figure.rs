//! Values as text and as figures for a machine.

use super::{Entry, Figure};
use crate::eval::{Writer, clean};
use crate::hir::{Show, Type};
use crate::value::quantity::Written;
use crate::value::{Display, Units, Value};

/// A value with its type.
pub fn entry(writer: &Writer<'_>, value: &Value, kind: &Type) -> Entry {
    let Value::Number(number) = value else { return Entry::said(writer.text(value, kind)) };
    match writer.written(number, kind) {
        Ok(Written { number, unit, text }) => Entry { text, figure: Some(Figure { number, unit }), ..Entry::default() },
        Err(reason) => Entry::said(reason.to_string()),
    }
}

/// A type whose figures stand in one unit, however large they are.
pub fn in_one_unit(kind: Type, units: &Units) -> Type {
    match kind {
        Type::List(inner) => in_one_unit((*inner).clone(), units).list(),
        Type::Quantity { dimension, display: None } => {
            let display = Some(Display::units(units.default_product(&dimension)));
            Type::Quantity { dimension, display }
        }
        other => other,
    }
}

/// What one of the figures that a `show` asks for is called.
pub fn shown_label(show: &Show, place: usize) -> String {
    let label = clean(&show.label);
    match show.texts.get(place).filter(|_| show.values.len() > 1) {
        Some(text) => format!("{label}: {}", clean(text)),
        None => label,
    }
}
