//! How figures are written for a reader.

use super::number::Digits;

/// Signs for thousands and decimals, and how many digits are shown.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Between thousands.
    pub grouping: Option<char>,
    /// Before decimals.
    pub decimal_mark: char,
    /// How many digits a figure shows.
    pub precision: Precision,
}

/// How many digits a figure shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// All that there are.
    Full,
    /// As many as a report needs: what is cut off is marked.
    Report,
    /// So many decimals.
    Decimals(u32),
}

impl Style {
    /// A figure whole, as `study eval` answers.
    pub const FULL: Style = Style { grouping: Some(','), decimal_mark: '.', precision: Precision::Full };
    /// A figure as a report shows it.
    pub const REPORT: Style = Style { grouping: Some(','), decimal_mark: '.', precision: Precision::Report };

    /// The same with so many decimals.
    pub fn decimals(self, decimals: u32) -> Style {
        Style { precision: Precision::Decimals(decimals), ..self }
    }

    /// The limit for a number of this size: a report shows about five digits, and never fewer than two decimals.
    pub fn digits(&self, size: f64) -> Digits {
        match self.precision {
            Precision::Full => Digits::All,
            Precision::Decimals(decimals) => Digits::Decimals(decimals),
            Precision::Report if size >= 1.0 || size == 0.0 => Digits::Decimals(2),
            Precision::Report => Digits::Significant(4),
        }
    }
}
