//! Formulas that go round in a circle, found before anything is computed. Only what is given with references can close
//! a circle that the kinds themselves do not have, so the search starts there.

use super::errors::CheckError;
use crate::base::{Diagnostics, Span};
use crate::hir::{CellId, Expr, ExprNode, InstanceId, KindId, Study, visit, visit_formula};
use crate::value::Value;
use std::collections::{HashMap, HashSet};

/// Reports every circle, shown as the loop it is.
pub fn find(study: &Study, diagnostics: &mut Diagnostics) {
    functions(study, diagnostics);
    kinds(study, diagnostics);
    let mut search = Search { study, done: HashSet::new(), reported: HashSet::new() };
    let starts: Vec<CellId> = if kinds_go_round(study) {
        (0..study.cells.len()).map(cell_id).collect()
    } else {
        (0..study.cells.len()).map(cell_id).filter(|id| search.may_close(*id)).collect()
    };
    for start in starts {
        search.from(start, diagnostics);
    }
}

fn cell_id(place: usize) -> CellId {
    CellId(super::declare::number(place))
}

/// A kind whose own formulas go round, and of which there is no instance that could give one of the cells.
fn kinds(study: &Study, diagnostics: &mut Diagnostics) {
    for (place, kind) in study.kinds.iter().enumerate() {
        let id = KindId(super::declare::number(place));
        if study.instances_of(id).next().is_some() {
            continue;
        }
        let own = |index: usize| {
            let mut targets = Vec::new();
            if let Some(formula) = kind.cells.get(index).and_then(|cell| cell.formula.as_ref()) {
                visit_formula(formula, &mut |expr| {
                    if let ExprNode::Own(target) = &*expr.node {
                        targets.push(*target);
                    }
                });
            }
            targets
        };
        let Some(circle) = circle(kind.cells.len(), own) else { continue };
        let name = |index: &usize| {
            kind.cells.get(*index).map(|cell| format!("{}.{}", kind.name, cell.name)).unwrap_or_default()
        };
        let path = circle.iter().chain(circle.first()).map(name).collect::<Vec<_>>().join(" → ");
        let place = circle.first().and_then(|index| kind.cells.get(*index)).map_or(kind.span, |cell| cell.span);
        diagnostics.push(place, CheckError::Cycle { path, place: place.bytes() });
    }
}

/// The first circle among `count` nodes, from its lowest node on.
fn circle(count: usize, next: impl Fn(usize) -> Vec<usize>) -> Option<Vec<usize>> {
    let mut seen = HashSet::new();
    let mut done = HashSet::new();
    for start in 0..count {
        if !seen.insert(start) {
            continue;
        }
        let mut path = vec![(start, next(start))];
        while let Some((node, targets)) = path.last_mut() {
            let Some(target) = targets.pop() else {
                done.insert(*node);
                path.pop();
                continue;
            };
            if seen.insert(target) {
                path.push((target, next(target)));
            } else if !done.contains(&target) {
                return Some(path.iter().map(|(node, _)| *node).skip_while(|node| *node != target).collect());
            }
        }
    }
    None
}

/// A function may not call itself, by whatever detour. Which of them do is asked only where there is a circle at all.
fn functions(study: &Study, diagnostics: &mut Diagnostics) {
    let calls: Vec<Vec<usize>> = study.functions.iter().map(|function| called(&function.body)).collect();
    let called = |place: usize| calls.get(place).cloned().unwrap_or_default();
    if circle(calls.len(), called).is_none() {
        return;
    }
    for (place, function) in study.functions.iter().enumerate() {
        let mut seen = HashSet::new();
        let mut waiting = vec![place];
        while let Some(next) = waiting.pop() {
            waiting.extend(calls.get(next).into_iter().flatten().filter(|target| seen.insert(**target)));
        }
        if seen.contains(&place) {
            let (name, span) = (function.name.to_string(), function.span);
            diagnostics.push(span, CheckError::Recursive { name, place: span.bytes() });
        }
    }
}

/// The functions that a formula calls.
fn called(body: &Expr) -> Vec<usize> {
    let mut targets = Vec::new();
    visit(body, &mut |part| {
        if let ExprNode::Function { function, .. } = &*part.node {
            targets.push(function.0 as usize);
        }
    });
    targets
}

