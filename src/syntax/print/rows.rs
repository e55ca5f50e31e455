//! Rows of instances, with those that are written in a way of their own.

use super::comments::Notes;
use super::declarations::{body, instance};
use super::expressions::{expression, quoted};
use super::items::{Class, Form, Item};
use super::pieces::Pieces;
use crate::syntax::expression::{Expression, ExpressionNode};
use crate::syntax::tree::{Allow, Instance, RowNode, Tally};

/// A row as a line or a block.
pub fn form<'t>(node: &'t RowNode, notes: &Notes<'_>) -> Form<'t> {
    match node {
        RowNode::Given { name, value } => {
            let mut pieces = Pieces::default();
            expression(&mut pieces, value);
            Form::new(Class::Given, vec![format!("{}:", name.text)], pieces, None)
        }
        RowNode::Nested(nested) => instance(nested, notes),
        RowNode::Exclude(exclusion) => self::exclusion(exclusion),
        RowNode::Tally(tally) => self::tally(tally, notes),
        RowNode::Why(why) => self::why(why, notes),
        RowNode::Allow(allow) => self::allow(allow),
    }
}

/// `value_added { "Process inspection": 14 }`
fn tally<'t>(tally: &'t Tally, notes: &Notes<'_>) -> Form<'t> {
    let items = tally.activities.iter().filter_map(|activity| {
        let RowNode::Given { value, .. } = &activity.rows.first()?.node else { return None };
        let name = activity.name.as_ref()?;
        let mut pieces = Pieces::default();
        expression(&mut pieces, value);
        let label = activity.label.as_ref().map(|label| quoted(label)).unwrap_or_default();
        let form = Form::new(Class::Given, vec![format!("{label}:")], pieces, None);
        Some(Item { documentation: None, span: name.span.to(value.span), form })
    });
    let inside = body(tally.body, items.collect(), tally.inline, notes);
    Form::new(Class::Alone, Vec::new(), Pieces::of(tally.class.text.to_string()), Some(inside))
}

/// `why "Chairs invite to rest" -> remove_chairs { … }`
fn why<'t>(why: &'t Instance, notes: &Notes<'_>) -> Form<'t> {
    let mut head = format!("why {}", why.label.as_ref().map(|label| quoted(label)).unwrap_or_default());
    let mut items = Vec::new();
    for row in &why.rows {
        match &row.node {
            RowNode::Given { value, .. } => {
                if let ExpressionNode::Name(action) = &*value.node {
                    head.push_str(&format!(" -> {action}"));
                }
            }
            node => items.push(Item { documentation: None, span: row.span, form: form(node, notes) }),
        }
    }
    let inside = why.body.map(|span| body(span, items, why.inline, notes));
    Form::new(Class::Alone, Vec::new(), Pieces::of(head), inside)
}

/// `allow W702 because "…"`
pub fn allow(allow: &Allow) -> Form<'_> {
    Form::line(Pieces::of(format!("allow {} because {}", allow.code.text, quoted(&allow.reason))))
}

/// `exclude 7, 12 because "…"`
fn exclusion(instance: &Instance) -> Form<'_> {
    let mut line = Pieces::of("exclude ");
    for row in &instance.rows {
        match &row.node {
            RowNode::Given { name, value } if &*name.text == "reason" => line = line.value(" because ", Some(value)),
            RowNode::Given { value, .. } => match &*value.node {
                ExpressionNode::List { items, .. } => line = line.several(items, expression),
                ExpressionNode::Call { arguments, .. } => {
                    line = line.value("where ", arguments.first().map(|argument| &argument.value));
                }
                _ => {}
            },
            _ => {}
        }
    }
    Form::line(line)
}

/// `entry noise "Loud noise": 2%`
pub fn short<'t>(instance: &'t Instance, value: &'t Expression) -> Form<'t> {
    let mut columns = vec![instance.kind.text.to_string()];
    columns.extend(instance.name.as_ref().map(|name| name.text.to_string()));
    columns.extend(instance.label.as_ref().map(|label| quoted(label)));
    if let Some(last) = columns.last_mut() {
        last.push(':');
    }
    let mut pieces = Pieces::default();
    expression(&mut pieces, value);
    Form::new(Class::Instance(&instance.kind.text), columns, pieces, None)
}
