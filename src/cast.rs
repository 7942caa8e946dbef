//! The cast of the open article: its entities, and where they are mentioned.
//!
//! What the article names itself is found before the first paint where that is quick, else between frames.
//! Dictionaries and annotations are fetched after the first paint; the links in the text come with them.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::{on_cleanup, set_timeout};
use leptos::task::spawn_local;
use sidelight_engine::annotation::{annotated, merged};
use sidelight_engine::article::{BlockIndex, Entity, EntityKind};
use sidelight_engine::decode::{DictionaryReader, decode_annotations};
use sidelight_engine::entity::{CoMentions, EntityIndex, Finder, Identity, Mention, add_dictionary, marked};

use crate::later::Loader;
use crate::load::{Abort, LoadError, fetch_bytes};
use crate::reactive::{Signal, Stored, next_task, on_next_frame};
use crate::state::OpenArticle;
use crate::timing::{measure, measure_since, now};

/// Milliseconds that the first paint may wait for the article's own names.
const AT_ONCE: f64 = 12.0;

/// Milliseconds of one slice of the rest.
const SLICE: f64 = 16.0;

/// Bytes of text that are read between two looks at the clock, which takes as long as reading a short block.
const BETWEEN_LOOKS: usize = 8 * 1024;

/// Entities and their mentions.
#[derive(Debug, Default)]
pub struct Cast {
    /// Those of the article, then those of annotations and dictionaries that it mentions. Their places stay the same
    /// for as long as the article is open.
    pub entities: Arc<[Entity]>,
    /// Where they are mentioned, but for those that are hidden.
    pub index: Arc<EntityIndex>,
    /// The entities that the reader has hidden, by their places.
    pub hidden: Vec<u32>,
    /// Who is mentioned with whom.
    pub company: CoMentions,
    /// All mentions.
    found: Arc<EntityIndex>,
    /// The place of each entity, by its id.
    places: Arc<HashMap<String, usize>>,
}

impl Cast {
    fn new(entities: Vec<Entity>, found: EntityIndex) -> Self {
        let found = Arc::new(found);
        let ids = entities.iter().map(|entity| entity.id.clone());
        let places = Arc::new(ids.zip(0..).collect());
        Self {
            entities: entities.into(),
            company: CoMentions::new(&found),
            index: Arc::clone(&found),
            hidden: Vec::new(),
            found,
            places,
        }
    }

    /// The same with these entities hidden and no others.
    fn with_hidden(&self, hidden: Vec<u32>) -> Self {
        let index = match hidden.is_empty() {
            true => Arc::clone(&self.found),
            false => Arc::new(self.found.without(&hidden)),
        };
        Self {
            entities: Arc::clone(&self.entities),
            company: CoMentions::new(&index),
            index,
            hidden,
            found: Arc::clone(&self.found),
            places: Arc::clone(&self.places),
        }
    }

    /// Place of the entity with this id.
    pub fn place(&self, id: &str) -> Option<u32> {
        self.places.get(id).map(|place| *place as u32)
    }

    /// Place of the entity that has this page in `same_as`.
    pub fn place_of_page(&self, address: &str) -> Option<u32> {
        let has_it = |entity: &Entity| Identity::of(entity).matches(address);
        self.entities.iter().position(has_it).map(|place| place as u32)
    }

    /// The entity at a place.
    pub fn entity(&self, place: u32) -> Option<&Entity> {
        self.entities.get(place as usize)
    }

    /// Kind of the entity with this id.
    pub fn kind(&self, id: &str) -> Option<EntityKind> {
        self.place(id).and_then(|place| self.entity(place)).map(|entity| entity.kind)
    }

    /// Id of the entity at a place.
    pub fn id(&self, place: u32) -> Option<String> {
        self.entity(place).map(|entity| entity.id.clone())
    }

    /// Places of the entities of a kind, but for those that are hidden.
    pub fn members(&self, kind: EntityKind) -> impl Iterator<Item = u32> + '_ {
        let is_member =
            move |(place, entity): &(u32, &Entity)| entity.kind == kind && !self.is_hidden(*place);
        (0..).zip(self.entities.iter()).filter(is_member).map(|(place, _)| place)
    }

    /// Whether the reader has hidden an entity.
    pub fn is_hidden(&self, place: u32) -> bool {
        self.hidden.contains(&place)
    }
}

/// Finds the cast of an article. Copies share it.
#[derive(Clone, Copy, Debug)]
pub struct Casting {
    /// What is found so far.
    pub cast: Signal<Arc<Cast>>,
    /// Whether more may come, from a file under way or from text that is not read yet.
    pub is_under_way: Signal<bool>,
    /// Why a dictionary or a file of annotations could not be had.
    pub failure: Signal<Option<LoadError>>,
    open: Stored<Arc<OpenArticle>>,
    /// What reads the files comes later.
    later: Loader,
    load: Stored<Option<Abort>>,
}

/// Absolute addresses of the files that an article's cast is made of, beside the article itself.
#[derive(Clone, Debug, Default)]
pub struct CastFiles {
    /// Dictionaries; what an earlier one has wins.
    pub dictionaries: Vec<String>,
    /// W3C Web Annotations.
    pub annotations: Vec<String>,
}

impl CastFiles {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.dictionaries.is_empty() && self.annotations.is_empty()
    }
}

