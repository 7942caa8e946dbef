//! Why bytes are no article.

use std::error::Error;
use std::fmt;

/// Why nothing could be read. The message is a full sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// No bytes, or white space only.
    Empty,
    /// More bytes than are read.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// Not UTF-8.
    NotUtf8 {
        /// Offset of the first wrong byte.
        offset: usize,
    },
    /// A web page, often an error page that was served in the article's place.
    Html,
    /// Broken JSON.
    Json {
        /// From 1.
        line: usize,
        /// In bytes, from 1; 0 before the first.
        column: usize,
        /// What the parser expected.
        message: String,
    },
    /// Well-formed, but something else than an article.
    NotAnArticle {
        /// What it is, as in "a number".
        found: &'static str,
    },
    /// Several articles, of which none was chosen.
    Several {
        /// How many.
        count: usize,
    },
    /// No article of this id, address or number among those of the file.
    NoSuchItem {
        /// What was asked for.
        item: String,
    },
    /// Well-formed, but something else than a dictionary of entities.
    NotADictionary {
        /// What it is, as in "a number".
        found: &'static str,
    },
    /// Well-formed, but something else than annotations.
    NotAnnotations {
        /// What it is, as in "a number".
        found: &'static str,
    },
    /// Well-formed, but no summary of a page: something else, or the summary of a page that has no text of its own.
    NotASummary,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("The file is empty. Give it an article as JSON or as a text page."),
            Self::TooLarge { limit } => {
                write!(f, "The file is larger than {} MB. Split the article in parts.", limit / 1_048_576)
            }
            Self::NotUtf8 { offset } => {
                write!(f, "The file is not UTF-8 text (byte {offset}). Save it as UTF-8.")
            }
            Self::Html => f.write_str(
                "This is a web page, not an article. Check the address: a server may send an error page \
                 in the article’s place.",
            ),
            Self::Json { line, column, message } => {
                write!(f, "The JSON is broken at line {line}, column {column}: {message}.")
            }
            Self::NotAnArticle { found } => {
                write!(
                    f,
                    "This is {found}, not an article. An article is an object with “headline” and “body”."
                )
            }
            Self::Several { count } => write!(f, "The file holds {count} articles. Choose one of them."),
            Self::NoSuchItem { item } => {
                write!(
                    f,
                    "The file holds no article “{item}”. Name one by its id, its address, or its number from 1."
                )
            }
            Self::NotADictionary { found } => {
                write!(f, "This is {found}, not a dictionary. A dictionary is an array of entities.")
            }
            Self::NotAnnotations { found } => {
                write!(f, "This is {found} without annotations. An annotation has “body” and “target”.")
            }
            Self::NotASummary => f.write_str("The page has no summary."),
        }
    }
}

impl Error for DecodeError {}
