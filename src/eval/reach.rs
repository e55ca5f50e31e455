//! What holds of a cell because it holds of one that it rests on.

use crate::hir::CellId;
use std::collections::{HashMap, HashSet};

/// Whether something holds of a cell, or of any cell below it. `look` tells whether it holds of a cell by itself, and which
/// cells are right below; what is found on the way is kept in `known`.
pub fn any_below(
    start: CellId,
    known: &mut HashMap<CellId, bool>,
    look: &mut dyn FnMut(CellId) -> (bool, Vec<CellId>),
) -> bool {
    let mut entered: HashSet<CellId> = HashSet::new();
    // From the cell that is asked of to the one that is looked at, each with the cells below it that are still to be asked.
    let mut path: Vec<(CellId, Vec<CellId>)> = Vec::new();
    let mut asked = Some(start);
    loop {
        if let Some(cell) = asked {
            let holds = match known.get(&cell) {
                Some(holds) => *holds,
                // It rests on itself: then it holds only because of others.
                None if !entered.insert(cell) => false,
                None => {
                    let (holds, below) = look(cell);
                    path.push((cell, below));
                    holds
                }
            };
            if holds {
                known.extend(path.iter().map(|(above, _)| (*above, true)));
                return true;
            }
        }
        let Some((cell, below)) = path.last_mut() else { return false };
        asked = below.pop();
        if asked.is_none() {
            known.insert(*cell, false);
            path.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_holds_of_all_that_can_be_reached(
            below in prop::collection::vec(prop::collection::vec(0_u32..12, 0..5), 12),
            of in prop::collection::vec(prop::bool::weighted(0.2), 12),
        ) {
            // Every cell rests on earlier ones only.
            let below: Vec<Vec<u32>> = below
                .into_iter()
                .enumerate()
                .map(|(cell, below)| below.into_iter().filter(|earlier| (*earlier as usize) < cell).collect())
                .collect();
            let mut naive: Vec<bool> = Vec::new();
            for (cell, below) in below.iter().enumerate() {
                naive.push(of[cell] || below.iter().any(|earlier| naive[*earlier as usize]));
            }
            let mut known = HashMap::new();
            for cell in (0..12).rev() {
                let holds = any_below(CellId(cell), &mut known, &mut |cell| {
                    let place = cell.0 as usize;
                    (of[place], below[place].iter().copied().map(CellId).collect())
                });
                prop_assert_eq!(holds, naive[cell as usize]);
            }
        }
    }
}
