//! Slips between units: 4.24 hours read as 4.24 working days, or the decimals of an hour as minutes.

use super::printed::Printed;
use super::rounding::DECIMALS;
use super::search::{Kind, Search};
use crate::value::number::Rounding;
use crate::value::words;
use crate::value::{Display, Number, UnitId, UnitProduct};

/// Numbers are often rounded before they are read in another unit.
const ROUNDED: [(Option<u32>, f64); 5] = [(None, 0.0), (Some(2), 0.1), (Some(1), 0.4), (Some(0), 0.6), (Some(3), 1.2)];

/// Who rounds a figure seldom prints noughts behind it.
const NOUGHTS: f64 = 1.5;

/// The whole figure read in another unit.
pub(super) fn try_all(printed: &Printed<'_>, search: &mut Search<'_>) {
    for (from, to) in pairs(printed) {
        let (Some(one), Some(other)) = (printed.one_of(&from), printed.one_of(&to)) else { continue };
        let Ok(count) = printed.computed.divide(&one) else { continue };
        search.as_one(|search| {
            for (decimals, unusual) in ROUNDED {
                let read = decimals
                    .map_or_else(|| count.clone(), |decimals| count.round_to_decimals(decimals, Rounding::HalfUp));
                let cost = unusual + if is_own(printed, &to) { 0.0 } else { 1.0 };
                misread(printed, &read, (&from, &to), &other, cost, search);
                if read.is_zero() {
                    continue;
                }
                if decimals.is_some() {
                    as_parts(printed, &read, (&from, &to), &one, cost + 0.7, search);
                }
            }
        });
    }
    rounded_in_another(printed, search);
    as_decimals(printed, search);
    workdays(printed, search);
}

/// Hours that a working day is taken to have.
const WORKDAYS: [&str; 8] = ["24", "8", "7", "10", "12", "9", "7.5", "6"];

/// Working days of another length: the hours are right, and the days are not.
fn workdays(printed: &Printed<'_>, search: &mut Search<'_>) {
    let units = &printed.study.units;
    let Some(workday) = units.find("workday") else { return };
    let Some(own) = printed.one_of(&UnitProduct::of(workday)) else { return };
    let hour = Number::from_integer(3600);
    for (place, hours) in WORKDAYS.into_iter().enumerate() {
        let Ok(other) = Number::parse(hours).and_then(|hours| hours.multiply(&hour)) else { continue };
        if other == own {
            continue;
        }
        let Some(value) = in_workdays(printed, workday, (&own, &other)) else { continue };
        let (kind, cost) = if place == 0 { (Kind::Unit, 1.0) } else { (Kind::Divisor, 0.5) };
        search.offer(kind, cost, &value, || {
            let in_hours = |time: &Number| {
                let unit = units.find("h").map(UnitProduct::of).unwrap_or_default();
                time.divide(&hour).map(|hours| printed.counted(&hours, &unit)).unwrap_or_default()
            };
            let (taken, right, result) = (in_hours(&other), in_hours(&own), printed.text_as_printed(&value));
            format!("computed with working days of {taken} and not of {right}: {result}")
        });
    }
}

/// The figure as it comes out when a working day has another length.
fn in_workdays(printed: &Printed<'_>, workday: UnitId, (own, other): (&Number, &Number)) -> Option<Number> {
    match &printed.display {
        Display::Units(product) => {
            let (_, power) = product.0.iter().find(|(unit, _)| *unit == workday)?;
            let factor = own.divide(other).ok()?.power(&Number::from_integer(i64::from(*power))).ok()?;
            printed.computed.multiply(&factor).ok()
        }
        Display::Compound { units: parts, rest } if parts.contains(&workday) => {
            let below = printed.one_of(rest)?;
            let size = printed.computed.absolute();
            let days = size.divide(&other.multiply(&below).ok()?).ok()?.floor(&Number::ONE).ok()?;
            let change = days.multiply(&own.subtract(other).ok()?.multiply(&below).ok()?).ok()?;
            let value = size.add(&change).ok()?;
            Some(if printed.computed.is_negative() { value.negate() } else { value })
        }
        Display::Compound { .. } => None,
    }
}

/// 4 h 24 min written as 4.24 h.
fn as_decimals(printed: &Printed<'_>, search: &mut Search<'_>) {
    let Display::Units(large) = &printed.display else { return };
    let Some(one) = printed.one_of(large) else { return };
    for small in products(printed) {
        let Some(smaller) = printed.one_of(&small) else { continue };
        // Hours are parted into minutes, and months are not parted into years.
        let is_part = large.0.iter().zip(&small.0).all(|(large, small)| large == small || large.1 > 0);
        if smaller >= one || !is_part {
            continue;
        }
        let size = printed.computed.absolute();
        let Ok(whole) = size.divide(&one).and_then(|count| count.floor(&Number::ONE)) else { continue };
        if whole.is_zero() {
            continue;
        }
        let rest = whole.multiply(&one).and_then(|base| size.subtract(&base)).and_then(|rest| rest.divide(&smaller));
        let Ok(rest) = rest.map(|rest| rest.round_to_decimals(0, Rounding::HalfUp)) else { continue };
        let hundredths = rest.divide(&Number::from_integer(100)).and_then(|rest| rest.add(&whole));
        let Ok(value) = hundredths.and_then(|count| count.multiply(&one)) else { continue };
        let value = if printed.computed.is_negative() { value.negate() } else { value };
        search.offer(Kind::Unit, 0.7, &value, || {
            let parts = [printed.counted(&whole, large), printed.counted(&rest, &small)].join(" ");
            format!("{parts} was written as {}", printed.text_as_printed(&value))
        });
    }
}

