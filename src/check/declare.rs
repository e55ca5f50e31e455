//! Headers: units, kinds with the types of their cells, functions, tables, and the cells of every instance.

use super::errors::CheckError;
use super::infer::{Context, constant, expr};
use super::lookup::unknown_kind;
use super::operators::constant_number;
use super::{Checker, display_of};
use crate::base::{Span, Text};
use crate::hir::{
    Bindings, Cell, CellId, Column, ExprNode, Formula, Function, FunctionId, Global, Instance, InstanceId, KindId,
    Table, TableId, Type,
};
use crate::resolve::Symbol;
use crate::syntax::expression::Expression;
use crate::syntax::tree;
use crate::value::unit::{MOST_UNITS, Unit};
use crate::value::{Display, UnitProduct, Value};
use std::sync::Arc;

/// A place in a list as a number of the study.
pub(super) fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

impl Checker<'_, '_> {
    /// Counted things, units made of others, currencies.
    pub(super) fn units(&mut self) {
        for currency in &self.names.currencies {
            if !self.has_room(&currency.name) {
                return;
            }
            if self.study.units.find(&currency.name.text).is_none() {
                self.study.units.add_currency(currency.name.text.clone());
            }
        }
        self.study.money = self.names.currencies.first().and_then(|currency| {
            let unit = self.study.units.find(&currency.name.text)?;
            Some((self.study.units.get(unit)?.dimension, UnitProduct::of(unit)))
        });
        for unit in &self.names.units {
            if !self.has_room(&unit.name) {
                return;
            }
            match &unit.definition {
                None => {
                    self.study.units.add_counted(unit.name.text.clone());
                }
                Some(definition) => self.defined_unit(unit, definition),
            }
        }
    }

    fn has_room(&mut self, name: &tree::Name) -> bool {
        let has_room = self.study.units.has_room();
        if !has_room {
            let place = name.span.bytes();
            self.error(name.span, CheckError::TooManyUnits { most: MOST_UNITS, place });
        }
        has_room
    }

    fn defined_unit(&mut self, unit: &tree::Unit, definition: &Expression) {
        let (value, kind) = self.infer(Context::default()).expression(definition, None);
        let factor = constant_number(&value).filter(|factor| !factor.is_zero() && !factor.is_negative()).cloned();
        match (factor, kind) {
            (Some(factor), Type::Quantity { dimension, .. }) => {
                let name = unit.name.text.clone();
                self.study.units.add(Unit { name, dimension, factor, workdays: 0, weeks: 0 });
            }
            (_, kind) => {
                self.study.units.add_counted(unit.name.text.clone());
                if kind != Type::Unknown {
                    let what = format!("the unit `{}`", unit.name.text);
                    let (expected, found) = ("a measure".to_owned(), "something else".to_owned());
                    let help = "a unit is so much of another one: `unit dozen = 12 item`".to_owned();
                    let place = definition.span.bytes();
                    self.error(definition.span, CheckError::WrongType { what, expected, found, help, place });
                }
            }
        }
    }

    /// Signatures of functions; their bodies come when everything they may name is known.
    pub(super) fn functions(&mut self) {
        for (place, (function, documentation)) in self.names.functions.iter().enumerate() {
            let mut parameters = Vec::new();
            for (at, parameter) in function.parameters.iter().enumerate() {
                let earlier = function.parameters.iter().take(at).find(|own| own.name.text == parameter.name.text);
                if let Some(earlier) = earlier {
                    let (name, span) = (parameter.name.text.to_string(), parameter.name.span);
                    let (first, second) = (earlier.name.span.bytes(), span.bytes());
                    self.error(span, CheckError::Duplicate { name, first, second });
                }
                let mut infer = self.infer(Context::default());
                let kind = infer.r#type(&parameter.kind);
                let what = format!("`{}`", parameter.name.text);
                let default = parameter.default.as_ref().map(|default| infer.expect(default, &kind, &what).0);
                parameters.push((parameter.name.text.clone(), kind, default));
            }
            let result = self.infer(Context::default()).r#type(&function.result);
            let span = function.name.span;
            self.study.globals.insert(function.name.text.clone(), Global::Function(FunctionId(number(place))));
            self.study.functions.push(Function {
                name: function.name.text.clone(),
                documentation: documentation.description.clone(),
                citation: documentation.citation.clone(),
                parameters,
                result,
                body: Arc::new(expr(ExprNode::Missing, span)),
                span,
            });
        }
    }

