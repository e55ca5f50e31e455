//! The names that may be typed next, as the study has them now.

use super::prompt::Prompt;
use crate::builtin;
use crate::hir::{Global, Kind, Study, Type};
use std::collections::{BTreeSet, HashMap};

/// The names of a study, sorted by what they are.
#[derive(Default)]
pub struct Vocabulary {
    /// Instances, `let`s, parameters, tables, and the cells of the study as a whole.
    pub names: BTreeSet<String>,
    /// Scenarios.
    pub scenarios: Vec<String>,
    /// Functions of the program, the library and the study.
    pub functions: BTreeSet<String>,
    /// Kinds.
    pub kinds: BTreeSet<String>,
    /// Units, without the currencies of the world.
    pub units: Vec<String>,
    /// The cells that are set.
    pub sets: BTreeSet<String>,
    /// The kind of every instance, by its path.
    instances: HashMap<String, String>,
    /// The instances that lie in another, by its path.
    nested: HashMap<String, Vec<String>>,
    /// The columns of every table.
    columns: HashMap<String, Vec<String>>,
    /// The cells of every kind; of those that hold an instance its kind.
    cells: HashMap<String, Vec<(String, Option<String>)>>,
}

impl Vocabulary {
    /// The names of the study behind a prompt.
    pub fn of(prompt: &Prompt) -> Vocabulary {
        let study = &prompt.session.study;
        let mut vocabulary = Vocabulary {
            scenarios: study.scenarios.iter().map(|scenario| scenario.name.to_string()).collect(),
            units: study.units.names().take(study.units.len()).map(str::to_owned).collect(),
            sets: prompt.state.sets.iter().map(|set| set.path.clone()).collect(),
            functions: builtin::names().map(str::to_owned).collect(),
            ..Vocabulary::default()
        };
        vocabulary.units.retain(|unit| !["piece", "quantity", "money"].contains(&unit.as_str()));
        vocabulary.functions.extend(prompt.session.library_names.iter().cloned());
        for (name, global) in &study.globals {
            match global {
                Global::Kind(_) => vocabulary.kinds.insert(name.to_string()),
                Global::Function(_) => vocabulary.functions.insert(name.to_string()),
                Global::Scenario(_) | Global::Baseline => false,
                Global::Instance(_) | Global::Cell(_) | Global::Table(_) => vocabulary.names.insert(name.to_string()),
            };
        }
        vocabulary.inside(study);
        let kinds = &vocabulary.kinds;
        vocabulary.functions.retain(|name| !kinds.contains(name));
        vocabulary
    }

    /// What lies inside of instances, kinds and tables.
    fn inside(&mut self, study: &Study) {
        let name = |kind: &Kind| kind.name.to_string();
        for kind in &study.kinds {
            // What reports show is asked for most.
            let shown = kind.shows.iter().filter_map(|place| kind.cells.get(*place));
            let cells = shown.chain(&kind.cells).map(|cell| {
                let held = match &cell.kind {
                    Type::Instance(held) => study.kind(held.kind).map(name),
                    _ => None,
                };
                (cell.name.to_string(), held)
            });
            self.cells.insert(name(kind), cells.collect());
            self.kinds.insert(name(kind));
        }
        for instance in &study.instances {
            let Some(kind) = study.kind(instance.kind) else { continue };
            self.instances.insert(instance.path.to_string(), name(kind));
            if let Some((owner, own)) = instance.path.rsplit_once('.') {
                self.nested.entry(owner.to_owned()).or_default().push(own.to_owned());
            }
            if kind.single && &*kind.name != "study" {
                self.names.insert(instance.path.to_string());
            }
        }
        for table in &study.tables {
            let columns = table.columns.iter().map(|column| column.name.to_string());
            self.columns.insert(table.name.to_string(), columns.collect());
        }
    }

    /// The cells of a kind.
    pub fn cells_of(&self, kind: &str) -> Vec<String> {
        self.cells.get(kind).into_iter().flatten().map(|(cell, _)| cell.clone()).collect()
    }

    /// What may stand behind a path and a dot.
    pub fn members(&self, path: &[&str]) -> Vec<String> {
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        let is_scenario = *first == "baseline" || self.scenarios.iter().any(|scenario| scenario == first);
        if is_scenario {
            return match rest.is_empty() {
                true => self.names.iter().cloned().chain(self.cells_of("scenario")).collect(),
                false => self.members(rest),
            };
        }
        if let Some(columns) = self.columns.get(*first) {
            return columns.clone();
        }
        let mut at = (*first).to_owned();
        let mut kind = self.instances.get(&at).cloned();
        for part in rest {
            at = format!("{at}.{part}");
            kind = match (self.instances.get(&at), kind) {
                (Some(known), _) => Some(known.clone()),
                (None, Some(kind)) => self.held(&kind, part),
                (None, None) => None,
            };
        }
        let nested = self.nested.get(&at).into_iter().flatten().cloned();
        kind.map(|kind| self.cells_of(&kind)).unwrap_or_default().into_iter().chain(nested).collect()
    }

    /// The kind of the instance that a cell of a kind holds.
    fn held(&self, kind: &str, cell: &str) -> Option<String> {
        self.cells.get(kind)?.iter().find(|(name, _)| name == cell)?.1.clone()
    }
}
