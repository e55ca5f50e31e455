//! How figures are written for a reader.

use super::number::{Digits, grouped};
use crate::base::Language;

/// Signs for thousands and decimals, how many digits are shown, and the language of what stands beside them.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The reader's language.
    pub language: Language,
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
    pub const FULL: Style =
        Style { language: Language::English, grouping: Some(','), decimal_mark: '.', precision: Precision::Full };

    /// A figure whole, for readers of a language.
    pub fn full(language: Language) -> Style {
        let (grouping, decimal_mark) = language.marks();
        Style { language, grouping: Some(grouping), decimal_mark, precision: Precision::Full }
    }

    /// A figure as a report shows it to readers of a language.
    pub fn report(language: Language) -> Style {
        Style { precision: Precision::Report, ..Style::full(language) }
    }

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

    /// A number that was made elsewhere, digits with a point before the decimals, with the signs of this style.
    pub fn signs(&self, digits: &str) -> String {
        let (minus, digits) = digits.split_at(usize::from(digits.starts_with('-')));
        let (whole, decimals) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
        let mut out = minus.to_owned();
        grouped(&mut out, whole, self.grouping);
        out + &decimals.replace('.', &self.decimal_mark.to_string())
    }
}
