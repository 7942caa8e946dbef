//! The runs of a text block.

use super::element::{a, br, code, em, link, rt, ruby, span, strong, sub, sup};
use leptos::prelude::*;
use sidelight_engine::article::{EntityKind, Inline, Text};

use super::block::Rendering;

/// An element that holds one text block: it carries the block's number, by which highlights find it.
macro_rules! leaf {
    ($element:expr, $text:expr, $rendering:expr) => {
        $element
            .attr("data-block", $text.index.0.to_string())
            .child($crate::components::inline::runs($text, $rendering))
    };
}
pub(super) use leaf;

/// The runs of a text block. Text becomes text nodes only, never markup.
pub fn runs(text: &Text, rendering: &Rendering) -> Vec<AnyView> {
    content(&rendering.cast.index.link_text(text, &rendering.cast.entities), rendering)
}

fn content(inlines: &[Inline], rendering: &Rendering) -> Vec<AnyView> {
    inlines.iter().map(|inline| run(inline, rendering)).collect()
}

fn run(inline: &Inline, rendering: &Rendering) -> AnyView {
    let inside = || content(inline.content(), rendering);
    match inline {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Emphasis(_) => em().child(inside()).into_any(),
        Inline::Strong(_) => strong().child(inside()).into_any(),
        Inline::Sub(_) => sub().child(inside()).into_any(),
        Inline::Sup(_) => sup().child(inside()).into_any(),
        Inline::Code(text) => code().child(text.clone()).into_any(),
        Inline::Link { url, .. } => link(rendering.open.resolve(url)).child(inside()).into_any(),
        Inline::Mention { entity, .. } => {
            let kind = rendering.cast.kind(entity).map(EntityKind::name);
            a().class("mention")
                .attr("part", "mention")
                .attr("href", format!("#entity-{entity}"))
                .attr("data-entity", entity.clone())
                .attr("data-kind", kind)
                .child(inside())
                .into_any()
        }
        Inline::Ruby { base, annotation } => {
            ruby().child((base.clone(), rt().child(annotation.clone()))).into_any()
        }
        Inline::Phrase { lang, .. } => span().attr("lang", lang.clone()).child(inside()).into_any(),
        Inline::Break => br().into_any(),
        Inline::FootnoteRef { id } => {
            let number = rendering.footnote_number(id);
            sup()
                .class("footnote-ref")
                .attr("data-no-text", "")
                .child(
                    a().attr("href", format!("#note-{id}"))
                        .attr("id", format!("ref-{id}"))
                        .attr("aria-label", format!("{} {number}", rendering.messages.footnotes))
                        .child(number.to_string()),
                )
                .into_any()
        }
    }
}
