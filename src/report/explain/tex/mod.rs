//! Formulas in TeX, for the appendix of a thesis.

mod figures;

pub use figures::{escaped, figures, words};

use super::put_in::{Put, Seat, WHOLE, put_at, with_values};
use crate::base::{Source, Span};
use crate::hir::Study;
use crate::syntax::expression::{
    Argument, CONVERSION_LEVEL, Expression, ExpressionNode, Figure, Infix, NEGATE_LEVEL, NOT_LEVEL, Prefix, UnitTerm,
};
use figures::{behind, number};

/// Writes formulas with their names, or with values in the place of these.
pub struct Tex<'t> {
    /// The study, which knows the units.
    pub study: &'t Study,
    /// The text that the formula stands in.
    pub source: &'t Source,
    /// What stands in the place of the names of the formula.
    pub puts: &'t [Put],
    /// The places that stand for what was before.
    pub priors: &'t [Span],
}

impl Tex<'_> {
    /// A formula; what mathematics has no signs for stands as it is written.
    pub fn formula(&self, tree: &Expression) -> String {
        // A comparison between signs of equality would be read as another one.
        self.seated(tree, Seat { level: CONVERSION_LEVEL, ..Seat::OPEN })
    }

    fn open(&self, tree: &Expression) -> String {
        self.seated(tree, Seat::OPEN)
    }

    /// An expression in its place, in brackets if that asks for them.
    fn seated(&self, tree: &Expression, seat: Seat) -> String {
        if let ExpressionNode::Group(inner) = &*tree.node {
            return self.seated(inner, seat);
        }
        if let Some(put) = put_at(self.puts, tree) {
            return bracketed(put.tex.clone(), put.needs_brackets(seat));
        }
        match level(tree, self.study, seat) < seat.level {
            true => bracketed(self.held(tree, Seat::OPEN), true),
            false => self.held(tree, seat),
        }
    }

    fn held(&self, tree: &Expression, seat: Seat) -> String {
        match &*tree.node {
            ExpressionNode::Name(_) | ExpressionNode::Field { .. } if self.priors.contains(&tree.span) => {
                words("before")
            }
            ExpressionNode::Measure(figures) => measure(figures),
            ExpressionNode::Chain { first, rest } => self.chain(first, rest, seat),
            ExpressionNode::Prefix { operator: Prefix::Negate, operand } => {
                format!("-{}", self.seated(operand, Seat::inner(Infix::Multiply.level())))
            }
            ExpressionNode::Prefix { operator, operand } => {
                format!("\\lnot {}", self.seated(operand, Seat::signed(*operator)))
            }
            ExpressionNode::Call { function, arguments } => self.call(&function.text, arguments),
            ExpressionNode::List { items, unit } => {
                let items: Vec<String> = items.iter().map(|item| self.open(item)).collect();
                let mut list = format!("\\left[{}\\right]", items.join(",\\ "));
                behind(&mut list, &unit.as_ref().map(unit_text).unwrap_or_default());
                list
            }
            ExpressionNode::Conditional { condition, then, otherwise } => {
                let [then, condition, otherwise] = [then, condition, otherwise].map(|part| self.open(part));
                let rows = format!("{then} & \\text{{if }} {condition} \\\\ {otherwise} & \\text{{otherwise}}");
                format!("\\begin{{cases}} {rows} \\end{{cases}}")
            }
            ExpressionNode::Conversion { value, target } => {
                let value = self.seated(value, Seat { level: CONVERSION_LEVEL, ..seat });
                format!("{value}{}", words(&format!(" in {}", self.source.slice(target.span))))
            }
            ExpressionNode::Field { base, name } if !is_path(base) => {
                format!("{}{}", self.seated(base, Seat::inner(WHOLE)), words(&format!(".{}", name.text)))
            }
            _ => words(&self.as_written(tree)),
        }
    }

    /// What has no signs of its own, with the values put in.
    fn as_written(&self, tree: &Expression) -> String {
        super::one_line(&with_values(self.source.slice(tree.span), tree, self.puts))
    }

    fn chain(&self, first: &Expression, rest: &[(Infix, Expression)], seat: Seat) -> String {
        let Some(((operator, _), (_, last))) = rest.first().zip(rest.last()) else { return self.held(first, seat) };
        if *operator == Infix::Power {
            return self.powers(first, rest, last);
        }
        let (text, rest) = match rate(first, rest, self.study) {
            Some((rate, behind)) => (rate, behind),
            // Over a fraction nothing needs brackets.
            None if divides(*operator) => (self.open(first), rest),
            None => (self.seated(first, seat.first(*operator)), rest),
        };
        rest.iter().fold(text, |text, (operator, right)| match operator {
            _ if divides(*operator) => format!("\\frac{{{text}}}{{{}}}", self.open(right)),
            other => format!("{text} {} {}", sign(*other), self.seated(right, Seat::behind(*other))),
        })
    }

    /// `2^3^2` is `2^(3^2)`.
    fn powers(&self, first: &Expression, rest: &[(Infix, Expression)], last: &Expression) -> String {
        let middle = rest.iter().rev().skip(1).map(|(_, base)| base);
        let bases = middle.chain(std::iter::once(first));
        bases.fold(self.open(last), |power, base| format!("{{{}}}^{{{power}}}", self.seated(base, Seat::inner(WHOLE))))
    }

    fn call(&self, name: &str, arguments: &[Argument]) -> String {
        match (name, arguments) {
            ("sum", [Argument { name: None, value }]) => {
                format!("\\sum {}", self.seated(value, Seat::inner(Infix::Multiply.level())))
            }
            ("mean", [Argument { name: None, value }]) => format!("\\overline{{{}}}", self.open(value)),
            ("sqrt", [Argument { name: None, value }]) => format!("\\sqrt{{{}}}", self.open(value)),
            ("ceil", [Argument { name: None, value }]) => format!("\\left\\lceil {} \\right\\rceil", self.open(value)),
            ("floor", [Argument { name: None, value }]) => {
                format!("\\left\\lfloor {} \\right\\rfloor", self.open(value))
            }
            ("abs", [Argument { name: None, value }]) => format!("\\left| {} \\right|", self.open(value)),
            _ => {
                let argument = |argument: &Argument| match &argument.name {
                    Some(name) => format!("{}{}", words(&format!("{}: ", name.text)), self.open(&argument.value)),
                    None => self.open(&argument.value),
                };
                let arguments: Vec<String> = arguments.iter().map(argument).collect();
                format!("\\operatorname{{{}}}\\left({}\\right)", escaped(name), arguments.join(",\\ "))
            }
        }
    }
}

