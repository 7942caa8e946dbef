//! Finding mentions in text, and telling whose they are.

use super::names::{Names, Place, Writing};
use super::{AmbiguousName, EntityIndex, Mention};
use crate::article::{BlockIndex, Entity};
use crate::text::{BlockText, Span};

/// A name of more entities than this is nobody's, whatever the text tells.
const MOST_SHARING: usize = 64;

/// No family name.
const NONE: u32 = u32::MAX;

/// Finds the mentions of entities: made once, then given the text blocks one after the other.
///
/// Reading notes what may be a mention. What is one depends on the whole article, and is told in the end.
pub struct Finder {
    names: Names,
    places: Vec<Place>,
    entities: usize,
}

impl Finder {
    /// A finder of these entities. The first `own` of them are those of the article itself: a name that one of
    /// them shares with one of a dictionary is its alone.
    ///
    /// Names of more than 256 bytes when folded are not looked for.
    pub fn new(entities: &[Entity], own: usize) -> Self {
        Self { names: Names::new(entities, own), places: Vec::new(), entities: entities.len() }
    }

    /// Reads the next text block, in document order.
    pub fn read(&mut self, block: BlockIndex, text: &BlockText) {
        self.names.find(block, text, &mut self.places);
    }

    /// What was found, beside what is `marked`: sorted, none overlapping another. A mark comes before what is found
    /// by name.
    ///
    /// `marked` is as [`marked`](super::marked) makes it of the same entities.
    pub fn finish(self, marked: &[Mention]) -> EntityIndex {
        let mut reading = Reading::new(&self.names, self.entities, None);
        reading.read(&self.places, marked);
        if reading.lacks_evidence {
            let evidence = reading.alone;
            reading = Reading::new(&self.names, self.entities, Some(evidence));
            reading.read(&self.places, marked);
        }
        let ambiguous = reading.undecided.iter().map(|undecided| reading.ambiguous(undecided)).collect();
        EntityIndex::of_mentions(reading.mentions, self.entities, ambiguous)
    }
}

/// One reading of all places from the first to the last.
struct Reading<'a> {
    names: &'a Names,
    /// For each entity, whether a place of the article is its alone, as an earlier reading told.
    evidence: Option<Vec<bool>>,
    /// The same, as this reading tells.
    alone: Vec<bool>,
    /// Whether a place would need it.
    lacks_evidence: bool,
    mentions: Vec<Mention>,
    /// For each entity, whether it has been mentioned, and by names that hold which of its family names.
    mentioned: Vec<bool>,
    introduced: Vec<u8>,
    /// For each pattern, the family name that was introduced last; for each family name, the one before it.
    latest: Vec<u32>,
    earlier: Vec<u32>,
    undecided: Vec<Undecided>,
    /// For each name its place in `undecided`.
    undecided_at: Vec<u32>,
}

/// A name at places that are not decided.
struct Undecided {
    name: u32,
    first: (BlockIndex, Span),
    places: usize,
    /// The family name that was introduced last, as it was at the last of them.
    latest: u32,
    /// With the most capitals of all of them.
    writing: Writing,
}

/// Whose a place is.
enum Whose {
    /// It is free for a shorter name.
    Free,
    Nobody,
    /// That of one entity, by a name that holds these of its family names.
    One {
        entity: u32,
        families: u8,
    },
    Undecided,
}

impl<'a> Reading<'a> {
    fn new(names: &'a Names, entities: usize, evidence: Option<Vec<bool>>) -> Self {
        Self {
            names,
            evidence,
            alone: vec![false; entities],
            lacks_evidence: false,
            mentions: Vec::new(),
            mentioned: vec![false; entities],
            introduced: vec![0; entities],
            latest: vec![NONE; names.patterns()],
            earlier: vec![NONE; names.families().len()],
            undecided: Vec::new(),
            undecided_at: vec![NONE; names.len()],
        }
    }

    fn read(&mut self, places: &[Place], marked: &[Mention]) {
        let mut marks = marked.iter().peekable();
        // The mark that reaches furthest of those that start so far, and how far names do in this block.
        let (mut last, mut taken) = (None::<&Mention>, 0);
        let mut block = BlockIndex::default();
        for place in places {
            let start = (place.block, place.span.start);
            while let Some(mark) = marks.next_if(|mark| (mark.block, mark.span.start) <= start) {
                self.mark(mark);
                if last.is_none_or(|last| (last.block, last.span.end) < (mark.block, mark.span.end)) {
                    last = Some(mark);
                }
            }
            if place.block != block {
                (block, taken) = (place.block, 0);
            }
            if place.span.start < taken {
                continue;
            }
            let overlaps = |mark: &&Mention| mark.block == block && mark.span.overlaps(place.span);
            if let Some(mark) = last.filter(overlaps).or(marks.peek().copied().filter(overlaps)) {
                // A name that the article marks in part is no more than that mark, and leaves nothing to be found.
                if matches!(self.whose(place), Whose::One { entity, .. } if entity == mark.entity) {
                    taken = place.span.end;
                }
                continue;
            }
            match self.whose(place) {
                Whose::Free => continue,
                Whose::Nobody => {}
                Whose::One { entity, families } => self.mention(place, entity, families),
                Whose::Undecided => self.leave_undecided(place),
            }
            taken = place.span.end;
        }
        marks.for_each(|mark| self.mark(mark));
    }

