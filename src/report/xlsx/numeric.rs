//! Numbers in formulas: what a spreadsheet computes, times an exact factor that goes with the unit.

use super::scale::{Calendar, Scale};
use crate::value::Number;
use crate::value::number::NumberError;

/// How tightly the parts of a formula hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Binding {
    /// `a+b`, `-a`
    Sum,
    /// `a*b`
    Product,
    /// `a^b`
    Power,
    /// `A1`, `SUM(A1:A3)`, `5`
    Whole,
}

/// A part of a formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// As it is written.
    pub text: String,
    /// How tightly it holds together.
    pub binding: Binding,
}

/// A number in base units: the part of a formula, if there is one, times a scale.
#[derive(Clone, Debug)]
pub struct Numeric {
    /// What the spreadsheet computes; nothing stands for one.
    pub part: Option<Part>,
    /// What it is multiplied by.
    pub scale: Scale,
    /// Whether the part is a whole number whatever is put in.
    pub whole: bool,
    /// Whether there may be no such figure once something is changed.
    pub doubt: Doubt,
}

/// What a part may come to beside a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// It is a number.
    #[default]
    None,
    /// It may fail, since something is divided by what may become nought; it is never an empty text.
    Divided,
    /// It may be an empty text: there is no such figure.
    Missing,
    /// It may fail, since it computes with what may be an empty text.
    Failing,
}

impl Doubt {
    /// What comes of computing with it.
    pub fn computed(self) -> Doubt {
        if self < Doubt::Missing { self } else { Doubt::Failing }
    }

    /// Of what may be either of two.
    pub fn or(self, other: Doubt) -> Doubt {
        match (self.min(other), self.max(other)) {
            (Doubt::Divided, Doubt::Missing) => Doubt::Failing,
            (_, larger) => larger,
        }
    }

    /// What the place of a figure holds, where what fails is an empty text.
    pub fn placed(self) -> Doubt {
        if self == Doubt::None { Doubt::None } else { Doubt::Missing }
    }

    /// Whether it may fail.
    pub fn may_fail(self) -> bool {
        matches!(self, Doubt::Divided | Doubt::Failing)
    }
}

impl Part {
    /// A part that holds together by itself.
    pub fn whole(text: String) -> Part {
        Part { text, binding: Binding::Whole }
    }

    /// In brackets unless it holds together at least so tightly.
    pub fn within(&self, binding: Binding) -> String {
        if self.binding >= binding { self.text.clone() } else { format!("({})", self.text) }
    }
}

impl Numeric {
    /// A number that is written down.
    pub fn constant(number: Number) -> Numeric {
        Numeric { part: None, whole: true, scale: Scale::of_number(number), doubt: Doubt::None }
    }

    /// What a function of the spreadsheet gives, a plain number.
    pub fn computed(text: String) -> Numeric {
        Numeric { part: Some(Part::whole(text)), scale: Scale::one(), whole: false, doubt: Doubt::None }
    }

    /// The number, if nothing in the workbook changes it.
    pub fn known(&self) -> Option<&Number> {
        (self.part.is_none() && self.scale.is_plain()).then_some(&self.scale.number)
    }

    /// Whether it is a whole number whatever is put in.
    pub fn is_whole(&self) -> bool {
        self.whole && self.scale.is_plain() && self.scale.number.is_integer()
    }

    /// In units of a scale, as a spreadsheet computes it.
    pub fn in_units(&self, of: &Scale, calendar: &Calendar) -> Result<Part, NumberError> {
        // Nought of anything is nought in all units.
        if self.scale.number.is_zero() {
            return Ok(literal(&Number::ZERO));
        }
        let rest = self.scale.over(of)?;
        let (number, days) = rest.spelled(calendar)?;
        let Some(part) = &self.part else {
            return Ok(match days.is_empty() {
                true => literal(&number),
                false => Part {
                    text: format!("{}{days}", literal(&number).within(Binding::Product)),
                    binding: Binding::Product,
                },
            });
        };
        let factor = if number == Number::ONE {
            String::new()
        } else if let Some(below) = Some(number.reciprocal()?).filter(Number::is_integer) {
            format!("/{}", literal(&below).within(Binding::Power))
        } else {
            let literal = literal(&number);
            format!("*{}", if literal.text.starts_with('-') { format!("({})", literal.text) } else { literal.text })
        };
        if factor.is_empty() && days.is_empty() {
            return Ok(part.clone());
        }
        Ok(Part { text: format!("{}{factor}{days}", part.within(Binding::Product)), binding: Binding::Product })
    }

