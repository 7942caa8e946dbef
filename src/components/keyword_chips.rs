//! The keywords that are kept: a chip for each, and the menu that changes one.

use super::element::{Element, button, div, dynamic, input, li, span, ul};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::highlight::{COLOURS, Keyword};
use wasm_bindgen::JsCast;

use super::icon::{Icon, icon};
use super::search::is_for_input_method;
use crate::messages::Messages;
use crate::reactive::{Signal, on_next_frame};
use crate::state::ReaderState;

/// Chips that are shown of a long list until the reader asks for all.
const FIRST: usize = 8;

/// A row of chips, each with its count.
pub fn keyword_chips(state: ReaderState) -> AnyView {
    let messages = Messages::here();
    let shows_all = Signal::new(false);
    let shown = move || if shows_all.get() { usize::MAX } else { FIRST };
    let chips = move || {
        let shown = shown();
        state.kept.with(|kept| {
            let chips = kept.keywords().iter().enumerate().take(shown);
            chips.map(|(place, keyword)| chip(state, place, keyword)).collect::<Vec<_>>()
        })
    };
    let more = move || {
        let more = state.kept.with(|kept| kept.keywords().len()).saturating_sub(shown());
        (more > 0).then(|| {
            li().child(
                button()
                    .attr("type", "button")
                    .class("chip-more")
                    .attr("data-action", "all-chips")
                    .on(ev::click, move |_| shows_all.set(true))
                    .child(messages.more(more)),
            )
        })
    };
    ul().class("chips")
        .class_when("is-all", move || shows_all.get())
        .child((dynamic(chips), dynamic(more)))
        .into_any()
}

fn chip(state: ReaderState, place: usize, keyword: &Keyword) -> Element {
    let messages = Messages::here();
    let text = keyword.text.clone();
    let count = move || {
        let count = state.searching.found.with(|found| found.counts.get(place).copied());
        count.unwrap_or_default().to_string()
    };
    li().class(if keyword.is_hidden { "chip is-hidden" } else { "chip" })
        .attr("part", "keyword")
        .attr("data-colour", (keyword.colour + 1).to_string())
        .child((
            button()
                .attr("type", "button")
                .class("chip-open")
                .attr("data-action", "change")
                .attr("title", messages.change)
                .attr_with("aria-expanded", move || (state.chip.get() == Some(place)).to_string())
                .on(ev::click, move |event: ev::MouseEvent| {
                    let is_open = state.chip.get_untracked() == Some(place);
                    state.chip.set((!is_open).then_some(place));
                    focus_in_search(&event, ".chip-menu input".to_owned());
                })
                .child((
                    span().class("chip-text").attr("dir", "auto").child(text.clone()),
                    span().class("chip-count").child(dynamic(count)),
                    keyword.is_hidden.then(|| span().class("hidden").child(messages.hidden)),
                )),
            button()
                .attr("type", "button")
                .class("chip-remove")
                .attr("data-action", "remove")
                .attr("aria-label", format!("{} “{text}”", messages.remove))
                .attr("title", messages.remove)
                .on(ev::click, move |event: ev::MouseEvent| {
                    focus_in_search(&event, "input[type=search]".to_owned());
                    state.change_keywords(|query| query.remove(place));
                })
                .child(icon(Icon::CLOSE)),
        ))
}

/// What can be done with one chip: its text, its colour, whether its matches are shown.
pub fn chip_menu(state: ReaderState, place: usize) -> AnyView {
    let messages = Messages::here();
    let keyword = move || state.kept.with(|kept| kept.keywords().get(place).cloned());
    // The field has what the reader types, not what the chip has become meanwhile.
    let Some(Keyword { text, .. }) = untrack(keyword) else { return ().into_any() };
    // A text that is blank or another's is not taken, and the chip stays as it is.
    let take = move |text: String| {
        state.change_keyword(place, |query, place| {
            query.edit(place, &text);
        });
    };
    // Closing takes the field away, which then tells of a change: it is none any more.
    let close = move |event: &ev::Event| {
        focus_in_search(event, format!(".chip:nth-child({}) .chip-open", place + 1));
        state.chip.set(None);
    };
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if !is_for_input_method(&event) => {
            event.prevent_default();
            take(event_target_value(&event));
            close(&event);
        }
        "Escape" => {
            event.stop_propagation();
            close(&event);
        }
        _ => {}
    };
    let on_change = move |event: ev::Event| {
        if state.chip.get_untracked() == Some(place) {
            take(event_target_value(&event));
        }
    };
    let swatch = |number: u8| {
        button()
            .attr("type", "button")
            .class("swatch")
            .attr("data-colour", (number + 1).to_string())
            .attr("data-action", "colour")
            .attr("aria-label", messages.colour(usize::from(number) + 1))
            .attr_with("aria-pressed", move || {
                keyword().is_some_and(|keyword| keyword.colour == number).to_string()
            })
            .on(ev::click, move |_| {
                state.change_keyword(place, |query, place| query.recolour(place, number));
            })
            .child(span().child("Aa"))
    };
    let is_hidden = move || keyword().is_some_and(|keyword| keyword.is_hidden);
    div()
        .class("chip-menu")
        .attr("role", "group")
        .attr("aria-label", format!("{} “{text}”", messages.change))
        .child((
            input()
                .attr("type", "text")
                .attr("value", text)
                .attr("aria-label", messages.edit)
                .attr("autocapitalize", "off")
                .attr("spellcheck", "false")
                .on(ev::keydown, on_key)
                .on(ev::change, on_change),
            div().class("swatches").child((0..COLOURS as u8).map(swatch).collect::<Vec<_>>()),
            button()
                .attr("type", "button")
                .class("tool")
                .attr("data-action", "hide")
                .on(ev::click, move |_| {
                    let is_hidden = is_hidden();
                    state.change_keyword(place, |query, place| query.hide(place, !is_hidden));
                })
                .child(dynamic(move || if is_hidden() { messages.unhide } else { messages.hide })),
            button()
                .attr("type", "button")
                .class("tool")
                .attr("data-action", "close-chip")
                .attr("aria-label", messages.close)
                .on(ev::click, move |event| close(&event))
                .child(icon(Icon::CLOSE)),
        ))
        .into_any()
}

/// Moves the focus, on the next frame, to an element of the search that an event happened in.
fn focus_in_search(event: &ev::Event, selector: String) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(search) = target.and_then(|target| target.closest("form.search").ok().flatten()) else { return };
    on_next_frame(move || {
        let element = search.query_selector(&selector).ok().flatten();
        if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}
