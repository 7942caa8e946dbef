//! The search of one article: in pieces, in any order, each keyword once.

use std::ops::Range;

use sidelight_automaton::Automaton;

use super::fold::Folding;
use super::{Haystack, Match, Matcher, Query, WordBreaks};
use crate::article::BlockIndex;
use crate::text::BlockText;

/// Bytes of text in a piece, about: folded and searched within a few milliseconds, so that a page stays
/// responsive between two.
const PIECE: usize = 32 * 1024;

/// Up to so many keywords, one search for each is faster than a pass for all of them.
const FEW: usize = 3;

/// More keywords than these are searched in several passes, and longer ones (in bytes) each by itself, so that the
/// table of a pass stays small.
const MANY: usize = 500;
const LONG: usize = 64;

/// Bytes that one character may have become when folded, and a little more.
const LONGEST_EXPANSION: u32 = 64;

/// Keywords that are no longer looked for, and whose matches are kept for when they are again: a reader who
/// takes the last letter back has the result at once.
const KEPT: usize = 8;

/// The search of an article: what its text is when folded, and what each keyword finds in it.
///
/// The text is taken in pieces, a row of text blocks each, and every call does the work of some of them, so that
/// a caller can search what is in view first and the rest little by little. What a keyword has found is kept
/// for as long as it is looked for, and a longer keyword looks only where its beginning was found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    pieces: Vec<Piece>,
    /// How the text is folded.
    folding: Folding,
    query: Query,
    keywords: Vec<Found>,
    /// Keywords of earlier queries, the latest last.
    earlier: Vec<Found>,
    passes: Vec<Pass>,
}

#[derive(Clone, Debug)]
struct Piece {
    /// Numbers of its text blocks.
    blocks: Range<usize>,
    /// Bytes of its text.
    length: usize,
    /// None until it is needed.
    haystack: Option<Haystack>,
}

/// A keyword and what it has found.
#[derive(Clone, Debug)]
struct Found {
    text: String,
    /// None for a keyword by which nothing can be found.
    matcher: Option<Matcher>,
    /// Its matches in each piece; none where they are not yet known.
    pieces: Vec<Option<Hits>>,
}

/// Matches in the folded text of a piece, in their order.
#[derive(Clone, Debug, Default)]
struct Hits {
    starts: Vec<u32>,
    /// Empty where all matches are as long as the needle.
    ends: Vec<u32>,
    /// Bytes of each match where `ends` is empty.
    length: u32,
    /// Whether the needle stands at more places than these and those that overlap them.
    has_halves: bool,
}

/// Keywords that are looked for in one pass.
#[derive(Clone, Debug)]
struct Pass {
    automaton: Automaton,
    /// For each needle the place of its keyword.
    keywords: Vec<usize>,
}

impl Hits {
    fn of(matcher: &Matcher) -> Self {
        Self { length: matcher.needle().map_or(0, str::len) as u32, ..Self::default() }
    }

    fn len(&self) -> usize {
        self.starts.len()
    }

    fn get(&self, at: usize) -> (u32, u32) {
        let start = self.starts[at];
        (start, self.ends.get(at).copied().unwrap_or(start + self.length))
    }
}

impl Search {
    /// The search of these text blocks. Nothing is folded yet.
    pub fn new(texts: &[BlockText]) -> Self {
        let mut pieces = Vec::new();
        let (mut start, mut length) = (0, 0);
        for (block, text) in texts.iter().enumerate() {
            length += text.as_str().len() + 1;
            if length >= PIECE || block + 1 == texts.len() {
                pieces.push(Piece { blocks: start..block + 1, length, haystack: None });
                (start, length) = (block + 1, 0);
            }
        }
        Self { pieces, ..Self::default() }
    }

    /// All matches of a query in these text blocks, at once.
    pub fn find(query: &Query, texts: &[BlockText], words: &dyn WordBreaks) -> Vec<Match> {
        let mut search = Self::new(texts);
        search.set_query(query);
        while search.advance(texts, words) {}
        search.matches(0..search.len())
    }

    /// Folds one piece that is not folded yet. Returns whether there was one.
    pub fn fold(&mut self, texts: &[BlockText]) -> bool {
        let next = self.pieces.iter_mut().find(|piece| piece.haystack.is_none());
        next.map(|piece| piece.fold(texts, self.folding)).is_some()
    }

