//! The searchable text of a text block, and the way between its offsets.
//!
//! The engine counts bytes of UTF-8, the DOM counts UTF-16 code units; [`Utf16Index`] goes from one to
//! the other.

mod percent;
mod utf16;

pub use percent::percent_decode;
pub(crate) use percent::percent_encode;
pub use utf16::Utf16Index;

use crate::article::{Article, Text};

/// A stretch of a text block, in bytes of its text.
///
/// `start <= end`, both on `char` boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of byte offsets. A text block is at most [`crate::decode::MAX_BYTES`] long, so they fit.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start: start as u32, end: end as u32 }
    }

    /// The same as a range, for slicing the text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether two spans share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The text of one text block, with the way to the offsets of the DOM. Built once for an article.
#[derive(Clone, Debug)]
pub struct BlockText {
    text: String,
    utf16: Utf16Index,
}

impl BlockText {
    /// The text of a text block; see [`Text::to_plain`] for what counts as its text.
    pub fn new(text: &Text) -> Self {
        Self::from_plain(text.to_plain())
    }

    /// A string as the text of a text block.
    pub fn from_plain(text: String) -> Self {
        Self { utf16: Utf16Index::new(&text), text }
    }

    /// The text as it is shown.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// A span of the text in UTF-16 code units, as DOM ranges count.
    pub fn to_utf16(&self, span: Span) -> std::ops::Range<u32> {
        let unit = |byte: u32| self.utf16.from_byte(&self.text, byte as usize) as u32;
        unit(span.start)..unit(span.end)
    }

    /// The byte at which this many UTF-16 code units have gone by; see [`Utf16Index::to_byte`].
    pub fn to_byte(&self, unit: u32) -> usize {
        self.utf16.to_byte(&self.text, unit as usize)
    }
}

impl Article {
    /// The text of each text block, in document order; a block's place is its
    /// [`crate::article::BlockIndex`].
    pub fn block_texts(&self) -> Vec<BlockText> {
        self.texts().into_iter().map(|(_, text)| BlockText::new(text)).collect()
    }
}
