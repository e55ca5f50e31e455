//! Slips put into correct studies by editing their text, or the printed figure. Nothing here knows how slips are found.

mod figure;
mod formula;
mod input;

pub use figure::is_pen;

use crate::printing::Form;
use crate::random::Random;
use crate::running::Seen;
use crate::studies::{Draft, Target};
use study::slip::Kind;
use study::value::Number;

/// All kinds, in the order in which they are listed.
pub const KINDS: [Kind; 15] = [
    Kind::Unit,
    Kind::RoundedEarly,
    Kind::CutOff,
    Kind::NotRoundedUp,
    Kind::Digit,
    Kind::FactorOfTen,
    Kind::Percent,
    Kind::Divisor,
    Kind::Part,
    Kind::OtherFigure,
    Kind::Pooled,
    Kind::ConfidenceFactor,
    Kind::Deviation,
    Kind::Allowance,
    Kind::Exchanged,
];

/// The figure that shall be printed wrong.
pub struct Case<'c> {
    pub draft: &'c Draft,
    /// The study with what it shows.
    pub text: &'c str,
    /// What it comes to.
    pub seen: &'c Seen,
    pub target: &'c Target,
    /// Which of the targets it is.
    pub place: usize,
    /// What it comes to, in its unit.
    pub right: &'c Number,
    /// What is rightly printed.
    pub printed: &'c str,
}

impl Case<'_> {
    pub fn form(&self) -> &Form {
        &self.target.form
    }
}

/// Whether anybody would print this: not far from the right figure, nor below nought where that is not.
pub fn is_believable(kind: Kind, case: &Case<'_>, wrong: &Number) -> bool {
    let ratio = wrong.to_f64() / case.right.to_f64();
    if !ratio.is_finite() || ratio.abs() > 3000.0 || ratio.abs() < 1.0 / 3000.0 {
        return false;
    }
    let form = case.form();
    let whole = if form.units.first() == Some(&"%") { 100.0 } else { 1.0 };
    let is_scale = matches!(kind, Kind::Percent | Kind::FactorOfTen);
    let too_much = form.share && !is_scale && wrong.to_f64() > 1.3 * whole && case.right.to_f64() < whole;
    let flipped = ratio < 0.0 && kind != Kind::Exchanged;
    let differs = ratio < 0.0 && !form.share && (ratio + 1.0).abs() > 1e-9;
    !(too_much || flipped || differs)
}

/// What is wrong.
pub enum Wrong {
    /// The study is another one.
    Study(String),
    /// Another number is printed.
    Number(Number),
    /// Other digits are printed.
    Printed(String),
}

/// A slip.
pub struct Slip {
    pub wrong: Wrong,
    /// How it came about, in few words.
    pub how: &'static str,
}

impl Slip {
    fn study(how: &'static str, text: String) -> Option<Slip> {
        Some(Slip { wrong: Wrong::Study(text), how })
    }

    fn number(how: &'static str, number: Number) -> Option<Slip> {
        Some(Slip { wrong: Wrong::Number(number), how })
    }

    fn printed(how: &'static str, text: String) -> Option<Slip> {
        Some(Slip { wrong: Wrong::Printed(text), how })
    }
}

/// So many ways are told apart, so that a kind that has two, three, four or five of them takes each as often.
pub const WAYS: usize = 120;

