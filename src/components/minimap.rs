//! The strip at the edge: where in the article the matches and mentions lie.

use std::fmt::Write;

use super::element::{div, path, svg};
use super::scale::Scale;
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::highlight::COLOURS;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::messages::Messages;
use crate::reactive::{Memo, Stored};
use crate::state::ReaderState;

/// Steps of the strip. Marks within one step are drawn once, so that a hundred thousand cost no more than
/// this many.
const STEPS: usize = 400;

/// The strip.
pub fn minimap(state: ReaderState) -> AnyView {
    let scale = Stored::new(state.open.with(|open| Scale::new(open)));
    let keyword_marks = Memo::new(move || {
        state.searching.found.track();
        let mut steps = vec![[false; STEPS + 1]; COLOURS];
        let query = state.query.get();
        for (place, keyword) in query.keywords().iter().enumerate().filter(|(_, keyword)| !keyword.is_hidden)
        {
            let density = state.searching.with(|search| search.density(place, STEPS));
            for (step, _) in density.iter().enumerate().filter(|(_, count)| **count > 0) {
                steps[usize::from(keyword.colour) % COLOURS][step] = true;
            }
        }
        steps.iter().map(|steps| outline(steps)).collect::<Vec<_>>()
    });
    let mention_marks = Memo::new(move || {
        let mut steps = [false; STEPS + 1];
        if let Some(entity) = state.selected.get() {
            let cast = state.casting.cast.get();
            for mention in cast.index.of(entity) {
                steps[scale.with(|scale| scale.step(mention.block, mention.span, STEPS))] = true;
            }
        }
        outline(&steps)
    });
    let current_mark = move || {
        let found = state.current.get()?;
        let step = scale.with(|scale| scale.step(found.block, found.span, STEPS));
        Some(format!("M0 {step}h12"))
    };
    let colours: Vec<_> = (0..COLOURS)
        .map(|colour| {
            path()
                .attr("class", "keyword-mark")
                .attr("data-colour", (colour + 1).to_string())
                .attr_with("d", move || keyword_marks.with(|marks| marks[colour].clone()))
        })
        .collect();
    let is_empty = move || state.query.with(|query| query.is_empty()) && state.selected.get().is_none();
    let on_click = move |event: ev::MouseEvent| {
        let Some(strip) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return;
        };
        let rect = strip.get_bounding_client_rect();
        let part = (f64::from(event.client_y()) - rect.top()) / rect.height().max(1.0);
        state.goal.set(scale.with(|scale| scale.place(part)));
    };
    // What it says is said by the count and the list of entities as well, for who cannot see it.
    div()
        .class("minimap")
        .attr("aria-hidden", "true")
        .attr("title", Messages::here().minimap)
        .class_when("is-empty", is_empty)
        .on(ev::click, on_click)
        .child(
            svg()
                .attr("part", "minimap")
                .attr("viewBox", format!("0 0 12 {}", STEPS + 1))
                .attr("preserveAspectRatio", "none")
                .child((
                    path().attr("class", "mention-mark").attr_with("d", move || mention_marks.get()),
                    colours,
                    path()
                        .attr("class", "current-mark")
                        .attr_with("d", move || current_mark().unwrap_or_default()),
                )),
        )
        .into_any()
}

/// SVG path data of a short line at each step that is marked.
fn outline(steps: &[bool]) -> String {
    let mut outline = String::new();
    for (step, _) in steps.iter().enumerate().filter(|(_, is_marked)| **is_marked) {
        // Writing to a string cannot fail.
        let _ = write!(outline, "M0 {step}.5h12");
    }
    outline
}
