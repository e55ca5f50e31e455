//! Parameters that nothing in the study uses.

use super::{CellId, Expr, ExprNode, Formula, Kind, OwnCell, Range, Study, Test, visit};
use std::collections::HashSet;
use std::sync::Arc;

/// The one warning that no kind has.
pub const UNUSED_PARAMETER: &str = "W601";

impl Study {
    /// The parameters that no formula, scenario, claim or `show` looks at. That a scenario sets one is no use of it.
    pub fn unused_parameters(&self) -> Vec<Arc<OwnCell>> {
        let mut waiting: Vec<(CellId, &Arc<OwnCell>)> = (0..)
            .map(CellId)
            .zip(&self.cells)
            .filter_map(|(id, cell)| Some((id, cell.own.as_ref().filter(|own| own.parameter)?)))
            .collect();
        if waiting.is_empty() {
            return Vec::new();
        }
        let mut used = HashSet::new();
        self.each_expression(&mut |expr| {
            visit(expr, &mut |part| match &*part.node {
                ExprNode::Cell(cell) | ExprNode::Seen { cell, .. } => {
                    used.insert(*cell);
                }
                _ => {}
            });
        });
        waiting.retain(|(id, _)| !used.contains(id));
        waiting.into_iter().map(|(_, own)| own.clone()).collect()
    }

    /// Everything in the study that is computed.
    fn each_expression(&self, look: &mut dyn FnMut(&Expr)) {
        // Named one by one, so that nothing new is forgotten here.
        let Study {
            units: _,
            kinds,
            instances: _,
            cells,
            tables: _,
            scenarios,
            functions,
            shows,
            claims,
            sweeps,
            solves,
            tornados,
            allowed: _,
            globals: _,
            kind_names: _,
            money: _,
            calendar: _,
        } = self;
        for formula in cells.iter().filter_map(|cell| cell.given.as_ref()) {
            each_prior(formula, look);
        }
        for kind in kinds {
            kind.each_expression(look);
        }
        for function in functions {
            look(&function.body);
            function.parameters.iter().filter_map(|(.., usual)| usual.as_ref()).for_each(&mut *look);
        }
        scenarios.iter().flat_map(|scenario| &scenario.changes).for_each(|change| look(&change.expr));
        for show in shows {
            show.by.iter().chain(&show.values).for_each(|(expr, _)| look(expr));
        }
        for sweep in sweeps {
            sweep.values.iter().for_each(|(expr, _)| look(expr));
            sweep.axes.iter().for_each(|axis| axis.range.each_expression(look));
        }
        for solve in solves {
            look(&solve.condition);
            solve.axis.range.each_expression(look);
        }
        tornados.iter().for_each(|tornado| look(&tornado.value));
        for claim in claims {
            match &claim.test {
                Test::Printed { value, printed, .. } => [value, printed].into_iter().for_each(&mut *look),
                Test::Compared { whole, .. } => look(whole),
            }
        }
    }
}

impl Kind {
    fn each_expression(&self, look: &mut dyn FnMut(&Expr)) {
        for formula in self.cells.iter().filter_map(|cell| cell.formula.as_ref()) {
            each_prior(formula, look);
        }
        for warning in &self.warnings {
            look(&warning.condition);
            look(&warning.message);
        }
        self.charts.iter().flat_map(|chart| chart.parts.iter().flatten()).for_each(|(expr, _)| look(expr));
        self.tables.iter().flat_map(|table| &table.columns).for_each(|(_, expr, _)| look(expr));
    }
}

impl Range {
    fn each_expression(&self, look: &mut dyn FnMut(&Expr)) {
        match self {
            Range::Steps { from, to, step } => [from, to].into_iter().chain(step).for_each(look),
            Range::List(list) => look(list),
        }
    }
}

/// A formula, and those that it takes the place of.
fn each_prior(formula: &Formula, look: &mut dyn FnMut(&Expr)) {
    let mut next = Some(formula);
    while let Some(formula) = next {
        look(&formula.expr);
        next = formula.prior.as_deref();
    }
}
