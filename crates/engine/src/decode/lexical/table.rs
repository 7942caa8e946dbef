//! Tables.

use super::super::json::Node;
use super::super::mark;
use super::runs::is_inline;
use super::{State, kind, text_of};
use crate::article::{BlockKind, Cell, Inline, Text};

impl State<'_> {
    pub(super) fn table(&self, node: &Node<'_>) -> BlockKind {
        let rows = node.get("children");
        let mut rows: Vec<Vec<Cell>> = rows
            .iter()
            .flat_map(|rows| rows.items())
            .map(|row| {
                let cells = row.get("children");
                cells.iter().flat_map(|cells| cells.items()).map(|cell| self.cell(&cell)).collect()
            })
            .filter(|row: &Vec<Cell>| !row.is_empty())
            .collect();
        let has_head = rows.len() > 1 && rows[0].iter().all(|cell| cell.header);
        let head = if has_head { vec![rows.remove(0)] } else { vec![] };
        BlockKind::Table { caption: Text::default(), head, rows }
    }

    fn cell(&self, node: &Node<'_>) -> Cell {
        let span = |key: &str| node.get(key).and_then(|span| span.pixels()).unwrap_or(1).min(1_000) as u16;
        let children = node.get("children");
        let mut inlines = Vec::new();
        for child in children.iter().flat_map(|children| children.items()) {
            let line = match is_inline(&child) {
                true => self.run(&child, 0),
                // A list within a cell is its text.
                false if kind(&child) == "list" => vec![Inline::Text(text_of(&child).replace('\n', " "))],
                false => self.text(&child).inlines,
            };
            if !inlines.is_empty() && !is_inline(&child) && !line.is_empty() {
                inlines.push(Inline::Break);
            }
            inlines.extend(line);
        }
        Cell {
            content: mark::text(inlines),
            header: node.get("headerState").and_then(|state| state.whole(0)).is_some_and(|state| state > 0),
            colspan: span("colSpan"),
            rowspan: span("rowSpan"),
            ..Cell::default()
        }
    }
}
