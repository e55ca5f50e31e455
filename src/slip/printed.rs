//! The printed figure: its unit, its digits, and what would be printed instead.

use crate::base::Language;
use crate::hir::{Study, Type};
use crate::value::number::{Digits, Rounding};
use crate::value::quantity::{Quantity, number_text};
use crate::value::words::with_unit;
use crate::value::{Calendar, Dimension, Display, Number, Style, UnitId, UnitProduct};

/// A printed figure and what it should have been, in base units.
pub(super) struct Printed<'s> {
    pub(super) study: &'s Study,
    /// The reader's language, for figures; sentences are made in English first.
    pub(super) language: Language,
    pub(super) calendar: Calendar,
    /// What it measures.
    pub(super) dimension: Dimension,
    /// The units it is printed in.
    pub(super) display: Display,
    /// What follows from the study.
    pub(super) computed: Number,
    /// What is printed.
    pub(super) written: Number,
    /// The value of one in the last printed digit.
    pub(super) step: Number,
    /// The decimals printed; below nought for hundreds and thousands.
    pub(super) decimals: i32,
    step_size: f64,
}

/// One number of a printed figure, `5` of `4 workday 5 h`.
pub(super) struct Part {
    /// Its digits.
    pub(super) digits: String,
    /// Its unit.
    pub(super) unit: UnitProduct,
    /// One of it, in base units.
    pub(super) one: Number,
}

impl<'s> Printed<'s> {
    pub(super) fn new(
        (study, language): (&'s Study, Language),
        calendar: Calendar,
        kind: &Type,
        display: Option<Display>,
        decimals: i32,
        computed: Number,
        written: Number,
    ) -> Option<Printed<'s>> {
        let dimension = match kind {
            Type::Quantity { dimension, .. } => *dimension,
            _ => Dimension::NONE,
        };
        let display = display.unwrap_or_else(|| Display::Units(study.units.default_product(&dimension)));
        let unit = study.units.factor(&display.smallest(), &calendar).ok()?;
        let digit = Number::from_integer(10).power(&Number::from_integer(-i64::from(decimals))).ok()?;
        let step = unit.multiply(&digit).ok()?;
        let step_size = step.to_f64();
        Some(Printed { study, language, calendar, dimension, display, computed, written, step, decimals, step_size })
    }

    /// One of a unit, in base units.
    pub(super) fn one_of(&self, product: &UnitProduct) -> Option<Number> {
        self.study.units.factor(product, &self.calendar).ok()
    }

    /// About how many of the last printed digit a value is.
    pub(super) fn size(&self, value: &Number) -> f64 {
        value.to_f64() / self.step_size
    }

    /// A value rounded as the figure is printed.
    pub(super) fn rounded(&self, value: &Number) -> Option<Number> {
        value.round(&self.step, Rounding::HalfUp).ok()
    }

    /// Whether this value would be printed as the figure is.
    pub(super) fn is_printed(&self, value: &Number) -> bool {
        self.rounded(value) == self.rounded(&self.written)
    }

    /// The numbers that a value is printed as, and whether it is below nought.
    pub(super) fn parts(&self, value: &Number, decimals: u32) -> Option<(bool, Vec<Part>)> {
        let (mut parts, below) = match &self.display {
            Display::Units(product) => (vec![product.clone()], Number::ONE),
            Display::Compound { units: own, rest } => {
                let below = self.one_of(rest)?;
                (own.iter().map(|unit| UnitProduct::of(*unit)).collect(), below)
            }
        };
        let last = parts.pop()?;
        let smallest = self.one_of(&last)?.multiply(&below).ok()?;
        let mut left = value.absolute().divide(&smallest).ok()?.round_to_decimals(decimals, Rounding::HalfUp);
        left = left.multiply(&smallest).ok()?;
        let mut found = Vec::new();
        for unit in parts {
            let one = self.one_of(&unit)?.multiply(&below).ok()?;
            let whole = left.floor(&one).ok()?;
            left = left.subtract(&whole).ok()?;
            found.push(Part { digits: whole.divide(&one).ok()?.exact_text(), unit, one });
        }
        let digits = fixed(&left.divide(&smallest).ok()?, decimals);
        found.push(Part { digits, unit: last, one: smallest });
        Some((value.is_negative(), found))
    }

    /// A value in the unit that is printed, with two more digits where there are more.
    pub(super) fn text(&self, value: &Number) -> String {
        let decimals = u32::try_from(self.decimals.max(0)).unwrap_or(0) + 2;
        self.write(value, &self.display, Style::report(self.language).decimals(decimals))
    }

    /// A value as the figure is printed.
    pub(super) fn text_as_printed(&self, value: &Number) -> String {
        let rounded = self.rounded(value).unwrap_or_else(|| value.clone());
        self.write(&rounded, &self.display, Style::full(self.language))
    }

    /// A count of some unit: all of one that ends soon, and the beginning of any other.
    pub(super) fn counted(&self, count: &Number, unit: &UnitProduct) -> String {
        let ends = count.terminating_decimals().is_some_and(|decimals| decimals <= 6) && !count.is_approximate();
        let style = if ends { Style::full(self.language) } else { Style::report(self.language) };
        with_unit(&number_text(count, &style), &unit.text(&self.study.units), self.language)
    }

    /// A share in percent.
    pub(super) fn percent_text(&self, share: &Number) -> String {
        let display = Display::Units(UnitProduct::of(UnitId::PERCENT));
        let quantity = Quantity { number: share, dimension: &Dimension::NONE, display: Some(&display) };
        let written = quantity.write(&self.study.units, &self.calendar, &Style::report(self.language));
        written.map_or_else(|reason| reason.to_string(), |written| written.text)
    }

    /// A value in units.
    pub(super) fn text_in(&self, value: &Number, product: &UnitProduct) -> String {
        self.write(value, &Display::Units(product.clone()), Style::full(self.language))
    }

    fn write(&self, value: &Number, display: &Display, style: Style) -> String {
        let quantity = Quantity { number: value, dimension: &self.dimension, display: Some(display) };
        let written = quantity.write(&self.study.units, &self.calendar, &style);
        written.map_or_else(|reason| reason.to_string(), |written| written.text)
    }
}

/// The digits of a number with just so many decimals.
fn fixed(number: &Number, decimals: u32) -> String {
    let printed = number.digits(Digits::Decimals(decimals));
    match decimals {
        0 => printed.integer,
        _ => format!("{}.{:0<width$}", printed.integer, printed.fraction, width = decimals as usize),
    }
}
