//! What is remembered of computed cells, and what has to be forgotten when one of them changes.

use super::error::Failure;
use super::variant::VariantId;
use crate::hir::CellId;
use crate::value::Value;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What is known of one cell in one variant.
#[derive(Clone)]
pub struct Slot {
    /// What it came to; nothing once something changed that it rests on.
    pub outcome: Option<Result<Value, Failure>>,
    /// The cells of its variant that its formula looked at.
    pub leans_on: Box<[CellId]>,
    /// Every cell that has been told to tell this one when it changes.
    told: Box<[CellId]>,
}

/// The slots of one variant: the study itself has one for most cells, a scenario for few.
#[derive(Clone)]
pub enum Slots {
    /// By the number of the cell.
    All(Vec<Option<Box<Slot>>>),
    /// Those that there are.
    Few(HashMap<CellId, Slot, BuildHasherDefault<NumberHasher>>),
}

impl Slots {
    /// For a study with so many cells.
    pub fn all(cells: usize) -> Slots {
        let mut slots = Vec::new();
        slots.resize_with(cells, || None);
        Slots::All(slots)
    }

    /// The slot of a cell, of value or not.
    fn get(&self, cell: CellId) -> Option<&Slot> {
        match self {
            Slots::All(slots) => slots.get(cell.0 as usize)?.as_deref(),
            Slots::Few(slots) => slots.get(&cell),
        }
    }

    fn get_mut(&mut self, cell: CellId) -> Option<&mut Slot> {
        match self {
            Slots::All(slots) => slots.get_mut(cell.0 as usize)?.as_deref_mut(),
            Slots::Few(slots) => slots.get_mut(&cell),
        }
    }

    /// The slot of a cell whose value holds.
    pub fn known(&self, cell: CellId) -> Option<&Slot> {
        self.get(cell).filter(|slot| slot.outcome.is_some())
    }

    /// Takes a slot in; gives back the cells that have not been told yet to tell it when they change.
    pub fn insert(
        &mut self,
        cell: CellId,
        outcome: Result<Value, Failure>,
        leans_on: Box<[CellId]>,
        looked_at: Box<[CellId]>,
    ) -> Vec<CellId> {
        if let Some(known) = self.get_mut(cell) {
            known.outcome = Some(outcome);
            known.leans_on = leans_on;
            let new: Vec<CellId> = looked_at.iter().copied().filter(|looked| !known.told.contains(looked)).collect();
            if !new.is_empty() {
                known.told = known.told.iter().chain(&new).copied().collect();
            }
            return new;
        }
        let new = looked_at.to_vec();
        let slot = Slot { outcome: Some(outcome), leans_on, told: looked_at };
        match self {
            Slots::All(slots) => {
                if let Some(place) = slots.get_mut(cell.0 as usize) {
                    *place = Some(Box::new(slot));
                }
            }
            Slots::Few(slots) => {
                slots.insert(cell, slot);
            }
        }
        new
    }

    /// The value of a cell does not hold any more; says whether it did.
    pub fn forget(&mut self, cell: CellId) -> bool {
        self.get_mut(cell).is_some_and(|slot| slot.outcome.take().is_some())
    }
}

/// Which cells are to be forgotten when a cell changes.
#[derive(Clone, Default)]
pub struct Dependents {
    users: HashMap<CellId, Vec<(VariantId, CellId)>, BuildHasherDefault<NumberHasher>>,
}

impl Dependents {
    /// From now on a cell is forgotten when one of these changes.
    pub fn tell(&mut self, looked_at: Vec<CellId>, user: (VariantId, CellId)) {
        for cell in looked_at {
            self.users.entry(cell).or_default().push(user);
        }
    }

    /// The cells to forget when this one changes.
    pub fn of(&self, cell: CellId) -> &[(VariantId, CellId)] {
        self.users.get(&cell).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Cells are numbered one after another: a multiplication spreads them well enough.
#[derive(Clone, Copy, Default)]
pub struct NumberHasher(u64);

impl Hasher for NumberHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        let mixed = (self.0 ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}
