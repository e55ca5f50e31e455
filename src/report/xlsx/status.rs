//! What every cell of the study is for formulas that look at it, and the formula that stands in its place.

use super::cells::downwards;
use super::formula::{Context, Status, Translator};
use super::layout::{Layout, Place, Spot, Unit};
use super::names::{divides, range};
use super::numeric::{Doubt, Numeric, Part};
use super::operators::or_nothing;
use super::scale::{Calendar, Period, Scale};
use super::term::{List, NoFormula, Term, Truth, Word};
use crate::eval::Engine;
use crate::hir::{CellId, Expr};
use crate::value::Number;
use std::collections::{HashMap, HashSet};

/// The longest formula that a spreadsheet takes, less what stands around it.
pub(super) const LONGEST_FORMULA: usize = 8_000;

/// Cells are looked into each other to this depth; deeper ones stay as they are.
const DEEPEST: usize = 40;

impl<'b, 's> Translator<'b, 's> {
    /// A translator for a study that has been laid out.
    pub fn new(engine: &'b mut Engine<'s>, layout: &'b Layout) -> Translator<'b, 's> {
        let study = engine.study();
        let main = engine.main();
        let known = engine.calendar(main);
        let period = |cell: Option<CellId>, number: Number| {
            let place = cell.and_then(|cell| match layout.places.get(&cell) {
                Some(Place::Number(spot, unit)) => Some((layout.reference(*spot), unit.scale.number.clone())),
                _ => None,
            });
            Period { number, place }
        };
        let usual = Number::from_integer(8 * 3600);
        let calendar = Calendar {
            workday: period(study.calendar.workday, known.workday.unwrap_or(usual)),
            weeks: period(study.calendar.weeks, known.weeks.unwrap_or(Number::ONE)),
        };
        Translator {
            engine,
            study,
            layout,
            calendar,
            statuses: HashMap::new(),
            open: Vec::new(),
            settled: HashSet::new(),
            inline: HashSet::new(),
            formulas: HashMap::new(),
        }
    }

    /// Finds out what a cell is once all that it was computed from is known: so none lies too deep in others.
    pub(super) fn find_out(&mut self, cell: CellId) {
        let (mut waiting, mut seen) = (vec![cell], HashSet::new());
        while let Some(next) = waiting.last().copied() {
            let earlier = if seen.insert(next) { self.engine.leans_on(next).to_vec() } else { Vec::new() };
            let open = earlier.into_iter().filter(|cell| !seen.contains(cell) && !self.statuses.contains_key(cell));
            let before = waiting.len();
            waiting.extend(open);
            if waiting.len() == before {
                self.status(next);
                waiting.pop();
            }
        }
    }

    /// What a cell is for the formulas that look at it.
    pub(super) fn status(&mut self, cell: CellId) -> Status {
        if let Some(known) = self.statuses.get(&cell) {
            return known.clone();
        }
        if self.open.contains(&cell) || self.open.len() > DEEPEST {
            return Status::Fixed;
        }
        self.open.push(cell);
        let status = self.found_out(cell);
        self.open.pop();
        self.statuses.insert(cell, status.clone());
        status
    }

    /// Whether the workbook computes a cell.
    pub(super) fn has_formula(&self, cell: CellId) -> bool {
        if self.inline.contains(&cell) {
            return true;
        }
        let spots = match self.layout.places.get(&cell) {
            Some(Place::Word(spot) | Place::Number(spot, _)) => vec![*spot],
            Some(Place::Proportion([_, hits, total])) => vec![*hits, *total],
            Some(Place::Interval(ends, _)) => ends.to_vec(),
            Some(Place::List { first, length, .. }) => downwards(*first).take(*length).collect(),
            None => return !matches!(self.statuses.get(&cell), Some(Status::Settled(_))),
        };
        spots.iter().any(|spot| self.formulas.contains_key(spot))
    }

    fn found_out(&mut self, cell: CellId) -> Status {
        let home = self.engine.home(cell);
        let variant = home.unwrap_or(self.engine.main());
        let outcome = self.engine.cell_in(variant, cell);
        if outcome.as_ref().err().is_some_and(|failure| !failure.is_missing()) {
            return Status::Fixed;
        }
        let Some(formula) = self.engine.formula(variant, cell) else { return Status::Live(Term::Missing) };
        let this = self.study.cell(cell).and_then(|cell| cell.instance);
        let context = Context { cell: Some(cell), this, home, prior: formula.prior.clone(), ..Context::default() };
        match self.term(&formula.expr, &context) {
            // A figure that is known for sure is the study's own, and so is none.
            Ok(term) if term.is_known() && matches!(term, Term::Missing) != outcome.is_err() => Status::Fixed,
            Ok(term) => self.placed(cell, term).unwrap_or(Status::Fixed),
            Err(NoFormula) if self.rests_on_data(cell, &formula.expr, &context) => Status::Settled(None),
            Err(NoFormula) => Status::Fixed,
        }
    }

    /// Whether nothing that can be changed in the workbook leads to a cell.
    fn rests_on_data(&mut self, cell: CellId, expr: &Expr, context: &Context) -> bool {
        if context.home.is_some() || self.sees_scenarios(expr) {
            return false;
        }
        let main = self.engine.main();
        let looked_at = self.engine.looks_at(main, cell, expr);
        looked_at.into_iter().all(|cell| matches!(self.status(cell), Status::Settled(_)))
    }

