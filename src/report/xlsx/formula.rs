//! Expressions of the study as formulas of a spreadsheet.

use super::functions;
use super::layout::{Layout, Spot};
use super::numeric::{Doubt, Numeric};
use super::operators::{each, negated, pairs};
use super::scale::{Calendar, Scale};
use super::term::{List, NoFormula, Term, Truth};
use crate::eval::{Engine, VariantId};
use crate::hir::{CellId, Expr, ExprNode, Formula, FunctionId, InstanceId, Prefix, Study, visit};
use crate::value::operation::Operator;
use crate::value::{Number, Value};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Formulas are put together from others to this depth at the most.
const DEEPEST: usize = 100;

/// Rather than take more figures than these as they are, a formula is left out.
const MOST_SETTLED: usize = 8;

/// What a formula of the study is read in.
#[derive(Clone, Default)]
pub struct Context {
    /// The cell whose formula it is, with its instance.
    pub cell: Option<CellId>,
    /// The instance.
    pub this: Option<InstanceId>,
    /// The variant that is always meant, if the cell is one of a scenario.
    pub home: Option<VariantId>,
    /// What the cell was before a scenario changed it, or its kind.
    pub prior: Option<Arc<Formula>>,
    /// Parameters of functions, and lists that a `where` looks at.
    pub locals: Vec<Term>,
    /// How deep it lies in others.
    pub depth: usize,
}

/// What a cell is for the formulas that look at it.
#[derive(Clone, Debug)]
pub enum Status {
    /// It follows what is put into the workbook, or may itself be changed.
    Live(Term),
    /// It decides how others are computed, so that it stays as it is.
    Settled(Option<Term>),
    /// It stays as it is, and so does what rests on it.
    Fixed,
}

/// Turns expressions into formulas.
pub struct Translator<'b, 's> {
    pub(super) engine: &'b mut Engine<'s>,
    pub(super) study: &'s Study,
    pub(super) layout: &'b Layout,
    pub(super) calendar: Calendar,
    pub(super) statuses: HashMap<CellId, Status>,
    pub(super) open: Vec<CellId>,
    /// Cells that a formula took as they are: they cannot be changed in the workbook.
    pub(super) settled: HashSet<CellId>,
    /// Lists that no place can hold, since what is in them may change.
    pub(super) inline: HashSet<CellId>,
    /// The formulas of the workbook's cells.
    pub(super) formulas: HashMap<Spot, String>,
}

pub(super) type Outcome = Result<Term, NoFormula>;

impl Translator<'_, '_> {
    /// What an expression becomes.
    pub fn term(&mut self, expr: &Expr, context: &Context) -> Outcome {
        if context.depth > DEEPEST {
            return Err(NoFormula);
        }
        let deeper = Context { depth: context.depth + 1, ..context.clone() };
        self.translated(expr, &deeper).or_else(|reason| self.as_it_is(expr, context).ok_or(reason))
    }

