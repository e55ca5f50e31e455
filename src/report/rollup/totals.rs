//! Studies put into groups and added up.

use super::measure::{Measure, Sized};
use super::sums::{Count, Sums};
use super::{Changes, Group, Head, Indicator, LeftOut, Part, Rolled, Rollup, Saved, Scope};
use crate::value::Number;
use std::collections::{BTreeMap, HashMap};

/// A study with the place of its group.
type Placed<'p> = (usize, &'p Part);

/// An indicator of a study, with the place of its group.
type Member<'p> = (usize, &'p Part, &'p Indicator);

/// Adds up studies. `grouped` says whether they are put together by something; `unread` are those that could not be read.
pub fn add_up(title: String, parts: &[Part], grouped: bool, unread: Vec<LeftOut>) -> Rollup {
    let mut groups: Vec<Option<&Group>> = parts.iter().map(|part| part.group.as_ref()).filter(|_| grouped).collect();
    groups.sort_unstable_by_key(|group| (group.is_none(), *group));
    groups.dedup();
    let places: HashMap<Option<&Group>, usize> = groups.iter().copied().zip(0..).collect();
    let place = |part: &Part| places.get(&part.group.as_ref()).copied().unwrap_or(0);
    let placed: Vec<Placed<'_>> = parts.iter().map(|part| (place(part), part)).collect();
    let stated = groups.iter().map(|group| group.map_or(Scope::NotStated, |group| Scope::Of(group.text.clone())));
    let scopes: Vec<Scope> = stated.chain([Scope::All]).collect();
    let heads = per_scope(scopes.len(), &placed, |(place, _)| *place, head);
    let (mut indicators, mut left_out) = (Vec::new(), unread.clone());
    for (name, members) in by_name(&placed) {
        indicators.push(rolled(name, &members, scopes.len(), &mut left_out));
    }
    let savings = savings(&placed, scopes.len());
    Rollup { title, scopes, heads, indicators, savings, unread: unread.len(), left_out }
}

/// For every group, and last for all, what its members come to.
fn per_scope<T, R>(scopes: usize, all: &[T], place: impl Fn(&T) -> usize, sum: impl Fn(&[&T]) -> R) -> Vec<R> {
    let mut members: Vec<Vec<&T>> = vec![Vec::new(); scopes];
    for one in all {
        let own = Some(place(one)).filter(|own| own + 1 < scopes);
        for scope in own.into_iter().chain(scopes.checked_sub(1)) {
            members.get_mut(scope).into_iter().for_each(|members| members.push(one));
        }
    }
    members.iter().map(|members| sum(members)).collect()
}

fn head(members: &[&Placed<'_>]) -> Head {
    let parts = || members.iter().map(|(_, part)| part);
    Head {
        studies: members.len(),
        employees: summed(parts().filter_map(|part| part.employees.clone())).map(|sums| sums.total),
        claims: parts().map(|part| part.claims).sum(),
        fallen: parts().map(|part| part.fallen).sum(),
    }
}

/// The indicators of all studies by their names: first those that most studies have, else as they are met.
fn by_name<'p>(placed: &[Placed<'p>]) -> Vec<(&'p str, Vec<Member<'p>>)> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut named: Vec<(&str, Vec<Member<'_>>)> = Vec::new();
    for (place, part) in placed {
        for indicator in &part.indicators {
            let at = *places.entry(&indicator.name).or_insert(named.len());
            match named.get_mut(at) {
                Some((_, members)) => members.push((*place, part, indicator)),
                None => named.push((&indicator.name, vec![(*place, part, indicator)])),
            }
        }
    }
    named.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    named
}

