//! Documents of ProseMirror (<https://prosemirror.net/docs/ref/#model>) and TipTap, which names the same nodes otherwise:
//! `bullet_list` and `bulletList`.

mod runs;
mod table;

use super::address;
use super::document;
use super::formats::{Format, Reader};
use super::json::{Node, Value};
use super::mark;
use super::words::words;
use crate::article::{Article, Block, BlockKind, Inline, Text};

pub(super) const FORMAT: Format = Format { is, articles: document::articles, decode };

/// Blocks hold blocks this deep; of what lies deeper the text is kept.
const MAX_DEPTH: usize = 16;

fn is(root: &Value<'_>) -> bool {
    document::is_in(root, is_document)
}

fn is_document(value: &Value<'_>) -> bool {
    // What is in the string is seen when it is parsed.
    if let Value::String(text) = value {
        let start: String = text.chars().take(80).filter(|c| !c.is_whitespace()).collect();
        return start.starts_with("{\"type\":\"doc\"");
    }
    value.get("type").and_then(Value::as_str) == Some("doc")
        && value.get("content").is_some_and(Value::is_array)
}

fn decode(root: &Node<'_>, _: &Reader<'_>) -> Article {
    document::article(root, is_document, &|node, base| Document { base }.blocks(node, 0))
}

struct Document<'a> {
    /// The article's own address.
    base: Option<&'a str>,
}

/// The type of a node, the same for both habits: `bulletlist`.
fn kind(node: &Node<'_>) -> String {
    let name = node.value.get("type").and_then(Value::as_str).unwrap_or_default();
    name.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect()
}

/// The strings in what is not known that are words.
fn text_of(node: &Node<'_>) -> String {
    words(node.value, |key| matches!(key, "text" | "label" | "title" | "caption" | "alt" | "latex"))
}

