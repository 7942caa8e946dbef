//! The JSON-LD that a web page holds.

use super::super::formats::Reader;
use super::super::html::Element;
use super::super::json::{self, Node, Sink, Value};
use super::super::{DecodeError, Decoded};
use super::{text_length, with_text};
use crate::article::is_language_tag;

/// The article that the JSON-LD of a web page holds: the one with the longest text. All of the page's JSON-LD is one graph.
///
/// # Errors
/// Where no article has a text.
pub(in crate::decode) fn decode_page(page: Element<'_>, reader: &Reader<'_>) -> Result<Decoded, DecodeError> {
    let scripts: Vec<String> =
        page.descendants().filter(is_json_ld).map(|script| json_of(&script.text())).collect();
    let sink = Sink::default();
    let mut values = Vec::new();
    for (script, number) in scripts.iter().zip(1..) {
        match json::parse(script) {
            Ok(Value::Array(nodes)) => values.extend(nodes),
            Ok(value) => values.push(value),
            // One that is broken may stand beside one that is not.
            Err(error) => {
                let nothing = Value::Null;
                let message = format_args!("script {number} of the page’s JSON-LD is left out: {error}");
                Node::root(&nothing, &sink).fault(message);
            }
        }
    }
    let value = Value::Array(values);
    let root = Node::root(&value, &sink);
    let mut longest = 0;
    with_text(&root, &mut |node| longest = longest.max(text_length(node.value)));
    let canonical = canonical(page);
    let mut article = None;
    with_text(&root, &mut |node| {
        if article.is_none() && text_length(node.value) == longest {
            article = Some(super::article(node, reader, canonical));
        }
    });
    let mut article = article.ok_or(DecodeError::Html)?;
    let language = page.find(&["html"]).and_then(|root| root.attribute("lang"));
    let language = language.filter(|tag| is_language_tag(tag)).map(str::to_owned);
    article.language = article.language.or(language);
    Ok(Decoded { article, diagnostics: sink.into_inner() })
}

fn is_json_ld(script: &Element<'_>) -> bool {
    // Parameters may stand behind the type.
    let kind = script.attribute("type").unwrap_or_default().split(';').next().unwrap_or_default();
    script.name() == "script" && kind.trim().eq_ignore_ascii_case("application/ld+json")
}

/// The JSON within a script, without the comments that some systems put around it, and without the control characters
/// that they leave in strings.
fn json_of(script: &str) -> String {
    let script = script.trim();
    let script = script.strip_suffix("]]>").unwrap_or(script);
    let (before, behind) = script.split_once("<![CDATA[").unwrap_or(("", script));
    // What looks so within the JSON is a part of it.
    let script = if before.contains('{') { script } else { behind };
    let start = script.find(['{', '[']).unwrap_or_default();
    let end = script.rfind(['}', ']']).map_or(start, |end| end + 1);
    let json = script.get(start..end).unwrap_or_default();
    json.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The address that the page gives itself.
fn canonical(page: Element<'_>) -> Option<&str> {
    let is_canonical = |link: &Element<'_>| {
        link.name() == "link"
            && link.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
    };
    let href = page.descendants().find(is_canonical)?.attribute("href")?.trim();
    let is_web = href.starts_with("https:") || href.starts_with("http:");
    is_web.then_some(href)
}
