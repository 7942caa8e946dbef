//! What can be done with a selection: a link to the passage, and a search for its words.

use super::element::{ElementRef, button, div, dynamic, input};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::article::BlockIndex;
use sidelight_engine::highlight::{Passage, TextFragment};
use sidelight_engine::text::{BlockText, Span};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node, Range};

use super::icon::{Icon, icon};
use super::viewer::Viewer;
use crate::clipboard::copy;
use crate::messages::Messages;
use crate::paint::TextMap;
use crate::reactive::{Signal, effect, on_next_frame, on_window};
use crate::state::ReaderState;
use crate::viewport;

/// A longer selection is a passage, and no keyword.
const LONGEST_KEYWORD: usize = 60;

/// What has become of the link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Link {
    #[default]
    NotAsked,
    Copied,
    /// The browser did not allow it: the reader can copy it here.
    Shown(String),
}

/// The tools beside a selection in the article below `root`.
pub fn selection_tools(viewer: Viewer, state: ReaderState, root: ElementRef) -> AnyView {
    let messages = Messages::here();
    let passage: Signal<Option<Passage>> = Signal::new(None);
    let link = Signal::new(Link::NotAsked);
    let tools = ElementRef::new();
    let look = move || {
        // The selection is what it will be only behind the event.
        on_next_frame(move || {
            // The reader may have left the article since.
            if state.open.try_get().is_none() {
                return;
            }
            let found = selected_range().and_then(|range| passage_of(&range, state));
            if passage.with_untracked(|known| *known != found) {
                link.set(Link::NotAsked);
                passage.set(found);
            }
        });
    };
    on_window(ev::pointerup, move |_| look());
    on_window(ev::keyup, move |event| {
        if event.shift_key() || event.key() == "Shift" || event.key() == "Escape" {
            look();
        }
    });
    // What was selected before this was loaded.
    look();
    effect(move || {
        passage.track();
        link.track();
        on_next_frame(move || {
            if state.open.try_get().is_some() {
                place(tools, root);
            }
        });
    });

    let view = move || {
        let passage = passage.get()?;
        let open = state.article();
        let words = text_of(&passage, &open.texts).filter(|words| words.chars().count() <= LONGEST_KEYWORD);
        let highlight = words.map(|words| {
            button()
                .attr("type", "button")
                .class("tool")
                .attr("data-action", "highlight-selection")
                .on(ev::click, move |_| state.keep(std::slice::from_ref(&words)))
                .child((icon(Icon::SEARCH), messages.highlight_selection))
        });
        let copy = button()
            .attr("type", "button")
            .class("tool")
            .attr("data-action", "copy-link")
            .on(ev::click, move |_| {
                let Some(address) = address_of(&passage, viewer, state) else { return };
                copy(address.clone(), move |is_copied| {
                    link.try_set(if is_copied { Link::Copied } else { Link::Shown(address.clone()) });
                });
            })
            .child((
                icon(Icon::LINK),
                dynamic(move || match link.get() {
                    Link::Copied => messages.link_copied,
                    _ => messages.copy_link,
                }),
            ));
        let shown = move || match link.get() {
            Link::Shown(address) => Some(
                input()
                    .attr("type", "text")
                    .attr("readonly", "")
                    .attr("aria-label", messages.copy_link)
                    .attr("value", address)
                    .on(ev::focus, |event: ev::FocusEvent| {
                        event_target::<web_sys::HtmlInputElement>(&event).select();
                    }),
            ),
            _ => None,
        };
        Some(
            div()
                .class("selection-tools")
                .attr("role", "group")
                .attr("aria-label", messages.selection)
                .node_ref(tools)
                // The selection stays while one of them is pressed.
                .on(ev::mousedown, |event: ev::MouseEvent| {
                    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                    if target.is_some_and(|target| target.local_name() != "input") {
                        event.prevent_default();
                    }
                })
                .child((highlight, copy, dynamic(shown))),
        )
    };
    dynamic(view)
}

