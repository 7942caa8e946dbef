//! Who and what is mentioned where.
//!
//! An [`EntityIndex`] holds the mentions that the article marks itself, and those that one pass over the
//! text finds by name and alias, folded as keywords are: the longest name wins, Latin names end at word
//! edges, short names in capitals are found in capitals only, and a name that two entities share links
//! to neither.

mod gloss;
mod link;
mod names;

use std::collections::HashMap;

pub use gloss::glossed_people;

use crate::article::{Article, BlockIndex, Entity};
use crate::text::{BlockText, Span};
use link::Linker;
use names::Names;

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

/// A name that several entities share, which therefore links to none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmbiguousName {
    /// The name, folded.
    pub name: String,
    /// Places of the entities in [`Article::entities`].
    pub entities: Vec<u32>,
}

/// The mentions of an article in document order.
#[derive(Clone, Debug, Default)]
pub struct EntityIndex {
    mentions: Vec<Mention>,
    /// For each entity the places of its mentions in `mentions`.
    by_entity: Vec<Vec<u32>>,
    ambiguous: Vec<AmbiguousName>,
}

impl EntityIndex {
    /// Finds the mentions of the article's entities.
    ///
    /// `texts` are those of the article, as [`Article::block_texts`] makes them.
    pub fn new(article: &Article, texts: &[BlockText]) -> Self {
        let names = Names::new(&article.entities);
        let mut places: HashMap<String, usize> = HashMap::new();
        for (place, entity) in article.entities.iter().enumerate() {
            places.entry(entity.id.clone()).or_insert(place);
        }
        let mut mentions = Vec::new();
        let mut marked = Vec::new();
        let mut found = Vec::new();
        for ((_, runs), text) in article.texts().into_iter().zip(texts) {
            marked.clear();
            link::marked(&runs.inlines, &mut 0, &mut |span, id| {
                marked.extend(places.get(id).map(|entity| (span, *entity as u32)));
            });
            marked.sort_unstable();
            found.clear();
            names.find_all(text, &mut found);
            // What the article says itself comes before what is found by name. Both are sorted, so that a
            // name overlaps a mark where those that start before its end reach behind its start.
            let mut before = marked.iter().peekable();
            let mut reach = 0;
            found.retain(|(span, _)| {
                while let Some((known, _)) = before.next_if(|(known, _)| known.start < span.end) {
                    reach = reach.max(known.end);
                }
                reach <= span.start
            });
            found.extend_from_slice(&marked);
            found.sort_unstable();
            mentions.extend(found.iter().map(|&(span, entity)| Mention { block: runs.index, span, entity }));
        }
        let mut by_entity = vec![Vec::new(); article.entities.len()];
        for (place, mention) in mentions.iter().enumerate() {
            by_entity[mention.entity as usize].push(place as u32);
        }
        Self { mentions, by_entity, ambiguous: names.ambiguous() }
    }

    /// All mentions.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
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

    /// Names that link to nothing because several entities share them.
    pub fn ambiguous(&self) -> &[AmbiguousName] {
        &self.ambiguous
    }

    /// Makes a link of each mention that lies in plain text. The text stays the same, so that offsets,
    /// matches and this index stay true.
    pub fn link(&self, article: &mut Article) {
        let ids: Vec<_> = article.entities.iter().map(|entity| entity.id.clone()).collect();
        let mut rest = self.mentions.as_slice();
        for (_, text) in article.texts_mut() {
            let here = rest.partition_point(|mention| mention.block <= text.index);
            let (mentions, behind) = rest.split_at(here);
            rest = behind;
            if !mentions.is_empty() {
                let runs = std::mem::take(&mut text.inlines);
                text.inlines = Linker::new(mentions, &ids).link(runs);
            }
        }
    }
}

/// Those entities of a dictionary that an article mentions, in the order of the dictionary. The
/// article's own names count: where one of them is the longer, it is that which is mentioned.
pub fn mentioned(dictionary: Vec<Entity>, article: &Article) -> Vec<Entity> {
    let own = article.entities.len();
    let mut candidate = article.clone();
    candidate.entities.extend(dictionary);
    let index = EntityIndex::new(&candidate, &candidate.block_texts());
    let dictionary = candidate.entities.drain(own..).zip(own as u32..);
    dictionary.filter(|(_, place)| index.count(*place) > 0).map(|(entity, _)| entity).collect()
}