    fn mark(&mut self, mark: &Mention) {
        let entity = mark.entity as usize;
        (self.alone[entity], self.mentioned[entity]) = (true, true);
        self.introduce(mark.entity, u8::MAX);
        self.mentions.push(*mark);
    }

    fn mention(&mut self, place: &Place, entity: u32, families: u8) {
        self.introduce(entity, families);
        let again = std::mem::replace(&mut self.mentioned[entity as usize], true);
        if !again || !self.names.is_found_once(entity) {
            self.mentions.push(Mention { block: place.block, span: place.span, entity });
        }
    }

    /// From here on, these family names of an entity may be about it.
    fn introduce(&mut self, entity: u32, families: u8) {
        let introduced = &mut self.introduced[entity as usize];
        let new = families & !*introduced;
        if new == 0 {
            return;
        }
        *introduced |= new;
        for place in self.names.families_of(entity) {
            let family = &self.names.families()[place];
            if family.bit & new != 0
                && let Some(latest) = self.latest.get_mut(family.pattern as usize)
            {
                self.earlier[place] = std::mem::replace(latest, place as u32);
            }
        }
    }

    /// The entities with a family name that were introduced, beginning with this place of one, the last one first.
    fn bearers(&self, latest: u32) -> impl Iterator<Item = u32> {
        let family = |place: &u32| (*place != NONE).then_some(*place);
        let families =
            std::iter::successors(family(&latest), move |place| family(&self.earlier[*place as usize]));
        families.map(|place| self.names.families()[place as usize].entity)
    }

    fn whose(&mut self, place: &Place) -> Whose {
        if self.names.count(place.name) > MOST_SHARING {
            return Whose::Undecided;
        }
        let has_evidence =
            |entity: u32| self.evidence.as_ref().is_some_and(|evidence| evidence[entity as usize]);
        let holders = self.names.holders(place.name, place.writing);
        let (mut candidates, mut evident) = (Pick::default(), Pick::default());
        for holder in holders.clone() {
            candidates.add(holder.entity, holder.families);
            if has_evidence(holder.entity) {
                evident.add(holder.entity, holder.families);
            }
        }
        if place.writing >= Writing::Mixed {
            for entity in self.bearers(self.latest[self.names.pattern(place.name)]) {
                if self.names.is_except(place.name, entity) {
                    continue;
                }
                // It may have the name as well, and count already.
                let holder = holders.clone().find(|holder| holder.entity == entity);
                if holder.is_some() && has_evidence(entity) {
                    continue;
                }
                let families = holder.map_or(0, |holder| holder.families);
                if holder.is_none() {
                    candidates.add(entity, families);
                }
                evident.add(entity, families);
                if evident.count > 1 {
                    break;
                }
            }
        }
        match (candidates.count, evident.count) {
            (0, _) if self.names.is_phrase(place.name, place.writing) => Whose::Nobody,
            (0, _) => Whose::Free,
            (1, _) => {
                self.alone[candidates.entity as usize] = true;
                candidates.whose()
            }
            (_, 1) if self.evidence.is_some() => evident.whose(),
            _ => {
                self.lacks_evidence = true;
                Whose::Undecided
            }
        }
    }

    fn leave_undecided(&mut self, place: &Place) {
        let latest = self.latest[self.names.pattern(place.name)];
        let at = &mut self.undecided_at[place.name as usize];
        match self.undecided.get_mut(*at as usize) {
            Some(undecided) => {
                undecided.places += 1;
                undecided.latest = latest;
                undecided.writing = undecided.writing.max(place.writing);
            }
            None => {
                *at = self.undecided.len() as u32;
                let first = (place.block, place.span);
                let Place { name, writing, .. } = *place;
                self.undecided.push(Undecided { name, first, places: 1, latest, writing });
            }
        }
    }

    fn ambiguous(&self, undecided: &Undecided) -> AmbiguousName {
        let Undecided { name, first, places, latest, writing } = *undecided;
        let mut entities: Vec<_> = self.names.holders(name, writing).map(|holder| holder.entity).collect();
        if writing >= Writing::Mixed {
            entities.extend(self.bearers(latest).filter(|entity| !self.names.is_except(name, *entity)));
        }
        entities.sort_unstable();
        entities.dedup();
        AmbiguousName { name: self.names.written(name).to_owned(), entities, first, places }
    }
}

/// The only one of several entities, and how many they are.
#[derive(Default)]
struct Pick {
    count: usize,
    entity: u32,
    families: u8,
}

impl Pick {
    fn add(&mut self, entity: u32, families: u8) {
        self.count += 1;
        (self.entity, self.families) = (entity, families);
    }

    fn whose(&self) -> Whose {
        Whose::One { entity: self.entity, families: self.families }
    }
}
