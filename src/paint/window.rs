//! Which parts of the article lie near the viewport.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use js_sys::Array;
use sidelight_engine::article::BlockIndex;
use sidelight_engine::text::BlockText;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, ResizeObserver,
};

use super::TextMap;
use crate::viewport::height;

/// A text block and a byte in it.
pub type Position = (BlockIndex, u32);

/// How far beyond the viewport a zone counts as near.
const NEAR: &str = "100% 0px";

/// How far beyond the viewport text is painted, as a part of the viewport's height, so that a scroll finds it so.
pub(super) const MARGIN: f64 = 0.5;

/// The zones of an article (elements marked `data-zone`) and the text blocks in them (`data-block="N"`).
pub struct Zones {
    zones: Vec<Zone>,
    near: Rc<RefCell<Vec<bool>>>,
    observer: Option<IntersectionObserver>,
    layout: Option<ResizeObserver>,
    /// The observers call them for as long as both live.
    _on_change: Closure<dyn Fn(Array)>,
    _on_layout: Closure<dyn Fn()>,
}

struct Zone {
    element: Element,
    /// Sorted by number.
    blocks: Vec<(BlockIndex, Element)>,
}

impl Zones {
    /// Reads the zones below `root` and follows which are near; `on_move` is called when that or the layout
    /// changes.
    pub(super) fn observe(root: &Element, on_move: impl Fn() + Clone + 'static) -> Self {
        let zones: Vec<_> = elements(root, "[data-zone]").map(Zone::new).collect();
        let near = Rc::new(RefCell::new(vec![false; zones.len()]));
        let watched: Vec<_> = zones.iter().map(|zone| zone.element.clone()).collect();
        let on_change = Closure::<dyn Fn(Array)>::new({
            let near = Rc::clone(&near);
            let on_move = on_move.clone();
            move |entries: Array| {
                for entry in entries.iter() {
                    let entry: IntersectionObserverEntry = entry.unchecked_into();
                    if let Some(place) = watched.iter().position(|zone| *zone == entry.target()) {
                        near.borrow_mut()[place] = entry.is_intersecting();
                    }
                }
                on_move();
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(NEAR);
        let observer =
            IntersectionObserver::new_with_options(on_change.as_ref().unchecked_ref(), &options).ok();
        for zone in &zones {
            if let Some(observer) = &observer {
                observer.observe(&zone.element);
            }
        }
        let on_layout = Closure::<dyn Fn()>::new(on_move);
        let layout = ResizeObserver::new(on_layout.as_ref().unchecked_ref()).ok();
        if let Some(layout) = &layout {
            layout.observe(root);
        }
        Self { zones, near, observer, layout, _on_change: on_change, _on_layout: on_layout }
    }

    /// Reads which elements are the text blocks.
    pub(super) fn read_blocks(&mut self) {
        for zone in &mut self.zones {
            *zone = Zone::new(zone.element.clone());
        }
    }

    /// The stretches of text that are in view or nearly so, in document order.
    pub(super) fn in_view(&self, texts: &[BlockText]) -> Vec<(Position, Position)> {
        let height = height();
        let (top, bottom) = (-height * MARGIN, height * (1.0 + MARGIN));
        let near = self.near.borrow();
        let zones = self.zones.iter().zip(near.iter()).filter(|(_, near)| **near);
        zones.filter_map(|(zone, _)| zone.between(top, bottom, texts)).collect()
    }

    /// The numbers of the text blocks in each zone that is near.
    pub(super) fn near(&self) -> Vec<Range<u32>> {
        let near = self.near.borrow();
        self.zones
            .iter()
            .zip(near.iter())
            .filter(|(_, near)| **near)
            .filter_map(|(zone, _)| zone.numbers())
            .collect()
    }

    /// The element of a text block; none where it is empty and therefore not shown.
    pub(super) fn block(&self, block: BlockIndex) -> Option<&Element> {
        self.zones.iter().find_map(|zone| {
            let place = zone.blocks.binary_search_by_key(&block, |known| known.0).ok()?;
            Some(&zone.blocks[place].1)
        })
    }

    /// The first text block that ends below `top` CSS pixels of the viewport.
    pub(super) fn first_in_view(&self, top: f64) -> Option<BlockIndex> {
        let is_above = |element: &Element| element.get_bounding_client_rect().bottom() <= top;
        // Zones first: to measure a block in a zone that the browser skips would lay that zone out.
        let zone = &self.zones[self.zones.partition_point(|zone| is_above(&zone.element))..].first()?;
        let place = zone.blocks.partition_point(|(_, element)| is_above(element));
        zone.blocks.get(place).map(|(block, _)| *block)
    }
}

impl Drop for Zones {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        if let Some(layout) = &self.layout {
            layout.disconnect();
        }
    }
}

impl Zone {
    fn new(element: Element) -> Self {
        // In the order of the document, which is that of the numbers.
        let blocks = elements(&element, "[data-block]")
            .filter_map(|block| Some((BlockIndex(block.get_attribute("data-block")?.parse().ok()?), block)))
            .collect();
        Self { element, blocks }
    }

    /// The text from one height to another, in CSS pixels of the viewport.
    fn between(&self, top: f64, bottom: f64, texts: &[BlockText]) -> Option<(Position, Position)> {
        let rect = |element: &Element| element.get_bounding_client_rect();
        let first = self.blocks.partition_point(|(_, element)| rect(element).bottom() <= top);
        let behind = self.blocks.partition_point(|(_, element)| rect(element).top() < bottom);
        let ((first, first_element), (last, last_element)) =
            (self.blocks.get(first)?, self.blocks.get(behind.checked_sub(1)?)?);
        let start = byte_at(first_element, texts.get(first.get())?, top, |rect, y| rect.bottom() <= y);
        let end = byte_at(last_element, texts.get(last.get())?, bottom, |rect, y| rect.top() < y);
        Some(((*first, start.unwrap_or(0)), (*last, end.unwrap_or(u32::MAX))))
    }

    fn numbers(&self) -> Option<Range<u32>> {
        let (first, last) = (self.blocks.first()?, self.blocks.last()?);
        Some(first.0.0..last.0.0 + 1)
    }
}

/// The byte of a text block up to which its lines lie above a height, as `is_above` tells; none for a block of
/// ordinary length, which is taken whole.
fn byte_at(
    block: &Element,
    text: &BlockText,
    y: f64,
    is_above: impl Fn(&web_sys::DomRect, f64) -> bool,
) -> Option<u32> {
    if block.get_bounding_client_rect().height() <= 2.0 * height() {
        return None;
    }
    let map = TextMap::new(block);
    let (mut low, mut high) = (0, map.length());
    while low < high {
        let middle = low + (high - low) / 2;
        match map.range(middle..middle + 1) {
            Some(range) if !is_above(&range.get_bounding_client_rect(), y) => high = middle,
            _ => low = middle + 1,
        }
    }
    Some(text.to_byte(low) as u32)
}

/// The elements below `root` that a selector finds, in document order.
pub(crate) fn elements(root: &Element, selector: &str) -> impl Iterator<Item = Element> {
    let list = root.query_selector_all(selector).ok();
    let length = list.as_ref().map_or(0, |list| list.length());
    (0..length).filter_map(move |at| list.as_ref()?.get(at)?.dyn_into().ok())
}
