//! One article with its panel, its search and its highlights.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use super::element::{ElementRef, a, article, div, dynamic, footer, later};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::article::BlockIndex;
use sidelight_engine::highlight::{Query, TextFragment};
use sidelight_engine::text::BlockText;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::article_body::{article_body, colophon};
use super::article_header::article_header;
use super::bar::bar;
use super::block::Rendering;
use super::contents::contents;
use super::hover_card::HoverCard;
use super::search::search;
use super::sheet::Sheet;
use super::teasers::teasers;
use super::viewer::{Viewer, absolute};
use crate::cast::Cast;
use crate::events::dispatch;
use crate::messages::Messages;
use crate::paint::{Extent, Layers, Painter};
use crate::reactive::{Memo, Signal, Stored, effect, on_next_frame, on_window};
use crate::route::{History, ReaderUrl, passage_in};
use crate::searching::Found;
use crate::state::{OpenArticle, Place, ReaderState};
use crate::timing::measure;
use crate::viewport::{self, BAR, scroll_behavior};

/// The page of one article.
pub fn reader(viewer: Viewer, open: Arc<OpenArticle>) -> AnyView {
    let url = viewer.url.get_untracked();
    let options = if viewer.owns_page() { url.options_or_remembered() } else { url.options };
    let mut files = open.cast_files();
    files.dictionaries.splice(0..0, url.dictionaries.iter().map(|address| absolute(address)));
    files.annotations.splice(0..0, url.annotations.iter().map(|address| absolute(address)));
    let state = ReaderState::new(Arc::clone(&open), &url.keywords, options, files, viewer.cards);
    state.await_entity();
    state.select_by_id(url.entity.clone(), url.companion.clone());
    viewer.reader.set(Some(state));
    let root = ElementRef::new();
    let reader = Reader {
        viewer,
        state,
        root,
        painter: Stored::new(None),
        painted_cast: Stored::new(state.cast()),
        moved: Signal::new(()),
        extent: Stored::new(Extent::Window),
        sheet: Sheet::new(state, root),
    };
    state.reading_place.set(Rc::new(move || reader.reading_place()));
    reader.paint_when_due();
    reader.paint_for_print();
    reader.scroll_when_due();
    reader.follow_address();
    reader.follow_passage();
    reader.tell_the_page();
    // Before the reader's own keys, so that Escape closes the card first.
    let hover_card = HoverCard::new(state, root, reader.sheet);
    reader.listen_to_keys();
    viewer.later.load_when(move || state.needs_later());

    let rendering = Rendering::new(state, Messages::here());
    let language = open.article.language.clone();
    let may_have_cast = state.may_have_cast();
    // Made once, whatever else becomes of the cast.
    let has_cast = Memo::new(move || state.casting.cast.with(|cast| !cast.entities.is_empty()));
    let panel = move || has_cast.get().then(|| later(move |later| (later.entity_panel)(state)));
    let text = article().attr("lang", language).attr("dir", "auto").child((
        article_header(&rendering),
        article_body(&rendering),
        colophon(&rendering),
        footer().class("after").child(teasers(&rendering)),
    ));

    let page = div()
        .class("reader")
        .attr("data-cast", may_have_cast.to_string())
        .class_when("has-chips", move || state.kept.with(|kept| !kept.is_empty()))
        .class_when("has-sheet", move || state.panel_is_open.get())
        .node_ref(root)
        .child((
            a().class("skip button").attr("href", "#text").child(Messages::here().skip),
            bar(viewer, Some(state), search(state, move || reader.reading_place()).into_any()),
            div().class("columns").child((contents(&rendering), text, dynamic(panel))),
            later(move |later| (later.minimap)(state)),
            later(move |later| (later.selection_tools)(viewer, state, root)),
            later(move |later| (later.panel_dialogs)(state)),
            // Leptos has nothing in it; without highlights of the browser's the painter draws there.
            div().class("highlight-layer").attr("aria-hidden", "true"),
        ));
    hover_card.attend(page).into_any()
}

