//! Editor.js (<https://editorjs.io/saving-data/>): `{ time, blocks, version }`, whose texts are lines of HTML, with the tools of its
//! own team.

use super::address;
use super::document;
use super::formats::{Format, Reader};
use super::html::line;
use super::json::{Node, Value};
use super::words::words;
use crate::article::{Article, Block, BlockKind, Cell, Figure, Inline, Text};

pub(super) const FORMAT: Format = Format { is, articles: document::articles, decode };

/// Lists hold lists this deep; of what lies deeper the text is kept.
const MAX_DEPTH: usize = 16;

fn is(root: &Value<'_>) -> bool {
    document::is_in(root, is_document)
}

fn is_document(value: &Value<'_>) -> bool {
    let Some(Value::Array(blocks)) = value.get("blocks") else { return false };
    let is_block = |block: &Value<'_>| {
        // Blocks of Draft.js have these too, and their text beside them.
        block.get("type").is_some_and(|name| name.as_str().is_some())
            && block.get("data").is_some_and(Value::is_object)
            && block.get("text").is_none()
    };
    blocks.first().map_or(value.get("time").is_some() && value.get("version").is_some(), is_block)
}

fn decode(root: &Node<'_>, reader: &Reader<'_>) -> Article {
    document::article(root, is_document, &|node, base| {
        let blocks = node.get("blocks");
        let blocks = blocks.iter().flat_map(|blocks| blocks.items());
        blocks.flat_map(|block| Document { reader, base }.block(&block)).collect()
    })
}

struct Document<'a> {
    reader: &'a Reader<'a>,
    /// The article's own address.
    base: Option<&'a str>,
}

