//! From figures to places, and the round figures that stand at an axis.

use crate::report::chart::Look;

/// So much of a step beyond nought is little.
const FEW: f64 = 0.2;

/// Figures between two ends, laid between two places.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
    step: f64,
}

impl Scale {
    /// For figures between two ends, with some air and round ends; `from` and `to` are the places of the ends.
    pub fn new((low, high): (f64, f64), (from, to): (f64, f64), most: usize) -> Scale {
        let (mut low, mut high) = if low.is_finite() && high.is_finite() { (low, high) } else { (0.0, 1.0) };
        if high <= low {
            let air = if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
            (low, high) = (low - air, high + air);
        }
        let step = round_step((high - low) / most.max(1) as f64);
        // A little beyond nought on one side is no reason for a whole step there.
        let beyond = |end: f64| {
            if end < 0.0 && -end < FEW * step { end - FEW * step / 4.0 } else { (end / step).floor() * step }
        };
        let (low, high) = (beyond(low), -beyond(-high));
        Scale { low, high, from, to, step }
    }

    /// For parts of a whole: from nought to just the whole.
    pub fn of_whole(whole: f64, places: (f64, f64), most: usize) -> Scale {
        let round = Scale::new((0.0, whole), places, most);
        if whole.is_finite() && whole > 0.0 { Scale { high: whole, ..round } } else { round }
    }

    /// For counts from nought on, which have no halves; some air is left for what stands on the highest.
    pub fn of_counts(highest: f64, (from, to): (f64, f64), most: usize) -> Scale {
        let highest = if highest.is_finite() { highest.max(1.0) * 1.04 } else { 1.0 };
        let step = round_step(highest / most.max(1) as f64).ceil();
        Scale { low: 0.0, high: (highest / step).ceil() * step, from, to, step }
    }

    /// The place of a figure; what is beyond the ends lies at them.
    pub fn at(&self, x: f64) -> f64 {
        let share = ((x - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.from + share * (self.to - self.from)
    }

    /// The round figures at the axis, with their texts.
    pub fn ticks(&self, look: &Look) -> Vec<(f64, String)> {
        let decimals = (-(self.step.log10().floor())).clamp(0.0, 9.0) as u32;
        let decimals =
            if (self.step * 10f64.powi(decimals as i32)).fract().abs() > 1e-6 { decimals + 1 } else { decimals };
        let first = (self.low / self.step - 1e-9).ceil() * self.step;
        let count = ((self.high - first) / self.step + 1e-9).floor() as usize;
        (0..=count.min(50))
            .map(|number| first + self.step * number as f64)
            .map(|x| (x, look.decimals(if x.abs() < self.step * 1e-9 { 0.0 } else { x }, decimals)))
            .collect()
    }
}

/// The next of 1, 2, 2.5 and 5 times a power of ten.
fn round_step(least: f64) -> f64 {
    if least <= 0.0 || !least.is_finite() {
        return 1.0;
    }
    let power = 10f64.powf(least.log10().floor());
    let times = [1.0, 2.0, 2.5, 5.0].into_iter().find(|times| times * power >= least * (1.0 - 1e-9));
    times.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_stand_at_whole_figures() {
        for most in 1..2000 {
            let scale = Scale::of_counts(f64::from(most), (100.0, 0.0), 5);
            assert!(scale.step.fract() == 0.0 && scale.high > f64::from(most), "{scale:?}");
            assert!(scale.high / scale.step <= 6.0, "{scale:?}");
        }
    }

    #[test]
    fn parts_of_a_whole_end_with_it() {
        let scale = Scale::of_whole(73.0, (100.0, 0.0), 5);
        assert_eq!((scale.at(73.0), scale.at(36.5), scale.at(0.0)), (0.0, 50.0, 100.0));
        assert!(scale.step * ((scale.high - scale.low) / scale.step).floor() <= 73.0, "{scale:?}");
    }

    #[test]
    fn a_little_beyond_nought_makes_no_whole_step() {
        let scale = Scale::new((-0.3, 120.0), (0.0, 100.0), 5);
        assert!(scale.low > -10.0 && scale.low < -0.3 && scale.high == 125.0, "{scale:?}");
        let scale = Scale::new((-120.0, 0.3), (0.0, 100.0), 5);
        assert!(scale.high < 10.0 && scale.high > 0.3 && scale.low == -125.0, "{scale:?}");
        assert_eq!(Scale::new((-30.0, 120.0), (0.0, 100.0), 5).low, -50.0);
    }

    #[test]
    fn ends_are_round_and_hold_all_figures() {
        for (low, high) in [(0.0, 1.0), (581.8, 684.19), (-16.4, -1.07), (1e-7, 3e-7), (0.0, 7_250_000.0), (3.0, 3.0)] {
            let scale = Scale::new((low, high), (100.0, 0.0), 5);
            assert!(scale.low <= low && scale.high >= high, "{scale:?}");
            let ticks = ((scale.high - scale.low) / scale.step).round();
            assert!((2.0..=9.0).contains(&ticks), "{scale:?}");
            assert!(scale.at(low) >= scale.at(high));
        }
        assert_eq!(Scale::new((f64::NAN, 1.0), (0.0, 1.0), 5).at(0.0), 0.0);
    }
}
