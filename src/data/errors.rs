//! What is wrong with a data file.

use miette::{Diagnostic, SourceSpan};
use thiserror::Error;

/// What is wrong with a data file.
#[derive(Debug, Error, Diagnostic)]
#[allow(missing_docs)]
pub enum DataError {
    #[error("the data file `{path}` cannot be read: {reason}")]
    #[diagnostic(code(F601))]
    Unreadable {
        path: String,
        reason: String,
        #[help]
        help: Option<String>,
        #[label("named here")]
        place: SourceSpan,
    },
    #[error("the data file `{path}` has no column headed \"{header}\"")]
    #[diagnostic(code(F602), help("{help}"))]
    NoColumn {
        path: String,
        header: String,
        help: String,
        #[label("wanted by the study")]
        place: SourceSpan,
    },
    #[error("column \"{column}\", line {line}: `{found}` is not {expected}")]
    #[diagnostic(code(F603), help("{help}"))]
    BadCell {
        column: String,
        line: u64,
        found: String,
        expected: String,
        help: String,
        #[label("not {expected}")]
        place: SourceSpan,
    },
    #[error("line {line} has {found} cells and the heading has {expected}")]
    #[diagnostic(code(F604), help("every row has a cell for every column; put quotes around text with a comma in it"))]
    WrongLength {
        line: u64,
        found: usize,
        expected: usize,
        #[label("this row")]
        place: SourceSpan,
    },
    #[error("the heading \"{header}\" stands twice")]
    #[diagnostic(code(F605), help("the columns of a data file need names of their own"))]
    DuplicateHeader {
        header: String,
        #[label("again here")]
        place: SourceSpan,
    },
    #[error("{count} more cells of this file are wrong in the same way")]
    #[diagnostic(code(F606), help("the first {shown} are shown"))]
    More { count: usize, shown: usize },
    #[error("a quote in line {line} is never closed")]
    #[diagnostic(code(F610), help("put `\"` where the text ends; a quote inside of a text is written twice"))]
    OpenQuote {
        line: u64,
        #[label("this row swallows what follows")]
        place: SourceSpan,
    },
    #[error("the data file `{path}` is empty")]
    #[diagnostic(code(F607), help("its first line names the columns"))]
    Empty {
        path: String,
        #[label("named here")]
        place: SourceSpan,
    },
    #[error("`{path}` would be read as a workbook, and only text with separated columns is read so far")]
    #[diagnostic(code(F609), help("save the sheet as CSV and name that file, without `sheet`"))]
    Workbook {
        path: String,
        #[label("named here")]
        place: SourceSpan,
    },
    #[error("column \"{column}\" cannot hold {what}")]
    #[diagnostic(
        code(F608),
        help("a column holds numbers with a unit, `text`, `date`, `clock`, `yes/no` or a choice of words")
    )]
    NoColumnType {
        column: String,
        what: String,
        #[label("declared here")]
        place: SourceSpan,
    },
}
