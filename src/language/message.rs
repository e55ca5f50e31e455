//! One message: what is said in English, with places for what is put in, and the same in another language.

use super::context;

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it stands.
    Text(String),
    /// What is put in.
    Part {
        /// Which of the parts of the English sentence.
        place: usize,
        /// Where it stands if it is a message of its own.
        said: Option<String>,
    },
}

/// One message in two languages.
#[derive(Clone, Debug)]
pub struct Message {
    /// Where it stands.
    pub context: String,
    /// The English sentence.
    pub english: Vec<Piece>,
    /// The sentence of the other language.
    pub said: Vec<Piece>,
    names: Vec<String>,
}

impl Message {
    /// A message from what is written in a catalogue.
    pub fn new(context: &str, english: &str, said: &str) -> Message {
        let mut names = Vec::new();
        let english = pieces(english, |name| {
            names.push(name.to_owned());
            Piece::Part { place: names.len() - 1, said: None }
        });
        let said = pieces(said, |name| {
            let whole = name.strip_suffix('!').map(|name| (name, context::TEXT));
            let placed = whole.or_else(|| name.split_once(':'));
            let (name, said) = placed.map_or((name, None), |(name, context)| (name, Some(context.to_owned())));
            Piece::Part { place: names.iter().position(|own| own == name).unwrap_or(usize::MAX), said }
        });
        Message { context: context.to_owned(), english, said, names }
    }

    /// How the English sentence is looked up: without the names of its parts.
    pub fn key(&self) -> String {
        self.english.iter().map(|piece| if let Piece::Text(text) = piece { text } else { "{}" }).collect()
    }

    /// What a part is called.
    pub fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }

    /// The names of all parts in their order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many bytes of the English sentence stand as they are.
    pub fn weight(&self) -> usize {
        self.english.iter().map(|piece| if let Piece::Text(text) = piece { text.len() } else { 0 }).sum()
    }

    /// The sentence of the other language with its parts put in.
    pub fn filled(&self, mut part: impl FnMut(usize) -> String) -> String {
        let mut out = String::new();
        for piece in &self.said {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Part { place, .. } => out.push_str(&part(*place)),
            }
        }
        out
    }

    /// The parts of a sentence that was made from this message; nothing if it was made from another one.
    pub fn parts<'t>(&self, sentence: &'t str) -> Option<Vec<&'t str>> {
        let (mut rest, mut parts, mut open) = (sentence, Vec::new(), false);
        let last = self.english.len().checked_sub(1)?;
        for (index, piece) in self.english.iter().enumerate() {
            let Piece::Text(text) = piece else {
                // Of two parts that touch, the second has everything.
                if open {
                    parts.push("");
                }
                open = true;
                continue;
            };
            let at = match (open, index == last) {
                (false, _) => rest.starts_with(text.as_str()).then_some(0)?,
                (true, true) => rest.ends_with(text.as_str()).then(|| rest.len() - text.len())?,
                (true, false) => rest.find(text.as_str())?,
            };
            if open {
                parts.push(rest.get(..at)?);
                open = false;
            }
            rest = rest.get(at + text.len()..)?;
        }
        if open {
            parts.push(rest);
            rest = "";
        }
        (rest.is_empty() && self.is_whole(&parts)).then_some(parts)
    }

    /// Whether what stands between back quotes has none in it: a longer sentence may look like a shorter one.
    fn is_whole(&self, parts: &[&str]) -> bool {
        let ends = |place: usize, quote: fn(&str) -> bool| match self.english.get(place) {
            Some(Piece::Text(text)) => quote(text),
            _ => false,
        };
        self.english.iter().enumerate().all(|(index, piece)| match piece {
            Piece::Part { place, .. } if index > 0 => {
                let before = ends(index - 1, |text| text.ends_with('`'));
                let behind = ends(index + 1, |text| text.starts_with('`'));
                let quoted = before && behind;
                !quoted || parts.get(*place).is_some_and(|part| !part.contains('`'))
            }
            _ => true,
        })
    }
}

/// A text cut at its braces; a brace that is meant as one is doubled.
fn pieces(text: &str, mut part: impl FnMut(&str) -> Piece) -> Vec<Piece> {
    let (mut found, mut plain, mut name, mut deep) = (Vec::new(), String::new(), String::new(), 0);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '{' | '}' if deep == 0 && letters.peek() == Some(&letter) => {
                letters.next();
                plain.push(letter);
            }
            '{' if deep == 0 => {
                if !plain.is_empty() {
                    found.push(Piece::Text(std::mem::take(&mut plain)));
                }
                deep = 1;
            }
            '}' if deep == 1 => {
                found.push(part(&std::mem::take(&mut name)));
                deep = 0;
            }
            _ if deep > 0 => name.push(letter),
            _ => plain.push(letter),
        }
    }
    if !plain.is_empty() {
        found.push(Piece::Text(plain));
    }
    found
}

/// A sentence with nothing between its braces, as messages are looked up.
pub fn normalised(text: &str) -> String {
    let pieces = pieces(text, |_| Piece::Part { place: 0, said: None });
    pieces.iter().map(|piece| if let Piece::Text(text) = piece { text } else { "{}" }).collect()
}