/// Whether the cells of the kinds alone, without anything given, could lead back to themselves.
fn kinds_go_round(study: &Study) -> bool {
    let mut edges: HashMap<(KindId, usize), Vec<(KindId, usize)>> = HashMap::new();
    for (place, kind) in study.kinds.iter().enumerate() {
        let id = KindId(super::declare::number(place));
        for (index, cell) in kind.cells.iter().enumerate() {
            let Some(formula) = &cell.formula else { continue };
            let mut targets = Vec::new();
            visit_formula(formula, &mut |expr| match &*expr.node {
                ExprNode::Own(own) => targets.push((id, *own)),
                ExprNode::Cell(cell) => {
                    let found = study.cell(*cell).and_then(|cell| Some((cell.instance?, cell.index as usize)));
                    targets.extend(found.and_then(|(instance, index)| Some((study.instance(instance)?.kind, index))));
                }
                ExprNode::Field { base, index } => targets.extend(kind_of(study, id, base).map(|kind| (kind, *index))),
                _ => {}
            });
            edges.insert((id, index), targets);
        }
    }
    goes_round(&edges)
}

/// The kind whose cell a field is, as far as the expression before it tells.
fn kind_of(study: &Study, own: KindId, base: &Expr) -> Option<KindId> {
    let of_cell = |kind: KindId, index: usize| match study.kind(kind)?.cells.get(index)?.kind.element() {
        crate::hir::Type::Instance(instance) => Some(instance.kind),
        _ => None,
    };
    match &*base.node {
        ExprNode::Own(index) => of_cell(own, *index),
        ExprNode::Field { base, index } => of_cell(kind_of(study, own, base)?, *index),
        ExprNode::This => Some(own),
        ExprNode::Owner => study.kind(own)?.owner,
        ExprNode::Nested(kind) | ExprNode::Every { kind, .. } => Some(*kind),
        ExprNode::Filter { list, .. } => kind_of(study, own, list),
        _ => None,
    }
}

fn goes_round(edges: &HashMap<(KindId, usize), Vec<(KindId, usize)>>) -> bool {
    let mut incoming: HashMap<(KindId, usize), usize> = edges.keys().map(|node| (*node, 0)).collect();
    for target in edges.values().flatten() {
        if let Some(count) = incoming.get_mut(target) {
            *count += 1;
        }
    }
    let mut ready: Vec<_> = incoming.iter().filter(|(_, count)| **count == 0).map(|(node, _)| *node).collect();
    let mut left = incoming.len();
    while let Some(node) = ready.pop() {
        left -= 1;
        for target in edges.get(&node).into_iter().flatten() {
            if let Some(count) = incoming.get_mut(target) {
                *count -= 1;
                if *count == 0 {
                    ready.push(*target);
                }
            }
        }
    }
    left > 0
}

struct Search<'s> {
    study: &'s Study,
    done: HashSet<CellId>,
    reported: HashSet<CellId>,
}

