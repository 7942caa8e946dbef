//! The list of all matches, each in its line of context.

use std::ops::Range;

use super::element::{self, button, div, dynamic, li, mark, ol, p, span};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::context::{Context, LINE};
use crate::messages::Messages;
use crate::reactive::Signal;
use crate::state::ReaderState;

/// Matches on one page of the list. A page is quick to make, however many matches there are.
const PAGE: usize = 100;

/// The list: a page of it, with the way to the pages before and after.
pub fn match_list(state: ReaderState) -> AnyView {
    let messages = Messages::here();
    // It opens where the reader is, and stays there.
    let first = Signal::new(state.current_place_untracked().unwrap_or_default() / PAGE * PAGE);
    let total = move || state.searching.found.with(|found| found.total);
    let page = move || {
        let total = total();
        let start = first.get().min(total.saturating_sub(1) / PAGE * PAGE);
        start..total.min(start + PAGE)
    };
    let turn = move |is_later: bool| {
        let name = move || {
            let page = page();
            let (more, name) = match is_later {
                true => (total().saturating_sub(page.end).min(PAGE), messages.later),
                false => (page.start.min(PAGE), messages.earlier),
            };
            (more > 0).then(|| {
                let start = page.start;
                button()
                    .attr("type", "button")
                    .class("tool")
                    .attr("data-action", if is_later { "later" } else { "earlier" })
                    .on(ev::click, move |_| {
                        first.set(if is_later { start + PAGE } else { start.saturating_sub(PAGE) });
                    })
                    .child(format!("{name} {more}"))
            })
        };
        dynamic(name)
    };
    let language = state.open.with(|open| open.article.language.clone());
    let rows = move || {
        let page = page();
        if page.is_empty() {
            return None;
        }
        Some(ol().attr("start", (page.start + 1).to_string()).child(rows(state, page)))
    };
    div()
        .class("match-list")
        .child((
            p().class("label").child(dynamic(move || {
                let has_query = state.query.with(|query| !query.is_empty());
                has_query.then(|| messages.place(0, total()))
            })),
            turn(false),
            div().attr("lang", language).on(ev::keydown, walk).child(dynamic(rows)),
            turn(true),
        ))
        .into_any()
}

/// The arrow keys go from line to line.
fn walk(event: ev::KeyboardEvent) {
    let line = event.target().and_then(|target| target.dyn_into::<Element>().ok()?.closest("li").ok()?);
    let next = line.and_then(|line| match event.key().as_str() {
        "ArrowDown" => line.next_element_sibling(),
        "ArrowUp" => line.previous_element_sibling(),
        _ => None,
    });
    let button = next.and_then(|next| next.first_element_child()?.dyn_into::<HtmlElement>().ok());
    if let Some(button) = button {
        event.prevent_default();
        let _ = button.focus();
    }
}

fn rows(state: ReaderState, page: Range<usize>) -> Vec<element::Element> {
    let open = state.article();
    let matches = state.searching.with(|search| search.matches(page));
    let colours: Vec<_> = state.query.with_untracked(|query| {
        query.keywords().iter().map(|keyword| (keyword.colour + 1).to_string()).collect()
    });
    matches
        .into_iter()
        .filter_map(|found| {
            let context = Context::of(found.block, found.span, &open.texts, LINE)?;
            let colour = colours.get(usize::from(found.keyword)).cloned();
            Some(
                li().child(
                    button()
                        .attr("type", "button")
                        .class("match-line")
                        .attr("dir", "auto")
                        .attr_with("aria-current", move || {
                            (state.current.get() == Some(found)).then_some("true")
                        })
                        .on(ev::click, move |_| state.go_to_match(found))
                        .child((
                            span().class("match-before").child(span().child(context.before)),
                            mark().attr("data-colour", colour).child(context.found),
                            span().class("match-after").child(context.after),
                        )),
                ),
            )
        })
        .collect()
}
