//! Declarations from what the grammar found.

use super::errors::SyntaxError;
use super::expressions::unquote;
use super::grammar::Rule;
use crate::base::{Diagnostics, SourceId, Span, Text};
use crate::syntax::expression::{Expression, ExpressionNode, Infix};
use crate::syntax::tree::{
    Binding, Change, ChangeOperator, Claim, ClaimWord, Column, Currency, Data, Declaration, DeclarationNode,
    Documentation, Name, Parameter, Scenario, ScenarioNode, ScenarioRow, Show, Type, TypeNode, Unit, UseTarget,
};
use crate::syntax::words;
use pest::iterators::Pair;

/// Builds the tree of one piece of text.
pub struct Builder<'t> {
    text: &'t str,
    pub(super) id: SourceId,
    /// Where the piece begins in its text.
    pub(super) offset: usize,
    /// What is wrong with it although the grammar took it.
    pub diagnostics: Diagnostics,
}

/// The parts that most declarations are made of, gathered by what they are.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) names: Vec<Name>,
    pub(super) texts: Vec<(Text, Span)>,
    pub(super) types: Vec<Type>,
    pub(super) expressions: Vec<Expression>,
    pub(super) per: Option<Name>,
    pub(super) end: Option<Span>,
}

impl Parts {
    /// The first of its names; the grammar sees to it that there is one.
    pub(super) fn name(&mut self) -> Option<Name> {
        if self.names.is_empty() { None } else { Some(self.names.remove(0)) }
    }

    pub(super) fn text(&mut self) -> Option<Text> {
        if self.texts.is_empty() { None } else { Some(self.texts.remove(0).0) }
    }

    pub(super) fn expression(&mut self) -> Option<Expression> {
        if self.expressions.is_empty() { None } else { Some(self.expressions.remove(0)) }
    }
}

impl<'t> Builder<'t> {
    /// A builder for the piece of `text` that begins at `offset`.
    pub fn new(text: &'t str, id: SourceId, offset: usize) -> Builder<'t> {
        Builder { text, id, offset, diagnostics: Diagnostics::default() }
    }

    pub(super) fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        Span::new(self.id, self.offset + span.start(), self.offset + span.end())
    }

    pub(super) fn name(&mut self, pair: &Pair<'_, Rule>) -> Name {
        let (word, span) = (pair.as_str(), self.span(pair));
        if pair.as_rule() == Rule::name && words::is_reserved(word) {
            self.diagnostics.push(span, SyntaxError::Reserved { word: word.to_owned(), place: span.bytes() });
        }
        Name { text: Text::from(word), span }
    }

