//! When the card opens and closes by itself: what pointer and focus are on, and for how long.

use std::time::Duration;

use leptos::prelude::set_timeout;
use sidelight_engine::entity::Mention;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, PointerEvent};

use super::super::focus::target;
use super::super::mention::mention_at;
use super::{Cause, HoverCard, Shown};

/// Milliseconds on a mention after which its card is made, so that its picture is there when it opens; also those after
/// which an open card goes over to another mention.
const PREPARE: u64 = 150;

/// Milliseconds on a mention after which its card opens.
const OPEN: u64 = 500;

/// Milliseconds away from mention and card after which the card closes.
const CLOSE: u64 = 300;

impl HoverCard {
    /// A finger hovers over nothing, and a pressed button selects text. Only moves count: text that is scrolled to below a
    /// pointer at rest opens no card, and text that is scrolled away from it closes none.
    pub(super) fn follow_pointer(self, event: &PointerEvent) {
        if event.pointer_type() == "touch" || event.buttons() != 0 {
            return;
        }
        let Some(target) = target(event) else { return };
        let mention = match self.has(&target) {
            true => self.shown.get_untracked().map(|shown| shown.mention),
            false => mention_at(&target, self.state),
        };
        match mention {
            Some(mention) => self.aim_at(mention, Cause::Pointer),
            None => self.leave(),
        }
    }

    /// The pointer is on nothing that has a card.
    pub(super) fn leave(self) {
        if self.is_gone() {
            return;
        }
        if self.dismissed.with(Option::is_some) {
            self.dismissed.set(None);
        }
        self.leave_aim();
    }

    /// A press selects or drags, or a click follows; no card opens by itself until the pointer has left the word.
    pub(super) fn press(self, event: &PointerEvent) {
        self.is_by_pointer.set(true);
        let Some(target) = target(event) else { return };
        if self.has(&target) {
            // Who uses the card has asked for it.
            if let Some(shown) = self.shown.get_untracked() {
                self.shown.set(Some(Shown { cause: Cause::Choice, ..shown }));
            }
            return;
        }
        let mention = mention_at(&target, self.state);
        // About the card of this word a click decides.
        if mention.is_none() || mention != self.shown.get_untracked().map(|shown| shown.mention) {
            self.close();
        }
        self.next_turn();
        self.aim.set(None);
        self.dismissed.set(mention);
    }

    pub(super) fn enter_focus(self, event: &FocusEvent) {
        let mention = target(event).and_then(|target| mention_at(&target, self.state));
        if let Some(mention) = mention.filter(|_| !self.is_by_pointer.get()) {
            self.aim_at(mention, Cause::Focus);
        }
    }

    pub(super) fn leave_focus(self, event: &FocusEvent) {
        if self.is_gone() {
            return;
        }
        let to = event.related_target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(from) = target(event) else { return };
        if to.as_ref().is_some_and(|to| self.has(to)) {
            return;
        }
        let shown = self.shown.get_untracked();
        if self.has(&from) {
            // It goes to nothing where another window comes forward, or what had it is gone.
            if to.is_some() {
                self.close();
            }
            return;
        }
        let Some(mention) = mention_at(&from, self.state) else { return };
        if self.dismissed.get() == Some(mention) {
            self.dismissed.set(None);
        }
        if self.aim.get() == Some((mention, Cause::Focus)) {
            self.aim.set(None);
            self.next_turn();
        }
        if shown.is_some_and(|shown| {
            shown.mention == mention
                && (shown.cause == Cause::Focus || shown.cause == Cause::Choice && to.is_some())
        }) {
            self.close();
        }
    }

    /// Pointer or focus have come to a mention, or to its card.
    fn aim_at(self, mention: Mention, cause: Cause) {
        if self.dismissed.get() == Some(mention) {
            return self.leave_aim();
        }
        if let Some((known, _)) = self.aim.get()
            && known == mention
        {
            // Where both are on it, it is the focus that has to leave.
            if cause == Cause::Focus {
                self.aim.set(Some((mention, cause)));
            }
            return;
        }
        self.next_turn();
        self.aim.set(Some((mention, cause)));
        let open = self.shown.get_untracked().filter(|shown| shown.is_open);
        if open.is_some_and(|open| open.mention == mention) {
            return;
        }
        let is_in_panel = self.panel_is_seen() && self.state.selected.get_untracked() == Some(mention.entity);
        if is_in_panel || !self.state.cards.are_on.get_untracked() {
            return self.close_soon();
        }
        let goes_over = open.is_some_and(|open| open.cause != Cause::Choice);
        if open.is_none() {
            self.after(PREPARE, move || self.prepare(mention, cause));
        }
        self.after(if goes_over { PREPARE } else { OPEN }, move || {
            if !self.has_focus() {
                self.show(mention, cause);
            }
        });
    }

    fn leave_aim(self) {
        if matches!(self.aim.get(), Some((_, Cause::Pointer))) {
            self.aim.set(None);
            self.next_turn();
            self.close_soon();
        }
    }

    /// Closes a card that nobody asked for, unless the reader comes back to it.
    fn close_soon(self) {
        if self.shown.get_untracked().is_some_and(|shown| shown.cause != Cause::Choice) {
            self.after(CLOSE, move || {
                if !self.has_focus() {
                    self.close();
                }
            });
        }
    }

    /// Whatever timers wait for is not going to be.
    pub(super) fn next_turn(self) {
        self.turn.set(self.turn.get().wrapping_add(1));
    }

    /// Runs `run` so many milliseconds later, unless something else has happened by then.
    fn after(self, milliseconds: u64, run: impl FnOnce() + 'static) {
        let turn = self.turn.get();
        let run: Box<dyn FnOnce()> = Box::new(run);
        let run: Box<dyn FnOnce()> = Box::new(move || {
            // The reader may also have left the article.
            if self.turn.try_get() == Some(turn) {
                run();
            }
        });
        set_timeout(run, Duration::from_millis(milliseconds));
    }
}
