//! Where the cells of a row stand in its text. A quote means something only where a cell begins with it: elsewhere it is
//! a sign like others, as in `nail 5" long`.

use std::ops::Range;

/// The cells of a row as they stand in a text.
pub struct Raw {
    /// Each with its quotes.
    pub cells: Vec<Range<usize>>,
    /// Whether the last one begins with a quote and is never closed.
    pub open: bool,
}

enum State {
    Beginning,
    Bare,
    Quoted,
    /// Behind a quote in a quoted cell: it ends the cell, or is the first of two.
    Quote,
}

/// The cells of the row that a text begins with; it ends with its line, unless that end stands in quotes.
pub fn cells(text: &str, delimiter: u8) -> Raw {
    let (mut cells, mut start, mut state) = (Vec::new(), 0, State::Beginning);
    let mut end = text.len();
    for (at, byte) in text.bytes().enumerate() {
        state = match (state, byte) {
            (State::Quoted, b'"') => State::Quote,
            (State::Quoted, _) => State::Quoted,
            (State::Beginning | State::Quote, b'"') => State::Quoted,
            (_, b'\r' | b'\n') => {
                (end, state) = (at, State::Bare);
                break;
            }
            (_, byte) if byte == delimiter => {
                cells.push(start..at);
                start = at + 1;
                State::Beginning
            }
            _ => State::Bare,
        };
    }
    cells.push(start..end);
    Raw { cells, open: matches!(state, State::Quoted) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_count_only_where_a_cell_begins_with_them() {
        for (text, wanted, open) in [
            ("a,b\nc", vec!["a", "b"], false),
            ("nail 5\" long,3", vec!["nail 5\" long", "3"], false),
            ("\"a,b\",\"c \"\"d\"\", e\",f", vec!["\"a,b\"", "\"c \"\"d\"\", e\"", "f"], false),
            ("\"a\nb\",c\r\nd", vec!["\"a\nb\"", "c"], false),
            ("\"5\" long\",c", vec!["\"5\" long\"", "c"], false),
            ("a,\"b,c\nd,e\n", vec!["a", "\"b,c\nd,e\n"], true),
            ("", vec![""], false),
        ] {
            let raw = cells(text, b',');
            let found: Vec<&str> = raw.cells.into_iter().filter_map(|cell| text.get(cell)).collect();
            assert_eq!((found, raw.open), (wanted, open), "{text}");
        }
    }
}
