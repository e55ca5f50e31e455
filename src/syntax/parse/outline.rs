//! One quick look over the bytes before the grammar sees them: where declarations begin, which brackets are open,
//! where the comments are. Deep nesting is refused here, because the grammar works on the stack.

use super::errors::SyntaxError;
use crate::base::{SourceId, Span, Text};
use crate::syntax::tree::Comment;
use crate::syntax::words;
use std::ops::Range;

/// How deep brackets may nest.
pub const DEEPEST: usize = 256;

/// No name is longer.
const LONGEST_NAME: usize = 200;

/// No declaration is longer; observations belong into data files.
const LONGEST_DECLARATION: usize = 2 << 20;

/// After so many errors in brackets and quotes the rest is not looked at again.
const MOST_RESTARTS: usize = 20;

/// What the look found.
pub struct Outline {
    /// The declarations: byte ranges that together hold all of the text that can be read.
    pub pieces: Vec<Range<usize>>,
    /// All comments but documentation.
    pub comments: Vec<Comment>,
    /// Brackets and quotes that do not fit.
    pub problems: Vec<(Span, SyntaxError)>,
}

/// Looks the text over.
pub fn outline(text: &str, id: SourceId) -> Outline {
    let mut look = Look::new(text, id);
    look.run();
    look.outline
}

struct Look<'t> {
    text: &'t str,
    bytes: &'t [u8],
    id: SourceId,
    at: usize,
    open: Vec<(u8, usize)>,
    piece_start: usize,
    /// The last byte that was neither blank nor comment.
    last: u8,
    line_start: usize,
    /// Whether the piece is beyond reading, so that the grammar need not complain too.
    spoilt: bool,
    /// Where documentation that belongs to the next declaration begins.
    documentation: Option<usize>,
    /// How many `if`s may lie in each other at this place.
    conditions: usize,
    outline: Outline,
}

