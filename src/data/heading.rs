//! The heading of a file: which sign separates its columns, and where each column stands.

use super::quotes;

/// Signs that separate columns.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The sign that stands most often in the first line that is not blank, outside of quotes. Where the comma is a decimal
/// mark it separates nothing.
pub fn delimiter(text: &str, decimal_comma: bool) -> u8 {
    let heading = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| quotes::cells(heading, sign).cells.len();
    let candidates = DELIMITERS.into_iter().filter(|sign| !decimal_comma || *sign != b',');
    candidates.rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

/// Whether a number may have its thousands parted and no decimals: `1.234`, but neither `0.234` nor `1.23`.
pub fn may_be_thousands(cell: &str) -> bool {
    let digits = cell.trim().trim_start_matches('-');
    let Some((whole, behind)) = digits.split_once('.') else { return false };
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&whole.len()) && !whole.starts_with('0') && behind.len() == 3 && plain(whole) && plain(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_found_outside_of_quotes() {
        assert_eq!(delimiter("a;b;c\n1,2;3;4", false), b';');
        assert_eq!(delimiter("\n\"a;b;c;d\",b\n", false), b',');
        assert_eq!(delimiter("nail 5\" long;price", false), b';');
        assert_eq!(delimiter("only", false), b',');
        assert_eq!(delimiter("time, in s;cycle, of day", true), b';');
        assert_eq!(delimiter("only", true), b';');
    }

    #[test]
    fn three_digits_behind_a_point_may_be_thousands() {
        assert!(may_be_thousands("1.234") && may_be_thousands("-12.500 "));
        for no in ["0.234", "1.23", "1.2345", "1234.567", "12", ".123"] {
            assert!(!may_be_thousands(no), "{no}");
        }
    }
}
