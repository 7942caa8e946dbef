//! The second part of the program, which is loaded after the first paint: the panel, the search and what a reader
//! opens.
//!
//! `cargo xtask build` takes the program apart at one function, which returns a table of functions. What can be reached
//! through [`Later`] alone goes into a module of its own, and what something else calls as well stays in the first;
//! so nothing calls a function of the table by its own name. Any other build has everything in one module.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use sidelight_engine::highlight::{Query, Search, WordBreaks};
use sidelight_engine::text::BlockText;

use crate::cast::{CastFiles, Casting};
use crate::components::{self, ElementRef, HoverCard, Viewer};
use crate::reactive::{Signal, Stored, effect, on_next_frame};
use crate::state::ReaderState;

/// The functions of the second module.
pub struct Later {
    /// The dialog for opening an article of one's own.
    pub open_dialog: fn(Viewer) -> AnyView,
    /// The panel with the cast.
    pub entity_panel: fn(ReaderState) -> AnyView,
    /// The dialogs that the panel opens.
    pub panel_dialogs: fn(ReaderState) -> AnyView,
    /// What the card near a word says of an entity.
    pub hover_card: fn(HoverCard, u32) -> AnyView,
    /// The strip at the edge.
    pub minimap: fn(ReaderState) -> AnyView,
    /// What can be done with a selection.
    pub selection_tools: fn(Viewer, ReaderState, ElementRef) -> AnyView,
    /// What can be done with a keyword's chip.
    pub chip_menu: fn(ReaderState, usize) -> AnyView,
    /// What is wrong with a regular expression.
    pub fault: fn(ReaderState) -> AnyView,
    /// Keywords from the article itself.
    pub suggestions: fn(ReaderState) -> AnyView,
    /// The options of the search and the list of matches.
    pub search_drawer: fn(ReaderState) -> AnyView,
    /// The cast of dictionaries and annotations.
    pub cast_of_files: fn(Casting, CastFiles),
    /// [`Search::set_query`].
    pub set_query: fn(&mut Search, &Query),
    /// [`Search::fold`].
    pub fold: fn(&mut Search, &[BlockText]) -> bool,
    /// [`Search::advance_in`].
    pub advance_in: fn(&mut Search, Range<u32>, &[BlockText], &dyn WordBreaks),
    /// [`Search::advance`].
    pub advance: fn(&mut Search, &[BlockText], &dyn WordBreaks) -> bool,
}

static LATER: Later = Later {
    open_dialog: components::open_dialog,
    entity_panel: components::entity_panel,
    panel_dialogs: components::panel_dialogs,
    hover_card: HoverCard::content,
    minimap: components::minimap,
    selection_tools: components::selection_tools,
    chip_menu: components::chip_menu,
    fault: components::fault,
    suggestions: components::suggestions,
    search_drawer: components::search_drawer,
    cast_of_files: Casting::load,
    set_query: Search::set_query,
    fold: Search::fold,
    advance_in: Search::advance_in,
    advance: Search::advance,
};

/// Where the program is taken apart: with the feature `split`, calling this fetches the second module.
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)
)]
fn the_rest() -> Result<&'static Later, SplitLoaderError> {
    Ok(&LATER)
}

/// The second module; none where it cannot be had. It is fetched once.
async fn fetched() -> Option<&'static Later> {
    #[cfg(not(feature = "split"))]
    let loaded = the_rest();
    #[cfg(feature = "split")]
    let loaded = the_rest().await;
    loaded.ok()
}

/// How far the second module has come.
#[derive(Clone, Copy)]
enum Arrival {
    NotAsked,
    UnderWay,
    Here(&'static Later),
    Failed,
}

/// Loads the second module. Copies share it.
#[derive(Clone, Copy, Debug)]
pub struct Loader {
    arrival: Signal<Arrival>,
    /// What is to be done when it is here.
    waiting: Stored<Rc<Waiting>>,
}

type Waiting = RefCell<Vec<Box<dyn FnOnce(&'static Later)>>>;

/// Nothing is loaded yet.
impl Default for Loader {
    fn default() -> Self {
        Self { arrival: Signal::new(Arrival::NotAsked), waiting: Stored::new(Rc::default()) }
    }
}

impl Loader {
    /// That of the viewer which a component belongs to.
    pub fn here() -> Self {
        use_context().unwrap_or_default()
    }

    /// Loads the module, unless it is here or under way.
    pub fn load(self) {
        // The viewer may be gone since the frame was asked for.
        let Some(Arrival::NotAsked | Arrival::Failed) = self.arrival.try_get_untracked() else { return };
        self.arrival.set(Arrival::UnderWay);
        spawn_local(async move {
            let later = fetched().await;
            self.arrival.try_set(later.map_or(Arrival::Failed, Arrival::Here));
            if let Some(later) = later {
                // With what it shows on the page, as for whoever asks from now on.
                on_next_frame(move || {
                    let waiting = self.waiting.try_get().map(|waiting| waiting.take());
                    waiting.into_iter().flatten().for_each(|run| run(later));
                });
            }
        });
    }

    /// Runs `run` when the module is here: at once, or when it has come, which may be when the page it was asked on is
    /// gone. The module is loaded for it.
    pub fn then(self, run: impl FnOnce(&'static Later) + 'static) {
        match self.arrival.try_get_untracked() {
            Some(Arrival::Here(later)) => run(later),
            Some(_) => {
                self.waiting.get().borrow_mut().push(Box::new(run));
                self.load();
            }
            None => {}
        }
    }

    /// Loads the module as soon as `is_asked`, which is followed; also again where it could not be had.
    pub fn load_when(self, is_asked: impl Fn() -> bool + 'static) {
        effect(move || {
            if is_asked() {
                self.load();
            }
        });
    }

    /// The module where it is here, followed.
    pub fn get(self) -> Option<&'static Later> {
        match self.arrival.get() {
            Arrival::Here(later) => Some(later),
            _ => None,
        }
    }

    /// The module where it is here.
    pub fn get_untracked(self) -> Option<&'static Later> {
        untrack(|| self.get())
    }

    /// Whether the module could not be had, followed.
    pub fn has_failed(self) -> bool {
        matches!(self.arrival.get(), Arrival::Failed)
    }

    /// Forgets that the module could not be had, until it is asked for again.
    pub fn dismiss(self) {
        self.arrival.set(Arrival::NotAsked);
    }
}