    /// Data tables: what their columns are to hold.
    pub(super) fn tables(&mut self) {
        for (place, data) in self.names.tables.iter().enumerate() {
            let mut columns: Vec<Column> = Vec::new();
            for column in &data.columns {
                if let Some(first) = columns.iter().find(|own| own.name == column.name.text) {
                    let (first, second) = (first.span.bytes(), column.name.span.bytes());
                    let name = column.name.text.to_string();
                    self.error(column.name.span, CheckError::GivenTwice { name, first, second });
                    continue;
                }
                let kind = self.infer(Context::default()).r#type(&column.kind);
                let factor = self.column_unit(&kind);
                let header = column.header.clone().unwrap_or_else(|| column.name.text.clone());
                let (name, format) = (column.name.text.clone(), column.format.clone());
                columns.push(Column { name, header, kind, factor, format, span: column.span });
            }
            let decimal_comma = data.decimal.as_ref().and_then(|mark| self.decimal_mark(mark));
            self.study.globals.insert(data.name.text.clone(), Global::Table(TableId(number(place))));
            self.study.tables.push(Table {
                name: data.name.text.clone(),
                path: data.path.text.clone(),
                path_span: data.path.span,
                sheet: data.sheet.clone(),
                decimal_comma,
                columns,
            });
        }
    }

    fn column_unit(&self, kind: &Type) -> UnitProduct {
        match (display_of(kind).as_deref(), kind) {
            (Some(Display::Units(product)), _) => product.clone(),
            (_, Type::Quantity { dimension, .. }) => self.study.units.default_product(dimension),
            _ => UnitProduct::default(),
        }
    }

    fn decimal_mark(&mut self, mark: &tree::Name) -> Option<bool> {
        match &*mark.text {
            "comma" => Some(true),
            "point" => Some(false),
            other => {
                let problem = format!("`decimal {other}` is no decimal mark");
                let help = "it is `decimal comma` or `decimal point`".to_owned();
                self.error(mark.span, CheckError::Misplaced { problem, help, place: mark.span.bytes() });
                None
            }
        }
    }

    /// Instances with their cells; what is given for these comes later.
    pub(super) fn instances(&mut self) {
        let singles: Vec<(Text, Span)> = self
            .study
            .kinds
            .iter()
            .filter(|kind| kind.single)
            .filter(|kind| !self.names.instances.iter().any(|entry| entry.owner.is_none() && entry.path == kind.name))
            .map(|kind| (kind.name.clone(), kind.span))
            .collect();
        for (name, span) in singles {
            if let Some(id) = self.study.kind_named(&name) {
                let bindings = Bindings { currency: self.study.money.clone(), ..Bindings::default() };
                self.add_instance(id, name, None, None, bindings, span);
            }
        }
        let mut ids: Vec<Option<InstanceId>> = Vec::new();
        for entry in &self.names.instances {
            let owner = entry.owner.map(|owner| ids.get(owner).copied().flatten());
            let id = self.declared_instance(entry.tree, &entry.path, owner, entry.span);
            ids.push(id);
            let Some(id) = id else { continue };
            if self.names.symbols.get(&entry.path).is_some_and(|symbol| matches!(symbol, Symbol::Instance(_))) {
                self.study.globals.insert(entry.path.clone(), Global::Instance(id));
            }
        }
        self.instance_ids = ids;
        self.study_cells();
    }

    fn declared_instance(
        &mut self,
        tree: &tree::Instance,
        path: &Text,
        owner: Option<Option<InstanceId>>,
        span: Span,
    ) -> Option<InstanceId> {
        let Some(kind) = self.study.kind_named(&tree.kind.text) else {
            let error = unknown_kind(&self.study, self.names.library_names, &tree.kind);
            self.error(tree.kind.span, error);
            return None;
        };
        let owner = match owner {
            Some(None) => return None,
            Some(Some(owner)) => Some(owner),
            None => None,
        };
        if !self.stands_well(tree, kind, owner) {
            return None;
        }
        let bindings = self.instance_bindings(tree, kind, owner);
        let id = self.add_instance(kind, path.clone(), tree.label.clone(), owner, bindings, span);
        if let Some(owner) = owner.and_then(|owner| self.study.instances.get_mut(owner.0 as usize)) {
            owner.nested.push(id);
        }
        self.give_place(id, kind, owner);
        Some(id)
    }

    /// A kind whose instances lie in others may have a cell `place`: which of its owner's it is, from one.
    fn give_place(&mut self, id: InstanceId, kind: KindId, owner: Option<InstanceId>) {
        let Some(owner) = owner.and_then(|owner| self.study.instance(owner)) else { return };
        let alike = |nested: &InstanceId| self.study.instance(*nested).is_some_and(|nested| nested.kind == kind);
        let place = owner.nested.iter().filter(|nested| alike(nested)).count();
        let cell = self.study.cell_named(id, "place");
        let span = self.study.instance(id).map(|own| own.span);
        if let (Some(cell), Some(span)) = (cell.and_then(|cell| self.study.cells.get_mut(cell.0 as usize)), span) {
            let expr = constant(Value::Number(place.into()), span);
            cell.given = Some(Arc::new(Formula { expr, prior: None }));
        }
    }

