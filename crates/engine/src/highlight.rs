//! Keywords to matches.
//!
//! Works on text alone and knows no article: a [`Query`] of [`Keyword`]s, and the [`Search`] of a row of text
//! blocks, which folds them ([`Haystack`]) and finds the [`Match`]es, piece by piece.

mod fold;
mod haystack;
mod matcher;
mod query;
mod regex;
mod search;
mod suggest;
mod text_fragment;

use crate::article::BlockIndex;
use crate::text::Span;

pub(crate) use fold::is_invisible;
pub use fold::{Folding, fold, fold_as};
pub use haystack::Haystack;
use matcher::Matcher;
pub use matcher::WordBreaks;
pub use query::{COLOURS, Keyword, MOST_KEYWORDS, Options, Query, Typed};
pub use regex::{Fold, Regex, RegexError, RegexErrorKind};
pub use search::Search;
pub use suggest::suggest;
pub use text_fragment::{Passage, TextFragment};

/// One match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// The text block.
    pub block: BlockIndex,
    /// Where in its text.
    pub span: Span,
    /// Place of the keyword in the query.
    pub keyword: u16,
}
