//! Who and what is mentioned where.
//!
//! An [`EntityIndex`] holds the mentions that the article marks itself, and those that a [`Finder`] finds in
//! one pass over the text, by name and alias, folded as keywords are:
//!
//! - The longest name wins. Of two that overlap it is the one that starts first.
//! - Latin names end at word edges, or before the s of a plural, which belongs to the mention.
//! - Short names in capitals are found in capitals only.
//! - The family name of a person is found where the full name, or a mark, comes before.
//! - A name that several entities share is that of the one that the article mentions for certain elsewhere, or
//!   else nobody's.

mod company;
mod family;
mod finder;
mod gloss;
mod graph;
mod link;
mod names;
mod same_as;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub use company::{CoMentions, Companion, Pair};
pub use finder::Finder;
pub use gloss::glossed_people;
pub use graph::{Edge, Graph, Node};
pub use same_as::{Identity, Site, SiteLink, WikipediaPage, site_links};

use crate::article::{Article, BlockIndex, Entity, Inline, Text};
use crate::highlight::fold;
use crate::text::{BlockText, Span};
use link::Linker;

/// One mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The text block.
    pub block: BlockIndex,
    /// Where in its text.
    pub span: Span,
    /// Place of the entity in [`Article::entities`].
    pub entity: u32,
}

/// A name in the text that several entities share, and that therefore links to none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmbiguousName {
    /// The name, as one of the entities writes it.
    pub name: String,
    /// Places of the entities in [`Article::entities`]; sorted.
    pub entities: Vec<u32>,
    /// Where it stands first.
    pub first: (BlockIndex, Span),
    /// How many times it stands in the text and is nobody's.
    pub places: usize,
}

/// The mentions of an article in document order.
#[derive(Clone, Debug, Default)]
pub struct EntityIndex {
    mentions: Vec<Mention>,
    /// For each entity the places of its mentions in `mentions`.
    by_entity: Vec<Vec<u32>>,
    ambiguous: Vec<AmbiguousName>,
}

/// The mentions that the article marks by runs, in document order; none overlaps another.
pub fn marked(article: &Article, entities: &[Entity]) -> Vec<Mention> {
    let mut places: HashMap<&str, u32> = HashMap::new();
    for (place, entity) in (0..).zip(entities) {
        places.entry(&entity.id).or_insert(place);
    }
    let mut marked = Vec::new();
    for (_, text) in article.texts() {
        link::marked(&text.inlines, &mut 0, &mut |span, id| {
            marked.extend(places.get(id).map(|&entity| Mention { block: text.index, span, entity }));
        });
    }
    marked.sort_unstable();
    marked
}

impl EntityIndex {
    /// Finds the mentions of the article's own entities.
    ///
    /// `texts` are those of the article, as [`Article::block_texts`] makes them.
    pub fn new(article: &Article, texts: &[BlockText]) -> Self {
        Self::find(&article.entities, article.entities.len(), texts, &marked(article, &article.entities))
    }

    /// Finds the mentions of these entities, as [`Finder`] does, which can also be given the texts one by one.
    pub fn find(entities: &[Entity], own: usize, texts: &[BlockText], marked: &[Mention]) -> Self {
        let mut finder = Finder::new(entities, own);
        for (block, text) in (0..).map(BlockIndex).zip(texts) {
            finder.read(block, text);
        }
        finder.finish(marked)
    }

    /// An index of marks alone, of this many entities. They are sorted, and none overlaps another.
    pub fn of_marks(marked: &[Mention], entities: usize) -> Self {
        Self::of_mentions(marked.to_vec(), entities, Vec::new())
    }

    /// An index of these mentions, which are sorted, of this many entities.
    fn of_mentions(mentions: Vec<Mention>, entities: usize, ambiguous: Vec<AmbiguousName>) -> Self {
        let mut by_entity = vec![Vec::new(); entities];
        for (place, mention) in (0..).zip(&mentions) {
            by_entity[mention.entity as usize].push(place);
        }
        Self { mentions, by_entity, ambiguous }
    }

