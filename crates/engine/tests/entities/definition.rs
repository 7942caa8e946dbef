//! Mentions as they are defined: at every place every name is tried. Nothing here is fast.
//!
//! It knows only names of which the engine looks at all, that is of few words.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use sidelight_engine::article::{BlockIndex, Entity, EntityKind, Find};
use sidelight_engine::entity::{EntityIndex, Finder, Mention};
use sidelight_engine::highlight::fold;
use sidelight_engine::text::{BlockText, Span};

const HAN: [char; 4] = ['谷', '歌', '马', '云'];

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() && !HAN.contains(&c)
}

fn is_edge(text: &str, at: usize) -> bool {
    !(text[..at].ends_with(is_of_word) && text[at..].starts_with(is_of_word))
}

fn has_lower(text: &str) -> bool {
    text.contains(char::is_lowercase)
}

fn has_upper(text: &str) -> bool {
    text.contains(char::is_uppercase)
}

/// Whether a text may be a mention by this name, but for what stands around it.
fn is_name(name: &str, text: &str) -> bool {
    let in_capitals =
        name.len() <= 4 && has_upper(name) && name.bytes().all(|byte| byte.is_ascii_uppercase());
    fold(name) == fold(text) && !(in_capitals && has_lower(text))
}

/// The family names of an entity.
fn families(entity: &Entity) -> Vec<&str> {
    if entity.kind != EntityKind::Person || entity.find == Find::None {
        return Vec::new();
    }
    let of_name = |name| -> Option<&str> {
        if let Some((_, family)) = str::rsplit_once(name, '·') {
            return (family.chars().count() > 1).then_some(family);
        }
        let (given, mut family) = name.rsplit_once(' ')?;
        if given.ends_with(" van") {
            family = &name[given.len() - 3..];
        }
        Some(family)
    };
    match &entity.family_name {
        Some(name) => vec![name],
        // The first in Latin letters and the first in Han.
        None => {
            let all: Vec<_> = entity.names().filter_map(of_name).collect();
            let first = |is_ascii| all.iter().copied().find(|family| family.is_ascii() == is_ascii);
            [first(true), first(false)].into_iter().flatten().collect()
        }
    }
}

fn holds(name: &str, family: &str) -> bool {
    let (name, family) = (fold(name), fold(family));
    name.match_indices(&family).any(|(at, _)| is_edge(&name, at) && is_edge(&name, at + family.len()))
}

/// What may be at a place: where it ends, and the text without the s of a plural; the longest first.
fn stems(text: &str, start: usize) -> Vec<(usize, &str)> {
    let mut stems = Vec::new();
    let ends =
        (start + 1..=text.len()).rev().filter(|end| text.is_char_boundary(*end) && is_edge(text, *end));
    for end in ends.filter(|_| is_edge(text, start)) {
        let whole = &text[start..end];
        stems.push((end, whole));
        if let Some(stem) = whole.strip_suffix('s')
            && stem.chars().count() > 1
            && stem.contains(|c: char| c.is_ascii_alphabetic())
            && stem.ends_with(|c: char| c.is_ascii_alphanumeric() && !matches!(c, 's' | 'S'))
        {
            stems.push((end, stem));
        }
    }
    stems
}

struct Reading<'a> {
    entities: &'a [Entity],
    own: usize,
    evidence: Option<Vec<u32>>,
    alone: Vec<u32>,
    mentions: Vec<Mention>,
    /// The mentions with the text of each, or none for a mark.
    before: Vec<(u32, Option<String>)>,
}

