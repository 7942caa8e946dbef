//! What the card says and offers, and the switch that turns cards on again.

use super::super::element::{Element, button, div, dynamic, fragment, section, span};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::entity::Mention;

use super::super::entity_card::{about, facts, picture, step_button, title};
use super::super::icon::{Icon, icon};
use super::{Cause, HoverCard};
use crate::messages::Messages;
use crate::state::ReaderState;

/// The switch at the foot of the panel: whether cards open at hover and focus.
pub fn cards_switch(state: ReaderState) -> Element {
    let messages = Messages::here();
    let cards = state.cards;
    button()
        .attr("type", "button")
        .class("cards-switch")
        .attr("role", "switch")
        .attr("data-action", "cards")
        .attr("lang", messages.language)
        .attr_with("aria-checked", move || cards.are_on.get().to_string())
        .on(ev::click, move |_| cards.turn(!cards.are_on.get_untracked()))
        .child((messages.entities.cards, span().class("cards-switch-track").attr("aria-hidden", "true")))
}

impl HoverCard {
    /// The card of an entity, as in the panel but shorter.
    pub fn content(self, entity: u32) -> AnyView {
        let messages = self.messages;
        let phrases = messages.entities;
        let (open, cast) = (self.state.article(), self.state.cast());
        let place = entity;
        let Some(entity) = cast.entity(place) else { return fragment(()) };
        let action = |name: &'static str| button().attr("type", "button").attr("data-action", name);
        let close = action("close-hover-card")
            .class("tool")
            .attr("aria-label", messages.close)
            .on(ev::click, move |_| self.dismiss())
            .child(icon(Icon::CLOSE));
        let panel = action("open-panel")
            .class("text-button")
            .on(ev::click, move |_| self.open_panel(place))
            .child(phrases.open_panel);
        let off = move || {
            let off = action("cards-off").class("text-button").on(ev::click, move |_| self.turn_off());
            self.state.cards.are_on.get().then(|| off.child(phrases.cards_off))
        };
        section()
            .class("entity-card")
            .attr("part", "entity-card")
            .attr("data-kind", entity.kind.name())
            .attr("data-entity", entity.id.clone())
            .child((
                div().class("card-head").child((title(entity), close)),
                div().class("hover-card-about").child((picture(&open, entity), about(entity))),
                facts(&open, entity),
                self.steps(),
                div()
                    .class("hover-card-controls")
                    .attr("lang", messages.language)
                    .child((panel, dynamic(off))),
            ))
            .into_any()
    }

    /// Which mention it is, and the way to the others.
    fn steps(self) -> Element {
        let phrases = self.messages.entities;
        let position = move || {
            let (mention, place) = self.place_of_mention()?;
            Some(phrases.place(place + 1, self.state.cast().index.count(mention.entity)))
        };
        let step = move |forward: bool| step_button(forward, move || self.step(forward));
        div().class("card-steps").attr("lang", self.messages.language).child((
            span().attr("role", "status").child(dynamic(position)),
            step(false),
            step(true),
        ))
    }

    /// The mention that the card is near, and its place among those of its entity; followed.
    fn place_of_mention(self) -> Option<(Mention, usize)> {
        let mention = self.shown.get()?.mention;
        let place = self.state.cast().index.of(mention.entity).position(|other| *other == mention)?;
        Some((mention, place))
    }

    fn step(self, forward: bool) {
        let Some((mention, place)) = self.place_of_mention() else { return };
        let count = self.state.cast().index.count(mention.entity);
        let next = if forward { place + 1 } else { place + count - 1 };
        self.state.go_to_mention(mention.entity, next % count);
    }

    fn open_panel(self, entity: u32) {
        let mention = self.shown.get_untracked().map(|shown| shown.mention);
        self.opener.set(mention);
        self.close();
        self.state.panel_is_open.set(true);
        self.state.select_entity(Some(entity));
        self.focus_heading();
    }

    fn turn_off(self) {
        self.dismiss();
        self.state.cards.turn(false);
        self.said.set(self.messages.entities.cards_are_off.to_owned());
    }

    /// What a screen reader says of a card that opens by itself: the entity in a sentence, and for the keyboard how to go on.
    pub(super) fn announcement(self, mention: Mention, cause: Cause) -> String {
        let cast = self.state.cast();
        let Some(entity) = cast.entity(mention.entity) else { return String::new() };
        let count = self.messages.mentions(cast.index.count(mention.entity));
        self.messages.entities.announcement(entity, &count, cause == Cause::Focus)
    }
}
