//! How a value came about: its formula, the values put in, its source, and where each value is written.

use super::figure::{Writer, clean};
use crate::base::{Sources, Span};
use crate::eval::{Engine, Failure};
use crate::hir::{CellId, Expr, ExprNode, Study, Type};
use crate::value::{Style, Table, Value};
use std::fmt::Write;

/// A value and how it came about.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The path of the cell, or the expression.
    pub path: String,
    /// What the cell is.
    pub about: String,
    /// Its value.
    pub value: String,
    /// Its formula as it is written.
    pub formula: Option<String>,
    /// The formula with the values put in.
    pub with_values: Option<String>,
    /// What it was before a scenario changed it.
    pub before: Option<String>,
    /// The document that the formula comes from.
    pub citation: Option<String>,
    /// Whether it is given or follows, and where that is written.
    pub origin: String,
    /// What it follows from.
    pub inputs: Vec<Explanation>,
}

/// Explains an expression, and what it follows from down to a depth.
pub fn explain(
    engine: &mut Engine<'_>,
    sources: &Sources,
    expr: &Expr,
    kind: &Type,
    depth: usize,
) -> Result<Explanation, Failure> {
    let study = engine.study();
    let main = engine.main();
    let writer = Writer { study, calendar: engine.calendar(main), style: Style::REPORT };
    let mut explaining = Explaining { engine, study, sources, writer };
    match &*expr.node {
        ExprNode::Cell(cell) => explaining.cell(*cell, depth),
        _ => explaining.expression(expr, kind, depth),
    }
}

struct Explaining<'e, 's> {
    engine: &'e mut Engine<'s>,
    study: &'s Study,
    sources: &'e Sources,
    writer: Writer<'s>,
}

impl Explaining<'_, '_> {
    fn cell(&mut self, cell: CellId, depth: usize) -> Result<Explanation, Failure> {
        let value = self.engine.cell(cell)?;
        let kind = self.study.cell_type(cell);
        let main = self.engine.main();
        let formula = self.engine.formula(main, cell);
        let (about, citation) = self.about(cell);
        let mut explanation = Explanation {
            path: self.study.cell_path(cell),
            about,
            value: self.writer.text(&value, &kind),
            formula: None,
            with_values: None,
            before: None,
            citation,
            origin: self.origin(cell),
            inputs: Vec::new(),
        };
        let Some(formula) = formula else { return Ok(explanation) };
        if !is_written_down(&formula.expr) {
            self.add_formula(&mut explanation, &formula.expr, Some(cell));
        }
        if let Some(before) = &formula.prior {
            explanation.before = Some(one_line(self.sources.slice(before.expr.span)));
        }
        if let Some(deeper) = depth.checked_sub(1) {
            explanation.inputs = self.inputs(cell, &formula.expr, deeper);
        }
        Ok(explanation)
    }

    fn expression(&mut self, expr: &Expr, kind: &Type, depth: usize) -> Result<Explanation, Failure> {
        let value = self.engine.expression(expr)?;
        let mut explanation = Explanation {
            path: clean(self.sources.slice(expr.span)),
            about: String::new(),
            value: self.writer.text(&value, kind),
            formula: None,
            with_values: None,
            before: None,
            citation: None,
            origin: String::new(),
            inputs: Vec::new(),
        };
        self.add_formula(&mut explanation, expr, None);
        explanation.formula = None;
        if let Some(deeper) = depth.checked_sub(1) {
            let mut cells = Vec::new();
            crate::hir::visit(expr, &mut |part| {
                if let ExprNode::Cell(cell) = &*part.node {
                    cells.push(*cell);
                }
            });
            cells.dedup();
            explanation.inputs = cells.into_iter().filter_map(|cell| self.cell(cell, deeper).ok()).collect();
        }
        Ok(explanation)
    }

    fn inputs(&mut self, cell: CellId, expr: &Expr, depth: usize) -> Vec<Explanation> {
        let leans_on = self.engine.leans_on(cell).to_vec();
        let mut inputs: Vec<Explanation> = Vec::new();
        for earlier in leans_on {
            inputs.extend(self.cell(earlier, depth));
        }
        let mut columns = Vec::new();
        crate::hir::visit(expr, &mut |part| {
            if let ExprNode::Column { base, index } = &*part.node
                && let ExprNode::Table(table) = &*base.node
            {
                columns.push((part.clone(), *table, *index));
            }
        });
        for (part, table, index) in columns {
            inputs.extend(self.column(&part, table, index));
        }
        inputs
    }

