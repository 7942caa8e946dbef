//! Many keywords in one pass: the automaton of Aho and Corasick (“Efficient string matching”, 1975) as a table
//! of all transitions. Many names at one place: a radix tree.
//!
//! A crate of its own because its loops are compiled for speed, where all else in the page is compiled for
//! size.

#![forbid(unsafe_code)]

mod trie;

pub use trie::{Keys, Trie, is_of_word};

/// Finds every occurrence of many needles in one pass over the bytes of a text.
#[derive(Clone, Debug)]
pub struct Automaton {
    /// The class of each byte: bytes that no needle has are all in class 0.
    classes: [u8; 256],
    /// The next state of each state and class. A state is the place of its row.
    next: Vec<u32>,
    /// Classes, which is the length of a row.
    width: usize,
    /// States from here on are those in which a needle ends.
    first_final: u32,
    /// For each final state where its needles end in `needles`.
    ends: Vec<u32>,
    needles: Vec<u32>,
}

/// A state while the table is made.
struct State {
    /// The state of the longest suffix that is the start of a needle as well.
    fail: usize,
    needles: Vec<u32>,
}

impl Automaton {
    /// The automaton of these needles, none of which is empty. Its table has a row of four bytes for each different
    /// byte of the needles, for each byte of each needle that they do not share.
    ///
    /// ```
    /// use sidelight_automaton::Automaton;
    /// let automaton = Automaton::new(&[b"she", b"he"]);
    /// let mut found = Vec::new();
    /// automaton.find([b"ushers", b"", b"he", b""], &mut |text, needle, end| found.push((text, needle, end)));
    /// assert_eq!(found, [(0, 0, 4), (0, 1, 4), (2, 1, 2)]);
    /// ```
    pub fn new(needles: &[&[u8]]) -> Self {
        let mut classes = [0; 256];
        let mut width = 1;
        for byte in needles.iter().copied().flatten() {
            let class = &mut classes[usize::from(*byte)];
            if *class == 0 {
                // UTF-8 never has 0xF8 and above, so there is a class left for what no needle has.
                *class = width as u8;
                width += 1;
            }
        }
        let mut states = vec![State { fail: 0, needles: Vec::new() }];
        let mut next = vec![0; width];
        for (number, needle) in needles.iter().enumerate() {
            let mut at = 0;
            for byte in needle.iter() {
                let edge = at * width + usize::from(classes[usize::from(*byte)]);
                if next[edge] == 0 {
                    next[edge] = states.len();
                    states.push(State { fail: 0, needles: Vec::new() });
                    next.resize(next.len() + width, 0);
                }
                at = next[edge];
            }
            states[at].needles.push(number as u32);
        }
        let order = complete(&mut states, &mut next, width);
        Self::numbered(classes, &states, &next, width, &order)
    }

    /// Numbers the states anew, the final ones last.
    fn numbered(classes: [u8; 256], states: &[State], next: &[usize], width: usize, order: &[usize]) -> Self {
        let is_final = |state: &&usize| !states[**state].needles.is_empty();
        let plain: Vec<_> = order.iter().filter(|state| !is_final(state)).collect();
        let finals: Vec<_> = order.iter().filter(is_final).collect();
        let mut rows = vec![0u32; states.len()];
        for (number, state) in plain.iter().chain(&finals).enumerate() {
            rows[**state] = (number * width) as u32;
        }
        let mut automaton = Self {
            classes,
            next: Vec::with_capacity(next.len()),
            width,
            first_final: (plain.len() * width) as u32,
            ends: vec![0],
            needles: Vec::new(),
        };
        for state in plain.iter().chain(&finals) {
            let row = &next[**state * width..][..width];
            automaton.next.extend(row.iter().map(|state| rows[*state]));
        }
        for state in finals {
            automaton.needles.extend(&states[*state].needles);
            automaton.ends.push(automaton.needles.len() as u32);
        }
        automaton
    }

    /// Finds the needles in four texts at once, which takes little longer than in one, since the processor
    /// waits for each look-up. Calls `found` with the text's place, the needle's and the byte at which it ends.
    // Browsers compile a function well when it is called often: within a caller of few calls it would stay slow.
    #[inline(never)]
    pub fn find(&self, texts: [&[u8]; 4], found: &mut dyn FnMut(usize, u32, usize)) {
        let [a, b, c, d] = texts;
        let shared = a.len().min(b.len()).min(c.len()).min(d.len());
        let (mut one, mut two, mut three, mut four) = (0, 0, 0, 0);
        let rows = a[..shared].iter().zip(&b[..shared]).zip(&c[..shared]).zip(&d[..shared]);
        for (at, (((a, b), c), d)) in rows.enumerate() {
            one = self.step(one, *a);
            two = self.step(two, *b);
            three = self.step(three, *c);
            four = self.step(four, *d);
            if one.max(two).max(three.max(four)) >= self.first_final {
                for (text, state) in [one, two, three, four].into_iter().enumerate() {
                    self.report(state, &mut |needle| found(text, needle, at + 1));
                }
            }
        }
        for (text, (bytes, mut state)) in texts.into_iter().zip([one, two, three, four]).enumerate() {
            for (at, byte) in bytes.iter().enumerate().skip(shared) {
                state = self.step(state, *byte);
                self.report(state, &mut |needle| found(text, needle, at + 1));
            }
        }
    }

    #[inline(always)]
    fn step(&self, state: u32, byte: u8) -> u32 {
        self.next[state as usize + usize::from(self.classes[usize::from(byte)])]
    }

    #[inline]
    fn report(&self, state: u32, found: &mut dyn FnMut(u32)) {
        if state >= self.first_final {
            let place = (state - self.first_final) as usize / self.width;
            let (start, end) = (self.ends[place] as usize, self.ends[place + 1] as usize);
            self.needles[start..end].iter().for_each(|needle| found(*needle));
        }
    }
}

/// Gives each state a transition for each class, and the needles of its suffixes. Returns the states in the
/// order of their length.
fn complete(states: &mut [State], next: &mut [usize], width: usize) -> Vec<usize> {
    let mut order = vec![0];
    let mut done = 0;
    while let Some(state) = order.get(done).copied() {
        done += 1;
        let fail = states[state].fail;
        for class in 0..width {
            let edge = state * width + class;
            // The root has no shorter suffix, so what leads nowhere from it stays there.
            let by_suffix = if state == 0 { 0 } else { next[fail * width + class] };
            let child = next[edge];
            if child == 0 {
                next[edge] = by_suffix;
                continue;
            }
            states[child].fail = by_suffix;
            let shorter = states[by_suffix].needles.clone();
            states[child].needles.extend(shorter);
            order.push(child);
        }
    }
    order
}
