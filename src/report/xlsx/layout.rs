//! Where every cell of a study stands: a sheet for each kind, and one for each sort of list.

use super::book::{Content, Filled, Look, Sheet};
use super::names::{SheetNames, reference};
use super::scale::Scale;
use crate::base::Language;
use crate::eval::MISSING;
use crate::hir::{CellId, InstanceId, KindId, Study, Type};
use crate::report::build::Builder;
use crate::value::{Dimension, Value, words};
use std::collections::HashMap;

/// A spreadsheet has no more rows and columns than these.
const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;

/// One cell of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The sheet, by its place in the workbook.
    pub sheet: usize,
    /// The row, from nought.
    pub row: u32,
    /// The column, from nought.
    pub column: u16,
}

/// The unit of a column.
#[derive(Clone, Debug)]
pub struct Unit {
    /// What its figures are multiplied by to be in base units.
    pub scale: Scale,
    /// As it stands in the heading; empty for a plain number.
    pub text: String,
    /// Whether its figures are shares.
    pub percent: bool,
}

/// Where a cell of the study stands.
#[derive(Clone, Debug)]
pub enum Place {
    /// A value that is no number.
    Word(Spot),
    /// A number.
    Number(Spot, Unit),
    /// A share with its two counts.
    Proportion([Spot; 3]),
    /// From one number to another.
    Interval([Spot; 2], Unit),
    /// A list downwards, with the unit of its numbers.
    List {
        /// Its first element.
        first: Spot,
        /// How many there are.
        length: usize,
        /// The unit, if it holds numbers.
        unit: Option<Unit>,
    },
}

/// Where everything stands.
#[derive(Default)]
pub struct Layout {
    /// The sheets with their headings.
    pub sheets: Vec<Sheet>,
    /// Where cells stand.
    pub places: HashMap<CellId, Place>,
    lists: HashMap<String, usize>,
    names: SheetNames,
}

impl Layout {
    /// The name of a spot in formulas.
    pub fn reference(&self, spot: Spot) -> String {
        let name = self.sheets.get(spot.sheet).map(|sheet| sheet.name.as_str()).unwrap_or_default();
        reference(name, spot.row, spot.column)
    }
}

/// Lays out all cells that have a value.
pub fn layout(builder: &mut Builder<'_, '_>, report_sheet: &str) -> Layout {
    let study = builder.study;
    let mut layout = Layout::default();
    layout.names.name(report_sheet);
    let values = values(builder);
    for kind in kinds(study) {
        let instances: Vec<InstanceId> = study
            .instances_of(kind)
            .filter(|(_, instance)| {
                !instance.span.source.is_library() || study.kind(kind).is_some_and(|kind| kind.single)
            })
            .map(|(id, _)| id)
            .collect();
        layout.kind(builder, kind, &instances, &values);
    }
    layout.own(builder, &values);
    layout
}

fn values(builder: &mut Builder<'_, '_>) -> HashMap<CellId, Value> {
    let cells = (0..).map(CellId).take(builder.study.cells.len());
    let main = builder.engine.main();
    cells.filter_map(|cell| Some((cell, builder.engine.cell_in(main, cell).ok()?))).collect()
}

/// The kinds in the order of their first instances; what there is one of comes first, scenarios come last.
fn kinds(study: &Study) -> Vec<KindId> {
    let mut kinds: Vec<KindId> = Vec::new();
    for instance in &study.instances {
        if !kinds.contains(&instance.kind) {
            kinds.push(instance.kind);
        }
    }
    let order = |kind: &KindId| match study.kind(*kind) {
        Some(kind) if kind.single => 0,
        Some(kind) if &*kind.name == "scenario" => 2,
        _ => 1,
    };
    kinds.sort_by_key(order);
    kinds
}

