//! Units as all studies understand them: each study has units, a working day and weeks of its own.

use crate::base::Text;
use crate::hir::{Study, Type};
use crate::value::number::NumberError;
use crate::value::{Base, Calendar, Dimension, Number, UnitId, UnitProduct, Units};
use std::collections::BTreeMap;

/// What dimensions are made of, whatever numbers a study has for its things.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Thing {
    Money(Text),
    Counted(Text),
    Length,
    Mass,
    Energy,
    Time,
    Period,
    Week,
}

/// A product of powers, none with the power nought.
type Powers = BTreeMap<Thing, i32>;

/// A unit that figures of several studies are brought into.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// As it is written behind a number.
    pub text: String,
    powers: Powers,
    /// How much of the base units it is, apart from what the calendar says.
    factor: Number,
    /// How often the working day of a calendar stands in it.
    workdays: i32,
}

/// A figure of one study, with what it measures.
#[derive(Clone, Debug)]
pub struct Sized {
    number: Number,
    powers: Powers,
}

/// What a study says of its days and weeks.
#[derive(Clone, Debug)]
pub struct Terms {
    workday: Number,
    /// Weeks of a month; nothing where weeks stand by themselves.
    weeks: Option<Number>,
}

impl Terms {
    /// Those of a study.
    pub fn of(study: &Study, calendar: &Calendar) -> Terms {
        let week = study.units.find("week").and_then(|week| study.units.get(week));
        let tied = week.is_some_and(|week| week.weeks != 0);
        let workday = calendar.workday.clone().unwrap_or(Number::from_integer(8 * 3600));
        Terms { workday, weeks: calendar.weeks.clone().filter(|_| tied) }
    }
}

impl Measure {
    /// The unit that figures of this type are shown in.
    pub fn of(kind: &Type, units: &Units) -> Option<Measure> {
        let Type::Quantity { dimension, display } = kind else { return None };
        let product = display.as_ref().map_or_else(|| units.default_product(dimension), |shown| shown.smallest());
        Measure::of_product(&product, units).ok()
    }

    fn of_product(product: &UnitProduct, units: &Units) -> Result<Measure, NumberError> {
        let (mut powers, mut factor, mut workdays) = (Powers::new(), Number::ONE, 0);
        for (id, exponent) in &product.0 {
            let Some(unit) = units.get(*id) else { continue };
            let exponent = i32::from(*exponent);
            factor = factor.multiply(&raised(&unit.factor, exponent)?)?;
            workdays += i32::from(unit.workdays) * exponent;
            for (thing, power) in powers_of(&unit.dimension, units) {
                add(&mut powers, thing, power * exponent);
            }
            let weeks = i32::from(unit.weeks) * exponent;
            add(&mut powers, Thing::Week, weeks);
            add(&mut powers, Thing::Period, -weeks);
        }
        Ok(Measure { text: product.text(units), powers, factor, workdays })
    }

    /// Percent.
    pub fn percent() -> Measure {
        let factor = Number::from_ratio(1, 100).unwrap_or(Number::ONE);
        Measure { text: "%".to_owned(), powers: Powers::new(), factor, workdays: 0 }
    }

    /// Its unit, or words where it has none.
    pub fn name(&self) -> &str {
        if self.text.is_empty() { "no unit" } else { &self.text }
    }

    /// A figure of a study in this unit, as its own calendar has it; nothing where it measures something else.
    pub fn bring(&self, figure: &Sized, terms: &Terms) -> Option<Number> {
        let mut number = figure.number.clone();
        if figure.powers != self.powers {
            let weeks = self.powers.get(&Thing::Week).copied().unwrap_or(0);
            let mut tied = self.powers.clone();
            add(&mut tied, Thing::Week, -weeks);
            add(&mut tied, Thing::Period, weeks);
            let a_month = terms.weeks.as_ref().filter(|_| tied == figure.powers)?;
            number = number.multiply(&raised(a_month, weeks).ok()?).ok()?;
        }
        let day = raised(&terms.workday, self.workdays).ok()?;
        number.divide(&self.factor.multiply(&day).ok()?).ok()
    }
}

