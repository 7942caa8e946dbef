//! Where words begin and end, as the browser knows it.

use std::cell::RefCell;

use js_sys::{Array, Object, Reflect};
use sidelight_engine::highlight::WordBreaks;
use sidelight_engine::text::{BlockText, Span};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// [`Intl.Segmenter`](https://tc39.es/ecma402/#segmenter-objects); the one of js-sys cannot say that a language
    /// tag is none, or that there is no segmenter.
    #[wasm_bindgen(js_namespace = Intl)]
    type Segmenter;

    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(languages: &Array, options: &Object) -> Result<Segmenter, JsValue>;

    #[wasm_bindgen(method)]
    fn segment(this: &Segmenter, input: &str) -> js_sys::Intl::Segments;
}

/// Text blocks whose words are kept at hand: several are searched at the same time.
const BLOCKS: usize = 4;

/// The browser's `Intl.Segmenter`, which divides Han, Thai and the like by a dictionary. It costs the page nothing,
/// where rules and dictionary of our own would be larger than the viewer.
pub struct BrowserWords {
    segmenter: Option<Segmenter>,
    /// The text blocks that were asked for last.
    last: RefCell<Vec<(usize, js_sys::Intl::Segments)>>,
}

impl BrowserWords {
    /// The words of a text in this language (BCP 47).
    pub fn new(language: &str) -> Self {
        let options = Object::new();
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&options, &"granularity".into(), &"word".into());
        let segmenter = Segmenter::new(&Array::of1(&language.into()), &options);
        let segmenter = segmenter.or_else(|_| Segmenter::new(&Array::new(), &options));
        Self { segmenter: segmenter.ok(), last: RefCell::default() }
    }
}

impl WordBreaks for BrowserWords {
    fn is_break(&self, block: usize, text: &BlockText, byte: usize) -> bool {
        let Some(segmenter) = &self.segmenter else {
            let at = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let (before, after) = text.as_str().split_at(byte);
            return !(at(before.chars().next_back()) && at(after.chars().next()));
        };
        let mut last = self.last.borrow_mut();
        if !last.iter().any(|(known, _)| *known == block) {
            if last.len() == BLOCKS {
                last.remove(0);
            }
            last.push((block, segmenter.segment(text.as_str())));
        }
        let unit = text.to_utf16(Span::new(byte, byte)).start;
        let Some((_, segments)) = last.iter().find(|(known, _)| *known == block) else { return true };
        segments.containing(unit).is_none_or(|segment| segment.index() == unit)
    }
}
