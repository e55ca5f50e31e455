//! How a value came about: its formula, the values put in, its source, and where each value is written.

mod elsewhere;
mod put_in;
mod tex;

pub mod json;
pub mod markdown;
pub mod shown;
pub mod text;

use super::Entry;
use super::difference::{self, Difference};
use super::figure::entry;
use crate::base::{Sources, Span};
use crate::eval::{Engine, Failure, VariantId, clean};
use crate::hir::{CellId, Expr, ExprNode, Formula, InstanceId, ScenarioId, Study, TableId, Type};
use crate::value::words::with_marks;
use crate::value::{Style, Value};
use std::collections::HashSet;
use std::sync::Arc;
use tex::Tex;

/// From so many explanations on, what stands above is not laid out again.
const MOST_AGAIN: usize = 1_000;

/// A value and how it came about.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// The path of the cell, or the expression.
    pub path: String,
    /// What the cell is.
    pub about: String,
    /// Its value.
    pub value: Entry,
    /// Its value without the scenario that it is seen under, where that is another one.
    pub without: Option<String>,
    /// Its formula as it is written.
    pub formula: Option<String>,
    /// The formula with the values put in.
    pub with_values: Option<String>,
    /// Formula and values in TeX.
    pub tex: Option<(String, Option<String>)>,
    /// What it was before a scenario changed it.
    pub before: Option<String>,
    /// The document that the formula comes from.
    pub citation: Option<String>,
    /// Whether it is given or follows, and where that is written.
    pub origin: String,
    /// What it follows from; of a scenario, what it changes.
    pub inputs: Vec<Explanation>,
    /// Of a scenario: the figures of the report that follow from its changes.
    pub follows: Vec<Difference>,
}

/// Explains an expression, and what it follows from down to a depth.
pub fn explain(
    engine: &mut Engine<'_>,
    sources: &Sources,
    expr: &Expr,
    kind: &Type,
    depth: usize,
) -> Result<Explanation, Failure> {
    let main = engine.main();
    let mut explaining = Explaining::new(engine, sources);
    let (variant, seen) = match &*expr.node {
        ExprNode::Under { scenario, inner } => (explaining.engine.variant(*scenario), inner),
        _ => (main, expr),
    };
    match &*seen.node {
        ExprNode::Constant(Value::Scenario(id)) => explaining.scenario(ScenarioId(*id), depth),
        ExprNode::Constant(Value::Instance(id)) => explaining.instance(variant, InstanceId(*id), depth),
        ExprNode::Cell(cell) => explaining.cell(variant, *cell, depth),
        ExprNode::Table(id) => explaining.table(variant, seen, *id, depth),
        _ => explaining.expression(expr, kind, depth),
    }
}

/// Explains a cell, and what it follows from down to a depth.
pub fn cell(engine: &mut Engine<'_>, sources: &Sources, cell: CellId, depth: usize) -> Result<Explanation, Failure> {
    let main = engine.main();
    Explaining::new(engine, sources).cell(main, cell, depth)
}

struct Explaining<'e, 's> {
    engine: &'e mut Engine<'s>,
    study: &'s Study,
    sources: &'e Sources,
    /// The cells that have been laid out so far.
    known: HashSet<(VariantId, CellId)>,
    /// How many explanations that were in all.
    count: usize,
}

impl<'e, 's> Explaining<'e, 's> {
    fn new(engine: &'e mut Engine<'s>, sources: &'e Sources) -> Explaining<'e, 's> {
        let study = engine.study();
        Explaining { engine, study, sources, known: HashSet::new(), count: 0 }
    }

    fn text(&mut self, variant: VariantId, value: &Value, kind: &Type) -> String {
        self.entry(variant, value, kind).text
    }

    fn entry(&mut self, variant: VariantId, value: &Value, kind: &Type) -> Entry {
        let style = Style::report(self.engine.language());
        entry(&self.engine.writer(variant, style), value, kind)
    }

    fn say(&self, words: &str, parts: &[(&str, &str)]) -> String {
        self.engine.language().fill(words, parts)
    }

    fn documentation(&self, words: &str, declared: Span) -> String {
        self.engine.language().documentation(words, declared).into_owned()
    }

