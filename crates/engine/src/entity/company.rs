//! Who is mentioned with whom: entities that share a text block.

use std::cmp::Reverse;

use super::EntityIndex;
use crate::article::BlockIndex;

/// How many others an entity is together with on either side, by the order in which a text block names them first.
/// Where a text block names at most one more than that, all are together; a longer one is a list, whose ends have
/// little to do with each other, and all its pairs would be quadratic.
const REACH: u32 = 24;

/// Which entities are mentioned in the same text blocks.
///
/// Two entities are together in a text block, such as a paragraph, that mentions both, however often it does.
/// In a text block of more than 25 entities, each is together with the 24 that are named next before it, and
/// with the 24 next after it.
///
/// Takes memory in proportion to the mentions. What is asked for is counted when it is asked for.
#[derive(Clone, Debug, Default)]
pub struct CoMentions {
    /// The entities of each text block in the order of their first mentions, one block behind the other.
    present: Vec<(BlockIndex, u32)>,
    /// Each entity with its places in `present`, sorted.
    places: Vec<(u32, u32)>,
}

/// An entity beside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Companion {
    /// Place of the entity in [`crate::article::Article::entities`].
    pub entity: u32,
    /// In how many text blocks the two are together; at least 1.
    pub blocks: u32,
}

/// Two entities that are mentioned together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The places of the two in [`crate::article::Article::entities`], the lower first.
    pub entities: [u32; 2],
    /// In how many text blocks the two are together; at least 1.
    pub blocks: u32,
}

impl CoMentions {
    /// The company that the entities of an article keep.
    pub fn new(index: &EntityIndex) -> Self {
        let mut present = Vec::new();
        let mut last_seen = Vec::new();
        for mention in index.mentions() {
            let entity = mention.entity as usize;
            if entity >= last_seen.len() {
                last_seen.resize(entity + 1, None);
            }
            if last_seen[entity].replace(mention.block) != Some(mention.block) {
                present.push((mention.block, mention.entity));
            }
        }
        let mut places: Vec<_> = (0..).zip(&present).map(|(place, &(_, entity))| (entity, place)).collect();
        places.sort_unstable();
        Self { present, places }
    }

    /// Number of text blocks that mention an entity.
    pub fn blocks(&self, entity: u32) -> usize {
        self.places_of(entity).len()
    }

    /// Those that are mentioned with an entity: the most frequent first, those that are as frequent by where they
    /// are first together.
    pub fn with(&self, entity: u32) -> Vec<Companion> {
        let mut met = self.met(entity, 0);
        met.sort_unstable_by_key(|met| (Reverse(met.blocks), met.first));
        met.into_iter().map(|met| Companion { entity: met.entity, blocks: met.blocks }).collect()
    }

    /// The text blocks in which two entities are together, in document order: as many as [`Companion::blocks`]
    /// says. None where the two are one.
    pub fn meetings(&self, a: u32, b: u32) -> Vec<BlockIndex> {
        let mut meetings = Vec::new();
        for &(_, place) in self.places_of(a) {
            if self.near(place).any(|other| self.present[other as usize].1 == b) {
                meetings.push(self.present[place as usize].0);
            }
        }
        meetings
    }

    /// The pairs that are together most, at most `limit`: those of most text blocks first, of these the ones whose
    /// entities are mentioned in most text blocks, then those that are together first.
    pub fn pairs(&self, limit: usize) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for of_one in self.places.chunk_by(|a, b| a.0 == b.0) {
            let entity = of_one[0].0;
            for met in self.met(entity, entity + 1) {
                let known = of_one.len() + self.blocks(met.entity);
                pairs.push((Reverse(met.blocks), Reverse(known), met.first, entity, met.entity));
            }
            // What is certainly too weak is forgotten now and then, so that few are held at a time.
            if pairs.len() / 2 > limit {
                pairs.sort_unstable();
                pairs.truncate(limit);
            }
        }
        pairs.sort_unstable();
        pairs.truncate(limit);
        pairs.into_iter().map(|(blocks, _, _, a, b)| Pair { entities: [a, b], blocks: blocks.0 }).collect()
    }

    /// Those from `least` on that are together with an entity.
    fn met(&self, entity: u32, least: u32) -> Vec<Met> {
        let mut others = Vec::new();
        for &(_, place) in self.places_of(entity) {
            let near = self.near(place).map(|other| (self.present[other as usize].1, other));
            let near = near.filter(|&(other, _)| other >= least);
            others.extend(near.map(|(other, at)| (other, (place.max(at), place.min(at)))));
        }
        others.sort_unstable();
        let of_one = others.chunk_by(|a, b| a.0 == b.0);
        of_one.map(|met| Met { entity: met[0].0, blocks: met.len() as u32, first: met[0].1 }).collect()
    }

    fn places_of(&self, entity: u32) -> &[(u32, u32)] {
        let from = self.places.partition_point(|place| place.0 < entity);
        let length = self.places[from..].partition_point(|place| place.0 == entity);
        &self.places[from..from + length]
    }

    /// The places of those that are together with the one at a place.
    fn near(&self, place: u32) -> impl Iterator<Item = u32> {
        let block = |place: u32| self.present[place as usize].0;
        let reach = place.saturating_sub(REACH)..(place + REACH + 1).min(self.present.len() as u32);
        reach.filter(move |&other| other != place && block(other) == block(place))
    }
}

/// An entity that is together with another.
struct Met {
    entity: u32,
    blocks: u32,
    /// Where in `present` they are together for the first time: the place at which both have been named, and that of
    /// the one named before.
    first: (u32, u32),
}
