//! What WordPress makes of pictures and embeds, by its classes: the blocks of its editor
//! (<https://developer.wordpress.org/block-editor/reference-guides/core-blocks/>), and captions and galleries of the editor before it.

use super::blocks::{Flow, plain};
use super::runs::address_of;
use super::{Child, Element, media};
use crate::article::{BlockKind, Inline};
use crate::decode::address::Use;

/// Buttons to share a post with, and what plugins add behind it.
const BEHIND: [&str; 4] =
    ["sharedaddy", "jp-relatedposts", "wp-block-file__button", "addtoany_share_save_container"];

/// Whether an element is no part of what was written.
pub(super) fn is_behind(element: Element<'_>) -> bool {
    BEHIND.into_iter().any(|class| element.has_class(class))
}

/// Makes blocks of an element of WordPress'. Returns whether it is one.
pub(super) fn block<'a>(flow: &mut Flow<'a>, element: Element<'a>) -> bool {
    let Some(class) = element.attribute("class") else { return false };
    match element.name() {
        "figure" if class.contains("wp-block-embed") => address(flow, element),
        "pre" if element.has_class("wp-block-verse") => verse(flow, element),
        "div" | "dl" if is_captioned(element) => captioned(flow, element),
        "ul" if class.contains("blocks-gallery-grid") || class.contains("wp-block-gallery") => {
            element.elements().for_each(|item| flow.children(item));
            true
        }
        _ => false,
    }
}

/// An embed of which nothing but the address is known.
fn address<'a>(flow: &mut Flow<'a>, element: Element<'a>) -> bool {
    let caption = element.find(&["figcaption"]);
    let wrapper = element.descendants().find(|inner| inner.has_class("wp-block-embed__wrapper"));
    let Some(wrapper) = wrapper.filter(|wrapper| wrapper.elements().next().is_none()) else { return false };
    let text = wrapper.text();
    let text = text.trim();
    if !(text.starts_with("https://") || text.starts_with("http://")) || text.contains(char::is_whitespace) {
        return false;
    }
    let Some(url) = address_of(text, Use::File, flow.context) else { return false };
    let description = caption.and_then(plain);
    flow.push(BlockKind::Embed { url, title: None, description, provider: None });
    true
}

/// A poem, whose lines end where they are written; an empty one ends a stanza.
fn verse<'a>(flow: &mut Flow<'a>, element: Element<'a>) -> bool {
    let mut is_empty = true;
    let mut is_behind_break = false;
    let end = |flow: &mut Flow<'a>, is_empty: bool| match is_empty {
        true => flow.flush(),
        false => flow.line.push(Inline::Break),
    };
    for child in element.children() {
        match child {
            Child::Text(text) => {
                // A line that ends twice ends once.
                let text = text.strip_prefix('\n').filter(|_| is_behind_break).unwrap_or(text);
                for (number, row) in text.split('\n').enumerate() {
                    if number > 0 {
                        end(flow, is_empty);
                        is_empty = true;
                    }
                    is_empty = is_empty && row.trim().is_empty();
                    flow.line.text(row);
                }
            }
            Child::Element(inner) if inner.name() == "br" => {
                end(flow, is_empty);
                is_empty = true;
            }
            Child::Element(inner) => {
                is_empty = false;
                flow.element(inner);
            }
        }
        is_behind_break = matches!(child, Child::Element(inner) if inner.name() == "br");
    }
    true
}

fn is_captioned(element: Element<'_>) -> bool {
    element.has_class("wp-caption") || element.has_class("gallery-item")
}

/// A picture with the caption below it, where that is all there is.
fn captioned<'a>(flow: &mut Flow<'a>, element: Element<'a>) -> bool {
    // Only the innermost is read, since reading each of many that lie in one another would take long.
    if element.descendants().any(is_captioned) {
        return false;
    }
    let caption = element.descendants().find(|inner| inner.has_class("wp-caption-text"));
    let words = |element: Element<'_>| element.text().split_whitespace().collect::<String>();
    if words(element) != caption.map(words).unwrap_or_default() {
        return false;
    }
    let image = element.find(&["img"]);
    let Some(mut figure) = image.and_then(|image| media::picture(image, flow.context)) else { return false };
    figure.caption = caption.map(|caption| flow.text(caption)).unwrap_or_default();
    flow.push(BlockKind::Figure(figure));
    true
}
