//! Walking over what is written: the parts of an expression, and all names that a file mentions, by which is found what it
//! needs of the library.

use super::expression::{Expression, ExpressionNode, TemplatePiece};
use super::tree::{
    Axis, AxisValues, DeclarationNode, File, Instance, KindRow, RowNode, ScenarioNode, Type, TypeNode, UseTarget,
};
use std::collections::BTreeSet;

/// Every name in the file that could be a kind, a function or an instance of another file.
pub fn names(file: &File) -> BTreeSet<&str> {
    let mut found = Names(BTreeSet::new());
    for declaration in &file.declarations {
        found.declaration(&declaration.node);
    }
    found.0
}

/// Every name in an expression.
pub fn names_in(expression: &Expression) -> BTreeSet<&str> {
    let mut found = Names(BTreeSet::new());
    found.expression(expression);
    found.0
}

struct Names<'t>(BTreeSet<&'t str>);

impl<'t> Names<'t> {
    fn declaration(&mut self, node: &'t DeclarationNode) {
        match node {
            DeclarationNode::Use(UseTarget::Module(name)) => self.name(&name.text),
            DeclarationNode::Use(UseTarget::File(_)) | DeclarationNode::Currency(_) => {}
            DeclarationNode::Unit(unit) => self.optional(unit.definition.as_ref()),
            DeclarationNode::Instance(instance) => self.instance(instance),
            DeclarationNode::Allow(_) => {}
            DeclarationNode::Data(data) => data.columns.iter().for_each(|column| self.r#type(&column.kind)),
            DeclarationNode::Kind(kind) => {
                kind.owner.iter().chain(&kind.like).for_each(|name| self.name(&name.text));
                kind.rows.iter().for_each(|row| self.kind_row(row));
            }
            DeclarationNode::Replacement(replacement) => {
                self.name(&replacement.kind.text);
                self.expression(&replacement.formula);
            }
            DeclarationNode::Function(function) => {
                for parameter in &function.parameters {
                    self.r#type(&parameter.kind);
                    self.optional(parameter.default.as_ref());
                }
                self.r#type(&function.result);
                self.expression(&function.body);
            }
            DeclarationNode::Binding(binding) => self.expression(&binding.value),
            DeclarationNode::Parameter(parameter) => self.optional(parameter.default.as_ref()),
            DeclarationNode::Scenario(scenario) => {
                for row in &scenario.rows {
                    match &row.node {
                        ScenarioNode::Include(_) => {}
                        ScenarioNode::Binding(binding) => self.expression(&binding.value),
                        ScenarioNode::Change(change) => self.expression(&change.value),
                    }
                }
            }
            DeclarationNode::Show(show) => {
                self.optional(show.by.as_ref());
                show.values.iter().for_each(|value| self.expression(value));
            }
            DeclarationNode::Sweep(sweep) => {
                sweep.axes.iter().for_each(|axis| self.axis(axis));
                sweep.values.iter().for_each(|value| self.expression(value));
            }
            DeclarationNode::Tornado(tornado) => self.expression(&tornado.value),
            DeclarationNode::Solve(solve) => {
                self.axis(&solve.axis);
                self.expression(&solve.condition);
            }
            DeclarationNode::Claim(claim) => {
                self.expression(&claim.value);
                self.optional(claim.printed.as_ref());
            }
        }
    }

    fn kind_row(&mut self, row: &'t KindRow) {
        match row {
            KindRow::Cell(cell) => {
                self.r#type(&cell.kind);
                self.optional(cell.formula.as_ref());
            }
            KindRow::Show { .. } | KindRow::Tell { .. } => {}
            KindRow::Warning(warning) => {
                self.expression(&warning.condition);
                self.expression(&warning.message);
            }
            KindRow::Table(table) => table.columns.iter().for_each(|column| self.expression(&column.value)),
            KindRow::Chart(chart) => chart.arguments.iter().for_each(|argument| self.expression(&argument.value)),
        }
    }

    fn axis(&mut self, axis: &'t Axis) {
        match &axis.values {
            AxisValues::List(list) => self.expression(list),
            AxisValues::Range { from, to, step } => {
                self.expression(from);
                self.optional(to.as_ref());
                self.optional(step.as_ref());
            }
        }
    }

    fn name(&mut self, name: &'t str) {
        self.0.insert(name);
    }

    fn instance(&mut self, instance: &'t Instance) {
        self.name(&instance.kind.text);
        for row in &instance.rows {
            match &row.node {
                RowNode::Given { value, .. } => self.expression(value),
                RowNode::Nested(nested) | RowNode::Exclude(nested) | RowNode::Why(nested) => self.instance(nested),
                RowNode::Tally(tally) => tally.activities.iter().for_each(|activity| self.instance(activity)),
                RowNode::Allow(_) => {}
            }
        }
    }

    fn r#type(&mut self, kind: &'t Type) {
        match &kind.node {
            TypeNode::List(inner, _) | TypeNode::Interval(inner) => self.r#type(inner),
            TypeNode::Measure { factors, .. } => factors.iter().for_each(|factor| self.name(&factor.name.text)),
            TypeNode::Choice(_) | TypeNode::YesNo => {}
        }
    }

