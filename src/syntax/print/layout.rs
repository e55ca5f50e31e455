//! Items as text.

use super::align::paddings;
use super::comments::{Note, Notes, Place};
use super::items::{Body, Item};
use super::pieces::{width, write_indent};

/// How far in a body stands.
const INDENT: usize = 2;

/// The text as far as it is written.
pub struct Layout<'t> {
    notes: &'t Notes<'t>,
    out: String,
}

impl<'t> Layout<'t> {
    /// Writes a whole file.
    pub fn file(notes: &'t Notes<'t>, items: &[Item<'t>]) -> String {
        let mut layout = Layout { notes, out: String::with_capacity(notes.text.len() + notes.text.len() / 4) };
        layout.block(items, 0, notes.text.len(), 0);
        if layout.out.is_empty() {
            layout.out.push('\n');
        }
        layout.out
    }

    /// The items between two places of the text, each on lines of its own.
    fn block(&mut self, items: &[Item<'t>], start: usize, end: usize, indent: usize) {
        let (places, rest) = self.notes.places(items, start, end);
        let paddings = paddings(items, &places, indent);
        let begins = self.out.len();
        for ((item, place), padding) in items.iter().zip(&places).zip(&paddings) {
            self.comments(&place.before, begins, indent);
            self.item(item, place, padding, begins, indent);
        }
        self.comments(&rest, begins, indent);
    }

    /// A blank line, unless a body begins here.
    fn blank(&mut self, wanted: bool, begins: usize) {
        if wanted && self.out.len() > begins {
            self.out.push('\n');
        }
    }

    fn comments(&mut self, notes: &[Note<'t>], begins: usize, indent: usize) {
        for note in notes {
            self.blank(note.blank, begins);
            write_indent(&mut self.out, indent);
            self.out.push_str(note.text);
            self.out.push('\n');
        }
    }

    fn item(&mut self, item: &Item<'t>, place: &Place<'t>, padding: &[usize], begins: usize, indent: usize) {
        self.blank(place.blank, begins);
        for line in item.documentation.iter().flat_map(|documentation| &documentation.lines) {
            write_indent(&mut self.out, indent);
            self.out.push_str(if line.is_empty() { "##" } else { "## " });
            self.out.push_str(line);
            self.out.push('\n');
        }
        let column = write_indent(&mut self.out, indent);
        let form = &item.form;
        if form.fits(indent, 0) {
            form.write_flat(padding, &mut self.out);
        } else {
            let head = form.head(padding);
            self.out.push_str(&head);
            form.rest.write(&mut self.out, indent, column + width(&head));
            if let Some(body) = &form.body {
                self.body(body, indent);
            }
        }
        self.behind(place.behind);
        self.out.push('\n');
    }

    fn body(&mut self, body: &Body<'t>, indent: usize) {
        self.out.push_str(" {");
        if !body.empty {
            let (start, end) = (body.span.start as usize + 1, (body.span.end as usize).saturating_sub(1));
            let first = body.items.first().map_or(end, |item| item.span.start as usize);
            let opening = self.notes.behind(start, first);
            self.behind(opening.map(|comment| &*comment.text));
            self.out.push('\n');
            let start = opening.map_or(start, |comment| comment.span.end as usize);
            self.block(&body.items, start, end, indent + INDENT);
            write_indent(&mut self.out, indent);
        }
        self.out.push('}');
    }

    fn behind(&mut self, comment: Option<&str>) {
        if let Some(comment) = comment {
            self.out.push_str("  ");
            self.out.push_str(comment);
        }
    }
}
