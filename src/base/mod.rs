//! What every phase stands on: source texts, places in them, the list of diagnostics, nearest names, signs that a terminal would
//! obey, the languages, and the threads that share work.

pub mod crew;
pub mod diagnostics;
pub mod language;
pub mod name;
pub mod sign;
pub mod source;
pub mod span;

pub use diagnostics::{Diagnostics, Explained, Facts, Problem, Severity};
pub use language::Language;
pub use name::{Text, brought, nearest};
pub use sign::is_command;
pub use source::{Source, SourceId, Sources};
pub use span::Span;