    /// Looks for these keywords from now on. What is known of them stays known.
    pub fn set_query(&mut self, query: &Query) {
        if query.options() != self.query.options() {
            self.keywords.clear();
            self.earlier.clear();
        }
        let folding = query.options().text_folding();
        if folding != self.folding {
            self.folding = folding;
            self.pieces.iter_mut().for_each(|piece| piece.haystack = None);
        }
        self.query = query.clone();
        let mut known = std::mem::take(&mut self.keywords);
        for keyword in query.keywords() {
            let is_it = |found: &Found| found.text == keyword.text;
            let found = match known.iter().position(is_it) {
                Some(place) => known.swap_remove(place),
                None => match self.earlier.iter().position(is_it) {
                    Some(place) => self.earlier.remove(place),
                    None => Found {
                        text: keyword.text.clone(),
                        matcher: Matcher::new(&keyword.text, query.options()).ok().flatten(),
                        pieces: vec![None; self.pieces.len()],
                    },
                },
            };
            self.keywords.push(found);
        }
        self.earlier.append(&mut known);
        let surplus = self.earlier.len().saturating_sub(KEPT);
        self.earlier.drain(..surplus);
        self.narrow();
        self.make_passes();
    }

    /// What is looked for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Takes the matches of longer keywords from those of shorter ones.
    fn narrow(&mut self) {
        for place in 0..self.keywords.len() {
            if self.keywords[place].is_begun() {
                continue;
            }
            let Some(matcher) = &self.keywords[place].matcher else { continue };
            let Some(needle) = matcher.needle() else { continue };
            let is_shorter = |other: &&Found| {
                other.is_begun() && other.matcher.as_ref().is_some_and(|other| matcher.narrows(other))
            };
            let known = self.earlier.iter().rev().chain(&self.keywords);
            let Some(shorter) = known.into_iter().find(is_shorter) else { continue };
            let narrowed = self.pieces.iter().zip(&shorter.pieces).map(|(piece, hits)| {
                let haystack = piece.haystack.as_ref()?;
                let text = haystack.as_str().as_bytes();
                let mut narrower = Hits::of(matcher);
                let mut end = 0;
                for start in &hits.as_ref().filter(|hits| !hits.has_halves)?.starts {
                    let at = *start as usize;
                    if at < end || !text[at..].starts_with(needle.as_bytes()) {
                        continue;
                    }
                    end = at + needle.len();
                    // Whether two matches share a character is for a fresh search to tell.
                    if haystack.divides_character(end) {
                        return None;
                    }
                    narrower.starts.push(*start);
                }
                Some(narrower)
            });
            self.keywords[place].pieces = narrowed.collect();
        }
    }

    /// Puts together what one pass finds, of the keywords that are not known already.
    fn make_passes(&mut self) {
        let is_open = |found: &Found| {
            let needle = found.matcher.as_ref().and_then(Matcher::needle);
            needle.is_some_and(|needle| needle.len() <= LONG) && !found.is_complete()
        };
        let open: Vec<_> = (0..self.keywords.len()).filter(|place| is_open(&self.keywords[*place])).collect();
        let rows = open.chunks(MANY).filter(|_| open.len() > FEW);
        self.passes = rows
            .map(|keywords| {
                let needles: Vec<_> = keywords
                    .iter()
                    .filter_map(|place| self.keywords[*place].matcher.as_ref()?.needle())
                    .map(str::as_bytes)
                    .collect();
                Pass { automaton: Automaton::new(&needles), keywords: keywords.to_vec() }
            })
            .collect();
    }

    /// Searches the pieces that hold these text blocks.
    pub fn advance_in(&mut self, blocks: Range<u32>, texts: &[BlockText], words: &dyn WordBreaks) {
        let wanted = blocks.start as usize..blocks.end as usize;
        let near: Vec<_> = (0..self.pieces.len())
            .filter(|piece| {
                let blocks = &self.pieces[*piece].blocks;
                blocks.start < wanted.end && wanted.start < blocks.end && self.is_open(*piece)
            })
            .collect();
        near.chunks(4).for_each(|pieces| self.search(pieces, texts, words));
    }

    /// Searches the next few pieces, and says whether there are more.
    pub fn advance(&mut self, texts: &[BlockText], words: &dyn WordBreaks) -> bool {
        // An expression may take long over a piece.
        let count = if self.query.options().regex { 1 } else { 4 };
        let mut open = (0..self.pieces.len()).filter(|piece| self.is_open(*piece));
        let next: Vec<_> = open.by_ref().take(count).collect();
        let has_more = open.next().is_some();
        self.search(&next, texts, words);
        has_more
    }