impl Reading<'_> {
    /// Whether the place is taken, which a mark of this entity may overlap.
    fn take(&mut self, block: BlockIndex, span: Span, stem: &str, mark: Option<u32>) -> bool {
        let places = 0..self.entities.len() as u32;
        let entity = |place: u32| &self.entities[place as usize];
        let is_exact = |place: u32| {
            let named = entity(place).names().any(|name| fold(name) == fold(stem));
            named && entity(place).except.iter().any(|except| except == stem)
        };
        let is_phrase = |place: u32| {
            let is_own_name = |except: &str| entity(place).names().any(|name| fold(name) == fold(except));
            entity(place).find != Find::None && is_exact(place)
                || entity(place).except.iter().any(|except| {
                    is_name(except, stem) && (entity(place).find == Find::None || !is_own_name(except))
                })
        };
        let is_named = |place: &u32| {
            entity(*place).find != Find::None
                && entity(*place).names().any(|name| is_name(name, stem))
                && !is_exact(*place)
        };
        let mut named: Vec<_> = places.clone().filter(is_named).collect();
        if named.iter().any(|place| (*place as usize) < self.own) {
            named.retain(|place| (*place as usize) < self.own);
        }
        let is_family = |place: &u32| {
            let is_excepted = entity(*place).except.iter().any(|except| fold(except) == fold(stem));
            let named = entity(*place).names().any(|name| fold(name) == fold(stem));
            let is_introduced = |family: &str| {
                let none_holds = !entity(*place).names().any(|name| holds(name, family));
                self.before.iter().any(|(before, text)| {
                    before == place
                        && text.as_ref().is_none_or(|text| {
                            entity(*place)
                                .names()
                                .any(|name| fold(name) == fold(text) && (none_holds || holds(name, family)))
                        })
                })
            };
            (has_upper(stem) || !has_lower(stem))
                && (if named { !is_exact(*place) } else { !is_excepted })
                && families(entity(*place))
                    .iter()
                    .any(|family| fold(family) == fold(stem) && is_introduced(family))
        };
        let family: Vec<_> = places.clone().filter(is_family).collect();
        let mut candidates = [named.clone(), family.clone()].concat();
        candidates.sort_unstable();
        candidates.dedup();
        let whose = match (&candidates[..], &self.evidence) {
            ([], _) => return mark.is_none() && places.clone().any(is_phrase),
            ([one], _) => {
                self.alone.push(*one);
                *one
            }
            (_, None) => return mark.is_none(),
            (_, Some(evidence)) => {
                let evident = |place: &&u32| evidence.contains(place) || family.contains(place);
                let evident: Vec<_> = candidates.iter().filter(evident).collect();
                let [one] = evident[..] else { return mark.is_none() };
                *one
            }
        };
        if let Some(mark) = mark {
            return mark == whose;
        }
        let again = self.before.iter().any(|(before, _)| *before == whose);
        self.before.push((whose, Some(stem.to_owned())));
        if !(again && entity(whose).find == Find::First) {
            self.mentions.push(Mention { block, span, entity: whose });
        }
        true
    }

    fn read(&mut self, texts: &[String], marked: &[Mention]) {
        for (block, text) in (0..).map(BlockIndex).zip(texts) {
            let marks = || marked.iter().filter(|mark| mark.block == block);
            let mut taken = 0;
            for (start, _) in text.char_indices() {
                for mark in marks().filter(|mark| mark.span.start as usize == start) {
                    self.alone.push(mark.entity);
                    self.before.push((mark.entity, None));
                    self.mentions.push(*mark);
                }
                if start < taken {
                    continue;
                }
                let found = stems(text, start).into_iter().find(|(end, stem)| {
                    let span = Span::new(start, *end);
                    let mark = marks().find(|mark| mark.span.overlaps(span));
                    self.take(block, span, stem, mark.map(|mark| mark.entity))
                });
                taken = found.map_or(taken, |(end, _)| end);
            }
        }
    }
}

fn define(entities: &[Entity], own: usize, texts: &[String], marked: &[Mention]) -> Vec<Mention> {
    let read = |evidence| {
        let mut reading =
            Reading { entities, own, evidence, alone: Vec::new(), mentions: Vec::new(), before: Vec::new() };
        reading.read(texts, marked);
        reading
    };
    read(Some(read(None).alone)).mentions
}

