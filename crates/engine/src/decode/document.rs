//! Rich text documents and what content management systems say of them: title, author, dates.
//!
//! The document may be the file itself, or a member of an object, whose other members have no names that all systems agree
//! upon. Those that are common are read.

use std::collections::HashSet;

use super::address;
use super::formats::Visit;
use super::json::{self, Node, Value};
use super::words::words;
use crate::article::{Article, Block, BlockKind, Figure, Person, Text, is_language_tag};

/// What lists of documents are called: Payload's, Sanity's, Strapi's.
const LISTS: [&str; 3] = ["docs", "result", "data"];

/// What an object may lie in.
const AROUND: [&str; 3] = ["result", "data", "attributes"];

/// What the text is called, where it is one of several documents in an object, such as the introduction and the text.
const TEXTS: [&str; 4] = ["body", "content", "doc", "document"];

/// Calls the function with each document of a file.
pub(super) fn articles(root: &Node<'_>, visit: Visit<'_>) {
    match LISTS.iter().filter_map(|key| root.get(key)).find(|list| list.value.is_array()) {
        Some(list) => list.items().filter(Node::is_object).for_each(|item| visit(&item)),
        None => visit(root),
    }
}

/// Whether a file has a document of a kind, in itself or in one of its members.
pub(super) fn is_in(root: &Value<'_>, is: fn(&Value<'_>) -> bool) -> bool {
    let first = LISTS.iter().find_map(|key| match root.get(key)? {
        Value::Array(items) => items.first(),
        _ => None,
    });
    let root = first.unwrap_or(root);
    let holds = |value: &Value<'_>| {
        is(value) || matches!(value, Value::Object(members) if members.iter().any(|(_, member)| is(member)))
    };
    holds(root)
        || AROUND
            .iter()
            .filter_map(|key| root.get(key))
            .any(|inner| holds(inner) || inner.get("attributes").is_some_and(holds))
}

/// An article of a document, wherever it is in the node: `blocks` makes the text of it.
pub(super) fn article(
    node: &Node<'_>,
    is: fn(&Value<'_>) -> bool,
    blocks: &dyn Fn(&Node<'_>, Option<&str>) -> Vec<Block>,
) -> Article {
    let inner = AROUND.iter().find_map(|key| node.get(key)).filter(|_| !is(node.value));
    let holds = |node: &Node<'_>| node.members().any(|(_, member)| is(member.value));
    match inner {
        Some(inner) if !holds(node) => article(&inner, is, blocks),
        _ => envelope(node, is, blocks),
    }
}

fn envelope(
    node: &Node<'_>,
    is: fn(&Value<'_>) -> bool,
    blocks: &dyn Fn(&Node<'_>, Option<&str>) -> Vec<Block>,
) -> Article {
    let line =
        |keys: &[&str]| node.first_of(keys).filter(|node| !node.is_object()).and_then(|node| node.line());
    let date = |keys: &[&str]| node.first_of(keys).and_then(|node| node.date());
    let url = node.first_of(&["url", "canonicalUrl", "permalink", "link"]).filter(|url| !url.is_object());
    let url = url.and_then(|url| address::link(&url));
    let mut body = Vec::new();
    match is(node.value) {
        true => body = written(node, |document| blocks(document, url.as_deref())),
        false => {
            let is_document = |member: &Node<'_>| is(member.value);
            let text = TEXTS.iter().filter_map(|key| node.get(key)).find(is_document);
            let text = text.or_else(|| node.members().map(|(_, member)| member).find(is_document));
            if let Some(text) = text {
                body = written(&text, |document| blocks(document, url.as_deref()));
            }
        }
    }
    let title = line(&["title", "headline", "name"]);
    let headline = title.map(Text::plain).or_else(|| take_title(&mut body)).unwrap_or_default();
    if headline.is_empty() {
        node.fault("no title; the article is shown without one");
    }
    bound_levels(&mut body);
    let lines = |keys: &[&str]| -> Vec<String> {
        let list = node.first_of(keys);
        list.map(|list| list.one_or_many().filter_map(|item| named(&item)).collect()).unwrap_or_default()
    };
    let people = node.first_of(&["authors", "author"]);
    let introduction = node.first_of(&["excerpt", "description", "summary", "dek", "subtitle"]);
    let mut standfirst = match introduction {
        Some(node) if is(node.value) => written(&node, |document| blocks(document, url.as_deref())),
        Some(node) => node.line().map(Block::paragraph).into_iter().collect(),
        None => vec![],
    };
    bound_levels(&mut standfirst);
    Article {
        language: node.first_of(&["language", "locale", "lang"]).and_then(|node| language(&node)),
        headline,
        standfirst,
        authors: people
            .map(|list| list.one_or_many().filter_map(|node| person(&node)).collect())
            .unwrap_or_default(),
        published: date(&["publishedAt", "published_at", "datePublished", "publishedDate", "date"]),
        modified: date(&["updatedAt", "updated_at", "_updatedAt", "dateModified"]),
        section: lines(&["section", "category"]).into_iter().next(),
        keywords: keywords(&lines(&["tags", "keywords", "categories"])),
        image: node
            .first_of(&["coverImage", "cover", "mainImage", "heroImage", "featuredImage", "image"])
            .and_then(|node| picture(&node, url.as_deref())),
        body,
        url,
        ..Article::default()
    }
}

/// Reads a document that may be written within a string.
pub(super) fn written(node: &Node<'_>, read: impl FnOnce(&Node<'_>) -> Vec<Block>) -> Vec<Block> {
    let Value::String(text) = node.value else { return read(node) };
    match json::parse(text) {
        Ok(value) => read(&node.holding(&value)),
        Err(error) => {
            node.fault(error);
            Vec::new()
        }
    }
}

/// The levels of headings within an article: the first is the headline's.
fn bound_levels(blocks: &mut [Block]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { level, .. } => *level = (*level).clamp(2, 6),
            BlockKind::Quote { content, .. } | BlockKind::Note { content, .. } => bound_levels(content),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| bound_levels(item)),
            _ => {}
        }
    }
}

