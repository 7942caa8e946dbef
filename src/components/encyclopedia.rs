//! A summary from Wikipedia, for who wants one.

use std::sync::Arc;
use std::time::Duration;

use super::element::{Element, ElementRef, button, div, dynamic, fragment, input, label, link, p};
use leptos::ev;
use leptos::leptos_dom::helpers::set_timeout_with_handle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sidelight_engine::article::Entity;
use sidelight_engine::decode::Summary;
use sidelight_engine::entity::WikipediaPage;
use wasm_bindgen::JsCast;

use super::viewer::Viewer;
use crate::encyclopedia::{Encyclopedia, languages};
use crate::load::Abort;
use crate::messages::Messages;
use crate::reactive::{Signal, Stored, effect, on_next_frame};
use crate::state::ReaderState;

/// Whoever steps through cards quickly wants none of their summaries.
const OPENING: Duration = Duration::from_millis(250);

const LICENCE: &str = "https://creativecommons.org/licenses/by-sa/4.0/";

/// The part of a card that offers the summary of its entity's page, and shows it on demand. Nothing for an entity
/// without a page, and where the viewer offers none.
///
/// When prerendering this is nothing.
pub fn encyclopedia(state: ReaderState, entity: &Entity) -> AnyView {
    let Some(viewer) = use_context::<Viewer>() else { return ().into_any() };
    let messages = Messages::here();
    let encyclopedia = viewer.encyclopedia;
    let page = state.open.with(|open| encyclopedia.page(entity, languages(messages, open)));
    let Some(page) = page else { return ().into_any() };
    let known = encyclopedia.known(&page);
    let card = Card {
        encyclopedia,
        state,
        messages,
        page: Stored::new(page),
        stage: Signal::new(known.map_or(Stage::Offered, Stage::Shown)),
        load: Stored::new(None),
        place: ElementRef::new(),
    };
    card.ask_when_open();
    div()
        .class("card-summary")
        .attr("role", "group")
        .attr("aria-label", messages.summary)
        .attr("aria-live", "polite")
        .attr("lang", messages.language)
        .attr("tabindex", "-1")
        .node_ref(card.place)
        .child(dynamic(move || card.view()))
        .into_any()
}

/// What a card shows of the summary.
#[derive(Clone)]
enum Stage {
    Offered,
    /// What is sent is being explained.
    Explained,
    Asked,
    Shown(Arc<Summary>),
    /// The reader asked in vain.
    Missing,
}

#[derive(Clone, Copy)]
struct Card {
    encyclopedia: Encyclopedia,
    state: ReaderState,
    messages: &'static Messages,
    page: Stored<WikipediaPage>,
    stage: Signal<Stage>,
    /// Gone with the card, and so is the load under way.
    load: Stored<Option<Abort>>,
    place: ElementRef,
}

impl Card {
    fn view(self) -> AnyView {
        let messages = self.messages;
        let offer = || {
            button()
                .attr("type", "button")
                .class("card-summary-offer")
                .attr("data-action", "summary")
                .on(ev::click, move |_| self.choose())
                .child(messages.summary)
        };
        match self.stage.get() {
            Stage::Offered => offer().into_any(),
            Stage::Explained => fragment((
                p().child(messages.summary_notice),
                button()
                    .attr("type", "button")
                    .class("button")
                    .attr("data-action", "show-summary")
                    .on(ev::click, move |_| self.choose())
                    .child(messages.summary_here),
                self.always(),
            )),
            Stage::Asked => p().child(messages.summary_asked).into_any(),
            Stage::Shown(summary) => self.summary(&summary),
            Stage::Missing => fragment((offer(), p().child(messages.summary_missing))),
        }
    }

    fn summary(self, summary: &Summary) -> AnyView {
        let messages = self.messages;
        let language =
            summary.language.clone().unwrap_or_else(|| self.page.with(|page| page.language.clone()));
        let link = |address: &str, name: &'static str| link(address.to_owned()).child(name);
        let page = summary.page.clone().unwrap_or_else(|| {
            self.page.with(|page| page.fill("https://{language}.wikipedia.org/wiki/{title}"))
        });
        let [before, between, after] = messages.summary_source;
        fragment((
            p().class("card-summary-text")
                .attr("lang", language)
                .attr("dir", summary.direction)
                .child(summary.text.clone()),
            p().class("card-summary-source").child((
                before,
                link(&page, messages.wikipedia),
                between,
                link(LICENCE, "CC BY-SA 4.0"),
                after,
            )),
            self.always(),
        ))
    }

    /// The choice to load all summaries.
    fn always(self) -> Element {
        let change = move |event: web_sys::Event| {
            let target = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
            let always = target.is_some_and(|input| input.checked());
            self.encyclopedia.set_always(always);
            if always && !matches!(self.stage.get_untracked(), Stage::Shown(_)) {
                self.choose();
            }
        };
        label().class("card-summary-always").child((
            input()
                .attr("type", "checkbox")
                .attr("checked", self.encyclopedia.always.get_untracked())
                .on(ev::change, change),
            self.messages.summary_always,
        ))
    }

    /// The reader wants the summary: is told first what that means, then gets it.
    fn choose(self) {
        match self.encyclopedia.is_explained.get() {
            true => self.ask(Stage::Missing),
            false => self.stage.set(Stage::Explained),
        }
        self.encyclopedia.is_explained.set(true);
        // What had the focus is gone.
        on_next_frame(move || {
            let place = self.place.try_get_untracked().flatten();
            if let Some(place) = place.and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = place.focus();
            }
        });
    }

    /// Asks by itself once the card has been open for a moment, where the reader wants that.
    fn ask_when_open(self) {
        effect(move || {
            if self.encyclopedia.always.get() {
                let waiting = set_timeout_with_handle(
                    move || {
                        if matches!(self.stage.get_untracked(), Stage::Offered) {
                            self.ask(Stage::Offered);
                        }
                    },
                    OPENING,
                );
                on_cleanup(move || {
                    if let Ok(waiting) = waiting {
                        waiting.clear();
                    }
                });
            }
        });
    }

    /// Asks, and shows the answer; `otherwise` where there is none.
    fn ask(self, otherwise: Stage) {
        let Ok(abort) = Abort::new() else { return self.stage.set(otherwise) };
        let controller = abort.controller();
        self.load.set(Some(abort));
        self.stage.set(Stage::Asked);
        let page = self.page.get();
        let language = self.state.open.with(|open| open.article.language.clone());
        spawn_local(async move {
            let answer = self.encyclopedia.ask(page, language, controller).await;
            self.stage.try_set(answer.map_or(otherwise, Stage::Shown));
        });
    }
}
