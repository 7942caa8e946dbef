//! Portable Text (<https://github.com/portabletext/portabletext>), as an array of blocks or in a document of Sanity.

mod lists;

use super::address;
use super::document;
use super::formats::{Format, Reader};
use super::json::{Node, Value};
use super::mark::{self, MAX_MARKS, Mark, marked};
use super::words::words;
use crate::article::{Article, Block, BlockKind, Cell, Inline, Text};
use lists::Lists;

pub(super) const FORMAT: Format = Format { is, articles: document::articles, decode };

fn is(root: &Value<'_>) -> bool {
    document::is_in(root, is_blocks)
}

/// An array that holds a block of text, and nothing but objects that say their type.
fn is_blocks(value: &Value<'_>) -> bool {
    let Value::Array(items) = value else { return false };
    let is_block = |item: &Value<'_>| item.get("children").is_some_and(Value::is_array);
    items.iter().any(is_block)
        && items.iter().all(|item| item.get("_type").is_some_and(|name| name.as_str().is_some()))
}

fn decode(root: &Node<'_>, _: &Reader<'_>) -> Article {
    document::article(root, is_blocks, &|node, base| {
        let document = Document { base };
        let mut lists = Lists::default();
        for block in node.items() {
            let level = block.get("level").and_then(|level| level.whole(1)).unwrap_or(1);
            let content = document.block(&block);
            match block.value.get("listItem").and_then(Value::as_str) {
                Some(kind) => lists.item(kind == "number", level as usize, content),
                None => lists.blocks(content),
            }
        }
        lists.finish()
    })
}

/// Of the definitions of a block's marks so many are looked through for each run, so that hostile input does not take long.
const MAX_DEFINITIONS: usize = 1_000;

struct Document<'a> {
    /// The article's own address.
    base: Option<&'a str>,
}

fn kind<'a>(node: &'a Node<'_>) -> &'a str {
    node.value.get("_type").and_then(Value::as_str).unwrap_or_default()
}

fn is_picture(node: &Node<'_>) -> bool {
    kind(node) == "image"
}

/// The strings in what is not known that are words.
fn text_of(node: &Node<'_>) -> String {
    words(node.value, |key| {
        !key.starts_with('_')
            && !matches!(key, "style" | "listItem" | "marks" | "url" | "href" | "src" | "id" | "slug")
    })
}

/// What is said of something that cannot be shown.
fn paragraph(text: Option<String>) -> Vec<Block> {
    text.map(Block::paragraph).into_iter().collect()
}

