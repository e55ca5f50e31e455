//! Walking over expressions.

use super::{Expr, ExprNode, Formula, FunctionId, Study, TemplatePiece};
use std::collections::HashSet;

/// Every part of an expression.
pub fn visit(expr: &Expr, look: &mut dyn FnMut(&Expr)) {
    look(expr);
    children(expr, &mut |child| visit(child, look));
}

impl Study {
    /// Every part of an expression, and of the functions of the study that it calls.
    pub fn visit_with_calls(&self, expr: &Expr, look: &mut dyn FnMut(&Expr)) {
        let (mut waiting, mut called): (Vec<&Expr>, HashSet<FunctionId>) = (vec![expr], HashSet::new());
        while let Some(next) = waiting.pop() {
            visit(next, &mut |part| {
                look(part);
                if let ExprNode::Function { function, .. } = &*part.node
                    && called.insert(*function)
                {
                    waiting.extend(self.functions.get(function.0 as usize).map(|function| &*function.body));
                }
            });
        }
    }
}

/// Every part that is computed in the same variant of the study.
pub fn visit_here(expr: &Expr, look: &mut dyn FnMut(&Expr)) {
    look(expr);
    if !matches!(&*expr.node, ExprNode::Under { .. }) {
        children(expr, &mut |child| visit_here(child, look));
    }
}

/// Every part of a formula that is computed in the same variant, and of the one that it takes the place of and builds on.
pub fn visit_formula(formula: &Formula, look: &mut dyn FnMut(&Expr)) {
    let mut next = Some(formula);
    while let Some(formula) = next {
        let mut builds_on = false;
        visit_here(&formula.expr, &mut |part| {
            builds_on |= matches!(&*part.node, ExprNode::Prior);
            look(part);
        });
        next = formula.prior.as_deref().filter(|_| builds_on);
    }
}

/// The direct parts of an expression.
pub fn children(expr: &Expr, each: &mut dyn FnMut(&Expr)) {
    match &*expr.node {
        ExprNode::Field { base, .. } | ExprNode::Seen { base, .. } | ExprNode::Column { base, .. } => each(base),
        ExprNode::Under { inner, .. } | ExprNode::Known(inner) | ExprNode::Sources(inner) => each(inner),
        ExprNode::Prefix { operand, .. } => each(operand),
        ExprNode::Chain { first, rest } => {
            each(first);
            rest.iter().for_each(|(_, operand)| each(operand));
        }
        ExprNode::Builtin { arguments, .. } | ExprNode::Function { arguments, .. } | ExprNode::List(arguments) => {
            arguments.iter().for_each(each);
        }
        ExprNode::Conditional { condition, then, otherwise } => [condition, then, otherwise].into_iter().for_each(each),
        ExprNode::By { rows, inner, .. } => [rows, inner].into_iter().for_each(each),
        ExprNode::Template(pieces) => {
            for piece in pieces {
                if let TemplatePiece::Value(value, _) = piece {
                    each(value);
                }
            }
        }
        ExprNode::Filter { list, mask, .. } => [list, mask].into_iter().for_each(each),
        ExprNode::Constant(_)
        | ExprNode::Cell(_)
        | ExprNode::Own(_)
        | ExprNode::This
        | ExprNode::Owner
        | ExprNode::Nested(_)
        | ExprNode::Table(_)
        | ExprNode::Local(_)
        | ExprNode::Every { .. }
        | ExprNode::Missing
        | ExprNode::Prior => {}
    }
}
