//! Where the cells of the rows of a block stand.

use super::Reason;
use super::cells;
use super::separators;

/// What is wrong with a block, and where in it.
pub type Wrong = (usize, Reason);

/// The places of all cells of a block, and a count of all rows and blank lines so far.
#[derive(Debug)]
pub struct Grid {
    delimiter: u8,
    fields: usize,
    /// Where the rows start.
    starts: Vec<u32>,
    /// Where the cells end: so many fields for each row.
    ends: Vec<u32>,
    /// How many lines of the block end with a carriage return.
    pub returns: usize,
    /// How many rows there are so far.
    pub count: usize,
    /// How many blank lines so far.
    pub blanks: u64,
    /// From this row on, so many blank lines have been skipped.
    pub skips: Vec<(usize, u64)>,
}

impl Grid {
    /// No rows yet.
    pub fn new(delimiter: u8, fields: usize) -> Grid {
        let (starts, ends, skips) = (Vec::new(), Vec::new(), Vec::new());
        Grid { delimiter, fields, starts, ends, returns: 0, count: 0, blanks: 0, skips }
    }

    /// Finds the rows and cells of whole lines. Blank lines and the carriage returns before newlines are left out.
    pub fn divide(&mut self, lines: &[u8]) -> Result<(), Wrong> {
        let mut ends = std::mem::take(&mut self.ends);
        separators::find(lines, self.delimiter, &mut ends);
        self.starts.clear();
        self.returns = 0;
        let (mut start, mut from, mut to) = (0, 0, 0);
        while let Some(first) = ends.get(from) {
            let first = *first as usize;
            if self.blank(lines, start, first) {
                (start, from) = (first + 1, from + 1);
                continue;
            }
            self.starts.push(start as u32);
            let behind = from + self.fields;
            if from > to && behind <= ends.len() {
                ends.copy_within(from..behind, to);
            }
            let row = ends.get_mut(to..to + self.fields).filter(|row| !row.is_empty());
            start = self.row(lines, start, row.ok_or((start, Reason::Fields))?)?;
            (from, to) = (behind, to + self.fields);
        }
        ends.truncate(to);
        self.ends = ends;
        Ok(())
    }

    /// Whether the line that starts here and has this separator first is blank. If so, counts it.
    #[inline]
    fn blank(&mut self, lines: &[u8], start: usize, end: usize) -> bool {
        let returns = usize::from(lines.get(start) == Some(&b'\r'));
        if start + returns != end || lines.get(end) != Some(&b'\n') {
            return false;
        }
        self.returns += returns;
        self.blanks += 1;
        match self.skips.last_mut().filter(|(row, _)| *row == self.count) {
            Some((_, blanks)) => *blanks = self.blanks,
            None => self.skips.push((self.count, self.blanks)),
        }
        true
    }

    /// The ends of the cells of one row, from the last of which a carriage return is taken away: the place behind it.
    #[inline]
    fn row(&mut self, lines: &[u8], start: usize, row: &mut [u32]) -> Result<usize, Wrong> {
        let (last, others) = row.split_last_mut().ok_or((start, Reason::Fields))?;
        let end = *last as usize;
        let divided = others.iter().all(|end| lines.get(*end as usize) == Some(&self.delimiter));
        if !divided || end < start || lines.get(end) != Some(&b'\n') {
            return Err((start, Reason::Fields));
        }
        let returned = end > start && lines.get(end - 1) == Some(&b'\r');
        self.returns += usize::from(returned);
        *last -= u32::from(returned);
        self.count += 1;
        Ok(end + 1)
    }

    /// Takes the cells of all rows at one place, each with its first sixteen bytes. `bytes` are the lines and the
    /// padding behind them.
    #[inline]
    pub fn cells(
        &self,
        bytes: &[u8],
        place: usize,
        mut take: impl FnMut(&[u8], u128) -> Result<(), Reason>,
    ) -> Result<(), Wrong> {
        for (row, start) in self.ends.chunks_exact(self.fields).zip(&self.starts) {
            let from = place.checked_sub(1).and_then(|before| row.get(before)).map_or(*start, |end| *end + 1) as usize;
            let rest = bytes.get(from..).unwrap_or_default();
            let length = row.get(place).map(|end| (*end as usize).saturating_sub(from));
            let cell = length.and_then(|length| rest.get(..length));
            let (Some(cell), Some(first)) = (cell, cells::first_bytes(rest)) else {
                return Err((from, Reason::Fields));
            };
            take(cell, first).map_err(|reason| (from, reason))?;
        }
        Ok(())
    }
}
