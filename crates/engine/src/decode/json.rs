//! JSON values that know their path, so that what is wrong with them can be said.

mod parse;
mod place;
mod repeated;
mod value;

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::slice;

pub(super) use repeated::report_repeated;
pub(super) use value::Value;

use super::limits::MAX_DIAGNOSTICS;
use super::source::Source;
use super::{DecodeError, Diagnostic, Place};
use crate::article::Date;
use parse::{Broken, Halves, Wrong};

/// Parses the JSON that a file is, and reports the characters that are none.
pub(super) fn read<'a>(source: &'a Source<'_>, sink: &Sink) -> Result<Value<'a>, DecodeError> {
    let parsed = parse::parse(source.text()).map_err(|broken| error_in(source, broken))?;
    if parsed.halves.count > 0 {
        let path = parse::path_of(source.text(), 0, parsed.halves.first);
        report(parsed.halves, path, source, sink);
    }
    Ok(parsed.value)
}

/// Parses JSON that is a part of a file.
pub(super) fn parse(text: &str) -> Result<Value<'_>, DecodeError> {
    parse::parse(text).map(|parsed| parsed.value).map_err(|broken| error_in(&Source::of(text), broken))
}

/// What is wrong with a text as an error.
fn error_in(source: &Source<'_>, Broken { wrong, at, path }: Broken) -> DecodeError {
    let text = source.text().as_bytes();
    // What is missing at the end is missing behind the last byte.
    let read = &text[..text.len().min(at + 1)];
    let line = read.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = read.iter().rev().take_while(|byte| **byte != b'\n').count();
    let place = Place { line, column, offset: source.offset(at), path };
    match wrong {
        Wrong::Syntax(message) => DecodeError::Json { place, message: message.to_owned() },
        Wrong::TooDeep => DecodeError::TooDeep { place },
        Wrong::TooManyValues => DecodeError::TooManyValues { place },
    }
}

/// Reports halves of surrogate pairs, the first of which is at this path.
fn report(halves: Halves, path: String, source: &Source<'_>, sink: &Sink) {
    let offset = source.offset(halves.first);
    let others = match halves.count {
        1 => String::new(),
        count => format!(", and {} others behind it", count - 1),
    };
    let message = format!("half a surrogate pair (byte {offset}){others}; U+FFFD stands in its place");
    add(sink, || Diagnostic { path, message });
}

/// An array that is parsed one element at a time.
pub(super) struct Elements<'a> {
    source: Source<'a>,
    elements: parse::Elements,
}

impl<'a> Elements<'a> {
    /// The elements of the array that a file is.
    ///
    /// # Errors
    /// The file again, where it is no array.
    pub(super) fn new(source: Source<'a>) -> Result<Self, Source<'a>> {
        match parse::Elements::new(source.text()) {
            Some(elements) => Ok(Self { source, elements }),
            None => Err(source),
        }
    }

    /// Reads the next element. Returns whether there was one.
    ///
    /// # Errors
    /// Where the text is not JSON; nothing is to be read behind that.
    pub(super) fn read(&mut self, sink: &Sink, read: impl FnOnce(&Node<'_>)) -> Result<bool, DecodeError> {
        let Self { source, elements } = self;
        let (index, start) = (elements.count, elements.at);
        let parsed = elements.next(source.text()).map_err(|broken| error_in(source, broken))?;
        let Some(parsed) = parsed else { return Ok(false) };
        let array = Value::Null;
        let root = Node::root(&array, sink);
        let node = Node { value: &parsed.value, parent: Some(&root), step: Step::Index(index), sink };
        if parsed.halves.count > 0 {
            let mut path = parse::path_of(source.text(), start, parsed.halves.first);
            place::prepend(&mut path, &node.path());
            report(parsed.halves, path, source, sink);
        }
        read(&node);
        Ok(true)
    }
}

/// Where diagnostics go.
pub(super) type Sink = RefCell<Vec<Diagnostic>>;

/// Adds a diagnostic, unless there are too many.
fn add(sink: &Sink, diagnostic: impl FnOnce() -> Diagnostic) {
    let mut diagnostics = sink.borrow_mut();
    if diagnostics.len() < MAX_DIAGNOSTICS {
        diagnostics.push(diagnostic());
    } else if diagnostics.len() == MAX_DIAGNOSTICS {
        let message = "there is more to say of this file; the rest is left out".to_owned();
        diagnostics.push(Diagnostic { path: String::new(), message });
    }
}

/// A value and its place in the document.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value<'a>,
    parent: Option<&'a Node<'a>>,
    step: Step<'a>,
    sink: &'a Sink,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Node<'a> {
    pub(super) fn root(value: &'a Value<'a>, sink: &'a Sink) -> Self {
        Self { value, parent: None, step: Step::Root, sink }
    }

    /// The value that all others lie in.
    pub(super) fn top(&self) -> Node<'a> {
        let mut top = *self;
        while let Some(parent) = top.parent {
            top = *parent;
        }
        top
    }

    /// The member of this name; none where it is absent or null.
    pub(super) fn get<'b>(&'b self, key: &'b str) -> Option<Node<'b>> {
        match self.value.get(key)? {
            Value::Null => None,
            value => Some(Node { value, parent: Some(self), step: Step::Key(key), sink: self.sink }),
        }
    }

    /// The element of an array at this place; none where it is absent or null.
    pub(super) fn at(&self, index: usize) -> Option<Node<'_>> {
        match self.value {
            Value::Array(values) => match values.get(index)? {
                Value::Null => None,
                value => Some(Node { value, parent: Some(self), step: Step::Index(index), sink: self.sink }),
            },
            _ => None,
        }
    }

