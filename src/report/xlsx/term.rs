//! What an expression of the study becomes in a spreadsheet.

use super::numeric::Numeric;
use crate::base::Text;
use crate::eval::Failure;
use crate::hir::InstanceId;
use crate::value::number::NumberError;
use crate::value::{Number, Proportion, Value, ValueError};

/// An expression without an equivalent: its value stays as the study has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoFormula;

impl From<NumberError> for NoFormula {
    fn from(_: NumberError) -> NoFormula {
        NoFormula
    }
}

impl From<ValueError> for NoFormula {
    fn from(_: ValueError) -> NoFormula {
        NoFormula
    }
}

impl From<Failure> for NoFormula {
    fn from(_: Failure) -> NoFormula {
        NoFormula
    }
}

/// What an expression becomes.
#[derive(Clone, Debug)]
pub enum Term {
    /// A number in base units.
    Number(Numeric),
    /// A text.
    Word(Word),
    /// Yes or no.
    Truth(Truth),
    /// A part of a whole.
    Proportion(Box<[Numeric; 2]>),
    /// From one number to another.
    Interval(Box<[Numeric; 2]>),
    /// An instance of a kind.
    Instance(InstanceId),
    /// Values one after another.
    List(List),
    /// There is no such figure.
    Missing,
}

/// A text: known already, or part of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    /// Nothing in the workbook changes it.
    Known(Text),
    /// As the spreadsheet computes it.
    Computed(String),
}

/// Yes or no: known already, or part of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Truth {
    /// Nothing in the workbook changes it.
    Known(bool),
    /// As the spreadsheet computes it.
    Computed(String),
}

/// Values one after another.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The values.
    pub items: Vec<Term>,
    /// Whether each is in the list at all; nothing means that all are.
    pub only: Option<Vec<Truth>>,
    /// The cells that hold just these values: their name, and what its numbers are multiplied by.
    pub range: Option<Numeric>,
}

/// The longest text that may stand in a formula.
const LONGEST_TEXT: usize = 255;

impl Word {
    /// As it stands in a formula.
    pub fn spelled(&self) -> Result<String, NoFormula> {
        match self {
            Word::Computed(text) => Ok(text.clone()),
            Word::Known(text) if text.chars().count() > LONGEST_TEXT => Err(NoFormula),
            Word::Known(text) => Ok(format!("\"{}\"", text.replace('"', "\"\""))),
        }
    }
}

impl Truth {
    /// As it stands in a formula.
    pub fn spelled(&self) -> String {
        match self {
            Truth::Computed(text) => text.clone(),
            Truth::Known(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        }
    }

    /// `a and b`; what is not asked for is not computed, since it may fail.
    pub fn and(&self, other: &Truth) -> Truth {
        match (self, other) {
            (Truth::Known(false), _) | (_, Truth::Known(true)) => self.clone(),
            (Truth::Known(true), _) => other.clone(),
            (Truth::Computed(left), other) => Truth::Computed(match may_fail(other) {
                true => format!("IF({left},{},FALSE)", other.spelled()),
                false => format!("AND({left},{})", other.spelled()),
            }),
        }
    }

    /// `a or b`
    pub fn or(&self, other: &Truth) -> Truth {
        match (self, other) {
            (Truth::Known(true), _) | (_, Truth::Known(false)) => self.clone(),
            (Truth::Known(false), _) => other.clone(),
            (Truth::Computed(left), other) => Truth::Computed(match may_fail(other) {
                true => format!("IF({left},TRUE,{})", other.spelled()),
                false => format!("OR({left},{})", other.spelled()),
            }),
        }
    }

    /// `not a`
    pub fn not(&self) -> Truth {
        match self {
            Truth::Known(truth) => Truth::Known(!truth),
            Truth::Computed(text) => Truth::Computed(format!("NOT({text})")),
        }
    }
}

fn may_fail(truth: &Truth) -> bool {
    ["/", "^", "SQRT(", "LN(", "INV(", "DIST"].into_iter().any(|sign| truth.spelled().contains(sign))
}

impl List {
    /// These values, all of them.
    pub fn of(items: Vec<Term>) -> List {
        List { items, ..List::default() }
    }

    /// The values with whether each is in the list; those that are missing, or surely not in it, are left out.
    pub fn present(&self) -> Vec<(Truth, &Term)> {
        let only = |place: usize| self.only.as_ref().and_then(|only| only.get(place)).cloned();
        let items = self.items.iter().enumerate().filter(|(_, item)| !matches!(item, Term::Missing));
        items
            .map(|(place, item)| (only(place).unwrap_or(Truth::Known(true)), item))
            .filter(|(only, _)| *only != Truth::Known(false))
            .collect()
    }

    /// Whether it is known which of the values are in the list.
    pub fn is_settled(&self) -> bool {
        self.only.as_ref().is_none_or(|only| only.iter().all(|one| matches!(one, Truth::Known(_))))
    }
}

impl Term {
    /// The number; the share of a proportion.
    pub fn number(&self) -> Result<Numeric, NoFormula> {
        match self {
            Term::Number(numeric) => Ok(numeric.clone()),
            Term::Proportion(counts) => {
                let [hits, total] = &**counts;
                Ok(hits.over(total)?)
            }
            _ => Err(NoFormula),
        }
    }

    /// Yes or no.
    pub fn truth(&self) -> Result<Truth, NoFormula> {
        if let Term::Truth(truth) = self { Ok(truth.clone()) } else { Err(NoFormula) }
    }

    /// The list.
    pub fn list(self) -> Result<List, NoFormula> {
        if let Term::List(list) = self { Ok(list) } else { Err(NoFormula) }
    }

    /// Whether nothing in the workbook changes it.
    pub fn is_known(&self) -> bool {
        match self {
            Term::Number(numeric) => numeric.known().is_some(),
            Term::Word(word) => matches!(word, Word::Known(_)),
            Term::Truth(truth) => matches!(truth, Truth::Known(_)),
            Term::Proportion(two) | Term::Interval(two) => two.iter().all(|numeric| numeric.known().is_some()),
            Term::Instance(_) | Term::Missing => true,
            Term::List(list) => list.only.is_none() && list.items.iter().all(Term::is_known),
        }
    }

    /// A value that nothing changes.
    pub fn known(value: &Value) -> Result<Term, NoFormula> {
        Ok(match value {
            Value::Number(number) => Term::Number(Numeric::constant(number.clone())),
            Value::Text(text) => Term::Word(Word::Known(text.clone())),
            Value::Truth(truth) => Term::Truth(Truth::Known(*truth)),
            Value::Proportion(Proportion { hits, total }) => {
                Term::Proportion(Box::new([hits, total].map(|number| Numeric::constant(number.clone()))))
            }
            Value::Interval(ends) => {
                let number = |value: &Value| Ok::<Number, NoFormula>(value.number()?);
                let ends = [number(&ends.0)?, number(&ends.1)?];
                Term::Interval(Box::new(ends.map(Numeric::constant)))
            }
            Value::Instance(id) => Term::Instance(InstanceId(*id)),
            Value::Missing => Term::Missing,
            Value::List(_) | Value::Sample(_) | Value::Coded(_) if value.length().unwrap_or(0) <= LONGEST_LIST => {
                let elements = value.elements()?;
                Term::List(List::of(elements.iter().map(Term::known).collect::<Result<_, _>>()?))
            }
            _ => return Err(NoFormula),
        })
    }
}

/// Formulas over the elements of a longer list would outgrow any spreadsheet.
const LONGEST_LIST: usize = 100_000;
