//! Where lines come from: a terminal with an editor, or anything else, read plainly.

use super::editing::Editing;
use super::history::{self, History};
use super::prompt::Prompt;
use super::tokens::Gathering;
use super::vocabulary::Vocabulary;
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use rustyline::{ColorMode, CompletionType, Config, Editor};
use std::io::{BufRead, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What stands before the place where one types.
const PROMPT: &str = "> ";

/// What comes next.
pub enum Next {
    /// Something typed, whole.
    Text(String),
    /// The line was cleared.
    Cleared,
    /// Nothing more.
    End,
}

/// Reads what is typed.
pub struct Reader {
    editor: Option<Editor<Editing, MemHistory>>,
    history: History,
}

impl Reader {
    /// Reads standard input, with an editor if it is a terminal. Ctrl-C during a computation raises `stop`.
    pub fn new(color: bool, stop: Arc<AtomicBool>) -> Reader {
        let history = History::of_the_user();
        let mut editor = if std::io::stdin().is_terminal() { editor(color) } else { None };
        if let Some(editor) = &mut editor {
            for entry in history.read() {
                let _ = editor.add_history_entry(entry);
            }
            let _ = ctrlc::set_handler(move || stop.store(true, Ordering::Relaxed));
        }
        Reader { editor, history }
    }

    /// Whether somebody sits at a terminal.
    pub fn is_terminal(&self) -> bool {
        self.editor.is_some()
    }

    /// The next text, whole: as many lines as it takes until no bracket is open.
    pub fn next(&mut self, prompt: &Prompt) -> Next {
        let Some(editor) = &mut self.editor else { return plain() };
        if let Some(helper) = editor.helper_mut() {
            helper.vocabulary = Vocabulary::of(prompt);
        }
        match editor.readline(PROMPT) {
            Ok(text) => {
                if !text.trim().is_empty() && editor.add_history_entry(text.as_str()).unwrap_or(false) {
                    self.history.add(&text);
                }
                Next::Text(text)
            }
            Err(ReadlineError::Interrupted) => Next::Cleared,
            Err(_) => Next::End,
        }
    }
}

fn editor(color: bool) -> Option<Editor<Editing, MemHistory>> {
    let config = Config::builder()
        .color_mode(if color { ColorMode::Enabled } else { ColorMode::Disabled })
        .completion_type(CompletionType::List)
        .max_history_size(history::LONGEST)
        .ok()?
        .build();
    let mut editor = Editor::with_history(config, MemHistory::with_config(config)).ok()?;
    editor.set_helper(Some(Editing::new(color)));
    Some(editor)
}

/// Lines until no bracket is open any more, or to the end.
fn plain() -> Next {
    let mut gathered = Gathering::default();
    let mut input = std::io::stdin().lock();
    loop {
        let mut line = Vec::new();
        let read = input.read_until(b'\n', &mut line);
        if read.is_err() || line.is_empty() {
            return if gathered.text.trim().is_empty() { Next::End } else { Next::Text(gathered.text) };
        }
        gathered.add(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']));
        if !gathered.is_open() {
            return Next::Text(gathered.text);
        }
    }
}
