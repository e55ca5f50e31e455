//! A formula with the values put in: what stands for another value gives way to it, in brackets where it needs them.

use super::Explaining;
use super::tex::{figures, words};
use crate::base::{Sources, Span};
use crate::eval::VariantId;
use crate::hir::{CellId, Expr, ExprNode, Study, Type, children, visit};
use crate::syntax::expression::{
    CONVERSION_LEVEL, Expression, ExpressionNode, Infix, NEGATE_LEVEL, NOT_LEVEL, POWER_LEVEL, Prefix, TemplatePiece,
};
use crate::syntax::parse::parse_within;
use crate::syntax::visit as syntax;
use crate::value::operation::Operator;
use crate::value::{Style, Value};

/// What holds together by itself.
pub const WHOLE: u8 = POWER_LEVEL + 1;
/// A list that is only summed up holds together no better than a sentence.
const SENTENCE: u8 = 0;
/// A list of more elements is summed up.
const LISTED: usize = 8;

/// A value that stands in the place of a name.
pub struct Put {
    /// The place of the name.
    pub span: Span,
    /// The value as it stands in a text.
    pub text: String,
    /// The value as it stands in a text in quotes.
    pub bare: String,
    /// The value in TeX.
    pub tex: String,
    /// How tightly it holds together.
    pub level: u8,
    /// Whether a sign stands before it.
    pub signed: bool,
    /// Whether its unit has a line in it, `s/item`.
    pub divides: bool,
}

/// What the place of an expression asks for.
#[derive(Clone, Copy)]
pub struct Seat {
    /// How tightly it must hold together.
    pub level: u8,
    /// Whether nothing stands before it, so that a sign needs no brackets.
    pub opens: bool,
    /// Whether it is divided by.
    pub below: bool,
}

impl Seat {
    /// A place by itself.
    pub const OPEN: Seat = Seat { level: 0, opens: true, below: false };

    /// A place inside of another expression.
    pub fn inner(level: u8) -> Seat {
        Seat { level, opens: false, below: false }
    }

    /// The place of the first operand before an operator.
    pub fn first(self, operator: Infix) -> Seat {
        match operator {
            Infix::Power => Seat::inner(WHOLE),
            other => Seat { level: other.level() + u8::from(is_comparison(other)), below: false, ..self },
        }
    }

    /// The place of an operand behind an operator.
    pub fn behind(operator: Infix) -> Seat {
        Seat {
            level: operator.level() + 1,
            opens: operator.level() < CONVERSION_LEVEL,
            below: matches!(operator, Infix::Divide | Infix::Per),
        }
    }

    /// The place of an operand behind a sign.
    pub fn signed(operator: Prefix) -> Seat {
        match operator {
            Prefix::Negate => Seat::inner(NEGATE_LEVEL),
            Prefix::Not => Seat { level: NOT_LEVEL + 1, ..Seat::OPEN },
        }
    }
}

impl Put {
    /// Whether it needs brackets in a place of a text.
    pub fn needs_brackets(&self, seat: Seat) -> bool {
        self.level < seat.level || (self.signed && !seat.opens)
    }
}

fn is_comparison(operator: Infix) -> bool {
    operator.level() == Infix::Equal.level()
}

/// An expression as it is written, read once more; a change of a scenario, `crew -= 1`, as what it comes to.
pub fn tree(sources: &Sources, expr: &Expr) -> Option<Expression> {
    let source = sources.get(expr.span.source)?;
    if let ExprNode::Chain { first, rest } = &*expr.node
        && matches!(&*first.node, ExprNode::Prior)
        && first.span == expr.span
        && let [(operator, by)] = rest.as_slice()
    {
        let before = Expression { node: Box::new(ExpressionNode::Name("before".into())), span: expr.span };
        let rest = vec![(sign_of(*operator), parse_within(source, by.span)?)];
        return Some(Expression { node: Box::new(ExpressionNode::Chain { first: before, rest }), span: expr.span });
    }
    parse_within(source, expr.span)
}

fn sign_of(operator: Operator) -> Infix {
    match operator {
        Operator::Subtract => Infix::Subtract,
        Operator::Multiply => Infix::Multiply,
        Operator::Divide => Infix::Divide,
        _ => Infix::Add,
    }
}

/// The text of an expression with values put in.
pub fn with_values(text: &str, tree: &Expression, puts: &[Put]) -> String {
    let mut splicing = Splicing { puts, found: Vec::new() };
    splicing.walk(tree, Seat::OPEN);
    let mut out = String::new();
    let (start, mut at) = (tree.span.start as usize, 0);
    splicing.found.sort_by_key(|(span, _)| span.start);
    for (span, value) in splicing.found {
        out.push_str(text.get(at..span.start as usize - start).unwrap_or_default());
        out.push_str(&value);
        at = span.end as usize - start;
    }
    out + text.get(at..).unwrap_or_default()
}

struct Splicing<'p> {
    puts: &'p [Put],
    found: Vec<(Span, String)>,
}

