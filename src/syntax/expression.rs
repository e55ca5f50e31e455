//! Expressions. Each variant shows the text that makes it.

use super::tree::Name;
use crate::base::{Span, Text};
use serde::{Deserialize, Serialize};

/// An expression and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expression {
    /// What it says.
    pub node: Box<ExpressionNode>,
    /// Where it stands.
    pub span: Span,
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ExpressionNode {
    /// `266.35 s`, `5%`, `4 workday 5 h 45 min`
    Measure(Vec<Figure>),
    /// `"value_added"`
    Text(Text),
    /// `"{observations} readings are enough"`
    Template(Vec<TemplatePiece>),
    /// `2015-02-09`
    Date(Text),
    /// `07:00`
    Clock(Text),
    /// `yes`, `no`
    Truth(bool),
    /// `missing`
    Missing,
    /// `workload`
    Name(Text),
    /// `plastic.workload`
    Field {
        /// What the field is of.
        base: Expression,
        /// The field.
        name: Name,
    },
    /// `required_sample(55 of 75, confidence: 95%)`
    Call {
        /// The function.
        function: Name,
        /// What it is given.
        arguments: Vec<Argument>,
    },
    /// `[74_894, 83_880] item`
    List {
        /// The elements.
        items: Vec<Expression>,
        /// A unit behind the list counts for every element.
        unit: Option<UnitTerm>,
    },
    /// `(a + b)`
    Group(Expression),
    /// `-x`, `not x`
    Prefix {
        /// Which.
        operator: Prefix,
        /// What follows it.
        operand: Expression,
    },
    /// `a + b - c`: operators of one precedence side by side, so that a long sum nests no deeper than a short one.
    Chain {
        /// The leftmost operand.
        first: Expression,
        /// Operators and their right operands.
        rest: Vec<(Infix, Expression)>,
    },
    /// `x in [workday, h, min, s]/month`
    Conversion {
        /// What is converted.
        value: Expression,
        /// To what.
        target: UnitTarget,
    },
    /// `if a then b else c`
    Conditional {
        /// The question.
        condition: Expression,
        /// The answer if so.
        then: Expression,
        /// The answer if not.
        otherwise: Expression,
    },
    /// `every product per piece`
    Every {
        /// The kind.
        kind: Name,
        /// Only those counted for the same unit.
        per: Option<Name>,
    },
}

/// A part of a text with values in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TemplatePiece {
    /// As it stands.
    Text(Text),
    /// What is computed.
    Value(Expression),
}

/// One number of a measure with its unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// As written, `15_269.22`.
    pub number: Text,
    /// `s`, `m^2`, `%`
    pub unit: Option<UnitTerm>,
}

/// `h`, `m^2`, `%`, with the sign of the exponent turned where it stands behind a `/`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitTerm {
    /// The unit.
    pub name: Name,
    /// Its power.
    pub exponent: i8,
}

/// What stands behind `in`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitTarget {
    /// `[workday, h, min, s]`, or one unit.
    pub units: Vec<UnitTerm>,
    /// Whether the units stand in brackets.
    pub compound: bool,
    /// `/month`
    pub rest: Vec<UnitTerm>,
    /// Where it stands.
    pub span: Span,
}

/// `confidence: 95%`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// Which parameter is meant; nothing for the next one.
    pub name: Option<Name>,
    /// What it is given.
    pub value: Expression,
}

/// Operators before one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Prefix {
    /// `-`
    Negate,
    /// `not`
    Not,
}

/// Operators between two operands, loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Infix {
    /// `list where condition`
    Where,
    /// `mean(log.time) by log.station`
    By,
    /// `or`
    Or,
    /// `and`
    And,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `per`, division by a unit
    Per,
    /// `424 of 565`
    Of,
    /// `07:00 to 17:00`
    To,
    /// `^`
    Power,
}

/// All operators between operands: how they are written, how tightly they bind.
pub const INFIXES: [(Infix, &str, u8); 18] = [
    (Infix::Where, "where", 1),
    (Infix::By, "by", 1),
    (Infix::Or, "or", 2),
    (Infix::And, "and", 3),
    (Infix::Equal, "==", 4),
    (Infix::Unequal, "!=", 4),
    (Infix::Less, "<", 4),
    (Infix::AtMost, "<=", 4),
    (Infix::Greater, ">", 4),
    (Infix::AtLeast, ">=", 4),
    (Infix::Add, "+", 6),
    (Infix::Subtract, "-", 6),
    (Infix::Multiply, "*", 7),
    (Infix::Divide, "/", 7),
    (Infix::Per, "per", 7),
    (Infix::Of, "of", 9),
    (Infix::To, "to", 9),
    (Infix::Power, "^", 11),
];

/// How tightly `in` binds: looser than arithmetic, tighter than comparison.
pub const CONVERSION_LEVEL: u8 = 5;
/// How tightly `not` binds.
pub const NOT_LEVEL: u8 = 4;
/// How tightly a minus sign binds: tighter than `*`, looser than `^`.
pub const NEGATE_LEVEL: u8 = 10;
/// The tightest level of all.
pub const POWER_LEVEL: u8 = 11;

impl Infix {
    fn row(self) -> (Infix, &'static str, u8) {
        INFIXES.into_iter().find(|(infix, ..)| *infix == self).unwrap_or((self, "", 0))
    }

    /// How it is written.
    pub fn sign(self) -> &'static str {
        self.row().1
    }

    /// How tightly it binds.
    pub fn level(self) -> u8 {
        self.row().2
    }
}
