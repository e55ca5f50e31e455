//! What a value comes from outside of its own formula: other scenarios, data files, and what is said in words.

use super::{Explaining, Explanation};
use crate::eval::{Failure, VariantId, clean};
use crate::hir::{Expr, ExprNode, InstanceId, TableId, Type};
use crate::value::{Table, Value};

impl Explaining<'_, '_> {
    /// What is given in words with the instances that lie in another: why a reading is left out.
    pub(super) fn words_of(
        &mut self,
        variant: VariantId,
        expr: &Expr,
        value: &Value,
        depth: usize,
    ) -> Vec<Explanation> {
        let elements = match &*expr.node {
            ExprNode::Nested(_) => value.elements().unwrap_or_default(),
            _ => Vec::new(),
        };
        let mut found = Vec::new();
        for element in elements {
            let Value::Instance(id) = element else { continue };
            let Some(instance) = self.study.instance(InstanceId(id)) else { continue };
            let count = self.study.kind(instance.kind).map_or(0, |kind| kind.cells.len());
            for cell in (0..count).filter_map(|index| self.study.cell_of(InstanceId(id), index)) {
                let is_given = self.study.cell(cell).is_some_and(|known| known.given.is_some());
                if is_given && self.study.cell_type(cell) == Type::Text {
                    found.extend(self.cell(variant, cell, depth));
                }
            }
        }
        found
    }

    /// A table of data: its columns, and where they were read from.
    pub(super) fn table(
        &mut self,
        variant: VariantId,
        expr: &Expr,
        id: TableId,
        depth: usize,
    ) -> Result<Explanation, Failure> {
        let value = self.engine.expression(expr)?;
        let mut explanation = Explanation {
            path: clean(self.sources.slice(expr.span)),
            value: self.entry(variant, &value, &Type::Table(id)),
            origin: self.engine.table(id).map(|data| self.lines(&data)).unwrap_or_default(),
            ..Explanation::default()
        };
        let columns = self.study.table(id).filter(|_| depth > 0).map_or(0, |table| table.columns.len());
        for index in 0..columns {
            let node = Box::new(ExprNode::Column { base: expr.clone(), index });
            explanation.inputs.extend(self.column(variant, &Expr { node, span: expr.span }, id, index));
        }
        Ok(explanation)
    }

    /// What an expression takes from other scenarios and from data files.
    pub(super) fn elsewhere(&mut self, variant: VariantId, expr: &Expr, depth: usize) -> Vec<Explanation> {
        let (mut cells, mut columns) = (Vec::new(), Vec::new());
        crate::hir::visit(expr, &mut |part| match &*part.node {
            ExprNode::Under { scenario, inner } => {
                if let ExprNode::Cell(cell) = &*inner.node {
                    cells.push((*scenario, *cell));
                }
            }
            ExprNode::Column { base, index } => {
                if let ExprNode::Table(table) = &*base.node {
                    columns.push((part.clone(), *table, *index));
                }
            }
            _ => {}
        });
        let mut inputs = Vec::new();
        for (scenario, cell) in cells {
            let seen = self.engine.variant(scenario);
            inputs.extend(self.cell(seen, cell, depth));
        }
        for (part, table, index) in columns {
            inputs.extend(self.column(variant, &part, table, index));
        }
        inputs
    }

    /// A column of a data file, with the lines that its values came from.
    fn column(&mut self, variant: VariantId, part: &Expr, table: TableId, index: usize) -> Option<Explanation> {
        let spec = self.study.table(table)?;
        let column = spec.columns.get(index)?;
        let value = self.engine.expression(part).ok()?;
        let data = self.engine.table(table)?;
        Some(Explanation {
            path: format!("{}.{}", spec.name, column.name),
            value: self.entry(variant, &value, &column.kind.clone().list()),
            origin: self.lines(&data),
            ..Explanation::default()
        })
    }

    fn lines(&self, table: &Table) -> String {
        let name = self.sources.get(table.source).map(|source| source.name.clone()).unwrap_or_default();
        match table.first_and_last_line() {
            Some((first, last)) => {
                let parts = [("name", &*name), ("first", &*first.to_string()), ("last", &*last.to_string())];
                self.say("read from {name}, lines {first} to {last}", &parts)
            }
            None => self.say("read from {name}", &[("name", &name)]),
        }
    }
}
