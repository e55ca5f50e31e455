//! Declarations and rows as items.

use super::comments::Notes;
use super::expressions::{CARRIED_ON, INSIDE, arguments, expression, quoted, r#type};
use super::items::{Body, Class, Form, Item};
use super::pieces::{Piece, Pieces};
use super::{rows, what_if};
use crate::base::{Span, Text};
use crate::syntax::expression::Expression;
use crate::syntax::tree::{
    Binding, Cell, Change, ChangeOperator, Chart, Claim, ClaimWord, Data, DeclarationNode, File, Function,
    FunctionParameter, Instance, Kind, KindRow, ListTable, Name, Parameter, Replacement, Row, RowNode, Scenario,
    ScenarioNode, Type, UseTarget, Warning,
};
use std::borrow::Cow;

/// The declarations of a file.
pub fn items<'t>(file: &'t File, notes: &Notes<'_>) -> Vec<Item<'t>> {
    let items = file.declarations.iter().map(|declaration| Item {
        documentation: Some(&declaration.documentation),
        span: declaration.span,
        form: form(&declaration.node, notes),
    });
    items.collect()
}

fn form<'t>(node: &'t DeclarationNode, notes: &Notes<'_>) -> Form<'t> {
    match node {
        DeclarationNode::Use(target) => Form::line(Pieces::of(match target {
            UseTarget::File(path) => format!("use {}", quoted(&path.text)),
            UseTarget::Module(name) => format!("use {}", name.text),
        })),
        DeclarationNode::Unit(unit) => {
            let line = Pieces::of(format!("unit {}", unit.name.text));
            Form::line(line.value(" = ", unit.definition.as_ref()))
        }
        DeclarationNode::Currency(currency) => Form::line(Pieces::of(format!("currency {}", currency.name.text))),
        DeclarationNode::Instance(instance) => self::instance(instance, notes),
        DeclarationNode::Data(data) => self::data(data, notes),
        DeclarationNode::Kind(kind) => self::kind(kind, notes),
        DeclarationNode::Replacement(replacement) => Form::line(self::replacement(replacement)),
        DeclarationNode::Function(function) => Form::line(self::function(function)),
        DeclarationNode::Binding(binding) => Form::line(self::binding(binding)),
        DeclarationNode::Parameter(parameter) => Form::line(self::parameter(parameter)),
        DeclarationNode::Scenario(scenario) => self::scenario(scenario, notes),
        DeclarationNode::Show(show) => {
            let label = show.label.as_ref().map(|label| quoted(label)).unwrap_or_default();
            let space = if show.label.is_some() && show.by.is_some() { " " } else { "" };
            let head = Pieces::of(format!("show {label}{space}")).value("by ", show.by.as_ref());
            let colon = if show.label.is_some() || show.by.is_some() { ": " } else { "" };
            let mut head = head;
            head.text(colon);
            Form::line(head.several(&show.values, expression))
        }
        DeclarationNode::Claim(claim) => Form::line(self::claim(claim)),
        DeclarationNode::Sweep(sweep) => Form::line(what_if::sweep(sweep)),
        DeclarationNode::Solve(solve) => Form::line(what_if::solve(solve)),
        DeclarationNode::Tornado(tornado) => Form::line(what_if::tornado(tornado)),
        DeclarationNode::Allow(allow) => rows::allow(allow),
    }
}

/// Lines are put together from left to right.
impl<'t> Pieces<'t> {
    pub(super) fn of(text: impl Into<Cow<'t, str>>) -> Self {
        let mut pieces = Pieces::default();
        pieces.text(text);
        pieces
    }

    pub(super) fn value(mut self, before: &'static str, value: Option<&'t Expression>) -> Self {
        if let Some(value) = value {
            self.text(before);
            expression(&mut self, value);
        }
        self
    }

    fn kind(mut self, before: &'static str, kind: Option<&'t Type>) -> Self {
        if let Some(kind) = kind {
            self.text(before);
            r#type(&mut self, kind);
        }
        self
    }

    /// A list without brackets: the first stays on the line, the others go below it if there is no room.
    pub(super) fn several<T>(mut self, values: &'t [T], add: impl Fn(&mut Pieces<'t>, &'t T)) -> Self {
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                self.text(",");
                if index == 1 {
                    self.push(Piece::Open(CARRIED_ON));
                }
                self.push(Piece::BLANK);
            }
            add(&mut self, value);
        }
        if values.len() > 1 {
            self.push(Piece::Close);
        }
        self
    }
}

