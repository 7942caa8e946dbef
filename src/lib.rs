//! The Sidelight viewer: an article, its cast and its keywords, in the browser.
//!
//! - [`attach`](mod@attach): puts a viewer into an element of the page
//! - [`load`]: gets an article from an address, a file or pasted text; [`formats`]: in the form of another system
//! - [`route`]: what the reader does, in the address
//! - [`state`]: what is shown, selected and searched
//! - [`cast`](mod@cast): who and what is in the open article
//! - [`cards`]: whether cards open beside the words; [`placement`]: where they stand
//! - [`panel`]: how the reader looks at the cast
//! - [`encyclopedia`]: summaries of Wikipedia's pages, for readers who want them
//! - [`catalogue`]: what else the library has
//! - [`searching`]: the search of the open article, in slices; [`words`]: where words end
//! - [`later`]: what is loaded after the first paint
//! - [`reactive`]: how state is kept and followed
//! - [`components`]: what it looks like
//! - [`paint`]: highlights, which never edit the DOM that Leptos owns
//! - [`messages`], [`dates`]: the interface's language
//! - [`events`], [`timing`]: what a host page and a profiler can observe; [`clipboard`] copies
//! - [`storage`]: what is kept between visits; [`viewport`]: the window
//!
//! The engine (`sidelight-engine`) does all that needs no browser.

pub mod attach;
pub mod cards;
pub mod cast;
pub mod catalogue;
pub mod clipboard;
pub mod components;
pub mod dates;
pub mod encyclopedia;
pub mod events;
pub mod formats;
pub mod later;
pub mod load;
pub mod messages;
pub mod paint;
pub mod panel;
pub mod placement;
pub mod reactive;
pub mod route;
pub mod searching;
pub mod state;
pub mod storage;
pub mod timing;
pub mod viewport;
pub mod words;

use wasm_bindgen::JsCast;

/// Starts the viewer of a page that has a place for it: the element with the id `sidelight`.
///
/// A page without that element is left alone.
pub fn start() {
    let place = leptos::prelude::document().get_element_by_id("sidelight");
    if let Some(element) = place.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = attach::ViewerOptions::for_page(&element);
        attach::attach(element, options).forget();
    }
}
