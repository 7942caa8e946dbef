//! Entities.

use super::super::json::Node;
use super::blocks::figure;
use super::runs::web_url;
use super::{Ids, name};
use crate::article::{Entity, EntityKind};

/// Adds the entities of an array; each gets an id that none before it has.
pub(super) fn entities(node: &Node<'_>, about: bool, found: &mut Vec<Entity>) {
    for item in node.one_or_many() {
        let Some(entity) = entity(&item, about) else { continue };
        // What stands in `about` and in `mentions` is one entity.
        match found.iter().find(|known| known.id == entity.id) {
            None => found.push(entity),
            Some(known) if known.name == entity.name && known.about && !about => {}
            Some(known) => item.fault(format_args!(
                "the id \"{}\" is taken by \"{}\"; the second is left out",
                entity.id, known.name
            )),
        }
    }
}

fn entity(node: &Node<'_>, about: bool) -> Option<Entity> {
    let name = name(node)?;
    let line = |key: &str| node.get(key).and_then(|value| value.line());
    let type_name = node
        .get("@type")
        .or_else(|| node.get("type"))
        .and_then(|types| types.one_or_many().next().and_then(|first| first.line()));
    let kind = type_name.as_deref().map(EntityKind::from_schema_type).unwrap_or_default();
    let no_ids = Ids { entities: Default::default(), footnotes: Default::default() };
    let mut alternate_names = Vec::new();
    if let Some(names) = node.get("alternateName") {
        for other in names.one_or_many().filter_map(|other| other.line()) {
            if other != name && !alternate_names.contains(&other) {
                alternate_names.push(other);
            }
        }
    }
    Some(Entity {
        id: line("id").or_else(|| line("@id")).unwrap_or_else(|| id_from_name(&name)),
        kind,
        // The plain type of the kind says nothing that the kind does not.
        type_name: type_name.filter(|name| name != kind.schema_type()),
        name,
        alternate_names,
        description: line("description"),
        same_as: node
            .get("sameAs")
            .map(|pages| pages.one_or_many().filter_map(|page| web_url(&page)).collect())
            .unwrap_or_default(),
        image: node.get("image").and_then(|image| figure(&image, &no_ids)),
        about,
    })
}

/// "Hugging Face" gives `hugging-face`, 月之暗面 stays as it is.
fn id_from_name(name: &str) -> String {
    let words: Vec<_> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { name.to_owned() } else { words.join("-").to_lowercase() }
}
