//! The native format: `docs/article-format.md`.

mod blocks;
mod entities;
mod runs;

use std::cell::Cell;
use std::collections::HashSet;

use super::address;
use super::json::{Node, Sink, Value};
use super::{DecodeError, Decoded, MAX_BLOCKS};
use crate::article::{Article, Correction, Person, Source, Teaser, Text, is_language_tag};
use blocks::{blocks, figure};
pub(super) use entities::{Entities, id_from_name};
use runs::runs;

/// Ids that runs may refer to, and what else is known of the whole article.
#[derive(Default)]
struct Ids {
    entities: HashSet<String>,
    footnotes: HashSet<String>,
    /// How many blocks have been read.
    blocks: Cell<usize>,
}

impl Ids {
    /// Counts a block. Returns whether it is to be kept: behind the first that is too many, all are left alone.
    fn wants_block(&self) -> bool {
        self.blocks.set(self.blocks.get() + 1);
        self.blocks.get() <= MAX_BLOCKS
    }
}

/// What the articles of other formats have where a native one has `body`.
const FOREIGN: [&str; 11] = [
    "@graph",
    "articleBody",
    "headlines",
    "bodies",
    "body_html",
    "body_text",
    "body_xhtml",
    "content_elements",
    "components",
    "renditions",
    "versioncreated",
];

/// Whether the root of a JSON text has the form of a native article.
pub(super) fn is(value: &Value<'_>) -> bool {
    let has = |key: &str| value.get(key).is_some_and(|member| !matches!(member, Value::Null));
    let is_body = match value.get("body") {
        // What describes itself by JSON-LD and has no body is schema.org's; what has a document instead is a CMS's.
        None => has("headline") && !["@context", "content", "doc", "document"].iter().any(|key| has(key)),
        Some(Value::Array(items)) => {
            items.iter().find(|item| item.is_object()).is_none_or(|item| item.get("_type").is_none())
        }
        Some(body @ Value::Object(_)) => {
            body.get("root").is_none()
                && body.get("blocks").is_none()
                && body.get("type").and_then(Value::as_str) != Some("doc")
        }
        // A document may be JSON within a string.
        Some(Value::String(text)) => !text.trim_start().starts_with('{'),
        Some(_) => true,
    };
    is_body && !FOREIGN.iter().any(|key| has(key))
}

/// Whether there is what an article is nothing without.
fn has_text(value: &Value<'_>) -> bool {
    ["headline", "body"].iter().any(|key| value.get(key).is_some_and(|member| !matches!(member, Value::Null)))
}

/// What a JSON text is instead of a native article.
pub(super) fn refusal(value: &Value<'_>) -> DecodeError {
    let is_article = has_text(value);
    let found = match value.kind() {
        _ if is_article => "an article of another form",
        "an object" => "an object without headline and body",
        kind => kind,
    };
    DecodeError::NotAnArticle { found }
}

/// Decodes a native article, with what has been reported of its file before.
pub(super) fn decode(value: &Value<'_>, sink: Sink) -> Result<Decoded, DecodeError> {
    if !has_text(value) {
        return Err(refusal(value));
    }
    let article = article(&Node::root(value, &sink)).ok_or(DecodeError::TooManyBlocks)?;
    Ok(Decoded { article, diagnostics: sink.into_inner() })
}

/// None where it has too many blocks.
fn article(root: &Node<'_>) -> Option<Article> {
    let line = |key: &str| root.get(key).and_then(|node| node.line());
    let date = |key: &str| root.get(key).and_then(|node| node.date());

    let mut entities = Entities::default();
    for (key, about) in [("about", true), ("mentions", false)] {
        if let Some(node) = root.get(key) {
            entities.read(&node, about);
        }
    }
    let entities = entities.into_vec();
    let mut ids =
        Ids { entities: entities.iter().map(|entity| entity.id.clone()).collect(), ..Ids::default() };
    for text in ["standfirst", "body", "disclosure"].iter().filter_map(|key| root.value.get(key)) {
        blocks::collect_footnotes(text, &mut ids.footnotes);
    }

    let headline = root.get("headline").and_then(|node| node.line());
    if headline.is_none() {
        root.fault("no headline; the article is shown without one");
    }
    let body = root.get("body").map(|node| blocks(&node, &ids)).unwrap_or_default();
    if body.is_empty() {
        root.fault("no text; “body” is missing or empty");
    }
    let some_blocks = |key: &str| root.get(key).map(|node| blocks(&node, &ids)).unwrap_or_default();

    let article = Article {
        url: root.get("url").and_then(|node| address::link(&node)),
        language: root.get("inLanguage").and_then(|node| language(&node)),
        section: root.get("articleSection").and_then(|node| {
            let parts: Vec<_> = node.one_or_many().filter_map(|part| part.line()).collect();
            (!parts.is_empty()).then(|| parts.join(" · "))
        }),
        headline: headline.map(Text::plain).unwrap_or_default(),
        alternative_headline: line("alternativeHeadline").map(Text::plain),
        standfirst: some_blocks("standfirst"),
        authors: list(root, "author", person),
        publisher: list(root, "publisher", source).into_iter().next(),
        published: date("datePublished"),
        modified: date("dateModified"),
        comment_count: root.get("commentCount").and_then(|node| node.whole(0)).map(i64::unsigned_abs),
        keywords: root.get("keywords").map(|node| keywords(&node)).unwrap_or_default(),
        image: root.get("image").and_then(|node| {
            let first = node.one_or_many().next();
            first.and_then(|node| figure(&node, &ids))
        }),
        body,
        attribution: [list(root, "isBasedOn", source), list(root, "sourceOrganization", source)].concat(),
        disclosure: some_blocks("disclosure"),
        corrections: list(root, "correction", |node| correction(node, &ids)),
        license: line("license"),
        entities,
        dictionaries: addresses(root, "dictionary"),
        annotations: addresses(root, "annotations"),
        related: list(root, "related", teaser),
        trending: list(root, "trending", teaser),
    };
    (ids.blocks.get() <= MAX_BLOCKS).then_some(article)
}

