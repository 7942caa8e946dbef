//! How a text directive is written in an address.

use super::TextFragment;
use crate::text::{percent_decode, percent_encode};

/// What parts the fragment proper from its directives.
const DELIMITER: &str = ":~:";

impl TextFragment {
    /// All text directives of an address's fragment, with or without its `#`; malformed ones are left out.
    ///
    /// ```
    /// use sidelight_engine::highlight::TextFragment;
    /// let fragments = TextFragment::parse_all("#part:~:text=well%2Dknown&text=an-,AI,-model&text=,");
    /// assert_eq!(fragments.len(), 2);
    /// assert_eq!(fragments[0].start, "well-known");
    /// assert_eq!(fragments[1].prefix.as_deref(), Some("an"));
    /// ```
    pub fn parse_all(fragment: &str) -> Vec<Self> {
        let Some((_, directives)) = fragment.split_once(DELIMITER) else { return Vec::new() };
        let values = directives.split('&').filter_map(|directive| directive.strip_prefix("text="));
        values.filter_map(parse).collect()
    }

    /// The directive with what parts it from the fragment before it: `:~:text=…`.
    ///
    /// ASCII only; `,`, `-` and `&`, which mean something in a directive, are written as `%2C`, `%2D` and `%26`
    /// in the terms.
    ///
    /// ```
    /// use sidelight_engine::highlight::TextFragment;
    /// let fragment = TextFragment { start: "Q&A".into(), suffix: Some("是".into()), ..Default::default() };
    /// assert_eq!(fragment.to_directive(), ":~:text=Q%26A,-%E6%98%AF");
    /// ```
    pub fn to_directive(&self) -> String {
        let mut directive = String::from(DELIMITER);
        directive.push_str("text=");
        if let Some(prefix) = &self.prefix {
            percent_encode(prefix, &mut directive);
            directive.push_str("-,");
        }
        percent_encode(&self.start, &mut directive);
        if let Some(end) = &self.end {
            directive.push(',');
            percent_encode(end, &mut directive);
        }
        if let Some(suffix) = &self.suffix {
            directive.push_str(",-");
            percent_encode(suffix, &mut directive);
        }
        directive
    }
}

/// The terms behind `text=`.
fn parse(value: &str) -> Option<TextFragment> {
    let terms: Vec<&str> = value.split(',').collect();
    let mut terms = &terms[..];
    let (mut prefix, mut suffix) = (None, None);
    if let [first, rest @ ..] = terms
        && let Some(term) = first.strip_suffix('-')
    {
        prefix = Some(decode(term)?);
        terms = rest;
    }
    if let [rest @ .., last] = terms
        && let Some(term) = last.strip_prefix('-')
    {
        suffix = Some(decode(term)?);
        terms = rest;
    }
    let (start, end) = match terms {
        [start] => (decode(start)?, None),
        [start, end] => (decode(start)?, Some(decode(end)?)),
        _ => return None,
    };
    Some(TextFragment { prefix, start, end, suffix })
}

/// None where the term is empty, has a hyphen that is not encoded, which could have been meant to mark a prefix or
/// a suffix, or is not UTF-8.
fn decode(term: &str) -> Option<String> {
    if term.is_empty() || term.contains('-') { None } else { percent_decode(term) }
}
