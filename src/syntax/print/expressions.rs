//! Expressions and types as text in steps. Nothing here calls itself: what is still to be written waits in a list.

use super::pieces::{Piece, Pieces};
use crate::syntax::expression::{
    Argument, Expression, ExpressionNode, Figure, Infix, Prefix, TemplatePiece, UnitTarget, UnitTerm,
};
use crate::syntax::tree::{Name, Type, TypeNode};
use std::borrow::Cow;

/// How far in an expression goes on.
pub const CARRIED_ON: usize = 4;
/// How far in the elements of a list stand.
pub const INSIDE: usize = 2;

enum Work<'t> {
    Expression(&'t Expression),
    Piece(Piece<'t>),
}

struct Waiting<'t>(Vec<Work<'t>>);

/// Adds an expression.
pub fn expression<'t>(pieces: &mut Pieces<'t>, expression: &'t Expression) {
    finish(pieces, Waiting(vec![Work::Expression(expression)]));
}

/// Adds arguments in their parentheses.
pub fn arguments<'t>(pieces: &mut Pieces<'t>, arguments: &'t [Argument]) {
    let mut waiting = Waiting(Vec::new());
    waiting.arguments(arguments);
    waiting.0.reverse();
    finish(pieces, waiting);
}

fn finish<'t>(pieces: &mut Pieces<'t>, mut waiting: Waiting<'t>) {
    while let Some(work) = waiting.0.pop() {
        match work {
            Work::Piece(piece) => pieces.push(piece),
            Work::Expression(expression) => {
                let before = waiting.0.len();
                waiting.take_apart(&expression.node);
                if let Some(parts) = waiting.0.get_mut(before..) {
                    parts.reverse();
                }
            }
        }
    }
}

impl<'t> Waiting<'t> {
    fn text(&mut self, text: impl Into<Cow<'t, str>>) {
        self.0.push(Work::Piece(Piece::Text(text.into())));
    }

    fn piece(&mut self, piece: Piece<'t>) {
        self.0.push(Work::Piece(piece));
    }

    fn expression(&mut self, expression: &'t Expression) {
        self.0.push(Work::Expression(expression));
    }

    /// The parts of an expression in the order they are read.
    fn take_apart(&mut self, node: &'t ExpressionNode) {
        match node {
            ExpressionNode::Measure(figures) => self.measure(figures),
            ExpressionNode::Text(text) => self.text(quoted(text).replace('{', "\\{")),
            ExpressionNode::Template(pieces) => self.template(pieces),
            ExpressionNode::Date(text) | ExpressionNode::Clock(text) | ExpressionNode::Name(text) => self.text(&**text),
            ExpressionNode::Truth(truth) => self.text(if *truth { "yes" } else { "no" }),
            ExpressionNode::Missing => self.text("missing"),
            ExpressionNode::Field { base, name } => {
                self.expression(base);
                self.text(".");
                self.text(&*name.text);
            }
            ExpressionNode::Call { function, arguments } => self.call(function, arguments),
            ExpressionNode::List { items, unit } => self.list(items, unit.as_ref()),
            ExpressionNode::Group(inner) => {
                self.text("(");
                self.expression(inner);
                self.text(")");
            }
            ExpressionNode::Prefix { operator, operand } => {
                self.text(match operator {
                    Prefix::Negate => "-",
                    Prefix::Not => "not ",
                });
                self.expression(operand);
            }
            ExpressionNode::Chain { first, rest } => self.chain(first, rest),
            ExpressionNode::Conversion { value, target } => {
                self.expression(value);
                self.text(unit_target(target));
            }
            ExpressionNode::Conditional { condition, then, otherwise } => self.conditional(condition, then, otherwise),
            ExpressionNode::Every { kind, per } => {
                self.text("every ");
                self.text(&*kind.text);
                if let Some(per) = per {
                    self.text(" per ");
                    self.text(&*per.text);
                }
            }
        }
    }

