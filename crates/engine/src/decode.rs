//! Bytes to an article: finds out which format they are in, and reads it.
//!
//! Input that is no article at all is a [`DecodeError`]. Anything less gives an article, with a
//! [`Diagnostic`] for each part that had to fall back to something readable.

mod address;
mod annotations;
mod ans;
mod apple_news;
mod cards;
mod diagnostic;
mod dictionary;
mod document;
mod editorjs;
mod error;
mod formats;
mod ghost;
mod html;
mod json;
mod json_feed;
mod json_ld;
mod lexical;
mod library;
mod limits;
mod mark;
mod markdown;
mod mobiledoc;
mod native;
mod ninjs;
mod portable_text;
mod prosemirror;
mod sound;
mod source;
mod summary;
mod text_page;
mod wordpress;
mod words;

pub use diagnostic::Diagnostic;
pub use dictionary::DictionaryReader;
pub use error::{DecodeError, Place};
pub use formats::{Formats, decode_html, item_of};
pub use html::{HtmlTree, ParseHtml};
pub use library::{Library, LibraryItem};
pub use limits::{MAX_BLOCKS, MAX_BYTES, MAX_DEPTH, MAX_ENTITIES, MAX_VALUES};
pub use summary::Summary;

use crate::annotation::Annotation;
use crate::article::{Article, Entity};
use json::Sink;
use limits::within_limits;
use source::Source;

/// An article, and what was wrong with its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The article, its text blocks numbered.
    pub article: Article,
    /// In the order in which they were met.
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes an article in one of the formats that are known here: native JSON, or a text page. [`Formats`] knows the others as well.
///
/// # Errors
/// Where the bytes are empty, too large, no text, a web page, broken JSON, or JSON that holds no article; or where the article
/// is larger than the limits: [`MAX_BYTES`], [`MAX_DEPTH`], [`MAX_VALUES`], [`MAX_BLOCKS`], [`MAX_ENTITIES`].
///
/// ```
/// use sidelight_engine::decode::decode;
/// let decoded = decode(br#"{ "headline": "Hello", "body": ["One.", { "type": "rule" }] }"#)?;
/// assert_eq!(decoded.article.body.len(), 2);
/// assert_eq!(decoded.diagnostics, []);
/// # Ok::<(), sidelight_engine::decode::DecodeError>(())
/// ```
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    match decode_native(bytes) {
        Err(DecodeError::NotJson) => within_limits(text_page::decode(Source::new(bytes)?.text())?),
        decoded => decoded,
    }
}

/// Decodes an article in the native format: what a viewer needs before it needs any other.
///
/// # Errors
/// As [`decode`]; and [`DecodeError::NotJson`] for a text, which may be a text page.
pub fn decode_native(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let source = Source::new(bytes)?;
    let text = source.text();
    match text.trim_start().as_bytes().first() {
        None => Err(DecodeError::Empty),
        Some(b'{' | b'[') => {
            let sink = Sink::default();
            let value = json::read(&source, &sink)?;
            if !native::is(&value) {
                return Err(native::refusal(&value));
            }
            within_limits(native::decode(&value, sink)?)
        }
        Some(b'<') => Err(DecodeError::Html),
        Some(b'"') if json::parse(text).is_ok() => Err(DecodeError::NotAnArticle { found: "a string" }),
        Some(_) => Err(DecodeError::NotJson),
    }
}

