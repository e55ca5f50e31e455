//! Lists with a row left out, taken twice, or standing in the place of another.

use super::computing::Computing;
use super::search::{Kind, Search};
use super::units;
use crate::base::Language;
use crate::eval::{Action, Step, StepId};
use crate::language::context::FIGURE;
use crate::value::operation::Operator;
use crate::value::{Number, Value, operation, words};
use std::collections::{BTreeMap, HashSet};

/// Longer lists are left alone: among so many rows one always fits.
const LONGEST: usize = 200;

/// In longer lists a row is only taken for one of its neighbours.
const ANY_FOR_ANY: usize = 12;

/// What leaves elements of a list out by their places: before that no place may change.
const EXCLUDES: &str = "without";

/// A list that a computation begins with.
struct Source {
    id: StepId,
    elements: Vec<Value>,
}

/// Every row of every list; lists of one length are the columns of a table and lose or repeat a row together.
pub(super) fn try_all(computing: &Computing<'_>, search: &mut Search<'_>) {
    let mut tables: BTreeMap<usize, Vec<Source>> = BTreeMap::new();
    let bound = before_exclusions(computing);
    for (id, step) in computing.steps.trace.steps() {
        let begins = match &step.action {
            Action::Given | Action::List | Action::Joined => true,
            _ => excludes(step),
        };
        if bound.contains(&id) {
            continue;
        }
        let short = step.value.length().is_some_and(|length| (2..=LONGEST).contains(&length));
        if begins
            && short
            && let Ok(elements) = step.value.elements()
        {
            tables.entry(elements.len()).or_default().push(Source { id, elements });
        }
    }
    for (rows, columns) in &tables {
        for column in columns {
            if computing.steps.distance(column.id) != usize::MAX {
                one_column(computing, column, search);
            }
        }
        let needed: Vec<&Source> =
            columns.iter().filter(|column| computing.steps.distance(column.id) != usize::MAX).collect();
        if needed.len() > 1 {
            for row in 0..*rows {
                whole_row(computing, &needed, row, search);
            }
        }
    }
}

/// The steps whose places are spoken of further on.
fn before_exclusions(computing: &Computing<'_>) -> HashSet<StepId> {
    let trace = computing.steps.trace;
    let mut found = HashSet::new();
    let excluding = trace.steps().filter(|(_, step)| excludes(step));
    let mut waiting: Vec<StepId> = excluding.flat_map(|(_, step)| step.inputs.clone()).collect();
    while let Some(next) = waiting.pop() {
        if found.insert(next) {
            waiting.extend(trace.step(next).map(|step| step.inputs.clone()).unwrap_or_default());
        }
    }
    found
}

fn excludes(step: &Step) -> bool {
    matches!(&step.action, Action::Builtin(builtin) if builtin.name == EXCLUDES)
}

/// What is excluded, taken in all the same.
fn taken_in(computing: &Computing<'_>, column: &Source, search: &mut Search<'_>) {
    let Some(step) = computing.steps.trace.step(column.id) else { return };
    let whole = step.inputs.first().filter(|_| excludes(step)).and_then(|whole| computing.steps.trace.step(*whole));
    let Some(whole) = whole.filter(|whole| whole.value != step.value) else { return };
    computing.try_values(search, (Kind::Part, -1.0), &[(column.id, whole.value.clone())], |result| {
        format!("what is excluded from `{}` was taken in: {result}", name_of(computing, column))
    });
}

/// All of a list read in another unit.
fn other_unit(computing: &Computing<'_>, column: &Source, search: &mut Search<'_>) {
    let steps = &computing.steps;
    let written = whole(computing, column).unwrap_or(column.id);
    let (Some(list), Some(measure)) = (steps.trace.step(column.id), steps.measure_of_list(written)) else { return };
    for other in units::exchanged(steps.printed, &measure.units) {
        let (own, taken) = (steps.printed.one_of(&measure.units), steps.printed.one_of(&other));
        let factor = own.zip(taken).and_then(|(own, taken)| taken.divide(&own).ok());
        let Some(factor) = factor.filter(|factor| *factor != Number::ONE) else { continue };
        let read = operation::apply(Operator::Multiply, &list.value, &Value::Number(factor));
        let Ok(read) = read else { continue };
        computing.try_values(search, (Kind::Unit, 1.5), &[(column.id, read)], |result| {
            let (list, units) = (name_of(computing, column), &steps.printed.study.units);
            let [other, own] =
                [&other, &measure.units].map(|product| words::unit(&product.text(units), steps.printed.language));
            format!("all of `{list}` was read in {other} and not in {own}: {result}")
        });
    }
}

