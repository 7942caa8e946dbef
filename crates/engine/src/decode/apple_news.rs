//! [Apple News Format](https://developer.apple.com/documentation/applenewsformat): a document of components, each with
//! a role. `docs/formats.md` says what becomes of which.

mod components;
mod media;
mod ranges;
mod table;
mod text;

use super::address;
use super::formats::{Format, Reader, the_root};
use super::json::{Node, Value};
use crate::article::{Article, Block, BlockKind, Date, Figure, Person, Teaser, Text, is_language_tag};
use components::Reading;
use text::Texts;

pub(super) const FORMAT: Format = Format { is, articles: the_root, decode };

fn is(root: &Value<'_>) -> bool {
    let Some(Value::Array(components)) = root.get("components") else { return false };
    let has = |key: &str| root.get(key).is_some_and(|member| member.as_str().is_some());
    has("version") && has("identifier")
        || components.first().is_some_and(|first| first.get("role").and_then(Value::as_str).is_some())
}

fn decode(root: &Node<'_>, reader: &Reader<'_>) -> Article {
    let metadata = root.get("metadata");
    let field = |key: &'static str| metadata.as_ref().and_then(|metadata| metadata.get(key));
    let url = field("canonicalURL").and_then(|node| address::link(&node));
    let authors: Vec<_> = field("authors").map(|node| lines(&node)).unwrap_or_default();

    let texts = Texts { reader, root, base: url.as_deref() };
    let mut reading = Reading::new(texts, authors);
    let mut body = Vec::new();
    if let Some(components) = root.get("components") {
        reading.components(&components, &mut body, 0);
    }
    let Reading { headline, standfirst, authors, credit, .. } = reading;

    let title = root.get("title").and_then(|node| node.line()).map(Text::plain);
    let headline = headline.or(title).unwrap_or_default();
    if headline.is_empty() {
        root.fault("no title; the article is shown without one");
    }
    if body.is_empty() {
        root.fault("no text; “components” is missing or empty");
    }
    let mut image = lead(&mut body).or_else(|| {
        let url = field("thumbnailURL").and_then(|node| texts.picture(&node))?;
        (!shows(&body, &url)).then(|| Figure { url, ..Figure::default() })
    });
    if let Some(credit) = credit {
        match &mut image {
            Some(image) if image.credit.is_empty() => image.credit = credit,
            _ => body.insert(0, BlockKind::Paragraph(credit).into()),
        }
    }
    let excerpt = || {
        let excerpt = field("excerpt")?.line()?;
        (!begins_with(&body, &excerpt)).then(|| vec![Block::paragraph(excerpt)])
    };
    Article {
        language: root.get("language").and_then(|node| language(&node)),
        headline,
        alternative_headline: root.get("subtitle").and_then(|node| node.line()).map(Text::plain),
        standfirst: if standfirst.is_empty() { excerpt().unwrap_or_default() } else { standfirst },
        authors: authors.into_iter().map(|name| Person { name, ..Person::default() }).collect(),
        published: field("datePublished").and_then(|node| date(&node)),
        modified: field("dateModified").and_then(|node| date(&node)),
        keywords: field("keywords").map(|node| lines(&node)).unwrap_or_default(),
        related: field("links").map(|node| links(&node, &texts)).unwrap_or_default(),
        image,
        body,
        url,
        ..Article::default()
    }
}

fn lines(node: &Node<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in node.one_or_many().filter_map(|item| item.line()) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

fn date(node: &Node<'_>) -> Option<Date> {
    let text = node.line()?;
    let date = Date::parse(&text);
    if date.is_none() {
        node.expected("a date");
    }
    date
}

fn language(node: &Node<'_>) -> Option<String> {
    // Some systems write it as in the names of locales.
    let tag = node.line()?.replace('_', "-");
    let is_tag = is_language_tag(&tag);
    if !is_tag {
        node.expected("a language tag");
    }
    is_tag.then_some(tag)
}

/// Articles that this one leads to, of which the format knows nothing but the address.
fn links(node: &Node<'_>, texts: &Texts<'_>) -> Vec<Teaser> {
    let teaser = |item: Node<'_>| {
        let url = texts.link(&item.get("URL")?)?;
        Some(Teaser { headline: url.clone(), url: Some(url), ..Teaser::default() })
    };
    node.one_or_many().filter_map(teaser).collect()
}

/// Takes the picture that the article begins with.
fn lead(body: &mut Vec<Block>) -> Option<Figure> {
    match body.first() {
        Some(Block { kind: BlockKind::Figure(_), .. }) => match body.remove(0).kind {
            BlockKind::Figure(figure) => Some(figure),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a picture is in the text.
fn shows(body: &[Block], url: &str) -> bool {
    body.iter().any(|block| matches!(&block.kind, BlockKind::Figure(figure) if figure.url == url))
}

/// Whether an excerpt is nothing but the beginning of a paragraph.
fn begins_with(body: &[Block], excerpt: &str) -> bool {
    let start = excerpt.trim_end_matches(['.', '…', ' ']);
    body.iter().any(|block| match &block.kind {
        BlockKind::Paragraph(text) => text.to_plain().starts_with(start),
        _ => false,
    })
}