/// A slip of a kind, in one of its ways, at a random place; nothing where the study has no such place.
pub fn slip(kind: Kind, way: usize, case: &Case<'_>, random: &mut Random) -> Option<Slip> {
    match kind {
        Kind::Unit => match way % 10 {
            0..=3 => input::other_unit(case, random),
            4..=7 => figure::other_unit(case, random),
            8 => input::days_of_24_hours(case),
            _ => figure::decimals_as_minutes(case, random),
        },
        Kind::RoundedEarly => match way % 8 {
            0..=2 => formula::rounded_name(case, random),
            3 | 4 => formula::rounded_cell(case, random),
            5 => figure::rounded_in_other_unit(case, random),
            6 => formula::rewritten(kind, case, random),
            _ => input::rounded(case, random),
        },
        Kind::CutOff => figure::cut_off(case),
        Kind::NotRoundedUp => match way % 2 {
            0 => formula::not_rounded_up(case, random),
            _ => formula::rewritten(kind, case, random),
        },
        Kind::Digit => match way % 4 {
            0..=2 => figure::digit(case, way / 4, random),
            _ => input::digit(case, way / 4, random),
        },
        Kind::FactorOfTen => match way % 2 {
            0 => figure::point(case, random),
            _ => input::point(case, random),
        },
        Kind::Percent => match way % 4 {
            0 | 1 => figure::percent(case, random),
            2 => formula::rewritten(kind, case, random),
            _ => input::percent(case, random),
        },
        Kind::Divisor => match way % 4 {
            0..=2 => input::divisor(case, random),
            _ => formula::other_count(case, random),
        },
        Kind::Part => match way % 4 {
            0 => formula::part(case, way / 4, random),
            1 => formula::element(case, way / 4, random),
            2 => formula::row(case, random),
            _ => input::rating(case, random),
        },
        Kind::OtherFigure => match way % 3 {
            0 => input::other_row(case, random),
            1 => formula::other_name(case, random),
            _ => figure::other_figure(case, random),
        },
        Kind::Exchanged => match way % 3 {
            0 => formula::exchanged(case, random),
            1 => formula::before_after(case),
            _ => formula::rewritten(kind, case, random),
        },
        Kind::ConfidenceFactor => match way % 2 {
            0 => input::confidence(case, random),
            _ => formula::rewritten(kind, case, random),
        },
        Kind::Deviation => match way % 2 {
            0 => formula::deviation(case, random),
            _ => formula::rewritten(kind, case, random),
        },
        Kind::Allowance => formula::allowance(case, random),
        Kind::Pooled => formula::rewritten(kind, case, random),
    }
}

/// Whether it is worth while to look for a place for a slip.
pub fn may(kind: Kind, draft: &Draft) -> bool {
    let anywhere =
        |piece: &str| draft.text.contains(piece) || draft.targets.iter().any(|target| target.expr.contains(piece));
    let has = |pieces: &[&str]| pieces.iter().any(|piece| anywhere(piece));
    let named = draft.rewrites.iter().any(|rewrite| rewrite.kind == kind);
    match kind {
        Kind::Pooled => named,
        Kind::NotRoundedUp => named || has(&["ceil("]),
        Kind::ConfidenceFactor => named || has(&["1.96", "1.645", "k: ", "let k = "]),
        Kind::Deviation => named || has(&["deviation"]),
        Kind::Allowance => has(&["(1 - ", "(1 + ", "(100% - ", "basis: "]),
        Kind::Exchanged => named || has(&[" - ", " / ", "before: "]),
        _ => true,
    }
}

/// Two names of truly the same mistake: what was put in, and how; what it may be called as well; why.
pub const SAME: [(Kind, &str, Kind, &str); 8] = [
    (
        Kind::Deviation,
        "the other deviation",
        Kind::Divisor,
        "where the formula is written out, n - 1 for n is another divisor",
    ),
    (Kind::Unit, "days of 24 hours", Kind::Divisor, "the hours of a day are what is divided by: 24 for 8"),
    (
        Kind::Exchanged,
        "divided by after and not by before",
        Kind::Divisor,
        "a change divided by what is after and not by what was before is divided by another figure",
    ),
    (
        Kind::Exchanged,
        "before and after exchanged",
        Kind::OtherFigure,
        "where only one of the two is printed, it is the other one that stands in its place",
    ),
    (
        Kind::Percent,
        "fraction of an input with a percent sign",
        Kind::FactorOfTen,
        "0.12% for 12% is the same number a hundred times too small",
    ),
    (
        Kind::Percent,
        "fraction of an input taken as percent",
        Kind::FactorOfTen,
        "0.0012 for 0.12 is the same number a hundred times too small",
    ),
    (
        Kind::FactorOfTen,
        "point of a share moved by two places",
        Kind::Percent,
        "a share a hundred times too large or too small is percent for a fraction, or the reverse",
    ),
    (
        Kind::OtherFigure,
        "a figure before printed for one after",
        Kind::Exchanged,
        "before and after are the two figures that were taken for each other",
    ),
];