/// The parts of one article's page that act.
#[derive(Clone, Copy)]
struct Reader {
    viewer: Viewer,
    state: ReaderState,
    root: ElementRef,
    painter: Stored<Option<RefCell<Painter>>>,
    /// The cast whose links the painter knows.
    painted_cast: Stored<Arc<Cast>>,
    /// Tells that other zones have come near the viewport.
    moved: Signal<()>,
    /// Everything from the moment that printing begins until it ends, whatever calls for paint meanwhile.
    extent: Stored<Extent>,
    sheet: Sheet,
}

/// Text that is less high than this, in CSS pixels, cannot be read.
const LEAST_HEIGHT: f64 = 120.0;

/// What a sheet leaves below a mention at the least, in CSS pixels: a line.
const LINE: f64 = 24.0;

impl Reader {
    /// Paints on the next frame after anything that is painted has changed.
    fn paint_when_due(self) {
        let is_due = Rc::new(Cell::new(false));
        effect(move || {
            let Some(root) = self.root.get() else { return };
            self.moved.track();
            self.state.searching.found.track();
            self.state.query.track();
            self.state.current.track();
            self.state.selected.track();
            self.state.companion.track();
            self.state.passage.track();
            self.state.casting.cast.track();
            if self.painter.with(Option::is_none) {
                let moved = self.moved;
                // Signals outlive the observer's last call only until the page of the article is gone.
                let painter = Painter::new(&root, move || moved.try_set(()));
                self.painter.set(Some(RefCell::new(painter)));
                self.state.searching.search_first(move || {
                    self.painter.with(|painter| Some(painter.as_ref()?.borrow().near())).unwrap_or_default()
                });
            }
            if is_due.replace(true) {
                return;
            }
            let is_due = Rc::clone(&is_due);
            on_next_frame(move || {
                is_due.set(false);
                self.paint();
            });
        });
        // The frame that scrolls comes right behind, and finds painted what it brings into view.
        on_window(ev::scroll, move |_| {
            let is_behind =
                self.painter.with(|painter| painter.as_ref().is_some_and(|it| it.borrow().is_behind()));
            if is_behind {
                self.moved.set(());
            }
        });
        on_window(ev::resize, move |_| self.moved.set(()));
        on_cleanup(move || self.painter.set(None));
    }

    /// A page that is printed has no viewport.
    fn paint_for_print(self) {
        on_window(ev::Custom::<web_sys::Event>::new("beforeprint"), move |_| {
            self.state.searching.complete();
            self.extent.set(Extent::Everything);
            self.paint();
        });
        on_window(ev::Custom::<web_sys::Event>::new("afterprint"), move |_| {
            self.extent.set(Extent::Window);
            self.paint();
        });
    }

    fn paint(self) {
        // The reader may have left the article since the frame was asked for.
        let Some(query) = self.state.query.try_get_untracked() else { return };
        let open = self.state.article();
        let cast = self.state.cast();
        let of = |entity: Option<u32>| entity.map(|entity| cast.index.of(entity)).into_iter().flatten();
        let selected = of(self.state.selected.get_untracked());
        let mut mentions: Vec<_> =
            selected.chain(of(self.state.companion.get_untracked())).copied().collect();
        mentions.sort_unstable();
        measure("paint", || {
            self.state.searching.with(|search| {
                let layers = Layers {
                    texts: &open.texts,
                    query: &query,
                    search,
                    current: self.state.current.get_untracked(),
                    mentions,
                    passage: self.state.passage.get_untracked(),
                };
                self.painter.with(|painter| {
                    if let Some(painter) = painter {
                        let mut painter = painter.borrow_mut();
                        // The links of another cast are other elements, which are there by now.
                        if !self.painted_cast.with(|painted| Arc::ptr_eq(painted, &cast)) {
                            painter.text_has_changed();
                            self.painted_cast.set(Arc::clone(&cast));
                        }
                        painter.paint(&layers, self.extent.get());
                    }
                });
            });
        });
    }

