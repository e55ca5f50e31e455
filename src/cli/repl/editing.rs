//! What the line editor asks while somebody types.

use super::commands;
use super::completion::complete;
use super::highlighting::{colour, grey};
use super::tokens::{is_open, tokens};
use super::vocabulary::Vocabulary;
use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper};
use std::borrow::Cow;

/// Completes, hints, colours, and knows when a text is whole.
pub struct Editing {
    /// The names that may be typed.
    pub vocabulary: Vocabulary,
    color: bool,
}

impl Editing {
    /// With colours or without.
    pub fn new(color: bool) -> Editing {
        Editing { vocabulary: Vocabulary::default(), color }
    }
}

impl Helper for Editing {}

impl Completer for Editing {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let found = complete(&self.vocabulary, line.get(..at).unwrap_or_default());
        let pair = |word: String| Pair { display: word.trim_end_matches('(').to_owned(), replacement: word };
        Ok((found.start, found.words.into_iter().map(pair).collect()))
    }
}

/// What is shown greyed behind the cursor, and what of it the right arrow takes over.
pub struct Rest {
    shown: String,
    taken: bool,
}

impl Hint for Rest {
    fn display(&self) -> &str {
        &self.shown
    }

    fn completion(&self) -> Option<&str> {
        self.taken.then_some(self.shown.as_str())
    }
}

impl Hinter for Editing {
    type Hint = Rest;

    fn hint(&self, line: &str, at: usize, _: &Context<'_>) -> Option<Rest> {
        // Without colours nobody could tell a hint from what is typed.
        if !self.color || at < line.len() {
            return None;
        }
        if let [word] = tokens(line).as_slice()
            && let Some(command) = commands::find(word.text(line)).filter(|command| !command.takes.is_empty())
        {
            let blank = if line.ends_with(' ') { "" } else { " " };
            return Some(Rest { shown: format!("{blank}{}", command.takes), taken: false });
        }
        let found = complete(&self.vocabulary, line);
        let typed = line.get(found.start..)?;
        // A word that is whole needs no more, though a longer one begins with it.
        if found.whole {
            return None;
        }
        let shown = found.words.first()?.strip_prefix(typed)?.to_owned();
        (!typed.is_empty() && !shown.is_empty()).then_some(Rest { shown, taken: true })
    }
}

impl Highlighter for Editing {
    fn highlight<'l>(&self, line: &'l str, at: usize) -> Cow<'l, str> {
        Cow::Owned(colour(&self.vocabulary, line, at))
    }

    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        Cow::Owned(grey(prompt))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(grey(hint))
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        self.color
    }
}

impl Validator for Editing {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(match is_open(context.input()) {
            true => ValidationResult::Incomplete,
            false => ValidationResult::Valid(None),
        })
    }
}