    fn translated(&mut self, expr: &Expr, context: &Context) -> Outcome {
        match &*expr.node {
            ExprNode::Constant(value) => Term::known(value),
            ExprNode::Cell(cell) => self.reference(*cell, context),
            ExprNode::Own(index) => {
                let cell = context.this.and_then(|this| self.study.cell_of(this, *index));
                self.reference(cell.ok_or(NoFormula)?, context)
            }
            ExprNode::This => context.this.map(Term::Instance).ok_or(NoFormula),
            ExprNode::Owner => {
                let owner = context.this.and_then(|this| self.study.instance(this)?.owner);
                owner.map(Term::Instance).ok_or(NoFormula)
            }
            ExprNode::Nested(_) | ExprNode::Every { .. } => {
                let main = self.engine.main();
                Term::known(&self.engine.expression_of(main, context.cell, expr)?)
            }
            ExprNode::Field { base, index } => self.field(base, *index, context),
            ExprNode::Under { scenario, inner } => {
                let variant = self.engine.variant(*scenario);
                if variant == context.home.unwrap_or(self.engine.main()) {
                    self.term(inner, context)
                } else {
                    Err(NoFormula)
                }
            }
            ExprNode::Local(place) => context.locals.get(*place).cloned().ok_or(NoFormula),
            ExprNode::Prefix { operator, operand } => {
                let term = self.term(operand, context)?;
                each(term, &mut |term| match operator {
                    Prefix::Negate => negated(&term.number()?),
                    Prefix::Not => Ok(Term::Truth(term.truth()?.not())),
                })
            }
            ExprNode::Chain { first, rest } => self.chain(first, rest, context),
            ExprNode::Builtin { builtin, arguments } => {
                let terms = arguments.iter().map(|argument| self.term(argument, context));
                let terms = terms.collect::<Result<Vec<Term>, _>>()?;
                let settled = |translator: &mut Self, place: usize| {
                    let argument = arguments.get(place).ok_or(NoFormula)?;
                    translator.settled_value(argument, context)
                };
                functions::apply(self, builtin.name, terms, &settled)
            }
            ExprNode::Function { function, arguments } => self.function(*function, arguments, context),
            ExprNode::List(items) => {
                let items = items.iter().map(|item| self.term(item, context));
                Ok(Term::List(List::of(items.collect::<Result<_, _>>()?)))
            }
            ExprNode::Conditional { condition, then, otherwise } => {
                let condition = self.term(condition, context)?;
                self.conditional(&condition, then, otherwise, context)
            }
            ExprNode::Filter { list, local, mask } => self.filter(list, *local, mask, context),
            ExprNode::Known(inner) => Ok(Term::Truth(match self.term(inner, context)? {
                Term::Missing => Truth::Known(false),
                Term::Number(Numeric { part: Some(part), .. }) => Truth::Computed(format!("ISNUMBER({})", part.text)),
                term if term.is_known() || matches!(term, Term::List(_)) => Truth::Known(true),
                _ => return Err(NoFormula),
            })),
            ExprNode::Missing => Ok(Term::Missing),
            ExprNode::Prior => {
                let Some(before) = context.prior.clone() else { return Ok(Term::Missing) };
                let context = Context { prior: before.prior.clone(), locals: Vec::new(), ..context.clone() };
                self.term(&before.expr, &context)
            }
            ExprNode::Seen { .. }
            | ExprNode::Table(_)
            | ExprNode::Column { .. }
            | ExprNode::By { .. }
            | ExprNode::Template(_)
            | ExprNode::Sources(_) => Err(NoFormula),
        }
    }

    /// The value of an expression that rests on data and on settled cells alone.
    fn as_it_is(&mut self, expr: &Expr, context: &Context) -> Option<Term> {
        let value = self.looked_up(expr, context, |status| matches!(status, Status::Settled(_)))?;
        Term::known(&value).ok()
    }

    /// The value of an expression that is taken as it is; the figures that it rests on cannot be changed any more.
    fn settled_value(&mut self, expr: &Expr, context: &Context) -> Result<Value, NoFormula> {
        let follows = |status: &Status| !matches!(status, Status::Fixed);
        let value = self.looked_up(expr, context, follows).ok_or(NoFormula)?;
        let main = self.engine.main();
        let mut waiting = context.cell.map(|cell| self.engine.looks_at(main, cell, expr)).unwrap_or_default();
        let mut found = HashSet::new();
        while let Some(cell) = waiting.pop() {
            if self.inline.contains(&cell) || found.len() > MOST_SETTLED {
                return Err(NoFormula);
            }
            if found.insert(cell) && self.has_formula(cell) {
                let status = self.status(cell);
                waiting.extend(self.engine.leans_on(cell).iter().copied());
                if matches!(status, Status::Fixed) {
                    return Err(NoFormula);
                }
            }
        }
        self.settled.extend(found);
        Ok(value)
    }

    fn looked_up(&mut self, expr: &Expr, context: &Context, fits: impl Fn(&Status) -> bool) -> Option<Value> {
        let mut has_locals = false;
        visit(expr, &mut |part| has_locals |= matches!(&*part.node, ExprNode::Local(_) | ExprNode::Prior));
        if has_locals || context.home.is_some() || self.sees_scenarios(expr) {
            return None;
        }
        let (main, cell) = (self.engine.main(), context.cell?);
        let looked_at = self.engine.looks_at(main, cell, expr);
        if !looked_at.into_iter().all(|cell| fits(&self.status(cell))) {
            return None;
        }
        self.engine.expression_of(main, Some(cell), expr).ok()
    }

    /// Whether an expression looks at the study under another scenario: what it finds there is in no workbook.
    pub(super) fn sees_scenarios(&self, expr: &Expr) -> bool {
        let mut sees = false;
        self.study.visit_with_calls(expr, &mut |part| {
            sees |= matches!(&*part.node, ExprNode::Seen { .. } | ExprNode::Under { .. });
        });
        sees
    }

