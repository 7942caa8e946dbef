//! Finding the places that selectors speak of.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::fmt;
use std::ops::Range;

use super::trigrams::{Trigrams, Work, end_of};
use super::{Quote, Selector};
use crate::article::BlockIndex;
use crate::highlight::{Haystack, fold};
use crate::text::{BlockText, Span};

/// How many steps all searches of one article may take together: a second or so. Thousands of quotes in a book take
/// a small part of it.
const MOST_STEPS: usize = 1 << 25;
/// What a stretch costs for each text block that it lies in.
const STEPS_OF_BLOCK: usize = 16;
/// Of this many code points the place is kept.
const EVERY: usize = 256;

/// The text content of an article: its text blocks in document order, those without text too, with one line feed
/// (U+000A) between them. A line break within a block is U+2028.
///
/// What searching needs is made when it is first needed.
pub struct TextContent<'a> {
    blocks: &'a [BlockText],
    text: String,
    /// Where each block starts.
    starts: Vec<usize>,
    /// Where each code point of [`EVERY`] many starts.
    points: Vec<usize>,
    trigrams: OnceCell<Trigrams>,
    folded: OnceCell<(Haystack, Trigrams)>,
    work: Work,
}

/// Why selectors have no place in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanchored {
    /// The words are not there, or the position is outside the text.
    Missing,
    /// There are several places, and nothing tells which.
    Ambiguous {
        /// How many fit best.
        places: usize,
    },
    /// Searching for this and what was searched before would take too long.
    TooMuchWork,
}

impl fmt::Display for Unanchored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("it is not in the text; it is left out"),
            Self::Ambiguous { places } => {
                write!(f, "{places} places fit; a prefix or a suffix would tell them apart; it is left out")
            }
            Self::TooMuchWork => f.write_str("searching takes too long; it and all behind it are left out"),
        }
    }
}

impl<'a> TextContent<'a> {
    /// The text content of these text blocks.
    pub fn new(blocks: &'a [BlockText]) -> Self {
        let mut text = String::with_capacity(blocks.iter().map(|block| block.as_str().len() + 1).sum());
        let mut starts = Vec::with_capacity(blocks.len());
        for block in blocks {
            if !starts.is_empty() {
                text.push('\n');
            }
            starts.push(text.len());
            text.push_str(block.as_str());
        }
        let points = text.char_indices().map(|(at, _)| at).chain([text.len()]).step_by(EVERY).collect();
        Self {
            blocks,
            text,
            starts,
            points,
            trigrams: OnceCell::new(),
            folded: OnceCell::new(),
            work: Work::new(MOST_STEPS),
        }
    }

    /// The whole.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The place that the first of some selectors finds, as a piece of each text block that it has text of; at least
    /// one. No piece has white space at its edges.
    ///
    /// A position counts where the text there is what the selector quotes, or where it quotes nothing. Else a quote
    /// is looked for as it is written, and, where that is nowhere, as searches do with all differences ignored. Runs
    /// of white space of any kind are all the same, and so is the end of a block. Of several places the one counts whose
    /// surroundings agree with the most characters of prefix and suffix, and of those the nearest to the position.
    /// (The recommendation takes all places; but an annotator had one in mind.)
    ///
    /// # Errors
    /// Where nothing is found, or several places fit equally. The work is bounded for all calls together.
    pub fn anchor(&self, selectors: &[Selector]) -> Result<Vec<(BlockIndex, Span)>, Unanchored> {
        let place = self.first_of(selectors, &(0..self.text.len()))?;
        let mut pieces = Vec::new();
        let first = self.starts.partition_point(|start| *start <= place.start).saturating_sub(1);
        for (block, start) in (0..).zip(&self.starts).skip(first).take_while(|(_, start)| **start < place.end)
        {
            self.work.spend(STEPS_OF_BLOCK).ok_or(Unanchored::TooMuchWork)?;
            let end = start + self.blocks[block as usize].as_str().len();
            let piece = self.trimmed(place.start.max(*start)..place.end.min(end));
            if !piece.is_empty() {
                pieces.push((BlockIndex(block), Span::new(piece.start - start, piece.end - start)));
            }
        }
        if pieces.is_empty() { Err(Unanchored::Missing) } else { Ok(pieces) }
    }

    fn first_of(&self, selectors: &[Selector], within: &Range<usize>) -> Result<Range<usize>, Unanchored> {
        let mut failure = Unanchored::Missing;
        for selector in selectors {
            let found = self.place(selector, within).and_then(|place| match &selector.refined_by[..] {
                [] => Ok(place),
                refinements => self.first_of(refinements, &place),
            });
            match found {
                Ok(place) => return Ok(place),
                Err(Unanchored::Missing) => {}
                Err(reason) => failure = reason,
            }
        }
        Err(failure)
    }

