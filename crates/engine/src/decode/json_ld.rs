//! schema.org's articles as JSON-LD.

use super::formats::{Format, Reader, the_root};
use super::html::Element;
use super::json::{Node, Value};
use super::{DecodeError, Decoded};
use crate::article::Article;

pub(super) const FORMAT: Format = Format { is, articles: the_root, decode };

fn is(_: &Value<'_>) -> bool {
    false
}

fn decode(_: &Node<'_>, _: &Reader<'_>) -> Article {
    Article::default()
}

/// The article that the JSON-LD of a web page holds.
pub(super) fn decode_page(_: Element<'_>, _: &Reader<'_>) -> Result<Decoded, DecodeError> {
    Err(DecodeError::Html)
}