    pub(super) fn names(&mut self, pair: Pair<'_, Rule>) -> Vec<Name> {
        let mut names = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::name | Rule::field_name => names.push(self.name(&part)),
                Rule::per => names.extend(self.names(part)),
                _ => {}
            }
        }
        names
    }

    /// A dotted path.
    pub fn path(&mut self, pair: Pair<'_, Rule>) -> Vec<Name> {
        self.names(pair)
    }

    pub(super) fn documentation(&self, pair: Pair<'_, Rule>) -> Documentation {
        let lines = pair.into_inner().map(|line| Text::from(line.as_str().trim_start_matches('#').trim()));
        Documentation::new(lines.collect())
    }

    /// A declaration; nothing for the end of the text.
    pub fn declaration(&mut self, pair: Pair<'_, Rule>) -> Option<Declaration> {
        if pair.as_rule() != Rule::declaration {
            return None;
        }
        let mut inner = pair.into_inner();
        let documentation = self.documentation(inner.next()?);
        let pair = inner.next()?;
        let span = self.trimmed(self.span(&pair));
        let node = self.declaration_node(pair)?;
        Some(Declaration { documentation, span, node })
    }

    fn declaration_node(&mut self, pair: Pair<'_, Rule>) -> Option<DeclarationNode> {
        let rule = pair.as_rule();
        Some(match rule {
            Rule::data => DeclarationNode::Data(self.data(pair)?),
            Rule::kind => DeclarationNode::Kind(self.kind(pair)?),
            Rule::function => DeclarationNode::Function(self.function(pair)?),
            Rule::scenario => DeclarationNode::Scenario(self.scenario(pair)?),
            Rule::binding => DeclarationNode::Binding(self.binding(pair)?),
            Rule::replacement => DeclarationNode::Replacement(self.replacement(pair)?),
            Rule::use_module => DeclarationNode::Use(self.use_target(pair)?),
            Rule::allow => DeclarationNode::Allow(self.allow(pair)?),
            Rule::show => DeclarationNode::Show(self.show(pair)),
            Rule::sweep | Rule::solve => self.what_if(pair)?,
            Rule::tornado => self.tornado(pair)?,
            Rule::unit | Rule::currency | Rule::parameter | Rule::claim | Rule::dispute | Rule::same => {
                let parts = self.parts(pair);
                plain_declaration(rule, parts)?
            }
            _ => DeclarationNode::Instance(self.instance(pair)?),
        })
    }

    fn use_target(&mut self, pair: Pair<'_, Rule>) -> Option<UseTarget> {
        let mut parts = self.parts(pair);
        match parts.texts.first().cloned() {
            Some((text, span)) => Some(UseTarget::File(Name { text, span })),
            None => parts.name().map(UseTarget::Module),
        }
    }

    /// Names, texts, types and expressions among the direct parts of a rule.
    pub(super) fn parts(&mut self, pair: Pair<'_, Rule>) -> Parts {
        let mut parts = Parts::default();
        for part in pair.into_inner() {
            let span = self.span(&part);
            match part.as_rule() {
                Rule::name => parts.names.push(self.name(&part)),
                Rule::text => parts.texts.push((unquote(part.as_str()), span)),
                Rule::expression => parts.expressions.push(self.expression(part)),
                Rule::r#type => parts.types.push(self.r#type(part)),
                Rule::per => parts.per = self.names(part).into_iter().next(),
                _ => continue,
            }
            parts.end = Some(span);
        }
        parts
    }

    /// Two rows need a `;` or a line end between them.
    pub(super) fn separated(&mut self, before: Option<Span>, row: Span) {
        let Some(before) = before else { return };
        let between = self.text.get(before.end as usize..row.start as usize).unwrap_or_default();
        if !between.contains([';', '\n']) {
            let place = Span { end: row.start + 1, ..row };
            self.diagnostics.push(place, SyntaxError::RowsTogether { place: place.bytes() });
        }
    }

    /// A rule that ends in something optional takes the blanks and comments behind it too.
    pub(super) fn trimmed(&self, span: Span) -> Span {
        let mut text = self.text.get(span.start as usize..span.end as usize).unwrap_or_default();
        loop {
            text = text.trim_end();
            let line = text.rfind('\n').map_or(0, |at| at + 1);
            let last = text.get(line..).unwrap_or_default();
            match comment_start(last) {
                Some(at) => text = text.get(..line + at).unwrap_or_default(),
                None => break,
            }
        }
        Span::new(span.source, span.start as usize, span.start as usize + text.len())
    }

    pub(super) fn is_inline(&self, body: Span) -> bool {
        !self.text.get(body.start as usize..body.end as usize).unwrap_or_default().contains('\n')
    }

    fn data(&mut self, pair: Pair<'_, Rule>) -> Option<Data> {
        let (mut decimal, mut sheet, mut columns, mut body) = (None, None, Vec::new(), None);
        for part in pair.clone().into_inner() {
            match part.as_rule() {
                Rule::data_option => {
                    for option in part.into_inner() {
                        let is_sheet = option.as_rule() == Rule::sheet;
                        let mut parts = self.parts(option);
                        if is_sheet { sheet = parts.text() } else { decimal = parts.name() }
                    }
                }
                Rule::columns => {
                    body = Some(self.span(&part));
                    columns = self.columns(part);
                }
                _ => {}
            }
        }
        let mut parts = self.parts(pair);
        let (text, span) = parts.texts.first().cloned()?;
        let body = body?;
        let path = Name { text, span };
        Some(Data { name: parts.name()?, path, decimal, sheet, columns, inline: self.is_inline(body), body })
    }

    fn columns(&mut self, pair: Pair<'_, Rule>) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        for pair in pair.into_inner().filter(|part| part.as_rule() == Rule::column) {
            let documentation = pair.clone().into_inner().next().map(|part| self.documentation(part));
            let written = pair.clone().into_inner().find_map(|part| self.format(&part));
            let (format, type_of_format) = written.unzip();
            let mut parts = self.parts(pair);
            let header = parts.text();
            let (Some(name), Some(kind)) = (parts.name(), parts.types.pop().or(type_of_format)) else { continue };
            let span = name.span.to(kind.span);
            self.separated(columns.last().map(|column| column.span), span);
            let documentation = documentation.unwrap_or_default();
            columns.push(Column { documentation, name, header, kind, format, span });
        }
        columns
    }

    /// `min:s`, `date dmy`: how a cell is written, and the type that comes of it.
    fn format(&mut self, pair: &Pair<'_, Rule>) -> Option<(Text, Type)> {
        let (words, span) = match pair.as_rule() {
            Rule::duration => (pair.as_str().to_owned(), self.span(pair)),
            Rule::date_order => {
                let order = pair.clone().into_inner().find(|part| part.as_rule() == Rule::order)?;
                (format!("date {}", order.as_str()), self.span(pair))
            }
            _ => return None,
        };
        let word = if pair.as_rule() == Rule::duration { "s" } else { "date" };
        let factors = vec![self.unit_term(word, span, 1)];
        Some((Text::from(words), Type { node: TypeNode::Measure { factors, per: None }, span }))
    }

    fn show(&mut self, pair: Pair<'_, Rule>) -> Show {
        let by = pair.clone().into_inner().find(|part| part.as_rule() == Rule::by);
        let by = by.and_then(|by| self.parts(by).expression());
        let mut parts = self.parts(pair);
        Show { label: parts.text(), by, values: parts.expressions }
    }

    fn binding(&mut self, pair: Pair<'_, Rule>) -> Option<Binding> {
        let mut parts = self.parts(pair);
        Some(Binding { name: parts.name()?, kind: parts.types.pop(), value: parts.expression()? })
    }

    fn scenario(&mut self, pair: Pair<'_, Rule>) -> Option<Scenario> {
        let mut rows: Vec<ScenarioRow> = Vec::new();
        let mut body = None;
        for part in pair.clone().into_inner().filter(|part| part.as_rule() == Rule::scenario_body) {
            body = Some(self.span(&part));
            for row in part.into_inner().filter(|part| part.as_rule() == Rule::scenario_row) {
                let Some(row) = self.scenario_row(row) else { continue };
                self.separated(rows.last().map(|row| row.span), row.span);
                rows.push(row);
            }
        }
        let mut parts = self.parts(pair);
        let body = body?;
        Some(Scenario { name: parts.name()?, label: parts.text(), rows, inline: self.is_inline(body), body })
    }

    fn scenario_row(&mut self, pair: Pair<'_, Rule>) -> Option<ScenarioRow> {
        let mut inner = pair.into_inner();
        let documentation = self.documentation(inner.next()?);
        let part = inner.next()?;
        let start = self.span(&part);
        let (node, end) = match part.as_rule() {
            Rule::include => {
                let names = self.names(part);
                let end = names.last().map(|name| name.span)?;
                (ScenarioNode::Include(names), end)
            }
            Rule::binding => {
                let binding = self.binding(part)?;
                let end = binding.value.span;
                (ScenarioNode::Binding(binding), end)
            }
            _ => {
                let change = self.change(part)?;
                let end = change.value.span;
                (ScenarioNode::Change(change), end)
            }
        };
        Some(ScenarioRow { documentation, span: Span { end: end.end, ..start }, node })
    }

    fn change(&mut self, pair: Pair<'_, Rule>) -> Option<Change> {
        let (mut path, mut operator) = (Vec::new(), ChangeOperator::Set);
        for part in pair.clone().into_inner() {
            match part.as_rule() {
                Rule::path => path = self.path(part),
                Rule::change_operator => operator = change_operator(part.as_str()),
                _ => {}
            }
        }
        let value = self.parts(pair).expression()?;
        Some(Change { path, operator, value })
    }
}

