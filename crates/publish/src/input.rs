//! What the program reads: articles in any format of the engine, and web pages, Markdown and plain texts.
//!
//! The kind of a file is told by how its name ends, and by what it begins with where that says nothing.

mod front_matter;
mod markdown;
mod page;
mod plain_text;

use std::borrow::Cow;
use std::path::Path;

use encoding_rs::Encoding;
use sidelight_engine::article::Article;
use sidelight_engine::decode::{DecodeError, Decoded, Diagnostic, Formats, MAX_BYTES};
use sidelight_publish::Html5ever;

/// The article of a file; of one that holds several, the one that `item` names by its id, its address or its number.
pub fn decode(file: &Path, bytes: &[u8], item: Option<&str>) -> Result<Decoded, DecodeError> {
    let formats = Formats { html: &Html5ever, item };
    match Kind::of(file, bytes) {
        Kind::Known => formats.decode(bytes),
        Kind::Page(html) => page::decode(&html),
        Kind::Markdown(text) => markdown::decode(&text),
        Kind::Text(text) => plain_text::decode(&text),
    }
}

/// All articles of a file, in order, and what is wrong with it.
pub fn decode_all(file: &Path, bytes: &[u8]) -> Result<(Vec<Article>, Vec<Diagnostic>), DecodeError> {
    if let Kind::Known = Kind::of(file, bytes) {
        return Formats { html: &Html5ever, item: None }.decode_all(bytes);
    }
    let Decoded { article, diagnostics } = decode(file, bytes, None)?;
    Ok((vec![article], diagnostics))
}

enum Kind<'a> {
    /// What the engine reads, or says why it does not.
    Known,
    Page(Cow<'a, str>),
    Markdown(Cow<'a, str>),
    /// A plain text, or a text page.
    Text(Cow<'a, str>),
}

impl<'a> Kind<'a> {
    fn of(file: &Path, bytes: &'a [u8]) -> Self {
        let Some(text) = text(bytes).filter(|text| !text.trim().is_empty()) else { return Self::Known };
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mkd" => return Self::Markdown(text),
            "html" | "htm" | "xhtml" => return Self::Page(text),
            // What comes in the place of JSON may be the page of an error.
            "json" | "jsonld" => return Self::Known,
            _ => {}
        }
        match text.trim_start().as_bytes() {
            [b'{' | b'[' | b'"', ..] => Self::Known,
            [b'<', ..] => Self::Page(text),
            _ if front_matter::split(&text).is_some() => Self::Markdown(text),
            _ => Self::Text(text),
        }
    }
}

/// The text of a file, in the encoding that it says itself; none where it is no text.
fn text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if bytes.len() > MAX_BYTES {
        return None;
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => {
            encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Some(Cow::Borrowed(text)),
            // As a browser does, a character that is none in the page's encoding is read as U+FFFD.
            Err(_) => page::encoding(bytes).map(|encoding| encoding.decode_without_bom_handling(bytes).0),
        },
    };
    // No text holds a zero.
    text.filter(|text| !text.contains('\0'))
}
