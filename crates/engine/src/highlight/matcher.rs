//! Finding one keyword in one text.

use memchr::memchr;

use super::{Haystack, fold};
use crate::text::Span;

/// Finds a keyword. Made once for a keyword, used on every text block.
#[derive(Clone, Debug)]
pub struct Matcher {
    /// Folded, not empty.
    needle: String,
}

impl Matcher {
    /// A matcher for a keyword as it was typed; none where nothing of it is left when folded, as nothing
    /// can be found then.
    pub fn new(keyword: &str) -> Option<Self> {
        let needle = fold(keyword);
        (!needle.is_empty()).then_some(Self { needle })
    }

    /// The matches in a text from left to right, none overlapping another, in bytes of the original text.
    ///
    /// ```
    /// use sidelight_engine::highlight::{Haystack, Matcher};
    /// let matcher = Matcher::new("ai").expect("a keyword");
    /// let found: Vec<_> = matcher.find_all(&Haystack::new("ＡＩ, ai")).collect();
    /// assert_eq!(found[0].range(), 0..6);
    /// ```
    pub fn find_all<'a>(&'a self, haystack: &'a Haystack) -> impl Iterator<Item = Span> + 'a {
        let haystack_bytes = haystack.as_str().as_bytes();
        let (needle, length) = (self.needle.as_bytes(), self.needle.len());
        let (mut from, mut end) = (0, 0);
        std::iter::from_fn(move || {
            loop {
                let start = from + find(needle, haystack_bytes.get(from..)?)?;
                from = start + length;
                let span = haystack.to_original(start, from);
                // Each half of ß is an s and stands for the whole, which is one match.
                if span.start >= end {
                    end = span.end;
                    return Some(span);
                }
            }
        })
    }
}

/// The first place of a needle that is not empty.
///
/// Goes from one occurrence of the needle's last byte to the next: in UTF-8 it tells more than the first,
/// which most signs of a script share. The memmem of the memchr crate brings 31 KB of wasm along, most of it for
/// vectors that wasm does not have.
fn find(needle: &[u8], haystack: &[u8]) -> Option<usize> {
    let (last, rest) = needle.split_last()?;
    let mut from = rest.len();
    loop {
        let at = from + memchr(*last, haystack.get(from..)?)?;
        if haystack[at - rest.len()..at] == *rest {
            return Some(at - rest.len());
        }
        from = at + 1;
    }
}
