//! A study as mere text: where its numbers, words, lists and sums stand. Nothing here knows the language's tree.

use std::ops::Range;

/// Units of working time, the shortest first.
pub const TIMES: [&str; 4] = ["s", "min", "h", "workday"];

const UNITS: [&str; 15] = [
    "s", "min", "h", "workday", "week", "month", "year", "item", "order", "IDR", "kg", "worker", "points", "km",
    "station",
];

/// A number in the text.
#[derive(Clone, Debug)]
pub struct Literal {
    /// Where its digits stand.
    pub at: Range<usize>,
    /// Its digits.
    pub digits: String,
    /// Its unit, if it has one by itself.
    pub unit: String,
    /// What stands before it on its line: `demand:`, `/`, `(`.
    pub before: String,
    /// The bracket that it stands in.
    pub list: Option<usize>,
}

/// Pieces of a text that are not words of the language are left out: labels and comments.
fn is_code(text: &str) -> Vec<bool> {
    let (mut quoted, mut comment) = (false, false);
    let mut code = Vec::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'"' if !comment => quoted = !quoted,
            b'#' if !quoted => comment = true,
            b'\n' => (quoted, comment) = (false, false),
            _ => {}
        }
        code.push(!quoted && !comment && byte != b'"');
    }
    code
}

/// A text with a piece of it put anew.
pub fn replaced(text: &str, at: &Range<usize>, by: &str) -> String {
    let (head, tail) = (text.get(..at.start).unwrap_or_default(), text.get(at.end..).unwrap_or_default());
    format!("{head}{by}{tail}")
}

/// All words that are names or units, outside of labels and comments.
pub fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let code = is_code(text);
    let mut found = Vec::new();
    let mut start = None;
    for (place, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside =
            code.get(place).copied().unwrap_or(false) && (letter.is_alphanumeric() || letter == '_' || letter == '.');
        match (start, inside) {
            (None, true) => start = Some(place),
            (Some(first), false) => {
                let word = text.get(first..place).unwrap_or_default();
                if word.starts_with(|first: char| first.is_alphabetic() || first == '_') {
                    found.push((first..place, word));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// All numbers, outside of labels and comments.
pub fn literals(text: &str) -> Vec<Literal> {
    let code = is_code(text);
    let (mut found, mut lists, mut end) = (Vec::new(), Vec::new(), 0);
    let mut last = ' ';
    for (place, letter) in text.char_indices() {
        if code.get(place).copied().unwrap_or(false) && place >= end {
            match letter {
                '[' => lists.push(place),
                ']' => drop(lists.pop()),
                '0'..='9' if !last.is_alphanumeric() && last != '_' && last != '.' => {
                    let literal = literal(text, place, lists.last().copied());
                    end = literal.at.end;
                    found.push(literal);
                }
                _ => {}
            }
        }
        last = letter;
    }
    found
}

fn literal(text: &str, start: usize, list: Option<usize>) -> Literal {
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.find(|c: char| !(c.is_ascii_digit() || c == '_' || c == '.')).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
    let line = text.get(..start).unwrap_or_default();
    let line = line.rsplit(['\n', ';', '{']).next().unwrap_or_default().trim();
    let before = line.rsplit([' ', '(', '[']).next().unwrap_or_default().to_owned();
    Literal { at: start..start + length, digits: digits.to_owned(), unit: unit_at(tail), before, list }
}

/// The unit that a text begins with.
fn unit_at(tail: &str) -> String {
    if tail.starts_with('%') {
        return "%".to_owned();
    }
    let word = tail.strip_prefix(' ').unwrap_or_default();
    let length = word.find(|c: char| !(c.is_alphanumeric() || c == '/')).unwrap_or(word.len());
    let unit = word.get(..length).unwrap_or_default();
    if unit.split('/').all(|part| UNITS.contains(&part)) { unit.to_owned() } else { String::new() }
}

/// Every bracketed list with its elements.
pub fn lists(text: &str) -> Vec<(Range<usize>, Vec<String>)> {
    let code = is_code(text);
    let mut found = Vec::new();
    for (place, _) in text.match_indices('[').filter(|(place, _)| code.get(*place) == Some(&true)) {
        let inner = text.get(place + 1..).unwrap_or_default();
        let Some(length) = inner.find([']', '[']) else { continue };
        let elements = inner.get(..length).unwrap_or_default().split(", ").map(str::to_owned).collect();
        found.push((place + 1..place + 1 + length, elements));
    }
    found
}

/// Where a sign stands between two operands, with the ranges of both.
pub fn operations(text: &str, sign: &str) -> Vec<(Range<usize>, usize, Range<usize>)> {
    let code = is_code(text);
    let signed = format!(" {sign} ");
    let found = text.match_indices(&signed).filter(|(place, _)| code.get(*place) == Some(&true));
    found.map(|(place, _)| (operand_before(text, place), place, operand_after(text, place + signed.len()))).collect()
}

fn operand_before(text: &str, end: usize) -> Range<usize> {
    let head = text.get(..end).unwrap_or_default();
    let (mut depth, mut start) = (0, 0);
    for (place, letter) in head.char_indices().rev() {
        match letter {
            ')' | ']' => depth += 1,
            '(' | '[' if depth == 0 => {
                start = place + 1;
                break;
            }
            '(' | '[' => depth -= 1,
            '\n' | ',' | '=' | ':' | ';' | '{' if depth == 0 => {
                start = place + 1;
                break;
            }
            '+' | '-' if depth == 0 && head.get(..place).unwrap_or_default().ends_with(' ') => {
                start = place + 1;
                break;
            }
            _ => {}
        }
    }
    let blanks = head.get(start..).map_or(0, |operand| operand.len() - operand.trim_start().len());
    start + blanks..end
}

fn operand_after(text: &str, start: usize) -> Range<usize> {
    let tail = text.get(start..).unwrap_or_default();
    let mut depth = 0;
    for (place, letter) in tail.char_indices() {
        let rest = tail.get(place..).unwrap_or_default();
        let ends = match letter {
            '(' | '[' => {
                depth += 1;
                false
            }
            ')' | ']' if depth == 0 => true,
            ')' | ']' => {
                depth -= 1;
                false
            }
            '\n' | ',' | ';' | '}' => depth == 0,
            ' ' => depth == 0 && [" + ", " - ", " in ", " of "].iter().any(|sign| rest.starts_with(sign)),
            _ => false,
        };
        if ends {
            return start..start + place;
        }
    }
    start..text.len()
}

/// Where the brace that opens behind a text is.
pub fn brace_behind(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let line = rest.lines().next()?;
    line.find('{').map(|place| start + place + 1)
}

/// The text between the parenthesis that opens at a place and the one that closes it.
pub fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    for (place, letter) in text.get(open..)?.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(open + place),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}
