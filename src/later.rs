//! The second part of the program, which is loaded after the first paint: the panel, the search and what a reader
//! opens.
//!
//! `cargo xtask build` takes the program apart at one function, which returns a table of functions. What can be reached
//! through [`Later`] alone goes into a module of its own, and what something else calls as well stays in the first;
//! so nothing calls a function of the table by its own name. Any other build has everything in one module.

use std::ops::Range;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use sidelight_engine::highlight::{Query, Search, WordBreaks};
use sidelight_engine::text::BlockText;

use crate::cast::{self, ReadAnnotations};
use crate::components::{self, ElementRef, HoverCard, Viewer};
use crate::reactive::{Signal, effect};
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
    /// Mentions from a file of annotations.
    pub annotated: ReadAnnotations,
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
    annotated: cast::read_annotations,
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

/// The second module, for what waits for it anyway; none where it cannot be had. It is fetched once.
pub async fn fetched() -> Option<&'static Later> {
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
pub struct Loader(Signal<Arrival>);

/// Nothing is loaded yet.
impl Default for Loader {
    fn default() -> Self {
        Self(Signal::new(Arrival::NotAsked))
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
        let Some(Arrival::NotAsked | Arrival::Failed) = self.0.try_get_untracked() else { return };
        self.0.set(Arrival::UnderWay);
        spawn_local(async move {
            self.0.try_set(fetched().await.map_or(Arrival::Failed, Arrival::Here));
        });
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
        match self.0.get() {
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
        matches!(self.0.get(), Arrival::Failed)
    }

    /// Forgets that the module could not be had, until it is asked for again.
    pub fn dismiss(self) {
        self.0.set(Arrival::NotAsked);
    }
}
