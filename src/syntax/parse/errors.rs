//! What is wrong with a text that the grammar does not take, in the reader's words.

use super::grammar::{Rule, StudyParser};
use super::outline;
use crate::base::{Diagnostics, SourceId, Span, is_command};
use crate::syntax::words;
use miette::{Diagnostic, SourceSpan};
use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use std::ops::Range;
use thiserror::Error;

/// Errors in the text itself.
#[derive(Debug, Error, Diagnostic)]
#[allow(missing_docs)]
pub enum SyntaxError {
    #[error("{found} is not expected here")]
    #[diagnostic(code(S101))]
    Unexpected {
        found: String,
        #[help]
        help: Option<String>,
        #[label("expected: {expected}")]
        place: SourceSpan,
        expected: String,
    },
    #[error("this text has no closing quote")]
    #[diagnostic(code(S102), help("a text ends on the line it begins on: put `\"` behind it"))]
    OpenQuote {
        #[label("begins here")]
        place: SourceSpan,
    },
    #[error("`{bracket}` is never closed")]
    #[diagnostic(code(S103), help("put `{closing}` where it ends"))]
    NeverClosed {
        bracket: char,
        closing: char,
        #[label("opened here")]
        place: SourceSpan,
    },
    #[error("`{bracket}` closes nothing")]
    #[diagnostic(code(S104), help("take it away, or open a bracket before it"))]
    NothingToClose {
        bracket: char,
        #[label("nothing is open here")]
        place: SourceSpan,
    },
    #[error("`{found}` stands where `{expected}` should close")]
    #[diagnostic(code(S105), help("brackets close in the order they were opened, the last one first"))]
    WrongBracket {
        expected: char,
        found: char,
        #[label("opened here")]
        opened: SourceSpan,
        #[label("closed by another bracket here")]
        place: SourceSpan,
    },
    #[error("this nests deeper than {deepest} levels")]
    #[diagnostic(code(S106), help("give a part of it a name of its own with `let`"))]
    TooDeep {
        deepest: usize,
        #[label("one level too many")]
        place: SourceSpan,
    },
    #[error("the text is longer than {megabytes} MB")]
    #[diagnostic(code(S107), help("keep observations in a data file and name it with `data`"))]
    TooLong { megabytes: usize },
    #[error("two rows stand on one line with nothing between them")]
    #[diagnostic(code(S108), help("put `;` between them, or begin a new line"))]
    RowsTogether {
        #[label("a new row begins here")]
        place: SourceSpan,
    },
    #[error("{what} `{text}` does not exist")]
    #[diagnostic(code(S109), help("{help}"))]
    NoSuchMoment {
        what: &'static str,
        text: String,
        help: &'static str,
        #[label("this one")]
        place: SourceSpan,
    },
    #[error("comparisons cannot be chained")]
    #[diagnostic(code(S110), help("write `a < b and b < c`"))]
    ChainedComparison {
        #[label("a second comparison")]
        place: SourceSpan,
    },
    #[error("the power {power} is past 100")]
    #[diagnostic(code(S112), help("no unit has such a power"))]
    HighPower {
        power: String,
        #[label("this unit")]
        place: SourceSpan,
    },
    #[error("this documentation belongs to nothing")]
    #[diagnostic(code(S113), help("`##` stands before what it describes; other comments begin with one `#`"))]
    LoneDocumentation {
        #[label("nothing follows that it could describe")]
        place: SourceSpan,
    },
    #[error("this name is longer than {longest} letters")]
    #[diagnostic(code(S115), help("a label in quotes says more: `operation packing \"Packing of boxes\"`"))]
    LongName {
        longest: usize,
        #[label("begins here")]
        place: SourceSpan,
    },
    #[error("this declaration is longer than {megabytes} MB")]
    #[diagnostic(code(S116), help("keep observations in a data file and name it with `data`"))]
    LongDeclaration {
        megabytes: usize,
        #[label("begins here")]
        place: SourceSpan,
    },
    #[error("`{word}` is a word of the language")]
    #[diagnostic(code(S114), help("choose another name"))]
    Reserved {
        word: String,
        #[label("not a name")]
        place: SourceSpan,
    },
    #[error("what stands between these braces is no value")]
    #[diagnostic(
        code(S117),
        help("name a figure, `{{standard_time}}`; a brace that is meant as one is written `\\{{`")
    )]
    Template {
        #[label("this is to be computed")]
        place: SourceSpan,
    },
    #[error("{path} is not UTF-8")]
    #[diagnostic(code(S111), help("save the file as UTF-8; the first byte that does not fit is number {byte}"))]
    NotUtf8 { path: String, byte: usize },
}

