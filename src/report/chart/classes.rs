//! The classes of a histogram.

use super::{extremes, sizes};
use crate::report::Chart;

/// Classes of one width, with how many values fall into each.
pub struct Classes {
    /// Where the first begins.
    pub low: f64,
    /// How wide each is.
    pub width: f64,
    /// How many values each has.
    pub counts: Vec<usize>,
}

impl Classes {
    /// As many classes as Sturges (1926) has.
    pub fn of(chart: &Chart) -> Option<Classes> {
        let present: Vec<f64> = sizes(&chart.values).into_iter().flatten().collect();
        let (low, high) = extremes(present.iter().copied())?;
        let classes = (1.0 + (present.len() as f64).log2()).ceil().clamp(1.0, 20.0) as usize;
        let width = if high > low { (high - low) / classes as f64 } else { 1.0 };
        let mut counts = vec![0usize; if high > low { classes } else { 1 }];
        let last = counts.len().saturating_sub(1);
        for x in &present {
            let class = (((x - low) / width) as usize).min(last);
            if let Some(count) = counts.get_mut(class) {
                *count += 1;
            }
        }
        Some(Classes { low, width, counts })
    }

    /// The largest count.
    pub fn most(&self) -> usize {
        self.counts.iter().copied().max().unwrap_or(0).max(1)
    }

    /// Where a class begins.
    pub fn bound(&self, class: usize) -> f64 {
        self.low + self.width * class as f64
    }

    /// As many decimals as tell the classes apart.
    pub fn decimals(&self) -> u32 {
        (0..6).find(|decimals| self.width * 10f64.powi(*decimals) >= 5.0).map_or(6, |decimals| decimals as u32)
    }
}
