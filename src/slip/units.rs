//! Slips between units: 4.24 hours read as 4.24 working days, or the decimals of an hour as minutes.

use super::printed::Printed;
use super::rounding::DECIMALS;
use super::search::{Kind, Search};
use crate::value::number::Rounding;
use crate::value::{Display, Number, UnitId, UnitProduct};

/// Numbers are often rounded before they are read in another unit.
const ROUNDED: [(Option<u32>, f64); 5] = [(None, 0.0), (Some(2), 0.1), (Some(1), 0.4), (Some(0), 0.6), (Some(3), 1.2)];

/// The whole figure read in another unit.
pub(super) fn try_all(printed: &Printed<'_>, search: &mut Search<'_>) {
    for (from, to) in pairs(printed) {
        let factor = |product: &UnitProduct| printed.study.units.factor(product, &printed.calendar).ok();
        let (Some(one), Some(other)) = (factor(&from), factor(&to)) else { continue };
        let Ok(count) = printed.computed.divide(&one) else { continue };
        for (decimals, unusual) in ROUNDED {
            let read =
                decimals.map_or_else(|| count.clone(), |decimals| count.round_to_decimals(decimals, Rounding::HalfUp));
            let cost = unusual + if is_own(printed, &to) { 0.0 } else { 1.0 };
            misread(printed, &read, (&from, &to), &other, cost, search);
            if decimals.is_some() {
                as_parts(printed, &read, (&from, &to), &one, cost + 0.7, search);
            }
        }
    }
    rounded_in_another(printed, search);
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
        let units = &printed.study.units;
        let number = crate::value::quantity::number_text(count, &crate::value::Style::REPORT);
        let (from, to) = (from.text(units), to.text(units));
        format!("{number} {from} was read as {number} {to}: {}", printed.text_as_printed(&value))
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
    let Ok(smaller) = printed.study.units.factor(small, &printed.calendar) else { return };
    if smaller >= *one {
        return;
    }
    let Ok(whole) = count.absolute().floor(&Number::ONE) else { return };
    let hundredths = count.absolute().subtract(&whole).and_then(|rest| rest.multiply(&Number::from_integer(100)));
    let (Ok(hundredths), Ok(base)) = (hundredths, whole.multiply(one)) else { return };
    let Ok(value) = hundredths.multiply(&smaller).and_then(|rest| rest.add(&base)) else { return };
    let value = if count.is_negative() { value.negate() } else { value };
    search.offer(Kind::Unit, cost, &value, || {
        let (large, small) = (large.text(&printed.study.units), small.text(&printed.study.units));
        let number = crate::value::quantity::number_text(count, &crate::value::Style::REPORT);
        format!("the decimals of {number} {large} were read as {small}: {whole} {large} {hundredths} {small}")
    });
}

/// The figure was rounded in another unit than that it is printed in: to 4.72 working days, before the hours.
fn rounded_in_another(printed: &Printed<'_>, search: &mut Search<'_>) {
    for product in products(printed) {
        for (decimals, unusual) in DECIMALS {
            let Some(value) = rounded_in(printed, &printed.computed, &product, decimals) else { continue };
            search.offer(Kind::RoundedEarly, unusual, &value, || {
                let rounded = printed.text_in(&value, &product);
                format!("it was rounded to {rounded} first: {rounded} = {}", printed.text_as_printed(&value))
            });
        }
    }
}

/// A value rounded to so many decimals of a unit.
pub(super) fn rounded_in(
    printed: &Printed<'_>,
    value: &Number,
    product: &UnitProduct,
    decimals: u32,
) -> Option<Number> {
    let one = printed.study.units.factor(product, &printed.calendar).ok()?;
    value.divide(&one).ok()?.round_to_decimals(decimals, Rounding::HalfUp).multiply(&one).ok()
}

/// Whether the figure is printed in this unit.
fn is_own(printed: &Printed<'_>, product: &UnitProduct) -> bool {
    match &printed.display {
        Display::Units(own) => own == product,
        Display::Compound { units, rest } => {
            units.iter().any(|unit| UnitProduct::of(*unit).times(rest, 1, &printed.study.units) == *product)
        }
    }
}

/// The units that the figure could be given in: those it is printed in, each exchanged for others of its dimension.
pub(super) fn products(printed: &Printed<'_>) -> Vec<UnitProduct> {
    let (own, rest) = match &printed.display {
        Display::Units(product) => (vec![product.clone()], UnitProduct::default()),
        Display::Compound { units, rest } => (units.iter().map(|unit| UnitProduct::of(*unit)).collect(), rest.clone()),
    };
    let units = &printed.study.units;
    let mut found: Vec<UnitProduct> = own.iter().map(|product| product.times(&rest, 1, units)).collect();
    for product in found.clone() {
        for (place, (id, _)) in product.0.iter().enumerate() {
            for other in alike(printed, *id) {
                let mut exchanged = product.clone();
                if let Some(factor) = exchanged.0.get_mut(place) {
                    factor.0 = other;
                }
                if !found.contains(&exchanged) {
                    found.push(exchanged);
                }
            }
        }
    }
    found
}

/// Other units of the same dimension that people use beside this one.
pub(super) fn alike(printed: &Printed<'_>, id: UnitId) -> Vec<UnitId> {
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
