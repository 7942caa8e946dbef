//! What stands in a line.

use super::super::address;
use super::super::json::Node;
use super::super::mark::{self, Mark, marked};
use super::{Document, MAX_DEPTH, kind, text_of};
use crate::article::{Inline, Text};

/// Whether a node stands within a line wherever it is.
pub(super) fn is_inline(node: &Node<'_>) -> bool {
    matches!(kind(node).as_str(), "text" | "hardbreak" | "mention" | "emoji")
}

impl Document<'_> {
    /// The text of a node that holds runs.
    pub(super) fn text(&self, node: &Node<'_>) -> Text {
        mark::text(self.runs(node, 0))
    }

    fn runs(&self, node: &Node<'_>, depth: usize) -> Vec<Inline> {
        let content = node.get("content");
        let runs = content.iter().flat_map(|content| content.items());
        runs.flat_map(|run| self.run_at(&run, depth)).collect()
    }

    pub(super) fn run(&self, node: &Node<'_>) -> Vec<Inline> {
        self.run_at(node, 0)
    }

    fn run_at(&self, node: &Node<'_>, depth: usize) -> Vec<Inline> {
        let attribute = |key: &str| node.get("attrs").and_then(|attributes| attributes.get(key)?.line());
        match kind(node).as_str() {
            "text" => self.marked(node),
            "hardbreak" => vec![Inline::Break],
            "mention" => {
                let name = attribute("label").or_else(|| attribute("id")).unwrap_or_default();
                vec![Inline::Text(if name.starts_with('@') { name } else { ["@", &name].concat() })]
            }
            "emoji" => {
                attribute("emoji").or_else(|| attribute("text")).map(Inline::Text).into_iter().collect()
            }
            // A picture follows the line.
            "image" => vec![],
            name => {
                node.fault(format_args!("unknown run \"{name}\"; its text is kept"));
                match node.get("content") {
                    Some(_) if depth < MAX_DEPTH => self.runs(node, depth + 1),
                    _ => vec![Inline::Text(text_of(node))],
                }
            }
        }
    }

    fn marked(&self, node: &Node<'_>) -> Vec<Inline> {
        let Some(text) = node.get("text").and_then(|text| text.string()) else { return vec![] };
        let mut marks = Vec::new();
        let mut is_code = false;
        let list = node.get("marks");
        for mark in list.iter().flat_map(|list| list.items()) {
            match kind(&mark).as_str() {
                "strong" | "bold" => marks.push(Mark::Strong),
                "em" | "italic" => marks.push(Mark::Emphasis),
                "sub" | "subscript" => marks.push(Mark::Sub),
                "sup" | "superscript" => marks.push(Mark::Sup),
                "code" => is_code = true,
                "link" => {
                    let url =
                        mark.get("attrs").and_then(|attributes| address::link(&attributes.get("href")?));
                    marks.extend(url.map(|url| match self.base {
                        Some(base) => Mark::Link(address::resolve(base, &url)),
                        None => Mark::Link(url),
                    }));
                }
                _ => {}
            }
        }
        marked(text, is_code, marks)
    }
}
