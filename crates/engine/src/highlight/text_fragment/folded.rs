//! The searchable text of an article as a whole, and the search in it.

use std::ops::Range;

use super::{Passage, TextFragment};
use crate::article::{BlockIndex, is_unspaced};
use crate::highlight::fold;

/// The folded text of all blocks, and the way back to the blocks as written.
///
/// Only the places of the blocks are kept. The few positions that are asked for are found by folding
/// their block once more, character by character.
pub(super) struct Folded<'a> {
    blocks: &'a [&'a str],
    /// Each block is without white space at its edges and ends with a line feed. There are no others, so no
    /// term is found across blocks.
    text: String,
    /// Where each block begins in the text.
    starts: Vec<usize>,
}

/// A character of a folded block.
struct Sign {
    c: char,
    /// Where it is in the folded block, in bytes.
    at: usize,
    /// Which bytes of the block as written it stands for.
    origin: Range<usize>,
}

impl<'a> Folded<'a> {
    pub(super) fn new(blocks: &'a [&'a str]) -> Self {
        let mut text = String::with_capacity(blocks.iter().map(|block| block.len() + 1).sum());
        let mut starts = Vec::with_capacity(blocks.len());
        for block in blocks {
            starts.push(text.len());
            for_each_sign(block, &mut |sign| text.push(sign.c));
            text.push('\n');
        }
        Self { blocks, text, starts }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The block that has this byte, as a stretch of the text without its line feed.
    pub(super) fn block_around(&self, at: usize) -> Range<usize> {
        let block = self.block_at(at);
        let end = self.starts.get(block + 1).copied().unwrap_or(self.text.len());
        self.starts[block]..end - 1
    }

    fn block_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    /// The passage that a stretch of the text stands for: whole characters, with the accents and other signs
    /// behind them that folding dropped. The stretch is not empty, and has no white space at its edges.
    pub(super) fn passage(&self, range: Range<usize>) -> Passage {
        let (first, last) = (self.block_at(range.start), self.block_at(range.end - 1));
        let (from, to) = (range.start - self.starts[first], range.end - self.starts[last]);
        let (mut start, mut end) = (0, 0);
        for_each_sign(self.blocks[first], &mut |sign| {
            if sign.at <= from {
                start = sign.origin.start;
            }
        });
        for_each_sign(self.blocks[last], &mut |sign| {
            if sign.at < to {
                end = sign.origin.end;
            }
        });
        let rest = &self.blocks[last][end..];
        let dropped = rest.chars().take_while(|c| fold_one(*c).is_empty());
        end += dropped.map(char::len_utf8).sum::<usize>();
        Passage {
            first: BlockIndex(first as u32),
            start: start as u32,
            last: BlockIndex(last as u32),
            end: end as u32,
        }
    }

    /// The stretch of the text that a passage stands for, without white space at its edges. None where it is
    /// empty or the passage is not one of these blocks.
    pub(super) fn range(&self, passage: Passage) -> Option<Range<usize>> {
        let (first, last) = (passage.first.get(), passage.last.get());
        let (start, end) = (passage.start as usize, passage.end as usize);
        let (first_block, last_block) = (self.blocks.get(first)?, self.blocks.get(last)?);
        if !first_block.is_char_boundary(start) || !last_block.is_char_boundary(end) {
            return None;
        }
        let mut from = self.starts[first];
        for_each_sign(first_block, &mut |sign| {
            if sign.origin.start < start {
                from = self.starts[first] + sign.at + sign.c.len_utf8();
            }
        });
        let mut to = self.starts[last];
        for_each_sign(last_block, &mut |sign| {
            if sign.origin.start < end {
                to = self.starts[last] + sign.at + sign.c.len_utf8();
            }
        });
        let text = self.text.get(from..to)?;
        let from = to - text.trim_start().len();
        let to = from + text.trim().len();
        (from < to).then_some(from..to)
    }

    /// The text as written that a stretch of one block stands for, with white space as it is shown.
    pub(super) fn written(&self, range: Range<usize>) -> String {
        let passage = self.passage(range);
        let text = &self.blocks[passage.first.get()][passage.start as usize..passage.end as usize];
        let mut written = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !written.is_empty() {
                written.push(' ');
            }
            written.push_str(word);
        }
        written
    }

    /// The first stretch that a directive finds. Step by step what the draft calls
    /// “find a range from a text directive”.
    pub(super) fn locate(&self, fragment: &TextFragment) -> Option<Range<usize>> {
        let start = term(&fragment.start)?;
        let prefix = fragment.prefix.as_deref().and_then(term);
        let end = fragment.end.as_deref().and_then(term);
        let suffix = fragment.suffix.as_deref().and_then(term);
        // Only context frees an edge from being one of a word.
        let bounded = end.is_some() || suffix.is_none();
        let mut from = 0;
        loop {
            let found = match &prefix {
                None => self.find(&start, from, true, bounded)?,
                Some(prefix) => {
                    let prefix = self.find(prefix, from, true, false)?;
                    from = self.next(prefix.start);
                    let at = self.skip_space(prefix.end);
                    let found = at..at + start.len();
                    if !self.text[at..].starts_with(&start) || bounded && !self.is_word_boundary(found.end) {
                        continue;
                    }
                    found
                }
            };
            if prefix.is_none() {
                from = self.next(found.start);
            }
            let follows = |at: usize| match &suffix {
                None => true,
                Some(suffix) => {
                    let at = self.skip_space(at);
                    self.text[at..].starts_with(suffix) && self.is_word_boundary(at + suffix.len())
                }
            };
            let Some(end) = &end else {
                if follows(found.end) {
                    return Some(found);
                }
                continue;
            };
            let mut to = found.end;
            loop {
                // Where no end comes behind this start, none comes behind a later one.
                to = self.find(end, to, true, suffix.is_none())?.end;
                if follows(to) {
                    return Some(found.start..to);
                }
            }
        }
    }

    /// Whether no word reaches across a position.
    pub(super) fn is_word_boundary(&self, at: usize) -> bool {
        let (before, after) = self.text.split_at(at);
        let (mut before, mut after) = (before.chars().rev(), after.chars());
        let (Some(left), Some(right)) = (before.next(), after.next()) else { return true };
        let parts_word = |left: Option<char>, infix: char, right: Option<char>| matches!((left, right), (Some(left), Some(right)) if joins_with(left, infix, right));
        !(is_word_sign(left) && is_word_sign(right)
            || parts_word(Some(left), right, after.next())
            || parts_word(before.next(), left, Some(right)))
    }

    /// The first place of a term from a position on.
    fn find(
        &self,
        term: &str,
        mut from: usize,
        start_bounded: bool,
        end_bounded: bool,
    ) -> Option<Range<usize>> {
        loop {
            let start = from + self.text[from..].find(term)?;
            let end = start + term.len();
            if (!start_bounded || self.is_word_boundary(start))
                && (!end_bounded || self.is_word_boundary(end))
            {
                return Some(start..end);
            }
            from = self.next(start);
        }
    }

    fn next(&self, at: usize) -> usize {
        at + self.text[at..].chars().next().map_or(0, char::len_utf8)
    }

    /// The first position from here on that is not white space, in this block or in one behind it.
    pub(super) fn skip_space(&self, at: usize) -> usize {
        self.text.len() - self.text[at..].trim_start().len()
    }
}

