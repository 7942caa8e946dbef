//! Pictures, and what is shown elsewhere.

use super::super::address::Use;
use super::blocks::{Flow, plain};
use super::runs::address_of;
use super::{Context, Element};
use crate::article::{BlockKind, Figure};

/// Where scripts that load pictures late keep their addresses; what `src` has beside them stands in for the picture.
const LATE: [&str; 3] = ["data-src", "data-lazy-src", "data-original"];

/// A picture without its caption; none where it has no address or is there to count readers.
pub(super) fn picture(image: Element<'_>, context: Context<'_>) -> Option<Figure> {
    let pixels = |name: &str| image.attribute(name).and_then(|text| text.trim().parse::<u32>().ok());
    let (width, height) = (pixels("width"), pixels("height"));
    if width.is_some_and(|width| width <= 1) || height.is_some_and(|height| height <= 1) {
        return None;
    }
    let one = |name: &str| image.attribute(name);
    let set = |name: &str| image.attribute(name).and_then(largest);
    // A `data:` address stands in for a picture, too.
    let (stand_in, own) = match one("src") {
        Some(src) if src.trim_start().starts_with("data:") => (Some(src), None),
        own => (None, own),
    };
    let late = LATE.iter().map(|name| one(name)).chain([set("data-srcset")]);
    let addresses = late.chain([own, set("srcset"), one("data-orig-file"), stand_in]).flatten();
    let url = addresses
        .filter(|text| !text.trim().is_empty())
        .find_map(|text| address_of(text, Use::Picture, context))?;
    Some(Figure {
        url,
        alt: image.attribute("alt").unwrap_or_default().trim().to_owned(),
        width,
        height,
        ..Figure::default()
    })
}

/// The address of the largest of several sizes of one picture, in whole numbers, and the last of equal ones; as `srcset`
/// tells them (<https://html.spec.whatwg.org/multipage/images.html#srcset-attributes>).
fn largest(addresses: &str) -> Option<&str> {
    let mut largest: Option<(u32, &str)> = None;
    let mut rest = addresses;
    loop {
        rest = rest.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
        if rest.is_empty() {
            return largest.map(|(_, address)| address);
        }
        let (address, behind) =
            rest.split_at(rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len()));
        // Commas are part of an address but for those at its end, behind which no size follows.
        let (size, behind) = match address.ends_with(',') {
            true => ("", behind),
            false => behind.split_once(',').unwrap_or((behind, "")),
        };
        let size = size.trim_ascii();
        let digits = size.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        let size = digits.parse().unwrap_or(1);
        if largest.is_none_or(|(before, _)| before <= size) {
            largest = Some((size, address.trim_end_matches(',')));
        }
        rest = behind;
    }
}

/// A figure: pictures, a table, a quote, a listing or something elsewhere, with its caption; and what else it holds.
pub(super) fn figure<'a>(flow: &mut Flow<'a>, element: Element<'a>) {
    let caption = element.find(&["figcaption"]);
    let is_outside = |inner: &Element<'a>| caption.is_none_or(|caption| !caption.holds(*inner));
    let content =
        |names: &[&str]| element.descendants().filter(is_outside).find(|inner| names.contains(&inner.name()));
    if let Some(quote) = content(&["blockquote"]) {
        flow.quote(quote, Some((element, caption)));
        return flow.children_without(element, caption.into_iter().chain([quote]));
    }
    if let Some(frame) = content(&["iframe", "video", "audio", "embed", "object"]) {
        embed(flow, frame, caption);
        return flow.children_without(element, caption.into_iter().chain([frame]));
    }
    if let Some(table) = content(&["table"]) {
        super::table::captioned(flow, table, caption);
        return flow.children_without(element, caption.into_iter().chain([table]));
    }
    let is_gallery = element.find(&["figure"]).is_some();
    if is_gallery || content(&["img"]).is_none() {
        return flow.children(element);
    }
    let count = flow.blocks.len();
    flow.children_without(element, caption);
    flow.flush();
    let Some(caption) = caption else { return };
    let text = flow.text(caption);
    let last = flow.blocks.iter_mut().skip(count).rev().find_map(|block| match &mut block.kind {
        BlockKind::Figure(figure) => Some(figure),
        _ => None,
    });
    match last {
        Some(figure) => figure.caption = text,
        // Nothing is there that it could be the caption of.
        None => flow.children(caption),
    }
}

/// Something elsewhere: a frame, a film, a sound; what it holds where its address is none.
pub(super) fn embed<'a>(flow: &mut Flow<'a>, element: Element<'a>, caption: Option<Element<'a>>) {
    let own = ["src", "data-src", "data"].iter().find_map(|name| element.attribute(name));
    let source = || element.find(&["source"]).and_then(|source| source.attribute("src"));
    let is_address = |text: &&str| !text.trim().is_empty() && *text != "about:blank";
    let url = own.filter(is_address).or_else(source).and_then(|url| address_of(url, Use::File, flow.context));
    match url {
        Some(url) => {
            let title = element.attribute("title").or_else(|| element.attribute("aria-label"));
            let title = title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
            let description = caption.and_then(plain);
            flow.push(BlockKind::Embed { url, title, description, provider: None });
        }
        None => {
            flow.children(element);
            if let Some(caption) = caption {
                flow.children(caption);
            }
        }
    }
}
