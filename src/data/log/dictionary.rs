//! The different words of a column, found by a hash table of their first bytes.

use super::cells::low_bytes;
use std::hash::Hasher;

const FREE: u32 = u32::MAX;
const FIRST_SLOTS: usize = 256;
/// The length in the highest byte of a key: longer words are compared whole.
const LONG: u128 = 0xff << 120;

#[derive(Clone, Copy, Debug)]
struct Slot {
    key: u128,
    code: u32,
}

/// Words in the order of their first appearance.
#[derive(Debug)]
pub struct Dictionary {
    slots: Vec<Slot>,
    words: Vec<Box<str>>,
}

impl Default for Dictionary {
    fn default() -> Dictionary {
        Dictionary { slots: vec![Slot { key: 0, code: FREE }; FIRST_SLOTS], words: Vec::new() }
    }
}

/// Up to fifteen bytes are their own key, with their length on top; of longer words it is a hash.
#[inline]
fn key(word: &[u8], first: u128) -> u128 {
    match word.len() {
        length @ 0..16 => (first & low_bytes(length as u32)) | ((length as u128) << 120),
        _ => LONG | long_key(word),
    }
}

fn long_key(word: &[u8]) -> u128 {
    let mut hash = WordHash(word.len() as u64);
    hash.write(word);
    u128::from(hash.finish())
}

/// A quick hash of words: no guard against words chosen to collide, which would only be slow.
#[derive(Debug, Default)]
pub struct WordHash(u64);

impl Hasher for WordHash {
    fn write(&mut self, word: &[u8]) {
        let (chunks, rest) = word.as_chunks::<8>();
        for chunk in chunks {
            self.0 = mix(u128::from(self.0 ^ u64::from_le_bytes(*chunk)));
        }
        for byte in rest {
            self.0 = mix(u128::from(self.0 ^ u64::from(*byte)));
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[inline]
fn mix(key: u128) -> u64 {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
    let product = u128::from(folded) * 0x9e37_79b9_7f4a_7c15_u128;
    (product as u64) ^ ((product >> 64) as u64)
}

impl Dictionary {
    /// The code of a word, which becomes a new one if it has not been seen. `first` are sixteen bytes from its first
    /// one on. None if it is no text or the dictionary is full.
    #[inline]
    pub fn code(&mut self, word: &[u8], first: u128) -> Option<u32> {
        let key = key(word, first);
        let mask = self.slots.len() - 1;
        let mut place = mix(key) as usize & mask;
        loop {
            let slot = self.slots.get(place)?;
            if slot.code == FREE {
                return self.add(word, key, place);
            }
            if slot.key == key && (word.len() < 16 || self.is_word(slot.code, word)) {
                return Some(slot.code);
            }
            place = (place + 1) & mask;
        }
    }

    fn is_word(&self, code: u32, word: &[u8]) -> bool {
        self.words.get(code as usize).is_some_and(|known| known.as_bytes() == word)
    }

    #[cold]
    fn add(&mut self, word: &[u8], key: u128, place: usize) -> Option<u32> {
        let code = u32::try_from(self.words.len()).ok().filter(|code| *code != FREE)?;
        self.words.push(std::str::from_utf8(word).ok()?.into());
        *self.slots.get_mut(place)? = Slot { key, code };
        if self.words.len() * 2 > self.slots.len() {
            self.grow();
        }
        Some(code)
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![Slot { key: 0, code: FREE }; size]);
        for slot in old.into_iter().filter(|slot| slot.code != FREE) {
            let mut place = mix(slot.key) as usize & (size - 1);
            while self.slots.get(place).is_some_and(|taken| taken.code != FREE) {
                place = (place + 1) & (size - 1);
            }
            if let Some(free) = self.slots.get_mut(place) {
                *free = slot;
            }
        }
    }

    /// The words, in the order of their codes.
    pub fn into_words(self) -> Vec<Box<str>> {
        self.words
    }
}
