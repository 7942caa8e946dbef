//! W3C Web Annotations, and what Hypothes.is makes of them: those that say what a stretch of text speaks of.

use super::json::{Node, Sink, Value};
use super::{DecodeError, Diagnostic};
use crate::annotation::{Annotation, Body, Purpose, Quote, Selector, Target};

/// Where a list of annotations stands in an object: in a page of the recommendation, an answer and an export of
/// Hypothes.is, and JSON-LD.
const LISTS: [&str; 4] = ["items", "rows", "annotations", "@graph"];

pub(super) fn decode(
    value: &Value<'_>,
    sink: Sink,
) -> Result<(Vec<Annotation>, Vec<Diagnostic>), DecodeError> {
    let root = Node::root(value, &sink);
    let mut annotations = Vec::new();
    if value.is_array() {
        read(&root, &mut annotations);
    } else if let Some(list) = LISTS.iter().find(|list| root.get(list).is_some()) {
        read_page(&root, list, &mut annotations);
    } else if let Some(first) = root.get("first") {
        match LISTS.iter().find(|list| first.get(list).is_some()) {
            Some(list) => read_page(&first, list, &mut annotations),
            None => first.fault("the first page is elsewhere; its annotations are not read"),
        }
    } else if root.get("target").is_some() {
        read(&root, &mut annotations);
    } else {
        return Err(DecodeError::NotAnnotations { found: value.kind() });
    }
    Ok((annotations, sink.into_inner()))
}

fn read_page(page: &Node<'_>, list: &str, annotations: &mut Vec<Annotation>) {
    if let Some(items) = page.get(list) {
        read(&items, annotations);
    }
    if let Some(next) = page.get("next") {
        next.fault("there are more pages; their annotations are not read");
    }
}

fn read(list: &Node<'_>, annotations: &mut Vec<Annotation>) {
    annotations.extend(list.one_or_many().filter_map(|node| annotation(&node)));
}

/// One that identifies something somewhere.
fn annotation(node: &Node<'_>) -> Option<Annotation> {
    if !node.is_object() {
        node.expected("an annotation");
        return None;
    }
    let motivation = node.get("motivation").map_or(Some(None), |node| purpose(&node).map(Some));
    let mut bodies = Vec::new();
    for key in ["body", "bodies"] {
        if let Some(list) = node.get(key) {
            for_each_part(&list, &mut |part| bodies.extend(body(part, motivation)));
        }
    }
    if let (Some(value), Some(Some(purpose))) = (node.get("bodyValue"), motivation) {
        bodies.extend(value.line().map(|text| named(text, purpose)));
    }
    if let Some(tags) = node.get("tags") {
        bodies.extend(tags.one_or_many().filter_map(|tag| Some(named(tag.line()?, Purpose::Tagging))));
    }
    if bodies.is_empty() {
        return None;
    }
    // Unstable sorting is shorter code, so that the order of the file takes part.
    let mut bodies: Vec<_> = bodies.into_iter().enumerate().collect();
    bodies.sort_unstable_by_key(|(place, body)| (body.purpose, *place));
    let bodies = bodies.into_iter().map(|(_, body)| body).collect();
    let mut targets = Vec::new();
    match node.get("target") {
        Some(list) => for_each_part(&list, &mut |part| targets.extend(target(part))),
        None => node.fault("no target; it is left out"),
    }
    (!targets.is_empty()).then(|| Annotation { path: node.path(), bodies, targets })
}

/// Visits bodies or targets: one, several, or the items of a set of them.
fn for_each_part(node: &Node<'_>, visit: &mut dyn FnMut(&Node<'_>)) {
    for part in node.one_or_many() {
        match part.get("items") {
            Some(items) => for_each_part(&items, visit),
            None => visit(&part),
        }
    }
}

/// What identifies something. `motivation` is the annotation's, none where it identifies nothing.
fn body(node: &Node<'_>, motivation: Option<Option<Purpose>>) -> Option<Body> {
    let stated = match node.get("purpose") {
        Some(node) => Some(purpose(&node)?),
        None => motivation?,
    };
    if !node.is_object() {
        return identified(node.line()?, stated.unwrap_or(Purpose::Linking), node);
    }
    let is_text = types(node).iter().any(|name| name == "TextualBody");
    let source = node.get("source").unwrap_or(*node);
    let iri = if is_text { None } else { iri_of(&source) };
    let name = label(&source).or_else(|| label(node));
    let Some(iri) = iri else {
        // Without a purpose it is a remark.
        return Some(named(name?, stated?));
    };
    let types = if source.is_object() { types(&source) } else { types(node) };
    // A recording or a text about the target, unless it is said to be the target.
    if stated.is_none() && (node.get("format").is_some() || is_medium(&types)) {
        return None;
    }
    let body = identified(iri.line()?, stated.unwrap_or(Purpose::Linking), &iri)?;
    let type_name = types.into_iter().find(|name| name != "SpecificResource");
    Some(Body { name, type_name, ..body })
}

/// The IRI of what may be described or just named.
fn iri_of<'a>(node: &'a Node<'a>) -> Option<Node<'a>> {
    if node.is_object() { node.get("id").or_else(|| node.get("@id")) } else { Some(*node) }
}