    /// Whether every match in the article is known.
    pub fn is_complete(&self) -> bool {
        self.keywords.iter().all(Found::is_complete)
    }

    fn is_open(&self, piece: usize) -> bool {
        self.keywords.iter().any(|found| found.matcher.is_some() && found.pieces[piece].is_none())
    }

    /// Searches up to four pieces.
    fn search(&mut self, pieces: &[usize], texts: &[BlockText], words: &dyn WordBreaks) {
        for piece in pieces {
            self.pieces[*piece].fold(texts, self.folding);
        }
        let haystacks: Vec<_> =
            pieces.iter().filter_map(|piece| self.pieces[*piece].haystack.as_ref()).collect();
        let mut in_pass = vec![false; self.keywords.len()];
        for pass in &self.passes {
            let mut collectors: Vec<_> = pieces
                .iter()
                .zip(&haystacks)
                .map(|(piece, haystack)| {
                    let first = self.pieces[*piece].blocks.start;
                    let matchers =
                        pass.keywords.iter().filter_map(|place| self.keywords[*place].matcher.as_ref());
                    let rows = matchers.map(|matcher| Collector::new(matcher, haystack, texts, first, words));
                    rows.collect::<Vec<_>>()
                })
                .collect();
            let bytes =
                |at: usize| haystacks.get(at).map_or(&[][..], |haystack| haystack.as_str().as_bytes());
            pass.automaton.find([bytes(0), bytes(1), bytes(2), bytes(3)], &mut |piece, needle, end| {
                let collector = &mut collectors[piece][needle as usize];
                let length = collector.hits.length as usize;
                collector.offer(end - length, end);
            });
            let collected: Vec<Vec<_>> = collectors
                .into_iter()
                .map(|row| row.into_iter().map(|collector| collector.hits).collect())
                .collect();
            for (piece, row) in pieces.iter().zip(collected) {
                for (place, hits) in pass.keywords.iter().zip(row) {
                    in_pass[*place] = true;
                    self.keywords[*place].pieces[*piece].get_or_insert(hits);
                }
            }
        }
        for (found, _) in self.keywords.iter_mut().zip(in_pass).filter(|(_, in_pass)| !in_pass) {
            let Some(matcher) = &found.matcher else { continue };
            for (piece, haystack) in pieces.iter().zip(&haystacks) {
                if found.pieces[*piece].is_none() {
                    let first = self.pieces[*piece].blocks.start;
                    let mut collector = Collector::new(matcher, haystack, texts, first, words);
                    matcher.find(haystack, &mut |start, end| collector.offer(start, end));
                    found.pieces[*piece] = Some(collector.hits);
                }
            }
        }
    }
}

