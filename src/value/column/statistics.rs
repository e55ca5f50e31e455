//! Exact figures of fixed-point numbers, in units of their last decimal. Missing readings are left out.

use super::{Mantissa, Mantissas};
use crate::base::crew;

/// From so many values on, the work on one column is divided.
const LARGE: usize = if cfg!(test) { 1 << 12 } else { 1 << 20 };
/// Up to so many values, sorting is the fastest way to ranks.
const FEW: usize = 1 << 12;
/// The ranks are counted out in so many ranges of values at most: their counts stay near the processor.
const RANGES: u64 = 1 << 17;

/// What a column comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many readings.
    pub count: usize,
    /// Their sum.
    pub sum: i128,
    /// The sum of their squares, if it fits 128 bits.
    pub squares: Option<i128>,
    /// The smallest and the largest.
    pub extremes: Option<(i64, i64)>,
}

/// Readings whose figures can be taken.
pub trait Readings: Mantissa {
    /// The figures of a slice that is not too long for them to be summed in parts.
    fn summary(values: &[Self]) -> Summary;
}

impl Readings for i32 {
    fn summary(values: &[i32]) -> Summary {
        let (mut count, mut sum, mut low, mut high) = (0, 0_i64, 0_u64, 0_u64);
        let (mut least, mut most) = (i32::MAX, i32::MIN);
        for value in values {
            let present = *value != i32::MISSING;
            let number = if present { *value } else { 0 };
            count += usize::from(present);
            sum += i64::from(number);
            // The halves of the squares add up without a carry.
            let square = u64::from(number.unsigned_abs()) * u64::from(number.unsigned_abs());
            low += square & 0xffff_ffff;
            high += square >> 32;
            least = least.min(if present { *value } else { i32::MAX });
            most = most.max(*value);
        }
        let squares = Some((i128::from(high) << 32) + i128::from(low));
        let extremes = (count > 0).then_some((least.into(), most.into()));
        Summary { count, sum: sum.into(), squares, extremes }
    }
}

impl Readings for i64 {
    fn summary(values: &[i64]) -> Summary {
        let present = values.iter().filter(|value| **value != i64::MISSING);
        present.map(|value| Summary::of(*value)).fold(Summary::none(), Summary::and)
    }
}

impl Summary {
    fn none() -> Summary {
        Summary { squares: Some(0), ..Summary::default() }
    }

    #[inline]
    fn of(value: i64) -> Summary {
        let sum = i128::from(value);
        Summary { count: 1, sum, squares: Some(sum * sum), extremes: Some((value, value)) }
    }

    /// Of two columns as one.
    #[inline]
    #[must_use]
    pub fn and(self, other: Summary) -> Summary {
        let extremes = match (self.extremes, other.extremes) {
            (Some(one), Some(two)) => Some((one.0.min(two.0), one.1.max(two.1))),
            (one, two) => one.or(two),
        };
        let squares = self.squares.zip(other.squares).and_then(|(one, two)| one.checked_add(two));
        Summary { count: self.count + other.count, sum: self.sum + other.sum, squares, extremes }
    }
}

/// So many threads for so many values.
fn threads_for(values: usize, threads: usize) -> usize {
    if values < LARGE { 1 } else { threads }
}

/// The figures of a column.
pub fn summary<T: Readings>(values: &[T], threads: usize) -> Summary {
    let summaries = crew::share(crew::pieces(values, threads_for(values.len(), threads)), threads, |piece| {
        piece.chunks(1 << 24).map(T::summary).fold(Summary::none(), Summary::and)
    });
    summaries.into_iter().fold(Summary::none(), Summary::and)
}

/// The readings at these ranks, counted from 0 in ascending order. None if there are not so many. `summary` is that of
/// the same values.
pub fn select<T: Readings>(values: &[T], summary: &Summary, ranks: &[usize], threads: usize) -> Option<Vec<i64>> {
    if ranks.iter().any(|rank| *rank >= summary.count) {
        return None;
    }
    match summary.extremes {
        Some((least, most)) if summary.count > FEW => {
            Ranges::new(least, most, summary.count).select(values, ranks, threads_for(values.len(), threads))
        }
        _ => {
            let mut sorted: Vec<i64> =
                values.iter().map(|value| value.wide()).filter(|value| *value != i64::MISSING).collect();
            sorted.sort_unstable();
            ranks.iter().map(|rank| sorted.get(*rank).copied()).collect()
        }
    }
}

/// The values between the extremes, divided into ranges of 2^shift values.
#[derive(Clone, Copy, Debug)]
struct Ranges {
    least: i64,
    count: usize,
    shift: u32,
}

impl Ranges {
    fn new(least: i64, most: i64, values: usize) -> Ranges {
        let width = most.abs_diff(least);
        let limit = RANGES.min(values as u64);
        let shift = (0..64).find(|shift| width >> shift < limit).unwrap_or(0);
        Ranges { least, count: (width >> shift) as usize + 1, shift }
    }

