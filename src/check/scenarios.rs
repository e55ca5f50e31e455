//! Scenarios: which cells they change, and to what.

use super::Checker;
use super::declare::number;
use super::errors::CheckError;
use super::infer::{Context, Infer, constant, expr};
use crate::base::{Span, nearest};
use crate::hir::{
    Bindings, CalendarCells, CellId, Change, Expr, ExprNode, Formula, Global, Scenario, ScenarioId, Type,
};
use crate::syntax::expression::{Expression, ExpressionNode};
use crate::syntax::tree::{self, ChangeOperator, Name, ScenarioNode};
use crate::value::Value;
use crate::value::operation::{self, Operator};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

impl Checker<'_, '_> {
    /// Scenarios with the instance that carries what the library knows of each.
    pub(super) fn scenario_headers(&mut self) {
        let Some(kind) = self.study.kind_named("scenario") else { return };
        for (place, scenario) in self.names.scenarios.iter().enumerate() {
            let id = ScenarioId(number(place));
            let (name, label, span) = (scenario.name.text.clone(), scenario.label.clone(), scenario.name.span);
            let instance = self.add_instance(kind, name.clone(), label.clone(), None, Bindings::default(), span);
            if let Some(instance) = self.study.instances.get_mut(instance.0 as usize) {
                instance.scenario = Some(id);
            }
            self.study.globals.insert(name.clone(), Global::Scenario(id));
            let (parts, changes, bindings) = (Vec::new(), Vec::new(), HashMap::new());
            self.study.scenarios.push(Scenario { name, label, parts, changes, bindings, instance, span });
        }
        for (place, scenario) in self.names.scenarios.iter().enumerate() {
            let parts = self.parts_of(scenario);
            self.give_parts(place, &parts, scenario);
            if let Some(known) = self.study.scenarios.get_mut(place) {
                known.parts = parts;
            }
        }
        self.refuse_circles();
    }

    fn parts_of(&mut self, scenario: &tree::Scenario) -> Vec<ScenarioId> {
        let mut parts = Vec::new();
        for row in &scenario.rows {
            let ScenarioNode::Include(names) = &row.node else { continue };
            for name in names {
                match self.study.globals.get(&name.text) {
                    Some(Global::Scenario(part)) => parts.push(*part),
                    _ => self.unknown_scenario(name),
                }
            }
        }
        parts
    }

    fn unknown_scenario(&mut self, name: &Name) {
        let scenarios = self.study.scenarios.iter().map(|scenario| &*scenario.name);
        let help = match nearest(&name.text, scenarios) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`include` names other scenarios of the study".to_owned(),
        };
        let error = CheckError::UnknownName { name: name.text.to_string(), help, place: name.span.bytes() };
        self.error(name.span, error);
    }

    /// The library's kind for scenarios sees the parts, and how many cells are changed, as cells of its own.
    fn give_parts(&mut self, place: usize, parts: &[ScenarioId], scenario: &tree::Scenario) {
        let Some(instance) = self.study.scenarios.get(place).map(|scenario| scenario.instance) else { return };
        let list = operation::list(parts.iter().map(|part| Value::Scenario(part.0)).collect());
        let changes = scenario.rows.iter().filter(|row| matches!(row.node, ScenarioNode::Change(_))).count();
        for (name, value) in [("parts", list), ("changes", Value::Number(changes.into()))] {
            let cell = self.study.cell_named(instance, name);
            let Some(cell) = cell.and_then(|cell| self.study.cells.get_mut(cell.0 as usize)) else { continue };
            let expr = constant(value, scenario.name.span);
            cell.given = Some(Arc::new(Formula { expr, prior: None }));
        }
    }

    fn refuse_circles(&mut self) {
        for place in 0..self.study.scenarios.len() {
            let id = ScenarioId(number(place));
            let mut seen = HashSet::new();
            let mut waiting: Vec<ScenarioId> = self.parts(id);
            while let Some(part) = waiting.pop() {
                if seen.insert(part) {
                    waiting.extend(self.parts(part));
                }
            }
            if seen.contains(&id)
                && let Some(scenario) = self.study.scenarios.get_mut(place)
            {
                scenario.parts.clear();
                let (name, span) = (scenario.name.to_string(), scenario.span);
                self.error(span, CheckError::IncludesItself { name, place: span.bytes() });
            }
        }
    }

    fn parts(&self, id: ScenarioId) -> Vec<ScenarioId> {
        self.study.scenario(id).map(|scenario| scenario.parts.clone()).unwrap_or_default()
    }

    /// What each scenario changes.
    pub(super) fn scenario_rows(&mut self) {
        for (place, scenario) in self.names.scenarios.iter().enumerate() {
            let id = ScenarioId(number(place));
            let mut changes = Vec::new();
            for row in &scenario.rows {
                let ScenarioNode::Change(change) = &row.node else { continue };
                let context = Context { scenario: Some(id), ..Context::default() };
                let found = self.infer(context).changes(change, row.span);
                let twice = found
                    .iter()
                    .filter(|change| !builds_on(&change.expr))
                    .find_map(|change| changes.iter().find(|earlier: &&Change| earlier.cell == change.cell));
                if let Some(earlier) = twice {
                    let (name, first) = (self.study.cell_path(earlier.cell), earlier.span.bytes());
                    self.error(row.span, CheckError::GivenTwice { name, first, second: row.span.bytes() });
                }
                changes.extend(found);
            }
            if let Some(known) = self.study.scenarios.get_mut(place) {
                known.changes = changes;
            }
        }
        self.refuse_contradictions();
    }

    /// Two parts that set one cell outright contradict each other, unless the whole says what it shall be.
    fn refuse_contradictions(&mut self) {
        let mut errors = Vec::new();
        for scenario in self.study.scenarios.iter().filter(|scenario| scenario.parts.len() > 1) {
            let mut own: HashSet<CellId> = scenario.changes.iter().map(|change| change.cell).collect();
            // Who says how long a month is says how many weeks it has.
            let CalendarCells { month, weeks, .. } = self.study.calendar;
            own.extend(weeks.filter(|_| month.is_some_and(|month| own.contains(&month))));
            let mut set: HashMap<CellId, (ScenarioId, &Expr)> = HashMap::new();
            for (cell, by, expr) in scenario.parts.iter().flat_map(|part| self.set_outright(*part)) {
                let first = if own.contains(&cell) { None } else { set.insert(cell, (by, expr)) };
                if let Some((first, _)) = first.filter(|(first, other)| *first != by && !is_same_figure(expr, other)) {
                    errors.push((scenario.span, cell, first, by));
                }
            }
        }
        for (span, cell, first, second) in errors {
            let name = |id| self.study.scenario(id).map(|scenario| scenario.name.to_string()).unwrap_or_default();
            let (cell, first, second) = (self.study.cell_path(cell), name(first), name(second));
            self.error(span, CheckError::ChangedTwice { cell, first, second, place: span.bytes() });
        }
    }

    /// The cells that a scenario sets outright, by itself or by what it includes, each with the scenario that has the last
    /// word on it.
    fn set_outright(&self, id: ScenarioId) -> Vec<(CellId, ScenarioId, &Expr)> {
        let (mut waiting, mut seen) = (vec![id], HashSet::new());
        let (mut found, mut known) = (Vec::new(), HashSet::new());
        while let Some(next) = waiting.pop() {
            let Some(scenario) = self.study.scenario(next).filter(|_| seen.insert(next)) else { continue };
            let outright = scenario.changes.iter().filter(|change| !builds_on(&change.expr));
            found.extend(
                outright.filter(|change| known.insert(change.cell)).map(|change| (change.cell, next, &*change.expr)),
            );
            waiting.extend(scenario.parts.iter().rev());
        }
        found
    }
}

