//! Tables.

use super::Element;
use super::blocks::Flow;
use super::runs::is_unseen;
use crate::article::{BlockKind, Cell, CellAlign, Text};

/// A table with the caption that it has itself.
pub(super) fn table<'a>(flow: &mut Flow<'a>, element: Element<'a>) {
    captioned(flow, element, None);
}

/// A table with its caption, or the one of the figure around it.
pub(super) fn captioned<'a>(flow: &mut Flow<'a>, element: Element<'a>, around: Option<Element<'a>>) {
    let mut caption = Text::default();
    let mut head: Vec<Vec<Cell>> = Vec::new();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for part in element.elements().filter(|part| !is_unseen(*part)) {
        match part.name() {
            "caption" => caption = flow.text(part),
            "thead" => head.extend(rows_of(flow, part)),
            _ => rows.extend(rows_of(flow, part)),
        }
    }
    if let (true, Some(around)) = (caption.is_empty(), around) {
        caption = flow.text(around);
    }
    // A first row of heads is the head, also where no part of the table says so.
    let is_head = |row: &Vec<Cell>| row.iter().all(|cell| cell.header);
    if head.is_empty() && rows.len() > 1 && is_head(&rows[0]) {
        head.push(rows.remove(0));
    }
    if rows.is_empty() {
        std::mem::swap(&mut head, &mut rows);
    }
    if !rows.is_empty() {
        flow.push(BlockKind::Table { caption, head, rows });
    } else if !caption.is_empty() {
        flow.push(BlockKind::Paragraph(caption));
    }
}

fn rows_of<'a>(flow: &mut Flow<'a>, part: Element<'a>) -> Vec<Vec<Cell>> {
    let rows = part.elements().filter(|row| row.name() == "tr");
    let cells = rows.map(|row| {
        let cells = row.elements().filter(|cell| matches!(cell.name(), "td" | "th"));
        cells.map(|element| cell(flow, element)).collect::<Vec<_>>()
    });
    cells.filter(|row| !row.is_empty()).collect()
}

fn cell<'a>(flow: &mut Flow<'a>, element: Element<'a>) -> Cell {
    let span = |name: &str| {
        let span = element.attribute(name).and_then(|text| text.trim().parse::<u16>().ok()).unwrap_or(1);
        span.clamp(1, 1_000)
    };
    let style = element.attribute("style").and_then(|style| style.split("text-align:").nth(1));
    let named = element.attribute("align").or(element.attribute("data-align"));
    let align = named.or(style).unwrap_or_default().trim_start();
    let align = align.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    Cell {
        content: flow.text(element),
        header: element.name() == "th",
        align: match align {
            "right" | "end" => CellAlign::End,
            "center" => CellAlign::Center,
            _ => CellAlign::Start,
        },
        colspan: span("colspan"),
        rowspan: span("rowspan"),
    }
}
