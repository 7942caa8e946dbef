//! Posts and pages of Ghost's Content API (<https://ghost.org/docs/content-api/>), one or several.

use super::formats::{Format, Reader};
use super::json::{Node, Value};
use super::{address, document, lexical, mobiledoc};
use crate::article::{Article, Block, Figure, Person, Text};

pub(super) const FORMAT: Format = Format { is, articles, decode };

/// What the lists are called.
const LISTS: [&str; 2] = ["posts", "pages"];

fn is(value: &Value<'_>) -> bool {
    let is_post = |post: &Value<'_>| {
        let has = |key: &str| post.get(key).is_some();
        has("title")
            && (has("uuid") || has("comment_id"))
            && (has("html") || has("visibility") || has("slug"))
    };
    let list = LISTS.iter().find_map(|key| value.get(key));
    match list {
        Some(Value::Array(posts)) => posts.first().is_some_and(is_post),
        _ => is_post(value),
    }
}

fn articles(root: &Node<'_>, visit: &mut dyn FnMut(&Node<'_>)) {
    match LISTS.iter().find_map(|key| root.get(key)) {
        Some(posts) => posts.items().filter(Node::is_object).for_each(|post| visit(&post)),
        None => visit(root),
    }
}

type ReadDocument = fn(&Node<'_>, &Reader<'_>, Option<&str>) -> Vec<Block>;

fn decode(post: &Node<'_>, reader: &Reader<'_>) -> Article {
    let line = |key: &str| post.get(key).and_then(|node| node.line());
    let date = |key: &str| post.get(key).and_then(|node| node.date());
    let url = post.get("url").and_then(|url| address::link(&url));
    let base = url.as_deref();
    let mut body = post.get("html").map(|html| reader.blocks(&html, base)).unwrap_or_default();
    // The editors' interface gives the documents that the HTML is made of.
    for (key, read) in [("lexical", lexical::blocks as ReadDocument), ("mobiledoc", mobiledoc::blocks)] {
        if let (true, Some(text)) = (body.is_empty(), post.get(key)) {
            body = document::written(&text, |document| read(document, reader, base));
        }
    }
    if body.is_empty() {
        let is_open = post.get("access").is_none_or(|access| access.truth())
            && line("visibility").is_none_or(|visibility| visibility == "public");
        post.fault(match is_open {
            true => "no text; “html” is missing or empty. Ask Ghost for it by ?formats=html",
            false => "the post is for members, to whom alone Ghost gives out its text",
        });
        body = line("plaintext").map(Block::paragraph).into_iter().collect();
    }
    let mut tags = Vec::new();
    if let Some(list) = post.get("tags") {
        tags.extend(list.items().filter_map(|tag| {
            // Tags that begin with # are for the editors.
            let is_public = tag.get("visibility").is_none_or(|it| it.value.as_str() != Some("internal"));
            tag.get("name").filter(|_| is_public)?.line()
        }));
    }
    let section = post.get("primary_tag").and_then(|tag| tag.get("name")?.line());
    let people = |key: &str| -> Vec<Person> {
        let list = post.get(key);
        list.map(|list| list.one_or_many().filter_map(|node| author(&node)).collect()).unwrap_or_default()
    };
    let authors = people("authors");
    Article {
        language: line("locale").or_else(|| line("lang")),
        headline: Text::plain(line("title").unwrap_or_default()),
        standfirst: line("custom_excerpt").map(Block::paragraph).into_iter().collect(),
        authors: if authors.is_empty() { people("primary_author") } else { authors },
        published: date("published_at"),
        modified: date("updated_at"),
        keywords: tags.into_iter().filter(|tag| Some(tag) != section.as_ref()).collect(),
        section,
        image: post.get("feature_image").and_then(|image| {
            let caption = post.get("feature_image_caption").map(|caption| reader.inlines(&caption, base));
            Some(Figure {
                url: address::picture(&image)?,
                alt: line("feature_image_alt").unwrap_or_default(),
                caption: Text::new(caption.unwrap_or_default()),
                ..Figure::default()
            })
        }),
        body,
        url: url.clone(),
        ..Article::default()
    }
}

fn author(node: &Node<'_>) -> Option<Person> {
    let line = |key: &str| node.get(key).and_then(|node| node.line());
    Some(Person {
        name: line("name")?,
        url: node.get("url").and_then(|url| address::link(&url)),
        image: node.get("profile_image").and_then(|image| address::picture(&image)),
        description: line("bio"),
        ..Person::default()
    })
}
