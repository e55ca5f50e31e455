//! What samples that are drawn anew are taken from: the readings of an operation, the columns of a data file. What asks
//! those directly finds the same draw there.

use super::bootstrap::Drawn;
use super::engine::Engine;
use super::rows::FileRows;
use super::variant::{BASE, VariantId};
use crate::builtin::Random;
use crate::hir::{CellId, Expr, ExprNode, FunctionId, TableId, children, visit};
use crate::value::{Table, Value};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A sample that a drawn one is taken from, value by value.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub variant: VariantId,
    pub cell: CellId,
    pub elements: Vec<Value>,
    /// Which of the drawn tables is taken from it.
    pub drawn: usize,
}

/// The rows of a data file that are asked for directly.
#[derive(Clone, Debug)]
pub(super) struct DrawnTable {
    id: TableId,
    whole: Arc<Table>,
    /// The cells whose formulas look at it.
    pub users: Vec<CellId>,
    /// Which of the drawn tables are read from it, and from which rows.
    read: Vec<(usize, Vec<usize>)>,
}

impl DrawnTable {
    /// The rows as they are drawn: those that samples are read from as they are drawn there, the others by themselves.
    fn anew(&self, chosen: &[Vec<usize>], random: &mut Random) -> Table {
        let mut places: Vec<Option<usize>> = vec![None; self.whole.rows];
        for (drawn, rows) in &self.read {
            let taken = chosen.get(*drawn).into_iter().flatten().map(|place| rows.get(*place).copied());
            for (row, taken) in rows.iter().zip(taken) {
                if let Some(place) = places.get_mut(*row) {
                    *place = place.or(taken);
                }
            }
        }
        let others: Vec<usize> = (0..).zip(&places).filter(|(_, place)| place.is_none()).map(|(row, _)| row).collect();
        let places = places.into_iter().enumerate().map(|(row, place)| {
            place.unwrap_or_else(|| others.get(random.below(others.len())).copied().unwrap_or(row))
        });
        self.whole.select(&places.collect::<Vec<usize>>())
    }
}

impl<'s> Engine<'s> {
    /// The samples of the same instance that drawn ones are taken from.
    pub(super) fn add_origins(&mut self, drawn: &mut Drawn) {
        let tops: Vec<(usize, VariantId, CellId, Vec<Value>)> = drawn
            .rows
            .iter()
            .enumerate()
            .flat_map(|(place, (variant, table))| {
                table.iter().map(move |(cell, elements)| (place, *variant, *cell, elements.clone()))
            })
            .collect();
        for (place, variant, top, elements) in tops {
            let instance = self.instance_of(top);
            let mut below: Vec<CellId> = self.below(variant, top).into_iter().collect();
            below.sort_unstable();
            for cell in below {
                let is_sample = self.study.kind_cell(cell).is_some_and(|cell| cell.sample);
                let known = drawn.origins.iter().any(|own| (own.variant, own.cell) == (variant, cell));
                if known || !is_sample || self.instance_of(cell) != instance {
                    continue;
                }
                let own = self.cell_in(variant, cell).ok().and_then(|value| value.elements().ok());
                if let Some(own) = own.filter(|own| is_taken_from(&elements, own)) {
                    drawn.origins.push(Origin { variant, cell, elements: own, drawn: place });
                }
            }
        }
    }

    /// The tables of data, each with what is read from it: those that samples are read from, and those of which only
    /// statistics are asked. Others, such as a list of orders, are all that there is.
    pub(super) fn add_tables(&mut self, drawn: &mut Drawn) {
        let users = if self.tables.is_empty() { Vec::new() } else { self.users_of_tables() };
        for (place, table) in self.tables.clone().into_iter().enumerate() {
            let (id, Some(whole)) = (TableId(u32::try_from(place).unwrap_or(u32::MAX)), table) else { continue };
            let read = (0..drawn.rows.len()).filter_map(|place| Some((place, self.rows_in(drawn, place, &whole)?)));
            let read: Vec<(usize, Vec<usize>)> = read.collect();
            let users: Vec<CellId> = users.iter().filter(|(table, _)| *table == id).map(|(_, cell)| *cell).collect();
            let formulas: Vec<_> = users.iter().filter_map(|cell| self.formula(BASE, *cell)).collect();
            if !read.is_empty() || formulas.iter().all(|formula| self.takes_for_sample(&formula.expr, id)) {
                drawn.tables.push(DrawnTable { id, whole, users, read });
            }
        }
    }

    /// From which rows of a table the values of a drawn one are read.
    fn rows_in(&mut self, drawn: &Drawn, place: usize, table: &Table) -> Option<Vec<usize>> {
        let (variant, columns) = drawn.rows.get(place).filter(|(variant, _)| *variant == BASE)?;
        let origins = drawn.origins.iter().filter(|origin| origin.drawn == place).map(|origin| origin.cell);
        let cells: Vec<CellId> = columns.iter().map(|(cell, _)| *cell).chain(origins).collect();
        let length = columns.first().map(|(_, elements)| elements.len())?;
        let rows = cells.into_iter().find_map(|cell| self.rows_of_cell(*variant, cell, 0))?;
        let whole = FileRows::of(table).filter(|whole| whole.source == rows.source && rows.lines.len() == length)?;
        let places: HashMap<u64, usize> = whole.lines.iter().copied().zip(0..).collect();
        rows.lines.iter().map(|line| places.get(line).copied()).collect()
    }