/// A body with an IRI, unless it can be none.
fn identified(iri: String, purpose: Purpose, node: &Node<'_>) -> Option<Body> {
    if iri.contains(char::is_whitespace) {
        node.expected("an IRI");
        return None;
    }
    // The nodes of a graph that have no IRI are numbered so.
    let is_blank = iri.starts_with("_:");
    (!is_blank).then_some(Body { purpose, iri: Some(iri), name: None, type_name: None })
}

/// A body with a name, or with an IRI that stands in its place, as nothing else does in a tag.
fn named(text: String, purpose: Purpose) -> Body {
    let is_iri = ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme))
        && !text.contains(char::is_whitespace);
    let (iri, name) = if is_iri { (Some(text), None) } else { (None, Some(text)) };
    Body { purpose, iri, name, type_name: None }
}

fn label(node: &Node<'_>) -> Option<String> {
    let label = ["label", "rdfs:label", "name", "value"].iter().find_map(|key| node.get(key))?;
    let first = label.one_or_many().next()?;
    // One with its language, in JSON-LD.
    if first.is_object() { first.get("@value")?.line() } else { first.line() }
}

/// The strongest purpose of one or several; none where nothing is identified.
fn purpose(node: &Node<'_>) -> Option<Purpose> {
    let purposes = node.one_or_many().filter_map(|node| match local_name(node.value.as_str()?) {
        "identifying" => Some(Purpose::Identifying),
        "linking" => Some(Purpose::Linking),
        "tagging" => Some(Purpose::Tagging),
        "classifying" => Some(Purpose::Classifying),
        _ => None,
    });
    purposes.min()
}

fn is_medium(types: &[String]) -> bool {
    types.iter().any(|name| matches!(&**name, "Text" | "Image" | "Sound" | "Video"))
}

fn types(node: &Node<'_>) -> Vec<String> {
    let Some(types) = node.get("type").or_else(|| node.get("@type")) else { return Vec::new() };
    types.one_or_many().filter_map(|name| Some(local_name(name.value.as_str()?.trim()).to_owned())).collect()
}

/// `oa:tagging` and `http://www.w3.org/ns/oa#tagging` are `tagging`.
fn local_name(name: &str) -> &str {
    name.rsplit(['/', '#', ':']).next().unwrap_or(name)
}

fn target(node: &Node<'_>) -> Option<Target> {
    let Some(selector) = node.get("selector") else {
        node.fault("no selector, so no place in the text; it is left out");
        return None;
    };
    let selectors = selectors(&selector);
    if selectors.is_empty() {
        selector.fault("a place is told by a TextQuoteSelector or a TextPositionSelector; it is left out");
        return None;
    }
    let source = node.get("source").and_then(|source| iri_of(&source)?.line());
    Some(Target { path: selector.path(), source, selectors })
}

/// The selectors that can be used. Position and quote are two accounts of one place, and become one selector.
fn selectors(node: &Node<'_>) -> Vec<Selector> {
    let mut whole = Selector::default();
    let mut refined = Vec::new();
    for node in node.one_or_many() {
        let quote =
            types(&node).iter().any(|name| name == "TextQuoteSelector").then(|| quote(&node)).flatten();
        let position =
            types(&node).iter().any(|name| name == "TextPositionSelector").then(|| position(&node)).flatten();
        let is_known = quote.is_some() || position.is_some();
        match node.get("refinedBy").map(|node| selectors(&node)) {
            None => {
                whole.quote = whole.quote.or(quote);
                whole.position = whole.position.or(position);
            }
            Some(refined_by) if is_known && !refined_by.is_empty() => {
                refined.push(Selector { position, quote, refined_by });
            }
            Some(_) if is_known => {}
            // The words may be found without knowing where to look, but what a position counts from is not known.
            Some(refined_by) => refined.extend(
                refined_by
                    .into_iter()
                    .filter(|selector| selector.quote.is_some())
                    .map(|selector| Selector { position: None, ..selector }),
            ),
        }
    }
    if whole != Selector::default() {
        refined.insert(0, whole);
    }
    refined
}

fn quote(node: &Node<'_>) -> Option<Quote> {
    let string = |key: &str| node.get(key).and_then(|node| node.string());
    let Some(exact) = string("exact").filter(|exact| !exact.trim().is_empty()) else {
        node.fault("a quote wants its words in “exact”");
        return None;
    };
    let context = |key: &str| string(key).unwrap_or_default();
    Some(Quote { exact, prefix: context("prefix"), suffix: context("suffix") })
}

fn position(node: &Node<'_>) -> Option<std::ops::Range<usize>> {
    let bound = |key: &str| {
        let bound = node.get(key).and_then(|node| node.whole(0));
        bound.map(|bound| usize::try_from(bound).unwrap_or(usize::MAX))
    };
    match (bound("start"), bound("end")) {
        (Some(start), Some(end)) if start < end => Some(start..end),
        _ => {
            node.fault("a position wants a “start” before its “end”");
            None
        }
    }
}
