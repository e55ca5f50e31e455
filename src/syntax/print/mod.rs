//! The one layout. A file becomes a list of items (`declarations`, `items`), comments and blank lines are given their
//! places among them (`comments`), neighbours are aligned (`align`), and what is too long for a line is broken
//! (`layout`, `pieces`). The words of the text and their order stay as they are: only blanks, line ends, the signs
//! between rows and the comma behind the last element of a list change.

mod align;
mod comments;
mod declarations;
mod expressions;
mod items;
mod layout;
mod pieces;
mod rows;
mod what_if;

use super::expression::Expression;
use super::tree::File;
use crate::base::Source;
use comments::Notes;
use layout::Layout;
use pieces::Pieces;

/// A file in the one layout. It must have been read from `source` without an error: what could not be read is not in
/// the tree, and would be lost.
pub fn print(file: &File, source: &Source) -> String {
    let notes = Notes { text: source.text(), comments: &file.comments };
    let items = declarations::items(file, &notes);
    Layout::file(&notes, &items)
}

/// An expression on one line.
pub fn print_expression(expression: &Expression) -> String {
    let mut pieces = Pieces::default();
    expressions::expression(&mut pieces, expression);
    let mut text = String::new();
    pieces.write_flat(&mut text);
    text
}