impl<'t> Look<'t> {
    fn new(text: &'t str, id: SourceId) -> Look<'t> {
        let outline = Outline { pieces: Vec::new(), comments: Vec::new(), problems: Vec::new() };
        Look {
            text,
            bytes: text.as_bytes(),
            id,
            at: 0,
            open: Vec::new(),
            piece_start: 0,
            last: b'\n',
            line_start: 0,
            spoilt: false,
            documentation: None,
            conditions: 0,
            outline,
        }
    }

    fn run(&mut self) {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            if self.at == self.line_start && self.open.is_empty() && self.begins_declaration() {
                self.cut(self.documentation.unwrap_or(self.at));
                self.documentation = None;
            }
            match byte {
                b'\n' => {
                    self.at += 1;
                    self.line_start = self.at;
                    continue;
                }
                b' ' | b'\t' | b'\r' => {
                    self.at += 1;
                    continue;
                }
                b'#' => {
                    self.comment();
                    continue;
                }
                b'"' => self.quoted(),
                b'(' | b'[' | b'{' => self.opened(byte),
                b')' | b']' | b'}' => self.closed(byte),
                b':' | b';' if !matches!(self.open.last(), Some((b'(' | b'[', _))) => self.conditions = 0,
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                    self.skip_word();
                    continue;
                }
                _ => {}
            }
            self.last = byte;
            self.at += 1;
        }
        self.finish();
    }

    /// A letter in the first column, unless the line before waits for more or the word carries an expression on.
    fn begins_declaration(&self) -> bool {
        let first = self.bytes.get(self.at).copied().unwrap_or(b' ');
        let waits = matches!(self.last, b',' | b'+' | b'-' | b'*' | b'/' | b'^' | b'=' | b'<' | b'>' | b':');
        let letter = first.is_ascii_alphabetic() || first == b'_' || first >= 0x80;
        let documents = self.text.get(self.at..).is_some_and(|rest| rest.starts_with("##") && !rest.starts_with("###"));
        if documents {
            return !waits && self.documentation.is_none();
        }
        letter && (!waits || self.documentation.is_some()) && !words::is_inside(self.word())
    }

    fn word(&self) -> &'t str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// An `if` may lie in another without brackets, and each takes some of the stack.
    fn skip_word(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').unwrap_or(rest.len());
        if rest.get(..length) == Some(b"if") {
            self.conditions += 1;
            if self.conditions == DEEPEST {
                let at = self.at;
                self.problem(at, at + 2, |place| SyntaxError::TooDeep { deepest: DEEPEST, place });
            }
        }
        if length > LONGEST_NAME {
            let at = self.at;
            self.problem(at, at + 1, |place| SyntaxError::LongName { longest: LONGEST_NAME, place });
        }
        self.last = b'a';
        self.at += length;
    }

    fn cut(&mut self, at: usize) {
        self.conditions = 0;
        if at > self.piece_start + LONGEST_DECLARATION && !self.spoilt {
            let start = self.piece_start;
            let megabytes = LONGEST_DECLARATION >> 20;
            self.problem(start, start + 1, |place| SyntaxError::LongDeclaration { megabytes, place });
        }
        if at > self.piece_start {
            if !self.spoilt {
                self.outline.pieces.push(self.piece_start..at);
            }
            self.piece_start = at;
            self.spoilt = false;
        }
    }

    fn comment(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        let end = self.at + length;
        let text = self.text.get(self.at..end).unwrap_or_default().trim_end();
        let documents = text.starts_with("##") && !text.starts_with("###");
        if documents {
            if self.open.is_empty() && self.documentation.is_none() && self.at == self.line_start {
                self.documentation = Some(self.at);
            }
        } else {
            let line = self.text.get(self.line_start..self.at).unwrap_or_default();
            let span = Span::new(self.id, self.at, self.at + text.len());
            self.outline.comments.push(Comment { text: Text::from(text), span, trailing: !line.trim().is_empty() });
        }
        self.at = end;
    }

    /// Leaves `at` on the closing quote.
    fn quoted(&mut self) {
        let start = self.at;
        let mut at = self.at + 1;
        loop {
            match self.bytes.get(at) {
                Some(b'"') => {
                    self.at = at;
                    return;
                }
                Some(b'\\') if matches!(self.bytes.get(at + 1), Some(b'"' | b'\\')) => at += 2,
                Some(b'\n') | None => break,
                Some(_) => at += 1,
            }
        }
        let end = at.min(self.bytes.len());
        self.problem(start, end, |place| SyntaxError::OpenQuote { place });
        self.at = end - 1;
    }

    fn opened(&mut self, bracket: u8) {
        if self.open.len() == DEEPEST {
            let at = self.at;
            self.problem(at, at + 1, |place| SyntaxError::TooDeep { deepest: DEEPEST, place });
            self.at = self.bytes.len();
            self.open.clear();
            return;
        }
        self.open.push((bracket, self.at));
    }

    fn closed(&mut self, bracket: u8) {
        let at = self.at;
        match self.open.pop() {
            None if self.spoilt => {}
            None => self.problem(at, at + 1, |place| SyntaxError::NothingToClose { bracket: bracket as char, place }),
            Some((open, start)) if partner(open) != bracket => {
                let opened = Span::new(self.id, start, start + 1).bytes();
                self.problem(at, at + 1, |place| SyntaxError::WrongBracket {
                    expected: partner(open) as char,
                    found: bracket as char,
                    opened,
                    place,
                });
            }
            Some(_) => {}
        }
    }

    fn problem(&mut self, start: usize, end: usize, make: impl FnOnce(miette::SourceSpan) -> SyntaxError) {
        let span = Span::new(self.id, start, end);
        self.outline.problems.push((span, make(span.bytes())));
        self.spoilt = true;
    }

    /// The end of the text, or the place to begin anew behind a bracket that was never closed.
    fn finish(&mut self) {
        let Some((bracket, start)) = self.open.first().copied() else {
            self.cut(self.bytes.len());
            return;
        };
        self.problem(start, start + 1, |place| SyntaxError::NeverClosed {
            bracket: bracket as char,
            closing: partner(bracket) as char,
            place,
        });
        self.open.clear();
        let next = self.next_declaration(start).filter(|_| self.outline.problems.len() < MOST_RESTARTS);
        if let Some(next) = next {
            self.cut(next);
            self.outline.comments.retain(|comment| (comment.span.start as usize) < next);
            self.at = next;
            self.line_start = next;
            self.documentation = None;
            self.last = b'\n';
            self.run();
        }
    }

    fn next_declaration(&self, after: usize) -> Option<usize> {
        let rest = self.text.get(after..)?;
        rest.match_indices('\n').map(|(at, _)| after + at + 1).find(|line| {
            let line = self.text.get(*line..).unwrap_or_default();
            let word = line.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            words::DECLARATIONS.contains(&word)
        })
    }
}

fn partner(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

/// Cuts the inside of a pair of braces into rows, at `;` and at line ends that an expression does not carry over.
pub fn rows(inside: &str, id: SourceId) -> Vec<Range<usize>> {
    let mut look = Look::new(inside, id);
    let mut rows = Vec::new();
    let mut start = 0;
    while let Some(byte) = look.bytes.get(look.at).copied() {
        match byte {
            b'#' => {
                look.comment();
                continue;
            }
            b'"' => look.quoted(),
            b'(' | b'[' | b'{' => look.opened(byte),
            b')' | b']' | b'}' => look.closed(byte),
            b'\n' => look.line_start = look.at + 1,
            _ => {}
        }
        let ends = byte == b';' || byte == b'\n' && look.next_line_begins_row();
        if look.open.is_empty() && ends {
            rows.push(start..look.at);
            start = look.at + 1;
        }
        if !byte.is_ascii_whitespace() {
            look.last = byte;
        }
        look.at += 1;
    }
    rows.push(start..inside.len());
    rows.retain(|row| inside.get(row.clone()).is_some_and(has_words));
    rows
}

impl Look<'_> {
    fn next_line_begins_row(&self) -> bool {
        let rest = self.text.get(self.at + 1..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start().len();
        let mut next = Look::new(self.text, self.id);
        next.at = self.at + 1 + blanks;
        next.last = self.last;
        next.begins_declaration()
    }
}

/// Whether anything but blanks and comments stands in a text.
fn has_words(text: &str) -> bool {
    text.lines().any(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
}
