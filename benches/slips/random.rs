//! Random numbers from a seed: splitmix64.

/// A stream of random numbers.
pub struct Random(u64);

impl Random {
    /// The stream of one case: the same whatever is drawn for others.
    pub fn new(seed: u64, stream: u64, case: u64) -> Random {
        let mut random = Random(seed ^ stream.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ case.rotate_left(32));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From nought up to one.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From nought up to one less than this.
    pub fn below(&mut self, count: usize) -> usize {
        ((self.unit() * count as f64) as usize).min(count.saturating_sub(1))
    }

    /// Yes so often.
    pub fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// Between two numbers, both included.
    pub fn whole(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.below(usize::try_from(most - least + 1).unwrap_or(1))).unwrap_or(0)
    }

    /// Between two numbers, all sizes alike.
    pub fn log(&mut self, least: f64, most: f64) -> f64 {
        (least.ln() + self.unit() * (most / least).ln()).exp()
    }

    /// Between two numbers, as a text with so many decimals.
    pub fn decimal(&mut self, least: f64, most: f64, decimals: usize) -> String {
        format!("{:.decimals$}", least + self.unit() * (most - least))
    }

    /// One of these.
    pub fn pick<'t, T>(&mut self, items: &'t [T]) -> Option<&'t T> {
        items.get(self.below(items.len()))
    }

    /// One of these words.
    pub fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.pick(words).copied().unwrap_or_default()
    }

    /// One of these numbers.
    pub fn number(&mut self, numbers: &[u32]) -> u32 {
        self.pick(numbers).copied().unwrap_or_default()
    }
}
