//! A dialog over the page.

use super::element::{Children, ElementRef, button, dialog, div, h2};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::icon::{Icon, icon};
use crate::messages::Messages;
use crate::reactive::{Signal, effect};

/// A dialog with a title and a way to close it, which is open as long as `is_open` says so. The browser keeps the focus in
/// it, closes it at Escape, and gives the focus back.
pub fn modal(
    name: &'static str,
    title: &'static str,
    is_open: Signal<bool>,
    content: impl Children,
) -> AnyView {
    let messages = Messages::here();
    let element = ElementRef::new();
    effect(move || {
        let is_open = is_open.get();
        let Some(dialog) = element.get() else { return };
        let dialog: web_sys::HtmlDialogElement = dialog.unchecked_into();
        match (is_open, dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    dialog()
        .class("dialog")
        .attr("part", name)
        .attr("aria-label", title)
        .node_ref(element)
        .on(ev::close, move |_| is_open.set(false))
        .child((
            div().class("dialog-head").child((
                h2().child(title),
                button()
                    .attr("type", "button")
                    .class("tool")
                    .attr("data-action", "close")
                    .attr("aria-label", messages.close)
                    .on(ev::click, move |_| is_open.set(false))
                    .child(icon(Icon::CLOSE)),
            )),
            content,
        ))
        .into_any()
}
