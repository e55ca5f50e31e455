//! Where comments and blank lines go: each comment to the item it precedes, the item it follows, or the end of a body.

use super::items::Item;
use crate::base::Span;
use crate::syntax::tree::Comment;

/// What the text holds besides the tree.
pub struct Notes<'t> {
    /// The text.
    pub text: &'t str,
    /// Its comments in their order.
    pub comments: &'t [Comment],
}

/// A comment on a line of its own, and whether a blank line stands before it.
pub struct Note<'t> {
    /// With its `#`.
    pub text: &'t str,
    /// Whether a blank line stands before it.
    pub blank: bool,
}

/// What stands around an item.
#[derive(Default)]
pub struct Place<'t> {
    /// On lines before it.
    pub before: Vec<Note<'t>>,
    /// Whether a blank line stands before it.
    pub blank: bool,
    /// Behind it.
    pub behind: Option<&'t str>,
}

impl<'t> Notes<'t> {
    /// The comments that begin in a range of the text.
    pub fn within(&self, start: usize, end: usize) -> &'t [Comment] {
        let first = self.comments.partition_point(|comment| (comment.span.start as usize) < start);
        let last = self.comments.partition_point(|comment| (comment.span.start as usize) < end);
        self.comments.get(first..last).unwrap_or_default()
    }

    /// Whether comments stand between these braces.
    pub fn in_body(&self, body: Span) -> bool {
        !self.within(body.start as usize, body.end as usize).is_empty()
    }

    /// Whether a body is written on one line.
    pub fn is_inline(&self, body: Span) -> bool {
        !self.between(body.start as usize, body.end as usize).contains('\n')
    }

    fn between(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether a line with nothing on it stands between two places.
    fn has_blank(&self, start: usize, end: usize) -> bool {
        let mut lines = self.between(start, end).split('\n').skip(1).peekable();
        while let Some(line) = lines.next() {
            if lines.peek().is_some() && line.trim().is_empty() {
                return true;
            }
        }
        false
    }

    /// The comment behind `at` on the same line, if it comes before `limit`.
    pub fn behind(&self, at: usize, limit: usize) -> Option<&'t Comment> {
        let comment = self.within(at, limit).first()?;
        let gap = self.between(at, comment.span.start as usize);
        (comment.trailing && !gap.contains('\n')).then_some(comment)
    }

    /// The places of the items that stand between `start` and `end`, and the comments after the last of them.
    pub fn places(&self, items: &[Item<'t>], start: usize, end: usize) -> (Vec<Place<'t>>, Vec<Note<'t>>) {
        let mut places = Vec::with_capacity(items.len());
        let mut at = start;
        for (index, item) in items.iter().enumerate() {
            let begins = item.span.start as usize;
            let (head, ends) = match &item.form.body {
                Some(body) => (body.span.start as usize, body.span.end as usize),
                None => (item.span.end as usize, item.span.end as usize),
            };
            let mut before = self.own_lines(&mut at, begins);
            // A comment that is taken out of the item stands between the item and the blank line before it.
            let mut wanted = self.has_blank(at, begins);
            for comment in self.within(begins, head) {
                before.push(Note { text: &comment.text, blank: std::mem::take(&mut wanted) });
            }
            let next = items.get(index + 1).map_or(end, |next| next.span.start as usize);
            let behind = self.behind(ends, next);
            at = behind.map_or(ends, |comment| comment.span.end as usize);
            places.push(Place { before, blank: wanted, behind: behind.map(|comment| &*comment.text) });
        }
        let rest = self.own_lines(&mut at, end);
        (places, rest)
    }

    /// The comments between `at` and `end`; moves `at` behind them.
    fn own_lines(&self, at: &mut usize, end: usize) -> Vec<Note<'t>> {
        let mut notes = Vec::new();
        for comment in self.within(*at, end) {
            notes.push(Note { text: &comment.text, blank: self.has_blank(*at, comment.span.start as usize) });
            *at = comment.span.end as usize;
        }
        notes
    }
}
