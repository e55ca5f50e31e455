//! Units: built in, declared by a study, and products of these as figures are shown in.

use super::calendar::Calendar;
use super::currency;
use super::dimension::{Base, Dimension};
use super::number::{Number, NumberError};
use crate::base::Text;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A unit, by its number in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub u16);

impl UnitId {
    /// Inside a kind: the unit that an instance is counted for.
    pub const PER: UnitId = UnitId(u16::MAX);
    /// Inside a kind: the unit that an instance is measured in.
    pub const QUANTITY: UnitId = UnitId(u16::MAX - 1);
    /// Inside a kind: the currency that an instance is given in.
    pub const CURRENCY: UnitId = UnitId(u16::MAX - 2);
    /// `%`
    pub const PERCENT: UnitId = UnitId(0);
    /// Percentage points.
    pub const POINTS: UnitId = UnitId(1);
}

/// One unit.
#[derive(Clone, Debug)]
pub struct Unit {
    /// As written behind a number.
    pub name: Text,
    /// What it measures.
    pub dimension: Dimension,
    /// How much of the base unit it is.
    pub factor: Number,
    /// How often the working day of the calendar stands in it.
    pub workdays: i8,
    /// How often the calendar's weeks of a month stand below it.
    pub weeks: i8,
}

/// No study counts more things than these; the numbers above are taken.
pub const MOST_UNITS: usize = 60_000;

/// The currencies that need no declaration have the numbers from here on.
const FIRST_CURRENCY: u16 = 65_000;

/// The units of these currencies, made when the first of them is asked for.
fn currencies() -> &'static [Unit] {
    static CURRENCIES: OnceLock<Vec<Unit>> = OnceLock::new();
    CURRENCIES.get_or_init(|| {
        let numbered = currency::codes().zip(FIRST_CURRENCY..);
        let units = numbered.map(|(code, number)| Unit {
            name: Text::from(code),
            dimension: Dimension::of(Base::Money(number)),
            factor: Number::ONE,
            workdays: 0,
            weeks: 0,
        });
        units.collect()
    })
}

/// All units of a study.
#[derive(Clone, Debug)]
pub struct Units {
    units: Vec<Unit>,
    names: HashMap<Text, UnitId>,
}

/// Name, base, and the factor as a fraction.
const BUILT_IN: [(&str, Option<Base>, i64, i64); 22] = [
    ("%", None, 1, 100),
    ("points", None, 1, 100),
    ("s", Some(Base::Time), 1, 1),
    ("min", Some(Base::Time), 60, 1),
    ("h", Some(Base::Time), 3600, 1),
    ("month", Some(Base::Period), 1, 1),
    ("year", Some(Base::Period), 12, 1),
    ("m", Some(Base::Length), 1, 1),
    ("mm", Some(Base::Length), 1, 1000),
    ("cm", Some(Base::Length), 1, 100),
    ("km", Some(Base::Length), 1000, 1),
    ("kg", Some(Base::Mass), 1, 1),
    ("mg", Some(Base::Mass), 1, 1_000_000),
    ("g", Some(Base::Mass), 1, 1000),
    ("tonne", Some(Base::Mass), 1000, 1),
    ("J", Some(Base::Energy), 1, 1),
    ("kJ", Some(Base::Energy), 1000, 1),
    ("MJ", Some(Base::Energy), 1_000_000, 1),
    ("kcal", Some(Base::Energy), 4184, 1),
    ("Wh", Some(Base::Energy), 3600, 1),
    ("kWh", Some(Base::Energy), 3_600_000, 1),
    ("MWh", Some(Base::Energy), 3_600_000_000, 1),
];

/// Whether a name is that of a unit which needs no declaration, a currency or not.
pub fn is_built_in(name: &str) -> bool {
    ["workday", "week", "W", "kW"].contains(&name)
        || BUILT_IN.iter().any(|(own, ..)| *own == name)
        || currency::is_currency(name)
}

