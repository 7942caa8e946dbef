//! The whole viewer: loads, and shows the library or an article.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sidelight_engine::decode::{DecodeError, Decoded, Library, decode_library, item_of};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::element::{dynamic, fragment, later};
use super::open_dialog::open_on_drop;
use super::{library::library, notice::notices, reader::reader};
use crate::attach::ViewerOptions;
use crate::cards::Cards;
use crate::catalogue::Catalogue;
use crate::encyclopedia::Encyclopedia;
use crate::events::dispatch;
use crate::formats::{self, Content};
use crate::later::Loader;
use crate::load::{Abort, LoadError, Progress, fetch_bytes, read_file};
use crate::messages::Messages;
use crate::reactive::{Signal, Stored, effect, on_next_frame, on_window};
use crate::route::{History, ReaderUrl, Theme};
use crate::state::{OpenArticle, ReaderState};
use crate::timing::{measure_since, now};

/// What fills the page.
#[derive(Clone, Debug, Default)]
enum Shown {
    #[default]
    Nothing,
    /// The library and the absolute address of its feed.
    Library(Arc<Library>, String),
    Article(Arc<OpenArticle>),
}

/// Where an article comes from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// What the address says: an article's address, or the library.
    Address(ReaderUrl),
    /// Text that was pasted.
    Pasted(String),
    /// A file of the reader's own.
    File(web_sys::File),
}

/// A load that failed.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Why.
    pub error: LoadError,
    /// What to load again; none where that would be no use.
    pub retry: Option<Origin>,
}

/// The state of the whole viewer. Copies share it.
#[derive(Clone, Copy)]
pub struct Viewer {
    shown: Signal<Shown>,
    /// How far the load under way has come.
    pub loading: Signal<Option<Progress>>,
    /// The last load, where it failed.
    pub failure: Signal<Option<Failure>>,
    /// What is shown, as the address says it.
    pub url: Signal<ReaderUrl>,
    /// Whether the dialog for opening an article is open.
    pub dialog_is_open: Signal<bool>,
    /// Whether cards open at hover and focus, in whichever article.
    pub cards: Cards,
    /// The part of the program that is loaded when something is shown.
    pub later: Loader,
    /// The state of the article that is shown.
    pub reader: Stored<Option<ReaderState>>,
    /// Summaries of Wikipedia's pages.
    pub encyclopedia: Encyclopedia,
    /// The library, for the cards of entities.
    pub catalogue: Catalogue,
    load: Stored<Option<Abort>>,
    /// A file of several articles that has no address, or nothing: as addresses of its own it has `#`, its articles `#` and a name.
    own_list: Stored<Vec<u8>>,
    root: Stored<HtmlElement>,
    options: Stored<ViewerOptions>,
}

impl Viewer {
    /// The view of a viewer in the element `root`.
    pub fn view(root: HtmlElement, options: ViewerOptions) -> AnyView {
        let viewer = Self {
            shown: Signal::new(Shown::Nothing),
            loading: Signal::new(None),
            failure: Signal::new(None),
            url: Signal::new(options.url.clone()),
            dialog_is_open: Signal::new(false),
            cards: Cards::remembered(),
            later: Loader::here(),
            reader: Stored::new(None),
            encyclopedia: Encyclopedia::new(options.encyclopedia.clone()),
            catalogue: Catalogue::new(),
            load: Stored::new(None),
            own_list: Stored::new(Vec::new()),
            root: Stored::new(root),
            options: Stored::new(options.clone()),
        };
        provide_context(viewer);
        viewer.follow_state();
        viewer.follow_theme();
        viewer.later.load_when(move || viewer.dialog_is_open.get());
        if options.owns_page {
            viewer.follow_history();
            open_on_drop(viewer);
        }
        viewer.open(Origin::Address(options.url));

        let content = dynamic(move || match viewer.shown.get() {
            Shown::Nothing => fragment(()),
            Shown::Library(list, feed) => library(viewer, &list, &feed),
            Shown::Article(open) => reader(viewer, open),
        });
        fragment((notices(viewer), content, later(move |later| (later.open_dialog)(viewer)))).into_any()
    }

    /// The element that the viewer is in.
    pub fn root(&self) -> HtmlElement {
        self.root.get()
    }

