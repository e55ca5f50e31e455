use std::collections::HashSet;

use super::super::{Number, NumberError};
use super::{number, ratio, ten_to};

#[test]
fn a_number_is_three_words_and_may_cross_threads() {
    fn crosses_threads<T: Send + Sync>() {}
    crosses_threads::<Number>();
    assert!(size_of::<Number>() <= 24);
}

#[test]
fn thirds_and_tenths_are_exact() {
    let third = ratio(1, 3);
    let one = third.multiply(&number("3")).unwrap();
    assert_eq!(one, Number::ONE);
    assert_eq!(one.floor(&Number::ONE).unwrap(), Number::ONE);
    assert_eq!(number("0.1").add(&number("0.2")).unwrap(), number("0.3"));
    assert!(!one.is_approximate());
}

#[test]
fn thirty_factors_make_the_product_worked_out_elsewhere() {
    let factors = [
        "643301.2", "76.24039", "1810111", "9990608", "713.5241", "197.3060", "4602037", "2441.955", "8015764",
        "5037655", "8122250", "307705.2", "203.7872", "7655194", "4709137", "32343.02", "803198.6", "297.6225",
        "617.5466", "4032085", "41519.52", "263.4613", "205.3424", "199.9941", "4455.413", "9920.785", "6270.514",
        "86031.72", "602925.5", "40.15985",
    ];
    let product = factors.iter().fold(Number::ONE, |product, factor| product.multiply(&number(factor)).unwrap());
    assert_eq!(
        product.exact_text(),
        concat!(
            "519490255110187144359424649278632295258476824610473231056621559039416782122690307245109516",
            "7145932818278430032828309338184390692605375134",
            ".9689601483652275678249458940611032822316925149249536",
        )
    );
    assert!(!product.is_approximate());
    let back = factors.iter().fold(product, |product, factor| product.divide(&number(factor)).unwrap());
    assert_eq!(back, Number::ONE);
}

#[test]
fn the_ends_of_the_machine_word_are_no_special_case() {
    let least = Number::from(i64::MIN);
    let most = Number::from(i64::MAX);
    assert_eq!(least.negate(), most.add(&Number::ONE).unwrap());
    assert_eq!(least.negate().negate(), least);
    assert_eq!(least.absolute().exact_text(), "9223372036854775808");
    assert_eq!(least.subtract(&least).unwrap(), Number::ZERO);
    assert_eq!(least.divide(&least).unwrap(), Number::ONE);
    assert_eq!(least.multiply(&least).unwrap().exact_text(), "85070591730234615865843651857942052864");
    assert_eq!(least.reciprocal().unwrap().reciprocal().unwrap(), least);
    assert_eq!(least.divide(&number("-1")).unwrap(), least.negate());
    assert_eq!(Number::ZERO.subtract(&least).unwrap(), least.negate());
    let slight = ratio(1, i64::MAX);
    assert_eq!(slight.add(&slight).unwrap(), ratio(2, i64::MAX));
    assert_eq!(slight.multiply(&slight).unwrap().divide(&slight).unwrap(), slight);
    assert_eq!(Number::from_ratio(i64::MIN, i64::MIN).unwrap(), Number::ONE);
    assert_eq!(Number::from(u32::MAX).to_i64(), Some(4_294_967_295));
    assert_eq!(Number::from(usize::MAX).to_i64(), None);
    assert_eq!(Number::from(7usize).to_usize(), Some(7));
    assert_eq!(number("-7").to_usize(), None);
    assert_eq!(number("7.5").to_i64(), None);
}

#[test]
fn nothing_is_divided_by_zero() {
    assert_eq!(Number::ONE.divide(&Number::ZERO), Err(NumberError::DivisionByZero));
    assert_eq!(ten_to(50).divide(&Number::ZERO), Err(NumberError::DivisionByZero));
    assert_eq!(Number::ZERO.reciprocal(), Err(NumberError::DivisionByZero));
    assert_eq!(Number::from_ratio(0, 0), Err(NumberError::DivisionByZero));
    assert_eq!(NumberError::DivisionByZero.to_string(), "division by zero");
}

#[test]
fn the_mark_is_inherited_and_keeps_numbers_short() {
    let near = ratio(1, 3).approximated();
    let one = Number::ONE;
    for result in [
        near.add(&one),
        one.add(&near),
        near.subtract(&one),
        one.subtract(&near),
        near.multiply(&one),
        one.multiply(&near),
        near.divide(&one),
        one.divide(&near),
        near.reciprocal(),
        near.power(&one),
        one.power(&near),
        one.floor(&near),
        near.square_root(),
        near.exponential(),
        near.natural_logarithm(),
    ] {
        assert!(result.unwrap().is_approximate());
    }
    for result in [near.negate(), near.absolute(), near.round_to_decimals(2, super::super::Rounding::Up)] {
        assert!(result.is_approximate());
    }
    assert!(!one.add(&one).unwrap().is_approximate());
    let sum = near.add(&Number::ZERO).unwrap();
    assert_eq!(sum.exact_text(), "0.3333333333333333333333333333");
    assert_eq!(near, ratio(1, 3));
}

#[test]
fn equal_values_are_equal_however_they_came_about() {
    let big = ten_to(60);
    let mut seen = HashSet::new();
    seen.insert(ratio(1, 2));
    seen.insert(big.clone());
    assert!(seen.contains(&number("0.5").approximated()));
    assert!(seen.contains(&ten_to(30).multiply(&ten_to(30)).unwrap()));
    assert!(seen.contains(&big.divide(&big.add(&big).unwrap()).unwrap()));
    assert!(ratio(-1, 2) < ratio(-1, 3) && big > ratio(1, 3) && big.negate() < ratio(1, 3));
    assert!(big < big.add(&big.reciprocal().unwrap()).unwrap());
    assert!(ratio(i64::MAX, i64::MAX - 1) < ratio(i64::MAX - 1, i64::MAX - 2));
}

#[test]
fn past_the_cap_numbers_are_marked_and_short() {
    let step = ratio(1, 3).add(&ten_to(18)).unwrap();
    let mut value = Number::ONE;
    let mut exact = 0;
    while !value.is_approximate() {
        value = value.multiply(&step).unwrap();
        exact += 1;
    }
    // The numerator is 61.4 bits, and 67 of them are the first past 4,096.
    assert_eq!(exact, 67);
    assert_eq!(value.power(&Number::ONE).unwrap(), value);
    let mut sum = Number::ZERO;
    for divisor in 1..4_000 {
        sum = sum.add(&ratio(1, divisor)).unwrap();
    }
    assert!(sum.is_approximate());
    // The harmonic number of 3,999.
    assert_eq!(sum.exact_text().get(..24), Some("8.8711402997952272307136"));
}

#[test]
fn sizes_end_in_an_error_and_at_once() {
    let huge = number("10").power(&number("9000")).unwrap();
    assert!(huge.is_approximate());
    assert_eq!(huge.multiply(&huge), Err(NumberError::TooLarge { digits: 10_000 }));
    assert_eq!(huge.reciprocal().unwrap().divide(&huge), Err(NumberError::TooSmall { digits: 10_000 }));
    assert_eq!(huge.subtract(&huge).unwrap(), Number::ZERO);
    assert_eq!(huge.add(&Number::ONE).unwrap(), huge);
    assert_eq!(
        NumberError::TooLarge { digits: 10_000 }.to_string(),
        "the result has more than 10000 digits before the decimal mark"
    );
}
