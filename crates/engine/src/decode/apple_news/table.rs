//! Tables of records.

use super::super::json::{Node, Value};
use super::text::Texts;
use crate::article::{Block, BlockKind, Cell, CellAlign, Text};

/// A table of `data`: a column for each descriptor, or a row where `dataOrientation` is `horizontal`. The records stay
/// in the order of the source, and numbers as they are written.
pub(super) fn table(node: &Node<'_>, texts: &Texts<'_>) -> Option<Block> {
    let data = node.get("data");
    let list = |key: &'static str| data.as_ref().and_then(|data| data.get(key));
    let (Some(descriptors), Some(records)) = (list("descriptors"), list("records")) else {
        node.fault("a table wants “descriptors” and “records” in “data”");
        return None;
    };
    let has_labels = node.get("showDescriptorLabels").is_none_or(|labels| labels.truth());
    let is_horizontal =
        node.get("dataOrientation").is_some_and(|text| text.value.as_str() == Some("horizontal"));
    let descriptors: Vec<_> = descriptors.items().collect();
    let columns: Vec<_> = descriptors.iter().map(|descriptor| column(descriptor, texts)).collect();
    let cell = |record: &Node<'_>, column: &Column| Cell {
        content: record.get(&column.key).map(|value| content(&value, texts)).unwrap_or_default(),
        align: column.align,
        ..Cell::default()
    };
    let records: Vec<_> = records.items().collect();
    let (head, rows) = if is_horizontal {
        let row = |column: &Column| {
            let label = has_labels.then(|| Cell { align: CellAlign::Start, ..column.head() });
            label.into_iter().chain(records.iter().map(|record| cell(record, column))).collect()
        };
        (vec![], columns.iter().map(row).collect())
    } else {
        let row = |record: &Node<'_>| columns.iter().map(|column| cell(record, column)).collect();
        let head: Vec<Vec<Cell>> = match has_labels {
            true => vec![columns.iter().map(Column::head).collect()],
            false => vec![],
        };
        (head, records.iter().map(row).collect::<Vec<_>>())
    };
    if rows.is_empty() {
        node.fault("a table without records is left out");
        return None;
    }
    Some(BlockKind::Table { caption: Text::default(), head, rows }.into())
}

struct Column {
    key: String,
    label: Text,
    align: CellAlign,
}

impl Column {
    fn head(&self) -> Cell {
        Cell { content: self.label.clone(), header: true, align: self.align, ..Cell::default() }
    }
}

fn column(descriptor: &Node<'_>, texts: &Texts<'_>) -> Column {
    let key = descriptor.get("key").and_then(|key| key.string());
    if key.is_none() {
        descriptor.fault("no key; its column is empty");
    }
    let kind = descriptor.value.get("dataType").and_then(Value::as_str).unwrap_or_default();
    Column {
        key: key.unwrap_or_default(),
        label: descriptor.get("label").map(|label| content(&label, texts)).unwrap_or_default(),
        align: match kind {
            "number" | "integer" | "float" => CellAlign::End,
            _ => CellAlign::Start,
        },
    }
}

/// A value, which may be text with marks; of a picture what it shows.
fn content(value: &Node<'_>, texts: &Texts<'_>) -> Text {
    match value.get("accessibilityCaption").filter(|_| value.get("text").is_none()) {
        Some(alt) => texts.line(&alt),
        None => texts.line(value),
    }
}
