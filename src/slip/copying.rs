//! Slips of the pen: the right figure was there, and another one was written down.

use super::printed::{Part, Printed};
use super::search::{Kind, Search};
use super::units;
use crate::hir::{Expr, Study, Test};
use crate::value::number::Rounding;
use crate::value::words::{self, with_unit};
use crate::value::{Display, Number, Style, UnitId, UnitProduct};

/// Everything that can go wrong between the computed figure and the paper.
pub(super) fn try_all(printed: &Printed<'_>, search: &mut Search<'_>) {
    cut_off(printed, search);
    let tell = |digits: &str, other: &str, what: &str| format!("{digits} was written as {other}: {what}");
    digits(printed, &printed.computed, 0.0, &tell, search);
    decimal_point(printed, search);
    sign(printed, search);
    percent(printed, search);
    units::try_all(printed, search);
}

/// Digits of another claim of the same value, which was copied.
pub(super) fn from_others(
    study: &Study,
    value: &Expr,
    printed: &Printed<'_>,
    search: &mut Search<'_>,
    number: &mut dyn FnMut(&Expr) -> Option<Number>,
) {
    for claim in &study.claims {
        let Test::Printed { value: other, printed: written, written: text, .. } = &claim.test else { continue };
        if other.span == value.span || !is_same(other, value) {
            continue;
        }
        let Some(written) = number(written) else { continue };
        if !printed.is_printed(&written) && printed.rounded(&written) != printed.rounded(&printed.computed) {
            let text = crate::eval::clean(&words::written(text, printed.language));
            let page = crate::eval::clean(&claim.label);
            let tell = |digits: &str, other: &str, what: &str| {
                format!("copied from {text} (\"{page}\"): {digits} was written as {other}: {what}")
            };
            digits(printed, &written, 0.3, &tell, search);
        }
    }
}

/// Whether two expressions are the same cell.
fn is_same(left: &Expr, right: &Expr) -> bool {
    use crate::hir::ExprNode::{Cell, Field, Own, Seen, Under};
    match (&*left.node, &*right.node) {
        (Cell(left), Cell(right)) => left == right,
        (Own(left), Own(right)) => left == right,
        (Under { scenario: a, inner: left }, Under { scenario: b, inner: right }) => a == b && is_same(left, right),
        (Field { base: left, index: a }, Field { base: right, index: b }) => a == b && is_same(left, right),
        (Seen { base: left, cell: a }, Seen { base: right, cell: b }) => a == b && is_same(left, right),
        _ => false,
    }
}

/// The digits that follow were dropped, not rounded.
fn cut_off(printed: &Printed<'_>, search: &mut Search<'_>) {
    for rounding in [Rounding::Down, Rounding::Up] {
        if let Ok(value) = printed.computed.round(&printed.step, rounding) {
            let cost = if rounding == Rounding::Down { 0.0 } else { 2.0 };
            search.offer(Kind::CutOff, cost, &value, || {
                let (figure, result) = (printed.text(&printed.computed), printed.text_as_printed(&value));
                match rounding {
                    Rounding::Down => format!("{figure} was cut off, not rounded: {result}"),
                    _ => format!("{figure} was rounded up, not to the nearest: {result}"),
                }
            });
        }
    }
}

/// One digit mistyped, dropped, doubled, or two neighbours swapped.
fn digits(
    printed: &Printed<'_>,
    right: &Number,
    cost: f64,
    tell: &dyn Fn(&str, &str, &str) -> String,
    search: &mut Search<'_>,
) {
    let decimals = u32::try_from(printed.decimals.max(0)).unwrap_or(0);
    for seen in decimals.saturating_sub(1)..=decimals + 1 {
        let Some((negative, parts)) = printed.parts(right, seen) else { continue };
        for (place, part) in parts.iter().enumerate() {
            let wanted = if place + 1 == parts.len() { decimals } else { 0 };
            let had = if place + 1 == parts.len() { seen } else { 0 };
            if place + 1 != parts.len() && seen != decimals {
                continue;
            }
            let most = first_digits(part, parts.len() == 1);
            let Ok(old) = Number::parse(&part.digits) else { continue };
            for edit in edits(&part.digits) {
                let (point, length) = (edit.text.find('.'), edit.text.len());
                let left = point.map_or(0, |point| length - point - 1);
                // A digit dropped behind all that is printed is no mistake of the pen.
                let is_beyond = had > wanted && edit.place + 1 == part.digits.len();
                if left != wanted as usize || is_beyond || (had != wanted && edit.keeps_length) {
                    continue;
                }
                let Some(new) = Number::parse(&edit.text).ok().filter(|new| *new != old) else { continue };
                let exact = if parts.len() == 1 && had != wanted { None } else { Some(right) };
                let Some(value) = replaced(exact, &part.one, (&old, &new), negative) else { continue };
                let far = if edit.place == 0 && most { 0.5 } else { 0.0 };
                search.offer(Kind::Digit, cost + edit.cost + far, &value, || {
                    tell(&words(part, &part.digits, printed), &words(part, &edit.text, printed), &edit.what.told())
                });
            }
        }
    }
}

fn words(part: &Part, digits: &str, printed: &Printed<'_>) -> String {
    let digits = Style::full(printed.language).signs(digits);
    with_unit(&digits, &part.unit.text(&printed.study.units), printed.language)
}

/// Whether a first digit counts: of a compound figure every part is short.
fn first_digits(part: &Part, alone: bool) -> bool {
    alone && part.digits.len() > 2
}