fn one_column(computing: &Computing<'_>, column: &Source, search: &mut Search<'_>) {
    let rows = column.elements.len();
    taken_in(computing, column, search);
    other_unit(computing, column, search);
    for row in (0..rows).filter(|row| !matches!(column.elements.get(*row), Some(Value::Missing))) {
        let name = || name(computing, column, row);
        let changed = |list| [(column.id, list)];
        let without = changed(without(&column.elements, row));
        computing.try_values(search, (Kind::Part, 0.2), &without, |result| format!("{} is left out: {result}", name()));
        let twice = changed(twice(&column.elements, row));
        computing
            .try_values(search, (Kind::Part, 0.5), &twice, |result| format!("{} is taken twice: {result}", name()));
        let others = (0..rows).filter(|other| *other != row && (rows <= ANY_FOR_ANY || row.abs_diff(*other) == 1));
        for other in others {
            let Some(taken) = column.elements.get(other) else { continue };
            let instead = changed(instead(&column.elements, row, taken));
            let cost = if row.abs_diff(other) == 1 { 0.3 } else { 1.0 };
            computing.try_values(search, (Kind::OtherFigure, cost), &instead, |result| {
                format!("{} was taken for {}: {result}", self::name(computing, column, other), name())
            });
        }
    }
}

fn whole_row(computing: &Computing<'_>, columns: &[&Source], row: usize, search: &mut Search<'_>) {
    let names = || {
        let named = columns.iter().filter(|column| is_number(column, row)).map(|column| name(computing, column, row));
        let named: Vec<String> = named.collect();
        let language = computing.steps.printed.language;
        named.join(&format!(" {} ", language.say_in(FIGURE, "with")))
    };
    let all = |change: Change| -> Option<(Vec<(StepId, Value)>, Number)> {
        let all: Vec<_> = columns.iter().map(|column| (column.id, change(&column.elements, row))).collect();
        // Where one of the columns alone has the same effect, the lists are of one length by chance.
        let result = computing.again(&all)?;
        let is_alone = all.iter().any(|one| computing.again(std::slice::from_ref(one)).as_ref() == Some(&result));
        (!is_alone).then_some((all, result))
    };
    if let Some((without, result)) = all(without) {
        let tell = |result: &str| format!("{} is left out: {result}", names());
        computing.offer(search, (Kind::Part, 0.0), (&without, &result), tell);
    }
    if let Some((twice, result)) = all(twice) {
        let tell = |result: &str| format!("{} is taken twice: {result}", names());
        computing.offer(search, (Kind::Part, 0.3), (&twice, &result), tell);
    }
}

type Change = fn(&[Value], usize) -> Value;

fn is_number(column: &Source, row: usize) -> bool {
    column.elements.get(row).is_some_and(|value| value.number().is_ok())
}

fn without(elements: &[Value], row: usize) -> Value {
    operation::list(
        elements.iter().enumerate().filter(|(place, _)| *place != row).map(|(_, value)| value.clone()).collect(),
    )
}

fn twice(elements: &[Value], row: usize) -> Value {
    let repeated = elements.iter().enumerate().flat_map(|(place, value)| {
        let times = if place == row { 2 } else { 1 };
        std::iter::repeat_n(value.clone(), times)
    });
    operation::list(repeated.collect())
}

fn instead(elements: &[Value], row: usize, taken: &Value) -> Value {
    let exchanged = elements.iter().enumerate().map(|(place, value)| if place == row { taken } else { value });
    operation::list(exchanged.cloned().collect())
}

/// What a list is called: what is left of one that readings are excluded from goes by the name of the whole.
fn name_of<'c>(computing: &'c Computing<'_>, column: &Source) -> &'c str {
    let steps = &computing.steps;
    whole(computing, column).map_or_else(|| steps.name_of_list(column.id), |whole| steps.name(whole))
}

/// The cell that readings are excluded from.
fn whole(computing: &Computing<'_>, column: &Source) -> Option<StepId> {
    let step = computing.steps.trace.step(column.id).filter(|step| excludes(step))?;
    step.inputs.first().map(|whole| computing.cell_behind(*whole))
}

/// What an element of a list is called.
fn name(computing: &Computing<'_>, column: &Source, row: usize) -> String {
    let steps = &computing.steps;
    let named = steps.trace.step(column.id).filter(|step| matches!(step.action, Action::List | Action::Joined));
    let own = named.filter(|step| step.inputs.len() == column.elements.len()).and_then(|step| step.inputs.get(row));
    if let Some(own) = own {
        let (name, text) = (steps.quoted(*own), steps.value_text(*own));
        return if text.is_empty() || steps.figure(*own).is_some() { name } else { format!("{name} ({text})") };
    }
    let text = column
        .elements
        .get(row)
        .and_then(|value| value.number().ok())
        .and_then(|value| steps.element_text(column.id, &value));
    let list = name_of(computing, column);
    let (language, place) = (steps.printed.language, ordinal(row + 1, steps.printed.language));
    let parts = [("place", place.as_str()), ("list", list), ("value", text.as_deref().unwrap_or_default())];
    match text {
        Some(_) => language.fill("the {place} of `{list}` ({value})", &parts),
        None => language.fill("the {place} of `{list}`", &parts),
    }
}

fn ordinal(place: usize, language: Language) -> String {
    if language != Language::English {
        return place.to_string();
    }
    let ending = match (place % 10, place % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}
