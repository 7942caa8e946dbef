//! Related articles and the trending list.

use super::element::{div, h2, li, name, ol, p, section, span, ul};
use leptos::prelude::*;
use sidelight_engine::article::Teaser;

use super::article_header::date_view;
use super::block::Rendering;

/// Both lists, each where the article has one.
pub fn teasers(rendering: &Rendering) -> AnyView {
    let article = &rendering.open.article;
    let messages = rendering.messages;
    let views = |teasers: &[Teaser]| teasers.iter().map(|entry| teaser(entry, rendering)).collect::<Vec<_>>();
    let related = (!article.related.is_empty()).then(|| {
        section().class("related").attr("part", "related").child((
            h2().class("label").attr("lang", messages.language).child(messages.related),
            ul().child(views(&article.related)),
        ))
    });
    let trending = (!article.trending.is_empty()).then(|| {
        section().class("trending").attr("part", "trending").child((
            h2().class("label").attr("lang", messages.language).child(messages.trending),
            ol().child(views(&article.trending)),
        ))
    });
    div().class("teasers").child((related, trending)).into_any()
}

fn teaser(teaser: &Teaser, rendering: &Rendering) -> AnyView {
    let messages = rendering.messages;
    let headline = name(&teaser.headline, teaser.url.as_ref().map(|url| rendering.open.resolve(url)));
    let badge = teaser.original.then(|| {
        span()
            .class("badge")
            .attr("data-original", "")
            .attr("lang", messages.language)
            .child(messages.original)
    });
    li().child((
        p().class("teaser-headline").child((headline, " ", badge)),
        teaser.description.clone().map(|text| p().class("teaser-text").child(text)),
        teaser.published.as_ref().map(|date| p().class("teaser-date").child(date_view(date, rendering))),
    ))
    .into_any()
}
