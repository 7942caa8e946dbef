//! schema.org's `Article` and its kinds as JSON-LD (<https://schema.org/NewsArticle>): an object, an array, an `@graph`, and what
//! of them a web page holds.

mod about;
mod media;
mod page;
mod people;
mod text;

use super::address;
use super::formats::{Format, Reader, Visit};
use super::json::{Node, Value};
use crate::article::{Article, Block, Correction, Source, Text, is_language_tag};
use about::{entities, keywords};
use media::{embeds, picture};
pub(super) use page::decode_page;
use people::{Graph, line, name, people};
use text::{blocks, updates};

pub(super) const FORMAT: Format = Format { is, articles, decode };

/// Names of the kinds of article, but for those that end in `Article`.
const KINDS: [&str; 5] =
    ["BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Report", "ReportageNewsArticle"];

/// Whether the type of an object is one of an article's.
fn is_article(value: &Value<'_>) -> bool {
    let is_kind = |name: &Value<'_>| {
        let name = name.as_str().unwrap_or_default();
        let name = name.rsplit(['/', ':', '#']).next().unwrap_or_default();
        name.ends_with("Article") || KINDS.contains(&name)
    };
    match value.get("@type").or_else(|| value.get("type")) {
        Some(Value::Array(names)) => names.iter().any(is_kind),
        Some(name) => is_kind(name),
        None => false,
    }
}

/// Where the text of an article stands.
const TEXT: [&str; 2] = ["articleBody", "text"];

/// How long the text of an article is, in bytes.
fn text_length(value: &Value<'_>) -> usize {
    let length = |value: &Value<'_>| {
        let texts = TEXT.iter().filter_map(|key| value.get(key)?.as_str());
        texts.map(|text| text.trim().len()).max().unwrap_or_default()
    };
    // What is written while something happens is the text of a live blog.
    let updates = match value.get("liveBlogUpdate") {
        Some(Value::Array(updates)) => updates.iter().map(length).sum(),
        _ => 0,
    };
    length(value) + updates
}

fn has_text(value: &Value<'_>) -> bool {
    text_length(value) > 0
}

fn is(root: &Value<'_>) -> bool {
    let is_listed = |items: &Value<'_>| matches!(items, Value::Array(items) if items.iter().any(is_article));
    is_article(root) && (root.get("@context").is_some() || has_text(root))
        || is_listed(root)
        || root.get("@graph").is_some_and(is_listed)
        || root.get("mainEntity").is_some_and(is_article)
        || matches!(root, Value::Array(items) if items.iter().any(|item| item.get("@graph").is_some_and(is_listed)))
}

/// The article of a file, which may lie among what describes its page; the one with a text, where there are several.
fn articles(root: &Node<'_>, visit: Visit<'_>) {
    let mut count = 0;
    with_text(root, &mut |node| {
        count += 1;
        visit(node);
    });
    if count == 0 {
        let mut is_first = true;
        each(root, &mut |node| {
            if std::mem::take(&mut is_first) {
                visit(node);
            }
        });
    }
}

fn with_text(root: &Node<'_>, visit: Visit<'_>) {
    each(root, &mut |node| {
        if has_text(node.value) {
            visit(node);
        }
    });
}

/// Calls the function with each article.
fn each(root: &Node<'_>, visit: Visit<'_>) {
    for item in root.one_or_many() {
        if is_article(item.value) {
            visit(&item);
        } else if let Some(graph) = item.get("@graph") {
            graph.one_or_many().filter(|node| is_article(node.value)).for_each(|node| visit(&node));
        } else if let Some(main) = item.get("mainEntity").filter(|main| is_article(main.value)) {
            visit(&main);
        }
    }
}

fn decode(node: &Node<'_>, reader: &Reader<'_>) -> Article {
    article(node, reader, None)
}