fn name<'t>(pieces: &mut Pieces<'t>, name: &'t Name) {
    pieces.text(&*name.text);
}

/// `unit bag "Bag"`
fn named(word: &str, name: &Name, label: Option<&Text>) -> String {
    match label {
        Some(label) => format!("{word} {} {}", name.text, quoted(label)),
        None => format!("{word} {}", name.text),
    }
}

fn block<'t>(head: String, body: Body<'t>) -> Form<'t> {
    Form::new(Class::Alone, Vec::new(), Pieces::of(head), Some(body))
}

pub(super) fn body<'t>(span: Span, items: Vec<Item<'t>>, inline: bool, notes: &Notes<'_>) -> Body<'t> {
    Body::new(span, items, inline, notes.in_body(span))
}

pub(super) fn instance<'t>(instance: &'t Instance, notes: &Notes<'_>) -> Form<'t> {
    if let (None, [Row { node: RowNode::Given { value, .. }, .. }]) = (instance.body, &*instance.rows) {
        return rows::short(instance, value);
    }
    let name = instance.name.as_ref().map_or(String::new(), |name| name.text.to_string());
    let label = instance.label.as_ref().map_or(String::new(), |label| quoted(label));
    let rest = instance.per.as_ref().map_or_else(Pieces::default, |per| Pieces::of(format!("per {}", per.text)));
    let rows = instance.rows.iter().map(|row| Item {
        documentation: Some(&row.documentation),
        span: row.span,
        form: rows::form(&row.node, notes),
    });
    let body = instance.body.map(|span| self::body(span, rows.collect(), instance.inline, notes));
    let class = Class::Instance(&instance.kind.text);
    Form::new(class, vec![instance.kind.text.to_string(), name, label], rest, body)
}

fn data<'t>(data: &'t Data, notes: &Notes<'_>) -> Form<'t> {
    let mut head = format!("data {} from {}", data.name.text, quoted(&data.path.text));
    if let Some(decimal) = &data.decimal {
        head.push_str(&format!(" decimal {}", decimal.text));
    }
    if let Some(sheet) = &data.sheet {
        head.push_str(&format!(" sheet {}", quoted(sheet)));
    }
    let columns = data.columns.iter().map(|column| {
        let mut kind = Pieces::default();
        match &column.format {
            Some(words) => kind.text(&**words),
            None => r#type(&mut kind, &column.kind),
        }
        let key = match &column.header {
            Some(header) => format!("{} {}:", column.name.text, quoted(header)),
            None => format!("{}:", column.name.text),
        };
        let form = Form::new(Class::Column, vec![key], kind, None);
        Item { documentation: Some(&column.documentation), span: column.span, form }
    });
    block(head, body(data.body, columns.collect(), data.inline, notes))
}

fn kind<'t>(kind: &'t Kind, notes: &Notes<'_>) -> Form<'t> {
    let mut head = named(if kind.single { "single kind" } else { "kind" }, &kind.name, None);
    if let Some(like) = &kind.like {
        head.push_str(&format!(" like {}", like.text));
    }
    if let Some(owner) = &kind.owner {
        head.push_str(&format!(" in {}", owner.text));
    }
    if let Some(per) = &kind.per {
        head.push_str(&format!(" per {}", per.text));
    }
    let rows = kind.rows.iter().map(|row| match row {
        KindRow::Cell(cell) => {
            let form = Form::line(self::cell(cell));
            Item { documentation: Some(&cell.documentation), span: cell.span, form }
        }
        KindRow::Show { cells, span } => {
            Item { documentation: None, span: *span, form: Form::line(Pieces::of("show ").several(cells, name)) }
        }
        KindRow::Tell { cells, span } => {
            Item { documentation: None, span: *span, form: Form::line(Pieces::of("tell ").several(cells, name)) }
        }
        KindRow::Warning(warning) => {
            Item { documentation: None, span: warning.span, form: Form::line(self::warning(warning)) }
        }
        KindRow::Table(table) => {
            Item { documentation: None, span: table.span, form: Form::line(self::list_table(table)) }
        }
        KindRow::Chart(chart) => Item { documentation: None, span: chart.span, form: Form::line(self::chart(chart)) },
    });
    block(head, body(kind.body, rows.collect(), notes.is_inline(kind.body), notes))
}

/// The message goes below if the line has no room for it.
fn warning(warning: &Warning) -> Pieces<'_> {
    let mut line = Pieces::of(format!("warn {} when ", warning.code.text)).value("", Some(&warning.condition));
    line.text(":");
    line.push(Piece::Open(CARRIED_ON));
    line.push(Piece::BLANK);
    expression(&mut line, &warning.message);
    line.push(Piece::Close);
    line
}

