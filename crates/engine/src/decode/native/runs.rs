//! Runs: the content of one text block.

use super::super::address;
use super::super::json::{Node, Value};
use super::super::words::words;
use super::Ids;
use crate::article::{Inline, Text, is_language_tag};

/// Runs may hold runs this deep; what lies deeper is kept as plain text.
const MAX_DEPTH: usize = 16;

/// A text block's content: a string, a run, or an array of both.
pub(super) fn runs(node: &Node<'_>, ids: &Ids) -> Text {
    Text::new(inlines(node, ids, 0))
}

fn inlines(node: &Node<'_>, ids: &Ids, depth: usize) -> Vec<Inline> {
    if depth > MAX_DEPTH {
        node.fault("nested too deep; the text is kept, its marks are not");
        return text_of(node.value);
    }
    node.one_or_many()
        .flat_map(|part| match part.value {
            Value::Object(_) => run(&part, ids, depth),
            Value::Array(_) => inlines(&part, ids, depth + 1),
            Value::Null => {
                part.expected("text or a run");
                vec![]
            }
            _ => part.string().map(Inline::Text).into_iter().collect(),
        })
        .collect()
}

/// One marked run; where its mark cannot be kept, what it holds.
fn run(node: &Node<'_>, ids: &Ids, depth: usize) -> Vec<Inline> {
    let content = || match node.get("content") {
        // Nested runs are tidied as a text is, which joins the plain ones.
        Some(content) => Text::new(inlines(&content, ids, depth + 1)).inlines,
        None => {
            node.fault("no content");
            text_of(node.value)
        }
    };
    let string = |key: &str| node.get(key).and_then(|value| value.string()).filter(|text| !text.is_empty());
    let type_name = node.get("type").and_then(|value| value.string()).unwrap_or_default();
    let inline = match type_name.as_str() {
        "emphasis" | "strong" | "sub" | "sup" => {
            let content = content();
            if content.is_empty() {
                return vec![];
            }
            match type_name.as_str() {
                "emphasis" => Inline::Emphasis(content),
                "strong" => Inline::Strong(content),
                "sub" => Inline::Sub(content),
                _ => Inline::Sup(content),
            }
        }
        "code" => match string("content") {
            Some(text) => Inline::Code(text),
            None => return content(),
        },
        "link" => {
            let content = content();
            if node.get("url").is_none() {
                node.fault("a link wants an address in “url”");
            }
            match node.get("url").and_then(|url| address::link(&url)) {
                Some(url) if !content.is_empty() => Inline::Link { url, content },
                _ => return content,
            }
        }
        "mention" => {
            let content = content();
            match mentioned(node, ids) {
                Some(entity) if !content.is_empty() => Inline::Mention { entity, content },
                _ => return content,
            }
        }
        "ruby" => match (string("base"), string("annotation")) {
            (Some(base), Some(annotation)) => Inline::Ruby { base, annotation },
            _ => {
                node.fault("a ruby run wants base and annotation");
                return text_of(node.value);
            }
        },
        "phrase" => {
            let content = content();
            match string("lang").filter(|lang| is_language_tag(lang)) {
                Some(lang) if !content.is_empty() => Inline::Phrase { lang, content },
                _ => {
                    node.fault("a phrase wants a language tag in “lang”");
                    return content;
                }
            }
        }
        "break" => Inline::Break,
        "footnote" => match string("ref") {
            Some(id) if ids.footnotes.contains(&id) => Inline::FootnoteRef { id },
            Some(id) => {
                node.get("ref").unwrap_or(*node).fault(format_args!("no footnote \"{id}\""));
                return vec![];
            }
            None => {
                node.fault("a footnote run wants the id of a footnote in “ref”");
                return vec![];
            }
        },
        unknown => {
            node.fault(format_args!("unknown run \"{unknown}\"; its text is kept"));
            return match node.get("content").or_else(|| node.get("text")) {
                Some(content) => inlines(&content, ids, depth + 1),
                None => text_of(node.value),
            };
        }
    };
    vec![inline]
}

fn mentioned(node: &Node<'_>, ids: &Ids) -> Option<String> {
    let Some(entity) = node.get("entity") else {
        node.fault("a mention wants the id of an entity in “entity”");
        return None;
    };
    let id = entity.string()?;
    if !ids.entities.contains(&id) {
        entity.fault(format_args!("no entity \"{id}\""));
        return None;
    }
    Some(id)
}

/// What a run that cannot be read holds, as a plain run.
fn text_of(value: &Value<'_>) -> Vec<Inline> {
    Text::plain(all_text(value)).inlines
}

/// All strings below a value that are text and not a name, a type or an address, in order, one a line.
pub(super) fn all_text(value: &Value<'_>) -> String {
    words(value, |key| {
        !matches!(
            key,
            "type" | "id" | "url" | "lang" | "ref" | "entity" | "language" | "align" | "@type" | "@id"
        )
    })
}
