//! A rollup as a report.

use super::sums::{Count, Sums, whole};
use super::{Changes, Head, Rolled, Rollup, Saved, Scope};
use crate::base::Language;
use crate::language::context;
use crate::report::{Body, Entry, Figure, Line, Report, Section, Table};
use crate::value::quantity::number_text;
use crate::value::words::{self, with_unit};
use crate::value::{Number, Style};

/// A heading of a table with what stands below it.
type Column<T> = (&'static str, fn(&T, &str, Language) -> Entry);

/// What the studies say of themselves.
const HEADS: [Column<Head>; 4] = [
    ("Studies", |head, _, language| counted(head.studies, language)),
    ("Employees", |head, _, language| {
        head.employees.as_ref().map_or_else(Entry::missing, |number| shown(number, "", language))
    }),
    ("Claims", |head, _, language| counted(head.claims, language)),
    ("Claims that do not stand", |head, _, language| counted(head.fallen, language)),
];

/// What an indicator comes to.
const CHANGES: [Column<Changes>; 9] = [
    ("Studies", |changes, _, language| counted(changes.studies, language)),
    ("Before, mean", |changes, unit, language| mean(&changes.before, unit, language)),
    ("Before, median", |changes, unit, language| median(&changes.before, unit, language)),
    ("After, mean", |changes, unit, language| mean(&changes.after, unit, language)),
    ("After, median", |changes, unit, language| median(&changes.after, unit, language)),
    ("Change, mean", |changes, _, language| mean(&changes.change_share, "%", language)),
    ("Change, median", |changes, _, language| median(&changes.change_share, "%", language)),
    ("Improved", |changes, _, language| part_of(changes.improved, language)),
    ("Target reached", |changes, _, language| part_of(changes.reached, language)),
];

/// What is saved.
const SAVINGS: [Column<Option<Sums>>; 4] = [
    ("Studies", |sums, _, language| sums.as_ref().map_or_else(Entry::missing, |sums| counted(sums.count, language))),
    ("Saved in all", |sums, unit, language| {
        sums.as_ref().map_or_else(Entry::missing, |sums| shown(&sums.total, unit, language))
    }),
    ("Mean", mean),
    ("Median", median),
];

/// The report of a rollup, in a language.
pub fn report(rollup: &Rollup, language: Language) -> Report {
    let mut report = Report { title: rollup.title.clone(), language, ..Report::default() };
    let in_groups = rollup.scopes.len() > 1;
    report.sections.push(studies(rollup, language));
    if in_groups {
        report.sections.extend(rollup.indicators.iter().map(|one| by_group(rollup, one, language)));
    } else {
        report.sections.extend(indicators(rollup, language));
    }
    report.sections.extend(savings(rollup, in_groups, language));
    report.sections.extend(left_out(rollup, language));
    report
}

/// A section whose heading is a word of the program.
fn section(heading: &str, body: Body, language: Language) -> Section {
    Section::new(language.say(heading), body)
}

/// A group as a reader sees it.
fn group(scope: &Scope, language: Language) -> String {
    match scope {
        Scope::Of(group) => group.clone(),
        Scope::NotStated | Scope::All => language.say(scope.label()).into_owned(),
    }
}

/// How many studies there are, and what they say of themselves.
fn studies(rollup: &Rollup, language: Language) -> Section {
    if rollup.scopes.len() > 1 {
        let rows = rollup.scopes.iter().zip(&rollup.heads).map(|(scope, head)| (group(scope, language), head, ""));
        return section("Studies", Body::Table(grouped(&HEADS, rows.collect(), language)), language);
    }
    let mut lines = Vec::new();
    for head in &rollup.heads {
        let named = HEADS.iter().map(|(label, entry)| (language.say(label).into_owned(), entry(head, "", language)));
        lines.extend(named.filter(|(_, entry)| entry.figure.is_some()));
    }
    if rollup.unread > 0 {
        lines.insert(
            1.min(lines.len()),
            (language.say("Could not be read").into_owned(), counted(rollup.unread, language)),
        );
    }
    let lines = lines.into_iter().map(|(label, entry)| Line { label, entries: vec![entry] });
    section("Studies", Body::Figures(lines.collect()), language)
}

/// Every indicator of all studies, one below the other.
fn indicators(rollup: &Rollup, language: Language) -> Option<Section> {
    let rows = rollup.indicators.iter().filter_map(|one| Some((label(rollup, one), one.sums.last()?, &*one.unit)));
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| section("Indicators", Body::Table(table(&CHANGES, rows, language)), language))
}

/// One indicator, group by group.
fn by_group(rollup: &Rollup, indicator: &Rolled, language: Language) -> Section {
    let rows = rollup.scopes.iter().zip(&indicator.sums).filter(|(_, changes)| changes.studies > 0);
    let rows = rows.map(|(scope, changes)| (group(scope, language), changes, &*indicator.unit));
    in_one_unit(&label(rollup, indicator), grouped(&CHANGES, rows.collect(), language), &indicator.unit, language)
}

