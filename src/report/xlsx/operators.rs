//! Operators and choices between two of the study as those of a spreadsheet.

use super::formula::{Outcome, Translator};
use super::names::divides;
use super::numeric::{Binding, Doubt, Numeric, Part};
use super::scale::Scale;
use super::term::{List, NoFormula, Term, Truth, Word};
use crate::value::Number;
use crate::value::operation::Operator;

impl Translator<'_, '_> {
    /// `IF(condition,then,otherwise)`
    pub(super) fn either(&self, condition: &str, then: &Term, otherwise: &Term) -> Outcome {
        let chosen = |then: &str, otherwise: &str| format!("IF({condition},{then},{otherwise})");
        // Where the condition cannot be told, there is nothing to choose.
        let unsure = condition.contains(&nothing());
        let sure = |chosen: String| if unsure { or_nothing(&chosen) } else { chosen };
        let two = |then: &[Numeric; 2], otherwise: &[Numeric; 2]| {
            let [first, second] = then.clone().map(Term::Number);
            let [other_first, other_second] = otherwise.clone().map(Term::Number);
            let first = self.either(condition, &first, &other_first)?.number()?;
            Ok::<_, NoFormula>(Box::new([first, self.either(condition, &second, &other_second)?.number()?]))
        };
        let or_missing = |two: &[Numeric; 2], has: bool| {
            let one = |numeric: &Numeric| {
                let (number, nothing) = (Term::Number(numeric.clone()), Term::Missing);
                if has { self.either(condition, &number, &nothing) } else { self.either(condition, &nothing, &number) }
            };
            let [first, second] = two;
            Ok::<_, NoFormula>(Box::new([one(first)?.number()?, one(second)?.number()?]))
        };
        Ok(match (then, otherwise) {
            (Term::Missing, Term::Missing) => Term::Missing,
            (Term::List(_), _) | (_, Term::List(_)) => {
                return pairs(then, otherwise, &mut |then, otherwise| self.either(condition, then, otherwise));
            }
            (Term::Proportion(one), Term::Proportion(other)) => Term::Proportion(two(one, other)?),
            (Term::Proportion(one), Term::Missing) => Term::Proportion(or_missing(one, true)?),
            (Term::Missing, Term::Proportion(one)) => Term::Proportion(or_missing(one, false)?),
            (Term::Interval(one), Term::Interval(other)) => Term::Interval(two(one, other)?),
            (Term::Interval(one), Term::Missing) => Term::Interval(or_missing(one, true)?),
            (Term::Missing, Term::Interval(one)) => Term::Interval(or_missing(one, false)?),
            (Term::Word(_) | Term::Missing, Term::Word(_) | Term::Missing) => {
                let spelled = |term: &Term| if let Term::Word(word) = term { word.spelled() } else { Ok(nothing()) };
                Term::Word(Word::Computed(sure(chosen(&spelled(then)?, &spelled(otherwise)?))))
            }
            (Term::Truth(_) | Term::Missing, Term::Truth(_) | Term::Missing) => {
                let spelled = |term: &Term| term.truth().map_or_else(|_| nothing(), |truth| truth.spelled());
                Term::Truth(Truth::Computed(sure(chosen(&spelled(then), &spelled(otherwise)))))
            }
            (then, otherwise) => {
                let mut number = self.either_number(&chosen, then, otherwise)?;
                let fails = if unsure {
                    Doubt::Failing
                } else if divides(condition) {
                    Doubt::Divided
                } else {
                    Doubt::None
                };
                number.doubt = number.doubt.or(fails);
                Term::Number(number)
            }
        })
    }