    /// The first element of an array, or this value itself where it is none.
    pub(super) fn first(&self) -> Node<'_> {
        self.at(0).unwrap_or(*self)
    }

    /// The members of an object, in order; nulls are left out.
    pub(super) fn members(&self) -> impl Iterator<Item = (&str, Node<'_>)> {
        let members = if let Value::Object(members) = self.value { members.as_slice() } else { &[] };
        members.iter().filter_map(|(key, _)| Some((key.as_ref(), self.get(key)?)))
    }

    /// A value that is written in this one, as JSON within a string.
    pub(super) fn holding<'b>(&self, value: &'b Value<'b>) -> Node<'b>
    where
        'a: 'b,
    {
        Node { value, parent: self.parent, step: self.step, sink: self.sink }
    }

    /// The member of the first of these names that there is.
    pub(super) fn first_of<'b>(&'b self, keys: &[&'b str]) -> Option<Node<'b>> {
        keys.iter().find_map(|key| self.get(key))
    }

    /// The elements of an array, or this value alone where it is none.
    pub(super) fn one_or_many(&self) -> Items<'_> {
        let values = match self.value {
            Value::Array(values) => values,
            value => slice::from_ref(value),
        };
        Items { of: self, values, next: 0 }
    }

    /// The elements of an array; a diagnostic and nothing where it is none.
    pub(super) fn items(&self) -> Items<'_> {
        if self.value.is_array() {
            return self.one_or_many();
        }
        self.expected("an array");
        Items { of: self, values: &[], next: 0 }
    }

    pub(super) fn is_object(&self) -> bool {
        self.value.is_object()
    }

    /// A string; a number or a truth value as it is written; else a diagnostic.
    pub(super) fn string(&self) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.to_string()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(truth) => Some(truth.to_string()),
            _ => {
                self.expected("a string");
                None
            }
        }
    }

    /// A string that is not blank, trimmed.
    pub(super) fn line(&self) -> Option<String> {
        let text = self.string()?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A whole number of at least `least`; also one that is written as a string.
    pub(super) fn whole(&self, least: i64) -> Option<i64> {
        let number = match self.value {
            Value::Number(number) => number.parse().ok(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number| *number >= least);
        if number.is_none() {
            self.fault(format_args!("expected a whole number from {least}, found {}", self.short()));
        }
        number
    }

    pub(super) fn truth(&self) -> bool {
        match self.value {
            Value::Bool(truth) => *truth,
            _ => {
                self.expected("true or false");
                false
            }
        }
    }

    /// A date; else a diagnostic.
    pub(super) fn date(&self) -> Option<Date> {
        let text = self.line()?;
        let date = Date::parse(&text);
        if date.is_none() {
            self.fault(format_args!(
                "\"{text}\" is not a date; write it as 2025-12-09 or 2025-12-09T18:15:00+08:00"
            ));
        }
        date
    }

    /// A number of CSS pixels; none where it is not one, as the picture is shown in its own size then.
    pub(super) fn pixels(&self) -> Option<u32> {
        let number = match self.value {
            Value::Number(number) => number.split('.').next()?.parse().ok(),
            Value::String(text) => text.trim().strip_suffix("px").unwrap_or(text.trim()).parse().ok(),
            _ => None,
        };
        number.filter(|number| *number > 0)
    }

    /// Reports that something else was expected here.
    pub(super) fn expected(&self, what: &str) {
        self.fault(format_args!("expected {what}, found {}", self.short()));
    }

    /// Reports what is wrong here.
    pub(super) fn fault(&self, message: impl fmt::Display) {
        add(self.sink, || Diagnostic { path: self.path(), message: message.to_string() });
    }

    /// The path, as in `body[3].content`.
    pub(super) fn path(&self) -> String {
        let mut path = self.parent.map(Node::path).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Index(index) => {
                let _ = write!(path, "[{index}]");
            }
            Step::Key(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
        }
        path
    }

    /// The value in a few words.
    fn short(&self) -> String {
        match self.value {
            Value::String(text) => match text.char_indices().nth(40) {
                Some((end, _)) => format!("\"{}…\"", &text[..end]),
                None => format!("\"{text}\""),
            },
            Value::Number(number) => (*number).to_owned(),
            Value::Bool(truth) => truth.to_string(),
            value => value.kind().to_owned(),
        }
    }
}

/// See [`Node::one_or_many`].
pub(super) struct Items<'a> {
    of: &'a Node<'a>,
    values: &'a [Value<'a>],
    next: usize,
}

impl<'a> Iterator for Items<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        let index = self.next;
        let value = self.values.get(index)?;
        self.next += 1;
        Some(match self.of.value {
            Value::Array(_) => {
                Node { value, parent: Some(self.of), step: Step::Index(index), sink: self.of.sink }
            }
            _ => *self.of,
        })
    }
}