/// The range that is selected, if any text is.
fn selected_range() -> Option<Range> {
    let selection = window().get_selection().ok()??;
    if selection.is_collapsed() {
        return None;
    }
    selection.get_range_at(0).ok()
}

/// The passage of a range, where it begins and ends in text blocks of the article.
fn passage_of(range: &Range, state: ReaderState) -> Option<Passage> {
    let open = state.article();
    let (first, start) =
        position(&range.start_container().ok()?, range.start_offset().ok()?, false, &open.texts)?;
    let (last, end) = position(&range.end_container().ok()?, range.end_offset().ok()?, true, &open.texts)?;
    ((first, start) < (last, end)).then_some(Passage { first, start, last, end })
}

/// The text block and the byte in it of a place in the DOM. A place between elements, as a selection by
/// paragraphs has it, is that of the text next to it.
fn position(node: &Node, offset: u32, is_end: bool, texts: &[BlockText]) -> Option<(BlockIndex, u32)> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    let block = element.closest("[data-block]").ok()?;
    let (block, unit) = match block {
        Some(block) if node.node_type() == Node::TEXT_NODE => {
            let map = TextMap::new(&block);
            let unit = map.unit_of(node, offset)?;
            (block, unit)
        }
        Some(block) => {
            let length = TextMap::new(&block).length();
            (block, if offset == 0 { 0 } else { length })
        }
        None => {
            let child = element.child_nodes().get(if is_end { offset.checked_sub(1)? } else { offset })?;
            let child: Element = child.dyn_into().ok()?;
            let blocks: Vec<_> = crate::paint::elements(&child, "[data-block]").collect();
            let own = child.has_attribute("data-block").then_some(&child);
            let block = own.or(if is_end { blocks.last() } else { blocks.first() })?.clone();
            let length = TextMap::new(&block).length();
            (block, if is_end { length } else { 0 })
        }
    };
    let number = block.get_attribute("data-block")?.parse().ok()?;
    let byte = texts.get(number as usize)?.to_byte(unit);
    Some((BlockIndex(number), byte as u32))
}

/// The words of a passage that lies in one text block.
fn text_of(passage: &Passage, texts: &[BlockText]) -> Option<String> {
    let text = texts.get(passage.first.get()).filter(|_| passage.first == passage.last)?;
    let words = text.as_str().get(Span { start: passage.start, end: passage.end }.range())?.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// The address that opens the article at a passage.
fn address_of(passage: &Passage, viewer: Viewer, state: ReaderState) -> Option<String> {
    let open = state.article();
    let texts: Vec<_> = open.texts.iter().map(BlockText::as_str).collect();
    let fragment = TextFragment::for_passage(&texts, *passage)?;
    let location = window().location();
    let page = format!("{}{}", location.origin().ok()?, location.pathname().ok()?);
    let search = viewer.url.with_untracked(|url| url.to_search());
    Some(format!("{page}{search}#{}", fragment.to_directive()))
}

/// Puts the tools below the selection, within the window.
fn place(tools: ElementRef, root: ElementRef) {
    let tools = tools.get_untracked().and_then(|tools| tools.dyn_into::<HtmlElement>().ok());
    let (Some(tools), Some(range), Some(root)) = (tools, selected_range(), root.get_untracked()) else {
        return;
    };
    let (rect, own) = (range.get_bounding_client_rect(), tools.get_bounding_client_rect());
    let width = f64::from(root.client_width());
    let height = viewport::height();
    // Not `clamp`, whose panic would write numbers: 5 KB of wasm.
    let left = (rect.left() + (rect.width() - own.width()) / 2.0).min(width - own.width() - 8.0).max(8.0);
    let below = rect.bottom() + 8.0;
    let top = if below + own.height() > height { (rect.top() - own.height() - 8.0).max(8.0) } else { below };
    for (property, pixels) in [("left", left), ("top", top)] {
        let _ = tools.style().set_property(property, &crate::paint::css_pixels(pixels));
    }
}
