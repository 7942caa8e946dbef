//! Entities.

use std::collections::{HashMap, HashSet};

use super::super::address;
use super::super::json::Node;
use super::blocks::figure;
use super::{Ids, list, name, source};
use crate::article::{Entity, EntityKind, Fact, Find};
use crate::highlight::fold;

/// The entities of an article or a dictionary, each with an id that none before it has.
#[derive(Default)]
pub(in crate::decode) struct Entities<'a> {
    found: Vec<Entity>,
    /// Places in `found`.
    by_id: HashMap<String, usize>,
    /// The language whose wordings a dictionary is asked for.
    language: Option<&'a str>,
}

impl<'a> Entities<'a> {
    /// None yet, whose names and descriptions are to be those of a language where there are any.
    pub(in crate::decode) fn in_language(language: Option<&'a str>) -> Self {
        Self { language, ..Self::default() }
    }

    /// Adds the entities of an array.
    pub(super) fn read(&mut self, node: &Node<'_>, about: bool) {
        for item in node.one_or_many() {
            self.add(&item, about);
        }
    }

    /// Adds an entity.
    pub(in crate::decode) fn add(&mut self, item: &Node<'_>, about: bool) {
        if let Some(entity) = entity(item, about, self.language) {
            self.push(item, entity);
        }
    }

    /// Adds an entity of which another format says the name and the kind.
    pub(in crate::decode) fn add_named(&mut self, item: &Node<'_>, kind: EntityKind, name: String) {
        self.push(item, Entity { id: id_from_name(&name), kind, name, ..Entity::default() });
    }

    /// Adds an entity, unless its id is taken.
    pub(in crate::decode) fn push(&mut self, item: &Node<'_>, entity: Entity) {
        let about = entity.about;
        match self.by_id.get(&entity.id).map(|place| &self.found[*place]) {
            None => {
                self.by_id.insert(entity.id.clone(), self.found.len());
                self.found.push(entity);
            }
            // What stands in `about` and in `mentions` is one entity.
            Some(known) if known.name == entity.name && known.about && !about => {}
            Some(known) => {
                // Said once for each that is left out, so that a long name would be said as often.
                let end = known.name.char_indices().nth(80).map_or(known.name.len(), |(end, _)| end);
                item.fault(format_args!(
                    "the id \"{}\" is taken by \"{}\"; the second is left out",
                    entity.id,
                    &known.name[..end]
                ));
            }
        }
    }

    pub(in crate::decode) fn len(&self) -> usize {
        self.found.len()
    }

    pub(in crate::decode) fn into_vec(self) -> Vec<Entity> {
        self.found
    }
}

fn entity(node: &Node<'_>, about: bool, language: Option<&str>) -> Option<Entity> {
    let own_name = name(node)?;
    let own = |key: &str| line(node, key);
    let worded = |key: &str| local(node, language, |wording| line(wording, key)).or_else(|| own(key));
    let name = worded("name").unwrap_or_else(|| own_name.clone());
    let type_name = node
        .get("@type")
        .or_else(|| node.get("type"))
        .and_then(|types| types.one_or_many().next().and_then(|first| first.line()));
    let kind = type_name.as_deref().map(EntityKind::from_schema_type).unwrap_or_default();
    let no_ids = Ids::default();
    let id = own("id").or_else(|| own("@id")).unwrap_or_else(|| id_from_name(&own_name));
    let mut alternate_names = vec![own_name];
    alternate_names
        .extend(local(node, language, |wording| lines(wording, "alternateName")).unwrap_or_default());
    alternate_names.extend(lines(node, "alternateName").unwrap_or_default());
    let mut seen = HashSet::from([name.clone()]);
    alternate_names.retain(|other| seen.insert(other.clone()));
    Some(Entity {
        id,
        kind,
        // The plain type of the kind says nothing that the kind does not.
        type_name: type_name.filter(|name| name != kind.schema_type()),
        name,
        alternate_names,
        description: worded("description"),
        same_as: list(node, "sameAs", address::link),
        image: node.get("image").and_then(|image| figure(&image, &no_ids)),
        about,
        family_name: worded("familyName"),
        facts: local(node, language, facts).or_else(|| facts(node)).unwrap_or_default(),
        find: node.get("find").map(|node| find(&node)).unwrap_or_default(),
        except: lines(node, "except").unwrap_or_default(),
    })
}

fn line(node: &Node<'_>, key: &str) -> Option<String> {
    node.get(key)?.line()
}

/// One string or several; none where there is not one.
fn lines(node: &Node<'_>, key: &str) -> Option<Vec<String>> {
    Some(list(node, key, |item| item.line())).filter(|lines| !lines.is_empty())
}

/// The facts, and behind them schema.org's property values; none where there is not one.
fn facts(node: &Node<'_>) -> Option<Vec<Fact>> {
    let mut facts = list(node, "facts", fact);
    facts.extend(list(node, "additionalProperty", fact));
    Some(facts).filter(|facts| !facts.is_empty())
}

/// A fact, or a `PropertyValue` of schema.org, which has other words for the same.
fn fact(node: &Node<'_>) -> Option<Fact> {
    let label = line(node, "label").or_else(|| line(node, "name"));
    let (Some(label), Some(mut value)) = (label, line(node, "value")) else {
        node.fault("a fact wants a “label” and a “value”; it is left out");
        return None;
    };
    // A number without its unit would say something else.
    if let Some(unit) = line(node, "unitText") {
        value.push(' ');
        value.push_str(&unit);
    }
    Some(Fact {
        label,
        value,
        source: node.get("source").and_then(|node| source(&node)),
        as_of: node.get("asOf").and_then(|node| node.date()),
    })
}

fn find(node: &Node<'_>) -> Find {
    let Some(name) = node.line() else { return Find::All };
    let known = Find::NAMES.iter().find(|(_, known)| *known == name);
    if known.is_none() {
        node.fault(format_args!("\"{name}\" is not known; write all, first or none"));
    }
    known.map(|(find, _)| *find).unwrap_or_default()
}

/// Tags that are tried for a language. Those in use have four parts at most.
const MAX_TAGS: usize = 8;

/// What a dictionary says in a language: for `zh-Hant-TW` what is read of `in.zh-Hant-TW`, else of
/// `in.zh-Hant`, else of `in.zh`.
fn local<T>(node: &Node<'_>, language: Option<&str>, read: impl Fn(&Node<'_>) -> Option<T>) -> Option<T> {
    let wordings = node.get("in").filter(|_| language.is_some())?;
    let tags = std::iter::successors(language, |tag| tag.rsplit_once('-').map(|(shorter, _)| shorter));
    tags.take(MAX_TAGS).find_map(|tag| read(&wordings.get(tag)?))
}

/// "Hugging Face" gives `hugging-face`, 月之暗面 stays as it is.
pub(in crate::decode) fn id_from_name(name: &str) -> String {
    let words: Vec<_> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { name.to_owned() } else { fold(&words.join("-")) }
}
