//! Why something could not be computed.

use crate::base::{Diagnostics, Span};
use crate::hir::{CellId, Study, TableId};
use crate::value::ValueError;
use crate::value::number::NumberError;
use miette::{Diagnostic, SourceSpan};
use std::sync::Arc;
use thiserror::Error;

/// Errors that show only when something is computed.
#[derive(Debug, Error, Diagnostic)]
#[allow(missing_docs)]
pub enum EvalError {
    #[error("{cell} is not given, and nothing says how it follows from what is")]
    #[diagnostic(code(V401), help("{help}"))]
    Missing {
        cell: String,
        help: String,
        #[label("needs {cell}")]
        place: SourceSpan,
    },
    #[error("{reason}")]
    #[diagnostic(code(V402))]
    Operation {
        reason: String,
        label: String,
        #[help]
        help: Option<String>,
        #[label("{label}")]
        place: SourceSpan,
    },
    #[error("the formulas go round in a circle: {path}")]
    #[diagnostic(code(V403), help("give one of them a value of its own"))]
    Cycle {
        path: String,
        #[label("leads back to itself")]
        place: SourceSpan,
    },
    #[error("functions call each other more than {deepest} deep")]
    #[diagnostic(code(V405), help("name a part of the result with `let`"))]
    TooDeepCalls {
        deepest: usize,
        #[label("one call too many")]
        place: SourceSpan,
    },
    #[error("this takes more than {most} steps to compute")]
    #[diagnostic(code(V404), help("functions that call each other multiply: name a part of the result with `let`"))]
    TooManySteps {
        most: u64,
        #[label("computed here")]
        place: SourceSpan,
    },
}

/// Why a value could not be had. Cheap to pass on; it becomes an [`EvalError`] where it is shown.
#[derive(Clone, Debug)]
pub enum Failure {
    /// Nothing is given for a cell that is needed; the last is the cell that needed it.
    Missing {
        /// The cell without value, if it is one.
        cell: Option<CellId>,
        /// Where it was needed.
        span: Span,
    },
    /// An operation does not work.
    Value {
        /// Why.
        reason: Arc<ValueError>,
        /// The cell whose formula it stands in.
        cell: Option<CellId>,
        /// Where.
        span: Span,
    },
    /// Cells lean on each other in a circle.
    Cycle {
        /// The circle.
        cells: Arc<[CellId]>,
        /// Where.
        span: Span,
    },
    /// The computation was stopped.
    TooManySteps {
        /// Where.
        span: Span,
    },
    /// Somebody wanted the computation to stop, and knows it.
    Stopped,
    /// Functions call each other too deep.
    TooDeepCalls {
        /// Where.
        span: Span,
    },
    /// A data table could not be read, which has been reported.
    NoData(TableId),
    /// This cell has to be computed first; never seen outside of the engine.
    First(super::VariantId, CellId),
}

impl Failure {
    /// Whether there just is no value, without any mistake: nothing is given, or a parameter is open.
    pub fn is_missing(&self) -> bool {
        match self {
            Failure::Missing { .. } => true,
            Failure::Value { reason, .. } => matches!(**reason, ValueError::Open { .. }),
            _ => false,
        }
    }

    /// What is to be reported, by itself.
    pub fn told(&self, study: &Study) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        self.report(study, &mut diagnostics);
        diagnostics
    }

    /// Adds what is to be reported to a list.
    pub fn report(&self, study: &Study, diagnostics: &mut Diagnostics) {
        match self {
            Failure::Missing { cell, span } => {
                let span = users_place(study, *cell, *span);
                let place = span.bytes();
                let path = cell.map_or("this value".to_owned(), |cell| format!("`{}`", study.cell_path(cell)));
                let help =
                    cell.map_or_else(|| "the formula says `missing` here".to_owned(), |cell| missing_help(study, cell));
                diagnostics.push(span, EvalError::Missing { cell: path, help, place });
            }
            Failure::Value { reason, cell, span } => {
                let shown = users_place(study, *cell, *span);
                let path = cell.map(|cell| format!("`{}`", study.cell_path(cell)));
                let label = path.as_ref().map_or("here".to_owned(), |path| format!("when {path} is computed"));
                let help = advice(reason, span.source.is_library());
                let error = EvalError::Operation { reason: reason.to_string(), label, help, place: shown.bytes() };
                diagnostics.push(shown, error);
            }
            Failure::Cycle { cells, span } => {
                let names = cells.iter().chain(cells.first()).map(|cell| study.cell_path(*cell));
                let path = names.collect::<Vec<_>>().join(" → ");
                diagnostics.push(*span, EvalError::Cycle { path, place: span.bytes() });
            }
            Failure::TooDeepCalls { span } => {
                let deepest = super::expression::DEEPEST_CALL;
                diagnostics.push(*span, EvalError::TooDeepCalls { deepest, place: span.bytes() });
            }
            Failure::TooManySteps { span } => {
                let error = EvalError::TooManySteps { most: super::engine::MOST_STEPS, place: span.bytes() };
                diagnostics.push(*span, error);
            }
            Failure::NoData(_) | Failure::Stopped | Failure::First(..) => {}
        }
    }
}

/// What fails in a formula of the library is shown at the user's own instance.
fn users_place(study: &Study, cell: Option<CellId>, span: Span) -> Span {
    if !span.source.is_library() {
        return span;
    }
    let instance = cell.and_then(|cell| study.cell(cell)?.instance).and_then(|instance| study.instance(instance));
    instance.map(|instance| instance.span).filter(|own| !own.source.is_library()).unwrap_or(span)
}

/// What to do about it, where that can be said.
fn advice(reason: &ValueError, of_library: bool) -> Option<String> {
    Some(match reason {
        ValueError::Number(NumberError::DivisionByZero) => {
            "look which of the values below the line is nought".to_owned()
        }
        ValueError::Empty { .. } if of_library => "look whether the list or the data file has any values".to_owned(),
        ValueError::Empty { .. } => {
            "look whether the list or the data file has any values; where it may have none, ask \
             first: `if count(x) == 0 then missing else …`"
                .to_owned()
        }
        ValueError::Open { parameters, .. } => {
            let name = parameters.first().map(|name| &**name).unwrap_or_default();
            format!("give it with `--set {name}=…`, in a scenario, or with `= …` behind its type")
        }
        ValueError::LengthsDiffer { .. } => "lists go together element by element, so both need as many".to_owned(),
        _ => return None,
    })
}

/// What the cell is, as its kind says it, and how to give it.
fn missing_help(study: &Study, cell: CellId) -> String {
    let path = study.cell_path(cell);
    let documentation = study.kind_cell(cell).map_or("", |kind_cell| &*kind_cell.documentation);
    if path.starts_with("calendar.") {
        return format!(
            "{documentation} Say in the calendar how long a month is, `calendar {{ month: 26 workday }}`, or a week: `week: 6 workday`, `month: 4 week`"
        );
    }
    if study.cell(cell).is_some_and(|cell| cell.own.is_some()) {
        return format!("it is open: give it with `= …` behind its type, in a scenario, or with `--set {path}=…`");
    }
    let name = path.rsplit('.').next().unwrap_or(&path);
    match documentation.is_empty() {
        true => format!("Give it with `{name}: …`, in a scenario, or with `--set {path}=…`"),
        false => format!("{documentation} Give it with `{name}: …`, in a scenario, or with `--set {path}=…`"),
    }
}