impl Unit {
    /// The unit in which a column shows figures of a type.
    pub fn of(study: &Study, kind: &Type) -> Option<Unit> {
        let Type::Quantity { dimension, display } = kind else { return None };
        let product = display.as_ref().map(|display| display.smallest());
        let product = product.unwrap_or_else(|| study.units.default_product(dimension));
        let plain = product.text(&study.units);
        let percent = ["%", "points"].contains(&plain.as_str());
        let text = if percent { String::new() } else { plain };
        Some(Unit { scale: Scale::of_units(&product, &study.units).ok()?, text, percent })
    }

    /// A share.
    pub fn share() -> Unit {
        Unit { scale: Scale::one(), text: String::new(), percent: true }
    }

    /// A plain number.
    pub fn plain() -> Unit {
        Unit { scale: Scale::one(), text: String::new(), percent: false }
    }

    /// A heading with the unit behind it: `Standard time (s/item)`.
    pub fn behind(&self, heading: &str, language: Language) -> String {
        match self.text.as_str() {
            "" => heading.to_owned(),
            unit => format!("{heading} ({})", words::unit(unit, language)),
        }
    }
}

/// What one column of a sheet is for: all figures in it have one unit.
#[derive(PartialEq)]
enum Column {
    Word,
    Number(Dimension),
    Proportion,
    Interval(Dimension),
}

fn column_of(study: &Study, cell: CellId) -> Option<(Column, Option<Unit>)> {
    let kind = study.cell_type(cell);
    let dimension = |kind: &Type| if let Type::Quantity { dimension, .. } = kind { Some(*dimension) } else { None };
    Some(match &kind {
        Type::Quantity { dimension, .. } => (Column::Number(*dimension), Unit::of(study, &kind)),
        Type::Proportion => (Column::Proportion, Some(Unit::share())),
        Type::Interval(inner) => match dimension(inner) {
            Some(dimension) => (Column::Interval(dimension), Unit::of(study, inner)),
            None => (Column::Word, None),
        },
        Type::List(inner) if !matches!(**inner, Type::Instance(_) | Type::Scenario) => return None,
        Type::Table(_) => return None,
        _ => (Column::Word, None),
    })
}

impl Layout {
    fn add_sheet(&mut self, heading: &str, frozen: (u32, u16)) -> usize {
        let name = self.names.name(heading);
        self.sheets.push(Sheet { name, frozen, ..Sheet::default() });
        self.sheets.len() - 1
    }

    fn head(&mut self, spot: Spot, heading: String, note: String) {
        let Some(sheet) = self.sheets.get_mut(spot.sheet) else { return };
        sheet.put(spot.row, spot.column, Filled::text(heading, Look::Heading));
        if !note.is_empty() {
            sheet.notes.push((spot.row, spot.column, note));
        }
    }

    /// A row for each instance, a column for each cell that any of them has a value for.
    fn kind(
        &mut self,
        builder: &Builder<'_, '_>,
        id: KindId,
        instances: &[InstanceId],
        values: &HashMap<CellId, Value>,
    ) {
        let study = builder.study;
        let Some(kind) = study.kind(id) else { return };
        let cell = |instance: &InstanceId, index: usize| study.cell_of(*instance, index);
        let valued = |instance: &&InstanceId| {
            (0..kind.cells.len()).any(|index| cell(instance, index).is_some_and(|cell| values.contains_key(&cell)))
        };
        let rows: Vec<InstanceId> = instances.iter().filter(valued).copied().take(MOST_ROWS - 1).collect();
        if rows.is_empty() {
            return;
        }
        let (heading, language) = (builder.several(kind), builder.writer.style.language);
        let about = language.documentation(&kind.documentation, kind.span).into_owned();
        let sheet = self.add_sheet(&heading, (1, 2));
        self.head(Spot { sheet, row: 0, column: 0 }, heading, about);
        self.head(Spot { sheet, row: 0, column: 1 }, builder.say("Path"), String::new());
        for (row, instance) in (1..).zip(&rows) {
            let Some(found) = study.instance(*instance) else { continue };
            let (label, path) = (builder.label(found), crate::eval::clean(&found.path));
            if let Some(sheet) = self.sheets.get_mut(sheet) {
                sheet.put(row, 0, Filled::text(label, Look::Plain));
                sheet.put(row, 1, Filled::text(path, Look::Plain));
            }
        }
        let mut next = 2;
        for index in 0..kind.cells.len() {
            let cells: Vec<(u32, InstanceId, CellId)> =
                (1..).zip(&rows).filter_map(|(row, instance)| Some((row, *instance, cell(instance, index)?))).collect();
            if cells.iter().any(|(_, _, cell)| values.contains_key(cell)) {
                self.columns(builder, sheet, index, &cells, &mut next);
                self.lists(builder, index, &cells, values);
            }
        }
    }

