//! Reading a pattern.

use super::Fold;
use super::class::{Class, Set};
use super::error::RegexError;
use super::error::RegexErrorKind::{self, *};

/// The largest count of a repetition.
pub(super) const MAX_COUNT: u32 = 1000;
/// How deep groups may be nested. Keeps hostile patterns from exhausting the stack.
pub(super) const MAX_DEPTH: u32 = 100;

/// A pattern that was read.
pub(super) struct Tree {
    pub root: Node,
    pub classes: Vec<Class>,
}

/// A part of a pattern, its literals folded.
pub(super) enum Node {
    Char(char),
    Any,
    /// Place in [`Tree::classes`].
    Class(u32),
    Assertion(Assertion),
    /// Without members it matches the empty text.
    Sequence(Vec<Node>),
    /// The first member that matches.
    Alternation(Vec<Node>),
    Repetition(Box<Repetition>),
}

/// A node and how often it comes.
pub(super) struct Repetition {
    pub node: Node,
    pub min: u32,
    /// None for no bound.
    pub max: Option<u32>,
    pub greedy: bool,
    /// Byte of the pattern at which the quantifier is.
    pub offset: usize,
}

/// What is asked of a place between characters.
#[derive(Clone, Copy, Debug)]
pub(super) enum Assertion {
    LineStart,
    LineEnd,
    WordBoundary,
    NoWordBoundary,
}

/// Reads a pattern.
pub(super) fn parse(pattern: &str, fold: Fold<'_>) -> Result<Tree, RegexError> {
    let mut parser = Parser { pattern, at: 0, depth: 0, fold, classes: Vec::new() };
    let root = parser.alternation()?;
    // Only a parenthesis ends an alternation before the end.
    match parser.peek() {
        Some(_) => Err(RegexError { offset: parser.at, kind: UnopenedGroup }),
        None => Ok(Tree { root, classes: parser.classes }),
    }
}

struct Parser<'a> {
    pattern: &'a str,
    at: usize,
    depth: u32,
    fold: Fold<'a>,
    classes: Vec<Class>,
}

/// What an escape or a plain character stands for where a class is possible.
enum Item {
    Char(char),
    Set(Set, bool),
}

impl<'a> Parser<'a> {
    fn alternation(&mut self) -> Result<Node, RegexError> {
        let first = self.sequence()?;
        if self.peek() != Some('|') {
            return Ok(first);
        }
        let mut members = vec![first];
        while self.eat("|") {
            members.push(self.sequence()?);
        }
        Ok(Node::Alternation(members))
    }

    fn sequence(&mut self) -> Result<Node, RegexError> {
        let mut members = Vec::new();
        while !matches!(self.peek(), None | Some('|' | ')')) {
            let node = self.atom()?;
            members.push(self.repetition(node)?);
        }
        Ok(Node::Sequence(members))
    }

    fn atom(&mut self) -> Result<Node, RegexError> {
        let start = self.at;
        let Some(c) = self.next() else { return Ok(Node::Sequence(Vec::new())) };
        Ok(match c {
            '.' => Node::Any,
            '^' => Node::Assertion(Assertion::LineStart),
            '$' => Node::Assertion(Assertion::LineEnd),
            '(' => self.group(start)?,
            '[' => self.class(start)?,
            '*' | '+' | '?' | '{' => return fault(start, NothingToRepeat),
            '\\' if self.eat("b") => Node::Assertion(Assertion::WordBoundary),
            '\\' if self.eat("B") => Node::Assertion(Assertion::NoWordBoundary),
            '\\' => match self.escape(start)? {
                Item::Char(c) => self.literal(c),
                Item::Set(set, negated) => {
                    let mut class = Class::default();
                    class.add_set(set, negated);
                    self.add(class, false)
                }
            },
            c => self.literal(c),
        })
    }

    fn literal(&self, c: char) -> Node {
        let folded = self.folded(c);
        match folded[..] {
            [c] => Node::Char(c),
            _ => Node::Sequence(folded.into_iter().map(Node::Char).collect()),
        }
    }

    /// A line feed stays what it is, as it is none in the text that is folded.
    fn folded(&self, c: char) -> Vec<char> {
        let mut folded = Vec::new();
        match c {
            '\n' => folded.push(c),
            c => (self.fold)(c, &mut |c| folded.push(c)),
        }
        folded
    }

