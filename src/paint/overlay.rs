//! Painting in a browser without the CSS Custom Highlight API: boxes behind the text.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, Range};

/// Boxes in an element of their own (`.highlight-layer`), which lies behind the article and in which no component
/// has anything.
pub struct Overlay {
    layer: Option<Element>,
}

impl Overlay {
    /// The overlay of the viewer below `root`.
    pub fn new(root: &Element) -> Self {
        Self { layer: root.query_selector(".highlight-layer").ok().flatten() }
    }

    /// Draws a box behind each line of each range. All are measured before the first is drawn, as each drawn one
    /// would have the browser lay the page out anew for the next.
    pub(super) fn draw(&self, ranges: impl Iterator<Item = (&'static str, Range)>) {
        let Some(layer) = &self.layer else { return };
        let origin = layer.get_bounding_client_rect();
        let marks = document().create_document_fragment();
        for (name, range) in ranges {
            let rects = range.get_client_rects();
            let length = rects.as_ref().map_or(0, |rects| rects.length());
            for rect in (0..length).filter_map(|at| rects.as_ref()?.item(at)) {
                if let Some(mark) = mark(name, &rect, &origin) {
                    let _ = marks.append_child(&mark);
                }
            }
        }
        let _ = layer.append_child(&marks);
    }

    /// Takes all boxes away.
    pub fn clear(&self) {
        if let Some(layer) = &self.layer {
            layer.set_text_content(None);
        }
    }
}

impl Drop for Overlay {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Whole pixels: writing fractions would cost 5 KB of wasm.
pub(crate) fn css_pixels(pixels: f64) -> String {
    format!("{}px", pixels.round() as i32)
}

fn mark(name: &str, rect: &DomRect, origin: &DomRect) -> Option<HtmlElement> {
    let mark: HtmlElement = document().create_element("div").ok()?.dyn_into().ok()?;
    mark.set_class_name(name);
    let style = mark.style();
    // Properties one by one: a `style` attribute would be refused by a strict policy.
    for (property, pixels) in [
        ("left", rect.left() - origin.left()),
        ("top", rect.top() - origin.top()),
        ("width", rect.width()),
        ("height", rect.height()),
    ] {
        style.set_property(property, &css_pixels(pixels)).ok()?;
    }
    Some(mark)
}
