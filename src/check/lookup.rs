//! Names and fields: what they stand for where they stand.

use super::errors::CheckError;
use super::infer::{Infer, Last, Typed, constant, expr};
use super::measures::may_be_meant;
use crate::base::{Span, Text, brought, nearest};
use crate::builtin;
use crate::hir::{BASELINE, CellId, Expr, ExprNode, Global, InstanceId, InstanceType, ScenarioId, Type};
use crate::syntax::expression::UnitTerm;
use crate::syntax::tree::Name;
use crate::value::{Base, Dimension, UnitId, UnitProduct, Value};

/// After so many errors the nearest names are not looked for any more.
const MOST_LOOKED_FOR: usize = 100;

impl Infer<'_> {
    /// A bare name, from the innermost meaning to the outermost.
    pub(super) fn name(&mut self, name: &Text, span: Span, wanted: Option<&Type>) -> Typed {
        if let Some(Type::Choice(words)) = wanted.map(Type::element)
            && words.contains(name)
        {
            return (constant(Value::Text(name.clone()), span), Type::Choice(words.clone()));
        }
        self.local(name, span)
            .or_else(|| self.last_value(name, span))
            .or_else(|| self.element_field(name, span))
            .or_else(|| self.own_cell(name, span, wanted))
            .or_else(|| self.owners_cell(name, span))
            .or_else(|| self.scenario_binding(name, span))
            .or_else(|| self.global(name, span))
            .or_else(|| self.unit_name(name, span))
            .unwrap_or_else(|| self.unknown_name(name, span, wanted))
    }

    /// At the prompt, the value that was printed last.
    fn last_value(&mut self, name: &Text, span: Span) -> Option<Typed> {
        let Last { value, kind, scenario } = self.context.last.clone().filter(|_| &**name == "_")?;
        let inner = constant(value, span);
        let seen = match scenario {
            Some(_) => expr(ExprNode::Under { scenario, inner }, span),
            None => inner,
        };
        Some((seen, kind))
    }

    fn local(&mut self, name: &Text, span: Span) -> Option<Typed> {
        let place = self.context.locals.iter().rposition(|(local, _)| local == name)?;
        let kind = self.context.locals.get(place)?.1.clone();
        Some((expr(ExprNode::Local(place), span), kind))
    }

    /// Behind `where`, a field of the elements.
    fn element_field(&mut self, name: &Text, span: Span) -> Option<Typed> {
        let elements: Vec<usize> = self.context.elements.iter().rev().copied().collect();
        elements.into_iter().find_map(|place| {
            let kind = self.context.locals.get(place)?.1.clone();
            let base = (expr(ExprNode::Local(place), span), kind);
            self.known_field(&base, name, span)
        })
    }

    /// Inside an instance or a kind, one of its own cells.
    fn own_cell(&mut self, name: &Text, span: Span, wanted: Option<&Type>) -> Option<Typed> {
        let (id, bindings) = self.context.kind.clone()?;
        let kind = self.study.kind(id)?;
        // `readings: readings.left` names a table, and `k: k` something else than itself.
        let outside = |index: &usize| {
            let Some((global, giving)) = self.study.globals.get(name).zip(self.context.giving) else { return false };
            let meant = matches!((wanted, global), (Some(Type::Instance(_)), Global::Instance(_)));
            meant || giving == *index || matches!(global, Global::Table(_))
        };
        let own = kind.cells.iter().position(|cell| cell.name == *name);
        if let Some(index) = own.filter(|index| !outside(index)) {
            let found = kind.cells.get(index)?.kind.substitute(&bindings, &self.study.units);
            return Some((expr(ExprNode::Own(index), span), found));
        }
        match &**name {
            "inherited" => Some((expr(ExprNode::Prior, span), self.context.inherited.clone()?)),
            "this" => Some((expr(ExprNode::This, span), Type::instance(id, bindings))),
            "owner" => Some((expr(ExprNode::Owner, span), Type::instance(kind.owner?, bindings))),
            _ => None,
        }
    }

    /// Inside an instance that lies in another, a cell of that one.
    fn owners_cell(&mut self, name: &Text, span: Span) -> Option<Typed> {
        let (id, bindings) = self.context.owner.clone()?;
        // `readings: crew.left` names a table here too.
        let is_table = matches!(self.study.globals.get(name), Some(Global::Table(_)));
        if is_table && self.context.giving.is_some() {
            return None;
        }
        let cells = &self.study.kind(id)?.cells;
        let index = cells.iter().position(|cell| cell.name == *name)?;
        let found = cells.get(index)?.kind.substitute(&bindings, &self.study.units);
        Some((expr(ExprNode::Field { base: expr(ExprNode::Owner, span), index }, span), found))
    }

    fn scenario_binding(&mut self, name: &Text, span: Span) -> Option<Typed> {
        let scenario = self.study.scenario(self.context.scenario?)?;
        let cell = *scenario.bindings.get(name)?;
        Some((self.cell_expr(cell, span), self.study.cell_type(cell)))
    }

    fn global(&mut self, name: &Text, span: Span) -> Option<Typed> {
        let found = match *self.study.globals.get(name)? {
            Global::Cell(cell) => (self.cell_expr(cell, span), self.study.cell_type(cell)),
            Global::Instance(instance) => self.instance_value(instance, span)?,
            Global::Scenario(scenario) => (constant(Value::Scenario(scenario.0), span), Type::Scenario),
            Global::Baseline => (constant(Value::Scenario(BASELINE), span), Type::Scenario),
            Global::Table(table) => (expr(ExprNode::Table(table), span), Type::Table(table)),
            Global::Kind(_) => {
                let problem = format!("`{name}` is a kind, and none of its instances");
                let help = format!("name one of them, or take them all with `every {name}`");
                self.complain(span, CheckError::Misplaced { problem, help, place: span.bytes() })
            }
            Global::Function(_) => self.bare_function(name, span),
        };
        Some(found)
    }

    /// A cell; in a change of this very cell, what it was before.
    fn cell_expr(&self, cell: CellId, span: Span) -> Expr {
        let node = if self.context.changing == Some(cell) { ExprNode::Prior } else { ExprNode::Cell(cell) };
        expr(node, span)
    }

    fn instance_value(&mut self, id: InstanceId, span: Span) -> Option<Typed> {
        let instance = self.study.instance(id)?;
        let kind = Type::instance(instance.kind, instance.bindings.clone());
        Some((constant(Value::Instance(id.0), span), kind))
    }

    /// A unit by itself is one of it: `50 order / workday`.
    fn unit_name(&mut self, name: &Text, span: Span) -> Option<Typed> {
        let is_unit =
            self.study.units.find(name).is_some() || self.context.per.as_ref() == Some(name) || &**name == "day";
        if !is_unit {
            return None;
        }
        let term = UnitTerm { name: Name { text: name.clone(), span }, exponent: 1 };
        Some(self.unit_value(&term).unwrap_or_else(|| (expr(ExprNode::Missing, span), Type::Unknown)))
    }

    /// What is looked up in another scenario: there, the cell that changes here is a cell like any other.
    fn elsewhere<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        let changing = self.context.changing.take();
        let found = look(self);
        self.context.changing = changing;
        found
    }

    fn bare_function(&mut self, name: &Text, span: Span) -> Typed {
        let problem = format!("`{name}` is a function");
        let help = format!("call it with what it works on: `{name}(…)`");
        self.complain(span, CheckError::Misplaced { problem, help, place: span.bytes() })
    }

    fn unknown_name(&mut self, name: &Text, span: Span, wanted: Option<&Type>) -> Typed {
        if builtin::is_function(name) {
            return self.bare_function(name, span);
        }
        let help = match (wanted.map(Type::element), self.nearest_name(name)) {
            (Some(Type::Choice(words)), _) => format!("it is one of {}", words.join(", ")),
            (_, Some(near)) => format!("did you mean `{near}`?"),
            (_, None) => "declare it with `let`, or give it as a cell".to_owned(),
        };
        self.complain(span, CheckError::UnknownName { name: name.to_string(), help, place: span.bytes() })
    }

    /// Where everything is unknown, looking for what is near helps nobody.
    fn nearest_name(&self, name: &str) -> Option<String> {
        if self.diagnostics.len() > MOST_LOOKED_FOR {
            return None;
        }
        let own = self.context.kind.as_ref().and_then(|(id, _)| self.study.kind(*id));
        let cells = own.into_iter().flat_map(|kind| kind.cells.iter().map(|cell| &*cell.name));
        let locals = self.context.locals.iter().map(|(name, _)| &**name);
        let globals = self.study.globals.keys().map(|name| &**name);
        let units = self.study.units.names().filter(|unit| unit.len() > 2 && may_be_meant(unit, name));
        nearest(name, cells.chain(locals).chain(globals).chain(units)).map(str::to_owned)
    }

    pub(super) fn unknown_kind(&mut self, name: &Name) -> Typed {
        let error = unknown_kind(self.study, self.library_names, name);
        self.complain(name.span, error)
    }

    pub(super) fn unknown_function(&mut self, name: &Name) -> Typed {
        let globals = self.study.globals.iter();
        let functions = globals.filter(|(_, global)| matches!(global, Global::Function(_))).map(|(name, _)| &**name);
        let library = self.library_names.iter().map(String::as_str);
        let near =
            brought(&name.text).or_else(|| nearest(&name.text, builtin::names().chain(functions).chain(library)));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`study doc` lists the functions there are".to_owned(),
        };
        let error = CheckError::UnknownFunction { name: name.text.to_string(), help, place: name.span.bytes() };
        self.complain(name.span, error)
    }

    /// A field of a value.
    pub(super) fn field(&mut self, base: Typed, name: &Name, span: Span) -> Typed {
        if base.1.is_unknown() {
            return self.unknown(span);
        }
        if let Some(found) = self.known_field(&base, &name.text, span) {
            return found;
        }
        let what = match (&base.1, &*base.0.node) {
            (Type::Table(table), _) => {
                format!("the table `{}`", self.study.table(*table).map(|table| &*table.name).unwrap_or_default())
            }
            (Type::Scenario, _) => "a scenario or the study in it".to_owned(),
            (kind, _) => self.describe(kind),
        };
        let help = match self.nearest_field(&base.1, &name.text) {
            Some(near) => format!("did you mean `{near}`?"),
            None => self.list_fields(&base.1),
        };
        let place = name.span.bytes();
        self.complain(name.span, CheckError::UnknownCell { what, name: name.text.to_string(), help, place })
    }

    fn nearest_field(&self, kind: &Type, name: &str) -> Option<String> {
        nearest(name, self.fields_of(kind)).map(str::to_owned)
    }

    fn fields_of(&self, kind: &Type) -> Vec<&str> {
        let kind_cells = |kind| {
            let kind = self.study.kind(kind).into_iter();
            kind.flat_map(|kind| kind.cells.iter().map(|cell| &*cell.name)).collect()
        };
        match kind.element() {
            Type::Instance(instance) => kind_cells(instance.kind),
            Type::Table(table) => {
                let table = self.study.table(*table).into_iter();
                table.flat_map(|table| table.columns.iter().map(|column| &*column.name)).collect()
            }
            Type::Scenario => {
                let mut names: Vec<&str> = self.study.kind_named("scenario").map(kind_cells).unwrap_or_default();
                names.extend(self.study.globals.keys().map(|name| &**name));
                names
            }
            _ => Vec::new(),
        }
    }

    fn list_fields(&self, kind: &Type) -> String {
        match kind.element() {
            Type::Instance(_) | Type::Table(_) => format!("it has {}", self.fields_of(kind).join(", ")),
            Type::Scenario => "name a cell of the study, or one of the scenario's own".to_owned(),
            _ => "only instances, tables and scenarios have fields".to_owned(),
        }
    }

    /// A field, if the value has it.
    fn known_field(&mut self, base: &Typed, name: &Text, span: Span) -> Option<Typed> {
        match (&*base.0.node, &base.1) {
            (ExprNode::Under { scenario, inner }, kind) => {
                let (scenario, inner) = (*scenario, (inner.clone(), kind.clone()));
                let (inner, kind) = self.elsewhere(|infer| infer.known_field(&inner, name, span))?;
                let of_another = matches!(kind.element(), Type::Scenario);
                (!of_another).then(|| (expr(ExprNode::Under { scenario, inner }, span), kind))
            }
            (ExprNode::Constant(Value::Instance(id)), _) => self.instance_field(InstanceId(*id), base, name, span),
            (ExprNode::Constant(Value::Scenario(id)), _) => self.scenario_field(*id, name, span),
            (_, Type::Table(table)) => {
                let columns = &self.study.table(*table)?.columns;
                let index = columns.iter().position(|column| column.name == *name)?;
                let kind = columns.get(index)?.kind.clone().list();
                Some((expr(ExprNode::Column { base: base.0.clone(), index }, span), kind))
            }
            (_, Type::Instance(instance)) => self.kind_field(instance, base.0.clone(), name, span),
            (_, Type::Scenario) => self.seen(base.0.clone(), name, span),
            (_, Type::List(inner)) => match &**inner {
                Type::Instance(instance) => {
                    let (field, kind) = self.kind_field(instance, base.0.clone(), name, span)?;
                    Some((field, gathered(kind)))
                }
                Type::Scenario => {
                    let (field, kind) = self.seen(base.0.clone(), name, span)?;
                    Some((field, gathered(kind)))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// A cell of an instance known by name, or an instance that lies in it.
    fn instance_field(&mut self, id: InstanceId, base: &Typed, name: &Text, span: Span) -> Option<Typed> {
        if let Some(cell) = self.study.cell_named(id, name) {
            let Type::Instance(instance) = &base.1 else { return None };
            let (_, kind) = self.kind_field(instance, base.0.clone(), name, span)?;
            let kind = if kind == Type::Unknown { kind } else { self.study.cell_type(cell) };
            return Some((self.cell_expr(cell, span), kind));
        }
        let instance = self.study.instance(id)?;
        let nested = instance.nested.iter().copied().find(|nested| {
            let path = self.study.instance(*nested).map(|nested| nested.path.clone());
            path.is_some_and(|path| path.rsplit('.').next() == Some(name))
        })?;
        self.instance_value(nested, span)
    }

    fn kind_field(&mut self, instance: &InstanceType, base: Expr, name: &Text, span: Span) -> Option<Typed> {
        let kind = self.study.kind(instance.kind)?;
        let index = kind.cells.iter().position(|cell| cell.name == *name)?;
        let found = kind.cells.get(index)?.kind.substitute(&instance.bindings, &self.study.units);
        let mut open = instance.bindings.places().into_iter().filter(|(_, _, place)| place.is_none());
        if let Some((base, ..)) = open.find(|(left, _, _)| mentions(&found, *left)) {
            let help = match base {
                Base::Per => format!("say which are meant: `every {} per item`", kind.name),
                Base::Currency => "declare the currency of the study: `currency IDR`".to_owned(),
                _ => "take those that measure the same, one by one".to_owned(),
            };
            let (name, kind) = (name.to_string(), kind.name.to_string());
            return Some(self.complain(span, CheckError::Differs { name, kind, help, place: span.bytes() }));
        }
        Some((expr(ExprNode::Field { base, index }, span), found))
    }

    /// `motion_study.saved`, `motion_study.plastic.workload`, `baseline.workload`
    fn scenario_field(&mut self, id: u32, name: &Text, span: Span) -> Option<Typed> {
        let scenario = (id != BASELINE).then_some(ScenarioId(id));
        if let Some(own) = scenario.and_then(|scenario| self.study.scenario(scenario)) {
            if let Some(cell) = self.study.cell_named(own.instance, name) {
                return Some((self.cell_expr(cell, span), self.study.cell_type(cell)));
            }
            if let Some(cell) = own.bindings.get(name).copied() {
                return Some(self.under(scenario, cell, span));
            }
        }
        let (inner, kind) = self.elsewhere(|infer| infer.global(name, span))?;
        let of_another = matches!(kind, Type::Scenario);
        (!of_another).then(|| (expr(ExprNode::Under { scenario, inner }, span), kind))
    }

    fn under(&self, scenario: Option<ScenarioId>, cell: CellId, span: Span) -> Typed {
        let inner = expr(ExprNode::Cell(cell), span);
        (expr(ExprNode::Under { scenario, inner }, span), self.study.cell_type(cell))
    }

    /// A field of a scenario that is only known when it is computed: a cell of its own, or of the study in it.
    fn seen(&mut self, base: Expr, name: &Text, span: Span) -> Option<Typed> {
        let kind = self.study.kind(self.study.kind_named("scenario")?)?;
        if let Some(index) = kind.cells.iter().position(|cell| cell.name == *name) {
            let found = kind.cells.get(index)?.kind.clone();
            return Some((expr(ExprNode::Field { base, index }, span), found));
        }
        let Some(Global::Cell(cell)) = self.study.globals.get(name).copied() else { return None };
        Some((expr(ExprNode::Seen { base, cell }, span), self.study.cell_type(cell)))
    }

    /// What stands behind `per`: the unit that something is counted for.
    pub(super) fn counted(&mut self, name: &Name) -> Option<(Dimension, UnitProduct)> {
        if self.context.per.as_ref() == Some(&name.text) {
            let bindings = self.context.kind.as_ref().map(|(_, bindings)| bindings.clone()).unwrap_or_default();
            return bindings.per.or(Some((Dimension::of(Base::Per), UnitProduct::of(UnitId::PER))));
        }
        let unit = self.unit_id(name)?;
        Some((self.study.units.get(unit)?.dimension, UnitProduct::of(unit)))
    }
}

/// A field of every element of a list: lists are joined to one.
fn gathered(kind: Type) -> Type {
    if matches!(kind, Type::List(_)) { kind } else { kind.list() }
}

/// Whether a type speaks of what a kind leaves open.
pub fn mentions(kind: &Type, base: Base) -> bool {
    match kind {
        Type::Quantity { dimension, .. } => dimension.exponent(base) != 0,
        Type::List(inner) | Type::Interval(inner) => mentions(inner, base),
        _ => false,
    }
}

/// The error for a kind that does not exist.
pub fn unknown_kind(study: &crate::hir::Study, library_names: &[String], name: &Name) -> CheckError {
    let kinds = study.kinds.iter().map(|kind| &*kind.name);
    let library = library_names.iter().map(String::as_str);
    let help = match nearest(&name.text, kinds.chain(library)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("declare it with `kind {} {{ … }}`, or see `study doc` for the kinds there are", name.text),
    };
    CheckError::UnknownKind { name: name.text.to_string(), help, place: name.span.bytes() }
}