    /// What a scenario gives anew, and which figures of the report follow from that.
    fn scenario(&mut self, id: ScenarioId, depth: usize) -> Result<Explanation, Failure> {
        let variant = self.engine.variant(Some(id));
        let Some(scenario) = self.study.scenario(id) else {
            let (path, value) =
                ("baseline".to_owned(), plain(self.say("the study as it is written, under no scenario", &[])));
            return Ok(Explanation { path, value, ..Explanation::default() });
        };
        let mut explanation = Explanation {
            path: scenario.name.to_string(),
            value: plain(clean(scenario.label.as_deref().unwrap_or(&scenario.name))),
            origin: self.say("declared at {place}", &[("place", &self.sources.place(scenario.span))]),
            ..Explanation::default()
        };
        for cell in self.engine.given_anew(variant) {
            explanation.inputs.push(self.cell(variant, cell, depth.saturating_sub(1))?);
        }
        let plain = self.engine.variant(None);
        explanation.follows = difference::between(self.engine, plain, variant);
        Ok(explanation)
    }

    /// A cell as a variant has it.
    fn cell(&mut self, variant: VariantId, cell: CellId, depth: usize) -> Result<Explanation, Failure> {
        let variant = self.engine.home(cell).unwrap_or(variant);
        let value = self.engine.cell_in(variant, cell)?;
        let kind = self.study.cell_type(cell);
        let formula = self.engine.formula(variant, cell);
        let (about, citation) = self.about(cell, formula.as_deref());
        let mut explanation = Explanation {
            path: self.path(variant, cell),
            about,
            value: self.entry(variant, &value, &kind),
            without: self.without(variant, cell, &value),
            citation,
            ..Explanation::default()
        };
        self.count += 1;
        if depth > 0 && !self.known.insert((variant, cell)) && self.count > MOST_AGAIN {
            return Ok(Explanation { origin: self.say("explained above", &[]), ..explanation });
        }
        let Some(formula) = formula else {
            if let Some(own) = self.study.cell(cell).and_then(|cell| cell.own.as_ref()) {
                let place = self.sources.place(own.span);
                explanation.origin = self.say("open, declared at {place}", &[("place", &place)]);
            }
            return Ok(explanation);
        };
        let whole = formula.expr.span;
        let (formula, taken) = self.taken(variant, cell, formula);
        explanation.origin = self.origin(variant, cell, taken.span);
        if !is_written_down(&taken) {
            self.add_formula(&mut explanation, variant, &taken, Some(cell));
        }
        // What a kind has in the place of another one's formula is no change that anybody made.
        let builds_on = self.engine.is_given_anew(variant, cell) || mentions_prior(&taken);
        if let Some(before) = formula.prior.as_ref().filter(|_| builds_on) {
            explanation.before = Some(one_line(self.sources.slice(before.expr.span)));
        }
        if let Some(deeper) = depth.checked_sub(1) {
            let leans_on = match taken.span == whole {
                true => self.engine.leans_on_in(variant, cell).to_vec(),
                false => self.engine.looks_at(variant, cell, &taken),
            };
            for earlier in leans_on {
                explanation.inputs.extend(self.cell(variant, earlier, deeper));
            }
            explanation.inputs.extend(self.elsewhere(variant, &taken, deeper));
            explanation.inputs.extend(self.words_of(variant, &taken, &value, deeper));
        }
        Ok(explanation)
    }

    /// All cells of an instance that have a value.
    fn instance(&mut self, variant: VariantId, id: InstanceId, depth: usize) -> Result<Explanation, Failure> {
        let Some(instance) = self.study.instance(id) else { return Ok(Explanation::default()) };
        let kind = self.study.kind(instance.kind);
        let mut explanation = Explanation {
            path: instance.path.to_string(),
            about: kind.map(|kind| self.documentation(&kind.documentation, kind.span)).unwrap_or_default(),
            value: plain(clean(instance.label.as_deref().unwrap_or(&instance.path))),
            origin: self.say("declared at {place}", &[("place", &self.sources.place(instance.span))]),
            ..Explanation::default()
        };
        for index in 0..kind.map_or(0, |kind| kind.cells.len()) {
            let Some(cell) = self.study.cell_of(id, index) else { continue };
            explanation.inputs.extend(self.cell(variant, cell, depth.saturating_sub(2)));
        }
        Ok(explanation)
    }

