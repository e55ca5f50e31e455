//! Declarations: what a file is made of. Each type shows the text that makes it.

pub use super::kinds::{Cell, Chart, Kind, KindRow, ListTable, Warning};

use super::expression::{Expression, UnitTerm};
use crate::base::{Span, Text};
use serde::{Deserialize, Serialize};

/// A whole file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// The declarations in their order.
    pub declarations: Vec<Declaration>,
    /// All comments but documentation, in their order; the formatter puts them back.
    pub comments: Vec<Comment>,
}

/// `# like this`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    /// With its `#`.
    pub text: Text,
    /// Where it stands.
    pub span: Span,
    /// Whether anything but blanks stands before it on its line.
    pub trailing: bool,
}

/// A name and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Name {
    /// The name.
    pub text: Text,
    /// Where it stands.
    pub span: Span,
}

/// `## What it is.  source: Author (year), page`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Documentation {
    /// The lines without their `##`.
    pub lines: Vec<Text>,
    /// What they say, without the citation.
    pub description: Text,
    /// The citation behind `source:`, if there is one.
    pub citation: Option<Text>,
}

impl Documentation {
    /// The documentation that these lines are.
    pub fn new(lines: Vec<Text>) -> Documentation {
        let whole = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        let (description, citation) = match whole.split_once("source:") {
            Some((before, after)) => (before.trim(), Some(Text::from(after.trim()))),
            None => (whole.trim(), None),
        };
        Documentation { lines, description: Text::from(description), citation }
    }
}

/// One declaration with its documentation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Declaration {
    /// The `##` lines before it.
    pub documentation: Documentation,
    /// From its first word to its last.
    pub span: Span,
    /// What it declares.
    pub node: DeclarationNode,
}

/// What a declaration declares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DeclarationNode {
    /// `use "shared.study"`, `use pmts`
    Use(UseTarget),
    /// `unit dozen = 12 item`
    Unit(Unit),
    /// `currency IDR`
    Currency(Currency),
    /// `study "Title" { … }`, `calendar { … }`, `operation packing per item { … }`
    Instance(Instance),
    /// `data sheet from "readings.csv" { left: s }`
    Data(Data),
    /// `kind operation per piece { … }`
    Kind(Kind),
    /// `replace operation.standard_time = …`
    Replacement(Replacement),
    /// `function hours(x: time): time = x`
    Function(Function),
    /// `let saved = …`
    Binding(Binding),
    /// `param a: h/year`
    Parameter(Parameter),
    /// `scenario motion_study "…" { … }`
    Scenario(Scenario),
    /// `show "…": a, b`
    Show(Show),
    /// `claim "…": a is b`, `dispute "…": a is b`, `same "…": a and b`
    Claim(Claim),
    /// `sweep a.b from 1 to 6 { show c }`
    Sweep(Sweep),
    /// `solve a.b from 1 to 6 for c >= d`
    Solve(Solve),
    /// `tornado a.c`
    Tornado(Tornado),
    /// `allow W702 because "…"`
    Allow(Allow),
}

/// What `use` names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum UseTarget {
    /// A file beside the study.
    File(Name),
    /// A module of the library.
    Module(Name),
}

/// `unit dozen = 12 item`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// What it is called in figures.
    pub name: Name,
    /// What one of it is; nothing makes it a thing of its own.
    pub definition: Option<Expression>,
}

/// `currency IDR`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Currency {
    /// Its code.
    pub name: Name,
}

/// An instance of a kind. `study` and `calendar` are instances named like their kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Instance {
    /// The kind.
    pub kind: Name,
    /// Its name; nothing for the instance of a single kind.
    pub name: Option<Name>,
    /// Its name in prose.
    pub label: Option<Text>,
    /// What one of it is counted for.
    pub per: Option<Name>,
    /// The rows between the braces.
    pub rows: Vec<Row>,
    /// Whether it is written on one line.
    pub inline: bool,
    /// Where the braces are; nothing if there are none.
    pub body: Option<Span>,
}

/// One row of an instance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The `##` lines before it.
    pub documentation: Documentation,
    /// From its first word to its last.
    pub span: Span,
    /// What it says.
    pub node: RowNode,
}

/// What a row says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum RowNode {
    /// `crew: 2`
    Given {
        /// The cell; empty for the first one of the kind, as in `entry noise: 2%`.
        name: Name,
        /// What it is.
        value: Expression,
    },
    /// `element left "Left shoulder" { … }`
    Nested(Instance),
    /// `exclude 7, 12 because "…"`: an instance of `exclusion`, written in its own way.
    Exclude(Instance),
    /// `value_added { "Process inspection": 14 }`: instances of `activity`, written in their own way.
    Tally(Tally),
    /// `why "Chairs invite to rest" -> remove_chairs { … }`: an instance of `why`.
    Why(Instance),
    /// `allow W702 because "…"`
    Allow(Allow),
}

/// `value_added { "Process inspection": 14; "Computer usage": 12 }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// What the activities count as.
    pub class: Name,
    /// The activities.
    pub activities: Vec<Instance>,
    /// Whether it is written on one line.
    pub inline: bool,
    /// Where the braces are.
    pub body: Span,
}

/// `allow W702 because "a trainee"`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Allow {
    /// The code of the warning.
    pub code: Name,
    /// Why it is accepted.
    pub reason: Text,
}

/// `data sheet from "readings.csv" decimal comma { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Data {
    /// The name of the table.
    pub name: Name,
    /// The file, as a path from the study's folder.
    pub path: Name,
    /// `decimal comma`, `decimal point`
    pub decimal: Option<Name>,
    /// `sheet "Readings"`
    pub sheet: Option<Text>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Whether it is written on one line.
    pub inline: bool,
    /// Where the braces are.
    pub body: Span,
}

