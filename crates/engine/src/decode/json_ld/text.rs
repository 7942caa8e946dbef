//! The text of an article, which is plain by the specification and HTML in many files.

use super::super::formats::Reader;
use super::super::html;
use super::super::json::Node;
use super::TEXT;
use super::people::line;
use crate::article::{Block, BlockKind, Text};

/// Tags that are HTML, and that nobody writes in a plain text.
const TAGS: [&str; 16] = [
    "</p>",
    "<p>",
    "<br",
    "</h2>",
    "</h3>",
    "</h4>",
    "</li>",
    "</a>",
    "</strong>",
    "</b>",
    "</em>",
    "</i>",
    "</div>",
    "</span>",
    "</blockquote>",
    "</figure>",
];

fn is_html(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    TAGS.iter().any(|tag| lower.contains(tag))
}

/// The text: HTML where it has tags that only HTML has, else lines, each of which is a paragraph.
pub(super) fn blocks(node: &Node<'_>, reader: &Reader<'_>, base: Option<&str>) -> Vec<Block> {
    let first = node.first();
    let node = first.get("@value").unwrap_or(first);
    let Some(text) = node.string() else { return vec![] };
    if is_html(&text) {
        return reader.blocks_of(&text, &node, base);
    }
    // Of HTML that was escaped to stand within HTML, the first thing is a tag.
    if text.trim_start().starts_with("&lt;") {
        let html = reader.tree(&text).root().text();
        if is_html(&html) {
            return reader.blocks_of(&html, &node, base);
        }
    }
    // The text is plain by the specification, but many write it with HTML's entities.
    let is_encoded = text.split('&').skip(1).any(is_entity);
    let lines = text.split(['\n', '\r', '\u{2028}', '\u{2029}']).filter(|line| !line.trim().is_empty());
    let line = |line: &str| match is_encoded {
        true => Text::new(reader.inlines_of(&line.replace('<', "&lt;"), &node, base)),
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

/// What a live blog says, in the order of the source, each part under its headline.
pub(super) fn updates(article: &Node<'_>, reader: &Reader<'_>, base: Option<&str>) -> Vec<Block> {
    let mut body = Vec::new();
    let list = article.get("liveBlogUpdate");
    for update in list.iter().flat_map(Node::one_or_many).filter(Node::is_object) {
        let headline = update.first_of(&["headline", "name"]).and_then(|text| line(&text, reader));
        body.extend(headline.map(|text| BlockKind::Heading { level: 2, content: Text::plain(text) }.into()));
        body.extend(update.first_of(&TEXT).map(|text| blocks(&text, reader, base)).unwrap_or_default());
    }
    body
}
