//! Names and dimensions of a whole study, before anything is computed. What comes out is ready to be computed.

mod calendar;
mod calls;
mod choose;
mod claims;
mod cycles;
mod declare;
mod errors;
mod given;
mod groups;
mod infer;
mod kinds;
mod lookup;
mod measures;
mod operators;
mod order;
mod scenarios;
mod types;
mod what_if;

pub use errors::CheckError;
pub use infer::{Context, Infer, Last, Typed};

use crate::base::{Diagnostics, Span};
use crate::hir::{Axis, Bindings, CellId, Expr, InstanceId, KindId, Study, Type};
use crate::resolve::Names;
use crate::syntax::expression::Expression;
use crate::syntax::tree::{self, Name};

/// Checks all that is declared. Formulas of the library are looked at where the study has instances that follow them,
/// or all of them if the `whole_library` is of interest.
pub fn check(names: &Names<'_>, whole_library: bool) -> (Study, Diagnostics) {
    let mut checker = Checker {
        names,
        study: Study::default(),
        diagnostics: Diagnostics::default(),
        instance_ids: Vec::new(),
        whole_library,
    };
    checker.units();
    checker.kinds();
    checker.functions();
    checker.tables();
    checker.instances();
    checker.calendar();
    checker.scenario_headers();
    checker.bindings();
    checker.given();
    checker.kind_formulas();
    checker.choices();
    checker.kind_rows();
    checker.allowed();
    checker.function_bodies();
    checker.scenario_rows();
    checker.shows();
    checker.claims();
    checker.what_if();
    cycles::find(&checker.study, &mut checker.diagnostics);
    (checker.study, checker.diagnostics)
}

/// Checks one more expression of a study, as the command line and the prompt give it; `last` is what `_` stands for.
pub fn expression(
    study: &Study,
    library_names: &[String],
    expression: &Expression,
    last: Option<Last>,
) -> Result<Typed, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let context = Context { last, ..Context::default() };
    let typed = Infer::new(study, &mut diagnostics, context, library_names).expression(expression, None);
    if diagnostics.has_errors() { Err(diagnostics) } else { Ok(typed) }
}

/// Checks a change of one cell of a study, as the command line and the prompt give it; `last` is what `_` stands for.
pub fn change(
    study: &Study,
    library_names: &[String],
    path: &[Name],
    value: &Expression,
    last: Option<Last>,
) -> Result<(CellId, Typed), Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let context = Context { last, ..Context::default() };
    let mut infer = Infer::new(study, &mut diagnostics, context, library_names);
    if let Some(change) = infer.weeks_anew_at_once(path, value) {
        return Ok(change);
    }
    let cell = infer.cell_path(path);
    let typed = match cell {
        Some(cell) => {
            let wanted = study.cell_type(cell);
            infer.context.changing = Some(cell);
            Some((cell, infer.expect(value, &wanted, &format!("`{}`", study.cell_path(cell)))))
        }
        None => None,
    };
    match typed {
        Some(typed) if !diagnostics.has_errors() => Ok(typed),
        _ => Err(diagnostics),
    }
}

/// Checks a condition of the command line.
pub fn condition(study: &Study, library_names: &[String], condition: &Expression) -> Result<Expr, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut infer = Infer::new(study, &mut diagnostics, Context::default(), library_names);
    let (found, _) = infer.expect(condition, &Type::Truth, "the condition to be met");
    if diagnostics.has_errors() { Err(diagnostics) } else { Ok(found) }
}

/// Checks what the command line varies: `overlock.rating` over a range or a list, with or without a step.
pub fn axis(study: &Study, library_names: &[String], axis: &tree::Axis) -> Result<Axis, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let found = Infer::new(study, &mut diagnostics, Context::default(), library_names).axis(axis);
    match found {
        Some(found) if !diagnostics.has_errors() => Ok(found),
        _ => Err(diagnostics),
    }
}

struct Checker<'n, 't> {
    names: &'n Names<'t>,
    study: Study,
    diagnostics: Diagnostics,
    /// For every declared instance its number, if its kind exists.
    instance_ids: Vec<Option<InstanceId>>,
    whole_library: bool,
}

impl Checker<'_, '_> {
    fn infer(&mut self, context: Context) -> Infer<'_> {
        Infer::new(&self.study, &mut self.diagnostics, context, self.names.library_names)
    }

    /// The context of the formulas of a kind: what its instances settle is open.
    fn kind_context(&self, kind: KindId) -> Context {
        let per = self.study.kind(kind).and_then(|kind| kind.per.clone());
        Context { kind: Some((kind, Bindings::generic())), per, ..Context::default() }
    }

    /// The context of what is given for an instance.
    fn instance_context(&self, id: InstanceId) -> Context {
        let instance = self.study.instance(id);
        let owner = instance.and_then(|instance| self.study.instance(instance.owner?));
        let owner = owner.map(|owner| (owner.kind, owner.bindings.clone()));
        Context {
            owner,
            kind: instance.map(|instance| (instance.kind, instance.bindings.clone())),
            ..Context::default()
        }
    }

    fn error(&mut self, place: Span, error: CheckError) {
        self.diagnostics.push(place, error);
    }
}

/// Whether the type of a cell may be shown with the unit in which it was given.
fn display_of(kind: &Type) -> Option<std::sync::Arc<crate::value::Display>> {
    match kind {
        Type::Quantity { display, .. } => display.clone(),
        Type::List(inner) | Type::Interval(inner) => display_of(inner),
        _ => None,
    }
}
