//! Texts with values in them: `"{observations} readings are enough"`.

use super::declarations::Builder;
use super::errors::SyntaxError;
use super::expressions::unquote;
use super::grammar::{Rule, StudyParser};
use super::outline;
use crate::base::{Span, Text};
use crate::syntax::expression::{Expression, ExpressionNode, TemplatePiece};
use pest::Parser;
use std::ops::Range;

impl Builder<'_> {
    /// A text in quotes; what stands between braces is computed.
    pub(super) fn template(&mut self, quoted: &str, span: Span) -> ExpressionNode {
        let holes = holes(quoted);
        if holes.is_empty() {
            return ExpressionNode::Text(unquote(quoted));
        }
        let mut pieces = Vec::new();
        let mut start = 1;
        for hole in holes {
            let before = quoted.get(start..hole.start).unwrap_or_default();
            if !before.is_empty() {
                pieces.push(TemplatePiece::Text(piece_text(before)));
            }
            let inside = quoted.get(hole.start + 1..hole.end).unwrap_or_default();
            let at = span.start as usize + hole.start + 1;
            match self.hole(inside, at) {
                Some(value) => pieces.push(TemplatePiece::Value(value)),
                None => {
                    let place = Span::new(self.id, at - 1, (at + inside.len() + 1).min(span.end as usize));
                    self.diagnostics.push(place, SyntaxError::Template { place: place.bytes() });
                }
            }
            start = hole.end + 1;
        }
        let behind = quoted.get(start..quoted.len().saturating_sub(1)).unwrap_or_default();
        if !behind.is_empty() {
            pieces.push(TemplatePiece::Text(piece_text(behind)));
        }
        ExpressionNode::Template(pieces)
    }

    /// The expression between two braces, if it is one.
    fn hole(&mut self, inside: &str, at: usize) -> Option<Expression> {
        if !outline::outline(inside, self.id).problems.is_empty() {
            return None;
        }
        let pair = StudyParser::parse(Rule::lone_expression, inside).ok()?.next()?.into_inner().next()?;
        let outer = std::mem::replace(&mut self.offset, at);
        let value = self.expression(pair);
        self.offset = outer;
        Some(value)
    }
}

fn piece_text(text: &str) -> Text {
    unquote(&format!("\"{text}\""))
}

/// Where braces open and close, from brace to brace; one that is never closed goes to the end.
fn holes(quoted: &str) -> Vec<Range<usize>> {
    let (mut holes, mut open, mut escaped) = (Vec::new(), None, false);
    for (at, byte) in quoted.bytes().enumerate() {
        match (byte, open) {
            _ if escaped => escaped = false,
            (b'\\', None) => escaped = true,
            (b'{', None) => open = Some(at),
            (b'}', Some(start)) => {
                holes.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    holes.extend(open.map(|start| start..quoted.len().saturating_sub(1)));
    holes
}
