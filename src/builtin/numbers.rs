//! Functions of single numbers.

use super::{Builtin, Fallback, Shape, argument, optional, required};
use crate::value::number::{Number, Rounding};
use crate::value::{Value, ValueError};

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "abs",
        parameters: &[required("x", Shape::Quantity('D'))],
        result: Shape::Quantity('D'),
        documentation: "The size of a number, without its sign.",
        example: "abs(-3 s) == 3 s",
        code: |values| number(values, |x| Ok(x.absolute())),
    },
    Builtin {
        name: "floor",
        parameters: &[required("x", Shape::Quantity('D')), optional("to", Shape::Quantity('D'), Fallback::One)],
        result: Shape::Quantity('D'),
        documentation: "The largest multiple of `to` that is not above a number.",
        example: "floor(7.9) == 7 and floor(95 s, to: 1 min) == 1 min",
        code: |values| number(values, |x| Ok(x.floor(&argument(values, 1)?.number()?)?)),
    },
    Builtin {
        name: "ceil",
        parameters: &[required("x", Shape::Quantity('D')), optional("to", Shape::Quantity('D'), Fallback::One)],
        result: Shape::Quantity('D'),
        documentation: "The smallest multiple of `to` that is not below a number: how many are needed.",
        example: "ceil(7.1) == 8 and ceil(-7.9) == -7",
        code: |values| number(values, |x| Ok(x.ceil(&argument(values, 1)?.number()?)?)),
    },
    Builtin {
        name: "round",
        parameters: &[
            required("x", Shape::Quantity('D')),
            optional("to", Shape::Quantity('D'), Fallback::One),
            optional("half", Shape::Choice(&["up", "even"]), Fallback::Word("up")),
        ],
        result: Shape::Quantity('D'),
        documentation: "The nearest multiple of `to`; a half goes away from nought, as people do by hand, or to the even one.",
        example: "round(2.5) == 3 and round(2.5, half: even) == 2 and round(4.718, to: 0.01) == 4.72",
        code: |values| {
            let even = matches!(argument(values, 2)?, Value::Text(word) if &**word == "even");
            let rounding = if even { Rounding::HalfEven } else { Rounding::HalfUp };
            number(values, |x| Ok(x.round(&argument(values, 1)?.number()?, rounding)?))
        },
    },
    Builtin {
        name: "clip",
        parameters: &[
            required("x", Shape::Quantity('D')),
            required("least", Shape::Quantity('D')),
            required("most", Shape::Quantity('D')),
        ],
        result: Shape::Quantity('D'),
        documentation: "A number, or the least or the most that it may be.",
        example: "clip(120%, least: 0%, most: 100%) == 100% and all_of(clip([-1, 5], least: 0, most: 9) == [0, 5])",
        code: |values| {
            let (least, most) = (argument(values, 1)?.number()?, argument(values, 2)?.number()?);
            number(values, |x| Ok(x.clone().max(least.clone()).min(most.clone())))
        },
    },
    Builtin {
        name: "sqrt",
        parameters: &[required("x", Shape::Power('D', 2))],
        result: Shape::Quantity('D'),
        documentation: "The square root: exact where there is an exact one, else marked as approximate.",
        example: "sqrt(4/9) == 2/3",
        code: |values| number(values, |x| Ok(x.square_root()?)),
    },
    Builtin {
        name: "exp",
        parameters: &[required("x", Shape::Plain)],
        result: Shape::Plain,
        documentation: "e to the power of a number, approximate.",
        example: "exp(0) == 1",
        code: |values| number(values, |x| Ok(x.exponential()?)),
    },
    Builtin {
        name: "ln",
        parameters: &[required("x", Shape::Plain)],
        result: Shape::Plain,
        documentation: "The natural logarithm, approximate.",
        example: "ln(1) == 0",
        code: |values| number(values, |x| Ok(x.natural_logarithm()?)),
    },
];

fn number(values: &[Value], apply: impl Fn(&Number) -> Result<Number, ValueError>) -> Result<Value, ValueError> {
    apply(&argument(values, 0)?.number()?).map(Value::Number)
}
