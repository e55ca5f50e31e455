//! Quantiles and tails of distributions, all of them approximate, and p-values put right.

use super::{Builtin, Shape, argument, distributions, required};
use crate::value::number::Number;
use crate::value::operation;
use crate::value::{Value, ValueError};

const DEGREES: &str = "degrees of freedom from 0.001 to 10 thousand million";
const SHARE: &str = "a probability between 0 and 1";

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "normal_quantile",
        parameters: &[required("p", Shape::Plain)],
        result: Shape::Plain,
        documentation: "What a standard normal figure stays below with a probability: 1.96 for 97.5 %.",
        example: "round(normal_quantile(97.5%), to: 0.000001) == 1.959964",
        code: |values| answer("normal_quantile", SHARE, distributions::normal_quantile(at(values, 0)?)),
    },
    Builtin {
        name: "normal_tail",
        parameters: &[required("z", Shape::Plain)],
        result: Shape::Plain,
        documentation: "How likely a standard normal figure is to lie above `z`.",
        example: "round(normal_tail(1.959964), to: 0.00001) == 0.025",
        code: |values| answer("normal_tail", "a number", distributions::normal_tail(at(values, 0)?)),
    },
    Builtin {
        name: "student_quantile",
        parameters: &[required("p", Shape::Plain), required("degrees", Shape::Plain)],
        result: Shape::Plain,
        documentation: "What a figure of Student's distribution stays below with a probability.",
        example: "round(student_quantile(97.5%, degrees: 9), to: 0.001) == 2.262",
        code: |values| {
            let found = distributions::student_quantile(at(values, 0)?, at(values, 1)?);
            answer("student_quantile", "a probability between 0 and 1, and degrees of freedom above 0", found)
        },
    },
    Builtin {
        name: "student_tail",
        parameters: &[required("t", Shape::Plain), required("degrees", Shape::Plain)],
        result: Shape::Plain,
        documentation: "How likely a figure of Student's distribution is to lie above `t`.",
        example: "round(student_tail(2.262157, degrees: 9), to: 0.00001) == 0.025",
        code: |values| answer("student_tail", DEGREES, distributions::student_tail(at(values, 0)?, at(values, 1)?)),
    },
    Builtin {
        name: "chi_square_quantile",
        parameters: &[required("p", Shape::Plain), required("degrees", Shape::Plain)],
        result: Shape::Plain,
        documentation: "What a figure of the chi-square distribution stays below with a probability.",
        example: "round(chi_square_quantile(95%, degrees: 2), to: 0.001) == 5.991",
        code: |values| {
            let found = distributions::chi_square_quantile(at(values, 0)?, at(values, 1)?);
            answer("chi_square_quantile", "a probability between 0 and 1, and degrees of freedom above 0", found)
        },
    },
    Builtin {
        name: "chi_square_tail",
        parameters: &[required("x", Shape::Plain), required("degrees", Shape::Plain)],
        result: Shape::Plain,
        documentation: "How likely a figure of the chi-square distribution is to lie above `x`.",
        example: "round(chi_square_tail(5.991, degrees: 2), to: 0.0001) == 0.05",
        code: |values| {
            let found = distributions::chi_square_tail(at(values, 0)?, at(values, 1)?);
            answer("chi_square_tail", "a figure that is not below 0, and degrees of freedom above 0", found)
        },
    },
    Builtin {
        name: "f_quantile",
        parameters: &[
            required("p", Shape::Plain),
            required("numerator", Shape::Plain),
            required("denominator", Shape::Plain),
        ],
        result: Shape::Plain,
        documentation: "What a figure of the F distribution stays below with a probability.",
        example: "round(f_quantile(95%, numerator: 3, denominator: 16), to: 0.001) == 3.239",
        code: |values| {
            let found = distributions::f_quantile(at(values, 0)?, at(values, 1)?, at(values, 2)?);
            answer("f_quantile", "a probability between 0 and 1, and degrees of freedom above 0", found)
        },
    },
    Builtin {
        name: "f_tail",
        parameters: &[
            required("x", Shape::Plain),
            required("numerator", Shape::Plain),
            required("denominator", Shape::Plain),
        ],
        result: Shape::Plain,
        documentation: "How likely a figure of the F distribution is to lie above `x`.",
        example: "round(f_tail(3.239, numerator: 3, denominator: 16), to: 0.0001) == 0.05",
        code: |values| {
            let found = distributions::f_tail(at(values, 0)?, at(values, 1)?, at(values, 2)?);
            answer("f_tail", "a figure that is not below 0, and degrees of freedom above 0", found)
        },
    },
    Builtin {
        name: "beta_quantile",
        parameters: &[required("p", Shape::Plain), required("a", Shape::Plain), required("b", Shape::Plain)],
        result: Shape::Plain,
        documentation: "What a figure of the beta distribution stays below with a probability.",
        example: "round(beta_quantile(2.5%, a: 81, b: 20), to: 0.0001) == 0.7193",
        code: |values| {
            let found = distributions::beta_quantile(at(values, 0)?, at(values, 1)?, at(values, 2)?);
            let needs = "a probability between 0 and 1, and shapes from 0.001 to 10 thousand million";
            answer("beta_quantile", needs, found)
        },
    },
    Builtin {
        name: "holm",
        parameters: &[required("p_values", Shape::Counts)],
        result: Shape::Counts,
        documentation: "The p-values of several comparisons, raised so that all of them together are as sure as one (Holm, 1979); each stays in its place.",
        example: "all_of(holm([0.01, 0.04, 0.03]) == [0.03, 0.06, 0.06])",
        code: |values| Ok(operation::list(holm(argument(values, 0)?.elements()?)?)),
    },
];

/// The smallest is multiplied by how many there are, the next by one less, and so on; none gets below one before it.
fn holm(mut elements: Vec<Value>) -> Result<Vec<Value>, ValueError> {
    let mut ascending: Vec<(usize, Number)> = Vec::with_capacity(elements.len());
    for (place, element) in elements.iter().enumerate().filter(|(_, element)| **element != Value::Missing) {
        let p = element.number()?;
        if p.is_negative() || p > Number::ONE {
            return Err(ValueError::Outside { function: "holm", needs: "p-values from 0 to 1" });
        }
        ascending.push((place, p));
    }
    ascending.sort_by(|(_, left), (_, right)| left.cmp(right));
    let mut highest = Number::ZERO;
    for (left, (place, p)) in (1..=ascending.len()).rev().zip(ascending) {
        highest = highest.max(p.multiply(&Number::from(left))?).min(Number::ONE);
        if let Some(element) = elements.get_mut(place) {
            *element = Value::Number(highest.clone());
        }
    }
    Ok(elements)
}

fn at(values: &[Value], index: usize) -> Result<f64, ValueError> {
    Ok(argument(values, index)?.number()?.to_f64())
}

fn answer(function: &'static str, needs: &'static str, found: Option<f64>) -> Result<Value, ValueError> {
    let found = found.ok_or(ValueError::Outside { function, needs })?;
    Ok(Value::Number(Number::from_f64(found)?))
}
