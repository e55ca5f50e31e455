//! Dimensions: what a figure measures, whatever its unit.

use std::fmt::{self, Write};

/// What dimensions are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// Working time.
    Time,
    /// Calendar periods: months and years.
    Period,
    /// Weeks, as long as the calendar does not say how many a month has.
    Week,
    /// Length.
    Length,
    /// Mass.
    Mass,
    /// Energy.
    Energy,
    /// One currency, by its number among the units.
    Money(u16),
    /// One counted thing, by its number among the units.
    Counted(u16),
    /// Inside a kind: what an instance is counted for.
    Per,
    /// Inside a kind: what an instance measures, whatever that is.
    Quantity,
    /// Inside a kind: the currency an instance is given in.
    Currency,
    /// In the signature of a function: what is passed for this letter.
    Variable(char),
}

/// The most bases one dimension can have.
const MOST: usize = 8;

/// A product of powers of bases, in order, none with the power nought.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Dimension {
    factors: [(Base, i8); MOST],
    length: u8,
}

impl Dimension {
    /// Ratios and counts: no dimension at all.
    pub const NONE: Dimension = Dimension { factors: [(Base::Time, 0); MOST], length: 0 };

    /// One base.
    pub fn of(base: Base) -> Dimension {
        Dimension::NONE.times(base, 1).unwrap_or(Dimension::NONE)
    }

    /// The bases and their powers.
    pub fn factors(&self) -> &[(Base, i8)] {
        self.factors.get(..self.length as usize).unwrap_or_default()
    }

    /// Whether there is no dimension.
    pub fn is_none(&self) -> bool {
        self.length == 0
    }

    /// The power of one base.
    pub fn exponent(&self, base: Base) -> i8 {
        self.factors().iter().find(|(found, _)| *found == base).map_or(0, |(_, exponent)| *exponent)
    }

    /// Times a power of one base; nothing where that has more bases or higher powers than any figure needs.
    pub fn times(self, base: Base, exponent: i8) -> Option<Dimension> {
        let sum = self.exponent(base).checked_add(exponent).filter(|sum| sum.unsigned_abs() <= 100)?;
        let own = self.factors().iter().copied();
        let before = own.clone().filter(|(found, _)| *found < base);
        let behind = own.filter(|(found, _)| *found > base);
        let mut result = Dimension::NONE;
        for factor in before.chain((sum != 0).then_some((base, sum))).chain(behind) {
            *result.factors.get_mut(result.length as usize)? = factor;
            result.length += 1;
        }
        Some(result)
    }

    /// The product of two dimensions.
    pub fn multiply(self, other: Dimension) -> Option<Dimension> {
        other.factors().iter().try_fold(self, |product, (base, exponent)| product.times(*base, *exponent))
    }

    /// The quotient of two dimensions.
    pub fn divide(self, other: Dimension) -> Option<Dimension> {
        other.factors().iter().try_fold(self, |product, (base, exponent)| product.times(*base, -exponent))
    }

    /// A whole power of a dimension.
    pub fn power(self, exponent: i64) -> Option<Dimension> {
        let exponent = i8::try_from(exponent).ok()?;
        self.factors()
            .iter()
            .try_fold(Dimension::NONE, |product, (base, found)| product.times(*base, found.checked_mul(exponent)?))
    }

    /// The root of a dimension, where it has one.
    pub fn root(self, degree: i8) -> Option<Dimension> {
        self.factors().iter().try_fold(Dimension::NONE, |product, (base, found)| {
            (found % degree == 0).then(|| product.times(*base, found / degree)).flatten()
        })
    }

    /// The dimension with one base replaced by a whole dimension.
    pub fn substitute(self, base: Base, by: Dimension) -> Option<Dimension> {
        match self.exponent(base) {
            0 => Some(self),
            exponent => self.times(base, -exponent)?.multiply(by.power(i64::from(exponent))?),
        }
    }

    /// How the dimension is called in a message: `time per item`; `name` knows the counted things and currencies.
    pub fn describe(&self, name: impl Fn(Base) -> String) -> String {
        if self.is_none() {
            return "a plain number".to_owned();
        }
        let part = |wanted: bool| {
            let chosen = self.factors().iter().filter(|(_, exponent)| (*exponent > 0) == wanted);
            let words = chosen.map(|(base, exponent)| match exponent.unsigned_abs() {
                1 => name(*base),
                power => format!("{}^{power}", name(*base)),
            });
            words.collect::<Vec<_>>().join(" × ")
        };
        match (part(true), part(false)) {
            (above, below) if below.is_empty() => above,
            (above, below) if above.is_empty() => format!("1 per {below}"),
            (above, below) => format!("{above} per {below}"),
        }
    }
}

impl fmt::Debug for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (base, exponent) in self.factors() {
            write!(f, "{base:?}^{exponent} ")?;
        }
        if self.is_none() { f.write_char('1') } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_cancel_and_roots_exist_only_of_squares() {
        let time = Dimension::of(Base::Time);
        let rate = time.divide(Dimension::of(Base::Counted(1))).unwrap();
        assert_eq!(rate.multiply(Dimension::of(Base::Counted(1))), Some(time));
        assert_eq!(time.power(2).and_then(|square| square.root(2)), Some(time));
        assert_eq!(time.root(2), None);
    }

    #[test]
    fn substitution_keeps_powers() {
        let per = Dimension::of(Base::Time).times(Base::Per, -2).unwrap();
        let item = Dimension::of(Base::Counted(3));
        assert_eq!(per.substitute(Base::Per, item), Dimension::of(Base::Time).times(Base::Counted(3), -2));
    }
}
