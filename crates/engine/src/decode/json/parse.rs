//! The parser of JSON, as [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259) has it.
//!
//! `serde_json` would be 12 KB of the page by itself, with its map, and with floating-point numbers both
//! ways. An article needs neither: its few numbers are whole, and a number that stands for a text stays as
//! it is written.

use std::borrow::Cow;

use super::Value;
use super::place::prepend;
use crate::decode::{MAX_DEPTH, MAX_VALUES};

/// Parses a JSON text.
pub(super) fn parse(text: &str) -> Result<Parsed<'_>, Broken> {
    let mut parser = Parser::new(text, 0);
    let result = parser.value(0).and_then(|value| parser.end().map(|()| value));
    parser.finish(result)
}

/// The path of the value in which byte `at` is, of those behind byte `start`.
pub(super) fn path_of(text: &str, start: usize, at: usize) -> String {
    // Whatever is cut off here has an end that is missed.
    let mut parser = Parser::new(&text[..at], start);
    parser.peek();
    parser.skip(b',');
    let _ = parser.value(0);
    parser.path
}

/// What a text is.
pub(super) struct Parsed<'a> {
    pub(super) value: Value<'a>,
    pub(super) halves: Halves,
}

/// Halves of surrogate pairs, which are no characters: U+FFFD stands in their place.
#[derive(Clone, Copy, Default)]
pub(super) struct Halves {
    pub(super) count: usize,
    /// The byte at which the first one is.
    pub(super) first: usize,
}

/// Why a text cannot be read.
pub(super) struct Broken {
    pub(super) wrong: Wrong,
    /// The byte at which it is.
    pub(super) at: usize,
    /// The path of the value in which it is.
    pub(super) path: String,
}

/// What is wrong with a text.
pub(super) enum Wrong {
    /// It is no JSON; what was expected.
    Syntax(&'static str),
    TooDeep,
    TooManyValues,
}

impl From<&'static str> for Wrong {
    fn from(expected: &'static str) -> Self {
        Self::Syntax(expected)
    }
}

/// How far the array that a JSON text is has been parsed, one element at a time.
pub(super) struct Elements {
    /// Behind the last one that has been read.
    pub(super) at: usize,
    /// How many have been read.
    pub(super) count: usize,
    values: usize,
}

impl Elements {
    /// Those of an array that begins the text. None where something else does.
    pub(super) fn new(text: &str) -> Option<Self> {
        let mut parser = Parser::new(text, 0);
        (parser.peek() == Some(b'[')).then(|| Self { at: parser.at + 1, count: 0, values: 0 })
    }

    /// The next one of the text with which this was made; none where it ends with the array. Nothing can be read behind
    /// an error.
    pub(super) fn next<'a>(&mut self, text: &'a str) -> Result<Option<Parsed<'a>>, Broken> {
        let mut parser = Parser::new(text, self.at);
        parser.values = self.values;
        let result = match parser.goes_on(b']', self.count == 0) {
            Ok(true) => parser.value(1).map_err(|wrong| parser.in_element(self.count, wrong)),
            // Behind the last one, the array itself is the value.
            Ok(false) => return parser.end().map(|()| None).map_err(|wrong| parser.broken(wrong)),
            Err(wrong) => Err(wrong),
        };
        self.at = parser.at;
        self.count += 1;
        self.values = parser.values;
        parser.finish(result).map(Some)
    }
}

