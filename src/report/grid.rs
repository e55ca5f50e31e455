//! Columns of text without lines between them: the figures stand for themselves.

use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Columns stand so far apart.
const GAP: usize = 2;

/// What stands in one column of one row.
pub struct Cell<'t> {
    text: &'t str,
    right: bool,
}

impl<'t> Cell<'t> {
    /// A text, at the left of its column.
    pub fn left(text: &'t str) -> Cell<'t> {
        Cell { text, right: false }
    }

    /// A figure, at the right of its column.
    pub fn right(text: &'t str) -> Cell<'t> {
        Cell { text, right: true }
    }
}

/// Writes rows one below the other.
pub fn write(out: &mut String, rows: &[Vec<Cell<'_>>]) {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = cell.text.width().max(*widest);
        }
    }
    for row in rows {
        let start = out.len();
        for (width, cell) in widths.iter().zip(row) {
            let blank = width.saturating_sub(cell.text.width());
            let (before, behind) = if cell.right { (blank, GAP) } else { (0, blank + GAP) };
            let _ = write!(out, "{:before$}{}{:behind$}", "", cell.text, "");
        }
        let end = out.get(start..).map_or(start, |line| start + line.trim_end().len());
        out.truncate(end);
        out.push('\n');
    }
}
