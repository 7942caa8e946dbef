//! What tests of matching share: words by the Unicode rules and dictionaries, and all matches at once.

use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};
use sidelight_engine::highlight::{Match, Query, Search, WordBreaks};
use sidelight_engine::text::BlockText;

/// Word boundaries by ICU4X, which follows the same rules and dictionaries as browsers do.
pub struct UnicodeWords;

impl WordBreaks for UnicodeWords {
    fn is_break(&self, _: usize, text: &BlockText, byte: usize) -> bool {
        let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
        segmenter.segment_str(text.as_str()).any(|boundary| boundary == byte)
    }
}

pub fn texts(blocks: &[impl AsRef<str>]) -> Vec<BlockText> {
    blocks.iter().map(|block| BlockText::from_plain(block.as_ref().to_owned())).collect()
}

/// All matches of a query, found in one go.
pub fn find(query: &Query, texts: &[BlockText]) -> Vec<Match> {
    Search::find(query, texts, &UnicodeWords)
}
