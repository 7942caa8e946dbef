//! The folded text of a row of text blocks, and the way back to the text as written.

use super::fold::{
    Folding, JOINER, compose, fold_as, fold_char, fold_ideograph, is_mark, is_pictographic, is_regional,
};
use crate::article::is_unspaced;
use crate::text::Span;

/// Stands between text blocks and for a line break that is meant as one. No folded keyword has it, so
/// nothing matches across it.
pub(super) const BARRIER: char = '\n';

/// A line break that is meant as one, as [`crate::article::Inline::own_text`] writes it. A line feed is but a
/// line's end in the source, and a space to the reader.
const LINE_BREAK: char = '\u{2028}';

/// Code points of one character as a reader sees it, at most. Text with more is none that anybody reads.
const LONGEST_CHARACTER: usize = 64;

/// A row of text blocks, folded, and the way back to the text as written.
///
/// Each run of spaces is one space. Offsets of the text as written count the blocks one behind the other,
/// with one byte between them.
#[derive(Clone, Debug, Default)]
pub struct Haystack {
    folded: String,
    /// Where folded and original offsets drift apart; sorted by `folded`. Text whose characters keep
    /// their length, as plain English, has none.
    drifts: Vec<Drift>,
    blocks: Vec<BlockStart>,
    /// Where one character has become several, as ß has: the start and the end in the folded text.
    expansions: Vec<(u32, u32)>,
    /// The last folded character, with its place in both texts.
    last: Option<(char, u32, u32)>,
    /// Whether the run of spaces that ends the text so far follows a sign of Han or kana, and whether a line of the
    /// source ends in it.
    behind_unspaced: bool,
    ends_line: bool,
    /// Bytes of the text as written so far.
    length: u32,
}

/// From byte `folded` on, an original offset is `original` plus the distance.
#[derive(Clone, Copy, Debug)]
struct Drift {
    folded: u32,
    original: u32,
    /// Up to the next drift all bytes stand for one stretch of the original, which is not divided.
    whole: bool,
}

/// Where a text block starts.
#[derive(Clone, Copy, Debug)]
struct BlockStart {
    folded: u32,
    original: u32,
}

