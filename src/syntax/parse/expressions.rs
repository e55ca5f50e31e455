//! Expressions from the flat lists that the grammar gives: precedence is climbed here.

use super::declarations::Builder;
use super::errors::SyntaxError;
use super::grammar::Rule;
use super::outline::DEEPEST;
use crate::base::{Span, Text};
use crate::syntax::expression::{
    Argument, CONVERSION_LEVEL, Expression, ExpressionNode, Figure, INFIXES, Infix, NEGATE_LEVEL, NOT_LEVEL,
    POWER_LEVEL, Prefix, UnitTarget, UnitTerm,
};
use crate::syntax::tree::Name;
use pest::iterators::Pair;
use std::iter::Peekable;

/// More signs than these before one operand help nobody, and each nests.
const MOST_SIGNS: usize = 8;

type Parts<'p, 't> = Peekable<pest::iterators::Pairs<'p, Rule>>;

impl Builder<'_> {
    /// An expression.
    pub fn expression(&mut self, pair: Pair<'_, Rule>) -> Expression {
        let mut parts = pair.into_inner().peekable();
        self.climb(&mut parts, 0)
    }

    /// Everything that binds at least as tightly as `level`.
    fn climb(&mut self, parts: &mut Parts<'_, '_>, level: u8) -> Expression {
        let mut left = self.operand(parts, level);
        let mut conversions = 0;
        while let Some(next) = parts.peek() {
            if next.as_rule() == Rule::conversion {
                if CONVERSION_LEVEL < level {
                    break;
                }
                conversions += 1;
                let place = self.span(next);
                if self.too_deep(conversions, place) {
                    parts.next();
                    continue;
                }
                left = self.converted(left, parts);
                continue;
            }
            let Some((_, _, found)) = infix(next.as_str()) else { break };
            if found < level {
                break;
            }
            left = self.chain(left, parts, found);
        }
        left
    }

    /// All operators of one precedence side by side.
    fn chain(&mut self, first: Expression, parts: &mut Parts<'_, '_>, level: u8) -> Expression {
        let mut rest = Vec::new();
        let mut span = first.span;
        while let Some(next) = parts.peek() {
            let Some((operator, _, found)) = infix(next.as_str()) else { break };
            if next.as_rule() == Rule::conversion || found != level {
                break;
            }
            if level == Infix::Equal.level() && rest.len() == 1 {
                let place = self.span(next);
                self.diagnostics.push(place, SyntaxError::ChainedComparison { place: place.bytes() });
            }
            parts.next();
            let operand = self.climb(parts, level + 1);
            span = span.to(operand.span);
            rest.push((operator, operand));
        }
        Expression { node: Box::new(ExpressionNode::Chain { first, rest }), span }
    }

    /// An operand with the signs before it; a long row of signs is refused, because each nests.
    fn operand(&mut self, parts: &mut Parts<'_, '_>, level: u8) -> Expression {
        let mut signs = Vec::new();
        while let Some(sign) = parts.next_if(|part| part.as_rule() == Rule::prefix) {
            let operator = if sign.as_str() == "-" { Prefix::Negate } else { Prefix::Not };
            signs.push((operator, self.span(&sign)));
        }
        if let Some((_, place)) = signs.get(MOST_SIGNS) {
            self.diagnostics.push(*place, SyntaxError::TooDeep { deepest: MOST_SIGNS, place: place.bytes() });
            signs.truncate(1);
        }
        let mut operand = self.term(parts);
        if let Some((sign, _)) = signs.last() {
            let tighter = if *sign == Prefix::Negate { NEGATE_LEVEL } else { NOT_LEVEL };
            operand = self.climb_from(operand, parts, tighter.max(level));
        }
        for (operator, sign) in signs.into_iter().rev() {
            let span = sign.to(operand.span);
            operand = Expression { node: Box::new(ExpressionNode::Prefix { operator, operand }), span };
        }
        operand
    }

    /// Complains once where something nests on without brackets; what is deeper is left out of the tree.
    fn too_deep(&mut self, depth: usize, place: Span) -> bool {
        if depth == DEEPEST {
            self.diagnostics.push(place, SyntaxError::TooDeep { deepest: DEEPEST, place: place.bytes() });
        }
        depth >= DEEPEST
    }

    /// What follows an operand that a sign takes: a minus takes powers, `not` takes a whole comparison.
    fn climb_from(&mut self, first: Expression, parts: &mut Parts<'_, '_>, level: u8) -> Expression {
        let mut left = first;
        for tighter in (level..=POWER_LEVEL).rev() {
            while let Some(next) = parts.peek() {
                if next.as_rule() == Rule::conversion {
                    if CONVERSION_LEVEL != tighter {
                        break;
                    }
                    left = self.converted(left, parts);
                } else if infix(next.as_str()).is_some_and(|(_, _, found)| found == tighter) {
                    left = self.chain(left, parts, tighter);
                } else {
                    break;
                }
            }
        }
        left
    }

    fn converted(&mut self, value: Expression, parts: &mut Parts<'_, '_>) -> Expression {
        let Some(target) =
            parts.next().and_then(|pair| pair.into_inner().find(|part| part.as_rule() == Rule::unit_target))
        else {
            return value;
        };
        let target = self.unit_target(target);
        let span = value.span.to(target.span);
        Expression { node: Box::new(ExpressionNode::Conversion { value, target }), span }
    }

    /// A primary with the fields behind it.
    fn term(&mut self, parts: &mut Parts<'_, '_>) -> Expression {
        let Some(first) = parts.next() else {
            let span = Span::new(self.id, self.offset, self.offset);
            return Expression { node: Box::new(ExpressionNode::Missing), span };
        };
        let arguments = parts.next_if(|part| part.as_rule() == Rule::arguments);
        let mut term = match arguments {
            Some(arguments) => self.call(&first, arguments),
            None => self.primary(first),
        };
        let mut fields = 0;
        while parts.next_if(|part| part.as_rule() == Rule::dot).is_some() {
            if let Some(name) = parts.next() {
                let name = self.name(&name);
                fields += 1;
                if self.too_deep(fields, name.span) {
                    continue;
                }
                let span = term.span.to(name.span);
                term = Expression { node: Box::new(ExpressionNode::Field { base: term, name }), span };
            }
        }
        term
    }

    fn primary(&mut self, pair: Pair<'_, Rule>) -> Expression {
        let mut span = self.span(&pair);
        let node = match pair.as_rule() {
            Rule::measure => ExpressionNode::Measure(self.measure(&pair)),
            Rule::name => ExpressionNode::Name(self.name(&pair).text),
            Rule::text => self.template(pair.as_str(), span),
            Rule::date => self.date(&pair),
            Rule::clock => self.clock(&pair),
            Rule::truth => ExpressionNode::Truth(pair.as_str() == "yes"),
            Rule::missing => ExpressionNode::Missing,
            Rule::list => self.list(pair),
            Rule::group => match self.inner_expression(pair) {
                Some(inner) => ExpressionNode::Group(inner),
                None => ExpressionNode::Missing,
            },
            Rule::conditional => {
                let node = self.conditional(pair);
                if let ExpressionNode::Conditional { otherwise, .. } = &node {
                    span = span_until(span, otherwise.span);
                }
                node
            }
            Rule::every => {
                let names: Vec<Name> = self.names(pair);
                span = names.last().map_or(span, |last| span_until(span, last.span));
                let mut names = names.into_iter();
                match names.next() {
                    Some(kind) => ExpressionNode::Every { kind, per: names.next() },
                    None => ExpressionNode::Missing,
                }
            }
            _ => ExpressionNode::Missing,
        };
        Expression { node: Box::new(node), span }
    }

    fn inner_expression(&mut self, pair: Pair<'_, Rule>) -> Option<Expression> {
        let inner = pair.into_inner().find(|part| part.as_rule() == Rule::expression)?;
        Some(self.expression(inner))
    }

    fn call(&mut self, name: &Pair<'_, Rule>, pair: Pair<'_, Rule>) -> Expression {
        let function = self.name(name);
        let span = function.span.to(self.span(&pair));
        let arguments = self.arguments(pair);
        Expression { node: Box::new(ExpressionNode::Call { function, arguments }), span }
    }

    pub(super) fn arguments(&mut self, pair: Pair<'_, Rule>) -> Vec<Argument> {
        let mut arguments = Vec::new();
        for part in pair.into_inner().filter(|part| part.as_rule() == Rule::argument) {
            let name = part.clone().into_inner().find(|part| part.as_rule() == Rule::field_name);
            let name = name.map(|name| self.name(&name));
            if let Some(value) = self.inner_expression(part) {
                arguments.push(Argument { name, value });
            }
        }
        arguments
    }

    fn list(&mut self, pair: Pair<'_, Rule>) -> ExpressionNode {
        let (mut items, mut unit) = (Vec::new(), None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::list_items => {
                    for item in part.into_inner().filter(|part| part.as_rule() == Rule::expression) {
                        items.push(self.expression(item));
                    }
                }
                Rule::list_unit => unit = Some(self.unit_term(part.as_str(), self.span(&part), 1)),
                _ => {}
            }
        }
        ExpressionNode::List { items, unit }
    }

    fn conditional(&mut self, pair: Pair<'_, Rule>) -> ExpressionNode {
        let mut parts = pair.into_inner().filter(|part| part.as_rule() == Rule::expression);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(condition), Some(then), Some(otherwise)) => ExpressionNode::Conditional {
                condition: self.expression(condition),
                then: self.expression(then),
                otherwise: self.expression(otherwise),
            },
            _ => ExpressionNode::Missing,
        }
    }

    /// `4 workday 5 h`: the grammar takes it as one word, for speed.
    fn measure(&mut self, pair: &Pair<'_, Rule>) -> Vec<Figure> {
        let whole = self.span(pair);
        let mut figures = Vec::new();
        let mut rest = pair.as_str();
        while !rest.is_empty() {
            let number = number_length(rest);
            let (text, behind) = rest.split_at_checked(number).unwrap_or((rest, ""));
            let behind = behind.trim_start_matches([' ', '\t']);
            let ends = behind.find([' ', '\t']).unwrap_or(behind.len());
            let (unit, next) = behind.split_at_checked(ends).unwrap_or((behind, ""));
            let start = whole.end as usize - behind.len();
            let span = Span::new(self.id, start, start + unit.len());
            let unit = (!unit.is_empty()).then(|| self.unit_term(unit, span, 1));
            figures.push(Figure { number: Text::from(text), unit });
            let next = next.trim_start_matches([' ', '\t']);
            if next.len() == rest.len() {
                break;
            }
            rest = next;
        }
        figures
    }

    fn date(&mut self, pair: &Pair<'_, Rule>) -> ExpressionNode {
        if pair.as_str().parse::<jiff::civil::Date>().is_err() {
            self.no_such_moment(pair, "the date", "a date is written year-month-day: `2015-02-17`");
        }
        ExpressionNode::Date(Text::from(pair.as_str()))
    }

    fn clock(&mut self, pair: &Pair<'_, Rule>) -> ExpressionNode {
        let mut parts = pair.as_str().split(':').map(|part| part.parse::<u8>().unwrap_or(u8::MAX));
        let fits = parts.next().is_some_and(|hour| hour < 24) && parts.all(|part| part < 60);
        if !fits {
            self.no_such_moment(pair, "the time of day", "a time of day runs from `00:00` to `23:59`");
        }
        ExpressionNode::Clock(Text::from(pair.as_str()))
    }

    fn no_such_moment(&mut self, pair: &Pair<'_, Rule>, what: &'static str, help: &'static str) {
        let place = self.span(pair);
        let text = pair.as_str().to_owned();
        self.diagnostics.push(place, SyntaxError::NoSuchMoment { what, text, help, place: place.bytes() });
    }

    fn unit_target(&mut self, pair: Pair<'_, Rule>) -> UnitTarget {
        let mut span = self.span(&pair);
        let mut target = UnitTarget { units: Vec::new(), compound: false, rest: Vec::new(), span };
        let mut sign = 1;
        for part in pair.into_inner() {
            let place = self.span(&part);
            match part.as_rule() {
                Rule::unit_list => {
                    target.compound = true;
                    span = span_until(span, place);
                    for name in self.names(part) {
                        target.units.push(UnitTerm { name, exponent: 1 });
                    }
                }
                Rule::unit_operator => sign = if part.as_str() == "/" { -1 } else { 1 },
                Rule::unit_factor => {
                    span = span_until(span, place);
                    let term = self.unit_term(part.as_str(), place, sign);
                    if target.units.is_empty() { target.units.push(term) } else { target.rest.push(term) }
                }
                _ => {}
            }
        }
        target.span = span;
        target
    }

    /// `h`, `m^2`, `%`
    pub fn unit_term(&mut self, text: &str, span: Span, sign: i8) -> UnitTerm {
        let (name, power) = text.split_once('^').unwrap_or((text, "1"));
        let exponent = match power.parse::<i8>() {
            Ok(exponent) if exponent.unsigned_abs() <= 100 => exponent,
            _ => {
                self.diagnostics.push(span, SyntaxError::HighPower { power: power.to_owned(), place: span.bytes() });
                1
            }
        };
        let place = Span::new(self.id, span.start as usize, span.start as usize + name.len());
        UnitTerm { name: Name { text: Text::from(name), span: place }, exponent: exponent * sign }
    }
}

