//! What is wrong with a data file.

use super::text::Unread;
use crate::base::nearest;
use crate::hir;
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
    #[error("{problem}")]
    #[diagnostic(code(F609), help("{help}"))]
    Sheet {
        problem: String,
        help: String,
        #[label("named here")]
        place: SourceSpan,
    },
    #[error("is the point in `{found}` a decimal mark, or does it part thousands?")]
    #[diagnostic(
        code(F611),
        help("every number of the column could be either: say `decimal point` or `decimal comma` behind the path")
    )]
    Mark {
        found: String,
        #[label("either")]
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

impl DataError {
    /// A file that could not be had as text.
    pub fn unread(spec: &hir::Table, unread: &Unread) -> DataError {
        let help = "the path is taken from the folder of the study that names it".to_owned();
        let help = matches!(unread, Unread::NotThere).then_some(help);
        let (path, reason) = (spec.path.to_string(), unread.reason());
        DataError::Unreadable { path, reason, help, place: spec.path_span.bytes() }
    }

    /// A sheet of something that has none.
    pub fn no_workbook(spec: &hir::Table) -> DataError {
        let problem = format!("`{}` is no workbook, so it has no sheets", spec.path);
        let help = "take away `sheet`, or name a file that ends in .xlsx, .xls or .ods".to_owned();
        DataError::Sheet { problem, help, place: spec.path_span.bytes() }
    }

    /// A sheet that is not there, or is not named where there are several.
    pub fn no_sheet(spec: &hir::Table, names: &[String]) -> DataError {
        let known = names.join(", ");
        let (problem, help) = match &spec.sheet {
            None => (
                format!("`{}` has {} sheets", spec.path, names.len()),
                format!("say which is meant: `sheet \"{}\"`; it has {known}", names.first().map_or("", String::as_str)),
            ),
            Some(sheet) => (
                format!("`{}` has no sheet \"{sheet}\"", spec.path),
                match nearest(sheet, names.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("it has {known}"),
                },
            ),
        };
        DataError::Sheet { problem, help, place: spec.path_span.bytes() }
    }
}
