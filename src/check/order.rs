//! `let`s and `param`s: their types follow from each other, so they are checked in the order in which they lean on each other.

use super::declare::number;
use super::errors::CheckError;
use super::infer::Context;
use super::{Checker, display_of};
use crate::base::{Span, Text};
use crate::hir::{Cell, CellId, Formula, Global, OwnCell, ScenarioId, Type};
use crate::syntax::expression::Expression;
use crate::syntax::tree::{Documentation, Name, RowNode, ScenarioNode, Type as TypeTree};
use crate::syntax::visit::names_in;
use std::collections::HashMap;
use std::sync::Arc;

/// Something whose type has to be found out.
struct Waiting<'t> {
    /// How others name it; those of a scenario are named through it.
    known_as: Text,
    work: Work<'t>,
    mentions: Vec<&'t str>,
}

enum Work<'t> {
    /// A `let` or `param`.
    Own(Own<'t>),
    /// An instance that measures something its kind leaves open, by its place among the declared ones.
    Instance(usize),
}

struct Own<'t> {
    name: &'t Name,
    documentation: Option<&'t Documentation>,
    kind: Option<&'t TypeTree>,
    value: Option<&'t Expression>,
    parameter: bool,
    scenario: Option<ScenarioId>,
    cell: CellId,
    span: Span,
}

impl<'t> Checker<'_, 't> {
    /// Checks every `let` and `param`, and finds out what open instances measure.
    pub(super) fn bindings(&mut self) {
        let mut waiting = self.waiting();
        for work in in_order(&mut waiting) {
            match work {
                Work::Own(own) => self.own_cell(own),
                Work::Instance(place) => self.open_instance(place),
            }
        }
    }

    fn waiting(&mut self) -> Vec<Waiting<'t>> {
        let mut waiting = Vec::new();
        for (binding, documentation) in &self.names.bindings {
            let own = self.reserve(&binding.name, Some(documentation), None);
            let own = Own { kind: binding.kind.as_ref(), value: Some(&binding.value), ..own };
            waiting.push(Waiting::of(own));
        }
        for (parameter, documentation) in &self.names.parameters {
            let own = self.reserve(&parameter.name, Some(documentation), None);
            let (kind, value) = (Some(&parameter.kind), parameter.default.as_ref());
            waiting.push(Waiting::of(Own { kind, value, parameter: true, ..own }));
        }
        for (place, scenario) in self.names.scenarios.iter().enumerate() {
            let mut first: HashMap<&str, Span> = HashMap::new();
            for row in &scenario.rows {
                let ScenarioNode::Binding(binding) = &row.node else { continue };
                if let Some(first) = first.insert(&binding.name.text, binding.name.span) {
                    let (name, span) = (binding.name.text.to_string(), binding.name.span);
                    self.error(span, CheckError::Duplicate { name, first: first.bytes(), second: span.bytes() });
                    continue;
                }
                let own = self.reserve(&binding.name, Some(&row.documentation), Some(ScenarioId(number(place))));
                let own = Own { kind: binding.kind.as_ref(), value: Some(&binding.value), ..own };
                waiting.push(Waiting { known_as: scenario.name.text.clone(), ..Waiting::of(own) });
            }
        }
        for (place, entry) in self.names.instances.iter().enumerate() {
            if self.instance_ids.get(place).copied().flatten().is_some_and(|id| self.is_open(id)) {
                let values = entry.tree.rows.iter().filter_map(|row| match &row.node {
                    RowNode::Given { value, .. } => Some(value),
                    _ => None,
                });
                let mentions = values.flat_map(names_in).collect();
                waiting.push(Waiting { known_as: entry.path.clone(), work: Work::Instance(place), mentions });
            }
        }
        waiting
    }

    /// A cell for a `let` or `param`, known by its name before its type is.
    fn reserve<'d>(
        &mut self,
        name: &'d Name,
        documentation: Option<&'d Documentation>,
        scenario: Option<ScenarioId>,
    ) -> Own<'d> {
        let cell = CellId(number(self.study.cells.len()));
        self.study.cells.push(Cell { instance: None, index: 0, given: None, display: None, own: None });
        match scenario.and_then(|scenario| self.study.scenarios.get_mut(scenario.0 as usize)) {
            Some(scenario) => {
                scenario.bindings.insert(name.text.clone(), cell);
            }
            None => {
                self.study.globals.insert(name.text.clone(), Global::Cell(cell));
            }
        }
        Own { name, documentation, kind: None, value: None, parameter: false, scenario, cell, span: name.span }
    }

    fn own_cell(&mut self, own: Own<'t>) {
        let context = Context { scenario: own.scenario, ..Context::default() };
        let mut infer = self.infer(context);
        let wanted = own.kind.map(|kind| infer.r#type(kind));
        let what = format!("`{}`", own.name.text);
        let typed = own.value.map(|value| match &wanted {
            Some(wanted) => infer.expect(value, wanted, &what),
            None => infer.expression(value, None),
        });
        let found = typed.as_ref().map_or(Type::Unknown, |(_, kind)| kind.clone());
        let kind = match wanted {
            Some(wanted) => match display_of(&found).filter(|_| display_of(&wanted).is_none()) {
                Some(display) => wanted.shown_in(display),
                None => wanted,
            },
            None => found,
        };
        let documentation = own.documentation.cloned().unwrap_or_default();
        let info = OwnCell {
            name: own.name.text.clone(),
            documentation: documentation.description.clone(),
            citation: documentation.citation.clone(),
            kind,
            parameter: own.parameter,
            span: own.span,
        };
        if let Some(cell) = self.study.cells.get_mut(own.cell.0 as usize) {
            cell.given = typed.map(|(expr, _)| Arc::new(Formula { expr, prior: None }));
            cell.own = Some(Arc::new(info));
        }
    }
}

