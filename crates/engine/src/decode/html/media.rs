//! Pictures, and what is shown elsewhere.

use super::super::address::Use;
use super::blocks::{Flow, plain};
use super::runs::address_of;
use super::{Context, Element};
use crate::article::{BlockKind, Figure};

/// Where scripts that load pictures late keep their addresses.
const LATE: [&str; 4] = ["data-src", "data-lazy-src", "data-original", "data-orig-file"];

/// A picture without its caption; none where it has no address or is there to count readers.
pub(super) fn picture(image: Element<'_>, context: Context<'_>) -> Option<Figure> {
    let pixels = |name: &str| image.attribute(name).and_then(|text| text.trim().parse::<u32>().ok());
    let (width, height) = (pixels("width"), pixels("height"));
    if width.is_some_and(|width| width <= 1) || height.is_some_and(|height| height <= 1) {
        return None;
    }
    let late = LATE.iter().find_map(|name| image.attribute(name));
    // What stands in for a picture is a `data:` address mostly.
    let own = image.attribute("src").filter(|src| late.is_none() || !src.starts_with("data:"));
    let text = own
        .or(late)
        .or_else(|| largest(image.attribute("srcset")?))
        .filter(|text| !text.trim().is_empty())?;
    let url = address_of(text, Use::Picture, context)?;
    Some(Figure {
        url,
        alt: image.attribute("alt").unwrap_or_default().trim().to_owned(),
        width,
        height,
        ..Figure::default()
    })
}

/// The last of several addresses of one picture, which are sorted by size as a rule.
fn largest(addresses: &str) -> Option<&str> {
    addresses.rsplit(", ").next()?.split_ascii_whitespace().next()
}

/// A figure: pictures, a table, a quote, a listing or something elsewhere, with its caption.
pub(super) fn figure<'a>(flow: &mut Flow<'a>, element: Element<'a>) {
    let caption = element.find(&["figcaption"]);
    let is_outside = |inner: &Element<'a>| caption.is_none_or(|caption| !caption.holds(*inner));
    let content =
        |names: &[&str]| element.descendants().filter(is_outside).find(|inner| names.contains(&inner.name()));
    if let Some(quote) = content(&["blockquote"]) {
        return flow.quote(quote, Some((element, caption)));
    }
    if let Some(frame) = content(&["iframe", "video", "audio", "embed", "object"]) {
        return embed(flow, frame, caption);
    }
    if let Some(table) = content(&["table"]) {
        return super::table::captioned(flow, table, caption);
    }
    let images: Vec<_> =
        element.descendants().filter(is_outside).filter(|inner| inner.name() == "img").collect();
    let mut figures: Vec<Figure> = images.iter().filter_map(|image| picture(*image, flow.context)).collect();
    // A picture that is loaded late stands there twice.
    figures.dedup_by(|second, first| second.url == first.url);
    if figures.is_empty() {
        return flow.children(element);
    }
    let is_gallery = element.find(&["figure"]).is_some();
    if is_gallery {
        return flow.children(element);
    }
    let caption = caption.map(|caption| flow.text(caption));
    if let (Some(last), Some(caption)) = (figures.last_mut(), caption) {
        last.caption = caption;
    }
    figures.into_iter().for_each(|figure| flow.push(BlockKind::Figure(figure)));
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
