//! Slips of the calculation: its formulas written anew.

use super::{Case, Slip};
use crate::printing::{fixed, with_unit};
use crate::random::Random;
use crate::running::Known;
use crate::text::{brace_behind, closing, lists, operations, replaced, words};
use study::slip::Kind;
use study::value::number::Rounding;

/// A piece of the study as people mistake it.
pub fn rewritten(kind: Kind, case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let fits: Vec<_> = case
        .draft
        .rewrites
        .iter()
        .filter(|rewrite| rewrite.kind == kind && case.text.contains(&rewrite.from))
        .collect();
    let rewrite = random.pick(&fits)?;
    let how = match kind {
        Kind::Exchanged if rewrite.to.contains(" - ") && rewrite.to.starts_with(rewrite.from.split(" / ").next()?) => {
            "divided by after and not by before"
        }
        Kind::Exchanged => "before and after exchanged in a formula",
        Kind::Percent => "percent for points, or points for percent",
        Kind::Pooled => "pooled for the mean of the shares, or the reverse",
        Kind::Deviation => "the other deviation",
        Kind::ConfidenceFactor => "another factor for the confidence given",
        Kind::NotRoundedUp => "rounded to the nearest",
        _ => "every row rounded",
    };
    Slip::study(how, case.text.replace(&rewrite.from, &rewrite.to))
}

/// A figure as it would be shown on the way.
fn shown(known: &Known, random: &mut Random) -> String {
    let size = known.number.absolute().to_f64();
    let decimals = match size {
        _ if known.unit == "%" => random.number(&[0, 1, 2]),
        size if size >= 1000.0 => random.number(&[0, 0, 1]),
        size if size >= 10.0 => random.number(&[0, 1, 1, 2]),
        size if size >= 1.0 => random.number(&[1, 2, 2]),
        size if size >= 0.1 => random.number(&[2, 2, 3]),
        _ => random.number(&[3, 4]),
    };
    with_unit(&fixed(&known.number.round_to_decimals(decimals, Rounding::HalfUp), decimals), &known.unit)
}

/// A `let` rounded before it was used.
pub fn rounded_name(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let names: Vec<&Known> = case.seen.shows.iter().filter(|known| known.name.starts_with("L:")).collect();
    let known = random.pick(&names)?;
    let name = known.name.strip_prefix("L:")?;
    let start = case.text.find(&format!("let {name} = "))?;
    let end = start + case.text.get(start..)?.find('\n')?;
    let line = format!("let {name} = {}", shown(known, random));
    Slip::study("a figure on the way rounded", replaced(case.text, &(start..end), &line))
}

/// A derived cell rounded before it was used.
pub fn rounded_cell(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    // A cell given for good would take away what a scenario changes.
    if case.text.contains("scenario ") {
        return None;
    }
    let known = random.pick(&case.seen.cells)?;
    let (instance, cell) = known.name.rsplit_once('.')?;
    let own = instance.rsplit('.').next()?;
    let start = declared(case.text, own)?;
    let open = brace_behind(case.text, start)?;
    let line_end = case.text.get(open..)?.starts_with('\n');
    let given = format!(" {cell}: {}{}", shown(known, random), if line_end { "" } else { ";" });
    let given = if line_end { format!("\n {given}") } else { given };
    Slip::study("a cell on the way rounded", replaced(case.text, &(open..open), &given))
}

/// Where something is declared.
fn declared(text: &str, name: &str) -> Option<usize> {
    let line = text.lines().find(|line| {
        let mut words = line.split_whitespace();
        words.next() != Some("let") && words.next() == Some(name) && line.contains('{')
    })?;
    text.find(line)
}

/// Rounded to the nearest where up is meant.
pub fn not_rounded_up(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let places: Vec<usize> = case.text.match_indices("ceil(").map(|(place, _)| place).collect();
    let place = *random.pick(&places)?;
    Slip::study("rounded to the nearest", replaced(case.text, &(place..place + 4), "round"))
}

/// Divided by one less or one more than there are.
pub fn other_count(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let places: Vec<usize> = case
        .text
        .match_indices("mean(")
        .map(|(place, _)| place)
        .filter(|place| case.text.get(..*place).is_some_and(|head| head.ends_with(' ') || head.ends_with('(')))
        .collect();
    let place = *random.pick(&places)?;
    let end = closing(case.text, place + 4)?;
    let inner = case.text.get(place + 5..end)?;
    let sign = random.word(&["-", "+"]);
    Slip::study(
        "another count",
        replaced(case.text, &(place..end + 1), &format!("sum({inner}) / (count({inner}) {sign} 1)")),
    )
}

/// A part of a sum missing, counted twice, or taken away.
pub fn part(case: &Case<'_>, way: usize, random: &mut Random) -> Option<Slip> {
    let is_one = |text: &str| ["1", "100%"].contains(&text);
    let sums: Vec<_> = operations(case.text, "+")
        .into_iter()
        .filter(|(left, _, _)| case.text.get(left.clone()).is_some_and(|left| !is_one(left)))
        .collect();
    let (left, sign, right) = random.pick(&sums)?;
    let operand = case.text.get(right.clone())?;
    match way % 5 {
        0 => Slip::study("a part missing", replaced(case.text, &(*sign..right.end), "")),
        1 => Slip::study("a part missing", replaced(case.text, &(left.start..right.start), "")),
        2 | 3 => Slip::study("a part twice", replaced(case.text, right, &format!("{operand} + {operand}"))),
        _ => Slip::study("a part taken away", replaced(case.text, &(*sign..*sign + 3), " - ")),
    }
}

