//! Bytes to an article: finds out which format they are in, and reads it.
//!
//! Input that is no article at all is a [`DecodeError`]. Anything less gives an article, with a
//! [`Diagnostic`] for each part that had to fall back to something readable.

mod diagnostic;
mod error;
mod json;
mod native;
mod text_page;

pub use diagnostic::Diagnostic;
pub use error::DecodeError;

use crate::article::{Article, Entity};

/// The largest input that is read, in bytes: 32 MiB, some ten times the text of a thick book.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// An article, and what was wrong with its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The article, its text blocks numbered.
    pub article: Article,
    /// In the order in which they were met.
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes an article in any format that is known: native JSON, or a text page.
///
/// # Errors
/// Where the bytes are empty, too large, not UTF-8, a web page, broken JSON, or JSON that holds no article.
///
/// ```
/// use sidelight_engine::decode::decode;
/// let decoded = decode(br#"{ "headline": "Hello", "body": ["One.", { "type": "rule" }] }"#)?;
/// assert_eq!(decoded.article.body.len(), 2);
/// assert_eq!(decoded.diagnostics, []);
/// # Ok::<(), sidelight_engine::decode::DecodeError>(())
/// ```
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let text = utf8(bytes)?;
    let start = text.trim_start();
    let mut decoded = match start.as_bytes().first() {
        None => return Err(DecodeError::Empty),
        Some(b'{' | b'[') => native::decode(&json::parse(text)?)?,
        Some(b'<') => return Err(DecodeError::Html),
        Some(b'"') if json::parse(text).is_ok() => {
            return Err(DecodeError::NotAnArticle { found: "a string" });
        }
        Some(_) => text_page::decode(text)?,
    };
    decoded.article.number_blocks();
    Ok(decoded)
}

/// Decodes a dictionary: a JSON array of entities in the article's own form.
///
/// # Errors
/// As [`decode`]; an entity without a name is a diagnostic and left out.
pub fn decode_entities(bytes: &[u8]) -> Result<(Vec<Entity>, Vec<Diagnostic>), DecodeError> {
    native::decode_entities(&json::parse(utf8(bytes)?)?)
}

fn utf8(bytes: &[u8]) -> Result<&str, DecodeError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge { limit: MAX_BYTES });
    }
    // A byte order mark says nothing in UTF-8.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| DecodeError::NotUtf8 { offset: error.valid_up_to() })
}
