//! The pages about an entity elsewhere.

use super::element::{self, li, ul};
use leptos::prelude::*;
use sidelight_engine::article::Entity;
use sidelight_engine::entity::{Site, site_links};

use crate::encyclopedia::languages;
use crate::messages::Messages;
use crate::state::ReaderState;

/// Links to an entity's own pages, to Wikipedia in the reader's language, and to Wikidata.
pub fn entity_links(state: ReaderState, entity: &Entity) -> AnyView {
    let messages = Messages::here();
    let open = state.article();
    let links: Vec<_> = site_links(&entity.same_as, &languages(messages, &open))
        .into_iter()
        .map(|link| {
            let name = match link.site {
                Site::Wikipedia => messages.wikipedia.to_owned(),
                Site::Wikidata => messages.wikidata.to_owned(),
                Site::Other(host) => host,
            };
            li().child(element::link(open.resolve(&link.address)).child(name))
        })
        .collect();
    if links.is_empty() {
        return ().into_any();
    }
    ul().class("card-links").attr("aria-label", messages.websites).child(links).into_any()
}
