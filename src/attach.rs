//! Putting a viewer into an element.

use leptos::mount::mount_to;
use leptos::prelude::*;
use std::any::Any;
use web_sys::HtmlElement;

use crate::components::Viewer;
use crate::events;
use crate::later::Loader;
use crate::messages::Messages;
use crate::route::ReaderUrl;

/// What a viewer shows at first, and how far it may reach into the page.
#[derive(Clone, Debug, Default)]
pub struct ViewerOptions {
    /// Article, keywords, entity and theme to begin with.
    pub url: ReaderUrl,
    /// Whether the viewer owns the page: then its state is in the address bar, it sets the title, and
    /// files can be dropped anywhere.
    pub owns_page: bool,
    /// Address of the JSON Feed that lists the articles to choose from, where there are any.
    pub library: Option<String>,
    /// Where summaries of Wikipedia's pages come from, for readers who want them: an address with `{language}` and
    /// `{title}` in it, such as [`WIKIPEDIA`] or a mirror's. None offers no summaries.
    pub encyclopedia: Option<String>,
}

/// Wikipedia's own interface for summaries.
pub const WIKIPEDIA: &str = "https://{language}.wikipedia.org/api/rest_v1/page/summary/{title}?redirect=true";

impl ViewerOptions {
    /// A viewer that is the page: what it shows comes from the address bar, and the library lies beside it.
    /// `data-encyclopedia` of its `container` names another source of summaries, or none where it is empty.
    pub fn for_page(container: &HtmlElement) -> Self {
        let encyclopedia = container.get_attribute("data-encyclopedia");

        Self {
            url: ReaderUrl::from_location(),
            owns_page: true,
            library: Some("articles/feed.json".to_owned()),
            encyclopedia: encyclopedia.or_else(|| Some(WIKIPEDIA.to_owned())).filter(|it| !it.is_empty()),
        }
    }
}

/// A viewer in a page. Dropping it takes the viewer out and releases its listeners, highlights and memory.
pub struct ViewerHandle {
    mounted: Box<dyn Any>,
}

impl ViewerHandle {
    /// Keeps the viewer for as long as the page lives.
    pub fn forget(self) {
        std::mem::forget(self.mounted);
    }
}

/// Puts a viewer into `container`, whose content it replaces.
pub fn attach(container: HtmlElement, options: ViewerOptions) -> ViewerHandle {
    events::report_panics();
    container.set_text_content(None);
    let root = container.clone();
    let mounted = mount_to(container, move || {
        provide_context(Messages::for_reader());
        provide_context(Loader::default());
        Viewer::view(root, options)
    });
    ViewerHandle { mounted: Box::new(mounted) }
}
