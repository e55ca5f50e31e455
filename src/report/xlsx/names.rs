//! Names of sheets, and of places in them.

use std::collections::HashSet;

/// A spreadsheet takes no longer names of sheets.
const LONGEST: usize = 31;

/// The names of sheets that are taken, whatever their letters' size.
#[derive(Default)]
pub struct SheetNames {
    taken: HashSet<String>,
}

impl SheetNames {
    /// The name of a sheet for a heading: without signs that a spreadsheet refuses, short enough, and of its own.
    pub fn name(&mut self, heading: &str) -> String {
        let refused = |sign: char| "[]:*?/\\".contains(sign) || sign.is_control() || sign == '\u{fffd}';
        let plain: String = heading.chars().map(|sign| if refused(sign) { ' ' } else { sign }).collect();
        let plain = plain.trim_matches(|sign: char| sign == '\'' || sign.is_whitespace());
        let plain = if plain.is_empty() { "Sheet" } else { plain };
        for time in 1_usize.. {
            let behind = if time == 1 { String::new() } else { format!(" ({time})") };
            let name = format!("{}{behind}", cut(plain, LONGEST - behind.len()));
            // A spreadsheet keeps this name for itself.
            if name.to_lowercase() != "history" && self.taken.insert(name.to_lowercase()) {
                return name;
            }
        }
        String::new()
    }
}

/// As many letters as fit, as a spreadsheet counts them.
fn cut(text: &str, most: usize) -> String {
    let mut length = 0;
    let fitting = text.chars().take_while(|sign| {
        length += sign.len_utf16();
        length <= most
    });
    fitting.collect::<String>().trim_end_matches(['\'', ' ']).to_owned()
}

/// `Operations!F3`, `'Work content'!F3`
pub fn reference(sheet: &str, row: u32, column: u16) -> String {
    format!("{}!{}", quoted(sheet), place(row, column))
}

/// `Readings!B2:B31`
pub fn range(sheet: &str, column: u16, rows: std::ops::Range<u32>) -> String {
    let last = rows.end.saturating_sub(1);
    format!("{}!{}:{}", quoted(sheet), place(rows.start, column), place(last, column))
}

/// A formula as it stands in a sheet: what lies in the same sheet is named without it.
pub fn within(formula: &str, sheet: &str) -> String {
    let own = format!("{}!", quoted(sheet));
    let (mut out, mut rest, mut in_text) = (String::with_capacity(formula.len()), formula, false);
    while let Some(sign) = rest.chars().next() {
        let begins = !out.ends_with(|before: char| before.is_alphanumeric() || before == '\'');
        if let Some(behind) = rest.strip_prefix(own.as_str()).filter(|_| begins && !in_text) {
            rest = behind;
            continue;
        }
        in_text ^= sign == '"';
        out.push(sign);
        rest = rest.get(sign.len_utf8()..).unwrap_or_default();
    }
    out
}

/// The cells that a formula looks at: the sheet, the rows and the column of each.
pub fn looked_at(formula: &str) -> Vec<(String, std::ops::RangeInclusive<u32>, u16)> {
    let mut found = Vec::new();
    for (at, _) in outside_of_texts(formula).filter(|(_, sign)| *sign == '!') {
        let (before, behind) = (formula.get(..at).unwrap_or_default(), formula.get(at + 1..).unwrap_or_default());
        let Some((sheet, (first, rest))) = named(before).zip(spot(behind)) else { continue };
        let last = rest.strip_prefix(':').and_then(spot).map_or(first.0, |(last, _)| last.0);
        found.push((sheet, first.0..=last, first.1));
    }
    found
}

/// Whether a formula divides by something that is no number written down.
pub fn divides(formula: &str) -> bool {
    let behind = |at: usize| formula.as_bytes().get(at + 1).is_none_or(|sign| !sign.is_ascii_digit());
    outside_of_texts(formula).any(|(at, sign)| sign == '/' && behind(at))
}

/// The signs of a formula that stand in none of its texts.
fn outside_of_texts(formula: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut in_text, mut in_name) = (false, false);
    formula.char_indices().filter(move |(_, sign)| {
        in_text ^= *sign == '"' && !in_name;
        in_name ^= *sign == '\'' && !in_text;
        !in_text && !in_name
    })
}

