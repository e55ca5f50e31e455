//! A typed text cut into words, numbers and signs. It need not be whole, nor right: this is for colours, for what may
//! come next, and for whether a bracket is still open. What it means is decided by the parser.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A name, a unit or a word of the language.
    Word,
    /// A number.
    Number,
    /// A text in quotes; whether the second quote is there.
    Text(bool),
    /// From `#` to the end of the line.
    Comment,
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// Anything else but blanks.
    Sign,
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub sort: Sort,
    /// Its bytes.
    pub place: Range<usize>,
}

impl Token {
    /// Its text.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.place.clone()).unwrap_or_default()
    }
}

/// All tokens of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let (sort, length) = token(text.get(at..).unwrap_or_default(), first);
        if let Some(sort) = sort {
            found.push(Token { sort, place: at..at + length });
        }
        at += length;
    }
    found
}

/// The token that a text begins with, and its length; blanks are none.
fn token(rest: &str, first: char) -> (Option<Sort>, usize) {
    let run = |goes_on: &dyn Fn(char) -> bool| rest.find(|sign| !goes_on(sign)).unwrap_or(rest.len());
    match first {
        _ if first.is_whitespace() => (None, run(&char::is_whitespace)),
        '#' => (Some(Sort::Comment), run(&|sign| sign != '\n')),
        '"' => quoted(rest),
        '0'..='9' => (Some(Sort::Number), number(rest)),
        '(' | '[' | '{' => (Some(Sort::Open), 1),
        ')' | ']' | '}' => (Some(Sort::Close), 1),
        _ if is_letter(first) => (Some(Sort::Word), run(&is_letter)),
        _ => (Some(Sort::Sign), first.len_utf8()),
    }
}

/// Whether a sign may stand in a name.
pub fn is_letter(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

/// Digits, with a decimal point and an exponent; a colon or a hyphen between digits makes a time or a date.
fn number(rest: &str) -> usize {
    let mut signs = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((at, sign)) = signs.next() {
        let digit_follows = signs.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let goes_on = sign.is_ascii_digit() || sign == '_' || (matches!(sign, '.' | ':' | 'e') && digit_follows);
        if !goes_on {
            break;
        }
        end = at + 1;
    }
    end
}

fn quoted(rest: &str) -> (Option<Sort>, usize) {
    let mut escaped = false;
    for (at, sign) in rest.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return (Some(Sort::Text(true)), at + 1),
            _ => {}
        }
    }
    (Some(Sort::Text(false)), rest.len())
}

/// Lines that are gathered until they make a whole: a bracket or a text may be open, or there is only documentation of
/// something yet to be declared.
#[derive(Default)]
pub struct Gathering {
    /// The lines so far.
    pub text: String,
    depth: usize,
    in_text: bool,
    documents: bool,
    any_words: bool,
    /// What closes nothing is an error, and more lines would not mend it.
    spoilt: bool,
}

impl Gathering {
    /// Adds a line.
    pub fn add(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line);
        let seen = if self.in_text { format!("\"{line}") } else { line.to_owned() };
        let tokens = tokens(&seen);
        for token in &tokens {
            self.any_words |= token.sort != Sort::Comment;
            match token.sort {
                Sort::Comment => self.documents |= token.text(&seen).starts_with("##"),
                Sort::Open => self.depth += 1,
                Sort::Close if self.depth == 0 => self.spoilt = true,
                Sort::Close => self.depth -= 1,
                _ => {}
            }
        }
        self.in_text = tokens.last().is_some_and(|last| last.sort == Sort::Text(false));
    }

    /// Whether more must come.
    pub fn is_open(&self) -> bool {
        !self.spoilt && (self.depth > 0 || self.in_text || (self.documents && !self.any_words))
    }
}

/// Whether a text is not whole.
pub fn is_open(text: &str) -> bool {
    let mut gathering = Gathering::default();
    text.lines().for_each(|line| gathering.add(line));
    gathering.is_open()
}

/// A text that was pasted, cut where a line begins anew and nothing is open.
pub fn entries(text: &str) -> Vec<String> {
    let mut entries: Vec<Gathering> = Vec::new();
    for line in text.lines() {
        match entries.last_mut() {
            Some(last) if last.is_open() || line.starts_with(char::is_whitespace) => last.add(line),
            _ => {
                entries.push(Gathering::default());
                entries.last_mut().into_iter().for_each(|new| new.add(line));
            }
        }
    }
    entries.into_iter().map(|entry| entry.text).collect()
}

/// The bracket at a place and the one that goes with it.
pub fn partners(text: &str, at: usize) -> Option<(usize, usize)> {
    let mut open = Vec::new();
    for token in tokens(text) {
        match token.sort {
            Sort::Open => open.push(token.place.start),
            Sort::Close => {
                let start = open.pop()?;
                if start == at || token.place.start == at {
                    return Some((start, token.place.start));
                }
            }
            _ => {}
        }
    }
    None
}

/// A text that goes on in the next line goes on behind a blank.
pub fn joined(text: &str) -> String {
    let mut joined = text.to_owned();
    for token in tokens(text).iter().rev().filter(|token| matches!(token.sort, Sort::Text(_))) {
        joined.replace_range(token.place.clone(), &token.text(text).replace('\n', " "));
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_brackets_and_texts_wait_for_more() {
        for (text, open) in [
            ("1 + 1", false),
            ("operation a per item {", true),
            ("sum([1, 2]", true),
            ("\"half a text", true),
            ("\"a { brace\"", false),
            ("a # (", false),
            ("1)", false),
            ("## What it is.", true),
            ("# A comment.", false),
            ("## What it is.\nlet a = 1", false),
            ("", false),
        ] {
            assert_eq!(is_open(text), open, "{text}");
        }
    }

    #[test]
    fn tokens_hold_words_numbers_and_texts() {
        assert_eq!(entries("a\nf(\nb)\nlet c = d\n  + e\n## f\ng"), ["a", "f(\nb)", "let c = d\n  + e", "## f\ng"]);
        let text = "a.b = 1_000.5 s/item \"x \\\" y\"";
        let parts: Vec<&str> = tokens(text).iter().map(|token| token.text(text)).collect();
        assert_eq!(parts, ["a", ".", "b", "=", "1_000.5", "s", "/", "item", "\"x \\\" y\""]);
        assert_eq!(partners("f([1], 2)", 8), Some((1, 8)));
        assert_eq!(joined("f(\n\"a\nb\")"), "f(\n\"a b\")");
    }
}