impl Document<'_> {
    fn block(&self, node: &Node<'_>) -> Vec<Block> {
        let line = |key: &str| node.get(key).filter(|node| !node.is_object()).and_then(|node| node.line());
        let kind = match kind(node) {
            _ if node.get("children").is_some() => self.text_block(node),
            "image" => match document::picture(node, self.base) {
                Some(figure) => BlockKind::Figure(figure),
                None => return paragraph(node.get("caption").and_then(|it| document::caption(&it))),
            },
            "code" => {
                let code = node.get("code").and_then(|code| code.string()).unwrap_or_default();
                let code = code.trim_end();
                if code.trim().is_empty() {
                    return vec![];
                }
                BlockKind::Code { language: line("language"), text: Text::plain(code) }
            }
            "table" if node.get("rows").is_some() => match self.table(node) {
                Some(table) => table,
                None => return vec![],
            },
            "break" | "divider" | "hr" | "horizontalRule" => BlockKind::Rule,
            "youtube" | "embed" | "videoEmbed" | "iframe" | "oembed" if line("url").is_some() => {
                let url = node.get("url").and_then(|url| address::file(&url));
                let title =
                    line("title").or_else(|| node.get("caption").and_then(|it| document::caption(&it)));
                let Some(url) = url else { return paragraph(title) };
                BlockKind::Embed { url, title, description: None, provider: None }
            }
            name => {
                node.fault(format_args!("unknown block \"{name}\"; its text is kept"));
                let text = text_of(node);
                if text.is_empty() {
                    return vec![];
                }
                BlockKind::Unknown { name: name.to_owned(), text: Text::plain(text) }
            }
        };
        let is_empty = match &kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { content: text, .. } => {
                text.to_plain().trim().is_empty()
            }
            _ => false,
        };
        // Pictures that stand in a line follow it.
        let children = node.get("children");
        let runs = children.iter().flat_map(|children| children.items());
        let pictures = runs.filter(is_picture).filter_map(|run| document::picture(&run, self.base));
        let pictures = pictures.map(|figure| BlockKind::Figure(figure).into());
        let block = if is_empty { None } else { Some(kind.into()) };
        block.into_iter().chain(pictures).collect()
    }

    fn text_block(&self, node: &Node<'_>) -> BlockKind {
        let text = self.text(node);
        match node.value.get("style").and_then(Value::as_str).unwrap_or("normal") {
            style if style.len() == 2 && style.starts_with('h') => {
                BlockKind::Heading { level: style[1..].parse().unwrap_or(2), content: text }
            }
            "blockquote" if !text.is_empty() => BlockKind::Quote {
                content: vec![BlockKind::Paragraph(text).into()],
                cite: Text::default(),
                url: None,
            },
            _ => BlockKind::Paragraph(text),
        }
    }

    fn text(&self, node: &Node<'_>) -> Text {
        let children = node.get("children");
        let definitions = node.get("markDefs");
        let runs = children.iter().flat_map(|children| children.items());
        let runs = runs.filter(|run| !is_picture(run));
        mark::text(runs.flat_map(|run| self.run(&run, definitions.as_ref())).collect())
    }

    fn run(&self, node: &Node<'_>, definitions: Option<&Node<'_>>) -> Vec<Inline> {
        let Some(text) = node.get("text") else {
            let text = text_of(node);
            node.fault(format_args!("unknown run \"{}\"; its text is kept", kind(node)));
            return vec![Inline::Text(text)];
        };
        let mut is_code = false;
        let mut marks = Vec::new();
        let names = node.get("marks");
        for name in names.iter().flat_map(|names| names.items()).take(MAX_MARKS) {
            match name.value.as_str().unwrap_or_default() {
                "strong" => marks.push(Mark::Strong),
                "em" => marks.push(Mark::Emphasis),
                "code" => is_code = true,
                "sub" => marks.push(Mark::Sub),
                "sup" => marks.push(Mark::Sup),
                // No marks of an article.
                "underline" | "strike-through" | "highlight" => {}
                key => {
                    if let Some(link) = definitions.and_then(|definitions| self.link(key, definitions)) {
                        // It is around what it holds, whatever the order.
                        marks.insert(0, link);
                    }
                }
            }
        }
        let Some(text) = text.string() else { return vec![] };
        let lines = text.split('\n').enumerate().flat_map(|(number, line)| {
            (number > 0).then_some(Inline::Break).into_iter().chain(marked(
                line.to_owned(),
                is_code,
                marks.clone(),
            ))
        });
        lines.collect()
    }

    /// The mark that a definition gives, where it is a link.
    fn link(&self, key: &str, definitions: &Node<'_>) -> Option<Mark> {
        let mut definitions = definitions.items().take(MAX_DEFINITIONS);
        let definition =
            definitions.find(|node| node.value.get("_key").and_then(Value::as_str) == Some(key))?;
        let Some(url) = definition.first_of(&["href", "url"]) else {
            let name = kind(&definition);
            definition.fault(format_args!("\"{name}\" without an address is no mark; what it marks is kept"));
            return None;
        };
        let url = address::link(&url)?;
        Some(Mark::Link(match self.base {
            Some(base) => address::resolve(base, &url),
            None => url,
        }))
    }

    /// A table of Sanity's plugin: rows of cells that are strings. Of other cells the text is kept.
    fn table(&self, node: &Node<'_>) -> Option<BlockKind> {
        let rows = node.get("rows")?;
        let rows = rows.items().map(|row| {
            let cells = row.get("cells");
            let cells = cells.iter().flat_map(|cells| cells.items());
            cells
                .map(|cell| {
                    let text = match cell.value {
                        Value::Object(_) | Value::Array(_) => text_of(&cell).replace('\n', " "),
                        _ => cell.line().unwrap_or_default(),
                    };
                    Cell { content: Text::plain(text), ..Cell::default() }
                })
                .collect()
        });
        let rows: Vec<Vec<Cell>> = rows.filter(|row: &Vec<Cell>| !row.is_empty()).collect();
        (!rows.is_empty()).then_some(BlockKind::Table { caption: Text::default(), head: vec![], rows })
    }
}
