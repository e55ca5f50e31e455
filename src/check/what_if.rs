//! Sweeps and goals: the cells that vary, their values, and what is looked at.

use super::Checker;
use super::errors::CheckError;
use super::infer::{Context, Infer};
use crate::base::Span;
use crate::hir::{Axis, Range, Solve, Sweep, Tornado, Type};
use crate::syntax::print::print_expression;
use crate::syntax::tree::{self, AxisValues};

impl Checker<'_, '_> {
    /// What the study asks to see over a range of values, and the values that it seeks.
    pub(super) fn what_if(&mut self) {
        for (sweep, span) in &self.names.sweeps {
            let mut infer = self.infer(Context::default());
            let axes: Vec<Axis> = sweep.axes.iter().filter_map(|axis| infer.axis(axis)).collect();
            let values = sweep.values.iter().map(|value| infer.expression(value, None)).collect();
            let texts = sweep.values.iter().map(print_expression).collect();
            if axes.len() == sweep.axes.len() {
                self.study.sweeps.push(Sweep { label: sweep.label.clone(), axes, values, texts, span: *span });
            }
        }
        for (tornado, span) in &self.names.tornados {
            let mut infer = self.infer(Context::default());
            let (value, kind) = infer.expression(&tornado.value, None);
            let text = print_expression(&tornado.value);
            let (label, span) = (tornado.label.clone(), *span);
            self.study.tornados.push(Tornado { label, value, kind, text, span });
        }
        for (solve, span) in &self.names.solves {
            let mut infer = self.infer(Context::default());
            let axis = infer.axis(&solve.axis);
            let (condition, _) = infer.expect(&solve.condition, &Type::Truth, "the condition to be met");
            let text = print_expression(&solve.condition);
            let (label, span) = (solve.label.clone(), *span);
            let largest = solve.extreme.as_deref() == Some("largest");
            if let Some(axis) = axis {
                self.study.solves.push(Solve { label, largest, axis, condition, text, span });
            }
        }
    }
}

impl Infer<'_> {
    /// A cell and the values that it takes.
    pub(super) fn axis(&mut self, axis: &tree::Axis) -> Option<Axis> {
        let cell = self.cell_path(&axis.path)?;
        let kind = self.study.cell_type(cell);
        let (first, last) = (axis.path.first()?, axis.path.last()?);
        let (path, name) = (first.span.to(last.span), format!("`{}`", self.study.cell_path(cell)));
        let Type::Quantity { dimension, display } = &kind else {
            let found = self.describe(&kind);
            self.diagnostics.push(path, CheckError::VariesNot { name, found, place: path.bytes() });
            return None;
        };
        let plain = display.as_deref().is_none_or(|display| display.smallest().is_plain());
        let has_unit = !dimension.is_none() || !plain;
        let range = match &axis.values {
            AxisValues::List(list) => {
                let (list, _) = self.expect(list, &kind.clone().list(), &format!("the values of {name}"));
                Range::List(list)
            }
            AxisValues::Range { from, to: None, .. } => {
                self.diagnostics.push(from.span, CheckError::NoRange { place: from.span.bytes() });
                return None;
            }
            AxisValues::Range { from, to: Some(to), step } => {
                let ends = from.span.to(to.span);
                let (from, _) = self.expect(from, &kind, &format!("the first value of {name}"));
                let (to, _) = self.expect(to, &kind, &format!("the last value of {name}"));
                let step = step.as_ref().map(|step| self.expect(step, &kind, &format!("the step of {name}")).0);
                if step.is_none() && has_unit {
                    self.no_step(name, path, ends);
                    return None;
                }
                Range::Steps { from, to, step }
            }
        };
        Some(Axis { cell, kind, range, span: path })
    }

    /// On the command line a path and its values are texts of their own, and are written in another way.
    fn no_step(&mut self, name: String, path: Span, ends: Span) {
        let (place, written) = match path.source == ends.source {
            true => (ends, "from 95% to 115% step 5%"),
            false => (path, "95%..115%:5%"),
        };
        self.diagnostics.push(place, CheckError::NoStep { name, written, place: place.bytes() });
    }
}
