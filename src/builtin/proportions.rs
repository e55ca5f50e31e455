//! Functions of proportions, which keep both counts.

use super::fisher::{self, Counts};
use super::{Builtin, Shape, argument, distributions, required};
use crate::value::number::Number;
use crate::value::{Proportion, Value, ValueError};

const CLOPPER_PEARSON: &[super::Parameter] = &[required("p", Shape::Proportion), required("confidence", Shape::Plain)];

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "hits",
        parameters: &[required("p", Shape::Proportion)],
        result: Shape::Plain,
        documentation: "The part of a proportion.",
        example: "hits(424 of 565) == 424",
        code: |values| Ok(Value::Number(proportion(values, 0)?.hits.clone())),
    },
    Builtin {
        name: "total",
        parameters: &[required("p", Shape::Proportion)],
        result: Shape::Plain,
        documentation: "The whole of a proportion.",
        example: "total(424 of 565) == 565",
        code: |values| Ok(Value::Number(proportion(values, 0)?.total.clone())),
    },
    Builtin {
        name: "share",
        parameters: &[required("p", Shape::Proportion)],
        result: Shape::Plain,
        documentation: "A proportion as a number, without its counts.",
        example: "share(3 of 4) == 75%",
        code: |values| proportion(values, 0)?.share().map(Value::Number),
    },
    Builtin {
        name: "clopper_pearson_lower",
        parameters: CLOPPER_PEARSON,
        result: Shape::Plain,
        documentation: "The lower limit of a share, never surer than it says (Clopper and Pearson, 1934); 0 if there are no hits.",
        example: "round(clopper_pearson_lower(81 of 100, confidence: 95%), to: 0.0001) == 0.7193",
        code: |values| {
            let (hits, misses, confidence) = sides(values, "clopper_pearson_lower")?;
            if hits == 0 {
                return Ok(Value::Number(Number::ZERO));
            }
            let below = Number::ONE.subtract(&confidence)?.divide(&Number::from_integer(2))?;
            limit("clopper_pearson_lower", &below, hits, misses + 1)
        },
    },
    Builtin {
        name: "clopper_pearson_upper",
        parameters: CLOPPER_PEARSON,
        result: Shape::Plain,
        documentation: "The upper limit of a share, never surer than it says (Clopper and Pearson, 1934); 1 if all are hits.",
        example: "round(clopper_pearson_upper(81 of 100, confidence: 95%), to: 0.0001) == 0.8816",
        code: |values| {
            let (hits, misses, confidence) = sides(values, "clopper_pearson_upper")?;
            if misses == 0 {
                return Ok(Value::Number(Number::ONE));
            }
            let below = Number::ONE.add(&confidence)?.divide(&Number::from_integer(2))?;
            limit("clopper_pearson_upper", &below, hits + 1, misses)
        },
    },
    Builtin {
        name: "fisher_exact_p",
        parameters: &[required("before", Shape::Proportion), required("after", Shape::Proportion)],
        result: Shape::Plain,
        documentation: "How often two shares differ at least as much by chance, both ways: Fisher's exact test, which sums up all tables no likelier than this one.",
        example: "round(fisher_exact_p(3 of 4, 1 of 4), to: 0.0001) == 0.4857",
        code: |values| {
            let (before, after) = (counts(proportion(values, 0)?), counts(proportion(values, 1)?));
            let (before, after) = before.zip(after).ok_or(too_many("fisher_exact_p"))?;
            Ok(Value::Number(Number::from_f64(fisher::two_sided(before, after))?))
        },
    },
];

fn proportion(values: &[Value], index: usize) -> Result<&Proportion, ValueError> {
    match argument(values, index)? {
        Value::Proportion(proportion) => Ok(proportion),
        _ => Err(ValueError::Unfit { operation: "counting hits", what: "a value that is no proportion" }),
    }
}

fn too_many(function: &'static str) -> ValueError {
    ValueError::Outside { function, needs: "counts up to 10 thousand million" }
}

/// Both counts, if they are not past 10^10.
fn counts(proportion: &Proportion) -> Option<Counts> {
    let whole = |number: &Number| number.to_i64().and_then(|count| u64::try_from(count).ok());
    let total = whole(&proportion.total).filter(|total| *total <= 10_000_000_000)?;
    Some(Counts { hits: whole(&proportion.hits)?, total })
}

/// Hits, misses, and the confidence.
fn sides(values: &[Value], function: &'static str) -> Result<(u64, u64, Number), ValueError> {
    let Counts { hits, total } = counts(proportion(values, 0)?).ok_or(too_many(function))?;
    let confidence = argument(values, 1)?.number()?;
    if confidence <= Number::ZERO || confidence >= Number::ONE {
        return Err(ValueError::Outside { function, needs: "a confidence between 0 % and 100 %" });
    }
    Ok((hits, total - hits, confidence))
}

fn limit(function: &'static str, below: &Number, a: u64, b: u64) -> Result<Value, ValueError> {
    let found = distributions::beta_quantile(below.to_f64(), a as f64, b as f64).ok_or(too_many(function))?;
    Ok(Value::Number(Number::from_f64(found)?))
}
