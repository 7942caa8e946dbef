//! Who wrote an article, and what the nodes of a graph say of each other.

use std::collections::HashMap;

use super::super::address;
use super::super::json::{Node, Value};
use super::address_of;
use crate::article::Person;

/// The nodes of a file that others refer to by their `@id`.
pub(super) struct Graph<'a> {
    top: &'a Node<'a>,
    /// Whether the nodes lie in the file itself, and the places of those with an `@id`.
    by_id: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Graph<'a> {
    pub(super) fn new(top: &'a Node<'a>) -> Self {
        let list = top.value.get("@graph").unwrap_or(top.value);
        let mut by_id: HashMap<&str, Vec<usize>> = HashMap::new();
        if let Value::Array(nodes) = list {
            for (place, node) in nodes.iter().enumerate() {
                if let Some(id) = node.get("@id").and_then(Value::as_str) {
                    by_id.entry(id).or_default().push(place);
                }
            }
        }
        Self { top, by_id }
    }

    /// Calls the function with a node, or with the one that it refers to.
    pub(super) fn with(&self, node: &Node<'_>, read: &mut dyn FnMut(&Node<'_>)) {
        let says_more = |value: &Value<'_>| matches!(value, Value::Object(members) if members.len() > 1);
        let id = node.value.get("@id").and_then(Value::as_str).filter(|_| !says_more(node.value));
        let Some(id) = id else { return read(node) };
        let graph = self.top.get("@graph");
        let list = graph.as_ref().unwrap_or(self.top);
        let place = self.by_id.get(id).and_then(|places| places.first());
        match place.and_then(|place| list.at(*place)) {
            Some(found) => read(&found),
            None => node.fault(format_args!("no node \"{id}\"; it is left out")),
        }
    }
}

/// The name of what may be a string, or an object with one.
pub(super) fn name(node: &Node<'_>) -> Option<String> {
    let node = node.first();
    match node.is_object() {
        true => node.first_of(&["name", "headline"])?.first().line(),
        false => node.line(),
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
