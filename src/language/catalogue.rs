//! A catalogue: all messages of a language, found by what is said in English.

use super::context;
use super::message::{Message, Piece};
use std::collections::HashMap;

/// All messages of a language.
#[derive(Debug, Default)]
pub struct Catalogue {
    messages: Vec<Message>,
    /// By context and sentence without the names of its parts.
    places: HashMap<(String, String), usize>,
    /// The messages with parts, those first of which more stands as it is.
    templates: Vec<usize>,
}

impl Catalogue {
    /// Reads a catalogue in the format of gettext.
    pub fn read(text: &str) -> Catalogue {
        let mut catalogue = Catalogue::default();
        let mut entry = Entry::default();
        for line in text.lines().chain([""]) {
            if !entry.take(line.trim()) {
                continue;
            }
            let Entry { context, english, said, .. } = std::mem::take(&mut entry);
            // The first entry has no sentence; it describes the file.
            if !english.is_empty() && !said.is_empty() {
                catalogue.add(Message::new(&context, &english, &said));
            }
        }
        let mut templates: Vec<usize> = (0..catalogue.messages.len()).filter(|at| catalogue.has_parts(*at)).collect();
        templates.sort_by_key(|at| std::cmp::Reverse(catalogue.messages.get(*at).map_or(0, Message::weight)));
        catalogue.templates = templates;
        catalogue
    }

    fn add(&mut self, message: Message) {
        self.places.insert((message.context.clone(), message.key()), self.messages.len());
        self.messages.push(message);
    }

    fn has_parts(&self, at: usize) -> bool {
        self.messages.get(at).is_some_and(|message| !message.names().is_empty())
    }

    /// All messages in the order of the file.
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The message of a context whose English sentence is this one, without the names of its parts.
    pub fn template(&self, context: &str, key: &str) -> Option<&Message> {
        let place = self.places.get(&(context.to_owned(), key.to_owned()))?;
        self.messages.get(*place)
    }

    /// The message of a context that a sentence was made from, with its parts.
    pub fn matching<'c, 't>(&'c self, context: &str, sentence: &'t str) -> Option<(&'c Message, Vec<&'t str>)> {
        let messages = self.templates.iter().filter_map(|at| self.messages.get(*at));
        messages
            .filter(|message| message.context == context)
            .find_map(|message| Some((message, message.parts(sentence)?)))
    }

    /// A sentence in the language of the catalogue; nothing if it is made from none of the messages.
    pub fn say(&self, context: &str, sentence: &str) -> Option<String> {
        if let Some(message) = self.template(context, sentence).filter(|message| message.names().is_empty()) {
            return Some(message.filled(|_| String::new()));
        }
        if !context::MATCHED.contains(&context) {
            return None;
        }
        let (message, parts) = self.matching(context, sentence)?;
        let mut said = String::new();
        for piece in &message.said {
            match piece {
                Piece::Text(text) => said.push_str(text),
                Piece::Part { place, said: None } => said.push_str(parts.get(*place).unwrap_or(&"")),
                Piece::Part { place, said: Some(context) } => {
                    said.push_str(&self.part(context, parts.get(*place).unwrap_or(&"")));
                }
            }
        }
        Some(said)
    }

    /// A part that is a message of its own, or several one after another.
    fn part(&self, context: &str, part: &str) -> String {
        if let Some(said) = self.say(context, part) {
            return said;
        }
        for separator in SEPARATORS {
            let pieces = outside_quotes(part, separator);
            if pieces.len() > 1 {
                let between = self.template(context::TEXT, separator.trim()).map(|word| word.filled(|_| String::new()));
                let between = between.map_or(separator.to_owned(), |word| format!(" {word} "));
                return pieces.into_iter().map(|piece| self.part(context, piece)).collect::<Vec<_>>().join(&between);
            }
        }
        super::note_unknown(context, part);
        part.to_owned()
    }
}

/// What stands between messages one after another.
const SEPARATORS: [&str; 5] = ["; ", " and ", " or ", ", ", " × "];

/// A text cut at a separator, except within quotes of either sort.
fn outside_quotes<'t>(text: &'t str, separator: &str) -> Vec<&'t str> {
    let (mut found, mut start, mut back, mut quoted) = (Vec::new(), 0, false, false);
    for (at, letter) in text.char_indices() {
        match letter {
            '`' if !quoted => back = !back,
            '"' if !back => quoted = !quoted,
            _ if back || quoted || at < start => {}
            _ if text.get(at..).is_some_and(|rest| rest.starts_with(separator)) => {
                found.extend(text.get(start..at));
                start = at + separator.len();
            }
            _ => {}
        }
    }
    found.extend(text.get(start..));
    found
}

/// One entry of a catalogue as it is read.
#[derive(Debug, Default)]
struct Entry {
    context: String,
    english: String,
    said: String,
    field: Field,
}

#[derive(Clone, Copy, Debug, Default)]
enum Field {
    #[default]
    None,
    Context,
    English,
    Said,
}

impl Entry {
    /// Takes a line in; says whether the entry is at its end.
    fn take(&mut self, line: &str) -> bool {
        if line.is_empty() {
            return !matches!(self.field, Field::None);
        }
        let fields = [("msgctxt ", Field::Context), ("msgid ", Field::English), ("msgstr ", Field::Said)];
        let found = fields.into_iter().find_map(|(word, field)| Some((line.strip_prefix(word)?, field)));
        let (text, field) = found.unwrap_or((line, self.field));
        self.field = field;
        if let Some(text) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            let into = match field {
                Field::None => return false,
                Field::Context => &mut self.context,
                Field::English => &mut self.english,
                Field::Said => &mut self.said,
            };
            into.push_str(&unquoted(text));
        }
        false
    }
}

/// What stands between quotes, with its escapes resolved.
fn unquoted(text: &str) -> String {
    let (mut out, mut letters) = (String::new(), text.chars());
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next() {
                Some('n') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            (letter, false) => out.push(letter),
        }
    }
    out
}
