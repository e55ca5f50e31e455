//! What has been tried, and what of it explains the printed figure.
//!
//! A kind of slip that could have been made in a hundred places makes each of a hundred figures a little likely; one that
//! could have been made in one place only makes one figure likely. So every figure that a slip leads to has a likelihood,
//! to be compared with that of a figure off by anything at all.

use super::printed::Printed;
use crate::base::Explained;
use crate::value::Number;
use std::collections::{BTreeMap, HashSet};

/// How far a figure is off that is off by anything at all: half of all such figures by no more than this power of e.
const REACH: f64 = 0.7;

/// A figure is explained only if slips make it so many times likelier than chance. No more than one in so many wrong
/// figures can then be explained by chance alone, and `benches/slips` measures how many are.
const EVIDENCE: f64 = 3.7;

/// How often a figure of the wrong sign is wrong by chance.
const TURNED: f64 = 0.1;

/// An explanation so many times less likely than the likeliest one is not worth telling.
const FAR_FETCHED: f64 = 12.0;

/// What kind of mistake it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A number read in another unit.
    Unit,
    /// An intermediate figure rounded before it was used.
    RoundedEarly,
    /// Cut off where it should be rounded.
    CutOff,
    /// Rounded to the nearest where up is meant.
    NotRoundedUp,
    /// A digit mistyped, dropped, doubled, or two swapped.
    Digit,
    /// The decimal point moved.
    FactorOfTen,
    /// Percent for a fraction, or for percentage points.
    Percent,
    /// Another divisor or factor.
    Divisor,
    /// A part missing from a sum, counted twice, or with the wrong sign.
    Part,
    /// A figure of another row, or another figure of the study.
    OtherFigure,
    /// A pooled share for a mean of shares, or the reverse.
    Pooled,
    /// Another factor for the confidence: 2 for 1.96.
    ConfidenceFactor,
    /// A sample deviation for that of a population, or the reverse.
    Deviation,
    /// A share added where it should be taken from the whole, or the reverse.
    Allowance,
    /// Two figures exchanged, such as before and after.
    Exchanged,
}

impl Kind {
    /// How machines know it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Unit => "unit",
            Kind::RoundedEarly => "rounded_early",
            Kind::CutOff => "cut_off",
            Kind::NotRoundedUp => "not_rounded_up",
            Kind::Digit => "digit",
            Kind::FactorOfTen => "factor_of_ten",
            Kind::Percent => "percent",
            Kind::Divisor => "divisor",
            Kind::Part => "part",
            Kind::OtherFigure => "other_figure",
            Kind::Pooled => "pooled",
            Kind::ConfidenceFactor => "confidence_factor",
            Kind::Deviation => "deviation",
            Kind::Allowance => "allowance",
            Kind::Exchanged => "exchanged",
        }
    }

    /// How often a slip is of this kind, where a study leaves room for all of them.
    fn frequency(self) -> f64 {
        match self {
            Kind::Digit => 0.12,
            Kind::Unit | Kind::RoundedEarly | Kind::Part => 0.10,
            Kind::FactorOfTen | Kind::Divisor | Kind::Percent => 0.07,
            _ => 0.05,
        }
    }
}

/// A mistake that leads to the printed figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Slip {
    /// What kind of mistake it is.
    pub kind: Kind,
    /// What happened, in one sentence with the arithmetic.
    pub sentence: String,
    /// How much likelier the printed figure is by one of the slips than by chance alone.
    pub evidence: f64,
}

impl Slip {
    /// What a machine is told.
    pub fn told(&self) -> Explained {
        Explained { kind: self.kind.name(), sentence: self.sentence.clone() }
    }
}

struct Try {
    kind: Kind,
    /// How likely it is among all tries of its kind, before these are counted.
    weight: f64,
    /// The figure that it leads to, as a multiple of the last printed digit.
    size: f64,
}

struct Found {
    kind: Kind,
    weight: f64,
    sentence: String,
    /// Mistakes that differ by a rounding only are told once.
    family: usize,
}

/// Everything that has been tried on one printed figure.
pub(super) struct Search<'p> {
    printed: &'p Printed<'p>,
    /// How many of the last printed digit the computed and the printed figure are.
    computed: f64,
    written: f64,
    tried: Vec<Try>,
    found: Vec<Found>,
    family: usize,
    within_family: bool,
}

