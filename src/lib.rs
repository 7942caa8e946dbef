//! The Sidelight viewer.
use leptos::prelude::*;
use leptos::html;
use wasm_bindgen::prelude::*;

/// Starts the viewer where the page has a place for it.
#[wasm_bindgen(start)]
pub fn start() {
    leptos::mount::mount_to_body(|| html::p().child("Sidelight"));
}
