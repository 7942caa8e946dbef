//! Finding one keyword in one text.

use memchr::memmem::Finder;

use super::{Haystack, fold};
use crate::text::Span;

/// Finds a keyword. Made once for a keyword, used on every text block.
#[derive(Clone, Debug)]
pub struct Matcher {
    finder: Finder<'static>,
}

impl Matcher {
    /// A matcher for a keyword as it was typed; none where nothing of it is left when folded, as nothing
    /// can be found then.
    pub fn new(keyword: &str) -> Option<Self> {
        let needle = fold(keyword);
        (!needle.is_empty()).then(|| Self { finder: Finder::new(needle.as_bytes()).into_owned() })
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
        let length = self.finder.needle().len();
        let mut end = 0;
        self.finder
            .find_iter(haystack.as_str().as_bytes())
            .map(move |start| haystack.to_original(start, start + length))
            // Each half of ß is an s and stands for the whole, which is one match.
            .filter(move |span| {
                let follows = span.start >= end;
                if follows {
                    end = span.end;
                }
                follows
            })
    }
}
