//! What is to be shown, claimed and disputed, and what must be the same.

use super::errors::CheckError;
use super::infer::{Context, Infer};
use super::{Checker, display_of};
use crate::base::Text;
use crate::hir::{Claim, ClaimSort, ExprNode, Show, Test, Type};
use crate::syntax::expression::{Expression, ExpressionNode, Infix};
use crate::syntax::print::print_expression;
use crate::syntax::tree::ClaimWord;
use crate::value::words::with_marks;

impl Checker<'_, '_> {
    /// What the study asks to see.
    pub(super) fn shows(&mut self) {
        for (show, span) in &self.names.shows {
            let span = *span;
            let by = show.by.as_ref().map(|by| self.infer(Context::default()).keys(by));
            let values = show.values.iter().map(|value| match &show.by {
                Some(by) => self.infer(Context::default()).grouped(value, by, value.span),
                None => self.infer(Context::default()).expression(value, None),
            });
            let values: Vec<_> = values.collect();
            let texts: Vec<String> = show.values.iter().map(print_expression).collect();
            match (&show.label, &show.by) {
                (Some(label), _) => {
                    self.study.shows.push(Show { label: label.clone(), by, values, texts, span });
                }
                (None, Some(key)) => {
                    let label = Text::from(format!("by {}", print_expression(key)));
                    self.study.shows.push(Show { label, by, values, texts, span });
                }
                (None, None) => {
                    for (text, value) in texts.into_iter().zip(values) {
                        let (label, values, texts) = (Text::from(&*text), vec![value], vec![text]);
                        self.study.shows.push(Show { label, by: None, values, texts, span });
                    }
                }
            }
        }
    }

    /// What the study claims and disputes.
    pub(super) fn claims(&mut self) {
        for (claim, span) in &self.names.claims {
            let mut infer = self.infer(Context::default());
            let test = match (claim.word, &claim.printed) {
                (ClaimWord::Same, Some(other)) => infer.two_figures(&claim.value, other),
                (ClaimWord::Same, None) => infer.not_two(&claim.value),
                (_, Some(printed)) => infer.printed("`is`", &claim.value, printed),
                (_, None) => infer.compared(&claim.value),
            };
            if let Some(test) = test {
                let (label, sort) = (claim.label.clone(), sort(claim.word));
                self.study.claims.push(Claim { label, sort, test, span: *span });
            }
        }
    }
}

fn sort(word: ClaimWord) -> ClaimSort {
    match word {
        ClaimWord::Claim => ClaimSort::Follows,
        ClaimWord::Dispute => ClaimSort::Disputed,
        ClaimWord::Same => ClaimSort::Same,
    }
}