    /// `a*b`
    pub fn times(&self, other: &Numeric) -> Result<Numeric, NumberError> {
        let scale = self.scale.times(&other.scale)?;
        let part = match (&self.part, &other.part) {
            (Some(left), Some(right)) => Some(Part {
                text: format!("{}*{}", left.within(Binding::Product), right.within(Binding::Product)),
                binding: Binding::Product,
            }),
            (left, right) => left.clone().or_else(|| right.clone()),
        };
        Ok(Numeric { part, scale, whole: self.whole && other.whole, doubt: self.doubt_with(other) })
    }

    /// `a/b`
    pub fn over(&self, other: &Numeric) -> Result<Numeric, NumberError> {
        let scale = self.scale.over(&other.scale)?;
        let below = other.part.as_ref().map(|part| part.within(Binding::Power));
        let part = match (&self.part, below) {
            (Some(above), Some(below)) => Some(format!("{}/{below}", above.within(Binding::Product))),
            (None, Some(below)) => Some(format!("1/{below}")),
            (Some(_), None) => return Ok(Numeric { scale, doubt: self.doubt.computed(), ..self.clone() }),
            (None, None) => None,
        };
        let doubt = self.doubt_with(other).max(if part.is_some() { Doubt::Divided } else { Doubt::None });
        let part = part.map(|text| Part { text, binding: Binding::Product });
        Ok(Numeric { whole: part.is_none(), part, scale, doubt })
    }

    /// `a+b`, `a-b`
    pub fn plus(&self, other: &Numeric, minus: bool, calendar: &Calendar) -> Result<Numeric, NumberError> {
        if self.part.is_none() && other.part.is_none() && self.scale.alike(&other.scale) {
            let (left, right) = (&self.scale.number, &other.scale.number);
            let number = if minus { left.subtract(right)? } else { left.add(right)? };
            return Ok(Numeric { scale: Scale { number, ..self.scale.clone() }, ..self.clone() });
        }
        if other.scale.number.is_zero() {
            return Ok(self.clone());
        }
        if self.scale.number.is_zero() {
            return if minus { other.times(&Numeric::constant(Number::from_integer(-1))) } else { Ok(other.clone()) };
        }
        let scale = self.common(other);
        let (left, right) = (self.in_units(&scale, calendar)?, other.in_units(&scale, calendar)?);
        let sign = if minus { '-' } else { '+' };
        let right = if right.text.starts_with('-') || minus { right.within(Binding::Product) } else { right.text };
        let part = Part { text: format!("{}{sign}{right}", left.text), binding: Binding::Sum };
        let whole = self.in_whole(&scale) && other.in_whole(&scale);
        Ok(Numeric { part: Some(part), scale, whole, doubt: self.doubt_with(other) })
    }

    /// `a^b`, with an exponent that is a whole number written down.
    pub fn power(&self, exponent: i8) -> Result<Numeric, NumberError> {
        let scale = self.scale.power(exponent)?;
        let part = self
            .part
            .as_ref()
            .map(|part| Part { text: format!("{}^{exponent}", part.within(Binding::Whole)), binding: Binding::Power });
        Ok(Numeric { part, scale, whole: self.whole && exponent >= 0, doubt: self.doubt.computed() })
    }

    fn doubt_with(&self, other: &Numeric) -> Doubt {
        self.doubt.max(other.doubt).computed()
    }

    /// The scale in which two numbers are best added or compared: that of the first that is computed.
    pub fn common(&self, other: &Numeric) -> Scale {
        let computed =
            [self, other].into_iter().find(|numeric| numeric.part.is_some() && !numeric.scale.number.is_zero());
        let scale =
            computed.map_or_else(|| Scale { number: Number::ONE, ..self.scale.clone() }, |own| own.scale.clone());
        Scale { number: scale.number.absolute(), ..scale }
    }

    /// Whether it is a whole number in units of a scale.
    pub fn in_whole(&self, scale: &Scale) -> bool {
        self.scale.over(scale).is_ok_and(|rest| self.whole && rest.is_plain() && rest.number.is_integer())
    }
}

/// The longest whole number or decimal that a spreadsheet keeps.
const MOST_DIGITS: usize = 15;

/// A number as it stands in a formula.
pub fn literal(number: &Number) -> Part {
    let exact = number.exact_text();
    let fits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count() <= MOST_DIGITS;
    let binding = if number.is_negative() { Binding::Sum } else { Binding::Whole };
    match exact.split_once('/') {
        None if fits(&exact) => Part { text: exact, binding },
        Some((above, below)) if fits(above) && fits(below) => {
            Part { text: exact, binding: binding.min(Binding::Product) }
        }
        _ => Part { text: format!("{}", number.to_f64()), binding },
    }
}
