//! Findings: claims that do not follow from the study.

use super::{ClaimLine, ClaimState};
use crate::base::{Diagnostics, Span};
use miette::{Diagnostic, SourceSpan};
use thiserror::Error;

/// A claim that does not follow, or follows although it is disputed.
#[derive(Debug, Error, Diagnostic)]
#[allow(missing_docs)]
pub enum Finding {
    #[error("{label}: what is printed does not follow")]
    #[diagnostic(code(C501), help("{help}"))]
    Fails {
        label: String,
        help: String,
        #[label("{figures}")]
        place: SourceSpan,
        figures: String,
    },
    #[error("{label}: this is disputed, but it follows")]
    #[diagnostic(code(C502), help("make it a `claim`"))]
    DisputedWrongly {
        label: String,
        #[label("computed {computed}")]
        place: SourceSpan,
        computed: String,
    },
}

/// Adds what is to be said of a claim to a list.
pub fn report(line: &ClaimLine, span: Span, diagnostics: &mut Diagnostics) {
    let place = span.bytes();
    let text = |entry: &Option<super::Entry>| entry.as_ref().map(|entry| entry.text.clone()).unwrap_or_default();
    let label = line.label.clone();
    match line.state {
        ClaimState::Fails => {
            let figures = match (&line.printed, &line.computed) {
                (Some(right), Some(left)) if line.compared => format!("{} against {}", left.text, right.text),
                (Some(printed), Some(computed)) => format!("printed {}, computed {}", printed.text, computed.text),
                _ => "this is not so".to_owned(),
            };
            let help = match &line.difference {
                Some(difference) if !line.compared => {
                    let (size, way) = match difference.text.strip_prefix('-') {
                        Some(size) => (size, "less"),
                        None => (difference.text.trim_start_matches('+'), "more"),
                    };
                    format!("computed is {size} {way} than printed; a claim known to be wrong is a `dispute`")
                }
                _ => "a claim known to be wrong is a `dispute`".to_owned(),
            };
            diagnostics.push(span, Finding::Fails { label, help, place, figures });
        }
        ClaimState::DisputedWrongly => {
            let computed = text(&line.computed);
            diagnostics.push(span, Finding::DisputedWrongly { label, place, computed });
        }
        ClaimState::Holds | ClaimState::Disputed | ClaimState::Unknown => {}
    }
}
