//! Posts of WordPress.com's own interface, one or a list of them
//! (<https://developer.wordpress.com/docs/api/1.1/get/sites/%24site/posts/%24post_ID/>).

use super::super::address;
use super::super::formats::Reader;
use super::super::json::{Node, Value};
use super::embedded::{Terms, category};
use super::excerpt::introduction;
use super::{picture_address, title};
use crate::article::{Article, Figure, Person, Text};

/// Whether a file is a post or a list of them.
pub(super) fn is(root: &Value<'_>) -> bool {
    match root.get("posts") {
        Some(Value::Array(posts)) => posts.first().is_some_and(is_post),
        _ => is_post(root),
    }
}

/// Names in capitals tell it from what other systems write.
pub(super) fn is_post(post: &Value<'_>) -> bool {
    let has = |key: &str| post.get(key).is_some();
    let is_text = |key: &str| matches!(post.get(key), Some(Value::String(_)));
    has("ID") && has("URL") && is_text("title") && is_text("content")
}

pub(super) fn decode(post: &Node<'_>, reader: &Reader<'_>) -> Article {
    let url = post.get("URL").and_then(|url| address::link(&url));
    let base = url.as_deref();
    let date = |key: &str| post.get(key).and_then(|date| date.date());
    let blocks = |key: &str| post.get(key).map(|html| reader.blocks(&html, base)).unwrap_or_default();
    let body = blocks("content");
    if body.is_empty() {
        post.fault("no text; “content” is empty, as that of a post that a password protects");
    }
    let mut terms = Terms::default();
    if let Some(list) = post.get("categories") {
        terms.categories = list.members().filter_map(|(_, term)| category(&term, reader)).collect();
    }
    if let Some(list) = post.get("tags") {
        let names = list.members().filter_map(|(_, term)| reader.line(&term.get("name")?));
        terms.tags = names.collect();
    }
    Article {
        headline: title(post, reader),
        standfirst: introduction(blocks("excerpt"), &body),
        authors: post.get("author").and_then(|node| author(&node, reader)).into_iter().collect(),
        published: date("date"),
        modified: date("modified"),
        comment_count: post
            .get("discussion")
            .and_then(|talk| talk.get("comment_count")?.whole(0))
            .map(i64::unsigned_abs),
        section: terms.section(),
        keywords: terms.tags,
        image: picture(post, reader, base),
        body,
        url: url.clone(),
        ..Article::default()
    }
}

fn author(node: &Node<'_>, reader: &Reader<'_>) -> Option<Person> {
    Some(Person {
        name: reader.line(&node.get("name")?)?,
        url: node.first_of(&["URL", "profile_URL"]).and_then(|url| address::link(&url)),
        image: node.get("avatar_URL").and_then(|portrait| address::picture(&portrait)),
        ..Person::default()
    })
}

/// The lead picture, of which its entry among the attachments says more.
fn picture(post: &Node<'_>, reader: &Reader<'_>, base: Option<&str>) -> Option<Figure> {
    let thumbnail = post.get("post_thumbnail");
    let thumbnail = thumbnail.as_ref().filter(|thumbnail| thumbnail.is_object());
    let attachments = post.get("attachments");
    let id = thumbnail.and_then(|thumbnail| thumbnail.value.get("ID"));
    let attachment = attachments.as_ref().and_then(|list| {
        list.members().map(|(_, attachment)| attachment).find(|it| id.is_some() && it.value.get("ID") == id)
    });
    let sources = [thumbnail, attachment.as_ref()];
    let line = |key: &str| sources.into_iter().flatten().find_map(|node| reader.line(&node.get(key)?));
    let pixels = |key: &str| sources.into_iter().flatten().find_map(|node| node.get(key)?.pixels());
    let credit =
        sources.into_iter().flatten().find_map(|node| reader.line(&node.get("exif")?.get("credit")?));
    let url = thumbnail.and_then(|thumbnail| thumbnail.get("URL"));
    Some(Figure {
        url: picture_address(&url.or_else(|| post.get("featured_image"))?, base)?,
        alt: line("alt").unwrap_or_default(),
        caption: line("caption").map(Text::plain).unwrap_or_default(),
        credit: credit.map(Text::plain).unwrap_or_default(),
        width: pixels("width"),
        height: pixels("height"),
    })
}
