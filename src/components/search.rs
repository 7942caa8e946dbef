//! The search field, the count, previous and next, and what opens below them: keyword chips, suggestions,
//! options and the list of matches.

use super::element::{button, div, dynamic, form, input, later, p, span};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::article::BlockIndex;
use sidelight_engine::highlight::Query;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::context::{Context, LINE};
use super::icon::{Icon, icon};
use super::keyword_chips::keyword_chips;
use super::match_list::match_list;
use super::search_options::search_options;
use crate::messages::Messages;
use crate::reactive::Memo;
use crate::state::ReaderState;

/// The search of an article. `reading_place` is asked for the text block that is at the top of the window.
pub fn search(
    state: ReaderState,
    reading_place: impl Fn() -> Option<BlockIndex> + Copy + Send + 'static,
) -> AnyView {
    let messages = Messages::here();
    let has_query = move || state.query.with(|query| !query.is_empty());
    let has_chips = Memo::new(move || state.kept.with(|kept| !kept.is_empty()));
    let count = move || state.searching.found.with(|found| found.total);
    let place = move || {
        // Nothing is found yet, or nothing is there to be found.
        let is_known = state.searching.found.with(|found| found.total > 0 || found.is_complete);
        (has_query() && is_known)
            .then(|| messages.place(state.current_place().map_or(0, |at| at + 1), count()))
    };
    let step = move |forward: bool| state.step_match(forward, reading_place());
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
            .attr_with("disabled", move || count() == 0)
            .on(ev::click, move |_| step(forward))
            .child(icon(shape))
    };
    let list_button = button()
        .attr("type", "button")
        .class("tool tool-list")
        .attr("data-action", "list")
        .attr("aria-label", messages.list)
        .attr("title", messages.list)
        .attr_with("aria-expanded", move || state.list_is_open.get().to_string())
        .on(ev::click, move |_| state.list_is_open.update(|is_open| *is_open = !*is_open))
        .child(icon(Icon::LIST));
    let drawer = move || {
        let is_open = state.list_is_open.get();
        is_open.then(|| later(move |later| (later.search_drawer)(state)))
    };

    form()
        .class("search")
        .attr("part", "search")
        .attr("role", "search")
        .on(ev::submit, |event| event.prevent_default())
        .on(ev::focusin, move |_| state.suggests.set(true))
        .on(ev::focusout, move |event: ev::FocusEvent| {
            let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Element>().ok());
            let stays = next.is_some_and(|next| next.closest("form.search").ok().flatten().is_some());
            state.suggests.set(stays);
        })
        .child((
            div().class("search-field").child((
                icon(Icon::SEARCH),
                field(state, step),
                span().class("match-count").attr("part", "match-count").child(dynamic(place)),
                div()
                    .class("steps")
                    .class_when("is-idle", move || !has_query())
                    .child((step_button(false), step_button(true))),
                list_button,
            )),
            dynamic(move || has_chips.get().then(|| keyword_chips(state))),
            dynamic(move || {
                state.chip.get().map(|place| later(move |later| (later.chip_menu)(state, place)))
            }),
            later(move |later| (later.fault)(state)),
            later(move |later| (later.suggestions)(state)),
            dynamic(drawer),
            p().class("hidden").attr("role", "status").child(dynamic(move || spoken(state))),
        ))
        .into_any()
}

/// What opens below the field: the options and the list of matches.
pub fn search_drawer(state: ReaderState) -> AnyView {
    div()
        .class("search-drawer")
        .attr("role", "group")
        .attr("aria-label", Messages::here().list)
        .child((search_options(state), match_list(state)))
        .into_any()
}

