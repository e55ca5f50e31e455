//! Source texts: studies, library modules and data files, as diagnostics quote them.

use super::sign::is_command;
use super::span::Span;
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, OnceLock};

/// Which text a span lies in. Library modules have fixed numbers, so that their trees can be built beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(pub u32);

const LIBRARY: u32 = 1 << 31;

impl SourceId {
    /// The source of the library module with this index.
    pub fn library(module: usize) -> SourceId {
        SourceId(LIBRARY | u32::try_from(module).unwrap_or(0))
    }

    /// Whether the text belongs to the standard library and not to the user.
    pub fn is_library(self) -> bool {
        self.0 & LIBRARY != 0
    }
}

/// One text with its name, and where its lines begin.
#[derive(Debug)]
pub struct Source {
    /// The name shown to the user, usually a path.
    pub name: String,
    text: String,
    /// The text without anything that a terminal would obey, if there is any of it.
    shown: OnceLock<Option<String>>,
    lines: OnceLock<Vec<usize>>,
}

/// How much of a very long line is quoted around the place that matters.
const QUOTED: usize = 160;

impl Source {
    /// A text as it is shown to the user.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        Source { name: name.into(), text: text.into(), shown: OnceLock::new(), lines: OnceLock::new() }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as it may be quoted: every sign keeps its place.
    fn shown(&self) -> &str {
        let obeyed = |sign: char| is_command(sign) && !matches!(sign, '\n' | '\r' | '\t');
        let shown = self.shown.get_or_init(|| {
            let replaced = |sign: char| if obeyed(sign) { "?".repeat(sign.len_utf8()) } else { sign.to_string() };
            self.text.contains(obeyed).then(|| self.text.chars().map(replaced).collect())
        });
        shown.as_deref().unwrap_or(&self.text)
    }

    /// The text of a span, or nothing where the span does not fit.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Line and column, both from one, columns counted in characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line_of(offset);
        let start = self.line_start(line);
        let before = self.text.get(start..offset.min(self.text.len())).unwrap_or_default();
        (line + 1, before.chars().count() + 1)
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect()
        })
    }

    fn line_of(&self, offset: usize) -> usize {
        self.lines().partition_point(|start| *start <= offset).saturating_sub(1)
    }

    fn line_start(&self, line: usize) -> usize {
        self.lines().get(line).copied().unwrap_or(self.text.len())
    }

    /// The byte range to quote: whole lines, unless a line is too long to be read.
    fn window(&self, span: &SourceSpan, before: usize, after: usize) -> (usize, usize, usize) {
        let last_byte = (span.offset() + span.len().saturating_sub(1)).min(self.text.len());
        let first = self.line_of(span.offset()).saturating_sub(before);
        let last = self.line_of(last_byte) + after;
        let (start, end) = (self.line_start(first), self.line_start(last + 1));
        if end - start <= QUOTED * (last + 1 - first) {
            return (start, end, first);
        }
        let line = self.line_of(span.offset());
        let start = self.boundary(self.line_start(line).max(span.offset().saturating_sub(QUOTED / 2)));
        let line_end = self.line_start(line + 1);
        let end = self.boundary(line_end.min(span.offset().saturating_add(QUOTED)).max(start));
        (start, end, line)
    }

    fn boundary(&self, mut offset: usize) -> usize {
        while !self.text.is_char_boundary(offset) {
            offset += 1;
        }
        offset
    }
}

impl Source {
    /// The place alone, as the header of a diagnostic asks for it: line and column, counted in characters.
    fn place<'a>(&'a self, span: &SourceSpan) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (line, column) = self.position(span.offset());
        let end = self.boundary((span.offset() + span.len()).min(self.text.len()));
        let data = self.shown().as_bytes().get(span.offset()..end).ok_or(MietteError::OutOfBounds)?;
        let place = SourceSpan::from(span.offset()..end);
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), data, place, line - 1, column - 1, 1)))
    }
}

impl SourceCode for Source {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        if span.offset() > self.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        if before == 0 && after == 0 {
            return self.place(span);
        }
        let (start, end, line) = self.window(span, before, after);
        let data = self.shown().as_bytes().get(start..end).ok_or(MietteError::OutOfBounds)?;
        let column = start - self.line_start(line);
        let lines = data.iter().filter(|byte| **byte == b'\n').count();
        let quoted = SourceSpan::from(start..end);
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), data, quoted, line, column, lines)))
    }
}

/// All texts of one run. The number of a user's text is its place in the list.
#[derive(Default, Debug, Clone)]
pub struct Sources {
    user: Vec<Arc<Source>>,
    library: Vec<Option<Arc<Source>>>,
}

impl Sources {
    /// Takes a text in and gives it a number.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.user.push(Arc::new(source));
        SourceId(u32::try_from(self.user.len() - 1).unwrap_or(0))
    }

    /// Takes in the text of a library module under its fixed number.
    pub fn add_library(&mut self, module: usize, source: Arc<Source>) {
        if self.library.len() <= module {
            self.library.resize(module + 1, None);
        }
        if let Some(place) = self.library.get_mut(module) {
            *place = Some(source);
        }
    }

    /// The text with this number.
    pub fn get(&self, id: SourceId) -> Option<&Arc<Source>> {
        if id.is_library() {
            self.library.get((id.0 ^ LIBRARY) as usize)?.as_ref()
        } else {
            self.user.get(id.0 as usize)
        }
    }

    /// The text that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).map(|source| source.slice(span)).unwrap_or_default()
    }

    /// `file:line` of the beginning of a span.
    pub fn place(&self, span: Span) -> String {
        match self.get(span.source) {
            Some(source) => format!("{}:{}", source.name, source.position(span.start as usize).0),
            None => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_columns_in_characters() {
        let source = Source::new("a.study", "satu\nwaktu é b");
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(source.position("satu\nwaktu é ".len()), (2, 9));
    }

    #[test]
    fn cuts_a_long_line_around_the_place() {
        let text = "x".repeat(1_000_000);
        let source = Source::new("a.study", text);
        let span = SourceSpan::from(500_000..500_001);
        let quoted = source.read_span(&span, 1, 1).unwrap();
        assert!(quoted.data().len() <= 2 * QUOTED);
    }
}
