//! Slips: which mistake most likely led from what a study computes to what a document prints.
//!
//! Every kind of mistake is tried, each at every step of the computation where it could have been made. What reproduces
//! the printed figure to its digits is an explanation, unless so many mistakes were tried that one of them was bound to.

mod computing;
mod copying;
mod counts;
mod document;
mod factors;
mod figures;
mod lists;
mod measures;
mod names;
mod patterns;
mod pooling;
mod printed;
mod rounding;
mod search;
mod steps;
mod terms;
mod units;
mod written;

pub use document::Document;
pub use search::{Kind, Slip};

use crate::base::Sources;
use crate::eval::{Engine, Verdict};
use crate::hir::{Claim, Test};
use crate::value::Value;
use computing::Computing;
use printed::Printed;
use search::Search;

/// At most so many explanations are given of one claim.
const SHOWN: usize = 3;

/// The likeliest mistakes behind a claim that does not follow, the likeliest first. Nothing is computed anew for them
/// but the claim itself, and no value of the study changes. Nothing where the claim is not of figures.
pub fn explain(
    engine: &mut Engine<'_>,
    sources: &Sources,
    document: &Document,
    claim: &Claim,
    verdict: &Verdict,
) -> Option<Vec<Slip>> {
    let (study, language, main) = (engine.study(), engine.language(), engine.main());
    let Test::Printed { value, .. } = &claim.test else { return None };
    let (figure, place) = wrong_figure(engine, &claim.test, verdict)?;
    // Nought is where nothing is printed, and everything small leads to it.
    if figure.rounded(&figure.written).is_none_or(|written| written.is_zero()) {
        return Some(Vec::new());
    }
    let mut search = Search::new(&figure);
    copying::try_all(&figure, &mut search);
    let world = engine.world(main, value);
    copying::from_others(study, value, &figure, &mut search, &mut |expr| {
        engine.expression_of(world, None, expr).ok().and_then(|value| value.number().ok())
    });
    if let Ok(trace) = engine.trace(main, value) {
        Computing::new(engine, sources, &trace, &figure, document, (claim.span, place)).try_all(&mut search);
    }
    let mut slips = search.likeliest(SHOWN);
    for slip in &mut slips {
        slip.sentence = language.say(&slip.sentence).into_owned();
    }
    Some(slips)
}

/// The figure that is wrong, and its place in a list. Of a list only one figure may be wrong: what explains two at once is
/// no slip.
fn wrong_figure<'s>(engine: &mut Engine<'s>, test: &Test, verdict: &Verdict) -> Option<(Printed<'s>, Option<usize>)> {
    let (computed, written) = (verdict.computed.as_ref()?, verdict.printed.as_ref()?);
    let mut printed = |place: usize, computed: &Value, written: &Value| {
        document::figure(engine, test, place, (&computed.number().ok()?, &written.number().ok()?))
    };
    let (Some(length), Some(_)) = (computed.length(), written.length()) else {
        return Some((printed(0, computed, written)?, None));
    };
    let figures = (0..length)
        .filter_map(|place| Some((printed(place, &computed.element(place)?, &written.element(place)?)?, Some(place))));
    let mut wrong: Vec<_> = figures.filter(|(figure, _)| !figure.is_printed(&figure.computed)).collect();
    wrong.pop().filter(|_| wrong.is_empty())
}
