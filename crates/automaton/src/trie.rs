//! Which of many keys a text has at a place.

/// No node, no key.
const NONE: u32 = u32::MAX;

/// Roots: one for each character of ASCII, one for sixteen others, and one for all supplementary planes.
const ROOTS: usize = 0x1081;

/// A radix tree over the bytes of its keys, which tells which of them a text has at a place.
///
/// ```
/// use sidelight_automaton::Trie;
/// let trie = Trie::new(&["new", "new york"]);
/// let mut found = Vec::new();
/// trie.find("anew in new york", &|_, _| false, &mut |start, keys| found.push((start, keys.clone())));
/// assert_eq!(found, [(8, vec![(0, 11), (1, 16)])]);
/// ```
///
/// A node stands for the keys that begin alike, as far as they do, so that there are fewer than two for each key.
/// It costs one comparison, however long that beginning is.
pub struct Trie {
    /// The keys one behind the other.
    text: String,
    /// By the first character, the node of the keys that start with it or one of its neighbours. A table by bytes
    /// would hardly tell anything in Han.
    roots: Vec<u32>,
    /// In breadth-first order, so that the children of one are neighbours and end where those of the next start.
    nodes: Vec<Node>,
    /// For each node the byte that tells it from its siblings.
    labels: Vec<u8>,
    beginnings: Beginnings,
}

/// Keys that start at one place, each with the byte at which it ends.
pub type Keys = Vec<(u32, usize)>;

/// Which keys may be at a place, told by its first bytes alone. That is none at most places, and a table that is
/// always at hand tells it sooner than the nodes do.
struct Beginnings {
    /// By root, one bit for each number of bytes that is looked at: all of a short key, six of a longer one.
    lengths: Vec<u8>,
    /// One bit for each beginning, by its hash.
    known: Vec<u64>,
}

/// Bytes of a key that are looked at first, at most: two signs of Han.
const BEGINNING: usize = 6;

/// Bits of a hash: 32 KB in all, in which the beginnings of 10,000 names are one of ten.
const HASH: u32 = 18;

impl Beginnings {
    fn new() -> Self {
        Self { lengths: vec![0; ROOTS], known: vec![0; 1 << (HASH - 6)] }
    }

    fn add(&mut self, root: usize, key: &[u8]) {
        let length = key.len().min(BEGINNING);
        self.lengths[root] |= 1 << length;
        let hash = Self::hash(first_bytes(key), length);
        self.known[hash / 64] |= 1 << (hash % 64);
    }

    fn has(&self, root: usize, rest: &[u8]) -> bool {
        let mut lengths = self.lengths[root];
        if lengths == 0 {
            return false;
        }
        let bytes = first_bytes(rest);
        while lengths != 0 {
            let hash = Self::hash(bytes, lengths.trailing_zeros() as usize);
            if self.known[hash / 64] >> (hash % 64) & 1 != 0 {
                return true;
            }
            lengths &= lengths - 1;
        }
        false
    }

    /// A hash of the first `length` of these bytes, by Fibonacci's method (Knuth, volume 3, 6.4).
    fn hash(bytes: u64, length: usize) -> usize {
        let beginning = bytes & ((1 << (8 * length)) - 1);
        (beginning.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - HASH)) as usize
    }
}

/// The first eight bytes, the first lowest; zeros where there are fewer.
fn first_bytes(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => bytes.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte)),
    }
}

struct Node {
    first_child: u32,
    /// Where the first of its keys starts in the text.
    start: u32,
    /// Bytes that its keys have in common.
    depth: u32,
    /// The key that is this long.
    key: u32,
}

