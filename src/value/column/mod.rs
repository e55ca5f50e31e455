//! The columns of a log: fixed-point numbers and words, as narrow as they fit, and the figures of such columns.

pub mod group;
pub mod statistics;
#[cfg(test)]
mod tests;

pub use group::{Group, group, grouped};
pub use statistics::Summary;

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// Readings.
    Numbers(Numbers),
    /// Names and the like.
    Words(Words),
}

/// Numbers of one scale: each is its mantissa / 10^scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// The digits.
    pub mantissas: Mantissas,
    /// The largest number of decimals in the column.
    pub scale: u32,
}

/// The digits of a column, as narrow as they fit. `i32::MIN` and `i64::MIN` stand for a missing reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mantissas {
    /// All of them fit 32 bits.
    Small(Vec<i32>),
    /// Some do not.
    Large(Vec<i64>),
}

/// Words by their place in a dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// For each row the place of its word.
    pub codes: Codes,
    /// The different words, in the order of their first appearance.
    pub dictionary: Vec<Box<str>>,
}

/// Places in a dictionary, as narrow as the dictionary allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Codes {
    /// Up to 256 words.
    Byte(Vec<u8>),
    /// Up to 65536 words.
    Short(Vec<u16>),
    /// More.
    Long(Vec<u32>),
}

/// On which line of the file each row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The line of the first row, if no blank line comes before it.
    pub first: u64,
    /// From this row on, so many blank lines have been skipped: ascending.
    pub skips: Vec<(usize, u64)>,
}

/// A whole number of 32 or 64 bits that may stand for a missing reading.
pub trait Mantissa: Copy + Ord + Send + Sync + Default {
    /// Stands for a missing reading. It is the smallest value of its type.
    const MISSING: Self;

    /// The value in 64 bits; a missing reading stays a missing one.
    fn wide(self) -> i64;

    /// Puts the value into its type, if it fits. The sign of a missing reading is no value.
    fn narrow(value: i64) -> Option<Self>;
}

impl Mantissa for i32 {
    const MISSING: i32 = i32::MIN;

    #[inline]
    fn wide(self) -> i64 {
        if self == i32::MIN { i64::MIN } else { self.into() }
    }

    #[inline]
    fn narrow(value: i64) -> Option<i32> {
        i32::try_from(value).ok().filter(|value| *value != i32::MIN)
    }
}

impl Mantissa for i64 {
    const MISSING: i64 = i64::MIN;

    #[inline]
    fn wide(self) -> i64 {
        self
    }

    #[inline]
    fn narrow(value: i64) -> Option<i64> {
        Some(value).filter(|value| *value != i64::MIN)
    }
}

/// A place in a dictionary.
pub trait Code: Copy + Send + Sync + Default {
    /// The place.
    fn place(self) -> usize;

    /// The place as a code of this width. Whoever calls it has made sure that it fits.
    fn narrow(code: u32) -> Self;
}

macro_rules! code {
    ($kind:ty) => {
        impl Code for $kind {
            #[inline]
            fn place(self) -> usize {
                self as usize
            }

            #[inline]
            fn narrow(code: u32) -> $kind {
                code as $kind
            }
        }
    };
}

code!(u8);
code!(u16);
code!(u32);

impl Mantissas {
    /// How many there are, missing ones included.
    pub fn len(&self) -> usize {
        match self {
            Mantissas::Small(values) => values.len(),
            Mantissas::Large(values) => values.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The mantissa of one row, unless its reading is missing.
    pub fn get(&self, row: usize) -> Option<i64> {
        let value = match self {
            Mantissas::Small(values) => values.get(row)?.wide(),
            Mantissas::Large(values) => *values.get(row)?,
        };
        i64::narrow(value)
    }
}

impl Codes {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Codes::Byte(codes) => codes.len(),
            Codes::Short(codes) => codes.len(),
            Codes::Long(codes) => codes.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code of one row.
    pub fn get(&self, row: usize) -> Option<usize> {
        match self {
            Codes::Byte(codes) => codes.get(row).map(|code| code.place()),
            Codes::Short(codes) => codes.get(row).map(|code| code.place()),
            Codes::Long(codes) => codes.get(row).map(|code| code.place()),
        }
    }
}

impl Words {
    /// The word of one row.
    pub fn get(&self, row: usize) -> Option<&str> {
        self.dictionary.get(self.codes.get(row)?).map(|word| &**word)
    }
}

impl Lines {
    /// The line that a row stands on.
    pub fn line(&self, row: usize) -> u64 {
        let known = self.skips.partition_point(|(from, _)| *from <= row);
        let skipped = known.checked_sub(1).and_then(|last| self.skips.get(last)).map_or(0, |(_, skipped)| *skipped);
        self.first + row as u64 + skipped
    }

    /// The lines of the first so many rows.
    pub fn iter(&self, rows: usize) -> impl Iterator<Item = u64> {
        let mut skips = self.skips.iter().peekable();
        let mut skipped = 0;
        (0..rows).map(move |row| {
            while let Some((_, more)) = skips.next_if(|(from, _)| *from <= row) {
                skipped = *more;
            }
            self.first + row as u64 + skipped
        })
    }
}
