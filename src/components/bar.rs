//! The bar at the top.

use super::element::{a, button, div, header, span};
use leptos::ev;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::viewer::Viewer;
use crate::messages::Messages;
use crate::route::Theme;
use crate::state::ReaderState;

/// The bar: the way to the library, `search`, and what can be done with the page. With an article there is a
/// button for its panel, for windows that have no room for it beside the text.
pub fn bar(viewer: Viewer, state: Option<ReaderState>, search: AnyView) -> AnyView {
    let messages = Messages::here();
    let theme_name = move || {
        let theme = viewer.url.with(|url| url.theme);
        let place =
            [Theme::Auto, Theme::Light, Theme::Dark, Theme::Sepia].iter().position(|known| *known == theme);
        format!("{}: {}", messages.theme, messages.themes[place.unwrap_or(0)])
    };
    let cast = state.filter(ReaderState::may_have_cast).map(|state| {
        button()
            .attr("type", "button")
            .class("tool tool-cast")
            .attr("data-action", "panel")
            .attr_with("aria-expanded", move || state.panel_is_open.get().to_string())
            .on(ev::click, move |_| state.toggle_panel())
            .child((icon(Icon::CAST), span().child(messages.cast)))
    });
    let library = viewer.library_address().filter(|_| state.is_some()).map(|address| {
        a().class("tool tool-library")
            .attr("href", address)
            .attr("aria-label", messages.library)
            .child((icon(Icon::BACK), span().child(messages.library)))
    });
    header()
        .class("bar")
        .child((
            div().class("bar-start").child(library),
            search,
            div().class("bar-end").child((
                cast,
                button()
                    .attr("type", "button")
                    .class("tool")
                    .attr("data-action", "theme")
                    .attr_with("aria-label", theme_name)
                    .attr_with("title", theme_name)
                    .on(ev::click, move |_| {
                        viewer.set_theme(viewer.url.with_untracked(|url| url.theme).next())
                    })
                    .child(icon(Icon::THEME)),
                button()
                    .attr("type", "button")
                    .class("tool")
                    .attr("data-action", "open")
                    .attr("aria-label", messages.open)
                    .attr("title", messages.open)
                    .on(ev::click, move |_| viewer.dialog_is_open.set(true))
                    .child(icon(Icon::OPEN)),
            )),
        ))
        .into_any()
}