struct Parser<'a> {
    text: &'a str,
    /// The byte that comes next.
    at: usize,
    /// How many values have been begun.
    values: usize,
    halves: Halves,
    /// Where something is wrong: the path of its value within the one that is being left.
    path: String,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, at: usize) -> Self {
        Self { text, at, values: 0, halves: Halves::default(), path: String::new() }
    }

    fn finish(self, result: Result<Value<'a>, Wrong>) -> Result<Parsed<'a>, Broken> {
        match result {
            Ok(value) => Ok(Parsed { value, halves: self.halves }),
            Err(wrong) => Err(self.broken(wrong)),
        }
    }

    fn broken(self, wrong: Wrong) -> Broken {
        Broken { wrong, at: self.at, path: self.path }
    }

    /// Passes on what is wrong within an element of an array.
    fn in_element(&mut self, index: usize, wrong: Wrong) -> Wrong {
        prepend(&mut self.path, &["[", &index.to_string(), "]"].concat());
        wrong
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over the next byte, where it is this one.
    fn skip(&mut self, byte: u8) -> bool {
        let is_next = self.byte() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        self.byte()
    }

    fn end(&mut self) -> Result<(), Wrong> {
        match self.peek() {
            None => Ok(()),
            Some(b'{' | b'[') => Err("another value follows the end; a file holds one".into()),
            Some(_) => Err("something follows the end".into()),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value<'a>, Wrong> {
        let first = self.peek();
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(Wrong::TooManyValues);
        }
        match first {
            None => Err("the file ends where a value is expected".into()),
            Some(b'{' | b'[') if depth == MAX_DEPTH => Err(Wrong::TooDeep),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string().map(Value::String),
            Some(b'-' | b'0'..=b'9') => self.number().map(Value::Number),
            Some(_) => {
                let constants =
                    [("null", Value::Null), ("true", Value::Bool(true)), ("false", Value::Bool(false))];
                let rest = &self.text[self.at..];
                let found = constants.into_iter().find(|(word, _)| rest.starts_with(word));
                let (word, value) = found.ok_or("a value is expected")?;
                self.at += word.len();
                Ok(value)
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value<'a>, Wrong> {
        self.at += 1;
        let mut items = Vec::new();
        while self.goes_on(b']', items.is_empty())? {
            let item = self.value(depth + 1);
            items.push(item.map_err(|wrong| self.in_element(items.len(), wrong))?);
        }
        Ok(Value::Array(items))
    }

    fn object(&mut self, depth: usize) -> Result<Value<'a>, Wrong> {
        self.at += 1;
        let mut members = Vec::new();
        while self.goes_on(b'}', members.is_empty())? {
            if self.byte() != Some(b'"') {
                return Err("a name in quotes is expected".into());
            }
            let key = self.string()?;
            self.peek();
            if !self.skip(b':') {
                return Err("a colon is expected".into());
            }
            match self.value(depth + 1) {
                Ok(value) => members.push((key, value)),
                Err(wrong) => {
                    prepend(&mut self.path, &key);
                    return Err(wrong);
                }
            }
        }
        Ok(Value::Object(members))
    }

    /// Whether another item follows in an array or object that `close` ends, and passes over what stands
    /// before it: a comma, unless it is the first.
    fn goes_on(&mut self, close: u8, is_first: bool) -> Result<bool, Wrong> {
        let (at_end, without_comma) = match close {
            b']' => ("the file ends within an array", "a comma or ] is expected"),
            _ => ("the file ends within an object", "a comma or } is expected"),
        };
        self.peek().ok_or(at_end)?;
        if self.skip(close) {
            return Ok(false);
        }
        if !is_first {
            if !self.skip(b',') {
                return Err(without_comma.into());
            }
            if self.peek().ok_or(at_end)? == close {
                return Err("a comma stands before the end".into());
            }
        }
        Ok(true)
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Wrong> {
        self.at += 1;
        let mut text = Cow::Borrowed("");
        loop {
            let start = self.at;
            let rest = &self.text.as_bytes()[start..];
            let length = memchr::memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
            // Looking at each byte only whether it is a control character, the compiler looks at many at once.
            if rest[..length].iter().fold(false, |found, byte| found | (*byte < b' ')) {
                self.at += rest.iter().take_while(|byte| **byte >= b' ').count();
            } else {
                self.at += length;
            }
            text += &self.text[start..self.at];
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.to_mut().push(self.escaped()?),
                Some(_) => {
                    let message =
                        "a line feed or control character within quotes; write it as \\n or \\u0000";
                    return Err(message.into());
                }
                None => return Err("the file ends within quotes".into()),
            }
        }
    }

    /// The character that an escape stands for.
    fn escaped(&mut self) -> Result<char, Wrong> {
        let start = self.at;
        self.at += 1;
        let byte = self.byte().ok_or("the file ends within quotes")?;
        let character = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                let first = self.code_unit()?;
                return Ok(char::from_u32(first).unwrap_or_else(|| self.pair(first, start)));
            }
            _ => return Err("this cannot follow a backslash".into()),
        };
        self.at += 1;
        Ok(character)
    }

    /// The character that begins with half a surrogate pair, whose escape began at `start`.
    fn pair(&mut self, first: u32, start: usize) -> char {
        let behind = self.at;
        if first < 0xDC00 && self.text[behind..].starts_with("\\u") {
            self.at += 2;
            let second = self.code_unit().ok().and_then(|unit| unit.checked_sub(0xDC00));
            let pair = second.filter(|low| *low < 0x400).map(|low| 0x10000 + ((first - 0xD800) << 10) + low);
            if let Some(character) = pair.and_then(char::from_u32) {
                return character;
            }
            // The second escape is one for itself, or broken.
            self.at = behind;
        }
        if self.halves.count == 0 {
            self.halves.first = start;
        }
        self.halves.count += 1;
        char::REPLACEMENT_CHARACTER
    }

    /// Four hexadecimal digits.
    fn code_unit(&mut self) -> Result<u32, Wrong> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            code = code * 16 + digit.ok_or("four hexadecimal digits are expected behind \\u")?;
            self.at += 1;
        }
        Ok(code)
    }

    fn number(&mut self) -> Result<&'a str, Wrong> {
        let start = self.at;
        self.skip(b'-');
        if !self.skip(b'0') {
            self.digits()?;
        }
        if self.skip(b'.') {
            self.digits()?;
        }
        if self.skip(b'e') || self.skip(b'E') {
            let _ = self.skip(b'-') || self.skip(b'+');
            self.digits()?;
        }
        if self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            // A zero before other digits.
            return Err("this is not a number".into());
        }
        Ok(&self.text[start..self.at])
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<(), Wrong> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err("this is not a number".into()) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Value;
    use super::{Elements, parse};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn one_element_at_a_time_an_array_is_the_same(
            parts in prop::collection::vec(prop::sample::select(vec![
                "{", "}", "[", "]", ",", ",", ":", "\"a\"", "\"a\":", "\"\\ud800\"", "\\", "0", "-", "null", " ", "x",
            ]), 0..9),
        ) {
            let text = ["[", &parts.concat(), "]"].concat();
            let mut elements = Elements::new(&text).expect("an array");
            let mut read = Vec::new();
            let mut halves = 0;
            let end = loop {
                match elements.next(&text) {
                    Ok(Some(parsed)) => {
                        read.push(parsed.value);
                        halves += parsed.halves.count;
                    }
                    Ok(None) => break Ok((Value::Array(read), halves)),
                    Err(broken) => break Err((broken.at, broken.path)),
                }
            };
            let whole = parse(&text).map(|parsed| (parsed.value, parsed.halves.count));
            prop_assert_eq!(end, whole.map_err(|broken| (broken.at, broken.path)), "{}", text);
        }
    }
}
