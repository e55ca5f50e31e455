//! How sure the figures of a report are.

use super::difference::shown_cells;
use super::figure::{entry, in_one_unit};
use super::{Body, Entry, Line, Note, Section, Table};
use crate::base::{Diagnostics, Text};
use crate::eval::{Drawn, Engine, percent};
use crate::hir::{CellId, Expr, ExprNode, Type};
use crate::language::context::FIGURE;
use crate::value::number::Rounding;
use crate::value::{Number, Style, Value};

/// Of all rounds so large a share lies below an interval, and as much above it: 2.5 %.
const OUTSIDE: (i64, i64) = (25, 1000);

/// What is drawn anew.
#[derive(Clone, Copy, Debug)]
pub struct Bootstrap {
    /// How often.
    pub rounds: usize,
    /// Where the random numbers begin.
    pub seed: u64,
}

struct Asked {
    label: String,
    expr: Expr,
    kind: Type,
}

/// An interval for every shown figure that rests on readings or observations, and how often each condition was true. A
/// condition that has no answer as the study is has no chance either: why is added to the list.
pub fn sections(
    engine: &mut Engine<'_>,
    asked: Bootstrap,
    mut conditions: Vec<(String, Expr)>,
    diagnostics: &mut Diagnostics,
) -> Vec<Section> {
    conditions.retain(|(_, condition)| match engine.expression(condition) {
        Ok(_) => true,
        Err(failure) => {
            failure.report(engine.study(), diagnostics);
            false
        }
    });
    let drawn = engine.drawn();
    let figures = figures(engine, &drawn);
    let mut exprs: Vec<Expr> = figures.iter().map(|figure| figure.expr.clone()).collect();
    exprs.extend(conditions.iter().map(|(_, condition)| condition.clone()));
    let rounds = engine.bootstrap(&drawn, asked.rounds, asked.seed, &exprs);
    let mut lines = Vec::new();
    for (place, figure) in figures.iter().enumerate() {
        let found: Vec<Number> = rounds.iter().filter_map(|round| round.get(place)?.as_ref()?.number().ok()).collect();
        let line = interval(engine, figure, found, rounds.len());
        lines.extend(line.filter(|line| !lines.iter().any(|known: &Line| known.label == line.label)));
    }
    let chances = conditions.iter().enumerate().map(|(place, (text, _))| {
        let rounds = rounds.iter().filter_map(|round| round.get(figures.len() + place)?.as_ref()?.truth().ok());
        chance(engine, text, rounds.collect())
    });
    let chances: Vec<Line> = chances.collect();
    let mut sections = Vec::new();
    let language = engine.language();
    let columns = ["figure", "from", "to"].map(|word| language.say(word).into_owned()).to_vec();
    let (rounds, seed) = (language.count(asked.rounds, "round", "rounds"), asked.seed.to_string());
    let heading = language.fill("95 % of {rounds}, seed {seed}", &[("rounds", &rounds), ("seed", &seed)]);
    let nothing = language.say("No figure of this study rests on readings or observations.").into_owned();
    let notes = if lines.is_empty() { vec![Note { label: nothing, texts: Vec::new() }] } else { Vec::new() };
    let table = Table { columns, rows: lines, notes, ..Table::default() };
    sections.push(Section { heading, part: false, body: Body::Table(table) });
    if !chances.is_empty() {
        let heading = language.say("Chances").into_owned();
        sections.push(Section { heading, part: false, body: Body::Figures(chances) });
    }
    sections
}

/// What the report shows: what the study asks for, the cells of its instances, and those of its scenarios.
fn figures(engine: &mut Engine<'_>, drawn: &Drawn) -> Vec<Asked> {
    let study = engine.study();
    let mut found = Vec::new();
    for show in study.shows.iter().filter(|show| show.by.is_none()) {
        for ((expr, kind), text) in show.values.iter().zip(&show.texts) {
            let label = if show.values.len() == 1 { crate::eval::clean(&show.label) } else { text.clone() };
            if matches!(kind, Type::Quantity { .. } | Type::Proportion) {
                found.push(Asked { label, expr: expr.clone(), kind: kind.clone() });
            }
        }
    }
    let mut cells = shown_cells(engine);
    cells.extend(scenario_cells(engine));
    for cell in &cells {
        let _ = engine.cell(*cell);
    }
    let follows = engine.follow_from(&drawn.cells());
    for cell in cells.into_iter().filter(|cell| follows.contains(cell)) {
        let kind = study.cell_type(cell);
        let Some(span) = study.formula(cell).map(|formula| formula.expr.span) else { continue };
        if matches!(kind, Type::Quantity { .. } | Type::Proportion) {
            let expr = Expr { node: Box::new(ExprNode::Cell(cell)), span };
            found.push(Asked { label: study.cell_path(cell), expr, kind });
        }
    }
    found
}

fn scenario_cells(engine: &Engine<'_>) -> Vec<CellId> {
    let study = engine.study();
    let mut cells = Vec::new();
    for scenario in &study.scenarios {
        let Some(kind) = study.instance(scenario.instance).and_then(|own| study.kind(own.kind)) else { continue };
        cells.extend(kind.shows.iter().filter_map(|index| study.cell_of(scenario.instance, *index)));
    }
    cells
}

/// The figure and the interval in which most rounds lie; nothing where every round comes to the same.
fn interval(engine: &mut Engine<'_>, asked: &Asked, mut found: Vec<Number>, rounds: usize) -> Option<Line> {
    // A figure that most draws have no value for has no interval.
    if found.len() * 2 < rounds {
        return None;
    }
    found.sort();
    let (lowest, highest) = (found.first()?, found.last()?);
    if lowest == highest {
        return None;
    }
    let (share, whole) = OUTSIDE;
    let outside = found.len() as i64 * share / whole;
    let from = found.get(usize::try_from(outside).ok()?)?;
    let to = found.get(found.len().checked_sub(usize::try_from(outside).ok()? + 1)?)?;
    let value = engine.expression(&asked.expr).ok()?;
    let kind = match &asked.kind {
        Type::Proportion => percent(),
        other => in_one_unit(other.clone(), &engine.study().units),
    };
    let writer = engine.writer_of(&asked.expr, Style::report(engine.language()));
    let value = Value::Number(value.number().ok()?);
    let written = |value: &Value| entry(&writer, value, &kind);
    let entries = vec![written(&value), written(&Value::Number(from.clone())), written(&Value::Number(to.clone()))];
    Some(Line { label: asked.label.clone(), entries })
}

fn chance(engine: &mut Engine<'_>, text: &str, truths: Vec<bool>) -> Line {
    let main = engine.main();
    let writer = engine.writer(main, Style::full(engine.language()));
    let (all, hits) = (truths.len(), truths.iter().filter(|truth| **truth).count());
    let step = Number::from_integer(1).divide(&Number::from_integer(1000));
    let share = Number::from(hits).divide(&Number::from(all.max(1)));
    let share = share.and_then(|share| share.round(&step?, Rounding::HalfUp)).unwrap_or(Number::ZERO);
    let mut shown: Entry = entry(&writer, &Value::Number(share), &percent());
    let [hits, all] = [hits, all].map(|count| engine.language().number(count));
    let parts = [("share", shown.text.as_str()), ("part", &hits), ("whole", &all)];
    shown.text = engine.language().fill_in(FIGURE, "{share} ({part} of {whole})", &parts);
    Line { label: Text::from(crate::eval::clean(text)).to_string(), entries: vec![shown] }
}
