//! Entities.

use std::collections::{HashMap, HashSet};

use super::super::json::Node;
use super::blocks::figure;
use super::runs::web_url;
use super::{Ids, date, name, source};
use crate::article::{Entity, EntityKind, Fact, Find};
use crate::highlight::fold;

/// The entities of an article or a dictionary, each with an id that none before it has.
#[derive(Default)]
pub(super) struct Entities<'a> {
    found: Vec<Entity>,
    /// Places in `found`.
    by_id: HashMap<String, usize>,
    /// The language whose names and descriptions a dictionary is asked for.
    language: Option<&'a str>,
}

impl<'a> Entities<'a> {
    pub(super) fn in_language(language: Option<&'a str>) -> Self {
        Self { language, ..Self::default() }
    }

    /// Adds the entities of an array.
    pub(super) fn read(&mut self, node: &Node<'_>, about: bool) {
        for item in node.one_or_many() {
            let Some(entity) = entity(&item, about, self.language) else { continue };
            match self.by_id.get(&entity.id).map(|place| &self.found[*place]) {
                None => {
                    self.by_id.insert(entity.id.clone(), self.found.len());
                    self.found.push(entity);
                }
                // What stands in `about` and in `mentions` is one entity.
                Some(known) if known.name == entity.name && known.about && !about => {}
                Some(known) => item.fault(format_args!(
                    "the id \"{}\" is taken by \"{}\"; the second is left out",
                    entity.id, known.name
                )),
            }
        }
    }

    pub(super) fn into_vec(self) -> Vec<Entity> {
        self.found
    }
}

fn entity(node: &Node<'_>, about: bool, language: Option<&str>) -> Option<Entity> {
    let own_name = name(node)?;
    let name = local(node, "name", language).unwrap_or_else(|| own_name.clone());
    let line = |key: &str| node.get(key).and_then(|value| value.line());
    let type_name = node
        .get("@type")
        .or_else(|| node.get("type"))
        .and_then(|types| types.one_or_many().next().and_then(|first| first.line()));
    let kind = type_name.as_deref().map(EntityKind::from_schema_type).unwrap_or_default();
    let no_ids = Ids { entities: Default::default(), footnotes: Default::default() };
    let id = line("id").or_else(|| line("@id")).unwrap_or_else(|| id_from_name(&own_name));
    let mut alternate_names = vec![own_name];
    if let Some(names) = node.get("alternateName") {
        alternate_names.extend(names.one_or_many().filter_map(|other| other.line()));
    }
    let mut seen = HashSet::from([name.clone()]);
    alternate_names.retain(|other| seen.insert(other.clone()));
    Some(Entity {
        id,
        kind,
        // The plain type of the kind says nothing that the kind does not.
        type_name: type_name.filter(|name| name != kind.schema_type()),
        name,
        alternate_names,
        description: local(node, "description", language).or_else(|| line("description")),
        same_as: node
            .get("sameAs")
            .map(|pages| pages.one_or_many().filter_map(|page| web_url(&page)).collect())
            .unwrap_or_default(),
        image: node.get("image").and_then(|image| figure(&image, &no_ids)),
        about,
        family_name: line("familyName"),
        facts: node
            .get("facts")
            .map(|facts| facts.one_or_many().filter_map(|it| fact(&it)).collect())
            .unwrap_or_default(),
        find: node.get("find").map(|node| find(&node)).unwrap_or_default(),
        except: node
            .get("except")
            .map(|words| words.one_or_many().filter_map(|word| word.line()).collect())
            .unwrap_or_default(),
    })
}

fn fact(node: &Node<'_>) -> Option<Fact> {
    let line = |key: &str| node.get(key).and_then(|value| value.line());
    let (Some(label), Some(value)) = (line("label"), line("value")) else {
        node.fault("a fact needs a label and a value; it is left out");
        return None;
    };
    Some(Fact {
        label,
        value,
        source: node.get("source").and_then(|node| source(&node)),
        as_of: node.get("asOf").and_then(|node| date(&node)),
    })
}

fn find(node: &Node<'_>) -> Find {
    let name = node.line().unwrap_or_default();
    let known = Find::NAMES.iter().find(|(_, known)| *known == name);
    if known.is_none() {
        node.fault(format_args!("\"{name}\" is not known; write all, first or none"));
    }
    known.map(|(find, _)| *find).unwrap_or_default()
}

/// A member as a dictionary words it in a language: for `zh-Hant-TW` that of `in.zh-Hant-TW`, of
/// `in.zh-Hant` or of `in.zh`.
fn local(node: &Node<'_>, key: &str, language: Option<&str>) -> Option<String> {
    let tag = language?;
    let wordings = node.get("in")?;
    let mut tags = std::iter::successors(Some(tag), |tag| tag.rsplit_once('-').map(|(shorter, _)| shorter));
    tags.find_map(|tag| wordings.get(tag)?.get(key)?.line())
}

/// "Hugging Face" gives `hugging-face`, 月之暗面 stays as it is.
fn id_from_name(name: &str) -> String {
    let words: Vec<_> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { name.to_owned() } else { fold(&words.join("-")) }
}
