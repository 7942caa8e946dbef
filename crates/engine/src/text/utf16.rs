//! Between bytes of UTF-8 and code units of UTF-16.

/// Bytes between two checkpoints. A look-up scans at most this many bytes; a checkpoint costs four.
const STRIDE: usize = 64;

/// Finds UTF-16 offsets of byte offsets, and back, without scanning the whole text.
#[derive(Clone, Debug, Default)]
pub struct Utf16Index {
    /// Code units of all characters that start before byte `STRIDE * (i + 1)`. Empty for ASCII,
    /// whose offsets are the same in both.
    checkpoints: Vec<u32>,
    ascii: bool,
}

impl Utf16Index {
    /// The index of this text. Every later call takes the same text.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { checkpoints: Vec::new(), ascii: true };
        }
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE);
        let mut units = 0;
        for chunk in text.as_bytes().chunks_exact(STRIDE) {
            units += chunk.iter().map(|byte| units_started_by(*byte)).sum::<u32>();
            checkpoints.push(units);
        }
        Self { checkpoints, ascii: false }
    }

    /// Code units before a byte; offsets past the end count as the end.
    ///
    /// An offset within a character counts the whole character.
    pub fn from_byte(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        if self.ascii {
            return byte;
        }
        let whole = byte / STRIDE;
        let rest = &text.as_bytes()[whole * STRIDE..byte];
        let before = whole.checked_sub(1).map_or(0, |last| self.checkpoints[last]);
        (before + rest.iter().map(|byte| units_started_by(*byte)).sum::<u32>()) as usize
    }

    /// The byte at which this many code units have gone by; offsets past the end count as the end.
    ///
    /// An offset within a surrogate pair is moved to the start of its character.
    pub fn to_byte(&self, text: &str, unit: usize) -> usize {
        if self.ascii {
            return unit.min(text.len());
        }
        let whole = self.checkpoints.partition_point(|units| (*units as usize) <= unit);
        let mut units = whole.checked_sub(1).map_or(0, |last| self.checkpoints[last] as usize);
        let mut byte = whole * STRIDE;
        // The stride may end within a character, whose units are counted already.
        while !text.is_char_boundary(byte) {
            byte += 1;
        }
        for c in text[byte..].chars() {
            if units + c.len_utf16() > unit {
                break;
            }
            units += c.len_utf16();
            byte += c.len_utf8();
        }
        byte
    }
}

/// Code units of the character that starts with this byte; none for a continuation byte.
fn units_started_by(byte: u8) -> u32 {
    match byte {
        0x80..=0xBF => 0,
        0xF0.. => 2,
        _ => 1,
    }
}
