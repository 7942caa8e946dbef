//! The panel: who and what is in the article.

use super::cast_graph::{cast_graph, large_graph, view_choice};
use super::element::{aside, button, div, dynamic, fragment, h2, p};
use leptos::ev;
use leptos::prelude::*;

use super::corrections::{corrections, export};
use super::element::ElementRef;
use super::entity_card::entity_card;
use super::entity_list::{entity_list, entity_tools};
use super::hover_card::cards_switch;
use super::icon::{Icon, icon};
use super::pinned::{comparison, pinned};
use super::sheet::{grip, sheet};
use crate::messages::Messages;
use crate::panel::View;
use crate::reactive::{Stored, effect};
use crate::state::ReaderState;

/// The panel: the card of the selected entity, the pinned ones, then all entities.
pub fn entity_panel(state: ReaderState) -> AnyView {
    let messages = Messages::here();
    let language = state.open.with(|open| open.article.language.clone());
    let element = ElementRef::new();
    show_card(state, element);
    let close = button()
        .attr("type", "button")
        .class("tool panel-close")
        .attr("data-action", "close-panel")
        .attr("aria-label", messages.close)
        .on(ev::click, move |_| state.panel_is_open.set(false))
        .child(icon(Icon::CLOSE));
    let card = move || {
        // The card is that of the present cast.
        state.casting.cast.track();
        state.selected.get().map(|entity| entity_card(state, entity))
    };
    // The list is long, and stays while the picture is shown.
    let shows_graph = move || state.panel.view.get() == View::Graph;
    let list = div()
        .attr("lang", language.clone())
        .attr_with("hidden", shows_graph)
        .child((entity_tools(state), entity_list(state)));
    let graph = move || shows_graph().then(|| cast_graph(state));
    let failure = move || {
        let has_failed = state.casting.failure.with(Option::is_some);
        has_failed
            .then(|| p().class("panel-failure").attr("role", "status").child(messages.entities.cast_failure))
    };
    let panel = aside()
        .class("entity-panel")
        .attr("part", "entity-panel")
        .attr("aria-label", messages.cast_title)
        .class_when("is-open", move || state.panel_is_open.get())
        .node_ref(element)
        .child((
            div().class("panel-head").child((grip(state), h2().child(messages.cast_title), close)),
            div().class("panel-card").attr("lang", language.clone()).child(dynamic(card)),
            pinned(state),
            view_choice(state),
            (list, div().attr("lang", language).child(dynamic(graph))),
            dynamic(failure),
            corrections(state),
            cards_switch(state),
        ));
    sheet(state, panel).into_any()
}

/// The dialogs that the panel opens.
pub fn panel_dialogs(state: ReaderState) -> AnyView {
    fragment((comparison(state), large_graph(state), export(state)))
}

/// The card of a newly selected entity is in view; when it closes, the list is where it was.
fn show_card(state: ReaderState, element: ElementRef) {
    let list_at: Stored<Option<i32>> = Stored::new(None);
    effect(move || {
        let selected = state.selected.get();
        let Some(panel) = element.get() else { return };
        match (selected, list_at.get()) {
            (Some(_), before) => {
                list_at.set(before.or(Some(panel.scroll_top())));
                panel.set_scroll_top(0);
            }
            (None, Some(before)) => {
                list_at.set(None);
                panel.set_scroll_top(before);
            }
            (None, None) => {}
        }
    });
}
