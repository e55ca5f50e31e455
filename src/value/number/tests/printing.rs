use super::super::{Digits, Number};
use super::{number, ratio, ten_to};

fn text(value: &Number, limit: Digits) -> String {
    value.digits(limit).text(None, '.')
}

#[test]
fn exact_values_are_cut_and_approximate_ones_rounded() {
    let rows = [
        (ratio(2, 3), Digits::All, "0.666666666666666…", "≈ 0.6666666666666666666666666667"),
        (ratio(2, 3), Digits::Decimals(2), "0.66…", "≈ 0.67"),
        (ratio(-2, 3), Digits::Decimals(2), "-0.66…", "≈ -0.67"),
        (ratio(2, 3), Digits::Decimals(0), "0…", "≈ 1"),
        (ratio(-2, 3), Digits::Decimals(0), "-0…", "≈ -1"),
        (ratio(-1, 3), Digits::Decimals(0), "-0…", "≈ 0"),
        (ratio(200, 3), Digits::Significant(3), "66.6…", "≈ 66.7"),
        (ratio(20_000, 3), Digits::Significant(2), "6666…", "≈ 6667"),
        (ratio(2, 300), Digits::Significant(3), "0.00666…", "≈ 0.00667"),
        (ratio(1, 7), Digits::All, "0.142857142857142…", "≈ 0.1428571428571428571428571429"),
        (ratio(100, 7), Digits::All, "14.2857142857142…", "≈ 14.28571428571428571428571429"),
        (number("15269.22"), Digits::All, "15269.22", "≈ 15269.22"),
        (number("15269.22"), Digits::Decimals(1), "15269.2…", "≈ 15269.2"),
        (number("15269.25"), Digits::Decimals(1), "15269.2…", "≈ 15269.3"),
        (number("15269.22"), Digits::Decimals(5), "15269.22", "≈ 15269.22"),
        (number("15269.22"), Digits::Significant(9), "15269.22", "≈ 15269.22"),
        (number("9.996"), Digits::Significant(3), "9.99…", "≈ 10"),
        (number("0.0996"), Digits::Significant(2), "0.099…", "≈ 0.1"),
        (number("2.0001"), Digits::Decimals(2), "2.00…", "≈ 2"),
        (number("-0.001"), Digits::Decimals(2), "-0.00…", "≈ 0"),
        (number("1200"), Digits::Significant(1), "1200", "≈ 1200"),
        (number("0"), Digits::Significant(3), "0", "≈ 0"),
        (number("-5"), Digits::All, "-5", "≈ -5"),
        (number("0.5"), Digits::Significant(0), "0…", "≈ 1"),
    ];
    for (value, limit, exact, approximate) in rows {
        assert_eq!(text(&value, limit), exact, "{value} {limit:?}");
        assert_eq!(text(&value.clone().approximated(), limit), approximate, "{value} {limit:?}");
    }
}

#[test]
fn groups_are_of_three_and_in_the_readers_style() {
    let rows = [
        ("0", "0"),
        ("12", "12"),
        ("123", "123"),
        ("1234", "1.234"),
        ("-123456", "-123.456"),
        ("1234567.8912", "1.234.567,8912"),
    ];
    for (value, wanted) in rows {
        assert_eq!(number(value).digits(Digits::All).text(Some('.'), ','), wanted);
    }
    let near = ratio(-12_345_678, 10).approximated();
    assert_eq!(near.digits(Digits::All).text(Some('_'), '.'), "≈ -1_234_567.8");
    assert_eq!(ratio(10_000, 3).digits(Digits::Decimals(1)).text(Some(' '), '.'), "3 333.3…");
}

#[test]
fn the_parts_of_a_printed_number() {
    let printed = ratio(-10, 3).digits(Digits::Decimals(3));
    assert!(printed.negative && printed.cut && !printed.approximate);
    assert_eq!((printed.integer.as_str(), printed.fraction.as_str()), ("3", "333"));
    let printed = number("-0.25").approximated().digits(Digits::Decimals(3));
    assert!(printed.negative && !printed.cut && printed.approximate);
    assert_eq!((printed.integer.as_str(), printed.fraction.as_str()), ("0", "25"));
}

#[test]
fn the_full_text_is_a_decimal_or_a_fraction() {
    assert_eq!(number("15_269.220").exact_text(), "15269.22");
    assert_eq!(ratio(-1, 3).exact_text(), "-1/3");
    assert_eq!(ten_to(30).exact_text(), format!("1{}", "0".repeat(30)));
    assert_eq!(ten_to(-30).negate().exact_text(), format!("-0.{}1", "0".repeat(29)));
    assert_eq!(ten_to(30).divide(&number("7")).unwrap().exact_text(), format!("1{}/7", "0".repeat(30)));
    assert_eq!(format!("{} {:?}", ratio(1, 3), number("0.5").approximated()), "1/3 ≈ 0.5");
}

#[test]
fn long_expansions_end_somewhere() {
    let halves = number("2").power(&number("-4000")).unwrap();
    assert_eq!(halves.terminating_decimals(), Some(4_000));
    let printed = halves.digits(Digits::All);
    assert!(printed.cut);
    assert_eq!(printed.fraction.len(), 1_300);
    assert_eq!(halves.digits(Digits::Decimals(u32::MAX)).fraction.len(), 4_000);
    assert!(!number("2").power(&number("-1300")).unwrap().digits(Digits::All).cut);
    let third = ratio(1, 3);
    assert_eq!(third.digits(Digits::Decimals(u32::MAX)).fraction.len(), 1_300);
    assert_eq!(third.digits(Digits::Significant(u32::MAX)).fraction.len(), 1_300);
    let tiny = number("10").power(&number("-9000")).unwrap();
    assert_eq!(tiny.digits(Digits::All).fraction.len(), 9_000);
    assert_eq!(text(&tiny, Digits::Decimals(3)), "≈ 0");
    let big = ten_to(40).divide(&number("3")).unwrap();
    assert_eq!(text(&big, Digits::All), format!("{}…", "3".repeat(40)));
    let near = ten_to(40).divide(&number("3")).unwrap().approximated();
    assert_eq!(text(&near, Digits::All), format!("≈ {}{}", "3".repeat(28), "0".repeat(12)));
}

#[test]
fn decimals_are_counted() {
    let rows = [
        (number("5"), Some(0)),
        (number("0.25"), Some(2)),
        (ratio(1, 3), None),
        (ratio(3, 6), Some(1)),
        (ratio(1, 1_000_000_007), None),
        (ratio(7, 3_125), Some(5)),
        (Number::ZERO, Some(0)),
        (ten_to(-1_000), Some(1_000)),
        (number("5").power(&number("-1700")).unwrap(), Some(1_700)),
        (ten_to(-1_000).divide(&number("3")).unwrap(), None),
        (ten_to(30).divide(&number("7")).unwrap(), None),
        (ten_to(30), Some(0)),
    ];
    for (value, decimals) in rows {
        assert_eq!(value.terminating_decimals(), decimals, "{value}");
    }
}
