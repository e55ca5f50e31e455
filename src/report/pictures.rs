//! Charts as the kinds ask for them, as figures that each format draws in its own way.

use super::build::Builder;
use super::figure::entry;
use super::{Body, Chart, Section};
use crate::hir::{CHARTS, InstanceId, Type};
use crate::value::{Display, Value};

/// Fewer values make no picture.
const FEWEST: usize = 4;

impl Builder<'_, '_> {
    /// The pictures of all instances that have the figures for them.
    pub(super) fn charts(&mut self) -> Option<Section> {
        let mut charts = Vec::new();
        for (place, instance) in self.study.instances.iter().enumerate() {
            let id = InstanceId(u32::try_from(place).unwrap_or(u32::MAX));
            let kind = self.study.kind(instance.kind);
            for chart in kind.map(|kind| kind.charts.as_slice()).unwrap_or_default() {
                if !instance.span.source.is_library() {
                    charts.extend(self.picture(id, chart));
                }
            }
        }
        (!charts.is_empty()).then(|| Section { heading: "Charts".to_owned(), body: Body::Charts(charts) })
    }

    /// Figures of one picture stand in one unit, however large they are.
    fn in_one_unit(&self, kind: Type) -> Type {
        match kind {
            Type::List(inner) => self.in_one_unit((*inner).clone()).list(),
            Type::Quantity { dimension, display: None } => {
                let display = Some(Display::units(self.study.units.default_product(&dimension)));
                Type::Quantity { dimension, display }
            }
            other => other,
        }
    }

    /// One picture; nothing where its values are missing, or wait for open parameters.
    fn picture(&mut self, id: InstanceId, chart: &crate::hir::Chart) -> Option<Chart> {
        let instance = self.study.instance(id)?;
        let drawn = CHARTS.into_iter().find(|(form, ..)| *form == chart.form)?.2;
        let (main, cell) = (self.engine.main(), self.study.cell_of(id, 0));
        let (mut values, mut marks, mut unit) = (Vec::new(), Vec::new(), String::new());
        for (part, found) in drawn.iter().zip(&chart.parts) {
            let Some((expr, kind)) = found else { continue };
            let kind = self.in_one_unit(kind.substitute(&instance.bindings, &self.study.units));
            let Ok(value) = self.engine.expression_of(main, cell, expr) else { continue };
            if value.is_open() {
                return None;
            }
            if part.list {
                let elements = value.elements().ok()?;
                values = elements.iter().map(|value| entry(&self.writer, value, kind.element()).figure).collect();
                unit = values.iter().flatten().next().map(|figure| figure.unit.clone())?;
            } else if let Value::Number(_) = value {
                marks.push((part.name.to_owned(), entry(&self.writer, &value, &kind)));
            }
        }
        if values.iter().flatten().count() < FEWEST {
            return None;
        }
        let label = format!("{}: {}", self.label(instance), chart.label);
        Some(Chart { form: chart.form, label, unit, values, marks })
    }
}
