//! Summaries of Wikipedia's pages, for readers who want them.
//!
//! Nothing is asked before the reader has chosen it, for one card or for all. Only the page's title is sent, without
//! cookies of another site and without a referrer; a summary that came is kept for the visit.

use std::sync::Arc;

use gloo_net::http::Request;
use leptos::prelude::window;
use sidelight_engine::article::Entity;
use sidelight_engine::decode::{Summary, decode_summary};
use sidelight_engine::entity::WikipediaPage;
use web_sys::AbortController;

use crate::load::{LoadError, fetch};
use crate::messages::Messages;
use crate::reactive::{Signal, Stored};
use crate::state::OpenArticle;
use crate::storage;

/// Where the browser keeps that the reader wants all summaries.
const ALWAYS_KEY: &str = "sidelight-summaries";

/// Its value.
const ALWAYS: &str = "always";

/// An answer of Wikipedia has some thousand bytes.
const MAX_BYTES: usize = 256 * 1024;

/// How many summaries are kept.
const MAX_KNOWN: usize = 200;

/// What has been asked in this visit, and may be asked. Copies share it.
#[derive(Clone, Copy, Debug)]
pub struct Encyclopedia {
    /// Whether a summary is loaded whenever a card opens.
    pub always: Signal<bool>,
    /// Whether the reader has been told what is sent.
    pub is_explained: Stored<bool>,
    template: Stored<Option<String>>,
    known: Stored<Vec<(WikipediaPage, Arc<Summary>)>>,
}

impl Encyclopedia {
    /// One that asks at an address with `{language}` and `{title}` in it; nothing is offered where there is none.
    pub fn new(template: Option<String>) -> Self {
        let always = storage::kept(ALWAYS_KEY).as_deref() == Some(ALWAYS);
        Self {
            always: Signal::new(always),
            is_explained: Stored::new(always),
            template: Stored::new(template),
            known: Stored::new(Vec::new()),
        }
    }

    /// The page to ask for; none for an entity that has none, and where nothing is offered.
    pub fn page(&self, entity: &Entity, languages: [&str; 3]) -> Option<WikipediaPage> {
        let is_offered = self.template.with(Option::is_some);
        if is_offered { WikipediaPage::choose(&entity.same_as, &languages) } else { None }
    }

    /// The summary of a page that has come already.
    pub fn known(&self, page: &WikipediaPage) -> Option<Arc<Summary>> {
        self.known.with(|known| {
            known.iter().find(|(other, _)| other == page).map(|(_, summary)| Arc::clone(summary))
        })
    }

    /// Whether summaries are loaded from now on whenever a card opens. Where storage is forbidden, that holds for
    /// the visit.
    pub fn set_always(&self, always: bool) {
        self.always.set(always);
        storage::keep(ALWAYS_KEY, always.then_some(ALWAYS));
    }

    /// Asks for the summary of a page. `language` is that of the article, which decides on the script of a Chinese
    /// page where the reader's browser does not.
    ///
    /// # Errors
    /// As [`fetch`]; and where the answer is no summary.
    pub async fn ask(
        self,
        page: WikipediaPage,
        language: Option<String>,
        controller: AbortController,
    ) -> Result<Arc<Summary>, LoadError> {
        let template = self.template.get().unwrap_or_default();
        let mut request = Request::get(&page.fill(&template)).referrer("");
        let mut tags: Vec<String> =
            window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect();
        tags.extend(language);
        if let Some(variant) = page.variant(&tags) {
            request = request.header("Accept-Language", variant);
        }
        let bytes = fetch(request, MAX_BYTES, controller, &|_| {}).await?;
        let summary = Arc::new(decode_summary(&bytes)?);
        if let Some(mut known) = self.known.try_get() {
            known.truncate(MAX_KNOWN - 1);
            known.insert(0, (page, Arc::clone(&summary)));
            self.known.set(known);
        }
        Ok(summary)
    }
}

/// The languages of pages elsewhere, the best first: the interface's, the article's, English.
pub fn languages<'a>(messages: &Messages, open: &'a OpenArticle) -> [&'a str; 3] {
    [messages.language, open.article.language.as_deref().unwrap_or("en"), "en"]
}
