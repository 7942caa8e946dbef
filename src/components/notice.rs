//! Notices: a load that goes on, a load that failed.

use super::element::{a, button, div, dynamic, p, progress, span};
use leptos::ev;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::viewer::{Failure, Origin, Viewer};
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
fn later_failure_notice(viewer: Viewer) -> AnyView {
    let messages = Messages::here();
    div()
        .class("notice notice-failure")
        .attr("part", "notice")
        .attr("data-notice", "later")
        .child((
            p().child(messages.later_failure),
            div().class("notice-actions").child((
                button()
                    .attr("type", "button")
                    .class("button")
                    .attr("data-action", "retry")
                    .on(ev::click, move |_| viewer.later.load())
                    .child(messages.retry),
                button()
                    .attr("type", "button")
                    .class("tool")
                    .attr("data-action", "dismiss")
                    .attr("aria-label", messages.close)
                    .on(ev::click, move |_| viewer.later.dismiss())
                    .child(icon(Icon::CLOSE)),
            )),
        ))
        .into_any()
}

fn failure_notice(viewer: Viewer, failure: Failure) -> AnyView {
    let messages = Messages::here();
    let retry = failure.retry.map(|url| {
        button()
            .attr("type", "button")
            .class("button")
            .attr("data-action", "retry")
            .on(ev::click, move |_| viewer.open(Origin::Address(url.clone())))
            .child(messages.retry)
    });
    // With nothing else on the page, the way on is the library; otherwise it is what is there already.
    let way_on = if viewer.shows_nothing() {
        viewer
            .library_address()
            .map(|address| a().class("button").attr("href", address).child(messages.library))
    } else {
        Some(
            button()
                .attr("type", "button")
                .class("tool")
                .attr("data-action", "dismiss")
                .attr("aria-label", messages.close)
                .on(ev::click, move |_| viewer.failure.set(None))
                .child(icon(Icon::CLOSE)),
        )
    };
    div()
        .class("notice notice-failure")
        .attr("part", "notice")
        .child((
            p().child(messages.load_failure(&failure.error)),
            div().class("notice-actions").child((
                retry,
                button()
                    .attr("type", "button")
                    .class("button")
                    .on(ev::click, move |_| viewer.dialog_is_open.set(true))
                    .child(messages.open),
                way_on,
            )),
        ))
        .into_any()
}
