//! The command line: arguments, files, what is printed where, and how the program ends.

mod arguments;
mod check;
mod diagnostics;
mod doc;
mod eval;
mod explain;
mod files;
mod fmt;
mod many;
mod new;
mod progress;
mod repl;
mod rollup;
mod run;
mod session;
mod sweep;
mod terminal;
mod test;

use crate::base::crew::STACK;
use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;
use terminal::Terminal;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All is well.
    Well,
    /// The study has errors, or claims that fail.
    Findings,
    /// The call was wrong, or a file could not be read.
    Misused,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let worker = std::thread::Builder::new().stack_size(STACK).spawn(|| {
        let arguments = Arguments::parse();
        let mut terminal = Terminal::new(arguments.color, arguments.lang);
        let exit = dispatch(arguments.command, &mut terminal);
        if arguments.untranslated {
            for sentence in crate::language::unknown() {
                terminal.tell(&format!("untranslated: {sentence:?}\n"));
            }
        }
        exit
    });
    let exit = worker.ok().and_then(|worker| worker.join().ok()).unwrap_or(Exit::Misused);
    ExitCode::from(match exit {
        Exit::Well => 0,
        Exit::Findings => 1,
        Exit::Misused => 2,
    })
}

fn dispatch(command: Command, terminal: &mut Terminal) -> Exit {
    match command {
        Command::Run(arguments) => run::run(&arguments, terminal),
        Command::Check(arguments) => check::check(&arguments, terminal),
        Command::Rollup(arguments) => rollup::rollup(&arguments, terminal),
        Command::Eval(arguments) => eval::eval(&arguments, terminal),
        Command::Explain(arguments) => explain::explain(&arguments, terminal),
        Command::Sweep(arguments) => sweep::sweep(&arguments, terminal),
        Command::Solve(arguments) => sweep::solve(&arguments, terminal),
        Command::Repl(arguments) => repl::repl(&arguments, terminal),
        Command::Fmt(arguments) => fmt::fmt(&arguments, terminal),
        Command::Test(arguments) => test::test(&arguments, terminal),
        Command::New(arguments) => new::new(&arguments, terminal),
        Command::Doc(arguments) => doc::doc(&arguments, terminal),
    }
}
