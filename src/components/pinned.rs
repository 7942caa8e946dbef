//! The pinned cards, and two of them side by side.

use std::sync::Arc;

use super::element::{
    Element, bdi, button, details, div, dynamic, h3, li, section, span, summary, table, tbody, td, th, thead,
    tr, ul,
};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::article::Entity;

use super::entity_card::{about, fact_value, facts, steps};
use super::icon::{Icon, icon, kind_shape};
use super::modal::modal;
use crate::cast::Cast;
use crate::messages::Messages;
use crate::state::ReaderState;

/// The pinned cards by name, and the way to compare two; nothing while none is pinned.
pub fn pinned(state: ReaderState) -> AnyView {
    let messages = Messages::here().entities;
    let language = state.open.with(|open| open.article.language.clone());
    let list = move || {
        let cast = state.casting.cast.get();
        let pinned = state.panel.pinned.get();
        let cards: Vec<_> = pinned.iter().filter_map(|place| card(state, &cast, *place)).collect();
        (!cards.is_empty()).then(|| {
            section().class("panel-pinned").attr("aria-label", messages.pinned).child((
                h3().class("label").attr("lang", messages.language).child(messages.pinned),
                ul().attr("lang", language.clone()).child(cards),
                button()
                    .attr("type", "button")
                    .class("button compare")
                    .attr("data-action", "compare")
                    .attr_with("disabled", move || state.panel.compared(state.selected.get()).is_none())
                    .attr("lang", messages.language)
                    .on(ev::click, move |_| state.panel.compares.set(true))
                    .child(messages.compare),
            ))
        })
    };
    dynamic(list)
}

/// A card that stays, folded up to its name.
fn card(state: ReaderState, cast: &Cast, place: u32) -> Option<Element> {
    let messages = Messages::here().entities;
    let entity = cast.entity(place)?;
    Some(
        li().class("pin").attr("data-kind", entity.kind.name()).child((
            details().attr("data-pinned", entity.id.clone()).child((
                summary().child((kind_shape(entity.kind), bdi().child(entity.name.clone()))),
                div().class("pin-card").child((
                    about(entity),
                    facts(&state.article(), entity),
                    steps(state, place),
                )),
            )),
            button()
                .attr("type", "button")
                .class("tool")
                .attr("data-action", "unpin")
                .attr("aria-label", format!("{}: {}", messages.unpin, entity.name))
                .on(ev::click, move |_| state.panel.toggle_pin(place))
                .child(icon(Icon::CLOSE)),
        )),
    )
}

/// The dialog with two cards side by side.
pub fn comparison(state: ReaderState) -> AnyView {
    let language = state.open.with(|open| open.article.language.clone());
    let content = move || {
        let is_open = state.panel.compares.get();
        let cast = state.casting.cast.get();
        let [one, other] = state.panel.compared(state.selected.get()).filter(|_| is_open)?;
        Some(comparison_table(&cast, [(one, cast.entity(one)?), (other, cast.entity(other)?)]))
    };
    let title = Messages::here().entities.compare;
    modal("comparison", title, state.panel.compares, div().attr("lang", language).child(dynamic(content)))
}

/// A row for each thing that is known about one of the two.
fn comparison_table(cast: &Arc<Cast>, pair: [(u32, &Entity); 2]) -> Element {
    let messages = Messages::here();
    let phrases = messages.entities;
    let row = |name: &str, cells: [Option<Element>; 2]| {
        let cells = cells.map(|cell| td().child(cell)).into_iter().collect::<Vec<_>>();
        tr().child((th().attr("scope", "row").child(name), cells))
    };
    let text_row = |name: &str, texts: [Option<String>; 2]| {
        let has_any = texts.iter().any(Option::is_some);
        has_any.then(|| row(name, texts.map(|text| text.map(|text| span().child(text)))))
    };
    let of = |read: &dyn Fn(u32, &Entity) -> Option<String>| pair.map(|(place, entity)| read(place, entity));
    let mut labels: Vec<&str> = Vec::new();
    for fact in pair.iter().flat_map(|(_, entity)| &entity.facts) {
        if !labels.contains(&fact.label.as_str()) {
            labels.push(&fact.label);
        }
    }
    let facts: Vec<_> = labels
        .into_iter()
        .map(|label| {
            let value = |entity: &Entity| {
                let facts: Vec<_> =
                    entity.facts.iter().filter(|fact| fact.label == label).map(fact_value).collect();
                (!facts.is_empty()).then(|| div().child(facts))
            };
            row(label, pair.map(|(_, entity)| value(entity)))
        })
        .collect();
    let heads = pair
        .map(|(_, entity)| {
            th().attr("scope", "col")
                .attr("data-kind", entity.kind.name())
                .child((kind_shape(entity.kind), bdi().child(entity.name.clone())))
        })
        .into_iter()
        .collect::<Vec<_>>();
    let others = |entity: &Entity| {
        // Between marks that keep the direction of each to itself.
        let names: Vec<_> =
            entity.alternate_names.iter().map(|name| format!("\u{2068}{name}\u{2069}")).collect();
        (!names.is_empty()).then(|| names.join(" · "))
    };
    table().child((
        thead().child(tr().child((td(), heads))),
        tbody().child((
            text_row(phrases.kind, of(&|_, entity| Some(phrases.kind_of(entity.kind).to_owned()))),
            text_row(phrases.description, of(&|_, entity| entity.description.clone())),
            text_row(phrases.other_names, of(&|_, entity| others(entity))),
            facts,
            text_row(phrases.mentions, of(&|place, _| Some(cast.index.count(place).to_string()))),
        )),
    ))
}
