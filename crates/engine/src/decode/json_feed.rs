//! JSON Feed 1.0 and 1.1 (<https://www.jsonfeed.org/version/1.1/>), of which each item with a text is an article.
//!
//! The list of a folder of native articles is a feed as well, see [`super::library`]: its items name files, and have no text.

use super::formats::{Format, Reader};
use super::json::{Node, Value};
use super::{address, html};
use crate::article::{Article, Block, BlockKind, Figure, Person, Source, Text};

pub(super) const FORMAT: Format = Format { is, articles, decode };

const CONTENT: [&str; 2] = ["content_html", "content_text"];

fn is(value: &Value<'_>) -> bool {
    let has_text = |item: &Value<'_>| CONTENT.iter().any(|key| item.get(key).is_some());
    match value.get("items") {
        Some(Value::Array(items)) => items.iter().any(has_text),
        // An item by itself.
        None => has_text(value) && value.get("id").is_some(),
        _ => false,
    }
}

fn articles(root: &Node<'_>, visit: &mut dyn FnMut(&Node<'_>)) {
    match root.get("items") {
        Some(items) => items.items().filter(Node::is_object).for_each(|item| visit(&item)),
        None => visit(root),
    }
}

fn decode(item: &Node<'_>, reader: &Reader<'_>) -> Article {
    let line = |key: &str| item.get(key).and_then(|node| node.line());
    let url = item.get("url").and_then(|url| address::link(&url));
    // Of the feed, which holds the list that the item lies in.
    let feed = item.top();
    let is_of_feed = feed.get("items").is_some();
    let of_feed = |key: &'static str| feed.get(key).filter(|_| is_of_feed);
    let home = of_feed("home_page_url").or_else(|| of_feed("feed_url")).and_then(|home| address::link(&home));
    let base = url.as_deref().or(home.as_deref());
    let resolved = |url: String| match base {
        Some(base) => address::resolve(base, &url),
        None => url,
    };
    let picture = |key: &str| item.get(key).and_then(|node| address::picture(&node)).map(resolved);
    let authors = |node: &Node<'_>| -> Vec<Person> {
        let authors = node.get("authors").or_else(|| node.get("author"));
        authors
            .map(|authors| authors.one_or_many().filter_map(|node| author(&node)).collect())
            .unwrap_or_default()
    };
    let mut body = item.get("content_html").map(|html| reader.blocks(&html, base)).unwrap_or_default();
    if let (true, Some(text)) = (body.is_empty(), item.get("content_text")) {
        body = text.string().map(|text| paragraphs(&text)).unwrap_or_default();
    }
    body.extend(item.get("external_url").and_then(|url| address::link(&url)).map(|url| {
        let [title, description, provider] = [None, None, None];
        Block::from(BlockKind::Embed { url, title, description, provider })
    }));
    body.extend(item.get("attachments").into_iter().flat_map(|list| {
        list.one_or_many().filter_map(|attachment| embed(&attachment, &resolved)).collect::<Vec<_>>()
    }));
    if body.is_empty() {
        item.fault("no text; “content_html” and “content_text” are missing or empty");
    }
    let [own, common] = [authors(item), if is_of_feed { authors(&feed) } else { vec![] }];
    Article {
        language: line("language").or_else(|| of_feed("language")?.line()),
        headline: Text::plain(line("title").unwrap_or_default()),
        standfirst: line("summary").map(Block::paragraph).into_iter().collect(),
        authors: if own.is_empty() { common } else { own },
        publisher: of_feed("title").and_then(|title| Some(Source { name: title.line()?, url: home.clone() })),
        published: item.get("date_published").and_then(|date| date.date()),
        modified: item.get("date_modified").and_then(|date| date.date()),
        keywords: item
            .get("tags")
            .map(|tags| tags.one_or_many().filter_map(|tag| tag.line()).collect())
            .unwrap_or_default(),
        image: picture("banner_image")
            .or_else(|| picture("image"))
            .map(|url| Figure { url, ..Figure::default() }),
        body,
        url,
        ..Article::default()
    }
}

fn author(node: &Node<'_>) -> Option<Person> {
    Some(Person {
        name: node.get("name")?.line()?,
        url: node.get("url").and_then(|url| address::link(&url)),
        image: node.get("avatar").and_then(|avatar| address::picture(&avatar)),
        ..Person::default()
    })
}

/// A file beside the text, such as the recording of a podcast.
fn embed(attachment: &Node<'_>, resolved: &dyn Fn(String) -> String) -> Option<Block> {
    let line = |key: &str| attachment.get(key).and_then(|node| node.line());
    let url = resolved(address::file(&attachment.get("url")?)?);
    Some(
        BlockKind::Embed { url, title: line("title"), description: line("mime_type"), provider: None }.into(),
    )
}

/// The paragraphs of a plain text, which an empty line ends; a single line feed is white space.
fn paragraphs(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n");
    let parts = text.split("\n\n").map(html::plain).filter(|part| !part.is_empty());
    parts.map(|part| BlockKind::Paragraph(part).into()).collect()
}
