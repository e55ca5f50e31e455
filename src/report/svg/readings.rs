//! Readings in their order: with limits, with limits of their own, or as a line over another figure.

use super::canvas::{Anchor, Canvas, WIDTH, fitting, width_of};
use super::scale::Scale;
use crate::hir::ChartForm;
use crate::report::chart::{Against, Limits, Look, extremes, size, sizes};
use crate::report::{Chart, Figure};

const TOP: f64 = 26.0;
const BOTTOM: f64 = 250.0;
const LEFT: f64 = 62.0;
/// So much room the names of the lines have.
const NAMES: f64 = 158.0;
/// More readings than these share their places, and have no points but those outside of their limits.
const MOST: usize = 240;

/// Draws the readings of a chart.
pub fn draw(canvas: &mut Canvas, chart: &Chart, look: &Look) -> Vec<String> {
    let found = Limits::of(chart);
    let Some(figures) = extremes(found.figures()) else { return Vec::new() };
    let right = if chart.form == ChartForm::Lines { WIDTH - 24.0 } else { WIDTH - NAMES };
    let at = chart.band("at").map(sizes).unwrap_or_default();
    let up = Scale::new(figures, (BOTTOM, TOP), 5);
    let left = up.ticks(look).iter().map(|(_, text)| width_of(text) + 14.0).fold(LEFT, f64::max);
    let drawing = Drawing {
        chart,
        look,
        up,
        left,
        across: (left + 14.0, right - 14.0),
        right,
        found: &found,
        ends: extremes(at.iter().flatten().copied()),
        at,
    };
    drawing.axes(canvas);
    let lines = [
        (&found.upper, "limit", "upper limit"),
        (&found.middle, "middle", "middle"),
        (&found.lower, "limit", "lower limit"),
    ];
    let ends =
        lines.into_iter().filter_map(|(line, class, word)| Some((drawing.line(canvas, line, class)?, word, line)));
    let ends = ends.collect();
    drawing.names(canvas, ends);
    drawing.readings(canvas);
    drawing.told()
}

struct Drawing<'c> {
    chart: &'c Chart,
    look: &'c Look,
    up: Scale,
    across: (f64, f64),
    left: f64,
    right: f64,
    found: &'c Limits,
    /// The figures across, and their ends; nothing where readings just follow on each other.
    at: Vec<Option<f64>>,
    ends: Option<(f64, f64)>,
}