/// Takes the heading of the first level that a text begins with, as its title.
fn take_title(body: &mut Vec<Block>) -> Option<Text> {
    let is_title = matches!(body.first()?.kind, BlockKind::Heading { level: 1, .. });
    match is_title.then(|| body.remove(0))?.kind {
        BlockKind::Heading { content, .. } => Some(content),
        _ => None,
    }
}

/// A language tag; those of POSIX locales have another sign between the parts (`en_US`).
fn language(node: &Node<'_>) -> Option<String> {
    let tag = node.line()?.replace('_', "-");
    let is_tag = is_language_tag(&tag);
    if !is_tag {
        node.fault(format_args!("\"{tag}\" is not a language tag; write it as en or zh-Hans"));
    }
    is_tag.then_some(tag)
}

/// Each keyword once. Several may stand in one string.
fn keywords(lists: &[String]) -> Vec<String> {
    let words = lists.iter().flat_map(|list| list.split([',', '，', '、'])).map(str::trim);
    let mut seen = HashSet::new();
    words.filter(|word| !word.is_empty() && seen.insert(*word)).map(str::to_owned).collect()
}

/// The name of something: a string, or an object that has one.
fn named(node: &Node<'_>) -> Option<String> {
    if !node.is_object() {
        return node.line();
    }
    node.first_of(&["name", "title", "label", "value", "displayName", "fullName"])?.line()
}

/// The name of a person, which may be kept in two parts.
fn name_of(node: &Node<'_>) -> Option<String> {
    named(node).or_else(|| {
        let part = |keys: &[&'static str]| node.first_of(keys).and_then(|part| part.line());
        let parts = [part(&["firstName", "first_name"]), part(&["lastName", "last_name"])];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty())
    })
}

fn person(node: &Node<'_>) -> Option<Person> {
    let line =
        |keys: &[&str]| node.first_of(keys).filter(|node| !node.is_object()).and_then(|node| node.line());
    let Some(name) = name_of(node) else {
        node.fault("an author without a name, such as a reference that is not resolved; it is left out");
        return None;
    };
    if !node.is_object() {
        return Some(Person { name, ..Person::default() });
    }
    let address = |keys: &[&'static str]| node.first_of(keys).filter(|node| !node.is_object());
    Some(Person {
        name,
        job_title: line(&["jobTitle", "role", "position"]),
        url: address(&["url", "website"]).and_then(|url| address::link(&url)),
        image: node
            .first_of(&["image", "avatar", "picture"])
            .and_then(|image| picture(&image, None))
            .map(|it| it.url),
        description: line(&["bio", "description"]),
    })
}

/// A picture: an address, or an object with one in `url` or `src`, itself or below `asset`, `file` or `value`.
pub(super) fn picture(node: &Node<'_>, base: Option<&str>) -> Option<Figure> {
    let resolved = |url: String| match base {
        Some(base) => address::resolve(base, &url),
        None => url,
    };
    if !node.is_object() {
        return address::picture(node).map(|url| Figure { url: resolved(url), ..Figure::default() });
    }
    let inner = node.first_of(&["asset", "file", "value"]).filter(Node::is_object);
    let parts = [Some(*node), inner];
    let part = |keys: &[&'static str]| {
        keys.iter().find_map(|key| {
            parts.iter().flatten().find(|part| part.value.get(key).is_some()).map(|part| (part, *key))
        })
    };
    let Some((holder, key)) = part(&["url", "src"]) else {
        node.fault("the picture has no address, such as a reference that is not resolved; it is left out");
        return None;
    };
    let url = address::picture(&holder.get(key)?)?;
    let text = |keys: &[&'static str]| part(keys).and_then(|(holder, key)| holder.get(key)?.line());
    let caption = part(&["caption", "title"]).and_then(|(holder, key)| caption(&holder.get(key)?));
    let pixels = |key: &'static str| part(&[key]).and_then(|(holder, key)| holder.get(key)?.pixels());
    Some(Figure {
        url: resolved(url),
        alt: text(&["alt", "altText"]).unwrap_or_default(),
        caption: caption.map(Text::plain).unwrap_or_default(),
        credit: text(&["credit", "attribution"]).map(Text::plain).unwrap_or_default(),
        width: pixels("width"),
        height: pixels("height"),
    })
}

/// The text of a caption, which may be a document of its own.
pub(super) fn caption(node: &Node<'_>) -> Option<String> {
    match node.value {
        Value::Object(_) | Value::Array(_) => {
            let text = words(node.value, |key| key == "text").replace('\n', " ");
            (!text.is_empty()).then_some(text)
        }
        _ => node.line(),
    }
}
