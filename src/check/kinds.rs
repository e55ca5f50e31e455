//! Kinds: the types of their cells, their formulas, and what is said and drawn of their instances.

use super::Checker;
use super::declare::number;
use super::errors::CheckError;
use super::infer::{Context, expr};
use super::lookup::unknown_kind;
use crate::base::Text;
use crate::hir::{
    CHARTS, Chart, DrawnSort, ExprNode, Formula, Global, Kind, KindCell, KindId, ListTable, Type, Warning,
};
use crate::syntax::expression::Expression;
use crate::syntax::tree::{self, KindRow, Name};
use std::sync::Arc;

impl<'t> Checker<'_, 't> {
    /// Kinds, then the types of their cells, which may name any kind.
    pub(super) fn kinds(&mut self) {
        for (place, (kind, documentation)) in self.names.kinds.iter().enumerate() {
            self.study.globals.insert(kind.name.text.clone(), Global::Kind(KindId(number(place))));
            self.study.kind_names.insert(kind.name.text.clone(), KindId(number(place)));
            self.study.kinds.push(Kind {
                name: kind.name.text.clone(),
                documentation: documentation.description.clone(),
                cells: Vec::new(),
                shows: Vec::new(),
                tells: Vec::new(),
                single: kind.single,
                per: kind.per.as_ref().map(|per| per.text.clone()),
                like: None,
                owner: None,
                warnings: Vec::new(),
                charts: Vec::new(),
                tables: Vec::new(),
                span: kind.name.span,
            });
        }
        for (place, (kind, _)) in self.names.kinds.iter().enumerate() {
            let like = kind.like.as_ref().and_then(|like| self.named_kind(like));
            let owner = kind.owner.as_ref().and_then(|owner| self.named_kind(owner));
            if let Some(known) = self.study.kinds.get_mut(place) {
                (known.like, known.owner) = (like, owner);
            }
        }
        for (id, kind) in self.in_order() {
            self.kind_cells(id, kind);
        }
    }

    fn named_kind(&mut self, name: &Name) -> Option<KindId> {
        let found = self.study.kind_named(&name.text);
        if found.is_none() {
            let error = unknown_kind(&self.study, self.names.library_names, name);
            self.error(name.span, error);
        }
        found
    }

    /// All kinds, each behind the one that it is like. One that is like itself is like none.
    fn in_order(&mut self) -> Vec<(KindId, &'t tree::Kind)> {
        let depth = |study: &crate::hir::Study, id: KindId| {
            let (mut next, mut depth) = (study.kind(id).and_then(|kind| kind.like), 0);
            while let Some(like) = next {
                if depth > study.kinds.len() {
                    return None;
                }
                depth += 1;
                next = study.kind(like).and_then(|kind| kind.like);
            }
            Some(depth)
        };
        let mut order = Vec::new();
        for (place, (kind, _)) in self.names.kinds.iter().enumerate() {
            let id = KindId(number(place));
            let found = depth(&self.study, id);
            if found.is_none() {
                if let Some(known) = self.study.kinds.get_mut(place) {
                    known.like = None;
                }
                let (name, span) = (kind.name.text.to_string(), kind.name.span);
                self.error(span, CheckError::LikeItself { name, place: span.bytes() });
            }
            order.push((found.unwrap_or(0), id, *kind));
        }
        order.sort_by_key(|(depth, ..)| *depth);
        order.into_iter().map(|(_, id, kind)| (id, kind)).collect()
    }

    /// Whether anything follows the formulas of a kind, or they are the user's own.
    fn is_followed(&self, id: KindId) -> bool {
        let own = self.study.kind(id).is_some_and(|kind| !kind.span.source.is_library());
        let followed = || self.study.instances.iter().any(|instance| self.study.is_like(instance.kind, id));
        let built_on = || {
            let own = self.study.kinds.iter().enumerate().filter(|(_, kind)| !kind.span.source.is_library());
            own.into_iter().any(|(place, _)| self.study.is_like(KindId(number(place)), id))
        };
        own || self.whole_library || followed() || built_on()
    }

    fn kind_cells(&mut self, id: KindId, kind: &tree::Kind) {
        let like = self.study.kind(id).and_then(|kind| self.study.kind(kind.like?));
        let mut cells: Vec<KindCell> = like.map(|like| like.cells.clone()).unwrap_or_default();
        let inherited = cells.len();
        let (shows, tells) = like.map(|like| (like.shows.clone(), like.tells.clone())).unwrap_or_default();
        let mut own: Vec<&Name> = Vec::new();
        let context = self.kind_context(id);
        for row in &kind.rows {
            let KindRow::Cell(cell) = row else { continue };
            if let Some(first) = own.iter().find(|own| own.text == cell.name.text) {
                let (first, second) = (first.span.bytes(), cell.name.span.bytes());
                self.error(cell.name.span, CheckError::GivenTwice { name: cell.name.text.to_string(), first, second });
                continue;
            }
            own.push(&cell.name);
            let kind = self.infer(context.clone()).r#type(&cell.kind);
            let found = self.kind_cell(cell, kind);
            let earlier = cells.iter_mut().take(inherited).find(|earlier| earlier.name == found.name);
            match earlier {
                Some(earlier) => {
                    let before = std::mem::replace(earlier, found);
                    describe_like(earlier, &before);
                    let wanted = before.kind;
                    let found = earlier.kind.clone();
                    let what = format!("`{}`, as the kind it resembles has it,", cell.name.text);
                    self.infer(context.clone()).hold(cell.kind.span, &wanted, &found, &what);
                }
                None => cells.push(found),
            }
        }
        if let Some(known) = self.study.kinds.get_mut(id.0 as usize) {
            known.cells = cells;
            (known.shows, known.tells) = (shows, tells);
        }
        self.kind_shows(id, kind);
    }

    fn kind_cell(&self, cell: &tree::Cell, kind: Type) -> KindCell {
        let nested = cell.nested.then(|| nested_kind(&kind)).flatten();
        KindCell {
            name: cell.name.text.clone(),
            label: cell.label.clone(),
            documentation: cell.documentation.description.clone(),
            citation: cell.documentation.citation.clone(),
            kind,
            formula: nested.map(|nested| {
                let expr = expr(ExprNode::Nested(nested), cell.span);
                Arc::new(Formula { expr, prior: None })
            }),
            nested,
            sample: matches!(cell.kind.node, tree::TypeNode::List(_, true)),
            span: cell.name.span,
        }
    }

    /// What a kind shows and tells; without a word of its own, what the kind does that it is like.
    fn kind_shows(&mut self, id: KindId, kind: &tree::Kind) {
        let (mut shows, mut tells) = (None, None);
        for row in &kind.rows {
            let (names, list) = match row {
                KindRow::Show { cells, .. } => (cells, shows.get_or_insert_with(Vec::new)),
                KindRow::Tell { cells, .. } => (cells, tells.get_or_insert_with(Vec::new)),
                _ => continue,
            };
            for name in names {
                let known = self.study.kind(id).map(|kind| kind.cells.as_slice()).unwrap_or_default();
                match known.iter().position(|cell| cell.name == name.text) {
                    Some(index) => list.push(index),
                    None => self.unknown_cell(id, name),
                }
            }
        }
        if let Some(kind) = self.study.kinds.get_mut(id.0 as usize) {
            kind.shows = shows.unwrap_or_else(|| std::mem::take(&mut kind.shows));
            kind.tells = tells.unwrap_or_else(|| std::mem::take(&mut kind.tells));
        }
    }

    /// A name that a kind does not have.
    pub(super) fn unknown_cell(&mut self, id: KindId, name: &Name) {
        let Some(kind) = self.study.kind(id) else { return };
        let cells = kind.cells.iter().map(|cell| &*cell.name);
        let help = match crate::base::nearest(&name.text, cells.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has {}", cells.collect::<Vec<_>>().join(", ")),
        };
        let what = format!("the kind `{}`", kind.name);
        let place = name.span.bytes();
        self.error(name.span, CheckError::UnknownCell { what, name: name.text.to_string(), help, place });
    }

    /// The formulas of all kinds, and those that replace them.
    pub(super) fn kind_formulas(&mut self) {
        for (id, kind) in self.in_order() {
            if !self.is_followed(id) {
                continue;
            }
            self.inherit_formulas(id);
            for row in &kind.rows {
                let KindRow::Cell(cell) = row else { continue };
                if let Some(formula) = &cell.formula {
                    self.kind_formula(id, &cell.name, formula);
                }
            }
        }
        for replacement in &self.names.replacements {
            if let Some(kind) = self.named_kind(&replacement.kind) {
                self.kind_formula(kind, &replacement.cell, &replacement.formula);
            }
        }
    }

    /// The cells that a kind does not declare anew follow as in the kind that it is like.
    fn inherit_formulas(&mut self, id: KindId) {
        let Some(like) = self.study.kind(id).and_then(|kind| self.study.kind(kind.like?)).cloned() else { return };
        let Some(kind) = self.study.kinds.get_mut(id.0 as usize) else { return };
        for (cell, earlier) in kind.cells.iter_mut().zip(&like.cells).filter(|(cell, _)| cell.nested.is_none()) {
            cell.formula.clone_from(&earlier.formula);
        }
    }

    /// A formula of a kind; the kinds that are like it have it too, where they have none of their own.
    fn kind_formula(&mut self, id: KindId, name: &Name, formula: &Expression) {
        let cells = self.study.kind(id).map(|kind| kind.cells.as_slice()).unwrap_or_default();
        let found = cells.iter().enumerate().find(|(_, cell)| cell.name == name.text);
        let Some((index, wanted, before)) = found.map(|(index, cell)| (index, cell.kind.clone(), cell.formula.clone()))
        else {
            self.unknown_cell(id, name);
            return;
        };
        let inherited = before.is_some().then(|| wanted.clone());
        let context = Context { inherited, ..self.kind_context(id) };
        let (expr, _) = self.infer(context).expect(formula, &wanted, &format!("`{}`", name.text));
        let formula = Arc::new(Formula { expr, prior: before.clone() });
        for place in 0..self.study.kinds.len() {
            let like = self.study.is_like(KindId(number(place)), id);
            let cell = self.study.kinds.get_mut(place).and_then(|kind| kind.cells.get_mut(index));
            let Some(cell) = cell.filter(|_| like) else { continue };
            let shared = match (&cell.formula, &before) {
                (Some(own), Some(before)) => Arc::ptr_eq(own, before),
                (None, None) => true,
                _ => false,
            };
            if place == id.0 as usize || shared {
                cell.formula = Some(formula.clone());
            }
        }
    }

    /// Warnings and charts of all kinds.
    pub(super) fn kind_rows(&mut self) {
        for (id, kind) in self.in_order() {
            if !self.is_followed(id) {
                continue;
            }
            let like = self.study.kind(id).and_then(|kind| self.study.kind(kind.like?));
            let (mut warnings, mut charts, mut tables) =
                like.map(|like| (like.warnings.clone(), like.charts.clone(), like.tables.clone())).unwrap_or_default();
            for row in &kind.rows {
                match row {
                    KindRow::Warning(warning) => warnings.push(self.warning(id, warning)),
                    KindRow::Chart(chart) => charts.extend(self.chart(id, chart)),
                    KindRow::Table(table) => tables.push(self.list_table(id, table)),
                    KindRow::Cell(_) | KindRow::Show { .. } | KindRow::Tell { .. } => {}
                }
            }
            if let Some(known) = self.study.kinds.get_mut(id.0 as usize) {
                (known.warnings, known.charts, known.tables) = (warnings, charts, tables);
            }
        }
    }

    fn warning(&mut self, id: KindId, warning: &tree::Warning) -> Warning {
        let context = self.kind_context(id);
        let what = format!("the condition of `{}`", warning.code.text);
        let (condition, _) = self.infer(context.clone()).expect(&warning.condition, &Type::Truth, &what);
        let what = format!("the message of `{}`", warning.code.text);
        let (message, _) = self.infer(context).expect(&warning.message, &Type::Text, &what);
        Warning { code: warning.code.text.clone(), condition, message }
    }

    fn list_table(&mut self, id: KindId, table: &tree::ListTable) -> ListTable {
        let mut columns = Vec::new();
        for column in &table.columns {
            let context = self.kind_context(id);
            let mut infer = self.infer(context);
            let (value, kind) = infer.expression(&column.value, None);
            infer.hold(column.value.span, &kind.element().clone().list(), &kind, "a column of a table");
            let written = || Text::from(crate::syntax::print::print_expression(&column.value));
            let heading = column.name.as_ref().map_or_else(written, |name| name.text.clone());
            columns.push((heading, value, kind));
        }
        ListTable { label: table.label.clone().unwrap_or_default(), columns }
    }

    fn chart(&mut self, id: KindId, chart: &tree::Chart) -> Option<Chart> {
        let Some(row) = CHARTS.iter().find(|row| row.name == &*chart.form.text) else {
            let known = CHARTS.map(|row| format!("`{}`", row.name));
            let problem = format!("there is no chart `{}`", chart.form.text);
            let help = format!("the charts are {}", known.join(", "));
            let place = chart.form.span.bytes();
            self.error(chart.form.span, CheckError::Misplaced { problem, help, place });
            return None;
        };
        let names: Vec<&str> = row.parts.iter().map(|part| part.name).collect();
        let signature = || format!("chart {} ({})", row.name, names.join(", "));
        let context = self.kind_context(id);
        let mut infer = self.infer(context);
        let placed = infer.place(&names, &chart.arguments, &signature)?;
        let mut parts: Vec<Option<(crate::hir::Expr, Type)>> = Vec::new();
        let mut gathers = false;
        for (part, argument) in row.parts.iter().zip(placed) {
            let Some(argument) = argument else {
                parts.push(None);
                continue;
            };
            let typed = infer.expression(argument, None);
            let first = parts.first().and_then(|first| first.as_ref()).map(|(_, kind)| kind.element().clone());
            let same = first.unwrap_or_else(|| typed.1.element().clone());
            gathers |= parts.is_empty() && matches!(typed.1, Type::Quantity { .. });
            let wanted = match part.sort {
                DrawnSort::Figures if !gathers => same.list(),
                DrawnSort::Figures | DrawnSort::Figure => same,
                DrawnSort::Words => Type::Text,
                DrawnSort::Names => typed.1.element().clone().list(),
            };
            infer.hold(argument.span, &wanted, &typed.1, &format!("`{}` of a chart", part.name));
            parts.push(Some(typed));
        }
        if parts.first().is_none_or(Option::is_none) {
            let first = names.first().copied().unwrap_or_default();
            let (problem, place) = (format!("`{first}` is missing"), chart.form.span.bytes());
            self.error(chart.form.span, CheckError::Arguments { problem, signature: signature(), place });
            return None;
        }
        let label = chart.label.clone().unwrap_or_else(|| Text::from(row.name));
        Some(Chart { form: row.form, label, gathers, parts })
    }
}

/// What a cell does not say of itself is said where it was declared first.
fn describe_like(cell: &mut KindCell, before: &KindCell) {
    if cell.documentation.is_empty() {
        cell.documentation.clone_from(&before.documentation);
        cell.citation = cell.citation.take().or_else(|| before.citation.clone());
    }
    cell.label = cell.label.take().or_else(|| before.label.clone());
}

/// The kind whose instances a nested cell gathers.
fn nested_kind(kind: &Type) -> Option<KindId> {
    match kind {
        Type::List(inner) => match &**inner {
            Type::Instance(instance) => Some(instance.kind),
            _ => None,
        },
        _ => None,
    }
}
