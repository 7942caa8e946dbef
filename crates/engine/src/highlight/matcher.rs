//! One keyword: what it looks for, and which of the places it is found at count.

use memchr::memchr_iter;

use super::fold::{Folding, is_mark, is_pictographic, is_regional};
use super::{Haystack, Options, Regex, RegexError};
use crate::text::BlockText;

/// Tells where words begin and end, by [UAX #29](https://www.unicode.org/reports/tr29/#Word_Boundaries) and, in
/// text without spaces, by a dictionary. Browsers have one; the engine brings none.
pub trait WordBreaks {
    /// Whether there is a word boundary before this byte of a text block. It is neither its start nor its end.
    fn is_break(&self, block: usize, text: &BlockText, byte: usize) -> bool;
}

/// A keyword, ready to be looked for.
#[derive(Clone, Debug)]
pub(super) struct Matcher {
    kind: Kind,
    word: bool,
    /// Whether accents tell.
    accents: bool,
}

#[derive(Clone, Debug)]
enum Kind {
    Literal {
        /// Folded, all differences ignored; not empty.
        needle: String,
        /// The folding that keeps some differences, and the keyword folded so.
        exact: Option<(Folding, String)>,
        /// Whether the needle starts or ends with a sign that joins others to one character.
        joins: bool,
    },
    Pattern(Regex),
}

impl Matcher {
    /// A matcher for a keyword as it was typed; none where nothing of it is left when folded, as nothing can
    /// be found then.
    ///
    /// # Errors
    /// A regular expression may be none.
    pub(super) fn new(keyword: &str, options: Options) -> Result<Option<Self>, RegexError> {
        let folding = options.folding();
        if options.regex {
            let fold = |c: char, write: &mut dyn FnMut(char)| {
                super::fold::fold_char(c, folding, &mut |c| write(c));
            };
            let pattern = Regex::new(keyword, &fold)?;
            return Ok(Some(Self {
                kind: Kind::Pattern(pattern),
                word: options.word,
                accents: options.accents,
            }));
        }
        let needle = Haystack::folded(keyword, Folding::ALL);
        if needle.trim().is_empty() {
            return Ok(None);
        }
        let exact = (folding != Folding::ALL).then(|| (folding, Haystack::folded(keyword, folding)));
        let ends = [needle.chars().next(), needle.chars().next_back()];
        let joins = ends.into_iter().flatten().any(|c| is_pictographic(c) || is_regional(c));
        let kind = Kind::Literal { needle, exact, joins };
        Ok(Some(Self { kind, word: options.word, accents: options.accents }))
    }

    /// What one pass over the text looks for; none for a regular expression.
    pub(super) fn needle(&self) -> Option<&str> {
        match &self.kind {
            Kind::Literal { needle, .. } => Some(needle),
            Kind::Pattern(_) => None,
        }
    }

    /// Whether the matches of this keyword are all among those of `shorter`, at the same starts, and nothing but
    /// its letters tells which: it begins with it, and `shorter` does not overlap itself.
    pub(super) fn narrows(&self, shorter: &Self) -> bool {
        match (self.plain(), shorter.plain()) {
            (Some(long), Some(short)) => long.starts_with(short) && !has_border(short),
            _ => false,
        }
    }

    /// The needle, where nothing else decides what counts.
    fn plain(&self) -> Option<&str> {
        match &self.kind {
            Kind::Literal { needle, exact: None, joins: false } if !self.word => Some(needle),
            _ => None,
        }
    }

    /// Finds all places, overlapping ones as well, in their order.
    pub(super) fn find(&self, haystack: &Haystack, found: &mut dyn FnMut(usize, usize)) {
        match &self.kind {
            Kind::Pattern(pattern) => pattern.find_all(haystack.as_str(), found),
            Kind::Literal { needle, .. } => {
                let (text, needle) = (haystack.as_str().as_bytes(), needle.as_bytes());
                let rarest = rarest(needle);
                for at in memchr_iter(needle[rarest], text) {
                    let Some(start) = at.checked_sub(rarest) else { continue };
                    if text[start..].starts_with(needle) {
                        found(start, start + needle.len());
                    }
                }
            }
        }
    }

    /// Whether what was found counts: whole characters and, by the options, a whole word with the same case,
    /// accents and script. `first` is the number of the haystack's first text block in `texts`.
    pub(super) fn accepts(
        &self,
        haystack: &Haystack,
        (start, end): (usize, usize),
        texts: &[BlockText],
        first: usize,
        words: &dyn WordBreaks,
    ) -> bool {
        let exact = match &self.kind {
            Kind::Literal { exact, joins, .. } => {
                if *joins && haystack.divides_emoji(start, end) {
                    return false;
                }
                exact.as_ref()
            }
            Kind::Pattern(_) => {
                // An accent that tells stands behind its letter, and an expression may end between the two.
                let is_accented = haystack.char_at(end).is_some_and(is_mark);
                if haystack.divides_emoji(start, end) || (self.accents && is_accented) {
                    return false;
                }
                None
            }
        };
        if exact.is_none() && !self.word {
            return true;
        }
        let (block, span) = haystack.to_original(start, end);
        let Some(text) = texts.get(first + block) else { return false };
        if let Some((folding, keyword)) = exact
            && Haystack::folded(&text.as_str()[span.range()], *folding) != *keyword
        {
            return false;
        }
        let is_edge = |byte: u32| is_word_edge(first + block, text, byte as usize, words);
        !self.word || (is_edge(span.start) && is_edge(span.end))
    }
}

/// Whether a word begins or ends at a byte. What stands between letters and plain spaces or signs is told here,
/// which is nearly all of a text in Latin script; the rest is asked for.
fn is_word_edge(block: usize, text: &BlockText, byte: usize, words: &dyn WordBreaks) -> bool {
    let bytes = text.as_str().as_bytes();
    let (Some(before), Some(after)) = (byte.checked_sub(1).map(|at| bytes[at]), bytes.get(byte)) else {
        return true;
    };
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    // These join no letters; others, such as the point and the apostrophe, may.
    let is_apart = |byte: u8| byte.is_ascii_whitespace() || b"!\"#$%&()*+-/<=>?@[\\]^`{|}~".contains(&byte);
    match (before, *after) {
        (before, after) if is_letter(before) && is_letter(after) => false,
        (before, after)
            if (is_letter(before) && is_apart(after)) || (is_apart(before) && is_letter(after)) =>
        {
            true
        }
        _ => words.is_break(block, text, byte),
    }
}

/// Whether a needle ends as it begins, so that it can overlap itself.
fn has_border(needle: &str) -> bool {
    let needle = needle.as_bytes();
    (1..needle.len()).any(|length| needle[..length] == needle[needle.len() - length..])
}

/// Place of the byte that is likely to be the rarest in a text: the search goes from one to the next.
fn rarest(needle: &[u8]) -> usize {
    let commonness = |byte: u8| match byte {
        // From the order in which English uses its letters.
        b'a'..=b'z' => {
            b" zqjxkvbpygfwmucldrhsnioate".iter().position(|letter| *letter == byte).unwrap_or_default()
        }
        b' ' => 40,
        // What begins a character of UTF-8 stands before all of its script.
        0xC0.. => 60,
        0x80..0xC0 => 20,
        _ => 5,
    };
    (0..needle.len()).min_by_key(|at| commonness(needle[*at])).unwrap_or_default()
}
