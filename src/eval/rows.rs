//! Which samples are columns of one table, so that their values belong together row by row: those that are read from
//! the same rows of a file, and those that their kind takes row by row, such as `before - after`.

use super::bootstrap::Rows;
use super::engine::Engine;
use super::expression::Frame;
use super::variant::VariantId;
use crate::base::SourceId;
use crate::hir::{CellId, Expr, ExprNode, Formula, InstanceId, children};
use crate::value::{Table, Value};

/// Rows of a data file.
#[derive(PartialEq)]
pub(super) struct FileRows {
    pub source: SourceId,
    pub lines: Vec<u64>,
}

impl FileRows {
    /// Those of a table, as long as it is known where they stand.
    pub fn of(table: &Table) -> Option<FileRows> {
        let lines = (0..table.rows).map(|row| table.lines.line(row)).collect::<Option<_>>()?;
        Some(FileRows { source: table.source, lines })
    }

    fn at(&self, places: &[usize]) -> FileRows {
        let lines = places.iter().filter_map(|place| self.lines.get(*place).copied()).collect();
        FileRows { source: self.source, lines }
    }
}

/// A cell in a variant, and the formula whose parts are looked at.
#[derive(Clone, Copy)]
struct Place<'f> {
    variant: VariantId,
    cell: CellId,
    formula: &'f Formula,
    /// How many cells lead here, one by the name of the other.
    depth: usize,
}

/// So many cells are followed from a sample to the file that it is read from.
const MOST_FOLLOWED: usize = 64;

