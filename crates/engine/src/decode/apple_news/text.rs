//! Texts of components: HTML, Markdown, or plain with ranges.

use super::super::address;
use super::super::formats::Reader;
use super::super::json::Node;
use super::super::markdown::{self, Dialect};
use super::ranges::Ranges;
use crate::article::{Block, BlockKind, Text};

/// What the texts of a document are read with.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) reader: &'a Reader<'a>,
    /// The document, which has the styles.
    pub(super) root: &'a Node<'a>,
    /// The article's own address.
    pub(super) base: Option<&'a str>,
}

enum Form {
    Html,
    Markdown,
    Plain,
}

impl Texts<'_> {
    /// The blocks of a component, or of a string.
    pub(super) fn blocks(&self, node: &Node<'_>) -> Vec<Block> {
        let Some(text) = self.text(node) else { return vec![] };
        match form(node) {
            Form::Html => self.reader.blocks(&text, self.base),
            Form::Markdown => {
                let html = markdown::to_html(&text.string().unwrap_or_default(), Dialect::Apple);
                self.reader.blocks_of(&html, &text, self.base)
            }
            Form::Plain => {
                let plain = self.plain(node, &text);
                plain.paragraphs().map(|text| BlockKind::Paragraph(text).into()).collect()
            }
        }
    }

    /// A component, a caption or a string as one text block.
    pub(super) fn line(&self, node: &Node<'_>) -> Text {
        let Some(text) = self.text(node) else { return Text::default() };
        match form(node) {
            Form::Html => Text::new(self.reader.inlines(&text, self.base)),
            Form::Markdown => {
                let html = markdown::line_to_html(&text.string().unwrap_or_default(), Dialect::Apple);
                Text::new(self.reader.inlines_of(&html, &text, self.base))
            }
            Form::Plain => self.plain(node, &text).line(),
        }
    }

    /// A caption or a string without marks; none where it is blank.
    pub(super) fn words(&self, node: &Node<'_>) -> Option<String> {
        let words = self.line(node).to_plain().replace('\u{2028}', " ");
        Some(words.trim().to_owned()).filter(|words| !words.is_empty())
    }

    fn text<'n>(&self, node: &'n Node<'n>) -> Option<Node<'n>> {
        if !node.is_object() {
            return Some(*node);
        }
        let text = node.get("text");
        if text.is_none() {
            node.fault("no text");
        }
        text
    }

    fn plain(&self, node: &Node<'_>, text: &Node<'_>) -> Ranges {
        let mut ranges = Ranges::new(text.string().unwrap_or_default());
        if node.is_object() {
            ranges.read(node, self);
        }
        ranges
    }

    /// The address that a link leads to.
    pub(super) fn link(&self, node: &Node<'_>) -> Option<String> {
        if is_in_bundle(node) {
            return None;
        }
        address::link(node).map(|url| self.resolve(url))
    }

    /// The address that a picture is loaded from.
    pub(super) fn picture(&self, node: &Node<'_>) -> Option<String> {
        if is_in_bundle(node) {
            return None;
        }
        address::picture(node).map(|url| self.resolve(url))
    }

    fn resolve(&self, url: String) -> String {
        match self.base {
            Some(base) => address::resolve(base, &url),
            None => url,
        }
    }
}

/// Whether an address is of a file that was sent along with the article; reported, as nobody else has it.
fn is_in_bundle(node: &Node<'_>) -> bool {
    let is_bundle = |text: &str| text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("bundle://"));
    let is_in_bundle = node.value.as_str().is_some_and(|text| is_bundle(text.trim()));
    if is_in_bundle {
        node.fault("a file of the article’s bundle, which is not in the JSON and cannot be loaded");
    }
    is_in_bundle
}

fn form(node: &Node<'_>) -> Form {
    let Some(format) = node.get("format") else { return Form::Plain };
    match format.value.as_str() {
        Some("html") => Form::Html,
        Some("markdown") => Form::Markdown,
        Some("none") => Form::Plain,
        _ => {
            format.expected("html, markdown or none");
            Form::Plain
        }
    }
}