/// The folded form of a term. None where nothing is left of it.
fn term(text: &str) -> Option<String> {
    let mut term = String::with_capacity(text.len());
    for_each_sign(text, &mut |sign| term.push(sign.c));
    (!term.is_empty()).then_some(term)
}

/// Folds a text. White space becomes one space between words, and none at the edges.
fn for_each_sign(text: &str, write: &mut dyn FnMut(Sign)) {
    let mut at = 0;
    let mut space = None;
    for (start, c) in text.char_indices() {
        for c_folded in fold_one(c).chars() {
            if c_folded.is_whitespace() {
                space.get_or_insert(start);
                continue;
            }
            if let Some(from) = space.take()
                && at > 0
            {
                write(Sign { c: ' ', at, origin: from..start });
                at += 1;
            }
            write(Sign { c: c_folded, at, origin: start..start + c.len_utf8() });
            at += c_folded.len_utf8();
        }
    }
}

fn fold_one(c: char) -> String {
    fold(c.encode_utf8(&mut [0; 4]))
}

/// Whether two of these side by side are of one word.
fn is_word_sign(c: char) -> bool {
    // Besides Han and kana, the scripts of Thai, Lao, Burmese and Khmer have no spaces between words.
    let unspaced = is_unspaced(c)
        || matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}');
    (c.is_alphanumeric() || c == '_') && !unspaced
}

/// Whether a sign between two others makes one word of them, as in “don't” and “1,000”: the rules WB6, WB7,
/// WB11 and WB12 of Unicode Standard Annex #29 for folded text.
fn joins_with(left: char, infix: char, right: char) -> bool {
    let numeric = left.is_numeric();
    is_word_sign(left)
        && is_word_sign(right)
        && numeric == right.is_numeric()
        && match infix {
            '\'' | '.' => true,
            ',' | ';' => numeric,
            '·' => !numeric,
            _ => false,
        }
}
