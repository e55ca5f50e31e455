//! Sums of products of open parameters: what a figure is as long as not everything it needs is given.

use super::dimension::Dimension;
use super::error::ValueError;
use super::number::{Number, NumberError};
use super::values::Value;
use crate::base::Text;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A sum of more terms is no formula that anybody reads.
pub const MOST_TERMS: usize = 200;

/// A parameter that is not given.
#[derive(Clone, Debug)]
pub struct Symbol {
    /// Its name, which no other parameter has.
    pub name: Text,
    /// What it measures.
    pub dimension: Dimension,
}

impl PartialEq for Symbol {
    fn eq(&self, other: &Symbol) -> bool {
        self.name == other.name
    }
}

impl Eq for Symbol {}

impl PartialOrd for Symbol {
    fn partial_cmp(&self, other: &Symbol) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Symbol {
    fn cmp(&self, other: &Symbol) -> Ordering {
        self.name.cmp(&other.name)
    }
}

/// A product of powers of symbols, in the order of their names, none with the power nought.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Product(Vec<(Symbol, i64)>);

impl Product {
    /// The symbols with their powers.
    pub fn factors(&self) -> &[(Symbol, i64)] {
        &self.0
    }

    /// Whether there is no symbol in it.
    pub fn is_one(&self) -> bool {
        self.0.is_empty()
    }

    /// Times a power of another product; nothing where a power grows past all measure.
    fn times(&self, other: &Product, power: i64) -> Option<Product> {
        let mut powers: BTreeMap<Symbol, i64> = self.0.iter().cloned().collect();
        for (symbol, exponent) in &other.0 {
            let own = powers.entry(symbol.clone()).or_insert(0);
            *own = own.checked_add(exponent.checked_mul(power)?)?;
        }
        Some(Product(powers.into_iter().filter(|(_, exponent)| *exponent != 0).collect()))
    }
}

/// A sum of terms, each a number in base units times a product of symbols. Equal sums have equal terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbolic {
    terms: BTreeMap<Product, Number>,
}

impl From<Number> for Symbolic {
    fn from(number: Number) -> Symbolic {
        let nothing = number.is_zero() && !number.is_approximate();
        let terms = if nothing { BTreeMap::new() } else { BTreeMap::from([(Product::default(), number)]) };
        Symbolic { terms }
    }
}

impl Symbolic {
    /// An open parameter by itself.
    pub fn symbol(name: Text, dimension: Dimension) -> Symbolic {
        let product = Product(vec![(Symbol { name, dimension }, 1)]);
        Symbolic { terms: BTreeMap::from([(product, Number::ONE)]) }
    }

    /// Products with their coefficients, in order; what has no symbol comes first.
    pub fn terms(&self) -> impl Iterator<Item = (&Product, &Number)> {
        self.terms.iter()
    }

    /// The value: a plain number as soon as no symbol is left.
    pub fn into_value(self) -> Value {
        match self.constant() {
            Some(number) => Value::Number(number),
            None => Value::Symbolic(Arc::new(self)),
        }
    }

    /// The number that it is, if no symbol is left.
    fn constant(&self) -> Option<Number> {
        let plain = self.terms.keys().all(Product::is_one);
        plain.then(|| self.terms.values().next().cloned().unwrap_or(Number::ZERO))
    }

    /// The number that it is; where symbols are left, the complaint that this operation needs their values.
    pub fn number(&self, operation: &str) -> Result<Number, ValueError> {
        self.constant().ok_or_else(|| self.open(operation))
    }

    /// The complaint that an operation needs the values of the symbols.
    fn open(&self, operation: &str) -> ValueError {
        ValueError::Open { operation: operation.to_owned(), parameters: self.parameters().into_iter().collect() }
    }

    /// The names of the symbols.
    pub fn parameters(&self) -> BTreeSet<Text> {
        let symbols = self.terms.keys().flat_map(|product| &product.0);
        symbols.map(|(symbol, _)| symbol.name.clone()).collect()
    }

