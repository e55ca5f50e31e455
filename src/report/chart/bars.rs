//! Pictures made of bars or intervals, one row each.

use super::{Look, extremes, size};
use crate::hir::ChartForm;
use crate::report::{Chart, Figure};
use crate::value::Number;

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
    /// Its figure without the unit.
    pub number: String,
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
    pub together: Vec<Number>,
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

    fn present(&self) -> Vec<(usize, &Figure)> {
        let values = self.chart.values.iter().enumerate();
        values.filter_map(|(place, figure)| Some((place, figure.as_ref()?))).collect()
    }

    fn band(&self, name: &str, place: usize) -> Option<&Figure> {
        self.chart.band(name)?.get(place)?.as_ref()
    }

    fn bar(&self, place: usize, figure: &Figure, part: Part) -> Bar {
        self.named(self.name(place), figure, part)
    }

    fn named(&self, name: String, figure: &Figure, part: Part) -> Bar {
        let (number, text) = (self.look.number(&figure.number), self.look.text(figure));
        Bar { name, from: 0.0, to: size(figure), interval: None, number, text, part }
    }

    /// Nothing where the parts are no parts: below nought, or all nought.
    fn pareto(&self) -> Option<Bars> {
        let mut values = self.present();
        if values.iter().any(|(_, x)| x.number.is_negative()) || values.iter().all(|(_, x)| x.number.is_zero()) {
            return None;
        }
        values.sort_by(|(_, one), (_, other)| size(other).total_cmp(&size(one)));
        let (mut so_far, mut sums) = (Number::ZERO, Vec::new());
        for (_, figure) in &values {
            so_far = so_far.add(&figure.number).ok()?;
            sums.push(so_far.clone());
        }
        let together = sums.iter().map(|sum| sum.divide(&so_far).ok()).collect::<Option<_>>()?;
        let bars = values.iter().map(|(place, figure)| self.bar(*place, figure, Part::Plain)).collect();
        Some(Bars { bars, against: None, together })
    }

    fn pairs(&self) -> Bars {
        let mut bars = Vec::new();
        for (place, before) in self.chart.values.iter().enumerate() {
            let before = before.as_ref();
            bars.extend(before.map(|figure| self.bar(place, figure, Part::Before)));
            let second = self.band("after", place).map(|figure| self.bar(place, figure, Part::After));
            bars.extend(second.map(|bar| Bar { name: before.map_or(bar.name, |_| String::new()), ..bar }));
        }
        Bars { bars, against: None, together: Vec::new() }
    }

    fn capacities(&self) -> Bars {
        let values = self.present();
        let least = values.iter().map(|(_, figure)| size(figure)).fold(f64::INFINITY, f64::min);
        let bars = values.iter().map(|(place, figure)| {
            let worst = size(figure) == least && values.len() > 1;
            let mut bar = self.bar(*place, figure, if worst { Part::Worst } else { Part::Plain });
            if worst {
                bar.text = format!("{}, {}", bar.text, self.look.say("bottleneck"));
            }
            bar
        });
        let wanted = self.chart.mark("wanted").and_then(|mark| mark.figure.as_ref());
        let words =
            |wanted: &Figure| self.look.style.language.fill("wanted: {figure}", &[("figure", &self.look.text(wanted))]);
        let against = wanted.map(|wanted| (size(wanted), words(wanted)));
        Bars { bars: bars.collect(), against, together: Vec::new() }
    }

    /// Each part begins where the one before it ended; the last bars are what is counted twice, and the whole.
    fn waterfall(&self) -> Bars {
        let (mut so_far, mut bars) = (Number::ZERO, Vec::new());
        for (place, figure) in self.present() {
            let from = so_far.to_f64();
            so_far = so_far.add(&figure.number).unwrap_or(so_far);
            bars.push(Bar { from, to: so_far.to_f64(), ..self.bar(place, figure, Part::Plain) });
        }
        let sum = Figure { number: so_far.clone(), unit: self.chart.unit.clone() };
        let whole = self.chart.mark("whole").map_or(Some(&sum), |mark| mark.figure.as_ref());
        if let Some((whole, off)) = whole.and_then(|whole| Some((whole, whole.number.subtract(&so_far).ok()?))) {
            let (from, to) = (so_far.to_f64(), size(whole));
            // What is left over by figures that are not exact is no overlap.
            if off.to_f64().abs() > to.abs() * 1e-12 {
                let name = self.look.say(if off.is_negative() { "overlap" } else { "beyond the parts" });
                let off = Figure { number: off, unit: self.chart.unit.clone() };
                bars.push(Bar { from, to, ..self.named(name, &off, Part::Off) });
            }
            bars.push(self.named(self.look.say("all together"), whole, Part::Whole));
        }
        Bars { bars, against: None, together: Vec::new() }
    }

    fn tornado(&self) -> Bars {
        let middle = self.chart.mark("middle").and_then(|mark| mark.figure.as_ref());
        let mut bars = Vec::new();
        for (place, less) in self.chart.values.iter().enumerate() {
            let ends = [(less.as_ref(), Part::Before), (self.band("more", place), Part::After)];
            let mut name = self.name(place);
            for (figure, part) in ends {
                let Some(figure) = figure else { continue };
                let bar = self.bar(place, figure, part);
                bars.push(Bar { name: std::mem::take(&mut name), from: middle.map_or(bar.to, size), ..bar });
            }
        }
        Bars { bars, against: middle.map(|figure| (size(figure), self.look.text(figure))), together: Vec::new() }
    }

    fn intervals(&self) -> Bars {
        let bars = self.present().into_iter().map(|(place, figure)| {
            let ends = self.band("lower", place).zip(self.band("upper", place));
            let mut bar = self.bar(place, figure, Part::Plain);
            if let Some((low, high)) = ends {
                let [low, high] = [low, high].map(|end| self.look.number(&end.number));
                let range = self.look.range(&low, &high);
                bar.text = format!("{} ({range})", bar.text);
            }
            Bar { from: bar.to, interval: ends.map(|(low, high)| (size(low), size(high))), ..bar }
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