/// What has been found, in the order of the article: by start, end and keyword, in the text as it is folded.
/// Matches of different keywords may overlap, and all are there; those of hidden keywords are not. As long as the
/// search is not complete, it is what has been found so far.
impl Search {
    /// Number of matches.
    pub fn len(&self) -> usize {
        (0..self.pieces.len()).map(|piece| self.len_of(piece)).sum()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of matches of each keyword, hidden ones as well, in the order of the query.
    pub fn counts(&self) -> Vec<usize> {
        self.keywords.iter().map(|found| found.pieces.iter().flatten().map(Hits::len).sum()).collect()
    }

    /// The matches from one place in the order to another.
    pub fn matches(&self, places: Range<usize>) -> Vec<Match> {
        let mut matches = Vec::new();
        let mut first = 0;
        for piece in 0..self.pieces.len() {
            let length = self.len_of(piece);
            let wanted = places.start.saturating_sub(first)..places.end.saturating_sub(first).min(length);
            if wanted.start < wanted.end {
                let end = self.pieces[piece].folded_length();
                // The last byte before which no more start than are left out, and the first with enough before it.
                let from = first_byte(end, |byte| self.count_before(piece, byte + 1) > wanted.start);
                let to = first_byte(end, |byte| self.count_before(piece, byte) >= wanted.end);
                let skipped = self.count_before(piece, from);
                let row = self.sorted(piece, from..to);
                let row = row.into_iter().skip(wanted.start - skipped).take(wanted.len());
                matches.extend(row.map(|hit| self.to_match(piece, hit)));
            }
            first += length;
        }
        matches
    }

    /// The matches from one position to another, a position being a text block and a byte in it.
    pub fn matches_between(&self, from: (BlockIndex, u32), to: (BlockIndex, u32)) -> Vec<Match> {
        let mut matches = Vec::new();
        for piece in 0..self.pieces.len() {
            let (start, end) = (self.folded_byte(piece, from), self.folded_byte(piece, to));
            if start < end || (from <= to && self.holds(piece, to.0)) {
                // A position may lie within a character, and a match of each keyword may reach in from before.
                let wanted = start.saturating_sub(LONGEST_EXPANSION)..end.saturating_add(LONGEST_EXPANSION);
                let mut row = self.sorted(piece, wanted.clone());
                row.extend(self.reaching(piece, wanted.start));
                row.sort_unstable();
                let row = row.into_iter().map(|hit| self.to_match(piece, hit));
                matches.extend(row.filter(|found| {
                    (found.block, found.span.end) > from && (found.block, found.span.start) < to
                }));
            }
        }
        matches
    }

    /// Place of a match in the order.
    pub fn place_of(&self, wanted: &Match) -> Option<usize> {
        let piece = (0..self.pieces.len()).find(|piece| self.holds(*piece, wanted.block))?;
        let start = self.folded_byte(piece, (wanted.block, wanted.span.start));
        let end = self.folded_byte(piece, (wanted.block, wanted.span.end));
        let row = self.sorted(piece, start..end.max(start + 1));
        let at = row.iter().position(|hit| self.to_match(piece, *hit) == *wanted)?;
        Some(self.len_before(piece) + self.count_before(piece, start) + at)
    }

    /// Place of the first match that starts at or behind a position; none where all start before it.
    pub fn first_from(&self, block: BlockIndex, byte: u32) -> Option<usize> {
        let mut before = 0;
        for piece in 0..self.pieces.len() {
            let length = self.len_of(piece);
            if block.get() < self.pieces[piece].blocks.end {
                let at = self.count_before(piece, self.folded_byte(piece, (block, byte)));
                if at < length {
                    return Some(before + at);
                }
            }
            before += length;
        }
        None
    }

    /// How many matches of the keyword at this place start in each of `steps` equal parts of the text.
    pub fn density(&self, keyword: usize, steps: usize) -> Vec<u32> {
        let mut density = vec![0; steps];
        let length: usize = self.pieces.iter().map(|piece| piece.length).sum();
        let mut before = 0;
        let Some(found) = self.keywords.get(keyword) else { return density };
        for (piece, hits) in self.pieces.iter().zip(&found.pieces) {
            for start in hits.iter().flat_map(|hits| &hits.starts) {
                // Folding changes lengths a little, which no strip of pixels shows.
                let byte = before + (*start as usize).min(piece.length);
                let step = byte as u64 * steps as u64 / length.max(1) as u64;
                density[(step as usize).min(steps.saturating_sub(1))] += 1;
            }
            before += piece.length;
        }
        density
    }

    fn holds(&self, piece: usize, block: BlockIndex) -> bool {
        self.pieces[piece].blocks.contains(&block.get())
    }

    fn len_of(&self, piece: usize) -> usize {
        self.shown_in(piece).map(|(_, hits)| hits.len()).sum()
    }

    fn len_before(&self, piece: usize) -> usize {
        (0..piece).map(|piece| self.len_of(piece)).sum()
    }

    /// Number of matches in a piece that start before a byte of its folded text.
    fn count_before(&self, piece: usize, byte: u32) -> usize {
        self.shown_in(piece).map(|(_, hits)| hits.starts.partition_point(|start| *start < byte)).sum()
    }

    /// What the keywords that are not hidden have found in a piece.
    fn shown_in(&self, piece: usize) -> impl Iterator<Item = (u16, &Hits)> {
        self.shown().filter_map(move |(place, found)| Some((place as u16, found.pieces[piece].as_ref()?)))
    }

    /// The folded byte of a position in a piece; its end or its start for positions behind or before it.
    fn folded_byte(&self, piece: usize, (block, byte): (BlockIndex, u32)) -> u32 {
        let Piece { blocks, haystack, .. } = &self.pieces[piece];
        match (block.get(), haystack) {
            (_, None) => 0,
            (block, _) if block < blocks.start => 0,
            (block, Some(haystack)) if block >= blocks.end => haystack.as_str().len() as u32,
            (block, Some(haystack)) => haystack.to_folded(block - blocks.start, byte) as u32,
        }
    }

    /// The keywords that are not hidden, with their places.
    fn shown(&self) -> impl Iterator<Item = (usize, &Found)> {
        let shown = self.keywords.iter().zip(self.query.keywords()).enumerate();
        shown.filter(|(_, (_, keyword))| !keyword.is_hidden).map(|(place, (found, _))| (place, found))
    }

    /// The matches of a piece that start within a range of its folded text: start, end and keyword.
    fn sorted(&self, piece: usize, folded: Range<u32>) -> Vec<(u32, u32, u16)> {
        let mut row = Vec::new();
        for (place, hits) in self.shown_in(piece) {
            let from = hits.starts.partition_point(|start| *start < folded.start);
            let to = hits.starts.partition_point(|start| *start < folded.end);
            row.extend((from..to).map(|at| (hits.get(at).0, hits.get(at).1, place)));
        }
        row.sort_unstable();
        row
    }

    /// The last match of each keyword that starts before a byte: those of one keyword do not overlap.
    fn reaching(&self, piece: usize, byte: u32) -> impl Iterator<Item = (u32, u32, u16)> {
        self.shown_in(piece).filter_map(move |(place, hits)| {
            let at = hits.starts.partition_point(|start| *start < byte).checked_sub(1)?;
            let (start, end) = hits.get(at);
            Some((start, end, place))
        })
    }

    fn to_match(&self, piece: usize, (start, end, keyword): (u32, u32, u16)) -> Match {
        let Piece { blocks, haystack, .. } = &self.pieces[piece];
        let (block, span) = haystack
            .as_ref()
            .map(|haystack| haystack.to_original(start as usize, end as usize))
            .unwrap_or_default();
        Match { block: BlockIndex((blocks.start + block) as u32), span, keyword }
    }
}

/// The first of these bytes for which something holds that, once it does, goes on holding; `end` where it never does.
fn first_byte(end: u32, holds: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, end);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

impl Piece {
    fn folded_length(&self) -> u32 {
        self.haystack.as_ref().map_or(0, |haystack| haystack.as_str().len() as u32)
    }

