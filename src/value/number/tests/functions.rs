use super::super::{Digits, Number, NumberError};
use super::{number, ratio, ten_to};

fn digits(result: Result<Number, NumberError>) -> String {
    let value = result.unwrap();
    assert!(value.is_approximate());
    assert!(value.exact_text().trim_start_matches(['-', '0', '.']).replace('.', "").trim_end_matches('0').len() <= 28);
    value.digits(Digits::All).text(None, '.').trim_start_matches("≈ ").to_string()
}

#[test]
fn square_roots_agree_with_published_digits() {
    for (value, wanted) in [
        ("2", "1.414213562373095048801688724"),
        ("3", "1.732050807568877293527446342"),
        ("0.5", "0.7071067811865475244008443621"),
        ("10", "3.162277660168379331998893544"),
        ("123456789.123", "11111.11106609055546434728617"),
        ("0.00007", "0.008366600265340755479781720258"),
    ] {
        assert_eq!(digits(number(value).square_root()), wanted);
        assert_eq!(digits(number(value).power(&ratio(1, 2))), wanted);
    }
    for (value, root) in [(ratio(4, 9), ratio(2, 3)), (Number::ZERO, Number::ZERO), (ten_to(60), ten_to(30))] {
        let found = value.square_root().unwrap();
        assert_eq!(found, root);
        assert!(!found.is_approximate());
    }
    assert!(ten_to(1_001).square_root().unwrap().is_approximate());
    assert!(ten_to(-1_001).square_root().unwrap().is_approximate());
    let refused = NumberError::Domain { function: "square root of a negative number" };
    assert_eq!(number("-1").square_root(), Err(refused.clone()));
    assert_eq!(refused.to_string(), "the square root of a negative number is not defined");
}

#[test]
fn exponentials_agree_with_published_digits() {
    for (value, wanted) in [
        ("1", "2.718281828459045235360287471"),
        ("-1", "0.3678794411714423215955237702"),
        ("0.5", "1.648721270700128146848650788"),
        ("10", "22026.46579480671651695790065"),
        ("-10", "0.00004539992976248485153559151556"),
        ("100", "26881171418161354484126255520000000000000000"),
        ("0.000001", "1.000001000000500000166666708"),
        ("1e-20", "1.00000000000000000001"),
        ("2.302585", "9.999999070059586399281408522"),
        ("-0.693", "0.5000735956957676578171691225"),
    ] {
        assert_eq!(digits(number(value).exponential()), wanted, "{value}");
    }
    let one = Number::ZERO.exponential().unwrap();
    assert_eq!(one, Number::ONE);
    assert!(!one.is_approximate());
    assert_eq!(number("24000").exponential(), Err(NumberError::TooLarge { digits: 10_000 }));
    assert_eq!(number("23030").exponential(), Err(NumberError::TooLarge { digits: 10_000 }));
    assert_eq!(ten_to(1_000).negate().exponential(), Err(NumberError::TooSmall { digits: 10_000 }));
    assert_eq!(number("-23030").exponential(), Err(NumberError::TooSmall { digits: 10_000 }));
    assert_eq!(ten_to(-1_000).exponential().unwrap(), Number::ONE);
    let back = number("23000").exponential().unwrap().natural_logarithm().unwrap();
    assert!(back.subtract(&number("23000")).unwrap().absolute() < number("1e-22"));
}

#[test]
fn logarithms_agree_with_published_digits() {
    for (value, wanted) in [
        ("2", "0.6931471805599453094172321215"),
        ("3", "1.098612288668109691395245237"),
        ("10", "2.302585092994045684017991455"),
        ("0.5", "-0.6931471805599453094172321215"),
        ("1.000001", "0.0000009999995000003333330833335333"),
        ("0.999999", "-0.000001000000500000333333583333533"),
        ("1e-20", "-46.05170185988091368035982909"),
        ("123456789.123", "18.63140176716431804176395658"),
        ("1.00000000000000000001", "0.00000000000000000000999999999999999999995"),
        ("0.7", "-0.3566749439387323789126387112"),
        ("1.4", "0.3364722366212129305045934102"),
    ] {
        assert_eq!(digits(number(value).natural_logarithm()), wanted, "{value}");
    }
    let zero = Number::ONE.natural_logarithm().unwrap();
    assert!(zero.is_zero() && !zero.is_approximate());
    for value in [Number::ZERO, number("-1")] {
        assert!(matches!(value.natural_logarithm(), Err(NumberError::Domain { .. })));
    }
}

