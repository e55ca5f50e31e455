//! Slips in what goes into the computation.

use super::{Case, Slip};
use crate::random::Random;
use crate::text::{Literal, TIMES, literals, replaced, words};
use study::value::Number;
use study::value::number::Rounding;

/// A number of the study that may be read wrong, and which is not in its calendar unless that is wanted.
fn literal(case: &Case<'_>, random: &mut Random, fits: impl Fn(&Literal) -> bool) -> Option<Literal> {
    let all: Vec<Literal> = literals(case.text).into_iter().filter(fits).collect();
    random.pick(&all).cloned()
}

/// Minutes for seconds.
pub fn other_unit(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let head = |place: usize| case.text.get(..place).unwrap_or_default();
    let is_given = |place: usize| {
        let before = head(place).trim_end();
        let begun = head(place).rsplit('\n').next().unwrap_or_default();
        before.ends_with(|c: char| c.is_ascii_digit() || c == ']')
            && !begun.starts_with("show")
            && !begun.starts_with("calendar")
    };
    let places: Vec<_> =
        words(case.text).into_iter().filter(|(at, word)| TIMES.contains(word) && is_given(at.start)).collect();
    let (at, own) = random.pick(&places)?;
    let place = TIMES.iter().position(|unit| unit == own)?;
    // Somebody takes the next longer or the next shorter unit, rarely one further away.
    let beside = match random.below(5) {
        0 | 1 => place + 1,
        2 | 3 => place.checked_sub(1)?,
        _ => place + 2,
    };
    let other = TIMES.get(beside)?;
    Slip::study("an input in another unit", replaced(case.text, at, other))
}

/// Working days taken as days and nights.
pub fn days_of_24_hours(case: &Case<'_>) -> Option<Slip> {
    let day = format!("workday: {} h", case.draft.workday);
    Slip::study("days of 24 hours", case.text.replacen(&day, "workday: 24 h", 1))
}

/// Two digits of an input swapped, or one dropped or doubled.
pub fn digit(case: &Case<'_>, way: usize, random: &mut Random) -> Option<Slip> {
    let long = |literal: &Literal| literal.digits.chars().filter(char::is_ascii_digit).count() >= 3;
    let literal = literal(case, random, |literal| long(literal) && !is_customary(literal))?;
    let mut letters: Vec<char> = literal.digits.chars().collect();
    let place = random.below(letters.len());
    let own = letters.get(place).copied().filter(char::is_ascii_digit)?;
    match way % 3 {
        0 => letters.insert(place, own),
        1 => drop(letters.remove(place)),
        _ => {
            letters.get(place + 1).filter(|next| next.is_ascii_digit() && **next != own)?;
            letters.swap(place, place + 1);
        }
    }
    let digits: String = letters.into_iter().collect();
    let starts_well = digits.starts_with(|first: char| ('1'..='9').contains(&first)) || digits.starts_with("0.");
    let slip = Slip::study("a digit of an input", replaced(case.text, &literal.at, &digits));
    slip.filter(|_| starts_well && !digits.ends_with('.'))
}

/// A rating that is forgotten.
pub fn rating(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let literal = literal(case, random, |literal| literal.before == "rating:" && literal.digits != "100")?;
    Slip::study("a rating left out", replaced(case.text, &literal.at, "100"))
}

/// A number with one decimal less.
pub fn rounded(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let literal = literal(case, random, |literal| literal.digits.contains('.') && literal.unit != "%")?;
    let decimals = literal.digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let number = Number::parse(&literal.digits).ok()?;
    let fewer = u32::try_from(decimals.saturating_sub(1)).ok()?;
    let rounded = crate::printing::fixed(&number.round_to_decimals(fewer, Rounding::HalfUp), fewer);
    Slip::study("an input rounded", replaced(case.text, &literal.at, &rounded))
}

/// The point of an input one place off, rarely more.
pub fn point(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let small = |literal: &Literal| literal.digits.len() > 1 && !is_customary(literal);
    let literal = literal(case, random, small)?;
    let places: &[i64] = if literal.list.is_some() { &[1, -1] } else { &[1, 1, 1, -1, -1, -1, 2, -2] };
    let places = *random.pick(places)?;
    let factor = Number::from_integer(10).power(&Number::from_integer(places)).ok()?;
    let number = Number::parse(&literal.digits).ok()?.multiply(&factor).ok()?;
    let is_percent = literal.unit == "%" && places.abs() == 2;
    let how = if is_percent { "point of a share moved by two places" } else { "point of an input moved" };
    Slip::study(how, replaced(case.text, &literal.at, &number.exact_text()))
}

