//! What else the library has: its feed, loaded once, when a card first opens.

use std::sync::Arc;

use leptos::task::spawn_local;
use sidelight_engine::decode::{Library, decode_library};

use crate::load::{Abort, fetch_bytes};
use crate::reactive::{Signal, Stored};

/// The library of a viewer, as far as it is known. Copies share it.
#[derive(Clone, Copy, Debug)]
pub struct Catalogue {
    /// The articles, and the absolute address of their feed; none before they are loaded, and where there is no
    /// library or it cannot be had.
    pub library: Signal<Option<(Arc<Library>, String)>>,
    load: Stored<Option<Abort>>,
}

impl Catalogue {
    /// One that knows nothing yet.
    pub fn new() -> Self {
        Self { library: Signal::new(None), load: Stored::new(None) }
    }

    /// Loads the feed at an absolute address, unless that was tried before.
    pub fn load(self, feed: String) {
        let is_tried = self.library.with_untracked(Option::is_some) || self.load.with(Option::is_some);
        let Ok(abort) = Abort::new() else { return };
        if is_tried {
            return;
        }
        let controller = abort.controller();
        self.load.set(Some(abort));
        spawn_local(async move {
            let bytes = fetch_bytes(&feed, controller, |_| {}).await;
            // Without the list a card has a line less; that is no fault to tell the reader of.
            if let Some((library, _)) = bytes.ok().and_then(|bytes| decode_library(&bytes).ok()) {
                self.library.try_set(Some((Arc::new(library), feed)));
            }
        });
    }
}

impl Default for Catalogue {
    fn default() -> Self {
        Self::new()
    }
}