    /// Whether an instance may stand where it stands.
    fn stands_well(&mut self, tree: &tree::Instance, kind: KindId, owner: Option<InstanceId>) -> bool {
        let Some(declared) = self.study.kind(kind) else { return false };
        let wanted = declared.owner.and_then(|owner| self.study.kind(owner));
        let found = owner.and_then(|owner| self.study.instance(owner)).and_then(|owner| self.study.kind(owner.kind));
        let owned = owner.and_then(|owner| self.study.instance(owner)).zip(declared.owner);
        let inside = owned.is_some_and(|(owner, wanted)| self.study.is_like(owner.kind, wanted));
        let place = tree.kind.span.bytes();
        let (problem, help) = match (wanted, found) {
            (Some(wanted), _) if !inside => (
                format!("`{}` does not stand here", declared.name),
                format!("it stands inside the braces of an instance of `{}`", wanted.name),
            ),
            (None, Some(found)) => (
                format!("`{}` does not stand inside of `{}`", declared.name, found.name),
                "declare it by itself, in the first column".to_owned(),
            ),
            _ if declared.single && tree.name.is_some() => {
                (format!("there is one `{}`, and it has no name", declared.name), "take the name away".to_owned())
            }
            _ if !declared.single && tree.name.is_none() => {
                (format!("this `{}` has no name", declared.name), format!("write `{} name {{ … }}`", declared.name))
            }
            _ => return true,
        };
        self.error(tree.kind.span, CheckError::Misplaced { problem, help, place });
        false
    }

    fn instance_bindings(&mut self, tree: &tree::Instance, kind: KindId, owner: Option<InstanceId>) -> Bindings {
        let currency = self.study.money.clone();
        let outer = owner.and_then(|owner| self.study.instance(owner)).map(|owner| owner.bindings.clone());
        let mut bindings = Bindings { currency, ..outer.unwrap_or_default() };
        let Some(declared) = self.study.kind(kind) else { return bindings };
        let name = declared.name.clone();
        match (&declared.per, &tree.per, bindings.per.is_some()) {
            (None, None, _) => bindings.per = None,
            (Some(_), Some(per), _) => bindings.per = self.infer(Context::default()).counted(per),
            (Some(_), None, true) => {}
            (Some(word), None, false) => {
                let problem = format!("what is this `{name}` counted for?");
                let help = format!("write `{name} … per {word}`, with a unit that the study declares");
                self.error(tree.kind.span, CheckError::WrongPer { problem, help, place: tree.kind.span.bytes() });
            }
            (None, Some(per), _) => {
                let problem = format!("`{name}` is not counted for anything");
                let help = format!("take away `per {}`", per.text);
                self.error(per.span, CheckError::WrongPer { problem, help, place: per.span.bytes() });
            }
        }
        bindings
    }

    /// Takes an instance in, with a cell for every cell of its kind.
    pub(super) fn add_instance(
        &mut self,
        kind: KindId,
        path: Text,
        label: Option<Text>,
        owner: Option<InstanceId>,
        bindings: Bindings,
        span: Span,
    ) -> InstanceId {
        let id = InstanceId(number(self.study.instances.len()));
        let first_cell = CellId(number(self.study.cells.len()));
        let count = self.study.kind(kind).map_or(0, |kind| kind.cells.len());
        for index in 0..count {
            let index = number(index);
            self.study.cells.push(Cell { instance: Some(id), index, given: None, display: None, own: None });
        }
        let nested = Vec::new();
        self.study.instances.push(Instance {
            kind,
            path,
            label,
            bindings,
            first_cell,
            owner,
            nested,
            scenario: None,
            span,
        });
        id
    }

    /// The cells of the study and of the calendar that are known by bare names.
    fn study_cells(&mut self) {
        self.study.globals.insert(Text::from("baseline"), Global::Baseline);
        let find = |study: &crate::hir::Study, kind: &str| {
            let kind = study.kind_named(kind)?;
            study.instances_of(kind).next().map(|(id, _)| id)
        };
        let singles = self.study.kinds.iter().filter(|kind| kind.single).map(|kind| kind.name.clone());
        for name in singles.collect::<Vec<_>>() {
            if let Some(instance) = find(&self.study, &name) {
                self.study.globals.insert(name, Global::Instance(instance));
            }
        }
        if let Some(calendar) = find(&self.study, "calendar") {
            self.study.calendar.week = self.study.cell_named(calendar, "week");
            self.study.calendar.workday = self.study.cell_named(calendar, "workday");
            self.study.calendar.month = self.study.cell_named(calendar, "month");
            self.study.calendar.weeks = self.study.cell_named(calendar, "weeks");
        }
        let Some(header) = find(&self.study, "study") else { return };
        let kind = self.study.instance(header).map(|header| header.kind);
        let cells = kind.and_then(|kind| self.study.kind(kind)).map(|kind| kind.cells.clone()).unwrap_or_default();
        for cell in cells {
            if let Some(id) = self.study.cell_named(header, &cell.name) {
                self.study.globals.insert(cell.name, Global::Cell(id));
            }
        }
    }
}