    /// What a selector selects, before it is refined.
    fn place(&self, selector: &Selector, within: &Range<usize>) -> Result<Range<usize>, Unanchored> {
        let position = selector.position.as_ref();
        let stated = position.and_then(|position| self.stated(position, within));
        let quote = selector.quote.as_ref().filter(|quote| !quote.exact.trim().is_empty());
        let Some(quote) = quote else { return stated.ok_or(Unanchored::Missing) };
        if let Some(stated) = stated.map(|stated| self.trimmed(stated))
            && end_of(&self.text, stated.start, quote.exact.trim(), &self.work) == Some(stated.end)
        {
            return Ok(stated);
        }
        let near = position.map(|position| self.byte(within.start, position.start).unwrap_or(within.end));
        let mut best = Best { near, within, place: 0..0, rank: (0, Reverse(0)), count: 0 };
        self.search(quote, &mut best);
        if best.count == 0 && !self.work.is_spent() {
            self.search_folded(quote, &mut best);
        }
        match best.count {
            _ if self.work.is_spent() => Err(Unanchored::TooMuchWork),
            0 => Err(Unanchored::Missing),
            1 => Ok(best.place),
            places => Err(Unanchored::Ambiguous { places }),
        }
    }

    /// The bytes of a position that lies within a stretch.
    fn stated(&self, position: &Range<usize>, within: &Range<usize>) -> Option<Range<usize>> {
        let start = self.byte(within.start, position.start)?;
        let end = self.byte(within.start, position.end)?;
        (start < end && end <= within.end).then_some(start..end)
    }

    /// The byte that comes so many code points behind another.
    fn byte(&self, from: usize, distance: usize) -> Option<usize> {
        let mark = self.points.partition_point(|point| *point <= from) - 1;
        let before = mark * EVERY + self.text[self.points[mark]..from].chars().count();
        let point = before.checked_add(distance)?;
        let mark = *self.points.get(point / EVERY)?;
        let places = self.text[mark..].char_indices().map(|(at, _)| mark + at);
        places.chain([self.text.len()]).nth(point % EVERY)
    }

    fn search(&self, quote: &Quote, best: &mut Best<'_>) {
        let text = &*self.text;
        let trigrams = self.trigrams.get_or_init(|| Trigrams::new(text));
        trigrams.find(text, quote.exact.trim(), &self.work, &mut |place| {
            if best.allows(&place) {
                let agreement = agreement(text, &place, quote, &self.work);
                best.offer(place, agreement);
            }
        });
    }

    fn search_folded(&self, quote: &Quote, best: &mut Best<'_>) {
        let (haystack, trigrams) = self.folded.get_or_init(|| {
            let haystack = Haystack::new(self.blocks.iter().map(BlockText::as_str));
            let trigrams = Trigrams::new(haystack.as_str());
            (haystack, trigrams)
        });
        let text = haystack.as_str();
        let quote =
            Quote { exact: fold(&quote.exact), prefix: fold(&quote.prefix), suffix: fold(&quote.suffix) };
        trigrams.find(text, quote.exact.trim(), &self.work, &mut |folded| {
            let mut signs = text[folded.clone()].chars();
            let (Some(first), Some(last)) = (signs.next(), text[folded.clone()].chars().next_back()) else {
                return;
            };
            let original = |start, end| {
                let (block, span) = haystack.to_original(start, end);
                let start = self.starts[block];
                start + span.start as usize..start + span.end as usize
            };
            let start = original(folded.start, folded.start + first.len_utf8()).start;
            let place = start..original(folded.end - last.len_utf8(), folded.end).end;
            if best.allows(&place) {
                best.offer(place, agreement(text, &folded, &quote, &self.work));
            }
        });
    }

    /// A stretch without the white space at its edges.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + text.len() - text.trim_start().len();
        start..start + text.trim().len()
    }
}

/// The best of the places of a quote.
struct Best<'a> {
    near: Option<usize>,
    within: &'a Range<usize>,
    place: Range<usize>,
    rank: (usize, Reverse<usize>),
    /// How many places have this rank.
    count: usize,
}

impl Best<'_> {
    fn allows(&self, place: &Range<usize>) -> bool {
        self.within.start <= place.start && place.end <= self.within.end
    }

    fn offer(&mut self, place: Range<usize>, agreement: usize) {
        let distance = self.near.map_or(0, |near| near.abs_diff(place.start));
        let rank = (agreement, Reverse(distance));
        if self.count == 0 || rank > self.rank {
            (self.place, self.rank, self.count) = (place, rank, 1);
        } else if rank == self.rank && place != self.place {
            // Two folded places may be of one character.
            self.count += 1;
        }
    }
}

/// How many characters on both sides of a place agree with the context of a quote, white space not counted.
fn agreement(text: &str, place: &Range<usize>, quote: &Quote, work: &Work) -> usize {
    let before = shared(&mut text[..place.start].chars().rev(), &mut quote.prefix.chars().rev(), work);
    let after = shared(&mut text[place.end..].chars(), &mut quote.suffix.chars(), work);
    before + after
}

fn shared(
    mut text: &mut dyn Iterator<Item = char>,
    context: &mut dyn Iterator<Item = char>,
    work: &Work,
) -> usize {
    let mut signs = 0;
    for wanted in context.filter(|c| !c.is_whitespace()) {
        let met = Iterator::find(&mut text, |c| work.spend(1).is_none() || !c.is_whitespace());
        if met != Some(wanted) {
            break;
        }
        signs += 1;
    }
    signs
}