    fn optional(&mut self, expression: Option<&'t Expression>) {
        if let Some(expression) = expression {
            self.expression(expression);
        }
    }

    fn expression(&mut self, expression: &'t Expression) {
        match &*expression.node {
            ExpressionNode::Name(name) => self.name(name),
            ExpressionNode::Call { function: name, .. } | ExpressionNode::Every { kind: name, .. } => {
                self.name(&name.text)
            }
            _ => {}
        }
        children(expression, &mut |part| self.expression(part));
    }
}

/// The direct parts of an expression, as they are written.
pub fn children<'t>(expression: &'t Expression, each: &mut dyn FnMut(&'t Expression)) {
    match &*expression.node {
        ExpressionNode::Field { base: inner, .. }
        | ExpressionNode::Group(inner)
        | ExpressionNode::Prefix { operand: inner, .. }
        | ExpressionNode::Conversion { value: inner, .. } => each(inner),
        ExpressionNode::Call { arguments, .. } => arguments.iter().for_each(|argument| each(&argument.value)),
        ExpressionNode::Template(pieces) => {
            for piece in pieces {
                if let TemplatePiece::Value(value) = piece {
                    each(value);
                }
            }
        }
        ExpressionNode::List { items, .. } => items.iter().for_each(each),
        ExpressionNode::Chain { first, rest } => {
            each(first);
            rest.iter().for_each(|(_, operand)| each(operand));
        }
        ExpressionNode::Conditional { condition, then, otherwise } => {
            [condition, then, otherwise].into_iter().for_each(each)
        }
        ExpressionNode::Name(_)
        | ExpressionNode::Every { .. }
        | ExpressionNode::Measure(_)
        | ExpressionNode::Text(_)
        | ExpressionNode::Date(_)
        | ExpressionNode::Clock(_)
        | ExpressionNode::Truth(_)
        | ExpressionNode::Missing => {}
    }
}

/// Every name that a file declares at its top.
pub fn declared(file: &File) -> Vec<&str> {
    file.declarations
        .iter()
        .filter_map(|declaration| declaration_name(&declaration.node))
        .map(|name| &*name.text)
        .collect()
}

/// The name that a declaration gives to something.
pub fn declaration_name(node: &DeclarationNode) -> Option<&super::tree::Name> {
    match node {
        DeclarationNode::Unit(unit) => Some(&unit.name),
        DeclarationNode::Currency(currency) => Some(&currency.name),
        DeclarationNode::Instance(instance) => instance.name.as_ref(),
        DeclarationNode::Data(data) => Some(&data.name),
        DeclarationNode::Kind(kind) => Some(&kind.name),
        DeclarationNode::Function(function) => Some(&function.name),
        DeclarationNode::Binding(binding) => Some(&binding.name),
        DeclarationNode::Parameter(parameter) => Some(&parameter.name),
        DeclarationNode::Scenario(scenario) => Some(&scenario.name),
        DeclarationNode::Use(_)
        | DeclarationNode::Replacement(_)
        | DeclarationNode::Allow(_)
        | DeclarationNode::Show(_)
        | DeclarationNode::Claim(_)
        | DeclarationNode::Sweep(_)
        | DeclarationNode::Solve(_)
        | DeclarationNode::Tornado(_) => None,
    }
}