impl<'t> Waiting<'t> {
    fn of(own: Own<'t>) -> Waiting<'t> {
        let mentions = own.value.map(names_in).unwrap_or_default().into_iter().collect();
        Waiting { known_as: own.name.text.clone(), work: Work::Own(own), mentions }
    }
}

/// Each after those that it mentions; what goes round in a circle comes last, in the order written.
fn in_order<'t>(waiting: &mut Vec<Waiting<'t>>) -> Vec<Work<'t>> {
    let mut known: HashMap<Text, Vec<usize>> = HashMap::new();
    for (place, item) in waiting.iter().enumerate() {
        known.entry(item.known_as.clone()).or_default().push(place);
    }
    let mut missing: Vec<usize> = vec![0; waiting.len()];
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); waiting.len()];
    for (place, item) in waiting.iter().enumerate() {
        let mentioned = item.mentions.iter().filter_map(|name| known.get(*name)).flatten();
        for earlier in mentioned.filter(|earlier| **earlier != place) {
            if let (Some(count), Some(list)) = (missing.get_mut(place), followers.get_mut(*earlier)) {
                *count += 1;
                list.push(place);
            }
        }
    }
    let mut ready: Vec<usize> = (0..waiting.len()).rev().filter(|place| missing.get(*place) == Some(&0)).collect();
    let mut order = Vec::with_capacity(waiting.len());
    while let Some(place) = ready.pop() {
        order.push(place);
        for follower in followers.get(place).cloned().unwrap_or_default() {
            if let Some(count) = missing.get_mut(follower) {
                *count -= 1;
                if *count == 0 {
                    ready.push(follower);
                }
            }
        }
    }
    let placed: std::collections::HashSet<usize> = order.iter().copied().collect();
    order.extend((0..waiting.len()).filter(|place| !placed.contains(place)));
    let mut items: Vec<Option<Waiting<'t>>> = waiting.drain(..).map(Some).collect();
    order.into_iter().filter_map(|place| items.get_mut(place)?.take()).map(|item| item.work).collect()
}