/// The figure with another number of one of its units; nothing else is left where that is all that was seen.
fn replaced(right: Option<&Number>, one: &Number, (old, new): (&Number, &Number), negative: bool) -> Option<Number> {
    let whole = match right {
        Some(right) => right.absolute().add(&new.subtract(old).ok()?.multiply(one).ok()?).ok()?,
        None => new.multiply(one).ok()?,
    };
    Some(if negative { whole.negate() } else { whole })
}

/// What one slip makes of some digits.
pub(super) struct Edit {
    pub(super) text: String,
    what: What,
    pub(super) cost: f64,
    keeps_length: bool,
    place: usize,
}

impl Edit {
    /// Whether one digit stands for another one.
    pub(super) fn is_mistyped(&self) -> bool {
        matches!(self.what, What::Mistyped(..))
    }
}

/// What happened to the digits.
enum What {
    Mistyped(char, char),
    Dropped(char),
    Doubled(char),
    Swapped(char, char),
}

impl What {
    fn told(&self) -> String {
        match self {
            What::Mistyped('8', other) => format!("an 8 mistyped as {other}"),
            What::Mistyped(digit, other) => format!("a {digit} mistyped as {other}"),
            What::Dropped('8') => "an 8 dropped".to_owned(),
            What::Dropped(digit) => format!("a {digit} dropped"),
            What::Doubled('8') => "an 8 doubled".to_owned(),
            What::Doubled(digit) => format!("a {digit} doubled"),
            What::Swapped(digit, next) => format!("{digit} and {next} swapped"),
        }
    }
}

/// Every text that one slip makes of some digits.
pub(super) fn edits(digits: &str) -> Vec<Edit> {
    let letters: Vec<char> = digits.chars().collect();
    let mut found = Vec::new();
    let with = |place: usize, by: &[char], skip: usize| -> String {
        let (head, tail) = letters.split_at(place);
        head.iter().chain(by).chain(tail.iter().skip(skip)).collect()
    };
    for (place, letter) in letters.iter().enumerate().filter(|(_, letter)| letter.is_ascii_digit()) {
        for other in ('0'..='9').filter(|other| other != letter) {
            let near = u32::from(*letter).abs_diff(u32::from(other)) == 1;
            let cost = if near { 1.5 } else { 2.2 };
            let what = What::Mistyped(*letter, other);
            found.push(Edit { text: with(place, &[other], 1), what, cost, keeps_length: true, place });
        }
        let (what, cost) = (What::Dropped(*letter), 0.3);
        found.push(Edit { text: with(place, &[], 1), what, cost, keeps_length: false, place });
        let (what, text) = (What::Doubled(*letter), with(place, &[*letter], 0));
        found.push(Edit { text, what, cost, keeps_length: false, place });
        // The next digit may stand behind the decimal point.
        let gap = if letters.get(place + 1) == Some(&'.') { 2 } else { 1 };
        let next = letters.get(place + gap).filter(|next| next.is_ascii_digit() && *next != letter);
        if let Some(next) = next {
            let swapped: &[char] = if gap == 2 { &[*next, '.', *letter] } else { &[*next, *letter] };
            let (what, text) = (What::Swapped(*letter, *next), with(place, swapped, gap + 1));
            found.push(Edit { text, what, cost: 0.0, keeps_length: true, place });
        }
    }
    found.retain(|edit| edit.text.starts_with(|first: char| first.is_ascii_digit()));
    found
}

/// The decimal point one, two or three places off.
fn decimal_point(printed: &Printed<'_>, search: &mut Search<'_>) {
    for (places, cost) in [(1, 0.0), (-1, 0.0), (2, 1.0), (-2, 1.0), (3, 1.2), (-3, 1.2)] {
        let Ok(factor) = Number::from_integer(10).power(&Number::from_integer(places)) else { continue };
        let Ok(value) = printed.computed.multiply(&factor) else { continue };
        search.offer(Kind::FactorOfTen, cost, &value, || {
            let times = format!("1{}", "0".repeat(places.unsigned_abs() as usize));
            let (result, right) = (printed.text(&value), printed.text(&printed.computed));
            match places > 0 {
                true => format!("{times} times too large: {result} for {right}"),
                false => format!("{times} times too small: {result} for {right}"),
            }
        });
    }
}

/// A difference taken the other way round.
fn sign(printed: &Printed<'_>, search: &mut Search<'_>) {
    let turned = printed.computed.negate();
    search.offer(Kind::Exchanged, 0.3, &turned, || {
        let (figure, result) = (printed.text(&printed.computed), printed.text_as_printed(&turned));
        format!("{figure} was written with the other sign: {result}")
    });
}

/// A share where percent are meant, and the reverse.
fn percent(printed: &Printed<'_>, search: &mut Search<'_>) {
    let in_percent = printed.display == Display::Units(UnitProduct::of(UnitId::PERCENT));
    if !in_percent && printed.display != Display::Units(UnitProduct::default()) {
        return;
    }
    for up in [true, false] {
        let hundred = Number::from_integer(100);
        let value = if up { printed.computed.multiply(&hundred) } else { printed.computed.divide(&hundred) };
        let Ok(value) = value else { continue };
        let size = printed.computed.to_f64().abs();
        if !in_percent && size > if up { 2.0 } else { 200.0 } {
            continue;
        }
        let cost = if in_percent { 0.0 } else { 0.4 };
        search.offer(Kind::Percent, cost, &value, || {
            let (result, right) = (printed.text(&value), printed.text(&printed.computed));
            match up {
                true => format!("percent were written as if they were the share: {result} for {right}"),
                false => format!("the share was written as if it were percent: {result} for {right}"),
            }
        });
    }
}
