//! What stands in a line.

use super::super::address;
use super::super::json::{Node, Value};
use super::super::mark::{self, Mark, marked};
use super::{MAX_DEPTH, State, is_picture, kind, text_of};
use crate::article::{Inline, Text};

/// The bits of `format` on a text, by Lexical's `IS_BOLD` and so on. Strikethrough (4), underline (8) and highlight (128) are no
/// marks of an article.
const BOLD: u32 = 1;
const ITALIC: u32 = 2;
const CODE: u32 = 16;
const SUBSCRIPT: u32 = 32;
const SUPERSCRIPT: u32 = 64;

/// Whether a node stands within a line.
pub(super) fn is_inline(node: &Node<'_>) -> bool {
    matches!(
        kind(node),
        "text"
            | "extended-text"
            | "link"
            | "autolink"
            | "linebreak"
            | "tab"
            | "hashtag"
            | "mention"
            | "emoji"
            | "code-highlight"
            | "mark"
            | "overflow"
    )
}

impl State<'_> {
    /// The text of the paragraphs in a node, in one line.
    pub(super) fn flat_text(&self, node: &Node<'_>) -> Text {
        let children = node.get("children");
        let lines = children.iter().flat_map(|children| children.items());
        mark::text(
            lines
                .flat_map(|line| match is_inline(&line) {
                    true => self.run(&line, 0),
                    false => self.text(&line).inlines,
                })
                .collect(),
        )
    }

    pub(super) fn caption(&self, node: &Node<'_>) -> Text {
        match node.value {
            Value::String(_) => Text::new(self.reader.inlines(node, self.base)),
            _ => {
                let state = node.get("editorState");
                let root = state.as_ref().unwrap_or(node).get("root");
                root.map(|root| self.flat_text(&root)).unwrap_or_default()
            }
        }
    }

    /// The text of a node that holds runs.
    pub(super) fn text(&self, node: &Node<'_>) -> Text {
        mark::text(self.runs(node, 0))
    }

    fn runs(&self, node: &Node<'_>, depth: usize) -> Vec<Inline> {
        let children = node.get("children");
        let runs = children.iter().flat_map(|children| children.items());
        runs.flat_map(|run| self.run(&run, depth)).collect()
    }

    pub(super) fn run(&self, node: &Node<'_>, depth: usize) -> Vec<Inline> {
        let kind = kind(node);
        if depth > MAX_DEPTH {
            return vec![Inline::Text(text_of(node))];
        }
        match kind {
            "linebreak" => vec![Inline::Break],
            "tab" => vec![Inline::Text("\t".to_owned())],
            "link" | "autolink" => {
                let content = self.runs(node, depth + 1);
                // Payload keeps the address among the fields.
                let fields = node.get("fields");
                let url = node.get("url").or_else(|| fields.as_ref()?.get("url"));
                if url.is_none() {
                    node.fault(
                        "a link without an address, such as one to another document; its text is kept",
                    );
                }
                let url = url.and_then(|url| address::link(&url)).map(|url| match self.base {
                    Some(base) => address::resolve(base, &url),
                    None => url,
                });
                url.map_or(Mark::Plain, Mark::Link).on(content)
            }
            "mark" | "overflow" => self.runs(node, depth + 1),
            _ if node.get("text").is_some() => {
                let Some(text) = node.get("text").and_then(|text| text.string()) else { return vec![] };
                // Blocks have an alignment there, or an empty string.
                let format = node.get("format").filter(|format| format.value.as_str().is_none());
                let format = format.and_then(|format| format.whole(0)).unwrap_or_default() as u32;
                let has = |bit: u32| format & bit != 0;
                let marks = [
                    (BOLD, Mark::Strong),
                    (ITALIC, Mark::Emphasis),
                    (SUBSCRIPT, Mark::Sub),
                    (SUPERSCRIPT, Mark::Sup),
                ];
                let marks = marks.into_iter().filter(|(bit, _)| has(*bit)).map(|(_, mark)| mark).collect();
                marked(text, has(CODE), marks)
            }
            // A picture follows the line.
            _ if is_picture(node) => vec![],
            _ => {
                node.fault(format_args!("unknown run \"{kind}\"; its text is kept"));
                match node.get("children") {
                    Some(_) => self.runs(node, depth + 1),
                    None => vec![Inline::Text(text_of(node))],
                }
            }
        }
    }
}