    /// Whether the viewer is the page.
    pub fn owns_page(&self) -> bool {
        self.options.with(|options| options.owns_page)
    }

    /// Where the library is within the viewer; none where there is no library.
    pub fn library_address(&self) -> Option<String> {
        let url = ReaderUrl { theme: self.url.with_untracked(|url| url.theme), ..ReaderUrl::default() };
        let search = url.to_search();
        let has_library = self.options.with(|options| options.library.is_some());
        has_library.then(|| if search.is_empty() { "?".to_owned() } else { search })
    }

    /// Has the library's articles listed in the cards from now on, where there is a library.
    pub fn load_catalogue(&self) {
        if let Some(feed) = self.options.with(|options| options.library.clone()) {
            self.catalogue.load(absolute(&feed));
        }
    }

    /// Whether neither an article nor the library is there to be seen.
    pub fn shows_nothing(&self) -> bool {
        self.shown.with_untracked(|shown| matches!(shown, Shown::Nothing))
    }

    /// Opens an article, or the library. A load under way is given up; what is shown stays until the new
    /// article is there, and for good where it cannot be had.
    pub fn open(&self, origin: Origin) {
        let viewer = *self;
        self.load.set(None);
        self.failure.set(None);
        self.loading.set(Some(Progress::default()));
        let abort = match Abort::new() {
            Ok(abort) => abort,
            Err(error) => return self.fail(error, None),
        };
        let controller = abort.controller();
        self.load.set(Some(abort));
        spawn_local(async move {
            match viewer.get(origin.clone(), controller).await {
                Err(LoadError::Aborted) => {}
                Err(error) => {
                    let may_help = match &origin {
                        Origin::Address(_) => error != LoadError::NotKept,
                        _ => error == LoadError::Formats,
                    };
                    viewer.fail(error, may_help.then_some(origin));
                }
                Ok((shown, url)) => viewer.show(shown, url),
            }
        });
    }

    async fn get(
        &self,
        origin: Origin,
        controller: web_sys::AbortController,
    ) -> Result<(Shown, ReaderUrl), LoadError> {
        let theme = self.url.with_untracked(|url| url.theme);
        let own = ReaderUrl { theme, ..ReaderUrl::default() };
        let (bytes, mut url, base) = match origin {
            Origin::Pasted(text) => (text.into_bytes(), own, None),
            Origin::File(file) => (read_file(&file).await?, own, None),
            Origin::Address(url) if url.src.as_deref().is_some_and(|src| src.starts_with('#')) => {
                let bytes = self.own_list.get();
                if bytes.is_empty() {
                    return Err(LoadError::NotKept);
                }
                (bytes, url, None)
            }
            Origin::Address(url) => {
                let feed = self.options.with(|options| options.library.clone());
                let Some(address) = url.src.clone().or(feed) else {
                    return Ok((Shown::Library(Arc::default(), String::new()), url));
                };
                let base = absolute(&address);
                let start = now();
                let loading = self.loading;
                let bytes =
                    fetch_bytes(&base, controller.clone(), move |progress| loading.set(Some(progress)));
                let bytes = bytes.await?;
                measure_since("fetch", start);
                if url.src.is_none() {
                    let (library, _) = decode_library(&bytes)?;
                    return Ok((Shown::Library(Arc::new(library), base), url));
                }
                (bytes, url, Some(base))
            }
        };
        let start = now();
        let item = url.src.as_deref().and_then(item_of);
        let content = formats::read(&bytes, item.as_deref()).await?;
        measure_since("decode", start);
        if controller.signal().aborted() {
            return Err(LoadError::Aborted);
        }
        let Decoded { article, diagnostics } = match content {
            Content::Article(decoded) => decoded,
            Content::List(list) => {
                let feed = base.unwrap_or_else(|| {
                    url.src = Some("#".to_owned());
                    self.own_list.set(bytes);
                    String::new()
                });
                return Ok((Shown::Library(Arc::new(list), feed), url));
            }
        };
        if article.body.is_empty() && article.headline.is_empty() {
            return Err(DecodeError::NotAnArticle { found: "an object without text" }.into());
        }
        Ok((Shown::Article(Arc::new(OpenArticle::new(article, diagnostics, base))), url))
    }

