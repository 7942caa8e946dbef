//! JSON values, and their parser.
//!
//! `serde_json` would be 12 KB of the page by itself, with its map, and with floating-point numbers both
//! ways. An article needs neither: its few numbers are whole, and a number that stands for a text stays as
//! it is written.

use std::borrow::Cow;

/// Arrays and objects may lie in others this deep, so that hostile input cannot exhaust the stack.
const MAX_DEPTH: usize = 128;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::decode) enum Value<'a> {
    Null,
    Bool(bool),
    /// As it is written.
    Number(&'a str),
    String(Cow<'a, str>),
    Array(Vec<Value<'a>>),
    /// In the order of the source; of members with one name the last one counts.
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// Parses a JSON text. An error is what was expected, and the byte at which it was.
    pub(super) fn parse(text: &'a str) -> Result<Self, (&'static str, usize)> {
        let mut parser = Parser { text, at: 0 };
        let result = parser.value(0).and_then(|value| parser.end().map(|()| value));
        result.map_err(|message| (message, parser.at))
    }

    /// The member of an object.
    pub(in crate::decode) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(in crate::decode) fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    pub(in crate::decode) fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    pub(in crate::decode) fn is_array(&self) -> bool {
        matches!(self, Self::Array(_))
    }

    /// What it is, for a sentence.
    pub(in crate::decode) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a truth value",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

/// The elements of the array that a JSON text is, parsed one at a time.
pub(super) struct Elements<'a> {
    parser: Parser<'a>,
    has_begun: bool,
}

impl<'a> Elements<'a> {
    /// Those of an array that begins the text. None where something else does.
    pub(super) fn new(text: &'a str) -> Option<Self> {
        let mut parser = Parser { text, at: 0 };
        (parser.peek() == Some(b'[')).then(|| {
            parser.at += 1;
            Self { parser, has_begun: false }
        })
    }

    /// The next one; none where the text ends with the array. An error is what was expected, and the byte at which
    /// it was; nothing can be read behind it.
    pub(super) fn next(&mut self) -> Result<Option<Value<'a>>, (&'static str, usize)> {
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        let parser = &mut self.parser;
        let result = match parser.goes_on(b']', is_first) {
            Ok(true) => parser.value(1).map(Some),
            Ok(false) => parser.end().map(|()| None),
            Err(message) => Err(message),
        };
        result.map_err(|message| (message, parser.at))
    }
}

struct Parser<'a> {
    text: &'a str,
    /// The byte that comes next.
    at: usize,
}

impl<'a> Parser<'a> {
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