    fn repetition(&mut self, node: Node) -> Result<Node, RegexError> {
        let offset = self.at;
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.at += 1;
                self.count(offset)?
            }
            _ => return Ok(node),
        };
        // The sign, or the closing brace of a count.
        self.at += 1;
        let greedy = !self.eat("?");
        Ok(Node::Repetition(Box::new(Repetition { node, min, max, greedy, offset })))
    }

    /// The bounds up to the closing brace.
    fn count(&mut self, offset: usize) -> Result<(u32, Option<u32>), RegexError> {
        let Some(min) = self.number()? else { return fault(offset, InvalidCount) };
        let max = if self.eat(",") { self.number()? } else { Some(min) };
        match self.peek() == Some('}') && max.is_none_or(|max| min <= max) {
            true => Ok((min, max)),
            false => fault(offset, InvalidCount),
        }
    }

    fn number(&mut self) -> Result<Option<u32>, RegexError> {
        let start = self.at;
        let mut number = 0;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            self.at += 1;
            number = number * 10 + digit;
            if number > MAX_COUNT {
                return fault(start, CountTooLarge);
            }
        }
        Ok((self.at > start).then_some(number))
    }

    /// A group whose parenthesis at `start` was read.
    fn group(&mut self, start: usize) -> Result<Node, RegexError> {
        if self.depth == MAX_DEPTH {
            return fault(start, TooDeep);
        }
        if self.eat("?") {
            self.group_kind(start)?;
        }
        self.depth += 1;
        let node = self.alternation()?;
        self.depth -= 1;
        if self.eat(")") { Ok(node) } else { fault(start, UnclosedGroup) }
    }

    fn group_kind(&mut self, start: usize) -> Result<(), RegexError> {
        if self.eat(":") {
            return Ok(());
        }
        if ["=", "!", "<=", "<!"].into_iter().any(|sign| self.eat(sign)) {
            return fault(start, LookAround);
        }
        if self.eat("<") || self.eat("P<") {
            let name = self.at;
            while self.peek().is_some_and(|c| c.is_alphanumeric() || c == '_') {
                self.next();
            }
            if self.at > name && self.eat(">") {
                return Ok(());
            }
        }
        fault(start, UnknownGroup)
    }

    /// A class whose bracket at `start` was read.
    fn class(&mut self, start: usize) -> Result<Node, RegexError> {
        let negated = self.eat("^");
        if self.eat("]") {
            return fault(start, EmptyClass);
        }
        let mut class = Class::default();
        while !self.eat("]") {
            let offset = self.at;
            let low = match self.item(start)? {
                Item::Set(set, negated) => {
                    class.add_set(set, negated);
                    continue;
                }
                Item::Char(c) => c,
            };
            let rest = &self.pattern[self.at..];
            if !rest.starts_with('-') || rest.starts_with("-]") {
                let one = self.single(low);
                class.add_range(one, one);
                continue;
            }
            self.at += 1;
            match self.item(start)? {
                Item::Char(high) if low <= high => {
                    class.add_range(low, high);
                    class.add_range(self.single(low), self.single(high));
                }
                _ => return fault(offset, InvalidRange),
            }
        }
        Ok(self.add(class, negated))
    }

    fn item(&mut self, class: usize) -> Result<Item, RegexError> {
        let start = self.at;
        match self.next() {
            None => fault(class, UnclosedClass),
            Some('\\') => self.escape(start),
            Some(c) => Ok(Item::Char(c)),
        }
    }

    /// The folded form if it is one character, else the character as it is.
    fn single(&self, c: char) -> char {
        match self.folded(c)[..] {
            [folded] => folded,
            _ => c,
        }
    }

    fn add(&mut self, class: Class, negated: bool) -> Node {
        self.classes.push(class.finish(negated));
        Node::Class(self.classes.len() as u32 - 1)
    }

    /// An escape whose backslash at `start` was read.
    fn escape(&mut self, start: usize) -> Result<Item, RegexError> {
        let Some(c) = self.next() else { return fault(start, UnfinishedEscape) };
        Ok(match c {
            'd' | 'D' => Item::Set(Set::Digit, c == 'D'),
            'w' | 'W' => Item::Set(Set::Word, c == 'W'),
            's' | 'S' => Item::Set(Set::Space, c == 'S'),
            'p' | 'P' => Item::Set(self.property(start)?, c == 'P'),
            'n' => Item::Char('\n'),
            't' => Item::Char('\t'),
            'r' => Item::Char('\r'),
            'f' => Item::Char('\x0C'),
            'v' => Item::Char('\x0B'),
            'x' => Item::Char(self.code(start, 2)?),
            'u' => Item::Char(self.code(start, 4)?),
            '1'..='9' | 'k' => return fault(start, BackReference),
            c if c.is_ascii_punctuation() || c == ' ' => Item::Char(c),
            _ => return fault(start, UnknownEscape),
        })
    }

    fn property(&mut self, start: usize) -> Result<Set, RegexError> {
        match self.braced().and_then(Set::named) {
            Some(set) => Ok(set),
            None => fault(start, UnknownProperty),
        }
    }

    /// A code of so many hexadecimal digits, or any number of them in braces.
    fn code(&mut self, start: usize, digits: usize) -> Result<char, RegexError> {
        let code = self.braced().or_else(|| {
            let from = self.at;
            self.at += digits;
            self.pattern.get(from..self.at)
        });
        // The standard library takes a sign as well.
        let code = code.filter(|code| !code.starts_with('+'));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => Ok(c),
            None => fault(start, InvalidCode),
        }
    }

    /// What stands between braces, if there are any here.
    fn braced(&mut self) -> Option<&'a str> {
        let rest = self.pattern[self.at..].strip_prefix('{')?;
        let end = rest.find('}')?;
        self.at += end + 2;
        Some(&rest[..end])
    }

    fn peek(&self) -> Option<char> {
        self.pattern[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn eat(&mut self, sign: &str) -> bool {
        let found = self.pattern[self.at..].starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }
}

fn fault<T>(offset: usize, kind: RegexErrorKind) -> Result<T, RegexError> {
    Err(RegexError { offset, kind })
}