/// Numbers that everybody knows: nobody moves their point.
fn is_customary(literal: &Literal) -> bool {
    ["1", "100", "10", "12", "1.96", "1.645", "1.65"].contains(&literal.digits.as_str())
        || ["workday", "month", "week"].contains(&literal.unit.as_str())
}

/// A fraction with a percent sign, or percent without.
pub fn percent(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let is_share = |literal: &Literal| {
        literal.unit == "%" || (literal.unit.is_empty() && literal.digits.starts_with("0.") && literal.list.is_none())
    };
    let literal = literal(case, random, is_share)?;
    let hundredth = Number::parse(&literal.digits).ok()?.divide(&Number::from_integer(100)).ok()?;
    if literal.unit == "%" {
        return Slip::study(
            "fraction of an input with a percent sign",
            replaced(case.text, &literal.at, &hundredth.exact_text()),
        );
    }
    Slip::study("fraction of an input taken as percent", replaced(case.text, &literal.at, &hundredth.exact_text()))
}

/// 12 months for 10, 25 days for 26, another number of readings.
pub fn divisor(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let whole = |literal: &Literal| !literal.digits.contains('.') && literal.digits.len() <= 2;
    let literal = literal(case, random, |literal| {
        let behind = case.text.get(literal.at.end..).unwrap_or_default();
        let hours = behind.starts_with(" h /") || literal.before == "workday:" || literal.unit == "h/month";
        let counts = ["month", "workday", "week"].contains(&literal.unit.as_str()) || hours;
        whole(literal)
            && literal.digits != "1"
            && literal.list.is_none()
            && (counts || literal.before == "/" || literal.before == "(" || literal.before == "workday:")
    })?;
    let own: i64 = literal.digits.parse().ok()?;
    let pool: Vec<i64> = match literal.unit.as_str() {
        "month" => vec![6, 9, 10, 10, 11, 12, 12],
        "workday" | "workday/month" => vec![20, 21, 22, 23, 24, 25, 26, 27, 28, 30],
        "week" => vec![4, 5, 48, 50, 52],
        "h/month" => vec![7, 8, 14, 16, 21, 24],
        "h" => vec![7, 8, 9, 10],
        _ => vec![own - 1, own + 1, own - 1, own + 1, own + 2],
    };
    let other = random.pick(&pool)?;
    Slip::study("another count", replaced(case.text, &literal.at, &other.to_string()))
}

/// Another factor for the confidence.
pub fn confidence(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let factors = ["1.96", "2", "1.645", "1.65", "3"];
    let literal = literal(case, random, |literal| {
        let named =
            literal.before == "k:" || case.text.get(..literal.at.start).is_some_and(|head| head.ends_with("let k = "));
        let fitting = factors.contains(&literal.digits.as_str()) && literal.unit.is_empty() && literal.list.is_none();
        let behind = case.text.get(literal.at.end..).unwrap_or_default();
        fitting
            && (named
                || literal.digits.starts_with("1.")
                || behind.starts_with("^2 * share")
                || behind.starts_with(" * sqrt")
                || behind.starts_with(" * of_means"))
    })?;
    let other = random.word(match literal.digits.as_str() {
        "1.96" => &["2", "2", "2", "1.645", "3", "2.58"],
        "2" => &["1.96", "1.96", "1.96", "3", "1.645"],
        "3" => &["2", "2", "2.58", "1.96"],
        _ => &["1.96", "2", "1.64"],
    });
    Slip::study("another factor for the confidence", replaced(case.text, &literal.at, other))
}

/// A number of another row in the place of one.
pub fn other_row(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let all: Vec<Literal> = literals(case.text).into_iter().filter(|literal| !is_customary(literal)).collect();
    let own = random.pick(&all)?;
    let line = |literal: &Literal| {
        let head = case.text.get(..literal.at.start).unwrap_or_default();
        head.matches('\n').count()
    };
    let alike = |other: &&Literal| {
        let named = own.before == other.before && own.unit == other.unit && own.list.is_none() && other.list.is_none();
        let near = line(own).abs_diff(line(other)) <= 4;
        let beside = own.list.is_some() && own.list == other.list && own.at.start.abs_diff(other.at.start) < 16;
        other.digits != own.digits && ((named && near && line(own) != line(other)) || beside)
    };
    let others: Vec<&Literal> = all.iter().filter(alike).collect();
    let other = random.pick(&others)?;
    Slip::study("a number of another row", replaced(case.text, &own.at, &other.digits))
}
