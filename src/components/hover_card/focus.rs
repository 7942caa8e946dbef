//! The way of the keyboard into the card or the panel, and back to the word.

use leptos::prelude::*;
use sidelight_engine::entity::Mention;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::super::focus::{focus, target};
use super::super::mention::link_of;
use super::HoverCard;
use crate::paint::elements;
use crate::reactive::on_next_frame;

/// Frames within which a heading can take the focus: it is made in the next, and the sheet comes into view by a transition.
const FRAMES: u8 = 20;

/// What the Tab key goes through in a card.
const CONTROLS: &str = "a[href], button:enabled";

impl HoverCard {
    /// Whether an element is the card or in it.
    pub(super) fn has(self, element: &Element) -> bool {
        self.card.get_untracked().is_some_and(|card| card.contains(Some(element)))
    }

    /// Whether the focus is in the card.
    pub(super) fn has_focus(self) -> bool {
        self.card.get_untracked().is_some_and(|card| holds_focus(&card))
    }

    /// Focuses the link of a mention. The text stays where it is.
    pub(super) fn focus_link(self, mention: Mention) {
        if let Some(link) = self.root.get_untracked().and_then(|root| link_of(mention, &root, self.state)) {
            focus(&link);
        }
    }

    /// Focuses the heading of the card that was asked for, near the word or in the panel, as soon as it is there.
    pub(super) fn focus_heading(self) {
        self.focus_heading_within(FRAMES);
    }

    fn focus_heading_within(self, frames: u8) {
        on_next_frame(move || {
            if self.is_gone() {
                return;
            }
            let is_near = self.shown.get_untracked().is_some_and(|shown| shown.is_open);
            let heading = self.find(if is_near { ".hover-card h3" } else { ".panel-card h3" });
            if let Some(heading) = &heading {
                focus(heading);
            }
            if frames > 0 && !heading.is_some_and(|heading| holds_focus(&heading)) {
                self.focus_heading_within(frames - 1);
            }
        });
    }

    /// Once the panel or its card is closed, its focus goes back to the word that opened it.
    pub(super) fn return_focus(self) {
        let Some(mention) = self.opener.get() else { return };
        if self.panel_is_seen() && self.state.selected.get_untracked().is_some() {
            return;
        }
        self.opener.set(None);
        on_next_frame(move || {
            if self.is_gone() {
                return;
            }
            // What had it may be gone, and the focus with it.
            let is_lost = self.root.get_untracked().is_some_and(|root| !holds_focus(&root));
            if is_lost || self.find(".entity-panel").is_some_and(|panel| holds_focus(&panel)) {
                self.dismissed.set(Some(mention));
                self.focus_link(mention);
            }
        });
    }

    /// Escape closes the card; in the panel's card it leads back to the word.
    pub(super) fn escape(self, event: &KeyboardEvent) {
        if event.key() != "Escape" || event.default_prevented() || event.is_composing() {
            return;
        }
        if self.shown.get_untracked().is_some_and(|shown| shown.is_open) {
            event.prevent_default();
            return self.dismiss();
        }
        let is_in_panel_card = self.find(".panel-card").is_some_and(|card| holds_focus(&card));
        if is_in_panel_card
            && !self.state.panel_is_open.get_untracked()
            && let Some(mention) = self.opener.get()
        {
            event.prevent_default();
            self.opener.set(None);
            self.dismissed.set(Some(mention));
            self.focus_link(mention);
        }
    }

    /// The card stands at the end of the page, but belongs behind its word: Tab beyond its last control goes on with the text
    /// behind the word, and Shift+Tab beyond its first goes to the word.
    pub(super) fn leave_by_tab(self, event: &KeyboardEvent) {
        // WebKitGTK has no name for the key while Shift is pressed.
        let is_tab = event.key() == "Tab" || event.code() == "Tab";
        let Some(from) = target(event).filter(|from| is_tab && self.has(from)) else { return };
        let (Some(shown), Some(card)) = (self.shown.get_untracked(), self.card.get_untracked()) else {
            return;
        };
        let controls: Vec<_> =
            elements(&card, CONTROLS).filter(|it| it.get_client_rects().length() > 0).collect();
        let at = controls.iter().position(|control| *control == from);
        let is_at_the_edge = match event.shift_key() {
            true => at.is_none_or(|at| at == 0),
            false => at.is_some_and(|at| at + 1 == controls.len()),
        };
        if is_at_the_edge {
            self.dismissed.set(Some(shown.mention));
            self.focus_link(shown.mention);
            self.close();
            if event.shift_key() {
                event.prevent_default();
            }
        }
    }

    fn find(self, selector: &str) -> Option<Element> {
        self.root.get_untracked()?.query_selector(selector).ok()?
    }
}

/// Whether the focus is in an element, though its window may not have it. Of a document or a shadow tree, whichever the element is in.
fn holds_focus(element: &Element) -> bool {
    let focused = js_sys::Reflect::get(&element.get_root_node(), &"activeElement".into()).ok();
    let focused = focused.and_then(|focused| focused.dyn_into::<Element>().ok());
    focused.is_some_and(|focused| element.contains(Some(&focused)))
}
