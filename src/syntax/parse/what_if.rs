//! Sweeps and goals from what the grammar found.

use super::declarations::Builder;
use super::grammar::Rule;
use crate::base::Text;
use crate::syntax::tree::{Axis, AxisValues, DeclarationNode, Solve, Sweep, Tornado};
use pest::iterators::Pair;

impl Builder<'_> {
    pub(super) fn what_if(&mut self, pair: Pair<'_, Rule>) -> Option<DeclarationNode> {
        let is_sweep = pair.as_rule() == Rule::sweep;
        let (mut axes, mut values, mut extreme) = (Vec::new(), Vec::new(), None);
        for part in pair.clone().into_inner() {
            match part.as_rule() {
                Rule::axis => axes.extend(self.axis(part)),
                Rule::swept => values = self.parts(part).expressions,
                Rule::extreme => extreme = Some(Text::from(part.as_str())),
                _ => {}
            }
        }
        let mut parts = self.parts(pair);
        let label = parts.text();
        Some(match is_sweep {
            true => DeclarationNode::Sweep(Sweep { label, axes, values }),
            false => {
                let (axis, condition) = (axes.into_iter().next()?, parts.expressions.pop()?);
                DeclarationNode::Solve(Solve { label, extreme, axis, condition })
            }
        })
    }

    pub(super) fn tornado(&mut self, pair: Pair<'_, Rule>) -> Option<DeclarationNode> {
        let mut parts = self.parts(pair);
        let (label, value) = (parts.text(), parts.expressions.pop()?);
        Some(DeclarationNode::Tornado(Tornado { label, value }))
    }

    fn axis(&mut self, pair: Pair<'_, Rule>) -> Option<Axis> {
        let (mut path, mut bounds, mut step) = (Vec::new(), Vec::new(), None);
        for part in pair.clone().into_inner() {
            match part.as_rule() {
                Rule::path => path = self.path(part),
                Rule::bound => bounds.push(self.expression(part)),
                Rule::step => step = self.parts(part).expression(),
                _ => {}
            }
        }
        let mut bounds = bounds.into_iter();
        let values = match bounds.next() {
            Some(from) => AxisValues::Range { from, to: bounds.next(), step },
            None => AxisValues::List(self.parts(pair).expression()?),
        };
        Some(Axis { path, values })
    }
}