    /// The value of a cell in the study as it is, where a scenario makes another one of it.
    fn without(&mut self, variant: VariantId, cell: CellId, value: &Value) -> Option<String> {
        let plain = self.engine.variant(None);
        if variant == plain || self.engine.home(cell).is_some() {
            return None;
        }
        let kind = self.study.cell_type(cell);
        let own = self.engine.cell_in(plain, cell).ok()?;
        let style = Style::report(self.engine.language());
        let writers = [self.engine.writer(plain, style), self.engine.writer(variant, style)];
        let alike = difference::is_printed_alike(writers.each_ref(), [&own, value], &kind);
        (!alike).then(|| writers[0].text(&own, &kind))
    }

    /// The part of a formula that its value comes from: of an `if` the branch taken, and where a kind builds on another
    /// the formula of that one.
    fn taken(&mut self, variant: VariantId, cell: CellId, formula: Arc<Formula>) -> (Arc<Formula>, Expr) {
        let (mut formula, mut expr) = (formula.clone(), formula.expr.clone());
        loop {
            let next = match &*expr.node {
                ExprNode::Conditional { condition, then, otherwise } => {
                    match self.engine.expression_of(variant, Some(cell), condition) {
                        Ok(Value::Truth(true)) => then.clone(),
                        Ok(Value::Truth(false)) => otherwise.clone(),
                        _ => return (formula, expr),
                    }
                }
                ExprNode::Prior => match formula.prior.clone() {
                    Some(prior) if !self.engine.is_given_anew(variant, cell) => {
                        formula = prior;
                        formula.expr.clone()
                    }
                    _ => return (formula, expr),
                },
                _ => return (formula, expr),
            };
            expr = next;
        }
    }

    fn expression(&mut self, expr: &Expr, kind: &Type, depth: usize) -> Result<Explanation, Failure> {
        let main = self.engine.main();
        let (value, world) = (self.engine.expression(expr)?, self.engine.world(main, expr));
        let mut explanation = Explanation {
            path: clean(self.sources.slice(expr.span)),
            value: self.entry(world, &value, kind),
            ..Explanation::default()
        };
        self.add_formula(&mut explanation, main, expr, None);
        explanation.formula = None;
        explanation.tex = explanation.tex.filter(|(_, values)| values.is_some());
        if let Some(deeper) = depth.checked_sub(1) {
            let mut cells = Vec::new();
            crate::hir::visit_here(expr, &mut |part| match &*part.node {
                ExprNode::Cell(cell) if !cells.contains(cell) => cells.push(*cell),
                _ => {}
            });
            for cell in cells {
                explanation.inputs.extend(self.cell(main, cell, deeper));
            }
            explanation.inputs.extend(self.elsewhere(main, expr, deeper));
        }
        Ok(explanation)
    }

    /// The path of a cell, through the scenario it is seen under where that is not the one asked for.
    fn path(&self, variant: VariantId, cell: CellId) -> String {
        let path = self.study.cell_path(cell);
        let own = self.study.cell(cell).and_then(|cell| cell.instance).and_then(|own| self.study.instance(own));
        if variant == self.engine.main() || own.is_some_and(|own| own.scenario.is_some()) {
            return path;
        }
        let scenario = self.engine.scenario_of(variant).and_then(|id| self.study.scenario(id));
        format!("{}.{path}", scenario.map_or("baseline", |scenario| &*scenario.name))
    }

    /// What a cell is, and the citation of its formula unless another one stands in its place.
    fn about(&self, cell: CellId, formula: Option<&Formula>) -> (String, Option<String>) {
        if let Some(own) = self.study.cell(cell).and_then(|cell| cell.own.as_ref()) {
            return (own.documentation.to_string(), own.citation.as_deref().map(str::to_owned));
        }
        let Some(kind_cell) = self.study.kind_cell(cell) else { return Default::default() };
        let stands = formula.is_some_and(|formula| formula.expr.span.source == kind_cell.span.source);
        let given = self.study.cell(cell).is_some_and(|cell| cell.given.is_some());
        let citation = kind_cell.citation.as_deref().filter(|_| stands && !given);
        (
            self.documentation(&kind_cell.documentation, kind_cell.span),
            citation.map(|own| self.engine.language().citation(own, kind_cell.span)),
        )
    }

