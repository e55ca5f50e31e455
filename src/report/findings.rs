//! Findings: claims that do not follow from the study.

use super::{ClaimLine, ClaimState};
use crate::base::{Diagnostics, Facts, Span};
use crate::slip::Slip;
use miette::{Diagnostic, SourceSpan};
use thiserror::Error;

/// A claim that does not follow, or follows although it is disputed; two figures that differ.
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
    #[error("{label}: the two differ")]
    #[diagnostic(code(C503), help("{help}"))]
    Differs {
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
    let facts = Facts {
        printed: line.printed.as_ref().map(|entry| entry.text.clone()),
        computed: line.computed.as_ref().map(|entry| entry.text.clone()),
        explanations: line.slips.as_ref().map(|slips| slips.iter().map(Slip::told).collect()),
    };
    let figures = match (&line.printed, &line.computed) {
        (Some(right), Some(left)) if line.compared => format!("{} against {}", left.text, right.text),
        (Some(printed), Some(computed)) => format!("printed {}, computed {}", printed.text, computed.text),
        _ => "this is not so".to_owned(),
    };
    let finding = match line.state {
        ClaimState::Fails => {
            let mut help = explanations(line);
            if let Some(difference) = line.difference.as_ref().filter(|_| !line.compared) {
                help.insert(0, format!("computed is {} than printed", more_or_less(&difference.text)));
            }
            help.push("a claim known to be wrong is a `dispute`".to_owned());
            Finding::Fails { label, help: help.join("\n"), place, figures }
        }
        ClaimState::Differs => {
            let mut help = explanations(line);
            if let Some(difference) = &line.difference {
                help.insert(0, format!("the first is {} than the second", more_or_less(&difference.text)));
            }
            help.push("a contradiction that cannot be mended is a `dispute \"…\": … is …`".to_owned());
            Finding::Differs { label, help: help.join("\n"), place, figures }
        }
        ClaimState::DisputedWrongly => Finding::DisputedWrongly { label, place, computed: text(&line.computed) },
        ClaimState::Holds | ClaimState::Disputed | ClaimState::Unknown => return,
    };
    diagnostics.push_with(span, finding, facts);
}

fn more_or_less(difference: &str) -> String {
    match difference.strip_prefix('-') {
        Some(size) => format!("{size} less"),
        None => format!("{} more", difference.trim_start_matches('+')),
    }
}

/// Where nothing that was tried leads to the printed figure.
const NO_SLIP: &str = "no slip that is known leads to it";

/// The mistakes that lead to a printed figure, a line each.
pub(super) fn explanations(line: &ClaimLine) -> Vec<String> {
    let Some(slips) = &line.slips else { return Vec::new() };
    if slips.is_empty() {
        return vec![format!("→ {NO_SLIP}")];
    }
    let lead = |place: usize| if place == 0 { "→" } else { "  or" };
    slips.iter().enumerate().map(|(place, slip)| format!("{} {}", lead(place), slip.sentence)).collect()
}
