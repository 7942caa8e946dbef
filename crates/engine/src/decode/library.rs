//! The list of articles to choose from: a [JSON Feed 1.1](https://www.jsonfeed.org/version/1.1/).

use super::address;
use super::json::{Node, Sink, Value};
use super::{DecodeError, Diagnostic};
use crate::article::Date;

/// A folder of articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// The publication's name.
    pub title: Option<String>,
    /// A sentence about it.
    pub description: Option<String>,
    /// The articles, in the order of the feed.
    pub items: Vec<LibraryItem>,
}

/// An article of the library. Addresses are relative to the feed's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LibraryItem {
    /// Address of the article's file: `_sidelight.src`.
    pub src: String,
    /// Its headline.
    pub title: String,
    /// What it is about.
    pub summary: Option<String>,
    /// Address of a picture.
    pub image: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Names of its authors.
    pub authors: Vec<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Sections and subjects.
    pub tags: Vec<String>,
    /// Whom and what it mentions, `_sidelight.entities`: ids of entities, or addresses of pages about them.
    pub entities: Vec<String>,
}

/// Reads a feed. Items that name no file that Sidelight can open are left out, with a diagnostic.
pub(super) fn decode(value: &Value<'_>, sink: Sink) -> Result<(Library, Vec<Diagnostic>), DecodeError> {
    if !value.get("items").is_some_and(Value::is_array) {
        return Err(DecodeError::NotAnArticle { found: value.kind() });
    }
    let root = Node::root(value, &sink);
    let line = |key: &str| root.get(key).and_then(|node| node.line());
    let library = Library {
        title: line("title"),
        description: line("description"),
        items: root
            .get("items")
            .map(|items| items.items().filter_map(|item| library_item(&item)).collect())
            .unwrap_or_default(),
    };
    Ok((library, sink.into_inner()))
}

fn library_item(node: &Node<'_>) -> Option<LibraryItem> {
    let line = |key: &str| node.get(key).and_then(|value| value.line());
    let lines = |node: Option<&Node<'_>>, key: &str| -> Vec<String> {
        node.and_then(|node| Some(node.get(key)?.items().filter_map(|value| value.line()).collect()))
            .unwrap_or_default()
    };
    let extension = node.get("_sidelight");
    let src = extension.and_then(|extension| address::file(&extension.get("src")?));
    let (Some(src), Some(title)) = (src, line("title")) else {
        node.fault(
            "an item wants a title and the address of its article in “_sidelight.src”; it is left out",
        );
        return None;
    };
    Some(LibraryItem {
        src,
        title,
        summary: line("summary"),
        image: node.get("image").and_then(|image| address::picture(&image)),
        published: line("date_published").and_then(|date| Date::parse(&date)),
        authors: node
            .get("authors")
            .map(|list| list.items().filter_map(|author| author.get("name")?.line()).collect())
            .unwrap_or_default(),
        language: line("language"),
        tags: lines(Some(node), "tags"),
        entities: lines(extension.as_ref(), "entities"),
    })
}
