//! What the document that a study checks prints: figures that were at hand, and its habits.

use super::names::{self, Named};
use super::printed::Printed;
use crate::base::Span;
use crate::eval::{Engine, clean, judge};
use crate::hir::{Study, Test, Type};
use crate::value::{Number, UnitProduct, words};

/// Everything that the claims of a study print, and what the study gives: the same for every claim.
#[derive(Debug, Default)]
pub struct Document {
    elsewhere: Vec<Elsewhere>,
    /// Figures that the study itself speaks of.
    pub(super) named: Vec<Named>,
    /// Units with the decimals that are printed of each.
    habits: Vec<(UnitProduct, i32)>,
}

/// A figure that a claim prints.
#[derive(Debug)]
pub(super) struct Elsewhere {
    /// Where it is printed.
    pub(super) page: String,
    /// The claim.
    claim: Span,
    pub(super) printed: Number,
    /// The figure as it is printed.
    pub(super) text: String,
    /// What follows, where that is not what is printed, and how it would be shown there.
    pub(super) computed: Option<(Number, String)>,
}

impl Document {
    /// What the claims of a study print, and what follows in its place.
    pub fn read(engine: &mut Engine<'_>) -> Document {
        let study = engine.study();
        let mut elsewhere: Vec<Elsewhere> = Vec::new();
        for claim in &study.claims {
            let Test::Printed { written, .. } = &claim.test else { continue };
            let Ok(verdict) = judge(engine, claim) else { continue };
            let (Some(computed), Some(printed)) = (verdict.computed, verdict.printed) else { continue };
            let (Ok(computed), Ok(printed)) = (computed.number(), printed.number()) else { continue };
            let text = clean(&words::written(written, engine.language()));
            let shown = if verdict.holds { None } else { figure(engine, &claim.test, 0, (&computed, &printed)) };
            let computed = shown.map(|shown| (computed, shown.text(&shown.computed)));
            elsewhere.push(Elsewhere { page: clean(&claim.label), claim: claim.span, printed, text, computed });
        }
        Document { elsewhere, named: names::of_study(engine), habits: habits(study) }
    }

    /// The figures that claims print other than this one, each once.
    pub(super) fn figures(&self, but: Span, printed: &Printed<'_>) -> Vec<&Elsewhere> {
        let mut found: Vec<&Elsewhere> = Vec::new();
        // That another page prints the same explains nothing.
        let others = self.elsewhere.iter().filter(|other| other.claim != but && !printed.is_printed(&other.printed));
        for other in others {
            if !found.iter().any(|known| known.printed == other.printed) {
                found.push(other);
            }
        }
        found
    }

    /// The decimals that are printed of a unit.
    pub(super) fn decimals_of(&self, product: &UnitProduct) -> impl Iterator<Item = i32> {
        self.habits.iter().filter(move |(unit, _)| unit == product).map(|(_, decimals)| *decimals)
    }
}

/// A printed figure, or one of several, and what follows in its place.
pub(super) fn figure<'s>(
    engine: &mut Engine<'s>,
    test: &Test,
    place: usize,
    (computed, written): (&Number, &Number),
) -> Option<Printed<'s>> {
    let Test::Printed { value, kind, display, decimals, .. } = test else { return None };
    let reader = (engine.study(), engine.language());
    let calendar = engine.calendar_of(value);
    let (display, decimals) = (display.as_deref().cloned(), *decimals.get(place).or(decimals.first())?);
    Printed::new(reader, calendar, kind.element(), display, decimals, computed.clone(), written.clone())
}

fn habits(study: &Study) -> Vec<(UnitProduct, i32)> {
    let mut found = Vec::new();
    for claim in &study.claims {
        let (Test::Printed { kind, display, .. }, Some(decimals)) = (&claim.test, claim.test.most_decimals()) else {
            continue;
        };
        let product = match (display.as_deref(), kind.element()) {
            (Some(display), _) => display.smallest(),
            (None, Type::Quantity { dimension, .. }) => study.units.default_product(dimension),
            _ => UnitProduct::default(),
        };
        if !found.contains(&(product.clone(), decimals)) {
            found.push((product, decimals));
        }
    }
    found
}
