//! What each name at the top of a study stands for, and lists of all that is declared.

use super::errors::ResolveError;
use super::program::Program;
use crate::base::{Diagnostics, Sources, Span, Text, nearest};
use crate::builtin;
use crate::syntax::tree::{
    Allow, Binding, Claim, Currency, Data, Declaration, DeclarationNode, Documentation, Function, Instance, Kind,
    KindRow, Name, Parameter, Replacement, RowNode, Scenario, Show, Solve, Sweep, Tornado, Unit,
};
use crate::value::currency::is_currency;
use crate::value::unit::is_built_in;
use std::collections::HashMap;

/// What a name stands for: the place in the list of its sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// A unit or currency.
    Unit,
    /// A kind.
    Kind(usize),
    /// An instance.
    Instance(usize),
    /// A `let`.
    Binding(usize),
    /// A `param`.
    Parameter(usize),
    /// A data table.
    Table(usize),
    /// A function.
    Function(usize),
    /// A scenario.
    Scenario(usize),
    /// A cell of the study itself.
    StudyCell,
}

/// An instance with the one it lies in.
pub struct InstanceEntry<'t> {
    /// Its tree.
    pub tree: &'t Instance,
    /// The place of the instance it lies in.
    pub owner: Option<usize>,
    /// Its path.
    pub path: Text,
    /// Where it is declared.
    pub span: Span,
}

