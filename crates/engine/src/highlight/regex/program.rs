//! From the tree of a pattern to instructions.

use super::class::{Class, first_byte};
use super::error::{RegexError, RegexErrorKind};
use super::parse::{Assertion, Node, Repetition, Tree};

/// How many instructions a pattern may have.
const MAX_INSTRUCTIONS: usize = 1000;

/// The instructions of a pattern, and what is known of the start of its matches.
#[derive(Clone, Debug)]
pub(super) struct Program {
    /// The last is [`Instruction::Match`].
    pub instructions: Vec<Instruction>,
    pub classes: Vec<Class>,
    /// What every match starts with; may be empty.
    pub prefix: String,
    /// The bytes with which a match that is not empty may start.
    pub first: Box<[bool; 256]>,
}

/// One step. Unless it says otherwise, the next one follows.
#[derive(Clone, Copy, Debug)]
pub(super) enum Instruction {
    /// Takes this character.
    Char(char),
    /// Takes any character.
    Any,
    /// Takes a character of the class at this place.
    Class(u32),
    /// Goes on only where this holds.
    Assertion(Assertion),
    /// Goes on at both, rather at the first.
    Split(u32, u32),
    /// Goes on elsewhere.
    Jump(u32),
    /// The pattern has matched.
    Match,
}

impl Program {
    /// Writes out a pattern.
    pub fn new(tree: Tree) -> Result<Self, RegexError> {
        let mut compiler = Compiler { instructions: Vec::new(), quantifier: 0 };
        compiler.write(&tree.root)?;
        compiler.push(Instruction::Match)?;
        let mut program = Self {
            instructions: compiler.instructions,
            classes: tree.classes,
            prefix: String::new(),
            first: Box::new([false; 256]),
        };
        program.prefix = program.instructions.iter().map_while(Instruction::literal).collect();
        program.mark_first_bytes();
        Ok(program)
    }

    fn mark_first_bytes(&mut self) {
        let mut seen = vec![false; self.instructions.len()];
        let mut stack = vec![0];
        while let Some(at) = stack.pop() {
            if std::mem::replace(&mut seen[at as usize], true) {
                continue;
            }
            match self.instructions[at as usize] {
                Instruction::Char(c) => self.first[first_byte(c)] = true,
                Instruction::Any => self.first.fill(true),
                Instruction::Class(class) => self.classes[class as usize].mark_first_bytes(&mut self.first),
                Instruction::Assertion(_) => stack.push(at + 1),
                Instruction::Split(first, second) => stack.extend([first, second]),
                Instruction::Jump(to) => stack.push(to),
                Instruction::Match => {}
            }
        }
        // No character starts with one of these, so that matches are sought on boundaries only.
        self.first[0x80..0xC0].fill(false);
    }
}

impl Instruction {
    fn literal(&self) -> Option<char> {
        match self {
            Self::Char(c) => Some(*c),
            _ => None,
        }
    }
}

struct Compiler {
    instructions: Vec<Instruction>,
    /// Byte of the pattern at which the repetition is that is being written.
    quantifier: usize,
}

impl Compiler {
    fn write(&mut self, node: &Node) -> Result<(), RegexError> {
        match node {
            Node::Char(c) => self.push(Instruction::Char(*c)),
            Node::Any => self.push(Instruction::Any),
            Node::Class(class) => self.push(Instruction::Class(*class)),
            Node::Assertion(assertion) => self.push(Instruction::Assertion(*assertion)),
            Node::Sequence(members) => members.iter().try_for_each(|member| self.write(member)),
            Node::Alternation(members) => self.alternation(members),
            Node::Repetition(repetition) => {
                let outer = std::mem::replace(&mut self.quantifier, repetition.offset);
                self.repetition(repetition)?;
                self.quantifier = outer;
                Ok(())
            }
        }
    }

    fn alternation(&mut self, members: &[Node]) -> Result<(), RegexError> {
        let Some((last, others)) = members.split_last() else { return Ok(()) };
        let mut jumps = Vec::new();
        for member in others {
            let split = self.reserve()?;
            self.write(member)?;
            jumps.push(self.reserve()?);
            self.instructions[split] = Instruction::Split(split as u32 + 1, self.here());
        }
        self.write(last)?;
        for jump in jumps {
            self.instructions[jump] = Instruction::Jump(self.here());
        }
        Ok(())
    }

    fn repetition(&mut self, repetition: &Repetition) -> Result<(), RegexError> {
        let Repetition { node, min, max, greedy, .. } = repetition;
        let split = |more: u32, done: u32| match greedy {
            true => Instruction::Split(more, done),
            false => Instruction::Split(done, more),
        };
        let mut start = self.here();
        for _ in 0..*min {
            start = self.here();
            self.write(node)?;
            // Counts of nothing could be nested without an end, as they need no instruction.
            if start == self.here() {
                break;
            }
        }
        let mut exits = Vec::new();
        // x* is (x+)?, so that an x that is empty is left after one turn.
        for _ in *min..max.unwrap_or(1.max(*min)) {
            exits.push(self.reserve()?);
            start = self.here();
            self.write(node)?;
        }
        if max.is_none() {
            let done = self.here() + 1;
            self.push(split(start, done))?;
        }
        for exit in exits {
            self.instructions[exit] = split(exit as u32 + 1, self.here());
        }
        Ok(())
    }

    /// Where the next instruction will be.
    fn here(&self) -> u32 {
        self.instructions.len() as u32
    }

    /// A place whose instruction is set later.
    fn reserve(&mut self) -> Result<usize, RegexError> {
        self.push(Instruction::Match)?;
        Ok(self.instructions.len() - 1)
    }

    fn push(&mut self, instruction: Instruction) -> Result<(), RegexError> {
        if self.instructions.len() == MAX_INSTRUCTIONS {
            return Err(RegexError { offset: self.quantifier, kind: RegexErrorKind::TooLarge });
        }
        self.instructions.push(instruction);
        Ok(())
    }
}