    fn template(&mut self, pieces: &'t [TemplatePiece]) {
        self.text("\"");
        for piece in pieces {
            match piece {
                TemplatePiece::Text(text) => self.text(escaped(text).replace('{', "\\{")),
                TemplatePiece::Value(value) => {
                    self.text("{");
                    let mut inside = Pieces::default();
                    expression(&mut inside, value);
                    let mut flat = String::new();
                    inside.write_flat(&mut flat);
                    self.text(flat);
                    self.text("}");
                }
            }
        }
        self.text("\"");
    }

    fn measure(&mut self, figures: &'t [Figure]) {
        for (index, figure) in figures.iter().enumerate() {
            if index > 0 {
                self.text(" ");
            }
            self.text(&*figure.number);
            if let Some(unit) = &figure.unit {
                self.text(if &*unit.name.text == "%" { "" } else { " " });
                self.text(unit_term(unit));
            }
        }
    }

    fn call(&mut self, function: &'t Name, arguments: &'t [Argument]) {
        self.text(&*function.text);
        self.arguments(arguments);
    }

    fn arguments(&mut self, arguments: &'t [Argument]) {
        self.text("(");
        self.bracketed(arguments, |work, argument| {
            if let Some(name) = &argument.name {
                work.text(&*name.text);
                work.text(": ");
            }
            work.expression(&argument.value);
        });
        self.text(")");
    }

    fn list(&mut self, items: &'t [Expression], unit: Option<&'t UnitTerm>) {
        self.text("[");
        self.bracketed(items, Waiting::expression);
        self.text("]");
        if let Some(unit) = unit {
            self.text(" ");
            self.text(unit_term(unit));
        }
    }

    /// What stands between brackets, on one line or each on a line of its own.
    fn bracketed<T>(&mut self, items: &'t [T], add: impl Fn(&mut Waiting<'t>, &'t T)) {
        if items.is_empty() {
            return;
        }
        self.piece(Piece::Open(INSIDE));
        self.piece(Piece::NOTHING);
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.text(",");
                self.piece(Piece::BLANK);
            }
            add(self, item);
        }
        self.piece(Piece::closing(","));
        self.piece(Piece::Close);
    }

    /// Sums and conditions may break behind their operators. The first operand lies outside of the group, so that a
    /// list that ends on a line of its own is followed by the rest on that line.
    fn chain(&mut self, first: &'t Expression, rest: &'t [(Infix, Expression)]) {
        self.expression(first);
        let (mut left, mut open) = (first, false);
        for (infix, right) in rest {
            if matches!(infix, Infix::Add | Infix::Subtract | Infix::And | Infix::Or) {
                self.text(" ");
                self.text(infix.sign());
                if !open {
                    self.piece(Piece::Open(CARRIED_ON));
                    open = true;
                }
                self.piece(Piece::BLANK);
            } else {
                let blank = if is_tight(*infix, left, right) { "" } else { " " };
                self.text(blank);
                self.text(infix.sign());
                self.text(blank);
            }
            self.expression(right);
            left = right;
        }
        if open {
            self.piece(Piece::Close);
        }
    }

    /// `else if` goes on in the same group: a long table of cases stays flush.
    fn conditional(&mut self, condition: &'t Expression, then: &'t Expression, otherwise: &'t Expression) {
        self.case("if ", condition, then);
        self.piece(Piece::Open(CARRIED_ON));
        let mut last = otherwise;
        while let ExpressionNode::Conditional { condition, then, otherwise } = &*last.node {
            self.piece(Piece::BLANK);
            self.case("else if ", condition, then);
            last = otherwise;
        }
        self.piece(Piece::BLANK);
        self.text("else ");
        self.expression(last);
        self.piece(Piece::Close);
    }

    fn case(&mut self, word: &'static str, condition: &'t Expression, then: &'t Expression) {
        self.text(word);
        self.expression(condition);
        self.text(" then ");
        self.expression(then);
    }
}