    fn fold(&mut self, texts: &[BlockText], folding: Folding) {
        if self.haystack.is_none() {
            let texts = texts.get(self.blocks.clone()).unwrap_or_default();
            self.haystack = Some(Haystack::with_folding(texts.iter().map(BlockText::as_str), folding));
        }
    }
}

impl Found {
    fn is_complete(&self) -> bool {
        self.matcher.is_none() || self.pieces.iter().all(Option::is_some)
    }

    fn is_begun(&self) -> bool {
        self.pieces.iter().any(Option::is_some)
    }
}

/// Takes the matches of one keyword in one piece from all the places it is found at.
struct Collector<'a> {
    matcher: &'a Matcher,
    haystack: &'a Haystack,
    texts: &'a [BlockText],
    /// Number of the piece's first text block.
    first: usize,
    words: &'a dyn WordBreaks,
    /// Where the last match ends.
    end: usize,
    hits: Hits,
}

impl<'a> Collector<'a> {
    fn new(
        matcher: &'a Matcher,
        haystack: &'a Haystack,
        texts: &'a [BlockText],
        first: usize,
        words: &'a dyn WordBreaks,
    ) -> Self {
        Self { matcher, haystack, texts, first, words, end: 0, hits: Hits::of(matcher) }
    }

    /// Takes a place, unless it overlaps the match before it or does not count.
    fn offer(&mut self, start: usize, end: usize) {
        if start < self.end {
            return;
        }
        // Each half of ß is an s and stands for the whole, which is one match.
        if let Some(last) =
            self.hits.len().checked_sub(1).filter(|_| self.haystack.divides_character(self.end))
        {
            let (before, before_end) = self.hits.get(last);
            let before = self.haystack.to_original(before as usize, before_end as usize);
            let here = self.haystack.to_original(start, end);
            if before.0 == here.0 && before.1.overlaps(here.1) {
                self.hits.has_halves = true;
                return;
            }
        }
        if !self.matcher.accepts(self.haystack, (start, end), self.texts, self.first, self.words) {
            return;
        }
        self.hits.starts.push(start as u32);
        if self.hits.length == 0 {
            self.hits.ends.push(end as u32);
        }
        self.end = end;
    }
}
