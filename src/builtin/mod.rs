//! Functions that Rust computes: one row each, with its signature, documentation, example and code.
//! What can be said in the language itself stands in `stdlib/`.

mod clocks;
mod days;
pub mod distributions;
mod fisher;
mod groups;
mod lists;
pub mod normality;
mod normality_tests;
mod numbers;
mod places;
mod probability;
mod proportions;
mod random;
mod rounds;
mod special;
mod statistics;
mod tallies;

use crate::value::{Value, ValueError};
pub use places::{LISTED, listed};
pub use random::Random;
pub use special::{Form, SPECIALS, Special, special};

/// One function.
pub struct Builtin {
    /// What it is called.
    pub name: &'static str,
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// What it gives.
    pub result: Shape,
    /// What it does, in one sentence.
    pub documentation: &'static str,
    /// An expression that is true; the tests evaluate it.
    pub example: &'static str,
    /// How it does it. There is one value for every parameter.
    pub code: fn(&[Value]) -> Result<Value, ValueError>,
}

/// One parameter of a function.
pub struct Parameter {
    /// What it is called.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// Whether it may be left out.
    pub fallback: Fallback,
    /// Whether several single values may stand in the place of a list.
    pub spread: bool,
}

/// What a parameter is when left out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fallback {
    /// It must be given.
    None,
    /// One base unit of whatever is asked for; only where that is a plain number.
    One,
    /// A word of its choice.
    Word(&'static str),
}

/// What a parameter takes or a function gives. A letter is the same dimension wherever it stands.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A number of the dimension that the letter stands for.
    Quantity(char),
    /// A number of a power of that dimension.
    Power(char, i8),
    /// A plain number.
    Plain,
    /// A plain number that says how the function works: there is one, never a list of them.
    Setting,
    /// A length of time that says how the function works.
    Time,
    /// A part of a whole, both counted.
    Proportion,
    /// A day.
    Date,
    /// A time of day.
    Clock,
    /// From one time of day to another.
    Clocks,
    /// Any single value, the same wherever it stands.
    Any,
    /// Yes or no.
    Truth,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list or sample of numbers.
    Numbers(char),
    /// A list of plain numbers.
    Counts,
    /// A list of what is written without a unit: plain numbers, texts, days or times of day.
    Words,
    /// A list of answers, yes or no.
    Truths,
    /// A text.
    Text,
    /// A list of anything, the same wherever it stands.
    List,
    /// A list of anything, whatever the other lists hold.
    Keys,
    /// A list of times of day.
    Moments,
    /// A list of stretches from one time of day to another.
    Breaks,
    /// A list or a table.
    Rows,
}

const fn required(name: &'static str, shape: Shape) -> Parameter {
    Parameter { name, shape, fallback: Fallback::None, spread: false }
}

const fn spread(name: &'static str, shape: Shape) -> Parameter {
    Parameter { name, shape, fallback: Fallback::None, spread: true }
}

const fn optional(name: &'static str, shape: Shape, fallback: Fallback) -> Parameter {
    Parameter { name, shape, fallback, spread: false }
}

/// All functions, room by room.
pub fn all() -> impl Iterator<Item = &'static Builtin> {
    let rooms = [
        numbers::ROWS,
        lists::ROWS,
        places::ROWS,
        tallies::ROWS,
        groups::ROWS,
        statistics::ROWS,
        proportions::ROWS,
        probability::ROWS,
        normality_tests::ROWS,
        days::ROWS,
        rounds::ROWS,
    ];
    rooms.into_iter().flatten()
}

/// The function of this name.
pub fn find(name: &str) -> Option<&'static Builtin> {
    all().find(|builtin| builtin.name == name)
}

/// The names of all functions, those with rules of their own among them.
pub fn names<'a>() -> impl Iterator<Item = &'a str> {
    all().map(|builtin| builtin.name).chain(SPECIALS.iter().map(|special| special.name))
}

/// Whether there is a function of this name.
pub fn is_function(name: &str) -> bool {
    names().any(|known| known == name)
}

/// One of the values that a function was given.
fn argument(values: &[Value], index: usize) -> Result<&Value, ValueError> {
    values.get(index).ok_or(ValueError::Unfit { operation: "a function", what: "fewer values than it takes" })
}

impl Builtin {
    /// Whether it takes values that wait for open parameters; those that do so only move and add what they are given.
    pub fn takes_open(&self) -> bool {
        let moving = ["first", "last", "nth", "at", "without", "previous", "filled", "count"];
        moving.contains(&self.name) || ["sum", "mean"].contains(&self.name)
    }

    /// Whether it takes its list for a sample: values drawn from more that there could have been.
    pub fn takes_sample(&self) -> bool {
        statistics::ROWS.iter().any(|row| row.name == self.name)
    }

    /// Whether it takes several lists row by row: what stands at one place of them belongs together.
    pub fn takes_rows(&self) -> bool {
        ["filled", "tally_where", "first_of_each"].contains(&self.name)
    }

    /// The signature as a reader sees it.
    pub fn signature(&self) -> String {
        let parameters = self.parameters.iter().map(|parameter| {
            let default = match parameter.fallback {
                Fallback::None => String::new(),
                Fallback::One => " = 1".to_owned(),
                Fallback::Word(word) => format!(" = {word}"),
            };
            format!("{}: {}{default}", parameter.name, parameter.shape.describe())
        });
        format!("{}({}): {}", self.name, parameters.collect::<Vec<_>>().join(", "), self.result.describe())
    }
}

impl Shape {
    /// Whether a list fits in the place of the single value: the function then runs over its elements.
    pub fn runs_over_lists(self) -> bool {
        use Shape::{Clock, Date, Plain, Power, Proportion, Quantity};
        matches!(self, Quantity(_) | Power(..) | Plain | Proportion | Date | Clock)
    }

    /// What it is called in messages and in the reference.
    pub fn describe(self) -> String {
        match self {
            Shape::Quantity(_) => "quantity".to_owned(),
            Shape::Power(_, power) => format!("quantity^{power}"),
            Shape::Plain | Shape::Setting => "number".to_owned(),
            Shape::Time => "time".to_owned(),
            Shape::Proportion => "proportion".to_owned(),
            Shape::Date => "date".to_owned(),
            Shape::Clock => "clock".to_owned(),
            Shape::Clocks => "interval of clock".to_owned(),
            Shape::Moments => "list of clock".to_owned(),
            Shape::Breaks => "list of interval of clock".to_owned(),
            Shape::Any => "any value".to_owned(),
            Shape::Truth => "yes/no".to_owned(),
            Shape::Choice(words) => format!("one of [{}]", words.join(", ")),
            Shape::Numbers(_) => "list of quantity".to_owned(),
            Shape::Counts => "list of number".to_owned(),
            Shape::Words => "list of number or word".to_owned(),
            Shape::Truths => "list of yes/no".to_owned(),
            Shape::Text => "text".to_owned(),
            Shape::List | Shape::Keys => "list".to_owned(),
            Shape::Rows => "list or table".to_owned(),
        }
    }
}