    /// The columns for one cell of a kind: one, unless instances measure different things.
    fn columns(
        &mut self,
        builder: &Builder<'_, '_>,
        sheet: usize,
        index: usize,
        cells: &[(u32, InstanceId, CellId)],
        next: &mut u16,
    ) {
        let mut known: Vec<(Column, Option<Unit>, u16)> = Vec::new();
        for (row, instance, cell) in cells {
            let Some((sort, unit)) = column_of(builder.study, *cell) else { continue };
            let found = known.iter().find(|(known, ..)| *known == sort).map(|(_, unit, at)| (unit.clone(), *at));
            let (unit, at) = found.unwrap_or_else(|| {
                let at = *next;
                let heading = builder.heading_of(*instance, index).unwrap_or_default();
                let parts = heads(&sort, unit.as_ref(), &heading, builder.writer.style.language);
                *next += u16::try_from(parts.len()).unwrap_or(0);
                for (column, part) in (at..).zip(parts) {
                    self.head(
                        Spot { sheet, row: 0, column },
                        part,
                        note(builder.study, *cell, builder.writer.style.language),
                    );
                }
                known.push((sort, unit.clone(), at));
                (unit, at)
            });
            if usize::from(at) + 3 > MOST_COLUMNS {
                return;
            }
            let spot = |column: u16| Spot { sheet, row: *row, column: at + column };
            let place = match (column_of(builder.study, *cell).map(|(sort, _)| sort), unit) {
                (Some(Column::Number(_)), Some(unit)) => Place::Number(spot(0), unit),
                (Some(Column::Proportion), _) => Place::Proportion([spot(0), spot(1), spot(2)]),
                (Some(Column::Interval(_)), Some(unit)) => Place::Interval([spot(0), spot(1)], unit),
                _ => Place::Word(spot(0)),
            };
            self.places.insert(*cell, place);
        }
    }

    /// A column on the sheet of its name for every list.
    fn lists(
        &mut self,
        builder: &Builder<'_, '_>,
        index: usize,
        cells: &[(u32, InstanceId, CellId)],
        values: &HashMap<CellId, Value>,
    ) {
        for (_, instance, cell) in cells {
            let heading = builder.sheet_of(*instance, index).unwrap_or_default();
            let label = builder.study.instance(*instance).map(|own| builder.label(own)).unwrap_or_default();
            self.list(builder, (&heading, &label), *cell, values);
        }
    }

    fn list(
        &mut self,
        builder: &Builder<'_, '_>,
        (heading, label): (&str, &str),
        cell: CellId,
        values: &HashMap<CellId, Value>,
    ) {
        let (study, language) = (builder.study, builder.writer.style.language);
        let kind = study.cell_type(cell);
        let is_list = column_of(study, cell).is_none() && !matches!(kind, Type::Table(_));
        let length = values.get(&cell).and_then(Value::length).unwrap_or(0);
        if !is_list || length == 0 || length >= MOST_ROWS {
            return;
        }
        let sheet = match self.lists.get(heading) {
            Some(known) => *known,
            None => {
                let sheet = self.add_sheet(heading, (1, 0));
                self.lists.insert(heading.to_owned(), sheet);
                sheet
            }
        };
        let taken = self.sheets.get(sheet).map_or(0, |sheet| sheet.cells.len());
        let Some(column) = u16::try_from(taken).ok().filter(|column| usize::from(*column) < MOST_COLUMNS) else {
            return;
        };
        let unit = Unit::of(study, kind.element());
        let head = unit.as_ref().map_or_else(|| label.to_owned(), |unit| unit.behind(label, language));
        self.head(Spot { sheet, row: 0, column }, head, note(study, cell, language));
        self.places.insert(cell, Place::List { first: Spot { sheet, row: 1, column }, length, unit });
    }

