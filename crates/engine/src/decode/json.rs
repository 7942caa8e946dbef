//! JSON values that know their path, so that what is wrong with them can be said.

use std::cell::RefCell;
use std::fmt::{self, Write as _};

use serde_json::Value;

use super::{DecodeError, Diagnostic};

/// Parses JSON.
pub(super) fn parse(text: &str) -> Result<Value, DecodeError> {
    serde_json::from_str(text).map_err(|error| {
        // The parser's message ends in the position, which the error names by itself.
        let full = error.to_string();
        let message = full.split(" at line ").next().unwrap_or(&full).to_owned();
        DecodeError::Json { line: error.line(), column: error.column(), message }
    })
}

/// Where diagnostics go.
pub(super) type Sink = RefCell<Vec<Diagnostic>>;

/// A value and its place in the document.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
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
    pub(super) fn root(value: &'a Value, sink: &'a Sink) -> Self {
        Self { value, parent: None, step: Step::Root, sink }
    }

    /// The member of this name; none where it is absent or null.
    pub(super) fn get<'b>(&'b self, key: &'b str) -> Option<Node<'b>> {
        let value = self.value.get(key)?;
        (!value.is_null()).then_some(Node {
            value,
            parent: Some(self),
            step: Step::Key(key),
            sink: self.sink,
        })
    }

    /// The elements of an array, or this value alone where it is none.
    pub(super) fn one_or_many<'b>(&'b self) -> impl Iterator<Item = Node<'b>> {
        let many = self.value.as_array().map(Vec::as_slice);
        let one = many.is_none().then_some(*self);
        let parent = self;
        one.into_iter().chain(many.unwrap_or_default().iter().enumerate().map(move |(index, value)| Node {
            value,
            parent: Some(parent),
            step: Step::Index(index),
            sink: parent.sink,
        }))
    }

    /// The elements of an array; a diagnostic and nothing where it is none.
    pub(super) fn items<'b>(&'b self) -> impl Iterator<Item = Node<'b>> {
        let expected = self.value.is_array();
        if !expected {
            self.expected("an array");
        }
        self.one_or_many().filter(move |_| expected)
    }

    pub(super) fn is_object(&self) -> bool {
        self.value.is_object()
    }

    /// A string; a number or a truth value as it is written; else a diagnostic.
    pub(super) fn string(&self) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.clone()),
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
            Value::Number(number) => number.as_i64(),
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

    /// Reports that something else was expected here.
    pub(super) fn expected(&self, what: &str) {
        self.fault(format_args!("expected {what}, found {}", self.short()));
    }

    /// Reports what is wrong here.
    pub(super) fn fault(&self, message: impl fmt::Display) {
        self.sink.borrow_mut().push(Diagnostic { path: self.path(), message: message.to_string() });
    }

    /// The path, as in `body[3].content`.
    fn path(&self) -> String {
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
            Value::String(text) if text.chars().count() > 40 => {
                format!("\"{}…\"", text.chars().take(40).collect::<String>())
            }
            value @ (Value::String(_) | Value::Number(_) | Value::Bool(_)) => value.to_string(),
            value => kind_of(value).to_owned(),
        }
    }
}

/// What a value is, for a sentence.
pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
