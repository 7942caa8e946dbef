//! Posts of WordPress' REST interface: one, or an array of them
//! (<https://developer.wordpress.org/rest-api/reference/posts/>), and those of WordPress.com.
//!
//! What is embedded (`?_embed`) tells the author, the lead picture and the names of categories and tags; without it these are
//! numbers, of which nothing can be shown but what plugins say of them.

mod dot_com;
mod embedded;
mod excerpt;
mod plugins;

use super::address;
use super::formats::{Format, Reader, Visit};
use super::json::{Node, Value};
use crate::article::{Article, Block, Date, Text};
use embedded::{Terms, authors, picture};
use excerpt::introduction;
use plugins::Plugins;

pub(super) const FORMAT: Format = Format { is, articles, decode };

fn is(value: &Value<'_>) -> bool {
    let first = match value {
        Value::Array(posts) => posts.first(),
        post => Some(post),
    };
    let is_rendered =
        |key: &str| first.and_then(|post| post.get(key)).is_some_and(|text| text.get("rendered").is_some());
    is_rendered("content") || is_rendered("title") && is_rendered("excerpt") || dot_com::is(value)
}

fn articles(root: &Node<'_>, visit: Visit<'_>) {
    match root.get("posts").filter(|_| dot_com::is(root.value)) {
        Some(posts) => posts.one_or_many().for_each(|post| visit(&post)),
        None => root.one_or_many().for_each(|post| visit(&post)),
    }
}

fn decode(post: &Node<'_>, reader: &Reader<'_>) -> Article {
    if dot_com::is_post(post.value) {
        return dot_com::decode(post, reader);
    }
    let plugins = Plugins::new(post, reader);
    let link = post.get("link").and_then(|link| address::link(&link));
    // Where a site of its own shows the posts, the plugin says where, and the text starts from WordPress all the same.
    let url = plugins.url().or_else(|| link.clone());
    let base = link.as_deref().or(url.as_deref());
    let rendered = |key: &str| -> Vec<Block> {
        let html = post.get(key);
        html.and_then(|html| Some(reader.blocks(&html.get("rendered")?, base))).unwrap_or_default()
    };
    let body = rendered("content");
    let is_withheld = body.is_empty()
        && post
            .get("content")
            .is_some_and(|content| content.get("protected").is_some_and(|is_protected| is_protected.truth()));
    if is_withheld {
        post.fault("the post is protected by a password, without which WordPress does not give out its text");
    }
    let embedded = post.get("_embedded");
    let embedded = |key: &str, read: &mut dyn FnMut(&Node<'_>)| {
        if let Some(parts) = embedded.and_then(|embedded| embedded.get(key).map(|parts| read(&parts))) {
            parts
        }
    };
    let mut people = Vec::new();
    // Several authors are a plugin's.
    for list in ["authors", "coauthors"] {
        if let (true, Some(list)) = (people.is_empty(), post.get(list)) {
            people = authors(&list, reader);
        }
    }
    if people.is_empty() {
        embedded("author", &mut |list| people = authors(list, reader));
    }
    if people.is_empty() {
        people = plugins.authors();
    }
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
    plugins.complete(&mut terms);
    let is_number = |key: &str| matches!(post.value.get(key), Some(Value::Number(_)));
    if people.is_empty() && is_number("author") && post.get("_embedded").is_none() {
        post.fault(
            "author, picture and categories are numbers here; ask WordPress for what they mean by ?_embed",
        );
    }
    Article {
        language: post
            .first_of(&["lang", "wpml_current_locale"])
            .and_then(|lang| lang.line())
            .or_else(|| plugins.language()),
        section: terms.section(),
        headline: title(post, reader),
        // That of a post whose text is withheld says only that there is none.
        standfirst: if is_withheld { Vec::new() } else { introduction(rendered("excerpt"), &body) },
        authors: people,
        publisher: plugins.publisher(),
        published: date(post, "date"),
        modified: date(post, "modified"),
        comment_count: plugins.comment_count(),
        keywords: terms.tags,
        image: image.or_else(|| plugins.picture(base)),
        body,
        url: url.clone(),
        ..Article::default()
    }
}

fn title(post: &Node<'_>, reader: &Reader<'_>) -> Text {
    let title = post.get("title").and_then(|title| match title.is_object() {
        true => reader.line(&title.get("rendered")?),
        false => reader.line(&title),
    });
    if title.is_none() {
        post.fault("no headline; the article is shown without one");
    }
    title.map(Text::plain).unwrap_or_default()
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

/// A picture's address, from where the article lies.
fn picture_address(node: &Node<'_>, base: Option<&str>) -> Option<String> {
    let url = address::picture(node)?;
    Some(base.map_or(url.clone(), |base| address::resolve(base, &url)))
}
