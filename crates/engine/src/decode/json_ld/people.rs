//! Who wrote an article, and what the nodes of a graph say of each other.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::super::address;
use super::super::formats::Reader;
use super::super::json::{Node, Value};
use super::address_of;
use crate::article::Person;

/// The nodes of a file that others refer to by their `@id`.
pub(super) struct Graph<'a> {
    top: &'a Value<'a>,
    /// Found when the first is asked for; most articles refer to none.
    by_id: OnceCell<HashMap<&'a str, &'a Value<'a>>>,
}

impl<'a> Graph<'a> {
    /// Those of a file, wherever they lie in it.
    pub(super) fn new(top: &Node<'a>) -> Self {
        Self { top: top.value, by_id: OnceCell::new() }
    }

    /// Calls the function with a node, or with the one that it refers to, which takes its place.
    pub(super) fn with(&self, node: &Node<'_>, read: &mut dyn FnMut(&Node<'_>)) {
        let Some(id) = reference(node.value) else { return read(node) };
        let by_id = self.by_id.get_or_init(|| {
            let mut by_id = HashMap::new();
            collect(self.top, &mut by_id);
            by_id
        });
        match by_id.get(id) {
            Some(found) => read(&node.holding(found)),
            None => node.fault(format_args!("no node \"{id}\"; it is left out")),
        }
    }

    /// Calls the function with each node of a list in turn, and with those that are referred to once.
    pub(super) fn each(&self, list: Option<Node<'_>>, read: &mut dyn FnMut(&Node<'_>)) {
        let mut seen = HashSet::new();
        for node in list.iter().flat_map(Node::one_or_many) {
            if reference(node.value).is_none_or(|id| seen.insert(id.to_owned())) {
                self.with(&node, read);
            }
        }
    }
}

/// What a value refers to that says nothing else.
fn reference<'a>(value: &'a Value<'_>) -> Option<&'a str> {
    match value {
        Value::Object(members) if members.len() == 1 => value.get("@id").and_then(Value::as_str),
        _ => None,
    }
}

fn collect<'a>(value: &'a Value<'a>, by_id: &mut HashMap<&'a str, &'a Value<'a>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, by_id)),
        Value::Object(members) => {
            if let Some(id) = value.get("@id").and_then(Value::as_str).filter(|_| members.len() > 1) {
                let known = by_id.entry(id).or_insert(value);
                // What is described at several places is described best by the longest.
                if matches!(known, Value::Object(others) if others.len() < members.len()) {
                    *known = value;
                }
            }
            members.iter().for_each(|(_, member)| collect(member, by_id));
        }
        _ => {}
    }
}

/// The name of what may be a string, a string with its language, or an object with a name.
pub(super) fn name(node: &Node<'_>) -> Option<String> {
    let node = node.first();
    match node.is_object() {
        true => node.first_of(&["@value", "name", "headline"])?.first().line(),
        false => node.line(),
    }
}

/// The same of what may hold HTML.
pub(super) fn line(node: &Node<'_>, reader: &Reader<'_>) -> Option<String> {
    let node = node.first();
    match node.is_object() {
        true => reader.line(&node.first_of(&["@value", "name", "headline"])?.first()),
        false => reader.line(&node),
    }
}

/// The authors of an article.
pub(super) fn people(article: &Node<'_>, graph: &Graph<'_>) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let mut names = HashSet::new();
    graph.each(article.first_of(&["author", "creator"]), &mut |item| match person(item) {
        Some(person) if !names.insert(person.name.clone()) => {}
        Some(person) => people.push(person),
        None => item.fault("an author without a name; it is left out"),
    });
    people
}

fn person(node: &Node<'_>) -> Option<Person> {
    let name = name(node)?;
    if !node.is_object() {
        // Some write an address here, which is nobody's name.
        let is_address = name.starts_with("http:") || name.starts_with("https:");
        return (!is_address).then(|| Person { name, ..Person::default() });
    }
    let line = |key: &str| node.get(key).and_then(|node| self::name(&node));
    let image = node.get("image").and_then(|image| {
        let image = image.first();
        match image.is_object() {
            true => address::picture(&image.first_of(&["url", "contentUrl"])?.first()),
            false => address::picture(&image),
        }
    });
    Some(Person {
        name,
        job_title: line("jobTitle"),
        url: node.get("url").and_then(|url| address_of(&url)),
        image,
        description: line("description"),
    })
}