impl Document<'_> {
    fn block(&self, block: &Node<'_>) -> Vec<Block> {
        let name = block.value.get("type").and_then(Value::as_str).unwrap_or_default();
        let Some(data) = block.get("data") else {
            block.fault("no data; the block is left out");
            return vec![];
        };
        let line = |key: &str| {
            data.get(key).filter(|node| !node.is_object()).and_then(|node| self.reader.line(&node))
        };
        let text = |key: &str| self.text(data.get(key));
        let kind = match name {
            "paragraph" => BlockKind::Paragraph(text("text")),
            "header" => {
                let level = data.get("level").and_then(|level| level.whole(1)).unwrap_or(2);
                BlockKind::Heading { level: level.min(6) as u8, content: text("text") }
            }
            "list" | "nestedlist" | "checklist" => self.list(&data, name == "checklist"),
            "quote" => {
                let content = text("text");
                match content.is_empty() {
                    true => BlockKind::Paragraph(text("caption")),
                    false => BlockKind::Quote {
                        content: vec![BlockKind::Paragraph(content).into()],
                        cite: text("caption"),
                        url: None,
                    },
                }
            }
            "image" | "simpleImage" => match self.picture(&data) {
                Some(figure) => BlockKind::Figure(figure),
                None => BlockKind::Paragraph(text("caption")),
            },
            "table" => self.table(&data),
            "code" => {
                let code = data.get("code").and_then(|code| code.string()).unwrap_or_default();
                BlockKind::Code {
                    language: line("language").or_else(|| line("languageCode")),
                    text: Text::plain(code.trim_end()),
                }
            }
            "delimiter" => BlockKind::Rule,
            "warning" => {
                let (title, content) = (text("title"), text("message"));
                match content.is_empty() {
                    true => BlockKind::Paragraph(title),
                    false => BlockKind::Note { title, content: vec![BlockKind::Paragraph(content).into()] },
                }
            }
            "raw" => {
                return data.get("html").map(|html| self.reader.blocks(&html, self.base)).unwrap_or_default();
            }
            "embed" => match self.address(&data, &["source", "embed"]) {
                Some(url) => BlockKind::Embed {
                    url,
                    title: line("caption"),
                    description: None,
                    provider: line("service"),
                },
                None => BlockKind::Paragraph(text("caption")),
            },
            "linkTool" => {
                let meta = data.get("meta");
                let of_page = |key: &str| meta.as_ref().and_then(|meta| self.reader.line(&meta.get(key)?));
                match self.address(&data, &["link"]) {
                    Some(url) => BlockKind::Embed {
                        url,
                        title: of_page("title"),
                        description: of_page("description"),
                        provider: of_page("site_name"),
                    },
                    None => {
                        let words = ["title", "description"].into_iter().filter_map(of_page);
                        return words.map(Block::paragraph).collect();
                    }
                }
            }
            "attaches" => match data.get("file").and_then(|file| self.address(&file, &["url"])) {
                Some(url) => {
                    let file = data.get("file");
                    let name = || self.reader.line(&file.as_ref()?.first_of(&["title", "name"])?);
                    let title = line("title").or_else(name);
                    BlockKind::Embed { url, title, description: None, provider: None }
                }
                None => BlockKind::Paragraph(text("title")),
            },
            "personality" => {
                let link = self.address(&data, &["link"]).map(|url| {
                    let content = vec![Inline::Text(url.clone())];
                    Text::new(vec![Inline::Link { url, content }])
                });
                let parts = [Some(text("name")), Some(text("description")), link];
                let mut lines = parts.into_iter().flatten().filter(|line| !line.is_empty());
                let Some(title) = lines.next() else { return vec![] };
                let content: Vec<Block> = lines.map(|line| BlockKind::Paragraph(line).into()).collect();
                match content.is_empty() {
                    true => BlockKind::Paragraph(title),
                    false => BlockKind::Note { title, content },
                }
            }
            name => {
                block.fault(format_args!("unknown block \"{name}\"; its text is kept"));
                BlockKind::Unknown { name: name.to_owned(), text: Text::plain(self.text_of(&data)) }
            }
        };
        let is_empty = match &kind {
            BlockKind::Paragraph(text)
            | BlockKind::Heading { content: text, .. }
            | BlockKind::Code { text, .. }
            | BlockKind::Unknown { text, .. } => text.is_empty(),
            BlockKind::List { items, .. } => items.is_empty(),
            BlockKind::Table { rows, .. } => rows.is_empty(),
            _ => false,
        };
        if is_empty { vec![] } else { vec![kind.into()] }
    }

    /// The strings in what is not known that are words, each a line of HTML.
    fn text_of(&self, node: &Node<'_>) -> String {
        let words = words(node.value, |key| {
            !matches!(key, "id" | "type" | "url" | "style" | "align" | "alignment" | "service" | "src")
        });
        if !words.contains(['<', '&']) {
            return words;
        }
        let lines: Vec<_> = words.split('\n').map(|words| line(self.reader.tree(words).root())).collect();
        lines.join("\n")
    }

    /// The line of HTML that a string is.
    fn text(&self, node: Option<Node<'_>>) -> Text {
        let node = node.filter(|node| !node.is_object());
        Text::new(node.map(|node| self.reader.inlines(&node, self.base)).unwrap_or_default())
    }

    fn address(&self, node: &Node<'_>, keys: &[&str]) -> Option<String> {
        let url = address::file(&node.first_of(keys)?)?;
        Some(match self.base {
            Some(base) => address::resolve(base, &url),
            None => url,
        })
    }

    fn picture(&self, data: &Node<'_>) -> Option<Figure> {
        let mut figure = document::picture(data, self.base)?;
        figure.caption = self.text(data.get("caption"));
        // What it shows stands in its caption, where the tool has no field for it.
        Some(figure)
    }

    fn list(&self, data: &Node<'_>, is_checklist: bool) -> BlockKind {
        let style = data.value.get("style").and_then(Value::as_str).unwrap_or_default();
        let is_checklist = is_checklist || style == "checklist";
        let start =
            data.get("meta").and_then(|meta| meta.get("start")?.whole(i64::from(i32::MIN))).unwrap_or(1);
        BlockKind::List {
            ordered: style == "ordered",
            start,
            items: self.items(data, style == "ordered", is_checklist, 0),
        }
    }

    fn items(&self, node: &Node<'_>, ordered: bool, is_checklist: bool, depth: usize) -> Vec<Vec<Block>> {
        let items = node.get("items");
        let items = items.iter().flat_map(|items| items.items()).map(|item| {
            // Since version 2 of the tool an item is an object, with items of its own.
            let text = match item.is_object() {
                true => self.text(item.first_of(&["content", "text"])),
                false => self.text(Some(item)),
            };
            let mut inlines = text.inlines;
            if is_checklist {
                let meta = item.get("meta");
                let checked = item.get("checked").or_else(|| meta.as_ref()?.get("checked"));
                let is_done = checked.is_some_and(|checked| checked.truth());
                inlines.insert(0, Inline::Text(if is_done { "☑ " } else { "☐ " }.to_owned()));
            }
            let text = Text::new(inlines);
            let mut content: Vec<Block> =
                if text.is_empty() { vec![] } else { vec![BlockKind::Paragraph(text).into()] };
            if depth == MAX_DEPTH {
                let text = item.get("items").map(|items| self.text_of(&items)).unwrap_or_default();
                if !text.is_empty() {
                    item.fault("nested too deep; its text is kept");
                    content.push(Block::paragraph(text));
                }
                return content;
            }
            let inner = self.items(&item, ordered, is_checklist, depth + 1);
            if !inner.is_empty() {
                content.push(BlockKind::List { ordered, start: 1, items: inner }.into());
            }
            content
        });
        items.filter(|item| !item.is_empty()).collect()
    }

    fn table(&self, data: &Node<'_>) -> BlockKind {
        let rows = data.get("content");
        let mut rows: Vec<Vec<Cell>> = rows
            .iter()
            .flat_map(|rows| rows.items())
            .map(|row| {
                row.one_or_many()
                    .map(|cell| Cell { content: self.text(Some(cell)), ..Cell::default() })
                    .collect()
            })
            .filter(|row: &Vec<Cell>| !row.is_empty())
            .collect();
        let mut head = Vec::new();
        if rows.len() > 1 && data.get("withHeadings").is_some_and(|with| with.truth()) {
            rows[0].iter_mut().for_each(|cell| cell.header = true);
            head.push(rows.remove(0));
        }
        BlockKind::Table { caption: Text::default(), head, rows }
    }
}
