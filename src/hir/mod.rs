//! The checked study: every name resolved, every dimension known, units turned into numbers, cells with their formulas.

mod chart;
mod claim;
mod expr;
mod types;
mod unused;
mod visit;
mod what_if;

pub use chart::{CHARTS, Chart, ChartForm, ChartRow, Drawn, DrawnSort};
pub use claim::{Claim, ClaimSort, Test};
pub use expr::{Expr, ExprNode, Formula, Prefix, TemplatePiece};
pub use types::{Bindings, InstanceType, Measured, Type};
pub use unused::UNUSED_PARAMETER;
pub use visit::{children, visit, visit_formula, visit_here};
pub use what_if::{Axis, Range, Solve, Sweep, Tornado};

use crate::base::{Span, Text};
use crate::value::{Display, UnitProduct, Units};
use std::collections::HashMap;
use std::sync::Arc;

/// A kind, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KindId(pub u32);
/// An instance, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InstanceId(pub u32);
/// A cell of the whole study, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellId(pub u32);
/// A scenario, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScenarioId(pub u32);
/// A data table, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableId(pub u32);
/// A function of the study or the library, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionId(pub u32);

/// How a scenario's number stands for the study before any scenario.
pub const BASELINE: u32 = u32::MAX;

/// What a name at the top of a study means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Global {
    /// A kind.
    Kind(KindId),
    /// An instance.
    Instance(InstanceId),
    /// A `let`, a `param`, or a cell of the study itself.
    Cell(CellId),
    /// A scenario.
    Scenario(ScenarioId),
    /// A data table.
    Table(TableId),
    /// A function.
    Function(FunctionId),
    /// The study before any scenario.
    Baseline,
}

/// A study that has been checked.
#[derive(Default, Debug)]
pub struct Study {
    /// All units.
    pub units: Units,
    /// All kinds in use.
    pub kinds: Vec<Kind>,
    /// All instances.
    pub instances: Vec<Instance>,
    /// All cells.
    pub cells: Vec<Cell>,
    /// All data tables.
    pub tables: Vec<Table>,
    /// All scenarios.
    pub scenarios: Vec<Scenario>,
    /// All functions.
    pub functions: Vec<Function>,
    /// What the study asks to see.
    pub shows: Vec<Show>,
    /// What it claims and disputes.
    pub claims: Vec<Claim>,
    /// What it asks to see over a range of values.
    pub sweeps: Vec<Sweep>,
    /// The values it seeks.
    pub solves: Vec<Solve>,
    /// The figures of which it asks what moves them.
    pub tornados: Vec<Tornado>,
    /// The warnings that it accepts.
    pub allowed: Vec<Allowed>,
    /// What the names at the top mean.
    pub globals: HashMap<Text, Global>,
    /// The kinds by name; that of a single kind means its instance where a value is wanted.
    pub kind_names: HashMap<Text, KindId>,
    /// What `money` means outside of kinds: the first currency that is declared.
    pub money: Option<Measured>,
    /// The cells that units and periods lean on.
    pub calendar: CalendarCells,
}

/// The cells that units and periods lean on.
#[derive(Clone, Copy, Debug, Default)]
pub struct CalendarCells {
    /// The length of a working day.
    pub workday: Option<CellId>,
    /// The working time of a month.
    pub month: Option<CellId>,
    /// The working time of a week.
    pub week: Option<CellId>,
    /// The weeks of a month.
    pub weeks: Option<CellId>,
}

/// A kind: what its instances consist of.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its name.
    pub name: Text,
    /// What it is.
    pub documentation: Text,
    /// Its cells.
    pub cells: Vec<KindCell>,
    /// The cells that a report shows, by their places.
    pub shows: Vec<usize>,
    /// The texts that a report prints of every instance, by their places.
    pub tells: Vec<usize>,
    /// Whether there is just one instance.
    pub single: bool,
    /// Whether instances are counted for a unit, and what the kind calls that.
    pub per: Option<Text>,
    /// The kind of which it has all cells, at the same places.
    pub like: Option<KindId>,
    /// The kind that instances lie in.
    pub owner: Option<KindId>,
    /// What is to be said of instances, and when.
    pub warnings: Vec<Warning>,
    /// Pictures of every instance.
    pub charts: Vec<Chart>,
    /// Lists side by side, for every instance.
    pub tables: Vec<ListTable>,
    /// Where it is declared.
    pub span: Span,
}

/// What is to be said of an instance, and when.
#[derive(Debug, Clone)]
pub struct Warning {
    /// What it is known by.
    pub code: Text,
    /// When it is to be said.
    pub condition: Expr,
    /// What it says.
    pub message: Expr,
}

/// Lists side by side, for every instance of a kind.
#[derive(Debug, Clone)]
pub struct ListTable {
    /// What it shows.
    pub label: Text,
    /// Headings with their lists.
    pub columns: Vec<(Text, Expr, Type)>,
}

