//! From text to tree. The text is first cut into its declarations (`outline`), so that an error in one does not hide
//! the errors of the others and nothing nests too deep; each piece is then read by the grammar (`pieces`), and what the
//! grammar does not take is explained (`errors`).

mod declarations;
mod errors;
mod expressions;
mod grammar;
mod outline;
mod rows;
mod template;
mod types;
mod what_if;

pub use errors::SyntaxError;

use super::expression::Expression;
use super::tree::{File, Name};
use crate::base::{Diagnostics, Source, SourceId, Span};
use declarations::Builder;
use grammar::{Rule, StudyParser};
use outline::Outline;
use pest::Parser;
use std::ops::Range;

/// The longest text that is read.
pub const LONGEST_TEXT: usize = 64 << 20;

/// Reads a file. What can be read is in the tree even if there are errors.
pub fn parse(source: &Source, id: SourceId) -> (File, Diagnostics) {
    let text = source.text();
    let mut diagnostics = Diagnostics::default();
    if text.len() > LONGEST_TEXT {
        let place = Span::new(id, 0, 0);
        diagnostics.push(place, SyntaxError::TooLong { megabytes: LONGEST_TEXT >> 20 });
        return (File::default(), diagnostics);
    }
    let Outline { pieces, comments, problems } = outline::outline(text, id);
    let mut file = File { declarations: Vec::new(), comments };
    for (place, problem) in problems {
        diagnostics.push(place, problem);
    }
    for batch in batches(&pieces) {
        let whole = batch.first().zip(batch.last()).map(|(first, last)| first.start..last.end);
        let read = whole.map(|whole| read_piece(text, id, whole, &mut file, &mut diagnostics));
        if let Some(Err(_)) = read {
            for piece in batch {
                if let Err(error) = read_piece(text, id, piece.clone(), &mut file, &mut diagnostics) {
                    errors::explain(text, id, piece.clone(), &error, &mut diagnostics);
                }
            }
        }
    }
    (file, diagnostics)
}

/// Reading starts anew for every batch, which costs something; an error in one makes its pieces be read one by one.
const BATCH: usize = 16 << 10;

/// Pieces that follow on each other, in batches.
fn batches(pieces: &[Range<usize>]) -> Vec<&[Range<usize>]> {
    let mut batches = Vec::new();
    let mut start = 0;
    for (place, piece) in pieces.iter().enumerate() {
        let first = pieces.get(start).map_or(piece.start, |first| first.start);
        let follows = place > start && pieces.get(place - 1).is_some_and(|before| before.end == piece.start);
        if place > start && (!follows || piece.end - first > BATCH) {
            batches.extend(pieces.get(start..place));
            start = place;
        }
    }
    batches.extend(pieces.get(start..).filter(|rest| !rest.is_empty()));
    batches
}

/// Reads a stretch of text; where it does not read, nothing of it is taken.
fn read_piece(
    text: &str,
    id: SourceId,
    piece: Range<usize>,
    file: &mut File,
    diagnostics: &mut Diagnostics,
) -> Result<(), Box<pest::error::Error<Rule>>> {
    let slice = text.get(piece.clone()).unwrap_or_default();
    let mut builder = Builder::new(text, id, piece.start);
    let pairs = StudyParser::parse(Rule::study, slice).map_err(Box::new)?;
    for pair in pairs.flat_map(|study| study.into_inner()) {
        if let Some(declaration) = builder.declaration(pair) {
            file.declarations.push(declaration);
        }
    }
    diagnostics.append(builder.diagnostics);
    Ok(())
}

/// Reads one expression, as the command line and the prompt take it.
pub fn parse_expression(source: &Source, id: SourceId) -> Result<Expression, Diagnostics> {
    let text = source.text();
    let mut diagnostics = check_outline(text, id)?;
    match StudyParser::parse(Rule::lone_expression, text) {
        Ok(mut pairs) => {
            let mut builder = Builder::new(text, id, 0);
            let read = pairs.next().and_then(|lone| lone.into_inner().next()).map(|pair| builder.expression(pair));
            diagnostics.append(builder.diagnostics);
            match read {
                Some(expression) if diagnostics.is_empty() => Ok(expression),
                _ => Err(diagnostics),
            }
        }
        Err(error) => {
            errors::explain_lone(text, id, &error, &mut diagnostics);
            Err(diagnostics)
        }
    }
}

/// Reads once more an expression that a text has at a place, as it is written there.
pub fn parse_within(source: &Source, place: Span) -> Option<Expression> {
    let pair = StudyParser::parse(Rule::lone_expression, source.slice(place)).ok()?.next()?.into_inner().next()?;
    let mut builder = Builder::new(source.text(), place.source, place.start as usize);
    let expression = builder.expression(pair);
    builder.diagnostics.is_empty().then_some(expression)
}

/// Reads the path of a cell, as `--set` takes it.
pub fn parse_path(source: &Source, id: SourceId) -> Result<Vec<Name>, Diagnostics> {
    let text = source.text();
    let mut diagnostics = check_outline(text, id)?;
    match StudyParser::parse(Rule::lone_path, text) {
        Ok(pairs) => {
            let mut builder = Builder::new(text, id, 0);
            let path = pairs.flat_map(|lone| lone.into_inner()).find(|pair| pair.as_rule() == Rule::path);
            let names = path.map(|path| builder.path(path)).unwrap_or_default();
            if builder.diagnostics.is_empty() { Ok(names) } else { Err(builder.diagnostics) }
        }
        Err(error) => {
            errors::explain_lone(text, id, &error, &mut diagnostics);
            Err(diagnostics)
        }
    }
}

/// Brackets and quotes are looked at before the grammar sees the text, here as in a file.
fn check_outline(text: &str, id: SourceId) -> Result<Diagnostics, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    for (place, problem) in outline::outline(text, id).problems {
        diagnostics.push(place, problem);
    }
    if diagnostics.is_empty() { Ok(diagnostics) } else { Err(diagnostics) }
}
