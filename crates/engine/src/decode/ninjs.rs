//! News items of news agencies: [ninjs](https://iptc.org/std/ninjs/) of the IPTC, versions 1.0 to 1.8, 2 and 3, which name
//! the same things otherwise: `body_text`, `bodies` with `contenttype`, and with `contentType`.

mod media;
mod names;
mod texts;

use std::collections::HashSet;

use super::address;
use super::formats::{Format, Reader, Visit};
use super::json::{Node, Value};
use super::words::distinct;
use crate::article::{Article, Block, BlockKind, Figure, Inline, Source, Teaser, Text, is_language_tag};
use media::{is_any_rendition, media, parts};
use names::{authors, entities, sources};
use texts::Texts;

pub(super) const FORMAT: Format = Format { is, articles, decode };

/// Packages hold packages this deep, as headings have no more levels.
const MAX_DEPTH: usize = 4;

/// What only items of news have, beside their `uri`.
const MARKS: [&str; 8] = [
    "renditions",
    "associations",
    "pubstatus",
    "pubStatus",
    "versioncreated",
    "versionCreated",
    "firstcreated",
    "firstCreated",
];

fn is_item(value: &Value<'_>) -> bool {
    let Value::Object(members) = value else { return false };
    let is_text = |key: &str| value.get(key).is_some_and(|member| member.as_str().is_some());
    let names_itself = value
        .get("standard")
        .and_then(|standard| standard.get("name")?.as_str())
        .is_some_and(|name| name.eq_ignore_ascii_case("ninjs"));
    let is_marked = || {
        members.iter().any(|(key, member)| match key.as_ref() {
            "headlines" | "bodies" => member.is_array(),
            key => key.starts_with("body_") && member.as_str().is_some() || MARKS.contains(&key),
        })
    };
    // Superdesk writes `guid` where the address of an item is not known yet.
    names_itself || (is_text("uri") || is_text("guid")) && is_marked()
}

fn is(root: &Value<'_>) -> bool {
    match root {
        Value::Array(items) => items.first().is_some_and(is_item),
        root => is_item(root),
    }
}

fn articles(root: &Node<'_>, visit: Visit<'_>) {
    root.one_or_many().filter(Node::is_object).for_each(|item| visit(&item));
}

fn decode(item: &Node<'_>, reader: &Reader<'_>) -> Article {
    let line = |keys: &[&str]| item.first_of(keys).and_then(|node| reader.line(&node));
    let date = |keys: &[&str]| item.first_of(keys).and_then(|node| node.date());
    let url = item.get("uri").and_then(|uri| web_address(&uri));
    let base = url.as_deref();
    let texts = Texts { reader, item, base };

    warn(item);
    let mut body = texts.body();
    body.splice(0..0, media(item, reader));
    let shown: HashSet<String> = figures(&body).map(|figure| figure.url.clone()).collect();
    let mut image = None;
    let mut related = Vec::new();
    parts(item, &mut |part, name| match kind(part) {
        "picture" | "graphic" => {
            if is_any_rendition(part, &mut |url| shown.contains(url)) {
                return;
            }
            for block in media(part, reader) {
                match block.kind {
                    // What is embedded in the text is no picture of the whole.
                    BlockKind::Figure(figure) if image.is_none() && !name.starts_with("editor_") => {
                        image = Some(figure);
                    }
                    kind => body.push(kind.into()),
                }
            }
        }
        "video" | "audio" => body.extend(media(part, reader)),
        "text" if is_package(item) => body.extend(in_package(part, reader, 0)),
        "composite" if is_package(item) => body.extend(in_package(part, reader, 0)),
        "text" | "composite" => related.extend(teaser(part, reader)),
        _ => {}
    });
    if body.is_empty() {
        item.fault("no text; “bodies” or “body_text” is missing or empty");
    }
    let headline = texts.headline();
    if headline.is_none() {
        item.fault("no headline; the article is shown without one");
    }
    let published = date(&["firstcreated", "firstCreated", "contentcreated", "contentCreated"]);
    let version = date(&["versioncreated", "versionCreated"]);
    Article {
        language: language(item),
        section: lines(item, &["service"], reader).into_iter().next(),
        headline: headline.map(Text::plain).unwrap_or_default(),
        alternative_headline: texts.second_headline().map(Text::plain),
        // That of a picture or a film is its caption.
        standfirst: if matches!(kind(item), "text" | "composite") { texts.standfirst(&body) } else { vec![] },
        authors: authors(item, reader),
        publisher: line(&["copyrightholder", "copyrightHolder"])
            .map(|name| Source { name, ..Source::default() }),
        published: published.or(version),
        modified: version.filter(|version| published.is_some_and(|published| published != *version)),
        keywords: lines(item, &["subject", "subjects", "keywords"], reader),
        image,
        attribution: sources(item, reader),
        disclosure: trust(item, reader),
        license: rights(item)
            .or_else(|| line(&["usageterms", "usageTerms", "copyrightnotice", "copyrightNotice"])),
        entities: entities(item, reader),
        related,
        body,
        url: url.clone(),
        ..Article::default()
    }
}

