//! Links to a passage: the text directives of an address, `#:~:text=`.
//!
//! Follows the WICG's draft “URL Fragment Text Directives”, <https://wicg.github.io/scroll-to-text-fragment/>,
//! in what a directive means. Three things are taken more widely, as everywhere in a search here:
//! characters are compared when folded, see [`fold`](super::fold); signs that are written without spaces are
//! each a word; and a passage is looked for in the article's text blocks, not in the page.

mod directive;
mod folded;
mod quote;

use crate::article::BlockIndex;
use crate::text::{BlockText, Span};
use folded::Folded;

/// One `text=` directive: `text=[prefix-,]start[,end][,-suffix]`.
///
/// No term is empty when it was parsed; none may be for the directive to be read again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextFragment {
    /// What directly precedes the passage, with white space between or not. Not a part of it.
    pub prefix: Option<String>,
    /// The whole passage, or its first words.
    pub start: String,
    /// The last words of a passage of which [`start`](Self::start) are the first.
    pub end: Option<String>,
    /// What directly follows the passage. Not a part of it.
    pub suffix: Option<String>,
}

/// A stretch of an article, which may reach across text blocks. In bytes of the blocks' texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// The text block in which it begins.
    pub first: BlockIndex,
    /// The first byte, in the text of the first block.
    pub start: u32,
    /// The text block in which it ends; not before the first.
    pub last: BlockIndex,
    /// One past the last byte, in the text of the last block.
    pub end: u32,
}

impl Passage {
    /// The part of the passage in one text block, in bytes of its text; none where it has no part there.
    pub fn span_in(&self, block: BlockIndex, texts: &[BlockText]) -> Option<Span> {
        let length = texts.get(block.get())?.as_str().len() as u32;
        let is_within = (self.first..=self.last).contains(&block);
        let start = if block == self.first { self.start } else { 0 };
        let end = if block == self.last { self.end } else { length };
        (is_within && start < end && end <= length).then_some(Span { start, end })
    }
}

impl TextFragment {
    /// Finds the passage in the texts of an article's text blocks: the first in document order.
    ///
    /// The passage and its context begin and end between words, but a passage may part a word from its
    /// prefix or its suffix. Each term lies in one block. Prefix and suffix may lie in the next blocks that
    /// have text; between start and end may be any number of blocks. White space of any length is as one
    /// space.
    ///
    /// ```
    /// use sidelight_engine::highlight::TextFragment;
    /// let fragments = TextFragment::parse_all("#:~:text=a%20model,parameters");
    /// let blocks = ["It is a model", "of few Parameters."];
    /// let passage = fragments[0].find(&blocks).expect("a passage");
    /// assert_eq!(&blocks[0][passage.start as usize..], "a model");
    /// assert_eq!(&blocks[1][..passage.end as usize], "of few Parameters");
    /// ```
    pub fn find(&self, blocks: &[&str]) -> Option<Passage> {
        let text = Folded::new(blocks);
        text.locate(self).map(|range| text.passage(range))
    }

    /// A short directive that finds this passage, and no other, in these blocks.
    ///
    /// A passage of at most 80 characters is quoted whole, a longer one or one of several blocks by its first
    /// and last words. Words of the context are added only where the passage would not be found without.
    /// White space at either edge of the passage is left out of it, and so is a combining sign whose letter is
    /// outside.
    ///
    /// None where nothing of the passage is left, where it does not lie in the blocks on boundaries of
    /// characters, or where the same words stand further up with the same context of 64 words.
    pub fn for_passage(blocks: &[&str], passage: Passage) -> Option<Self> {
        let text = Folded::new(blocks);
        quote::shortest(&text, text.range(passage)?)
    }
}