/// A search for the names of entities, under way.
struct Work {
    finder: Finder,
    entities: Vec<Entity>,
    marks: Vec<Mention>,
    /// How many of the entities stay whether they are mentioned or not.
    own: usize,
    next: usize,
    spent: f64,
}

impl Casting {
    /// Finds the cast of `open` from now on.
    pub fn new(open: Stored<Arc<OpenArticle>>, files: CastFiles) -> Self {
        let casting = Self {
            cast: Signal::new(Arc::default()),
            is_under_way: Signal::new(true),
            failure: Signal::new(None),
            open,
            later: Loader::here(),
            load: Stored::new(None),
        };
        let article = open.get();
        let entities = article.article.entities.clone();
        let marks = marked(&article.article, &entities);
        let own = entities.len();
        casting.find(entities, marks, own, AT_ONCE, files);
        on_cleanup(move || casting.load.set(None));
        casting
    }

    /// Finds these entities; then, with the article on the page, those of the files.
    fn find(self, entities: Vec<Entity>, marks: Vec<Mention>, own: usize, at_once: f64, files: CastFiles) {
        let finder = measure("names", || Finder::new(&entities, own));
        // Without names there is nothing to read the text for.
        let next = if entities.is_empty() { self.open.with(|open| open.texts.len()) } else { 0 };
        self.advance(Work { finder, entities, marks, own, next, spent: 0.0 }, at_once, files);
    }

    fn advance(self, mut work: Work, milliseconds: f64, files: CastFiles) {
        let Some(open) = self.open.try_get() else { return };
        let start = now();
        let mut bytes = 0;
        while let Some(text) = open.texts.get(work.next) {
            work.finder.read(BlockIndex(work.next as u32), text);
            work.next += 1;
            bytes += text.as_str().len();
            if bytes < BETWEEN_LOOKS {
                continue;
            }
            bytes = 0;
            if now() - start > milliseconds {
                work.spent += now() - start;
                return set_timeout(move || self.advance(work, SLICE, files), Duration::ZERO);
            }
        }
        let Work { finder, mut entities, marks, own, spent, .. } = work;
        let found = finder.finish(&marks).keep_mentioned(&mut entities, own);
        measure_since("entities", start - spent);
        let hidden = self.cast.with_untracked(|cast| cast.hidden.clone());
        let cast = Cast::new(entities, found);
        self.cast.set(Arc::new(if hidden.is_empty() { cast } else { cast.with_hidden(hidden) }));
        if files.is_empty() {
            return self.is_under_way.set(false);
        }
        // The article is to be seen first.
        let load = move || self.later.then(move |later| (later.cast_of_files)(self, files));
        on_next_frame(move || set_timeout(load, Duration::ZERO));
    }

    /// Finds the cast anew, with the entities and mentions of these files.
    pub fn load(self, files: CastFiles) {
        // The reader may have left the article.
        if self.open.try_get().is_none() {
            return;
        }
        let Ok(abort) = Abort::new() else { return self.is_under_way.set(false) };
        let controller = abort.controller();
        self.load.set(Some(abort));
        spawn_local(async move {
            let open = self.open.get();
            let mut entities = open.article.entities.clone();
            let own = entities.len();
            for address in &files.dictionaries {
                let bytes = fetch_bytes(address, controller.clone(), |_| {}).await;
                let language = open.article.language.as_deref();
                let read = match bytes {
                    Ok(bytes) => read_dictionary(&bytes, language).await,
                    Err(error) => Err(error),
                };
                match read {
                    Ok(dictionary) => add_dictionary(&mut entities, own, dictionary),
                    Err(LoadError::Aborted) => return,
                    Err(error) => self.failure.try_set(Some(error)),
                }
            }
            let mut notes = Vec::new();
            for address in &files.annotations {
                let bytes = fetch_bytes(address, controller.clone(), |_| {}).await;
                match bytes.and_then(|bytes| Ok(decode_annotations(&bytes)?)) {
                    Ok((annotations, _)) => {
                        let (found, _) =
                            annotated(&annotations, open.article.url.as_deref(), &open.texts, &mut entities);
                        notes = merged(&notes, &found);
                    }
                    Err(LoadError::Aborted) => return,
                    Err(error) => self.failure.try_set(Some(error)),
                }
            }
            let marks = merged(&marked(&open.article, &entities), &notes);
            if self.open.try_get().is_some() {
                self.find(entities, marks, own, SLICE, CastFiles::default());
            }
        });
    }

    /// Hides an entity or shows it again.
    pub fn hide(&self, entity: u32, is_hidden: bool) {
        let cast = self.cast.get_untracked();
        let mut hidden = cast.hidden.clone();
        hidden.retain(|other| *other != entity);
        if is_hidden {
            hidden.push(entity);
        }
        self.cast.set(Arc::new(cast.with_hidden(hidden)));
    }
}

/// The entities of a dictionary, read between frames.
async fn read_dictionary(bytes: &[u8], language: Option<&str>) -> Result<Vec<Entity>, LoadError> {
    let mut reader = DictionaryReader::new(bytes, language)?;
    let mut start = now();
    loop {
        // Asking for the time takes as long as reading an entity.
        for _ in 0..64 {
            if !reader.read()? {
                return Ok(reader.finish().0);
            }
        }
        if now() - start > SLICE {
            next_task().await;
            start = now();
        }
    }
}