fn list_table(table: &ListTable) -> Pieces<'_> {
    let label = table.label.as_ref().map_or(String::new(), |label| format!("{} ", quoted(label)));
    let mut line = Pieces::of(format!("table {label}"));
    arguments(&mut line, &table.columns);
    line
}

fn chart(chart: &Chart) -> Pieces<'_> {
    let label = chart.label.as_ref().map_or(String::new(), |label| format!("{} ", quoted(label)));
    let mut line = Pieces::of(format!("chart {} {label}", chart.form.text));
    arguments(&mut line, &chart.arguments);
    line
}

fn cell(cell: &Cell) -> Pieces<'_> {
    let mut head = String::from(if cell.nested { "nested " } else { "" });
    head.push_str(&cell.name.text);
    if let Some(label) = &cell.label {
        head.push_str(&format!(" {}", quoted(label)));
    }
    Pieces::of(head).kind(": ", Some(&cell.kind)).value(" = ", cell.formula.as_ref())
}

fn replacement(replacement: &Replacement) -> Pieces<'_> {
    let head = format!("replace {}.{}", replacement.kind.text, replacement.cell.text);
    Pieces::of(head).value(" = ", Some(&replacement.formula))
}

fn function(function: &Function) -> Pieces<'_> {
    let mut line = Pieces::of(format!("function {}(", function.name.text));
    if !function.parameters.is_empty() {
        line.push(Piece::Open(INSIDE));
        line.push(Piece::NOTHING);
        for (index, FunctionParameter { name, kind, default }) in function.parameters.iter().enumerate() {
            if index > 0 {
                line.text(",");
                line.push(Piece::BLANK);
            }
            line.text(&*name.text);
            line = line.kind(": ", Some(kind)).value(" = ", default.as_ref());
        }
        line.push(Piece::closing(","));
        line.push(Piece::Close);
    }
    line.text(")");
    line.kind(": ", Some(&function.result)).value(" = ", Some(&function.body))
}

fn binding(binding: &Binding) -> Pieces<'_> {
    let head = Pieces::of(format!("let {}", binding.name.text));
    head.kind(": ", binding.kind.as_ref()).value(" = ", Some(&binding.value))
}

fn parameter(parameter: &Parameter) -> Pieces<'_> {
    let head = Pieces::of(format!("param {}", parameter.name.text));
    head.kind(": ", Some(&parameter.kind)).value(" = ", parameter.default.as_ref())
}

fn scenario<'t>(scenario: &'t Scenario, notes: &Notes<'_>) -> Form<'t> {
    let rows = scenario.rows.iter().map(|row| Item {
        documentation: Some(&row.documentation),
        span: row.span,
        form: match &row.node {
            ScenarioNode::Include(names) => Form::line(Pieces::of("include ").several(names, name)),
            ScenarioNode::Binding(binding) => Form::line(self::binding(binding)),
            ScenarioNode::Change(change) => self::change(change),
        },
    });
    let head = named("scenario", &scenario.name, scenario.label.as_ref());
    block(head, body(scenario.body, rows.collect(), scenario.inline, notes))
}

fn change(change: &Change) -> Form<'_> {
    let path = change.path.iter().map(|name| &*name.text).collect::<Vec<_>>().join(".");
    let operator = match change.operator {
        ChangeOperator::Set => "=",
        ChangeOperator::Add => "+=",
        ChangeOperator::Subtract => "-=",
        ChangeOperator::Multiply => "*=",
        ChangeOperator::Divide => "/=",
    };
    let mut value = Pieces::default();
    expression(&mut value, &change.value);
    Form::new(Class::Change, vec![path, operator.to_owned()], value, None)
}

/// What is printed goes below the claim if there is no room behind it.
fn claim(claim: &Claim) -> Pieces<'_> {
    let (word, between) = match claim.word {
        ClaimWord::Claim => ("claim", "is "),
        ClaimWord::Dispute => ("dispute", "is "),
        ClaimWord::Same => ("same", "and "),
    };
    let mut line = Pieces::of(format!("{word} {}", quoted(&claim.label))).value(": ", Some(&claim.value));
    if let Some(printed) = &claim.printed {
        line.push(Piece::Open(CARRIED_ON));
        line.push(Piece::BLANK);
        line = line.value(between, Some(printed));
        line.push(Piece::Close);
    }
    line
}
