//! Errors in what is declared.

use miette::{Diagnostic, SourceSpan};
use thiserror::Error;

/// Errors in what is declared.
#[derive(Debug, Error, Diagnostic)]
#[allow(missing_docs)]
pub enum ResolveError {
    #[error("`{name}` is declared twice")]
    #[diagnostic(code(N201), help("give one of them another name"))]
    Duplicate {
        name: String,
        #[label("first here")]
        first: SourceSpan,
        #[label("and again here")]
        second: SourceSpan,
    },
    #[error("`{name}` is already declared in {place}")]
    #[diagnostic(code(N202), help("give it another name"))]
    DuplicateElsewhere {
        name: String,
        place: String,
        #[label("again here")]
        second: SourceSpan,
    },
    #[error("`{name}` is already {what}")]
    #[diagnostic(code(N203), help("{help}"))]
    Taken {
        name: String,
        what: &'static str,
        help: String,
        #[label("choose another name")]
        place: SourceSpan,
    },
    #[error("there is no module `{name}` in the library")]
    #[diagnostic(code(N204), help("{help}"))]
    UnknownModule {
        name: String,
        help: String,
        #[label("not found")]
        place: SourceSpan,
    },
    #[error("the file `{name}` cannot be used: {reason}")]
    #[diagnostic(code(N205), help("a path is taken from the folder of the study that names it"))]
    UnreadableFile {
        name: String,
        reason: String,
        #[label("named here")]
        place: SourceSpan,
    },
}
