//! The variant that a figure as a whole is seen in: a unit that the calendar measures is as long as the calendar says there.

use super::engine::Engine;
use super::error::Failure;
use super::variant::VariantId;
use super::writer::Writer;
use crate::hir::{CellId, Expr, ExprNode, ScenarioId};
use crate::value::{Calendar, Number, Style, Value};

/// A figure, and the calendar of the variant that it is seen in.
#[derive(Clone, Debug)]
pub struct Sight {
    /// In base units.
    pub number: Number,
    /// The calendar that its unit is read by.
    pub calendar: Calendar,
}

impl<'s> Engine<'s> {
    /// The variant that an expression is seen in, which is asked for in another one: that of the scenario if it is as a
    /// whole a cell under one; what mixes several is seen where it is asked for.
    pub fn world(&mut self, variant: VariantId, expr: &Expr) -> VariantId {
        match &*expr.node {
            ExprNode::Under { scenario, inner } => {
                let under = self.variant(*scenario);
                self.world(under, inner)
            }
            ExprNode::Cell(cell) => self.world_of(variant, *cell),
            ExprNode::Seen { base, .. } | ExprNode::Field { base, .. } => {
                match self.expression_of(variant, None, base) {
                    Ok(Value::Scenario(id)) => self.variant(Some(ScenarioId(id)).filter(|id| self.has(*id))),
                    _ => variant,
                }
            }
            _ => variant,
        }
    }

    /// The variant that a cell is seen in, which is asked for in another one.
    pub fn world_of(&mut self, variant: VariantId, cell: CellId) -> VariantId {
        self.home(cell).unwrap_or(variant)
    }

    /// Whether there is such a scenario; none stands for the study before any.
    fn has(&self, scenario: ScenarioId) -> bool {
        self.study.scenario(scenario).is_some()
    }

    /// A writer of what is seen in a variant.
    pub fn writer(&mut self, variant: VariantId, style: Style) -> Writer<'s> {
        Writer { study: self.study, calendar: self.calendar(variant), style }
    }

    /// A writer of an expression that the report asks for.
    pub fn writer_of(&mut self, expr: &Expr, style: Style) -> Writer<'s> {
        let main = self.main();
        let world = self.world(main, expr);
        self.writer(world, style)
    }

    /// The calendar that an expression is seen by, in the variant that the report is about.
    pub fn calendar_of(&mut self, expr: &Expr) -> Calendar {
        let main = self.main();
        let world = self.world(main, expr);
        self.calendar(world)
    }

    /// A figure as the report sees it.
    pub fn sight(&mut self, figure: &Expr) -> Result<Sight, Failure> {
        let value = self.expression(figure)?;
        let failed = |reason| Failure::Value { reason: std::sync::Arc::new(reason), cell: None, span: figure.span };
        Ok(Sight { number: value.number().map_err(failed)?, calendar: self.calendar_of(figure) })
    }
}