/// `a^b`, unless it would be read as the power of a unit; `s/item` where the author wrote it so.
fn is_tight(infix: Infix, left: &Expression, right: &Expression) -> bool {
    match infix {
        Infix::Power => !ends_in_unit(left),
        Infix::Divide => left.span.end.checked_add(1) == Some(right.span.start) && is_unit(right),
        _ => false,
    }
}

/// A bare name, or a power of one.
fn is_unit(expression: &Expression) -> bool {
    match &*expression.node {
        ExpressionNode::Name(_) => true,
        ExpressionNode::Chain { first, rest } => {
            matches!(&*first.node, ExpressionNode::Name(_)) && rest.iter().all(|(infix, _)| *infix == Infix::Power)
        }
        _ => false,
    }
}

fn ends_in_unit(expression: &Expression) -> bool {
    let mut last = expression;
    loop {
        last = match &*last.node {
            ExpressionNode::Measure(figures) => return figures.last().is_some_and(|figure| figure.unit.is_some()),
            ExpressionNode::List { unit, .. } => return unit.is_some(),
            ExpressionNode::Conversion { .. } => return true,
            ExpressionNode::Prefix { operand, .. } => operand,
            ExpressionNode::Conditional { otherwise, .. } => otherwise,
            ExpressionNode::Chain { first, rest } => rest.last().map_or(first, |(_, operand)| operand),
            _ => return false,
        }
    }
}

/// A text between quotes.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

fn unit_term(term: &UnitTerm) -> Cow<'_, str> {
    match term.exponent {
        1 => Cow::Borrowed(&*term.name.text),
        exponent => Cow::Owned(format!("{}^{exponent}", term.name.text)),
    }
}

/// `*m^2`, `/month`
fn unit_factors(text: &mut String, factors: &[UnitTerm]) {
    for factor in factors {
        text.push(if factor.exponent < 0 { '/' } else { '*' });
        text.push_str(&factor.name.text);
        if factor.exponent.unsigned_abs() != 1 {
            text.push_str(&format!("^{}", factor.exponent.unsigned_abs()));
        }
    }
}

fn unit_target(target: &UnitTarget) -> String {
    let units = target.units.iter().map(unit_term).collect::<Vec<_>>().join(", ");
    let mut text = if target.compound { format!(" in [{units}]") } else { format!(" in {units}") };
    unit_factors(&mut text, &target.rest);
    text
}

/// Adds a type.
pub fn r#type<'t>(pieces: &mut Pieces<'t>, kind: &'t Type) {
    let mut kind = kind;
    loop {
        kind = match &kind.node {
            TypeNode::List(inner, sample) => {
                pieces.text(if *sample { "sample of " } else { "list of " });
                inner
            }
            TypeNode::Interval(inner) => {
                pieces.text("interval of ");
                inner
            }
            TypeNode::Choice(names) => return choice(pieces, names),
            TypeNode::YesNo => return pieces.text("yes/no"),
            TypeNode::Measure { factors, per } => return measure_type(pieces, factors, per.as_ref()),
        }
    }
}

fn choice<'t>(pieces: &mut Pieces<'t>, names: &'t [Name]) {
    pieces.text("one of [");
    pieces.push(Piece::Open(INSIDE));
    pieces.push(Piece::NOTHING);
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            pieces.text(",");
            pieces.push(Piece::BLANK);
        }
        pieces.text(&*name.text);
    }
    pieces.push(Piece::closing(""));
    pieces.push(Piece::Close);
    pieces.text("]");
}

fn measure_type<'t>(pieces: &mut Pieces<'t>, factors: &'t [UnitTerm], per: Option<&'t Name>) {
    if let Some((first, others)) = factors.split_first() {
        pieces.text(unit_term(first));
        let mut text = String::new();
        unit_factors(&mut text, others);
        pieces.text(text);
    }
    if let Some(per) = per {
        pieces.text(" per ");
        pieces.text(&*per.text);
    }
}
