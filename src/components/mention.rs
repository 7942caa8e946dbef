//! Mentions in the text as it stands in the page.
//!
//! A mention that reaches over an inline element is several links, and one within a link or code is none, so mentions
//! and links find each other by the offset in the text.

use sidelight_engine::entity::Mention;
use web_sys::{Element, Node, Range};

use crate::paint::TextMap;
use crate::state::ReaderState;

/// The mention whose link an element is or is in.
pub fn mention_at(element: &Element, state: ReaderState) -> Option<Mention> {
    let link = element.closest("a.mention").ok()??;
    let block = link.closest("[data-block]").ok()??;
    let number: u32 = block.get_attribute("data-block")?.parse().ok()?;
    let mut start: Node = link.into();
    while let Some(child) = start.first_child() {
        start = child;
    }
    let unit = TextMap::new(&block).unit_of(&start, 0)?;
    let byte = state.open.with(|open| Some(open.texts.get(number as usize)?.to_byte(unit)))? as u32;
    let cast = state.cast();
    let mut mentions = cast.index.in_blocks(number..number + 1).iter();
    mentions.find(|mention| mention.span.start <= byte && byte < mention.span.end).copied()
}

/// The text of a mention in the article below `root`.
pub fn range_of(mention: Mention, root: &Element, state: ReaderState) -> Option<Range> {
    let block = root.query_selector(&format!("[data-block=\"{}\"]", mention.block.0)).ok()??;
    let units = state.open.with(|open| Some(open.texts.get(mention.block.get())?.to_utf16(mention.span)))?;
    TextMap::new(&block).range(units)
}

/// The link of a mention in the article below `root`, or the first of its links.
pub fn link_of(mention: Mention, root: &Element, state: ReaderState) -> Option<Element> {
    let start = range_of(mention, root, state)?.start_container().ok()?.parent_element()?;
    start.closest("a.mention").ok()?
}