impl Drawing<'_> {
    /// Where a reading lies: at the figure that it belongs to, or as far from each other as all.
    fn x(&self, place: usize) -> f64 {
        let (from, to) = self.across;
        if let (Some(Some(x)), Some((low, high))) = (self.at.get(place), self.ends.filter(|(low, high)| low < high)) {
            return from + (to - from) * (x - low) / (high - low);
        }
        match self.found.values.len() {
            0 | 1 => (from + to) / 2.0,
            count => from + (to - from) * place as f64 / (count - 1) as f64,
        }
    }

    /// How far one reading is from the next.
    fn apart(&self) -> f64 {
        (self.x(1) - self.x(0)).abs()
    }

    fn axes(&self, canvas: &mut Canvas) {
        for (x, text) in self.up.ticks(self.look) {
            let y = self.up.at(x);
            canvas.line((self.left, y), (self.right, y), "grid");
            canvas.text((self.left - 8.0, y + 4.0), Anchor::End, "tick", &text);
        }
        canvas.text((4.0, TOP - 12.0), Anchor::Start, "tick", &self.look.unit(&self.chart.unit));
        for (place, name) in self.ticks() {
            let x = self.x(place);
            canvas.line((x, BOTTOM), (x, BOTTOM + 4.0), "axis");
            canvas.text((x, BOTTOM + 19.0), Anchor::Middle, "tick", &name);
        }
        if let Some(across) = self.chart.mark("across") {
            canvas.text((self.right, BOTTOM + 38.0), Anchor::End, "tick", &across.text);
        }
        canvas.line((self.left, BOTTOM), (self.right, BOTTOM), "axis");
    }

    /// What stands at the axis across, as regularly as there is room: names, or the first number and those after so many.
    fn ticks(&self) -> Vec<(usize, String)> {
        let (names, count) = (self.chart.words("names"), self.found.values.len());
        let named = |place: usize| names.get(place).map(|name| (place, fitting(name, 150.0)));
        if names.is_empty() {
            let number = |place: usize| (place, self.look.decimals((place + 1) as f64, 0));
            let every = |step: usize| -> Vec<(usize, String)> {
                let others = (step.max(2)..=count).step_by(step).map(|number| number - 1);
                std::iter::once(0).chain(others).map(number).collect()
            };
            let steps =
                std::iter::once(1).chain((0..9).flat_map(|power| [5, 10, 20].map(|step| step * 10_usize.pow(power))));
            return steps.map(every).find(|ticks| self.have_room(ticks)).unwrap_or_default();
        }
        let every = |step: usize| -> Vec<(usize, String)> { (0..count).step_by(step).filter_map(named).collect() };
        let least = (1..=count).find(|step| self.have_room(&every(*step))).unwrap_or(count.max(1));
        // The last one stands there too if that makes them only somewhat fewer.
        let with_last =
            (least..2 * least).find(|step| count.saturating_sub(1) % step == 0 && self.have_room(&every(*step)));
        every(with_last.unwrap_or(least))
    }

    fn have_room(&self, ticks: &[(usize, String)]) -> bool {
        ticks.windows(2).all(|pair| match pair {
            [(one, name), (next, following)] => {
                self.x(*next) - self.x(*one) >= (width_of(name) + width_of(following)) / 2.0 + 8.0
            }
            _ => true,
        })
    }

    /// What readings are held against: a line, or steps where each has a figure of its own.
    fn line(&self, canvas: &mut Canvas, against: &Against, class: &str) -> Option<f64> {
        let half = self.apart() / 2.0;
        let mut through = Vec::new();
        for (place, y) in against.figures.iter().enumerate().filter_map(|(place, x)| Some((place, self.up.at((*x)?)))) {
            let single = against.text.is_some();
            let (from, to) =
                if single { (self.left, self.right) } else { (self.x(place) - half, self.x(place) + half) };
            through.extend([(from.max(self.left), y), (to.min(self.right), y)]);
            if single {
                break;
            }
        }
        canvas.path(&through, class);
        through.last().map(|(_, y)| *y)
    }

    /// The names of the lines beside their ends, as far apart as their height asks for.
    fn names(&self, canvas: &mut Canvas, mut names: Vec<(f64, &str, &Against)>) {
        names.sort_by(|(one, ..), (other, ..)| one.total_cmp(other));
        let mut free = TOP - 14.0;
        for (y, word, against) in names {
            let y = y.max(free + 14.0);
            let word = fitting(&self.look.say(word), NAMES - 8.0);
            canvas.text((self.right + 8.0, y - 2.0), Anchor::Start, "name", &word);
            free = y + 2.0;
            if let Some(text) = &against.text {
                canvas.text((self.right + 8.0, y + 12.0), Anchor::Start, "value", &fitting(text, NAMES - 10.0));
                free = y + 16.0;
            }
        }
    }

    fn readings(&self, canvas: &mut Canvas) {
        let values = self.found.values.iter().enumerate();
        let present: Vec<(usize, f64)> = values.filter_map(|(place, x)| Some((place, (*x)?))).collect();
        let each = present.len().div_ceil(MOST).max(1);
        // A reading that is missing breaks the line.
        for run in present.chunk_by(|(one, _), (next, _)| next - one == 1) {
            let mut through = Vec::new();
            for part in run.chunks(each) {
                let Some((low, high)) = extremes(part.iter().map(|(_, x)| *x)) else { continue };
                let Some((place, _)) = part.first() else { continue };
                through.push((self.x(*place), self.up.at(low)));
                if each > 1 {
                    through.push((self.x(*place), self.up.at(high)));
                }
            }
            canvas.path(&through, "readings");
        }
        let outside = |(place, x): &(usize, f64)| self.found.is_outside(*x, *place);
        let (out, within): (Vec<_>, Vec<_>) = present.into_iter().partition(outside);
        for (place, x) in within.into_iter().filter(|_| each == 1) {
            canvas.point((self.x(place), self.up.at(x)), "reading", &self.tip(place));
        }
        // What lies outside is what the picture is looked at for: nothing may be drawn over it.
        for (place, x) in out {
            let half = if each > 1 { 4.0 } else { 6.5 };
            canvas.diamond((self.x(place), self.up.at(x)), half, "outside", &self.tip(place));
        }
    }

    fn tip(&self, place: usize) -> String {
        let own = (place + 1).to_string();
        let name = self.chart.words("names").get(place).unwrap_or(&own);
        let figure = self.chart.values.get(place).and_then(Option::as_ref);
        format!("{name}: {}", figure.map(|figure| self.look.text(figure)).unwrap_or_default())
    }

    fn told(&self) -> Vec<String> {
        let values = || self.chart.values.iter().flatten();
        let by_size = |one: &&Figure, other: &&Figure| size(one).total_cmp(&size(other));
        let text = |figure: Option<&Figure>| figure.map(|figure| self.look.text(figure)).unwrap_or_default();
        let (least, most) = (text(values().min_by(by_size)), text(values().max_by(by_size)));
        let mut told = vec![format!("{} values from {least} to {most}.", values().count())];
        if let Some(text) = &self.found.middle.text {
            told.push(format!("The middle is {text}."));
        }
        if let (Some(lower), Some(upper)) = (&self.found.lower.text, &self.found.upper.text) {
            told.push(format!("The limits are {lower} and {upper}."));
        }
        let limited = self.found.lower.at(0).is_some() || self.found.upper.at(0).is_some();
        let outside = self.found.outside();
        if limited && outside.is_empty() {
            told.push("None lies outside of its limits.".to_owned());
        } else if !outside.is_empty() {
            let shown: Vec<String> = outside.iter().take(20).map(usize::to_string).collect();
            told.push(format!("Outside of their limits lie {}: {}.", outside.len(), shown.join(", ")));
        }
        told.iter().map(|sentence| self.look.say(sentence)).collect()
    }
}