impl Document<'_> {
    /// The blocks that a node holds.
    fn blocks(&self, node: &Node<'_>, depth: usize) -> Vec<Block> {
        let content = node.get("content");
        self.flow(&mut content.iter().flat_map(|content| content.items()), depth)
    }

    /// The blocks that nodes are. Runs that stand among them are paragraphs.
    fn flow(&self, parts: &mut dyn Iterator<Item = Node<'_>>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut line = Vec::new();
        for part in parts {
            if runs::is_inline(&part) {
                line.extend(self.run(&part));
                continue;
            }
            push_line(&mut blocks, &mut line);
            blocks.extend(self.block(&part, depth));
        }
        push_line(&mut blocks, &mut line);
        blocks
    }

    fn block(&self, node: &Node<'_>, depth: usize) -> Vec<Block> {
        let attribute =
            |key: &'static str| node.value.get("attrs").and_then(|attributes| attributes.get(key));
        let kind = kind(node);
        let content = || self.blocks(node, depth + 1);
        let block = match kind.as_str() {
            _ if depth > MAX_DEPTH => {
                node.fault("nested too deep; its text is kept");
                BlockKind::Paragraph(Text::plain(text_of(node)))
            }
            "paragraph" => BlockKind::Paragraph(self.text(node)),
            "heading" => {
                let level = attribute("level").and_then(|level| {
                    if let Value::Number(level) = level { level.parse().ok() } else { None }
                });
                let level = if depth == 0 { level.unwrap_or(2) } else { level.unwrap_or(2).max(2) };
                BlockKind::Heading { level, content: self.text(node) }
            }
            "blockquote" => BlockKind::Quote { content: content(), cite: Text::default(), url: None },
            "bulletlist" | "orderedlist" | "tasklist" => {
                let start = ["start", "order"].into_iter().find_map(attribute);
                let start = start.and_then(|start| {
                    if let Value::Number(start) = start { start.parse::<i32>().ok() } else { None }
                });
                let items = node
                    .get("content")
                    .map(|items| items.items().map(|item| self.item(&item, depth)).collect());
                let items: Vec<Vec<Block>> = items.unwrap_or_default();
                BlockKind::List {
                    ordered: kind == "orderedlist",
                    start: start.unwrap_or(1).into(),
                    items: items.into_iter().filter(|item| !item.is_empty()).collect(),
                }
            }
            "codeblock" => {
                let language = attribute("language").or_else(|| attribute("params")).and_then(Value::as_str);
                BlockKind::Code {
                    language: language.map(str::to_owned),
                    text: Text::plain(self.text(node).to_plain().replace('\u{2028}', "\n")),
                }
            }
            "horizontalrule" | "hr" => BlockKind::Rule,
            "image" | "figure" => return self.figure(node, depth),
            "table" => return self.table(node),
            "details" => return self.details(node, depth),
            "callout" | "admonition" | "panel" | "aside" => {
                BlockKind::Note { title: Text::default(), content: content() }
            }
            "youtube" | "iframe" | "video" | "audio" | "embed" | "twitter" | "vimeo" => {
                return self.embed(node, &kind);
            }
            "" | "doc" => return content(),
            _ => {
                let name = node.value.get("type").and_then(Value::as_str).unwrap_or_default();
                node.fault(format_args!("unknown node \"{name}\"; its text is kept"));
                BlockKind::Unknown { name: name.to_owned(), text: Text::plain(text_of(node)) }
            }
        };
        let is_empty = match &block {
            BlockKind::Paragraph(text)
            | BlockKind::Heading { content: text, .. }
            | BlockKind::Code { text, .. } => {
                text.to_plain().trim().is_empty()
                    && text.inlines.iter().all(|inline| !matches!(inline, Inline::FootnoteRef { .. }))
            }
            BlockKind::Unknown { text, .. } => text.is_empty(),
            BlockKind::Quote { content, .. } | BlockKind::Note { content, .. } => content.is_empty(),
            BlockKind::List { items, .. } => items.is_empty(),
            _ => false,
        };
        let mut blocks: Vec<Block> = if is_empty { vec![] } else { vec![block.into()] };
        if matches!(kind.as_str(), "paragraph" | "heading") {
            self.pictures(node, &mut blocks);
        }
        blocks
    }

    /// The pictures that stand in a line or in a table, which follow it.
    fn pictures(&self, node: &Node<'_>, blocks: &mut Vec<Block>) {
        let content = node.get("content");
        for part in content.iter().flat_map(|content| content.one_or_many()) {
            match kind(&part).as_str() {
                "image" => blocks.extend(self.figure(&part, MAX_DEPTH)),
                _ => self.pictures(&part, blocks),
            }
        }
    }

    /// An item; a task has its box before it.
    fn item(&self, node: &Node<'_>, depth: usize) -> Vec<Block> {
        let mut content = self.blocks(node, depth + 1);
        let is_task = kind(node) == "taskitem";
        let is_done = node
            .get("attrs")
            .and_then(|attributes| Some(attributes.get("checked")?.truth()))
            .unwrap_or(false);
        if let (true, Some(Block { kind: BlockKind::Paragraph(text), .. })) = (is_task, content.first_mut()) {
            let sign = if is_done { "☑ " } else { "☐ " };
            let mut inlines = vec![Inline::Text(sign.to_owned())];
            inlines.append(&mut text.inlines);
            *text = Text::new(inlines);
        }
        content
    }

    /// A picture, or what else has a caption.
    fn figure(&self, node: &Node<'_>, depth: usize) -> Vec<Block> {
        let content = node.get("content");
        let mut parts = content.iter().flat_map(|content| content.items()).collect::<Vec<_>>();
        let caption =
            parts.iter().position(|part| kind(part).ends_with("caption")).map(|place| parts.remove(place));
        let mut caption = caption.map(|caption| self.text(&caption)).unwrap_or_default();
        let is_picture = node.get("attrs").is_some_and(|it| it.value.get("src").is_some());
        let picture = match is_picture {
            true => Some(*node),
            false => parts.iter().position(|part| kind(part) == "image").map(|place| parts.remove(place)),
        };
        // Runs below a picture are its caption.
        if picture.is_some() && caption.is_empty() && parts.iter().all(runs::is_inline) {
            caption = mark::text(parts.drain(..).flat_map(|run| self.run(&run)).collect());
        }
        let figure =
            picture.as_ref().and_then(|picture| document::picture(&picture.get("attrs")?, self.base));
        let others = self.flow(&mut parts.into_iter(), depth + 1);
        match figure {
            Some(mut figure) => {
                if !caption.is_empty() {
                    figure.caption = caption;
                }
                std::iter::once(BlockKind::Figure(figure).into()).chain(others).collect()
            }
            None => {
                let caption = (!caption.is_empty()).then(|| BlockKind::Paragraph(caption).into());
                others.into_iter().chain(caption).collect()
            }
        }
    }

    fn details(&self, node: &Node<'_>, depth: usize) -> Vec<Block> {
        let parts = node.get("content");
        let parts: Vec<_> = parts.iter().flat_map(|parts| parts.items()).collect();
        let (titles, others): (Vec<_>, Vec<_>) =
            parts.into_iter().partition(|part| kind(part).ends_with("summary"));
        let title = titles.first().map(|title| self.text(title)).unwrap_or_default();
        let content: Vec<_> = others
            .iter()
            .flat_map(|part| match kind(part).as_str() {
                "detailscontent" => self.blocks(part, depth + 1),
                _ => self.block(part, depth + 1),
            })
            .collect();
        match content.is_empty() {
            true if title.is_empty() => vec![],
            true => vec![BlockKind::Paragraph(title).into()],
            false => vec![BlockKind::Note { title, content }.into()],
        }
    }

    fn embed(&self, node: &Node<'_>, kind: &str) -> Vec<Block> {
        let attributes = node.get("attrs");
        let url =
            attributes.and_then(|attributes| address::file(&attributes.first_of(&["src", "url", "href"])?));
        let title = attributes.and_then(|attributes| attributes.get("title")?.line());
        match url {
            Some(url) => {
                let provider = (kind == "youtube").then(|| "YouTube".to_owned());
                vec![BlockKind::Embed { url, title, description: None, provider }.into()]
            }
            None => title.map(Block::paragraph).into_iter().collect(),
        }
    }
}

fn push_line(blocks: &mut Vec<Block>, line: &mut Vec<Inline>) {
    let text = mark::text(std::mem::take(line));
    if !text.to_plain().trim().is_empty() {
        blocks.push(BlockKind::Paragraph(text).into());
    }
}