impl Default for Units {
    fn default() -> Units {
        let mut units = Units { units: Vec::new(), names: HashMap::new() };
        for (name, base, above, below) in BUILT_IN {
            let factor = Number::from_ratio(above, below).unwrap_or(Number::ONE);
            let dimension = base.map_or(Dimension::NONE, Dimension::of);
            units.add(Unit { name: Text::from(name), dimension, factor, workdays: 0, weeks: 0 });
        }
        let plain = |name: &str, base, workdays, weeks| Unit {
            name: Text::from(name),
            dimension: Dimension::of(base),
            factor: Number::ONE,
            workdays,
            weeks,
        };
        units.add(plain("workday", Base::Time, 1, 0));
        units.add(plain("week", Base::Week, 0, 0));
        let power = Dimension::of(Base::Energy).times(Base::Time, -1).unwrap_or(Dimension::NONE);
        for (name, watts) in [("W", 1), ("kW", 1000)] {
            let (name, factor) = (Text::from(name), Number::from_integer(watts));
            units.add(Unit { name, dimension: power, factor, workdays: 0, weeks: 0 });
        }
        units
    }
}

impl Units {
    /// Whether another unit still has a number of its own.
    pub fn has_room(&self) -> bool {
        self.units.len() < MOST_UNITS
    }

    /// Takes a unit in; the name must be new.
    pub fn add(&mut self, unit: Unit) -> UnitId {
        let id = UnitId(u16::try_from(self.units.len()).unwrap_or(u16::MAX - 3));
        self.names.insert(unit.name.clone(), id);
        self.units.push(unit);
        id
    }

    /// The next unit's number, for things that are units of their own.
    pub fn next(&self) -> u16 {
        u16::try_from(self.units.len()).unwrap_or(u16::MAX - 3)
    }

    /// How many units there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there are none; there always are.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// A counted thing of its own.
    pub fn add_counted(&mut self, name: Text) -> UnitId {
        let dimension = Dimension::of(Base::Counted(self.next()));
        self.add(Unit { name, dimension, factor: Number::ONE, workdays: 0, weeks: 0 })
    }

    /// A currency.
    pub fn add_currency(&mut self, name: Text) -> UnitId {
        let dimension = Dimension::of(Base::Money(self.next()));
        self.add(Unit { name, dimension, factor: Number::ONE, workdays: 0, weeks: 0 })
    }

    /// From here on a week is a part of a month, as the calendar says.
    pub fn tie_weeks(&mut self) {
        if let Some(week) = self.units.iter_mut().find(|unit| &*unit.name == "week") {
            week.dimension = Dimension::of(Base::Period);
            week.weeks = 1;
        }
    }

    /// The unit of this name.
    pub fn find(&self, name: &str) -> Option<UnitId> {
        let number = |place: usize| u16::try_from(place).ok().map(|place| UnitId(FIRST_CURRENCY + place));
        self.names.get(name).copied().or_else(|| currency::place(name).and_then(number))
    }

    /// The unit with this number.
    pub fn get(&self, id: UnitId) -> Option<&Unit> {
        match id.0.checked_sub(FIRST_CURRENCY) {
            Some(place) => currencies().get(place as usize),
            None => self.units.get(id.0 as usize),
        }
    }

