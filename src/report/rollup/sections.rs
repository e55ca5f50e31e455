//! A rollup as a report.

use super::sums::{Count, Sums, whole};
use super::{Changes, Head, Rolled, Rollup, Saved};
use crate::base::Language;
use crate::report::{Body, Entry, Figure, Line, Report, Section, Table};
use crate::value::quantity::number_text;
use crate::value::words::with_unit;
use crate::value::{Number, Style};

/// A heading of a table with what stands below it.
type Column<T> = (&'static str, fn(&T, &str) -> Entry);

/// What the studies say of themselves.
const HEADS: [Column<Head>; 4] = [
    ("Studies", |head, _| counted(head.studies)),
    ("Employees", |head, _| head.employees.as_ref().map_or_else(Entry::missing, |number| shown(number, ""))),
    ("Claims", |head, _| counted(head.claims)),
    ("Claims that do not stand", |head, _| counted(head.fallen)),
];

/// What an indicator comes to.
const CHANGES: [Column<Changes>; 9] = [
    ("Studies", |changes, _| counted(changes.studies)),
    ("Before, mean", |changes, unit| mean(&changes.before, unit)),
    ("Before, median", |changes, unit| median(&changes.before, unit)),
    ("After, mean", |changes, unit| mean(&changes.after, unit)),
    ("After, median", |changes, unit| median(&changes.after, unit)),
    ("Change, mean", |changes, _| mean(&changes.change_share, "%")),
    ("Change, median", |changes, _| median(&changes.change_share, "%")),
    ("Improved", |changes, _| part_of(changes.improved)),
    ("Target reached", |changes, _| part_of(changes.reached)),
];

/// What is saved.
const SAVINGS: [Column<Option<Sums>>; 4] = [
    ("Studies", |sums, _| sums.as_ref().map_or_else(Entry::missing, |sums| counted(sums.count))),
    ("Saved in all", |sums, unit| sums.as_ref().map_or_else(Entry::missing, |sums| shown(&sums.total, unit))),
    ("Mean", mean),
    ("Median", median),
];

/// The report of a rollup.
pub fn report(rollup: &Rollup) -> Report {
    let mut report = Report { title: rollup.title.clone(), ..Report::default() };
    let grouped = rollup.scopes.len() > 1;
    report.sections.push(studies(rollup));
    if grouped {
        report.sections.extend(rollup.indicators.iter().map(|one| by_group(rollup, one)));
    } else {
        report.sections.extend(indicators(rollup));
    }
    report.sections.extend(savings(rollup, grouped));
    report.sections.extend(left_out(rollup));
    report
}

/// How many studies there are, and what they say of themselves.
fn studies(rollup: &Rollup) -> Section {
    if rollup.scopes.len() > 1 {
        let rows = rollup.scopes.iter().zip(&rollup.heads).map(|(scope, head)| (scope.label().to_owned(), head, ""));
        return Section::new("Studies", Body::Table(table(&HEADS, rows.collect())));
    }
    let mut lines = Vec::new();
    for head in &rollup.heads {
        let named = HEADS.iter().map(|(label, entry)| ((*label).to_owned(), entry(head, "")));
        lines.extend(named.filter(|(_, entry)| entry.figure.is_some()));
    }
    if rollup.unread > 0 {
        lines.insert(1.min(lines.len()), ("Could not be read".to_owned(), counted(rollup.unread)));
    }
    let lines = lines.into_iter().map(|(label, entry)| Line { label, entries: vec![entry] });
    Section::new("Studies", Body::Figures(lines.collect()))
}

/// Every indicator of all studies, one below the other.
fn indicators(rollup: &Rollup) -> Option<Section> {
    let rows = rollup.indicators.iter().filter_map(|one| Some((label(rollup, one), one.sums.last()?, &*one.unit)));
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| Section::new("Indicators", Body::Table(table(&CHANGES, rows))))
}

/// One indicator, group by group.
fn by_group(rollup: &Rollup, indicator: &Rolled) -> Section {
    let rows = rollup.scopes.iter().zip(&indicator.sums).filter(|(_, changes)| changes.studies > 0);
    let rows = rows.map(|(scope, changes)| (scope.label().to_owned(), changes, &*indicator.unit));
    in_one_unit(&label(rollup, indicator), table(&CHANGES, rows.collect()), &indicator.unit)
}

