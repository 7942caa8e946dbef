//! The card near the word.
//!
//! It opens when the pointer rests on a mention, or the focus of the keyboard, and at once at a click, a tap or Enter, unless the
//! panel is there to show the card. By WCAG 2.2, 1.4.13, Escape closes it, the pointer can go onto it, and it stays until
//! pointer and focus have left.
//!
//! A mention is a plain link, without `aria-haspopup`: a text has dozens of them, and “has a pop-up” at each would be in
//! the way of reading; on a wide window it would not be true either. What opens by itself is said once, in a live region;
//! what was asked for takes the focus.

mod aim;
mod content;
mod focus;

use super::element::{Element, ElementRef, div, dynamic, p};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::entity::Mention;
use wasm_bindgen::JsCast;

use super::focus::target;
use super::mention::{mention_at, range_of};
use super::sheet::Sheet;
use crate::later::Loader;
use crate::messages::Messages;
use crate::paint::css_pixels;
use crate::placement::{Placement, Rect, Side, place_beside};
use crate::reactive::{Memo, Signal, Stored, effect, on_next_frame, on_window};
use crate::state::ReaderState;
use crate::viewport::{self, PANEL_BESIDE, SHEET};

pub use content::cards_switch;

/// Between the card and the edges of the window, in CSS pixels.
const MARGIN: f64 = 8.0;

/// The card near the word, of one reader. Copies share it.
#[derive(Clone, Copy)]
pub struct HoverCard {
    state: ReaderState,
    sheet: Sheet,
    later: Loader,
    messages: &'static Messages,
    root: ElementRef,
    card: ElementRef,
    shown: Signal<Option<Shown>>,
    /// What screen readers are told.
    said: Signal<String>,
    /// The mention that pointer or focus are on.
    aim: Stored<Option<(Mention, Cause)>>,
    /// The mention whose card is not to open again before pointer and focus have left it.
    dismissed: Stored<Option<Mention>>,
    /// The mention that gets the focus back from the panel.
    opener: Stored<Option<Mention>>,
    /// Whether the pointer was pressed after the last key: what follows is no doing of the keyboard's.
    is_by_pointer: Stored<bool>,
    /// Whether the word is still to be scrolled into view.
    is_arriving: Stored<bool>,
    /// Counts what has happened: a timer that was set before does nothing.
    turn: Stored<u32>,
}

/// What the card shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shown {
    mention: Mention,
    cause: Cause,
    /// Until then it is only prepared.
    is_open: bool,
}

/// Why a card is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    /// The pointer is on the mention, or on the card.
    Pointer,
    /// The focus is on the mention.
    Focus,
    /// The reader asked for it, and has to close it.
    Choice,
}

impl HoverCard {
    /// The card of the reader in the element `root`. It hears Escape before whatever listens from later on.
    pub fn new(state: ReaderState, root: ElementRef, sheet: Sheet) -> Self {
        let card = Self {
            state,
            sheet,
            later: Loader::here(),
            messages: Messages::here(),
            root,
            card: ElementRef::new(),
            shown: Signal::new(None),
            said: Signal::new(String::new()),
            aim: Stored::new(None),
            dismissed: Stored::new(None),
            opener: Stored::new(None),
            is_by_pointer: Stored::new(false),
            is_arriving: Stored::new(false),
            turn: Stored::new(0),
        };
        on_window(ev::keydown, move |event| {
            card.is_by_pointer.set(false);
            card.escape(&event);
        });
        on_window(ev::scroll, move |_| card.place());
        on_window(ev::resize, move |_| card.place());
        card.follow_selection();
        card
    }

    /// The reader's element with the card in it, and its listeners.
    pub fn attend(self, reader: Element) -> Element {
        reader
            .child(self.view())
            .on(ev::click, move |event| self.open_mention(&event))
            .on(ev::pointermove, move |event| self.follow_pointer(&event))
            .on(ev::pointerleave, move |_| self.leave())
            .on(ev::pointerdown, move |event| self.press(&event))
            .on(ev::focusin, move |event| self.enter_focus(&event))
            .on(ev::focusout, move |event| self.leave_focus(&event))
            .on(ev::keydown, move |event| self.leave_by_tab(&event))
    }

