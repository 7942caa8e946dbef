//! Lexical's editor state (<https://lexical.dev/docs/concepts/serialization>), as an object or as JSON within a string, with the
//! nodes that Ghost and Payload add.

mod runs;
mod table;

use super::cards::Card;
use super::document;
use super::formats::{Format, Reader};
use super::json::{Node, Value};
use super::mark;
use super::words::words;
use crate::article::{Article, Block, BlockKind, Inline, Text};
use runs::is_inline;

pub(super) const FORMAT: Format = Format { is, articles: document::articles, decode };

/// Blocks hold blocks this deep; of what lies deeper the text is kept.
const MAX_DEPTH: usize = 16;

fn is(root: &Value<'_>) -> bool {
    document::is_in(root, is_state)
}

fn is_state(value: &Value<'_>) -> bool {
    match value {
        // What is in the string is seen when it is parsed.
        Value::String(text) => {
            let text: String = text.chars().take(80).filter(|c| !c.is_whitespace()).collect();
            text.starts_with("{\"root\":{")
        }
        value => value.get("root").and_then(|root| root.get("children")).is_some_and(Value::is_array),
    }
}

fn decode(root: &Node<'_>, reader: &Reader<'_>) -> Article {
    document::article(root, is_state, &|node, base| blocks(node, reader, base))
}

/// The blocks of an editor state, such as one within a post. Relative addresses start from `base`, where there is one.
pub(super) fn blocks(state: &Node<'_>, reader: &Reader<'_>, base: Option<&str>) -> Vec<Block> {
    let root = state.get("root");
    root.map(|root| State { reader, base }.blocks(&root, 0)).unwrap_or_default()
}

struct State<'a> {
    reader: &'a Reader<'a>,
    /// The article's own address.
    base: Option<&'a str>,
}

fn kind<'a>(node: &'a Node<'_>) -> &'a str {
    node.value.get("type").and_then(Value::as_str).unwrap_or_default()
}

/// The strings in what is not known that are words.
fn text_of(node: &Node<'_>) -> String {
    words(node.value, |key| {
        matches!(key, "text" | "title" | "caption" | "label" | "alt" | "description" | "equation")
    })
}

fn is_picture(node: &Node<'_>) -> bool {
    matches!(kind(node), "image" | "inline-image" | "upload")
}

