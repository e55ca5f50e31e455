//! The laws of arithmetic, and that giving the parameters first or last comes to the same.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::value::operation::{self, Operator};
use proptest::prelude::*;

const NAMES: [&str; 3] = ["a", "b", "c"];

fn symbol(name: &str) -> Symbolic {
    Symbolic::symbol(Text::from(name), Dimension::NONE)
}

fn number(value: i64) -> Symbolic {
    Symbolic::from(Number::from_integer(value))
}

fn ratio(above: i64, below: i64) -> Number {
    Number::from_ratio(above, below).unwrap()
}

/// The value once all symbols are given.
fn given(symbolic: &Symbolic, values: &[Number; 3]) -> Result<Number, NumberError> {
    let mut sum = Number::ZERO;
    for (product, coefficient) in symbolic.terms() {
        let mut term = coefficient.clone();
        for (symbol, exponent) in product.factors() {
            let place = NAMES.iter().position(|name| **name == *symbol.name).unwrap();
            term = term.multiply(&values[place].power(&Number::from_integer(*exponent))?)?;
        }
        sum = sum.add(&term)?;
    }
    Ok(sum)
}

fn single() -> impl Strategy<Value = Symbolic> {
    let coefficient = (-9i64..10, 1i64..5).prop_map(|(above, below)| ratio(above, below));
    (coefficient, prop::array::uniform3(-2i64..3)).prop_map(|(coefficient, powers)| {
        let factors = NAMES.iter().zip(powers).map(|(name, power)| symbol(name).power(&number(power)).unwrap());
        factors.fold(Symbolic::from(coefficient), |product, factor| product.multiply(&factor).unwrap())
    })
}

fn sum() -> impl Strategy<Value = Symbolic> {
    prop::collection::vec(single(), 0..4)
        .prop_map(|terms| terms.iter().fold(number(0), |sum, term| sum.add(term).unwrap()))
}

fn values() -> impl Strategy<Value = [Number; 3]> {
    let value = (1i64..50, 1i64..9, any::<bool>());
    let value = value.prop_map(|(above, below, minus)| ratio(if minus { -above } else { above }, below));
    prop::array::uniform3(value)
}

proptest! {
    #[test]
    fn addition_and_multiplication_obey_the_laws(x in sum(), y in sum(), z in sum()) {
        let add = |x: &Symbolic, y: &Symbolic| x.add(y).unwrap();
        let multiply = |x: &Symbolic, y: &Symbolic| x.multiply(y).unwrap();
        prop_assert_eq!(add(&x, &y).into_value(), add(&y, &x).into_value());
        prop_assert_eq!(multiply(&x, &y).into_value(), multiply(&y, &x).into_value());
        prop_assert_eq!(add(&add(&x, &y), &z).into_value(), add(&x, &add(&y, &z)).into_value());
        prop_assert_eq!(multiply(&multiply(&x, &y), &z).into_value(), multiply(&x, &multiply(&y, &z)).into_value());
        prop_assert_eq!(multiply(&x, &add(&y, &z)).into_value(), add(&multiply(&x, &y), &multiply(&x, &z)).into_value());
        prop_assert_eq!(x.subtract(&y).unwrap().into_value(), add(&x, &y.negate()).into_value());
    }

    #[test]
    fn operations_undo_each_other(x in sum(), y in single(), power in 0i64..5) {
        prop_assert_eq!(x.subtract(&x).unwrap().into_value(), Value::Number(Number::ZERO));
        let there = x.add(&y).unwrap().subtract(&y).unwrap();
        prop_assert_eq!(there.into_value(), x.clone().into_value());
        if y.constant() != Some(Number::ZERO) {
            let there = x.multiply(&y).unwrap().divide(&y).unwrap();
            prop_assert_eq!(there.into_value(), x.clone().into_value());
        }
        let product = (0..power).fold(number(1), |product, _| product.multiply(&x).unwrap());
        prop_assert_eq!(x.power(&number(power)).unwrap().into_value(), product.into_value());
        if x.constant() != Some(Number::ZERO) {
            let there = x.multiply(&y).unwrap().divide(&x).unwrap();
            prop_assert_eq!(there.into_value(), y.into_value());
        }
    }

    #[test]
    fn giving_the_parameters_first_or_last_is_the_same(
        x in sum(), y in sum(), divisor in single(), power in 0i64..4, values in values(),
    ) {
        let (left, right) = (given(&x, &values).unwrap(), given(&y, &values).unwrap());
        let last = |symbolic: Result<Symbolic, ValueError>| given(&symbolic.unwrap(), &values).unwrap();
        prop_assert_eq!(last(x.add(&y)), left.add(&right).unwrap());
        prop_assert_eq!(last(x.subtract(&y)), left.subtract(&right).unwrap());
        prop_assert_eq!(last(x.multiply(&y)), left.multiply(&right).unwrap());
        prop_assert_eq!(last(x.power(&number(power))), left.power(&Number::from_integer(power)).unwrap());
        prop_assert_eq!(last(Ok(x.negate())), left.negate());
        let below = given(&divisor, &values).unwrap();
        match x.divide(&divisor) {
            Ok(quotient) => prop_assert_eq!(last(Ok(quotient)), left.divide(&below).unwrap()),
            Err(reason) => {
                prop_assert!(below.is_zero());
                prop_assert_eq!(reason, ValueError::Number(NumberError::DivisionByZero));
            }
        }
    }
}

