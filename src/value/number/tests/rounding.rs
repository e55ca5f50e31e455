use super::super::{Number, NumberError, Rounding};
use super::{number, ratio, ten_to};

const ALL: [Rounding; 6] =
    [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up, Rounding::Floor, Rounding::Ceiling];

#[test]
fn every_rounding_does_what_its_name_says() {
    let rows = [
        ("2.5", ["3", "2", "2", "3", "2", "3"]),
        ("-2.5", ["-3", "-2", "-2", "-3", "-3", "-2"]),
        ("3.5", ["4", "4", "3", "4", "3", "4"]),
        ("-3.5", ["-4", "-4", "-3", "-4", "-4", "-3"]),
        ("0.5", ["1", "0", "0", "1", "0", "1"]),
        ("-0.5", ["-1", "0", "0", "-1", "-1", "0"]),
        ("2.4", ["2", "2", "2", "3", "2", "3"]),
        ("-2.4", ["-2", "-2", "-2", "-3", "-3", "-2"]),
        ("2.6", ["3", "3", "2", "3", "2", "3"]),
        ("-2.6", ["-3", "-3", "-2", "-3", "-3", "-2"]),
        ("7", ["7", "7", "7", "7", "7", "7"]),
        ("-7", ["-7", "-7", "-7", "-7", "-7", "-7"]),
        ("0", ["0", "0", "0", "0", "0", "0"]),
    ];
    // Shifting by a big whole multiple of 2 takes the same table through the other representation.
    let far = ten_to(40);
    for (text, wanted) in rows {
        for (rounding, wanted) in ALL.into_iter().zip(wanted) {
            let value = number(text);
            let wanted = number(wanted);
            assert_eq!(value.round(&Number::ONE, rounding).unwrap(), wanted, "{text} {rounding:?}");
            assert_eq!(value.round_to_decimals(0, rounding), wanted, "{text} {rounding:?}");
            if !value.is_negative() && !wanted.is_zero() {
                let value = value.add(&far).unwrap().round(&Number::ONE, rounding).unwrap();
                assert_eq!(value, wanted.add(&far).unwrap(), "{text} {rounding:?}");
            } else if value.is_negative() {
                let value = value.subtract(&far).unwrap().round(&Number::ONE, rounding).unwrap();
                assert_eq!(value, wanted.subtract(&far).unwrap(), "{text} {rounding:?}");
            }
        }
    }
}

#[test]
fn steps_may_be_any_fraction() {
    assert_eq!(number("1.005").round(&number("0.01"), Rounding::HalfUp).unwrap(), number("1.01"));
    assert_eq!(number("7").floor(&number("2.5")).unwrap(), number("5"));
    assert_eq!(number("7").ceil(&number("2.5")).unwrap(), number("7.5"));
    assert_eq!(number("-7").floor(&number("2.5")).unwrap(), number("-7.5"));
    assert_eq!(ratio(5, 7).round(&ratio(1, 3), Rounding::HalfUp).unwrap(), ratio(2, 3));
    assert_eq!(number("23").floor(&ten_to(30)).unwrap(), Number::ZERO);
    assert_eq!(number("23").ceil(&ten_to(30)).unwrap(), ten_to(30));
    assert_eq!(ratio(1, 3).floor(&ten_to(-30)).unwrap().exact_text(), format!("0.{}", "3".repeat(30)));
    for step in ["0", "-1"] {
        assert_eq!(Number::ONE.floor(&number(step)), Err(NumberError::StepNotPositive));
    }
    assert_eq!(
        ten_to(18)
            .round(&ratio(i64::MAX - 1, i64::MAX), Rounding::Up)
            .unwrap()
            .floor(&ratio(i64::MAX - 1, i64::MAX))
            .unwrap(),
        ten_to(18).round(&ratio(i64::MAX - 1, i64::MAX), Rounding::Up).unwrap()
    );
}

#[test]
fn rounding_to_decimals_is_exact_and_never_hangs() {
    let sixth = ratio(1, 6);
    assert_eq!(sixth.round_to_decimals(4, Rounding::HalfUp), number("0.1667"));
    assert!(!sixth.round_to_decimals(4, Rounding::HalfUp).is_approximate());
    assert!(!sixth.round_to_decimals(1_000, Rounding::HalfUp).is_approximate());
    assert!(sixth.round_to_decimals(u32::MAX, Rounding::HalfUp).is_approximate());
    assert_eq!(number("0.25").round_to_decimals(u32::MAX, Rounding::HalfUp), number("0.25"));
    assert_eq!(ten_to(-1_000).round_to_decimals(999, Rounding::Up), ten_to(-999));
    let tiny = number("10").power(&number("-9000")).unwrap();
    assert_eq!(tiny.round_to_decimals(8_000, Rounding::HalfUp), Number::ZERO);
    assert_eq!(tiny.round_to_decimals(u32::MAX, Rounding::HalfUp), tiny);
}

#[test]
fn what_is_rounded_past_all_doubt_is_exact() {
    let one = Number::ONE;
    let root = ratio(2, 1).square_root().unwrap();
    assert!(!root.ceil(&one).unwrap().is_approximate());
    assert_eq!(root.ceil(&one).unwrap(), ratio(2, 1));
    let nearly_two = root.multiply(&root).unwrap();
    assert!(nearly_two.ceil(&one).unwrap().is_approximate());
    assert!(nearly_two.floor(&one).unwrap().is_approximate());
    assert!(!nearly_two.round(&one, Rounding::HalfUp).unwrap().is_approximate());
}
