//! `study repl`: ask and try out, line by line. What a line prints is what the command line prints.

mod changing;
mod commands;
mod completion;
mod editing;
mod highlighting;
mod history;
mod input;
mod keeping;
mod looking;
mod prompt;
mod reader;
mod tokens;
mod varying;
mod vocabulary;
mod watch;

use super::Exit;
use super::arguments::{Repl, View};
use input::Input;
use prompt::Prompt;
use reader::{Next, Reader};
use std::sync::atomic::Ordering;

/// Runs a session until its input ends.
pub fn repl(arguments: &Repl, terminal: &mut super::terminal::Terminal) -> Exit {
    let view = View { allow_outside: arguments.allow_outside, library: arguments.library.clone(), ..View::default() };
    let own = terminal.telling();
    let mut prompt = match Prompt::new(arguments.files.clone(), view, own) {
        Ok(prompt) => prompt,
        Err(reason) => return terminal.refuse(&reason),
    };
    let mut reader = Reader::new(terminal.color, prompt.stop.clone());
    if reader.is_terminal() {
        let version = env!("CARGO_PKG_VERSION");
        let parts = [("version", version), ("about", &*prompt.about())];
        prompt.say("study {version}: {about}`help` lists the commands, Ctrl-D ends.", &parts);
    }
    while !prompt.ended {
        prompt.look_at_files();
        match reader.next(&prompt) {
            Next::Text(text) => tokens::entries(&text).iter().for_each(|entry| answer(&mut prompt, entry)),
            Next::Cleared => {}
            Next::End => break,
        }
    }
    Exit::Well
}

/// Does what a typed text asks for.
fn answer(prompt: &mut Prompt, text: &str) {
    prompt.stop.store(false, Ordering::Relaxed);
    // The files may have been saved while somebody typed.
    prompt.look_at_files();
    let text = tokens::joined(text);
    let text = text.trim();
    match input::read(text, |name| prompt.knows(name), |name| prompt.knows_kind(name)) {
        Input::Nothing => {}
        Input::Command(command, rest) if command.takes.is_empty() && !rest.is_empty() => {
            prompt.refuse(&format!("`{}` takes nothing behind it", command.name));
        }
        Input::Command(command, rest) => (command.run)(prompt, rest),
        Input::Expression => looking::value(prompt, text),
        Input::Declaration => changing::declare(prompt, text),
        Input::Wrong(reason) => prompt.refuse(&reason),
    }
    if prompt.is_stopped() {
        let said = format!("{}\n", prompt.terminal.language.say("stopped"));
        prompt.terminal.tell(&said);
    }
}
