//! Notices: a load that goes on, a load that failed.

use super::element::{Children, Element, a, button, div, dynamic, p, progress, span};
use leptos::ev;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::viewer::{Failure, Viewer};
use crate::load::Progress;
use crate::messages::Messages;

/// The notices of a viewer. The region is there from the start, so that a screen reader hears what
/// comes into it.
pub fn notices(viewer: Viewer) -> AnyView {
    let loading = move || viewer.loading.get().map(progress_notice);
    let failure = move || viewer.failure.get().map(|failure| failure_notice(viewer, failure));
    let later_failure = move || viewer.later.has_failed().then(|| later_failure_notice(viewer));
    div()
        .class("notices")
        .child((
            div().attr("role", "status").child(dynamic(loading)),
            div().attr("role", "alert").child((dynamic(failure), dynamic(later_failure))),
        ))
        .into_any()
}

fn progress_notice(state: Progress) -> AnyView {
    div()
        .class("notice notice-loading")
        .attr("part", "notice")
        .child((
            span().child(Messages::here().progress(state)),
            progress()
                .attr("max", state.total.map(|total| total.to_string()))
                .attr("value", state.total.map(|_| state.received.to_string())),
        ))
        .into_any()
}

/// Says that the second module is missing.
fn later_failure_notice(viewer: Viewer) -> Element {
    let messages = Messages::here();
    let retry = retry_button(move || viewer.later.load());
    let dismiss = dismiss_button(move || viewer.later.dismiss());
    failure_of(messages.later_failure, (retry, dismiss)).attr("data-notice", "later")
}

fn failure_notice(viewer: Viewer, failure: Failure) -> Element {
    let messages = Messages::here();
    let retry = failure.retry.map(|origin| retry_button(move || viewer.open(origin.clone())));
    let open = button()
        .attr("type", "button")
        .class("button")
        .on(ev::click, move |_| viewer.dialog_is_open.set(true))
        .child(messages.open);
    // With nothing else on the page, the way on is the library; otherwise it is what is there already.
    let way_on = if viewer.shows_nothing() {
        viewer
            .library_address()
            .map(|address| a().class("button").attr("href", address).child(messages.library))
    } else {
        Some(dismiss_button(move || viewer.failure.set(None)))
    };
    failure_of(messages.load_failure(&failure.error), (retry, open, way_on))
}

/// What went wrong, and what can be done.
fn failure_of(text: impl Children, actions: impl Children) -> Element {
    div()
        .class("notice notice-failure")
        .attr("part", "notice")
        .child((p().child(text), div().class("notice-actions").child(actions)))
}

fn retry_button(retry: impl Fn() + 'static) -> Element {
    button()
        .attr("type", "button")
        .class("button")
        .attr("data-action", "retry")
        .on(ev::click, move |_| retry())
        .child(Messages::here().retry)
}

fn dismiss_button(dismiss: impl Fn() + 'static) -> Element {
    button()
        .attr("type", "button")
        .class("tool")
        .attr("data-action", "dismiss")
        .attr("aria-label", Messages::here().close)
        .on(ev::click, move |_| dismiss())
        .child(icon(Icon::CLOSE))
}