    /// What the study names by itself: a row each, with its unit beside it.
    fn own(&mut self, builder: &Builder<'_, '_>, values: &HashMap<CellId, Value>) {
        let study = builder.study;
        let own = |cell: &CellId| study.cell(*cell).is_some_and(|cell| cell.own.is_some()) && values.contains_key(cell);
        let cells: Vec<CellId> = (0..).map(CellId).take(study.cells.len()).filter(own).collect();
        let (lists, single): (Vec<CellId>, Vec<CellId>) =
            cells.into_iter().partition(|cell| column_of(study, *cell).is_none());
        for cell in lists {
            self.list(builder, (&builder.say("Lists"), &study.cell_path(cell)), cell, values);
        }
        if single.is_empty() {
            return;
        }
        let sheet = self.add_sheet(&builder.say("Figures"), (1, 1));
        for (column, heading) in (0..).zip(["Path", "Value", "", "", "Unit"]) {
            let heading = if heading.is_empty() { String::new() } else { builder.say(heading) };
            self.head(Spot { sheet, row: 0, column }, heading, String::new());
        }
        for (row, cell) in (1..).zip(single.into_iter().take(MOST_ROWS - 1)) {
            let spot = |column: u16| Spot { sheet, row, column };
            let (place, unit) = match column_of(study, cell) {
                Some((Column::Number(_), Some(unit))) => (Place::Number(spot(1), unit.clone()), unit.text),
                Some((Column::Proportion, _)) => (Place::Proportion([spot(1), spot(2), spot(3)]), String::new()),
                Some((Column::Interval(_), Some(unit))) => {
                    (Place::Interval([spot(1), spot(2)], unit.clone()), unit.text)
                }
                _ => (Place::Word(spot(1)), String::new()),
            };
            self.places.insert(cell, place);
            if let Some(sheet) = self.sheets.get_mut(sheet) {
                sheet.put(row, 0, Filled::text(study.cell_path(cell), Look::Plain));
                let unit = words::unit(&unit, builder.writer.style.language);
                sheet.put(row, 4, Filled::text(unit, Look::Plain));
            }
        }
    }
}

/// The headings of the columns that one cell takes.
fn heads(sort: &Column, unit: Option<&Unit>, heading: &str, language: Language) -> Vec<String> {
    let with_unit = unit.map_or_else(|| heading.to_owned(), |unit| unit.behind(heading, language));
    match sort {
        Column::Word | Column::Number(_) => vec![with_unit],
        Column::Proportion => {
            let parts = ["part", "whole"].map(|part| format!("{heading}: {}", language.say(part)));
            std::iter::once(heading.to_owned()).chain(parts).collect()
        }
        Column::Interval(_) => ["from", "to"].map(|end| format!("{with_unit}: {}", language.say(end))).to_vec(),
    }
}

/// What is said of a cell: what it is, and where its formula comes from.
fn note(study: &Study, cell: CellId, language: Language) -> String {
    let own = study
        .cell(cell)
        .and_then(|cell| cell.own.as_ref())
        .map(|own| (own.documentation.to_string(), own.citation.clone()));
    let of_kind = study.kind_cell(cell).map(|cell| {
        let citation = cell.citation.as_deref().map(|own| language.citation(own, cell.span).into());
        (language.documentation(&cell.documentation, cell.span).into_owned(), citation)
    });
    let (about, citation) = own.or(of_kind).unwrap_or_default();
    let citation = citation.map(|citation| format!("\n{citation}")).unwrap_or_default();
    crate::eval::clean(&format!("{about}{}", citation.replace('\n', " — ")))
}

/// What a cell that has no formula and no number holds.
pub fn word(text: &str) -> Content {
    if text == MISSING { Content::Blank } else { Content::Text(text.to_owned()) }
}
