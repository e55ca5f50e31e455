//! Figures as they stand in the text: `10 month`, `12.3 s/item`.

use crate::base::Language;
use crate::value::quantity::number_text;
use crate::value::words::with_unit;
use crate::value::{Number, Style, UnitId, UnitProduct, Units};

/// A number with its unit, as written.
pub(super) struct Figure {
    /// The number.
    pub(super) number: Number,
    /// Its unit; a plain number has none.
    pub(super) unit: UnitProduct,
    /// Its unit as written.
    written: String,
}

impl Figure {
    /// Reads a text that is one figure and nothing else.
    pub(super) fn read(text: &str, units: &Units) -> Option<Figure> {
        let text = text.trim();
        let end = text.find(|c: char| !(c.is_ascii_digit() || c == '_' || c == '.')).unwrap_or(text.len());
        let (digits, tail) = text.split_at_checked(end)?;
        let number = Number::parse(&digits.replace('_', "")).ok()?;
        let mut factors: Vec<(UnitId, i8)> = Vec::new();
        let mut sign = 1;
        let words = tail.trim().replace('/', " / ");
        for (place, word) in words.split_whitespace().enumerate() {
            match word {
                "/" => sign = -1,
                name => {
                    // A second word without a stroke is no unit: `4 workday 5 h`.
                    if place > 0 && sign == 1 {
                        return None;
                    }
                    factors.push((units.find(name)?, sign));
                }
            }
        }
        Some(Figure { number, unit: UnitProduct(factors), written: tail.trim().to_owned() })
    }

    /// The figure with another number.
    pub(super) fn with(&self, number: &Number, language: Language) -> String {
        with_unit(&number_text(number, &Style::full(language)), &self.written, language)
    }

    /// The figure.
    pub(super) fn text(&self, language: Language) -> String {
        self.with(&self.number, language)
    }
}
