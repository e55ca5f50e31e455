//! Figures of random columns are those of a naive reckoning.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use super::group::{Group, group};
use super::statistics::{Summary, select, summary};
use super::{Codes, Mantissas};
use proptest::prelude::*;

fn random(state: &mut u64) -> u64 {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    state.wrapping_mul(0x2545_F491_4F6C_DD1D)
}

fn column(seed: u64, count: usize, width: u64) -> Vec<i64> {
    let mut state = seed | 1;
    let middle = (width / 3) as i64;
    let value = |_| match random(&mut state) {
        missing if missing % 50 == 0 => i64::MIN,
        other => ((other >> 8) % width) as i64 - middle,
    };
    (0..count).map(value).collect()
}

fn check(values: &[i64], threads: usize) {
    let mut present: Vec<i64> = values.iter().copied().filter(|value| *value != i64::MIN).collect();
    present.sort_unstable();
    let sum = present.iter().map(|value| i128::from(*value)).sum();
    let squares = present.iter().try_fold(0_i128, |sum, value| sum.checked_add(i128::from(*value).pow(2)));
    let extremes = present.first().copied().zip(present.last().copied());
    let naive = Summary { count: present.len(), sum, squares, extremes };
    assert_eq!(summary(values, threads), naive);
    let last = present.len().saturating_sub(1);
    let ranks = [last, 0, last / 2, last / 2 + usize::from(last > 1), last / 4, last / 2, last * 99 / 100];
    let expected = (!present.is_empty()).then(|| ranks.iter().map(|rank| present[*rank]).collect::<Vec<_>>());
    assert_eq!(select(values, &naive, &ranks, threads), expected);
    assert_eq!(select(values, &naive, &[present.len()], threads), None);
    let narrow: Option<Vec<i32>> = values
        .iter()
        .map(|value| {
            if *value == i64::MIN {
                Some(i32::MIN)
            } else {
                i32::try_from(*value).ok().filter(|value| *value != i32::MIN)
            }
        })
        .collect();
    if let Some(narrow) = narrow {
        assert_eq!(summary(&narrow, threads), naive);
        assert_eq!(select(&narrow, &naive, &ranks, threads), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn as_a_naive_reckoning(seed in any::<u64>(), count in prop_oneof![0_usize..20, 0_usize..30_000], bits in 0_u32..63, threads in 1_usize..4) {
        check(&column(seed, count, 1 << bits), threads);
    }

    #[test]
    fn groups_keep_the_order(seed in any::<u64>(), count in 0_usize..3000, groups in 1_usize..300, threads in 1_usize..4) {
        check_groups(seed, count, groups, threads);
    }
}

fn check_groups(seed: u64, count: usize, groups: usize, threads: usize) {
    let values = column(seed, count, 1000);
    let mut state = seed | 1;
    let codes: Vec<u16> = (0..count).map(|_| (random(&mut state) % (groups as u64 + 1)) as u16).collect();
    let divided = group(&Mantissas::Large(values.clone()), &Codes::Short(codes.clone()), groups, threads);
    let (mantissas, starts) = &divided;
    assert_eq!(starts.len(), groups + 1);
    let mut expected = vec![Vec::new(); groups + 1];
    values.iter().zip(&codes).for_each(|(value, code)| expected[usize::from(*code)].push(*value));
    for (place, expected) in expected.iter().take(groups).enumerate() {
        assert_eq!(Group::of(mantissas, starts[place]..starts[place + 1]), Group::Large(expected));
    }
}

#[test]
fn large_columns() {
    for bits in [1, 17, 18, 40, 62] {
        check(&column(7, 30_000, 1 << bits), 2);
    }
    check_groups(5, 30_000, 40, 2);
    check_groups(5, 30_000, 40, 3);
}

#[test]
fn far_values_do_not_hide_the_others() {
    let mut values = column(3, 100_000, 5000);
    values.extend([i64::MAX, -i64::MAX, 1 << 40]);
    check(&values, 2);
    check(&[i64::MAX, -i64::MAX, i64::MAX, i64::MAX], 1);
    check(&vec![7; 10_000], 1);
    check(&vec![i64::MIN; 10_000], 1);
}
