//! Where in the whole article a place lies.
//!
//! It goes by the amount of text, not by its layout, which need not be known for it.

use sidelight_engine::article::BlockIndex;
use sidelight_engine::text::Span;

use crate::state::{OpenArticle, Place};

/// How many bytes of text stand before each text block.
pub struct Scale {
    starts: Vec<u32>,
    length: u32,
}

impl Scale {
    /// The scale of an article.
    pub fn new(open: &OpenArticle) -> Self {
        let mut length = 0;
        let starts = open
            .texts
            .iter()
            .map(|text| {
                let start = length;
                length += text.as_str().len() as u32;
                start
            })
            .collect();
        Self { starts, length: length.max(1) }
    }

    /// On which of so many steps a place lies, from 0 to `steps` (only where it is the very end).
    pub fn step(&self, block: BlockIndex, span: Span, steps: usize) -> usize {
        let byte = self.starts.get(block.get()).copied().unwrap_or_default() + span.start;
        (u64::from(byte) * steps as u64 / u64::from(self.length)) as usize
    }

    /// The place at a part (0 to 1) of the whole.
    pub fn place(&self, part: f64) -> Option<Place> {
        let byte = (part * f64::from(self.length)) as u32;
        let block = self.starts.partition_point(|start| *start <= byte).checked_sub(1)?;
        Some(Place { block: BlockIndex(block as u32), span: Span { start: 0, end: 1 } })
    }
}
