//! What the program and its library say, in the languages other than English.
//!
//! Everything is said in English first. `messages/` has a file for each other language, in the format of gettext: a sentence
//! with `{names}` in the places of what is put in, and the same sentence in the other language. `{name!}` in the latter
//! stands for a part that is a message of its own, `{name:thing}` for one that is said as it is in the context `thing`. English needs no catalogue and reads none.

mod catalogue;
mod message;

pub use catalogue::Catalogue;
pub use message::{Message, Piece, normalised};

use crate::base::{Language, Span};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Mutex, OnceLock};

/// Where words stand that mean something else elsewhere.
pub mod context {
    /// In a sentence, a heading or a label.
    pub const TEXT: &str = "";
    /// Within a figure or a list: so little stands as it is that no sentence could be told by it.
    pub const FIGURE: &str = "figure";
    /// A list of figures that has a sheet of its own, where the words mean something else in other places.
    pub const SHEET: &str = "sheet";
    /// Behind a number.
    pub const UNIT: &str = "unit";
    /// A word to choose from, as a study gives it.
    pub const CHOICE: &str = "choice";
    /// What something is, as a part of a sentence: `time per item`. Words of the study stand among those of the program.
    pub const THING: &str = "thing";
    /// What a kind, a cell or a function is for. That of a study is its own.
    pub const DOCUMENTATION: &str = "documentation";
    /// Those in which messages have parts.
    pub const MATCHED: [&str; 2] = [TEXT, THING];
}

static INDONESIAN: OnceLock<Catalogue> = OnceLock::new();

/// What was said and has no message, for those who translate.
static UNKNOWN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// What was said so far and has no message in the language it was to be said in.
pub fn unknown() -> Vec<String> {
    UNKNOWN.lock().map(|unknown| unknown.iter().cloned().collect()).unwrap_or_default()
}

impl Language {
    /// The messages of this language; English has none.
    pub fn catalogue(self) -> Option<&'static Catalogue> {
        match self {
            Language::English => None,
            Language::Indonesian => Some(INDONESIAN.get_or_init(|| Catalogue::read(include_str!("messages/id.po")))),
        }
    }

    /// A sentence or word of the program, which is given in English; what is not known stays as it is.
    pub fn say(self, english: &str) -> Cow<'_, str> {
        self.say_in(context::TEXT, english)
    }

    /// What stands at a place in a text: a sentence, or what sort of thing stands there. One word is the latter.
    pub fn say_label(self, english: &str) -> Cow<'_, str> {
        let sentence =
            self.catalogue().filter(|_| english.contains(' ')).and_then(|all| all.say(context::TEXT, english));
        sentence.map_or_else(|| self.say_in(context::THING, english), Cow::Owned)
    }

    /// What the thing that is declared at a place is for: the library speaks all languages, a study its own.
    pub fn documentation(self, english: &str, declared: Span) -> Cow<'_, str> {
        match declared.source.is_library() {
            true => self.say_in(context::DOCUMENTATION, english),
            false => Cow::Borrowed(english),
        }
    }

    /// Where the formula of the thing that is declared at a place comes from: most citations are names and formulas, and the
    /// same in all languages.
    pub fn citation(self, english: &str, declared: Span) -> String {
        let catalogue = self.catalogue().filter(|_| declared.source.is_library());
        catalogue.and_then(|all| all.say(context::DOCUMENTATION, english)).unwrap_or_else(|| english.to_owned())
    }

    /// A word of the program that stands in this context.
    pub fn say_in<'t>(self, context: &str, english: &'t str) -> Cow<'t, str> {
        let Some(catalogue) = self.catalogue() else { return Cow::Borrowed(english) };
        match catalogue.say(context, english) {
            Some(said) => Cow::Owned(said),
            None => {
                note_unknown(context, english);
                Cow::Borrowed(english)
            }
        }
    }

    /// A sentence of the program with its parts put in; they are the reader's already.
    pub fn fill(self, english: &str, parts: &[(&str, &str)]) -> String {
        self.fill_in(context::TEXT, english, parts)
    }

    /// The same with words that stand in this context.
    pub fn fill_in(self, context: &str, english: &str, parts: &[(&str, &str)]) -> String {
        let part = |name: &str| parts.iter().find(|(own, _)| *own == name).map_or("", |(_, part)| *part);
        if let Some(catalogue) = self.catalogue() {
            if let Some(message) = catalogue.template(context, &normalised(english)) {
                return message.filled(|place| part(message.name(place)).to_owned());
            }
            note_unknown(context, english);
        }
        let message = Message::new(context, english, english);
        message.filled(|place| part(message.name(place)).to_owned())
    }

    /// `1 row`, `10 rows`; `rows` is the word for several.
    pub fn count(self, count: usize, one: &str, several: &str) -> String {
        let word = if count == 1 { one } else { several };
        format!("{} {}", self.number(count), self.say(word))
    }

    /// A count with its marks between thousands.
    pub fn number(self, count: usize) -> String {
        let digits = count.to_string();
        let mut out = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push(self.marks().0);
            }
            out.push(digit);
        }
        out
    }
}

fn note_unknown(context: &str, text: &str) {
    if !is_own(context, text)
        && is_prose(text)
        && let Ok(mut unknown) = UNKNOWN.lock()
    {
        unknown.insert(text.to_owned());
    }
}

/// Whether it may be a word of the study, or what it says of its own cells.
fn is_own(context: &str, text: &str) -> bool {
    match context {
        context::DOCUMENTATION => true,
        context::THING => !text.contains(' '),
        _ => false,
    }
}

/// Whether there is anything to translate: not in a figure, nor in what stands between back quotes as it is written.
fn is_prose(text: &str) -> bool {
    let outside = text.split('`').step_by(2);
    outside.into_iter().any(|piece| piece.chars().any(char::is_alphabetic))
}
