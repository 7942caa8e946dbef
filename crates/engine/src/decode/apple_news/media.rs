//! Pictures, and what is shown elsewhere.

use super::super::json::{Node, Value};
use super::super::words::words;
use super::text::Texts;
use crate::article::{Block, BlockKind, Figure, Text};
use crate::text::percent_encode;

/// Who offers what a component of this role leads to; nobody in particular where it is empty.
pub(super) fn provider(role: &str) -> Option<&'static str> {
    Some(match role {
        "tweet" => "X",
        "facebook_post" => "Facebook",
        "instagram" => "Instagram",
        "tiktok" => "TikTok",
        "music" => "Apple Music",
        "podcast" => "Apple Podcasts",
        "audio" | "video" | "embedwebvideo" | "embedvideo" | "arkit" => "",
        _ => return None,
    })
}

/// A picture with its caption. Where it cannot be loaded, what is said of it stays.
pub(super) fn picture(node: &Node<'_>, role: &str, texts: &Texts<'_>) -> Option<Block> {
    let caption = node.get("caption").map(|caption| texts.line(&caption)).unwrap_or_default();
    let alt = node.get("accessibilityCaption").and_then(|alt| alt.line()).unwrap_or_default();
    if node.get("URL").is_none() {
        node.fault("a picture wants its address in “URL”");
    }
    match node.get("URL").and_then(|url| texts.picture(&url)) {
        Some(url) => Some(BlockKind::Figure(Figure { url, alt, caption, ..Figure::default() }).into()),
        None => {
            let text = if caption.is_empty() { Text::plain(alt) } else { caption };
            lost(role, text)
        }
    }
}

/// What is said of something that cannot be shown.
fn lost(role: &str, text: Text) -> Option<Block> {
    (!text.is_empty())
        .then(|| BlockKind::Unknown { name: role.to_owned(), text: Text::plain(text.to_plain()) }.into())
}

/// Several pictures.
pub(super) fn gallery(node: &Node<'_>, role: &str, texts: &Texts<'_>, body: &mut Vec<Block>) {
    let Some(items) = node.get("items") else { return node.fault("a gallery wants pictures in “items”") };
    body.extend(items.items().filter_map(|item| picture(&item, role, texts)));
}

/// A card that leads to something elsewhere.
pub(super) fn embed(node: &Node<'_>, role: &str, provider: &str, texts: &Texts<'_>) -> Option<Block> {
    let words = |key: &str| node.get(key).and_then(|node| texts.words(&node));
    let title = words("caption").or_else(|| words("accessibilityCaption"));
    if node.get("URL").is_none() {
        node.fault("no address in “URL”; what is said of it is kept");
    }
    match node.get("URL").and_then(|url| texts.link(&url)) {
        Some(url) => {
            let provider = Some(provider.to_owned()).filter(|provider| !provider.is_empty());
            Some(BlockKind::Embed { url, title, description: None, provider }.into())
        }
        None => lost(role, Text::plain(title.unwrap_or_default())),
    }
}

/// A place on the map, as a card that leads to
/// [Apple's](https://developer.apple.com/library/archive/featuredarticles/iPhoneURLScheme_Reference/MapLinks/MapLinks.html).
pub(super) fn map(node: &Node<'_>, texts: &Texts<'_>) -> Option<Block> {
    let words = |key: &str| node.get(key).and_then(|node| texts.words(&node));
    let degrees = |key: &str| {
        let text = node.get(key)?.line()?;
        let is_number =
            text.len() < 24 && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
        is_number.then_some(text)
    };
    let title = words("caption").or_else(|| words("accessibilityCaption"));
    let items = node.get("items");
    let pins = items.iter().flat_map(|items| items.items());
    let pins: Vec<_> = pins.filter_map(|item| item.get("title")?.line()).collect();
    let (Some(latitude), Some(longitude)) = (degrees("latitude"), degrees("longitude")) else {
        node.fault("a map wants “latitude” and “longitude”");
        return lost("map", Text::plain(title.unwrap_or_else(|| pins.join(", "))));
    };
    let mut url = ["https://maps.apple.com/?ll=", &latitude, ",", &longitude].concat();
    if let Some(title) = &title {
        url.push_str("&q=");
        percent_encode(title, &mut url);
    }
    let description = Some(pins.join(", ")).filter(|pins| !pins.is_empty());
    Some(BlockKind::Embed { url, title, description, provider: Some("Apple Maps".to_owned()) }.into())
}

/// All words in a component, one a line; not what says how it looks and behaves, and no addresses.
pub(super) fn words_of(value: &Value<'_>) -> String {
    words(value, |key| {
        !key.ends_with("URL")
            && !matches!(
                key,
                "role"
                    | "identifier"
                    | "layout"
                    | "style"
                    | "textStyle"
                    | "format"
                    | "type"
                    | "animation"
                    | "behavior"
                    | "anchor"
                    | "conditional"
            )
    })
}