fn rolled(name: &str, members: &[Member<'_>], scopes: usize, left_out: &mut Vec<LeftOut>) -> Rolled {
    let label = members.first().map(|(_, _, indicator)| indicator.label.clone()).unwrap_or_default();
    let measure = measure_of(members);
    let (fitting, others): (Vec<&Member<'_>>, Vec<&Member<'_>>) =
        members.iter().partition(|member| measure.is_some_and(|measure| fits(measure, member)));
    let most = fitting.first().and_then(|(_, _, indicator)| indicator.shown()).map(Sized::describe).unwrap_or_default();
    for (_, part, indicator) in &others {
        let here = indicator.shown().map(Sized::describe).unwrap_or_default();
        let reason = format!(
            "`{name}` is {here} ({}) here and {most} ({}) in {}: what does not measure the same is not added up",
            indicator.measure.name(),
            measure.map(Measure::name).unwrap_or_default(),
            plural_studies(fitting.len()),
        );
        left_out.push(LeftOut { study: Some(part.path.clone()), indicator: Some(name.to_owned()), reason });
    }
    let unsaid = fitting.iter().filter(|(_, _, one)| one.change.is_some() && one.improved.is_none()).count();
    if unsaid > 0 {
        let studies = plural_studies(unsaid);
        let reason = format!("in {studies} neither `better` nor a target says which way is better: no share improved");
        left_out.push(LeftOut { study: None, indicator: Some(name.to_owned()), reason });
    }
    let unit = measure.map(|measure| measure.text.clone()).unwrap_or_default();
    let sums = per_scope(scopes, &fitting, |(place, _, _)| *place, |members| changes(measure, members));
    Rolled { name: name.to_owned(), label, unit, sums }
}

/// The unit that the figures of the most studies can be brought into; of several the one that most of them use.
fn measure_of<'p>(members: &[Member<'p>]) -> Option<&'p Measure> {
    let mut known: Vec<(&Measure, usize)> = Vec::new();
    for (_, _, indicator) in members {
        match known.iter_mut().find(|(measure, _)| *measure == &indicator.measure) {
            Some((_, uses)) => *uses += 1,
            None => known.push((&indicator.measure, 1)),
        }
    }
    let fitting = |measure: &Measure| members.iter().filter(|member| fits(measure, member)).count();
    match known.as_slice() {
        [(only, _)] => Some(only),
        _ => {
            known.into_iter().rev().max_by_key(|(measure, uses)| (fitting(measure), *uses)).map(|(measure, _)| measure)
        }
    }
}

fn fits(measure: &Measure, (_, part, indicator): &Member<'_>) -> bool {
    indicator.shown().is_some_and(|figure| measure.bring(figure, &part.terms).is_some())
}

fn changes(measure: Option<&Measure>, members: &[&&Member<'_>]) -> Changes {
    let Some(measure) = measure else { return Changes::default() };
    let brought = |measure: &Measure, figure: fn(&Indicator) -> &Option<Sized>| {
        let figures = members.iter().filter_map(|(_, part, indicator)| {
            figure(indicator).as_ref().and_then(|figure| measure.bring(figure, &part.terms))
        });
        summed(figures)
    };
    Changes {
        studies: members.len(),
        before: brought(measure, |indicator| &indicator.before),
        after: brought(measure, |indicator| &indicator.after),
        change: brought(measure, |indicator| &indicator.change),
        change_share: brought(&Measure::percent(), |indicator| &indicator.change_share),
        improved: Count::of(members.iter().filter_map(|(_, _, indicator)| indicator.improved)),
        reached: Count::of(members.iter().filter_map(|(_, _, indicator)| indicator.reached)),
    }
}

/// What each study saves in one currency, added up; what is counted for a month is kept apart from what is not.
fn savings(placed: &[Placed<'_>], scopes: usize) -> Vec<Saved> {
    let mut units: BTreeMap<String, Vec<(usize, Number)>> = BTreeMap::new();
    for (place, part) in placed {
        for (unit, number) in saved_by(part) {
            units.entry(unit).or_default().push((*place, number));
        }
    }
    let saved = units.into_iter().map(|(unit, all)| {
        let sum = |members: &[&(usize, Number)]| summed(members.iter().map(|(_, number)| number.clone()));
        Saved { unit, sums: per_scope(scopes, &all, |(place, _)| *place, sum) }
    });
    saved.collect()
}

/// What a study saves, in each unit of money that it does so.
fn saved_by(part: &Part) -> Vec<(String, Number)> {
    let mut units: BTreeMap<String, Vec<Number>> = BTreeMap::new();
    for figure in part.indicators.iter().filter_map(|indicator| indicator.saved.as_ref()) {
        let Some(measure) = figure.money() else { continue };
        let number = measure.bring(figure, &part.terms);
        units.entry(measure.text).or_default().extend(number);
    }
    let totals = units.into_iter().map(|(unit, numbers)| Some((unit, summed(numbers.into_iter())?.total)));
    totals.flatten().collect()
}

fn summed(numbers: impl Iterator<Item = Number>) -> Option<Sums> {
    Sums::of(numbers.collect()).ok().flatten()
}

fn plural_studies(count: usize) -> String {
    if count == 1 { "1 study".to_owned() } else { format!("{count} studies") }
}
