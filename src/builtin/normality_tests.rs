//! Tests of normality: for each its statistic, and how often normal readings look at least as odd.

use super::normality::{self, Test, Unfit};
use super::{Builtin, Shape, argument, required};
use crate::value::number::Number;
use crate::value::{Value, ValueError};

const VALUES: &[super::Parameter] = &[required("values", Shape::Numbers('D'))];

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "anderson_darling",
        parameters: VALUES,
        result: Shape::Plain,
        documentation: "The statistic A² of Anderson and Darling for a normal distribution, of 8 values or more.",
        example: "round(anderson_darling([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]), to: 0.001) == 0.947",
        code: |values| statistic("the test of Anderson and Darling", normality::anderson_darling(&sizes(values)?)),
    },
    Builtin {
        name: "anderson_darling_p",
        parameters: VALUES,
        result: Shape::Plain,
        documentation: "How often values of a normal distribution look at least as odd, by the test of Anderson and Darling (D'Agostino and Stephens, 1986).",
        example: "anderson_darling_p([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]) < 0.05",
        code: |values| p_value("the test of Anderson and Darling", normality::anderson_darling(&sizes(values)?)),
    },
    Builtin {
        name: "shapiro_wilk",
        parameters: VALUES,
        result: Shape::Plain,
        documentation: "The statistic W of Shapiro and Wilk, of 3 to 5,000 values (Royston, 1995).",
        example: "round(shapiro_wilk([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]), to: 0.0001) == 0.7888",
        code: |values| statistic("the test of Shapiro and Wilk", normality::shapiro_wilk(&sizes(values)?)),
    },
    Builtin {
        name: "shapiro_wilk_p",
        parameters: VALUES,
        result: Shape::Plain,
        documentation: "How often values of a normal distribution look at least as odd, by the test of Shapiro and Wilk (Royston, 1995).",
        example: "round(shapiro_wilk_p([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]), to: 0.0001) == 0.0067",
        code: |values| p_value("the test of Shapiro and Wilk", normality::shapiro_wilk(&sizes(values)?)),
    },
    Builtin {
        name: "lilliefors",
        parameters: VALUES,
        result: Shape::Plain,
        documentation: "The largest distance D from a normal distribution with the mean and deviation of the values, of 5 values or more (Lilliefors, 1967).",
        example: "round(lilliefors([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]), to: 0.0001) == 0.2592",
        code: |values| statistic("the test of Lilliefors", normality::lilliefors(&sizes(values)?)),
    },
    Builtin {
        name: "lilliefors_p",
        parameters: VALUES,
        result: Shape::Plain,
        documentation: "How often values of a normal distribution look at least as odd, by the test of Lilliefors (Dallal and Wilkinson, 1986).",
        example: "lilliefors_p([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]) < 0.05",
        code: |values| p_value("the test of Lilliefors", normality::lilliefors(&sizes(values)?)),
    },
    Builtin {
        name: "lilliefors_critical",
        parameters: &[required("n", Shape::Plain), required("significance", Shape::Plain)],
        result: Shape::Plain,
        documentation: "The distance D that n values of a normal distribution exceed this often, for 1 %, 5 % and 10 %, as the table of Lilliefors (1967) has it.",
        example: "lilliefors_critical(10, 5%) == 0.258",
        code: |values| {
            let n = argument(values, 0)?.number()?.to_usize();
            let significance = argument(values, 1)?.number()?.to_f64();
            let found = n.and_then(|n| normality::lilliefors_critical(n, significance));
            let needs = "4 values or more, and a significance of 1 %, 5 % or 10 %";
            let found = found.ok_or(ValueError::Outside { function: "lilliefors_critical", needs })?;
            Ok(Value::Number(Number::from_f64(found)?))
        },
    },
    Builtin {
        name: "chi_square",
        parameters: VALUES,
        result: Shape::Plain,
        documentation: "The chi-square statistic for a normal distribution: classes by Sturges, merged until 5 are expected in each.",
        example: "chi_square([1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 8, 8, 9, 3, 4, 5, 6, 7, 5, 5, 4, 6, 2, 8]) < 3",
        code: |values| {
            let found =
                normality::chi_square(&sizes(values)?).map_err(|reason| unfit("the chi-square test", reason))?;
            Ok(Value::Number(Number::from_f64(found.statistic)?))
        },
    },
    Builtin {
        name: "chi_square_p",
        parameters: VALUES,
        result: Shape::Plain,
        documentation: "How often values of a normal distribution look at least as odd, by the chi-square test with three degrees of freedom less than classes.",
        example: "chi_square_p([1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 8, 8, 9, 3, 4, 5, 6, 7, 5, 5, 4, 6, 2, 8]) > 0.05",
        code: |values| match normality::chi_square(&sizes(values)?) {
            Err(Unfit::TooFewClasses { .. } | Unfit::AllEqual) => Ok(Value::Missing),
            found => {
                let found = found.map_err(|reason| unfit("the chi-square test", reason))?;
                Ok(Value::Number(Number::from_f64(found.p_value)?))
            }
        },
    },
];

fn sizes(values: &[Value]) -> Result<Vec<f64>, ValueError> {
    Ok(argument(values, 0)?.numbers()?.iter().map(Number::to_f64).collect())
}

fn statistic(function: &'static str, found: Result<Test, Unfit>) -> Result<Value, ValueError> {
    let found = found.map_err(|reason| unfit(function, reason))?;
    Ok(Value::Number(Number::from_f64(found.statistic)?))
}

fn p_value(function: &'static str, found: Result<Test, Unfit>) -> Result<Value, ValueError> {
    match found {
        Err(Unfit::TooMany { .. } | Unfit::AllEqual) => Ok(Value::Missing),
        found => Ok(Value::Number(Number::from_f64(found.map_err(|reason| unfit(function, reason))?.p_value)?)),
    }
}

fn unfit(function: &'static str, reason: Unfit) -> ValueError {
    match reason {
        Unfit::TooFew { least, found } => ValueError::TooFew { function, least, found },
        Unfit::TooMany { most, .. } if most <= 5_000 => {
            ValueError::Outside { function, needs: "5,000 values at the most" }
        }
        Unfit::TooMany { .. } => ValueError::Outside { function, needs: "fewer values" },
        Unfit::TooFewClasses { .. } => {
            ValueError::Outside { function, needs: "values enough for four classes with five expected in each" }
        }
        Unfit::AllEqual => ValueError::Outside { function, needs: "values that are not all the same" },
        Unfit::NotFinite => ValueError::Outside { function, needs: "values of a size that can be computed with" },
    }
}
