//! How keywords are looked for, and which ones the article suggests.

use super::element::{button, div, dynamic, span};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::highlight::{Options, suggest};
use sidelight_engine::text::BlockText;

use crate::messages::Messages;
use crate::reactive::Stored;
use crate::route::remember_options;
use crate::state::ReaderState;

/// Suggestions that are shown.
const SUGGESTIONS: usize = 10;

/// A switch for each option.
pub fn search_options(state: ReaderState) -> AnyView {
    let messages = Messages::here();
    type Place = fn(&mut Options) -> &mut bool;
    let switches: [(&str, &str, &str, Place); 5] = [
        ("case", "Aa", messages.case, |options| &mut options.case),
        ("word", "[ab]", messages.word, |options| &mut options.word),
        ("accents", "é", messages.accents, |options| &mut options.accents),
        ("script", "简繁", messages.script, |options| &mut options.script),
        ("regex", ".*", messages.regex, |options| &mut options.regex),
    ];
    let switch = |(name, sign, text, place): (&'static str, &'static str, &'static str, Place)| {
        button()
            .attr("type", "button")
            .class("option")
            .attr("data-option", name)
            .attr_with("aria-pressed", move || place(&mut state.options()).to_string())
            .on(ev::click, move |_| {
                let mut options = state.options();
                let option = place(&mut options);
                *option = !*option;
                state.change_keywords(|query| query.set_options(options));
                remember_options(options);
            })
            .child((span().class("option-sign").attr("aria-hidden", "true").child(sign), span().child(text)))
    };
    div()
        .class("search-options")
        .attr("role", "group")
        .attr("aria-label", messages.options)
        .child(switches.into_iter().map(switch).collect::<Vec<_>>())
        .into_any()
}

/// Keywords from the article itself, while the field has the focus and nothing is searched for yet.
pub fn suggestions(state: ReaderState) -> AnyView {
    let messages = Messages::here();
    let language = state.open.with(|open| open.article.language.clone());
    // Looked for once, when the reader first comes to the field.
    let known: Stored<Option<Vec<String>>> = Stored::new(None);
    let is_open = move || state.suggests.get() && state.query.with(|query| query.is_empty());
    let list = move || {
        if !is_open() {
            return None;
        }
        let words = known.get().unwrap_or_else(|| {
            let words = suggested(state);
            known.set(Some(words.clone()));
            words
        });
        let suggestion = |word: String| {
            let keyword = word.clone();
            button()
                .attr("type", "button")
                .class("suggestion")
                .attr("data-action", "suggestion")
                .on(ev::click, move |_| state.keep(std::slice::from_ref(&keyword)))
                .child(word)
        };
        let buttons: Vec<_> = words.into_iter().map(suggestion).collect();
        (!buttons.is_empty()).then(|| {
            div()
                .class("suggestions")
                .attr("role", "group")
                .attr("aria-label", messages.suggestions)
                // The field keeps the focus, and with it the suggestions stay until one is chosen.
                .on(ev::mousedown, |event| event.prevent_default())
                .child((
                    span().class("label").attr("aria-hidden", "true").child(messages.suggestions),
                    div().attr("lang", language.clone()).child(buttons),
                ))
        })
    };
    dynamic(list)
}

/// The article's keywords, then its own frequent terms.
fn suggested(state: ReaderState) -> Vec<String> {
    state.open.with(|open| {
        let texts: Vec<_> = open.texts.iter().map(BlockText::as_str).collect();
        let mut words = open.article.keywords.clone();
        words.extend(suggest(&texts, SUGGESTIONS));
        let query = sidelight_engine::highlight::Query::new(&words, Options::default());
        query.keywords().iter().take(SUGGESTIONS).map(|keyword| keyword.text.clone()).collect()
    })
}
