//! Articles in the forms of other systems, whose decoders are a part of the program of their own: few articles need
//! them.

mod inert;
mod nesting;

use leptos::wasm_split::SplitLoaderError;
use sidelight_engine::decode::{DecodeError, Decoded, Diagnostic, Formats, Library, decode_native};

use crate::load::LoadError;
pub use inert::InertDocument;

/// What a file holds.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "one is made for each file that is opened")]
pub enum Content {
    /// An article.
    Article(Decoded),
    /// Several articles, to choose from.
    List(Library),
}

/// Decodes a file. `item` is the article of several that is meant. The part is fetched for what has not the article's own form.
///
/// # Errors
/// [`LoadError::Formats`] where the part cannot be had, [`LoadError::Decode`] where there is no article.
pub async fn read(bytes: &[u8], item: Option<&str>) -> Result<Content, LoadError> {
    match decode_native(bytes) {
        Err(DecodeError::NotAnArticle { .. } | DecodeError::Html | DecodeError::NotJson) => {}
        known => return Ok(Content::Article(known?)),
    }
    let foreign = fetched().await.ok_or(LoadError::Formats)?;
    match (foreign.decode)(bytes, item) {
        Err(DecodeError::Several { .. }) => Ok(Content::List((foreign.decode_library)(bytes)?.0)),
        decoded => Ok(Content::Article(decoded?)),
    }
}

/// Several articles, and what was wrong.
type Listed = (Library, Vec<Diagnostic>);

/// The functions of the part.
struct Foreign {
    /// Decodes an article, or the chosen one of several: [`Formats::decode`].
    decode: fn(&[u8], Option<&str>) -> Result<Decoded, DecodeError>,
    /// Decodes several articles as a list: [`Formats::decode_library`].
    decode_library: fn(&[u8]) -> Result<Listed, DecodeError>,
}

static FOREIGN: Foreign = Foreign { decode, decode_library };

fn decode(bytes: &[u8], item: Option<&str>) -> Result<Decoded, DecodeError> {
    Formats { html: &InertDocument, item }.decode(bytes)
}

fn decode_library(bytes: &[u8]) -> Result<Listed, DecodeError> {
    Formats { html: &InertDocument, item: None }.decode_library(bytes)
}

/// Where the program is taken apart; see [`crate::later`].
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(formats, wasm_split_path = leptos::wasm_split, fallible)
)]
fn all() -> Result<&'static Foreign, SplitLoaderError> {
    Ok(&FOREIGN)
}

/// The part, fetched when it is first asked for; none where it cannot be had.
async fn fetched() -> Option<&'static Foreign> {
    #[cfg(not(feature = "split"))]
    let loaded = all();
    #[cfg(feature = "split")]
    let loaded = all().await;
    loaded.ok()
}
