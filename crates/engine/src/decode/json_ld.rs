//! schema.org's `Article` and its kinds as JSON-LD (<https://schema.org/NewsArticle>): an object, an array, an `@graph`, and what
//! of them a web page holds.

mod people;

use super::formats::{Format, Reader};
use super::html::{self, Element};
use super::json::{self, Node, Sink, Value};
use super::native::Entities;
use super::{DecodeError, Decoded, address};
use crate::article::{Article, Block, BlockKind, Figure, Source, Text, is_language_tag};
use people::{Graph, name, people};

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

/// Whether there is the text of an article.
fn has_text(value: &Value<'_>) -> bool {
    ["articleBody", "text"]
        .iter()
        .any(|key| value.get(key).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty()))
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
fn articles(root: &Node<'_>, visit: super::formats::Visit<'_>) {
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

fn with_text(root: &Node<'_>, visit: super::formats::Visit<'_>) {
    each(root, &mut |node| {
        if has_text(node.value) {
            visit(node);
        }
    });
}

/// Calls the function with each article.
fn each(root: &Node<'_>, visit: super::formats::Visit<'_>) {
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
    let top = node.top();
    let graph = Graph::new(&top);
    let line = |key: &str| {
        node.get(key).filter(|node| !node.is_object()).and_then(|node| reader.line(&node.first()))
    };
    let url = node.get("url").or_else(|| node.get("mainEntityOfPage")).or_else(|| node.get("@id"));
    let url = url.and_then(|url| address_of(&url)).filter(|url| !url.starts_with(['_', '#']));
    let base = url.as_deref();
    let date = |key: &str| node.get(key).and_then(|node| node.first().date());
    let body =
        node.first_of(&["articleBody", "text"]).map(|text| body(&text, reader, base)).unwrap_or_default();
    if body.is_empty() {
        node.fault("no text; “articleBody” is missing or empty");
    }
    let mut entities = Entities::default();
    for (key, about) in [("about", true), ("mentions", false)] {
        if let Some(list) = node.get(key) {
            for item in list.one_or_many().filter(|item| item.value.as_str() != Some("")) {
                graph.with(&item, &mut |item| entities.add(item, about));
            }
        }
    }
    let headline = line("headline").or_else(|| line("name"));
    if headline.is_none() {
        node.fault("no headline; the article is shown without one");
    }
    let sources = |key: &str| -> Vec<Source> {
        let mut sources = Vec::new();
        if let Some(list) = node.get(key) {
            list.one_or_many().for_each(|item| graph.with(&item, &mut |item| sources.extend(source(item))));
        }
        sources
    };
    Article {
        language: line("inLanguage").filter(|tag| is_language_tag(tag)),
        section: node.get("articleSection").and_then(|list| {
            let names: Vec<_> = list.one_or_many().filter_map(|part| part.line()).collect();
            (!names.is_empty()).then(|| names.join(" · "))
        }),
        headline: headline.map(Text::plain).unwrap_or_default(),
        alternative_headline: line("alternativeHeadline").map(Text::plain),
        standfirst: line("description")
            .filter(|text| !begins(&body, text))
            .map(Block::paragraph)
            .into_iter()
            .collect(),
        authors: people(node, &graph),
        publisher: sources("publisher").into_iter().next(),
        published: date("datePublished"),
        modified: date("dateModified"),
        comment_count: node.get("commentCount").and_then(|count| count.whole(0)).map(i64::unsigned_abs),
        keywords: keywords(node),
        image: picture(node, &graph, base),
        attribution: [sources("isBasedOn"), sources("sourceOrganization")].concat(),
        license: node.get("license").and_then(|license| match license.is_object() {
            true => license.first_of(&["url", "name", "@id"])?.line(),
            false => license.line(),
        }),
        entities: entities.into_vec(),
        body,
        url: url.clone(),
        ..Article::default()
    }
}

/// An address that is a string, or that of an object.
fn address_of(node: &Node<'_>) -> Option<String> {
    let node = node.first();
    match node.is_object() {
        true => address::link(&node.first_of(&["url", "@id"])?),
        false => address::link(&node),
    }
}

/// The text: HTML where it has tags that only HTML has, else lines, each of which is a paragraph.
fn body(node: &Node<'_>, reader: &Reader<'_>, base: Option<&str>) -> Vec<Block> {
    let Some(text) = node.string() else { return vec![] };
    let is_html = ["</p>", "<p>", "<br", "</h2>", "</li>", "</a>", "</strong>", "</em>"];
    let lower = text.to_ascii_lowercase();
    if is_html.iter().any(|tag| lower.contains(tag)) {
        return reader.blocks_of(&text, node, base);
    }
    // The text is plain by the specification, but many write it with HTML's entities.
    let is_encoded = text.split('&').skip(1).any(is_entity);
    let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    let line = |line: &str| match is_encoded {
        true => Text::new(reader.inlines_of(&line.replace('<', "&lt;"), node, base)),
        false => html::plain(line),
    };
    lines.map(line).filter(|line| !line.is_empty()).map(|line| BlockKind::Paragraph(line).into()).collect()
}

/// Whether a text behind an ampersand goes on as a character reference does: `amp;`, `#8217;`.
fn is_entity(rest: &str) -> bool {
    let name = rest.split(';').next().filter(|name| name.len() < rest.len()).unwrap_or_default();
    (2..=8).contains(&name.len())
        && name.bytes().enumerate().all(|(at, b)| b.is_ascii_alphanumeric() || at == 0 && b == b'#')
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

fn keywords(node: &Node<'_>) -> Vec<String> {
    let Some(list) = node.get("keywords") else { return vec![] };
    let mut words: Vec<String> = Vec::new();
    for item in list.one_or_many() {
        // A `DefinedTerm` is a keyword with a name.
        let Some(text) = name(&item) else { continue };
        for word in text.split([',', '，', '、', ';']).map(str::trim).filter(|word| !word.is_empty()) {
            if !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
    }
    words
}

fn picture(node: &Node<'_>, graph: &Graph<'_>, base: Option<&str>) -> Option<Figure> {
    let image = node.get("image")?;
    let mut figure = None;
    // One picture in several shapes is an array of them; the first is as good as another.
    graph.with(&image.first(), &mut |image| figure = image_object(image, base));
    figure
}

fn image_object(image: &Node<'_>, base: Option<&str>) -> Option<Figure> {
    let resolved = |url: String| base.map_or(url.clone(), |base| address::resolve(base, &url));
    if !image.is_object() {
        return Some(Figure { url: resolved(address::picture(image)?), ..Figure::default() });
    }
    let line = |key: &str| image.get(key).and_then(|node| name(&node.first()));
    // A size may be a `QuantitativeValue`.
    let pixels = |key: &str| {
        let size = image.get(key)?;
        if size.is_object() { size.get("value")?.pixels() } else { size.pixels() }
    };
    Some(Figure {
        url: resolved(address::picture(&image.first_of(&["url", "contentUrl", "@id"])?.first())?),
        alt: line("alternateName").or_else(|| line("description")).unwrap_or_default(),
        caption: line("caption").map(Text::plain).unwrap_or_default(),
        credit: line("creditText")
            .or_else(|| line("author"))
            .or_else(|| line("creator"))
            .map(Text::plain)
            .unwrap_or_default(),
        width: pixels("width"),
        height: pixels("height"),
    })
}

/// The article that the JSON-LD of a web page holds: the first that has a text.
pub(super) fn decode_page(page: Element<'_>, reader: &Reader<'_>) -> Result<Decoded, DecodeError> {
    let is_json_ld = |script: &Element<'_>| {
        let kind = script.attribute("type").unwrap_or_default();
        script.name() == "script" && kind.trim().eq_ignore_ascii_case("application/ld+json")
    };
    for script in page.descendants().filter(is_json_ld) {
        let text = script.text();
        // One that is broken may stand beside one that is not.
        let Ok(value) = json::parse(&text) else { continue };
        let sink = Sink::default();
        let mut article = None;
        with_text(&Node::root(&value, &sink), &mut |node| {
            if article.is_none() {
                article = Some(decode(node, reader));
            }
        });
        if let Some(mut article) = article {
            let root = page.find(&["html"]);
            let language = root.and_then(|root| root.attribute("lang")).filter(|tag| is_language_tag(tag));
            article.language = article.language.or_else(|| language.map(str::to_owned));
            return Ok(Decoded { article, diagnostics: sink.into_inner() });
        }
    }
    Err(DecodeError::Html)
}
