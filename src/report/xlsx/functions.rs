//! Functions of the study as functions of a spreadsheet.

use super::formula::{Outcome, Translator};
use super::numeric::{Binding, Doubt, Numeric, Part};
use super::operators::each;
use super::scale::Scale;
use super::status::LONGEST_FORMULA;
use super::term::{List, NoFormula, Term, Truth, Word};
use crate::value::{Number, Value};

/// Gives the value of an argument that has to be settled.
type Settled<'f, 'b, 's> = &'f dyn Fn(&mut Translator<'b, 's>, usize) -> Result<Value, NoFormula>;

/// Distributions, with how the spreadsheet writes them: `1` to `3` are the arguments.
const DISTRIBUTIONS: [(&str, &str); 9] = [
    ("normal_quantile", "_xlfn.NORM.S.INV(1)"),
    ("normal_tail", "_xlfn.NORM.S.DIST(-(1),TRUE)"),
    ("student_quantile", "_xlfn.T.INV(1,2)"),
    ("student_tail", "_xlfn.T.DIST.RT(1,2)"),
    ("chi_square_quantile", "_xlfn.CHISQ.INV(1,2)"),
    ("chi_square_tail", "_xlfn.CHISQ.DIST.RT(1,2)"),
    ("f_quantile", "_xlfn.F.INV(1,2,3)"),
    ("f_tail", "_xlfn.F.DIST.RT(1,2,3)"),
    ("beta_quantile", "_xlfn.BETA.INV(1,2,3)"),
];

/// Functions of lists, with how the spreadsheet calls them and the power of the unit that they give.
const STATISTICS: [(&str, &str, i8); 6] = [
    ("mean", "AVERAGE", 1),
    ("median", "MEDIAN", 1),
    ("variance", "VAR", 2),
    ("population_variance", "VARP", 2),
    ("deviation", "STDEV", 1),
    ("population_deviation", "STDEVP", 1),
];

/// A spreadsheet's function takes no more arguments.
const MOST_ARGUMENTS: usize = 255;

/// Applies a function.
pub fn apply<'b, 's>(
    translator: &mut Translator<'b, 's>,
    name: &str,
    terms: Vec<Term>,
    settled: Settled<'_, 'b, 's>,
) -> Outcome {
    if terms.iter().any(|term| matches!(term, Term::Missing)) {
        return Ok(Term::Missing);
    }
    if let Some((_, pattern)) = DISTRIBUTIONS.into_iter().find(|(own, _)| *own == name) {
        return translator.distribution(name, pattern, &terms);
    }
    let mut terms = terms.into_iter();
    let (first, second, third) = (terms.next().ok_or(NoFormula)?, terms.next(), terms.next());
    if let Some((_, function, power)) = STATISTICS.into_iter().find(|(own, ..)| *own == name) {
        return translator.statistic(function, power, &first.list()?);
    }
    match name {
        "abs" | "sqrt" | "exp" | "ln" => each(first, &mut |term| translator.of_number(name, &term.number()?)),
        "floor" | "ceil" | "round" => {
            let step = second.ok_or(NoFormula)?.number()?;
            let half_even = third.is_some_and(|half| matches!(half, Term::Word(Word::Known(word)) if &*word == "even"));
            let name = if half_even { return Err(NoFormula) } else { name };
            each(first, &mut |term| translator.stepped(name, &term.number()?, &step))
        }
        "clip" => {
            let (least, most) = (second.ok_or(NoFormula)?.number()?, third.ok_or(NoFormula)?.number()?);
            each(first, &mut |term| translator.clip(&term.number()?, &least, &most))
        }
        "share" => each(first, &mut |term| Ok(Term::Number(term.number()?))),
        "hits" | "total" => each(first, &mut |term| match term {
            Term::Proportion(counts) => {
                let [hits, total] = &**counts;
                Ok(Term::Number(if name == "total" { total } else { hits }.clone()))
            }
            _ => Err(NoFormula),
        }),
        "sum" => translator.sum(&first.list()?),
        "count" => translator.count(&first.list()?),
        "min" | "max" => translator.extreme(name, &first.list()?),
        "all_of" | "any_of" => answers(name, &first.list()?),
        "first" => first.list().and_then(|list| picked(list, 0)),
        "last" => first.list().and_then(|list| {
            let last = list.items.len().checked_sub(1).ok_or(NoFormula)?;
            picked(list, last)
        }),
        "nth" => {
            let place = settled(translator, 1)?.number()?.to_usize().and_then(|place| place.checked_sub(1));
            picked(first.list()?, place.ok_or(NoFormula)?)
        }
        "places" => places(first.list()?),
        "previous" => previous(first.list()?, second.ok_or(NoFormula)?),
        "without" => without(first.list()?, &settled(translator, 1)?),
        "matched" => {
            translator.matched(&first.list()?, second.ok_or(NoFormula)?.list()?, third.ok_or(NoFormula)?.list()?)
        }
        "group_means" => {
            let size = settled(translator, 1)?.number()?.to_usize().ok_or(NoFormula)?;
            translator.group_means(first.list()?, size)
        }
        _ => Err(NoFormula),
    }
}

