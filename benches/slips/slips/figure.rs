//! Slips of the pen, and of reading the right result.

use super::{Case, Slip, is_believable};
use crate::printing::{Form, fixed, seconds, with_unit};
use crate::random::Random;
use crate::text::TIMES;
use study::slip::Kind;
use study::value::Number;
use study::value::number::Rounding;

fn scaled(number: &Number, factor: f64) -> Option<Number> {
    number.multiply(&Number::from_f64(factor).ok()?).ok()
}

/// How many of one unit another is, exactly.
fn ratio(one: &str, other: &str, workday: f64) -> Option<Number> {
    let exact = |unit| Number::from_f64(seconds(unit, workday)).ok();
    exact(one)?.divide(&exact(other)?).ok()
}

/// 4.24 hours written as 4.24 working days.
pub fn other_unit(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let form = case.form();
    let own = form.units.last().filter(|_| form.is_time())?;
    // The number of one unit with the name of another behind it.
    let read = if form.units.len() > 1 { random.word(&["h", "min", "workday"]) } else { own };
    let others: Vec<&str> = TIMES.into_iter().filter(|unit| *unit != read).collect();
    let taken = random.pick(&others)?;
    let in_taken = case.right.multiply(&ratio(own, taken, case.draft.workday)?).ok()?;
    let written = if form.units.len() > 1 {
        let decimals = random.number(&[1, 2, 2]);
        in_taken.round_to_decimals(decimals, Rounding::HalfUp).multiply(&ratio(read, own, case.draft.workday)?).ok()?
    } else {
        in_taken
    };
    let how = "the number of one unit with another behind it";
    is_believable(Kind::FactorOfTen, case, &written).then(|| Slip::number(how, written))?
}

/// 4.24 hours read as 4 hours 24 minutes, or the reverse.
pub fn decimals_as_minutes(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let form = case.form();
    let own = *form.units.last().filter(|_| form.is_time())?;
    if form.units.len() > 1 {
        // The hours with two decimals, and these taken as minutes.
        let hour = ratio("h", own, case.draft.workday)?;
        let minute = ratio("min", own, case.draft.workday)?;
        let hours = case.right.divide(&hour).ok()?.round_to_decimals(2, Rounding::HalfUp);
        let whole = hours.floor(&Number::ONE).ok()?;
        let minutes = hours.subtract(&whole).ok()?.multiply(&Number::from_integer(100)).ok()?;
        let written = whole.multiply(&hour).ok()?.add(&minutes.multiply(&minute).ok()?).ok()?;
        return Slip::number("decimals of an hour read as minutes", written);
    }
    if !["h", "min"].contains(&own) || form.decimals != 2 || !random.chance(0.6) {
        return None;
    }
    let whole = case.right.floor(&Number::ONE).ok()?;
    let parts = scaled(&case.right.subtract(&whole).ok()?, 60.0)?.round_to_decimals(0, Rounding::HalfUp);
    let written = whole.add(&parts.divide(&Number::from_integer(100)).ok()?).ok()?;
    Slip::number("minutes written as decimals of an hour", written)
}

/// 4.72 working days first, and the hours from that.
pub fn rounded_in_other_unit(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let form = case.form();
    let own = *form.units.last().filter(|_| form.is_time())?;
    let others: Vec<&str> = TIMES.into_iter().filter(|unit| *unit != own && *unit != "s").collect();
    let unit = ratio(random.pick(&others)?, own, case.draft.workday)?;
    let count = case.right.divide(&unit).ok()?;
    if count.absolute().to_f64() < 0.1 {
        return None;
    }
    let rounded = count.round_to_decimals(random.number(&[1, 2, 2, 3]), Rounding::HalfUp);
    Slip::number("rounded in another unit first", rounded.multiply(&unit).ok()?)
}

/// What follows was dropped.
pub fn cut_off(case: &Case<'_>) -> Option<Slip> {
    Slip::printed("cut off", case.form().write(case.right, Rounding::Down, case.draft.workday))
}

/// One digit mistyped, dropped, doubled, or two swapped.
pub fn digit(case: &Case<'_>, way: usize, random: &mut Random) -> Option<Slip> {
    let letters: Vec<char> = case.printed.chars().collect();
    let places: Vec<usize> =
        letters.iter().enumerate().filter(|(_, letter)| letter.is_ascii_digit()).map(|(place, _)| place).collect();
    let place = *random.pick(&places)?;
    let own = *letters.get(place)?;
    let mut changed = letters.clone();
    let how = match way % 5 {
        0 | 1 => {
            let other = char::from(b'0' + u8::try_from(random.below(10)).unwrap_or(0));
            *changed.get_mut(place)? = other;
            "digit mistyped"
        }
        2 => {
            changed.remove(place);
            "digit dropped"
        }
        3 => {
            changed.insert(place, own);
            "digit doubled"
        }
        _ => {
            // A decimal point between the two stays where it is; a nought before it is nobody's digit.
            if own == '0' && letters.get(place + 1) == Some(&'.') {
                return None;
            }
            let next = *places.iter().find(|next| **next > place && **next <= place + 2)?;
            if next == place + 2 && letters.get(place + 1) != Some(&'.') {
                return None;
            }
            changed.swap(place, next);
            "digits swapped"
        }
    };
    let text: String = changed.iter().collect();
    (is_number(&text)).then(|| Slip::printed(how, text))?
}

