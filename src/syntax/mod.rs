//! The text of a study as a tree: the tree itself, reading it (the only user of pest) and printing it (the formatter).

pub mod expression;
mod kinds;
pub mod parse;
pub mod print;
pub mod tree;
pub mod visit;
pub mod words;

pub use expression::{Expression, ExpressionNode};
pub use parse::parse;
pub use tree::{Declaration, File};
