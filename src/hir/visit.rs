//! Walking over expressions.

use super::{Expr, ExprNode};

/// Every part of an expression.
pub fn visit(expr: &Expr, look: &mut dyn FnMut(&Expr)) {
    look(expr);
    children(expr, &mut |child| visit(child, look));
}

/// Every part that is computed in the same variant of the study.
pub fn visit_here(expr: &Expr, look: &mut dyn FnMut(&Expr)) {
    look(expr);
    if !matches!(&*expr.node, ExprNode::Under { .. }) {
        children(expr, &mut |child| visit_here(child, look));
    }
}

/// The direct parts of an expression.
pub fn children(expr: &Expr, each: &mut dyn FnMut(&Expr)) {
    match &*expr.node {
        ExprNode::Field { base, .. } | ExprNode::Seen { base, .. } | ExprNode::Column { base, .. } => each(base),
        ExprNode::Under { inner, .. } => each(inner),
        ExprNode::Prefix { operand, .. } => each(operand),
        ExprNode::Chain { first, rest } => {
            each(first);
            rest.iter().for_each(|(_, operand)| each(operand));
        }
        ExprNode::Builtin { arguments, .. } | ExprNode::Function { arguments, .. } | ExprNode::List(arguments) => {
            arguments.iter().for_each(each);
        }
        ExprNode::Conditional { condition, then, otherwise } => [condition, then, otherwise].into_iter().for_each(each),
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
