//! What can go wrong with a number, in words for the person who wrote the study.

use thiserror::Error;

/// Why a number could not be read or computed; the caller adds where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NumberError {
    /// `x / 0`, and `0` to a negative power.
    #[error("division by zero")]
    DivisionByZero,
    /// A result so far from zero that even its rounded digits would fill pages.
    #[error("the result has more than {digits} digits before the decimal mark")]
    TooLarge {
        /// The cap that was passed.
        digits: u32,
    },
    /// A result so close to zero that even its rounded digits would fill pages.
    #[error("the result is not zero but has more than {digits} zeros behind the decimal mark")]
    TooSmall {
        /// The cap that was passed.
        digits: u32,
    },
    /// A function was asked for a value it does not have, as the square root of -1.
    #[error("the {function} is not defined")]
    Domain {
        /// What was asked for, as `square root of a negative number`.
        function: &'static str,
    },
    /// Rounding to multiples of nothing, or of less.
    #[error("the step to round to must be greater than zero")]
    StepNotPositive,
    /// The text is not a number.
    #[error("this is not a number")]
    Malformed,
    /// A literal that could only be kept by rounding it.
    #[error("the number has too many digits: {digits} at the most are kept exactly")]
    TooManyDigits {
        /// How many digits always fit.
        digits: u32,
    },
    /// A literal whose power of ten moves it out of the range of exact decimals.
    #[error("the exponent is too large: numbers are written with {digits} digits at the most")]
    ExponentTooLarge {
        /// How many digits always fit.
        digits: u32,
    },
    /// A binary floating-point value that stands for no number (`NaN`, infinity).
    #[error("this value is not a finite number")]
    NotFinite,
}