fn picked(list: List, place: usize) -> Outcome {
    if list.only.is_some() { Err(NoFormula) } else { list.items.get(place).cloned().ok_or(NoFormula) }
}

/// Whether all or any of some answers are yes; missing ones are none.
fn answers(name: &str, list: &List) -> Outcome {
    let all = name == "all_of";
    let mut whole = Truth::Known(all);
    for (only, item) in list.present() {
        let answer = item.truth()?;
        whole = if all { whole.and(&only.not().or(&answer)) } else { whole.or(&only.and(&answer)) };
    }
    Ok(Term::Truth(whole))
}

/// The places at which the answer is yes.
fn places(list: List) -> Outcome {
    if list.only.is_some() {
        return Err(NoFormula);
    }
    let truth = |item: &Term| if matches!(item, Term::Missing) { Ok(Truth::Known(false)) } else { item.truth() };
    let only = list.items.iter().map(truth).collect::<Result<Vec<Truth>, _>>()?;
    let items = (1..=only.len()).map(|place| Term::Number(Numeric::constant(Number::from(place)))).collect();
    Ok(Term::List(List { items, only: Some(only), range: None }))
}

/// A list moved on by one place.
fn previous(list: List, first: Term) -> Outcome {
    if list.only.is_some() || list.items.iter().any(|item| matches!(item, Term::Missing)) {
        return Err(NoFormula);
    }
    let count = list.items.len();
    Ok(Term::List(List::of(std::iter::once(first).chain(list.items).take(count).collect())))
}

/// A list in which the values at some places are missing.
fn without(mut list: List, places: &Value) -> Outcome {
    if list.only.is_some() {
        return Err(NoFormula);
    }
    let places = places.numbers()?;
    for place in &places {
        let place = place.to_usize().and_then(|place| place.checked_sub(1)).ok_or(NoFormula)?;
        *list.items.get_mut(place).ok_or(NoFormula)? = Term::Missing;
    }
    if !places.is_empty() {
        list.range = None;
    }
    Ok(Term::List(list))
}

impl<'b, 's> Translator<'b, 's> {
    fn plain(&self, numeric: &Numeric) -> Result<Part, NoFormula> {
        Ok(numeric.in_units(&Scale::one(), &self.calendar)?)
    }

    /// A distribution; degrees of freedom have to be whole, since a spreadsheet cuts them.
    fn distribution(&self, name: &str, pattern: &str, terms: &[Term]) -> Outcome {
        let takes_any = name.starts_with("normal") || name.starts_with("beta");
        let numbers = terms.iter().map(Term::number).collect::<Result<Vec<Numeric>, _>>()?;
        if !takes_any && numbers.iter().skip(1).any(|degrees| !degrees.is_whole()) {
            return Err(NoFormula);
        }
        let parts = numbers.iter().map(|numeric| self.plain(numeric)).collect::<Result<Vec<Part>, _>>()?;
        let text: String = pattern
            .split_inclusive(['(', ',', ')'])
            .map(|piece| {
                let place = piece.trim_end_matches(['(', ',', ')']).parse::<usize>().ok();
                match place.and_then(|place| parts.get(place.checked_sub(1)?)) {
                    Some(part) => {
                        format!("{}{}", part.text, piece.trim_start_matches(|sign: char| sign.is_ascii_digit()))
                    }
                    None => piece.to_owned(),
                }
            })
            .collect();
        let doubt = numbers.iter().map(|numeric| numeric.doubt).max().unwrap_or_default().computed();
        Ok(Term::Number(Numeric { doubt, ..Numeric::computed(text) }))
    }

