//! Single cells in raw bytes, sixteen bytes at a time.

/// So many bytes may be read behind the last line of a block; what they hold does not matter.
pub const PADDING: usize = 16;

const HIGHS: u128 = u128::from_ne_bytes([0x80; 16]);
const LOWS: u128 = u128::from_ne_bytes([0x7f; 16]);
const ABOVE_NINE: u128 = u128::from_ne_bytes([0x76; 16]);
const ZEROS: u128 = u128::from_ne_bytes([b'0'; 16]);

/// The first sixteen bytes, if there are so many.
#[inline]
pub fn first_bytes(bytes: &[u8]) -> Option<u128> {
    bytes.first_chunk().map(|first| u128::from_le_bytes(*first))
}

/// The lowest bytes of sixteen: fewer than sixteen.
#[inline]
pub fn low_bytes(count: u32) -> u128 {
    (1_u128 << (8 * count)) - 1
}

/// Reads a number with this decimal mark: its digits, or none for a missing reading, and how many of them are
/// decimals. None if the cell holds anything else. `first` are sixteen bytes from the first one of the cell on.
#[inline]
pub fn number(cell: &[u8], first: u128, mark: u8) -> Option<(Option<i64>, u32)> {
    let negative = u32::from(first as u8 == b'-');
    let length = cell.len() as u32 - negative.min(cell.len() as u32);
    let read = match length {
        1..=7 => short(first as u64 >> (8 * negative), length, mark),
        8..=15 if cell.len() < 16 => plain(first >> (8 * negative), length, mark),
        _ => None,
    };
    match read {
        Some((mantissa, decimals)) => Some((Some(if negative == 1 { -mantissa } else { mantissa }), decimals)),
        None => any_number(cell, mark),
    }
}

/// As `plain`, of up to seven bytes: most numbers are so short.
#[inline]
fn short(bytes: u64, length: u32, mark: u8) -> Option<(i64, u32)> {
    let digits = bytes ^ ZEROS as u64;
    let cell = (1_u64 << (8 * length)) - 1;
    let others = (((digits & LOWS as u64) + ABOVE_NINE as u64) | digits) & HIGHS as u64 & cell;
    let (digits, count, decimals) = if others == 0 {
        (digits, length, 0)
    } else {
        let whole = others.trailing_zeros() / 8;
        if others & (others - 1) != 0 || (bytes >> (8 * whole)) as u8 != mark {
            return None;
        }
        let before = (1_u64 << (8 * whole)) - 1;
        ((digits & before) | ((digits >> 8) & !before), length - 1, length - 1 - whole)
    };
    (count > 0).then(|| (eight(digits << (8 * (8 - count))) as i64, decimals))
}

/// So many bytes, of which all are digits but perhaps one that is the mark.
#[inline]
fn plain(bytes: u128, length: u32, mark: u8) -> Option<(i64, u32)> {
    let digits = bytes ^ ZEROS;
    let others = (((digits & LOWS) + ABOVE_NINE) | digits) & HIGHS & low_bytes(length);
    let (digits, count, decimals) = if others == 0 {
        (digits, length, 0)
    } else {
        let whole = others.trailing_zeros() / 8;
        if others & (others - 1) != 0 || (bytes >> (8 * whole)) as u8 != mark {
            return None;
        }
        let before = low_bytes(whole);
        ((digits & before) | ((digits >> 8) & !before), length - 1, length - 1 - whole)
    };
    if count == 0 {
        return None;
    }
    // The digits move up to the end of the sixteen, and what stood behind them falls off; zeros fill the front.
    let digits = digits << (8 * (16 - count));
    let mantissa = eight(digits as u64) * 100_000_000 + eight((digits >> 64) as u64);
    Some((mantissa as i64, decimals))
}

/// The value of eight digits, the first in the lowest byte: pairs, then fours, then all.
#[inline]
fn eight(digits: u64) -> u64 {
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let first = (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(0x000f_4240_0000_0064);
    let second = ((pairs >> 16) & 0x0000_00ff_0000_00ff).wrapping_mul(0x0000_2710_0000_0001);
    first.wrapping_add(second) >> 32
}

/// A number with blanks around it, of many digits, or none at all.
#[cold]
fn any_number(cell: &[u8], mark: u8) -> Option<(Option<i64>, u32)> {
    let text = trim(cell);
    if text.is_empty() {
        return Some((None, 0));
    }
    let (negative, digits) = text.strip_prefix(b"-").map_or((false, text), |digits| (true, digits));
    let (mut mantissa, mut count, mut mark_at) = (0_i64, 0, None);
    for byte in digits {
        if byte.is_ascii_digit() {
            count += 1;
            mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
        } else if *byte == mark && mark_at.is_none() {
            mark_at = Some(count);
        } else {
            return None;
        }
    }
    let decimals = mark_at.map_or(0, |before| count - before);
    let mantissa = Some(if negative { -mantissa } else { mantissa });
    (1..=18).contains(&count).then_some((mantissa, decimals))
}

fn trim(mut cell: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = cell {
        cell = rest;
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Option<(Option<i64>, u32)> {
        let padded = format!("{cell}{}", ";1-".repeat(PADDING));
        number(cell.as_bytes(), first_bytes(padded.as_bytes()).unwrap(), b'.')
    }

    #[test]
    fn numbers_of_all_shapes() {
        assert_eq!(read("23.604"), Some((Some(23604), 3)));
        assert_eq!(read("-7"), Some((Some(-7), 0)));
        assert_eq!(read(" -7.50 "), Some((Some(-750), 2)));
        assert_eq!(read(".5"), Some((Some(5), 1)));
        assert_eq!(read("5."), Some((Some(5), 0)));
        assert_eq!(read("-12345678901.23"), Some((Some(-1_234_567_890_123), 2)));
        assert_eq!(read("123456789012345"), Some((Some(123_456_789_012_345), 0)));
        assert_eq!(read("1234567890.12345678"), Some((Some(123_456_789_012_345_678), 8)));
        assert_eq!(read(""), Some((None, 0)));
        assert_eq!(read("  \t"), Some((None, 0)));
    }

    #[test]
    fn what_is_no_plain_number() {
        for bad in ["-", ".", "-.", "1.2.3", "1e3", "1,5", "--1", "+1", "5 s", "1234567890123456789", "1\r5", "1-", "é"]
        {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
