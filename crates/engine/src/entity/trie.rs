//! Which of many keys a text has at a place.

/// No node, no key.
const NONE: u32 = u32::MAX;

/// Roots: one for each character of ASCII, one for sixteen others, and one for all supplementary planes.
const ROOTS: usize = 0x1081;

/// A radix tree over the bytes of its keys.
///
/// A node stands for the keys that begin alike, as far as they do, so that there are fewer than two for each key.
/// It costs one comparison, however long that beginning is.
pub(super) struct Trie {
    /// The keys one behind the other.
    text: String,
    /// By the first character, the node of the keys that start with it or one of its neighbours. A table by bytes
    /// would hardly tell anything in Han.
    roots: Vec<u32>,
    /// In breadth-first order, so that the children of one are neighbours and end where those of the next start.
    nodes: Vec<Node>,
    /// For each node the byte that tells it from its siblings.
    labels: Vec<u8>,
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
    pub(super) fn new(keys: &[&str]) -> Self {
        let mut trie =
            Self { text: String::new(), roots: vec![NONE; ROOTS], nodes: Vec::new(), labels: Vec::new() };
        let mut starts = Vec::with_capacity(keys.len());
        // The keys of each node that is known, of which those from `nodes.len()` on are not made yet.
        let mut ranges = Vec::new();
        for (place, key) in keys.iter().enumerate() {
            starts.push(trie.text.len() as u32);
            trie.text.push_str(key);
            let Some(first) = key.chars().next() else { continue };
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

    /// Adds the keys that the text has at a byte, where the character `first` stands, with the byte at which each
    /// ends; shorter ones first.
    pub(super) fn keys_at(&self, text: &str, start: usize, first: char, found: &mut Vec<(u32, usize)>) {
        let mut at = self.roots[root(first)] as usize;
        let rest = &text.as_bytes()[start..];
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

fn root(c: char) -> usize {
    if c.is_ascii() { c as usize } else { (0x80 + (c as usize >> 4)).min(ROOTS - 1) }
}