impl State<'_> {
    /// The blocks that a node holds. Runs that stand among them are paragraphs.
    fn blocks(&self, node: &Node<'_>, depth: usize) -> Vec<Block> {
        let children = node.get("children");
        let mut blocks = Vec::new();
        let mut line = Vec::new();
        for child in children.iter().flat_map(|children| children.items()) {
            if is_inline(&child) {
                line.extend(self.run(&child, 0));
                continue;
            }
            push_line(&mut blocks, &mut line);
            self.block(&child, depth, &mut blocks);
        }
        push_line(&mut blocks, &mut line);
        blocks
    }

    fn block(&self, node: &Node<'_>, depth: usize, blocks: &mut Vec<Block>) {
        let line = |key: &str| node.get(key).filter(|node| !node.is_object()).and_then(|node| node.line());
        let kind = kind(node);
        let block = match kind {
            _ if depth > MAX_DEPTH => {
                node.fault("nested too deep; its text is kept");
                BlockKind::Paragraph(Text::plain(text_of(node)))
            }
            "paragraph" | "" => BlockKind::Paragraph(self.text(node)),
            "heading" | "extended-heading" => {
                let tag = line("tag").and_then(|tag| tag.strip_prefix('h')?.parse().ok()).unwrap_or(2);
                BlockKind::Heading {
                    level: if depth == 0 { tag } else { tag.max(2) },
                    content: self.text(node),
                }
            }
            "quote" | "extended-quote" | "aside" => {
                BlockKind::Quote { content: self.blocks(node, depth + 1), cite: Text::default(), url: None }
            }
            "list" => self.list(node, depth),
            "code" => BlockKind::Code {
                language: line("language"),
                text: Text::plain(self.text(node).to_plain().replace('\u{2028}', "\n")),
            },
            // Ghost has its listings as cards.
            "codeblock" => return blocks.extend(self.card(node)),
            "horizontalrule" => BlockKind::Rule,
            "table" => self.table(node),
            "image" | "inline-image" | "upload" => {
                // The playground keeps a caption as an editor of its own, Ghost as HTML, Payload among the fields.
                let fields = node.get("fields");
                let caption = node.get("caption").or_else(|| fields.as_ref()?.get("caption"));
                let caption = caption.map(|caption| self.caption(&caption)).unwrap_or_default();
                match document::picture(node, self.base) {
                    Some(mut figure) => {
                        if !caption.is_empty() {
                            figure.caption = caption;
                        }
                        BlockKind::Figure(figure)
                    }
                    None => BlockKind::Paragraph(caption),
                }
            }
            "tweet" | "youtube" | "figma" => {
                let id =
                    line("id").or_else(|| line("videoID")).or_else(|| line("documentID")).unwrap_or_default();
                let is_plain =
                    !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
                let start = match kind {
                    "tweet" => "https://twitter.com/i/web/status/",
                    "youtube" => "https://www.youtube.com/watch?v=",
                    _ => "https://www.figma.com/file/",
                };
                if !is_plain {
                    node.fault("no id of what is elsewhere; it is left out");
                    return;
                }
                BlockKind::Embed {
                    url: [start, &id].concat(),
                    title: None,
                    description: None,
                    provider: None,
                }
            }
            "collapsible-container" => return blocks.extend(self.collapsible(node, depth)),
            "layout-container" | "layout-item" | "root" => {
                return blocks.extend(self.blocks(node, depth + 1));
            }
            "block" => {
                // Payload's own blocks have names that only its site knows.
                let name =
                    node.get("fields").and_then(|fields| fields.get("blockType")?.line()).unwrap_or_default();
                node.fault(format_args!("unknown block \"{name}\"; its text is kept"));
                let is_word =
                    |key: &str| !matches!(key, "id" | "blockType" | "type" | "url" | "version" | "blockName");
                let fields = node.get("fields");
                BlockKind::Unknown {
                    name,
                    text: Text::plain(fields.map(|fields| words(fields.value, is_word)).unwrap_or_default()),
                }
            }
            _ if node.get("children").is_some() => {
                node.fault(format_args!("unknown node \"{kind}\"; its text is kept"));
                BlockKind::Unknown { name: kind.to_owned(), text: Text::plain(text_of(node)) }
            }
            // Any other node without text of its own is a card.
            _ => return blocks.extend(self.card(node)),
        };
        let is_empty = match &block {
            BlockKind::Paragraph(text)
            | BlockKind::Heading { content: text, .. }
            | BlockKind::Code { text, .. } => text.to_plain().trim().is_empty(),
            BlockKind::Unknown { text, .. } => text.is_empty(),
            BlockKind::Quote { content, .. } => content.is_empty(),
            BlockKind::List { items, .. } => items.is_empty(),
            BlockKind::Table { rows, .. } => rows.is_empty(),
            _ => false,
        };
        if !is_empty {
            blocks.push(block.into());
        }
        if matches!(kind, "paragraph" | "heading" | "extended-heading" | "table") {
            self.pictures(node, depth, blocks);
        }
    }

    /// The pictures that stand in a line or in a table, which follow it.
    fn pictures(&self, node: &Node<'_>, depth: usize, blocks: &mut Vec<Block>) {
        let children = node.get("children");
        for child in children.iter().flat_map(|children| children.one_or_many()) {
            match is_picture(&child) {
                true => self.block(&child, depth, blocks),
                false => self.pictures(&child, depth, blocks),
            }
        }
    }

    fn card(&self, node: &Node<'_>) -> Vec<Block> {
        Card { reader: self.reader, base: self.base, node }.blocks(kind(node))
    }

    /// A list. An item that holds nothing but a list belongs to the one before it.
    fn list(&self, node: &Node<'_>, depth: usize) -> BlockKind {
        let list_type = node.value.get("listType").and_then(Value::as_str);
        let start = node.get("start").and_then(|start| start.whole(i64::from(i32::MIN))).unwrap_or(1);
        let mut items: Vec<Vec<Block>> = Vec::new();
        let children = node.get("children");
        for child in children.iter().flat_map(|children| children.items()) {
            let mut content = self.blocks(&child, depth + 1);
            if let (Some("check"), Some(Block { kind: BlockKind::Paragraph(text), .. })) =
                (list_type, content.first_mut())
            {
                let is_done = child.get("checked").is_some_and(|checked| checked.truth());
                let mut inlines = vec![Inline::Text(if is_done { "☑ " } else { "☐ " }.to_owned())];
                inlines.append(&mut text.inlines);
                *text = Text::new(inlines);
            }
            match (items.last_mut(), content.first()) {
                (_, None) => {}
                (Some(last), Some(Block { kind: BlockKind::List { .. }, .. })) => last.extend(content),
                _ => items.push(content),
            }
        }
        BlockKind::List { ordered: list_type == Some("number"), start, items }
    }

    fn collapsible(&self, node: &Node<'_>, depth: usize) -> Vec<Block> {
        let children = node.get("children");
        let mut title = Text::default();
        let mut content = Vec::new();
        for child in children.iter().flat_map(|children| children.items()) {
            match kind(&child) {
                "collapsible-title" => title = self.flat_text(&child),
                "collapsible-content" => content.extend(self.blocks(&child, depth + 1)),
                _ => self.block(&child, depth + 1, &mut content),
            }
        }
        match content.is_empty() {
            true if title.is_empty() => vec![],
            true => vec![BlockKind::Paragraph(title).into()],
            false => vec![BlockKind::Note { title, content }.into()],
        }
    }
}

fn push_line(blocks: &mut Vec<Block>, line: &mut Vec<Inline>) {
    let text = mark::text(std::mem::take(line));
    if !text.to_plain().trim().is_empty() {
        blocks.push(BlockKind::Paragraph(text).into());
    }
}
