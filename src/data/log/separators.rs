//! Where the cells of a block end. All of them are found before any is read: then no cell waits for the one before.

/// So many bytes are looked at together: one bit of a mask for each.
const STRIDE: usize = 64;

/// The places of all delimiters and newlines.
pub fn find(bytes: &[u8], delimiter: u8, ends: &mut Vec<u32>) {
    let mut found = 0;
    let (strides, rest) = bytes.as_chunks::<STRIDE>();
    let mut last = [0; STRIDE];
    last.iter_mut().zip(rest).for_each(|(target, byte)| *target = *byte);
    // The last stride is filled up with zeros, which divide nothing.
    for (stride, place) in strides.iter().chain(Some(&last)).zip((0_u32..).step_by(STRIDE)) {
        if ends.len() < found + STRIDE {
            ends.resize(2 * ends.len() + STRIDE, 0);
        }
        found += write(mask(stride, delimiter), place, ends.get_mut(found..).unwrap_or_default());
    }
    ends.truncate(found);
}

/// A bit for each byte that is a delimiter or newline.
#[inline]
fn mask(bytes: &[u8; STRIDE], delimiter: u8) -> u64 {
    let separators = bytes.map(|byte| u8::from(byte == delimiter) | u8::from(byte == b'\n'));
    let eights = separators.as_chunks::<8>().0.iter().rev();
    // The product gathers the lowest bit of each byte in the highest byte.
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.fold(0, |mask, eight| (mask << 8) | bits(eight))
}

/// Writes the places of the bits: how many. Writing eight at a time, whether there are so many or not, spares the
/// processor a guess at their number.
#[inline]
fn write(mut mask: u64, place: u32, ends: &mut [u32]) -> usize {
    let count = mask.count_ones() as usize;
    for eight in ends.as_chunks_mut::<8>().0.iter_mut().take(count.div_ceil(8).max(1)) {
        for end in eight {
            *end = place + mask.trailing_zeros();
            mask &= mask.wrapping_sub(1);
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn all_separators_of_all_lengths() {
        let text: Vec<u8> = (0..1000_u32).map(|at| b",x\nyy,\xff\0;"[(at * at % 9) as usize]).collect();
        for (from, to) in (0..100).zip((0..1000).rev()) {
            let text = &text[from..to];
            let naive = |(at, byte): (usize, &u8)| matches!(byte, b',' | b'\n').then_some(at as u32);
            let expected: Vec<u32> = text.iter().enumerate().filter_map(naive).collect();
            let mut ends = vec![7; from];
            find(text, b',', &mut ends);
            assert_eq!(ends, expected);
        }
        let mut ends = Vec::new();
        find(&[b'\n'; 200], b',', &mut ends);
        assert_eq!(ends, (0..200).collect::<Vec<_>>());
    }
}
