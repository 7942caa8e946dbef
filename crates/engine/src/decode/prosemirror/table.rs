//! Tables.

use super::super::json::{Node, Value};
use super::{Document, kind, text_of};
use crate::article::{Block, BlockKind, Cell, Inline, Text};

impl Document<'_> {
    pub(super) fn table(&self, node: &Node<'_>) -> Vec<Block> {
        let content = node.get("content");
        let rows = content.iter().flat_map(|content| content.items());
        let mut rows: Vec<Vec<Cell>> = rows
            .map(|row| {
                let cells = row.get("content");
                cells.iter().flat_map(|cells| cells.items()).map(|cell| self.cell(&cell)).collect()
            })
            .filter(|row: &Vec<Cell>| !row.is_empty())
            .collect();
        let has_head = rows.len() > 1 && rows[0].iter().all(|cell| cell.header);
        let head = if has_head { vec![rows.remove(0)] } else { vec![] };
        if rows.is_empty() {
            return vec![];
        }
        let mut blocks = vec![BlockKind::Table { caption: Text::default(), head, rows }.into()];
        self.pictures(node, &mut blocks);
        blocks
    }

    fn cell(&self, node: &Node<'_>) -> Cell {
        let attributes = node.get("attrs");
        let span = |key: &str| {
            let span = attributes.and_then(|attributes| attributes.get(key)?.pixels());
            span.unwrap_or(1).min(1_000) as u16
        };
        let content = node.get("content");
        let lines =
            content.iter().flat_map(|content| content.items()).map(|part| match part.value.get("content") {
                // A list within a cell is its text.
                Some(Value::Array(inner)) if inner.iter().any(|inner| inner.get("content").is_some()) => {
                    Text::plain(text_of(&part).replace('\n', " "))
                }
                _ => self.text(&part),
            });
        let mut inlines = Vec::new();
        for line in lines.filter(|line| !line.is_empty()) {
            if !inlines.is_empty() {
                inlines.push(Inline::Break);
            }
            inlines.extend(line.inlines);
        }
        Cell {
            content: Text::new(inlines),
            header: kind(node) == "tableheader",
            colspan: span("colspan"),
            rowspan: span("rowspan"),
            ..Cell::default()
        }
    }
}
