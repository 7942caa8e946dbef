//! Blocks.

use std::collections::HashSet;

use super::super::address;
use super::super::json::{Node, Value};
use super::Ids;
use super::runs::{all_text, runs};
use crate::article::{
    Block, BlockKind, Cell, CellAlign, Definition, Figure, Footnote, Inline, Text, is_language_tag,
};

/// Blocks may hold blocks this deep; what lies deeper is kept as plain text.
const MAX_DEPTH: usize = 16;

/// A text of several paragraphs: a string, a block, or an array of both.
pub(super) fn blocks(node: &Node<'_>, ids: &Ids) -> Vec<Block> {
    nested(node, ids, 0)
}

fn nested(node: &Node<'_>, ids: &Ids, depth: usize) -> Vec<Block> {
    node.one_or_many()
        .filter_map(|part| match part.value {
            value if depth >= MAX_DEPTH && may_hold_blocks(value) => {
                part.fault("nested too deep; its text is kept");
                Some(Block::paragraph(all_text(part.value)))
            }
            Value::Object(_) => block(&part, ids, depth),
            Value::Array(_) => {
                part.fault("an array where a block is expected; its text is kept");
                Some(BlockKind::Paragraph(runs(&part, ids)).into())
            }
            Value::Null => {
                part.expected("a block");
                None
            }
            _ => part.string().filter(|text| !text.trim().is_empty()).map(Block::paragraph),
        })
        .filter(|block| !matches!(&block.kind, BlockKind::Paragraph(text) if is_blank(text)))
        .take_while(|_| ids.wants_block())
        .collect()
}

/// Whether a block is of a type that holds others, or is none.
fn may_hold_blocks(block: &Value<'_>) -> bool {
    let name = block.get("type").and_then(Value::as_str);
    block.is_array() || matches!(name, Some("quote" | "list" | "definitions" | "footnotes" | "qa" | "note"))
}

/// Whether there is nothing to see in a paragraph.
fn is_blank(text: &Text) -> bool {
    text.inlines.iter().all(|run| matches!(run, Inline::Text(text) if text.trim().is_empty()))
}

/// A block; where it lacks what its type is nothing without, its text as a paragraph.
fn block(node: &Node<'_>, ids: &Ids, depth: usize) -> Option<Block> {
    let line = |key: &str| node.get(key).and_then(|node| node.line());
    let kind =
        kind(node, ids, depth).unwrap_or_else(|| BlockKind::Paragraph(Text::plain(all_text(node.value))));
    Some(Block {
        id: line("id"),
        lang: line("lang").filter(|lang| {
            let known = is_language_tag(lang);
            if !known {
                node.fault(format_args!("\"{lang}\" is not a language tag"));
            }
            known
        }),
        kind,
    })
}

fn kind(node: &Node<'_>, ids: &Ids, depth: usize) -> Option<BlockKind> {
    let text = |key: &str| node.get(key).map(|node| runs(&node, ids)).unwrap_or_default();
    let inner = |node: &Node<'_>, key: &str| {
        node.get(key).map(|node| nested(&node, ids, depth + 1)).unwrap_or_default()
    };
    let line = |key: &str| node.get(key).and_then(|node| node.line());
    let type_name = node.get("type").and_then(|node| node.string()).unwrap_or_else(|| "paragraph".to_owned());

    Some(match type_name.as_str() {
        "paragraph" => BlockKind::Paragraph(required(node, "content", ids)?),
        "heading" => {
            BlockKind::Heading { level: heading_level(node), content: required(node, "content", ids)? }
        }
        "quote" => BlockKind::Quote {
            content: filled(node, "content", inner(node, "content"))?,
            cite: text("cite"),
            url: node.get("url").and_then(|url| address::link(&url)),
        },
        "pullquote" => BlockKind::PullQuote { content: required(node, "content", ids)?, cite: text("cite") },
        "list" => BlockKind::List {
            ordered: node.get("ordered").is_some_and(|node| node.truth()),
            start: node.get("start").and_then(|node| node.whole(i64::from(i32::MIN))).unwrap_or(1),
            items: filled(
                node,
                "items",
                items(node, |item| nested(item, ids, depth + 1))
                    .into_iter()
                    .filter(|item| !item.is_empty())
                    .collect(),
            )?,
        },
        "figure" => BlockKind::Figure(figure(node, ids)?),
        "code" => BlockKind::Code { language: line("language"), text: code(node)? },
        "table" => BlockKind::Table {
            caption: text("caption"),
            head: rows(node, "head", ids),
            rows: filled(node, "rows", rows(node, "rows", ids))?,
        },
        "definitions" => {
            BlockKind::Definitions(filled(node, "items", items(node, |item| definition(item, ids, &inner)))?)
        }
        "footnotes" => BlockKind::Footnotes(filled(node, "items", footnotes(node, &inner))?),
        "rule" => BlockKind::Rule,
        "embed" => BlockKind::Embed {
            url: node.get("url").and_then(|url| address::link(&url)).or_else(|| {
                lacks(node, "address in “url”");
                None
            })?,
            title: line("title"),
            description: line("description"),
            provider: line("provider"),
        },
        "qa" => BlockKind::QuestionAnswer {
            question: required(node, "question", ids)?,
            answer: inner(node, "answer"),
        },
        "note" => BlockKind::Note {
            title: text("title"),
            content: filled(node, "content", inner(node, "content"))?,
        },
        unknown => {
            node.fault(format_args!("unknown block \"{unknown}\"; its text is kept"));
            BlockKind::Unknown { name: unknown.to_owned(), text: Text::plain(all_text(node.value)) }
        }
    })
}

