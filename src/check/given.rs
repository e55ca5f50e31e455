//! What is given for the cells of instances, and the formulas of kinds and functions.

use super::calendar::weeks_in_month;
use super::errors::CheckError;
use super::infer::{Context, Typed};
use super::lookup::mentions;
use super::{Checker, display_of};
use crate::base::Text;
use crate::hir::{Allowed, Formula, InstanceId, Measured, Type, UNUSED_PARAMETER};
use crate::syntax::expression::Expression;
use crate::syntax::tree::{Name, RowNode};
use crate::value::{Base, Display, Units};
use std::collections::HashMap;
use std::sync::Arc;

impl Checker<'_, '_> {
    /// Everything that is given for instances.
    pub(super) fn given(&mut self) {
        for (place, entry) in self.names.instances.iter().enumerate() {
            let Some(id) = self.instance_ids.get(place).copied().flatten() else { continue };
            let mut first: HashMap<&str, &Name> = HashMap::new();
            for row in &entry.tree.rows {
                let RowNode::Given { name, value } = &row.node else { continue };
                if let Some(earlier) = first.get(&*name.text) {
                    let (first, second) = (earlier.span.bytes(), name.span.bytes());
                    let name_text = name.text.to_string();
                    self.error(name.span, CheckError::GivenTwice { name: name_text, first, second });
                    continue;
                }
                first.insert(&name.text, name);
                self.given_cell(id, name, value);
            }
        }
    }

    /// Nobody can guess a choice that a kind leaves to the writer.
    pub(super) fn choices(&mut self) {
        for place in 0..self.names.instances.len() {
            if let Some(id) = self.instance_ids.get(place).copied().flatten() {
                self.choices_given(id);
            }
        }
    }

    fn choices_given(&mut self, id: InstanceId) {
        let Some(instance) = self.study.instance(id) else { return };
        let Some(kind) = self.study.kind(instance.kind) else { return };
        let mut errors = Vec::new();
        for (index, cell) in kind.cells.iter().enumerate() {
            let Type::Choice(words) = &cell.kind else { continue };
            let known = self.study.cell_of(id, index).and_then(|cell| self.study.cell(cell));
            if cell.formula.is_some() || known.is_none_or(|known| known.given.is_some()) {
                continue;
            }
            let ways: Vec<String> = words.iter().map(|word| format!("`{}: {word}`", cell.name)).collect();
            let ways = ways.join(" or ");
            let help = match cell.documentation.is_empty() {
                true => format!("Write {ways}"),
                false => format!("{} Write {ways}", cell.documentation),
            };
            let (path, name, place) = (instance.path.to_string(), cell.name.to_string(), instance.span.bytes());
            errors.push((instance.span, CheckError::NotChosen { path, name, help, place }));
        }
        for (span, error) in errors {
            self.error(span, error);
        }
    }

    /// The warnings that the study accepts; their codes are those of the kinds.
    pub(super) fn allowed(&mut self) {
        for (allow, place) in &self.names.allowed {
            let instance = place.map(|place| self.instance_ids.get(place).copied().flatten());
            let known: Vec<Text> = match instance {
                Some(None) => continue,
                Some(Some(id)) => {
                    let kind = self.study.instance(id).and_then(|instance| self.study.kind(instance.kind));
                    kind.into_iter().flat_map(|kind| &kind.warnings).map(|warning| warning.code.clone()).collect()
                }
                None => {
                    let of_kinds = self.study.kinds.iter().flat_map(|kind| &kind.warnings).map(|own| own.code.clone());
                    std::iter::once(Text::from(UNUSED_PARAMETER)).chain(of_kinds).collect()
                }
            };
            let (code, span) = (allow.code.text.clone(), allow.code.span);
            if !known.contains(&code) {
                let help = match known.is_empty() {
                    true => "there is nothing here that could be warned of".to_owned(),
                    false => format!("what can be warned of here is {}", each_once(&known).join(", ")),
                };
                let error = CheckError::UnknownWarning { code: code.to_string(), help, place: span.bytes() };
                self.error(span, error);
                continue;
            }
            let reason = allow.reason.clone();
            self.study.allowed.push(Allowed { code, instance: instance.flatten(), reason, span });
        }
    }

