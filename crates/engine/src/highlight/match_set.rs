//! All matches of a query in an article.

use std::ops::Range;

use super::{Matcher, Query};
use crate::article::BlockIndex;
use crate::text::{BlockText, Span};

/// One match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// The text block.
    pub block: BlockIndex,
    /// Where in its text.
    pub span: Span,
    /// Place of the keyword in the query.
    pub keyword: u16,
}

/// The matches of a query in document order: by block, start, end and keyword.
///
/// Matches of different keywords may overlap, and all of them are in the set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatchSet {
    matches: Vec<Match>,
    counts: Vec<u32>,
}

impl MatchSet {
    /// Finds the keywords of a query in all text blocks.
    pub fn find(query: &Query, texts: &[BlockText]) -> Self {
        let matchers: Vec<_> = query.keywords().iter().map(|keyword| Matcher::new(&keyword.text)).collect();
        let mut set = Self { matches: Vec::new(), counts: vec![0; matchers.len()] };
        for (block, text) in texts.iter().enumerate() {
            let first = set.matches.len();
            for (keyword, matcher) in matchers.iter().enumerate() {
                let found = matcher.iter().flat_map(|matcher| matcher.find_all(text.haystack()));
                let before = set.matches.len();
                set.matches.extend(found.map(|span| Match {
                    block: BlockIndex(block as u32),
                    span,
                    keyword: keyword as u16,
                }));
                set.counts[keyword] += (set.matches.len() - before) as u32;
            }
            if matchers.len() > 1 {
                set.matches[first..].sort_unstable();
            }
        }
        set
    }

    /// All matches.
    pub fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// Number of matches of each keyword, in the order of the query.
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// Number of matches.
    pub fn len(&self) -> usize {
        self.matches.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.matches.is_empty()
    }

    /// The matches in a row of text blocks.
    pub fn in_blocks(&self, blocks: Range<u32>) -> &[Match] {
        let from = |block: u32| self.matches.partition_point(|found| found.block.0 < block);
        &self.matches[from(blocks.start)..from(blocks.end.max(blocks.start))]
    }

    /// Place of the first match at or behind a position; none where all lie before it.
    pub fn first_from(&self, block: BlockIndex, byte: u32) -> Option<usize> {
        let at = self.matches.partition_point(|found| (found.block, found.span.start) < (block, byte));
        (at < self.matches.len()).then_some(at)
    }
}
