//! Running a program over a text.

use memchr::memchr;

use super::class::is_word;
use super::parse::Assertion;
use super::program::{Instruction, Program};

/// Distance of the places at which failures are remembered, in bytes.
const STRIDE: usize = 64;

/// A search in one haystack, and its memory.
///
/// Reads the haystack once, with a thread for each instruction that some way through the pattern has come
/// to. Threads are in the order in which a backtracking search would try them, and two never wait at
/// the same instruction, as the earlier would win.
pub(super) struct Search<'a> {
    program: &'a Program,
    haystack: &'a str,
    /// Threads that wait for the character that is read.
    current: Vec<Thread>,
    /// Threads that wait for the next one.
    next: Vec<Thread>,
    /// For each instruction the turn at which a thread came there last.
    seen: Vec<u64>,
    turn: u64,
    /// Instructions that are still to be followed, the next one last.
    stack: Vec<u32>,
    failures: Failures,
}

#[derive(Clone, Copy)]
struct Thread {
    /// Takes a character or is the end.
    instruction: u32,
    /// Byte of the haystack at which the match would start.
    start: usize,
}

impl<'a> Search<'a> {
    /// A search that has found nothing yet.
    pub fn new(program: &'a Program, haystack: &'a str) -> Self {
        let length = program.instructions.len();
        Self {
            program,
            haystack,
            current: Vec::new(),
            next: Vec::new(),
            seen: vec![0; length],
            turn: 0,
            stack: Vec::new(),
            failures: Failures { words: length.div_ceil(64), bits: Vec::new() },
        }
    }

    /// See [`super::Regex::find_at`]. `from` is not before that of the call before, nor before the end
    /// that this gave.
    pub fn find_at(&mut self, from: usize) -> Option<(usize, usize)> {
        let program = self.program;
        let mut best: Option<(usize, usize)> = None;
        let (mut at, mut before) = (from, from);
        self.next.clear();
        loop {
            if self.next.is_empty() {
                if best.is_some() {
                    return best;
                }
                at = self.candidate(at)?;
                before = at;
                // What did not hold where the last thread ended may hold here.
                self.turn += 1;
            }
            let byte = self.haystack.as_bytes().get(at);
            if best.is_none() && byte.is_some_and(|byte| program.first[usize::from(*byte)]) {
                self.follow(0, at, at);
            }
            std::mem::swap(&mut self.current, &mut self.next);
            self.next.clear();
            self.turn += 1;

            let read = self.haystack[at..].chars().next();
            let after = at + read.map_or(0, char::len_utf8);
            // Nothing matches a line feed.
            let c = read.filter(|c| *c != '\n');
            let remembered = before / STRIDE != at / STRIDE;
            for place in 0..self.current.len() {
                let Thread { instruction, start } = self.current[place];
                if remembered && self.failures.knows(at, instruction, best.is_some()) {
                    continue;
                }
                let takes = match program.instructions[instruction as usize] {
                    Instruction::Match => {
                        best = Some((start, at));
                        break;
                    }
                    Instruction::Char(wanted) => c == Some(wanted),
                    Instruction::Any => c.is_some(),
                    Instruction::Class(class) => {
                        c.is_some_and(|c| program.classes[class as usize].contains(c))
                    }
                    _ => false,
                };
                if takes {
                    self.follow(instruction + 1, start, after);
                }
            }
            if read.is_none() {
                return best;
            }
            (before, at) = (at, after);
        }
    }

    /// The first place from here on at which a match may start.
    fn candidate(&self, from: usize) -> Option<usize> {
        let bytes = self.haystack.as_bytes();
        let Some((last, rest)) = self.program.prefix.as_bytes().split_last() else {
            let skipped =
                bytes.get(from..)?.iter().position(|byte| self.program.first[usize::from(*byte)])?;
            return Some(from + skipped);
        };
        // From one occurrence of the last byte to the next, as it tells more than the first in UTF-8.
        let mut at = from + rest.len();
        loop {
            at += memchr(*last, bytes.get(at..)?)?;
            if bytes[at - rest.len()..at] == *rest {
                return Some(at - rest.len());
            }
            at += 1;
        }
    }

    /// Goes on at an instruction, up to those that take a character.
    fn follow(&mut self, mut instruction: u32, start: usize, at: usize) {
        loop {
            match self.enter(instruction, start, at).or_else(|| self.stack.pop()) {
                Some(next) => instruction = next,
                None => return,
            }
        }
    }

    /// Comes to an instruction. Returns the one to go on with, leaving others to the stack.
    fn enter(&mut self, instruction: u32, start: usize, at: usize) -> Option<u32> {
        let seen = &mut self.seen[instruction as usize];
        if *seen == self.turn {
            return None;
        }
        *seen = self.turn;
        match self.program.instructions[instruction as usize] {
            Instruction::Jump(to) => return Some(to),
            Instruction::Split(first, second) => {
                self.stack.push(second);
                return Some(first);
            }
            Instruction::Assertion(assertion) => {
                return holds(assertion, self.haystack, at).then_some(instruction + 1);
            }
            // An empty match, which counts for nothing but that the ways after it are not gone.
            Instruction::Match if start == at => self.stack.clear(),
            _ => self.next.push(Thread { instruction, start }),
        }
        None
    }
}

fn holds(assertion: Assertion, haystack: &str, at: usize) -> bool {
    let (before, after) = haystack.split_at(at);
    let is_boundary = || before.ends_with(is_word) != after.starts_with(is_word);
    match assertion {
        Assertion::LineStart => before.is_empty() || before.ends_with('\n'),
        Assertion::LineEnd => after.is_empty() || after.starts_with('\n'),
        Assertion::WordBoundary => is_boundary(),
        Assertion::NoWordBoundary => !is_boundary(),
    }
}

/// Threads known to come to nothing.
///
/// When a match is found, threads that go before it may live on for the rest of the line and fail, and so
/// again after each of many short matches. What becomes of a thread depends only on its instruction and
/// place, so those that are alive at the first character in each [`STRIDE`] of bytes are kept, and
/// given up when a later search comes there. One of them may have found a better match instead; but then
/// the next search starts at the end of that and never comes to what was kept on the way.
struct Failures {
    /// Number of words of bits for each stride.
    words: usize,
    /// For each stride a bit for each instruction. Empty as long as nothing failed so late.
    bits: Vec<u64>,
}

impl Failures {
    /// Whether a thread is known to fail; if `presume`, it is from now on.
    fn knows(&mut self, at: usize, instruction: u32, presume: bool) -> bool {
        let word = at / STRIDE * self.words + instruction as usize / 64;
        if presume && word >= self.bits.len() {
            self.bits.resize((at / STRIDE + 1) * self.words, 0);
        }
        let Some(word) = self.bits.get_mut(word) else { return false };
        let bit = 1 << (instruction % 64);
        let known = *word & bit != 0;
        if presume {
            *word |= bit;
        }
        known
    }
}
