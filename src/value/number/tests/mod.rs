//! Tables of known values, and laws that hold for all.

mod arithmetic;
mod functions;
mod laws;
mod literals;
mod printing;
mod rounding;

use super::Number;

/// The number that a literal stands for.
fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

/// A fraction of two whole numbers.
fn ratio(numerator: i64, denominator: i64) -> Number {
    Number::from_ratio(numerator, denominator).unwrap()
}

/// 10 to a power, exact within the cap.
fn ten_to(exponent: i64) -> Number {
    number("10").power(&Number::from(exponent)).unwrap()
}
