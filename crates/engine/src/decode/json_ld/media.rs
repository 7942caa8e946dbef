//! The pictures, films and sounds of an article.

use super::super::address;
use super::super::json::Node;
use super::people::{Graph, name};
use crate::article::{Block, BlockKind, Figure, Text};

/// The lead picture.
pub(super) fn picture(node: &Node<'_>, graph: &Graph<'_>, base: Option<&str>) -> Option<Figure> {
    let image = node.first_of(&["image", "thumbnailUrl"])?;
    let mut figure = None;
    // One picture in several shapes is an array of them; the first is as good as another.
    graph.with(&image.first(), &mut |image| figure = image_object(image, base));
    figure
}

fn image_object(image: &Node<'_>, base: Option<&str>) -> Option<Figure> {
    let resolved = |url: String| base.map_or(url.clone(), |base| address::resolve(base, &url));
    if !image.is_object() {
        return Some(Figure { url: resolved(address::picture(image)?), ..Figure::default() });
    }
    let line = |key: &str| image.get(key).and_then(|node| name(&node.first()));
    // A size may be a `QuantitativeValue`.
    let pixels = |key: &str| {
        let size = image.get(key)?;
        if size.is_object() { size.get("value")?.pixels() } else { size.pixels() }
    };
    Some(Figure {
        url: resolved(address::picture(&image.first_of(&["url", "contentUrl", "@id"])?.first())?),
        alt: line("alternateName").or_else(|| line("description")).unwrap_or_default(),
        caption: line("caption").map(Text::plain).unwrap_or_default(),
        credit: line("creditText")
            .or_else(|| line("author"))
            .or_else(|| line("creator"))
            .map(Text::plain)
            .unwrap_or_default(),
        width: pixels("width"),
        height: pixels("height"),
    })
}

/// Films and sounds, as cards that lead there.
pub(super) fn embeds(article: &Node<'_>, graph: &Graph<'_>, base: Option<&str>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for key in ["video", "audio"] {
        graph.each(article.get(key), &mut |item| blocks.extend(embed(item, base)));
    }
    blocks
}

/// A card; the words that there are where it leads nowhere.
fn embed(item: &Node<'_>, base: Option<&str>) -> Vec<Block> {
    let line = |key: &str| item.get(key).and_then(|node| name(&node));
    let part = item.first_of(&["url", "embedUrl", "contentUrl"]);
    let url = if item.is_object() { part } else { Some(*item) };
    let url = url.and_then(|url| address::file(&url.first()));
    let [title, description] = match item.is_object() {
        true => ["name", "description"].map(line),
        false => [None, None],
    };
    match url {
        Some(url) => {
            let url = base.map_or(url.clone(), |base| address::resolve(base, &url));
            vec![BlockKind::Embed { url, title, description, provider: line("publisher") }.into()]
        }
        None => {
            item.fault("no address to lead to; its text is kept");
            [title, description].into_iter().flatten().map(Block::paragraph).collect()
        }
    }
}
