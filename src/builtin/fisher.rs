//! Fisher's exact test of two proportions (R. A. Fisher 1935, "The Logic of Inductive Inference", *JRSS* 98, 39–82).

/// A table counts as likely as the one observed if it is so up to this factor, as R's `fisher.test` has it.
const AS_LIKELY: f64 = 1.0 + 1e-7;

/// A part of a whole, both counted.
#[derive(Clone, Copy)]
pub(super) struct Counts {
    /// The part.
    pub hits: u64,
    /// The whole, up to 10^10.
    pub total: u64,
}

/// How likely tables with the same margins are that are no likelier than the one observed: the two-sided p-value.
///
/// The hypergeometric probabilities are walked through from the likeliest table outwards, each from the one before it,
/// so that they keep their digits as far as 1e-300; what is below the smallest f64 is nought.
pub(super) fn two_sided(before: Counts, after: Counts) -> f64 {
    let margins = Margins { first: before.total, second: after.total, hits: before.hits + after.hits };
    let mode = margins.mode();
    let (up, down) = (|| margins.upwards(mode), || margins.downwards(mode));
    let observed = match before.hits.checked_sub(mode) {
        Some(steps) => weight_after(up(), steps),
        None => weight_after(down(), mode - before.hits),
    };
    let limit = observed * AS_LIKELY;
    let mut all = 0.0;
    let mut unlikely = 0.0;
    // The likeliest table stands at the head of both walks.
    for weight in up().chain(down().skip(1)) {
        all += weight;
        if weight <= limit {
            unlikely += weight;
        }
    }
    (unlikely / all).min(1.0)
}

fn weight_after(mut walk: impl Iterator<Item = f64>, steps: u64) -> f64 {
    usize::try_from(steps).ok().and_then(|steps| walk.nth(steps)).unwrap_or(0.0)
}

/// What all tables have in common: both wholes, and the parts together.
#[derive(Clone, Copy)]
struct Margins {
    first: u64,
    second: u64,
    hits: u64,
}

impl Margins {
    /// The hits of the first whole in the likeliest table.
    fn mode(self) -> u64 {
        let product = u128::from(self.first + 1) * u128::from(self.hits + 1);
        u64::try_from(product / u128::from(self.first + self.second + 2)).unwrap_or(u64::MAX).min(self.most())
    }

    fn least(self) -> u64 {
        self.hits.saturating_sub(self.second)
    }

    fn most(self) -> u64 {
        self.first.min(self.hits)
    }

    /// How much likelier the table with one hit more in the first whole is.
    fn step(self, hits: u64) -> f64 {
        let gained = (self.first - hits) as f64 * (self.hits - hits) as f64;
        gained / ((hits + 1) as f64 * (self.second + hits + 1 - self.hits) as f64)
    }

    /// The likeliest table is 1, and the ones after it have more and more hits in the first whole.
    fn upwards(self, mode: u64) -> impl Iterator<Item = f64> {
        walk((mode..self.most()).map(move |hits| self.step(hits)))
    }

    fn downwards(self, mode: u64) -> impl Iterator<Item = f64> {
        walk((self.least()..mode).rev().map(move |hits| self.step(hits).recip()))
    }
}

/// 1, then what each step makes of the one before it, until too little is left for an f64 to keep all digits of.
fn walk(steps: impl Iterator<Item = f64>) -> impl Iterator<Item = f64> {
    let further = steps.scan(1.0, |weight, step| {
        *weight *= step;
        (*weight >= f64::MIN_POSITIVE).then_some(*weight)
    });
    std::iter::once(1.0).chain(further)
}

#[cfg(test)]
#[allow(clippy::excessive_precision)]
mod tests {
    use super::{Counts, two_sided};

    fn p(before: (u64, u64), after: (u64, u64)) -> f64 {
        let counts = |(hits, total)| Counts { hits, total };
        two_sided(counts(before), counts(after))
    }

    fn close(found: f64, expected: f64, tolerance: f64) {
        assert!((found / expected - 1.0).abs() < tolerance, "{found:e} is not {expected:e}");
    }

    #[test]
    fn agrees_with_exact_fractions() {
        // Sums of whole binomial coefficients in Python 3.11 (`math.comb`), divided once, to 17 digits.
        let cases = [
            ((3, 4), (1, 4), 4.857_142_857_142_857e-1),
            ((424, 565), (488, 565), 1.786_163_049_156_268_2e-6),
            ((340, 435), (261, 310), 4.785_488_708_129_986e-2),
            ((8, 20), (19, 25), 3.070_611_512_335_063_5e-2),
            ((60, 100), (12, 100), 9.473_963_450_613_484e-13),
            ((410, 900), (60, 700), 5.466_928_905_518_549e-64),
            ((500, 1000), (1, 1000), 3.199_780_826_398_157e-185),
            ((620, 1000), (20, 1000), 7.550_812_450_434_686e-215),
            ((700, 1000), (10, 1000), 1.520_276_249_477_104_2e-276),
            ((720, 1000), (8, 1000), 7.256_997_628_981_645e-293),
            ((20_000, 50_000), (20_777, 50_000), 5.924_637_055_633_206e-7),
            ((10, 100_000), (30, 100_000), 2.219_237_250_987_977_6e-3),
        ];
        for (before, after, expected) in cases {
            close(p(before, after), expected, 1e-12);
            close(p(after, before), expected, 1e-12);
        }
    }

    #[test]
    fn agrees_with_r_and_scipy() {
        // R 4.2.2: fisher.test(matrix(c(hits, misses, hits, misses), 2))$p.value; it goes by logarithms.
        close(p((60, 100), (12, 100)), 9.473_963_450_613_453e-13, 1e-13);
        close(p((620, 1000), (20, 1000)), 7.550_812_450_434_273e-215, 1e-12);
        // SciPy 1.17.1: scipy.stats.fisher_exact
        close(p((424, 565), (488, 565)), 1.786_163_049_156_266_2e-6, 1e-13);
        close(p((620, 1000), (20, 1000)), 7.550_812_450_434_672e-215, 1e-12);
    }

    #[test]
    fn no_difference_is_sure_and_the_utmost_is_nought() {
        for (before, after) in [((7, 10), (7, 10)), ((0, 5), (0, 9)), ((5, 5), (9, 9)), ((2, 2000), (3, 3000))] {
            assert_eq!(p(before, after), 1.0);
        }
        // 4.22e-365
        assert_eq!(p((25_000, 50_000), (31_400, 50_000)), 0.0);
        assert_eq!(p((0, 10_000_000_000), (10_000_000_000, 10_000_000_000)), 0.0);
    }
}
