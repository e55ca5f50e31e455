//! The commands of the prompt: one row each.

use super::prompt::Prompt;
use super::{changing, keeping, looking, varying};
use crate::base::{Language, nearest};
use crate::report::formats;

/// A command.
pub struct Command {
    /// The word that begins it.
    pub name: &'static str,
    /// What stands behind the word.
    pub takes: &'static str,
    /// What it does, in one sentence.
    pub help: &'static str,
    /// What of the study may stand behind the word.
    pub completes: Completes,
    /// Does it.
    pub run: fn(&mut Prompt, &str),
}

/// What is offered behind the word of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completes {
    /// Nothing.
    Nothing,
    /// Whatever an expression may hold.
    Expressions,
    /// Scenarios, and `baseline`.
    Scenarios,
    /// Paths of files.
    Files,
    /// Kinds and functions.
    Reference,
    /// Other commands.
    Commands,
    /// What is set.
    Sets,
}

/// A new command is a new row.
const COMMANDS: [Command; 22] = [
    row("list", "[PATH]", "Lists the cells with their values.", Completes::Expressions, looking::list),
    row(
        "show",
        "[EXPR]",
        "Shows figures as the report does; alone, what is set.",
        Completes::Expressions,
        looking::show,
    ),
    row("explain", "EXPR [DEPTH]", "Tells how a value came about.", Completes::Expressions, looking::explain),
    row("doc", "[NAME]", "Shows the reference of a kind, a cell or a function.", Completes::Reference, looking::doc),
    row("report", "", "Prints the report, as `study run` does.", Completes::Nothing, looking::report),
    row("check", "", "Says what is wrong, as `study check` does.", Completes::Nothing, looking::check),
    row(
        "compare",
        "A B",
        "Holds two scenarios against each other, or `baseline`.",
        Completes::Scenarios,
        looking::compare,
    ),
    row(
        "sweep",
        "PATH from A to B step C { show EXPR }",
        "Shows figures for each of several values of a cell.",
        Completes::Expressions,
        varying::sweep,
    ),
    row(
        "solve",
        "[largest] PATH from A to B for CONDITION",
        "Finds the smallest or largest value for which something is true.",
        Completes::Expressions,
        varying::solve,
    ),
    row(
        "tornado",
        "EXPR",
        "Ranks the given figures by how far they move a result.",
        Completes::Expressions,
        varying::tornado,
    ),
    row("set", "PATH = EXPR", "Gives a cell anew, and shows what changes.", Completes::Expressions, changing::set),
    row("unset", "[PATH]", "Takes back what is set for a cell, or all of it.", Completes::Sets, changing::unset),
    row("undo", "", "Takes back the last change.", Completes::Nothing, changing::undo),
    row("redo", "", "Does again what was taken back.", Completes::Nothing, changing::redo),
    row("reset", "", "Drops all that was set and declared here.", Completes::Nothing, changing::reset),
    row(
        "save",
        "scenario NAME [\"LABEL\"]",
        "Writes what is set into the file, as a scenario.",
        Completes::Nothing,
        keeping::save,
    ),
    row("load", "FILE", "Goes on with another study.", Completes::Files, keeping::load),
    row("reload", "", "Reads the files again.", Completes::Nothing, keeping::reload),
    row(
        "export",
        "FILE",
        "Writes the report to a file, as the end of its name says: {endings}.",
        Completes::Files,
        keeping::export,
    ),
    row("help", "[COMMAND]", "Lists the commands, or says more of one.", Completes::Commands, help),
    row("quit", "", "Ends the session; so does Ctrl-D.", Completes::Nothing, quit),
    row("exit", "", "Ends the session.", Completes::Nothing, quit),
];

const fn row(
    name: &'static str,
    takes: &'static str,
    help: &'static str,
    completes: Completes,
    run: fn(&mut Prompt, &str),
) -> Command {
    Command { name, takes, help, completes, run }
}

impl Command {
    /// What it does, in the reader's language.
    fn told(&self, language: Language) -> String {
        language.fill(self.help, &[("endings", &formats::endings())])
    }

    /// How it is written.
    pub fn usage(&self) -> String {
        format!("{} {}", self.name, self.takes).trim_end().to_owned()
    }
}

/// All commands.
pub fn all() -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter()
}

/// The command of this name.
pub fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

const BESIDES: [&str; 3] = [
    "An expression prints its value; `_` is the value printed last.",
    "A declaration (`let x = …`, `operation …`, `scenario …`) is added to the study, for this session.",
    "What has an open bracket goes on in the next line. Ctrl-C clears the line, and stops what takes too long.",
];

fn help(prompt: &mut Prompt, rest: &str) {
    let language = prompt.terminal.language;
    if let Some(command) = find(rest) {
        prompt.print(&format!("{}\n  {}\n", command.usage(), command.told(language)));
    } else if rest.is_empty() {
        let width = COMMANDS.iter().map(|command| command.usage().len()).max().unwrap_or(0);
        let lines = COMMANDS
            .iter()
            .map(|command| format!("  {:width$}  {}\n", command.usage(), command.told(language)))
            .collect::<String>();
        let besides = BESIDES.map(|sentence| format!("{}\n", language.say(sentence))).concat();
        prompt.print(&format!("{lines}\n{besides}"));
    } else {
        prompt.refuse(&match nearest(rest, COMMANDS.iter().map(|command| command.name)) {
            Some(near) => format!("there is no command `{rest}`: did you mean `{near}`?"),
            None => format!("there is no command `{rest}`: `help` lists them"),
        });
    }
}

fn quit(prompt: &mut Prompt, _: &str) {
    prompt.ended = true;
}