fn figures(body: &[Block]) -> impl Iterator<Item = &Figure> {
    body.iter()
        .filter_map(|block| if let BlockKind::Figure(figure) = &block.kind { Some(figure) } else { None })
}

/// Says what keeps an item from being published.
fn warn(item: &Node<'_>) {
    if let Some(status) = item.first_of(&["pubstatus", "pubStatus"]) {
        match status.value.as_str().unwrap_or_default() {
            "canceled" | "cancelled" => status.fault("the item is canceled: its provider has taken it back"),
            "withheld" => {
                status.fault("the item is withheld: its provider does not want it to be published yet")
            }
            _ => {}
        }
    }
    if let Some(until) = item.first_of(&["embargoed", "embargoeduntil", "embargoedUntil"])
        && let Some(date) = until.date()
    {
        until.fault(format_args!("the item is not to be published before {date}"));
    }
}

/// What an item is: a text where it does not say.
fn kind<'a>(item: &'a Node<'_>) -> &'a str {
    item.value.get("type").and_then(Value::as_str).unwrap_or("text")
}

/// Whether an item is nothing but those that it holds.
fn is_package(item: &Node<'_>) -> bool {
    kind(item) == "composite"
}

/// An item of a package, under its headline.
fn in_package(item: &Node<'_>, reader: &Reader<'_>, depth: usize) -> Vec<Block> {
    let url = item.get("uri").and_then(|uri| web_address(&uri));
    let texts = Texts { reader, item, base: url.as_deref() };
    let level = 2 + depth as u8;
    let heading = texts.headline().map(|line| BlockKind::Heading { level, content: Text::plain(line) });
    let mut blocks: Vec<Block> = heading.into_iter().map(Block::from).collect();
    blocks.extend(texts.body());
    if depth == MAX_DEPTH {
        item.fault("packages lie in others too deep; what this one holds is left out");
        return blocks;
    }
    parts(item, &mut |part, _| match kind(part) {
        "text" if !is_package(item) => {}
        "text" | "composite" => blocks.extend(in_package(part, reader, depth + 1)),
        _ => blocks.extend(media(part, reader)),
    });
    blocks
}

fn teaser(item: &Node<'_>, reader: &Reader<'_>) -> Option<Teaser> {
    let texts = Texts { reader, item, base: None };
    Some(Teaser {
        headline: texts.headline()?,
        url: item.get("uri").and_then(|uri| web_address(&uri)),
        description: texts.standfirst(&[]).iter().find_map(Block::first_line),
        published: item
            .first_of(&["firstcreated", "firstCreated", "versioncreated", "versionCreated"])
            .and_then(|node| node.date()),
        original: false,
    })
}

fn language(item: &Node<'_>) -> Option<String> {
    let node = item.get("language")?;
    let tag = node.line()?.replace('_', "-");
    let is_tag = is_language_tag(&tag);
    if !is_tag {
        node.expected("a language tag");
    }
    is_tag.then_some(tag)
}

/// An identifier that is an address as well; most are not.
fn web_address(node: &Node<'_>) -> Option<String> {
    let text = node.value.as_str().unwrap_or_default();
    let is_web = text.starts_with("http:") || text.starts_with("https:");
    if is_web { address::link(node) } else { None }
}

/// The names in lists, each once.
fn lines(item: &Node<'_>, keys: &[&'static str], reader: &Reader<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for list in keys.iter().filter_map(|key| item.get(key)) {
        names.extend(list.one_or_many().filter_map(|part| match part.is_object() {
            true => reader.line(&part.get("name")?),
            false => reader.line(&part),
        }));
    }
    distinct(&mut names.into_iter())
}

/// Links to what the provider says of its work.
fn trust(item: &Node<'_>, reader: &Reader<'_>) -> Vec<Block> {
    let list = item.first_of(&["trustindicator", "trustindicators", "trustIndicators"]);
    let link = |part: Node<'_>| {
        let url = address::link(&part.get("href")?)?;
        let title = part.get("title").and_then(|title| reader.line(&title)).unwrap_or_else(|| url.clone());
        let link = Inline::Link { url, content: vec![Inline::Text(title)] };
        Some(BlockKind::Paragraph(Text::new(vec![link])).into())
    };
    list.iter().flat_map(Node::one_or_many).filter_map(link).collect()
}

/// The address of the rights, where there is one.
fn rights(item: &Node<'_>) -> Option<String> {
    let rights = item.first_of(&["rightsinfo", "rightsInfo"])?;
    address::link(&rights.first_of(&["linkedrights", "linkedRights"])?)
}