impl Infer<'_> {
    /// `3_826.6 item and 3_826.8 item`: of two figures the second is the printed one, of one it is that.
    fn two_figures(&mut self, first: &Expression, second: &Expression) -> Option<Test> {
        match (written_decimals(first), written_decimals(second)) {
            (None, None) => self.same(first, second),
            (Some(_), None) => self.printed("`same`", second, first),
            (None, Some(_)) => self.printed("`same`", first, second),
            (Some(own), Some(_)) => {
                let mut test = self.printed("`same`", first, second)?;
                let (_, kind) = self.expression(first, None);
                if let Test::Printed { other, .. } = &mut test {
                    *other = Some((display_of(&kind), own));
                }
                Some(test)
            }
        }
    }

    fn not_two(&mut self, whole: &Expression) -> Option<Test> {
        let place = whole.span.bytes();
        self.diagnostics.push(whole.span, CheckError::NotTwoFigures { place });
        None
    }

    /// `x is 15_269.22 s/month`
    fn printed(&mut self, between: &str, value: &Expression, printed: &Expression) -> Option<Test> {
        let (value_expr, kind) = self.expression(value, None);
        let (printed_expr, printed_kind) = self.expression(printed, Some(&kind));
        let Some(decimals) = written_decimals(printed).filter(|each| !each.is_empty()) else {
            if !matches!(kind, Type::Quantity { .. } | Type::Proportion) && !kind.is_unknown() {
                return self.same(value, printed);
            }
            let place = printed.span.bytes();
            self.diagnostics.push(printed.span, CheckError::NotPrinted { place });
            return None;
        };
        let (kind, printed_kind) = (by_ends(kind), by_ends(printed_kind));
        if !self.fits(&printed_kind, &kind) {
            self.mismatch(between, (&kind, value.span), (&printed_kind, printed.span));
            return None;
        }
        let display = display_of(&printed_kind);
        let written = with_marks(&print_expression(printed));
        let (value, printed) = (value_expr, printed_expr);
        Some(Test::Printed { value, kind: printed_kind, printed, display, decimals, written, other: None })
    }

    /// `is` between texts, dates and the like is equality.
    fn same(&mut self, value: &Expression, printed: &Expression) -> Option<Test> {
        let span = value.span.to(printed.span);
        let rest = vec![(Infix::Equal, printed.clone())];
        let node = Box::new(ExpressionNode::Chain { first: value.clone(), rest });
        self.compared(&Expression { node, span })
    }

    /// `a <= b`, or anything else that is true or not.
    fn compared(&mut self, value: &Expression) -> Option<Test> {
        let (whole, kind) = self.expression(value, None);
        if !self.fits(&Type::Truth, &kind) {
            let (found, place) = (self.describe(&kind), value.span.bytes());
            self.diagnostics.push(value.span, CheckError::NoComparison { place, found });
            return None;
        }
        let sides = match (&*value.node, &*whole.node) {
            (ExpressionNode::Chain { first, rest }, ExprNode::Chain { .. }) => match rest.as_slice() {
                [(operator, right)] if operator.level() == Infix::Equal.level() => self.sides(first, right),
                _ => None,
            },
            _ => None,
        };
        Some(Test::Compared { whole, sides })
    }

    fn sides(&mut self, left: &Expression, right: &Expression) -> Option<(crate::hir::Expr, crate::hir::Expr, Type)> {
        let (left, kind) = self.expression(left, None);
        let (right, _) = self.expression(right, Some(&kind));
        Some((left, right, kind))
    }
}

/// An interval is held against its two ends.
fn by_ends(kind: Type) -> Type {
    match kind {
        Type::Interval(end) => end.element().clone().list(),
        other => other,
    }
}

/// The decimals of a printed figure, or of each of a list; nothing for what is no printed figure. A unit may follow:
/// `15_269.22 s/month`.
fn written_decimals(printed: &Expression) -> Option<Vec<i32>> {
    match &*printed.node {
        ExpressionNode::Measure(figures) => {
            let last = figures.last()?;
            let (mantissa, power) = last.number.split_once(['e', 'E']).unwrap_or((&last.number, "0"));
            let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let decimals = i64::try_from(decimals).ok()? - power.parse::<i64>().ok()?;
            Some(vec![i32::try_from(decimals).ok()?])
        }
        ExpressionNode::Prefix { operand, .. } => written_decimals(operand),
        ExpressionNode::Group(inner) => written_decimals(inner),
        ExpressionNode::Chain { first, rest } if matches!(rest.as_slice(), [(Infix::To, _)]) => {
            let ends = std::iter::once(first).chain(rest.iter().map(|(_, end)| end));
            ends.map(|end| written_decimals(end)?.first().copied()).collect()
        }
        ExpressionNode::Chain { first, rest } => {
            let units_only = rest.iter().all(|(infix, operand)| {
                matches!(infix, Infix::Divide | Infix::Multiply | Infix::Per)
                    && matches!(&*operand.node, ExpressionNode::Name(_) | ExpressionNode::Chain { .. })
            });
            units_only.then(|| written_decimals(first)).flatten()
        }
        ExpressionNode::List { items, .. } => {
            let each: Vec<Option<i32>> = items.iter().map(|item| written_decimals(item)?.first().copied()).collect();
            let most = each.iter().copied().max().flatten()?;
            Some(each.into_iter().map(|own| own.unwrap_or(most)).collect())
        }
        _ => None,
    }
}
