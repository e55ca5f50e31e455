//! Studies computed in memory: what their figures come to, and what their report says of a claim that fails.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use study::base::{Diagnostics, Source, Sources};
use study::eval::{Engine, judge};
use study::report::{Body, ClaimState, Entry, Report, build, records};
use study::resolve::{self, NoFiles};
use study::slip::{self, Slip};
use study::stdlib::Library;
use study::value::Number;

/// The label of the claim with the slip.
pub const ATTACKED: &str = "attacked";

/// A figure of a study: what it is called, its number, its unit.
#[derive(Clone, Debug)]
pub struct Known {
    pub name: String,
    pub number: Number,
    pub unit: String,
}

/// What a study comes to.
#[derive(Default)]
pub struct Seen {
    /// What it shows.
    pub shows: Vec<Known>,
    /// Cells that follow from others.
    pub cells: Vec<Known>,
}

impl Seen {
    /// What it shows under this label.
    pub fn shown(&self, label: &str) -> Option<&Known> {
        self.shows.iter().find(|known| known.name == label)
    }
}

/// What became of the claim with the slip.
pub struct Answer {
    pub state: ClaimState,
    pub slips: Vec<Slip>,
    pub time: Duration,
}

fn with_engine<T>(text: &str, then: impl FnOnce(&mut Engine<'_>, &Sources) -> Option<T>) -> Result<T, String> {
    let mut sources = Sources::default();
    let main = sources.add(Source::new("paper.study", text));
    let said = |problems: &Diagnostics| {
        let first = problems.in_order().into_iter().next();
        first.map(|problem| problem.diagnostic.to_string()).unwrap_or_default()
    };
    let (program, problems) = resolve::load(main, &BTreeSet::new(), &Library::Embedded, &mut NoFiles, &mut sources);
    if problems.has_errors() {
        return Err(said(&problems));
    }
    let (names, problems) = resolve::resolve(&program, &sources);
    if problems.has_errors() {
        return Err(said(&problems));
    }
    let (study, problems) = study::check::check(&names, false);
    if problems.has_errors() {
        return Err(said(&problems));
    }
    then(&mut Engine::new(&study, Vec::new()), &sources).ok_or_else(|| "cannot be computed".to_owned())
}

fn known(name: &str, entry: &Entry) -> Option<Known> {
    let figure = entry.figure.as_ref()?;
    Some(Known { name: name.to_owned(), number: figure.number.clone(), unit: figure.unit.clone() })
}

/// What a study comes to, or why it does not.
pub fn figures(text: &str, with_cells: bool) -> Result<Seen, String> {
    with_engine(text, |engine, sources| {
        let mut seen = Seen::default();
        let report = build::build(engine, sources, None, &mut Diagnostics::default());
        for section in &report.sections {
            let Body::Figures(lines) = &section.body else { continue };
            for line in lines {
                seen.shows.extend(line.entries.first().and_then(|entry| known(&line.label, entry)));
            }
        }
        if with_cells {
            let cells = records::cells(engine);
            let derived = cells.iter().filter(|cell| !cell.given);
            seen.cells = derived.filter_map(|cell| known(&cell.path, &cell.entry)).collect();
        }
        Some(seen)
    })
}

/// What the report says of the claim with the slip.
pub fn explained(text: &str) -> Result<Answer, String> {
    with_engine(text, |engine, sources| {
        let report = build::build(engine, sources, None, &mut Diagnostics::default());
        let (state, slips) = attacked(&report)?;
        let study = engine.study();
        let claim = study.claims.iter().find(|claim| &*claim.label == ATTACKED)?;
        let verdict = judge(engine, claim).ok()?;
        let start = Instant::now();
        let document = slip::Document::read(engine);
        let again = slip::explain(engine, sources, &document, claim, &verdict);
        let time = start.elapsed();
        drop(again);
        Some(Answer { state, slips, time })
    })
}

fn attacked(report: &Report) -> Option<(ClaimState, Vec<Slip>)> {
    let lines = report.sections.iter().filter_map(|section| match &section.body {
        Body::Claims(lines) => Some(lines),
        _ => None,
    });
    let line = lines.flatten().find(|line| line.label == ATTACKED)?;
    Some((line.state, line.slips.clone().unwrap_or_default()))
}
