//! A workbook before it is written: plain sheets.

use crate::hir::CellId;
use std::collections::HashMap;

/// The elements of lists that stand in cells of a sheet; nothing where one is missing.
pub type Lists = HashMap<CellId, Vec<Option<Linked>>>;

/// All sheets, and where the figures of the report stand in them.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// The sheets, behind the report itself.
    pub sheets: Vec<Sheet>,
    /// Cells of the study that stand in one cell of a sheet.
    pub cells: HashMap<CellId, Linked>,
    /// The elements of lists that the report has tables of.
    pub lists: Lists,
    /// What the study asks to see, in its order.
    pub shown: Vec<Vec<Linked>>,
}

/// A figure that stands elsewhere in the workbook, or that is computed where it stands.
#[derive(Clone, Debug)]
pub struct Linked {
    /// What it is, with the formula that leads to it.
    pub entry: Filled,
    /// Its unit; empty for a plain number.
    pub unit: String,
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name, as a spreadsheet takes it.
    pub name: String,
    /// So many rows and columns stay in sight.
    pub frozen: (u32, u16),
    /// Whether long texts go on in further lines, so that no column becomes too wide to see what stands beside it.
    pub wraps: bool,
    /// Its cells, by row and column.
    pub cells: Vec<(u32, u16, Filled)>,
    /// What is said of cells, by row and column.
    pub notes: Vec<(u32, u16, String)>,
}

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// What it holds, as the study has it.
    pub content: Content,
    /// How a spreadsheet computes it; without the sign of equality.
    pub formula: Option<String>,
    /// How it looks.
    pub look: Look,
    /// The format of its number; empty for anything else.
    pub format: String,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing.
    Blank,
    /// A text; never a formula.
    Text(String),
    /// A number, a day or a time of day.
    Number(f64),
    /// Yes or no.
    Truth(bool),
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// The title of the study.
    Title,
    /// A heading.
    Heading,
    /// Plain text.
    Plain,
    /// May be changed: what follows is computed anew.
    Input,
    /// Follows from others.
    Result,
    /// Stays as the study has it.
    Fixed,
}

impl Filled {
    /// A text.
    pub fn text(text: impl Into<String>, look: Look) -> Filled {
        Filled { content: Content::Text(text.into()), formula: None, look, format: String::new() }
    }
}

impl Sheet {
    /// Fills a cell.
    pub fn put(&mut self, row: u32, column: u16, filled: Filled) {
        self.cells.push((row, column, filled));
    }
}
