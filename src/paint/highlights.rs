//! The browser's highlight registry, shared with everything else on the page.

use wasm_bindgen::prelude::*;
use web_sys::Range;

#[wasm_bindgen]
extern "C" {
    /// [`Highlight`](https://drafts.csswg.org/css-highlight-api-1/#highlight); web-sys keeps it behind its
    /// unstable flag.
    #[derive(Clone, Debug)]
    type Highlight;

    #[wasm_bindgen(constructor)]
    fn new() -> Highlight;

    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &Range);

    #[wasm_bindgen(method)]
    fn delete(this: &Highlight, range: &Range) -> bool;

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

/// The page's registry; none in a browser without the API, where everything but the paint still works.
fn registry() -> Option<HighlightRegistry> {
    let css = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("CSS")).ok()?;
    let registry = js_sys::Reflect::get(&css, &JsValue::from_str("highlights")).ok()?;
    registry.is_object().then(|| registry.unchecked_into())
}

/// The ranges that one viewer has registered.
///
/// Several viewers on a page share the names and with them the style; each removes its own ranges
/// only, and no name of the host page is touched.
#[derive(Default)]
pub struct Highlights {
    /// By name, of which there are few.
    names: Vec<(&'static str, Highlight, Vec<Range>)>,
}

impl Highlights {
    /// Registers a range. The highlight of the higher priority is painted above.
    pub fn add(&mut self, name: &'static str, priority: i32, range: &Range) {
        if !self.names.iter().any(|(known, ..)| *known == name) {
            let Some(registry) = registry() else { return };
            let highlight = registry.get(name).unwrap_or_else(|| {
                let highlight = Highlight::new();
                highlight.set_priority(priority);
                registry.set(name, &highlight);
                highlight
            });
            self.names.push((name, highlight, Vec::new()));
        }
        if let Some((_, highlight, ranges)) = self.names.iter_mut().find(|(known, ..)| *known == name) {
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
