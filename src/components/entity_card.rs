//! The card of one entity.

use super::element::{a, button, div, dynamic, h3, img, li, p, section, span, ul};
use leptos::ev;
use leptos::prelude::*;

use super::icon::{Icon, icon, kind_shape};
use crate::messages::Messages;
use crate::state::ReaderState;

/// Name, other names, description, picture, links, and the way through the mentions.
pub fn entity_card(state: ReaderState, place: u32) -> AnyView {
    let messages = Messages::here();
    let open = state.article();
    let cast = state.cast();
    let Some(entity) = cast.entity(place) else { return ().into_any() };
    let count = cast.index.count(place);
    let picture = entity.image.as_ref().map(|picture| {
        img().attr("src", open.resolve(&picture.url)).attr("alt", picture.alt.clone()).attr("loading", "lazy")
    });
    let also = (!entity.alternate_names.is_empty()).then(|| {
        p().class("card-also").child((
            span().class("label").attr("lang", messages.language).child(messages.also),
            " ",
            entity.alternate_names.join(" · "),
        ))
    });
    let links: Vec<_> = entity
        .same_as
        .iter()
        .map(|page| {
            li().child(a().attr("href", open.resolve(page)).attr("rel", "noopener").child(site_name(page)))
        })
        .collect();
    let position = move || match state.mention.get() {
        Some(at) => messages.place(at + 1, count),
        None => messages.mentions(count),
    };
    let step = move |forward: bool| {
        let (name, shape) = match forward {
            true => (messages.next, Icon::NEXT),
            false => (messages.previous, Icon::PREVIOUS),
        };
        button()
            .attr("type", "button")
            .class("tool")
            .attr("data-action", if forward { "next-mention" } else { "previous-mention" })
            .attr("aria-label", name)
            .attr("disabled", count == 0)
            .on(ev::click, move |_| state.step_mention(place, forward))
            .child(icon(shape))
    };
    section()
        .class("entity-card")
        .attr("part", "entity-card")
        .attr("data-kind", entity.kind.name())
        .attr("aria-label", entity.name.clone())
        .child((
            div().class("card-head").child((
                kind_shape(entity.kind),
                h3().child(entity.name.clone()),
                button()
                    .attr("type", "button")
                    .class("tool")
                    .attr("data-action", "close-card")
                    .attr("aria-label", messages.close)
                    .on(ev::click, move |_| state.select_entity(None))
                    .child(icon(Icon::CLOSE)),
            )),
            picture,
            also,
            entity.description.clone().map(|text| p().class("card-description").child(text)),
            (!links.is_empty())
                .then(|| ul().class("card-links").attr("aria-label", messages.websites).child(links)),
            div().class("card-steps").attr("lang", messages.language).child((
                span().attr("role", "status").child(dynamic(position)),
                step(false),
                step(true),
            )),
        ))
        .into_any()
}

/// What a reader knows a page by: its site, without "www.".
fn site_name(address: &str) -> String {
    let place = address.split_once(':').map_or(address, |(_, place)| place).trim_start_matches('/');
    let host = place.split(['/', '?', '#']).next().unwrap_or(place);
    let host = host.strip_prefix("www.").unwrap_or(host);
    match host {
        host if host.ends_with("wikipedia.org") => "Wikipedia".to_owned(),
        "wikidata.org" => "Wikidata".to_owned(),
        host => host.to_owned(),
    }
}
