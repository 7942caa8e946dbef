//! [Mobiledoc](https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md) 0.3, and its older form 0.2: sections
//! of text, lists, pictures and cards, whose marks and cards stand in lists of their own.

mod markers;

use super::address;
use super::cards::{self, Card};
use super::formats::{Format, Reader, the_root};
use super::json::{Node, Value};
use crate::article::{Article, Block, BlockKind, Figure, Text};
use markers::Markers;

pub(super) const FORMAT: Format = Format { is, articles: the_root, decode };

fn is(root: &Value<'_>) -> bool {
    let version = root.get("version").and_then(Value::as_str);
    version.is_some_and(|version| version.starts_with("0."))
        && root.get("sections").is_some_and(Value::is_array)
}

/// A document has neither title nor author; a heading of the first level that it begins with is the headline.
fn decode(root: &Node<'_>, reader: &Reader<'_>) -> Article {
    let mut body = blocks(root, reader, None);
    let is_title = root.value.get("sections").and_then(first_tag).is_some_and(|tag| tag == "h1");
    let headline = match body.first_mut() {
        Some(Block { kind: BlockKind::Heading { content, .. }, .. }) if is_title => {
            let headline = std::mem::take(content);
            body.remove(0);
            headline
        }
        _ => Text::default(),
    };
    if headline.is_empty() {
        root.fault("no title; the article is shown without one");
    }
    Article { headline, body, ..Article::default() }
}

/// The tag of the first section.
fn first_tag<'a>(sections: &'a Value<'_>) -> Option<&'a str> {
    let first = |value: &'a Value<'_>| if let Value::Array(items) = value { items.first() } else { None };
    let section = first(sections)?;
    match section {
        Value::Array(parts) => parts.get(1)?.as_str(),
        _ => None,
    }
}

/// The blocks of a document, such as one within a post. Relative addresses start from `base`, where there is one.
pub(super) fn blocks(root: &Node<'_>, reader: &Reader<'_>, base: Option<&str>) -> Vec<Block> {
    let is_old =
        root.value.get("version").and_then(Value::as_str).is_some_and(|version| version.starts_with("0.2"));
    let parts = root.get("sections");
    // The older form has the marks and the sections in one list.
    let (markups, sections) = match &parts {
        Some(parts) if is_old => (parts.at(0), parts.at(1)),
        parts => (root.get("markups"), *parts),
    };
    let (atoms, cards) = (root.get("atoms"), root.get("cards"));
    let document = Document {
        reader,
        base,
        markers: Markers { markups: markups.as_ref(), atoms: atoms.as_ref(), base, is_old },
        cards: cards.as_ref(),
    };
    let sections = sections.iter().flat_map(|sections| sections.items());
    sections.flat_map(|section| document.section(&section)).collect()
}

struct Document<'a> {
    reader: &'a Reader<'a>,
    base: Option<&'a str>,
    markers: Markers<'a>,
    cards: Option<&'a Node<'a>>,
}

impl Document<'_> {
    fn section(&self, node: &Node<'_>) -> Vec<Block> {
        let kind = node.at(0).and_then(|kind| kind.whole(0));
        match kind {
            Some(1) => self.text(node).into_iter().collect(),
            Some(2) => self.picture(node).into_iter().collect(),
            Some(3) => self.list(node).into_iter().collect(),
            Some(10) => self.card(node),
            _ => {
                node.fault("an unknown section; its text is kept");
                let text = Text::plain(cards::words_of(node.value));
                match text.is_empty() {
                    true => vec![],
                    false => vec![BlockKind::Unknown { name: "section".to_owned(), text }.into()],
                }
            }
        }
    }

    /// `[1, tag, markers]`
    fn text(&self, node: &Node<'_>) -> Option<Block> {
        let tag = node.at(1).and_then(|tag| tag.line()).unwrap_or_default();
        let content = node.at(2).map(|markers| self.markers.read(&markers)).unwrap_or_default();
        if content.is_empty() {
            return None;
        }
        let paragraph = |content| vec![BlockKind::Paragraph(content).into()];
        let level = match tag.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some((level - b'0').max(2)),
            _ => None,
        };
        let kind = match (level, tag.as_str()) {
            (Some(level), _) => BlockKind::Heading { level, content },
            (None, "blockquote") => {
                BlockKind::Quote { content: paragraph(content), cite: Text::default(), url: None }
            }
            (None, "pull-quote") => BlockKind::PullQuote { content, cite: Text::default() },
            (None, "aside") => BlockKind::Note { title: Text::default(), content: paragraph(content) },
            _ => BlockKind::Paragraph(content),
        };
        Some(kind.into())
    }

    /// `[2, address]`
    fn picture(&self, node: &Node<'_>) -> Option<Block> {
        let Some(url) = node.at(1).and_then(|url| address::picture(&url)) else {
            node.fault("a picture without an address is left out");
            return None;
        };
        let url = match self.base {
            Some(base) => address::resolve(base, &url),
            None => url,
        };
        Some(BlockKind::Figure(Figure { url, ..Figure::default() }).into())
    }

    /// `[3, tag, [markers, …]]`
    fn list(&self, node: &Node<'_>) -> Option<Block> {
        let ordered = node.at(1).and_then(|tag| tag.line()).is_some_and(|tag| tag == "ol");
        let items = node.at(2);
        let items = items.iter().flat_map(|items| items.items());
        let items = items.map(|markers| self.markers.read(&markers)).filter(|text| !text.is_empty());
        let items: Vec<_> = items.map(|text| vec![BlockKind::Paragraph(text).into()]).collect();
        (!items.is_empty()).then(|| BlockKind::List { ordered, start: 1, items }.into())
    }

    /// `[10, place]`, which is that of `[name, payload]` among the cards; the older form has name and payload here.
    fn card(&self, node: &Node<'_>) -> Vec<Block> {
        let Some(place) = node.at(1) else {
            node.fault("a card without a place is left out");
            return vec![];
        };
        if self.markers.is_old {
            return self.named(&place, node.at(2));
        }
        let index = place.whole(0).and_then(|index| usize::try_from(index).ok());
        let card = self.cards.and_then(|cards| cards.at(index?));
        match card.as_ref().and_then(|card| Some((card.at(0)?, card.at(1)))) {
            Some((name, payload)) => self.named(&name, payload),
            None => {
                place.fault("no such card");
                vec![]
            }
        }
    }

    fn named(&self, name: &Node<'_>, payload: Option<Node<'_>>) -> Vec<Block> {
        let payload = payload.unwrap_or(*name);
        let name = name.line().unwrap_or_default();
        Card { reader: self.reader, base: self.base, node: &payload }.blocks(&name)
    }
}
