//! Which entity an annotation speaks of.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Annotation, Body};
use crate::article::{Entity, EntityKind, Find};
use crate::highlight::fold;
use crate::text::percent_decode;

/// Stands for a name that several entities share.
const SHARED: usize = usize::MAX;
/// How many pages of an entity are looked at for one on the same site, as this may be asked for each annotation.
const MOST_PAGES: usize = 16;
/// What comes before an entity's id in the address of its card.
const FRAGMENT: &str = "#entity-";

/// The entities of an article by all that they are known by.
pub(super) struct Identities<'a> {
    entities: &'a mut Vec<Entity>,
    /// By id and the pages about them, as [`key`] writes them.
    by_iri: HashMap<String, usize>,
    /// By folded name; empty where no annotation names anything.
    by_name: HashMap<String, usize>,
}

impl<'a> Identities<'a> {
    pub(super) fn new(entities: &'a mut Vec<Entity>, annotations: &[Annotation]) -> Self {
        let mut identities = Self { entities, by_iri: HashMap::new(), by_name: HashMap::new() };
        let has_names = annotations.iter().flat_map(|it| &it.bodies).any(|body| body.name.is_some());
        for (place, entity) in identities.entities.iter().enumerate() {
            identities.by_iri.entry(key(&entity.id)).or_insert(place);
            let names = entity.names().filter(|_| has_names).map(fold);
            for name in names.filter(|name| !name.is_empty()) {
                match identities.by_name.entry(name) {
                    Entry::Occupied(mut known) if *known.get() != place => *known.get_mut() = SHARED,
                    Entry::Occupied(_) => {}
                    Entry::Vacant(free) => {
                        free.insert(place);
                    }
                }
            }
        }
        // An id comes before a page, whosever it is.
        for (place, entity) in identities.entities.iter().enumerate() {
            for page in &entity.same_as {
                identities.by_iri.entry(key(page)).or_insert(place);
            }
        }
        identities
    }

    /// The place of the entity that bodies, of which there is one at least, speak of; it is made from them where there
    /// is none yet. `words` are those of the article.
    ///
    /// # Errors
    /// Where its name is that of several, or its address that of none: a message that says so.
    pub(super) fn identify(&mut self, bodies: &[Body], words: &str) -> Result<u32, String> {
        let purpose = bodies.iter().map(|body| body.purpose).min();
        let mut first = None;
        let mut shared = None;
        for body in bodies.iter().filter(|body| Some(body.purpose) == purpose) {
            match self.known(body) {
                Some(SHARED) => shared = shared.or(body.name.as_deref()),
                Some(place) => return Ok(place as u32),
                None => first = first.or(Some(body)),
            }
        }
        let Some(body) = first else {
            let name = shared.unwrap_or_default();
            return Err(format!("several entities are called \"{name}\"; it is left out"));
        };
        match body.iri.as_deref().and_then(|iri| iri.split_once(FRAGMENT)) {
            Some((_, id)) => Err(format!("no entity \"{id}\"; it is left out")),
            None => Ok(self.add(body, words) as u32),
        }
    }

    fn known(&self, body: &Body) -> Option<usize> {
        if let Some(iri) = &body.iri {
            let by_iri = self.by_iri.get(&key(iri)).or_else(|| {
                let (_, id) = iri.split_once(FRAGMENT)?;
                self.by_iri.get(&key(id)).or_else(|| self.by_iri.get(&key(&percent_decode(id)?)))
            });
            if let Some(place) = by_iri {
                return Some(*place);
            }
        }
        let name = body.name.as_deref()?;
        let by_name = self.by_name.get(&fold(name)).copied();
        match &body.iri {
            None => by_name.or_else(|| self.by_iri.get(&key(name)).copied()),
            // What has another page on the same site is another thing of this name. One that may be any of several is
            // told from them by its IRI.
            Some(iri) => by_name.filter(|place| {
                let site = |iri: &str| key(iri).split('/').next().map(str::to_owned);
                let entity = self.entities.get(*place);
                entity.is_some_and(|entity| {
                    entity.same_as.iter().take(MOST_PAGES).all(|page| site(page) != site(iri))
                })
            }),
        }
    }

    fn add(&mut self, body: &Body, words: &str) -> usize {
        let words = || words.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = body.name.clone().unwrap_or_else(words);
        let identity = body.iri.as_deref().unwrap_or(&name);
        let place = self.entities.len();
        let short = match &body.iri {
            Some(iri) => {
                let parts = iri.split(['/', '#']);
                parts.rev().find(|part| !part.is_empty()).unwrap_or_default().to_owned()
            }
            None => fold(&name).replace(' ', "-"),
        };
        let is_free = !short.is_empty() && !self.by_iri.contains_key(&key(&short));
        let id = if is_free { short } else { identity.to_owned() };
        let kind = body.type_name.as_deref().map(EntityKind::from_schema_type).unwrap_or_default();
        self.by_iri.insert(key(&id), place);
        self.by_iri.insert(key(identity), place);
        if body.name.is_some() {
            self.by_name.entry(fold(&name)).or_insert(place);
        }
        self.entities.push(Entity {
            id,
            kind,
            type_name: body.type_name.clone().filter(|name| name != kind.schema_type()),
            find: if body.name.is_some() { Find::All } else { Find::None },
            same_as: body.iri.iter().filter(|iri| web_address(iri).is_some()).cloned().collect(),
            name,
            ..Entity::default()
        });
        place
    }
}

/// An IRI in the form in which those of one thing are the same: without the scheme of the web, a slash at the end, and
/// what tells Wikidata's pages from the things that they describe.
fn key(iri: &str) -> String {
    let Some(address) = web_address(iri) else { return iri.to_owned() };
    let address = address.trim_end_matches('/');
    let (host, path) = address.split_at(address.find('/').unwrap_or(address.len()));
    let host = host.to_ascii_lowercase();
    let item = match &*host {
        "www.wikidata.org" | "wikidata.org" => {
            path.strip_prefix("/wiki/").or_else(|| path.strip_prefix("/entity/"))
        }
        _ => None,
    };
    match item {
        Some(item) => format!("www.wikidata.org/entity/{item}"),
        None => host + path,
    }
}

/// The [`key`] of the page that an address points to, wherever in it.
pub(super) fn page_key(address: &str) -> String {
    key(address.split('#').next().unwrap_or_default())
}

/// What follows `http://` or `https://`.
fn web_address(iri: &str) -> Option<&str> {
    let (scheme, address) = iri.split_once("://")?;
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(address)
}
