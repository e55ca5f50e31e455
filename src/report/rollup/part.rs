//! What one study brings into a rollup: its indicators, its claims and the group it belongs to.

use super::measure::{Measure, Sized, Terms};
use crate::base::Diagnostics;
use crate::eval::{Engine, Failure, Writer, clean, judge};
use crate::hir::{CellId, Claim, ClaimSort, Expr, InstanceId, Study, Type};
use crate::value::{Number, Style, Value};

/// The kind of which many studies are added up.
const INDICATOR: &str = "indicator";

/// What one study brings.
#[derive(Clone, Debug)]
pub struct Part {
    /// The file it comes from.
    pub path: String,
    /// The group it belongs to; nothing where it does not say so.
    pub group: Option<Group>,
    /// People who work in the enterprise.
    pub employees: Option<Number>,
    /// How many claims it has.
    pub claims: usize,
    /// How many of them do not stand.
    pub fallen: usize,
    /// What it says of its days and weeks.
    pub terms: Terms,
    /// Its indicators.
    pub indicators: Vec<Indicator>,
}

/// What studies are put together by: numbers in their order, and words in theirs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    number: Option<Number>,
    /// As a reader sees it.
    pub text: String,
}

/// An indicator of one study.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its name: indicators of the same name are the same one.
    pub name: String,
    /// Its name in prose.
    pub label: String,
    /// The unit that the study shows it in.
    pub measure: Measure,
    /// What it was.
    pub before: Option<Sized>,
    /// What it is.
    pub after: Option<Sized>,
    /// What it rose by.
    pub change: Option<Sized>,
    /// The same as a share of what it was.
    pub change_share: Option<Sized>,
    /// Whether it is better than it was; nothing where the study does not say which way is better.
    pub improved: Option<bool>,
    /// Whether the target is reached; nothing where there is none.
    pub reached: Option<bool>,
    /// What is saved by it.
    pub saved: Option<Sized>,
}

impl Indicator {
    /// A figure that tells what the indicator measures.
    pub fn shown(&self) -> Option<&Sized> {
        self.before.as_ref().or(self.after.as_ref())
    }
}

/// Computes what a study brings. What fails is added to the list.
pub fn part(engine: &mut Engine<'_>, path: String, by: Option<&(Expr, Type)>, diagnostics: &mut Diagnostics) -> Part {
    let study = engine.study();
    let main = engine.main();
    let calendar = engine.calendar(main);
    let terms = Terms::of(study, &calendar);
    let writer = Writer { study, calendar, style: Style::FULL };
    let mut gathering = Gathering { engine, study, writer, diagnostics };
    let group = by.and_then(|(expr, kind)| gathering.group(expr, kind));
    let employees = gathering.header("employees").and_then(|value| value.number().ok());
    let indicators = gathering.indicators();
    let fallen = study.claims.iter().filter(|claim| !gathering.stands(claim)).count();
    Part { path, group, employees, claims: study.claims.len(), fallen, terms, indicators }
}

struct Gathering<'g, 's> {
    engine: &'g mut Engine<'s>,
    study: &'s Study,
    writer: Writer<'s>,
    diagnostics: &'g mut Diagnostics,
}

impl Gathering<'_, '_> {
    fn group(&mut self, expr: &Expr, kind: &Type) -> Option<Group> {
        let outcome = self.engine.expression(expr);
        let value = self.told(outcome)?;
        let text = self.writer.text(&value, kind);
        let number = match value {
            Value::Number(number) => Some(number),
            _ => None,
        };
        (!text.trim().is_empty()).then_some(Group { number, text })
    }

    /// A value; what fails is complained of, and where there just is none there is none.
    fn told(&mut self, outcome: Result<Value, Failure>) -> Option<Value> {
        match outcome {
            Ok(Value::Missing) => None,
            Ok(value) => Some(value),
            Err(failure) => {
                if !failure.is_missing() {
                    failure.report(self.study, self.diagnostics);
                }
                None
            }
        }
    }

    fn header(&mut self, name: &str) -> Option<Value> {
        let kind = self.study.kind_named("study")?;
        let (header, _) = self.study.instances_of(kind).next()?;
        let cell = self.study.cell_named(header, name)?;
        let outcome = self.engine.cell(cell);
        self.told(outcome)
    }

    fn indicators(&mut self) -> Vec<Indicator> {
        let study = self.study;
        let Some(kind) = study.kind_named(INDICATOR) else { return Vec::new() };
        let numbered = (0..).map(InstanceId).zip(&study.instances);
        let own = numbered.filter(|(_, one)| study.is_like(one.kind, kind) && !one.span.source.is_library());
        own.filter_map(|(id, one)| {
            let label = one.label.as_ref().unwrap_or(&one.path);
            self.indicator(id, one.path.to_string(), clean(label))
        })
        .collect()
    }

    /// An indicator; nothing where it has no figures.
    fn indicator(&mut self, id: InstanceId, name: String, label: String) -> Option<Indicator> {
        let (before, after) = (self.figure(id, "before"), self.figure(id, "after"));
        let shown = if before.is_some() { "before" } else { "after" };
        let measure = Measure::of(&self.study.cell_type(self.study.cell_named(id, shown)?), &self.study.units)?;
        let change = self.figure(id, "change");
        let change_share = self.figure(id, "change_share");
        let (improved, reached) = (self.answer(id, "improved"), self.answer(id, "reached"));
        let saved = self.figure(id, "saved");
        let any = before.is_some() || after.is_some();
        any.then_some(Indicator { name, label, measure, before, after, change, change_share, improved, reached, saved })
    }

    fn value(&mut self, id: InstanceId, name: &str) -> Option<(CellId, Value)> {
        let cell = self.study.cell_named(id, name)?;
        let outcome = self.engine.cell(cell);
        self.told(outcome).map(|value| (cell, value))
    }

    fn figure(&mut self, id: InstanceId, name: &str) -> Option<Sized> {
        let (cell, value) = self.value(id, name)?;
        let number = value.number().ok()?;
        match self.study.cell_type(cell) {
            Type::Quantity { dimension, .. } => Some(Sized::new(number, &dimension, &self.study.units)),
            _ => Some(Sized::plain(number)),
        }
    }

    fn answer(&mut self, id: InstanceId, name: &str) -> Option<bool> {
        self.value(id, name).and_then(|(_, value)| value.truth().ok())
    }

    /// Whether a claim follows, or does not follow as a dispute says.
    fn stands(&mut self, claim: &Claim) -> bool {
        let holds = judge(self.engine, claim).map(|verdict| verdict.holds);
        holds.is_ok_and(|holds| holds == (claim.sort != ClaimSort::Disputed))
    }
}
