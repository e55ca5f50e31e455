//! Pictures made of bars or intervals, one row each.

use super::{Look, extremes, size, sizes};
use crate::hir::ChartForm;
use crate::report::Chart;

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// One figure among others.
    Plain,
    /// What was before.
    Before,
    /// What is after, or comes with more.
    After,
    /// The one that holds up all others.
    Worst,
    /// What is counted twice and taken off.
    Off,
    /// What all come to.
    Whole,
}

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it is called; empty for the second of a pair.
    pub name: String,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The interval that its end lies in.
    pub interval: Option<(f64, f64)>,
    /// What stands beside it.
    pub text: String,
    /// What it stands for.
    pub part: Part,
}

/// The bars of a chart.
#[derive(Clone, Debug)]
pub struct Bars {
    /// From top to bottom.
    pub bars: Vec<Bar>,
    /// A line across all, with its name.
    pub against: Option<(f64, String)>,
    /// What each share of the whole comes to together with those before it; only of a Pareto chart.
    pub together: Vec<f64>,
}

impl Bars {
    /// Those of a chart; nothing for forms that are drawn otherwise.
    pub fn of(chart: &Chart, look: &Look) -> Option<Bars> {
        let making = Making { chart, look, names: chart.words("names") };
        Some(match chart.form {
            ChartForm::Pareto => return making.pareto(),
            ChartForm::Pairs => making.pairs(),
            ChartForm::Capacities => making.capacities(),
            ChartForm::Waterfall => making.waterfall(),
            ChartForm::Tornado => making.tornado(),
            ChartForm::Intervals => making.intervals(),
            ChartForm::Limits | ChartForm::Shares | ChartForm::Lines | ChartForm::Histogram | ChartForm::Tree => {
                return None;
            }
        })
    }

    /// The smallest and the largest figure, with nought where bars begin there.
    pub fn ends(&self) -> (f64, f64) {
        let intervals = self.bars.iter().filter_map(|bar| bar.interval).flat_map(|(low, high)| [low, high]);
        let bars = self.bars.iter().flat_map(|bar| [bar.from, bar.to]);
        extremes(bars.chain(intervals).chain(self.against.iter().map(|(x, _)| *x))).unwrap_or((0.0, 1.0))
    }
}

struct Making<'c> {
    chart: &'c Chart,
    look: &'c Look,
    names: &'c [String],
}