    /// What a cell is for a formula that looks at it.
    fn reference(&mut self, cell: CellId, context: &Context) -> Outcome {
        if context.home.is_some() && self.engine.home(cell) != context.home {
            return Err(NoFormula);
        }
        let calendar = self.study.calendar;
        for (known, workdays, weeks) in [(calendar.workday, 1, 0), (calendar.weeks, 0, 1)] {
            if known == Some(cell) && context.cell != Some(cell) {
                let scale = Scale { number: Number::ONE, workdays, weeks };
                return Ok(Term::Number(Numeric { part: None, scale, whole: false, doubt: Doubt::None }));
            }
        }
        match self.status(cell) {
            Status::Live(term) | Status::Settled(Some(term)) => Ok(term),
            Status::Settled(None) | Status::Fixed => Err(NoFormula),
        }
    }

    fn field(&mut self, base: &Expr, index: usize, context: &Context) -> Outcome {
        let study = self.study;
        let field = |translator: &mut Self, term: &Term| match term {
            Term::Instance(id) => translator.reference(study.cell_of(*id, index).ok_or(NoFormula)?, context),
            _ => Err(NoFormula),
        };
        match self.term(base, context)? {
            Term::List(list) => {
                let items = list.items.iter().map(|item| field(self, item)).collect::<Result<Vec<Term>, _>>()?;
                if items.iter().any(|item| matches!(item, Term::Missing)) {
                    return if list.only.is_none() { Ok(Term::Missing) } else { Err(NoFormula) };
                }
                if !items.iter().any(|item| matches!(item, Term::List(_))) {
                    return Ok(Term::List(List { items, only: list.only, range: None }));
                }
                let lists = items.into_iter().map(Term::list).collect::<Result<Vec<List>, _>>()?;
                if list.only.is_some() || lists.iter().any(|list| list.only.is_some()) {
                    return Err(NoFormula);
                }
                Ok(Term::List(List::of(lists.into_iter().flat_map(|list| list.items).collect())))
            }
            single => field(self, &single),
        }
    }

    fn function(&mut self, id: FunctionId, arguments: &[Expr], context: &Context) -> Outcome {
        let function = self.study.functions.get(id.0 as usize).ok_or(NoFormula)?;
        let locals = arguments.iter().map(|argument| self.term(argument, context)).collect::<Result<_, _>>()?;
        self.term(&function.body, &Context { locals, this: None, prior: None, ..context.clone() })
    }

    fn filter(&mut self, list: &Expr, local: usize, mask: &Expr, context: &Context) -> Outcome {
        let list = self.term(list, context)?.list()?;
        let mut inner = context.clone();
        inner.locals.truncate(local);
        inner.locals.push(Term::List(List { only: None, ..list.clone() }));
        let answers = match self.term(mask, &inner)? {
            Term::List(answers) if answers.only.is_none() => answers.items,
            single => vec![single; list.items.len()],
        };
        if answers.len() != list.items.len() {
            return Err(NoFormula);
        }
        let before = list.only.unwrap_or_else(|| vec![Truth::Known(true); answers.len()]);
        let truth =
            |answer: &Term| if matches!(answer, Term::Missing) { Ok(Truth::Known(false)) } else { answer.truth() };
        let only = before.iter().zip(&answers).map(|(before, answer)| Ok(before.and(&truth(answer)?)));
        let only = only.collect::<Result<Vec<Truth>, NoFormula>>()?;
        let list = List { items: list.items, only: Some(only), range: None };
        Ok(Term::List(if list.is_settled() {
            List::of(list.present().into_iter().map(|(_, item)| item.clone()).collect())
        } else {
            list
        }))
    }

    fn conditional(&mut self, condition: &Term, then: &Expr, otherwise: &Expr, context: &Context) -> Outcome {
        match condition.truth()? {
            Truth::Known(truth) => self.term(if truth { then } else { otherwise }, context),
            Truth::Computed(condition) => {
                let (then, otherwise) = (self.term(then, context)?, self.term(otherwise, context)?);
                self.either(&condition, &then, &otherwise)
            }
        }
    }

    fn chain(&mut self, first: &Expr, rest: &[(Operator, Expr)], context: &Context) -> Outcome {
        let mut term = self.term(first, context)?;
        for (operator, operand) in rest {
            let stops = match (operator, &term) {
                (Operator::And, Term::Truth(truth)) => *truth == Truth::Known(false),
                (Operator::Or, Term::Truth(truth)) => *truth == Truth::Known(true),
                _ => false,
            };
            if !stops {
                let right = self.term(operand, context)?;
                term = pairs(&term, &right, &mut |left, right| self.operated(*operator, left, right))?;
            }
        }
        Ok(term)
    }
}