/// Whether a text still looks like a figure: every number with digits around its point, none with noughts before it.
fn is_number(text: &str) -> bool {
    let numbers = text.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter(|number| !number.is_empty());
    let mut own = numbers.peekable();
    own.peek().is_some()
        && own.all(|number| {
            let (whole, _) = number.split_once('.').unwrap_or((number, "0"));
            !number.ends_with('.') && !whole.is_empty() && (whole == "0" || !whole.starts_with('0'))
        })
        && text.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit())
}

/// The point one place off, rarely more.
pub fn point(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let form = case.form();
    if form.units.len() > 1 {
        return None;
    }
    let places = *random.pick(&[1_i32, 1, 1, -1, -1, -1, 2, -2, 3, -3])?;
    let factor = Number::from_integer(10).power(&Number::from_integer(i64::from(places))).ok()?;
    let number = case.right.multiply(&factor).ok()?;
    let how = if form.share && places.abs() == 2 { "point of a share moved by two places" } else { "point moved" };
    if random.chance(0.5) {
        return Slip::number(how, number);
    }
    // The same digits, with the point elsewhere.
    let decimals = i64::from(form.decimals) - i64::from(places);
    let rounded = case.right.round_to_decimals(form.decimals, Rounding::HalfUp).multiply(&factor).ok()?;
    let text = fixed(&rounded, u32::try_from(decimals.max(0)).ok()?);
    Slip::printed(how, with_unit(&text, &form.unit()))
}

/// Percent written for a fraction, and the reverse.
pub fn percent(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let form = case.form();
    let share = if form.units.first() == Some(&"%") { scaled(case.right, 0.01)? } else { case.right.clone() };
    let text = |number: &Number, decimals: u32| fixed(&number.round_to_decimals(decimals, Rounding::HalfUp), decimals);
    let hundred = scaled(&share, 100.0)?;
    match (form.share, form.units.first() == Some(&"%")) {
        (true, true) => match random.below(3) {
            0 => Slip::printed("percent sign forgotten", text(&hundred, form.decimals)),
            1 => Slip::printed("fraction with a percent sign", format!("{}%", text(&share, form.decimals))),
            _ => Slip::printed("fraction with a percent sign", format!("{}%", text(&share, form.decimals + 2))),
        },
        (true, false) => match random.below(2) {
            0 => Slip::printed("percent written as a plain number", text(&hundred, form.decimals.saturating_sub(2))),
            _ => Slip::printed("fraction with a percent sign", format!("{}%", text(&share, form.decimals))),
        },
        _ => None,
    }
}

/// Another figure of the study, of the same unit, is printed in its place.
pub fn other_figure(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let alike = |form: &Form| form.unit() == case.form().unit() && form.share == case.form().share;
    let others: Vec<usize> = case
        .draft
        .targets
        .iter()
        .enumerate()
        .filter(|(_, target)| alike(&target.form) && target.expr != case.target.expr)
        .map(|(place, _)| place)
        .collect();
    let place = *random.pick(&others)?;
    let (other, others) = (case.seen.shown(&format!("T{place}"))?, &case.draft.targets.get(place)?.expr);
    let pair = [case.target.expr.as_str(), others.as_str()];
    let is_pair = pair.iter().any(|expr| expr.contains("before")) && pair.iter().any(|expr| expr.contains("after"));
    let how = if is_pair { "a figure before printed for one after" } else { "another figure printed" };
    is_believable(Kind::OtherFigure, case, &other.number).then(|| Slip::number(how, other.number.clone()))?
}

/// Whether one digit mistyped, dropped, doubled or two swapped, the point moved, or the digits cut off lead from one
/// printed figure to another.
pub fn is_pen(right: &str, wrong: &str) -> bool {
    let (one, two): (Vec<char>, Vec<char>) = (right.chars().collect(), wrong.chars().collect());
    let same = one.iter().zip(&two).take_while(|(a, b)| a == b).count();
    let rest = |letters: &[char], from: usize| letters.iter().skip(from).collect::<String>();
    if one.len() == two.len() {
        let swapped = one.get(same) == two.get(same + 1) && one.get(same + 1) == two.get(same);
        let left = if swapped { same + 2 } else { same + 1 };
        return rest(&one, left) == rest(&two, left) || without_point(right) == without_point(wrong);
    }
    let doubled = two.len() == one.len() + 1
        && rest(&one, same) == rest(&two, same + 1)
        && same > 0
        && two.get(same) == two.get(same - 1);
    let dropped = one.len() == two.len() + 1 && rest(&one, same + 1) == rest(&two, same);
    doubled || dropped || without_point(right) == without_point(wrong)
}

fn without_point(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}