impl Trie {
    /// A tree of these keys, which are sorted, each there once, and not empty.
    pub fn new(keys: &[&str]) -> Self {
        let mut trie = Self {
            text: String::new(),
            roots: vec![NONE; ROOTS],
            nodes: Vec::new(),
            labels: Vec::new(),
            beginnings: Beginnings::new(),
        };
        let mut starts = Vec::with_capacity(keys.len());
        // The keys of each node that is known, of which those from `nodes.len()` on are not made yet.
        let mut ranges = Vec::new();
        for (place, key) in keys.iter().enumerate() {
            starts.push(trie.text.len() as u32);
            trie.text.push_str(key);
            let Some(first) = key.chars().next() else { continue };
            trie.beginnings.add(root(first), key.as_bytes());
            let root = &mut trie.roots[root(first)];
            if *root == NONE {
                *root = ranges.len() as u32;
                trie.labels.push(0);
                ranges.push((place, place));
            }
            // The order of UTF-8 is that of the characters, so this root is the last.
            if let Some((_, end)) = ranges.last_mut() {
                *end = place + 1;
            }
        }
        while let Some(&(from, end)) = ranges.get(trie.nodes.len()) {
            let (first, last) = (keys[from].as_bytes(), keys[end - 1].as_bytes());
            let depth = first.iter().zip(last).take_while(|(left, right)| left == right).count();
            let ends = first.len() == depth;
            trie.nodes.push(Node {
                first_child: ranges.len() as u32,
                start: starts[from],
                depth: depth as u32,
                key: if ends { from as u32 } else { NONE },
            });
            let mut from = from + usize::from(ends);
            while from < end {
                let label = keys[from].as_bytes()[depth];
                let alike = keys[from..end].iter().take_while(|key| key.as_bytes()[depth] == label).count();
                trie.labels.push(label);
                ranges.push((from, from + alike));
                from += alike;
            }
        }
        trie.nodes.push(Node { first_child: ranges.len() as u32, start: 0, depth: 0, key: NONE });
        trie
    }

    /// Calls `found` for each place of a text where keys start, unless it is within a word: with the byte, and the keys,
    /// the shorter ones first. It may take them out.
    ///
    /// Letters and digits of ASCII and `_` are one word; whether others are one with the character before them, `joins` says. No
    /// key starts with a space, and signs of Han are no part of a word.
    // As for `Automaton::find`.
    #[inline(never)]
    pub fn find(
        &self,
        text: &str,
        joins: &dyn Fn(char, char) -> bool,
        found: &mut dyn FnMut(usize, &mut Keys),
    ) {
        let mut keys = Vec::new();
        let bytes = text.as_bytes();
        let mut before = ' ';
        let mut start = 0;
        while let Some(byte) = bytes.get(start) {
            let (c, length) = match byte {
                0..0x80 => (char::from(*byte), 1),
                _ => text[start..].chars().next().map_or((' ', 1), |c| (c, c.len_utf8())),
            };
            let is_within = match (byte, before) {
                (b' ', _) => true,
                (0..0x80, '\0'..='\x7F') => is_of_word(c) && is_of_word(before),
                (0xE4..=0xE9, _) => false,
                _ => joins(before, c),
            };
            if !is_within {
                self.keys_at(&bytes[start..], start, c, &mut keys);
                if !keys.is_empty() {
                    found(start, &mut keys);
                    keys.clear();
                }
            }
            before = c;
            start += length;
        }
    }

    /// Adds the keys that `rest` starts with, of which `first` is the first character; it starts at byte `start`.
    fn keys_at(&self, rest: &[u8], start: usize, first: char, found: &mut Keys) {
        let root = root(first);
        if !self.beginnings.has(root, rest) {
            return;
        }
        let mut at = self.roots[root] as usize;
        let mut known = 0;
        while let Some(node) = self.nodes.get(at) {
            let depth = node.depth as usize;
            if known < depth {
                let Some(stretch) = rest.get(known..depth) else { return };
                let key = &self.text.as_bytes()[node.start as usize + known..];
                // Byte by byte, as most differ in the first.
                if stretch.iter().zip(key).any(|(left, right)| left != right) {
                    return;
                }
            }
            if node.key != NONE {
                found.push((node.key, start + depth));
            }
            let Some(label) = rest.get(depth) else { return };
            let first_child = node.first_child as usize;
            let children = &self.labels[first_child..self.nodes[at + 1].first_child as usize];
            // They are few, mostly.
            let Some(child) = children.iter().position(|child| child == label) else { return };
            at = first_child + child;
            known = depth + 1;
        }
    }
}

/// Whether a character of ASCII is a part of a word.
pub fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn root(c: char) -> usize {
    if c.is_ascii() { c as usize } else { (0x80 + (c as usize >> 4)).min(ROOTS - 1) }
}
