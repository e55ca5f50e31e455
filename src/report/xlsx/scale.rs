//! What figures are multiplied by to be in base units; the calendar's part of it is kept apart, since it may be changed.

use crate::value::number::NumberError;
use crate::value::{Number, UnitId, UnitProduct, Units};

/// A factor, times powers of the working day and of the weeks of a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The factor.
    pub number: Number,
    /// How often the working day stands in it.
    pub workdays: i32,
    /// How often the weeks of a month stand in it.
    pub weeks: i32,
}

/// The working day, in seconds, and the weeks of a month.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The working day.
    pub workday: Period,
    /// The weeks of a month.
    pub weeks: Period,
}

/// A figure of the calendar.
#[derive(Clone, Debug)]
pub struct Period {
    /// As the study has it, in base units.
    pub number: Number,
    /// Where it stands in the workbook, and how many base units one there is.
    pub place: Option<(String, Number)>,
}

impl Scale {
    /// One.
    pub fn one() -> Scale {
        Scale::of_number(Number::ONE)
    }

    /// A plain factor.
    pub fn of_number(number: Number) -> Scale {
        Scale { number, workdays: 0, weeks: 0 }
    }

    /// One of a unit. A share is a share and no percentage: the spreadsheet's own format shows it as one.
    pub fn of_units(product: &UnitProduct, units: &Units) -> Result<Scale, NumberError> {
        let mut scale = Scale::one();
        for (id, exponent) in &product.0 {
            let Some(unit) = units.get(*id).filter(|_| *id != UnitId::PERCENT && *id != UnitId::POINTS) else {
                continue;
            };
            let one = Scale {
                number: unit.factor.clone(),
                workdays: i32::from(unit.workdays),
                weeks: -i32::from(unit.weeks),
            };
            scale = scale.times(&one.power(*exponent)?)?;
        }
        Ok(scale)
    }

    /// Whether the calendar has no part in it.
    pub fn is_plain(&self) -> bool {
        self.workdays == 0 && self.weeks == 0
    }

    /// Whether the calendar has the same part in both.
    pub fn alike(&self, other: &Scale) -> bool {
        self.workdays == other.workdays && self.weeks == other.weeks
    }

    /// Both together.
    pub fn times(&self, other: &Scale) -> Result<Scale, NumberError> {
        let number = self.number.multiply(&other.number)?;
        Ok(Scale { number, workdays: self.workdays + other.workdays, weeks: self.weeks + other.weeks })
    }

    /// One in units of the other.
    pub fn over(&self, other: &Scale) -> Result<Scale, NumberError> {
        let number = self.number.divide(&other.number)?;
        Ok(Scale { number, workdays: self.workdays - other.workdays, weeks: self.weeks - other.weeks })
    }

    /// A whole power.
    pub fn power(&self, exponent: i8) -> Result<Scale, NumberError> {
        let number = self.number.power(&Number::from_integer(exponent.into()))?;
        let times = i32::from(exponent);
        Ok(Scale { number, workdays: self.workdays * times, weeks: self.weeks * times })
    }

    /// The factor, and the calendar's part as it is written behind a product.
    pub fn spelled(&self, calendar: &Calendar) -> Result<(Number, String), NumberError> {
        let (mut number, mut text) = (self.number.clone(), String::new());
        for (period, power) in [(&calendar.workday, self.workdays), (&calendar.weeks, self.weeks)] {
            let one = period.place.as_ref().map_or(&period.number, |(_, one)| one);
            number = number.multiply(&one.power(&Number::from_integer(power.into()))?)?;
            if let Some((place, _)) = &period.place {
                let sign = if power > 0 { '*' } else { '/' };
                (0..power.unsigned_abs()).for_each(|_| text.push_str(&format!("{sign}{place}")));
            }
        }
        Ok((number, text))
    }
}