fn field(state: ReaderState, step: impl Fn(bool) + 'static) -> super::element::Element {
    let messages = Messages::here();
    let on_key = move |event: ev::KeyboardEvent| {
        if is_for_input_method(&event) {
            return;
        }
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                if !event.shift_key() {
                    state.keep_draft();
                }
                step(!event.shift_key());
            }
            "Escape" if state.list_is_open.get_untracked() => state.list_is_open.set(false),
            "Escape" => drop(state.type_query("")),
            // A key held down to empty the field stops there.
            "Backspace" if !event.repeat() && state.draft.with_untracked(String::is_empty) => {
                let last = state.kept.with_untracked(|query| query.keywords().len().checked_sub(1));
                if let Some(last) = last {
                    state.change_keywords(|query| query.remove(last));
                }
            }
            _ => {}
        }
    };
    // The field says what is left of the input, also where that is what it said before.
    let take = move |field: &HtmlInputElement, input: &str| {
        let left = state.type_query(input);
        if field.value() != left {
            field.set_value(&left);
        }
    };
    let on_input = move |event: ev::Event| {
        let Some(field) = field_of(&event) else { return };
        let is_composing =
            event.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing);
        match is_composing {
            // What an input method has not finished is searched for, and left as it is.
            true => state.type_draft(&field.value()),
            false => take(&field, &field.value()),
        }
    };
    let on_composed = move |event: ev::CompositionEvent| {
        if let Some(field) = field_of(&event) {
            take(&field, &field.value());
        }
    };
    // A field drops the line feeds of a pasted list.
    let on_paste = move |event: ev::ClipboardEvent| {
        let pasted = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
        let pasted = pasted.filter(|text| text.trim().contains('\n'));
        if let (Some(pasted), Some(field)) = (pasted, field_of(&event)) {
            event.prevent_default();
            let value: Vec<u16> = field.value().encode_utf16().collect();
            let at =
                |offset: Result<Option<u32>, _>| offset.ok().flatten().map_or(value.len(), |at| at as usize);
            let (start, end) = (at(field.selection_start()), at(field.selection_end()));
            let text = |units: Option<&[u16]>| String::from_utf16_lossy(units.unwrap_or_default());
            let (before, after) = (text(value.get(..start)), text(value.get(end..)));
            take(&field, &format!("{before}{}\n{after}", pasted.replace('\r', "")));
        }
    };
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
        .on(ev::input, on_input)
        .on(ev::compositionend, on_composed)
        .on(ev::paste, on_paste)
        .on(ev::keydown, on_key)
}

fn field_of(event: &ev::Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// Whether a key is meant for an input method, as Enter that chooses a word; Safari tells by the code alone.
pub fn is_for_input_method(event: &ev::KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}

/// What is wrong with a regular expression, and where.
pub fn fault(state: ReaderState) -> AnyView {
    let messages = Messages::here();
    dynamic(move || {
        let (pattern, error) = state.query.with(|query: &Query| {
            let mut faults = query.keywords().iter().enumerate();
            faults.find_map(|(place, keyword)| Some((keyword.text.clone(), query.error(place)?)))
        })?;
        let (before, rest) = pattern.split_at_checked(error.offset).unwrap_or((&pattern, ""));
        let end = rest.chars().next().map_or(0, char::len_utf8);
        let (at, after) = rest.split_at(end);
        Some(p().class("search-fault").attr("part", "notice").attr("role", "alert").child((
            span().child((
                before.to_owned(),
                span().class("fault-place").child(at.to_owned()),
                after.to_owned(),
            )),
            span().child(messages.pattern_fault(&error, before.chars().count() + 1)),
        )))
    })
}

/// What a screen reader is told: how many matches there are, and the current one in its line.
fn spoken(state: ReaderState) -> Option<String> {
    let messages = Messages::here();
    if state.query.with(Query::is_empty) {
        return None;
    }
    let total = state.searching.found.with(|found| found.is_complete.then_some(found.total))?;
    let place = messages.place(state.current_place().map_or(0, |at| at + 1), total);
    Some(match state.current.get() {
        None => place,
        Some(current) => {
            let context = Context::of(current.block, current.span, &state.article().texts, LINE)?;
            format!("{place}: {}{}{}", context.before, context.found, context.after)
        }
    })
}
