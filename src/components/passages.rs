//! The passages of the text that a card lists: the mentions of its entity, and where it meets another.

use super::element::{Element, button, details, dynamic, h4, li, mark, ol, section, span, summary};
use leptos::ev;

use super::context::{Context, LINE};
use crate::messages::Messages;
use crate::reactive::Signal;
use crate::state::ReaderState;

/// Mentions that are listed at once; as many more come at each further click.
const PAGE: usize = 50;

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
pub fn together(_state: ReaderState, _place: u32) -> Option<Element> {
    let _ = (section(), h4(), span());
    None
}
