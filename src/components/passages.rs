//! The passages of the text that a card lists: the mentions of its entity, and where it meets another.

use super::element::{Element, bdi, button, details, div, dynamic, h4, li, mark, ol, section, span, summary};
use leptos::ev;
use sidelight_engine::article::BlockIndex;
use sidelight_engine::entity::Companion;

use super::context::{Context, LINE, Meeting};
use super::icon::kind_shape;
use crate::cast::Cast;
use crate::messages::Messages;
use crate::reactive::Signal;
use crate::state::ReaderState;

/// Mentions that are listed at once; as many more come at each further click.
const PAGE: usize = 50;

/// Companions that are shown at first, and at most.
const COMPANIONS: usize = 8;
const MOST_COMPANIONS: usize = 60;

/// The mentions, each in its line of context.
pub fn mentions(state: ReaderState, place: u32) -> Option<Element> {
    let messages = Messages::here();
    let count = state.cast().index.count(place);
    if count == 0 {
        return None;
    }
    let is_open = Signal::new(false);
    let shown = Signal::new(PAGE);
    let rows = move || {
        let cast = state.casting.cast.get();
        let open = state.article();
        let mentions = cast.index.of(place).enumerate().take(if is_open.get() { shown.get() } else { 0 });
        mentions
            .filter_map(|(at, mention)| {
                let context = Context::of(mention.block, mention.span, &open.texts, LINE)?;
                Some(
                    li().child(
                        button()
                            .attr("type", "button")
                            .class("passage")
                            .attr("dir", "auto")
                            .attr_with("aria-current", move || {
                                (state.mention.get() == Some(at)).then_some("true")
                            })
                            .on(ev::click, move |_| state.go_to_mention(place, at))
                            .child((context.before, mark().child(context.found), context.after)),
                    ),
                )
            })
            .collect::<Vec<_>>()
    };
    let more = move || {
        let rest = count.saturating_sub(shown.get());
        (is_open.get() && rest > 0).then(|| {
            button()
                .attr("type", "button")
                .class("more")
                .attr("data-action", "more-mentions")
                .attr("lang", messages.language)
                .on(ev::click, move |_| shown.update(|shown| *shown += PAGE))
                .child(messages.more(rest.min(PAGE)))
        })
    };
    Some(
        details()
            .class("card-mentions")
            // Made when it is first opened: the line of a mention is quick to make, thousands are not.
            .on(ev::Custom::<web_sys::Event>::new("toggle"), move |_| is_open.set(true))
            .child((
                summary().attr("lang", messages.language).child(messages.entities.all_mentions(count)),
                ol().child(dynamic(rows)),
                dynamic(more),
            )),
    )
}

/// With whom the entity appears, and the passages where it meets the one that was chosen.
pub fn together(state: ReaderState, place: u32) -> Option<Element> {
    let messages = Messages::here();
    let phrases = messages.entities;
    let cast = state.cast();
    let company = cast.company.with(place);
    if company.is_empty() {
        return None;
    }
    let shows_all = Signal::new(false);
    let total = company.len();
    let companions = move || {
        let shown = if shows_all.get() { MOST_COMPANIONS } else { COMPANIONS };
        let chips = company.iter().take(shown).filter_map(|companion| chip(state, &cast, companion));
        chips.collect::<Vec<_>>()
    };
    let more = move || {
        let rest = total.min(MOST_COMPANIONS).saturating_sub(COMPANIONS);
        (rest > 0 && !shows_all.get()).then(|| {
            button()
                .attr("type", "button")
                .class("more")
                .attr("data-action", "more-companions")
                .attr("lang", messages.language)
                .on(ev::click, move |_| shows_all.set(true))
                .child(messages.more(rest))
        })
    };
    let meetings = move || state.companion.get().map(|companion| meetings(state, place, companion));
    Some(section().class("card-company").child((
        h4().class("label").attr("lang", messages.language).child(phrases.appears_with),
        div().class("companions").child((dynamic(companions), dynamic(more))),
        dynamic(meetings),
    )))
}

fn chip(state: ReaderState, cast: &Cast, companion: &Companion) -> Option<Element> {
    let &Companion { entity: place, blocks } = companion;
    let entity = cast.entity(place)?;
    let is_chosen = move || state.companion.get() == Some(place);
    Some(
        button()
            .attr("type", "button")
            .class("companion")
            .attr("data-companion", entity.id.clone())
            .attr("data-kind", entity.kind.name())
            .attr_with("aria-pressed", move || is_chosen().to_string())
            .on(ev::click, move |_| {
                let is_chosen = state.companion.get_untracked() == Some(place);
                state.companion.set((!is_chosen).then_some(place));
            })
            .child((
                kind_shape(entity.kind),
                bdi().child(entity.name.clone()),
                span().class("count").child(blocks.to_string()),
            )),
    )
}

/// The passages that speak of both, and the way to the other's card.
fn meetings(state: ReaderState, place: u32, companion: u32) -> Option<Element> {
    let messages = Messages::here().entities;
    let open = state.article();
    let cast = state.cast();
    let other = cast.entity(companion)?;
    let blocks = cast.company.meetings(place, companion);
    let first_in = |entity: u32, block: BlockIndex| {
        cast.index.of(entity).enumerate().find(|(_, mention)| mention.block == block)
    };
    let passages: Vec<_> = blocks
        .iter()
        .take(PAGE)
        .filter_map(|block| {
            let ((at, one), (_, two)) = (first_in(place, *block)?, first_in(companion, *block)?);
            let context = Meeting::of(*block, [one.span, two.span], &open.texts, LINE)?;
            let [first, second] = context.found.map(|found| mark().child(found));
            Some(
                li().child(
                    button()
                        .attr("type", "button")
                        .class("passage")
                        .attr("dir", "auto")
                        .on(ev::click, move |_| state.go_to_mention(place, at))
                        .child((context.before, first, context.between, second, context.after)),
                ),
            )
        })
        .collect();
    let heading = messages.together(&other.name, blocks.len());
    Some(
        div().class("meetings").child((
            h4().attr("lang", messages.language).child(around(&heading, &other.name)),
            ol().class("passages").child(passages),
            button()
                .attr("type", "button")
                .class("text-button")
                .attr("data-action", "open-companion")
                .attr("lang", messages.language)
                .on(ev::click, move |_| state.select_entity(Some(companion)))
                .child(around(&messages.card_of(&other.name), &other.name)),
        )),
    )
}

/// A phrase with a name in it, which turns around nothing of the phrase.
fn around(phrase: &str, name: &str) -> Element {
    let (before, behind) = phrase.split_once(name).unwrap_or((phrase, ""));
    let name = (before.len() < phrase.len()).then(|| bdi().child(name.to_owned()));
    span().child((before.to_owned(), name, behind.to_owned()))
}
