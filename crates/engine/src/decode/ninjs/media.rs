//! Pictures, films and sounds, each in several renditions, and the items that are associated with one.

use super::super::address;
use super::super::formats::Reader;
use super::super::json::{Node, Value};
use super::kind;
use super::names::authors;
use super::texts::{Texts, role};
use crate::article::{Block, BlockKind, Figure, Inline, Text};

/// The widest rendition that is chosen, in pixels, where there is a narrower one: wider than any column on a dense screen.
const WIDEST: u32 = 2_400;

/// Calls the function with each associated item and its name. In version 1 they are members of an object.
pub(super) fn parts(item: &Node<'_>, visit: &mut dyn FnMut(&Node<'_>, &str)) {
    with_names(item.get("associations").as_ref(), visit);
}

/// Calls the function with each object of a list, or of an object whose members are named as those of a list name themselves.
fn with_names(list: Option<&Node<'_>>, visit: &mut dyn FnMut(&Node<'_>, &str)) {
    let Some(list) = list else { return };
    if list.is_object() {
        list.members().filter(|(_, part)| part.is_object()).for_each(|(name, part)| visit(&part, name));
        return;
    }
    for part in list.items().filter(Node::is_object) {
        let name = part.value.get("name").and_then(Value::as_str).unwrap_or_default();
        visit(&part, name);
    }
}

/// Whether this is so of the address of one of an item's renditions.
pub(super) fn is_any_rendition(item: &Node<'_>, is: &mut dyn FnMut(&str) -> bool) -> bool {
    let mut is_any = false;
    with_names(item.get("renditions").as_ref(), &mut |rendition, _| {
        is_any = is_any || rendition.value.get("href").and_then(Value::as_str).is_some_and(&mut *is);
    });
    is_any
}

/// A rendition that may be shown.
struct Rendition {
    url: String,
    width: Option<u32>,
    height: Option<u32>,
}

/// The best rendition of an item for a media type that begins so: the widest that is not too wide. Those of types that no
/// browser shows are passed over.
fn best(item: &Node<'_>, media_type: &str) -> Option<Rendition> {
    let is_picture = media_type == "image/";
    let mut best: Option<((bool, u32), Rendition)> = None;
    with_names(item.get("renditions").as_ref(), &mut |rendition, _| {
        let own = rendition.first_of(&["contenttype", "contentType", "mimetype"]);
        let own = own.as_ref().and_then(|own| own.value.as_str()).unwrap_or(media_type);
        let is_shown = own.starts_with(media_type) && !own.contains("tif") && !own.contains("svg");
        let Some(href) = rendition.get("href").filter(|_| is_shown) else { return };
        let pixels = |key: &str| rendition.get(key).and_then(|size| size.pixels());
        let width = pixels("width");
        let rank = match width.unwrap_or(1) {
            width if width <= WIDEST => (true, width),
            width => (false, u32::MAX - width),
        };
        if best.as_ref().is_some_and(|(known, _)| *known >= rank) {
            return;
        }
        if let Some(url) = if is_picture { address::picture(&href) } else { address::file(&href) } {
            best = Some((rank, Rendition { url, width, height: pixels("height") }));
        }
    });
    best.map(|(_, rendition)| rendition)
}

/// What an item shows: a picture, or a card that leads to a film or a sound. Nothing for texts.
pub(super) fn media(item: &Node<'_>, reader: &Reader<'_>) -> Vec<Block> {
    let media_type = match kind(item) {
        "picture" | "graphic" => "image/",
        "video" => "video/",
        "audio" => "audio/",
        _ => return vec![],
    };
    let texts = Texts { reader, item, base: None };
    let description = texts.description().unwrap_or_default();
    let Some(Rendition { url, width, height }) = best(item, media_type) else {
        item.fault("no rendition that can be shown; the text that describes it is kept");
        return description;
    };
    if media_type != "image/" {
        let lines: Vec<_> = description.iter().filter_map(Block::first_line).collect();
        let description = (!lines.is_empty()).then(|| lines.join(" "));
        let provider = item.first_of(&["copyrightholder", "copyrightHolder"]).and_then(|name| name.line());
        return vec![BlockKind::Embed { url, title: texts.headline(), description, provider }.into()];
    }
    let mut caption = Vec::new();
    for block in description {
        if let BlockKind::Paragraph(text) = block.kind {
            caption.extend((!caption.is_empty()).then_some(Inline::Break));
            caption.extend(text.inlines);
        }
    }
    if caption.is_empty() {
        caption.extend(texts.headline().map(Inline::Text));
    }
    let credit = authors(item, reader).into_iter().next().map(|author| author.name).or_else(|| {
        let holder =
            ["creditline", "copyrightholder", "copyrightHolder", "copyrightnotice", "copyrightNotice"];
        reader.line(&item.first_of(&holder)?)
    });
    vec![
        BlockKind::Figure(Figure {
            url,
            alt: alternative(item, reader).unwrap_or_default(),
            caption: Text::new(caption),
            credit: credit.map(Text::plain).unwrap_or_default(),
            width,
            height,
        })
        .into(),
    ]
}

/// What a picture shows, for who cannot see it. Superdesk writes it as the body of the picture.
fn alternative(item: &Node<'_>, reader: &Reader<'_>) -> Option<String> {
    let list = item.get("descriptions");
    let mut texts = list.iter().flat_map(Node::one_or_many);
    let text =
        texts.find(|text| role(text).contains("alt")).and_then(|text| reader.line(&text.get("value")?));
    text.or_else(|| reader.line(&item.first_of(&["description_alt", "body_text"])?))
}
