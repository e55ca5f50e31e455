//! Values as text and as figures for a machine.

use super::{Entry, Figure};
use crate::eval::Writer;
use crate::hir::Type;
use crate::value::Value;
use crate::value::quantity::Written;

/// A value with its type.
pub fn entry(writer: &Writer<'_>, value: &Value, kind: &Type) -> Entry {
    let Value::Number(number) = value else { return Entry { text: writer.text(value, kind), figure: None } };
    match writer.written(number, kind) {
        Ok(Written { number, unit, text }) => Entry { text, figure: Some(Figure { number, unit }) },
        Err(reason) => Entry { text: reason.to_string(), figure: None },
    }
}
