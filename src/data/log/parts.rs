//! Columns of one part of a file, before they are joined.

use super::dictionary::Dictionary;
use crate::value::column::{Codes, Mantissa, Mantissas};

/// A part of a column of numbers, at its own scale.
#[derive(Debug)]
pub struct NumberPart {
    /// The digits.
    pub mantissas: Mantissas,
    /// The largest number of decimals so far.
    pub scale: u32,
}

/// A part of a column of words, with its own dictionary.
#[derive(Debug)]
pub struct WordPart {
    /// For each row the place of its word.
    pub codes: Codes,
    /// The words.
    pub dictionary: Dictionary,
}

/// A part of a column.
#[derive(Debug)]
pub enum ColumnPart {
    /// Numbers.
    Numbers(NumberPart),
    /// For each row the place of its word, and the words.
    Words(Codes, Vec<Box<str>>),
}

impl Default for NumberPart {
    fn default() -> NumberPart {
        NumberPart { mantissas: Mantissas::Small(Vec::new()), scale: 0 }
    }
}

impl Default for WordPart {
    fn default() -> WordPart {
        WordPart { codes: Codes::Byte(Vec::new()), dictionary: Dictionary::default() }
    }
}

/// Ten to the power, as far as 64 bits go.
const POWERS: [i64; 19] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
];

impl NumberPart {
    /// Takes one number in. None if it does not fit the digits of its column.
    #[inline]
    pub fn push(&mut self, mantissa: Option<i64>, decimals: u32) -> Option<()> {
        if decimals > self.scale {
            self.rescale(decimals)?;
        }
        let raised = match mantissa {
            Some(mantissa) => mantissa.checked_mul(*POWERS.get((self.scale - decimals) as usize)?)?,
            None => i64::MIN,
        };
        match &mut self.mantissas {
            Mantissas::Large(values) => values.push(raised),
            Mantissas::Small(values) => match i32::narrow(raised) {
                Some(small) => values.push(small),
                None if mantissa.is_none() => values.push(i32::MISSING),
                None => {
                    self.widen();
                    if let Mantissas::Large(values) = &mut self.mantissas {
                        values.push(raised);
                    }
                }
            },
        }
        Some(())
    }

    /// Gives all numbers more decimals. None if one does not fit any more.
    pub fn rescale(&mut self, scale: u32) -> Option<()> {
        let power = *POWERS.get(scale.checked_sub(self.scale)? as usize)?;
        self.scale = scale;
        if power == 1 {
            return Some(());
        }
        if let Mantissas::Small(values) = &mut self.mantissas {
            let raised = |value: i32| value.wide().checked_mul(power).and_then(i32::narrow);
            if values.iter().all(|value| *value == i32::MISSING || raised(*value).is_some()) {
                values.iter_mut().for_each(|value| *value = raised(*value).unwrap_or(i32::MISSING));
                return Some(());
            }
        }
        if let Mantissas::Large(values) = self.widen() {
            for value in values.iter_mut().filter(|value| **value != i64::MISSING) {
                *value = value.checked_mul(power)?;
            }
        }
        Some(())
    }

    #[cold]
    fn widen(&mut self) -> &mut Mantissas {
        if let Mantissas::Small(values) = &mut self.mantissas {
            self.mantissas = Mantissas::Large(values.iter().map(|value| value.wide()).collect());
        }
        &mut self.mantissas
    }
}

impl Codes {
    #[inline]
    pub(crate) fn push(&mut self, code: u32) {
        match self {
            Codes::Byte(codes) if code <= 0xff => codes.push(code as u8),
            Codes::Short(codes) if code <= 0xffff => codes.push(code as u16),
            Codes::Long(codes) => codes.push(code),
            _ => self.widen(code),
        }
    }

    #[cold]
    fn widen(&mut self, code: u32) {
        *self = match self {
            Codes::Byte(codes) => Codes::Short(codes.iter().map(|code| u16::from(*code)).collect()),
            Codes::Short(codes) => Codes::Long(codes.iter().map(|code| u32::from(*code)).collect()),
            Codes::Long(codes) => Codes::Long(std::mem::take(codes)),
        };
        self.push(code);
    }
}
