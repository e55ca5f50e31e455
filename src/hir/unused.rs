//! Parameters that nothing in the study uses.

use super::{CellId, Expr, ExprNode, Formula, OwnCell, Study, Test, visit};
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
        let given = self.cells.iter().filter_map(|cell| cell.given.as_ref());
        let formulas = self.kinds.iter().flat_map(|kind| &kind.cells).filter_map(|cell| cell.formula.as_ref());
        for formula in given.chain(formulas) {
            let mut next: Option<&Formula> = Some(formula);
            while let Some(formula) = next {
                look(&formula.expr);
                next = formula.prior.as_deref();
            }
        }
        self.functions.iter().for_each(|function| look(&function.body));
        for scenario in &self.scenarios {
            scenario.changes.iter().for_each(|change| look(&change.expr));
        }
        for show in &self.shows {
            show.by.iter().chain(&show.values).for_each(|(expr, _)| look(expr));
        }
        for sweep in &self.sweeps {
            sweep.values.iter().for_each(|(expr, _)| look(expr));
        }
        self.solves.iter().for_each(|solve| look(&solve.condition));
        self.tornados.iter().for_each(|tornado| look(&tornado.value));
        for claim in &self.claims {
            match &claim.test {
                Test::Printed { value, printed, .. } => [value, printed].into_iter().for_each(&mut *look),
                Test::Compared { whole, .. } => look(whole),
            }
        }
        for kind in &self.kinds {
            for warning in &kind.warnings {
                look(&warning.condition);
                look(&warning.message);
            }
        }
    }
}
