//! Why bytes are no article.

use std::error::Error;
use std::fmt;

use super::{MAX_BLOCKS, MAX_DEPTH, MAX_ENTITIES, MAX_VALUES};

/// A place in a JSON text. Displays as `line 2, column 15 (byte 34, in body[3].content)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// In bytes of UTF-8, from 1; 0 before the first.
    pub column: usize,
    /// Byte of the file, from 0; its length where something is missing at the end.
    pub offset: usize,
    /// Path of the value that was being read, as `body[3].content`; empty for the whole. Long ones are cut short.
    pub path: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, offset, path } = self;
        write!(f, "line {line}, column {column} (byte {offset}")?;
        if !path.is_empty() {
            write!(f, ", in {path}")?;
        }
        f.write_str(")")
    }
}

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
    /// Neither UTF-8 nor UTF-16.
    NotUtf8 {
        /// Offset of the first wrong byte.
        offset: usize,
    },
    /// UTF-16 with half a surrogate pair, half a unit or a zero in it.
    NotUtf16 {
        /// Offset of the first wrong byte.
        offset: usize,
    },
    /// A text that is no JSON, as far as its beginning tells.
    NotJson,
    /// A web page, often an error page that was served in the article's place.
    Html,
    /// Broken JSON.
    Json {
        /// Where.
        place: Place,
        /// What the parser expected.
        message: String,
    },
    /// JSON with arrays and objects deeper in others than [`MAX_DEPTH`].
    TooDeep {
        /// Of the first that lies too deep.
        place: Place,
    },
    /// JSON of more values than [`MAX_VALUES`].
    TooManyValues {
        /// Of the first that is too many.
        place: Place,
    },
    /// An article of more blocks than [`MAX_BLOCKS`].
    TooManyBlocks,
    /// More entities than [`MAX_ENTITIES`].
    TooManyEntities,
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
                write!(f, "The file is larger than {} MB. Split the article in parts.", limit / 1_000_000)
            }
            Self::NotUtf8 { offset } => {
                write!(f, "The file is not UTF-8 text (byte {offset}). Save it as UTF-8.")
            }
            Self::NotUtf16 { offset } => {
                write!(f, "The file is broken UTF-16 text (byte {offset}). Save it as UTF-8.")
            }
            Self::NotJson => f.write_str("This is no JSON. Give it an article as JSON or as a text page."),
            Self::Html => f.write_str(
                "This is a web page, not an article. Check the address: a server may send an error page \
                 in the article’s place.",
            ),
            Self::Json { place, message } => write!(f, "The JSON is broken at {place}: {message}."),
            Self::TooDeep { place } => {
                write!(f, "The JSON is nested deeper than {MAX_DEPTH} levels at {place}. Make it flatter.")
            }
            Self::TooManyValues { place } => {
                write!(
                    f,
                    "The JSON has more than {MAX_VALUES} values, the next at {place}. Split the file in parts."
                )
            }
            Self::TooManyBlocks => {
                write!(f, "The article has more than {MAX_BLOCKS} blocks. Split it in parts.")
            }
            Self::TooManyEntities => {
                write!(
                    f,
                    "There are more than {MAX_ENTITIES} entities. Leave out those that no text mentions."
                )
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