/// `left "Left (s)": s`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The `##` lines before it.
    pub documentation: Documentation,
    /// Its name in the study.
    pub name: Name,
    /// Its name in the file, where that is another.
    pub header: Option<Text>,
    /// What it holds.
    pub kind: Type,
    /// How a cell of it is written, where that is not plain: `min:s`, `date dmy`.
    pub format: Option<Text>,
    /// From its name to its type.
    pub span: Span,
}

/// `replace operation.standard_time = …`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Replacement {
    /// The kind.
    pub kind: Name,
    /// The cell.
    pub cell: Name,
    /// Its formula from here on.
    pub formula: Expression,
}

/// `function hours(x: time, n: count = 1): time = x * n`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Function {
    /// Its name.
    pub name: Name,
    /// What it takes.
    pub parameters: Vec<FunctionParameter>,
    /// What it gives.
    pub result: Type,
    /// How.
    pub body: Expression,
}

/// `n: count = 1`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunctionParameter {
    /// Its name.
    pub name: Name,
    /// What it takes.
    pub kind: Type,
    /// What it is when left out.
    pub default: Option<Expression>,
}

/// `let saved: h/month = …`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Binding {
    /// Its name.
    pub name: Name,
    /// What it must be.
    pub kind: Option<Type>,
    /// What it is.
    pub value: Expression,
}

/// `param a: h/year = 200 h/year`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// What it must be.
    pub kind: Type,
    /// What it is until it is given.
    pub default: Option<Expression>,
}

/// `scenario motion_study "Better hand motions" { … }`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Its name.
    pub name: Name,
    /// Its name in prose.
    pub label: Option<Text>,
    /// What it changes.
    pub rows: Vec<ScenarioRow>,
    /// Whether it is written on one line.
    pub inline: bool,
    /// Where the braces are.
    pub body: Span,
}

/// One row of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScenarioRow {
    /// The `##` lines before it.
    pub documentation: Documentation,
    /// From its first word to its last.
    pub span: Span,
    /// What it says.
    pub node: ScenarioNode,
}

/// What a row of a scenario says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ScenarioNode {
    /// `include motion_study, no_barcode`
    Include(Vec<Name>),
    /// `let moved = …`
    Binding(Binding),
    /// `carton.demand -= moved`
    Change(Change),
}

/// `carton.demand -= moved`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The cell, from the outermost name inwards.
    pub path: Vec<Name>,
    /// How it changes.
    pub operator: ChangeOperator,
    /// By what, or to what.
    pub value: Expression,
}

/// How a scenario changes a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeOperator {
    /// `=`
    Set,
    /// `+=`
    Add,
    /// `-=`
    Subtract,
    /// `*=`
    Multiply,
    /// `/=`
    Divide,
}

/// `show "Saved": saved in h/month, saved in workday/month`, `show by log.station: mean(log.time)`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Show {
    /// What the figures are.
    pub label: Option<Text>,
    /// For every value of this column a row.
    pub by: Option<Expression>,
    /// The figures.
    pub values: Vec<Expression>,
}

/// `claim "Table 3": saved is 15_269.22 s/month`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// What is said of the two.
    pub word: ClaimWord,
    /// Where it is printed.
    pub label: Text,
    /// What follows from the study, or a comparison.
    pub value: Expression,
    /// What is printed, or the other figure of the same thing.
    pub printed: Option<Expression>,
}

/// The word that a claim begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClaimWord {
    /// `claim`: it follows.
    Claim,
    /// `dispute`: it is known not to follow.
    Dispute,
    /// `same "…": a and b`: two figures of the same thing.
    Same,
}

/// Figures for each of several values of a cell, or of several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sweep {
    /// What it is called.
    pub label: Option<Text>,
    /// The cells that vary.
    pub axes: Vec<Axis>,
    /// The figures.
    pub values: Vec<Expression>,
}

/// The smallest or largest value of a cell for which something is true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Solve {
    /// What it is called.
    pub label: Option<Text>,
    /// Whether the word for it is written.
    pub extreme: Option<Text>,
    /// The cell that varies.
    pub axis: Axis,
    /// What must be true.
    pub condition: Expression,
}

/// A figure, and what moves it most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tornado {
    /// What it is called.
    pub label: Option<Text>,
    /// The figure.
    pub value: Expression,
}

/// A cell that varies, and its values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// The cell.
    pub path: Vec<Name>,
    /// What it takes.
    pub values: AxisValues,
}

/// The values that a cell takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AxisValues {
    /// `in [1, 2, 4]`
    List(Expression),
    /// `from 95% to 115% step 5%`
    Range {
        /// The first.
        from: Expression,
        /// The last.
        to: Option<Expression>,
        /// From one value to the next.
        step: Option<Expression>,
    },
}

/// The type of a cell, a column, a parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Type {
    /// What it says.
    pub node: TypeNode,
    /// Where it stands.
    pub span: Span,
}

/// What a type says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TypeNode {
    /// `list of operation`, `sample of time`
    List(Box<Type>, bool),
    /// `interval of clock`
    Interval(Box<Type>),
    /// `one of [total, normal]`
    Choice(Vec<Name>),
    /// `yes/no`
    YesNo,
    /// `time/piece`, `IDR/h`, `count`, `text`; or a kind, `operation per piece`
    Measure {
        /// Units, dimensions, or one kind or plain type.
        factors: Vec<UnitTerm>,
        /// What the instances of a kind are counted for.
        per: Option<Name>,
    },
}