impl Engine<'_> {
    /// The samples of an instance as tables: what does not belong together is a table by itself.
    pub(super) fn tables_of(&mut self, variant: VariantId, instance: InstanceId, samples: Rows) -> Vec<Rows> {
        let cells: Vec<CellId> = samples.iter().map(|(cell, _)| *cell).collect();
        let mut tables: Vec<Rows> = samples.into_iter().map(|sample| vec![sample]).collect();
        if cells.len() < 2 {
            return tables;
        }
        let mut pairs = self.read_together(variant, &cells);
        pairs.extend(self.taken_together(variant, instance, &cells));
        for (one, other) in pairs {
            join(&mut tables, one, other);
        }
        tables
    }

    /// Samples that are read from the same rows of a file.
    fn read_together(&mut self, variant: VariantId, cells: &[CellId]) -> Vec<(CellId, CellId)> {
        let rows: Vec<(CellId, FileRows)> =
            cells.iter().filter_map(|cell| Some((*cell, self.rows_of_cell(variant, *cell, 0)?))).collect();
        let mut pairs = Vec::new();
        for (place, (cell, own)) in rows.iter().enumerate() {
            let like = rows.iter().take(place).find(|(_, other)| other == own);
            pairs.extend(like.map(|(other, _)| (*other, *cell)));
        }
        pairs
    }

    /// The rows of a file that a cell is read from, value by value.
    pub(super) fn rows_of_cell(&mut self, variant: VariantId, cell: CellId, depth: usize) -> Option<FileRows> {
        let formula = self.formula(variant, cell).filter(|_| depth < MOST_FOLLOWED)?;
        self.file_rows(Place { variant, cell, formula: &formula, depth }, &formula.expr)
    }

    /// The rows of a file that a list is read from, value by value.
    fn file_rows(&mut self, place: Place<'_>, expr: &Expr) -> Option<FileRows> {
        match &*expr.node {
            ExprNode::Cell(cell) => self.rows_of_cell(place.variant, *cell, place.depth + 1),
            ExprNode::Own(index) => {
                let own = self.own(place.cell, *index)?;
                self.rows_of_cell(place.variant, own, place.depth + 1)
            }
            ExprNode::Prior => {
                let formula = place.formula.prior.as_deref()?;
                self.file_rows(Place { formula, ..place }, &formula.expr)
            }
            ExprNode::Column { base, .. } => match self.expression_of(place.variant, Some(place.cell), base).ok()? {
                Value::Table(table) => FileRows::of(&table),
                _ => None,
            },
            ExprNode::Filter { list, local, mask } => {
                let rows = self.file_rows(place, list)?;
                let this = self.instance_of(place.cell);
                let kept = self.driven(|engine| {
                    let mut frame = Frame { this, cell: Some(place.cell), ..Frame::new(place.variant) };
                    Ok(engine.kept(list, *local, mask, &mut frame, expr.span)?.1)
                });
                Some(rows.at(&kept.ok()?))
            }
            ExprNode::Chain { .. } | ExprNode::Prefix { .. } => {
                let mut parts = Vec::new();
                children(expr, &mut |part| parts.push(part.clone()));
                let mut rows = parts.iter().filter_map(|part| self.file_rows(place, part));
                let first = rows.next()?;
                rows.all(|other| other == first).then_some(first)
            }
            _ => None,
        }
    }

    /// Samples that a formula of their kind takes row by row, where that is what it comes to.
    fn taken_together(&mut self, variant: VariantId, id: InstanceId, cells: &[CellId]) -> Vec<(CellId, CellId)> {
        let kind = self.study.instance(id).and_then(|instance| self.study.kind(instance.kind));
        let mut pairs = Vec::new();
        for index in 0..kind.map_or(0, |kind| kind.cells.len()) {
            let Some(cell) = self.study.cell_of(id, index) else { continue };
            let Some(formula) = self.formula(variant, cell) else { continue };
            let place = Place { variant, cell, formula: &formula, depth: 0 };
            self.row_by_row(place, &formula.expr, cells, &mut pairs);
        }
        pairs
    }

    /// The samples that an expression runs over row by row; those that it takes so together are pairs.
    fn row_by_row(
        &mut self,
        place: Place<'_>,
        expr: &Expr,
        samples: &[CellId],
        pairs: &mut Vec<(CellId, CellId)>,
    ) -> Vec<CellId> {
        let mut parts: Vec<(Expr, bool)> = Vec::new();
        match &*expr.node {
            ExprNode::Own(index) => {
                return self.own(place.cell, *index).filter(|own| samples.contains(own)).into_iter().collect();
            }
            ExprNode::Conditional { condition, then, otherwise } => {
                self.row_by_row(place, condition, samples, pairs);
                let answer = self.expression_of(place.variant, Some(place.cell), condition);
                let Some(answer) = answer.ok().and_then(|answer| answer.truth().ok()) else { return Vec::new() };
                return self.row_by_row(place, if answer { then } else { otherwise }, samples, pairs);
            }
            ExprNode::Builtin { builtin, arguments } => {
                let parameters = builtin.parameters.iter().zip(arguments);
                let is_row = |shape: crate::builtin::Shape| shape.runs_over_lists() || builtin.takes_rows();
                parts.extend(parameters.map(|(parameter, argument)| (argument.clone(), is_row(parameter.shape))));
            }
            node => {
                let by_row = matches!(node, ExprNode::Chain { .. } | ExprNode::Prefix { .. } | ExprNode::Filter { .. });
                children(expr, &mut |part| parts.push((part.clone(), by_row)));
            }
        }
        let mut together = Vec::new();
        for (part, by_row) in parts {
            let found = self.row_by_row(place, &part, samples, pairs);
            if by_row {
                together.extend(found);
            }
        }
        pairs.extend(together.iter().zip(together.iter().skip(1)).map(|(one, other)| (*one, *other)));
        match &*expr.node {
            ExprNode::Builtin { builtin, .. } if builtin.takes_rows() => Vec::new(),
            _ => together,
        }
    }

    /// A cell of the instance that a cell belongs to.
    fn own(&self, cell: CellId, index: usize) -> Option<CellId> {
        self.study.cell_of(self.instance_of(cell)?, index)
    }
}

/// Makes one table of the tables of two samples.
fn join(tables: &mut Vec<Rows>, one: CellId, other: CellId) {
    let holds = |cell: CellId| tables.iter().position(|table| table.iter().any(|(own, _)| *own == cell));
    let (Some(one), Some(other)) = (holds(one), holds(other)) else { return };
    let rows = |place: usize| tables.get(place).and_then(|table| table.first()).map(|(_, elements)| elements.len());
    if one == other || rows(one) != rows(other) {
        return;
    }
    let moved = tables.remove(one.max(other));
    if let Some(table) = tables.get_mut(one.min(other)) {
        table.extend(moved);
    }
}
