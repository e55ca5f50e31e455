//! Units behind numbers, in the words of the reader's language.

use super::style::Style;
use crate::base::Language;
use crate::language::context;

/// The units that are called differently from language to language; all others are signs that everybody knows, or words of
/// the study.
pub const SPOKEN: [&str; 9] = ["s", "min", "h", "workday", "week", "month", "year", "points", "tonne"];

/// The rupiah stands before its number in the language of its country.
const RUPIAH: (&str, &str) = ("IDR", "Rp");

/// A unit as it is written in a study, in words: `s/box` is `detik/box`.
pub fn unit(text: &str, language: Language) -> String {
    if language == Language::English {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(['*', '/', '^']).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(word);
        match name {
            _ if SPOKEN.contains(&name) => out.push_str(&language.say_in(context::UNIT, name)),
            _ if name == RUPIAH.0 => out.push_str(RUPIAH.1),
            _ => out.push_str(name),
        }
        let sign = behind.chars().next().map_or(0, char::len_utf8);
        let (sign, behind) = behind.split_at(sign);
        out.push_str(sign);
        rest = behind;
    }
    out
}

/// A number with its unit.
pub fn with_unit(number: &str, unit: &str, language: Language) -> String {
    let rupiah = unit.strip_prefix(RUPIAH.0).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let rupiah = rupiah.filter(|_| language == Language::Indonesian);
    match (rupiah, unit.chars().next()) {
        (Some(rest), _) => {
            let digits = number.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
            let (marks, digits) = number.split_at(digits);
            format!("{marks}{} {digits}{}", RUPIAH.1, self::unit(rest, language))
        }
        (None, None) => number.to_owned(),
        (None, Some('%' | '/')) => format!("{number}{}", self::unit(unit, language)),
        (None, Some(_)) => format!("{number} {}", self::unit(unit, language)),
    }
}

/// A figure as a study writes it, `15_269.22 box_small`, with the marks of an English text: those of names are no marks.
pub fn with_marks(text: &str) -> String {
    let mut out = String::new();
    let (mut in_number, mut before) = (false, ' ');
    for letter in text.chars() {
        let in_word = before.is_alphanumeric() || before == '_';
        in_number = letter.is_ascii_digit() && (in_number || !in_word) || (in_number && letter == '_');
        out.push(if in_number && letter == '_' { ',' } else { letter });
        before = letter;
    }
    out
}

/// Figures as an English text writes them, `1,300 s/order`, with the same digits in the words of another language.
pub fn written(text: &str, language: Language) -> String {
    if language == Language::English {
        return text.to_owned();
    }
    let style = Style::full(language);
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, behind) = rest.split_at(start);
        let end = end_of_number(behind);
        let (number, behind) = behind.split_at(end);
        let is_unit = |c: char| c.is_alphanumeric() || matches!(c, '_' | '%' | '/' | '*' | '^');
        let gap = usize::from(behind.strip_prefix(' ').is_some_and(|behind| behind.starts_with(is_unit)));
        let unit = behind.get(gap..).unwrap_or_default();
        let unit = unit.get(..unit.find(|c| !is_unit(c)).unwrap_or(unit.len())).unwrap_or_default();
        out.push_str(before);
        out.push_str(&with_unit(&style.signs(&number.replace(',', "")), unit, language));
        rest = behind.get(gap + unit.len()..).unwrap_or_default();
        // Where decimals begin with a comma, a list needs another sign.
        if let Some(behind) = rest.strip_prefix(", ") {
            out.push_str(BETWEEN);
            rest = behind;
        }
    }
    out + rest
}

/// What stands between the figures of a list.
pub fn between(language: Language) -> &'static str {
    match language {
        Language::English => ", ",
        Language::Indonesian => BETWEEN,
    }
}

const BETWEEN: &str = "; ";

/// Where a number ends that a text begins with; a comma or point ends it unless digits follow.
fn end_of_number(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if !(letter.is_ascii_digit() || (matches!(letter, ',' | '.') && next)) {
            return at;
        }
    }
    text.len()
}
