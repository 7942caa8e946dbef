//! What the reader hides or finds wrong, and the list of entities as corrected by it.

use super::element::{
    a, bdi, button, details, div, dynamic, form, input, label, li, p, span, summary, textarea, ul,
};
use js_sys::{Array, JSON, Reflect};
use leptos::ev;
use leptos::prelude::*;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use sidelight_engine::article::Find;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, Url};

use super::modal::modal;
use crate::clipboard::copy;
use crate::messages::Messages;
use crate::panel::Report;
use crate::reactive::{Signal, effect};
use crate::state::ReaderState;

/// The part of a card that hides its entity or reports it as wrong.
pub fn correct(state: ReaderState, place: u32) -> AnyView {
    let messages = Messages::here().entities;
    let note = Signal::new(String::new());
    let report = move || {
        state.panel.report(Report { entity: place, note: note.get_untracked().trim().to_owned() });
    };
    let action = |name: &'static str, text: &'static str| {
        button().attr("type", "button").class("text-button").attr("data-action", name).child(text)
    };
    let reporting = move || match state.panel.is_reported(place) {
        true => div().class("card-report").child((
            span().attr("role", "status").child(messages.reported),
            action("take-back", messages.take_back).on(ev::click, move |_| state.panel.take_back(place)),
        )),
        false => details().class("card-report").child((
            summary().child(messages.report),
            form()
                .on(ev::submit, move |event| {
                    event.prevent_default();
                    report();
                })
                .child((
                    label().child((
                        messages.report_note,
                        input()
                            .attr("type", "text")
                            .attr("maxlength", "500")
                            .attr("name", "note")
                            .value_with(move || note.get())
                            .on(ev::input, move |event| note.set(event_target_value(&event))),
                    )),
                    button()
                        .attr("type", "submit")
                        .class("button")
                        .attr("data-action", "report")
                        .child(messages.send_report),
                )),
        )),
    };
    let hide = action("hide", messages.hide).on(ev::click, move |_| {
        state.select_entity(None);
        state.casting.hide(place, true);
    });
    div()
        .class("card-corrections")
        .attr("lang", messages.language)
        .child((hide, dynamic(reporting)))
        .into_any()
}

/// The foot of the panel: what is hidden, and the way to the corrected list.
pub fn corrections(state: ReaderState) -> AnyView {
    let messages = Messages::here().entities;
    let hidden = move || {
        let cast = state.casting.cast.get();
        let names = cast.hidden.iter().filter_map(|&place| {
            let entity = cast.entity(place)?;
            Some(
                li().child((
                    bdi().child(entity.name.clone()),
                    button()
                        .attr("type", "button")
                        .class("text-button")
                        .attr("data-action", "show-again")
                        .attr("data-hidden", entity.id.clone())
                        .attr("aria-label", format!("{}: {}", messages.show_again, entity.name))
                        .on(ev::click, move |_| state.casting.hide(place, false))
                        .child(messages.show_again),
                )),
            )
        });
        let names: Vec<_> = names.collect();
        (!names.is_empty()).then(|| {
            details().class("panel-hidden").child((
                summary().child((messages.hidden, " ", span().class("count").child(names.len().to_string()))),
                ul().child(names),
            ))
        })
    };
    div()
        .class("panel-foot")
        .attr("lang", messages.language)
        .child((
            dynamic(hidden),
            button()
                .attr("type", "button")
                .class("text-button")
                .attr("data-action", "export")
                .on(ev::click, move |_| state.panel.exports.set(true))
                .child(messages.export),
        ))
        .into_any()
}

/// The dialog with the corrected list, to be copied or saved.
pub fn export(state: ReaderState) -> AnyView {
    let messages = Messages::here().entities;
    let json = Signal::new(String::new());
    let file = Signal::new(None::<String>);
    let is_copied = Signal::new(false);
    effect(move || {
        let is_open = state.panel.exports.get();
        // A file of the browser's is kept until it is given up.
        if let Some(address) = file.get_untracked() {
            let _ = Url::revoke_object_url(&address);
        }
        if is_open {
            let text = corrected_list(state);
            is_copied.set(false);
            file.set(object_url(&text));
            json.set(text);
        }
    });
    let content = (
        p().class("hint").child(messages.export_hint),
        textarea()
            .attr("rows", "12")
            .attr("readonly", true)
            .attr("spellcheck", "false")
            .attr("dir", "ltr")
            .attr("aria-label", messages.export)
            .value_with(move || json.get()),
        div().class("dialog-actions").child((
            span().attr("role", "status").child(dynamic(move || is_copied.get().then_some(messages.copied))),
            button()
                .attr("type", "button")
                .class("button")
                .attr("data-action", "copy-list")
                .on(ev::click, move |_| {
                    // Where the clipboard is forbidden, the text can still be selected.
                    copy(json.get_untracked(), move |done| is_copied.try_set(done));
                })
                .child(messages.copy),
            a().class("button")
                .attr("data-action", "save-list")
                .attr("download", "entities.json")
                .attr_with("href", move || file.get())
                .child(messages.download),
        )),
    );
    modal("corrections", messages.export, state.panel.exports, content)
}

/// The entities as JSON, in the article's own form: what is hidden or reported is not found by name any more, and a report says
/// why.
fn corrected_list(state: ReaderState) -> String {
    let cast = state.cast();
    let reports = state.panel.reports.get_untracked();
    let list = Array::new();
    for (place, entity) in (0..).zip(cast.entities.iter()) {
        let report = reports.iter().find(|report| report.entity == place);
        let mut entity = entity.clone();
        if report.is_some() || cast.is_hidden(place) {
            entity.find = Find::None;
        }
        let Ok(value) = entity.serialize(&Serializer::json_compatible()) else { continue };
        if let Some(report) = report {
            // Setting a property of a plain object cannot fail.
            let _ = Reflect::set(&value, &"reported".into(), &report.note.as_str().into());
        }
        list.push(&value);
    }
    let text = JSON::stringify_with_replacer_and_space(&list, &JsValue::NULL, &2.into());
    text.map(String::from).unwrap_or_default()
}

/// An address within the browser under which a text can be saved.
fn object_url(text: &str) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}