/// Reports that a block lacks what its type is nothing without, and what becomes of it.
fn lacks(node: &Node<'_>, what: &str) {
    let fate = if all_text(node.value).is_empty() { "the block is left out" } else { "its text is kept" };
    node.fault(format_args!("no {what}; {fate}"));
}

/// The runs of a member that the block is nothing without.
fn required(node: &Node<'_>, key: &str, ids: &Ids) -> Option<Text> {
    let text = node.get(key).map(|node| runs(&node, ids)).unwrap_or_default();
    if text.is_empty() {
        lacks(node, key);
        return None;
    }
    Some(text)
}

/// Passes on what is not empty; reports what is.
fn filled<T>(node: &Node<'_>, key: &str, values: Vec<T>) -> Option<Vec<T>> {
    if values.is_empty() {
        lacks(node, key);
        return None;
    }
    Some(values)
}

fn items<T>(node: &Node<'_>, read: impl Fn(&Node<'_>) -> T) -> Vec<T> {
    node.get("items").map(|items| items.items().map(|item| read(&item)).collect()).unwrap_or_default()
}

fn heading_level(node: &Node<'_>) -> u8 {
    let level = node.get("level").and_then(|level| level.whole(1)).unwrap_or(2);
    if !(2..=6).contains(&level) {
        node.fault(format_args!("heading level {level} is outside 2 to 6"));
    }
    level.clamp(2, 6) as u8
}

/// A picture; an address alone, or an object.
pub(super) fn figure(node: &Node<'_>, ids: &Ids) -> Option<Figure> {
    if !node.is_object() {
        return address::picture(node).map(|url| Figure { url, ..Figure::default() });
    }
    let Some(url) = node.get("url").and_then(|url| address::picture(&url)) else {
        node.fault("a figure wants the address of a picture in “url”");
        return None;
    };
    let text = |key: &str| node.get(key).map(|node| runs(&node, ids)).unwrap_or_default();
    let pixels = |key: &str| node.get(key).and_then(|node| node.whole(1)).and_then(|n| u32::try_from(n).ok());
    Some(Figure {
        url,
        alt: node.get("alt").and_then(|alt| alt.string()).unwrap_or_default(),
        caption: text("caption"),
        credit: text("credit"),
        width: pixels("width"),
        height: pixels("height"),
    })
}

fn code(node: &Node<'_>) -> Option<Text> {
    let text = node.get("text").or_else(|| node.get("content")).and_then(|text| text.string());
    let text = text.filter(|text| !text.is_empty());
    if text.is_none() {
        lacks(node, "text");
    }
    text.map(Text::plain)
}

fn rows(node: &Node<'_>, key: &str, ids: &Ids) -> Vec<Vec<Cell>> {
    let Some(rows) = node.get(key) else { return vec![] };
    let row = |row: Node<'_>| {
        if !row.value.is_array() {
            row.expected("an array");
        }
        row.one_or_many().take_while(|_| ids.wants_block()).map(|item| cell(&item, ids)).collect()
    };
    rows.items().map(row).collect()
}

fn cell(node: &Node<'_>, ids: &Ids) -> Cell {
    // An object with a type is a run; without one, a cell.
    if !node.is_object() || node.get("type").is_some() {
        return Cell { content: runs(node, ids), ..Cell::default() };
    }
    let span = |key: &str| {
        let span = node.get(key).and_then(|node| node.whole(1)).unwrap_or(1);
        span.min(1_000) as u16
    };
    let align = match node.get("align").and_then(|node| node.string()).as_deref() {
        None | Some("start") => CellAlign::Start,
        Some("center") => CellAlign::Center,
        Some("end") => CellAlign::End,
        Some(_) => {
            node.fault("align is start, center or end");
            CellAlign::Start
        }
    };
    Cell {
        content: node.get("content").map(|node| runs(&node, ids)).unwrap_or_default(),
        header: node.get("header").is_some_and(|node| node.truth()),
        align,
        colspan: span("colspan"),
        rowspan: span("rowspan"),
    }
}

fn definition(item: &Node<'_>, ids: &Ids, inner: &dyn Fn(&Node<'_>, &str) -> Vec<Block>) -> Definition {
    if !item.is_object() {
        item.expected("an object");
        return Definition { term: runs(item, ids), definition: vec![] };
    }
    let term = item.get("term").map(|term| runs(&term, ids)).unwrap_or_default();
    Definition { term, definition: inner(item, "definition") }
}

fn footnotes(node: &Node<'_>, inner: &dyn Fn(&Node<'_>, &str) -> Vec<Block>) -> Vec<Footnote> {
    let notes = items(node, |item| {
        if !item.is_object() {
            return (None, vec![Block::paragraph(all_text(item.value))]);
        }
        (item.get("id").and_then(|id| id.string()), inner(item, "content"))
    });
    let note = |((id, content), number): ((Option<String>, Vec<Block>), usize)| {
        let id = id.unwrap_or_else(|| {
            node.fault(format_args!("footnote {number} has no id, so that nothing can refer to it"));
            format!("note-{number}")
        });
        Footnote { id, content }
    };
    notes.into_iter().zip(1..).map(note).collect()
}

/// The ids of all footnotes, which may stand behind the runs that refer to them.
pub(super) fn collect_footnotes(value: &Value<'_>, ids: &mut HashSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_footnotes(item, ids)),
        Value::Object(members) => {
            if value.get("type").and_then(Value::as_str) == Some("footnotes")
                && let Some(Value::Array(items)) = value.get("items")
            {
                ids.extend(items.iter().filter_map(|item| Some(item.get("id")?.as_str()?.to_owned())));
            }
            members.iter().for_each(|(_, member)| collect_footnotes(member, ids));
        }
        _ => {}
    }
}
