use std::hash::{DefaultHasher, Hash, Hasher};

use proptest::prelude::*;

use super::super::{Digits, Number, Rounding};
use super::{ratio, ten_to};

/// Fractions of every size on both sides of the machine word.
fn any_number() -> impl Strategy<Value = Number> {
    let small = (-1_000i64..1_000, 1i64..1_000).prop_map(|(a, b)| ratio(a, b));
    let decimal = (any::<i64>(), 0u32..19).prop_map(|(a, b)| Number::from_mantissa(i128::from(a), b));
    let word = (any::<i64>(), 1..i64::MAX).prop_map(|(a, b)| ratio(a, b));
    let edge = (0i64..3, any::<bool>(), 0i64..3)
        .prop_map(|(a, high, b)| ratio(if high { i64::MAX - a } else { i64::MIN + a }, i64::MAX - b));
    let big = (any::<i128>(), 1..i128::MAX, 0u32..40)
        .prop_map(|(a, b, scale)| Number::from_mantissa(a, scale).divide(&Number::from_mantissa(b, 20)).unwrap());
    prop_oneof![small, decimal, word, edge, big]
}

fn hash(value: &Number) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Reads what [`Number::exact_text`] writes, by multiplication and addition alone.
fn read(text: &str) -> Number {
    if let Some((numerator, denominator)) = text.split_once('/') {
        return read(numerator).divide(&read(denominator)).unwrap();
    }
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len() as i64);
    let ten = Number::from(10u32);
    let mantissa = digits.bytes().filter(u8::is_ascii_digit).fold(Number::ZERO, |value, digit| {
        value.multiply(&ten).unwrap().add(&Number::from(u32::from(digit - b'0'))).unwrap()
    });
    let value = mantissa.multiply(&ten_to(-decimals)).unwrap();
    if negative { value.negate() } else { value }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn addition_and_multiplication_obey_the_laws(a in any_number(), b in any_number(), c in any_number()) {
        let add = |x: &Number, y: &Number| x.add(y).unwrap();
        let multiply = |x: &Number, y: &Number| x.multiply(y).unwrap();
        prop_assert_eq!(add(&a, &b), add(&b, &a));
        prop_assert_eq!(multiply(&a, &b), multiply(&b, &a));
        prop_assert_eq!(add(&add(&a, &b), &c), add(&a, &add(&b, &c)));
        prop_assert_eq!(multiply(&multiply(&a, &b), &c), multiply(&a, &multiply(&b, &c)));
        prop_assert_eq!(multiply(&a, &add(&b, &c)), add(&multiply(&a, &b), &multiply(&a, &c)));
        prop_assert_eq!(a.subtract(&b).unwrap(), add(&a, &b.negate()));
    }

    #[test]
    fn operations_undo_each_other(a in any_number(), b in any_number()) {
        let there = a.subtract(&b).unwrap().add(&b).unwrap();
        prop_assert_eq!(&there, &a);
        prop_assert_eq!(hash(&there), hash(&a));
        prop_assert_eq!(a.negate().negate(), a.clone());
        if !b.is_zero() {
            let there = a.divide(&b).unwrap().multiply(&b).unwrap();
            prop_assert_eq!(&there, &a);
            prop_assert_eq!(hash(&there), hash(&a));
            prop_assert_eq!(a.divide(&b).unwrap(), a.multiply(&b.reciprocal().unwrap()).unwrap());
        }
    }

    #[test]
    fn small_and_big_arithmetic_agree(a in any_number(), b in any_number()) {
        // Through a number too big for machine words and back.
        let far = ten_to(50);
        let lifted = |x: &Number| x.add(&far).unwrap();
        prop_assert_eq!(lifted(&a).subtract(&far).unwrap(), a.clone());
        prop_assert_eq!(lifted(&a).add(&lifted(&b)).unwrap().subtract(&far).unwrap().subtract(&far).unwrap(), a.add(&b).unwrap());
        prop_assert_eq!(lifted(&a).subtract(&lifted(&b)).unwrap(), a.subtract(&b).unwrap());
        prop_assert_eq!(lifted(&a).cmp(&lifted(&b)), a.cmp(&b));
        let scaled = a.multiply(&far).unwrap().multiply(&b.multiply(&far).unwrap()).unwrap();
        prop_assert_eq!(scaled.divide(&far).unwrap().divide(&far).unwrap(), a.multiply(&b).unwrap());
    }

    #[test]
    fn order_is_the_sign_of_the_difference(a in any_number(), b in any_number()) {
        let difference = a.subtract(&b).unwrap();
        prop_assert_eq!(a < b, difference.is_negative());
        prop_assert_eq!(a == b, difference.is_zero());
        prop_assert_eq!(a.absolute().is_negative(), false);
    }

    #[test]
    fn what_is_printed_reads_back(a in any_number(), mantissa in any::<i64>(), scale in 0u32..28) {
        prop_assert_eq!(read(&a.exact_text()), a);
        let decimal = Number::from_mantissa(i128::from(mantissa), scale);
        let printed = decimal.digits(Digits::All);
        prop_assert!(!printed.cut);
        prop_assert_eq!(&Number::parse(&printed.text(Some('_'), '.')).unwrap(), &decimal);
        prop_assert_eq!(&decimal.as_shown(Digits::All), &decimal);
        prop_assert_eq!(Number::parse(&decimal.exact_text()).unwrap(), decimal);
    }

    #[test]
    fn rounding_goes_to_a_neighbour(a in any_number(), step in any_number(), half_even: bool) {
        let step = step.absolute();
        prop_assume!(!step.is_zero());
        let floor = a.floor(&step).unwrap();
        let ceil = a.ceil(&step).unwrap();
        prop_assert!(floor <= a && a <= ceil);
        prop_assert!(floor.divide(&step).unwrap().is_integer());
        prop_assert!(a.subtract(&floor).unwrap() < step);
        prop_assert!(ceil.subtract(&a).unwrap() < step);
        let rounded = a.round(&step, if half_even { Rounding::HalfEven } else { Rounding::HalfUp }).unwrap();
        let off = a.subtract(&rounded).unwrap().absolute();
        prop_assert!(off.add(&off).unwrap() <= step);
        prop_assert_eq!(a.round(&step, Rounding::Down).unwrap().negate(), a.negate().round(&step, Rounding::Down).unwrap());
    }

    #[test]
    fn decimals_and_steps_round_alike(a in any_number(), decimals in 0u32..25) {
        let step = ten_to(-i64::from(decimals));
        for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up, Rounding::Floor, Rounding::Ceiling] {
            prop_assert_eq!(a.round_to_decimals(decimals, rounding), a.round(&step, rounding).unwrap());
        }
        prop_assert_eq!(read(&a.digits(Digits::Decimals(decimals)).text(None, '.').replace('…', "")), a.round(&step, Rounding::Down).unwrap());
    }

    #[test]
    fn binary_values_survive(value in any::<f64>().prop_filter("finite", |value| value.is_finite())) {
        let number = Number::from_f64(value).unwrap();
        prop_assert_eq!(number.to_f64(), value);
    }

    #[test]
    fn the_nearest_binary_value_is_that_of_the_text(mantissa in any::<i64>(), scale in 0u32..28) {
        let number = Number::from_mantissa(i128::from(mantissa), scale);
        prop_assert_eq!(number.to_f64(), number.exact_text().parse::<f64>().unwrap());
    }

    #[test]
    fn roots_and_logarithms_undo_powers(a in any_number()) {
        let a = a.absolute();
        prop_assume!(!a.is_zero());
        let square = a.multiply(&a).unwrap();
        prop_assert_eq!(square.square_root().unwrap(), a.clone());
        prop_assert_eq!(square.power(&ratio(1, 2)).unwrap(), a.clone());
        prop_assert_eq!(square, a.power(&Number::from(2u32)).unwrap());
        let there = a.natural_logarithm().unwrap().exponential().unwrap();
        let off = there.divide(&a).unwrap().subtract(&Number::ONE).unwrap().absolute();
        prop_assert!(off < ten_to(-24));
        let root = a.square_root().unwrap();
        let off = root.multiply(&root).unwrap().divide(&a).unwrap().subtract(&Number::ONE).unwrap().absolute();
        prop_assert!(off < ten_to(-26));
    }

    #[test]
    fn no_text_makes_a_panic(text in "[-+0-9_.eE]{0,40}") {
        if let Ok(number) = Number::parse(&text) {
            prop_assert_eq!(Number::parse(&number.exact_text()), Ok(number));
        }
    }
}