/// The sheet whose name ends a text.
fn named(text: &str) -> Option<String> {
    let Some(inner) = text.strip_suffix('\'') else {
        let start = text.rfind(|sign: char| !sign.is_ascii_alphabetic()).map_or(0, |at| at + 1);
        return text.get(start..).map(str::to_owned);
    };
    let mut start = inner.len();
    while let Some(quote) = inner.get(..start)?.rfind('\'') {
        match inner.get(..quote)?.strip_suffix('\'') {
            Some(before) => start = before.len(),
            None => return inner.get(quote + 1..).map(|name| name.replace("''", "'")),
        }
    }
    None
}

/// The row and the column of a place that begins a text, from nought, and what follows.
fn spot(text: &str) -> Option<((u32, u16), &str)> {
    let letters = text.find(|sign: char| !sign.is_ascii_uppercase())?;
    let (letters, behind) = text.split_at(letters);
    let (digits, rest) = behind.split_at(behind.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(behind.len()));
    let column = letters
        .bytes()
        .try_fold(0_u16, |column, letter| column.checked_mul(26)?.checked_add(u16::from(letter - b'A') + 1))?;
    let row: u32 = digits.parse().ok()?;
    Some(((row.checked_sub(1)?, column.checked_sub(1)?), rest))
}

fn quoted(sheet: &str) -> String {
    let simple = sheet.len() > 3 && sheet.chars().all(|sign| sign.is_ascii_alphabetic());
    if simple { sheet.to_owned() } else { format!("'{}'", sheet.replace('\'', "''")) }
}

fn place(row: u32, column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use super::{SheetNames, looked_at, place, range, reference, within};

    #[test]
    fn a_formula_names_what_it_looks_at() {
        let formula = "IF(EXACT(Operations!U2,\"it's Kept!A1\"),'Work''s content'!AB3*2,SUM(Kept!A2:A31))";
        let found = [("Operations", 1..=1, 20), ("Work's content", 2..=2, 27), ("Kept", 1..=30, 0)];
        assert_eq!(looked_at(formula), found.map(|(sheet, rows, column)| (sheet.to_owned(), rows, column)));
    }

    #[test]
    fn what_lies_in_the_same_sheet_is_named_without_it() {
        assert_eq!(within("Kept!A2+SubKept!A2*SUM(Kept!B2:B3)", "Kept"), "A2+SubKept!A2*SUM(B2:B3)");
        assert_eq!(within("IF('it''s'!A1=\"'it''s'!\",'it''s'!B1,1)", "it's"), "IF(A1=\"'it''s'!\",B1,1)");
    }

    #[test]
    fn names_are_fit_for_a_spreadsheet() {
        let mut names = SheetNames::default();
        assert_eq!(names.name("Operations"), "Operations");
        assert_eq!(names.name("OPERATIONS"), "OPERATIONS (2)");
        assert_eq!(names.name("'a[b]:c*d?e/f\\g'"), "a b  c d e f g");
        assert_eq!(names.name(""), "Sheet");
        assert_eq!(names.name("'''"), "Sheet (2)");
        assert_eq!(names.name("History"), "History (2)");
        let long = "a label of more than forty letters, indeed";
        assert_eq!(names.name(long), "a label of more than forty lett");
        assert_eq!(names.name(long), "a label of more than forty (2)");
        let wide = names.name(&"\u{1f600}".repeat(40));
        assert_eq!(wide.chars().count(), 15);
    }

    #[test]
    fn places_are_named_as_a_spreadsheet_does() {
        assert_eq!(
            [place(0, 0), place(9, 25), place(0, 26), place(0, 701), place(0, 702)],
            ["A1", "Z10", "AA1", "ZZ1", "AAA1"]
        );
        assert_eq!(reference("Operations", 2, 5), "Operations!F3");
        assert_eq!(reference("A1", 0, 0), "'A1'!A1");
        assert_eq!(reference("it's so", 0, 0), "'it''s so'!A1");
        assert_eq!(range("Readings", 1, 1..31), "Readings!B2:B31");
    }
}
