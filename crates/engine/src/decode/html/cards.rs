//! What editors' programs make of `div`s: Ghost's cards, by their classes (<https://ghost.org/docs/themes/content/>).

use super::blocks::{Flow, plain};
use super::runs::address_of;
use super::{Context, Element};
use crate::article::{Block, BlockKind, Inline, Text};
use crate::decode::address::Use;

/// The element in it that is of a class.
fn part<'a>(element: Element<'a>, class: &str) -> Option<Element<'a>> {
    element.descendants().find(|inner| inner.has_class(class))
}

/// The card that an element is; none for any other.
pub(super) fn card<'a>(flow: &mut Flow<'a>, element: Element<'a>) -> Option<BlockKind> {
    match element.attribute("class")? {
        class if !class.contains("kg-") => None,
        class if class.contains("kg-bookmark-card") => bookmark(element, flow.context),
        class if class.contains("kg-callout-card") => callout(flow, element),
        class if class.contains("kg-toggle-card") => {
            let title = flow.text(part(element, "kg-toggle-heading")?);
            let content = flow.nested(part(element, "kg-toggle-content")?);
            (!content.is_empty()).then_some(BlockKind::Note { title, content })
        }
        _ if element.has_class("kg-audio-card") => file(element, flow.context),
        _ if element.has_class("kg-file-card") => file(element, flow.context),
        _ => None,
    }
}

fn bookmark(element: Element<'_>, context: Context<'_>) -> Option<BlockKind> {
    let line = |class: &str| part(element, class).and_then(plain);
    let address = part(element, "kg-bookmark-container")?.attribute("href")?;
    Some(BlockKind::Embed {
        url: address_of(address, Use::Link, context)?,
        title: line("kg-bookmark-title"),
        description: line("kg-bookmark-description"),
        // Of the two names that a page may have, the site's.
        provider: line("kg-bookmark-publisher").or_else(|| line("kg-bookmark-author")),
    })
}

/// A recording or a file with its title; the clock and the buttons of a player are nothing to read.
fn file(element: Element<'_>, context: Context<'_>) -> Option<BlockKind> {
    let line = |class: &str| part(element, class).and_then(plain);
    let source = element.find(&["audio", "a"])?;
    let address = source.attribute("src").or_else(|| source.attribute("href"))?;
    let titles = ["kg-audio-title", "kg-file-card-title", "kg-file-card-filename"];
    Some(BlockKind::Embed {
        url: address_of(address, Use::File, context)?,
        title: titles.into_iter().find_map(line),
        description: line("kg-file-card-caption"),
        provider: None,
    })
}

/// An aside, whose sign stands before its text.
fn callout<'a>(flow: &Flow<'a>, element: Element<'a>) -> Option<BlockKind> {
    let sign = part(element, "kg-callout-emoji").and_then(plain);
    let mut content = flow.nested(part(element, "kg-callout-text")?);
    if let (Some(sign), Some(Block { kind: BlockKind::Paragraph(text), .. })) = (sign, content.first_mut()) {
        let mut inlines = vec![Inline::Text(sign + " ")];
        inlines.append(&mut text.inlines);
        *text = Text::new(inlines);
    }
    (!content.is_empty()).then_some(BlockKind::Note { title: Text::default(), content })
}