/// What `read` makes of one value or of each in an array.
fn list<T>(root: &Node<'_>, key: &str, read: impl Fn(&Node<'_>) -> Option<T>) -> Vec<T> {
    root.get(key).map(|node| node.one_or_many().filter_map(|item| read(&item)).collect()).unwrap_or_default()
}

/// The files of a kind that an article may name, as each is loaded.
const MAX_FILES: usize = 16;

/// One address or several, of files that are loaded with the article.
fn addresses(root: &Node<'_>, key: &str) -> Vec<String> {
    let mut addresses = list(root, key, address::file);
    if addresses.len() > MAX_FILES
        && let Some(node) = root.get(key)
    {
        node.fault(format_args!("more than {MAX_FILES} addresses; the others are left out"));
        addresses.truncate(MAX_FILES);
    }
    addresses
}

fn language(node: &Node<'_>) -> Option<String> {
    let tag = node.line()?;
    if is_language_tag(&tag) {
        return Some(tag);
    }
    node.fault(format_args!("\"{tag}\" is not a language tag; write it as en or zh-Hans"));
    None
}

fn keywords(node: &Node<'_>) -> Vec<String> {
    let parts: Vec<_> = node.one_or_many().filter_map(|part| part.line()).collect();
    let words = parts.iter().flat_map(|part| part.split([',', '，', '、']).map(str::trim));
    let mut seen = HashSet::new();
    words.filter(|word| !word.is_empty() && seen.insert(*word)).map(str::to_owned).collect()
}

/// The name of a value that is a string or an object with `name`.
fn name(node: &Node<'_>) -> Option<String> {
    if !node.is_object() {
        return node.line();
    }
    let name = node.get("name").and_then(|name| name.line());
    if name.is_none() {
        node.fault("no name; it is left out");
    }
    name
}

fn person(node: &Node<'_>) -> Option<Person> {
    let line = |key: &str| node.get(key).and_then(|value| value.line());
    Some(Person {
        name: name(node)?,
        job_title: line("jobTitle"),
        url: node.get("url").and_then(|url| address::link(&url)),
        image: node.get("image").and_then(|image| image_url(&image)),
        description: line("description"),
    })
}

/// The address of an image that is a string or an object with `url`.
fn image_url(node: &Node<'_>) -> Option<String> {
    if node.is_object() {
        node.get("url").and_then(|url| address::picture(&url))
    } else {
        address::picture(node)
    }
}

fn source(node: &Node<'_>) -> Option<Source> {
    Some(Source { name: name(node)?, url: node.get("url").and_then(|url| address::link(&url)) })
}

fn correction(node: &Node<'_>, ids: &Ids) -> Option<Correction> {
    let (text, published) = if node.is_object() {
        let text = node.get("text").or_else(|| node.get("content"));
        (text.map(|text| runs(&text, ids)), node.get("datePublished").and_then(|node| node.date()))
    } else {
        (node.line().map(Text::plain), None)
    };
    let text = text.filter(|text| !text.is_empty());
    if text.is_none() {
        node.fault("no text; the correction is left out");
    }
    Some(Correction { text: text?, published })
}

fn teaser(node: &Node<'_>) -> Option<Teaser> {
    if !node.is_object() {
        return node.line().map(|headline| Teaser { headline, ..Teaser::default() });
    }
    let line = |key: &str| node.get(key).and_then(|value| value.line());
    let Some(headline) = line("headline").or_else(|| line("name")) else {
        node.fault("no headline; the entry is left out");
        return None;
    };
    Some(Teaser {
        headline,
        url: node.get("url").and_then(|url| address::link(&url)),
        description: line("description"),
        published: node.get("datePublished").and_then(|node| node.date()),
        original: node.get("original").is_some_and(|node| node.truth()),
    })
}