    /// The card and its live region; nothing as long as the article has no cast.
    fn view(self) -> AnyView {
        let state = self.state;
        let language = state.open.with(|open| open.article.language.clone());
        let has_cast = Memo::new(move || state.casting.cast.with(|cast| !cast.entities.is_empty()));
        // The content stays while the card goes from prepared to open, and from mention to mention.
        let entity = Memo::new(move || self.shown.get().map(|shown| shown.mention.entity));
        let name = move || entity.get().and_then(|entity| Some(state.cast().entity(entity)?.name.clone()));
        let stage = move || {
            let is_here = self.later.get().is_some();
            self.shown.get().map(|shown| if shown.is_open && is_here { "open" } else { "prepared" })
        };
        let content = move || {
            state.casting.cast.track();
            let later = self.later.get()?;
            let view = entity.get().map(|entity| (later.hover_card)(self, entity));
            // Where it came later than it was asked for.
            on_next_frame(move || self.place());
            view
        };
        let view = move || {
            has_cast.get().then(|| {
                let card = div()
                    .class("hover-card")
                    .attr("role", "dialog")
                    .attr("lang", language.clone())
                    .attr_with("aria-label", name)
                    .attr_with("data-state", stage)
                    .node_ref(self.card)
                    .child(dynamic(content));
                let status = p()
                    .class("hover-card-status hidden")
                    .attr("role", "status")
                    .child(dynamic(move || self.said.get()));
                (card, status)
            })
        };
        dynamic(view)
    }

    /// A click on a mention selects its entity and shows its card, in the panel where that can be seen, and does not
    /// jump. The click may come from anywhere in the article.
    fn open_mention(self, event: &web_sys::MouseEvent) {
        if event.meta_key() || event.ctrl_key() || event.shift_key() || event.button() != 0 {
            return;
        }
        let Some(mention) = target(event).and_then(|target| mention_at(&target, self.state)) else { return };
        event.prevent_default();
        let takes_focus = !self.is_by_pointer.get();
        let link = target(event).and_then(|target| target.closest("a.mention").ok()?);
        // Marked at once, whenever its card can be shown.
        self.state.select_entity(Some(mention.entity));
        let focused = document().active_element();
        self.later.then(move |_| {
            // By then the reader may have gone on to something else.
            if !self.is_gone() && self.state.selected.get_untracked() == Some(mention.entity) {
                self.open_card(mention, link, takes_focus && document().active_element() == focused);
            }
        });
    }

    fn open_card(self, mention: Mention, link: Option<web_sys::Element>, takes_focus: bool) {
        let is_sheet = viewport::width() < SHEET;
        if let Some(link) = link.filter(|_| is_sheet) {
            self.sheet.open_at(&link);
        }
        if self.panel_is_seen() {
            self.close();
            self.dismissed.set(Some(mention));
            // A sheet gives the focus back by itself.
            self.opener.set((takes_focus && !is_sheet).then_some(mention));
        } else {
            self.show(mention, Cause::Choice);
        }
        self.state.select_mention(mention);
        if takes_focus {
            self.focus_heading();
        }
    }

    /// Whether the reader has left the article, which frames that were asked for come too late for; browsers also tell pointer and
    /// focus of elements that they have taken out.
    fn is_gone(self) -> bool {
        self.turn.try_get().is_none()
    }

    /// Whether the panel can be seen, which then shows the card of the selected entity.
    fn panel_is_seen(self) -> bool {
        viewport::width() >= PANEL_BESIDE || self.state.panel_is_open.get_untracked()
    }

    /// Makes the card, which is laid out and not seen.
    fn prepare(self, mention: Mention, cause: Cause) {
        self.shown.set(Some(Shown { mention, cause, is_open: false }));
    }

