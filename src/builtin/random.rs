//! Random numbers that are the same for the same seed on every machine: SplitMix64 (G. L. Steele, D. Lea and C. H. Flood
//! 2014, "Fast Splittable Pseudorandom Number Generators", *OOPSLA*). It spreads rounds over a day; it keeps no secrets.

/// What has been drawn so far.
pub struct Random {
    state: u64,
}

impl Random {
    /// The numbers of a seed.
    pub fn new(seed: u64) -> Random {
        Random { state: seed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, each as likely as the others: what does not go round evenly is drawn again. Nought if
    /// the bound is nought.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound as u64;
        let Some(odd) = u64::MAX.checked_rem(bound) else { return 0 };
        loop {
            let drawn = self.next();
            if drawn < u64::MAX - odd {
                return (drawn % bound) as usize;
            }
        }
    }

    /// A number between 0 and 1, never one of these.
    pub fn share(&mut self) -> f64 {
        const STEPS: u64 = 1 << 52;
        ((self.next() >> 12) as f64 + 0.5) / STEPS as f64
    }

    /// Brings so many elements to the front, each choice and order of them as likely as the others (Fisher and Yates).
    pub fn choose<T>(&mut self, count: usize, from: &mut [T]) {
        for place in 0..count.min(from.len()) {
            let other = place + self.below(from.len() - place);
            from.swap(place, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn draws_what_the_reference_implementation_draws() {
        // splitmix64.c of S. Vigna, https://prng.di.unimi.it/splitmix64.c, with the state 1234567
        let mut random = Random::new(1_234_567);
        let expected = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(expected.map(|_| random.next()), expected);
    }

    #[test]
    fn every_number_below_the_bound_is_as_likely() {
        let mut random = Random::new(7);
        let mut counts = [0_u32; 6];
        for _ in 0..60_000 {
            counts[random.below(6)] += 1;
        }
        // Five standard deviations of a binomial figure of 60,000 and 1/6 are 456.
        assert!(counts.iter().all(|count| count.abs_diff(10_000) < 456), "{counts:?}");
    }

    #[test]
    fn chooses_each_element_once() {
        let mut numbers: Vec<usize> = (0..100).collect();
        Random::new(3).choose(40, &mut numbers);
        assert_ne!(numbers, (0..100).collect::<Vec<_>>());
        numbers.sort_unstable();
        assert_eq!(numbers, (0..100).collect::<Vec<_>>());
    }
}
