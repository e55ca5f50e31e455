//! The rows of one part of a file into the columns wanted of them.

use super::blocks::Block;
use super::cells::{self, PADDING};
use super::grid::{Grid, Wrong};
use super::parts::{ColumnPart, NumberPart, WordPart};
use super::{Reason, Shape, Wanted};
use memchr::{memchr, memchr_iter};

/// What becomes of a cell.
#[derive(Debug)]
enum Sink {
    Numbers(NumberPart, u8),
    Words(WordPart),
}

/// Rows on their way into columns.
#[derive(Debug)]
pub struct Rows {
    grid: Grid,
    /// The columns wanted: where their cells stand, and where they go.
    sinks: Vec<(usize, Sink)>,
}

impl Rows {
    /// No rows yet.
    pub fn new(shape: &Shape) -> Rows {
        let sinks = shape.wants.iter().map(|want| (want.place, Sink::new(&want.sort, shape.delimiter)));
        Rows { grid: Grid::new(shape.delimiter, shape.fields), sinks: sinks.collect() }
    }

    /// Reads whole lines. What cannot be read comes with its place in the file.
    pub fn block(&mut self, block: &Block) -> Result<(), (u64, Reason)> {
        let lines = block.bytes.get(..block.bytes.len() - PADDING).unwrap_or_default();
        self.lines(lines, block.bytes).map_err(|(place, reason)| (block.place + place as u64, reason))
    }

    fn lines(&mut self, lines: &[u8], padded: &[u8]) -> Result<(), Wrong> {
        if let Some(quote) = memchr(b'"', lines) {
            return Err((quote, Reason::Quote));
        }
        if let Err(error) = std::str::from_utf8(lines) {
            return Err((error.valid_up_to(), Reason::NoText));
        }
        self.grid.divide(lines)?;
        // A carriage return that ends no line would end one for other readers.
        if memchr_iter(b'\r', lines).count() != self.grid.returns {
            return Err((memchr(b'\r', lines).unwrap_or(0), Reason::Return));
        }
        let grid = &self.grid;
        let taken = self.sinks.iter_mut().map(|(place, sink)| sink.take(grid, padded, *place));
        // Of two wrong cells, the first is shown.
        taken.filter_map(Result::err).min_by_key(|(place, _)| *place).map_or(Ok(()), Err)
    }

    /// The columns, in the order in which they were wanted, and the grid of the last lines with its counts.
    pub fn into_columns(self) -> (Vec<ColumnPart>, Grid) {
        let part = |(_, sink)| match sink {
            Sink::Numbers(part, _) => ColumnPart::Numbers(part),
            Sink::Words(part) => ColumnPart::Words(part.codes, part.dictionary.into_words()),
        };
        (self.sinks.into_iter().map(part).collect(), self.grid)
    }
}

impl Sink {
    fn new(wanted: &Wanted, delimiter: u8) -> Sink {
        match wanted {
            Wanted::Number { decimal_comma } => {
                let mark = if *decimal_comma { b',' } else { b'.' };
                // Where the mark divides cells, it is no mark: no byte of a text is 255.
                let mark = if mark == delimiter { 0xff } else { mark };
                Sink::Numbers(NumberPart::default(), mark)
            }
            Wanted::Words => Sink::Words(WordPart::default()),
        }
    }

    /// Takes in the cells of all rows at one place.
    fn take(&mut self, grid: &Grid, bytes: &[u8], place: usize) -> Result<(), Wrong> {
        match self {
            Sink::Numbers(part, mark) => grid.cells(bytes, place, |cell, first| {
                let (mantissa, decimals) = cells::number(cell, first, *mark).ok_or(Reason::NoNumber)?;
                part.push(mantissa, decimals).ok_or(Reason::Digits)
            }),
            Sink::Words(part) => grid.cells(bytes, place, |cell, first| {
                let code = part.dictionary.code(cell, first).ok_or(Reason::NoText)?;
                part.codes.push(code);
                Ok(())
            }),
        }
    }
}
