//! A picture of who is mentioned with whom.

mod layout;

use std::ops::Range;

use super::{CoMentions, EntityIndex, Pair};
use crate::article::Entity;

/// How many entities a picture has at most. The time to lay it out grows with the square.
const MAX_NODES: usize = 120;

/// How many edges there are for each node at most. More of them are a tangle.
const EDGES: usize = 3;

/// The part of the picture that nodes and names may cover, in hundredths. With more, they can only lie where there
/// is room, and not near what they belong to.
const COVER: i32 = 48;

/// The largest width and height of a picture.
const MAX_SIZE: i32 = 10_000;

/// How wide a name may be, in hundredths of the picture's width.
const MAX_LABEL: i32 = 45;

/// What is left free around a node and its name.
const GAP: i32 = 3;

/// The height of a name; even, so that half of it is whole.
const LABEL_HEIGHT: i32 = 16;

/// Entities as circles with their names below, joined by lines where they are mentioned together.
///
/// Those that the article names first are rather to the left, or above in a picture that is higher than wide; where
/// there are one or two more or less, the picture looks alike.
///
/// All measures are whole units of the picture, as those of an SVG's `viewBox`: x grows to the right, y downwards.
/// No two nodes overlap, names included, and all lie within the picture. The same input makes the same picture on
/// every machine: nothing is random, and of floating-point arithmetic there is only what IEEE 754 prescribes to the
/// last digit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// The entities, those of the strongest pairs first.
    pub nodes: Vec<Node>,
    /// The strongest first, at most three for each node. Each node has at least one, its strongest.
    pub edges: Vec<Edge>,
    /// Width of the picture.
    pub width: i32,
    /// Height of the picture.
    pub height: i32,
}

/// An entity in the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Place of the entity in [`crate::article::Article::entities`].
    pub entity: u32,
    /// Its name; the end of a long one is an ellipsis.
    pub label: String,
    /// Centre of the circle, and of the name below it.
    pub x: i32,
    /// Centre of the circle.
    pub y: i32,
    /// Radius of the circle. It grows with the square root of the number of mentions.
    pub radius: i32,
}

/// A line between two entities that are mentioned together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Place of the one in [`Graph::nodes`].
    pub from: usize,
    /// Place of the other; above `from`.
    pub to: usize,
    /// In how many text blocks the two are together; at least 1.
    pub blocks: u32,
}

impl Graph {
    /// The size of the font in which the names are set. How wide they are is estimated for a sans-serif.
    pub const FONT_SIZE: i32 = 12;

    /// Lays out the entities that are together most, at most `limit` of them: fewer where there is no room for their
    /// names, and never more than 120. Where nobody is mentioned with anybody, the picture is empty.
    ///
    /// `entities` are those of the article, of which `index` and `company` were made. Width and height are at most
    /// 10,000.
    pub fn new(
        entities: &[Entity],
        index: &EntityIndex,
        company: &CoMentions,
        (width, height): (i32, i32),
        limit: usize,
    ) -> Self {
        let within = |size: i32| size.clamp(0, MAX_SIZE);
        let mut graph = Self { width: within(width), height: within(height), ..Self::default() };
        let limit = limit.min(MAX_NODES);
        // There are fewer pairs among so many entities.
        let pairs = company.pairs(limit * limit);
        graph.choose(&pairs, limit);
        graph.describe(entities, index);
        graph.leave_room();
        loop {
            graph.join(&pairs);
            if graph.lay_out(company) {
                return graph;
            }
            graph.nodes.truncate(graph.nodes.len() * 7 / 8);
        }
    }

    /// Takes the entities of the strongest pairs. Each is in a pair with one before it or with the next.
    fn choose(&mut self, pairs: &[Pair], limit: usize) {
        for pair in pairs {
            let is_new = |entity: &u32| self.place(*entity).is_none();
            let new: Vec<u32> = pair.entities.into_iter().filter(is_new).collect();
            if self.nodes.len() + new.len() <= limit {
                self.nodes.extend(new.into_iter().map(|entity| Node { entity, ..Node::default() }));
            }
        }
    }

    fn place(&self, entity: u32) -> Option<usize> {
        self.nodes.iter().position(|node| node.entity == entity)
    }

    /// Gives the nodes their sizes and names.
    fn describe(&mut self, entities: &[Entity], index: &EntityIndex) {
        let most = self.nodes.iter().map(|node| index.count(node.entity)).max().unwrap_or_default();
        let range = self.width.min(self.height) / 40;
        for node in &mut self.nodes {
            let share = index.count(node.entity) as f32 / most as f32;
            node.radius = 4 + (range as f32 * share.sqrt()) as i32;
            let name = entities.get(node.entity as usize).map_or("", |entity| &entity.name);
            node.label = shortened(name, self.width * MAX_LABEL / 100);
        }
    }

