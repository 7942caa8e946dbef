//! Who wrote an article, and what the nodes of a graph say of each other.

use std::collections::HashMap;

use super::super::address;
use super::super::formats::Reader;
use super::super::json::{Node, Value};
use super::address_of;
use crate::article::Person;

/// The nodes of a file that others refer to by their `@id`.
pub(super) struct Graph<'a> {
    by_id: HashMap<&'a str, &'a Value<'a>>,
}

impl<'a> Graph<'a> {
    /// Those of a file, wherever they lie in it.
    pub(super) fn new(top: &Node<'a>) -> Self {
        let mut graph = Self { by_id: HashMap::new() };
        graph.collect(top.value);
        graph
    }

    fn collect(&mut self, value: &'a Value<'a>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.collect(item)),
            Value::Object(members) => {
                if let Some(id) = value.get("@id").and_then(Value::as_str).filter(|_| members.len() > 1) {
                    let known = self.by_id.entry(id).or_insert(value);
                    // What is described at several places is described best by the longest.
                    if matches!(known, Value::Object(others) if others.len() < members.len()) {
                        *known = value;
                    }
                }
                members.iter().for_each(|(_, member)| self.collect(member));
            }
            _ => {}
        }
    }

    /// Calls the function with a node, or with the one that it refers to, which takes its place.
    pub(super) fn with(&self, node: &Node<'_>, read: &mut dyn FnMut(&Node<'_>)) {
        let says_more = |value: &Value<'_>| matches!(value, Value::Object(members) if members.len() > 1);
        let id = node.value.get("@id").and_then(Value::as_str).filter(|_| !says_more(node.value));
        let Some(id) = id else { return read(node) };
        match self.by_id.get(id) {
            Some(found) => read(&node.holding(found)),
            None => node.fault(format_args!("no node \"{id}\"; it is left out")),
        }
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
    let Some(list) = article.first_of(&["author", "creator"]) else { return people };
    for item in list.one_or_many() {
        graph.with(&item, &mut |item| {
            let Some(person) = person(item) else {
                item.fault("an author without a name; it is left out");
                return;
            };
            if people.iter().all(|known| known.name != person.name) {
                people.push(person);
            }
        });
    }
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
