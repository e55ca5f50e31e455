//! Large logs, read fast and exactly: all parts of the file side by side, joined in their order. What this reader does not
//! take, because it is quoted or wrong, is left to the one that explains (`csv.rs`).

mod blocks;
mod cells;
mod dictionary;
mod grid;
mod join;
mod parts;
mod rows;
mod separators;
#[cfg(test)]
mod tests;

use crate::base::crew;
use crate::value::column::{Column, Lines};
use blocks::{Blocks, Part};
use parts::ColumnPart;
use rows::Rows;
use std::fs::File;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a column of the file is read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Digits with at most one decimal mark.
    Number {
        /// The mark is a comma, not a point.
        decimal_comma: bool,
    },
    /// The text of the cells as it stands, blanks and all.
    Words,
}

/// One column that is wanted. A column of the file may be wanted twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    /// Its place in the rows of the file, from 0.
    pub place: usize,
    /// What it is read as.
    pub sort: Wanted,
}

/// Where the rows of a file stand, and what is wanted of them.
#[derive(Clone, Debug)]
pub struct Shape<'w> {
    /// The byte behind the heading.
    pub start: u64,
    /// The length of the file.
    pub length: u64,
    /// The number of the line that begins at `start`.
    pub first_line: u64,
    /// The sign between the cells: no digit, sign, blank or quote.
    pub delimiter: u8,
    /// Every row has so many cells.
    pub fields: usize,
    /// The columns wanted.
    pub wants: &'w [Want],
}

/// The columns read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// In the order in which they were wanted.
    pub columns: Vec<Column>,
    /// How many rows each of them has.
    pub rows: usize,
    /// The lines that they stand on.
    pub lines: Lines,
}

/// What this reader does not take; a slower one may, or can say what is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Irregular {
    /// Where in the file: the cell, or the part it is in.
    pub place: u64,
    /// Why.
    pub reason: Reason,
}

/// Why a file is not read by this reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It quotes cells.
    Quote,
    /// It is no UTF-8.
    NoText,
    /// A carriage return stands alone.
    Return,
    /// A row has more or fewer cells than it should, or there are not so many columns.
    Fields,
    /// A cell holds no plain number.
    NoNumber,
    /// A number does not fit 64 bits at the scale of its column.
    Digits,
    /// A line is too long.
    LongLine,
    /// The file ended before its length.
    Shortened,
    /// The system would not read it.
    Unreadable(io::ErrorKind),
}

/// How the work is divided. What is read does not depend on it.
#[derive(Clone, Copy, Debug)]
pub struct Division {
    /// So many threads.
    pub threads: usize,
    /// So many bytes of the file are one part.
    pub part: u64,
    /// So many bytes are read at once.
    pub block: usize,
}

impl Division {
    /// As suits a file of this length: a small one is read before a thread has started.
    fn of(length: u64) -> Division {
        let threads = if length < SMALL { 1 } else { crew::hands() };
        let whole = usize::try_from(length).unwrap_or(usize::MAX).max(1 << 10);
        Division { threads, part: 8 << 20, block: whole.min(128 << 10) }
    }
}

/// A file so small is read before a thread is started.
const SMALL: u64 = 2 << 20;

/// Reads the columns wanted. `progress` hears of every further so many bytes done, from any thread.
pub fn read(file: &File, shape: &Shape, progress: &(dyn Fn(u64) + Sync)) -> Result<Read, Irregular> {
    read_divided(file, shape, Division::of(shape.length), progress)
}

/// Reads the columns wanted, with the work divided in this way.
pub fn read_divided(
    file: &File,
    shape: &Shape,
    division: Division,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Read, Irregular> {
    if shape.fields == 0 || shape.wants.iter().any(|want| want.place >= shape.fields) {
        return Err(Irregular { place: shape.start, reason: Reason::Fields });
    }
    let (start, length, step) = (shape.start, shape.length, division.part.max(1));
    let count = length.saturating_sub(start).div_ceil(step);
    let parts = (0..count).map(|part| {
        let from = start + part * step;
        Part { start, from, to: (from + step).min(length), length }
    });
    let reading =
        Reading { file, shape, division, progress, bad: AtomicUsize::new(usize::MAX), buffers: Mutex::default() };
    let parts: Vec<(usize, Part)> = parts.enumerate().collect();
    let read = crew::share(parts, division.threads, |(place, part)| reading.part(place, part));
    drop(reading);
    // Parts are taken in their order: the first that is irregular has not been given up for another.
    let mut rows = Vec::with_capacity(read.len());
    for part in read {
        rows.extend(part?);
    }
    join::join(shape, rows, division.threads)
}

struct Reading<'r> {
    file: &'r File,
    shape: &'r Shape<'r>,
    division: Division,
    progress: &'r (dyn Fn(u64) + Sync),
    /// The first part known to be irregular: those behind it need not be read.
    bad: AtomicUsize,
    buffers: Mutex<Vec<Vec<u8>>>,
}

/// The rows of one part.
#[derive(Debug)]
pub struct PartRows {
    /// Where the part begins.
    pub place: u64,
    /// Its columns, in the order in which they were wanted.
    pub columns: Vec<ColumnPart>,
    /// How many rows.
    pub rows: usize,
    /// How many blank lines.
    pub blanks: u64,
    /// From this row of the part on, so many of them have been skipped.
    pub skips: Vec<(usize, u64)>,
}

impl Reading<'_> {
    /// None if a part before this one is irregular.
    fn part(&self, place: usize, part: Part) -> Result<Option<PartRows>, Irregular> {
        let buffer = self.buffers.lock().ok().and_then(|mut buffers| buffers.pop()).unwrap_or_default();
        let mut blocks = Blocks::new(self.file, part, self.division.block, buffer);
        let mut rows = Rows::new(self.shape);
        let read = self.rows(place, &mut blocks, &mut rows);
        if let Ok(mut buffers) = self.buffers.lock() {
            buffers.push(blocks.into_buffer());
        }
        match read {
            Ok(false) => Ok(None),
            Ok(true) => {
                let (columns, grid) = rows.into_columns();
                let (rows, blanks, skips) = (grid.count, grid.blanks, grid.skips);
                Ok(Some(PartRows { place: part.from, columns, rows, blanks, skips }))
            }
            Err((at, reason)) => {
                self.bad.fetch_min(place, Ordering::Relaxed);
                Err(Irregular { place: at, reason })
            }
        }
    }

    fn rows(&self, place: usize, blocks: &mut Blocks, rows: &mut Rows) -> Result<bool, (u64, Reason)> {
        while self.bad.load(Ordering::Relaxed) > place {
            let Some(block) = blocks.advance()? else {
                return Ok(true);
            };
            rows.block(&block)?;
            (self.progress)(block.length());
        }
        Ok(false)
    }
}
