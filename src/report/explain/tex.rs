//! Formulas in TeX, for the appendix of a thesis.

use crate::base::{Sources, Span};
use crate::hir::{Expr, ExprNode, Prefix, Study};
use crate::value::operation::Operator;
use std::fmt::Write;

/// Writes formulas with their names, or with values in the place of these.
pub(super) struct Tex<'t> {
    pub(super) study: &'t Study,
    pub(super) sources: &'t Sources,
    /// What stands in the place of the references of a formula.
    pub(super) values: &'t [(Span, String)],
}

/// How tightly an expression holds together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hold {
    Loose,
    Sum,
    Product,
    Power,
    Whole,
}

impl Tex<'_> {
    /// A formula; what mathematics has no signs for stands as it is written.
    pub(super) fn formula(&self, expr: &Expr) -> String {
        self.held(expr).0
    }

    fn held(&self, expr: &Expr) -> (String, Hold) {
        if let Some((_, value)) = self.values.iter().find(|(span, _)| *span == expr.span) {
            let text = value.trim_start_matches(['≈', ' ']);
            let hold = match text.starts_with('-') {
                true => Hold::Loose,
                false if text.contains(' ') && text.starts_with(|c: char| c.is_ascii_digit()) => Hold::Power,
                false => Hold::Whole,
            };
            return (figure(text), hold);
        }
        match &*expr.node {
            ExprNode::Chain { .. } if is_figure(self.sources.slice(expr.span)) => (self.as_written(expr), Hold::Power),
            _ if self.study.units.find(self.sources.slice(expr.span)).is_some() => (self.as_written(expr), Hold::Whole),
            ExprNode::Chain { first, rest } => self.chain(first, rest),
            ExprNode::Prior => ("\\text{before}".to_owned(), Hold::Whole),
            ExprNode::Prefix { operator: Prefix::Negate, operand } => {
                (format!("-{}", self.at_least(operand, Hold::Product)), Hold::Sum)
            }
            ExprNode::Builtin { builtin, arguments } => self.function(builtin.name, arguments, expr.span),
            ExprNode::Function { function, arguments } => {
                let name = self.study.functions.get(function.0 as usize).map_or("", |function| &*function.name);
                self.function(name, arguments, expr.span)
            }
            ExprNode::Conditional { condition, then, otherwise } => {
                let cases = [self.formula(then), self.formula(condition), self.formula(otherwise)];
                let [then, condition, otherwise] = cases;
                let rows = format!("{then} & \\text{{if }} {condition} \\\\ {otherwise} & \\text{{otherwise}}");
                (format!("\\begin{{cases}} {rows} \\end{{cases}}"), Hold::Whole)
            }
            ExprNode::List(items) => (format!("\\left[{}\\right]", self.list(items)), Hold::Whole),
            _ => (self.as_written(expr), Hold::Whole),
        }
    }

    fn as_written(&self, expr: &Expr) -> String {
        figure(&self.sources.slice(expr.span).split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn at_least(&self, expr: &Expr, hold: Hold) -> String {
        match self.held(expr) {
            (text, own) if own < hold => format!("\\left({text}\\right)"),
            (text, _) => text,
        }
    }

    fn list(&self, items: &[Expr]) -> String {
        items.iter().map(|item| self.formula(item)).collect::<Vec<_>>().join(",\\ ")
    }

    fn chain(&self, first: &Expr, rest: &[(Operator, Expr)]) -> (String, Hold) {
        let Some((operator, _)) = rest.first() else { return self.held(first) };
        let own = hold_of(*operator);
        // Over a fraction nothing needs brackets.
        let divides = matches!(operator, Operator::Divide | Operator::Of);
        let mut text = if divides { self.formula(first) } else { self.at_least(first, next(own, *operator)) };
        for (operator, right) in rest {
            text = match operator {
                Operator::Divide | Operator::Of => format!("\\frac{{{text}}}{{{}}}", self.formula(right)),
                Operator::Power => format!("{{{text}}}^{{{}}}", self.formula(right)),
                other => format!("{text} {} {}", sign(*other), self.at_least(right, above(own))),
            };
        }
        (text, own)
    }

    fn function(&self, name: &str, arguments: &[Expr], call: Span) -> (String, Hold) {
        // What is left out in a call stands in its place.
        let written = arguments.iter().position(|argument| argument.span == call).unwrap_or(arguments.len());
        let arguments = arguments.get(..written).unwrap_or(arguments);
        let text = match (name, arguments) {
            ("sum", [list]) => {
                return (format!("\\sum {}", self.at_least(list, Hold::Product)), Hold::Product);
            }
            ("mean", [list]) => format!("\\overline{{{}}}", self.formula(list)),
            ("sqrt", [inner]) => format!("\\sqrt{{{}}}", self.formula(inner)),
            ("ceil", [inner]) => format!("\\left\\lceil {} \\right\\rceil", self.formula(inner)),
            ("floor", [inner]) => format!("\\left\\lfloor {} \\right\\rfloor", self.formula(inner)),
            ("abs", [inner]) => format!("\\left| {} \\right|", self.formula(inner)),
            _ => format!("\\operatorname{{{}}}\\left({}\\right)", escaped(name), self.list(arguments)),
        };
        (text, Hold::Whole)
    }
}

fn hold_of(operator: Operator) -> Hold {
    match operator {
        Operator::Add | Operator::Subtract => Hold::Sum,
        Operator::Multiply | Operator::Divide | Operator::Of => Hold::Product,
        Operator::Power => Hold::Power,
        _ => Hold::Loose,
    }
}

/// What an operand before the operator must hold at least: a base is bracketed unless it is one whole.
fn next(own: Hold, operator: Operator) -> Hold {
    if operator == Operator::Power { Hold::Whole } else { own }
}

fn above(own: Hold) -> Hold {
    match own {
        Hold::Loose => Hold::Sum,
        Hold::Sum => Hold::Product,
        Hold::Product => Hold::Power,
        Hold::Power | Hold::Whole => Hold::Whole,
    }
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Multiply => "\\cdot",
        Operator::Equal => "=",
        Operator::Unequal => "\\neq",
        Operator::AtMost => "\\leq",
        Operator::AtLeast => "\\geq",
        Operator::And => "\\land",
        Operator::Or => "\\lor",
        Operator::To => "\\text{ to }",
        other => other.sign(),
    }
}

/// Whether a text is a figure with its unit, `12.3 s/item`.
fn is_figure(text: &str) -> bool {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '_');
    unit.len() < text.len() && unit.trim_start().chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '_'))
}

/// A figure with its unit, or a name.
pub(super) fn figure(text: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '_' | '-' | '≈' | '…' | ' ');
    let begins = text.trim_start_matches(['-', '≈', ' ']).starts_with(|c: char| c.is_ascii_digit());
    if !begins {
        return format!("\\text{{{}}}", escaped(text));
    }
    let (number, unit) = text.split_at(text.find(|c| !is_digit(c)).unwrap_or(text.len()));
    let number = number.trim().replace([',', '_'], "{,}").replace("≈ ", "\\approx ").replace('…', "\\ldots");
    match unit.trim() {
        "" => number,
        "%" => format!("{number}\\,\\%"),
        unit => format!("{number}\\ \\text{{{}}}", escaped(unit)),
    }
}

/// A text that TeX takes as it stands.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\textbackslash "),
            '^' => out.push_str("\\textasciicircum "),
            '~' => out.push_str("\\textasciitilde "),
            '_' | '%' | '&' | '#' | '$' | '{' | '}' => {
                let _ = write!(out, "\\{letter}");
            }
            letter => out.push(letter),
        }
    }
    out
}