/// An element of a list missing or counted twice; often with its row in the other lists.
pub fn element(case: &Case<'_>, way: usize, random: &mut Random) -> Option<Slip> {
    let all: Vec<_> = lists(case.text).into_iter().filter(|(_, elements)| elements.len() > 1).collect();
    let (own, elements) = random.pick(&all)?;
    let place = random.below(elements.len());
    let (twice, alone) = (way % 5 < 2, random.chance(0.6));
    let mut text = case.text.to_owned();
    let is_column = |at: &std::ops::Range<usize>| {
        let line = case.text.get(..at.start).and_then(|head| head.rsplit('\n').next());
        line.is_some_and(|line| line.starts_with("let "))
    };
    let alone = alone || !is_column(own);
    let rows =
        all.iter().filter(|(at, others)| at == own || (!alone && is_column(at) && others.len() == elements.len()));
    for (at, others) in rows.rev() {
        let mut changed = others.clone();
        let one = changed.get(place)?.clone();
        if twice {
            changed.insert(place, one)
        } else {
            drop(changed.remove(place))
        }
        text = replaced(&text, at, &changed.join(", "));
    }
    Slip::study(if twice { "an element twice" } else { "an element missing" }, text)
}

/// A row missing: a product, an element of an operation, an activity, a share of an allowance.
pub fn row(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    // Where a place in the list is printed, it would be that of another row.
    if case.target.expr.starts_with("nth(") {
        return None;
    }
    let rows: Vec<&str> = case
        .text
        .lines()
        .filter(|line| {
            let own = line.trim_start();
            let share = ["personal:", "fatigue:", "delay:"].iter().any(|name| own.starts_with(name));
            own.starts_with("product ") || own.starts_with("element ") || own.starts_with('"') || share
        })
        .collect();
    let row = random.pick(&rows)?;
    Slip::study("a row missing", case.text.replacen(&format!("{row}\n"), "", 1))
}

/// One name in the place of another that is alike.
pub fn other_name(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let names: Vec<&str> = case
        .text
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let known = ["let", "operation", "product", "element", "indicator"].contains(&words.next()?);
            words.next().filter(|_| known)
        })
        .collect();
    let is_use = |start: usize| {
        let line = case.text.get(..start).and_then(|head| head.rsplit('\n').next()).unwrap_or_default();
        line.trim_start().contains(' ') && line != "let "
    };
    let uses: Vec<_> = words(case.text)
        .into_iter()
        .filter(|(at, word)| is_use(at.start) && word.split('.').any(|part| names.contains(&part)))
        .collect();
    let (at, word) = random.pick(&uses)?;
    let own = word.split('.').find(|part| names.contains(part))?;
    let other = random.pick(&names)?;
    let changed: Vec<&str> = word.split('.').map(|part| if part == own { *other } else { part }).collect();
    Slip::study("another name", replaced(case.text, at, &changed.join(".")))
}

/// The two sides of a difference or a quotient exchanged.
pub fn exchanged(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let sign = random.word(&["-", "-", "/"]);
    let simple = |text: Option<&str>| {
        text.is_some_and(|text| {
            text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.') && text.starts_with(char::is_alphabetic)
        })
    };
    let all: Vec<_> = operations(case.text, sign)
        .into_iter()
        .filter(|(left, _, right)| simple(case.text.get(left.clone())) && simple(case.text.get(right.clone())))
        .collect();
    let (left, _, right) = random.pick(&all)?;
    let (one, two) = (case.text.get(left.clone())?, case.text.get(right.clone())?);
    Slip::study("two sides exchanged", replaced(case.text, &(left.start..right.end), &format!("{two} {sign} {one}")))
}

/// What was before given as after, and the reverse.
pub fn before_after(case: &Case<'_>) -> Option<Slip> {
    if case.text.contains("before: ") {
        let changed = case.text.replace("before: ", "\u{1}").replace("after: ", "before: ").replace('\u{1}', "after: ");
        return Slip::study("before and after exchanged", changed);
    }
    let (mut before, mut after) = (None, None);
    for line in case.text.lines() {
        let value = |name: &str| line.strip_prefix(name).map(|rest| rest.to_owned());
        before = before.or(value("let before = "));
        after = after.or(value("let after = "));
    }
    let (before, after) = (before?, after?);
    let changed = case.text.replacen(&format!("let before = {before}"), &format!("let before = {after}"), 1);
    Slip::study(
        "before and after exchanged",
        changed.replacen(&format!("let after = {after}"), &format!("let after = {before}"), 1),
    )
}

/// Sample for population, or the reverse.
pub fn deviation(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let swaps = [
        ("population_deviation(", "deviation("),
        (" deviation(", " population_deviation("),
        ("deviation_by: population", "deviation_by: sample"),
        ("  rating:", "  deviation_by: population\n  rating:"),
    ];
    let fits: Vec<_> = swaps.iter().filter(|(from, _)| case.text.contains(from)).collect();
    let (from, to) = random.pick(&fits)?;
    Slip::study("the other deviation", case.text.replace(from, to))
}

/// (1 + a) for 1 / (1 − a), and the reverse.
pub fn allowance(case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    let swaps = [
        ("/ (1 - ", "* (1 + "),
        ("* (1 + ", "/ (1 - "),
        ("* 100% / (100% - ", "* (100% + "),
        ("basis: total", "basis: normal"),
        ("basis: normal", "basis: total"),
    ];
    let fits: Vec<_> = swaps.iter().filter(|(from, _)| case.text.contains(from)).collect();
    let (from, to) = random.pick(&fits)?;
    Slip::study("the other rule of the allowance", case.text.replacen(from, to, 1))
}