impl Making<'_> {
    fn name(&self, place: usize) -> String {
        self.names.get(place).cloned().unwrap_or_else(|| (place + 1).to_string())
    }

    fn text(&self, x: f64) -> String {
        self.look.figure(x, &self.chart.unit)
    }

    fn present(&self) -> Vec<(usize, f64)> {
        let values = sizes(&self.chart.values).into_iter().enumerate();
        values.filter_map(|(place, x)| Some((place, x?))).collect()
    }

    fn bar(&self, place: usize, to: f64, part: Part) -> Bar {
        Bar { name: self.name(place), from: 0.0, to, interval: None, text: self.text(to), part }
    }

    /// Nothing where the parts are no parts: below nought, or all nought.
    fn pareto(&self) -> Option<Bars> {
        let mut values = self.present();
        if values.iter().any(|(_, x)| *x < 0.0) || values.iter().all(|(_, x)| *x == 0.0) {
            return None;
        }
        values.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let whole: f64 = values.iter().map(|(_, x)| x).sum();
        let mut so_far = 0.0;
        let together = values.iter().map(|(_, x)| {
            so_far += x;
            if whole > 0.0 { so_far / whole } else { 0.0 }
        });
        let together = together.collect();
        let bars = values.iter().map(|(place, x)| self.bar(*place, *x, Part::Plain)).collect();
        Some(Bars { bars, against: None, together })
    }

    fn pairs(&self) -> Bars {
        let after = self.chart.band("after").map(sizes).unwrap_or_default();
        let mut bars = Vec::new();
        for (place, before) in sizes(&self.chart.values).into_iter().enumerate() {
            let after = after.get(place).copied().flatten();
            bars.extend(before.map(|x| self.bar(place, x, Part::Before)));
            let second = after.map(|x| self.bar(place, x, Part::After));
            bars.extend(second.map(|bar| Bar { name: before.map_or(bar.name, |_| String::new()), ..bar }));
        }
        Bars { bars, against: None, together: Vec::new() }
    }

    fn capacities(&self) -> Bars {
        let values = self.present();
        let least = values.iter().map(|(_, x)| *x).fold(f64::INFINITY, f64::min);
        let bars = values.iter().map(|(place, x)| {
            let worst = *x == least && values.len() > 1;
            let mut bar = self.bar(*place, *x, if worst { Part::Worst } else { Part::Plain });
            if worst {
                bar.text = format!("{}, {}", bar.text, self.look.say("bottleneck"));
            }
            bar
        });
        let wanted = self.chart.mark("wanted").and_then(|mark| mark.figure.as_ref());
        let against = wanted.map(size).map(|x| (x, self.look.say(&format!("wanted: {}", self.text(x)))));
        Bars { bars: bars.collect(), against, together: Vec::new() }
    }

    /// Each part begins where the one before it ended; the last bars are what is counted twice, and the whole.
    fn waterfall(&self) -> Bars {
        let mut so_far = 0.0;
        let mut bars = Vec::new();
        for (place, x) in self.present() {
            bars.push(Bar { from: so_far, to: so_far + x, text: self.text(x), ..self.bar(place, x, Part::Plain) });
            so_far += x;
        }
        if let Some(whole) = self.chart.mark("whole").and_then(|mark| mark.figure.as_ref()).map(size) {
            let off = whole - so_far;
            let plain = Bar {
                name: self.look.say("all together"),
                from: 0.0,
                to: whole,
                interval: None,
                text: self.text(whole),
                part: Part::Whole,
            };
            // What is left over by the arithmetic of machines is no overlap.
            if off.abs() > whole.abs() * 1e-12 {
                let name = self.look.say(if off < 0.0 { "overlap" } else { "beyond the parts" });
                bars.push(Bar {
                    name,
                    from: so_far,
                    to: whole,
                    text: self.text(off),
                    part: Part::Off,
                    ..plain.clone()
                });
            }
            bars.push(plain);
        }
        Bars { bars, against: None, together: Vec::new() }
    }

    fn tornado(&self) -> Bars {
        let middle = self.chart.mark("middle").and_then(|mark| mark.figure.as_ref()).map(size);
        let more = self.chart.band("more").map(sizes).unwrap_or_default();
        let mut bars = Vec::new();
        for (place, less) in sizes(&self.chart.values).into_iter().enumerate() {
            let ends = [(less, Part::Before), (more.get(place).copied().flatten(), Part::After)];
            let mut name = self.name(place);
            for (x, part) in ends {
                let Some(x) = x else { continue };
                let from = middle.unwrap_or(x);
                bars.push(Bar { name: std::mem::take(&mut name), from, ..self.bar(place, x, part) });
            }
        }
        Bars { bars, against: middle.map(|x| (x, self.text(x))), together: Vec::new() }
    }

    fn intervals(&self) -> Bars {
        let ends = |name: &str| self.chart.band(name).map(sizes).unwrap_or_default();
        let (lower, upper) = (ends("lower"), ends("upper"));
        let bars = self.present().into_iter().map(|(place, x)| {
            let end = |band: &[Option<f64>]| band.get(place).copied().flatten();
            let interval = end(&lower).zip(end(&upper));
            let text = match interval {
                Some((low, high)) => {
                    format!("{} ({})", self.text(x), self.look.range(&self.text(low), &self.text(high)))
                }
                None => self.text(x),
            };
            Bar { from: x, interval, text, ..self.bar(place, x, Part::Plain) }
        });
        Bars { bars: bars.collect(), against: Some((0.0, self.look.say("no change"))), together: Vec::new() }
    }
}

/// What the two bars of a pair stand for.
pub fn words_of_pair(form: ChartForm) -> Option<(&'static str, &'static str)> {
    match form {
        ChartForm::Pairs => Some(("before", "after")),
        ChartForm::Tornado => Some(("less", "more")),
        _ => None,
    }
}