impl Haystack {
    /// Folds text blocks, all differences ignored.
    pub fn new<'a>(blocks: impl IntoIterator<Item = &'a str>) -> Self {
        Self::with_folding(blocks, Folding::ALL)
    }

    /// Folds text blocks, some differences ignored.
    pub(super) fn with_folding<'a>(blocks: impl IntoIterator<Item = &'a str>, folding: Folding) -> Self {
        let mut haystack = Self::default();
        for block in blocks {
            haystack.push_block(block, folding);
        }
        haystack
    }

    /// The folded form of a keyword or of a stretch of text, the accents of a letter in one order.
    pub(super) fn folded(text: &str, folding: Folding) -> String {
        let mut haystack = Self::default();
        haystack.push_text(text, folding);
        if folding.accents { haystack.folded } else { fold_as(&haystack.folded, folding) }
    }

    fn push_block(&mut self, text: &str, folding: Folding) {
        self.last = None;
        (self.behind_unspaced, self.ends_line) = (false, false);
        self.blocks.push(BlockStart { folded: self.folded.len() as u32, original: self.length });
        self.push_text(text, folding);
        self.folded.push(BARRIER);
        self.length += 1;
    }

    fn push_text(&mut self, text: &str, folding: Folding) {
        let mut rest = text;
        while !rest.is_empty() {
            let plain = plain_length(rest.as_bytes(), self.last.is_some_and(|last| last.0 == ' '));
            if plain > 0 {
                self.push_plain(&rest[..plain], folding);
                rest = &rest[plain..];
            }
            let Some(c) = rest.chars().next() else { break };
            if !self.push_ideograph(c, folding) {
                self.push_char(c, folding);
            }
            rest = &rest[c.len_utf8()..];
        }
    }

    /// Adds characters that fold to themselves in lower case.
    fn push_plain(&mut self, text: &str, folding: Folding) {
        self.behind_unspaced = text == " " && self.last.is_some_and(|(last, ..)| is_unspaced(last));
        self.ends_line = false;
        let start = self.folded.len();
        self.folded.push_str(text);
        if folding.case {
            self.folded[start..].make_ascii_lowercase();
        }
        self.length += text.len() as u32;
        let last = self.folded.as_bytes()[self.folded.len() - 1];
        self.last = Some((char::from(last), self.folded.len() as u32 - 1, self.length - 1));
    }

    /// Adds an ideograph that stands for one of the same length and begins no line, as nearly all of a Chinese text do.
    /// Returns whether it is one.
    fn push_ideograph(&mut self, c: char, folding: Folding) -> bool {
        if !('\u{4E00}'..='\u{9FFF}').contains(&c) || self.ends_line {
            return false;
        }
        let ideograph = fold_ideograph(c, folding);
        if ideograph.len_utf8() != c.len_utf8() {
            return false;
        }
        self.behind_unspaced = false;
        self.last = Some((ideograph, self.folded.len() as u32, self.length));
        self.folded.push(ideograph);
        self.length += c.len_utf8() as u32;
        true
    }

    fn push_char(&mut self, c: char, folding: Folding) {
        let original = self.length;
        self.length += c.len_utf8() as u32;
        self.join_lines(c);
        let start = self.folded.len();
        let Self { folded, last, blocks, .. } = self;
        let (mut count, mut joined) = (0, None);
        if c == LINE_BREAK && !blocks.is_empty() {
            folded.push(BARRIER);
            *last = None;
            count = 1;
        } else {
            fold_char(c, folding, &mut |c| {
                let before = last.map(|last| last.0);
                match (before, c) {
                    (Some(' '), ' ') => return,
                    (Some(before), JOINER) if is_pictographic(before) => {}
                    (_, JOINER) => return,
                    _ => {}
                }
                if let Some((before, place, from)) = *last
                    && let Some(whole) = compose(before, c)
                {
                    folded.truncate(place as usize);
                    folded.push(whole);
                    if (place as usize) < start {
                        joined = Some((place, from));
                    }
                    *last = Some((whole, place, from));
                    return;
                }
                *last = Some((c, folded.len() as u32, original));
                folded.push(c);
                count += 1;
            });
        }
        if let Some((place, from)) = joined {
            while self.drifts.last().is_some_and(|drift| drift.folded > place) {
                self.drifts.pop();
            }
            self.drift(place, from, true);
        } else {
            let length = self.folded.len() - start;
            // The two bytes of ß are those of ss, but there is no boundary between them.
            if count == 1 && length == c.len_utf8() {
                return;
            }
            if length > 0 {
                self.drift(start as u32, original, true);
            }
            if count > 1 {
                self.expansions.push((start as u32, self.folded.len() as u32));
            }
        }
        self.drift(self.folded.len() as u32, self.length, false);
    }

    /// Between signs of Han or kana a line's end in the source is nothing, as nobody writes spaces there.
    fn join_lines(&mut self, c: char) {
        if c.is_whitespace() && c != LINE_BREAK {
            self.behind_unspaced |= self.last.is_some_and(|(last, ..)| is_unspaced(last));
            self.ends_line |= c == '\n' && self.behind_unspaced;
            return;
        }
        if self.ends_line && is_unspaced(c) && self.folded.ends_with(' ') {
            self.folded.pop();
            let place = self.folded.len() as u32;
            while self.drifts.last().is_some_and(|drift| drift.folded > place) {
                self.drifts.pop();
            }
            self.drift(place, self.length - c.len_utf8() as u32, false);
            self.last = None;
        }
        (self.behind_unspaced, self.ends_line) = (false, false);
    }

    fn drift(&mut self, folded: u32, original: u32, whole: bool) {
        let drift = Drift { folded, original, whole };
        match self.drifts.last_mut() {
            // Nothing was written since the last one, so nothing lies between the two.
            Some(last) if last.folded == folded => *last = drift,
            _ => self.drifts.push(drift),
        }
    }

    /// The folded text: the blocks one behind the other, a line feed behind each.
    pub fn as_str(&self) -> &str {
        &self.folded
    }

    /// What a stretch of the folded text stands for: the text block, counted from this haystack's first, and
    /// where in its text. It covers whole characters as a reader sees them (grapheme clusters, UAX #29),
    /// with the accents and other signs that were dropped behind them.
    ///
    /// `start < end`, both on boundaries of characters of the folded text, in one text block.
    pub fn to_original(&self, start: usize, end: usize) -> (usize, Span) {
        let (mut start, mut end) = (start, end);
        for _ in 0..LONGEST_CHARACTER {
            let Some(before) = self.continued_at(start).filter(|before| *before != BARRIER) else { break };
            start -= before.len_utf8();
        }
        for _ in 0..LONGEST_CHARACTER {
            let Some(c) = self.continued_at(end).and_then(|_| self.char_at(end)) else { break };
            end += c.len_utf8();
        }
        let block = self.blocks.partition_point(|block| block.folded as usize <= start).saturating_sub(1);
        let from = self.blocks.get(block).map_or(0, |block| block.original);
        let span = Span {
            start: self.original(start as u32, false) - from,
            end: self.original(end as u32, true) - from,
        };
        (block, span)
    }

    fn original(&self, offset: u32, round_up: bool) -> u32 {
        let next = self.drifts.partition_point(|drift| drift.folded <= offset);
        let Some(drift) = next.checked_sub(1).map(|at| self.drifts[at]) else { return offset };
        match drift.whole && offset > drift.folded {
            false => drift.original + (offset - drift.folded),
            // A stretch that is not divided always ends with a drift.
            true if round_up => self.drifts.get(next).map_or(self.length, |next| next.original),
            true => drift.original,
        }
    }

    /// Whether a stretch of the folded text is of whole characters as a reader sees them: no part of a joined emoji or
    /// a flag, nor of a character that has become several, and no mark goes on behind it.
    pub(crate) fn is_of_whole_characters(&self, start: usize, end: usize) -> bool {
        if self.expansions.is_empty() && self.is_plain_at(start) && self.is_plain_at(end) {
            return self.char_before(start) != Some(JOINER);
        }
        !self.divides_character(start) && !self.divides_character(end) && !self.divides_emoji(start, end)
    }

    /// Whether the character that starts at a byte goes on no other and nothing joins it: it is of ASCII or Han, which is
    /// nearly all there is.
    fn is_plain_at(&self, byte: usize) -> bool {
        let first = self.folded.as_bytes().get(byte).copied().unwrap_or_default();
        matches!(first, 0..0x80 | 0xE4..=0xE9)
    }

    /// Whether a byte of the folded text lies within what is one character to a reader.
    pub(super) fn divides_character(&self, byte: usize) -> bool {
        let behind = self.expansions.partition_point(|(start, _)| (*start as usize) < byte);
        if behind.checked_sub(1).is_some_and(|at| byte < self.expansions[at].1 as usize) {
            return true;
        }
        self.continued_at(byte).is_some()
    }

    /// The character before a byte, where the one behind it belongs to it.
    fn continued_at(&self, byte: usize) -> Option<char> {
        if self.is_plain_at(byte) {
            return None;
        }
        let (before, c) = self.char_before(byte).zip(self.char_at(byte))?;
        continues(before, c).then_some(before)
    }

    /// Whether a stretch of the folded text begins or ends within a joined emoji or a flag.
    pub(super) fn divides_emoji(&self, start: usize, end: usize) -> bool {
        // Tags follow the black flag and make it that of a region.
        let is_joiner = |c: char| c == JOINER || ('\u{E0020}'..='\u{E007F}').contains(&c);
        if self.char_before(start).is_some_and(is_joiner) || self.char_at(end).is_some_and(is_joiner) {
            return true;
        }
        // Flags are pairs, counted from the first of their row.
        let divides_flag = |at: usize| {
            self.char_at(at).is_some_and(is_regional)
                && self.folded[..at]
                    .chars()
                    .rev()
                    .take(LONGEST_CHARACTER)
                    .take_while(|c| is_regional(*c))
                    .count()
                    % 2
                    == 1
        };
        divides_flag(start) || divides_flag(end)
    }

    /// The folded byte at which the character of a byte of a text block starts, or a little before it; the block's
    /// end where it has no such byte.
    pub(super) fn to_folded(&self, block: usize, byte: u32) -> usize {
        let Some(start) = self.blocks.get(block) else { return self.folded.len() };
        let original = start.original.saturating_add(byte);
        let next = self.drifts.partition_point(|drift| drift.original <= original);
        let folded = match next.checked_sub(1).map(|at| self.drifts[at]) {
            None => original,
            Some(drift) if drift.whole => drift.folded,
            Some(drift) => drift.folded.saturating_add(original - drift.original),
        };
        let ends = [
            self.drifts.get(next).map(|next| next.folded),
            self.blocks.get(block + 1).map(|next| next.folded),
        ];
        ends.into_iter().flatten().fold(folded.min(self.folded.len() as u32), u32::min) as usize
    }

    /// The character that starts at a byte of the folded text.
    pub(super) fn char_at(&self, byte: usize) -> Option<char> {
        self.folded.get(byte..)?.chars().next()
    }

    /// The character that ends at a byte of the folded text.
    pub(super) fn char_before(&self, byte: usize) -> Option<char> {
        self.folded.get(..byte)?.chars().next_back()
    }
}

/// Whether a character belongs to the one before it as a reader sees them: a mark, or a consonant that a virama
/// joins (rules GB9, GB9a and GB9c of UAX #29, the viramas by the property Indic_Conjunct_Break).
fn continues(before: char, c: char) -> bool {
    const VIRAMAS: [char; 6] = ['\u{94D}', '\u{9CD}', '\u{ACD}', '\u{B4D}', '\u{C4D}', '\u{D4D}'];
    is_mark(c) || (VIRAMAS.contains(&before) && c.is_alphabetic())
}

/// Bytes at the start of a text that fold to themselves in lower case, one for one.
fn plain_length(text: &[u8], behind_space: bool) -> usize {
    let mut behind_space = behind_space;
    let is_plain = |byte: &u8| {
        let is_space = *byte == b' ';
        let is_repeated = is_space && behind_space;
        behind_space = is_space;
        (b' '..0x7F).contains(byte) && *byte != b'`' && !is_repeated
    };
    text.iter()
        .take_while({
            let mut is_plain = is_plain;
            move |byte| is_plain(byte)
        })
        .count()
}