fn infix(text: &str) -> Option<(Infix, &'static str, u8)> {
    INFIXES.into_iter().find(|(_, sign, _)| *sign == text)
}

fn span_until(span: Span, last: Span) -> Span {
    Span { end: last.end, ..span }
}

/// How far the number at the beginning of a text goes, as the grammar has it: `1e9x` is the number 1 and the unit `e9x`.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let digits_from = |start: usize| {
        let mut at = start;
        while digit(at) || (bytes.get(at) == Some(&b'_') && digit(at + 1)) {
            at += 1;
        }
        at
    };
    let mut end = digits_from(0);
    if bytes.get(end) == Some(&b'.') && digit(end + 1) {
        end = digits_from(end + 1);
    }
    if !matches!(bytes.get(end), Some(b'e' | b'E')) {
        return end;
    }
    let mut at = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
    if !digit(at) {
        return end;
    }
    while digit(at) {
        at += 1;
    }
    let letter = text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|c| c.is_alphanumeric() || c == '_');
    if letter { end } else { at }
}

/// The text between the quotes.
pub fn unquote(quoted: &str) -> Text {
    let inside = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(quoted);
    if !inside.contains('\\') {
        return Text::from(inside);
    }
    let mut text = String::with_capacity(inside.len());
    let mut signs = inside.chars();
    while let Some(sign) = signs.next() {
        text.extend(if sign == '\\' { signs.next() } else { Some(sign) });
    }
    Text::from(text)
}
