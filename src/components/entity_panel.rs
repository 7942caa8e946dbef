//! The panel: who and what is in the article.

use super::element::{aside, button, div, dynamic, h2, h3, li, section, span, ul};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::article::EntityKind;

use super::entity_card::entity_card;
use super::icon::{Icon, icon, kind_shape};
use crate::messages::Messages;
use crate::state::ReaderState;

/// The panel: the card of the selected entity, then all entities by kind, the most mentioned first.
pub fn entity_panel(state: ReaderState) -> AnyView {
    let messages = Messages::here();
    let open = state.article();
    let cast = state.casting.cast.get();
    let groups: Vec<_> = EntityKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let mut members: Vec<u32> = Vec::new();
            for (place, _) in (0..).zip(&cast.entities).filter(|(_, entity)| entity.kind == kind) {
                // Behind those mentioned as often, which keeps the order of the article among them.
                let count = cast.index.count(place);
                let behind = members.partition_point(|other| cast.index.count(*other) >= count);
                members.insert(behind, place);
            }
            (!members.is_empty()).then(|| group(state, kind, &members))
        })
        .collect();
    let language = open.article.language.clone();
    let close = button()
        .attr("type", "button")
        .class("tool panel-close")
        .attr("data-action", "close-panel")
        .attr("aria-label", messages.close)
        .on(ev::click, move |_| state.panel_is_open.set(false))
        .child(icon(Icon::CLOSE));
    let card = move || state.selected.get().map(|entity| entity_card(state, entity));
    aside()
        .class("entity-panel")
        .attr("part", "entity-panel")
        .attr("aria-label", messages.cast_title)
        .class_when("is-open", move || state.panel_is_open.get())
        .child((
            div().class("panel-head").child((h2().child(messages.cast_title), close)),
            div().class("panel-card").attr("lang", language.clone()).child(dynamic(card)),
            div().class("panel-groups").attr("lang", language).child(groups),
        ))
        .into_any()
}

fn group(state: ReaderState, kind: EntityKind, members: &[u32]) -> AnyView {
    let messages = Messages::here();
    let rows: Vec<_> = members.iter().map(|entity| row(state, *entity)).collect();
    section()
        .class("entity-group")
        .attr("data-kind", kind.name())
        .child((
            h3().class("label").attr("lang", messages.language).child((
                span().child(messages.kind(kind)),
                span().class("count").child(members.len().to_string()),
            )),
            ul().child(rows),
        ))
        .into_any()
}

fn row(state: ReaderState, place: u32) -> AnyView {
    let cast = state.cast();
    let count = cast.index.count(place);
    let entity = &cast.entities[place as usize];
    li().child(
        button()
            .attr("type", "button")
            .class("entity")
            .attr("part", "entity")
            .attr("id", format!("entity-{}", entity.id))
            .attr("data-entity", entity.id.clone())
            .attr("data-kind", entity.kind.name())
            .attr_with("aria-pressed", move || (state.selected.get() == Some(place)).to_string())
            .on(ev::click, move |_| {
                state.step_mention(place, true);
                // Behind a sheet the passage could not be seen.
                state.panel_is_open.set(false);
            })
            .child((
                kind_shape(entity.kind),
                span().class("entity-name").child(entity.name.clone()),
                span()
                    .class("count")
                    .attr("aria-label", Messages::here().mentions(count))
                    .child(count.to_string()),
            )),
    )
    .into_any()
}
