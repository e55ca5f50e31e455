//! Another count: 12 months for 10, 25 working days for 26, one reading too many.

use super::computing::Computing;
use super::search::{Kind, Search};
use super::written::Figure;
use crate::eval::StepId;
use crate::value::{Dimension, Number, UnitId, Units};

/// Working days that a month is taken to have.
const DAYS: [&str; 11] = ["25", "26", "20", "21", "22", "24", "30", "23", "27", "28", "31"];

/// Hours of a working day, or of several shifts.
const HOURS: [&str; 11] = ["8", "7", "10", "24", "16", "12", "7.5", "9", "6", "14", "21"];

/// Months of a year, or of what a study covers.
const MONTHS: [&str; 9] = ["12", "10", "6", "11", "9", "1", "3", "8", "4"];

/// Weeks of a month or a year, and minutes of an hour.
const OTHERS: [&str; 7] = ["4.33", "4", "52", "50", "48", "60", "100"];

/// Stretches of time that are counted.
const PERIODS: [&str; 4] = ["workday", "week", "month", "year"];

/// Larger figures are not counted by hand.
const MOST_COUNTED: i64 = 200;

/// What counts of this sort are taken for.
fn pool(figure: &Figure, units: &Units) -> Vec<&'static str> {
    let names: Vec<&str> = figure.unit.0.iter().map(|(unit, _)| units.name(*unit)).collect();
    let is_in = |pool: &[&str]| pool.contains(&figure.number.exact_text().as_str());
    match names.first() {
        Some(&"workday") => DAYS.to_vec(),
        Some(&"h") => HOURS.to_vec(),
        Some(&("month" | "year" | "week")) => MONTHS.to_vec(),
        Some(_) => Vec::new(),
        None => {
            let pools = [DAYS.as_slice(), &HOURS, &MONTHS, &OTHERS].into_iter().filter(|pool| is_in(pool));
            let mut found: Vec<&str> = pools.flatten().copied().collect();
            found.sort_unstable();
            found.dedup();
            found
        }
    }
}

/// Everything that this count is taken for.
pub(super) fn try_figure(computing: &Computing<'_>, id: StepId, figure: &Figure, search: &mut Search<'_>) {
    let Some(value) = computing.steps.number(id).filter(|value| !value.is_zero()) else { return };
    let mut others: Vec<(Number, f64)> = Vec::new();
    let units = &computing.steps.printed.study.units;
    for (place, other) in pool(figure, units).into_iter().enumerate() {
        others.extend(Number::parse(other).ok().map(|other| (other, if place < 3 { 0.5 } else { 1.0 })));
    }
    let is_counted = |unit: UnitId| PERIODS.contains(&units.name(unit));
    let is_count = figure
        .unit
        .0
        .iter()
        .all(|(unit, _)| is_counted(*unit) || units.get(*unit).is_some_and(|unit| is_thing(&unit.dimension)));
    if is_count
        && figure.number <= Number::from_integer(MOST_COUNTED)
        && figure.number.floor(&Number::ONE).is_ok_and(|whole| whole == figure.number)
    {
        for (change, cost) in [(-1, 0.7), (1, 0.7), (-2, 1.7), (2, 1.7)] {
            others.extend(figure.number.add(&Number::from_integer(change)).ok().map(|other| (other, cost)));
        }
    }
    for (number, cost) in others {
        if number == figure.number || number.is_negative() || number.is_zero() {
            continue;
        }
        let Ok(taken) = number.divide(&figure.number).and_then(|factor| value.multiply(&factor)) else { continue };
        let (kind, cost) =
            if is_freedom(computing, &number, &figure.number) { (Kind::Deviation, 0.5) } else { (Kind::Divisor, cost) };
        let language = computing.steps.printed.language;
        computing.try_value(search, (kind, cost), (id, taken), |result| {
            let (taken, own) = (figure.with(&number, language), figure.text(language));
            match computing.steps.cell_of(id).filter(|_| figure.unit.is_plain()) {
                Some(cell) => format!("`{cell}` was taken as {taken} and not {own}: {result}"),
                None => format!("computed with {taken} and not {own}: {result}"),
            }
        });
    }
}

fn is_thing(dimension: &Dimension) -> bool {
    dimension.factors().iter().all(|(base, _)| matches!(base, crate::value::Base::Counted(_)))
}

/// Whether one is the length of a list, the other one less, and a root is drawn.
fn is_freedom(computing: &Computing<'_>, number: &Number, own: &Number) -> bool {
    let (large, small) = if number > own { (number, own) } else { (own, number) };
    computing.steps.has_root()
        && large.subtract(small).is_ok_and(|difference| difference == Number::ONE)
        && computing.steps.is_a_length(large)
}

/// One more or fewer counted.
pub(super) fn one_off(computing: &Computing<'_>, id: StepId, search: &mut Search<'_>) {
    let Some(count) = computing.steps.number(id) else { return };
    for change in [-1, 1] {
        let Ok(other) = count.add(&Number::from_integer(change)) else { continue };
        let shown = other.clone();
        let kind = if change < 0 && computing.steps.has_root() { Kind::Deviation } else { Kind::Divisor };
        computing.try_value(search, (kind, 0.5), (id, other), |result| {
            format!("counted as {shown} and not {count}: {result}")
        });
    }
}
