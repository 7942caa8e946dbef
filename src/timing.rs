//! User Timing: each stage leaves a measure, `sidelight:fetch`, `sidelight:decode`, `sidelight:names` (making the names of
//! entities searchable), `sidelight:entities` (finding them), `sidelight:render`, `sidelight:fold`, `sidelight:search` and
//! `sidelight:paint`, for anybody's profiler.

use leptos::prelude::window;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// [User Timing 3](https://www.w3.org/TR/user-timing/); web-sys keeps the form with options behind its
    /// unstable flag.
    type UserTiming;

    #[wasm_bindgen(method, catch)]
    fn measure(this: &UserTiming, name: &str, options: &js_sys::Object) -> Result<JsValue, JsValue>;
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// Runs `stage` and leaves the measure `sidelight:NAME`.
pub fn measure<T>(name: &str, stage: impl FnOnce() -> T) -> T {
    let start = now();
    let result = stage();
    measure_since(name, start);
    result
}

/// Leaves the measure `sidelight:NAME`, from `start` (see [`now`]) to now.
pub fn measure_since(name: &str, start: f64) {
    let Some(performance) = window().performance() else { return };
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"start".into(), &start.into());
    let name = format!("sidelight:{name}");
    // The buffer is for the present: a long visit must not fill it.
    performance.clear_measures_with_measure_name(&name);
    let _ = performance.unchecked_ref::<UserTiming>().measure(&name, &options);
}
