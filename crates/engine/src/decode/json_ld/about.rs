//! What an article is about, and the articles that it mentions.

use super::super::json::Node;
use super::super::native::Entities;
use super::super::words::distinct;
use super::people::{Graph, name};
use super::{address_of, is_article};
use crate::article::{Entity, Teaser};

/// Whom and what the article is about and mentions, and the articles among them.
pub(super) fn entities(article: &Node<'_>, graph: &Graph<'_>) -> (Vec<Entity>, Vec<Teaser>) {
    let mut entities = Entities::default();
    let mut related = Vec::new();
    for (key, about) in [("about", true), ("mentions", false)] {
        graph.each(article.get(key), &mut |item| match item.value.as_str() {
            Some("") => {}
            None if is_article(item.value) && item.get("name").is_none() => related.extend(teaser(item)),
            _ => entities.add(item, about),
        });
    }
    let mut entities = entities.into_vec();
    for entity in &mut entities {
        // An identifier that is a page about the thing.
        let is_page = |id: &str| {
            id.starts_with("http") && (id.contains("wikidata.org/") || id.contains("wikipedia.org/"))
        };
        if is_page(&entity.id) && !entity.same_as.contains(&entity.id) {
            entity.same_as.insert(0, entity.id.clone());
        }
    }
    (entities, related)
}

fn teaser(node: &Node<'_>) -> Option<Teaser> {
    Some(Teaser {
        headline: name(node)?,
        url: node.first_of(&["url", "@id"]).and_then(|url| address_of(&url)),
        description: node.get("description").and_then(|text| name(&text)),
        published: node.get("datePublished").and_then(|date| date.first().date()),
        original: false,
    })
}

/// The editor’s own keywords: one text, or a list of texts and terms.
pub(super) fn keywords(node: &Node<'_>) -> Vec<String> {
    let list = node.get("keywords");
    // A `DefinedTerm` is a keyword with a name.
    let texts: Vec<String> = list.iter().flat_map(Node::one_or_many).filter_map(|item| name(&item)).collect();
    let words = texts.iter().flat_map(|text| text.split([',', '，', '、', ';']).map(str::trim));
    distinct(&mut words.filter(|word| !word.is_empty()).map(str::to_owned))
}
