//! What a format is: every one is a row in its own file, and `formats` lists them.

use super::rollup::Rollup;
use super::{Report, Written};
use crate::base::{Language, Sources};
use crate::eval::Engine;
use crate::hir::ScenarioId;
use std::path::Path;

/// A format.
#[derive(Debug)]
pub struct Format {
    /// What it is called.
    pub name: &'static str,
    /// How its files end.
    pub ending: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// Why it is not printed to a terminal, if it is not.
    pub not_for_terminals: Option<&'static str>,
    /// Whether who reads it sees nothing of what the program says beside it.
    pub is_handed_on: bool,
    /// Whether an index of several reports is written in it; otherwise that is text.
    pub has_index: bool,
    /// Adds to a report what only this format shows.
    pub complete: Complete,
    /// Writes a report; the name is that of its file without the ending, if it becomes one.
    pub write: fn(&Report, Option<&str>) -> Written,
    /// How the sums of many studies are written.
    pub sums: Sums,
}

/// Adds something to a report, as it is seen under a scenario.
pub type Complete = fn(&mut Engine<'_>, &Sources, Option<ScenarioId>, &mut Report);

/// How the sums of many studies are written.
#[derive(Clone, Copy, Debug)]
pub enum Sums {
    /// As a report.
    AsReport,
    /// In a way of their own.
    Own(fn(&Rollup) -> String),
    /// Not at all, and why.
    Refused(&'static str),
}

/// Nothing is added to the report.
pub fn as_it_is(_: &mut Engine<'_>, _: &Sources, _: Option<ScenarioId>, _: &mut Report) {}

impl Format {
    /// A report in this format; `path` is that of its file, if it becomes one.
    pub fn written(&self, report: &Report, path: Option<&Path>) -> Written {
        let name = path.and_then(Path::file_stem).map(|name| name.to_string_lossy());
        (self.write)(report, name.as_deref())
    }

    /// The sums of many studies in this format, or why there are none.
    pub fn rolled_up(&self, rollup: &Rollup, language: Language, path: Option<&Path>) -> Result<Written, &'static str> {
        match self.sums {
            Sums::AsReport => Ok(self.written(&super::rollup::report(rollup, language), path)),
            Sums::Own(write) => Ok(write(rollup).into()),
            Sums::Refused(reason) => Err(reason),
        }
    }
}
