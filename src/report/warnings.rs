//! Warnings: what the kinds have to say of instances that look like a classic mistake. No figure is changed by them.

use super::build::Builder;
use super::told::Told;
use super::{Body, Section, WarningLine};
use crate::base::{Facts, Span};
use crate::eval::clean;
use crate::hir::{Allowed, CellId, Expr, ExprNode, Instance, InstanceId, UNUSED_PARAMETER, Warning, visit};
use crate::value::Value;
use miette::Severity;

impl Builder<'_, '_> {
    /// All warnings of the user's instances. Those that the study accepts are listed with their reason.
    pub(super) fn warnings(&mut self) -> Option<Section> {
        let mut lines = self.unused_parameters();
        for (place, instance) in self.study.instances.iter().enumerate() {
            let id = InstanceId(u32::try_from(place).unwrap_or(u32::MAX));
            let kind = self.study.kind(instance.kind);
            for warning in kind.map(|kind| kind.warnings.as_slice()).unwrap_or_default() {
                if !instance.span.source.is_library() {
                    lines.extend(self.warning(id, instance, warning));
                }
            }
        }
        (!lines.is_empty()).then(|| Section { heading: self.say("Warnings"), part: false, body: Body::Warnings(lines) })
    }

    /// A condition that cannot be computed, because something is missing, is not so.
    fn warning(&mut self, id: InstanceId, instance: &Instance, warning: &Warning) -> Option<WarningLine> {
        let cell = self.study.cell_of(id, 0);
        let Value::Truth(true) = self.asked(cell, &warning.condition)? else { return None };
        let Value::Text(message) = self.asked(cell, &warning.message)? else { return None };
        let allowed = self.study.allowed.iter().find(|allowed| self.is_meant(allowed, id, warning));
        let place = self.given_in(id, &warning.condition).unwrap_or(instance.span);
        let line = WarningLine {
            code: warning.code.to_string(),
            label: self.label(instance),
            message: clean(&message),
            reason: allowed.map(|allowed| clean(&allowed.reason)),
            place: self.sources.place(place),
        };
        if allowed.is_none() {
            self.warn(&line, place);
        }
        Some(line)
    }

    fn warn(&mut self, line: &WarningLine, place: Span) {
        let help = match line.code.as_str() {
            UNUSED_PARAMETER => "where it is meant so: `allow {code} because \"…\"` on a line of its own",
            _ => "where it is meant so: `allow {code} because \"…\"` in the braces",
        };
        let help = self.writer.style.language.fill(help, &[("code", &line.code)]);
        let (code, message, label) = (line.code.clone(), line.message.clone(), line.label.clone());
        let told = Told { code, severity: Severity::Warning, message, help, label, place };
        self.diagnostics.push_told(place, told, Facts::default());
    }

    /// A parameter that nothing needs is most likely another one's name, mistyped.
    fn unused_parameters(&mut self) -> Vec<WarningLine> {
        let (mut lines, language) = (Vec::new(), self.writer.style.language);
        for own in self.study.unused_parameters() {
            let allowed = self
                .study
                .allowed
                .iter()
                .find(|allowed| &*allowed.code == UNUSED_PARAMETER && allowed.instance.is_none());
            let line = WarningLine {
                code: UNUSED_PARAMETER.to_owned(),
                label: own.name.to_string(),
                message: language.fill("Nothing in the study uses the parameter `{name}`.", &[("name", &own.name)]),
                reason: allowed.map(|allowed| clean(&allowed.reason)),
                place: self.sources.place(own.span),
            };
            if allowed.is_none() {
                self.warn(&line, own.span);
            }
            lines.push(line);
        }
        lines
    }

    /// A part of a warning; what fails for another reason than that something is missing is reported.
    fn asked(&mut self, cell: Option<CellId>, expr: &Expr) -> Option<Value> {
        let main = self.engine.main();
        match self.engine.expression_of(main, cell, expr) {
            Ok(value) => Some(value),
            Err(failure) => {
                if !failure.is_missing() {
                    failure.report(self.study, self.diagnostics);
                }
                None
            }
        }
    }

    fn is_meant(&self, allowed: &Allowed, id: InstanceId, warning: &Warning) -> bool {
        let mut within = Some(id);
        let mut inside = allowed.instance.is_none();
        while let Some(next) = within.filter(|_| !inside) {
            inside = allowed.instance == Some(next);
            within = self.study.instance(next).and_then(|instance| instance.owner);
        }
        allowed.code == warning.code && inside
    }

    /// Where the first cell that a condition looks at is given.
    fn given_in(&self, id: InstanceId, condition: &Expr) -> Option<Span> {
        let mut cells: Vec<CellId> = Vec::new();
        visit(condition, &mut |part| {
            if let ExprNode::Own(index) = &*part.node {
                cells.extend(self.study.cell_of(id, *index));
            }
        });
        let given = cells.into_iter().filter_map(|cell| self.study.cell(cell)?.given.as_ref());
        given.map(|formula| formula.expr.span).find(|span| !span.source.is_library())
    }
}