/// Says what is wrong with a piece of a file: every row of its body that does not read, or else the piece itself.
pub fn explain(
    text: &str,
    id: SourceId,
    piece: Range<usize>,
    error: &pest::error::Error<Rule>,
    diagnostics: &mut Diagnostics,
) {
    let before = diagnostics.len();
    let slice = text.get(piece.clone()).unwrap_or_default();
    let code = slice.lines().map(str::trim_start).find(|line| !line.is_empty() && !line.starts_with('#'));
    let word = code.and_then(|line| line.split(|sign: char| !sign.is_alphabetic()).next());
    let rule = match word {
        Some("kind" | "single") => Rule::lone_kind_row,
        Some("scenario") => Rule::lone_scenario_row,
        Some("data") => Rule::lone_column,
        _ => Rule::lone_row,
    };
    for row in rows(slice, id) {
        if let Err(error) = StudyParser::parse(rule, slice.get(row.clone()).unwrap_or_default()) {
            let row = piece.start + row.start..piece.start + row.end;
            report(text, id, row, &error, None, diagnostics);
        }
    }
    if diagnostics.len() == before {
        report(text, id, piece, error, word, diagnostics);
    }
}

/// The same for a text that is one expression, row or path by itself.
pub fn explain_lone(text: &str, id: SourceId, error: &pest::error::Error<Rule>, diagnostics: &mut Diagnostics) {
    report(text, id, 0..text.len(), error, None, diagnostics);
}

/// `word` begins the declaration, where that is what does not read.
fn report(
    text: &str,
    id: SourceId,
    range: Range<usize>,
    error: &pest::error::Error<Rule>,
    word: Option<&str>,
    diagnostics: &mut Diagnostics,
) {
    let at = range.start
        + match error.location {
            InputLocation::Pos(at) => at,
            InputLocation::Span((start, _)) => start,
        };
    let (mut found, length) = token(text.get(at..).unwrap_or_default());
    let at_end = text.get(at..range.end).is_none_or(|rest| rest.trim().is_empty());
    let expected = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => in_words(positives),
        ErrorVariant::CustomError { message } => message.clone(),
    };
    if at_end {
        found = "the end".to_owned();
    }
    let help = word.and_then(|word| shape(word, &found, &expected)).or_else(|| advice(&found, &expected));
    let span = if at_end {
        last_sign(text.get(..at.min(range.end)).unwrap_or_default(), id)
    } else {
        Span::new(id, at, at + length)
    };
    let found = if at_end { found } else { named(&found) };
    diagnostics.push(span, SyntaxError::Unexpected { found, help, expected, place: span.bytes() });
}

/// A word or sign as a message names it; what cannot be seen is named by its number.
fn named(found: &str) -> String {
    match found.chars().next() {
        Some(sign) if is_command(sign) || matches!(sign, '\u{a0}' | '\u{200b}'..='\u{200f}' | '\u{feff}') => {
            format!("the invisible sign U+{:04X}", u32::from(sign))
        }
        _ => format!("`{found}`"),
    }
}

/// The last sign of a text that is no blank: what is missing is missing behind it.
fn last_sign(text: &str, id: SourceId) -> Span {
    let end = text.trim_end().len();
    let length = text.get(..end).and_then(|text| text.chars().next_back()).map_or(0, char::len_utf8);
    Span::new(id, end - length, end)
}

/// The word or sign at the beginning of a text, shortened where it is very long.
fn token(rest: &str) -> (String, usize) {
    let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let length = if word > 0 { word } else { rest.chars().next().map_or(0, char::len_utf8) };
    let shown: String = rest.get(..length).unwrap_or_default().chars().take(40).collect();
    (shown, length)
}

/// The rows of the outermost braces of a piece.
fn rows(slice: &str, id: SourceId) -> Vec<Range<usize>> {
    let Some(open) = opening(slice) else { return Vec::new() };
    let inside = slice.get(open + 1..).unwrap_or_default();
    let inside = inside.get(..inside.rfind('}').unwrap_or(0)).unwrap_or_default();
    outline::rows(inside, id).into_iter().map(|row| open + 1 + row.start..open + 1 + row.end).collect()
}

/// The first brace that stands in neither a comment nor a text.
fn opening(slice: &str) -> Option<usize> {
    let (mut quoted, mut comment, mut escaped) = (false, false, false);
    slice.bytes().position(|byte| {
        match byte {
            b'\n' => (quoted, comment) = (false, false),
            _ if escaped => {
                escaped = false;
                return false;
            }
            b'\\' if quoted => escaped = true,
            b'"' if !comment => quoted = !quoted,
            b'#' if !quoted => comment = true,
            _ => {}
        }
        byte == b'{' && !quoted && !comment
    })
}