    /// All names.
    pub fn names<'u>(&'u self) -> impl Iterator<Item = &'u str> {
        let currencies = currency::codes().map(|code| -> &'u str { code });
        self.units.iter().map(|unit| &*unit.name).chain(currencies)
    }

    /// Other units of the same dimension.
    pub fn alike(&self, id: UnitId) -> impl Iterator<Item = UnitId> {
        let dimension = self.units.get(id.0 as usize).map(|unit| unit.dimension);
        let others = (0..).map(UnitId).zip(&self.units);
        others.filter(move |(other, unit)| *other != id && Some(unit.dimension) == dimension).map(|(other, _)| other)
    }

    /// The name of a unit, or of what stands for one inside a kind.
    pub fn name(&self, id: UnitId) -> &str {
        match id {
            UnitId::PER => "piece",
            UnitId::QUANTITY => "quantity",
            UnitId::CURRENCY => "money",
            _ => self.get(id).map_or("", |unit| &*unit.name),
        }
    }

    /// What a dimension is called in a message.
    pub fn describe(&self, dimension: &Dimension) -> String {
        dimension.describe(|base| match base {
            Base::Time => "time".to_owned(),
            Base::Period => "month".to_owned(),
            Base::Week => "week".to_owned(),
            Base::Length => "length".to_owned(),
            Base::Mass => "mass".to_owned(),
            Base::Energy => "energy".to_owned(),
            Base::Money(id) => format!("money ({})", self.name(UnitId(id))),
            Base::Counted(id) => self.name(UnitId(id)).to_owned(),
            Base::Per => "piece".to_owned(),
            Base::Quantity => "quantity".to_owned(),
            Base::Currency => "money".to_owned(),
            Base::Variable(_) => "the same measure".to_owned(),
        })
    }

    /// The unit that a base is counted in, for figures that bring no unit of their own.
    fn base_unit(&self, base: Base) -> Option<UnitId> {
        match base {
            Base::Time => self.find("s"),
            Base::Period => self.find("month"),
            Base::Week => self.find("week"),
            Base::Length => self.find("m"),
            Base::Mass => self.find("kg"),
            Base::Energy => self.find("J"),
            Base::Money(id) | Base::Counted(id) => Some(UnitId(id)),
            Base::Per => Some(UnitId::PER),
            Base::Quantity => Some(UnitId::QUANTITY),
            Base::Currency => Some(UnitId::CURRENCY),
            Base::Variable(_) => None,
        }
    }

    /// The units of a dimension that nobody asked for in others.
    pub fn default_product(&self, dimension: &Dimension) -> UnitProduct {
        let factors = dimension.factors().iter();
        UnitProduct(factors.filter_map(|(base, exponent)| Some((self.base_unit(*base)?, *exponent))).collect())
    }

    /// Whether the calendar says how long one of this product is.
    pub fn follows_calendar(&self, product: &UnitProduct) -> bool {
        product.0.iter().filter_map(|(id, _)| self.get(*id)).any(|unit| unit.workdays != 0 || unit.weeks != 0)
    }

    /// Whether the calendar says how long a unit is that a figure is shown in.
    pub fn are_of_calendar(&self, display: &Display) -> bool {
        match display {
            Display::Units(product) => self.follows_calendar(product),
            Display::Compound { units, rest } => {
                self.follows_calendar(rest) || units.iter().any(|unit| self.follows_calendar(&UnitProduct::of(*unit)))
            }
        }
    }

    /// How much of the base units one of this product is; the calendar says how long a working day is.
    pub fn factor(&self, product: &UnitProduct, calendar: &Calendar) -> Result<Number, NumberError> {
        let mut factor = Number::ONE;
        for (id, exponent) in &product.0 {
            let Some(unit) = self.get(*id) else { continue };
            let mut one = unit.factor.clone();
            if unit.workdays != 0 {
                let workday = calendar.workday.clone().unwrap_or(Number::from_integer(8 * 3600));
                one = one.multiply(&workday.power(&Number::from_integer(unit.workdays.into()))?)?;
            }
            if unit.weeks != 0 {
                let weeks = calendar.weeks.clone().unwrap_or(Number::ONE);
                one = one.divide(&weeks.power(&Number::from_integer(unit.weeks.into()))?)?;
            }
            factor = match exponent {
                1 => factor.multiply(&one)?,
                -1 => factor.divide(&one)?,
                _ => factor.multiply(&one.power(&Number::from_integer((*exponent).into()))?)?,
            };
        }
        Ok(factor)
    }
}

/// Units with their powers: `s/item`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct UnitProduct(pub Vec<(UnitId, i8)>);

impl UnitProduct {
    /// One unit.
    pub fn of(unit: UnitId) -> UnitProduct {
        UnitProduct(vec![(unit, 1)])
    }

    /// Whether it is a plain number.
    pub fn is_plain(&self) -> bool {
        self.0.is_empty()
    }

