//! Suggested keywords: the frequent terms of an article.
//!
//! There is no dictionary. A word of a spaced script is what stands between spaces; a word of Chinese
//! is found as new words are found in corpora: a sequence of characters that recurs, whose parts attract
//! each other more than chance would have it, and whose neighbours on either side vary. (Compare Sun
//! Maosong et al., ‘Chinese word segmentation without using lexicon and hand-crafted training data’,
//! COLING-ACL 1998, for the attraction, and Feng Haodi et al., ‘Accessor variety criteria for Chinese
//! word extraction’, Computational Linguistics 30(1), 2004, for the neighbours.) Phrases of words are
//! found the same way.

mod common;
mod grams;
mod tokens;

use std::cmp::Ordering;

use super::fold;
use grams::{Gram, Grams};
use tokens::{Kind, Tokens};

/// How many bytes of text are looked at; of a longer one, pieces that lie evenly apart.
const SAMPLE: usize = 200_000;

/// How often the same neighbour may stand on one side of a term, before it belongs to the term: 2 of 3
/// times.
const BOUND: (usize, usize) = (2, 3);

/// One in how many times a term of Han characters must have a boundary on either side.
const FREE: usize = 8;

/// The terms that a reader of the texts is likely to look for, best first, at most `limit`.
///
/// The texts are the text blocks of an article; no term reaches across two of them, and one that is
/// spread over several counts for more. A term is a word or a phrase of up to three words, or two to
/// six Han characters, that occurs at least twice; it is given as it is most often written. No two
/// terms are equal when [`fold`]ed.
///
/// Good for languages that put spaces between words and for Chinese. In Japanese, terms are of kanji or
/// of katakana alone; in Korean, a particle is cut off where the bare word occurs too. Words of a
/// language without a list of stop words (there is one for English and Chinese, and a few words for
/// German, French, Spanish and Korean) must be longer.
///
/// Takes time in proportion to the text up to 200 KB; of a longer one, pieces of 4 KB that lie evenly
/// apart stand for the whole.
///
/// ```
/// use sidelight_engine::highlight::suggest;
/// let texts = ["Open source won. Who pays for open source?", "DeepSeek 做开源，靠的是开源社区。", "开源是谁的？"];
/// assert_eq!(suggest(&texts, 2), ["open source", "开源"]);
/// ```
pub fn suggest(texts: &[&str], limit: usize) -> Vec<String> {
    let tokens = Tokens::new(texts, SAMPLE);
    let grams = Grams::new(&tokens);
    // Where a term was found already, the longer ones first.
    let mut covered = vec![false; tokens.symbols.len()];
    let mut terms = Vec::new();
    for gram in grams.frequent() {
        if !is_term(&grams, gram) {
            continue;
        }
        let free =
            grams.ranges(gram).filter(|place| !covered[place.start] || !covered[place.end - 1]).count();
        // A word that occurs mostly in phrases gives them its place; a phrase stays rather longer.
        if free * if grams.symbols(gram).len() == 1 { 2 } else { 3 } >= gram.count {
            grams.ranges(gram).for_each(|place| covered[place].fill(true));
            terms.push((gram, score(&grams, gram, free)));
        }
    }

    let mut ranks: Vec<u32> = (0..terms.len() as u32).collect();
    sort(&mut ranks, &|a, b| terms[b as usize].1.total_cmp(&terms[a as usize].1));
    let mut suggestions: Vec<String> = Vec::new();
    let mut folded: Vec<String> = Vec::new();
    for rank in ranks {
        if suggestions.len() >= limit {
            break;
        }
        let term = commonest(&grams.surfaces(texts, terms[rank as usize].0));
        let key = fold(term);
        if !folded.contains(&key) {
            folded.push(key);
            suggestions.push(term.to_owned());
        }
    }
    suggestions
}