/// A warning that the study accepts.
#[derive(Debug, Clone)]
pub struct Allowed {
    /// Which.
    pub code: Text,
    /// Of which instance; nothing means of all.
    pub instance: Option<InstanceId>,
    /// Why.
    pub reason: Text,
    /// Where it is written.
    pub span: Span,
}

/// A cell of a kind.
#[derive(Debug, Clone)]
pub struct KindCell {
    /// Its name.
    pub name: Text,
    /// Its name in prose.
    pub label: Option<Text>,
    /// What it is.
    pub documentation: Text,
    /// Where its formula comes from.
    pub citation: Option<Text>,
    /// What it holds.
    pub kind: Type,
    /// How it follows from other cells.
    pub formula: Option<Arc<Formula>>,
    /// The kind whose nested instances it gathers.
    pub nested: Option<KindId>,
    /// Whether it holds a sample: values drawn from more that there could have been.
    pub sample: bool,
    /// Where it is declared.
    pub span: Span,
}

/// An instance of a kind.
#[derive(Debug, Clone)]
pub struct Instance {
    /// Its kind.
    pub kind: KindId,
    /// Its path: `overlock.left`.
    pub path: Text,
    /// Its name in prose.
    pub label: Option<Text>,
    /// What its kind leaves open.
    pub bindings: Bindings,
    /// Its first cell; the others follow in the order of the kind.
    pub first_cell: CellId,
    /// The instance it lies in.
    pub owner: Option<InstanceId>,
    /// The instances that lie in it.
    pub nested: Vec<InstanceId>,
    /// The scenario it is, if it is one.
    pub scenario: Option<ScenarioId>,
    /// Where it is declared.
    pub span: Span,
}

impl Instance {
    /// Whether nobody named it: `exclude` gives its instances a number, in the words of the program.
    pub fn is_numbered(&self) -> bool {
        let name = self.path.rsplit('.').next().unwrap_or(&self.path);
        name.starts_with("exclusion_") && self.label.as_deref() == Some(&name.replace('_', " "))
    }
}

/// A cell of the study: of an instance, or a `let` or `param` by itself.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The instance it belongs to; nothing for a `let` or `param`.
    pub instance: Option<InstanceId>,
    /// Which cell of the kind it is.
    pub index: u32,
    /// What is given for it, or its own formula if it is a `let` or `param`.
    pub given: Option<Arc<Formula>>,
    /// How what is given wants to be shown.
    pub display: Option<Arc<Display>>,
    /// What only a `let` or `param` has.
    pub own: Option<Arc<OwnCell>>,
}

/// What a `let` or `param` knows of itself.
#[derive(Debug)]
pub struct OwnCell {
    /// Its name.
    pub name: Text,
    /// What it is.
    pub documentation: Text,
    /// Where it comes from.
    pub citation: Option<Text>,
    /// What it holds.
    pub kind: Type,
    /// Whether it waits to be given.
    pub parameter: bool,
    /// Where it is declared.
    pub span: Span,
}

/// A data file and what its columns are to be.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub name: Text,
    /// The path as written.
    pub path: Text,
    /// Where the path is written.
    pub path_span: Span,
    /// The sheet of a workbook that is asked for.
    pub sheet: Option<Text>,
    /// Whether decimals are written with a comma; nothing if that is not said.
    pub decimal_comma: Option<bool>,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// A column of a data file.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name in the study.
    pub name: Text,
    /// Its heading in the file.
    pub header: Text,
    /// What it holds.
    pub kind: Type,
    /// What its numbers are multiplied by to be in base units.
    pub factor: UnitProduct,
    /// How its cells are written, where that is not plain: `min:s`, `date dmy`.
    pub format: Option<Text>,
    /// Where it is declared.
    pub span: Span,
}

/// The study with some cells given anew.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Its name.
    pub name: Text,
    /// Its name in prose.
    pub label: Option<Text>,
    /// The scenarios it includes.
    pub parts: Vec<ScenarioId>,
    /// What it changes itself, in the order written.
    pub changes: Vec<Change>,
    /// Its own `let`s.
    pub bindings: HashMap<Text, CellId>,
    /// The instance with the cells that the library knows of every scenario.
    pub instance: InstanceId,
    /// Where it is declared.
    pub span: Span,
}

/// One cell given anew.
#[derive(Debug, Clone)]
pub struct Change {
    /// The cell.
    pub cell: CellId,
    /// What it is from here on; `Prior` in it is what it was before.
    pub expr: Arc<Expr>,
    /// Where it is written.
    pub span: Span,
}

