//! Slips: which mistake most likely led from what a study computes to what a document prints.
//!
//! Every kind of mistake is tried, each at every step of the computation where it could have been made. What reproduces
//! the printed figure to its digits is an explanation, unless so many mistakes were tried that one of them was bound to.

mod computing;
mod copying;
mod counts;
mod document;
mod figure;
mod figures;
mod lists;
mod measures;
mod names;
mod patterns;
mod printed;
mod rounding;
mod search;
mod steps;
mod terms;
mod units;

pub use document::Document;
pub use search::{Kind, Slip};

use crate::base::Sources;
use crate::eval::{Engine, Verdict};
use crate::hir::{Claim, Test};
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
    let (study, language) = (engine.study(), engine.language());
    let Test::Printed { value, kind, display, decimals, .. } = &claim.test else { return None };
    let (Some(computed), Some(written)) = (&verdict.computed, &verdict.printed) else { return None };
    let main = engine.main();
    let calendar = engine.calendar(main);
    let printed = |place: usize, computed, written| {
        let (display, decimals) = (display.as_deref().cloned(), *decimals.get(place).or(decimals.first())?);
        Printed::new((study, language), calendar.clone(), kind.element(), display, decimals, computed, written)
    };
    // Of a list only one figure may be wrong: what explains two at once is no slip.
    let (figure, place) = match (computed.length(), written.length()) {
        (Some(length), Some(_)) => {
            let figures = (0..length).filter_map(|place| {
                let (computed, written) = (computed.element(place)?, written.element(place)?);
                Some((printed(place, computed.number().ok()?, written.number().ok()?)?, place))
            });
            let mut wrong: Vec<_> = figures.filter(|(figure, _)| !figure.is_printed(&figure.computed)).collect();
            match (wrong.pop(), wrong.is_empty()) {
                (Some((figure, place)), true) => (Some(figure), Some(place)),
                _ => (None, None),
            }
        }
        _ => match (computed.number(), written.number()) {
            (Ok(computed), Ok(written)) => (printed(0, computed, written), None),
            _ => (None, None),
        },
    };
    let figure = figure?;
    // Nought is where nothing is printed, and everything small leads to it.
    if figure.rounded(&figure.written).is_none_or(|written| written.is_zero()) {
        return Some(Vec::new());
    }
    let mut search = Search::new(&figure);
    copying::try_all(&figure, &mut search);
    copying::from_others(study, value, &figure, &mut search, &mut |expr| {
        engine.expression(expr).ok().and_then(|value| value.number().ok())
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