impl Splicing<'_> {
    fn walk(&mut self, expression: &Expression, seat: Seat) {
        if let Some(put) = put_at(self.puts, expression) {
            let brackets = put.needs_brackets(seat) || (put.divides && seat.below);
            let text = if brackets { format!("({})", put.text) } else { put.text.clone() };
            return self.found.push((put.span, text));
        }
        match &*expression.node {
            ExpressionNode::Template(pieces) => {
                for piece in pieces {
                    let TemplatePiece::Value(hole) = piece else { continue };
                    match put_at(self.puts, hole) {
                        Some(put) => self.found.push((put.span, put.bare.clone())),
                        None => self.walk(hole, Seat::OPEN),
                    }
                }
            }
            ExpressionNode::Chain { first, rest } => {
                let Some((operator, _)) = rest.first() else { return };
                self.walk(first, seat.first(*operator));
                for (operator, operand) in rest {
                    self.walk(operand, Seat::behind(*operator));
                }
            }
            ExpressionNode::Prefix { operator, operand } => self.walk(operand, Seat::signed(*operator)),
            ExpressionNode::Conversion { value, .. } => self.walk(value, Seat { level: CONVERSION_LEVEL, ..seat }),
            _ => syntax::children(expression, &mut |part| self.walk(part, Seat::OPEN)),
        }
    }
}

/// The value that stands in the place of a name.
pub fn put_at<'p>(puts: &'p [Put], expression: &Expression) -> Option<&'p Put> {
    let is_name = matches!(&*expression.node, ExpressionNode::Name(_) | ExpressionNode::Field { .. });
    puts.iter().find(|put| is_name && put.span == expression.span)
}

/// The names of an expression, and behind each what else computes its value: a unit that it is asked for in.
fn names(expression: &Expression, around: Option<Span>, found: &mut Vec<(Span, Option<Span>)>) {
    match &*expression.node {
        ExpressionNode::Name(_) => found.push((expression.span, around)),
        ExpressionNode::Field { base, .. } => {
            found.push((expression.span, around));
            names(base, None, found);
        }
        ExpressionNode::Conversion { value, .. } => names(value, Some(around.unwrap_or(expression.span)), found),
        ExpressionNode::Group(inner) => names(inner, around, found),
        _ => syntax::children(expression, &mut |part| names(part, None, found)),
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
        _ => children(expr, &mut |child| references(child, found)),
    }
}

/// The places that stand for what a cell was before it changed.
pub fn priors(expr: &Expr) -> Vec<Span> {
    let mut found = Vec::new();
    visit(expr, &mut |part| {
        if matches!(&*part.node, ExprNode::Prior) {
            found.push(part.span);
        }
    });
    found
}

impl Explaining<'_, '_> {
    /// The values of the names in an expression.
    pub(super) fn puts(
        &mut self,
        variant: VariantId,
        expr: &Expr,
        tree: &Expression,
        cell: Option<CellId>,
    ) -> Vec<Put> {
        let (mut parts, mut places) = (Vec::new(), Vec::new());
        references(expr, &mut parts);
        names(tree, None, &mut places);
        let mut puts = Vec::new();
        for (span, around) in places {
            let at = |wanted: Span| parts.iter().find(|part| part.span == wanted);
            let part = at(span).or_else(|| at(around?).filter(|part| !is_of_calendar(self.study, part)));
            // A unit whose length the calendar says stands as it is.
            let is_unit = self.study.units.find(self.sources.slice(span)).is_some();
            let Some(part) = part.filter(|_| !is_unit) else { continue };
            if let Ok(value) = self.engine.expression_of(variant, cell, part) {
                let kind = self.kind_of(variant, part, cell);
                let alone = span == tree.span;
                puts.push(self.put(variant, span, &value, &kind, alone));
            }
        }
        puts
    }

    fn put(&mut self, variant: VariantId, span: Span, value: &Value, kind: &Type, alone: bool) -> Put {
        let bare = self.text(variant, value, kind);
        let style = Style::report(self.engine.language());
        let figure = bare.trim_start_matches(['≈', ' ']);
        let mut put = Put {
            span,
            text: bare.clone(),
            tex: figures(figure),
            level: if bare.contains([' ', '%', '·', '^']) { NEGATE_LEVEL } else { WHOLE },
            signed: figure.starts_with('-'),
            divides: false,
            bare,
        };
        match value {
            Value::Number(_) => put.divides = put.text.contains('/'),
            Value::Symbolic(symbolic) => {
                if symbolic.terms().count() > 1 {
                    put.level = Infix::Add.level();
                }
                put.divides = put.text.contains(['·', '/']);
                put.tex = words(&put.bare);
            }
            Value::Proportion(proportion) if !alone => {
                let count = |number| crate::value::quantity::number_text(number, &style);
                let [part, whole] = [&proportion.hits, &proportion.total].map(count);
                put.text = format!("{part} of {whole}");
                put.tex = format!("\\frac{{{}}}{{{}}}", figures(&part), figures(&whole));
                put.level = Infix::Of.level();
            }
            Value::Interval(_) => (put.level, put.tex) = (Infix::To.level(), words(&put.bare)),
            Value::Text(_) if matches!(kind, Type::Text) && !alone => {
                put.text = format!("\"{}\"", put.bare);
                (put.level, put.tex) = (WHOLE, words(&put.text));
            }
            other if other.length().is_some_and(|length| length > LISTED) => {
                (put.level, put.tex) = (SENTENCE, words(&put.bare));
            }
            _ => (put.level, put.signed, put.tex) = (WHOLE, false, words(&put.bare)),
        }
        put
    }
}

/// Whether a part is a length of the calendar, as `in` needs it.
fn is_of_calendar(study: &Study, part: &Expr) -> bool {
    let known = &study.calendar;
    let ExprNode::Cell(cell) = &*part.node else { return false };
    [known.workday, known.weeks, known.month, known.week].contains(&Some(*cell))
}