    fn either_number(
        &self,
        chosen: &dyn Fn(&str, &str) -> String,
        then: &Term,
        otherwise: &Term,
    ) -> Result<Numeric, NoFormula> {
        let numeric = |term: &Term| if matches!(term, Term::Missing) { Ok(None) } else { term.number().map(Some) };
        let (then, otherwise) = (numeric(then)?, numeric(otherwise)?);
        let one = then.as_ref().or(otherwise.as_ref()).ok_or(NoFormula)?;
        let scale = one.common(otherwise.as_ref().unwrap_or(one));
        let text = |numeric: &Option<Numeric>| match numeric {
            Some(numeric) => Ok::<String, NoFormula>(numeric.in_units(&scale, &self.calendar)?.text),
            None => Ok(nothing()),
        };
        let text = chosen(&text(&then)?, &text(&otherwise)?);
        let whole = [&then, &otherwise].into_iter().all(|one| one.as_ref().is_none_or(|one| one.in_whole(&scale)));
        let doubts = [&then, &otherwise].into_iter().map(|one| one.as_ref().map_or(Doubt::Missing, |one| one.doubt));
        let doubt = doubts.fold(Doubt::None, Doubt::or);
        Ok(Numeric { part: Some(Part::whole(text)), scale, whole, doubt })
    }

    pub(super) fn operated(&self, operator: Operator, left: &Term, right: &Term) -> Outcome {
        if matches!(left, Term::Missing) || matches!(right, Term::Missing) {
            return Ok(Term::Missing);
        }
        match operator {
            Operator::And => return Ok(Term::Truth(left.truth()?.and(&right.truth()?))),
            Operator::Or => return Ok(Term::Truth(left.truth()?.or(&right.truth()?))),
            Operator::Of => return Ok(Term::Proportion(Box::new([left.number()?, right.number()?]))),
            Operator::To => return Ok(Term::Interval(Box::new([left.number()?, right.number()?]))),
            Operator::Equal | Operator::Unequal if left.number().is_err() => return same(operator, left, right),
            _ => {}
        }
        let (left, right) = (left.number()?, right.number()?);
        Ok(Term::Number(match operator {
            Operator::Add => left.plus(&right, false, &self.calendar)?,
            Operator::Subtract => left.plus(&right, true, &self.calendar)?,
            Operator::Multiply => left.times(&right)?,
            Operator::Divide => left.over(&right)?,
            Operator::Power => self.power_of(&left, &right)?,
            _ => return self.compared(operator, &left, &right),
        }))
    }

    fn power_of(&self, base: &Numeric, exponent: &Numeric) -> Result<Numeric, NoFormula> {
        let whole = exponent.known().filter(|number| number.is_integer()).and_then(Number::to_i64);
        if let Some(exponent) = whole.and_then(|exponent| i8::try_from(exponent).ok()) {
            return Ok(base.power(exponent)?);
        }
        let doubt = base.doubt.max(exponent.doubt).computed();
        let [base, exponent] = [base, exponent].map(|numeric| numeric.in_units(&Scale::one(), &self.calendar));
        let text = format!("{}^{}", base?.within(Binding::Whole), exponent?.within(Binding::Whole));
        Ok(Numeric { part: Some(Part { text, binding: Binding::Power }), doubt, ..Numeric::computed(String::new()) })
    }

    fn compared(&self, operator: Operator, left: &Numeric, right: &Numeric) -> Outcome {
        if let (Some(left), Some(right)) = (left.known(), right.known()) {
            let truth = match operator {
                Operator::Equal => left == right,
                Operator::Unequal => left != right,
                Operator::Less => left < right,
                Operator::AtMost => left <= right,
                Operator::Greater => left > right,
                Operator::AtLeast => left >= right,
                _ => return Err(NoFormula),
            };
            return Ok(Term::Truth(Truth::Known(truth)));
        }
        let (scale, doubt) = (left.common(right), left.doubt.max(right.doubt));
        let (left, right) = (left.in_units(&scale, &self.calendar)?, right.in_units(&scale, &self.calendar)?);
        let compared = format!("{}{}{}", left.text, sign(operator)?, right.text);
        Ok(Term::Truth(Truth::Computed(match doubt {
            Doubt::None | Doubt::Divided => compared,
            // A spreadsheet takes an empty text for larger than any number.
            _ => format!("IF(COUNT({},{})=2,{compared},{})", left.text, right.text, nothing()),
        })))
    }
}

