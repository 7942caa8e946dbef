//! Which parts of the article lie near the viewport.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use js_sys::Array;
use sidelight_engine::article::BlockIndex;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far beyond the viewport a zone counts as near, so that a scroll finds it painted.
const MARGIN: &str = "100% 0px";

/// The zones of an article (elements marked `data-zone`) and the text blocks in them (`data-block="N"`).
pub struct Zones {
    zones: Vec<Zone>,
    near: Rc<RefCell<Vec<bool>>>,
    observer: Option<IntersectionObserver>,
    /// The observer calls it for as long as both live.
    _on_change: Closure<dyn Fn(Array)>,
}

struct Zone {
    element: Element,
    /// Sorted by number.
    blocks: Vec<(BlockIndex, Element)>,
}

impl Zones {
    /// Reads the zones below `root` and follows which are near; `on_move` is called when that changes.
    pub(super) fn observe(root: &Element, on_move: impl Fn() + 'static) -> Self {
        let zones: Vec<_> = elements(root, "[data-zone]").map(Zone::new).collect();
        let near = Rc::new(RefCell::new(vec![false; zones.len()]));
        let watched: Vec<_> = zones.iter().map(|zone| zone.element.clone()).collect();
        let on_change = Closure::<dyn Fn(Array)>::new({
            let near = Rc::clone(&near);
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
        options.set_root_margin(MARGIN);
        let observer =
            IntersectionObserver::new_with_options(on_change.as_ref().unchecked_ref(), &options).ok();
        for zone in &zones {
            if let Some(observer) = &observer {
                observer.observe(&zone.element);
            }
        }
        Self { zones, near, observer, _on_change: on_change }
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

    fn numbers(&self) -> Option<Range<u32>> {
        let (first, last) = (self.blocks.first()?, self.blocks.last()?);
        Some(first.0.0..last.0.0 + 1)
    }
}

/// The elements below `root` that a selector finds, in document order.
pub(crate) fn elements(root: &Element, selector: &str) -> impl Iterator<Item = Element> {
    let list = root.query_selector_all(selector).ok();
    let length = list.as_ref().map_or(0, |list| list.length());
    (0..length).filter_map(move |at| list.as_ref()?.get(at)?.dyn_into().ok())
}