    /// Keeps those that come first, as many as leave enough of the picture free.
    fn leave_room(&mut self) {
        let (width, height) = (self.width, self.height);
        let mut room = width * height / 100 * COVER;
        let has_room = |node: &&Node| {
            let (wide, high) = node.size();
            room -= wide * high;
            wide <= width && high <= height && room >= 0
        };
        let kept = self.nodes.iter().take_while(has_room).count();
        self.nodes.truncate(kept);
    }

    /// Makes the edges: the strongest of each node, and the strongest of the others.
    fn join(&mut self, pairs: &[Pair]) {
        let edge = |pair: &Pair| {
            let [a, b] = [self.place(pair.entities[0])?, self.place(pair.entities[1])?];
            Some(Edge { from: a.min(b), to: a.max(b), blocks: pair.blocks })
        };
        let edges: Vec<Edge> = pairs.iter().filter_map(edge).collect();
        let mut joined = vec![false; self.nodes.len()];
        let joins = |edge: &Edge| {
            let ends = [edge.from, edge.to].map(|end| std::mem::replace(&mut joined[end], true));
            ends.contains(&false)
        };
        let needed: Vec<bool> = edges.iter().map(joins).collect();
        // The last one's companion may have been the next, for which there was no room.
        if joined.last() == Some(&false) {
            self.nodes.pop();
        }
        let mut others = EDGES * self.nodes.len() - needed.iter().filter(|needed| **needed).count();
        let mut needed = needed.into_iter();
        self.edges = edges;
        self.edges.retain(|_| {
            let needed = needed.next() == Some(true);
            let keep = needed || others > 0;
            others -= usize::from(keep && !needed);
            keep
        });
    }

    /// Gives the nodes their places. Says whether they could be kept apart.
    fn lay_out(&mut self, company: &CoMentions) -> bool {
        let starts = layout::starts(self.nodes.iter().map(|node| (company.first(node.entity), node.entity)));
        let sizes = self.nodes.iter().map(Node::size);
        let sizes: Vec<_> = sizes.map(|(wide, high)| [wide as f32, high as f32]).collect();
        let frame = [self.width as f32, self.height as f32];
        let mut points = layout::spread(&starts, &self.edges);
        layout::fill(&mut points, &starts, &sizes, frame);
        let apart = layout::separate(&mut points, &sizes, frame);
        for (node, [x, y]) in self.nodes.iter_mut().zip(points) {
            node.x = x as i32;
            node.y = y as i32 - LABEL_HEIGHT / 2;
        }
        apart
    }
}

impl Node {
    /// What the circle and the name cover, from left to right and from top to bottom.
    pub fn bounds(&self) -> (Range<i32>, Range<i32>) {
        let half = self.half_width();
        (self.x - half..self.x + half, self.y - self.radius..self.y + self.radius + LABEL_HEIGHT)
    }

    /// The y of the line on which the name stands.
    pub fn baseline(&self) -> i32 {
        self.y + self.radius + Graph::FONT_SIZE
    }

    /// Width and height with what is left free around; its centre is half the height of a name below the circle's.
    fn size(&self) -> (i32, i32) {
        (2 * (self.half_width() + GAP), 2 * (self.radius + GAP) + LABEL_HEIGHT)
    }

    fn half_width(&self) -> i32 {
        let hundredths: i32 = self.label.chars().map(advance).sum();
        self.radius.max(hundredths / 200 + 1)
    }
}

/// As much of a name as fits, with an ellipsis where that is not all.
fn shortened(name: &str, width: i32) -> String {
    let room = 100 * width;
    let mut taken = 0;
    let mut end = 0;
    for (at, character) in name.char_indices() {
        if taken + advance('…') <= room {
            end = at;
        }
        taken += advance(character);
        if taken > room {
            return name[..end].trim_end().to_owned() + "…";
        }
    }
    name.to_owned()
}

/// About how wide a character is, in hundredths of a unit.
fn advance(character: char) -> i32 {
    let hundredths_of_em = match character {
        ' ' | '!' | '\''..=')' | ','..='.' | ':' | ';' | 'I' | 'f' | 'i' | 'j' | 'l' | 'r' | 't' => 34,
        'M' | 'W' | 'm' | 'w' => 88,
        'A'..='Z' => 66,
        '\0'..'\u{1100}' => 56,
        _ => 100,
    };
    hundredths_of_em * Graph::FONT_SIZE
}
