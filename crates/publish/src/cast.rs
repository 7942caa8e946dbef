//! The cast of an article: its own entities, and those of dictionaries that its text mentions.

use std::collections::HashSet;
use std::path::PathBuf;

use sidelight_engine::article::{Article, Entity};
use sidelight_engine::decode::decode_entities;
use sidelight_engine::entity::{glossed_people, mentioned};
use sidelight_engine::highlight::fold;

use crate::files::{self, Failure, shown};

/// Entities of technology news, in Chinese and in English; `docs/dictionary.md` describes its form.
const TECHNOLOGY: &str = include_str!("../dictionary/technology.json");

/// Adds the entities that the text mentions. Those of the article stay first and win over the others,
/// then those of the dictionaries in their order; the built-in dictionary and glosses come last, and
/// only where the article names no entities itself.
pub fn complete(article: &mut Article, dictionaries: &[PathBuf]) -> Result<(), Failure> {
    let language = article.language_or_guess();
    let has_own = !article.entities.is_empty();
    let mut candidates = Candidates::beside(&article.entities);
    for file in dictionaries {
        let bytes = files::read(file)?;
        let (entities, diagnostics) =
            decode_entities(&bytes, language.as_deref()).map_err(|error| Failure::decode(file, &error))?;
        for diagnostic in diagnostics {
            eprintln!("{}: {diagnostic}", shown(file));
        }
        candidates.add(entities);
    }
    if !has_own {
        // Its tests see to it that the built-in dictionary can be read.
        let (entities, _) = decode_entities(TECHNOLOGY.as_bytes(), language.as_deref()).unwrap_or_default();
        candidates.add(entities);
    }
    let found = mentioned(candidates.entities, article);
    article.entities.extend(found);
    if !has_own {
        article.entities.extend(glossed_people(article));
    }
    Ok(())
}

/// Entities that may be mentioned, none of which has an id or a name of one that comes before.
struct Candidates {
    entities: Vec<Entity>,
    ids: HashSet<String>,
    /// Folded.
    names: HashSet<String>,
}

impl Candidates {
    fn beside(own: &[Entity]) -> Self {
        let mut candidates = Self { entities: Vec::new(), ids: HashSet::new(), names: HashSet::new() };
        candidates.take_names(own);
        candidates
    }

    /// Adds the entities of a dictionary that are not there yet. Within a dictionary names may be shared:
    /// they then link to neither, which `check` reports.
    fn add(&mut self, mut entities: Vec<Entity>) {
        entities.retain(|entity| {
            !self.ids.contains(&entity.id) && !entity.names().any(|name| self.names.contains(&fold(name)))
        });
        self.take_names(&entities);
        self.entities.extend(entities);
    }

    fn take_names(&mut self, entities: &[Entity]) {
        self.ids.extend(entities.iter().map(|entity| entity.id.clone()));
        self.names.extend(entities.iter().flat_map(Entity::names).map(fold));
    }
}