    /// The range of a value; of a missing one, one that does not exist.
    #[inline]
    fn of<T: Mantissa>(self, value: T) -> usize {
        match value == T::MISSING {
            true => usize::MAX,
            false => (value.wide().wrapping_sub(self.least) as u64 >> self.shift) as usize,
        }
    }

    fn select<T: Readings>(self, values: &[T], ranks: &[usize], threads: usize) -> Option<Vec<i64>> {
        let counts = self.counts(values, threads);
        let found = places(&counts, ranks)?;
        if self.shift == 0 {
            return Some(found.iter().map(|(range, _)| self.least + *range as i64).collect());
        }
        let mut wanted: Vec<usize> = found.iter().map(|(range, _)| *range).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let within = self.gather(values, &wanted, threads);
        let mut selected = vec![0; ranks.len()];
        for (range, within) in wanted.iter().zip(within) {
            let here = found.iter().enumerate().filter(|(_, place)| place.0 == *range);
            let (asked, ranks): (Vec<usize>, Vec<usize>) = here.map(|(asked, (_, rank))| (asked, *rank)).unzip();
            // The range is far narrower than the whole: this ends after a few rounds.
            let numbers = select(&within, &summary(&within, 1), &ranks, 1)?;
            for (asked, number) in asked.into_iter().zip(numbers) {
                *selected.get_mut(asked)? = number;
            }
        }
        Some(selected)
    }

    /// How many values each range has.
    fn counts<T: Mantissa>(self, values: &[T], threads: usize) -> Vec<usize> {
        let counted = crew::share(crew::pieces(values, threads), threads, |piece| {
            let mut counts = vec![0_u32; self.count];
            let mut total = vec![0; 0];
            // A count of 32 bits holds what one piece of this size can add to it.
            for piece in piece.chunks(u32::MAX as usize) {
                for value in piece {
                    if let Some(count) = counts.get_mut(self.of(*value)) {
                        *count += 1;
                    }
                }
                add(&mut total, &counts);
                counts.fill(0);
            }
            total
        });
        counted
            .into_iter()
            .reduce(|mut one, two| {
                one.iter_mut().zip(two).for_each(|(one, two)| *one += two);
                one
            })
            .unwrap_or_default()
    }

    /// The values in each of these ranges.
    fn gather<T: Mantissa>(self, values: &[T], wanted: &[usize], threads: usize) -> Vec<Vec<T>> {
        let mut targets = vec![u16::MAX; self.count];
        for (place, range) in wanted.iter().enumerate() {
            if let Some(target) = targets.get_mut(*range) {
                *target = place as u16;
            }
        }
        let gathered = crew::share(crew::pieces(values, threads), threads, |piece| {
            let mut within = vec![Vec::new(); wanted.len()];
            for value in piece {
                let target = targets.get(self.of(*value)).copied().unwrap_or(u16::MAX);
                if target != u16::MAX
                    && let Some(within) = within.get_mut(usize::from(target))
                {
                    within.push(*value);
                }
            }
            within
        });
        gathered
            .into_iter()
            .reduce(|mut one, two| {
                one.iter_mut().zip(two).for_each(|(one, two)| one.extend(two));
                one
            })
            .unwrap_or_default()
    }
}

fn add(total: &mut Vec<usize>, counts: &[u32]) {
    total.resize(counts.len(), 0);
    total.iter_mut().zip(counts).for_each(|(total, count)| *total += *count as usize);
}

/// For each rank its range, and its rank within the range.
fn places(counts: &[usize], ranks: &[usize]) -> Option<Vec<(usize, usize)>> {
    let mut order: Vec<usize> = (0..ranks.len()).collect();
    order.sort_unstable_by_key(|asked| ranks.get(*asked));
    let mut places = vec![(0, 0); ranks.len()];
    let (mut before, mut counts) = (0, counts.iter().enumerate().peekable());
    for asked in order {
        let rank = *ranks.get(asked)?;
        while counts.next_if(|(_, count)| before + **count <= rank).map(|(_, count)| before += count).is_some() {}
        *places.get_mut(asked)? = (counts.peek()?.0, rank - before);
    }
    Some(places)
}

impl Mantissas {
    /// The figures of the column.
    pub fn summary(&self, threads: usize) -> Summary {
        match self {
            Mantissas::Small(values) => summary(values, threads),
            Mantissas::Large(values) => summary(values, threads),
        }
    }

    /// The readings at these ranks.
    pub fn select(&self, summary: &Summary, ranks: &[usize], threads: usize) -> Option<Vec<i64>> {
        match self {
            Mantissas::Small(values) => select(values, summary, ranks, threads),
            Mantissas::Large(values) => select(values, summary, ranks, threads),
        }
    }
}
