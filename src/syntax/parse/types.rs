//! Kinds, functions and types from what the grammar found.

use super::declarations::Builder;
use super::errors::SyntaxError;
use super::grammar::Rule;
use crate::base::{Span, Text};
use crate::syntax::tree::{
    Cell, Chart, Function, FunctionParameter, Kind, KindRow, ListTable, Replacement, Type, TypeNode, Warning,
};
use pest::iterators::Pair;

/// A list of lists of lists is as far as anybody goes.
const MOST_CONTAINERS: usize = 8;

impl Builder<'_> {
    pub(super) fn kind(&mut self, pair: Pair<'_, Rule>) -> Option<Kind> {
        let single = pair.clone().into_inner().any(|part| part.as_rule() == Rule::single_word);
        let mut rows: Vec<KindRow> = Vec::new();
        let mut body = None;
        for part in pair.clone().into_inner().filter(|part| part.as_rule() == Rule::kind_body) {
            body = Some(self.span(&part));
            for row in part.into_inner().filter(|part| part.as_rule() == Rule::kind_row) {
                let Some(row) = self.kind_row(row) else { continue };
                self.separated(rows.last().map(row_span), row_span(&row));
                rows.push(row);
            }
        }
        let (mut like, mut owner) = (None, None);
        for part in pair.clone().into_inner() {
            match part.as_rule() {
                Rule::like => like = self.names(part).into_iter().next(),
                Rule::owner => owner = self.names(part).into_iter().next(),
                _ => {}
            }
        }
        let mut parts = self.parts(pair);
        Some(Kind { name: parts.name()?, single, like, owner, per: parts.per, rows, body: body? })
    }

    fn kind_row(&mut self, pair: Pair<'_, Rule>) -> Option<KindRow> {
        let mut inner = pair.into_inner();
        let documentation = self.documentation(inner.next()?);
        let part = inner.next()?;
        let start = self.span(&part);
        if part.as_rule() != Rule::cell && !documentation.lines.is_empty() {
            self.diagnostics.push(start, SyntaxError::LoneDocumentation { place: start.bytes() });
        }
        match part.as_rule() {
            rule @ (Rule::kind_show | Rule::kind_tell) => {
                let cells = self.names(part);
                let end = cells.last().map(|cell| cell.span.end)?;
                let span = Span { end, ..start };
                return Some(match rule {
                    Rule::kind_show => KindRow::Show { cells, span },
                    _ => KindRow::Tell { cells, span },
                });
            }
            Rule::warning => return self.warning(part).map(KindRow::Warning),
            Rule::chart => return self.chart(part).map(KindRow::Chart),
            Rule::kind_table => return self.list_table(part).map(KindRow::Table),
            _ => {}
        }
        let nested = part.clone().into_inner().any(|part| part.as_rule() == Rule::nested_word);
        let mut parts = self.parts(part);
        let label = parts.text();
        let (name, kind, formula) = (parts.name()?, parts.types.pop()?, parts.expression());
        let end = formula.as_ref().map_or(kind.span.end, |formula| formula.span.end);
        let span = Span { end, ..start };
        Some(KindRow::Cell(Cell { documentation, name, label, nested, kind, formula, span }))
    }

    fn warning(&mut self, pair: Pair<'_, Rule>) -> Option<Warning> {
        let start = self.span(&pair);
        let mut parts = self.parts(pair);
        let (code, condition, message) = (parts.name()?, parts.expression()?, parts.expression()?);
        let span = Span { end: message.span.end, ..start };
        Some(Warning { code, condition, message, span })
    }

    fn chart(&mut self, pair: Pair<'_, Rule>) -> Option<Chart> {
        let span = self.trimmed(self.span(&pair));
        let arguments = pair.clone().into_inner().find(|part| part.as_rule() == Rule::arguments)?;
        let arguments = self.arguments(arguments);
        let mut parts = self.parts(pair);
        Some(Chart { form: parts.name()?, label: parts.text(), arguments, span })
    }

    fn list_table(&mut self, pair: Pair<'_, Rule>) -> Option<ListTable> {
        let span = self.trimmed(self.span(&pair));
        let columns = pair.clone().into_inner().find(|part| part.as_rule() == Rule::arguments)?;
        let columns = self.arguments(columns);
        Some(ListTable { label: self.parts(pair).text(), columns, span })
    }

    pub(super) fn replacement(&mut self, pair: Pair<'_, Rule>) -> Option<Replacement> {
        let mut parts = self.parts(pair);
        Some(Replacement { kind: parts.name()?, cell: parts.name()?, formula: parts.expression()? })
    }

    pub(super) fn function(&mut self, pair: Pair<'_, Rule>) -> Option<Function> {
        let mut parameters = Vec::new();
        for part in pair.clone().into_inner().filter(|part| part.as_rule() == Rule::function_parameter) {
            let mut parts = self.parts(part);
            let (Some(name), Some(kind)) = (parts.name(), parts.types.pop()) else { continue };
            parameters.push(FunctionParameter { name, kind, default: parts.expression() });
        }
        let mut parts = self.parts(pair);
        Some(Function { name: parts.name()?, parameters, result: parts.types.pop()?, body: parts.expression()? })
    }

    pub(super) fn r#type(&mut self, pair: Pair<'_, Rule>) -> Type {
        let whole = self.span(&pair);
        let mut containers = Vec::new();
        let mut inner = Type { node: TypeNode::YesNo, span: self.trimmed(whole) };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::container => containers.push((part.into_inner().next().map(|word| word.as_rule()), whole)),
                Rule::choice => inner.node = TypeNode::Choice(self.names(part)),
                Rule::measure_type => inner = self.measure_type(part),
                _ => {}
            }
        }
        if containers.len() > MOST_CONTAINERS {
            let error = SyntaxError::TooDeep { deepest: MOST_CONTAINERS, place: whole.bytes() };
            self.diagnostics.push(whole, error);
            containers.clear();
        }
        for (word, whole) in containers.into_iter().rev() {
            let span = Span { end: inner.span.end, ..whole };
            let wrapped = Box::new(inner);
            let node = match word {
                Some(Rule::interval_word) => TypeNode::Interval(wrapped),
                word => TypeNode::List(wrapped, word == Some(Rule::sample_word)),
            };
            inner = Type { node, span };
        }
        inner
    }

    fn measure_type(&mut self, pair: Pair<'_, Rule>) -> Type {
        let mut span = self.span(&pair);
        let (mut factors, mut per, mut sign) = (Vec::new(), None, 1);
        for part in pair.into_inner() {
            let place = self.span(&part);
            match part.as_rule() {
                Rule::unit_operator => sign = if part.as_str() == "/" { -1 } else { 1 },
                Rule::unit_factor => {
                    factors.push(self.unit_term(part.as_str(), place, sign));
                    span.end = place.end;
                }
                Rule::per => {
                    per = self.names(part).into_iter().next();
                    span.end = per.as_ref().map_or(span.end, |per| per.span.end);
                }
                _ => {}
            }
        }
        if factors.is_empty() {
            factors.push(self.unit_term(&Text::from("count"), span, 1));
        }
        Type { node: TypeNode::Measure { factors, per }, span }
    }
}

fn row_span(row: &KindRow) -> Span {
    match row {
        KindRow::Cell(cell) => cell.span,
        KindRow::Show { span, .. } | KindRow::Tell { span, .. } => *span,
        KindRow::Warning(warning) => warning.span,
        KindRow::Chart(chart) => chart.span,
        KindRow::Table(table) => table.span,
    }
}