    /// The items of a list that stand in it for sure, as arguments in one unit.
    fn arguments(&self, list: &List) -> Result<(String, Scale, Doubt), NoFormula> {
        if let Some(Numeric { part: Some(part), scale, .. }) = &list.range {
            return Ok((part.text.clone(), scale.clone(), Doubt::None));
        }
        let items = list.present();
        let numbers = items.iter().map(|(_, item)| item.number()).collect::<Result<Vec<Numeric>, _>>()?;
        let computed = numbers.iter().find(|numeric| numeric.part.is_some()).or(numbers.first()).ok_or(NoFormula)?;
        let scale = computed.common(computed);
        let mut texts = Vec::new();
        for ((only, _), numeric) in items.iter().zip(&numbers) {
            if *only != Truth::Known(true) {
                return Err(NoFormula);
            }
            texts.push(self.argument(numeric, &scale)?);
        }
        let doubt = numbers.iter().map(|numeric| numeric.doubt).max().unwrap_or_default().computed();
        if texts.len() > MOST_ARGUMENTS {
            return Err(NoFormula);
        }
        Ok((texts.join(","), scale, doubt))
    }

    /// One number among the arguments of a function, which would pass over an empty text.
    fn argument(&self, numeric: &Numeric, scale: &Scale) -> Result<String, NoFormula> {
        let part = numeric.in_units(scale, &self.calendar)?;
        Ok(if numeric.doubt < Doubt::Missing { part.text } else { format!("{}+0", part.text) })
    }

    fn statistic(&self, function: &str, power: i8, list: &List) -> Outcome {
        let (arguments, scale, doubt) = self.arguments(list)?;
        let part = Some(Part::whole(format!("{function}({arguments})")));
        Ok(Term::Number(Numeric { part, scale: scale.power(power)?, whole: false, doubt }))
    }

    fn of_number(&self, name: &str, numeric: &Numeric) -> Outcome {
        let scale = numeric.common(numeric);
        let own = match name {
            "abs" => {
                let part = numeric.in_units(&scale, &self.calendar)?;
                let part = Some(Part::whole(format!("ABS({})", part.text)));
                Numeric { part, scale, ..numeric.clone() }
            }
            "sqrt" => Numeric::computed(format!("SQRT({})", self.plain(numeric)?.text)),
            "exp" => Numeric::computed(format!("EXP({})", self.plain(numeric)?.text)),
            _ => Numeric::computed(format!("LN({})", self.plain(numeric)?.text)),
        };
        Ok(Term::Number(Numeric { doubt: numeric.doubt.computed(), ..own }))
    }

    /// Multiples of a step. What lies a hair beside one, as sums of decimals in a spreadsheet do, is taken for it.
    fn stepped(&self, name: &str, numeric: &Numeric, step: &Numeric) -> Outcome {
        let steps = numeric.over(step)?;
        let (doubt, steps) = (steps.doubt.computed(), self.plain(&steps)?.text);
        let text = match name {
            "floor" => format!("INT(ROUND({steps},9))"),
            "ceil" => format!("-INT(-ROUND({steps},9))"),
            _ => format!("ROUND(ROUND({steps},9),0)"),
        };
        let binding = if name == "ceil" { Binding::Sum } else { Binding::Whole };
        let steps = Numeric { part: Some(Part { text, binding }), scale: Scale::one(), whole: true, doubt };
        Ok(Term::Number(steps.times(step)?))
    }

    fn clip(&self, numeric: &Numeric, least: &Numeric, most: &Numeric) -> Outcome {
        let scale = numeric.common(least);
        let part = |one: &Numeric| self.argument(one, &scale);
        let text = format!("MIN(MAX({},{}),{})", part(numeric)?, part(least)?, part(most)?);
        let doubt = numeric.doubt.max(least.doubt).max(most.doubt).computed();
        Ok(Term::Number(Numeric { part: Some(Part::whole(text)), scale, whole: false, doubt }))
    }

