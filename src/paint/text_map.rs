//! From offsets in a text block to places in its text nodes.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Range, StaticRange, StaticRangeInit, Text};

/// A stretch of a block's text in UTF-16 code units.
type Units = std::ops::Range<u32>;

/// The text nodes of one text block, as they stand at the moment.
///
/// Offsets are UTF-16 code units in the block's text, as
/// [`sidelight_engine::article::Inline::own_text`] defines it: a `<br>` is one unit, a ruby annotation and
/// whatever is marked `data-no-text` are none.
#[derive(Debug)]
pub struct TextMap {
    /// Sorted by offset, which is that of the node's first unit.
    nodes: Vec<(u32, Text)>,
    length: u32,
}

impl TextMap {
    /// Reads the text nodes of a block.
    pub fn new(block: &Element) -> Self {
        let mut map = Self { nodes: Vec::new(), length: 0 };
        map.collect(block);
        map
    }

    fn collect(&mut self, parent: &Node) {
        let mut child = parent.first_child();
        while let Some(node) = child {
            match node.node_type() {
                Node::TEXT_NODE => {
                    let text: Text = node.clone().unchecked_into();
                    let length = text.length();
                    if length > 0 {
                        self.nodes.push((self.length, text));
                        self.length += length;
                    }
                }
                Node::ELEMENT_NODE => {
                    let element: &Element = node.unchecked_ref();
                    match element.local_name().as_str() {
                        "br" => self.length += 1,
                        "rt" | "rp" => {}
                        _ if element.has_attribute("data-no-text") => {}
                        _ => self.collect(element),
                    }
                }
                _ => {}
            }
            child = node.next_sibling();
        }
    }

    /// Code units of the block's text.
    pub fn length(&self) -> u32 {
        self.length
    }

    /// The text node and the offset within it. At the border of two nodes, the end of the first for the end
    /// of a range, the start of the second for its start.
    pub fn resolve(&self, unit: u32, is_end: bool) -> Option<(&Text, u32)> {
        let before = |&(start, _): &(u32, Text)| if is_end { start < unit } else { start <= unit };
        let place = self.nodes.partition_point(before).saturating_sub(1);
        let (start, node) = self.nodes.get(place)?;
        Some((node, unit.checked_sub(*start)?.min(node.length())))
    }

    /// The DOM range of a stretch of the text; none where the DOM has other text than expected.
    pub fn range(&self, units: Units) -> Option<Range> {
        let [(start, start_offset), (end, end_offset)] = self.ends(units)?;
        let range = document().create_range().ok()?;
        range.set_start(start, start_offset).ok()?;
        range.set_end(end, end_offset).ok()?;
        Some(range)
    }

    /// The same as a range that is not kept in step with the DOM, which costs less.
    pub fn static_range(&self, units: Units) -> Option<StaticRange> {
        let [(start, start_offset), (end, end_offset)] = self.ends(units)?;
        StaticRange::new(&StaticRangeInit::new(end, end_offset, start, start_offset)).ok()
    }

    fn ends(&self, units: Units) -> Option<[(&Text, u32); 2]> {
        if units.end > self.length || units.start >= units.end {
            return None;
        }
        Some([self.resolve(units.start, false)?, self.resolve(units.end, true)?])
    }

    /// The offset in the block's text of a place in one of its text nodes.
    pub fn unit_of(&self, node: &Node, offset: u32) -> Option<u32> {
        let (start, text) = self.nodes.iter().find(|(_, text)| text.is_same_node(Some(node)))?;
        Some(start + offset.min(text.length()))
    }
}