fn in_words(rules: &[Rule]) -> String {
    let mut words: Vec<&str> = rules.iter().filter_map(|rule| word(*rule)).collect();
    words.sort_unstable();
    words.dedup();
    if words.contains(&"a value") {
        words.retain(|word| !matches!(*word, "a name" | "a text in quotes" | "`[`" | "`(`"));
    }
    match words.split_last() {
        None => "something else".to_owned(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

/// What a rule of the grammar is called in a message.
fn word(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::documentation | Rule::documentation_line => return None,
        Rule::name | Rule::field_name | Rule::path | Rule::argument | Rule::function_parameter => "a name",
        Rule::text => "a text in quotes",
        Rule::expression | Rule::measure | Rule::conditional | Rule::every | Rule::truth | Rule::missing => "a value",
        Rule::prefix | Rule::list | Rule::list_items | Rule::group | Rule::date | Rule::clock => "a value",
        Rule::if_word | Rule::every_word => "a value",
        Rule::infix | Rule::conversion | Rule::in_word | Rule::unit_operator => "an operator",
        Rule::unit_factor | Rule::unit_target | Rule::unit_list | Rule::list_unit => "a unit",
        Rule::change_operator => "`=`, `+=`, `-=`, `*=` or `/=`",
        Rule::equals => "`=`",
        Rule::colon => "`:`",
        Rule::semicolon => "`;`",
        Rule::comma => "`,`",
        Rule::dot => "`.`",
        Rule::open_brace | Rule::body | Rule::kind_body | Rule::scenario_body | Rule::columns => "`{`",
        Rule::close_brace => "`}`",
        Rule::open_paren | Rule::arguments => "`(`",
        Rule::close_paren => "`)`",
        Rule::open_bracket => "`[`",
        Rule::close_bracket => "`]`",
        Rule::per | Rule::per_word => "`per`",
        Rule::then_word => "`then`",
        Rule::else_word => "`else`",
        Rule::is_word => "`is`",
        Rule::of_word => "`of`",
        Rule::from_word => "`from`",
        Rule::kind_word => "`kind`",
        Rule::r#type | Rule::measure_type | Rule::container | Rule::choice | Rule::yes_or_no => "a type",
        Rule::sample_word | Rule::list_word | Rule::one_word | Rule::interval_word => "a type",
        Rule::row | Rule::given | Rule::cell | Rule::column | Rule::change | Rule::kind_row | Rule::scenario_row => {
            "a row"
        }
        Rule::nested_word | Rule::include_word | Rule::element_word | Rule::element => "a row",
        Rule::exclude
        | Rule::allow
        | Rule::exclude_word
        | Rule::warn_word
        | Rule::tell_word
        | Rule::tally
        | Rule::why
        | Rule::why_word
        | Rule::kind_table
        | Rule::chart_word => "a row",
        Rule::arrow => "`->`",
        Rule::counted => "a text in quotes",
        Rule::why_body => "`{`",
        Rule::because_word => "`because`",
        Rule::when_word => "`when`",
        Rule::like | Rule::like_word => "`like`",
        Rule::owner => "`in`",
        Rule::by | Rule::by_word => "`by`",
        Rule::where_word | Rule::excluded_where => "`where`",
        Rule::excluded_places => "a value",
        Rule::duration | Rule::date_order | Rule::date_word => "a type",
        Rule::order => "`dmy` or `mdy`",
        Rule::step | Rule::step_word => "`step`",
        Rule::for_word => "`for`",
        Rule::to_word => "`to`",
        Rule::bound => "a value",
        Rule::extreme => "`smallest` or `largest`",
        Rule::axis => "a cell",
        Rule::swept => "`show`",
        Rule::data_option | Rule::decimal_mark | Rule::sheet | Rule::decimal_word | Rule::sheet_word => {
            "`decimal` or `sheet`"
        }
        Rule::EOI => "the end",
        _ => "a declaration",
    })
}

/// How a claim is written, where its label or what follows it is not there.
fn shape(word: &str, found: &str, expected: &str) -> Option<String> {
    let statement = match word {
        "claim" | "dispute" => "x is 3",
        "same" => "x and y",
        _ => return None,
    };
    let unshaped = matches!(expected, "a text in quotes" | "`:`") || (word == "same" && found == ",");
    let signs_help = matches!(found, "“" | "”" | "„" | "‘" | "’");
    (unshaped && !signs_help).then(|| format!("write `{word} \"where\": {statement}`"))
}

fn advice(found: &str, expected: &str) -> Option<String> {
    Some(match found {
        "=" if expected.contains("`=`") => "a value is given with one `=`".to_owned(),
        "=" if expected.contains("`:`") => "a cell is given with `:`, as in `crew: 2`".to_owned(),
        "=" if expected.contains("operator") => "two values are compared with `==`".to_owned(),
        ":" if expected.contains("`=`") => "here a value is given with `=`".to_owned(),
        ":" if expected.contains("operator") => "put `;` between two rows, or begin a new line".to_owned(),
        "×" | "·" => "write `*`".to_owned(),
        "÷" => "write `/`".to_owned(),
        "−" | "–" | "—" => "write `-`, the sign on the keyboard".to_owned(),
        "“" | "”" | "„" | "‘" | "’" => "a text stands in straight quotes: `\"`".to_owned(),
        "." if expected.contains("a value") => "a number has a digit before its point: `0.5`".to_owned(),
        "then" => "something is missing before `then`".to_owned(),
        "the end" if expected.contains("`else`") => "an `if` always has an `else`".to_owned(),
        "," => "a number has a point before its decimals and `_` between its thousands: `15_269.22`".to_owned(),
        word if words::is_reserved(word) && expected.contains("a name") => {
            format!("`{word}` is a word of the language: choose another name")
        }
        _ => return None,
    })
}