    /// A column of a data file, with the lines that its values came from.
    fn column(&mut self, part: &Expr, table: crate::hir::TableId, index: usize) -> Option<Explanation> {
        let spec = self.study.table(table)?;
        let column = spec.columns.get(index)?;
        let value = self.engine.expression(part).ok()?;
        let data = self.engine.table(table)?;
        Some(Explanation {
            path: format!("{}.{}", spec.name, column.name),
            about: String::new(),
            value: self.writer.text(&value, &column.kind.clone().list()),
            formula: None,
            with_values: None,
            before: None,
            citation: None,
            origin: self.lines(&data),
            inputs: Vec::new(),
        })
    }

    fn lines(&self, table: &Table) -> String {
        let name = self.sources.get(table.source).map(|source| source.name.clone()).unwrap_or_default();
        match table.lines.first().zip(table.lines.last()) {
            Some((first, last)) => format!("read from {name}, lines {first} to {last}"),
            None => format!("read from {name}"),
        }
    }

    fn about(&self, cell: CellId) -> (String, Option<String>) {
        if let Some(own) = self.study.cell(cell).and_then(|cell| cell.own.as_ref()) {
            return (own.documentation.clone(), own.citation.clone());
        }
        let kind_cell = self.study.kind_cell(cell);
        let given = self.study.cell(cell).is_some_and(|cell| cell.given.is_some());
        let about = kind_cell.map(|cell| cell.documentation.clone()).unwrap_or_default();
        (about, kind_cell.and_then(|cell| cell.citation.clone()).filter(|_| !given))
    }

    /// Where the value of a cell comes from.
    fn origin(&self, cell: CellId) -> String {
        let main = self.engine.main();
        let Some(formula) = self.engine.formula(main, cell) else { return String::new() };
        let place = self.sources.place(formula.expr.span);
        let own = self.study.cell(cell).is_some_and(|cell| cell.own.is_some());
        if self.engine.is_given_anew(main, cell) {
            format!("given anew at {place}")
        } else if own {
            format!("declared at {place}")
        } else if formula.expr.span.source.is_library() {
            let usual = matches!(&*formula.expr.node, ExprNode::Constant(_));
            format!("{} at {place}", if usual { "usual value" } else { "formula" })
        } else {
            format!("given at {place}")
        }
    }

    fn add_formula(&mut self, explanation: &mut Explanation, expr: &Expr, cell: Option<CellId>) {
        let written = one_line(self.sources.slice(expr.span));
        let mut parts = Vec::new();
        references(expr, &mut parts);
        let mut texts: Vec<(Span, String)> = Vec::new();
        for part in parts {
            if let Ok(value) = self.engine.expression_of(cell, &part) {
                let kind = self.kind_of(&part, cell);
                texts.push((part.span, self.writer.text(&value, &kind)));
            }
        }
        let put_in = one_line(&replaced(self.sources.slice(expr.span), expr.span, texts));
        if written.replace('_', "") == explanation.value.replace(',', "") {
            return;
        }
        explanation.with_values = (put_in != written && put_in != explanation.value).then_some(put_in);
        explanation.formula = Some(written);
    }

    /// The type of a reference in a formula, as far as it is known without checking it again.
    fn kind_of(&self, part: &Expr, cell: Option<CellId>) -> Type {
        let this = cell.and_then(|cell| self.study.cell(cell)).and_then(|cell| cell.instance);
        let (of, index) = match &*part.node {
            ExprNode::Cell(cell) => return self.study.cell_type(*cell),
            ExprNode::Own(index) => (this, *index),
            ExprNode::Under { inner, .. } => return self.kind_of(inner, cell),
            ExprNode::Seen { cell, .. } => return self.study.cell_type(*cell),
            ExprNode::Field { base, index } => (self.example(base, this), *index),
            ExprNode::Column { base, index } => {
                let ExprNode::Table(table) = &*base.node else { return Type::Unknown };
                let column = self.study.table(*table).and_then(|table| table.columns.get(*index));
                return column.map_or(Type::Unknown, |column| column.kind.clone().list());
            }
            _ => return Type::Unknown,
        };
        of.and_then(|of| self.study.cell_of(of, index)).map_or(Type::Unknown, |cell| self.study.cell_type(cell))
    }

