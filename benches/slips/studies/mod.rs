//! Correct studies made by program, as an industrial engineer would write them.

mod library;
mod plain;
mod sampled;
mod work;

use crate::printing::Form;
use crate::random::Random;
use study::slip::Kind;

/// A figure that the paper prints.
#[derive(Clone, Debug)]
pub struct Target {
    /// What is printed.
    pub expr: String,
    /// How.
    pub form: Form,
}

/// Another way to write a piece of the study, which people mistake for the right one.
#[derive(Clone, Debug)]
pub struct Rewrite {
    pub kind: Kind,
    pub from: String,
    pub to: String,
}

/// A correct study.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub template: &'static str,
    pub text: String,
    pub targets: Vec<Target>,
    pub rewrites: Vec<Rewrite>,
    /// Hours of a working day.
    pub workday: f64,
}

/// A study in the making.
pub struct Sheet<'r> {
    pub random: &'r mut Random,
    pub draft: Draft,
}

impl Sheet<'_> {
    /// One line of the study.
    pub fn line(&mut self, line: impl AsRef<str>) {
        self.draft.text.push_str(line.as_ref());
        self.draft.text.push('\n');
    }

    /// A figure that may be printed, with one of these numbers of decimals.
    pub fn target(&mut self, expr: &str, units: &'static [&'static str], tail: &str, decimals: &[u32]) {
        let decimals = self.random.number(decimals);
        let share = units.first() == Some(&"%");
        let form = Form { units, tail: tail.to_owned(), decimals, share };
        self.draft.targets.push(Target { expr: expr.to_owned(), form });
    }

    /// A share printed as a plain number.
    pub fn share(&mut self, expr: &str, decimals: &[u32]) {
        self.target(expr, &["1"], "", decimals);
        if let Some(target) = self.draft.targets.last_mut() {
            target.form.share = true;
        }
    }

    /// How people may get it wrong.
    pub fn rewrite(&mut self, kind: Kind, from: impl Into<String>, to: impl Into<String>) {
        self.draft.rewrites.push(Rewrite { kind, from: from.into(), to: to.into() });
    }

    /// The same in both directions: which of them stands in the study is a matter of chance.
    pub fn either(&mut self, kind: Kind, one: &str, other: &str) -> String {
        let (own, wrong) = if self.random.chance(0.5) { (one, other) } else { (other, one) };
        self.rewrite(kind, own, wrong);
        own.to_owned()
    }

    /// Working days and months.
    pub fn calendar(&mut self) -> u32 {
        let hours = self.random.number(&[8, 8, 8, 7]);
        let days = self.random.number(&[26, 26, 25, 24, 22, 20]);
        self.draft.workday = f64::from(hours);
        self.line(format!("calendar {{ workday: {hours} h; month: {days} workday }}"));
        days
    }

    /// Numbers near each other: stopwatch readings.
    pub fn readings(&mut self, count: usize, decimals: usize) -> String {
        let middle = self.random.log(4.0, 300.0);
        self.around(middle, 0.12, count, decimals)
    }

    /// So many numbers around one.
    pub fn around(&mut self, middle: f64, spread: f64, count: usize, decimals: usize) -> String {
        let (least, most) = (middle * (1.0 - spread), middle * (1.0 + spread));
        let numbers: Vec<String> = (0..count).map(|_| self.random.decimal(least, most, decimals)).collect();
        numbers.join(", ")
    }

    /// A rating as papers give it.
    pub fn rating(&mut self) -> String {
        format!("{}%", self.random.number(&[85, 90, 95, 97, 103, 104, 105, 106, 108, 110, 111, 113, 115, 120]))
    }

    /// An allowance as papers give it.
    pub fn allowance(&mut self) -> String {
        match self.random.below(3) {
            0 => format!("{}%", self.random.whole(7, 30)),
            1 => format!("{}.5%", self.random.whole(7, 24)),
            _ => format!("0.{:02}", self.random.whole(8, 25)),
        }
    }
}

type Template = (&'static str, fn(&mut Sheet<'_>));

const TEMPLATES: [Template; 23] = [
    ("stopwatch by hand", plain::stopwatch),
    ("required readings", plain::required_readings),
    ("required observations", plain::required_observations),
    ("deviations", plain::deviations),
    ("line balance", plain::line_balance),
    ("machines", plain::machines),
    ("effectiveness", plain::effectiveness),
    ("efficiency", plain::efficiency),
    ("productivity", plain::productivity),
    ("stopwatch", library::stopwatch),
    ("elements", library::elements),
    ("route", library::route),
    ("savings by scenario", library::savings),
    ("indicators", library::indicators),
    ("work sampling", sampled::sampling),
    ("standard time by sampling", sampled::standard_time),
    ("comparison", sampled::comparison),
    ("shares of departments", sampled::shares),
    ("rows of savings", work::rows),
    ("table", work::table),
    ("overtime", work::overtime),
    ("cost", work::cost),
    ("workload", work::workload),
];

/// A study of one of the templates.
pub fn draft(random: &mut Random) -> Draft {
    let Some((name, template)) = random.pick(&TEMPLATES) else { return Draft::default() };
    let draft = Draft { template: name, workday: 8.0, ..Draft::default() };
    let mut sheet = Sheet { random, draft };
    sheet.line(format!("study \"{name}\""));
    template(&mut sheet);
    sheet.draft
}

/// Every template once, for a test that all of them are well.
pub fn all(random: &mut Random) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (name, template) in TEMPLATES {
        let draft = Draft { template: name, workday: 8.0, ..Draft::default() };
        let mut sheet = Sheet { random, draft };
        sheet.line(format!("study \"{name}\""));
        template(&mut sheet);
        drafts.push(sheet.draft);
    }
    drafts
}
