use rust_decimal::Decimal;

use super::super::{Number, NumberError};
use super::{number, ratio, ten_to};

#[test]
fn literals_are_read_exactly() {
    for (text, numerator, denominator) in [
        ("0", 0, 1),
        ("-0", 0, 1),
        ("-0.00", 0, 1),
        ("0e5", 0, 1),
        ("7", 7, 1),
        ("007", 7, 1),
        ("110_478", 110_478, 1),
        ("15_269.22", 1_526_922, 100),
        ("1.5e3", 1_500, 1),
        ("1.5E+3", 1_500, 1),
        ("1e-7", 1, 10_000_000),
        ("-12.50", -25, 2),
        ("0.000_125", 1, 8_000),
        ("1200e-2", 12, 1),
        ("0.00e3", 0, 1),
        ("1_0.0_1", 1001, 100),
        ("10.00100", 10_001, 1_000),
    ] {
        assert_eq!(number(text), ratio(numerator, denominator), "{text}");
        assert!(!number(text).is_approximate());
    }
}

#[test]
fn what_is_not_a_number_is_refused() {
    for text in [
        "", "-", "--1", "+1", ".5", "5.", "1..2", "1.2.3", "_1", "1_", "1__0", "1_.5", "1._5", "e5", "1e", "1e+",
        "1e-", "1e1.5", "1e1_0", "1 000", "1,5", "0x10", "NaN", "inf", "١", "1e--5", "−1", "1.e5",
    ] {
        assert_eq!(Number::parse(text), Err(NumberError::Malformed), "{text}");
    }
}

#[test]
fn what_would_have_to_be_rounded_is_refused() {
    let digits = NumberError::TooManyDigits { digits: 28 };
    let exponent = NumberError::ExponentTooLarge { digits: 28 };
    for text in [
        "79228162514264337593543950336",
        "123456789012345678901234567890",
        "0.12345678901234567890123456789",
        "0.00000000000000000000000000001",
        "1000000000000000.00000000000000000001",
        "1234567890123456789012345678901e5",
    ] {
        assert_eq!(Number::parse(text), Err(digits.clone()), "{text}");
    }
    for text in [
        "1e9999999999",
        "1e-9999999999",
        "1e99999999999999999999999",
        "0e99999999999999999999999",
        "1e29",
        "8e28",
        "1e-29",
        "1.5e-28",
    ] {
        assert_eq!(Number::parse(text), Err(exponent.clone()), "{text}");
    }
    assert_eq!(number("79228162514264337593543950335").exact_text(), "79228162514264337593543950335");
    assert_eq!(number("7e28"), ten_to(28).multiply(&number("7")).unwrap());
    assert_eq!(number("1e-28"), ten_to(-28));
    assert_eq!(number("0.10000000000000000000000000000000000000000"), ratio(1, 10));
    let long = format!("1{}e-900", "0".repeat(900));
    assert_eq!(number(&long), Number::ONE);
    let longer = "9".repeat(1_000_000);
    assert_eq!(Number::parse(&longer), Err(digits));
}

#[test]
fn decimals_come_unchanged() {
    for text in ["0", "-0.5", "79228162514264337593543950335", "-0.0000000000000000000000000001", "15269.22"] {
        let decimal: Decimal = text.parse().unwrap();
        assert_eq!(Number::from_decimal(decimal).exact_text(), text);
    }
    assert_eq!(Number::from_decimal(Decimal::new(-0, 3)), Number::ZERO);
}

#[test]
fn mantissas_of_any_size_are_exact_to_the_cap() {
    assert_eq!(Number::from_mantissa(-1_250, 3), ratio(-5, 4));
    assert_eq!(Number::from_mantissa(i128::MAX, 0).exact_text(), i128::MAX.to_string());
    assert_eq!(Number::from_mantissa(i128::MIN, 0).exact_text(), i128::MIN.to_string());
    assert_eq!(Number::from_mantissa(i128::MIN, 19).terminating_decimals(), Some(19));
    assert_eq!(Number::from_mantissa(3, 25), ten_to(-25).multiply(&number("3")).unwrap());
    assert_eq!(Number::from_mantissa(1, 1_233).multiply(&ten_to(1_233)).unwrap(), Number::ONE);
    assert!(!Number::from_mantissa(1, 1_233).is_approximate());
    assert!(Number::from_mantissa(1, 1_234).is_approximate());
    assert!(Number::from_mantissa(1, u32::MAX).is_zero());
    assert!(Number::from_mantissa(1, u32::MAX).is_approximate());
}

#[test]
fn binary_values_are_marked_and_read_as_they_print() {
    for (value, text) in [(0.1, "0.1"), (-2.5, "-2.5"), (0.0, "0"), (-0.0, "0"), (1e22, "10000000000000000000000")] {
        let number = Number::from_f64(value).unwrap();
        assert!(number.is_approximate());
        assert_eq!(number.exact_text(), text);
    }
    for value in [f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::EPSILON, -1.0 / 3.0] {
        assert_eq!(Number::from_f64(value).unwrap().to_f64(), value);
    }
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(Number::from_f64(value), Err(NumberError::NotFinite));
    }
    assert_eq!(ten_to(400).to_f64(), f64::INFINITY);
    assert_eq!(ten_to(-400).to_f64(), 0.0);
    assert_eq!(ratio(1, 3).to_f64(), 1.0 / 3.0);
    assert_eq!(ratio(i64::MAX, 3).to_f64(), 3_074_457_345_618_258_602.0);
}
