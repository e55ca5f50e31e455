//! Joins the parts of a log in their order.

use super::dictionary::WordHash;
use super::parts::{ColumnPart, NumberPart};
use super::{Irregular, PartRows, Read, Reason, Shape};
use crate::base::crew;
use crate::value::column::{Code, Codes, Column, Lines, Mantissa, Mantissas, Numbers, Words};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// All parts as one. Each part is freed as soon as it has been copied.
pub fn join(shape: &Shape, mut parts: Vec<PartRows>, threads: usize) -> Result<Read, Irregular> {
    let (rows, lines) = lines(shape, &parts);
    let places: Vec<u64> = parts.iter().map(|part| part.place).collect();
    let mut columns: Vec<_> = parts.iter_mut().map(|part| std::mem::take(&mut part.columns).into_iter()).collect();
    let mut joined = Vec::with_capacity(shape.wants.len());
    for want in shape.wants {
        let (mut numbers, mut words) = (Vec::new(), Vec::new());
        for column in columns.iter_mut().filter_map(Iterator::next) {
            match column {
                ColumnPart::Numbers(part) => numbers.push(part),
                ColumnPart::Words(codes, dictionary) => words.push((codes, dictionary)),
            }
        }
        joined.push(match want.sort {
            super::Wanted::Number { .. } => Column::Numbers(join_numbers(numbers, &places, rows, threads)?),
            super::Wanted::Words => Column::Words(join_words(words, rows, threads)),
        });
    }
    Ok(Read { columns: joined, rows, lines })
}

fn lines(shape: &Shape, parts: &[PartRows]) -> (usize, Lines) {
    let (mut rows, mut blanks) = (0, 0);
    let mut skips: Vec<(usize, u64)> = Vec::new();
    for part in parts {
        for (row, skipped) in &part.skips {
            let skip = (rows + row, blanks + skipped);
            match skips.last_mut().filter(|last| last.0 == skip.0) {
                Some(last) => *last = skip,
                None => skips.push(skip),
            }
        }
        rows += part.rows;
        blanks += part.blanks;
    }
    // Blank lines behind the last row come before none.
    skips.pop_if(|(row, _)| *row == rows);
    (rows, Lines { first: shape.first_line, skips })
}

fn join_numbers(parts: Vec<NumberPart>, places: &[u64], rows: usize, threads: usize) -> Result<Numbers, Irregular> {
    let scale = parts.iter().map(|part| part.scale).max().unwrap_or(0);
    let rescaled = crew::share(parts, threads, |mut part| part.rescale(scale).map(|()| part.mantissas));
    let mut parts = Vec::with_capacity(rescaled.len());
    for (part, place) in rescaled.into_iter().zip(places) {
        parts.push(part.ok_or(Irregular { place: *place, reason: Reason::Digits })?);
    }
    let small = parts.iter().all(|part| matches!(part, Mantissas::Small(_)));
    let mantissas = match small {
        true => Mantissas::Small(copy(parts, rows, threads, Mantissas::len, copy_mantissas)),
        false => Mantissas::Large(copy(parts, rows, threads, Mantissas::len, copy_mantissas)),
    };
    Ok(Numbers { mantissas, scale })
}

fn copy_mantissas<T: Mantissa>(part: Mantissas, target: &mut [T]) {
    match part {
        Mantissas::Small(values) => copy_each(&values, target, |value| T::narrow(value.wide()).unwrap_or(T::MISSING)),
        Mantissas::Large(values) => copy_each(&values, target, |value| T::narrow(value).unwrap_or(T::MISSING)),
    }
}

fn copy_each<S: Copy, T>(source: &[S], target: &mut [T], convert: impl Fn(S) -> T) {
    source.iter().zip(target).for_each(|(value, target)| *target = convert(*value));
}

/// All parts side by side in one column.
fn copy<P: Send, T: Copy + Default + Send>(
    parts: Vec<P>,
    rows: usize,
    threads: usize,
    length: impl Fn(&P) -> usize,
    copy: impl Fn(P, &mut [T]) + Sync,
) -> Vec<T> {
    let mut joined = vec![T::default(); rows];
    let mut rest = joined.as_mut_slice();
    let mut jobs = Vec::with_capacity(parts.len());
    for part in parts {
        let (target, behind) = rest.split_at_mut_checked(length(&part)).unwrap_or_default();
        rest = behind;
        jobs.push((part, target));
    }
    crew::share(jobs, threads, |(part, target)| copy(part, target));
    joined
}

fn join_words(parts: Vec<(Codes, Vec<Box<str>>)>, rows: usize, threads: usize) -> Words {
    let mut known: HashMap<Box<str>, u32, BuildHasherDefault<WordHash>> = HashMap::default();
    let mut translated = Vec::with_capacity(parts.len());
    for (codes, words) in parts {
        let mut code = |word| {
            let next = known.len() as u32;
            *known.entry(word).or_insert(next)
        };
        let joined: Vec<u32> = words.into_iter().map(&mut code).collect();
        translated.push((codes, joined));
    }
    let mut dictionary = vec![Box::default(); known.len()];
    for (word, code) in known {
        if let Some(place) = dictionary.get_mut(code as usize) {
            *place = word;
        }
    }
    let length = |(codes, _): &(Codes, Vec<u32>)| codes.len();
    let codes = match dictionary.len() {
        0..=0x100 => Codes::Byte(copy(translated, rows, threads, length, translate)),
        0x101..=0x1_0000 => Codes::Short(copy(translated, rows, threads, length, translate)),
        _ => Codes::Long(copy(translated, rows, threads, length, translate)),
    };
    Words { codes, dictionary }
}

fn translate<T: Code>((codes, joined): (Codes, Vec<u32>), target: &mut [T]) {
    let joined: Vec<T> = joined.into_iter().map(T::narrow).collect();
    let code = |place: usize| joined.get(place).copied().unwrap_or_default();
    match codes {
        Codes::Byte(codes) => copy_each(&codes, target, |old| code(old.place())),
        Codes::Short(codes) => copy_each(&codes, target, |old| code(old.place())),
        Codes::Long(codes) => copy_each(&codes, target, |old| code(old.place())),
    }
}