/// Whether two changes give one and the same figure.
fn is_same_figure(one: &Expr, other: &Expr) -> bool {
    matches!((&*one.node, &*other.node), (ExprNode::Constant(one), ExprNode::Constant(other)) if one == other)
}

/// Whether a change starts from what the cell was before.
fn builds_on(expr: &Expr) -> bool {
    match &*expr.node {
        ExprNode::Prior => true,
        _ => {
            let mut any = false;
            crate::hir::children(expr, &mut |child| any |= builds_on(child));
            any
        }
    }
}

impl Infer<'_> {
    /// What a row of a scenario gives anew: one cell, or with the weeks of a month the month too.
    fn changes(&mut self, change: &tree::Change, span: Span) -> Vec<Change> {
        match self.weeks_anew(&change.path, &change.value).filter(|_| change.operator == ChangeOperator::Set) {
            Some(both) => both.map(|(cell, expr)| Change { cell, expr: Arc::new(expr), span }).into(),
            None => self.change(change, span).into_iter().collect(),
        }
    }

    fn change(&mut self, change: &tree::Change, span: Span) -> Option<Change> {
        let Some(cell) = self.cell_path(&change.path) else {
            self.expression(&change.value, None);
            return None;
        };
        self.context.changing = Some(cell);
        let wanted = self.study.cell_type(cell);
        let what = format!("`{}`", self.study.cell_path(cell));
        let operator = match change.operator {
            ChangeOperator::Set => {
                let (value, _) = self.expect(&change.value, &wanted, &what);
                return Some(Change { cell, expr: Arc::new(value), span });
            }
            ChangeOperator::Add => Operator::Add,
            ChangeOperator::Subtract => Operator::Subtract,
            ChangeOperator::Multiply => Operator::Multiply,
            ChangeOperator::Divide => Operator::Divide,
        };
        let by = if matches!(operator, Operator::Add | Operator::Subtract) { wanted } else { Type::plain() };
        let (value, _) = self.expect(&change.value, &by, &format!("what {what} changes by"));
        let first = expr(ExprNode::Prior, span);
        Some(Change {
            cell,
            expr: Arc::new(expr(ExprNode::Chain { first, rest: vec![(operator, value)] }, span)),
            span,
        })
    }

    /// The cell that a path leads to.
    pub(super) fn cell_path(&mut self, path: &[Name]) -> Option<CellId> {
        let (first, rest) = path.split_first()?;
        let name = ExpressionNode::Name(first.text.clone());
        let mut expression = Expression { node: Box::new(name), span: first.span };
        for name in rest {
            let span = expression.span.to(name.span);
            let field = ExpressionNode::Field { base: expression, name: name.clone() };
            expression = Expression { node: Box::new(field), span };
        }
        let (found, kind) = self.expression(&expression, None);
        match *found.node {
            ExprNode::Cell(cell) => Some(cell),
            _ if kind.is_unknown() => None,
            node => {
                let what = "what changes".to_owned();
                let [expected, found, help] = match node {
                    ExprNode::Under { .. } => [
                        "a cell of the study".to_owned(),
                        "one seen under a scenario".to_owned(),
                        "name the cell itself, without the scenario: what a scenario changes stands in its braces"
                            .to_owned(),
                    ],
                    _ => {
                        let help = "name the cell: `overlock.crew = 2`".to_owned();
                        ["a cell".to_owned(), self.describe(&kind), help]
                    }
                };
                let place = expression.span.bytes();
                self.diagnostics.push(expression.span, CheckError::WrongType { what, expected, found, help, place });
                None
            }
        }
    }
}