fn find(entities: &[Entity], own: usize, texts: &[String], marked: &[Mention]) -> EntityIndex {
    let mut finder = Finder::new(entities, own);
    for (block, text) in (0..).map(BlockIndex).zip(texts) {
        finder.read(block, &BlockText::from_plain(text.clone()));
    }
    finder.finish(marked)
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        vec(select(&["Ab", "Cd", "CD", "ab", "Abs"][..]), 1..=2).prop_map(|words| words.join(" ")),
        select(&["Ab van Cd", "Cd Ab", "AB", "Ab Cd"][..]).prop_map(str::to_owned),
        vec(select(&HAN[..]), 1..=3).prop_map(|signs| signs.into_iter().collect()),
        vec(select(&HAN[..]), 3).prop_map(|signs| format!("{}·{}{}", signs[0], signs[1], signs[2])),
    ]
}

fn entity() -> impl Strategy<Value = Entity> {
    let find = prop_oneof![8 => Just(Find::All), 1 => Just(Find::First), 1 => Just(Find::None)];
    let family = prop_oneof![5 => Just(None), 1 => of(select(&["Cd", "van Cd", "谷歌"][..]))];
    (vec(name(), 1..=3), any::<bool>(), family, find, vec(name(), 0..=1)).prop_map(
        |(names, person, family, find, except)| Entity {
            kind: if person { EntityKind::Person } else { EntityKind::Concept },
            name: names[0].clone(),
            alternate_names: names[1..].to_vec(),
            family_name: family.map(str::to_owned),
            find,
            except,
            ..Entity::default()
        },
    )
}

fn text() -> impl Strategy<Value = String> {
    let word = select(
        &["Ab", "Cd", "AB", "CD", "ab", "cd", "van Cd", "Ab Cd", "谷", "歌", "马", "云", "·", "谷·马云", "x"]
            [..],
    );
    let behind = select(&["", "", " ", " ", "s ", "'s ", "S ", ", "][..]);
    vec((word, behind), 1..12)
        .prop_map(|words| words.into_iter().flat_map(|(word, behind)| [word, behind]).collect::<String>())
}

/// At most one mark a block, of the characters from one to another.
fn marks(texts: &[String], places: &[(usize, usize, u32)], entities: usize) -> Vec<Mention> {
    let mark = |(block, (text, &(start, length, entity))): (u32, (&String, &(usize, usize, u32)))| {
        let at = |place: usize| text.char_indices().nth(place).map(|(at, _)| at);
        let span = Span::new(at(start)?, at(start + length)?);
        Some(Mention { block: BlockIndex(block), span, entity: entity % entities as u32 })
    };
    (0..).zip(texts.iter().zip(places)).filter_map(mark).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn mentions_are_as_defined(
        entities in vec(entity(), 1..=5),
        own in 0..5usize,
        texts in vec(text(), 1..=3),
        places in vec((0..40usize, 1..4usize, 0..5u32), 3),
    ) {
        let marked = marks(&texts, &places, entities.len());
        let expected = define(&entities, own, &texts, &marked);
        let index = find(&entities, own, &texts, &marked);
        prop_assert_eq!(index.mentions(), &expected[..]);
        for pair in index.mentions().windows(2) {
            prop_assert!((pair[0].block, pair[0].span.end) <= (pair[1].block, pair[1].span.start) || pair[0].block < pair[1].block);
        }
        for mention in index.mentions().iter().filter(|mention| !marked.contains(mention)) {
            let written = fold(&texts[mention.block.get()][mention.span.range()]);
            let entity = &entities[mention.entity as usize];
            let mut names = entity.names().chain(families(entity)).map(fold);
            prop_assert!(names.any(|name| written == name || written.strip_suffix('s') == Some(&name)), "{}", written);
        }
        // The order of the names tells nothing, but which is the full one of a person.
        let mut turned = entities.clone();
        for entity in turned.iter_mut().filter(|entity| families(entity).is_empty()) {
            entity.alternate_names.push(std::mem::take(&mut entity.name));
            entity.name = entity.alternate_names.remove(0);
        }
        let again = find(&turned, own, &texts, &marked);
        prop_assert_eq!(again.mentions(), index.mentions());
        prop_assert_eq!(again.ambiguous().len(), index.ambiguous().len());
    }
}