/// Decodes a dictionary: a JSON array of entities in the article's own form, with names and
/// descriptions in the article's language where the dictionary has them (`docs/dictionary.md`).
///
/// # Errors
/// As [`decode`]; an entity without a name is a diagnostic and left out.
///
/// ```
/// use sidelight_engine::decode::decode_entities;
/// let dictionary = r#"[{ "name": "Google", "in": { "zh": { "name": "谷歌" } } }]"#;
/// let (entities, _) = decode_entities(dictionary.as_bytes(), Some("zh-Hans"))?;
/// assert_eq!((&*entities[0].name, &*entities[0].alternate_names[0]), ("谷歌", "Google"));
/// # Ok::<(), sidelight_engine::decode::DecodeError>(())
/// ```
pub fn decode_entities(
    bytes: &[u8],
    language: Option<&str>,
) -> Result<(Vec<Entity>, Vec<Diagnostic>), DecodeError> {
    let mut reader = DictionaryReader::new(bytes, language)?;
    while reader.read()? {}
    Ok(reader.finish())
}

/// Decodes W3C Web Annotations that say where entities are mentioned: one, an array, an AnnotationPage, an
/// AnnotationCollection with its first page, what Hypothes.is answers and exports, or a JSON-LD `@graph`.
///
/// Annotations that identify nothing, as remarks and highlights, are left out.
///
/// # Errors
/// As [`decode`], and where there are no annotations; one whose place cannot be read is a diagnostic and left out.
///
/// ```
/// use sidelight_engine::decode::decode_annotations;
/// let annotation = br#"{
///   "body": { "purpose": "identifying", "source": "https://www.wikidata.org/entity/Q95" },
///   "target": { "selector": { "type": "TextQuoteSelector", "exact": "Google" } }
/// }"#;
/// let (annotations, _) = decode_annotations(annotation)?;
/// assert_eq!(annotations[0].bodies[0].iri.as_deref(), Some("https://www.wikidata.org/entity/Q95"));
/// # Ok::<(), sidelight_engine::decode::DecodeError>(())
/// ```
pub fn decode_annotations(bytes: &[u8]) -> Result<(Vec<Annotation>, Vec<Diagnostic>), DecodeError> {
    let (source, sink) = (Source::new(bytes)?, Sink::default());
    annotations::decode(&json::read(&source, &sink)?, sink)
}

/// Decodes the list of articles to choose from: a JSON Feed whose items name their article's file in
/// `_sidelight.src`.
///
/// # Errors
/// As [`decode`]; an item that names no file is a diagnostic and left out.
pub fn decode_library(bytes: &[u8]) -> Result<(Library, Vec<Diagnostic>), DecodeError> {
    let (source, sink) = (Source::new(bytes)?, Sink::default());
    library::decode(&json::read(&source, &sink)?, sink)
}

/// Decodes the summary of a page of Wikipedia, as its
/// [REST interface](https://www.mediawiki.org/wiki/Specs/Summary/1.3.0) gives it.
///
/// # Errors
/// As [`decode`]; and [`DecodeError::NotASummary`] for a page that has none to show, such as a list of
/// things of one name.
///
/// ```
/// use sidelight_engine::decode::decode_summary;
/// let summary = decode_summary(br#"{ "type": "standard", "extract": "A port.", "lang": "en", "dir": "ltr" }"#)?;
/// assert_eq!(summary.text, "A port.");
/// # Ok::<(), sidelight_engine::decode::DecodeError>(())
/// ```
pub fn decode_summary(bytes: &[u8]) -> Result<Summary, DecodeError> {
    summary::decode(&json::parse(Source::new(bytes)?.text())?)
}

/// The members of JSON that are not read, because a later one of their object has the same name. Nothing for what is no JSON.
///
/// ```
/// use sidelight_engine::decode::repeated_names;
/// let faults = repeated_names(br#"{ "headline": "A", "body": [], "headline": "B" }"#);
/// assert_eq!(faults[0].path, "headline");
/// ```
pub fn repeated_names(bytes: &[u8]) -> Vec<Diagnostic> {
    let sink = Sink::default();
    let source = Source::new(bytes);
    // Half surrogate pairs are told where the rest is read.
    if let Some(value) = source.as_ref().ok().and_then(|source| json::parse(source.text()).ok()) {
        json::report_repeated(&json::Node::root(&value, &sink));
    }
    sink.into_inner()
}