/// How tightly an expression in a place holds together.
fn level(tree: &Expression, study: &Study, seat: Seat) -> u8 {
    match &*tree.node {
        ExpressionNode::Measure(figures) => match figures.as_slice() {
            [Figure { number, .. }] if number.contains(['e', 'E']) => Infix::Multiply.level(),
            [Figure { unit: None, .. }] => WHOLE,
            _ => NEGATE_LEVEL,
        },
        ExpressionNode::Chain { first, rest } => match (rate(first, rest, study), rest.last()) {
            (Some((_, [])), _) => NEGATE_LEVEL,
            (_, Some((operator, _))) if divides(*operator) => FRACTION,
            (_, Some((operator, _))) => operator.level(),
            (_, None) => level(first, study, seat),
        },
        ExpressionNode::Prefix { operator: Prefix::Negate, .. } if !seat.opens => Infix::Add.level(),
        ExpressionNode::Prefix { operator: Prefix::Negate, .. } => NEGATE_LEVEL,
        ExpressionNode::Prefix { operator: Prefix::Not, .. } => NOT_LEVEL,
        ExpressionNode::Call { function, arguments } if &*function.text == "sum" && arguments.len() == 1 => {
            Infix::Multiply.level()
        }
        ExpressionNode::List { unit: Some(_), .. } => NEGATE_LEVEL,
        ExpressionNode::Conditional { .. } | ExpressionNode::Every { .. } => 0,
        ExpressionNode::Conversion { .. } => CONVERSION_LEVEL,
        _ => WHOLE,
    }
}

/// A figure with units behind it, `3 h/workday`, and what follows.
fn rate<'e>(
    first: &Expression,
    rest: &'e [(Infix, Expression)],
    study: &Study,
) -> Option<(String, &'e [(Infix, Expression)])> {
    let ExpressionNode::Measure(figures) = &*first.node else { return None };
    let [figure] = figures.as_slice() else { return None };
    let unit = |(operator, operand): &'e (Infix, Expression)| match &*operand.node {
        ExpressionNode::Name(name) if *operator == Infix::Divide => study.units.find(name).map(|_| format!("/{name}")),
        _ => None,
    };
    let units: Vec<String> = rest.iter().map_while(unit).collect();
    let own = figure.unit.as_ref().map(unit_text).unwrap_or_default();
    let mut text = number(&figure.number);
    behind(&mut text, &format!("{own}{}", units.concat()));
    (!units.is_empty()).then(|| (text, rest.get(units.len()..).unwrap_or_default()))
}

/// A fraction needs no brackets as a factor.
const FRACTION: u8 = NEGATE_LEVEL;

fn bracketed(text: String, needed: bool) -> String {
    if needed { format!("\\left({text}\\right)") } else { text }
}

/// Whether a name or a path of names stands there.
fn is_path(expression: &Expression) -> bool {
    match &*expression.node {
        ExpressionNode::Name(_) => true,
        ExpressionNode::Field { base, .. } => is_path(base),
        _ => false,
    }
}

fn divides(operator: Infix) -> bool {
    matches!(operator, Infix::Divide | Infix::Per | Infix::Of)
}

/// `4 h 30 min`
fn measure(figures: &[Figure]) -> String {
    let written = figures.iter().map(|figure| {
        let mut text = number(&figure.number);
        behind(&mut text, &figure.unit.as_ref().map(unit_text).unwrap_or_default());
        text
    });
    written.collect::<Vec<_>>().join("\\ ")
}

fn unit_text(unit: &UnitTerm) -> String {
    match unit.exponent {
        1 => unit.name.text.to_string(),
        power => format!("{}^{power}", unit.name.text),
    }
}

fn sign(operator: Infix) -> &'static str {
    match operator {
        Infix::Multiply => "\\cdot",
        Infix::Equal => "=",
        Infix::Unequal => "\\neq",
        Infix::AtMost => "\\leq",
        Infix::AtLeast => "\\geq",
        Infix::And => "\\land",
        Infix::Or => "\\lor",
        Infix::To => "\\text{ to }",
        Infix::Where => "\\text{ where }",
        Infix::By => "\\text{ by }",
        other => other.sign(),
    }
}