/// All that is declared, sort by sort, in the order of the files.
#[derive(Default)]
pub struct Names<'t> {
    /// What the names at the top stand for.
    pub symbols: HashMap<Text, Symbol>,
    /// Units.
    pub units: Vec<&'t Unit>,
    /// Currencies.
    pub currencies: Vec<&'t Currency>,
    /// Kinds with their documentation.
    pub kinds: Vec<(&'t Kind, &'t Documentation)>,
    /// Formulas that replace those of kinds.
    pub replacements: Vec<&'t Replacement>,
    /// Functions with their documentation.
    pub functions: Vec<(&'t Function, &'t Documentation)>,
    /// Instances, each before those that lie in it.
    pub instances: Vec<InstanceEntry<'t>>,
    /// `let`s with their documentation.
    pub bindings: Vec<(&'t Binding, &'t Documentation)>,
    /// `param`s with their documentation.
    pub parameters: Vec<(&'t Parameter, &'t Documentation)>,
    /// Data tables.
    pub tables: Vec<&'t Data>,
    /// Scenarios.
    pub scenarios: Vec<&'t Scenario>,
    /// What is to be shown.
    pub shows: Vec<(&'t Show, Span)>,
    /// What is claimed.
    pub claims: Vec<(&'t Claim, Span)>,
    /// What is swept.
    pub sweeps: Vec<(&'t Sweep, Span)>,
    /// What is solved for.
    pub solves: Vec<(&'t Solve, Span)>,
    /// Of what the effects are asked for.
    pub tornados: Vec<(&'t Tornado, Span)>,
    /// The warnings that are accepted, each with the instance it is written in.
    pub allowed: Vec<(&'t Allow, Option<usize>)>,
    /// Names that the rest of the library declares.
    pub library_names: &'t [String],
}

/// Gathers what a program declares.
pub fn resolve<'t>(program: &'t Program, sources: &Sources) -> (Names<'t>, Diagnostics) {
    let names = Names { library_names: &program.library_names, ..Names::default() };
    let mut gathering = Gathering { names, places: HashMap::new(), sources, diagnostics: Diagnostics::default() };
    for part in &program.parts {
        for declaration in &part.file.declarations {
            gathering.declaration(declaration);
        }
    }
    (gathering.names, gathering.diagnostics)
}

struct Gathering<'t, 's> {
    names: Names<'t>,
    places: HashMap<Text, Span>,
    sources: &'s Sources,
    diagnostics: Diagnostics,
}

impl<'t> Gathering<'t, '_> {
    fn declaration(&mut self, declaration: &'t Declaration) {
        let documentation = &declaration.documentation;
        match &declaration.node {
            DeclarationNode::Use(_) => {}
            DeclarationNode::Unit(unit) => {
                if self.declare(&unit.name, Symbol::Unit) {
                    self.names.units.push(unit);
                }
            }
            DeclarationNode::Currency(currency) => {
                if self.declare(&currency.name, Symbol::Unit) {
                    self.names.currencies.push(currency);
                }
            }
            DeclarationNode::Kind(kind) => self.kind(kind, documentation),
            DeclarationNode::Replacement(replacement) => self.names.replacements.push(replacement),
            DeclarationNode::Function(function) => {
                if self.declare(&function.name, Symbol::Function(self.names.functions.len())) {
                    self.names.functions.push((function, documentation));
                }
            }
            DeclarationNode::Instance(instance) => self.instance(instance, None),
            DeclarationNode::Data(data) => {
                if self.declare(&data.name, Symbol::Table(self.names.tables.len())) {
                    self.names.tables.push(data);
                }
            }
            DeclarationNode::Binding(binding) => {
                if self.declare(&binding.name, Symbol::Binding(self.names.bindings.len())) {
                    self.names.bindings.push((binding, documentation));
                }
            }
            DeclarationNode::Parameter(parameter) => {
                if self.declare(&parameter.name, Symbol::Parameter(self.names.parameters.len())) {
                    self.names.parameters.push((parameter, documentation));
                }
            }
            DeclarationNode::Scenario(scenario) => {
                if self.declare(&scenario.name, Symbol::Scenario(self.names.scenarios.len())) {
                    self.names.scenarios.push(scenario);
                }
            }
            DeclarationNode::Show(show) => self.names.shows.push((show, declaration.span)),
            DeclarationNode::Claim(claim) => self.names.claims.push((claim, declaration.span)),
            DeclarationNode::Sweep(sweep) => self.names.sweeps.push((sweep, declaration.span)),
            DeclarationNode::Solve(solve) => self.names.solves.push((solve, declaration.span)),
            DeclarationNode::Tornado(tornado) => self.names.tornados.push((tornado, declaration.span)),
            DeclarationNode::Allow(allow) => self.names.allowed.push((allow, None)),
        }
    }

    /// A kind's name is a word of the library's own, so `study` and `calendar` may be both a kind and an instance.
    fn kind(&mut self, kind: &'t Kind, documentation: &'t Documentation) {
        let symbol = Symbol::Kind(self.names.kinds.len());
        if !self.declare(&kind.name, symbol) {
            return;
        }
        self.names.kinds.push((kind, documentation));
        if &*kind.name.text == "study" {
            for row in &kind.rows {
                if let KindRow::Cell(cell) = row {
                    self.declare(&cell.name, Symbol::StudyCell);
                }
            }
        }
    }

    fn instance(&mut self, tree: &'t Instance, owner: Option<usize>) {
        let name = tree.name.as_ref().unwrap_or(&tree.kind);
        let span = tree.kind.span.to(name.span);
        let place = self.names.instances.len();
        let fresh = match owner {
            None if tree.name.is_some() => self.declare(name, Symbol::Instance(place)),
            None => self.single(name),
            Some(_) => true,
        };
        if !fresh {
            return;
        }
        let path = match owner.and_then(|owner| self.names.instances.get(owner)) {
            Some(owner) => Text::from(format!("{}.{}", owner.path, name.text)),
            None => name.text.clone(),
        };
        self.names.instances.push(InstanceEntry { tree, owner, path, span });
        for row in &tree.rows {
            match &row.node {
                RowNode::Nested(nested) | RowNode::Exclude(nested) | RowNode::Why(nested) => {
                    self.instance(nested, Some(place));
                }
                RowNode::Tally(tally) => {
                    tally.activities.iter().for_each(|activity| self.instance(activity, Some(place)));
                }
                RowNode::Allow(allow) => self.names.allowed.push((allow, Some(place))),
                RowNode::Given { .. } => {}
            }
        }
    }

    /// `study` and `calendar` stand once in all files together.
    fn single(&mut self, kind: &Name) -> bool {
        let first = self.names.instances.iter().find(|entry| entry.owner.is_none() && entry.path == kind.text);
        let Some(first) = first.map(|entry| entry.span) else { return true };
        self.duplicate(kind, first);
        false
    }

    /// Takes a name in; false if it cannot be had.
    fn declare(&mut self, name: &Name, symbol: Symbol) -> bool {
        if let Some((what, help)) = self.taken(name, symbol) {
            let error = ResolveError::Taken { name: name.text.to_string(), what, help, place: name.span.bytes() };
            self.diagnostics.push(name.span, error);
            if ["baseline", "owner", "this"].contains(&&*name.text) {
                return false;
            }
        }
        if let Some(first) = self.places.get(&name.text).copied() {
            self.duplicate(name, first);
            return false;
        }
        self.places.insert(name.text.clone(), name.span);
        self.names.symbols.insert(name.text.clone(), symbol);
        true
    }

    fn duplicate(&mut self, name: &Name, first: Span) {
        let (text, second) = (name.text.to_string(), name.span.bytes());
        if first.source == name.span.source {
            let error = ResolveError::Duplicate { name: text, first: first.bytes(), second };
            self.diagnostics.push(name.span, error);
        } else if self.names.symbols.get(&name.text) == Some(&Symbol::StudyCell) {
            let help = format!("give it in the study itself, `study \"…\" {{ {text}: … }}`, or choose another name");
            let error = ResolveError::Taken { name: text, what: "a cell of the study", help, place: second };
            self.diagnostics.push(name.span, error);
        } else {
            let place = self.sources.place(first);
            self.diagnostics.push(name.span, ResolveError::DuplicateElsewhere { name: text, place, second });
        }
    }

    fn taken(&self, name: &Name, symbol: Symbol) -> Option<(&'static str, String)> {
        let text = &*name.text;
        if name.span.source.is_library() {
            return None;
        }
        let known_currency = symbol == Symbol::Unit && is_currency(text);
        if (is_built_in(text) && !known_currency) || text == "day" {
            return Some(("a unit", format!("a name that reads on, such as `{text}_of_work`, is told from the unit")));
        }
        // A call is told from a name by its parenthesis, so only functions are in each other's way.
        if matches!(symbol, Symbol::Function(_)) && builtin::is_function(text) {
            return Some(("a function", format!("`study doc {text}` says what it does")));
        }
        if text == "baseline" || text == "owner" || text == "this" {
            return Some(("a word with a meaning of its own", "choose another name".to_owned()));
        }
        None
    }
}

impl Names<'_> {
    /// The name nearest to a misspelt one, among all that could stand at the top.
    pub fn nearest(&self, name: &str) -> Option<String> {
        let declared = self.symbols.keys().map(|name| &**name);
        let library = self.library_names.iter().map(String::as_str);
        nearest(name, declared.chain(builtin::names()).chain(library)).map(str::to_owned)
    }
}
