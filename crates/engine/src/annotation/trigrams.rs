//! Where the characters of a text are by themselves and with the next two, so that no quote has to be looked for all
//! over it.

use std::cell::Cell;
use std::ops::Range;

/// Of how many bits of their code points the three characters are told by: letters of one alphabet by nearly all.
const BITS: [u32; 3] = [6, 5, 5];
/// How many trigrams of a quote are looked at for the rarest.
const MOST_TRIGRAMS: usize = 32;

/// The places of all characters of a text but white space, sorted by the bits of each and of the next two.
pub(super) struct Trigrams {
    /// Where those of the same bits start in `places`, and where the last end.
    starts: Vec<u32>,
    /// In bytes of the text.
    places: Vec<u32>,
}

/// How many steps may still be taken. Texts and quotes can be made such that they agree nearly everywhere.
pub(super) struct Work(Cell<usize>);

impl Work {
    pub(super) fn new(steps: usize) -> Self {
        Self(Cell::new(steps))
    }

    /// Takes some steps; none where that was too many.
    pub(super) fn spend(&self, steps: usize) -> Option<()> {
        self.0.set(self.0.get().saturating_sub(steps));
        (!self.is_spent()).then_some(())
    }

    pub(super) fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}

impl Trigrams {
    pub(super) fn new(text: &str) -> Self {
        let mut starts = vec![0u32; buckets(&[]).end + 1];
        for_each_trigram(text, &mut |bucket, _| starts[bucket + 1] += 1);
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut places = vec![0; sum as usize];
        let mut next = starts.clone();
        for_each_trigram(text, &mut |bucket, at| {
            places[next[bucket] as usize] = at as u32;
            next[bucket] += 1;
        });
        Self { starts, places }
    }

    /// Calls `found` with each stretch of the text that has the words of a quote, which has no white space at its
    /// edges, in no order. `text` is that of which these are the trigrams.
    pub(super) fn find(&self, text: &str, quote: &str, work: &Work, found: &mut dyn FnMut(Range<usize>)) {
        let signs: Vec<_> = quote.chars().filter(|c| !c.is_whitespace()).take(MOST_TRIGRAMS + 2).collect();
        if signs.is_empty() {
            return;
        }
        // A quote of one or two characters may be followed by any.
        let mut rarest = (0, self.places_of(&signs[..signs.len().min(3)]));
        for (before, trigram) in signs.windows(3).enumerate() {
            let places = self.places_of(trigram);
            if places.len() < rarest.1.len() {
                rarest = (before, places);
            }
        }
        let (before, places) = rarest;
        for place in places {
            let start = back(text, *place as usize, before, work);
            if let Some(range) = start.and_then(|start| Some(start..end_of(text, start, quote, work)?)) {
                found(range);
            }
            if work.is_spent() {
                return;
            }
        }
    }

    /// Where up to three characters may be.
    fn places_of(&self, signs: &[char]) -> &[u32] {
        let Range { start, end } = buckets(signs);
        &self.places[self.starts[start] as usize..self.starts[end] as usize]
    }
}

/// Where a quote ends that a text has from a byte on. Any white space is as good as any other.
pub(super) fn end_of(text: &str, start: usize, quote: &str, work: &Work) -> Option<usize> {
    let (mut rest, mut quote) = (&text[start..], quote);
    while let Some(c) = quote.chars().next() {
        let space = rest.len() - rest.trim_start().len();
        work.spend(1 + space)?;
        if c.is_whitespace() {
            if space == 0 {
                return None;
            }
            (rest, quote) = (&rest[space..], quote.trim_start());
        } else {
            (rest, quote) = (rest.strip_prefix(c)?, &quote[c.len_utf8()..]);
        }
    }
    Some(text.len() - rest.len())
}

/// The place of the character so many before that of a byte, white space not counted.
fn back(text: &str, place: usize, mut signs: usize, work: &Work) -> Option<usize> {
    let mut start = place;
    let mut before = text[..place].char_indices().rev();
    while signs > 0 {
        work.spend(1)?;
        let (at, c) = before.next()?;
        start = at;
        signs -= usize::from(!c.is_whitespace());
    }
    Some(start)
}

fn for_each_trigram(text: &str, visit: &mut dyn FnMut(usize, usize)) {
    let signs = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let mut before = [None; 2];
    for sign in signs.chain([(text.len(), '\0'); 2]) {
        if let [Some((at, first)), Some((_, second))] = before {
            visit(buckets(&[first, second, sign.1]).start, at);
        }
        before = [before[1], Some(sign)];
    }
}

/// The trigrams that begin with up to three characters.
fn buckets(signs: &[char]) -> Range<usize> {
    let mut buckets = 0..1;
    for (place, bits) in BITS.into_iter().enumerate() {
        buckets = buckets.start << bits..buckets.end << bits;
        if let Some(c) = signs.get(place) {
            let bucket = buckets.start + (*c as usize & ((1 << bits) - 1));
            buckets = bucket..bucket + 1;
        }
    }
    buckets
}
