//! The table of contents.

use super::element::{a, h2, li, nav, ul};
use leptos::prelude::*;
use sidelight_engine::article::BlockKind;

use super::block::{Rendering, heading_id};

/// A list of fewer headings than this is no help.
const FEWEST: usize = 2;

/// The headings of the article; nothing where it has hardly any.
pub fn contents(rendering: &Rendering) -> AnyView {
    let headings = rendering.open.article.body.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { level, content } if *level <= 3 => {
            Some((*level, heading_id(block, content), content))
        }
        _ => None,
    });
    let items: Vec<_> = headings
        .map(|(level, id, content)| {
            li().attr("data-level", level.to_string())
                .child(a().attr("href", format!("#{id}")).child(content.to_plain()))
        })
        .collect();
    let messages = rendering.messages;
    let list = (items.len() >= FEWEST).then(|| {
        (
            h2().class("label").child(messages.contents),
            ul().attr("lang", rendering.open.article.language.clone()).child(items),
        )
    });
    nav().class("contents").attr("aria-label", messages.contents).child(list).into_any()
}
