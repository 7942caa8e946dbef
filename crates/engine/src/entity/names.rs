//! Finding many names in one pass.

use crate::article::{Entity, is_unspaced};
use crate::highlight::{Haystack, fold};
use crate::text::{BlockText, Span};

use super::AmbiguousName;

/// A name in capitals of at most this many characters is found in capitals only.
const LONGEST_CAPITALS: usize = 4;

/// The names of all entities in a trie over the bytes of their folded forms.
pub(super) struct Names {
    nodes: Vec<Node>,
    names: Vec<Name>,
}

#[derive(Default)]
struct Node {
    /// Sorted by byte.
    children: Vec<(u8, u32)>,
    /// Place in `Names::names` of the name that ends here.
    name: Option<u32>,
}

struct Name {
    folded: String,
    /// Sorted; more than one makes the name ambiguous.
    entities: Vec<u32>,
    /// Whether it is found in capitals only.
    capitals: bool,
}

impl Names {
    pub(super) fn new(entities: &[Entity]) -> Self {
        let mut names = Self { nodes: vec![Node::default()], names: Vec::new() };
        for (place, entity) in entities.iter().enumerate() {
            for name in entity.names() {
                names.insert(name, place as u32);
            }
        }
        names
    }

    fn insert(&mut self, written: &str, entity: u32) {
        let folded = fold(written.trim());
        if folded.is_empty() {
            return;
        }
        let mut at = 0;
        for byte in folded.bytes() {
            at = match self.nodes[at].children.binary_search_by_key(&byte, |child| child.0) {
                Ok(child) => self.nodes[at].children[child].1 as usize,
                Err(place) => {
                    let next = self.nodes.len();
                    self.nodes.push(Node::default());
                    self.nodes[at].children.insert(place, (byte, next as u32));
                    next
                }
            };
        }
        let capitals = is_in_capitals(written.trim());
        match self.nodes[at].name {
            None => {
                self.nodes[at].name = Some(self.names.len() as u32);
                self.names.push(Name { folded, entities: vec![entity], capitals });
            }
            Some(known) => {
                let known = &mut self.names[known as usize];
                if let Err(place) = known.entities.binary_search(&entity) {
                    known.entities.insert(place, entity);
                }
                // Written in two ways, so it may be written in any.
                known.capitals &= capitals;
            }
        }
    }

    /// Adds the names in a text from left to right, none overlapping another.
    pub(super) fn find_all(&self, text: &BlockText, found: &mut Vec<(Span, u32)>) {
        if self.names.is_empty() {
            return;
        }
        let haystack = Haystack::new([text.as_str()]);
        let original = |start, end| haystack.to_original(start, end).1;
        let folded = haystack.as_str();
        let mut resume = 0;
        let mut before = None;
        for (start, c) in folded.char_indices() {
            let joined = before.is_some_and(|before| joins(before, c));
            before = Some(c);
            if start < resume || joined {
                continue;
            }
            let longest = self.names_at(folded.as_bytes(), start).filter(|(end, name)| {
                let written = &text.as_str()[original(start, *end).range()];
                let last = folded[start..*end].chars().next_back();
                let next = folded[*end..].chars().next();
                let ends_word = last.zip(next).is_none_or(|(last, next)| !joins(last, next));
                ends_word && (!name.capitals || !written.contains(char::is_lowercase))
            });
            if let Some((end, name)) = longest.last() {
                resume = end;
                if let [entity] = name.entities[..] {
                    found.push((original(start, end), entity));
                }
            }
        }
    }

    /// Names that start at a byte with the bytes they end at, shorter ones first.
    fn names_at<'a>(&'a self, folded: &'a [u8], start: usize) -> impl Iterator<Item = (usize, &'a Name)> {
        let mut node = &self.nodes[0];
        folded[start..]
            .iter()
            .enumerate()
            .map_while(move |(distance, byte)| {
                let child = node.children.binary_search_by_key(byte, |child| child.0).ok()?;
                node = &self.nodes[node.children[child].1 as usize];
                Some((start + distance + 1, node.name))
            })
            .filter_map(|(end, name)| Some((end, &self.names[name? as usize])))
    }

    pub(super) fn ambiguous(&self) -> Vec<AmbiguousName> {
        let shared = self.names.iter().filter(|name| name.entities.len() > 1);
        shared
            .map(|name| AmbiguousName { name: name.folded.clone(), entities: name.entities.clone() })
            .collect()
    }
}

/// Whether two neighbours belong to one word, so that no name ends between them. Signs that are written
/// without spaces never do.
fn joins(left: char, right: char) -> bool {
    let spaced = |c: char| c.is_alphanumeric() && !is_unspaced(c);
    spaced(left) && spaced(right)
}

fn is_in_capitals(name: &str) -> bool {
    let length = name.chars().count();
    (1..=LONGEST_CAPITALS).contains(&length)
        && name.chars().any(|c| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}
