//! The text of an article, and what stands below it.

use super::element::{Children, a, aside, div, h2, name, p, section, time};
use leptos::prelude::*;
use sidelight_engine::article::{Source, text_numbers};

use super::block::{Rendering, blocks};
use super::inline::leaf;
use crate::dates::{Length, format_date};

/// Blocks in a section. With sections of about this many, `content-visibility: auto` makes the first layout
/// of a long article cheap and leaves scrolling smooth; on single paragraphs it makes scrolling slow.
const BLOCKS_A_SECTION: usize = 50;

/// The text, a row of sections.
pub fn article_body(rendering: &Rendering) -> AnyView {
    let body = &rendering.open.article.body;
    let sections: Vec<_> = body
        .chunks(BLOCKS_A_SECTION)
        .enumerate()
        .map(|(place, chunk)| {
            let start = place * BLOCKS_A_SECTION;
            let range = start..start + chunk.len();
            let view =
                move |rendering: &Rendering| blocks(&rendering.open.article.body[range.clone()], rendering);
            section().class("zone").attr("data-zone", "").child(rendering.part(text_numbers(chunk), view))
        })
        .collect();
    div().class("body").attr("id", "text").attr("part", "body").child(sections).into_any()
}

/// Attribution, disclosure, corrections, licence.
pub fn colophon(rendering: &Rendering) -> AnyView {
    let texts = text_numbers(&rendering.open.article.body).end..u32::MAX;
    div().class("colophon").attr("data-zone", "").child(rendering.part(texts, colophon_parts)).into_any()
}

fn colophon_parts(rendering: &Rendering) -> Vec<AnyView> {
    let article = &rendering.open.article;
    let messages = rendering.messages;
    let attribution = (!article.attribution.is_empty()).then(|| {
        let sources: Vec<_> =
            article.attribution.iter().map(|source| source_view(source, rendering)).collect();
        div()
            .class("attribution")
            .attr("part", "attribution")
            .child((div().class("label").attr("lang", messages.language).child(messages.source), sources))
    });
    let disclosure = (!article.disclosure.is_empty()).then(|| {
        aside().class("disclosure").attr("part", "disclosure").child((
            h2().class("label").attr("lang", messages.language).child(messages.disclosure),
            blocks(&article.disclosure, rendering),
        ))
    });
    let corrections: Vec<_> = article
        .corrections
        .iter()
        .map(|correction| {
            let date = correction.published.as_ref().map(|date| {
                time().attr("datetime", date.to_string()).child(format_date(
                    date,
                    messages.language,
                    Length::Day,
                ))
            });
            aside().class("correction").attr("part", "correction").child((
                h2().class("label").attr("lang", messages.language).child((messages.correction, date)),
                leaf!(p(), &correction.text, rendering),
            ))
        })
        .collect();
    let license = article.license.as_ref().map(|license| {
        let is_address = license.starts_with("http:") || license.starts_with("https:");
        div().class("license").child((
            div().class("label").attr("lang", messages.language).child(messages.license),
            match is_address {
                true => a()
                    .attr("href", license.clone())
                    .attr("rel", "license noopener")
                    .child(license.clone())
                    .into_any(),
                false => license.clone().into_any(),
            },
        ))
    });
    let mut parts = Vec::new();
    (attribution, disclosure, corrections, license).push_to(&mut parts);
    parts
}

fn source_view(source: &Source, rendering: &Rendering) -> AnyView {
    name(&source.name, source.url.as_ref().map(|url| rendering.open.resolve(url))).into_any()
}