#[test]
fn whole_powers_are_exact_to_the_cap() {
    for (base, exponent, wanted) in [
        (number("2"), "10", number("1024")),
        (number("-2"), "3", number("-8")),
        (ratio(-2, 3), "-3", ratio(-27, 8)),
        (number("0"), "0", Number::ONE),
        (number("0"), "5", Number::ZERO),
        (number("1"), "1e20", Number::ONE),
        (number("-1"), "1e20", Number::ONE),
        (number("-1"), "-10000000000000001", number("-1")),
        (number("5"), "0", Number::ONE),
        (number("1.1"), "2", number("1.21")),
    ] {
        let power = base.power(&number(exponent)).unwrap();
        assert_eq!(power, wanted, "{base} {exponent}");
        assert!(!power.is_approximate());
    }
    assert!(!number("2").power(&number("4095")).unwrap().is_approximate());
    assert!(number("2").power(&number("4096")).unwrap().is_approximate());
    assert_eq!(Number::ZERO.power(&number("-1")), Err(NumberError::DivisionByZero));
    assert_eq!(Number::ZERO.power(&number("-0.5")), Err(NumberError::DivisionByZero));
}

#[test]
fn powers_past_the_cap_are_marked_or_refused_at_once() {
    let large = number("3").power(&number("5000")).unwrap();
    assert!(large.is_approximate());
    assert!(large.exact_text().starts_with("4038997629787155339700863410000"));
    assert_eq!(large.exact_text().len(), 2_386);
    assert!(number("-3").power(&number("5001")).unwrap().is_negative());
    assert_eq!(number("10").power(&number("9000")).unwrap().exact_text(), format!("1{}", "0".repeat(9_000)));
    for exponent in ["10_000_000", "1e28"] {
        assert_eq!(number("10").power(&number(exponent)), Err(NumberError::TooLarge { digits: 10_000 }));
        assert_eq!(number("0.1").power(&number(exponent)), Err(NumberError::TooSmall { digits: 10_000 }));
    }
    assert_eq!(number("2").power(&ten_to(1_000)), Err(NumberError::TooLarge { digits: 10_000 }));
    assert_eq!(digits(number("1.00000000000000000001").power(&number("1e20"))), "2.718281828459045235346696062");
}

#[test]
fn fractional_powers_are_exact_where_a_fraction_is_the_answer() {
    for (base, exponent, wanted) in [
        (number("4"), ratio(1, 2), number("2")),
        (ratio(8, 27), ratio(-2, 3), ratio(9, 4)),
        (number("0.0001"), ratio(3, 4), number("0.001")),
        (number("1024"), number("0.1"), number("2")),
        (Number::ZERO, ratio(1, 2), Number::ZERO),
        (Number::ONE, ratio(1, 3), Number::ONE),
    ] {
        let power = base.power(&exponent).unwrap();
        assert_eq!(power, wanted);
        assert!(!power.is_approximate());
    }
    for (base, exponent, wanted) in [
        ("2", "0.1", "1.071773462536293164213006325"),
        ("10", "-0.3", "0.5011872336272722850015541869"),
        ("1.0001", "100000.5", "22016.55679383668207495467207"),
        ("0.3", "2.7", "0.03874604582249408016772796681"),
    ] {
        assert_eq!(digits(number(base).power(&number(exponent))), wanted);
    }
    assert!(matches!(number("-8").power(&ratio(1, 3)), Err(NumberError::Domain { .. })));
    let fine = Number::from_ratio(1, i64::MAX).unwrap();
    assert!(number("2").power(&fine).unwrap() > Number::ONE);
}
