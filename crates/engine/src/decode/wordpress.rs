//! Posts of WordPress' REST interface: one, or an array of them
//! (<https://developer.wordpress.org/rest-api/reference/posts/>).
//!
//! What is embedded (`?_embed`) tells the author, the lead picture and the names of categories and tags; without it these are
//! numbers, of which nothing can be shown.

use super::address;
use super::formats::{Format, Reader};
use super::json::{Node, Value};
use crate::article::{Article, Block, Date, Figure, Person, Text};

pub(super) const FORMAT: Format = Format { is, articles, decode };

fn is(value: &Value<'_>) -> bool {
    let first = match value {
        Value::Array(posts) => posts.first(),
        post => Some(post),
    };
    let is_rendered =
        |key: &str| first.and_then(|post| post.get(key)).is_some_and(|text| text.get("rendered").is_some());
    is_rendered("content") || is_rendered("title") && is_rendered("excerpt")
}

fn articles(root: &Node<'_>, visit: &mut dyn FnMut(&Node<'_>)) {
    root.one_or_many().for_each(|post| visit(&post));
}

fn decode(post: &Node<'_>, reader: &Reader<'_>) -> Article {
    let url = post.get("link").and_then(|link| address::link(&link));
    let base = url.as_deref();
    let content = post.get("content");
    let rendered = |key: &str| -> Vec<Block> {
        let html = post.get(key);
        html.and_then(|html| Some(reader.blocks(&html.get("rendered")?, base))).unwrap_or_default()
    };
    let body = rendered("content");
    let is_protected = content
        .is_some_and(|content| content.get("protected").is_some_and(|is_protected| is_protected.truth()));
    if is_protected && body.is_empty() {
        post.fault("the post is protected by a password, without which WordPress does not give out its text");
    }
    let embedded = post.get("_embedded");
    let embedded = |key: &str, read: &mut dyn FnMut(&Node<'_>)| {
        if let Some(parts) = embedded.and_then(|embedded| embedded.get(key).map(|parts| read(&parts))) {
            parts
        }
    };
    let mut authors = Vec::new();
    embedded("author", &mut |list| {
        authors.extend(list.one_or_many().filter_map(|node| author(&node, reader)))
    });
    let mut image = None;
    embedded("wp:featuredmedia", &mut |list| {
        image = list.one_or_many().next().and_then(|media| picture(&media, reader, base));
    });
    let mut terms = Terms::default();
    embedded("wp:term", &mut |lists| {
        for list in lists.one_or_many() {
            list.one_or_many().for_each(|term| terms.read(&term, reader));
        }
    });
    Article {
        language: post.get("lang").and_then(|lang| lang.line()),
        section: (!terms.categories.is_empty()).then(|| terms.categories.join(" · ")),
        headline: title(post, reader),
        standfirst: introduction(rendered("excerpt"), &body),
        authors,
        published: date(post, "date"),
        modified: date(post, "modified"),
        keywords: terms.tags,
        image,
        body,
        url: url.clone(),
        ..Article::default()
    }
}

fn title(post: &Node<'_>, reader: &Reader<'_>) -> Text {
    let title = post.get("title").and_then(|title| reader.line(&title.get("rendered")?));
    if title.is_none() {
        post.fault("no headline; the article is shown without one");
    }
    title.map(Text::plain).unwrap_or_default()
}

/// The excerpt where an editor wrote it. WordPress makes one of the first words of the text where nobody did.
fn introduction(excerpt: Vec<Block>, body: &[Block]) -> Vec<Block> {
    let line = |blocks: &[Block]| blocks.iter().filter_map(Block::first_line).collect::<Vec<_>>().join(" ");
    let text = line(&excerpt);
    let end = text.find(['[', '…']).unwrap_or(text.len());
    if line(body).starts_with(text[..end].trim_end()) { Vec::new() } else { excerpt }
}

fn author(node: &Node<'_>, reader: &Reader<'_>) -> Option<Person> {
    // An author who may not be seen is an error here, as `{ "code": "rest_user_invalid_id" }`.
    let portrait = node.get("avatar_urls").and_then(|portraits| {
        let largest = ["96", "48", "24"].into_iter().find(|size| portraits.value.get(size).is_some())?;
        address::picture(&portraits.get(largest)?)
    });
    Some(Person {
        name: reader.line(&node.get("name")?)?,
        url: node.get("link").and_then(|link| address::link(&link)),
        image: portrait,
        description: node.get("description").and_then(|text| reader.line(&text)),
        ..Person::default()
    })
}

fn picture(media: &Node<'_>, reader: &Reader<'_>, base: Option<&str>) -> Option<Figure> {
    let details = media.get("media_details");
    let pixels = |key: &str| details.and_then(|details| details.get(key).and_then(|size| size.pixels()));
    let caption =
        media.get("caption").and_then(|caption| Some(reader.inlines(&caption.get("rendered")?, base)));
    Some(Figure {
        url: address::picture(&media.get("source_url")?)?,
        alt: media.get("alt_text").and_then(|alt| reader.line(&alt)).unwrap_or_default(),
        caption: Text::new(caption.unwrap_or_default()),
        width: pixels("width"),
        height: pixels("height"),
        ..Figure::default()
    })
}

/// The names of what a post is sorted under.
#[derive(Default)]
struct Terms {
    categories: Vec<String>,
    tags: Vec<String>,
}

impl Terms {
    fn read(&mut self, term: &Node<'_>, reader: &Reader<'_>) {
        let name = term.get("name").and_then(|name| reader.line(&name));
        let slug = term.value.get("slug").and_then(Value::as_str);
        match (term.value.get("taxonomy").and_then(Value::as_str), name) {
            // What stands under nothing is under this.
            (Some("category"), _) if slug == Some("uncategorized") => {}
            (Some("category"), Some(name)) => self.categories.push(name),
            (Some("post_tag"), Some(name)) => self.tags.push(name),
            _ => {}
        }
    }
}

/// A date of the site's own clock, with the zone that the same moment in UTC tells.
fn date(post: &Node<'_>, key: &str) -> Option<Date> {
    let mut date = post.get(key)?.date()?;
    let utc = post.get(&[key, "_gmt"].concat()).and_then(|node| Date::parse(node.value.as_str()?));
    if let (Some(clock), Some(utc)) = (&mut date.clock, utc) {
        let offset = clock.offset;
        clock.offset = offset.or_else(|| Date { clock: Some(*clock), ..date }.minutes_after(utc));
    }
    Some(date)
}
