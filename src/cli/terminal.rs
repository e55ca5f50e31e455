//! Where output goes: results to standard output, everything else to standard error.

use super::Exit;
use super::arguments::Color;
use crate::base::Language;
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
        self.pass_on(text.as_bytes());
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
        let _ = out.write_all(text.as_bytes());
    }

    /// Says why a call cannot be followed.
    pub fn refuse(&mut self, reason: &str) -> Exit {
        let reason = self.language.say(reason).into_owned();
        self.tell(&format!("study: {reason}\n"));
        Exit::Misused
    }
}
