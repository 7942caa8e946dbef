//! HTML by the browser's own parser.

use js_sys::{Function, Object, Reflect};
use leptos::prelude::window;
use sidelight_engine::decode::{HtmlTree, ParseHtml};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Node};

#[wasm_bindgen]
extern "C" {
    /// As in web-sys, but for a text that may be a `TrustedHTML`.
    #[wasm_bindgen(js_name = DOMParser)]
    type DomParser;

    #[wasm_bindgen(constructor, js_class = "DOMParser")]
    fn new() -> DomParser;

    #[wasm_bindgen(method, catch, js_name = parseFromString)]
    fn parse(this: &DomParser, html: &JsValue, kind: &str) -> Result<Document, JsValue>;
}

/// A document that belongs to no window: nothing in it is run, loaded or shown. It is read, and nothing of it is put into
/// the page.
pub struct InertDocument;

impl ParseHtml for InertDocument {
    fn parse(&self, html: &str) -> HtmlTree {
        let mut tree = HtmlTree::default();
        let html = JsValue::from(html);
        let trusted = trusted(&html).unwrap_or(html);
        if let Ok(document) = DomParser::new().parse(&trusted, "text/html") {
            tell(&document, &mut tree);
        }
        tree
    }
}

/// The text as a page with Trusted Types wants to be given it, since it cannot know that the document is inert; none where there
/// are no such types, or the page has policies of its own only.
fn trusted(html: &JsValue) -> Option<JsValue> {
    let types = Reflect::get(&window(), &"trustedTypes".into()).ok().filter(JsValue::is_object)?;
    let rules = Object::new();
    let unchanged = Closure::<dyn Fn(JsValue) -> JsValue>::new(|html| html);
    Reflect::set(&rules, &"createHTML".into(), unchanged.as_ref()).ok()?;
    let call = |object: &JsValue, name: &str, arguments: &js_sys::Array| {
        let function: Function = Reflect::get(object, &name.into()).ok()?.dyn_into().ok()?;
        function.apply(object, arguments).ok()
    };
    let policy = call(&types, "createPolicy", &js_sys::Array::of2(&"sidelight-inert".into(), &rules))?;
    call(&policy, "createHTML", &js_sys::Array::of1(html))
}

/// Tells the elements and texts of a document, in order, without recursion: it may be deep.
fn tell(document: &Node, tree: &mut HtmlTree) {
    let mut at = document.first_child();
    while let Some(node) = at {
        match node.node_type() {
            Node::ELEMENT_NODE => {
                open(node.unchecked_ref(), tree);
                if let Some(first) = node.first_child() {
                    at = Some(first);
                    continue;
                }
                tree.close();
            }
            Node::TEXT_NODE => tree.text(&node.node_value().unwrap_or_default()),
            _ => {}
        }
        let mut done = node;
        at = loop {
            if let Some(next) = done.next_sibling() {
                break Some(next);
            }
            match done.parent_node() {
                Some(parent) if parent != *document => {
                    tree.close();
                    done = parent;
                }
                _ => break None,
            }
        };
    }
}

fn open(element: &Element, tree: &mut HtmlTree) {
    let attributes: Vec<(String, String)> = element
        .get_attribute_names()
        .iter()
        .filter_map(|name| name.as_string())
        .filter_map(|name| element.get_attribute(&name).map(|value| (name, value)))
        .collect();
    let attributes = attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    tree.open(&element.local_name().to_ascii_lowercase(), attributes);
}
