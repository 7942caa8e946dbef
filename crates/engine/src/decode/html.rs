//! HTML within an article: a tree that any parser can fill, and what becomes of it.
//!
//! Nothing of it is ever markup again: [`blocks`] and [`runs`] take from the tree what an article may hold, by name, and
//! the text of everything else.

mod blocks;
mod cards;
mod media;
mod runs;
mod table;
mod wordpress;

use std::iter;

pub(super) use blocks::blocks;
pub(super) use runs::{inlines, line, plain};

use super::json::Node;

/// Elements lie in others this deep; those that lie deeper are left out and their text is kept, so that hostile input cannot
/// exhaust the stack.
const MAX_DEPTH: usize = 128;

/// Elements and texts that are kept. Of elements behind these the text is kept, so that hostile input cannot exhaust the
/// memory.
const MAX_PARTS: usize = 1_000_000;

/// A parser of HTML: the browser's own, or a library. It makes no requests and runs nothing.
pub trait ParseHtml {
    /// Parses a document, or a part of one, which becomes the body of a document, as the
    /// [HTML standard](https://html.spec.whatwg.org/multipage/parsing.html) says, with scripting disabled.
    fn parse(&self, html: &str) -> HtmlTree;
}

/// The elements and texts of an HTML document, told by a parser in document order.
///
/// ```
/// use sidelight_engine::decode::HtmlTree;
/// let mut tree = HtmlTree::default();
/// tree.open("p", [("lang", "en")]);
/// tree.text("Hello");
/// tree.close();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlTree {
    /// In document order. The first is the root, which holds the others.
    parts: Vec<Part>,
    /// Those that are not closed yet, from the root.
    open: Vec<usize>,
    /// How many are open below the deepest that is kept.
    too_deep: usize,
    /// Whether a text goes on where the last one ended.
    goes_on: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Element {
        name: String,
        attributes: Vec<(String, String)>,
        /// Behind the last part in it.
        end: usize,
    },
}

impl Default for HtmlTree {
    fn default() -> Self {
        let root = Part::Element { name: String::new(), attributes: Vec::new(), end: 1 };
        Self { parts: vec![root], open: vec![0], too_deep: 0, goes_on: false }
    }
}

impl HtmlTree {
    /// An element begins. `name` and the attributes' names are in lower case, whatever their namespace.
    pub fn open<'a>(&mut self, name: &str, attributes: impl IntoIterator<Item = (&'a str, &'a str)>) {
        if self.open.len() > MAX_DEPTH || self.parts.len() > MAX_PARTS {
            self.too_deep += 1;
            // A block is no part of the word before it.
            if blocks::is_block(name) || name == "br" {
                self.text(" ");
            }
            return;
        }
        let attributes =
            attributes.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        self.open.push(self.parts.len());
        self.parts.push(Part::Element { name: name.to_owned(), attributes, end: 0 });
        self.goes_on = false;
        self.grow();
    }

    /// A text; several behind one another are one.
    pub fn text(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Part::Text(before)) if self.goes_on => before.push_str(text),
            _ if text.is_empty() => {}
            _ => {
                self.parts.push(Part::Text(text.to_owned()));
                self.goes_on = true;
                self.grow();
            }
        }
    }

    /// The element that began last and is not closed ends.
    pub fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if self.open.len() > 1 {
            self.open.pop();
            self.goes_on = false;
            self.grow();
        }
    }

    /// The document.
    pub(super) fn root(&self) -> Element<'_> {
        Element { tree: self, at: 0 }
    }

    /// Tells the innermost open element where it ends as yet.
    fn grow(&mut self) {
        let behind = self.parts.len();
        if let Some(Part::Element { end, .. }) = self.open.last().and_then(|at| self.parts.get_mut(*at)) {
            *end = behind;
        }
    }
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub(super) struct Element<'a> {
    tree: &'a HtmlTree,
    at: usize,
}

/// A text, or an element.
#[derive(Clone, Copy)]
pub(super) enum Child<'a> {
    Text(&'a str),
    Element(Element<'a>),
}

impl<'a> Element<'a> {
    /// Its name, in lower case; empty for the document.
    pub(super) fn name(self) -> &'a str {
        match &self.tree.parts[self.at] {
            Part::Element { name, .. } => name,
            Part::Text(_) => "",
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(self, name: &str) -> Option<&'a str> {
        match &self.tree.parts[self.at] {
            Part::Element { attributes, .. } => {
                attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
            }
            Part::Text(_) => None,
        }
    }

    /// Whether one of the words of its `class` is this.
    pub(super) fn has_class(self, class: &str) -> bool {
        self.attribute("class")
            .is_some_and(|classes| classes.split_ascii_whitespace().any(|word| word == class))
    }

    /// Whether this is the same element.
    fn is(self, other: Element<'_>) -> bool {
        self.at == other.at
    }

    /// Whether the other element lies in this one, or is it.
    fn holds(self, other: Element<'_>) -> bool {
        (self.at..self.end()).contains(&other.at)
    }

    fn end(self) -> usize {
        match &self.tree.parts[self.at] {
            Part::Element { end, .. } => (*end).max(self.at + 1),
            Part::Text(_) => self.at + 1,
        }
    }

    /// What it holds itself, in order.
    pub(super) fn children(self) -> impl Iterator<Item = Child<'a>> {
        let (tree, end) = (self.tree, self.end());
        let mut at = self.at + 1;
        iter::from_fn(move || {
            let part = tree.parts.get(at).filter(|_| at < end)?;
            Some(match part {
                Part::Text(text) => {
                    at += 1;
                    Child::Text(text)
                }
                Part::Element { .. } => {
                    let element = Element { tree, at };
                    at = element.end();
                    Child::Element(element)
                }
            })
        })
    }

    /// The elements among what it holds itself.
    pub(super) fn elements(self) -> impl Iterator<Item = Element<'a>> {
        self.children().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// All elements in it, in document order.
    pub(super) fn descendants(self) -> impl Iterator<Item = Element<'a>> {
        let tree = self.tree;
        let is_element = move |at: &usize| matches!(tree.parts[*at], Part::Element { .. });
        (self.at + 1..self.end()).filter(is_element).map(move |at| Element { tree, at })
    }

    /// The first element in it that has one of these names.
    pub(super) fn find(self, names: &[&str]) -> Option<Element<'a>> {
        self.descendants().find(|element| names.contains(&element.name()))
    }

    /// All text in it, as it is written; a break is a line feed.
    pub(super) fn text(self) -> String {
        let parts = &self.tree.parts[self.at..self.end()];
        let text = |part: &'a Part| match part {
            Part::Text(text) => text.as_str(),
            Part::Element { name, .. } if name == "br" => "\n",
            Part::Element { .. } => "",
        };
        parts.iter().map(text).collect()
    }
}

/// What HTML is read with: whom to tell what is wrong with it, and the address that relative ones start from.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) node: &'a Node<'a>,
    pub(super) base: Option<&'a str>,
}