    /// Marks the passage that the address points to, and goes there.
    fn follow_passage(self) {
        if !self.viewer.owns_page() {
            return;
        }
        let follow = move |fragment: &str| {
            let open = self.state.article();
            let texts: Vec<_> = open.texts.iter().map(BlockText::as_str).collect();
            let passage = TextFragment::parse_all(fragment).iter().find_map(|fragment| fragment.find(&texts));
            if let Some(passage) = passage {
                self.state.passage.set(Some(passage));
                if let Some(span) = passage.span_in(passage.first, &open.texts) {
                    self.state.goal.set(Some(Place { block: passage.first, span }));
                }
            }
        };
        if let Some(fragment) = self.viewer.url.with_untracked(|url| url.passage.clone()) {
            follow(&fragment);
        }
        on_window(ev::hashchange, move |event| {
            let fragment = passage_in(&event.new_url());
            self.viewer.url.update(|url| url.passage.clone_from(&fragment));
            if let Some(fragment) = fragment {
                follow(&fragment);
            }
        });
    }

    /// The text block at the top of the window, from which a search goes on.
    fn reading_place(self) -> Option<BlockIndex> {
        self.painter.with(|painter| painter.as_ref()?.borrow().first_in_view(BAR))
    }

    fn scroll_when_due(self) {
        effect(move || {
            let Some(goal) = self.state.goal.get() else { return };
            self.sheet.text_has_goal();
            // A layout that opening the panel may still change comes first.
            on_next_frame(move || self.scroll_to(goal, 2));
        });
    }

    /// Scrolls a place to the upper part of the window, unless it can be seen already; what a sheet has come over, no
    /// further than above the sheet. Where the browser had only estimated the height of what lies between, the place is
    /// looked up again.
    fn scroll_to(self, place: Place, tries: u8) {
        let Some(open) = self.state.open.try_get() else { return };
        let rect = self
            .painter
            .with(|painter| painter.as_ref()?.borrow().rect(&open.texts, place.block, place.span));
        let Some(rect) = rect else { return };
        let (top, bottom) = self.visible_heights();
        let height = bottom - top;
        let sheet = self.sheet.height();
        let (above, below) = if sheet > 0.0 { (0.0, LINE) } else { (24.0, height * 0.2) };
        if rect.top() > top + above && rect.bottom() < bottom - below {
            return;
        }
        let is_below_sheet = rect.bottom() >= bottom - below && rect.bottom() <= bottom + sheet;
        let distance = match is_below_sheet {
            true => rect.bottom() - (bottom - height * 0.2),
            false => rect.top() - top - height * 0.3,
        };
        self.sheet.text_moves(distance);
        let is_far = distance.abs() > 2.0 * height;
        let options = web_sys::ScrollToOptions::new();
        options.set_top(distance);
        options.set_behavior(scroll_behavior(is_far));
        window().scroll_by_with_scroll_to_options(&options);
        if is_far && tries > 0 {
            on_next_frame(move || self.scroll_to(place, tries - 1));
        }
    }

    /// Between which heights the text can be seen, in CSS pixels of the viewport: what the bar, the list of matches
    /// and the sheet of a phone leave.
    fn visible_heights(self) -> (f64, f64) {
        let element =
            |selector: &str| self.root.get_untracked().and_then(|root| root.query_selector(selector).ok()?);
        let bottom_of = |selector: &str| element(selector).map(|it| it.get_bounding_client_rect().bottom());
        let height = viewport::height();
        let bar = bottom_of(".bar").unwrap_or(BAR);
        // A list that leaves hardly a line is looked past.
        let list = if self.state.list_is_open.get_untracked() { bottom_of(".search-drawer") } else { None };
        let top = list.filter(|bottom| height - bottom > LEAST_HEIGHT).unwrap_or(bar);
        (top, (height - self.sheet.height()).max(top))
    }

