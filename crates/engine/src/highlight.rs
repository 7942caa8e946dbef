//! Keywords to matches.
//!
//! Works on text alone and knows no article: a [`Query`] of [`Keyword`]s, the [`Haystack`] of each
//! text block, and the [`MatchSet`] of what was found.

mod fold;
mod match_set;
mod matcher;
mod query;

pub use fold::{Haystack, fold};
pub use match_set::{Match, MatchSet};
pub use matcher::Matcher;
pub use query::{COLOURS, Keyword, Query};
