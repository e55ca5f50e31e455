//! Figures and words in TeX.

use std::fmt::Write;

/// A figure with its unit, `12.3 s/item`.
pub fn figures(text: &str) -> String {
    let mark = if text.starts_with('≈') { "\\approx " } else { "" };
    let text = text.trim_start_matches(['≈', ' ']);
    if number_length(text) == 0 {
        return format!("{mark}{}", words(text));
    }
    let (mut out, mut told): (String, Vec<&str>) = (mark.to_owned(), Vec::new());
    for word in text.split_whitespace() {
        let (digits, unit) = word.split_at(number_length(word));
        if digits.is_empty() {
            told.push(word);
            continue;
        }
        behind(&mut out, &std::mem::take(&mut told).join(" "));
        if out.len() > mark.len() {
            out.push_str("\\ ");
        }
        out.push_str(&number(digits));
        told.extend(Some(unit).filter(|unit| !unit.is_empty()));
    }
    behind(&mut out, &told.join(" "));
    out
}

/// A unit, or the words behind a number.
pub fn behind(out: &mut String, unit: &str) {
    match unit {
        "" => {}
        "%" => out.push_str("\\,\\%"),
        unit => out.push_str(&format!("\\ {}", powers(unit))),
    }
}

/// A number as it is written, `15_269.22` or `5.7e-7`.
pub fn number(digits: &str) -> String {
    let plain = |digits: &str| digits.replace([',', '_'], "{,}").replace('…', "\\ldots");
    match digits.split_once(['e', 'E']) {
        Some((digits, power)) => format!("{} \\cdot 10^{{{}}}", plain(digits), power.trim_start_matches('+')),
        None => plain(digits),
    }
}

/// Words as they stand.
pub fn words(text: &str) -> String {
    format!("\\text{{{}}}", escaped(text))
}

/// How much of a text is a number that stands by itself or before a unit.
fn number_length(text: &str) -> usize {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '…');
    let digits = unsigned.find(|c| !is_digit(c)).unwrap_or(unsigned.len());
    let (number, behind) = unsigned.split_at(digits);
    let power = behind.strip_prefix('e').map_or(0, |power| {
        let signs = power.len() - power.trim_start_matches('-').len();
        let digits = power.trim_start_matches('-').bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 { 0 } else { 1 + signs + digits }
    });
    let end = text.len() - unsigned.len() + digits + power;
    let stands = text.get(end..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '%', '/']));
    if number.starts_with(|c: char| c.is_ascii_digit()) && stands { end } else { 0 }
}

/// A unit with its powers, `s/m^2`.
fn powers(unit: &str) -> String {
    let mut parts = unit.split('^');
    let mut out = words(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let (power, rest) = part.split_at(digits);
        let _ = write!(out, "^{{{power}}}");
        if !rest.is_empty() {
            out.push_str(&words(rest));
        }
    }
    out
}

/// A text that TeX takes as it stands.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\textbackslash "),
            '^' => out.push_str("\\textasciicircum "),
            '~' => out.push_str("\\textasciitilde "),
            '_' | '%' | '&' | '#' | '$' | '{' | '}' => {
                let _ = write!(out, "\\{letter}");
            }
            letter => out.push(letter),
        }
    }
    out
}
