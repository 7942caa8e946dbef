//! Whether cards open at mere hover and focus, as the reader has chosen.

use leptos::prelude::window;

use crate::reactive::Signal;

/// Where the browser keeps the choice between visits; absent while cards are on.
const KEY: &str = "sidelight-cards";

/// The reader's choice, one for all articles of a viewer. Copies share it.
#[derive(Clone, Copy, Debug)]
pub struct Cards {
    /// Whether hover and focus open a card. A click always does.
    pub are_on: Signal<bool>,
}

impl Cards {
    /// The choice of the last visit; on, where there was none or storage is forbidden.
    pub fn remembered() -> Self {
        let storage = window().local_storage().ok().flatten();
        let choice = storage.and_then(|storage| storage.get_item(KEY).ok()?);
        Self { are_on: Signal::new(choice.as_deref() != Some("off")) }
    }

    /// Chooses. Where storage is forbidden, for this visit only.
    pub fn turn(&self, on: bool) {
        self.are_on.set(on);
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = match on {
                true => storage.remove_item(KEY),
                false => storage.set_item(KEY, "off"),
            };
        }
    }
}