/// A table in which all figures of one unit stand without it: the heading names it.
fn in_one_unit(heading: &str, mut table: Table, unit: &str) -> Section {
    for entry in table.rows.iter_mut().flat_map(|row| &mut row.entries) {
        if let Some(figure) = entry.figure.as_ref().filter(|figure| figure.unit == unit && unit != "%") {
            entry.text = number_text(&figure.number, &Style::report(Language::English));
        }
    }
    let heading = if unit.is_empty() || unit == "%" { heading.to_owned() } else { format!("{heading}, {unit}") };
    Section::new(heading, Body::Table(table))
}

/// The label of an indicator, with its name where another one has the same label.
fn label(rollup: &Rollup, indicator: &Rolled) -> String {
    let alike = rollup.indicators.iter().filter(|other| other.label == indicator.label).count();
    if alike > 1 { format!("{} ({})", indicator.label, indicator.name) } else { indicator.label.clone() }
}

/// Money saved: a row for each currency, or a table of groups for each.
fn savings(rollup: &Rollup, grouped: bool) -> Vec<Section> {
    let rows_of = |saved: &'_ Saved| -> Vec<(String, Option<Sums>)> {
        let rows = rollup.scopes.iter().zip(&saved.sums).filter(|(_, sums)| sums.is_some());
        rows.map(|(scope, sums)| (scope.label().to_owned(), sums.clone())).collect()
    };
    if grouped {
        let section = |saved: &Saved| {
            let rows = rows_of(saved);
            let rows = rows.iter().map(|(label, sums)| (label.clone(), sums, &*saved.unit)).collect();
            in_one_unit("Saved", table(&SAVINGS, rows), &saved.unit)
        };
        return rollup.savings.iter().map(section).collect();
    }
    let rows = rollup.savings.iter().filter_map(|saved| Some((saved.unit.clone(), saved.sums.last()?, &*saved.unit)));
    let rows: Vec<_> = rows.collect();
    let section = || Section::new("Saved", Body::Table(table(&SAVINGS, rows)));
    if rollup.savings.is_empty() { Vec::new() } else { vec![section()] }
}

/// What is in no sum, and why.
fn left_out(rollup: &Rollup) -> Option<Section> {
    let lines = rollup.left_out.iter().map(|one| Line {
        label: one.study.clone().or_else(|| one.indicator.clone()).unwrap_or_default(),
        entries: vec![Entry::said(one.reason.clone())],
    });
    let lines: Vec<Line> = lines.collect();
    (!lines.is_empty()).then(|| Section::new("Left out", Body::Figures(lines)))
}

/// A table; columns in which nobody has anything are left out.
fn table<T>(columns: &[Column<T>], rows: Vec<(String, &T, &str)>) -> Table {
    let entries = |entry: &fn(&T, &str) -> Entry| rows.iter().map(|(_, row, unit)| entry(row, unit)).collect();
    let filled: Vec<(&str, Vec<Entry>)> = columns.iter().map(|(heading, entry)| (*heading, entries(entry))).collect();
    let filled: Vec<_> = filled.into_iter().filter(|(_, all)| all.iter().any(|entry| entry.figure.is_some())).collect();
    let lines = rows.iter().enumerate().map(|(place, (label, ..))| Line {
        label: label.clone(),
        entries: filled.iter().filter_map(|(_, all)| all.get(place).cloned()).collect(),
    });
    let rows = lines.collect();
    Table { columns: filled.iter().map(|(heading, _)| (*heading).to_owned()).collect(), rows, notes: Vec::new() }
}

fn mean(sums: &Option<Sums>, unit: &str) -> Entry {
    sums.as_ref().map_or_else(Entry::missing, |sums| shown(&sums.mean, unit))
}

fn median(sums: &Option<Sums>, unit: &str) -> Entry {
    sums.as_ref().map_or_else(Entry::missing, |sums| shown(&sums.median, unit))
}

/// `3 of 4 (75%)`
fn part_of(count: Count) -> Entry {
    let Some(share) = count.percent() else { return Entry::missing() };
    let entry = shown(&share, "%");
    Entry { text: format!("{} of {} ({})", count.hits, count.of, entry.text), ..entry }
}

/// A count as a figure of its own.
pub fn counted(count: usize) -> Entry {
    shown(&whole(count), "")
}

fn shown(number: &Number, unit: &str) -> Entry {
    let text = with_unit(&number_text(number, &Style::report(Language::English)), unit, Language::English);
    Entry { text, figure: Some(Figure { number: number.clone(), unit: unit.to_owned() }), ..Entry::default() }
}
