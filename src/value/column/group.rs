//! A column of numbers, divided by a column of words.

use super::Mantissa;
use super::statistics::{Summary, select, summary};
use super::{Code, Codes, Mantissas};
use crate::base::crew;
use std::ops::Range;

/// From so many rows on, the work is divided.
const LARGE: usize = if cfg!(test) { 1 << 12 } else { 1 << 20 };

/// The numbers of one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group<'g> {
    /// All numbers of the column fit 32 bits.
    Small(&'g [i32]),
    /// Some do not.
    Large(&'g [i64]),
}

/// Divides a column into so many groups: row for row, the code says which. The numbers of each group lie side by side in
/// the order of their rows; with them comes where each group begins and the last one ends. Rows of no group are left out.
pub fn group(mantissas: &Mantissas, codes: &Codes, groups: usize, threads: usize) -> (Mantissas, Vec<usize>) {
    match mantissas {
        Mantissas::Small(values) => whole(by_codes(values, codes, groups, threads), Mantissas::Small),
        Mantissas::Large(values) => whole(by_codes(values, codes, groups, threads), Mantissas::Large),
    }
}

fn by_codes<T: Moved>(values: &[T], codes: &Codes, groups: usize, threads: usize) -> (Vec<T>, Vec<usize>) {
    match codes {
        Codes::Byte(codes) => partition(values, codes, groups, threads),
        Codes::Short(codes) => partition(values, codes, groups, threads),
        Codes::Long(codes) => partition(values, codes, groups, threads),
    }
}

/// Divides a column of words in the same way: the codes of each group side by side, and where the groups begin.
pub fn grouped(words: &Codes, codes: &Codes, groups: usize, threads: usize) -> (Codes, Vec<usize>) {
    match words {
        Codes::Byte(words) => whole(by_codes(words, codes, groups, threads), Codes::Byte),
        Codes::Short(words) => whole(by_codes(words, codes, groups, threads), Codes::Short),
        Codes::Long(words) => whole(by_codes(words, codes, groups, threads), Codes::Long),
    }
}

fn whole<T, C>(parts: (Vec<T>, Vec<usize>), column: fn(Vec<T>) -> C) -> (C, Vec<usize>) {
    (column(parts.0), parts.1)
}

/// What can be moved about among threads.
trait Moved: Copy + Send + Sync + Default {}

impl<T: Copy + Send + Sync + Default> Moved for T {}

/// The values by their groups, and where the groups begin.
fn partition<T: Moved, C: Code>(values: &[T], codes: &[C], groups: usize, threads: usize) -> (Vec<T>, Vec<usize>) {
    // With very many groups, the counts of each piece would outweigh the work on it.
    let divided = values.len() >= LARGE && groups < values.len() / 16;
    let threads = if divided { threads } else { 1 };
    let pieces: Vec<_> = crew::pieces(values, threads).into_iter().zip(crew::pieces(codes, threads)).collect();
    let counts = crew::share(pieces.clone(), threads, |(_, codes)| count(codes, groups));
    let mut starts = vec![0];
    let mut total = 0;
    for group in 0..groups {
        total += counts.iter().filter_map(|counts| counts.get(group)).sum::<usize>();
        starts.push(total);
    }
    let mut sorted = vec![T::default(); total];
    let targets = targets(&mut sorted, &counts, groups);
    crew::share(pieces.into_iter().zip(targets).collect(), threads, |((values, codes), mut targets)| {
        for (value, code) in values.iter().zip(codes) {
            if let Some(target) = targets.get_mut(code.place()).and_then(Iterator::next) {
                *target = *value;
            }
        }
    });
    (sorted, starts)
}

fn count<C: Code>(codes: &[C], groups: usize) -> Vec<usize> {
    let mut counts = vec![0; groups];
    for code in codes {
        if let Some(count) = counts.get_mut(code.place()) {
            *count += 1;
        }
    }
    counts
}

/// For each piece and each group the places that its values go to: group by group, and within it piece by piece.
fn targets<'s, T>(sorted: &'s mut [T], counts: &[Vec<usize>], groups: usize) -> Vec<Vec<std::slice::IterMut<'s, T>>> {
    let mut rest = sorted;
    let mut targets: Vec<Vec<_>> = counts.iter().map(|_| Vec::with_capacity(groups)).collect();
    for group in 0..groups {
        for (counts, targets) in counts.iter().zip(&mut targets) {
            let count = counts.get(group).copied().unwrap_or(0);
            let (target, behind) = rest.split_at_mut_checked(count).unwrap_or_default();
            rest = behind;
            targets.push(target.iter_mut());
        }
    }
    targets
}

impl<'g> Group<'g> {
    /// A stretch of a column.
    pub fn of(mantissas: &'g Mantissas, range: Range<usize>) -> Group<'g> {
        match mantissas {
            Mantissas::Small(values) => Group::Small(values.get(range).unwrap_or_default()),
            Mantissas::Large(values) => Group::Large(values.get(range).unwrap_or_default()),
        }
    }

    /// One mantissa; nothing for a missing reading.
    pub fn get(&self, row: usize) -> Option<i64> {
        match self {
            Group::Small(values) => values.get(row).map(|value| value.wide()),
            Group::Large(values) => values.get(row).copied(),
        }
        .filter(|value| *value != i64::MISSING)
    }

    /// The figures of the group.
    pub fn summary(&self, threads: usize) -> Summary {
        match self {
            Group::Small(values) => summary(values, threads),
            Group::Large(values) => summary(values, threads),
        }
    }

    /// The readings at these ranks.
    pub fn select(&self, summary: &Summary, ranks: &[usize], threads: usize) -> Option<Vec<i64>> {
        match self {
            Group::Small(values) => select(values, summary, ranks, threads),
            Group::Large(values) => select(values, summary, ranks, threads),
        }
    }
}
