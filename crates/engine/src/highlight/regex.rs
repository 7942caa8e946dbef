//! Regular expressions over folded text.
//!
//! What regular expressions are to a reader: the common part of what JavaScript and Rust's regex crate
//! take, without look-around and back-references, which cannot be searched for in linear time. The
//! search follows all ways through the pattern at once, as Ken Thompson ("Regular expression search
//! algorithm", 1968) and Rob Pike's sam do; nothing is ever tried again.
//!
//! `parse` makes a tree of the pattern, `program` instructions of the tree, `search` runs them.

mod class;
mod error;
mod parse;
mod program;
mod search;

pub use error::{RegexError, RegexErrorKind};

use program::Program;
use search::Search;

/// Writes the folded form of a character: none, one or several.
pub type Fold<'a> = &'a dyn Fn(char, &mut dyn FnMut(char));

/// A regular expression, made once and searched for in every text.
///
/// | Syntax | Matches |
/// | --- | --- |
/// | `.` | any character |
/// | `[a-z]` `[^a-z]` | one of these characters, any other character |
/// | `\d` `\D` | an ASCII digit, which a full-width one is too when folded; any other character |
/// | `\w` `\W` | alphanumeric by [`char::is_alphanumeric`], a mark on such, or `_`; any other character |
/// | `\s` `\S` | white space by [`char::is_whitespace`]; any other character |
/// | `\p{…}` `\P{…}` | `L` ([`char::is_alphabetic`]), `N` ([`char::is_numeric`]), or a script: `Han`, `Hiragana`, `Katakana`, `Latin`, `Greek`, `Cyrillic`, also as `Script=Han`; any other character |
/// | `^` `$` | the start and the end of a line |
/// | `\b` `\B` | where one side is `\w` and the other is not; where not |
/// | `x*` `x+` `x?` `x{2}` `x{2,}` `x{2,4}` | repetitions, as many as possible; up to 1000 may be named |
/// | `x*?` and so on | as few as possible |
/// | `x\|y` | `x`, or else `y` |
/// | `(x)` `(?:x)` `(?<name>x)` | a group; what it matched is not told |
/// | `\t` `\r` `\f` `\v` `\xHH` `\uHHHH` `\u{H…}` | a character by its code |
/// | `\` and a sign of ASCII | this sign |
///
/// A line feed ends a line and nothing matches it, not even `\n` or `[^a]`, so that no match spans two
/// lines.
///
/// Literal characters are folded as the text is. In a class, a member is folded if it folds to one
/// character, and a range is doubled by the range of its folded ends: in lower-cased text, `[A-Z]`
/// matches `q`.
#[derive(Clone, Debug)]
pub struct Regex {
    program: Program,
}

impl Regex {
    /// A regular expression; `fold` writes the folded form of a character, as the text was folded. What
    /// folds to nothing is left out, what folds to several characters is their sequence.
    ///
    /// # Errors
    /// Where the pattern is none, or is larger than allowed: groups may be nested 100 deep, and the
    /// pattern may have 1000 steps when its counted repetitions are written out.
    ///
    /// ```
    /// use sidelight_engine::highlight::{Regex, RegexErrorKind};
    /// let lower = |c: char, write: &mut dyn FnMut(char)| c.to_lowercase().for_each(write);
    /// let regex = Regex::new(r"GPT-\d", &lower).expect("a pattern");
    /// assert_eq!(regex.find_at("gpt-3, gpt-4", 1), Some((7, 12)));
    ///
    /// let error = Regex::new("ab(c", &lower).expect_err("no pattern");
    /// assert_eq!((error.offset, error.kind), (2, RegexErrorKind::UnclosedGroup));
    /// ```
    pub fn new(pattern: &str, fold: Fold<'_>) -> Result<Self, RegexError> {
        Ok(Self { program: Program::new(parse::parse(pattern, fold)?)? })
    }

    /// The first match that starts at or after byte `from`, as bytes of the haystack, `start < end`.
    ///
    /// What lies before `from` is seen by `^` and `\b`; a `from` within a character means the next one.
    ///
    /// Of the matches from the same place it is the one that a backtracking search would find first. Where
    /// that one is empty, the search goes on at the next character, so `a*?` finds nothing. Where a loop
    /// whose body may be empty holds a lazy loop, as in `(a|b*?)*`, engines differ in what they find.
    ///
    /// Takes time in the length of the rest of the haystack times the length of the pattern.
    pub fn find_at(&self, haystack: &str, from: usize) -> Option<(usize, usize)> {
        Search::new(&self.program, haystack).find_at(from)
    }

    /// All matches from left to right, each the first one at or after the end of the one before.
    ///
    /// Takes time in the length of the haystack, also where a match such as that of `x.*y|x` is known only
    /// when a line has been read to its end: after each match at most 64 bytes are read again as if
    /// nothing were known of them, and any stretch of 64 bytes at most once for each step of the pattern.
    /// A loop over [`Regex::find_at`] would read such a line to its end for every match.
    pub fn find_all(&self, haystack: &str, found: &mut dyn FnMut(usize, usize)) {
        let mut search = Search::new(&self.program, haystack);
        let mut from = 0;
        while let Some((start, end)) = search.find_at(from) {
            found(start, end);
            from = end;
        }
    }
}
