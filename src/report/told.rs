//! What a report finds fault with: its words are in the reader's language already.

use crate::base::Span;
use miette::{Diagnostic, LabeledSpan, Severity};
use std::fmt;

/// A finding or a warning at its place.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) code: String,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) help: String,
    /// What stands at the place.
    pub(super) label: String,
    pub(super) place: Span,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Told {}

impl Diagnostic for Told {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::new_with_span(Some(self.label.clone()), self.place.bytes());
        Some(Box::new(std::iter::once(label)))
    }
}
