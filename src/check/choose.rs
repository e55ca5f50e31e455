//! `choose(skill, A1: 15%, A2: 13%)`: for every word of a choice its value.

use super::errors::CheckError;
use super::infer::{Infer, Typed, constant, expr};
use crate::base::{Span, Text};
use crate::builtin::Form;
use crate::hir::{ExprNode, Type};
use crate::syntax::expression::Argument;
use crate::value::Value;
use crate::value::operation::Operator;
use std::sync::Arc;

impl Infer<'_> {
    pub(super) fn choose(&mut self, arguments: &[Argument], span: Span) -> Typed {
        let Some((subject, arms)) = arguments.split_first().filter(|(subject, _)| subject.name.is_none()) else {
            return self.cannot_choose("the choice is missing".to_owned(), span);
        };
        let (choice, kind) = self.expression(&subject.value, None);
        let Type::Choice(words) = &kind else {
            return match kind.is_unknown() {
                true => self.unknown(span),
                false => {
                    let help = "it takes a choice, as `one of [total, normal]` declares it";
                    self.wrong_operand("`choose`", &kind, subject.value.span, help)
                }
            };
        };
        let words = words.clone();
        self.arms_fit(&words, arms, span);
        let mut result: Option<(Type, Span)> = None;
        let mut tree = expr(ExprNode::Missing, span);
        for arm in arms.iter().rev() {
            let Some(word) = &arm.name else { continue };
            let (value, found) = self.expression(&arm.value, None);
            match &result {
                Some((first, place)) if !self.fits(first, &found) => {
                    let (first, place) = (first.clone(), *place);
                    return self.mismatch("what `choose` gives", (&found, arm.value.span), (&first, place));
                }
                Some(_) => {}
                None => result = Some((found, arm.value.span)),
            }
            let is = (Operator::Equal, constant(Value::Text(word.text.clone()), word.span));
            let condition = expr(ExprNode::Chain { first: choice.clone(), rest: vec![is] }, word.span);
            tree = expr(ExprNode::Conditional { condition, then: value, otherwise: tree }, span);
        }
        (tree, result.map_or(Type::Unknown, |(kind, _)| kind))
    }

    /// Every word of the choice has its value, once.
    fn arms_fit(&mut self, words: &Arc<[Text]>, arms: &[Argument], span: Span) {
        let mut seen: Vec<&Text> = Vec::new();
        for arm in arms {
            let Some(name) = &arm.name else {
                self.cannot_choose("a value without its word".to_owned(), arm.value.span);
                continue;
            };
            if !words.contains(&name.text) {
                let help = format!("it is one of {}", words.join(", "));
                let error = CheckError::UnknownName { name: name.text.to_string(), help, place: name.span.bytes() };
                self.diagnostics.push(name.span, error);
            } else if seen.contains(&&name.text) {
                self.cannot_choose(format!("`{}` stands twice", name.text), name.span);
            }
            seen.push(&name.text);
        }
        let left: Vec<&str> = words.iter().filter(|word| !seen.contains(word)).map(|word| &**word).collect();
        if !left.is_empty() {
            self.cannot_choose(format!("there is no value for {}", left.join(", ")), span);
        }
    }

    fn cannot_choose(&mut self, problem: String, span: Span) -> Typed {
        let signature = Form::Choose.signature().to_owned();
        self.complain(span, CheckError::Arguments { problem, signature, place: span.bytes() })
    }
}
