//! What a typed text is: a command, a declaration or an expression.

use super::commands::{self, Command};
use super::tokens::{Sort, tokens};
use crate::base::{Source, SourceId, nearest};
use crate::syntax::parse::{parse_expression, parse_path};
use crate::syntax::{self, visit, words};
use std::collections::BTreeSet;

/// What a typed text is.
pub enum Input<'t> {
    /// Nothing but blanks and comments.
    Nothing,
    /// A command and what stands behind it.
    Command(&'static Command, &'t str),
    /// Something to be printed.
    Expression,
    /// Something that belongs into a study.
    Declaration,
    /// None of these, and why.
    Wrong(String),
}

/// What `text` is, where the study knows some `names` and some `kinds`.
pub fn read<'t>(text: &'t str, is_name: impl Fn(&str) -> bool, is_kind: impl Fn(&str) -> bool) -> Input<'t> {
    let tokens = tokens(text);
    let Some(first) = tokens.iter().find(|token| token.sort != Sort::Comment) else { return Input::Nothing };
    let word = first.text(text);
    let rest = text.get(first.place.end..).unwrap_or_default().trim();
    let of_the_study = (is_name(word) && goes_on(rest)) || (is_kind(word) && !rest.is_empty());
    if let Some(command) = commands::find(word).filter(|_| !of_the_study) {
        return Input::Command(command, rest);
    }
    let source = Source::new("", text);
    if parse_expression(&source, SourceId(0)).is_ok() {
        return match misspelt(word, &is_name).filter(|_| rest.is_empty()) {
            Some(near) => Input::Wrong(near),
            None => Input::Expression,
        };
    }
    let (file, problems) = syntax::parse(&source, SourceId(0));
    let is_declaration = !problems.has_errors() && !file.declarations.is_empty();
    if is_declaration || words::DECLARATIONS.contains(&word) || (is_kind(word) && !goes_on(rest)) {
        return Input::Declaration;
    }
    if let Some((path, value)) = assignment(text) {
        let value = if value.contains('\n') { "…" } else { value };
        return Input::Wrong(format!("`set {path} = {value}` gives a cell anew; `let name = {value}` names a value"));
    }
    match misspelt(word, &is_name) {
        Some(near) => Input::Wrong(near),
        None => Input::Expression,
    }
}

/// Whether what stands behind a name makes an expression of it.
fn goes_on(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['.', '+', '-', '*', '/', '^', '<', '>', '=', '(']) || rest.starts_with("in ")
}

/// The command that a word was meant to be, if the study does not know it either.
fn misspelt(word: &str, is_name: impl Fn(&str) -> bool) -> Option<String> {
    if is_name(word) {
        return None;
    }
    let near = nearest(word, commands::all().map(|command| command.name))?;
    Some(format!("`{word}` is neither a command nor known to the study: did you mean `{near}`?"))
}

/// `path = value`, as people write it who know other languages.
fn assignment(text: &str) -> Option<(&str, &str)> {
    let (path, value) = text.split_once('=')?;
    let (path, value) = (path.trim(), value.trim());
    let is_path = parse_path(&Source::new("", path), SourceId(0)).is_ok();
    (is_path && !value.is_empty() && !value.starts_with('=')).then_some((path, value))
}

/// The names that an expression mentions: the library may have to bring them.
pub fn mentioned(text: &str) -> BTreeSet<String> {
    let source = Source::new("", text);
    match parse_expression(&source, SourceId(0)) {
        Ok(expression) => visit::names_in(&expression).into_iter().map(str::to_owned).collect(),
        Err(_) => BTreeSet::new(),
    }
}