    /// Like terms put together; those that cancel out are left out, and what they had of a mark goes to the others.
    fn collected(terms: impl IntoIterator<Item = (Product, Number)>) -> Result<Symbolic, ValueError> {
        let mut sums: BTreeMap<Product, Number> = BTreeMap::new();
        for (product, number) in terms {
            let sum = match sums.get(&product) {
                Some(before) => before.add(&number)?,
                None => number,
            };
            sums.insert(product, sum);
        }
        let marked = sums.values().any(|number| number.is_zero() && number.is_approximate());
        sums.retain(|_, number| !number.is_zero());
        if sums.len() > MOST_TERMS {
            return Err(ValueError::TooManyTerms { most: MOST_TERMS });
        }
        if marked && sums.is_empty() {
            sums.insert(Product::default(), Number::ZERO.approximated());
        } else if marked {
            sums.values_mut().for_each(|number| *number = number.clone().approximated());
        }
        Ok(Symbolic { terms: sums })
    }

    /// The sum.
    pub fn add(&self, other: &Symbolic) -> Result<Symbolic, ValueError> {
        let both = self.terms.iter().chain(&other.terms);
        Symbolic::collected(both.map(|(product, number)| (product.clone(), number.clone())))
    }

    /// The difference.
    pub fn subtract(&self, other: &Symbolic) -> Result<Symbolic, ValueError> {
        self.add(&other.negate())
    }

    /// With the other sign.
    #[must_use]
    pub fn negate(&self) -> Symbolic {
        let terms = self.terms.iter().map(|(product, number)| (product.clone(), number.negate()));
        Symbolic { terms: terms.collect() }
    }

    /// The product.
    pub fn multiply(&self, other: &Symbolic) -> Result<Symbolic, ValueError> {
        let mut terms = Vec::with_capacity(self.terms.len() * other.terms.len());
        for (product, number) in &self.terms {
            for (by, factor) in &other.terms {
                terms.push((multiplied(product, by, 1)?, number.multiply(factor)?));
            }
        }
        Symbolic::collected(terms)
    }

    /// The quotient by a single term, or by a sum that goes into this one as a whole.
    pub fn divide(&self, other: &Symbolic) -> Result<Symbolic, ValueError> {
        let Some((product, divisor)) = other.single() else { return self.divide_by_sum(other) };
        if divisor.is_zero() {
            return Err(NumberError::DivisionByZero.into());
        }
        let quotient = |(own, number): (&Product, &Number)| -> Result<(Product, Number), ValueError> {
            Ok((multiplied(own, &product, -1)?, number.divide(&divisor)?))
        };
        Symbolic::collected(self.terms.iter().map(quotient).collect::<Result<Vec<_>, _>>()?)
    }

    /// The term, if there are not several.
    fn single(&self) -> Option<(Product, Number)> {
        let mut terms = self.terms.iter();
        match (terms.next(), terms.next()) {
            (Some((product, number)), None) => Some((product.clone(), number.clone())),
            (None, _) => Some((Product::default(), Number::ZERO)),
            _ => None,
        }
    }

    /// Where a single term is the quotient, one of these terms is that one times the first below the line.
    fn divide_by_sum(&self, other: &Symbolic) -> Result<Symbolic, ValueError> {
        if self.constant().is_some_and(|number| number.is_zero()) {
            return Ok(self.clone());
        }
        let Some(first) = other.terms.iter().next() else { return Err(other.open("dividing by a sum")) };
        for (product, number) in &self.terms {
            let candidate = [(multiplied(product, first.0, -1)?, number.divide(first.1)?)];
            let candidate = Symbolic::collected(candidate)?;
            if candidate.multiply(other)? == *self {
                return Ok(candidate);
            }
        }
        Err(other.open("dividing by a sum"))
    }

    /// A whole power.
    pub fn power(&self, exponent: &Symbolic) -> Result<Symbolic, ValueError> {
        let number = exponent.number("a power")?;
        let whole = match number.is_integer() {
            true => number.to_i64().ok_or(ValueError::TooManyTerms { most: MOST_TERMS })?,
            false => return Err(self.open("a power that is not whole")),
        };
        if let Some((product, coefficient)) = self.single() {
            let power = multiplied(&Product::default(), &product, whole)?;
            return Symbolic::collected([(power, coefficient.power(&number)?)]);
        }
        let times = usize::try_from(whole).map_err(|_| self.open("dividing by a sum"))?;
        if times > MOST_TERMS {
            return Err(ValueError::TooManyTerms { most: MOST_TERMS });
        }
        (0..times).try_fold(Symbolic::from(Number::ONE), |power, _| power.multiply(self))
    }
}

fn multiplied(product: &Product, by: &Product, power: i64) -> Result<Product, ValueError> {
    product.times(by, power).ok_or(ValueError::TooManyTerms { most: MOST_TERMS })
}

#[cfg(test)]
mod tests;
