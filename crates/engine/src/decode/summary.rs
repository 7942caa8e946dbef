//! The summary of a page of Wikipedia.

use super::DecodeError;
use super::json::Value;

/// Bytes of a summary's text that are kept: those of Wikipedia have some hundreds.
const MAX_TEXT: usize = 4096;

/// What a page of Wikipedia says first, as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Some sentences, never blank; cut behind 4,096 bytes at most, and then with an ellipsis at the end.
    pub text: String,
    /// Address of the page, where the answer has one of `https:`.
    pub page: Option<String>,
    /// BCP 47 tag of the text.
    pub language: Option<String>,
    /// `ltr` or `rtl`; `auto` where the answer does not say.
    pub direction: &'static str,
}

/// Reads a summary. Only `extract` is taken, never `extract_html`.
pub(super) fn decode(value: &Value<'_>) -> Result<Summary, DecodeError> {
    let line = |value: Option<&Value<'_>>| {
        let text = value?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    // "disambiguation", "no-extract" and "mainpage" are about nothing.
    let is_page = value.get("type").is_none_or(|kind| kind.as_str() == Some("standard"));
    let mut text = line(value.get("extract")).filter(|_| is_page).ok_or(DecodeError::NotASummary)?;
    if text.len() > MAX_TEXT {
        text.truncate(text.floor_char_boundary(MAX_TEXT));
        text.push('…');
    }
    let page = value.get("content_urls").and_then(|urls| urls.get("desktop")?.get("page"));
    Ok(Summary {
        text,
        page: line(page).filter(|page| page.starts_with("https://")),
        language: line(value.get("lang")),
        direction: match value.get("dir").and_then(Value::as_str) {
            Some("ltr") => "ltr",
            Some("rtl") => "rtl",
            _ => "auto",
        },
    })
}