/// An article, which lies at `address` where it does not say where.
fn article(node: &Node<'_>, reader: &Reader<'_>, address: Option<&str>) -> Article {
    let top = node.top();
    let graph = Graph::new(&top);
    let of = |key: &str| line(&node.get(key)?, reader);
    let url = node.get("url").or_else(|| node.get("mainEntityOfPage")).or_else(|| node.get("@id"));
    let url = url.and_then(|url| address_of(&url)).filter(|url| !url.starts_with(['_', '#']));
    let url = url.or_else(|| address.map(str::to_owned));
    let base = url.as_deref();
    let date = |keys: &[&str]| node.first_of(keys).and_then(|node| node.first().date());
    let mut body = node.first_of(&TEXT).map(|text| blocks(&text, reader, base)).unwrap_or_default();
    body.extend(updates(node, reader, base));
    if body.is_empty() {
        let is_paid = node.value.get("isAccessibleForFree").is_some_and(is_false);
        let why = if is_paid { ", as its publisher does not give it out for free" } else { "" };
        node.fault(format_args!("no text; “articleBody” is missing or empty{why}"));
    }
    body.extend(embeds(node, &graph, base));
    let headline = of("headline").or_else(|| of("name"));
    if headline.is_none() {
        node.fault("no headline; the article is shown without one");
    }
    let sources = |key: &str| -> Vec<Source> {
        let mut sources = Vec::new();
        graph.each(node.get(key), &mut |item| sources.extend(source(item)));
        sources
    };
    let (entities, related) = entities(node, &graph);
    Article {
        language: node.get("inLanguage").and_then(|node| language(&node)),
        section: node.get("articleSection").and_then(|list| {
            let names: Vec<_> = list.one_or_many().filter_map(|part| name(&part)).collect();
            (!names.is_empty()).then(|| names.join(" · "))
        }),
        headline: headline.map(Text::plain).unwrap_or_default(),
        alternative_headline: of("alternativeHeadline").map(Text::plain),
        standfirst: of("description")
            .or_else(|| of("abstract"))
            .filter(|text| !begins(&body, text))
            .map(Block::paragraph)
            .into_iter()
            .collect(),
        authors: people(node, &graph),
        publisher: sources("publisher").into_iter().next(),
        published: date(&["datePublished", "dateCreated"]),
        modified: date(&["dateModified"]),
        comment_count: node.get("commentCount").and_then(|count| count.whole(0)).map(i64::unsigned_abs),
        keywords: keywords(node),
        image: picture(node, &graph, base),
        attribution: [sources("isBasedOn"), sources("sourceOrganization")].concat(),
        disclosure: node.get("backstory").map(|text| blocks(&text, reader, base)).unwrap_or_default(),
        corrections: corrections(node, &graph, reader),
        license: node.get("license").and_then(|license| match license.is_object() {
            true => license.first_of(&["url", "name", "@id"])?.line(),
            false => license.line(),
        }),
        entities,
        related,
        body,
        url: url.clone(),
        ..Article::default()
    }
}

/// Whether a value says no, in whatever way.
fn is_false(value: &Value<'_>) -> bool {
    let text = value.as_str().unwrap_or_default();
    *value == Value::Bool(false) || text.eq_ignore_ascii_case("false")
}

/// A language: its tag, or an object whose other name is the tag.
fn language(node: &Node<'_>) -> Option<String> {
    let first = node.first();
    let node = first.first_of(&["@value", "alternateName", "name"]).unwrap_or(first);
    // Some systems write it as in the names of locales.
    let tag = node.line()?.replace('_', "-");
    let is_tag = is_language_tag(&tag);
    if !is_tag {
        node.expected("a language tag");
    }
    is_tag.then_some(tag)
}

/// What was put right: texts, or `CorrectionComment`s.
fn corrections(article: &Node<'_>, graph: &Graph<'_>, reader: &Reader<'_>) -> Vec<Correction> {
    let mut corrections = Vec::new();
    graph.each(article.get("correction"), &mut |item| {
        let text =
            if item.is_object() { item.first_of(&["text", "description", "name"]) } else { Some(*item) };
        match text.and_then(|text| line(&text, reader)) {
            Some(text) => corrections.push(Correction {
                text: Text::plain(text),
                published: item.get("datePublished").and_then(|date| date.first().date()),
            }),
            None => item.fault("no text; the correction is left out"),
        }
    });
    corrections
}

/// An address that is a string, or that of an object.
fn address_of(node: &Node<'_>) -> Option<String> {
    let node = node.first();
    match node.is_object() {
        true => address::link(&node.first_of(&["url", "@id"])?),
        false => address::link(&node),
    }
}

/// Whether a text begins with these words, which are then no introduction of their own.
fn begins(body: &[Block], text: &str) -> bool {
    let words = text.trim_end_matches(['.', '…', ' ']);
    body.iter().find_map(Block::first_line).is_some_and(|first| first.starts_with(words))
}

fn source(node: &Node<'_>) -> Option<Source> {
    let name = name(node)?;
    let is_address = name.starts_with("http:") || name.starts_with("https:");
    let url = if is_address { Some(name.clone()) } else { node.get("url").and_then(|url| address_of(&url)) };
    Some(Source { name, url })
}
