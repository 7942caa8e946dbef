//! Choosing the words that name a passage.

use std::ops::Range;

use super::TextFragment;
use super::folded::Folded;

/// In characters; longer passages are quoted by their first and last words.
const LONGEST_WHOLE: usize = 80;
/// How many words there are of a long passage's start, and of its end.
const FEWEST_WORDS: usize = 4;
/// How many words of context are tried on either side. Not each number, since each try searches the article.
const CONTEXTS: [usize; 11] = [0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32];

/// The first directive that finds this stretch, trying few words before many, and words of the context before
/// more words of the passage; see [`TextFragment::for_passage`].
pub(super) fn shortest(text: &Folded, passage: Range<usize>) -> Option<TextFragment> {
    let few = edges(text, &passage, FEWEST_WORDS);
    for words in CONTEXTS {
        let more = edges(text, &passage, FEWEST_WORDS + words);
        let prefix = before(text, passage.start, words);
        let suffix = after(text, passage.end, words);
        let attempts = [
            (&few, &None, &None),
            (&few, &None, &suffix),
            (&few, &prefix, &None),
            (&few, &prefix, &suffix),
            (&more, &None, &None),
            (&more, &prefix, &suffix),
        ];
        for ((start, end), prefix, suffix) in attempts {
            let fragment = TextFragment {
                prefix: prefix.clone(),
                start: text.written(start.clone()),
                end: end.clone().map(|end| text.written(end)),
                suffix: suffix.clone(),
            };
            if text.locate(&fragment).as_ref() == Some(&passage) {
                return Some(fragment);
            }
        }
    }
    None
}

/// The first and the last words of a passage; the whole as the first where it is short.
fn edges(text: &Folded, passage: &Range<usize>, words: usize) -> (Range<usize>, Option<Range<usize>>) {
    let (first, last) = (text.block_around(passage.start), text.block_around(passage.end - 1));
    if first == last && text.as_str()[passage.clone()].chars().count() <= LONGEST_WHOLE {
        return (passage.clone(), None);
    }
    let start = passage.start..words_after(text, passage.start..passage.end.min(first.end), words);
    let end = words_before(text, passage.start.max(last.start)..passage.end, words)..passage.end;
    match start.end <= end.start {
        true => (start, Some(end)),
        false => (passage.clone(), None),
    }
}

/// The last words before a position, of the same block or the nearest one above it.
fn before(text: &Folded, at: usize, words: usize) -> Option<String> {
    let end = text.as_str()[..at].trim_end().len();
    let start = words_before(text, text.block_around(end.checked_sub(1)?).start..end, words);
    (start < end).then(|| text.written(start..end))
}

/// The first words behind a position, of the same block or the nearest one below it.
fn after(text: &Folded, at: usize, words: usize) -> Option<String> {
    let start = text.skip_space(at);
    if start == text.as_str().len() {
        return None;
    }
    let end = words_after(text, start..text.block_around(start).end, words);
    (start < end).then(|| text.written(start..end))
}

/// Where the first words of a stretch end. A sign of a script without spaces counts as a word.
fn words_after(text: &Folded, range: Range<usize>, mut words: usize) -> usize {
    let mut in_word = false;
    for (at, c) in text.as_str()[range.clone()].char_indices() {
        let at = range.start + at;
        if in_word && text.is_word_boundary(at) {
            in_word = false;
            words -= 1;
        }
        if words == 0 {
            return at;
        }
        in_word |= c.is_alphanumeric();
    }
    range.end
}

/// Where the last words of a stretch begin.
fn words_before(text: &Folded, range: Range<usize>, mut words: usize) -> usize {
    if words == 0 {
        return range.end;
    }
    let mut in_word = false;
    for (at, c) in text.as_str()[range.clone()].char_indices().rev() {
        let at = range.start + at;
        in_word |= c.is_alphanumeric();
        if in_word && text.is_word_boundary(at) {
            in_word = false;
            words -= 1;
        }
        if words == 0 {
            return at;
        }
    }
    range.start
}
