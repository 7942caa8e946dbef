//! The card of one entity: what is known about it, and where the article speaks of it.

use super::element::{Element, button, dd, div, dl, dt, dynamic, h3, name, names, p, section, span, time};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::article::{Entity, Fact};

use super::block::figure_image;
use super::corrections::correct;
use super::elsewhere::elsewhere;
use super::encyclopedia::encyclopedia;
use super::entity_links::entity_links;
use super::icon::{Icon, icon, kind_shape};
use super::passages::{mentions, together};
use crate::dates::{Length, format_date};
use crate::messages::Messages;
use crate::state::{OpenArticle, ReaderState};

/// The card in the panel.
pub fn entity_card(state: ReaderState, place: u32) -> AnyView {
    let open = state.article();
    let cast = state.cast();
    let Some(entity) = cast.entity(place) else { return ().into_any() };
    section()
        .class("entity-card")
        .attr("part", "entity-card")
        .attr("data-kind", entity.kind.name())
        .attr("data-entity", entity.id.clone())
        .attr("aria-label", entity.name.clone())
        .child((
            head(state, place, entity),
            picture(&open, entity),
            about(entity),
            facts(&open, entity),
            entity_links(state, entity),
            (steps(state, place), encyclopedia(state, entity), together(state, place)),
            (mentions(state, place), elsewhere(state, entity)),
            correct(state, place),
        ))
        .into_any()
}

fn head(state: ReaderState, place: u32, entity: &Entity) -> Element {
    let messages = Messages::here();
    let phrases = messages.entities;
    let is_pinned = move || state.panel.pinned.with(|pinned| pinned.contains(&place));
    div().class("card-head").child((
        title(entity),
        button()
            .attr("type", "button")
            .class("tool")
            .attr("data-action", "pin")
            .attr_with("aria-pressed", move || is_pinned().to_string())
            .attr("aria-label", phrases.pin)
            .attr_with("title", move || if is_pinned() { phrases.unpin } else { phrases.pin })
            .on(ev::click, move |_| state.panel.toggle_pin(place))
            .child(icon(Icon::PIN)),
        button()
            .attr("type", "button")
            .class("tool")
            .attr("data-action", "close-card")
            .attr("aria-label", messages.close)
            .on(ev::click, move |_| state.select_entity(None))
            .child(icon(Icon::CLOSE)),
    ))
}

/// Shape, name and kind.
pub fn title(entity: &Entity) -> (AnyView, Element) {
    let messages = Messages::here();
    let kind = messages.entities.kind_of(entity.kind);
    let title = div().class("card-title").child((
        h3().attr("tabindex", "-1").child(entity.name.clone()),
        p().class("card-kind").attr("lang", messages.language).child(kind),
    ));
    (kind_shape(entity.kind), title)
}

/// The picture, loaded once it is near the window.
pub fn picture(open: &OpenArticle, entity: &Entity) -> Option<Element> {
    let picture = entity.image.as_ref()?;
    Some(figure_image(picture, open))
}

/// Other names and description.
pub fn about(entity: &Entity) -> (Option<Element>, Option<Element>) {
    let messages = Messages::here();
    let also = (!entity.alternate_names.is_empty()).then(|| {
        p().class("card-also").child((
            span().class("label").attr("lang", messages.language).child(messages.also),
            " ",
            names(&entity.alternate_names, " · "),
        ))
    });
    (also, entity.description.clone().map(|text| p().class("card-description").child(text)))
}

/// What is known, each with where it comes from and as of when.
pub fn facts(open: &OpenArticle, entity: &Entity) -> Option<Element> {
    let rows: Vec<_> = entity
        .facts
        .iter()
        .map(|fact| {
            let value = dd().child((fact_value(fact), fact_source(open, fact)));
            div().child((dt().child(fact.label.clone()), value))
        })
        .collect();
    (!rows.is_empty()).then(|| dl().class("card-facts").child(rows))
}

/// What a fact says.
pub fn fact_value(fact: &Fact) -> Element {
    span().class("fact-value").child(fact.value.clone())
}

fn fact_source(open: &OpenArticle, fact: &Fact) -> Option<Element> {
    let messages = Messages::here();
    let source = fact
        .source
        .as_ref()
        .map(|source| name(&source.name, source.url.as_ref().map(|url| open.resolve(url))));
    let as_of = fact.as_of.as_ref().map(|date| {
        span().attr("lang", messages.language).child((
            messages.entities.as_of,
            " ",
            time().attr("datetime", date.to_string()).child(format_date(
                date,
                messages.language,
                Length::Day,
            )),
        ))
    });
    let parts = source.is_some() && as_of.is_some();
    let has_any = source.is_some() || as_of.is_some();
    has_any.then(|| span().class("fact-source").child((source, parts.then_some(" · "), as_of)))
}

/// The way through the mentions, and back to where the reader was.
pub fn steps(state: ReaderState, place: u32) -> Element {
    let messages = Messages::here();
    let phrases = messages.entities;
    let count = state.cast().index.count(place);
    let position = move || match state.mention.get().filter(|_| state.selected.get() == Some(place)) {
        Some(at) => phrases.place(at + 1, count),
        None => messages.mentions(count),
    };
    let step = move |forward: bool| {
        let go = move || state.step_mention(place, forward);
        step_button(forward, go).attr("disabled", count == 0)
    };
    let back = move || {
        let left_at = state.panel.left_at.get().filter(|_| state.selected.get() == Some(place))?;
        Some(
            button()
                .attr("type", "button")
                .class("tool")
                .attr("data-action", "back")
                .attr("aria-label", phrases.back)
                .attr("title", phrases.back)
                .on(ev::click, move |_| {
                    state.panel.left_at.set(None);
                    state.mention.set(None);
                    window().scroll_to_with_x_and_y(0.0, left_at);
                })
                .child(icon(Icon::RETURN)),
        )
    };
    div().class("card-steps").attr("lang", messages.language).child((
        span().attr("role", "status").child(dynamic(position)),
        dynamic(back),
        step(false),
        step(true),
    ))
}

/// The button to the next mention, or to the previous.
pub fn step_button(forward: bool, go: impl Fn() + 'static) -> Element {
    let phrases = Messages::here().entities;
    let (action, name, shape) = match forward {
        true => ("next-mention", phrases.next, Icon::NEXT),
        false => ("previous-mention", phrases.previous, Icon::PREVIOUS),
    };
    button()
        .attr("type", "button")
        .class("tool")
        .attr("data-action", action)
        .attr("aria-label", name)
        .on(ev::click, move |_| go())
        .child(icon(shape))
}