/// A function of the study or the library.
#[derive(Debug)]
pub struct Function {
    /// Its name.
    pub name: Text,
    /// What it does.
    pub documentation: Text,
    /// Where it comes from.
    pub citation: Option<Text>,
    /// Names, types and defaults of what it takes.
    pub parameters: Vec<(Text, Type, Option<Expr>)>,
    /// What it gives.
    pub result: Type,
    /// How.
    pub body: Arc<Expr>,
    /// Where it is declared.
    pub span: Span,
}

/// Figures that the study asks to see.
#[derive(Debug)]
pub struct Show {
    /// What they are.
    pub label: Text,
    /// For every value of this list a row.
    pub by: Option<(Expr, Type)>,
    /// The figures with their types.
    pub values: Vec<(Expr, Type)>,
    /// The figures as they are written.
    pub texts: Vec<String>,
    /// Where it is written.
    pub span: Span,
}

impl Study {
    /// A kind by its number.
    pub fn kind(&self, id: KindId) -> Option<&Kind> {
        self.kinds.get(id.0 as usize)
    }

    /// The kind of this name.
    pub fn kind_named(&self, name: &str) -> Option<KindId> {
        self.kind_names.get(name).copied()
    }

    /// An instance by its number.
    pub fn instance(&self, id: InstanceId) -> Option<&Instance> {
        self.instances.get(id.0 as usize)
    }

    /// A cell by its number.
    pub fn cell(&self, id: CellId) -> Option<&Cell> {
        self.cells.get(id.0 as usize)
    }

    /// A scenario by its number.
    pub fn scenario(&self, id: ScenarioId) -> Option<&Scenario> {
        self.scenarios.get(id.0 as usize)
    }

    /// A table by its number.
    pub fn table(&self, id: TableId) -> Option<&Table> {
        self.tables.get(id.0 as usize)
    }

    /// The cell of an instance at a place of its kind.
    pub fn cell_of(&self, instance: InstanceId, index: usize) -> Option<CellId> {
        let first = self.instance(instance)?.first_cell;
        Some(CellId(first.0 + u32::try_from(index).ok()?))
    }

    /// The cell of an instance by its name.
    pub fn cell_named(&self, instance: InstanceId, name: &str) -> Option<CellId> {
        let kind = self.kind(self.instance(instance)?.kind)?;
        let index = kind.cells.iter().position(|cell| &*cell.name == name)?;
        self.cell_of(instance, index)
    }

    /// The cell of the kind that a cell is.
    pub fn kind_cell(&self, id: CellId) -> Option<&KindCell> {
        let cell = self.cell(id)?;
        let instance = self.instance(cell.instance?)?;
        self.kind(instance.kind)?.cells.get(cell.index as usize)
    }

    /// What a cell holds, with what its instance settles.
    pub fn cell_type(&self, id: CellId) -> Type {
        let Some(cell) = self.cell(id) else { return Type::Unknown };
        if let Some(own) = &cell.own {
            return own.kind.clone();
        }
        let bindings = cell.instance.and_then(|instance| self.instance(instance)).map(|instance| &instance.bindings);
        let Some((kind_cell, bindings)) = self.kind_cell(id).zip(bindings) else { return Type::Unknown };
        let kind = kind_cell.kind.substitute(bindings, &self.units);
        match &cell.display {
            Some(display) => kind.shown_in(display.clone()),
            None => kind,
        }
    }

    /// The path of a cell, as a user writes it.
    pub fn cell_path(&self, id: CellId) -> String {
        let Some(cell) = self.cell(id) else { return String::new() };
        if let Some(own) = &cell.own {
            return own.name.to_string();
        }
        let name = self.kind_cell(id).map(|cell| cell.name.clone()).unwrap_or_default();
        match cell.instance.and_then(|instance| self.instance(instance)) {
            Some(instance) if &*instance.path != "study" => format!("{}.{name}", instance.path),
            _ => name.to_string(),
        }
    }

    /// The formula of a cell before any scenario: what is given, or what its kind says.
    pub fn formula(&self, id: CellId) -> Option<&Arc<Formula>> {
        let cell = self.cell(id)?;
        cell.given.as_ref().or_else(|| self.kind_cell(id)?.formula.as_ref())
    }

    /// Whether a kind is another one, or has all of its cells.
    pub fn is_like(&self, kind: KindId, other: KindId) -> bool {
        let mut next = Some(kind);
        while let Some(kind) = next {
            if kind == other {
                return true;
            }
            next = self.kind(kind).and_then(|kind| kind.like);
        }
        false
    }

    /// All instances of a kind, in the order they are written, those inside others too.
    pub fn instances_of(&self, kind: KindId) -> impl Iterator<Item = (InstanceId, &Instance)> {
        let numbered = self.instances.iter().enumerate();
        numbered
            .filter(move |(_, instance)| instance.kind == kind)
            .map(|(id, instance)| (InstanceId(u32::try_from(id).unwrap_or(u32::MAX)), instance))
    }
}