    fn sum(&self, list: &List) -> Outcome {
        if let Some(range) = &list.range {
            let part = range.part.as_ref().map(|part| Part::whole(format!("SUM({})", part.text)));
            return Ok(Term::Number(Numeric { part, ..range.clone() }));
        }
        let mut sum = Numeric::constant(Number::ZERO);
        for (only, item) in list.present() {
            let item = match &only {
                Truth::Computed(condition) => {
                    self.either(condition, item, &Term::Number(Numeric::constant(Number::ZERO)))?.number()?
                }
                Truth::Known(_) => item.number()?,
            };
            sum = sum.plus(&item, false, &self.calendar)?;
            if sum.part.as_ref().is_some_and(|part| part.text.len() > LONGEST_FORMULA) {
                return Err(NoFormula);
            }
        }
        Ok(Term::Number(sum))
    }

    fn count(&self, list: &List) -> Outcome {
        if let Some(Numeric { part: Some(part), .. }) = &list.range {
            let text = format!("COUNT({})", part.text);
            return Ok(Term::Number(Numeric { whole: true, ..Numeric::computed(text) }));
        }
        let ones = list.items.iter().map(|item| match item {
            Term::Missing => Term::Missing,
            _ => Term::Number(Numeric::constant(Number::ONE)),
        });
        self.sum(&List { items: ones.collect(), only: list.only.clone(), range: None })
    }

    fn extreme(&self, name: &str, list: &List) -> Outcome {
        let function = name.to_uppercase();
        if list.is_settled() {
            let (arguments, scale, doubt) = self.arguments(list)?;
            let whole = list.present().iter().all(|(_, item)| item.number().is_ok_and(|item| item.in_whole(&scale)));
            let part = Some(Part::whole(format!("{function}({arguments})")));
            return Ok(Term::Number(Numeric { part, scale, whole, doubt }));
        }
        // What is not in the list is put where it cannot be the one that is sought.
        let beyond = if name == "min" { "1E+307" } else { "-1E+307" };
        let items = list.present();
        let first = items.first().ok_or(NoFormula)?.1.number()?;
        let (scale, mut texts) = (first.common(&first), Vec::new());
        for (only, item) in &items {
            let text = self.argument(&item.number()?, &scale)?;
            texts.push(match only {
                Truth::Known(_) => text,
                Truth::Computed(condition) => format!("IF({condition},{text},{beyond})"),
            });
        }
        let whole = items.iter().all(|(_, item)| item.number().is_ok_and(|item| item.in_whole(&scale)));
        let part = Some(Part::whole(format!("{function}({})", texts.join(","))));
        let doubts = items.iter().filter_map(|(_, item)| item.number().ok());
        let doubt = doubts.map(|numeric| numeric.doubt).max().unwrap_or_default().computed();
        Ok(Term::Number(Numeric { part, scale, whole, doubt }))
    }

    /// For each of the wanted words the sum of the values that stand at its places among the keys.
    fn matched(&self, wanted: &List, keys: List, values: List) -> Outcome {
        if keys.items.len() != values.items.len() || [wanted, &keys, &values].iter().any(|list| list.only.is_some()) {
            return Err(NoFormula);
        }
        let word = |term: &Term| match term {
            Term::Word(Word::Known(word)) => Ok(word.clone()),
            _ => Err(NoFormula),
        };
        let keys = keys.items.iter().map(word).collect::<Result<Vec<_>, _>>()?;
        let sums = wanted.items.iter().map(|wanted| {
            let wanted = word(wanted)?;
            let own = keys.iter().zip(&values.items).filter(|(key, _)| **key == wanted);
            self.sum(&List::of(own.map(|(_, value)| value.clone()).collect()))
        });
        Ok(Term::List(List::of(sums.collect::<Result<_, _>>()?)))
    }

    /// The means of so many values at a time; groups of one are the values in their places.
    fn group_means(&self, list: List, size: usize) -> Outcome {
        if size == 1 && list.only.is_none() {
            return Ok(Term::List(list));
        }
        let present = list.present();
        if size == 0 || present.iter().any(|(only, _)| *only != Truth::Known(true)) {
            return Err(NoFormula);
        }
        let means = present.chunks_exact(size).map(|group| {
            let group = List::of(group.iter().map(|(_, item)| (*item).clone()).collect());
            self.statistic("AVERAGE", 1, &group)
        });
        Ok(Term::List(List::of(means.collect::<Result<_, _>>()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_for_a_spreadsheet_is_a_function() {
        let named = DISTRIBUTIONS.map(|(name, _)| name).into_iter().chain(STATISTICS.map(|(name, ..)| name));
        for name in named {
            assert!(crate::builtin::find(name).is_some(), "{name}");
        }
    }
}