    fn given_cell(&mut self, id: InstanceId, name: &Name, value: &Expression) {
        let Some(instance) = self.study.instance(id) else { return };
        if &*instance.path == "calendar" && weeks_in_month(&name.text, value).is_some() {
            return;
        }
        let (kind, bindings) = (instance.kind, instance.bindings.clone());
        let cells = self.study.kind(kind).map(|kind| kind.cells.as_slice()).unwrap_or_default();
        let first = name.text.is_empty();
        let found = cells.iter().enumerate().find(|(_, cell)| first || cell.name == name.text);
        let Some((index, wanted, nested)) = found.map(|(index, cell)| (index, cell.kind.clone(), cell.nested)) else {
            self.unknown_cell(kind, name);
            return;
        };
        if let Some(nested) = nested.and_then(|nested| self.study.kind(nested)) {
            let problem = format!("`{}` gathers what lies inside", name.text);
            let help = format!("write `{} name {{ … }}` inside the braces", nested.name);
            self.error(name.span, CheckError::Misplaced { problem, help, place: name.span.bytes() });
            return;
        }
        let wanted = wanted.substitute(&bindings, &self.study.units);
        let wanted = if mentions(&wanted, Base::Per) { Type::Unknown } else { wanted };
        let context = Context { giving: Some(index), ..self.instance_context(id) };
        let what = format!("`{}`", name.text);
        let (expr, kind) = self.infer(context).expect(value, &wanted, &what);
        let cell = self.study.cell_of(id, index).and_then(|cell| self.study.cells.get_mut(cell.0 as usize));
        if let Some(cell) = cell {
            cell.display = display_of(&kind);
            cell.given = Some(Arc::new(Formula { expr, prior: None }));
        }
    }

    /// Whether an instance measures something that its kind leaves open.
    pub(super) fn is_open(&self, id: InstanceId) -> bool {
        let kind = self.study.instance(id).and_then(|instance| self.study.kind(instance.kind));
        let speaks_of = |base| kind.is_some_and(|kind| kind.cells.iter().any(|cell| mentions(&cell.kind, base)));
        speaks_of(Base::Quantity) || speaks_of(Base::Currency)
    }

    /// Finds out from what is given what an open instance measures, and in which currency.
    pub(super) fn open_instance(&mut self, place: usize) {
        let Some(id) = self.instance_ids.get(place).copied().flatten() else { return };
        let Some(entry) = self.names.instances.get(place) else { return };
        let Some(kind) = self.study.instance(id).map(|instance| instance.kind) else { return };
        for row in &entry.tree.rows {
            let RowNode::Given { name, value } = &row.node else { continue };
            let cells = self.study.kind(kind).map(|kind| kind.cells.as_slice()).unwrap_or_default();
            let first = name.text.is_empty();
            let mut numbered = cells.iter().enumerate();
            let Some((index, cell)) = numbered.find(|(_, cell)| first || cell.name == name.text) else { continue };
            let wanted = cell.kind.clone();
            for base in [Base::Quantity, Base::Currency] {
                if mentions(&wanted, base) {
                    let found = self.silently(id, index, value);
                    self.settle(id, base, &wanted, &found.1);
                }
            }
        }
    }

    /// The type of an expression, without complaints: it is checked again when everything is settled.
    fn silently(&mut self, id: InstanceId, index: usize, value: &Expression) -> Typed {
        let context = Context { giving: Some(index), ..self.instance_context(id) };
        let mut unheard = crate::base::Diagnostics::default();
        super::Infer::new(&self.study, &mut unheard, context, self.names.library_names).expression(value, None)
    }

    fn settle(&mut self, id: InstanceId, base: Base, wanted: &Type, found: &Type) {
        let solved = solve(base, wanted.element(), found.element(), &self.study.units);
        let Some((dimension, product)) = solved else { return };
        let Some(instance) = self.study.instances.get_mut(id.0 as usize) else { return };
        match base {
            Base::Quantity if instance.bindings.quantity.is_none() => {
                instance.bindings.quantity = Some((dimension, product));
            }
            Base::Currency => instance.bindings.currency = Some((dimension, product)),
            _ => {}
        }
    }

    /// The bodies of all functions, called or not.
    pub(super) fn function_bodies(&mut self) {
        for (place, (function, _)) in self.names.functions.iter().enumerate() {
            let Some(known) = self.study.functions.get(place) else { continue };
            let locals = known.parameters.iter().map(|(name, kind, _)| (name.clone(), kind.clone())).collect();
            let result = known.result.clone();
            let context = Context { locals, ..Context::default() };
            let what = format!("the result of `{}`", function.name.text);
            let (body, _) = self.infer(context).expect(&function.body, &result, &what);
            if let Some(known) = self.study.functions.get_mut(place) {
                known.body = Arc::new(body);
            }
        }
    }
}

fn each_once(codes: &[Text]) -> Vec<&str> {
    let mut codes: Vec<&str> = codes.iter().map(|code| &**code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// What `base` must stand for, so that `wanted` becomes `found`; a currency stands for one currency only.
pub(super) fn solve(base: Base, wanted: &Type, found: &Type, units: &Units) -> Option<Measured> {
    let (Type::Quantity { dimension: wanted, .. }, Type::Quantity { dimension: found, display }) = (wanted, found)
    else {
        return None;
    };
    let power = wanted.exponent(base);
    let rest = wanted.times(base, -power)?;
    let solved = match power {
        1 => found.divide(rest)?,
        -1 => rest.divide(*found)?,
        _ => return None,
    };
    let shown = match display.as_deref() {
        Some(Display::Units(product)) if rest.is_none() && power == 1 => product.clone(),
        _ => units.default_product(&solved),
    };
    let is_money = matches!(solved.factors(), [(Base::Money(_), 1)]);
    (base != Base::Currency || is_money).then_some((solved, shown))
}
