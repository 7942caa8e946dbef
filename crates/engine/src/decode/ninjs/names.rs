//! Who and what an item names: its authors, its sources, and those that it speaks of.

use super::super::address;
use super::super::formats::Reader;
use super::super::json::{Node, Value};
use super::super::native::{Entities, id_from_name};
use super::web_address;
use crate::article::{Entity, EntityKind, Fact, Person, Source};

/// Who wrote it: the persons that Superdesk lists, else the byline.
pub(super) fn authors(item: &Node<'_>, reader: &Reader<'_>) -> Vec<Person> {
    let mut authors = Vec::new();
    for part in item.get("authors").iter().flat_map(Node::one_or_many) {
        let line = |key: &str| part.get(key).and_then(|node| reader.line(&node));
        let name = if part.is_object() { line("name") } else { reader.line(&part) };
        let Some(name) = name else {
            part.fault("an author without a name; it is left out");
            continue;
        };
        let title = part.get("jobtitle");
        let title =
            title.as_ref().and_then(|title| title.get("name").filter(|_| title.is_object()).or(Some(*title)));
        authors.push(Person {
            name,
            job_title: title.and_then(|title| reader.line(&title)),
            url: None,
            image: part.get("avatar_url").and_then(|image| address::picture(&image)),
            description: line("biography"),
        });
    }
    if authors.is_empty() {
        let by = item.first_of(&["byline", "bylines", "by"]);
        let lines = by.iter().flat_map(Node::one_or_many).filter_map(|part| match part.is_object() {
            true => reader.line(&part.first_of(&["name", "value"])?),
            false => reader.line(&part),
        });
        for line in lines {
            // What is written between names in Chinese is in none of them.
            let names = without_by(&line).split('、').map(str::trim).filter(|name| !name.is_empty());
            authors.extend(names.map(|name| Person { name: name.to_owned(), ..Person::default() }));
        }
    }
    authors
}

/// A byline without the word that begins it.
fn without_by(line: &str) -> &str {
    let word = line.get(..3).filter(|word| word.eq_ignore_ascii_case("by "));
    word.map_or(line, |word| line[word.len()..].trim_start())
}

/// Who supplied the news.
pub(super) fn sources(item: &Node<'_>, reader: &Reader<'_>) -> Vec<Source> {
    let list = item.first_of(&["infosource", "infosources", "infoSources"]);
    let source = |part: Node<'_>| {
        let name = part.first_of(&["name", "literal"]).and_then(|name| reader.line(&name))?;
        Some(Source { name, url: part.get("uri").and_then(|uri| web_address(&uri)) })
    };
    list.iter().flat_map(Node::one_or_many).filter_map(source).collect()
}

/// The lists of entities, by the names that the versions give them.
const ENTITIES: [(EntityKind, &[&str]); 5] = [
    (EntityKind::Person, &["person", "people"]),
    (EntityKind::Organization, &["organisation", "organisations", "organization", "organizations"]),
    (EntityKind::Place, &["place", "places"]),
    (EntityKind::Event, &["event", "events"]),
    (EntityKind::Product, &["object", "objects"]),
];

/// The entities, those first that the item is about.
pub(super) fn entities(item: &Node<'_>, reader: &Reader<'_>) -> Vec<Entity> {
    let is_about = |part: &Node<'_>| part.value.get("rel").and_then(Value::as_str) == Some("about");
    let mut entities = Entities::default();
    for about in [true, false] {
        for (kind, keys) in ENTITIES {
            let list = item.first_of(keys);
            for part in list.iter().flat_map(Node::one_or_many).filter(|part| is_about(part) == about) {
                if let Some(entity) = entity(&part, kind, reader) {
                    entities.push(&part, Entity { about, ..entity });
                }
            }
        }
    }
    entities.into_vec()
}

fn entity(part: &Node<'_>, kind: EntityKind, reader: &Reader<'_>) -> Option<Entity> {
    let name = match part.is_object() {
        true => part.first_of(&["name", "literal"]).and_then(|name| reader.line(&name)),
        false => reader.line(part),
    };
    if name.is_none() {
        part.fault("no name; it is left out");
    }
    let name = name?;
    let uri = part.get("uri");
    let symbols = part.get("symbols");
    Some(Entity {
        id: id_from_name(&name),
        kind,
        facts: symbols.iter().flat_map(Node::one_or_many).filter_map(|symbol| fact(&symbol)).collect(),
        same_as: uri.as_ref().and_then(web_address).into_iter().collect(),
        name,
        ..Entity::default()
    })
}

/// What a share is called where it is traded.
fn fact(symbol: &Node<'_>) -> Option<Fact> {
    let value = symbol.first_of(&["symbol", "ticker"])?.line()?;
    let label = symbol.get("exchange").and_then(|exchange| exchange.line());
    Some(Fact { label: label.unwrap_or_else(|| "Symbol".to_owned()), value, ..Fact::default() })
}