/// `4.24 h` read as `4.24 workday`
fn misread(
    printed: &Printed<'_>,
    count: &Number,
    (from, to): (&UnitProduct, &UnitProduct),
    other: &Number,
    cost: f64,
    search: &mut Search<'_>,
) {
    let Ok(value) = count.multiply(other) else { return };
    search.offer(Kind::Unit, cost, &value, || {
        let (from, to) = (printed.counted(count, from), printed.counted(count, to));
        format!("{from} was read as {to}: {}", printed.text_as_printed(&value))
    });
}

/// `4.24 h` read as `4 h 24 min`
fn as_parts(
    printed: &Printed<'_>,
    count: &Number,
    (large, small): (&UnitProduct, &UnitProduct),
    one: &Number,
    cost: f64,
    search: &mut Search<'_>,
) {
    let Some(smaller) = printed.one_of(small) else { return };
    if smaller >= *one {
        return;
    }
    let Ok(whole) = count.absolute().floor(&Number::ONE) else { return };
    let hundredths = count.absolute().subtract(&whole).and_then(|rest| rest.multiply(&Number::from_integer(100)));
    let (Ok(hundredths), Ok(base)) = (hundredths, whole.multiply(one)) else { return };
    if hundredths.is_zero() || whole.is_zero() {
        return;
    }
    let Ok(value) = hundredths.multiply(&smaller).and_then(|rest| rest.add(&base)) else { return };
    let value = if count.is_negative() { value.negate() } else { value };
    search.offer(Kind::Unit, cost, &value, || {
        let parts = [printed.counted(&whole, large), printed.counted(&hundredths, small)].join(" ");
        let unit = words::unit(&small.text(&printed.study.units), printed.language);
        format!("the decimals of {} were read as {unit}: {parts}", printed.counted(count, large))
    });
}

/// The figure was rounded in another unit than that it is printed in: to 4.72 working days, before the hours.
fn rounded_in_another(printed: &Printed<'_>, search: &mut Search<'_>) {
    for product in products(printed) {
        let Some(unit) = printed.one_of(&product) else { continue };
        for (decimals, unusual) in DECIMALS {
            let Some(value) = rounded_in(&printed.computed, &unit, decimals) else { continue };
            if value.is_zero() {
                continue;
            }
            let is_own = printed.display == Display::Units(product.clone());
            let cost = unusual + if is_own { NOUGHTS } else { 0.0 };
            search.offer(Kind::RoundedEarly, cost, &value, || {
                let (rounded, figure) = (printed.text_in(&value, &product), printed.text_as_printed(&value));
                match is_own {
                    true => format!("it was rounded to {rounded}, and noughts were added"),
                    false => format!("it was rounded to {rounded} first: {rounded} = {figure}"),
                }
            });
        }
    }
}

/// A value rounded to so many decimals of a unit.
pub(super) fn rounded_in(value: &Number, unit: &Number, decimals: u32) -> Option<Number> {
    value.divide(unit).ok()?.round_to_decimals(decimals, Rounding::HalfUp).multiply(unit).ok()
}

/// Whether the figure is printed in this unit.
fn is_own(printed: &Printed<'_>, product: &UnitProduct) -> bool {
    match &printed.display {
        Display::Units(own) => own == product,
        Display::Compound { units, rest } => {
            units.iter().any(|unit| UnitProduct::of(*unit).beside(rest, 1) == *product)
        }
    }
}

/// The units that the figure could be given in: those it is printed in, each exchanged for others of its dimension.
pub(super) fn products(printed: &Printed<'_>) -> Vec<UnitProduct> {
    let (own, rest) = match &printed.display {
        Display::Units(product) => (vec![product.clone()], UnitProduct::default()),
        Display::Compound { units, rest } => (units.iter().map(|unit| UnitProduct::of(*unit)).collect(), rest.clone()),
    };
    let mut found: Vec<UnitProduct> = own.iter().map(|product| product.beside(&rest, 1)).collect();
    for product in found.clone() {
        for other in exchanged(printed, &product) {
            if !found.contains(&other) {
                found.push(other);
            }
        }
    }
    found
}

/// A unit with one of its factors exchanged for another of the same dimension.
pub(super) fn exchanged(printed: &Printed<'_>, product: &UnitProduct) -> Vec<UnitProduct> {
    let factors = product.0.iter().enumerate();
    let others = factors.flat_map(|(place, (id, _))| alike(printed, *id).into_iter().map(move |other| (place, other)));
    let with = |(place, other): (usize, UnitId)| {
        let mut product = product.clone();
        if let Some(factor) = product.0.get_mut(place) {
            factor.0 = other;
        }
        product
    };
    others.map(with).collect()
}

/// Other units of the same dimension that people use beside this one.
fn alike(printed: &Printed<'_>, id: UnitId) -> Vec<UnitId> {
    let units = &printed.study.units;
    match units.get(id) {
        Some(unit) if !unit.dimension.is_none() => units.alike(id).take(6).collect(),
        _ => Vec::new(),
    }
}

/// Every pair of units that the figure could have been in and read in.
fn pairs(printed: &Printed<'_>) -> Vec<(UnitProduct, UnitProduct)> {
    let all = products(printed);
    let own: Vec<&UnitProduct> = all.iter().collect();
    let pairs = own.iter().flat_map(|from| own.iter().map(move |to| ((*from).clone(), (*to).clone())));
    pairs.filter(|(from, to)| from != to).collect()
}