    /// Puts what was found into the place of a cell; others then look at that place.
    fn placed(&mut self, cell: CellId, term: Term) -> Result<Status, NoFormula> {
        let place = self.layout.places.get(&cell).cloned();
        Ok(match (term, place) {
            (Term::Missing, _) => Status::Live(Term::Missing),
            (Term::Number(numeric), Some(Place::Number(spot, unit))) => {
                Status::Live(Term::Number(self.number_at(spot, &unit.scale, &numeric)?))
            }
            (Term::Proportion(counts), Some(Place::Proportion([share, hits, total]))) => {
                let [above, below] = *counts;
                let above = self.number_at(hits, &Scale::one(), &above)?;
                let below = self.number_at(total, &Scale::one(), &below)?;
                self.number_at(share, &Scale::one(), &above.over(&below)?)?;
                Status::Live(Term::Proportion(Box::new([above, below])))
            }
            (Term::Interval(ends), Some(Place::Interval([from, to], unit))) => {
                let [first, last] = *ends;
                let first = self.number_at(from, &unit.scale, &first)?;
                Status::Live(Term::Interval(Box::new([first, self.number_at(to, &unit.scale, &last)?])))
            }
            (Term::Word(Word::Computed(text)), Some(Place::Word(spot))) => {
                self.computed_at(spot, if divides(&text) { or_nothing(&text) } else { text })?;
                Status::Live(Term::Word(Word::Computed(self.layout.reference(spot))))
            }
            (Term::Truth(Truth::Computed(text)), Some(Place::Word(spot))) => {
                self.computed_at(spot, if divides(&text) { or_nothing(&text) } else { text })?;
                Status::Live(Term::Truth(Truth::Computed(self.layout.reference(spot))))
            }
            (Term::List(list), Some(Place::List { first, length, unit })) if list.only.is_none() => {
                if list.items.len() != length {
                    return Err(NoFormula);
                }
                self.list_at(first, unit.as_ref(), list)?
            }
            (term, None) if term.is_known() => Status::Settled(Some(term)),
            (term @ (Term::Word(Word::Known(_)) | Term::Truth(Truth::Known(_)) | Term::Instance(_)), _) => {
                Status::Settled(Some(term))
            }
            (Term::List(list), _)
                if list.only.is_none() && list.items.iter().all(|item| matches!(item, Term::Instance(_))) =>
            {
                Status::Settled(Some(Term::List(list)))
            }
            // What is in such a list may change, so that no place can hold it; formulas that look at it hold all of it.
            (term @ Term::List(List { only: Some(_), .. }), _) => {
                self.inline.insert(cell);
                Status::Live(term)
            }
            (term, None) => Status::Live(term),
            _ => return Err(NoFormula),
        })
    }

    fn computed_at(&mut self, spot: Spot, text: String) -> Result<(), NoFormula> {
        if text.len() > LONGEST_FORMULA {
            return Err(NoFormula);
        }
        self.formulas.insert(spot, text);
        Ok(())
    }

    /// A number in its place: one that nothing changes is put in, others are computed there.
    fn number_at(&mut self, spot: Spot, scale: &Scale, numeric: &Numeric) -> Result<Numeric, NoFormula> {
        let part = numeric.in_units(scale, &self.calendar)?;
        let is_put_in = numeric.part.is_none() && numeric.scale.alike(scale);
        if !is_put_in {
            self.computed_at(spot, if numeric.doubt.may_fail() { or_nothing(&part.text) } else { part.text })?;
        }
        let whole = if is_put_in { numeric.scale.over(scale)?.number.is_integer() } else { numeric.in_whole(scale) };
        let doubt = numeric.doubt.placed();
        Ok(Numeric { part: Some(Part::whole(self.layout.reference(spot))), scale: scale.clone(), whole, doubt })
    }

    fn list_at(&mut self, first: Spot, unit: Option<&Unit>, list: List) -> Result<Status, NoFormula> {
        let Some(unit) = unit else {
            let term = Term::List(list);
            return Ok(if term.is_known() { Status::Settled(Some(term)) } else { Status::Live(term) });
        };
        let mut items = Vec::with_capacity(list.items.len());
        for (spot, item) in downwards(first).zip(&list.items) {
            items.push(match item {
                Term::Missing => Term::Missing,
                item => Term::Number(self.number_at(spot, &unit.scale, &item.number()?)?),
            });
        }
        let rows = first.row..first.row + u32::try_from(items.len()).map_err(|_| NoFormula)?;
        let name = self.layout.sheets.get(first.sheet).map(|sheet| sheet.name.as_str()).unwrap_or_default();
        let part = Some(Part::whole(range(name, first.column, rows)));
        // Functions pass over an empty text in a range, as if there were one figure less.
        let sure = items.iter().all(|item| item.number().map_or(true, |number| number.doubt == Doubt::None));
        let range = sure.then(|| Numeric { part, scale: unit.scale.clone(), whole: false, doubt: Doubt::None });
        Ok(Status::Live(Term::List(List { items, only: None, range })))
    }
}