    /// Times a power of another product. Each dimension keeps one unit: hours by seconds cancel, and a share of a
    /// quantity is shown in the unit of the quantity.
    pub fn times(&self, other: &UnitProduct, sign: i8, units: &Units) -> UnitProduct {
        let only_shares = |product: &UnitProduct| product.0.iter().all(|(unit, _)| is_share(*unit));
        if self.is_plain() != other.is_plain() && only_shares(self) && only_shares(other) {
            return UnitProduct::default();
        }
        if other.is_plain() {
            return self.clone();
        }
        if self.is_plain() {
            return other.power(sign);
        }
        let mut result: Vec<(UnitId, i8)> = Vec::with_capacity(self.0.len() + other.0.len());
        let others = other.0.iter().map(|(unit, exponent)| (unit, exponent.saturating_mul(sign)));
        for (unit, exponent) in self.0.iter().map(|(unit, exponent)| (unit, *exponent)).chain(others) {
            let dimension = units.get(*unit).map(|unit| unit.dimension);
            let same = result.iter_mut().find(|(found, _)| {
                found == unit
                    || dimension.is_some_and(|d| !d.is_none() && units.get(*found).is_some_and(|f| f.dimension == d))
            });
            match same {
                Some((_, found)) if is_share(*unit) => *found = if sign > 0 { *found } else { 0 },
                Some((_, found)) => *found = found.saturating_add(exponent),
                None => result.push((*unit, exponent)),
            }
        }
        result.retain(|(_, exponent)| *exponent != 0);
        if result.iter().any(|(unit, _)| !is_share(*unit)) || result.iter().any(|(_, exponent)| *exponent < 0) {
            result.retain(|(unit, _)| !is_share(*unit));
        }
        UnitProduct(result)
    }

    /// With the units of another one behind it, as they are written: `h` by `workday` stays `h/workday`.
    pub fn beside(&self, other: &UnitProduct, sign: i8) -> UnitProduct {
        let mut result = self.0.clone();
        for (unit, exponent) in &other.0 {
            let exponent = exponent.saturating_mul(sign);
            match result.iter_mut().find(|(found, _)| found == unit) {
                Some((_, found)) => *found = found.saturating_add(exponent),
                None => result.push((*unit, exponent)),
            }
        }
        result.retain(|(_, exponent)| *exponent != 0);
        UnitProduct(result)
    }

    /// A whole power.
    pub fn power(&self, exponent: i8) -> UnitProduct {
        UnitProduct(self.0.iter().map(|(unit, found)| (*unit, found.saturating_mul(exponent))).collect())
    }

    /// With what stands for a unit inside a kind replaced.
    pub fn substitute(&self, placeholder: UnitId, by: &UnitProduct, units: &Units) -> UnitProduct {
        let Some((_, exponent)) = self.0.iter().find(|(unit, _)| *unit == placeholder) else { return self.clone() };
        let rest = UnitProduct(self.0.iter().copied().filter(|(unit, _)| *unit != placeholder).collect());
        if rest.is_plain() && *exponent == 1 { by.clone() } else { rest.times(&by.power(*exponent), 1, units) }
    }

    /// As written behind a number: `s/item`, `/month`.
    pub fn text(&self, units: &Units) -> String {
        let word = |(unit, exponent): &(UnitId, i8)| match exponent.unsigned_abs() {
            1 => units.name(*unit).to_owned(),
            power => format!("{}^{power}", units.name(*unit)),
        };
        let part = |above: bool| self.0.iter().filter(move |(_, exponent)| (*exponent > 0) == above).map(word);
        let mut text = part(true).collect::<Vec<_>>().join("*");
        for below in part(false) {
            text.push('/');
            text.push_str(&below);
        }
        text
    }
}

fn is_share(unit: UnitId) -> bool {
    unit == UnitId::PERCENT || unit == UnitId::POINTS
}

/// How a figure is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Display {
    /// `266.35 s/item`
    Units(UnitProduct),
    /// `4 workday 5 h 45 min 36 s/month`
    Compound {
        /// From the largest to the smallest.
        units: Vec<UnitId>,
        /// What stands behind the last.
        rest: UnitProduct,
    },
}

impl Display {
    /// The product that numbers are given in: of a compound, its smallest unit.
    pub fn smallest(&self) -> UnitProduct {
        match self {
            Display::Units(product) => product.clone(),
            Display::Compound { units: parts, rest } => match parts.last() {
                Some(last) => UnitProduct::of(*last).beside(rest, 1),
                None => rest.clone(),
            },
        }
    }

    /// A shared one.
    pub fn units(product: UnitProduct) -> Arc<Display> {
        Arc::new(Display::Units(product))
    }
}
