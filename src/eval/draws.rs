//! Drawing anew: rows of a table, a tally, a share of many observations.

use crate::builtin::Random;
use crate::builtin::distributions::normal_quantile;
use crate::hir::CellId;
use crate::value::Value;

/// So many observations are drawn one by one; of more it is drawn at once how many are hits.
const MOST_ONE_BY_ONE: usize = 1_000_000;

/// So many hits are drawn one by one at the most; the number of more of them is all but normal.
const MOST_HITS: f64 = 10_000.0;

/// Which row stands in the place of each; a row with a value missing stays where it is.
pub(super) fn rows_anew(table: &[(CellId, Vec<Value>)], random: &mut Random) -> Vec<usize> {
    let length = table.first().map_or(0, |(_, elements)| elements.len());
    let is_whole = |row: &usize| !table.iter().any(|(_, elements)| matches!(elements.get(*row), Some(Value::Missing)));
    let whole: Vec<usize> = (0..length).filter(is_whole).collect();
    (0..length)
        .map(|row| match is_whole(&row) {
            true => whole.get(random.below(whole.len())).copied().unwrap_or(row),
            false => row,
        })
        .collect()
}

/// As many observations, each of one sort as often as it was seen.
pub(super) fn tally_anew(counts: &[usize], random: &mut Random) -> Vec<usize> {
    let total: usize = counts.iter().sum();
    if total > MOST_ONE_BY_ONE {
        return many_anew(counts, total, random);
    }
    let mut anew = vec![0; counts.len()];
    for _ in 0..total {
        let mut place = random.below(total);
        for (own, count) in anew.iter_mut().zip(counts) {
            if place < *count {
                *own += 1;
                break;
            }
            place -= count;
        }
    }
    anew
}

/// Sort by sort: how many of those that are left fall to each.
fn many_anew(counts: &[usize], total: usize, random: &mut Random) -> Vec<usize> {
    let (mut to_draw, mut left) = (total, total);
    let mut anew = Vec::with_capacity(counts.len());
    for count in counts {
        let own = hits_of(to_draw, *count, left, random);
        anew.push(own);
        to_draw -= own;
        left -= count;
    }
    anew
}

/// How many of a number of observations are hits, where so many of all are.
pub(super) fn hits_anew(hits: usize, total: usize, random: &mut Random) -> usize {
    match total > MOST_ONE_BY_ONE {
        true => hits_of(total, hits, total, random),
        false => (0..total).filter(|_| random.below(total) < hits).count(),
    }
}

/// How many hits a number of draws has, each of them with a chance of `part` in `whole`.
fn hits_of(draws: usize, part: usize, whole: usize, random: &mut Random) -> usize {
    if part == 0 || draws == 0 {
        return 0;
    }
    if part >= whole {
        return draws;
    }
    if part > whole - part {
        return draws - hits_of(draws, whole - part, whole, random);
    }
    let share = part as f64 / whole as f64;
    let expected = draws as f64 * share;
    if expected <= MOST_HITS {
        return one_by_one(draws, share, random);
    }
    let deviation = libm::sqrt(expected * (1.0 - share));
    let drawn = expected + deviation * normal_quantile(random.share()).unwrap_or(0.0);
    (libm::round(drawn).max(0.0) as usize).min(draws)
}

/// From hit to hit: how many draws lie between two of them follows the geometric distribution.
fn one_by_one(draws: usize, share: f64, random: &mut Random) -> usize {
    let (mut hits, mut place) = (0, 0.0);
    loop {
        place += libm::floor(libm::log(random.share()) / libm::log1p(-share)) + 1.0;
        if place > draws as f64 {
            return hits;
        }
        hits += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{hits_anew, tally_anew};
    use crate::builtin::Random;

    /// Mean and variance of what is drawn, of so many rounds.
    fn moments(rounds: usize, mut draw: impl FnMut() -> usize) -> (f64, f64) {
        let drawn: Vec<f64> = (0..rounds).map(|_| draw() as f64).collect();
        let mean = drawn.iter().sum::<f64>() / rounds as f64;
        (mean, drawn.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / (rounds - 1) as f64)
    }

    /// Against n p and n p (1 - p): the mean of 2,000 rounds is off by five of its deviations at the most, and so is
    /// the variance, whose deviation is the root of 2 in 1,999, or of 1 by its mean more where hits are few.
    #[test]
    fn a_share_of_many_is_drawn_as_it_would_be_one_by_one() {
        for (hits, total) in [(3, 2_000_000), (700, 5_000_000), (1_999_000, 2_000_000), (7_000_000, 10_000_000)] {
            let mut random = Random::new(11);
            let (mean, variance) = moments(2_000, || hits_anew(hits, total, &mut random));
            let expected = hits as f64 * (1.0 - hits as f64 / total as f64);
            assert!((mean - hits as f64).abs() < 5.0 * (expected / 2_000.0).sqrt(), "{hits} of {total}: {mean}");
            let spread = ((2.0 + 1.0 / expected) / 2_000.0).sqrt();
            assert!((variance / expected - 1.0).abs() < 5.0 * spread, "{hits} of {total}: {variance}");
        }
    }

    #[test]
    fn a_tally_of_many_keeps_its_total_and_moves_every_sort() {
        let counts = [0, 4_000_000, 5, 1_000_000, 0];
        let mut random = Random::new(5);
        let (mean, variance) = moments(500, || {
            let anew = tally_anew(&counts, &mut random);
            assert_eq!(anew.iter().sum::<usize>(), 5_000_005);
            assert_eq!((anew[0], anew[4]), (0, 0));
            anew[3]
        });
        // Of 5,000,005 draws, each with a chance of about a fifth: a deviation of 894.4.
        assert!((mean - 1_000_000.0).abs() < 5.0 * 894.4 / 22.36, "{mean}");
        assert!((variance / 800_000.0 - 1.0).abs() < 5.0 * 0.0632, "{variance}");
    }

    #[test]
    fn a_proportion_of_all_or_none_stays_so() {
        let mut random = Random::new(1);
        assert_eq!(hits_anew(3_000_000, 3_000_000, &mut random), 3_000_000);
        assert_eq!(hits_anew(0, 3_000_000, &mut random), 0);
    }
}