    /// Keeps keywords and entity in the address. A selection is a step that “back” undoes.
    fn follow_address(self) {
        let mut before: Option<Option<String>> = None;
        effect(move || {
            let (keywords, options) = self.state.query.with(|query| (texts_of(query), query.options()));
            let cast = self.state.casting.cast.get();
            let id = |place: Option<u32>| place.and_then(|place| cast.id(place));
            let shown = (id(self.state.selected.get()), id(self.state.companion.get()));
            // What is not found yet stays in the address.
            let awaited = self.state.awaited.get();
            let (entity, companion) = awaited.map_or(shown, |(entity, companion)| (Some(entity), companion));
            let is_new = before.as_ref().is_some_and(|before| *before != entity);
            let known = self.viewer.url.with_untracked(|url| {
                url.keywords == keywords
                    && url.options == options
                    && url.entity == entity
                    && url.companion == companion
            });
            if !known {
                let told = entity.clone();
                self.viewer.url.update(|url| {
                    url.keywords = keywords;
                    url.options = options;
                    url.entity = told;
                    url.companion = companion;
                });
                self.viewer.show_url(if is_new { History::Push } else { History::Replace });
            }
            before = Some(entity);
        });
    }

    fn tell_the_page(self) {
        let container = self.viewer.root();
        let headline = self.state.open.with(|open| open.article.headline.to_plain());
        effect({
            let container = container.clone();
            move || dispatch(&container, "article-load", &[("headline", headline.clone().into())])
        });
        effect({
            let container = container.clone();
            let mut before = None;
            move || {
                let selected = self.state.selected.get();
                if before != selected {
                    before = selected;
                    let id = selected.and_then(|place| self.state.cast().id(place));
                    dispatch(&container, "entity-select", &[("entity", id.into())]);
                }
            }
        });
        let before = Rc::new(RefCell::new((0, Found::default())));
        let tell = move || {
            let current = self.state.current_place_untracked().map_or(0, |at| at + 1);
            let now = (current, self.state.searching.found.get_untracked());
            if before.replace(now.clone()) != now {
                let (current, found) = now;
                dispatch(
                    &container,
                    "match-change",
                    &[
                        ("current", (current as f64).into()),
                        ("count", (found.total as f64).into()),
                        ("complete", found.is_complete.into()),
                    ],
                );
            }
        };
        self.state.searching.when_found(tell.clone());
        effect(move || {
            self.state.current.track();
            tell();
        });
    }

    /// `/` goes to the search field, F3 and Shift+F3 step through the matches, Escape closes what is open.
    fn listen_to_keys(self) {
        on_window(ev::keydown, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let is_typing = target.as_ref().is_some_and(|target| {
                matches!(target.local_name().as_str(), "input" | "textarea" | "select")
                    || target
                        .dyn_ref::<web_sys::HtmlElement>()
                        .is_some_and(|element| element.is_content_editable())
            });
            if event.default_prevented() {
                return;
            }
            match event.key().as_str() {
                "F3" if !self.state.query.with_untracked(Query::is_empty) => {
                    event.prevent_default();
                    self.state.step_match(!event.shift_key(), self.reading_place());
                }
                "/" if !is_typing && !event.ctrl_key() && !event.meta_key() && !event.alt_key() => {
                    let field = self.root.get_untracked().and_then(|root| {
                        root.query_selector("input[type=search]")
                            .ok()??
                            .dyn_into::<web_sys::HtmlElement>()
                            .ok()
                    });
                    if let Some(field) = field {
                        event.prevent_default();
                        let _ = field.focus();
                    }
                }
                "Escape" if !is_typing && self.state.panel_is_open.get_untracked() => {
                    self.state.panel_is_open.set(false);
                }
                "Escape" if !is_typing && self.state.list_is_open.get_untracked() => {
                    self.state.list_is_open.set(false);
                }
                "Escape" if !is_typing => {
                    self.state.passage.set(None);
                    self.viewer.url.update(|url| url.passage = None);
                    self.state.select_entity(None);
                }
                _ => {}
            }
        });
    }
}

impl ReaderState {
    /// Takes over what the address says, after back or forward.
    pub fn follow(&self, url: &ReaderUrl) {
        let is_shown = self
            .query
            .with_untracked(|query| texts_of(query) == url.keywords && query.options() == url.options);
        if !is_shown {
            self.draft.set(String::new());
            self.change_keywords(|query| *query = Query::new(&url.keywords, url.options));
        }
        self.select_by_id(url.entity.clone(), url.companion.clone());
    }
}

fn texts_of(query: &Query) -> Vec<String> {
    query.keywords().iter().map(|keyword| keyword.text.clone()).collect()
}
