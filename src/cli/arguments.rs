//! What the command line takes.

use crate::base::Language;
use crate::report::format::Format;
use crate::report::formats::{self, FORMATS};
use crate::report::text;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};

/// A language for productivity studies: exact figures, checked units, claims that must follow from their data.
#[derive(Debug, Parser)]
#[command(name = "study", version, arg_required_else_help = true)]
pub struct Arguments {
    /// When to use colours; `NO_COLOR` is obeyed.
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub color: Color,
    /// The language of reports and messages, instead of that which the study names.
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language)]
    pub lang: Option<Language>,
    /// Tell at the end what has no message in the language, for those who translate.
    #[arg(long, global = true, hide = true)]
    pub untranslated: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

fn language(code: &str) -> Result<Language, String> {
    let codes = Language::ALL.map(Language::code).join(", ");
    Language::of(code).ok_or_else(|| format!("the languages are {codes}"))
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Evaluate a study and print its report.
    Run(Run),
    /// Report all errors, then all claims that fail.
    Check(Check),
    /// Add up the indicators of many studies.
    Rollup(Rollup),
    /// Print the value of expressions, one a line.
    Eval(Eval),
    /// Tell how a value came about.
    Explain(Explain),
    /// Print figures for each of several values of one or more cells.
    Sweep(Sweep),
    /// Find the smallest or largest value of a cell for which something is true.
    Solve(Solve),
    /// Ask and try out, line by line.
    Repl(Repl),
    /// Bring studies into the one layout.
    Fmt(Fmt),
    /// Run every study of a folder and compare with the output kept beside it.
    Test(Test),
    /// Write a starting point for a new study.
    New(New),
    /// Show the reference of the standard library.
    Doc(Doc),
}

/// How a study is looked at.
#[derive(Args, Debug, Default, Clone)]
pub struct View {
    /// See everything under this scenario.
    #[arg(long, value_name = "NAME")]
    pub scenario: Option<String>,
    /// Give a cell anew: `--set overlock.crew=2`. May stand again and again.
    #[arg(long = "set", value_name = "PATH=EXPR")]
    pub set: Vec<String>,
    /// Let data files and used files lie outside of the study's folder.
    #[arg(long)]
    pub allow_outside: bool,
    /// Take the standard library from this folder.
    #[arg(long, value_name = "FOLDER")]
    pub library: Option<PathBuf>,
}

/// Arguments of `study run`.
#[derive(Args, Debug)]
pub struct Run {
    /// The study, or several studies and folders of studies.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// What the report is written as.
    #[arg(long, value_parser = format())]
    pub format: Option<&'static Format>,
    /// Write the report to this file; its ending says as what, unless `--format` does. The reports of several studies go to
    /// this folder, with an index.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Draw readings and observations anew so many times, and give every figure that rests on them an interval.
    #[arg(long, value_name = "ROUNDS", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub bootstrap: Option<u32>,
    /// Where the random numbers begin: the same seed gives the same figures.
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "bootstrap")]
    pub seed: u64,
    /// A condition, such as `everything.saved >= 250 h/month`: in how many rounds it is true. May stand again and again.
    #[arg(long, value_name = "CONDITION", requires = "bootstrap")]
    pub chance: Vec<String>,
    /// How the study is looked at.
    #[command(flatten)]
    pub view: View,
}

/// Reads the name of a format.
fn format() -> impl TypedValueParser<Value = &'static Format> {
    let possible = FORMATS.map(|format| PossibleValue::new(format.name).alias(format.ending).help(format.about));
    PossibleValuesParser::new(possible).try_map(|name| formats::named(&name).ok_or("there is no such format"))
}

/// What is asked for by name, or by the ending of the file; text where there is no file. A file whose ending says nothing
/// is refused.
pub fn format_asked(format: Option<&'static Format>, path: Option<&Path>) -> Result<&'static Format, String> {
    match (format, path) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(&text::FORMAT),
        (None, Some(path)) => formats::of(path).ok_or_else(no_ending),
    }
}

/// That the name of a file does not say what a report is written as.
pub fn no_ending() -> String {
    let endings = formats::endings();
    format!("the end of the name says what a report is written as: {endings}; `--format` says it, too")
}

/// What an answer is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Answer {
    /// For a terminal.
    Text,
    /// For a machine.
    Json,
}

/// Arguments of `study check`.
#[derive(Args, Debug)]
pub struct Check {
    /// The studies, and folders of studies.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// What the findings are written as.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Answer,
    /// How the studies are looked at.
    #[command(flatten)]
    pub view: View,
}

