//! Charts as the kinds ask for them, as figures that each format draws in its own way.

use super::build::{Builder, capital};
use super::figure::{entry, in_one_unit};
use super::{Body, Chart, Entry, Figure, Line, Section, Table};
use crate::hir::{CHARTS, Expr, ExprNode, Instance, InstanceId, KindId, ListTable, Type};
use crate::value::Value;

/// Fewer values make no picture.
const FEWEST: usize = 4;

impl Builder<'_, '_> {
    /// The tables of lists that the kinds ask for, of all instances that have them.
    pub(super) fn list_tables(&mut self, kind: KindId) -> Vec<Section> {
        let Some(known) = self.study.kind(kind) else { return Vec::new() };
        let own = self.study.instances_of(kind).filter(|(_, instance)| !instance.span.source.is_library());
        let mut sections = Vec::new();
        for (id, instance) in own {
            sections.extend(known.tables.iter().filter_map(|table| self.list_table(id, instance, table)));
        }
        sections
    }

    /// Lists side by side; a list that is missing is left out, and without the first there is no table.
    fn list_table(&mut self, id: InstanceId, instance: &Instance, table: &ListTable) -> Option<Section> {
        let (main, cell) = (self.engine.main(), self.study.cell_of(id, 0));
        let (mut headings, mut columns): (Vec<String>, Vec<Vec<Entry>>) = (Vec::new(), Vec::new());
        for (place, (heading, expr, kind)) in table.columns.iter().enumerate() {
            let kind = kind.substitute(&instance.bindings, &self.study.units);
            match self.engine.expression_of(main, cell, expr) {
                Ok(value) => {
                    let elements = value.elements().ok()?;
                    columns.push(elements.iter().map(|value| self.element(value, kind.element(), expr)).collect());
                    headings.push(self.said(capital(&heading.replace('_', " ")), expr.span));
                }
                Err(failure) if failure.is_missing() && place > 0 => {}
                Err(failure) => {
                    if !failure.is_missing() {
                        failure.report(self.study, self.diagnostics);
                    }
                    return None;
                }
            }
        }
        let place = table.columns.first().map_or(instance.span, |(_, expr, _)| expr.span);
        let first = columns.first().filter(|first| !first.is_empty())?;
        let line = |row: usize| {
            let entries = columns.iter().skip(1).filter_map(|column| column.get(row).cloned()).collect();
            Line { label: first.get(row).map(|entry| entry.text.clone()).unwrap_or_default(), entries }
        };
        let rows = (0..first.len()).map(line).collect();
        let headings = headings.into_iter().skip(1).collect();
        let label = self.said(table.label.to_string(), place);
        let heading = format!("{}: {label}", self.label(instance));
        let body = Body::Table(Table { columns: headings, rows, notes: Vec::new() });
        Some(Section { heading, body })
    }

    /// An element of a list; the days of the week are words of the program.
    fn element(&self, value: &Value, kind: &Type, list: &Expr) -> Entry {
        let mut words = false;
        crate::hir::visit(list, &mut |part| {
            words |= matches!(&*part.node, ExprNode::Builtin { builtin, .. } if builtin.name == "weekday");
        });
        match value {
            Value::Text(text) if words => Entry::said(self.say(text)),
            _ => entry(&self.writer, value, kind),
        }
    }

    /// The pictures of all instances that have the figures for them.
    pub(super) fn charts(&mut self) -> Option<Section> {
        let mut charts = std::mem::take(&mut self.pictures);
        for (place, instance) in self.study.instances.iter().enumerate() {
            let id = InstanceId(u32::try_from(place).unwrap_or(u32::MAX));
            let kind = self.study.kind(instance.kind);
            for chart in kind.map(|kind| kind.charts.as_slice()).unwrap_or_default() {
                if !instance.span.source.is_library() {
                    charts.extend(self.picture(id, chart));
                }
            }
        }
        (!charts.is_empty()).then(|| Section { heading: self.say("Charts"), body: Body::Charts(charts) })
    }

    /// One picture; nothing where its values are missing, or wait for open parameters.
    fn picture(&mut self, id: InstanceId, chart: &crate::hir::Chart) -> Option<Chart> {
        let instance = self.study.instance(id)?;
        let drawn = CHARTS.into_iter().find(|(form, ..)| *form == chart.form)?.2;
        let (main, cell) = (self.engine.main(), self.study.cell_of(id, 0));
        let (mut values, mut bands, mut marks, mut unit) = (Vec::new(), Vec::new(), Vec::new(), String::new());
        for (part, found) in drawn.iter().zip(&chart.parts) {
            let Some((expr, kind)) = found else { continue };
            let kind = in_one_unit(kind.substitute(&instance.bindings, &self.study.units), &self.study.units);
            let Ok(value) = self.engine.expression_of(main, cell, expr) else { continue };
            if value.is_open() {
                return None;
            }
            if part.list {
                let elements = value.elements().ok()?;
                let figures = elements.iter().map(|value| entry(&self.writer, value, kind.element()).figure);
                let figures: Vec<Option<Figure>> = figures.collect();
                if part.name != "values" {
                    bands.push((part.name.to_owned(), figures));
                    continue;
                }
                values = figures;
                unit = values.iter().flatten().next().map(|figure| figure.unit.clone())?;
            } else if let Value::Number(_) = value {
                marks.push((part.name.to_owned(), entry(&self.writer, &value, &kind)));
            }
        }
        if values.iter().flatten().count() < FEWEST {
            return None;
        }
        let place = chart.parts.iter().flatten().next().map_or(instance.span, |(expr, _)| expr.span);
        let label = format!("{}: {}", self.label(instance), self.said(chart.label.to_string(), place));
        Some(Chart { form: chart.form, label, unit, values, bands, marks })
    }
}
