//! Instances and their rows from what the grammar found.

use super::declarations::Builder;
use super::expressions::unquote;
use super::grammar::Rule;
use crate::base::{Span, Text};
use crate::syntax::expression::{Argument, Expression, ExpressionNode};
use crate::syntax::tree::{Allow, Documentation, Instance, Name, Row, RowNode, Tally};
use pest::iterators::Pair;

impl Builder<'_> {
    pub(super) fn instance(&mut self, pair: Pair<'_, Rule>) -> Option<Instance> {
        let rule = pair.as_rule();
        let word = pair.clone().into_inner().next()?;
        let mut kind = (rule != Rule::instance).then(|| self.name(&word));
        let (mut names, mut label, mut per, mut rows, mut body) = (Vec::new(), None, None, Vec::new(), None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::name => names.push(self.name(&part)),
                Rule::text => label = Some(unquote(part.as_str())),
                Rule::per => per = self.names(part).into_iter().next(),
                Rule::expression => rows.push(first_cell(self.expression(part))),
                Rule::body => {
                    body = Some(self.span(&part));
                    rows = self.rows(part);
                }
                _ => {}
            }
        }
        let mut names = names.into_iter();
        let kind = kind.take().or_else(|| names.next())?;
        let inline = body.is_some_and(|body| self.is_inline(body));
        Some(Instance { kind, name: names.next(), label, per, rows, inline, body })
    }

    fn rows(&mut self, body: Pair<'_, Rule>) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for pair in body.into_inner().filter(|part| part.as_rule() == Rule::row) {
            let mut inner = pair.into_inner();
            let Some(documentation) = inner.next().map(|part| self.documentation(part)) else { continue };
            let Some(part) = inner.next() else { continue };
            let start = self.span(&part);
            let counted = rows.iter().map(|row| match &row.node {
                RowNode::Tally(tally) => tally.activities.len(),
                _ => 0,
            });
            let counted: usize = counted.sum();
            let whys = rows.iter().filter(|row| matches!(row.node, RowNode::Why(_))).count();
            let excluded = rows.iter().filter(|row| matches!(row.node, RowNode::Exclude(_))).count();
            let node = match part.as_rule() {
                Rule::given => {
                    let mut parts = self.parts(part);
                    parts.name().zip(parts.expression()).map(|(name, value)| RowNode::Given { name, value })
                }
                Rule::exclude => self.exclusion(part, excluded + 1).map(RowNode::Exclude),
                Rule::allow => self.allow(part).map(RowNode::Allow),
                Rule::tally => self.tally(part, counted).map(RowNode::Tally),
                Rule::why => self.why(part, whys + 1).map(RowNode::Why),
                _ => self.instance(part).map(RowNode::Nested),
            };
            let Some(node) = node else { continue };
            let end = match &node {
                RowNode::Given { value, .. } => value.span,
                RowNode::Nested(nested) if nested.body.is_some() => nested.body.unwrap_or(start),
                RowNode::Tally(tally) => tally.body,
                RowNode::Why(why) if why.body.is_some() => why.body.unwrap_or(start),
                RowNode::Nested(_) | RowNode::Exclude(_) | RowNode::Allow(_) | RowNode::Why(_) => self.trimmed(start),
            };
            let span = Span { end: end.end, ..start };
            self.separated(rows.last().map(|row| row.span), span);
            rows.push(Row { documentation, span, node });
        }
        rows
    }

    /// `exclude 7, 12 because "…"`: the positions, or `places(…)` of a condition, and the reason.
    fn exclusion(&mut self, pair: Pair<'_, Rule>, number: usize) -> Option<Instance> {
        let span = self.trimmed(self.span(&pair));
        let reason = pair.clone().into_inner().find(|part| part.as_rule() == Rule::text)?;
        let which =
            pair.into_inner().find(|part| matches!(part.as_rule(), Rule::excluded_where | Rule::excluded_places))?;
        let by_condition = which.as_rule() == Rule::excluded_where;
        let at = self.trimmed(self.span(&which));
        let values = self.parts(which).expressions;
        let node = if by_condition {
            let value = values.into_iter().next()?;
            let arguments = vec![Argument { name: None, value }];
            ExpressionNode::Call { function: word("places", at), arguments }
        } else {
            ExpressionNode::List { items: values, unit: None }
        };
        let positions = Expression { node: Box::new(node), span: at };
        let quoted = ExpressionNode::Text(unquote(reason.as_str()));
        let reason = Expression { node: Box::new(quoted), span: self.span(&reason) };
        let rows = vec![given("positions", positions), given("reason", reason)];
        let name = Some(word(&format!("exclusion_{number}"), span));
        let label = Some(Text::from(format!("exclusion {number}")));
        Some(Instance { kind: word("exclusion", span), name, label, per: None, rows, inline: true, body: None })
    }

    /// `value_added { "Process inspection": 14 }`: for each activity its name, its count, and what it counts as.
    fn tally(&mut self, pair: Pair<'_, Rule>, before: usize) -> Option<Tally> {
        let whole = self.trimmed(self.span(&pair));
        let start = pair.clone().into_inner().find(|part| part.as_rule() == Rule::open_brace);
        let body = Span { start: self.span(&start?).start, ..whole };
        let class = pair.clone().into_inner().next().map(|name| self.name(&name))?;
        let mut activities = Vec::new();
        for part in pair.into_inner().filter(|part| part.as_rule() == Rule::counted) {
            let mut parts = self.parts(part);
            let ((label, span), observed) = parts.texts.first().cloned().zip(parts.expression())?;
            let text = |text: &Text| Expression { node: Box::new(ExpressionNode::Text(text.clone())), span };
            let rows = vec![
                given("observed", observed),
                given("name", text(&label)),
                given("class", Expression { span: class.span, ..text(&class.text) }),
            ];
            let name = Some(word(&format!("activity_{}", before + activities.len() + 1), span));
            let kind = word("activity", span);
            let label = Some(label);
            activities.push(Instance { kind, name, label, per: None, rows, inline: true, body: None });
        }
        Some(Tally { class, activities, inline: self.is_inline(body), body })
    }

    /// `why "Chairs invite to rest" -> remove_chairs { … }`
    fn why(&mut self, pair: Pair<'_, Rule>, number: usize) -> Option<Instance> {
        let span = self.trimmed(self.span(&pair));
        let inner = pair.clone().into_inner().find(|part| part.as_rule() == Rule::why_body);
        let mut rows: Vec<Row> = Vec::new();
        let mut parts = self.parts(pair);
        let label = parts.text();
        if let Some(action) = parts.name() {
            let node = Box::new(ExpressionNode::Name(action.text.clone()));
            rows.push(given("action", Expression { node, span: action.span }));
        }
        let body = inner.as_ref().map(|inner| self.trimmed(self.span(inner)));
        let whys = inner.into_iter().flat_map(|inner| inner.into_inner());
        for (place, part) in whys.filter(|part| part.as_rule() == Rule::why).enumerate() {
            let span = self.trimmed(self.span(&part));
            let Some(why) = self.why(part, place + 1) else { continue };
            let before = rows.last().filter(|row| matches!(row.node, RowNode::Why(_))).map(|row| row.span);
            self.separated(before, span);
            rows.push(Row { documentation: Documentation::default(), span, node: RowNode::Why(why) });
        }
        let inline = body.is_some_and(|body| self.is_inline(body));
        let name = Some(word(&format!("why_{number}"), span));
        Some(Instance { kind: word("why", span), name, label, per: None, rows, inline, body })
    }

    pub(super) fn allow(&mut self, pair: Pair<'_, Rule>) -> Option<Allow> {
        let mut parts = self.parts(pair);
        Some(Allow { code: parts.name()?, reason: parts.text()? })
    }
}

fn word(text: &str, span: Span) -> Name {
    Name { text: Text::from(text), span }
}

fn given(name: &str, value: Expression) -> Row {
    let span = value.span;
    let node = RowNode::Given { name: word(name, span), value };
    Row { documentation: Documentation::default(), span, node }
}

/// `entry noise: 2%` gives the first cell of its kind, whatever that is called.
fn first_cell(value: Expression) -> Row {
    given("", value)
}