    /// All mentions.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The mentions in some text blocks, which stand one behind the other.
    pub fn in_blocks(&self, blocks: Range<u32>) -> &[Mention] {
        let from = self.mentions.partition_point(|mention| mention.block.0 < blocks.start);
        let length = self.mentions[from..].partition_point(|mention| mention.block.0 < blocks.end);
        &self.mentions[from..from + length]
    }

    /// The mentions of one entity, by its place in [`Article::entities`], in document order.
    pub fn of(&self, entity: u32) -> impl ExactSizeIterator<Item = &Mention> + Clone {
        let places = self.by_entity.get(entity as usize).map(Vec::as_slice).unwrap_or_default();
        places.iter().map(|place| &self.mentions[*place as usize])
    }

    /// Number of mentions of one entity.
    pub fn count(&self, entity: u32) -> usize {
        self.of(entity).len()
    }

    /// Names in the text that link to nothing because several entities share them, by their first place.
    pub fn ambiguous(&self) -> &[AmbiguousName] {
        &self.ambiguous
    }

    /// The same without the mentions of some entities.
    pub fn without(&self, entities: &[u32]) -> Self {
        let mentions = self.mentions.iter().filter(|mention| !entities.contains(&mention.entity));
        Self::of_mentions(mentions.copied().collect(), self.by_entity.len(), self.ambiguous.clone())
    }

    /// Drops those entities behind the first `own` that are not mentioned, which leaves those of a dictionary that
    /// the article speaks of.
    pub fn keep_mentioned(self, entities: &mut Vec<Entity>, own: usize) -> Self {
        let mut places = Vec::with_capacity(entities.len());
        let mut kept = 0;
        for place in 0..entities.len() {
            let keeps = place < own || self.count(place as u32) > 0;
            places.push(keeps.then_some(kept));
            kept += u32::from(keeps);
        }
        let mut keeps = places.iter();
        entities.retain(|_| keeps.next().is_none_or(Option::is_some));
        let mentions = self
            .mentions
            .into_iter()
            .filter_map(|mention| Some(Mention { entity: places[mention.entity as usize]?, ..mention }));
        let ambiguous = self.ambiguous.into_iter().filter_map(|mut name| {
            name.entities = name.entities.iter().filter_map(|place| places[*place as usize]).collect();
            (name.entities.len() > 1).then_some(name)
        });
        Self::of_mentions(mentions.collect(), entities.len(), ambiguous.collect())
    }

    /// Makes a link of each mention that lies in plain text. The text stays the same, so that offsets,
    /// matches and this index stay true.
    pub fn link(&self, article: &mut Article) {
        let entities = std::mem::take(&mut article.entities);
        for (_, text) in article.texts_mut() {
            text.inlines = self.link_text(text, &entities).into_owned();
        }
        article.entities = entities;
    }

    /// The runs of one text block, with its mentions as links; as they are where it has none.
    pub fn link_text<'a>(&self, text: &'a Text, entities: &[Entity]) -> Cow<'a, [Inline]> {
        match self.in_blocks(text.index.0..text.index.0 + 1) {
            [] => Cow::Borrowed(&text.inlines),
            mentions => Cow::Owned(Linker::new(mentions, entities).link(text.inlines.clone())),
        }
    }
}

/// Adds the entities of a dictionary to those of an article, of which the first `own` are its own. One that has the id
/// of another, or whose name is one of the article's own, is the same thing and left out; its other names are left to
/// the article's own where they share them.
pub fn add_dictionary(entities: &mut Vec<Entity>, own: usize, dictionary: Vec<Entity>) {
    let mut ids: HashSet<String> = entities.iter().map(|entity| entity.id.clone()).collect();
    let names: HashSet<String> = entities[..own].iter().flat_map(Entity::names).map(fold).collect();
    for mut entity in dictionary {
        if !names.is_empty() {
            if names.contains(&fold(&entity.name)) {
                continue;
            }
            entity.alternate_names.retain(|name| !names.contains(&fold(name)));
        }
        if ids.insert(entity.id.clone()) {
            entities.push(entity);
        }
    }
}