/// A formula that comes to an empty text where it fails.
pub(super) fn or_nothing(formula: &str) -> String {
    format!("IFERROR({formula},{})", nothing())
}

/// How a formula says that there is no such figure.
fn nothing() -> String {
    "\"\"".to_owned()
}

fn sign(operator: Operator) -> Result<&'static str, NoFormula> {
    Ok(match operator {
        Operator::Equal => "=",
        Operator::Unequal => "<>",
        Operator::Less => "<",
        Operator::AtMost => "<=",
        Operator::Greater => ">",
        Operator::AtLeast => ">=",
        _ => return Err(NoFormula),
    })
}

/// Whether two values that are no numbers are the same.
fn same(operator: Operator, left: &Term, right: &Term) -> Outcome {
    let known = match (left, right) {
        (Term::Word(Word::Known(left)), Term::Word(Word::Known(right))) => Some(left == right),
        (Term::Truth(Truth::Known(left)), Term::Truth(Truth::Known(right))) => Some(left == right),
        (Term::Instance(left), Term::Instance(right)) => Some(left == right),
        _ => None,
    };
    if let Some(known) = known {
        return Ok(Term::Truth(Truth::Known(known == (operator == Operator::Equal))));
    }
    let (left, right) = match (left, right) {
        // A spreadsheet takes large and small letters for the same; EXACT does not.
        (Term::Word(left), Term::Word(right)) => {
            let exact = Truth::Computed(format!("EXACT({},{})", left.spelled()?, right.spelled()?));
            return Ok(Term::Truth(if operator == Operator::Equal { exact } else { exact.not() }));
        }
        (Term::Truth(left), Term::Truth(right)) => (left.spelled(), right.spelled()),
        _ => return Err(NoFormula),
    };
    Ok(Term::Truth(Truth::Computed(format!("({left}){}({right})", sign(operator)?))))
}

pub(super) fn negated(numeric: &Numeric) -> Outcome {
    Ok(Term::Number(match &numeric.part {
        None => numeric.times(&Numeric::constant(Number::from_integer(-1)))?,
        Some(part) => {
            let text = format!("-{}", part.within(Binding::Whole));
            let part = Some(Part { text, binding: Binding::Sum });
            Numeric { part, doubt: numeric.doubt.computed(), ..numeric.clone() }
        }
    }))
}

/// Over every element of a list, or a single value; what is missing stays missing.
pub(super) fn each(term: Term, apply: &mut dyn FnMut(&Term) -> Outcome) -> Outcome {
    let mut one = |term: &Term| if matches!(term, Term::Missing) { Ok(Term::Missing) } else { apply(term) };
    match term {
        Term::List(list) => {
            let items = list.items.iter().map(&mut one).collect::<Result<_, _>>()?;
            Ok(Term::List(List { items, only: list.only, range: None }))
        }
        single => one(&single),
    }
}

/// Over the elements of two lists side by side, of one and a single value, or two single values.
pub(super) fn pairs(left: &Term, right: &Term, apply: &mut dyn FnMut(&Term, &Term) -> Outcome) -> Outcome {
    let (items, only): (Vec<(&Term, &Term)>, _) = match (left, right) {
        (Term::List(left), Term::List(right)) => {
            if left.items.len() != right.items.len() || left.only != right.only {
                return Err(NoFormula);
            }
            (left.items.iter().zip(&right.items).collect(), left.only.clone())
        }
        (Term::List(left), single) => (left.items.iter().map(|item| (item, single)).collect(), left.only.clone()),
        (single, Term::List(right)) => (right.items.iter().map(|item| (single, item)).collect(), right.only.clone()),
        (left, right) => return apply(left, right),
    };
    let items = items.into_iter().map(|(left, right)| apply(left, right)).collect::<Result<_, _>>()?;
    Ok(Term::List(List { items, only, range: None }))
}
