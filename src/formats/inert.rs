//! HTML by the browser's own parser.

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::window;
use sidelight_engine::decode::{HtmlTree, ParseHtml};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Node};

use super::nesting::{MAX_DEPTH, bounded};

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
        match POLICY.with(|policy| parse(&bounded(html), policy.as_ref())) {
            Ok(document) => tell(&document, &mut tree),
            // The page forbids it; as with all that cannot be read, the text is kept.
            Err(_) => tree.text(html),
        }
        tree
    }
}

fn parse(html: &str, policy: Option<&JsValue>) -> Result<Document, JsValue> {
    let html = JsValue::from(html);
    let html = match policy {
        Some(policy) => call(policy, "createHTML", &Array::of1(&html))?,
        None => html,
    };
    DomParser::new().parse(&html, "text/html")
}

thread_local! {
    /// How a page with Trusted Types wants to be given the text, since it cannot know that the document is inert; none where there
    /// are no such types, or the page lets no policy of this name in. It may let it in only once.
    static POLICY: Option<JsValue> = policy();
}

fn policy() -> Option<JsValue> {
    let types = Reflect::get(&window(), &"trustedTypes".into()).ok().filter(JsValue::is_object)?;
    let rules = Object::new();
    let unchanged = Closure::<dyn Fn(JsValue) -> JsValue>::new(|html| html).into_js_value();
    Reflect::set(&rules, &"createHTML".into(), &unchanged).ok()?;
    call(&types, "createPolicy", &Array::of2(&"sidelight-inert".into(), &rules)).ok()
}

fn call(object: &JsValue, method: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    Reflect::get(object, &method.into())?.dyn_into::<Function>()?.apply(object, arguments)
}

/// Tells the elements and texts of a document, in order, without recursion: it may be deep.
fn tell(document: &Node, tree: &mut HtmlTree) {
    let mut depth = 0;
    let mut at = document.first_child();
    while let Some(node) = at {
        match node.node_type() {
            Node::ELEMENT_NODE => {
                // Asking for name and attributes takes longer than all else, and of the deepest the tree keeps the text only.
                match depth < MAX_DEPTH {
                    true => open(node.unchecked_ref(), tree),
                    false => tree.open("", []),
                }
                if let Some(first) = node.first_child() {
                    depth += 1;
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
                    depth -= 1;
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
