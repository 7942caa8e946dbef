//! Sequences of tokens and how often they occur, by a suffix array cut off at the longest sequence.

use std::ops::Range;

use super::sort;
use super::tokens::{Kind, MAX_HAN, MAX_WORDS, Tokens};

/// The tokens of the shortest paragraph.
const PARAGRAPH: u32 = 12;

/// A sequence of tokens that recurs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gram {
    /// Where its occurrences begin in the suffix array.
    first: usize,
    /// How many there are.
    pub(super) count: usize,
    /// How many tokens it has.
    length: usize,
}

/// All sequences of the tokens.
pub(super) struct Grams<'a> {
    tokens: &'a Tokens,
    /// The places of all tokens, sorted by what begins there.
    order: Vec<u32>,
}

impl<'a> Grams<'a> {
    pub(super) fn new(tokens: &'a Tokens) -> Self {
        let places = 0..tokens.symbols.len() as u32;
        let mut order: Vec<u32> = places.filter(|&place| tokens.symbols[place as usize] != 0).collect();
        sort(&mut order, &|a, b| prefix(tokens, a, MAX_HAN).cmp(prefix(tokens, b, MAX_HAN)));
        Self { tokens, order }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// The sequences that occur often enough, the longest first: twice, and in a long text more often.
    pub(super) fn frequent(&self) -> Vec<Gram> {
        let least = 2 + self.len() / 5000;
        let mut frequent = Vec::new();
        for length in (1..=MAX_HAN).rev() {
            let start = |&place: &u32| prefix(self.tokens, place, length);
            let mut first = 0;
            for same in self.order.chunk_by(|a, b| start(a) == start(b)) {
                let gram = Gram { first, count: same.len(), length };
                first += same.len();
                // A long sequence that occurs twice is a quotation.
                let quoted = gram.count == 2 && length > 4;
                if gram.count >= least && !quoted && self.is_whole(gram) {
                    frequent.push(gram);
                }
            }
        }
        frequent
    }

    /// Whether the sequence is of one kind of tokens, and as long as its kind may be.
    fn is_whole(&self, gram: Gram) -> bool {
        let symbols = self.symbols(gram);
        let kind = self.kind(gram);
        symbols.len() == gram.length
            && symbols.iter().all(|&symbol| symbol != 0 && Kind::of(symbol) == kind)
            && match kind {
                Kind::Han => gram.length >= 2,
                Kind::Word => gram.length <= MAX_WORDS,
            }
    }

    pub(super) fn symbols(&self, gram: Gram) -> &[u32] {
        prefix(self.tokens, self.order[gram.first], gram.length)
    }

    pub(super) fn kind(&self, gram: Gram) -> Kind {
        Kind::of(self.tokens.symbols[self.order[gram.first] as usize])
    }

    /// How often a sequence occurs.
    pub(super) fn count(&self, symbols: &[u32]) -> usize {
        let start = |place: &u32| prefix(self.tokens, *place, symbols.len());
        let from = self.order.partition_point(|place| start(place) < symbols);
        self.order[from..].partition_point(|place| start(place) == symbols)
    }

    /// What stands before or after each occurrence, sorted; 0 for a boundary,
    /// also that between Han characters and words.
    pub(super) fn neighbours(&self, gram: Gram, after: bool) -> Vec<u32> {
        let mut neighbours: Vec<u32> = self
            .places(gram)
            .iter()
            .map(|&place| {
                let place = place as usize;
                let neighbour = if after { place + gram.length } else { place.wrapping_sub(1) };
                let symbol = self.tokens.symbols.get(neighbour).copied().unwrap_or(0);
                let foreign = symbol != 0 && Kind::of(symbol) != self.kind(gram);
                if foreign { 0 } else { symbol }
            })
            .collect();
        sort(&mut neighbours, &|a, b| a.cmp(&b));
        neighbours
    }

    /// In how many texts the sequence occurs that are long enough to be paragraphs: what stands only in
    /// credits or in the cells of a table is not spread.
    pub(super) fn spread(&self, gram: Gram) -> usize {
        let mut texts: Vec<u32> =
            self.places(gram).iter().map(|&place| self.tokens.spans[place as usize].text).collect();
        texts.retain(|&text| self.tokens.lengths[text as usize] >= PARAGRAPH);
        sort(&mut texts, &|a, b| a.cmp(&b));
        texts.chunk_by(|a, b| a == b).count()
    }

    /// The occurrences as written, sorted.
    pub(super) fn surfaces<'t>(&self, texts: &[&'t str], gram: Gram) -> Vec<&'t str> {
        let surface = |place: u32| self.surface(texts, place, gram.length);
        let mut places = self.places(gram).to_vec();
        sort(&mut places, &|a, b| surface(a).cmp(surface(b)));
        places.into_iter().map(surface).collect()
    }

    fn surface<'t>(&self, texts: &[&'t str], place: u32, length: usize) -> &'t str {
        let first = self.tokens.spans[place as usize];
        let last = self.tokens.spans[place as usize + length - 1];
        &texts[first.text as usize][first.start as usize..last.end as usize]
    }

    /// How much a sequence of words counts by its length: a phrase more than a word, a name more than
    /// another word, a short word less.
    pub(super) fn weight(&self, gram: Gram) -> f32 {
        let spans = |place: u32| &self.tokens.spans[place as usize..][..gram.length];
        let letters: u32 = spans(self.order[gram.first]).iter().map(|span| span.end - span.start).sum();
        let names = self.places(gram).iter().filter(|&&place| spans(place)[0].name).count();
        let name = if names * 2 > gram.count { 1.5 } else { 1.0 };
        let phrase = [0.0, 1.0, 1.4, 1.7][gram.length];
        name * phrase * if gram.length == 1 { 0.4 + 0.06 * letters.min(10) as f32 } else { 1.0 }
    }

    /// The tokens of each occurrence, as a range of all tokens.
    pub(super) fn ranges(&self, gram: Gram) -> impl Iterator<Item = Range<usize>> {
        self.places(gram).iter().map(move |&place| place as usize..place as usize + gram.length)
    }

    fn places(&self, gram: Gram) -> &[u32] {
        &self.order[gram.first..gram.first + gram.count]
    }
}

/// The symbols from a place on, at most `length`.
fn prefix(tokens: &Tokens, place: u32, length: usize) -> &[u32] {
    let rest = &tokens.symbols[place as usize..];
    &rest[..length.min(rest.len())]
}
