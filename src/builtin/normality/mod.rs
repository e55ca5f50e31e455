//! Tests of whether a sample may come from a normal distribution whose mean and deviation are estimated from it.
//!
//! Every test takes the values in any order, and gives the same answer when they are shifted or scaled. A small p-value
//! speaks against normality. None of them answers NaN: a sample that a test is not made for is an [`Unfit`].

mod anderson_darling;
mod chi_square;
mod lilliefors;
mod shapiro_wilk;
mod standardised;
#[cfg(test)]
mod tests;

pub use anderson_darling::anderson_darling;
pub use chi_square::{ChiSquare, Class, chi_square};
pub use lilliefors::{lilliefors, lilliefors_critical};
pub use shapiro_wilk::shapiro_wilk;

/// What a test found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    /// The test's own statistic.
    pub statistic: f64,
    /// The probability of a statistic at least as far from normality, if the values are normal.
    pub p_value: f64,
}

/// Why a sample cannot be tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Fewer values than the test, or its approximation of the p-value, is made for.
    TooFew {
        /// The fewest it takes.
        least: usize,
        /// How many there are.
        found: usize,
    },
    /// More values than the approximation of the p-value is made for.
    TooMany {
        /// The most it takes.
        most: usize,
        /// How many there are.
        found: usize,
    },
    /// Too few classes are left once those with low expected counts are merged.
    TooFewClasses {
        /// The fewest it takes.
        least: usize,
        /// How many there are.
        found: usize,
    },
    /// All values are the same, so that there is no deviation.
    AllEqual,
    /// A value is NaN or infinite, or the range of the values exceeds the largest f64.
    NotFinite,
}
