//! Where output goes: results to standard output, everything else to standard error.

use super::Exit;
use super::arguments::Color;
use crate::base::{Language, is_command};
use std::borrow::Cow;
use std::io::{IsTerminal, Write};

/// The two streams, whether colours are wanted on the second, and the language that is spoken.
pub struct Terminal {
    /// Whether diagnostics are coloured.
    pub color: bool,
    /// The language that the call asks for.
    asked: Option<Language>,
    /// The language that is spoken: the one asked for, or else that of the study.
    pub language: Language,
    /// What was told, for who wants to pass it on; nothing where it goes to standard error.
    heard: Option<String>,
}

impl Terminal {
    /// Looks at the terminal and at `NO_COLOR` unless told what to do.
    pub fn new(color: Color, asked: Option<Language>) -> Terminal {
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && std::io::stderr().is_terminal()
            }
        };
        Terminal { color, asked, language: asked.unwrap_or_default(), heard: None }
    }

    /// Another one on the same streams.
    pub fn telling(&self) -> Terminal {
        Terminal { heard: None, ..*self }
    }

    /// Another one that keeps what it is told.
    pub fn listening(&self) -> Terminal {
        Terminal { heard: Some(String::new()), ..*self }
    }

    /// Speaks the language of a study from here on, unless the call asks for another one; says which it is.
    pub fn speak(&mut self, of_the_study: Language) -> Language {
        self.language = self.spoken(of_the_study);
        self.language
    }

    /// The language that a study is told in: its own, unless the call asks for another one.
    pub fn spoken(&self, of_the_study: Language) -> Language {
        self.asked.unwrap_or(of_the_study)
    }

    /// What has been told so far.
    pub fn heard(&mut self) -> String {
        self.heard.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Whether results go to somebody who looks at them, and not to a file or another program.
    pub fn is_seen(&self) -> bool {
        std::io::stdout().is_terminal()
    }

    /// A result.
    pub fn print(&mut self, text: &str) {
        self.pass_on(harmless(text, false).as_bytes());
    }

    /// A result that need not be text. A reader that has gone away is no error of ours.
    pub fn pass_on(&mut self, content: &[u8]) {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(content).and_then(|()| out.flush());
    }

    /// Anything that is not a result.
    pub fn tell(&mut self, text: &str) {
        if let Some(heard) = &mut self.heard {
            heard.push_str(text);
            return;
        }
        let mut out = std::io::stderr().lock();
        let _ = out.write_all(harmless(text, self.color).as_bytes());
    }

    /// Says why a call cannot be followed.
    pub fn refuse(&mut self, reason: &str) -> Exit {
        let reason = self.language.say(reason).into_owned();
        self.tell(&format!("study: {reason}\n"));
        Exit::Misused
    }
}

/// A text without anything that a terminal would obey, whatever file names and words of a study have in them; only colours
/// are left to it, where they are wanted.
fn harmless(text: &str, color: bool) -> Cow<'_, str> {
    let obeyed = |sign: char| is_command(sign) && !matches!(sign, '\n' | '\t');
    if !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let length = match sign {
            '\r' if rest.starts_with("\r\n") => 1,
            '\u{1b}' if color => color_length(rest),
            sign if obeyed(sign) => 0,
            sign => sign.len_utf8(),
        };
        let (kept, behind) = rest.split_at(if length == 0 { sign.len_utf8() } else { length });
        out.push_str(if length == 0 { "\u{fffd}" } else { kept });
        rest = behind;
    }
    Cow::Owned(out)
}

/// How long the colour is that a text begins with, `ESC [ 31 m`; nought if it is none.
fn color_length(text: &str) -> usize {
    let Some(codes) = text.strip_prefix("\u{1b}[") else { return 0 };
    let end = codes.find(|sign: char| !(sign.is_ascii_digit() || sign == ';')).unwrap_or(codes.len());
    if codes.get(end..).is_some_and(|rest| rest.starts_with('m')) { text.len() - codes.len() + end + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn only_colours_are_obeyed_and_only_where_they_are_wanted() {
        let text = "\u{1b}[31mred\u{1b}[0m \u{1b}[2J\u{1b}]0;title\u{7} a\rb\r\n\tü\u{61c}\u{2029}";
        let plain = "�[31mred�[0m �[2J�]0;title� a�b\r\n\tü��";
        let colored = "\u{1b}[31mred\u{1b}[0m �[2J�]0;title� a�b\r\n\tü��";
        assert_eq!((harmless(text, false), harmless(text, true)), (plain.into(), colored.into()));
    }
}