    /// Where the value of a cell comes from.
    fn origin(&self, variant: VariantId, cell: CellId, at: Span) -> String {
        let Some(formula) = self.engine.formula(variant, cell) else { return String::new() };
        let place = self.sources.place(at);
        let known = self.study.cell(cell);
        let words = if self.engine.is_given_anew(variant, cell) {
            "given anew at {place}"
        } else if known.is_some_and(|cell| cell.own.is_some()) {
            "declared at {place}"
        } else if known.is_some_and(|cell| cell.given.is_some()) {
            "given at {place}"
        } else if matches!(&*formula.expr.node, ExprNode::Constant(_)) {
            "usual value at {place}"
        } else {
            "formula at {place}"
        };
        self.say(words, &[("place", &place)])
    }

    fn add_formula(&mut self, explanation: &mut Explanation, variant: VariantId, expr: &Expr, cell: Option<CellId>) {
        let text = self.sources.slice(expr.span);
        let written = one_line(text);
        let Some((tree, source)) = put_in::tree(self.sources, expr).zip(self.sources.get(expr.span.source)) else {
            return;
        };
        let (puts, priors) = (self.puts(variant, expr, &tree, cell), put_in::priors(expr));
        let tex = |puts| Tex { study: self.study, source, puts, priors: &priors }.formula(&tree);
        let (symbols, values) = (tex(&[]), tex(&puts));
        let put_in = one_line(&put_in::with_values(text, &tree, &puts));
        if matches!(&*expr.node, ExprNode::Nested(_))
            || with_marks(&written).replace(',', "") == explanation.value.text.replace(',', "")
        {
            return;
        }
        let is_new = put_in != written && put_in != explanation.value.text;
        let about = if put_in.contains('≈') { "\\approx " } else { "" };
        explanation.tex = Some((symbols, is_new.then(|| format!("{about}{values}"))));
        explanation.with_values = is_new.then_some(put_in);
        explanation.formula = Some(written);
    }

    /// The type of a reference in a formula: what it refers to is known now, so the cell can be asked.
    fn kind_of(&mut self, variant: VariantId, part: &Expr, cell: Option<CellId>) -> Type {
        let this = cell.and_then(|cell| self.study.cell(cell)).and_then(|cell| cell.instance);
        let found = match &*part.node {
            ExprNode::Cell(cell) | ExprNode::Seen { cell, .. } => Some(*cell),
            ExprNode::Own(index) => this.and_then(|this| self.study.cell_of(this, *index)),
            ExprNode::Under { inner, .. } => return self.kind_of(variant, inner, cell),
            ExprNode::Field { base, index } => {
                let base = self.engine.expression_of(variant, cell, base).ok();
                let first = base.and_then(|base| base.element(0).or(Some(base)));
                let instance = match first {
                    Some(Value::Instance(id)) => Some(InstanceId(id)),
                    Some(Value::Scenario(id)) => self.study.scenario(ScenarioId(id)).map(|scenario| scenario.instance),
                    _ => None,
                };
                instance.and_then(|instance| self.study.cell_of(instance, *index))
            }
            ExprNode::Column { base, index } => {
                let Some(table) = table_of(base) else { return Type::Unknown };
                let column = self.study.table(table).and_then(|table| table.columns.get(*index));
                return column.map_or(Type::Unknown, |column| column.kind.clone().list());
            }
            _ => None,
        };
        found.map_or(Type::Unknown, |cell| self.study.cell_type(cell))
    }
}

/// A value as it stands in the text, with nothing to explain.
fn is_written_down(expr: &Expr) -> bool {
    match &*expr.node {
        ExprNode::Constant(_) => true,
        ExprNode::Prefix { operand, .. } => is_written_down(operand),
        ExprNode::List(items) => items.iter().all(is_written_down),
        _ => false,
    }
}

/// The table whose rows these are.
fn table_of(rows: &Expr) -> Option<TableId> {
    match &*rows.node {
        ExprNode::Table(table) => Some(*table),
        ExprNode::Filter { list, .. } => table_of(list),
        _ => None,
    }
}

fn mentions_prior(expr: &Expr) -> bool {
    let mut any = false;
    crate::hir::visit(expr, &mut |part| any |= matches!(&*part.node, ExprNode::Prior));
    any
}

fn plain(text: String) -> Entry {
    Entry::said(text)
}

/// Several lines as one: what was broken behind a bracket or before one stands together, without the last comma.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        let closes = part.starts_with([')', ']', '}']);
        if closes && line.ends_with(',') {
            line.pop();
        }
        if !line.is_empty() && !closes && !line.ends_with(['(', '[', '{']) {
            line.push(' ');
        }
        line.push_str(part);
    }
    clean(&line.split_whitespace().collect::<Vec<_>>().join(" "))
}
