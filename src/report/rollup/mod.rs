//! Many studies added up: the same indicators of many enterprises, group by group, and the money that they save.

mod csv;
mod facts;
mod json;
mod measure;
mod part;
mod sections;
mod sums;
mod totals;

pub use csv::write as as_csv;
pub use json::write as as_json;
pub use part::{Group, Indicator, Part, part};
pub use sections::{counted, report};
pub use sums::{Count, Sums};
pub use totals::add_up;

use crate::base::Language;
use crate::value::Number;

/// Studies added up.
#[derive(Clone, Debug, Default)]
pub struct Rollup {
    /// What is added up.
    pub title: String,
    /// The groups in their order; the last holds all studies.
    pub scopes: Vec<Scope>,
    /// For every group what its studies say of themselves.
    pub heads: Vec<Head>,
    /// The indicators, first those that most studies have.
    pub indicators: Vec<Rolled>,
    /// Savings, by currency and by what they are counted for.
    pub savings: Vec<Saved>,
    /// How many studies could not be read.
    pub unread: usize,
    /// What is in no sum, and why.
    pub left_out: Vec<LeftOut>,
}

/// Which studies a sum is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of a group.
    Of(String),
    /// Those that do not say which group they belong to.
    NotStated,
    /// All of them.
    All,
}

/// What the studies of a group say of themselves.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// How many there are.
    pub studies: usize,
    /// People who work in the enterprises; nothing where no study says it.
    pub employees: Option<Number>,
    /// How many claims the studies have.
    pub claims: usize,
    /// How many of these do not stand.
    pub fallen: usize,
}

/// An indicator of many studies.
#[derive(Clone, Debug)]
pub struct Rolled {
    /// Its name.
    pub name: String,
    /// Its name in prose.
    pub label: String,
    /// The unit of its figures.
    pub unit: String,
    /// For every group what its studies come to.
    pub sums: Vec<Changes>,
}

/// What an indicator comes to in the studies of a group.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// How many studies have it.
    pub studies: usize,
    /// What it was.
    pub before: Option<Sums>,
    /// What it is.
    pub after: Option<Sums>,
    /// What it rose by.
    pub change: Option<Sums>,
    /// What it rose by as a share of what it was.
    pub change_share: Option<Sums>,
    /// In how many studies it is better than it was.
    pub improved: Count,
    /// In how many studies it has reached its target.
    pub reached: Count,
}

/// Money saved, in one currency.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The currency, and what the money is saved for.
    pub unit: String,
    /// For every group what its studies save.
    pub sums: Vec<Option<Sums>>,
}

/// What is in no sum: a study, an indicator of one, or an indicator of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The study, if it is one.
    pub study: Option<String>,
    /// The indicator; nothing where all of the study is left out.
    pub indicator: Option<String>,
    /// Why.
    pub reason: String,
}

impl LeftOut {
    /// Why, in the reader's language; what is wrong with a study has been said in it already.
    pub fn told(&self, language: Language) -> String {
        match self.indicator {
            Some(_) => language.say(&self.reason).into_owned(),
            None => self.reason.clone(),
        }
    }
}

impl Scope {
    /// As a reader sees it.
    pub fn label(&self) -> &str {
        match self {
            Scope::Of(group) => group,
            Scope::NotStated => "not stated",
            Scope::All => "all studies",
        }
    }
}