/// Whether the sequence is a word or a phrase, and not a part of one or of several.
fn is_term(grams: &Grams<'_>, gram: Gram) -> bool {
    let is_han = grams.kind(gram) == Kind::Han;
    let before = grams.neighbours(gram, false);
    let after = grams.neighbours(gram, true);
    if is_bound(&before) || is_bound(&after) {
        return false;
    }
    if !is_han {
        return attracts(grams, gram, 4.0);
    }
    is_free(&before)
        && is_free(&after)
        && common::may_be_term(grams.symbols(gram), gram.count, &before, &|symbol| grams.count(&[symbol]))
        && attracts(grams, gram, 8.0)
}

/// Whether one neighbour is so frequent that it belongs to the term. The neighbours are sorted.
fn is_bound(neighbours: &[u32]) -> bool {
    neighbours
        .chunk_by(|a, b| a == b)
        .any(|same| same.len() > 1 && same.len() * BOUND.1 >= neighbours.len() * BOUND.0 && !is_end(same[0]))
}

/// Whether there is a boundary often enough: what stands always between other characters, as ‘国公司’
/// in ‘美国公司’ and ‘中国公司’, is a piece of several terms.
fn is_free(neighbours: &[u32]) -> bool {
    let kinds = neighbours.chunk_by(|a, b| a == b);
    let boundary = |same: &&[u32]| is_end(same[0]) || common::is_preposition(same[0]);
    kinds.filter(boundary).map(<[u32]>::len).sum::<usize>() * FREE >= neighbours.len()
}

/// Whether a neighbour is surely no part of the term.
fn is_end(symbol: u32) -> bool {
    symbol == 0 || common::is_function(symbol)
}

/// Whether, wherever the term is divided, its parts meet `least` times as often as by chance, or for the
/// most part together, which is what can be told of a short text.
fn attracts(grams: &Grams<'_>, gram: Gram, least: f32) -> bool {
    let symbols = grams.symbols(gram);
    (1..symbols.len()).all(|at| {
        let (left, right) = symbols.split_at(at);
        let (left, right) = (grams.count(left), grams.count(right));
        let chance = left as f32 * right as f32 / grams.len() as f32;
        gram.count as f32 >= least * chance || gram.count * 2 > left.max(right)
    })
}

/// How good a term is that occurs `free` times outside of longer ones.
fn score(grams: &Grams<'_>, gram: Gram, free: usize) -> f32 {
    let spread = grams.spread(gram);
    let length = match grams.kind(gram) {
        Kind::Han => [0.0, 0.0, 1.0, 1.25, 1.5, 1.5, 1.5][grams.symbols(gram).len()],
        Kind::Word => grams.weight(gram),
    };
    let once = if spread < 2 { 0.5 } else { 1.0 };
    ((gram.count + free) as f32 * spread.max(1) as f32).sqrt() * length * once
}

/// The one that occurs most often; of several, the shortest, and rather in small letters than in capitals,
/// which may be those of a sentence. They are sorted, so that capitals come first.
fn commonest<'a>(surfaces: &[&'a str]) -> &'a str {
    let mut best: &[&str] = &[];
    for same in surfaces.chunk_by(|a, b| a == b) {
        let shorter = best.first().is_some_and(|best| same[0].len() <= best.len());
        if same.len() > best.len() || same.len() == best.len() && shorter {
            best = same;
        }
    }
    best.first().copied().unwrap_or_default()
}

/// Sorts by merging; equal items keep their order. The one sort of this module, because each kind of the
/// library's sort is some kilobytes of wasm.
fn sort(items: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    if items.len() < 2 {
        return;
    }
    let (left, right) = items.split_at_mut(items.len() / 2);
    sort(left, compare);
    sort(right, compare);
    let mut sorted = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (&*left, &*right);
    while let (&[a, ..], &[b, ..]) = (left, right) {
        if compare(a, b).is_le() {
            sorted.push(a);
            left = &left[1..];
        } else {
            sorted.push(b);
            right = &right[1..];
        }
    }
    sorted.extend_from_slice(left);
    sorted.extend_from_slice(right);
    items.copy_from_slice(&sorted);
}
