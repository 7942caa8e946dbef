//! Where words begin and end, as the browser knows it.

use std::cell::RefCell;

use js_sys::Intl::{Segmenter, Segments};
use js_sys::{Array, Object, Reflect, global};
use sidelight_engine::highlight::WordBreaks;
use sidelight_engine::text::{BlockText, Span};
use wasm_bindgen::JsValue;

/// The browser's `Intl.Segmenter`, which divides Han, Thai and the like by a dictionary. It costs the page nothing,
/// where rules and dictionary of our own would be larger than the viewer.
#[derive(Default)]
pub struct BrowserWords {
    segmenter: Option<Segmenter>,
    /// The text block that was asked for last: questions come in the order of the text.
    last: RefCell<Option<(usize, Segments)>>,
}

impl BrowserWords {
    /// The words of a text in this language (BCP 47).
    pub fn new(language: &str) -> Self {
        let options = Object::new();
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&options, &"granularity".into(), &"word".into());
        let intl = Reflect::get(&global(), &"Intl".into()).unwrap_or(JsValue::UNDEFINED);
        let is_known = intl.is_object() && Reflect::has(&intl, &"Segmenter".into()).unwrap_or(false);
        // A tag that is none makes the constructor throw.
        let is_tag = !language.is_empty() && language.split('-').all(|part| (2..=8).contains(&part.len()));
        let languages = if is_tag { Array::of1(&language.into()) } else { Array::new() };
        let segmenter = is_known.then(|| Segmenter::new(&languages, &options));
        Self { segmenter, last: RefCell::default() }
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
        if last.as_ref().is_none_or(|(known, _)| *known != block) {
            *last = Some((block, segmenter.segment(text.as_str())));
        }
        let unit = text.to_utf16(Span::new(byte, byte)).start;
        let Some((_, segments)) = &*last else { return true };
        segments.containing(unit).is_none_or(|segment| segment.index() == unit)
    }
}
