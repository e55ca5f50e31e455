//! Claims: what became of each, and which slips explain those that do not follow.

use super::build::{Builder, cell_of};
use super::figure::entry;
use super::{Asked, Body, ClaimLine, ClaimState, Entry, Section, findings};
use crate::base::crew;
use crate::eval::{Failure, Verdict, Writer, clean, judge};
use crate::hir::{Claim, ClaimSort, Test, Type};
use crate::slip::{self, Slip};
use crate::value::{Style, Value, words};

type Judged = Result<Verdict, Failure>;

impl Builder<'_, '_> {
    /// Every claim with what became of it.
    pub(super) fn claims(&mut self) -> Option<Section> {
        let study = self.study;
        let judged: Vec<Judged> = study.claims.iter().map(|claim| judge(self.engine, claim)).collect();
        let mut wrong = self.wrong(&judged).into_iter().peekable();
        let claims = study.claims.iter().zip(judged).enumerate();
        let lines: Vec<ClaimLine> = claims
            .map(|(place, (claim, judged))| {
                let slips = wrong.next_if(|(own, _)| *own == place).and_then(|(_, slips)| slips);
                self.claim(place, claim, judged, slips)
            })
            .collect();
        (!lines.is_empty()).then(|| Section { heading: self.say("Claims"), part: false, body: Body::Claims(lines) })
    }

    /// The places of the claims that do not hold, with their slips. These are sought by all processors.
    fn wrong(&mut self, judged: &[Judged]) -> Vec<(usize, Option<Vec<Slip>>)> {
        let claims = self.study.claims.iter().zip(judged).enumerate();
        let wrong: Vec<(usize, &Claim, &Verdict)> = claims
            .filter_map(|(place, (claim, judged))| Some((place, claim, judged.as_ref().ok()?)))
            .filter(|(.., verdict)| !verdict.holds)
            .collect();
        if wrong.is_empty() {
            return Vec::new();
        }
        let document = slip::Document::read(self.engine);
        let (engine, sources, threads) = (&*self.engine, self.sources, crew::hands());
        let found = crew::share(crew::pieces(&wrong, threads), threads, |piece| {
            let mut engine = engine.clone();
            let explain = |(place, claim, verdict): &(usize, &Claim, &Verdict)| {
                (*place, slip::explain(&mut engine, sources, &document, claim, verdict))
            };
            piece.iter().map(explain).collect::<Vec<_>>()
        });
        found.into_iter().flatten().collect()
    }

    fn claim(&mut self, number: usize, claim: &Claim, judged: Judged, slips: Option<Vec<Slip>>) -> ClaimLine {
        let mut line = ClaimLine {
            label: clean(&claim.label),
            about: match &claim.test {
                Test::Printed { value, .. } => cell_of(value),
                Test::Compared { .. } => None,
            },
            state: ClaimState::Unknown,
            compared: matches!(claim.test, Test::Compared { .. }) || claim.sort == ClaimSort::Same,
            printed: None,
            computed: None,
            difference: None,
            slips,
            place: self.sources.place(claim.span),
        };
        let verdict = match judged {
            Ok(verdict) => verdict,
            Err(failure) => {
                failure.report(self.study, self.diagnostics);
                return line;
            }
        };
        line.state = match (verdict.holds, claim.sort) {
            (true, ClaimSort::Disputed) => ClaimState::DisputedWrongly,
            (true, _) => ClaimState::Holds,
            (false, ClaimSort::Follows) => ClaimState::Fails,
            (false, ClaimSort::Disputed) => ClaimState::Disputed,
            (false, ClaimSort::Same) => ClaimState::Differs,
        };
        let (kind, decimals) = match &claim.test {
            Test::Printed { kind, .. } => (kind.clone(), claim.test.most_decimals()),
            Test::Compared { sides, .. } => (sides.as_ref().map_or(Type::Truth, |(_, _, kind)| kind.clone()), None),
        };
        let finer = Style::report(self.writer.style.language)
            .decimals(decimals.map_or(4, |decimals| u32::try_from(decimals + 2).unwrap_or(0)));
        let (main, study) = (self.engine.main(), self.study);
        let world = match &claim.test {
            Test::Printed { value, .. } => self.engine.world(main, value),
            Test::Compared { .. } => main,
        };
        let calendar = self.engine.calendar(world);
        let styled = |value: &Value, style| entry(&Writer { study, calendar: calendar.clone(), style }, value, &kind);
        let printed_style = if decimals.is_some() { Style::full(self.writer.style.language) } else { finer };
        line.printed = verdict.printed.map(|value| styled(&value, printed_style));
        if let (Test::Printed { written, .. }, Some(printed)) = (&claim.test, &mut line.printed) {
            printed.text = clean(&words::written(written, self.writer.style.language));
        }
        line.computed = verdict.computed.map(|value| Entry {
            cell: line.about,
            asked: Some(Asked::Claim(number)),
            ..styled(&value, finer)
        });
        line.difference = verdict.difference.map(|difference| {
            let plus = !difference.is_negative() && !difference.is_zero();
            styled(&Value::Number(difference), finer).signed(plus, self.writer.style.language)
        });
        let place = match &claim.test {
            Test::Printed { printed, .. } => printed.span,
            Test::Compared { whole, .. } => whole.span,
        };
        let place = if claim.sort == ClaimSort::Same { claim.span } else { place };
        findings::report(&line, place, self.diagnostics, self.writer.style.language);
        line
    }
}