impl Search<'_> {
    /// Whether what is given for a cell refers to others.
    fn may_close(&self, id: CellId) -> bool {
        let Some(given) = self.study.cell(id).and_then(|cell| cell.given.as_ref()) else { return false };
        let mut refers = false;
        visit(&given.expr, &mut |expr| {
            refers |= matches!(&*expr.node, ExprNode::Cell(_) | ExprNode::Own(_) | ExprNode::Field { .. });
        });
        refers
    }

    /// Follows what a cell leans on, without recursion: studies may be deep.
    fn from(&mut self, start: CellId, diagnostics: &mut Diagnostics) {
        if self.done.contains(&start) {
            return;
        }
        let mut path = vec![(start, self.leans_on(start))];
        let mut open: HashSet<CellId> = HashSet::from([start]);
        while let Some((cell, next)) = path.last_mut() {
            let Some(target) = next.pop() else {
                self.done.insert(*cell);
                open.remove(cell);
                path.pop();
                continue;
            };
            if open.contains(&target) {
                let loop_start = path.iter().position(|(cell, _)| *cell == target).unwrap_or(0);
                let cells = path.iter().skip(loop_start).map(|(cell, _)| *cell).collect::<Vec<_>>();
                self.report(&cells, diagnostics);
            } else if !self.done.contains(&target) {
                open.insert(target);
                let next = self.leans_on(target);
                path.push((target, next));
            }
        }
    }

    fn report(&mut self, cells: &[CellId], diagnostics: &mut Diagnostics) {
        if cells.iter().any(|cell| !self.reported.insert(*cell)) {
            return;
        }
        let mut ordered = cells.to_vec();
        let first = ordered.iter().enumerate().min_by_key(|(_, cell)| self.place(**cell)).map_or(0, |(at, _)| at);
        ordered.rotate_left(first);
        let Some(start) = ordered.first().copied() else { return };
        let names = ordered.iter().chain([&start]).map(|cell| self.study.cell_path(*cell));
        let path = names.collect::<Vec<_>>().join(" → ");
        if let Some(place) = self.place(start) {
            diagnostics.push(place, CheckError::Cycle { path, place: place.bytes() });
        }
    }

    fn place(&self, cell: CellId) -> Option<Span> {
        let given = self.study.cell(cell)?.given.as_ref();
        given.or_else(|| self.study.formula(cell)).map(|formula| formula.expr.span)
    }

    fn leans_on(&self, id: CellId) -> Vec<CellId> {
        let Some(formula) = self.study.formula(id) else { return Vec::new() };
        let this = self.study.cell(id).and_then(|cell| cell.instance);
        let mut found = Vec::new();
        visit_formula(formula, &mut |expr| match &*expr.node {
            ExprNode::Cell(cell) => found.push(*cell),
            ExprNode::Own(index) => found.extend(this.and_then(|this| self.study.cell_of(this, *index))),
            ExprNode::Field { base, index } => {
                let instances = self.instances(base, this, 8);
                found.extend(instances.into_iter().filter_map(|instance| self.study.cell_of(instance, *index)));
            }
            _ => {}
        });
        found
    }

    /// The instances that an expression stands for, as far as that can be told without computing.
    fn instances(&self, expr: &Expr, this: Option<InstanceId>, depth: usize) -> Vec<InstanceId> {
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        match &*expr.node {
            ExprNode::Constant(Value::Instance(id)) => vec![InstanceId(*id)],
            ExprNode::This => this.into_iter().collect(),
            ExprNode::Owner => this.and_then(|this| self.study.instance(this)?.owner).into_iter().collect(),
            ExprNode::Nested(_) => {
                this.and_then(|this| self.study.instance(this)).map(|this| this.nested.clone()).unwrap_or_default()
            }
            ExprNode::Every { kind, .. } => self.study.instances_of(*kind).map(|(id, _)| id).collect(),
            ExprNode::List(items) => items.iter().flat_map(|item| self.instances(item, this, depth)).collect(),
            ExprNode::Filter { list, .. } => self.instances(list, this, depth),
            ExprNode::Own(index) => self.of_cell(this.and_then(|this| self.study.cell_of(this, *index)), depth),
            ExprNode::Cell(cell) => self.of_cell(Some(*cell), depth),
            ExprNode::Field { base, index } => {
                let bases = self.instances(base, this, depth);
                bases.into_iter().flat_map(|base| self.of_cell(self.study.cell_of(base, *index), depth)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn of_cell(&self, cell: Option<CellId>, depth: usize) -> Vec<InstanceId> {
        let Some((cell, formula)) = cell.and_then(|cell| Some((cell, self.study.formula(cell)?))) else {
            return Vec::new();
        };
        self.instances(&formula.expr, self.study.cell(cell).and_then(|cell| cell.instance), depth)
    }
}

#[cfg(test)]
mod tests {
    use super::circle;

    /// A search that looks along the way for every step would take minutes for these.
    #[test]
    fn a_long_way_is_gone_once() {
        const LONG: usize = 200_000;
        assert_eq!(circle(LONG, |node| if node + 1 < LONG { vec![node + 1] } else { Vec::new() }), None);
        assert_eq!(circle(LONG, |node| (node > 0).then(|| node - 1).into_iter().collect()), None);
        assert_eq!(circle(LONG, |node| vec![(node + 1) % LONG]), Some((0..LONG).collect()));
    }

    #[test]
    fn a_circle_is_told_without_the_way_to_it() {
        let next = |node: usize| [vec![1], vec![2, 4], vec![3], vec![1], vec![]].get(node).cloned().unwrap_or_default();
        assert_eq!(circle(5, next), Some(vec![1, 2, 3]));
        assert_eq!(circle(1, |_| vec![0]), Some(vec![0]));
        assert_eq!(circle(3, |node| vec![vec![1, 2], vec![2], vec![]].into_iter().nth(node).unwrap_or_default()), None);
    }
}