fn plain_declaration(rule: Rule, mut parts: Parts) -> Option<DeclarationNode> {
    Some(match rule {
        Rule::unit => DeclarationNode::Unit(Unit { name: parts.name()?, definition: parts.expression() }),
        Rule::currency => DeclarationNode::Currency(Currency { name: parts.name()? }),
        Rule::parameter => {
            let kind = parts.types.pop()?;
            DeclarationNode::Parameter(Parameter { name: parts.name()?, kind, default: parts.expression() })
        }
        Rule::same => {
            let (label, whole) = (parts.text()?, parts.expression()?);
            let (value, printed) = both(whole);
            DeclarationNode::Claim(Claim { word: ClaimWord::Same, label, value, printed })
        }
        _ => {
            let word = if rule == Rule::dispute { ClaimWord::Dispute } else { ClaimWord::Claim };
            let (label, value) = (parts.text()?, parts.expression()?);
            DeclarationNode::Claim(Claim { word, label, value, printed: parts.expression() })
        }
    })
}

/// The two sides of `a and b`; anything else stands as it is.
fn both(whole: Expression) -> (Expression, Option<Expression>) {
    match &*whole.node {
        ExpressionNode::Chain { first, rest } => match rest.as_slice() {
            [(Infix::And, second)] => (first.clone(), Some(second.clone())),
            _ => (whole, None),
        },
        _ => (whole, None),
    }
}

fn change_operator(text: &str) -> ChangeOperator {
    match text {
        "+=" => ChangeOperator::Add,
        "-=" => ChangeOperator::Subtract,
        "*=" => ChangeOperator::Multiply,
        "/=" => ChangeOperator::Divide,
        _ => ChangeOperator::Set,
    }
}

/// Where a comment begins in one line, if it has one outside of quotes.
fn comment_start(line: &str) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    line.bytes().position(|byte| {
        let was_escaped = std::mem::take(&mut escaped);
        if !was_escaped {
            escaped = quoted && byte == b'\\';
            quoted ^= byte == b'"';
        }
        byte == b'#' && !quoted
    })
}
