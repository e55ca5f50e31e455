//! From where a list is drawn: different things pooled in one sample are worth a question.

use super::engine::Engine;
use super::expression::{Frame, Outcome};
use crate::hir::{Expr, ExprNode, children};
use crate::value::Value;
use std::collections::HashSet;

impl Engine<'_> {
    /// How many columns, groups of rows or cells of different instances a figure is drawn from.
    pub(super) fn sources(&mut self, figure: &Expr, frame: &mut Frame) -> Outcome {
        let formula = match (&*figure.node, frame.this) {
            (ExprNode::Own(index), Some(this)) => self.study.cell_of(this, *index),
            (ExprNode::Cell(cell), _) => Some(*cell),
            _ => None,
        };
        let formula = formula.and_then(|cell| self.formula(frame.variant, cell));
        let drawn_from = formula.as_ref().map_or(figure, |formula| &formula.expr);
        let (mut columns, mut whole, mut lists) = (HashSet::new(), Vec::new(), Vec::new());
        drawn(drawn_from, &mut |part| match &*part.node {
            ExprNode::Column { base, index } => {
                let table = match &*base.node {
                    ExprNode::Table(table) => Some(*table),
                    _ => None,
                };
                columns.insert((table, *index));
                whole.extend(table);
            }
            ExprNode::Field { base, .. } => lists.push(base.clone()),
            _ => {}
        });
        let mut count = columns.len();
        for list in lists {
            if let Value::List(instances) = self.compute(&list, frame)? {
                count += instances.len();
            }
        }
        if let ([table], 1) = (whole.as_slice(), count)
            && let Some(table) = self.table(*table)
        {
            count = table.columns.iter().map(groups_of_words).max().unwrap_or(1).max(1);
        }
        Ok(Value::Number(count.into()))
    }
}

/// The parts that a figure is drawn from; what only picks among them is none of them.
fn drawn(expr: &Expr, look: &mut dyn FnMut(&Expr)) {
    look(expr);
    match &*expr.node {
        ExprNode::Filter { list, .. } => drawn(list, look),
        _ => children(expr, &mut |child| drawn(child, look)),
    }
}

/// How many different words stand in a column that tells rows apart: each at least twice, and none missing.
fn groups_of_words(column: &Value) -> usize {
    let Value::Coded(words) = column else { return 1 };
    let counts: Vec<(&Value, usize)> = words.counts().into_iter().filter(|(_, count)| *count > 0).collect();
    let tells = |word: &Value| matches!(word, Value::Text(text) if !text.is_empty());
    let apart = counts.iter().all(|(word, count)| *count > 1 && tells(word));
    if apart { counts.len() } else { 1 }
}
