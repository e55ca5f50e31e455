//! Colours for what is typed.

use super::tokens::{Sort, Token, partners, tokens};
use super::{commands, vocabulary::Vocabulary};
use crate::syntax::words;

const NUMBER: &str = "36";
const TEXT: &str = "32";
const COMMENT: &str = "90";
const WORD: &str = "35";
const COMMAND: &str = "1";
const PARTNER: &str = "1;4";

/// Greyed, for hints.
pub fn grey(text: &str) -> String {
    format!("\x1b[{COMMENT}m{text}\x1b[0m")
}

/// A text with its numbers, texts and words coloured, and the brackets at the cursor marked.
pub fn colour(vocabulary: &Vocabulary, text: &str, at: usize) -> String {
    let marked = partners(text, at).or_else(|| partners(text, at.checked_sub(1)?));
    let mut out = String::new();
    let mut end = 0;
    for (place, token) in tokens(text).iter().enumerate() {
        out.push_str(text.get(end..token.place.start).unwrap_or_default());
        end = token.place.end;
        let is_marked = marked.is_some_and(|(open, close)| [open, close].contains(&token.place.start));
        match if is_marked { Some(PARTNER) } else { style(vocabulary, token, text, place) } {
            Some(style) => out.push_str(&format!("\x1b[{style}m{}\x1b[0m", token.text(text))),
            None => out.push_str(token.text(text)),
        }
    }
    out.push_str(text.get(end..).unwrap_or_default());
    out
}

fn style(vocabulary: &Vocabulary, token: &Token, text: &str, place: usize) -> Option<&'static str> {
    let word = token.text(text);
    match token.sort {
        Sort::Number => Some(NUMBER),
        Sort::Text(_) => Some(TEXT),
        Sort::Comment => Some(COMMENT),
        Sort::Word if place == 0 && commands::find(word).is_some() => Some(COMMAND),
        Sort::Word if place == 0 && (words::DECLARATIONS.contains(&word) || vocabulary.kinds.contains(word)) => {
            Some(WORD)
        }
        Sort::Word if words::is_inside(word) => Some(WORD),
        _ => None,
    }
}