impl<'p> Search<'p> {
    pub(super) fn new(printed: &'p Printed<'p>) -> Search<'p> {
        let (computed, written) = (printed.size(&printed.computed), printed.size(&printed.written));
        Search { printed, computed, written, tried: Vec::new(), found: Vec::new(), family: 0, within_family: false }
    }

    /// Mistakes of which only the likeliest is worth telling.
    pub(super) fn as_one(&mut self, tries: impl FnOnce(&mut Self)) {
        self.family += 1;
        let outer = std::mem::replace(&mut self.within_family, true);
        tries(self);
        self.within_family = outer;
    }

    /// A mistake that leads to this value, and how to say so. One that is dearer by one is less likely by a factor of e.
    pub(super) fn offer(&mut self, kind: Kind, cost: f64, value: &Number, tell: impl FnOnce() -> String) {
        let near = self.printed.size(value);
        if !near.is_finite() || (near - self.computed).abs() < 0.5 {
            return;
        }
        let weight = (-cost).exp();
        self.tried.push(Try { kind, weight, size: near.round() });
        if (near - self.written).abs() < 1.0 && self.printed.is_printed(value) {
            self.family += usize::from(!self.within_family);
            self.found.push(Found { kind, weight, sentence: tell(), family: self.family });
        }
    }

    /// What is not likely to fit by chance, the likeliest first.
    pub(super) fn likeliest(self, most: usize) -> Vec<Slip> {
        // In their order: a sum of likelihoods that depends on it must be the same every time.
        let mut heaviest: BTreeMap<(Kind, u64), f64> = BTreeMap::new();
        for tried in &self.tried {
            let known = heaviest.entry((tried.kind, tried.size.to_bits())).or_default();
            *known = known.max(tried.weight);
        }
        let mut whole: BTreeMap<Kind, f64> = BTreeMap::new();
        for ((kind, _), weight) in &heaviest {
            *whole.entry(*kind).or_default() += weight;
        }
        let possible: f64 = whole.keys().map(|kind| kind.frequency()).sum();
        let likelihood = |kind: Kind, weight: f64| match whole.get(&kind) {
            Some(whole) if *whole > 0.0 => kind.frequency() / possible * weight / whole,
            _ => 0.0,
        };
        let mut figures: BTreeMap<u64, f64> = BTreeMap::new();
        for ((kind, size), weight) in &heaviest {
            *figures.entry(*size).or_default() += likelihood(*kind, *weight);
        }
        let evidence = self.evidence(&figures);
        let mut found: Vec<(f64, Found)> =
            self.found.into_iter().map(|found| (likelihood(found.kind, found.weight), found)).collect();
        found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let best = found.first().map_or(0.0, |(best, _)| *best);
        let mut slips: Vec<Slip> = Vec::new();
        let mut families: HashSet<usize> = HashSet::new();
        for (likely, Found { kind, sentence, family, .. }) in found {
            let is_known = families.contains(&family) || slips.iter().any(|slip| slip.sentence == sentence);
            if evidence >= EVIDENCE && likely * FAR_FETCHED >= best && slips.len() < most && !is_known {
                families.insert(family);
                slips.push(Slip { kind, sentence, evidence });
            }
        }
        slips
    }

    /// How much likelier the printed figure is by one of the slips than by chance alone.
    fn evidence(&self, figures: &BTreeMap<u64, f64>) -> f64 {
        let (whole, written) = (self.computed.abs().max(1.0), self.written);
        let near = figures.iter().filter(|(size, _)| (f64::from_bits(**size) - written).abs() < 1.0);
        let by_slips: f64 = near.map(|(_, likelihood)| likelihood).sum();
        // By chance alone a figure is off by some factor, the rarer the further it leads; Cauchy's law has long tails.
        let size = written.abs().max(1.0);
        let far = (size / whole).ln() / REACH;
        let turned = if (written < 0.0) == (self.computed < 0.0) { 1.0 } else { TURNED };
        let by_chance = turned / (std::f64::consts::PI * REACH * (1.0 + far * far) * size);
        by_slips / by_chance
    }
}
