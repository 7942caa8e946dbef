//! What the browser keeps between visits. Where storage is forbidden, nothing is kept, and nothing is amiss.

use leptos::prelude::window;
use web_sys::Storage;

/// What is kept under a key.
pub fn kept(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps a value under a key; none takes away what is there.
pub fn keep(key: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    // A full storage keeps what it has.
    let _ = match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    };
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