    fn show(&self, shown: Shown, url: ReaderUrl) {
        self.load.set(None);
        self.loading.set(None);
        self.reader.set(None);
        self.url.set(url.clone());
        if self.owns_page() {
            url.show(History::Replace);
            let title = match &shown {
                Shown::Article(open) => open.article.headline.to_plain(),
                Shown::Library(library, _) => library.title.clone().unwrap_or_default(),
                Shown::Nothing => String::new(),
            };
            document().set_title(if title.is_empty() { "Sidelight" } else { &title });
        }
        if let (Shown::Library(library, feed), None) = (&shown, &url.src) {
            self.catalogue.library.set(Some((Arc::clone(library), feed.clone())));
        }
        let start = now();
        self.shown.set(shown);
        let later = self.later;
        on_next_frame(move || {
            measure_since("render", start);
            later.load();
        });
    }

    fn fail(&self, error: LoadError, retry: Option<Origin>) {
        self.load.set(None);
        self.loading.set(None);
        self.later.load();
        let message = Messages::for_reader().load_failure(&error);
        dispatch(&self.root(), "article-error", &[("message", message.into())]);
        self.failure.set(Some(Failure { error, retry }));
    }

    /// Goes to an address within the viewer, as a link would.
    pub fn go(&self, url: ReaderUrl) {
        if self.owns_page() {
            url.show(History::Push);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        self.open(Origin::Address(url));
    }

    /// Changes the theme.
    pub fn set_theme(&self, theme: Theme) {
        self.url.update(|url| url.theme = theme);
        self.show_url(History::Replace);
    }

    /// Puts what is shown in the address bar, where that is the viewer's.
    pub fn show_url(&self, history: History) {
        if self.owns_page() {
            self.url.with_untracked(|url| url.show(history));
        }
    }

    /// `data-state` on the container says what the viewer is doing.
    fn follow_state(self) {
        effect(move || {
            let has_failed = self.failure.with(Option::is_some);
            let is_loading = self.loading.with(Option::is_some);
            let state = self.shown.with(|shown| match shown {
                _ if is_loading => "loading",
                Shown::Nothing if has_failed => "error",
                Shown::Nothing => "loading",
                Shown::Library(..) => "library",
                Shown::Article(_) => "article",
            });
            let _ = self.root().set_attribute("data-state", state);
        });
    }

    /// `data-theme` on the page, or on the container where the page is another's.
    fn follow_theme(self) {
        effect(move || {
            let theme = self.url.with(|url| url.theme);
            let themed = match document().document_element() {
                Some(page) if self.owns_page() => page,
                _ => self.root().into(),
            };
            let _ = themed.set_attribute("data-theme", theme.name());
        });
    }

    /// Follows the browser's back and forward, and links of the page that only change what is shown.
    fn follow_history(self) {
        on_window(ev::popstate, move |_| {
            let url = ReaderUrl::from_location();
            let before = self.url.get_untracked();
            match self.reader.get() {
                Some(reader) if url.src == before.src => {
                    self.url.set(url.clone());
                    reader.follow(&url);
                }
                _ if url == before => {}
                _ => self.open(Origin::Address(url)),
            }
        });
        on_window(ev::click, move |event| {
            if let Some(url) = inner_link(&event) {
                event.prevent_default();
                self.go(ReaderUrl { theme: self.url.with_untracked(|url| url.theme), ..url });
            }
        });
    }
}

/// Where a click on a link leads within the viewer; none for one that the browser follows itself.
fn inner_link(event: &web_sys::MouseEvent) -> Option<ReaderUrl> {
    let plain = event.button() == 0
        && !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key())
        && !event.default_prevented();
    let target: web_sys::Element = event.target().filter(|_| plain)?.dyn_into().ok()?;
    let link: web_sys::HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let location = window().location();
    let same_page =
        link.origin() == location.origin().ok()? && link.pathname() == location.pathname().ok()?;
    let own = link.target().is_empty() && link.hash().is_empty();
    (same_page && own).then(|| ReaderUrl::from_search(&link.search()))
}

/// An address as the page would resolve it.
pub fn absolute(address: &str) -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    web_sys::Url::new_with_base(address, &base).map_or_else(|_| address.to_owned(), |url| url.href())
}
