//! A place in a source text.

use super::source::SourceId;
use serde::{Deserialize, Serialize};

/// A range of bytes in one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The text this range lies in.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end` of `source`.
    pub fn new(source: SourceId, start: usize, end: usize) -> Span {
        Span { source, start: clamp(start), end: clamp(end) }
    }

    /// The smallest range that holds both; `other` must lie in the same source.
    pub fn to(self, other: Span) -> Span {
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The range as the diagnostics library counts it.
    pub fn bytes(self) -> miette::SourceSpan {
        (self.start as usize..self.end as usize).into()
    }
}

impl From<Span> for miette::SourceSpan {
    fn from(span: Span) -> Self {
        span.bytes()
    }
}

/// Sources are capped far below four gigabytes when they are read, so this never loses a byte of a real text.
fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