    /// One of the instances that an expression stands for.
    fn example(&self, base: &Expr, this: Option<crate::hir::InstanceId>) -> Option<crate::hir::InstanceId> {
        let cell = match &*base.node {
            ExprNode::This => return this,
            ExprNode::Owner => return self.study.instance(this?)?.owner,
            ExprNode::Constant(Value::Instance(id)) => return Some(crate::hir::InstanceId(*id)),
            ExprNode::Every { kind, .. } => {
                return self.study.instances_of(*kind).map(|(id, _)| id).last();
            }
            ExprNode::Own(index) => self.study.cell_of(this?, *index)?,
            ExprNode::Cell(cell) => *cell,
            ExprNode::Nested(_) => return self.study.instance(this?)?.nested.first().copied(),
            _ => return None,
        };
        let formula = self.study.formula(cell)?;
        match &*formula.expr.node {
            ExprNode::List(items) => self.example(items.first()?, this),
            ExprNode::Nested(_) => self.study.instance(this?)?.nested.first().copied(),
            ExprNode::Constant(Value::Instance(id)) => Some(crate::hir::InstanceId(*id)),
            _ => None,
        }
    }
}

/// A value as it stands in the text, with nothing to explain.
fn is_written_down(expr: &Expr) -> bool {
    match &*expr.node {
        ExprNode::Constant(_) => true,
        ExprNode::Prefix { operand, .. } => is_written_down(operand),
        ExprNode::List(items) => items.iter().all(is_written_down),
        _ => false,
    }
}

/// The outermost parts that stand for other values.
fn references(expr: &Expr, found: &mut Vec<Expr>) {
    match &*expr.node {
        ExprNode::Cell(_)
        | ExprNode::Own(_)
        | ExprNode::Field { .. }
        | ExprNode::Seen { .. }
        | ExprNode::Under { .. }
        | ExprNode::Column { .. } => found.push(expr.clone()),
        _ => crate::hir::children(expr, &mut |child| references(child, found)),
    }
}

/// A text with some of its parts replaced.
fn replaced(text: &str, whole: Span, mut parts: Vec<(Span, String)>) -> String {
    parts.sort_by_key(|(span, _)| span.start);
    let mut out = String::new();
    let mut at = 0;
    for (span, value) in parts {
        let fits = span.source == whole.source && span.start >= whole.start && span.end <= whole.end;
        let (start, end) = ((span.start - whole.start.min(span.start)) as usize, span.end as usize);
        if !fits || start < at {
            continue;
        }
        out.push_str(text.get(at..start).unwrap_or_default());
        out.push_str(&value);
        at = end - whole.start as usize;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

fn one_line(text: &str) -> String {
    clean(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Writes an explanation as text.
pub fn write(explanation: &Explanation) -> String {
    let mut out = String::new();
    write_at(&mut out, explanation, 0);
    out
}

fn write_at(out: &mut String, explanation: &Explanation, depth: usize) {
    let indent = "  ".repeat(depth);
    let _ = writeln!(out, "{indent}{} = {}", explanation.path, explanation.value);
    let inner = "  ".repeat(depth + 1);
    if !explanation.about.is_empty() {
        let _ = writeln!(out, "{inner}{}", explanation.about);
    }
    if let Some(formula) = &explanation.formula {
        let _ = writeln!(out, "{inner}= {formula}");
    }
    if let Some(with_values) = &explanation.with_values {
        let _ = writeln!(out, "{inner}= {with_values}");
    }
    if let Some(before) = &explanation.before {
        let _ = writeln!(out, "{inner}before: {before}");
    }
    if !explanation.origin.is_empty() {
        let _ = writeln!(out, "{inner}{}", explanation.origin);
    }
    if let Some(citation) = &explanation.citation {
        let _ = writeln!(out, "{inner}source: {citation}");
    }
    for input in &explanation.inputs {
        write_at(out, input, depth + 1);
    }
}
