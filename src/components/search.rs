//! The search field, its keyword chips, the count, previous and next.

use super::element::{button, div, dynamic, form, input, li, span, ul};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::article::BlockIndex;

use super::icon::{Icon, icon};
use crate::messages::Messages;
use crate::state::ReaderState;

/// The search of an article. `reading_place` is asked for the text block that is at the top of the window.
pub fn search(
    state: ReaderState,
    reading_place: impl Fn() -> Option<BlockIndex> + Copy + Send + 'static,
) -> AnyView {
    let messages = Messages::here();
    let count = move || state.matches.with(|matches| matches.len());
    let place = move || messages.place(state.current.get().map_or(0, |at| at + 1), count());
    let step = move |forward: bool| state.step_match(forward, reading_place());
    let is_empty = move || count() == 0;
    let has_query = move || state.query.with(|query| !query.is_empty());

    let on_key = move |event: ev::KeyboardEvent| {
        // Enter that chooses a word of an input method is not meant for the viewer.
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                if !event.shift_key() && state.keep_draft() {
                    state.current.set(None);
                }
                step(!event.shift_key());
            }
            "Escape" => state.type_query(""),
            "Backspace" if state.draft.with_untracked(String::is_empty) => {
                let last = state.kept.with_untracked(|query| query.keywords().len().checked_sub(1));
                if let Some(last) = last {
                    state.remove_keyword(last);
                }
            }
            _ => {}
        }
    };
    let chips = move || {
        let counts = state.matches.get();
        let kept = state.kept.get();
        let chip = |(place, keyword): (usize, &sidelight_engine::highlight::Keyword)| {
            let text = keyword.text.clone();
            let name = format!("{} “{text}”", messages.remove);
            let count = counts.counts().get(place).copied().unwrap_or_default();
            li().class("chip")
                .attr("part", "keyword")
                .attr("data-colour", (keyword.colour + 1).to_string())
                .child((
                    span().class("chip-text").child(text),
                    span().class("chip-count").child(count.to_string()),
                    button()
                        .attr("type", "button")
                        .attr("data-action", "remove")
                        .attr("aria-label", name)
                        .on(ev::click, move |_| state.remove_keyword(place))
                        .child(icon(Icon::CLOSE)),
                ))
        };
        let chips: Vec<_> = kept.keywords().iter().enumerate().map(chip).collect();
        (!chips.is_empty()).then(|| ul().class("chips").child(chips))
    };
    let step_button = move |forward: bool| {
        let (action, name, shape) = match forward {
            true => ("next", messages.next, Icon::NEXT),
            false => ("previous", messages.previous, Icon::PREVIOUS),
        };
        button()
            .attr("type", "button")
            .class("tool")
            .attr("data-action", action)
            .attr("aria-label", name)
            .attr("title", name)
            .attr_with("disabled", is_empty)
            .on(ev::click, move |_| step(forward))
            .child(icon(shape))
    };

    form()
        .class("search")
        .attr("part", "search")
        .attr("role", "search")
        .on(ev::submit, |event| event.prevent_default())
        .child((
            div().class("search-field").child((
                icon(Icon::SEARCH),
                input()
                    .attr("type", "search")
                    .attr("name", "q")
                    .attr("placeholder", messages.search)
                    .attr("aria-label", messages.search)
                    .attr("autocomplete", "off")
                    .attr("autocapitalize", "off")
                    .attr("spellcheck", "false")
                    .attr("enterkeyhint", "search")
                    .value_with(move || state.draft.get())
                    .on(ev::input, move |event| state.type_query(&event_target_value(&event)))
                    .on(ev::keydown, on_key),
                span()
                    .class("match-count")
                    .attr("part", "match-count")
                    .attr("role", "status")
                    .child(dynamic(move || has_query().then(place))),
                div()
                    .class("steps")
                    .class_when("is-idle", move || !has_query())
                    .child((step_button(false), step_button(true))),
            )),
            dynamic(chips),
        ))
        .into_any()
}