/// A table in which all figures of one unit stand without it: the heading names it.
fn in_one_unit(heading: &str, mut table: Table, unit: &str, language: Language) -> Section {
    for entry in table.rows.iter_mut().flat_map(|row| &mut row.entries) {
        if let Some(figure) = entry.figure.as_ref().filter(|figure| figure.unit == unit && unit != "%") {
            entry.text = number_text(&figure.number, &Style::report(language));
        }
    }
    let heading = if unit.is_empty() || unit == "%" {
        heading.to_owned()
    } else {
        format!("{heading}, {}", words::unit(unit, language))
    };
    Section::new(heading, Body::Table(table))
}

/// The label of an indicator, with its name where another one has the same label.
fn label(rollup: &Rollup, indicator: &Rolled) -> String {
    let alike = rollup.indicators.iter().filter(|other| other.label == indicator.label).count();
    if alike > 1 { format!("{} ({})", indicator.label, indicator.name) } else { indicator.label.clone() }
}

/// Money saved: a row for each currency, or a table of groups for each.
fn savings(rollup: &Rollup, in_groups: bool, language: Language) -> Vec<Section> {
    let rows_of = |saved: &'_ Saved| -> Vec<(String, Option<Sums>)> {
        let rows = rollup.scopes.iter().zip(&saved.sums).filter(|(_, sums)| sums.is_some());
        rows.map(|(scope, sums)| (group(scope, language), sums.clone())).collect()
    };
    if in_groups {
        let of_one = |saved: &Saved| {
            let rows = rows_of(saved);
            let rows = rows.iter().map(|(label, sums)| (label.clone(), sums, &*saved.unit)).collect();
            in_one_unit(&language.say("Saved"), grouped(&SAVINGS, rows, language), &saved.unit, language)
        };
        return rollup.savings.iter().map(of_one).collect();
    }
    let rows = rollup
        .savings
        .iter()
        .filter_map(|saved| Some((words::unit(&saved.unit, language), saved.sums.last()?, &*saved.unit)));
    let rows: Vec<_> = rows.collect();
    let all = || section("Saved", Body::Table(table(&SAVINGS, rows, language)), language);
    if rollup.savings.is_empty() { Vec::new() } else { vec![all()] }
}

/// What is in no sum, and why.
fn left_out(rollup: &Rollup, language: Language) -> Option<Section> {
    let lines = rollup.left_out.iter().map(|one| Line {
        label: one.study.clone().or_else(|| one.indicator.clone()).unwrap_or_default(),
        entries: vec![Entry::said(one.told(language))],
    });
    let lines: Vec<Line> = lines.collect();
    (!lines.is_empty()).then(|| section("Left out", Body::Figures(lines), language))
}

/// A table of groups, whose last row is all studies.
fn grouped<T>(columns: &[Column<T>], rows: Vec<(String, &T, &str)>, language: Language) -> Table {
    Table { total: true, ..table(columns, rows, language) }
}

/// A table; columns in which nobody has anything are left out.
fn table<T>(columns: &[Column<T>], rows: Vec<(String, &T, &str)>, language: Language) -> Table {
    let entries = |entry: &fn(&T, &str, Language) -> Entry| {
        rows.iter().map(|(_, row, unit)| entry(row, unit, language)).collect()
    };
    let filled: Vec<(&str, Vec<Entry>)> = columns.iter().map(|(heading, entry)| (*heading, entries(entry))).collect();
    let filled: Vec<_> = filled.into_iter().filter(|(_, all)| all.iter().any(|entry| entry.figure.is_some())).collect();
    let lines = rows.iter().enumerate().map(|(place, (label, ..))| Line {
        label: label.clone(),
        entries: filled.iter().filter_map(|(_, all)| all.get(place).cloned()).collect(),
    });
    let rows = lines.collect();
    Table {
        columns: filled.iter().map(|(heading, _)| language.say(heading).into_owned()).collect(),
        rows,
        ..Table::default()
    }
}

fn mean(sums: &Option<Sums>, unit: &str, language: Language) -> Entry {
    sums.as_ref().map_or_else(Entry::missing, |sums| shown(&sums.mean, unit, language))
}

fn median(sums: &Option<Sums>, unit: &str, language: Language) -> Entry {
    sums.as_ref().map_or_else(Entry::missing, |sums| shown(&sums.median, unit, language))
}

/// `3 of 4 (75%)`
fn part_of(count: Count, language: Language) -> Entry {
    let Some(share) = count.percent() else { return Entry::missing() };
    let entry = shown(&share, "%", language);
    let parts =
        [("part", &*language.number(count.hits)), ("whole", &*language.number(count.of)), ("share", &*entry.text)];
    Entry { text: language.fill_in(context::FIGURE, "{part} of {whole} ({share})", &parts), ..entry }
}

/// A count as a figure of its own.
pub fn counted(count: usize, language: Language) -> Entry {
    shown(&whole(count), "", language)
}

fn shown(number: &Number, unit: &str, language: Language) -> Entry {
    let text = with_unit(&number_text(number, &Style::report(language)), unit, language);
    Entry { text, figure: Some(Figure { number: number.clone(), unit: unit.to_owned() }), ..Entry::default() }
}