#[test]
fn what_cancels_out_is_a_number() {
    let (a, b) = (symbol("a"), symbol("b"));
    assert_eq!(a.divide(&a).unwrap().into_value(), Value::Number(Number::ONE));
    assert_eq!(a.power(&number(0)).unwrap().into_value(), Value::Number(Number::ONE));
    assert_eq!(a.multiply(&number(0)).unwrap().into_value(), Value::Number(Number::ZERO));
    let sum = a.add(&b).unwrap();
    assert_eq!(number(0).divide(&sum).unwrap().into_value(), Value::Number(Number::ZERO));
    assert_eq!(sum.multiply(&number(3)).unwrap().divide(&sum).unwrap().into_value(), Value::Number(3_i64.into()));
}

#[test]
fn a_mark_outlives_the_term_that_cancels_out() {
    let (a, root) = (symbol("a"), Symbolic::from(Number::from_integer(2).square_root().unwrap()));
    let marked = a.multiply(&root).unwrap();
    let nothing = marked.subtract(&marked).unwrap();
    assert!(matches!(nothing.clone().into_value(), Value::Number(zero) if zero.is_zero() && zero.is_approximate()));
    let left = nothing.add(&a).unwrap();
    assert!(left.terms().all(|(_, coefficient)| coefficient.is_approximate()));
    assert_eq!(left, a);
}

#[test]
fn what_needs_a_number_names_what_is_open() {
    let (a, b) = (symbol("a"), symbol("b"));
    let open = |operation: &str, names: &[&str]| {
        let parameters = names.iter().map(|name| Text::from(*name)).collect();
        ValueError::Open { operation: operation.to_owned(), parameters }
    };
    let sum = b.add(&a).unwrap();
    assert_eq!(a.divide(&sum), Err(open("dividing by a sum", &["a", "b"])));
    assert_eq!(sum.power(&number(-1)), Err(open("dividing by a sum", &["a", "b"])));
    assert_eq!(a.power(&b), Err(open("a power", &["b"])));
    assert_eq!(a.power(&Symbolic::from(ratio(1, 2))), Err(open("a power that is not whole", &["a"])));
    assert_eq!(sum.power(&number(300)), Err(ValueError::TooManyTerms { most: MOST_TERMS }));
    assert_eq!(a.divide(&number(0)), Err(ValueError::Number(NumberError::DivisionByZero)));
    assert_eq!(
        open("`sqrt`", &["a", "b", "c"]).to_string(),
        "`sqrt` needs the values of `a`, `b` and `c`, which are open"
    );
}

#[test]
fn comparisons_are_answered_where_the_parameters_cancel_out() {
    let (a, b) = (symbol("a").into_value(), symbol("b").into_value());
    let apply = |operator, left: &Value, right: &Value| operation::apply(operator, left, right);
    let product = apply(Operator::Multiply, &a, &b).unwrap();
    let turned = apply(Operator::Multiply, &b, &a).unwrap();
    let more = apply(Operator::Add, &a, &Value::Number(Number::ONE)).unwrap();
    assert_eq!(apply(Operator::Equal, &product, &turned), Ok(Value::Truth(true)));
    assert_eq!(apply(Operator::Unequal, &product, &turned), Ok(Value::Truth(false)));
    assert_eq!(apply(Operator::Equal, &a, &more), Ok(Value::Truth(false)));
    assert_eq!(apply(Operator::Less, &a, &more), Ok(Value::Truth(true)));
    assert!(matches!(apply(Operator::Less, &a, &b), Err(ValueError::Open { .. })));
    assert!(matches!(apply(Operator::Equal, &a, &Value::Number(Number::ONE)), Err(ValueError::Open { .. })));
}
