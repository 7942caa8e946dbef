//! The window that the page is seen through, in CSS pixels.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::ScrollBehavior;

/// Windows narrower than this show the panel as a sheet at the bottom, as the style sheets have it.
pub const SHEET: f64 = 700.0;

/// Windows at least as wide have the panel beside the text, as the style sheets have it.
pub const PANEL_BESIDE: f64 = 1100.0;

/// Where the bar ends and the text begins.
pub const BAR: f64 = 64.0;

/// Its width.
pub fn width() -> f64 {
    pixels(window().inner_width())
}

/// Its height.
pub fn height() -> f64 {
    pixels(window().inner_height())
}

/// How far the page is scrolled down.
pub fn scroll_top() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// How to scroll: at once where that is wanted, or where the reader has asked for less motion.
pub fn scroll_behavior(at_once: bool) -> ScrollBehavior {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    let reduces_motion = || query.ok().flatten().is_some_and(|query| query.matches());
    if at_once || reduces_motion() { ScrollBehavior::Instant } else { ScrollBehavior::Smooth }
}

fn pixels(length: Result<JsValue, JsValue>) -> f64 {
    length.ok().and_then(|length| length.as_f64()).unwrap_or_default()
}
