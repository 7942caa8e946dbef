//! Events for the page around the viewer: `article-load`, `article-error`, `entity-select`,
//! `match-change`. They bubble and cross shadow roots; each has an object as its `detail`.

use std::cell::Cell;

use js_sys::{Object, Reflect};
use leptos::prelude::document;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element};

/// Fires an event at the viewer's container.
pub fn dispatch(container: &Element, name: &str, detail: &[(&str, JsValue)]) {
    let object = Object::new();
    for (key, value) in detail {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&object);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = container.dispatch_event(&event);
    }
}

thread_local! {
    static PANICS_ARE_REPORTED: Cell<bool> = const { Cell::new(false) };
}

/// From now on a panic, after which the module can do nothing more, is written to the console, fires
/// `article-error`, and says on the page that what stands there is all there will be.
pub fn report_panics() {
    if PANICS_ARE_REPORTED.replace(true) {
        return;
    }
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.to_string();
        web_sys::console::error_1(&JsValue::from_str(&message));
        let Ok(Some(container)) = document().query_selector("[data-state]") else { return };
        if let Ok(notice) = document().create_element("p") {
            notice.set_class_name("notice");
            let _ = notice.set_attribute("part", "notice");
            let _ = notice.set_attribute("role", "alert");
            notice.set_text_content(Some(crate::messages::Messages::for_reader().crashed));
            let _ = container.insert_before(&notice, container.first_child().as_ref());
        }
        dispatch(&container, "article-error", &[("message", JsValue::from_str(&message))]);
    }));
}
