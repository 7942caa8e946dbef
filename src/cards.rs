//! Whether cards open at mere hover and focus, as the reader has chosen.

use crate::reactive::Signal;
use crate::storage;

/// Where the browser keeps the choice between visits; absent while cards are on.
const KEY: &str = "sidelight-cards";

/// Its value.
const OFF: &str = "off";

/// The reader's choice, one for all articles of a viewer. Copies share it.
#[derive(Clone, Copy, Debug)]
pub struct Cards {
    /// Whether hover and focus open a card. A click always does.
    pub are_on: Signal<bool>,
}

impl Cards {
    /// The choice of the last visit; on, where there was none or storage is forbidden.
    pub fn remembered() -> Self {
        Self { are_on: Signal::new(storage::kept(KEY).as_deref() != Some(OFF)) }
    }

    /// Chooses. Where storage is forbidden, for this visit only.
    pub fn turn(&self, on: bool) {
        self.are_on.set(on);
        storage::keep(KEY, (!on).then_some(OFF));
    }
}