impl Sized {
    /// A number of a study, in base units.
    pub fn new(number: Number, dimension: &Dimension, units: &Units) -> Sized {
        Sized { number, powers: powers_of(dimension, units) }
    }

    /// A plain number or share.
    pub fn plain(number: Number) -> Sized {
        Sized { number, powers: Powers::new() }
    }

    /// The unit that money is added up in: a currency, or a currency a month, week or hour; nothing for all else.
    pub fn money(&self) -> Option<Measure> {
        let mut things = self.powers.iter();
        let (Thing::Money(currency), 1) = things.next()? else { return None };
        let (text, factor) = match (things.next(), things.next()) {
            (None, _) => (currency.to_string(), Number::ONE),
            (Some((Thing::Period, -1)), None) => (format!("{currency}/month"), Number::ONE),
            (Some((Thing::Week, -1)), None) => (format!("{currency}/week"), Number::ONE),
            (Some((Thing::Time, -1)), None) => (format!("{currency}/h"), Number::from_ratio(1, 3600).ok()?),
            _ => return None,
        };
        Some(Measure { text, powers: self.powers.clone(), factor, workdays: 0 })
    }

    /// What it measures, in words.
    pub fn describe(&self) -> String {
        let part = |above: bool| {
            let chosen = self.powers.iter().filter(|(_, power)| (**power > 0) == above);
            let words = chosen.map(|(thing, power)| match power.unsigned_abs() {
                1 => thing.name().to_owned(),
                power => format!("{}^{power}", thing.name()),
            });
            words.collect::<Vec<_>>().join(" × ")
        };
        match (part(true), part(false)) {
            (above, below) if above.is_empty() && below.is_empty() => "a plain number".to_owned(),
            (above, below) if below.is_empty() => above,
            (above, below) if above.is_empty() => format!("1 per {below}"),
            (above, below) => format!("{above} per {below}"),
        }
    }
}

impl Thing {
    fn of(base: Base, units: &Units) -> Thing {
        let name = |id| Text::from(units.name(UnitId(id)));
        match base {
            Base::Time => Thing::Time,
            Base::Period => Thing::Period,
            Base::Week => Thing::Week,
            Base::Length => Thing::Length,
            Base::Mass => Thing::Mass,
            Base::Energy => Thing::Energy,
            Base::Money(id) => Thing::Money(name(id)),
            Base::Counted(id) => Thing::Counted(name(id)),
            Base::Per => Thing::Counted(Text::from("piece")),
            Base::Currency => Thing::Money(Text::from("money")),
            Base::Quantity | Base::Variable(_) => Thing::Counted(Text::from("quantity")),
        }
    }

    fn name(&self) -> &str {
        match self {
            Thing::Money(name) | Thing::Counted(name) => name,
            Thing::Length => "length",
            Thing::Mass => "mass",
            Thing::Energy => "energy",
            Thing::Time => "time",
            Thing::Period => "month",
            Thing::Week => "week",
        }
    }
}

fn powers_of(dimension: &Dimension, units: &Units) -> Powers {
    dimension.factors().iter().map(|(base, power)| (Thing::of(*base, units), i32::from(*power))).collect()
}

fn raised(number: &Number, power: i32) -> Result<Number, NumberError> {
    match power {
        0 => Ok(Number::ONE),
        1 => Ok(number.clone()),
        _ => number.power(&Number::from_integer(power.into())),
    }
}

fn add(powers: &mut Powers, thing: Thing, power: i32) {
    let sum = powers.get(&thing).copied().unwrap_or(0) + power;
    if sum == 0 {
        powers.remove(&thing);
    } else {
        powers.insert(thing, sum);
    }
}
