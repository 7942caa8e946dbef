//! The elements of a story's text.

use std::cell::RefCell;

use super::super::address;
use super::super::formats::Reader;
use super::super::json::{Node, Value};
use super::super::words::words;
use crate::article::{Block, BlockKind, Cell, Correction, Inline, Text};

/// Elements hold elements this deep; of what lies deeper the text is kept.
const MAX_DEPTH: usize = 16;

/// What the elements of a story are read with.
pub(super) struct Elements<'a> {
    pub(super) reader: &'a Reader<'a>,
    /// The story's own address.
    pub(super) base: Option<&'a str>,
    /// The corrections that stand among them.
    pub(super) corrections: RefCell<Vec<Correction>>,
}

/// The strings in what is not known that are words.
fn text_of(node: &Node<'_>) -> String {
    words(node.value, |key| {
        let is_about =
            ["type", "subtype", "url", "version", "id", "additional_properties", "channels", "alignment"];
        !key.starts_with('_') && !is_about.contains(&key)
    })
}

/// What an element is: a text where it does not say.
fn type_of<'a>(node: &'a Node<'_>) -> &'a str {
    node.value.get("type").and_then(Value::as_str).unwrap_or("text")
}

impl Elements<'_> {
    /// The blocks of a list of elements.
    pub(super) fn blocks(&self, list: &Node<'_>) -> Vec<Block> {
        self.nested(list, 0)
    }

    fn nested(&self, list: &Node<'_>, depth: usize) -> Vec<Block> {
        list.items().flat_map(|element| self.block(&element, depth)).collect()
    }

    /// The blocks of the elements in a member.
    fn inner(&self, node: &Node<'_>, depth: usize) -> Vec<Block> {
        node.get("content_elements").map(|list| self.nested(&list, depth + 1)).unwrap_or_default()
    }

    /// The blocks of an element.
    pub(super) fn block(&self, node: &Node<'_>, depth: usize) -> Vec<Block> {
        if depth > MAX_DEPTH {
            node.fault("nested too deep; its text is kept");
            return vec![Block::paragraph(text_of(node))];
        }
        let kind = match type_of(node) {
            // A text may hold several paragraphs, divided as HTML divides them.
            "text" | "raw_html" => return self.html(node),
            "element_group" => return self.inner(node, depth),
            "image" => return self.image(node),
            "gallery" => return self.gallery(node),
            "video" | "audio" => return self.film(node),
            "oembed_response" => return self.post(node),
            "interstitial_link" => return self.link(node),
            "story" => return self.story(node),
            "link_list" => return self.links(node),
            "header" => {
                let level = node.get("level").and_then(|level| level.whole(1)).unwrap_or(2);
                BlockKind::Heading { level: level.clamp(2, 6) as u8, content: self.text(node, "content") }
            }
            "list" => self.list(node, depth),
            "quote" | "blockquote" => self.quote(node, depth),
            "table" => self.table(node),
            "code" => {
                let code = node.get("content").and_then(|code| code.string()).unwrap_or_default();
                let language = node.get("language").and_then(|language| language.line());
                BlockKind::Code { language, text: Text::plain(code.trim_end()) }
            }
            "divider" => BlockKind::Rule,
            "numeric_rating" => BlockKind::Paragraph(rating(node)),
            "endorsement" => BlockKind::Paragraph(self.text(node, "endorsement")),
            "correction" => {
                let text = self.text(node, "text");
                if !text.is_empty() {
                    self.corrections.borrow_mut().push(Correction { text, published: None });
                }
                return vec![];
            }
            "reference" => {
                let referent = node.get("referent").and_then(|it| it.get("type")?.line()).unwrap_or_default();
                node.fault(format_args!(
                    "a reference to \"{referent}\" that is not resolved; it is left out"
                ));
                return vec![];
            }
            name => {
                let subtype = node.value.get("subtype").and_then(Value::as_str);
                let shown = subtype.filter(|_| name == "custom_embed").unwrap_or(name);
                node.fault(format_args!("unknown element \"{shown}\"; its text is kept"));
                BlockKind::Unknown { name: shown.to_owned(), text: Text::plain(text_of(node)) }
            }
        };
        let is_empty = match &kind {
            BlockKind::Heading { content: text, .. }
            | BlockKind::Paragraph(text)
            | BlockKind::Code { text, .. }
            | BlockKind::Unknown { text, .. } => text.is_empty(),
            BlockKind::List { items, .. } => items.is_empty(),
            BlockKind::Quote { content, .. } => content.is_empty(),
            BlockKind::Table { rows, .. } => rows.is_empty(),
            _ => false,
        };
        if is_empty { vec![] } else { vec![kind.into()] }
    }

    /// The blocks of the HTML of an element; one in a list may be nothing but that.
    fn html(&self, node: &Node<'_>) -> Vec<Block> {
        let html = if node.is_object() { node.get("content") } else { Some(*node) };
        html.map(|html| self.reader.blocks(&html, self.base)).unwrap_or_default()
    }

    /// The runs of a member: HTML, or an element of text that holds it.
    pub(super) fn text(&self, node: &Node<'_>, key: &str) -> Text {
        let Some(part) = node.get(key) else { return Text::default() };
        let inner = part.get("content");
        let html = if part.is_object() { inner } else { Some(part) };
        Text::new(html.map(|html| self.reader.inlines(&html, self.base)).unwrap_or_default())
    }

    /// An address that may be loaded or followed, from where the story lies.
    pub(super) fn address(&self, node: &Node<'_>, keys: &[&str]) -> Option<String> {
        let url = address::file(&node.first_of(keys)?)?;
        Some(match self.base {
            Some(base) => address::resolve(base, &url),
            None => url,
        })
    }

    fn list(&self, node: &Node<'_>, depth: usize) -> BlockKind {
        let ordered = node.value.get("list_type").and_then(Value::as_str) == Some("ordered");
        let mut items: Vec<Vec<Block>> = Vec::new();
        let list = node.get("items");
        for item in list.iter().flat_map(|list| list.items()) {
            let is_list = type_of(&item) == "list";
            let content = self.block(&item, depth + 1);
            match items.last_mut() {
                // A list that lies between the items belongs to the one before it.
                Some(last) if is_list => last.extend(content),
                _ if content.is_empty() => {}
                _ => items.push(content),
            }
        }
        BlockKind::List { ordered, start: 1, items }
    }

    fn quote(&self, node: &Node<'_>, depth: usize) -> BlockKind {
        let mut content = self.inner(node, depth);
        if content.is_empty() {
            content = self.html(node);
        }
        let cite = self.text(node, "citation");
        let is_pull = node.value.get("subtype").and_then(Value::as_str) == Some("pullquote");
        match content.as_slice() {
            [] => BlockKind::Paragraph(cite),
            [Block { kind: BlockKind::Paragraph(text), .. }] if is_pull => {
                BlockKind::PullQuote { content: text.clone(), cite }
            }
            _ => BlockKind::Quote { content, cite, url: None },
        }
    }

    fn table(&self, node: &Node<'_>) -> BlockKind {
        let cell = |node: &Node<'_>, header: bool| {
            // A cell is an element of text, or a text.
            let html = node.get("content");
            let html = html.as_ref().unwrap_or(node);
            let inlines = match html.value {
                Value::Object(_) | Value::Array(_) => vec![Inline::Text(text_of(html))],
                _ => self.reader.inlines(html, self.base),
            };
            Cell { content: Text::new(inlines), header, ..Cell::default() }
        };
        let row =
            |node: &Node<'_>, header| node.one_or_many().map(|node| cell(&node, header)).collect::<Vec<_>>();
        let head = node.get("header").map(|head| row(&head, true)).filter(|row| !row.is_empty());
        let rows = node.get("rows");
        let rows = rows.iter().flat_map(|rows| rows.items()).map(|it| row(&it, false));
        BlockKind::Table {
            caption: Text::default(),
            head: head.into_iter().collect(),
            rows: rows.filter(|row| !row.is_empty()).collect(),
        }
    }
}

/// "4/5 stars".
fn rating(node: &Node<'_>) -> Text {
    let of = |key: &str| node.get(key).and_then(|node| node.string());
    let Some(mut rating) = of("numeric_rating") else { return Text::default() };
    for (key, sign) in [("max", "/"), ("units", " ")] {
        if let Some(part) = of(key) {
            rating.push_str(sign);
            rating.push_str(&part);
        }
    }
    Text::plain(rating)
}
