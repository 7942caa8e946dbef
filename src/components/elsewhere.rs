//! Other articles of the library that mention an entity.

use super::element::{a, div, dynamic, h4, li, time, ul};
use leptos::prelude::*;
use sidelight_engine::article::Entity;
use sidelight_engine::decode::LibraryItem;
use sidelight_engine::entity::Identity;

use super::library::file_address;
use super::viewer::Viewer;
use crate::dates::{Length, format_date};
use crate::messages::Messages;
use crate::reactive::effect;
use crate::route::ReaderUrl;
use crate::state::ReaderState;

/// How many articles are listed; the library has them all.
const LISTED: usize = 5;

/// The part of a card that lists the other articles, each a link that selects the entity there. Nothing where there
/// are none, as long as the library is not loaded, and where it cannot be.
///
/// When prerendering this is nothing.
pub fn elsewhere(state: ReaderState, entity: &Entity) -> AnyView {
    let Some(viewer) = use_context::<Viewer>() else { return ().into_any() };
    let messages = Messages::here();
    let identity = Identity::of(entity);
    effect(move || viewer.load_catalogue());
    dynamic(move || {
        let (library, feed) = viewer.catalogue.library.get()?;
        let here = state.open.with(|open| open.base.clone());
        let mut links: Vec<_> = library
            .items
            .iter()
            .filter_map(|item| {
                let name = item.entities.iter().find(|name| identity.matches(name))?;
                (resolved(&item.src, &feed) != here).then(|| article_link(item, name, &feed))
            })
            .collect();
        if links.is_empty() {
            return None;
        }
        let rest = links.len().saturating_sub(LISTED);
        links.truncate(LISTED);
        let more = viewer.library_address().filter(|_| rest > 0).map(|address| {
            li().attr("lang", messages.language).child(a().attr("href", address).child(messages.more(rest)))
        });
        Some(div().class("card-elsewhere").child((
            h4().class("label").attr("lang", messages.language).child(messages.also_in),
            ul().child((links, more)),
        )))
    })
}

/// A link to another article with the entity selected that it calls by this name.
fn article_link(item: &LibraryItem, name: &str, feed: &str) -> AnyView {
    let src = Some(file_address(&item.src, feed));
    let url = ReaderUrl { src, entity: Some(name.to_owned()), ..ReaderUrl::default() };
    let language = item.language.clone().unwrap_or_else(|| Messages::here().language.to_owned());
    let date = item.published.as_ref().map(|date| {
        time().attr("datetime", date.to_string()).child(format_date(date, &language, Length::Day))
    });
    li().attr("lang", language.clone())
        .child((a().attr("href", url.to_search()).child(item.title.clone()), " ", date))
        .into_any()
}

/// The absolute address of an article's file.
fn resolved(src: &str, feed: &str) -> Option<String> {
    web_sys::Url::new_with_base(src, feed).ok().map(|url| url.href())
}
