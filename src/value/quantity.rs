//! Numbers with their unit as text.

use super::calendar::Calendar;
use super::dimension::{Base, Dimension};
use super::number::{Digits, Number, NumberError, Rounding};
use super::style::{Precision, Style};
use super::unit::{Display, UnitProduct, Units};
use super::words::{self, with_unit};

/// A number in base units, with all that is needed to show it.
pub struct Quantity<'a> {
    /// In base units.
    pub number: &'a Number,
    /// What it measures.
    pub dimension: &'a Dimension,
    /// The units it is shown in; nothing leaves the choice to its size.
    pub display: Option<&'a Display>,
}

/// A figure cut into what a machine reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// In the unit beside it.
    pub number: Number,
    /// Empty for a plain number.
    pub unit: String,
    /// As a reader sees it.
    pub text: String,
}

impl Quantity<'_> {
    /// The figure as it is shown.
    pub fn write(&self, units: &Units, calendar: &Calendar, style: &Style) -> Result<Written, NumberError> {
        match self.display {
            Some(Display::Compound { units: parts, rest }) => {
                let parts: Vec<UnitProduct> = parts.iter().map(|part| UnitProduct::of(*part)).collect();
                self.write_compound(&parts, rest, units, calendar, style)
            }
            Some(Display::Units(product)) => self.write_plain(product, units, calendar, style),
            None => self.write_plain(&self.chosen(units), units, calendar, style),
        }
    }

    /// Seconds, minutes or hours by size, where nobody asked for one of them.
    fn chosen(&self, units: &Units) -> UnitProduct {
        let mut product = units.default_product(self.dimension);
        let seconds = self.number.to_f64().abs();
        if *self.dimension == Dimension::of(Base::Time) && seconds >= 120.0 {
            let name = if seconds >= 7200.0 { "h" } else { "min" };
            product = units.find(name).map_or(product, UnitProduct::of);
        }
        product
    }

    fn write_plain(
        &self,
        product: &UnitProduct,
        units: &Units,
        calendar: &Calendar,
        style: &Style,
    ) -> Result<Written, NumberError> {
        let number = self.number.divide(&units.factor(product, calendar)?)?;
        let unit = product.text(units);
        let text = with_unit(&number_text(&number, style), &unit, style.language);
        Ok(Written { number, unit, text })
    }

    fn write_compound(
        &self,
        parts: &[UnitProduct],
        rest: &UnitProduct,
        units: &Units,
        calendar: &Calendar,
        style: &Style,
    ) -> Result<Written, NumberError> {
        let below = units.factor(rest, calendar)?;
        let mut texts = Vec::new();
        let Some((last, larger)) = parts.split_last() else {
            return self.write_plain(rest, units, calendar, style);
        };
        let smallest = units.factor(last, calendar)?;
        let mut shown = self.number.divide(&below)?.absolute().divide(&smallest)?;
        if let Precision::Decimals(decimals) = style.precision {
            shown = shown.round_to_decimals(decimals, Rounding::HalfUp);
        }
        // What is not exact is rounded as a whole, and marked once.
        let mark = if shown.is_approximate() { "≈ " } else { "" };
        if shown.is_approximate() {
            shown = shown.as_shown(style.digits(shown.to_f64()));
        }
        let mut left = shown.multiply(&smallest)?;
        for part in larger {
            let size = units.factor(part, calendar)?;
            let whole = left.floor(&size)?;
            if !whole.is_zero() || !texts.is_empty() {
                texts.push(with_unit(&number_text(&whole.divide(&size)?, style), &part.text(units), style.language));
            }
            left = left.subtract(&whole)?;
        }
        let remainder = left.divide(&smallest)?;
        if !remainder.is_zero() || texts.is_empty() {
            texts.push(with_unit(&number_text(&remainder, style), &last.text(units), style.language));
        }
        let sign = if self.number.is_negative() { "-" } else { "" };
        let rest_text = words::unit(&rest.text(units), style.language);
        let times = if rest_text.is_empty() || rest_text.starts_with('/') { "" } else { "*" };
        let text = format!("{mark}{sign}{}{times}{rest_text}", texts.join(" "));
        let number = self.number.divide(&smallest)?.divide(&below)?;
        Ok(Written { number, unit: last.beside(rest, 1).text(units), text })
    }
}

/// A smaller number is written with a power of ten: nobody counts so many noughts.
const SMALLEST: f64 = 1e-6;

/// `5.695e-7`, as it could be written in a study.
fn power_text(number: &Number, size: f64, style: &Style) -> Option<String> {
    let power = size.log10().floor() as i64;
    let scale = Number::from_integer(10).power(&Number::from_integer(-power)).ok()?;
    let digits = number.multiply(&scale).ok()?.digits(Digits::Decimals(3));
    Some(format!("{}e{power}", digits.text(style.grouping, style.decimal_mark)))
}

/// A number as a reader sees it.
pub fn number_text(number: &Number, style: &Style) -> String {
    let size = number.to_f64().abs();
    if style.precision == Precision::Report && size > 0.0 && size < SMALLEST {
        return power_text(number, size, style)
            .unwrap_or_else(|| number.digits(style.digits(size)).text(None, style.decimal_mark));
    }
    number.digits(style.digits(number.to_f64().abs())).text(style.grouping, style.decimal_mark)
}
