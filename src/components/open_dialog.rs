//! Opening an article of the reader's own: a file, pasted text, an address.

use super::element::{button, form, input, label, p, textarea};
use leptos::ev;
use leptos::prelude::*;

use super::modal::modal;
use super::viewer::{Origin, Viewer};
use crate::messages::Messages;
use crate::reactive::{Signal, on_window};
use crate::route::ReaderUrl;

/// The dialog.
pub fn open_dialog(viewer: Viewer) -> AnyView {
    let messages = Messages::here();
    let pasted = Signal::new(String::new());
    let address = Signal::new(String::new());
    let open = move |origin: Origin| {
        viewer.dialog_is_open.set(false);
        viewer.open(origin);
    };
    let show = |action: &'static str, text: Signal<String>| {
        button()
            .attr("type", "submit")
            .class("button")
            .attr("data-action", action)
            .attr_with("disabled", move || text.with(|text| text.trim().is_empty()))
            .child(messages.show)
    };

    let content = (
        label().class("file").child((
            messages.open_file,
            input().attr("type", "file").attr("accept", ".json,.txt,application/json,text/plain").on(
                ev::change,
                move |event| {
                    let input: web_sys::HtmlInputElement = event_target(&event);
                    if let Some(file) = input.files().and_then(|files| files.get(0)) {
                        // The same file can be chosen again after it was changed.
                        input.set_value("");
                        open(Origin::File(file));
                    }
                },
            ),
        )),
        p().class("hint").child(messages.open_hint),
        form()
            .on(ev::submit, move |event| {
                event.prevent_default();
                let src = address.get_untracked().trim().to_owned();
                viewer.dialog_is_open.set(false);
                viewer.go(ReaderUrl {
                    src: Some(src),
                    theme: viewer.url.get_untracked().theme,
                    ..ReaderUrl::default()
                });
            })
            .child((
                label().child((
                    messages.open_address,
                    input()
                        .attr("type", "text")
                        .attr("inputmode", "url")
                        .attr("autocomplete", "off")
                        .attr("placeholder", "https://…/article.json")
                        .value_with(move || address.get())
                        .on(ev::input, move |event| address.set(event_target_value(&event))),
                )),
                show("show-address", address),
            )),
        form()
            .on(ev::submit, move |event| {
                event.prevent_default();
                open(Origin::Pasted(pasted.get_untracked()));
            })
            .child((
                label().child((
                    messages.open_pasted,
                    textarea()
                        .attr("rows", "5")
                        .attr("spellcheck", "false")
                        .value_with(move || pasted.get())
                        .on(ev::input, move |event| pasted.set(event_target_value(&event))),
                )),
                show("show-pasted", pasted),
            )),
    );
    modal("open-dialog", messages.open_title, viewer.dialog_is_open, content)
}

/// Opens a file that is dropped anywhere on the page.
pub fn open_on_drop(viewer: Viewer) {
    let root = viewer.root();
    let holds_files = |event: &web_sys::DragEvent| {
        event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
    };
    let mark = {
        let text = Messages::here().drop_here;
        move |is_over: bool| {
            let _ = match is_over {
                true => root.set_attribute("data-drop", text),
                false => root.remove_attribute("data-drop"),
            };
        }
    };
    on_window(ev::dragover, {
        let mark = mark.clone();
        move |event| {
            if holds_files(&event) {
                event.prevent_default();
                mark(true);
            }
        }
    });
    on_window(ev::dragleave, {
        let mark = mark.clone();
        move |event| {
            // Only when the pointer leaves the window is there nothing that it goes to.
            if event.related_target().is_none() {
                mark(false);
            }
        }
    });
    on_window(ev::drop, move |event| {
        if !holds_files(&event) {
            return;
        }
        event.prevent_default();
        mark(false);
        let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            viewer.open(Origin::File(file));
        }
    });
}