    fn end(&mut self) -> Result<(), &'static str> {
        if self.peek().is_none() { Ok(()) } else { Err("something follows the end") }
    }

    fn value(&mut self, depth: usize) -> Result<Value<'a>, &'static str> {
        match self.peek() {
            None => Err("the file ends where a value is expected"),
            Some(b'{' | b'[') if depth == MAX_DEPTH => Err("nested too deep"),
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

    fn array(&mut self, depth: usize) -> Result<Value<'a>, &'static str> {
        self.at += 1;
        let mut items = Vec::new();
        while self.goes_on(b']', items.is_empty())? {
            items.push(self.value(depth + 1)?);
        }
        Ok(Value::Array(items))
    }

    fn object(&mut self, depth: usize) -> Result<Value<'a>, &'static str> {
        self.at += 1;
        let mut members = Vec::new();
        while self.goes_on(b'}', members.is_empty())? {
            if self.byte() != Some(b'"') {
                return Err("a name in quotes is expected");
            }
            let key = self.string()?;
            self.peek();
            if !self.skip(b':') {
                return Err("a colon is expected");
            }
            members.push((key, self.value(depth + 1)?));
        }
        Ok(Value::Object(members))
    }

    /// Whether another item follows in an array or object that `close` ends, and passes over what stands
    /// before it: a comma, unless it is the first.
    fn goes_on(&mut self, close: u8, is_first: bool) -> Result<bool, &'static str> {
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
                return Err(without_comma);
            }
            if self.peek().ok_or(at_end)? == close {
                return Err("a comma stands before the end");
            }
        }
        Ok(true)
    }

    fn string(&mut self) -> Result<Cow<'a, str>, &'static str> {
        self.at += 1;
        let mut text = Cow::Borrowed("");
        loop {
            let start = self.at;
            while self.byte().is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
                self.at += 1;
            }
            text += &self.text[start..self.at];
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.at += 1;
                    text.to_mut().push(self.escaped()?);
                }
                Some(_) => {
                    return Err("a line feed or control character within quotes; write it as \\n or \\u0000");
                }
                None => return Err("the file ends within quotes"),
            }
        }
    }

    /// The character that an escape stands for, behind its backslash.
    fn escaped(&mut self) -> Result<char, &'static str> {
        let byte = self.byte().ok_or("the file ends within quotes")?;
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.code_unit()?;
                let is_half = (0xD800..0xDC00).contains(&first) && self.text[self.at..].starts_with("\\u");
                let code = if is_half {
                    self.at += 2;
                    let second = self.code_unit()?.checked_sub(0xDC00).filter(|low| *low < 0x400);
                    second.map_or(first, |low| 0x10000 + ((first - 0xD800) << 10) + low)
                } else {
                    first
                };
                char::from_u32(code).ok_or("half a surrogate pair")?
            }
            _ => return Err("this cannot follow a backslash"),
        })
    }

    /// Four hexadecimal digits.
    fn code_unit(&mut self) -> Result<u32, &'static str> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            code = code * 16 + digit.ok_or("this cannot follow a backslash")?;
            self.at += 1;
        }
        Ok(code)
    }

    fn number(&mut self) -> Result<&'a str, &'static str> {
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
            return Err("this is not a number");
        }
        Ok(&self.text[start..self.at])
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<(), &'static str> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err("this is not a number") }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Elements, Value};

    /// The same value as `serde_json` has it.
    fn converted(value: &Value<'_>) -> serde_json::Value {
        match value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(truth) => (*truth).into(),
            Value::Number(number) => number.parse::<serde_json::Number>().expect("a number").into(),
            Value::String(text) => text.as_ref().into(),
            Value::Array(values) => values.iter().map(converted).collect(),
            Value::Object(members) => {
                members.iter().map(|(key, member)| (key.to_string(), converted(member))).collect()
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn reads_what_another_parser_reads(
            parts in prop::collection::vec(prop::sample::select(vec![
                "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"a\":", "\"é\\n\\u00e9\"", "\\", "\\ud83d", "\\ude00", "\\u12", "\\x",
                "0", "-", "1", "12", ".5", "e3", "E-1", "null", "true", "false", "tru", " ", "\n", "\t", "\u{1}", "x",
            ]), 0..9),
            wrap in prop::sample::select(vec![("", ""), ("[", "]"), ("{\"k\":", "}"), ("\"", "\"")]),
        ) {
            let text = format!("{}{}{}", wrap.0, parts.concat(), wrap.1);
            let other = serde_json::from_str::<serde_json::Value>(&text);
            // A number may be larger than the other parser can hold.
            prop_assume!(!other.as_ref().is_err_and(|error| error.to_string().contains("out of range")));
            let own = Value::parse(&text).ok().map(|value| converted(&value));
            prop_assert_eq!(own, other.ok(), "{}", text);
            // One element at a time, an array is the same.
            if let Some(mut elements) = Elements::new(&text) {
                let mut read = Vec::new();
                let end = loop {
                    match elements.next() {
                        Ok(Some(value)) => read.push(value),
                        Ok(None) => break Ok(Value::Array(read)),
                        Err(error) => break Err(error),
                    }
                };
                prop_assert_eq!(end, Value::parse(&text), "{}", text);
            }
        }
    }
}
