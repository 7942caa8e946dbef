//! What is embedded in a post: its authors, its lead picture, and what it is sorted under.

use super::super::address;
use super::super::formats::Reader;
use super::super::json::{Node, Value};
use super::picture_address;
use crate::article::{Figure, Person, Text};

/// Those of a list that have a name. An author who may not be seen is an error in the list, as
/// `{ "code": "rest_user_invalid_id" }`.
pub(super) fn authors(list: &Node<'_>, reader: &Reader<'_>) -> Vec<Person> {
    list.one_or_many().filter_map(|node| author(&node, reader)).collect()
}

fn author(node: &Node<'_>, reader: &Reader<'_>) -> Option<Person> {
    let portrait = node.get("avatar_urls").and_then(|portraits| {
        let largest = ["96", "48", "24"].into_iter().find(|size| portraits.value.get(size).is_some())?;
        address::picture(&portraits.get(largest)?)
    });
    let line = |keys: &[&str]| node.first_of(keys).and_then(|text| reader.line(&text));
    Some(Person {
        name: line(&["display_name", "name"])?,
        job_title: line(&["job_title"]),
        url: node.get("link").and_then(|link| address::link(&link)),
        image: portrait,
        description: line(&["description"]),
    })
}

/// The picture that a medium is; none where it is a film or may not be seen.
pub(super) fn picture(media: &Node<'_>, reader: &Reader<'_>, base: Option<&str>) -> Option<Figure> {
    let kind = media.value.get("mime_type").and_then(Value::as_str);
    if kind.is_some_and(|kind| !kind.starts_with("image/")) {
        return None;
    }
    let details = media.get("media_details");
    let details = details.as_ref();
    let pixels = |key: &str| details.and_then(|details| details.get(key)?.pixels());
    let caption =
        media.get("caption").and_then(|caption| Some(reader.inlines(&caption.get("rendered")?, base)));
    // What the camera or its owner wrote into the file.
    let credit = details.and_then(|details| {
        let meta = details.get("image_meta")?;
        ["credit", "copyright"].into_iter().find_map(|key| reader.line(&meta.get(key)?))
    });
    Some(Figure {
        url: picture_address(&media.get("source_url")?, base)?,
        alt: media.get("alt_text").and_then(|alt| reader.line(&alt)).unwrap_or_default(),
        caption: Text::new(caption.unwrap_or_default()),
        credit: credit.map(Text::plain).unwrap_or_default(),
        width: pixels("width"),
        height: pixels("height"),
    })
}

/// The names of what a post is sorted under.
#[derive(Default)]
pub(super) struct Terms {
    pub(super) categories: Vec<String>,
    pub(super) tags: Vec<String>,
}

impl Terms {
    /// A category or a tag, whichever it says it is.
    pub(super) fn read(&mut self, term: &Node<'_>, reader: &Reader<'_>) {
        match term.value.get("taxonomy").and_then(Value::as_str) {
            Some("category") => self.categories.extend(category(term, reader)),
            Some("post_tag") => self.tags.extend(term.get("name").and_then(|name| reader.line(&name))),
            _ => {}
        }
    }

    /// The line above the headline.
    pub(super) fn section(&self) -> Option<String> {
        (!self.categories.is_empty()).then(|| self.categories.join(" · "))
    }
}

/// The name of a category. What stands under nothing is under "uncategorized".
pub(super) fn category(term: &Node<'_>, reader: &Reader<'_>) -> Option<String> {
    if term.value.get("slug").and_then(Value::as_str) == Some("uncategorized") {
        return None;
    }
    reader.line(&term.get("name")?)
}
