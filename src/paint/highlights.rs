//! The browser's highlight registry, shared with everything else on the page.

use wasm_bindgen::prelude::*;
use web_sys::StaticRange;

use super::Layer;

#[wasm_bindgen]
extern "C" {
    /// [`Highlight`](https://drafts.csswg.org/css-highlight-api-1/#highlight); web-sys keeps it behind its
    /// unstable flag.
    #[derive(Clone, Debug)]
    type Highlight;

    #[wasm_bindgen(constructor)]
    fn new() -> Highlight;

    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &StaticRange);

    #[wasm_bindgen(method)]
    fn delete(this: &Highlight, range: &StaticRange) -> bool;

    #[wasm_bindgen(method, getter)]
    fn size(this: &Highlight) -> u32;

    #[wasm_bindgen(method, setter)]
    fn set_priority(this: &Highlight, priority: i32);

    /// [`HighlightRegistry`](https://drafts.csswg.org/css-highlight-api-1/#highlightregistry).
    type HighlightRegistry;

    #[wasm_bindgen(method)]
    fn get(this: &HighlightRegistry, name: &str) -> Option<Highlight>;

    #[wasm_bindgen(method)]
    fn set(this: &HighlightRegistry, name: &str, highlight: &Highlight);

    #[wasm_bindgen(method)]
    fn delete(this: &HighlightRegistry, name: &str) -> bool;
}

/// The page's registry; none in a browser without the API, where the overlay paints.
fn registry() -> Option<HighlightRegistry> {
    let css = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("CSS")).ok()?;
    let registry = js_sys::Reflect::get(&css, &JsValue::from_str("highlights")).ok()?;
    registry.is_object().then(|| registry.unchecked_into())
}

/// The ranges that one viewer has registered.
///
/// Several viewers on a page share the names and with them the style; each removes its own ranges
/// only, and no name of the host page is touched. The ranges are static: the text they lie in does not change,
/// and a browser keeps none of them in step with it.
#[derive(Default)]
pub struct Highlights {
    /// By name, of which there are few.
    names: Vec<(&'static str, Highlight, Vec<StaticRange>)>,
}

impl Highlights {
    /// Whether the browser has highlights.
    pub fn are_known() -> bool {
        registry().is_some()
    }

    /// Registers a range.
    pub(super) fn add(&mut self, layer: Layer, range: &StaticRange) {
        let place = self.names.iter().position(|(known, ..)| *known == layer.name).or_else(|| {
            let registry = registry()?;
            let highlight = registry.get(layer.name).unwrap_or_else(|| {
                let highlight = Highlight::new();
                registry.set(layer.name, &highlight);
                highlight
            });
            highlight.set_priority(layer.priority);
            self.names.push((layer.name, highlight, Vec::new()));
            Some(self.names.len() - 1)
        });
        if let Some((_, highlight, ranges)) = place.map(|place| &mut self.names[place]) {
            highlight.add(range);
            ranges.push(range.clone());
        }
    }

    /// Removes all ranges of this viewer.
    pub fn clear(&mut self) {
        for (name, highlight, ranges) in self.names.drain(..) {
            for range in &ranges {
                highlight.delete(range);
            }
            if highlight.size() == 0
                && let Some(registry) = registry()
            {
                registry.delete(name);
            }
        }
    }
}

impl Drop for Highlights {
    fn drop(&mut self) {
        self.clear();
    }
}