    fn show(self, mention: Mention, cause: Cause) {
        self.next_turn();
        self.is_arriving.set(false);
        self.said.set(if cause == Cause::Choice { String::new() } else { self.announcement(mention, cause) });
        self.shown.set(Some(Shown { mention, cause, is_open: true }));
        // The content is there in the next frame, which is the first to show it.
        on_next_frame(move || self.place());
    }

    /// The card is gone, and may come again at once.
    fn close(self) {
        if self.shown.with_untracked(Option::is_some) {
            self.next_turn();
            self.shown.set(None);
            self.said.set(String::new());
        }
    }

    /// Closes the card, which stays closed until pointer and focus have left its word. The focus returns there.
    fn dismiss(self) {
        let Some(shown) = self.shown.get_untracked() else { return };
        self.aim.set(None);
        self.dismissed.set(Some(shown.mention));
        if self.has_focus() {
            self.focus_link(shown.mention);
        }
        self.close();
    }

    /// The card goes with the reader through the mentions, and leaves the selected entity to the panel.
    fn follow_selection(self) {
        let state = self.state;
        effect(move || {
            let (selected, at) = (state.selected.get(), state.mention.get());
            state.panel_is_open.track();
            self.return_focus();
            let Some(shown) = self.shown.get_untracked().filter(|shown| shown.is_open) else { return };
            if selected != Some(shown.mention.entity) {
                if selected.is_none() && shown.cause == Cause::Choice {
                    self.close();
                }
            } else if self.panel_is_seen() {
                let had_focus = self.has_focus();
                self.close();
                if had_focus {
                    self.opener.set(Some(shown.mention));
                    self.focus_heading();
                }
            } else if let Some(next) =
                at.and_then(|at| state.cast().index.of(shown.mention.entity).nth(at).copied())
                && next != shown.mention
            {
                self.show(next, Cause::Choice);
                self.is_arriving.set(true);
            }
        });
    }

    /// Puts the open card beside its word. Where the word has left the view, there is none.
    fn place(self) {
        if self.is_gone() {
            return;
        }
        let shown = self.shown.get_untracked().filter(|shown| shown.is_open);
        let (Some(shown), Some(card), Some(root)) =
            (shown, self.card.get_untracked(), self.root.get_untracked())
        else {
            return;
        };
        let card: web_sys::HtmlElement = card.unchecked_into();
        // As high as its content would have it.
        let height = card.scroll_height() + card.offset_height() - card.client_height();
        let (width, height) = (f64::from(card.offset_width()), f64::from(height));
        let range = range_of(shown.mention, &root, self.state);
        let placement = place_beside(&lines_of(range), width, height, view_of_text(&root));
        let Some(Placement { side, left, edge, max_height }) = placement else {
            if !self.is_arriving.get() {
                self.dismiss();
            }
            return;
        };
        self.is_arriving.set(false);
        let (top, bottom) = match side {
            Side::Below => (css_pixels(edge), "auto".to_owned()),
            Side::Above => ("auto".to_owned(), css_pixels(viewport::height() - edge)),
        };
        let lengths = [
            ("left", css_pixels(left)),
            ("top", top),
            ("bottom", bottom),
            ("max-height", css_pixels(max_height)),
        ];
        for (property, length) in lengths {
            let _ = card.style().set_property(property, &length);
        }
    }
}

/// The lines of a range, which may wrap.
fn lines_of(range: Option<web_sys::Range>) -> Vec<Rect> {
    let Some(rects) = range.and_then(|range| range.get_client_rects()) else { return Vec::new() };
    let rects = (0..rects.length()).filter_map(|at| rects.get(at));
    rects
        .map(|rect| Rect { left: rect.left(), top: rect.top(), right: rect.right(), bottom: rect.bottom() })
        .collect()
}

/// Where the text can be seen, but for a margin.
fn view_of_text(root: &web_sys::Element) -> Rect {
    let bar = root.query_selector(".bar").ok().flatten();
    Rect {
        left: MARGIN,
        top: bar.map_or(0.0, |bar| bar.get_bounding_client_rect().bottom()) + MARGIN,
        right: f64::from(root.client_width()) - MARGIN,
        bottom: viewport::height() - MARGIN,
    }
}
