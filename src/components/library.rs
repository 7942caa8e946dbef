//! The library: the articles to choose from.

use std::sync::Arc;

use super::element::{a, article, button, div, h1, h2, li, names, p, picture, section, time, ul};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::decode::{Library, LibraryItem};

use super::bar::bar;
use super::viewer::Viewer;
use crate::dates::{Length, format_date};
use crate::messages::Messages;
use crate::route::ReaderUrl;

/// The page of the library. `feed` is the absolute address of its list, which others are relative to.
pub fn library(viewer: Viewer, library: &Arc<Library>, feed: &str) -> AnyView {
    let messages = Messages::here();
    let items: Vec<_> = library.items.iter().map(|item| library_item(item, feed)).collect();
    let empty = items.is_empty().then(|| {
        div().class("library-empty").child((
            p().child(messages.library_empty),
            button()
                .attr("type", "button")
                .class("button")
                .on(ev::click, move |_| viewer.dialog_is_open.set(true))
                .child(messages.open),
        ))
    });
    div()
        .class("library-page")
        .child((
            bar(viewer, None, ().into_any()),
            section().class("library").attr("part", "library").child((
                h1().child(library.title.clone().unwrap_or_else(|| messages.library.to_owned())),
                library.description.clone().map(|text| p().class("library-about").child(text)),
                ul().class("library-items").child(items),
                empty,
            )),
        ))
        .into_any()
}

fn library_item(item: &LibraryItem, feed: &str) -> AnyView {
    let src = file_address(&item.src, feed);
    let address = ReaderUrl { src: Some(src), ..ReaderUrl::default() }.to_search();
    let language = item.language.clone();
    let picture = item.image.as_ref().map(|image| {
        let url = web_sys::Url::new_with_base(image, feed).map_or_else(|_| image.clone(), |url| url.href());
        // The headline names the link; the picture adds nothing to it.
        picture(url).attr("alt", "")
    });
    let date_language = item.language.clone().unwrap_or_else(|| Messages::here().language.to_owned());
    let date = item.published.as_ref().map(|date| {
        time().attr("datetime", date.to_string()).child(format_date(date, &date_language, Length::Day))
    });
    let authors = names(&item.authors, if date_language.starts_with("zh") { "、" } else { ", " });
    li().child(article().attr("lang", language).child((
        div().class("library-picture").child(picture),
        div().class("library-text").child((
            h2().child(a().attr("href", address).child(item.title.clone())),
            item.summary.clone().map(|summary| p().child(summary)),
            p().class("library-line").child(((!authors.is_empty()).then_some(authors), date)),
        )),
    )))
    .into_any()
}

/// The address of an article's file, as short as the page can write it.
pub fn file_address(src: &str, feed: &str) -> String {
    let Ok(url) = web_sys::Url::new_with_base(src, feed) else { return src.to_owned() };
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let folder =
        base.split(['?', '#']).next().and_then(|page| page.rsplit_once('/')).map(|(folder, _)| folder);
    let href = url.href();
    match folder.and_then(|folder| href.strip_prefix(folder)?.strip_prefix('/')) {
        Some(short) => short.to_owned(),
        None => href,
    }
}