    /// The cells whose formulas look at tables, or call functions that do.
    fn users_of_tables(&self) -> Vec<(TableId, CellId)> {
        let mut users = Vec::new();
        for cell in (0..u32::try_from(self.study.cells.len()).unwrap_or(u32::MAX)).map(CellId) {
            if let Some(formula) = self.formula(BASE, cell) {
                users.extend(self.tables_in(&formula.expr).into_iter().map(|table| (table, cell)));
            }
        }
        users
    }

    /// The tables that an expression looks at.
    fn tables_in(&self, expr: &Expr) -> HashSet<TableId> {
        let (mut tables, mut called, mut known) = (HashSet::new(), Vec::new(), HashSet::new());
        let mut look = |part: &Expr, called: &mut Vec<FunctionId>| match &*part.node {
            ExprNode::Table(table) => drop(tables.insert(*table)),
            ExprNode::Function { function, .. } => called.push(*function),
            _ => {}
        };
        visit(expr, &mut |part| look(part, &mut called));
        while let Some(next) = called.pop() {
            let function = self.study.functions.get(next.0 as usize).filter(|_| known.insert(next));
            if let Some(function) = function {
                visit(&function.body, &mut |part| look(part, &mut called));
            }
        }
        tables
    }

    /// Whether an expression asks a table for statistics of its columns only.
    fn takes_for_sample(&self, expr: &Expr, table: TableId) -> bool {
        match &*expr.node {
            ExprNode::Table(own) => *own != table,
            ExprNode::Builtin { builtin, .. } if builtin.takes_sample() || builtin.name == "count" => true,
            ExprNode::Function { .. } => !self.tables_in(expr).contains(&table),
            _ => {
                let mut all = true;
                children(expr, &mut |child| all &= self.takes_for_sample(child, table));
                all
            }
        }
    }

    /// Only those that figures ask for by another way than through what is drawn from them.
    pub(super) fn asked_for(&mut self, drawn: &Drawn, figures: &[Expr]) -> Drawn {
        let mut asked: HashSet<CellId> = HashSet::new();
        let mut tables: HashSet<TableId> = HashSet::new();
        for figure in figures {
            asked.extend(self.looked_at_by(figure));
            tables.extend(self.tables_in(figure));
        }
        let tops: HashSet<CellId> = drawn.tops().collect();
        let origins: HashSet<CellId> = drawn.origins.iter().map(|origin| origin.cell).collect();
        let mut kept = drawn.clone();
        kept.origins.retain(|origin| self.reaches([origin.cell].into(), &tops, &asked));
        kept.tables.retain(|table| {
            let users: Vec<CellId> = table.users.iter().copied().filter(|cell| !origins.contains(cell)).collect();
            let through: HashSet<CellId> = tops.union(&origins).copied().collect();
            if table.read.is_empty() && !figures.iter().all(|figure| self.takes_for_sample(figure, table.id)) {
                return false;
            }
            tables.contains(&table.id) || self.reaches(users, &through, &asked)
        });
        kept
    }

    /// Whether some of these cells are asked for, or others that follow from them by another way than these.
    fn reaches(&self, mut waiting: Vec<CellId>, not_through: &HashSet<CellId>, asked: &HashSet<CellId>) -> bool {
        let mut seen: HashSet<CellId> = HashSet::new();
        while let Some(next) = waiting.pop() {
            if not_through.contains(&next) || !seen.insert(next) {
                continue;
            }
            if asked.contains(&next) {
                return true;
            }
            waiting.extend(self.dependents.of(next).iter().map(|(_, user)| *user));
        }
        false
    }

    /// Puts a draw into the place of what it was taken from.
    pub(super) fn put_origins(&mut self, drawn: &Drawn, chosen: &[Vec<usize>], random: &mut Random, put: &Put<'_, 's>) {
        for origin in &drawn.origins {
            let places = chosen.get(origin.drawn).into_iter().flatten();
            let anew = places.filter_map(|place| origin.elements.get(*place).cloned()).collect();
            put(self, origin.variant, origin.cell, anew);
        }
        for table in &drawn.tables {
            let anew = Arc::new(table.anew(chosen, random));
            if let Some(known) = self.tables.get_mut(table.id.0 as usize) {
                *known = Some(anew);
            }
            self.grouped.retain(|(own, _), _| *own != table.id);
            for cell in &table.users {
                self.forget(*cell);
            }
        }
    }
}

/// Gives a cell of a variant a list in the place of what it has.
pub(super) type Put<'p, 's> = dyn Fn(&mut Engine<'s>, VariantId, CellId, Vec<Value>) + 'p;

/// Whether the values of a sample are those of another one, place by place; one that is left out is missing.
fn is_taken_from(top: &[Value], origin: &[Value]) -> bool {
    let alike = |(own, from): (&Value, &Value)| own == from || *own == Value::Missing;
    top.len() == origin.len() && top.iter().zip(origin).all(alike)
}
