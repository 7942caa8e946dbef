//! Who is mentioned with whom: entities that share a text block.

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
    /// Places in `present`: those of the first entity, then those of the next.
    places: Vec<u32>,
    /// Where in `places` those of each entity start, and where the last ones end.
    starts: Vec<u32>,
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
        let mut starts = vec![0; last_seen.len() + 1];
        for &(_, entity) in &present {
            starts[entity as usize + 1] += 1;
        }
        for entity in 0..last_seen.len() {
            starts[entity + 1] += starts[entity];
        }
        let mut next = starts.clone();
        let mut places = vec![0; present.len()];
        for (place, &(_, entity)) in (0..).zip(&present) {
            let slot = &mut next[entity as usize];
            places[*slot as usize] = place;
            *slot += 1;
        }
        Self { present, places, starts }
    }

    /// Whether no two entities are together anywhere.
    pub fn is_empty(&self) -> bool {
        self.present.windows(2).all(|pair| pair[0].0 != pair[1].0)
    }

    /// Number of text blocks that mention an entity.
    pub fn blocks(&self, entity: u32) -> usize {
        self.places_of(entity).len()
    }

    /// Those that are mentioned with an entity: the most frequent first, those that are as frequent by where they
    /// are first together.
    pub fn with(&self, entity: u32) -> Vec<Companion> {
        let met = self.met(entity, 0).into_iter();
        let row = |Met { entity, blocks, first: (both, one) }| [!blocks, both, one, entity, 0, 0];
        let mut rows: Vec<Row> = met.map(row).collect();
        rows.sort_unstable();
        rows.into_iter().map(|[blocks, _, _, entity, ..]| Companion { entity, blocks: !blocks }).collect()
    }

    /// The text blocks in which two entities are together, in document order: as many as [`Companion::blocks`]
    /// says. None where the two are one.
    pub fn meetings(&self, a: u32, b: u32) -> Vec<BlockIndex> {
        let mut meetings = Vec::new();
        for &place in self.places_of(a) {
            if self.near(place).any(|other| self.present[other as usize].1 == b) {
                meetings.push(self.present[place as usize].0);
            }
        }
        meetings
    }

    /// The pairs that are together most, at most `limit`: those of most text blocks first, of these the ones whose
    /// entities are mentioned in most text blocks, then those that are together first.
    pub fn pairs(&self, limit: usize) -> Vec<Pair> {
        let mut rows: Vec<Row> = Vec::new();
        for a in 0..self.starts.len().saturating_sub(1) as u32 {
            for Met { entity: b, blocks, first: (both, one) } in self.met(a, a + 1) {
                let known = (self.blocks(a) + self.blocks(b)) as u32;
                rows.push([!blocks, !known, both, one, a, b]);
            }
            // What is certainly too weak is forgotten now and then, so that few are held at a time.
            if rows.len() / 2 > limit {
                rows.sort_unstable();
                rows.truncate(limit);
            }
        }
        rows.sort_unstable();
        rows.truncate(limit);
        rows.into_iter().map(|[blocks, .., a, b]| Pair { entities: [a, b], blocks: !blocks }).collect()
    }

    /// Where an entity comes in the order in which the article first names them; not all numbers are taken.
    pub(super) fn first(&self, entity: u32) -> u32 {
        self.places_of(entity).first().copied().unwrap_or(u32::MAX)
    }

    /// Those from `least` on that are together with an entity.
    fn met(&self, entity: u32, least: u32) -> Vec<Met> {
        let mut rows: Vec<Row> = Vec::new();
        for &place in self.places_of(entity) {
            for at in self.near(place) {
                let other = self.present[at as usize].1;
                if other >= least {
                    rows.push([other, place.max(at), place.min(at), 0, 0, 0]);
                }
            }
        }
        rows.sort_unstable();
        let of_one = rows.chunk_by(|a, b| a[0] == b[0]);
        let met = |rows: &[Row]| {
            let [entity, both, one, ..] = rows[0];
            Met { entity, blocks: rows.len() as u32, first: (both, one) }
        };
        of_one.map(met).collect()
    }

    fn places_of(&self, entity: u32) -> &[u32] {
        match self.starts.get(entity as usize..) {
            Some(&[from, to, ..]) => &self.places[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The places of those that are together with the one at a place.
    fn near(&self, place: u32) -> impl Iterator<Item = u32> {
        let block = |place: u32| self.present[place as usize].0;
        let reach = place.saturating_sub(REACH)..(place + REACH + 1).min(self.present.len() as u32);
        reach.filter(move |&other| other != place && block(other) == block(place))
    }
}

/// What is sorted, by one number after the other; for a number of which the highest comes first, its complement. All is
/// sorted as this, because each type that is sorted adds half a kilobyte to what the page loads.
type Row = [u32; 6];

/// An entity that is together with another.
struct Met {
    entity: u32,
    blocks: u32,
    /// Where in `present` they are together for the first time: the place at which both have been named, and that of
    /// the one named before.
    first: (u32, u32),
}