/// Arguments of `study rollup`.
#[derive(Args, Debug)]
pub struct Rollup {
    /// The studies, and folders of studies.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Put the studies into groups by this: `sector`, `region`, or any expression.
    #[arg(long, value_name = "FIELD")]
    pub by: Option<String>,
    /// What the figures are written as.
    #[arg(long, value_parser = format())]
    pub format: Option<&'static Format>,
    /// Write the figures to this file; its ending says as what, unless `--format` does.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Let data files and used files lie outside of the folder of their study.
    #[arg(long)]
    pub allow_outside: bool,
    /// Take the standard library from this folder.
    #[arg(long, value_name = "FOLDER")]
    pub library: Option<PathBuf>,
}

/// Arguments of `study eval`.
#[derive(Args, Debug)]
pub struct Eval {
    /// A study, if the first of these is a file that ends in `.study`; expressions otherwise.
    #[arg(required = true, value_name = "[FILE] EXPR", allow_negative_numbers = true)]
    pub words: Vec<String>,
    /// What the values are written as.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Answer,
    /// How the study is looked at.
    #[command(flatten)]
    pub view: View,
}

/// How many steps back an explanation goes unless it is said.
pub const DEPTH: usize = 2;

/// Arguments of `study explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// The study.
    pub file: PathBuf,
    /// The value to explain: `plastic.workload`, or any expression.
    pub expression: String,
    /// What the explanation is written as.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Telling,
    /// How many steps back to go.
    #[arg(long, default_value_t = DEPTH)]
    pub depth: usize,
    /// How the study is looked at.
    #[command(flatten)]
    pub view: View,
}

/// Arguments of `study sweep`.
#[derive(Args, Debug)]
pub struct Sweep {
    /// The study.
    pub file: PathBuf,
    /// A cell and its values: `overlock.rating=95%..115%:5%`, `overlock.crew=1..6`, `overlock.crew=[1, 2, 4]`. May stand
    /// again and again: all combinations are computed.
    #[arg(long, value_name = "PATH=VALUES", required_unless_present = "tornado")]
    pub vary: Vec<String>,
    /// A figure to print. May stand again and again.
    #[arg(long, value_name = "EXPR", required_unless_present = "tornado", allow_hyphen_values = true)]
    pub show: Vec<String>,
    /// Move every given figure that this one rests on by 10 % down and up, and rank them by what that does.
    #[arg(long, value_name = "EXPR", conflicts_with_all = ["vary", "show"])]
    pub tornado: Option<String>,
    /// What the figures are written as.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Tabular,
    /// How the study is looked at.
    #[command(flatten)]
    pub view: View,
}

/// What a table is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tabular {
    /// For a terminal.
    Text,
    /// For a spreadsheet: one figure a row.
    Csv,
    /// For a machine.
    Json,
}

/// Arguments of `study solve`.
#[derive(Args, Debug)]
pub struct Solve {
    /// The study.
    pub file: PathBuf,
    /// The cell and its values: `overlock.crew=1..6`, `overlock.rating=80%..130%:1%`.
    #[arg(long, value_name = "PATH=VALUES")]
    pub vary: String,
    /// What must be true: `overlock.output >= 400 piece/workday`.
    #[arg(long = "for", value_name = "CONDITION")]
    pub condition: String,
    /// Seek the largest value and not the smallest.
    #[arg(long)]
    pub largest: bool,
    /// How the study is looked at.
    #[command(flatten)]
    pub view: View,
}

/// What an explanation is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Telling {
    /// For a terminal.
    Text,
    /// For an appendix: Markdown, with the formulas in TeX.
    #[value(alias = "md")]
    Markdown,
    /// For a machine.
    Json,
}

/// Arguments of `study repl`.
#[derive(Args, Debug)]
pub struct Repl {
    /// The study to begin with, and studies that belong to it.
    pub files: Vec<PathBuf>,
    /// Let data files and used files lie outside of the study's folder.
    #[arg(long)]
    pub allow_outside: bool,
    /// Take the standard library from this folder.
    #[arg(long, value_name = "FOLDER")]
    pub library: Option<PathBuf>,
}

/// Arguments of `study fmt`.
#[derive(Args, Debug)]
pub struct Fmt {
    /// The studies.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Change nothing; tell which files are not in the one layout.
    #[arg(long)]
    pub check: bool,
}

/// Arguments of `study test`.
#[derive(Args, Debug)]
pub struct Test {
    /// The folder.
    pub folder: PathBuf,
    /// Keep the output of today as what is expected.
    #[arg(long)]
    pub accept: bool,
}

/// Arguments of `study new`.
#[derive(Args, Debug)]
pub struct New {
    /// The name: `study new packing` writes `packing.study`.
    pub name: String,
}

/// Arguments of `study doc`.
#[derive(Args, Debug)]
pub struct Doc {
    /// A kind, a cell of one (`operation.standard_time`) or a function; everything if left out.
    pub name: Option<String>,
    /// Take the standard library from this folder.
    #[arg(long, value_name = "FOLDER")]
    pub library: Option<PathBuf>,
}
