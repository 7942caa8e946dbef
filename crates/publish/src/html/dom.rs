//! The document that html5ever makes.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName, local_name, ns};
use sidelight_engine::decode::HtmlTree;

/// A node of a [`Dom`].
#[derive(Clone)]
pub struct Handle(Rc<(usize, QualName)>);

impl Handle {
    fn place(&self) -> usize {
        self.0.0
    }
}

#[derive(Default)]
struct Node {
    parent: Option<usize>,
    depth: usize,
    children: Vec<usize>,
    content: Content,
}

#[derive(Default)]
enum Content {
    /// The document, a template's content, or a comment.
    #[default]
    Nothing,
    Text(StrTendril),
    Element(QualName, Vec<Attribute>),
}

/// A document. The first node is its root.
pub struct Dom {
    nodes: RefCell<Vec<Node>>,
    /// How deep the element lies that is open.
    depth: Cell<usize>,
}

impl Default for Dom {
    fn default() -> Self {
        Self { nodes: RefCell::new(vec![Node::default()]), depth: Cell::new(0) }
    }
}

/// A name for what has none.
fn no_name() -> QualName {
    QualName::new(None, ns!(), local_name!(""))
}

impl Dom {
    /// How deep the element lies that is open, from 0.
    pub fn depth(&self) -> usize {
        self.depth.get()
    }

    /// The elements and texts of the document. What templates hold is none of it.
    pub fn into_tree(self) -> HtmlTree {
        let nodes = self.nodes.into_inner();
        let mut tree = HtmlTree::default();
        // What is still to be told, the last first; none for an element that ends.
        let mut rest: Vec<Option<usize>> = nodes[0].children.iter().rev().copied().map(Some).collect();
        while let Some(place) = rest.pop() {
            let Some(node) = place.map(|place| &nodes[place]) else {
                tree.close();
                continue;
            };
            match &node.content {
                Content::Nothing => {}
                Content::Text(text) => tree.text(text),
                Content::Element(name, attributes) => {
                    let attributes = attributes.iter().map(|it| (&*it.name.local, &*it.value));
                    tree.open(&name.local.to_ascii_lowercase(), attributes);
                    rest.push(None);
                    rest.extend(node.children.iter().rev().copied().map(Some));
                }
            }
        }
        tree
    }

    fn add(&self, content: Content, name: QualName) -> Handle {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { content, ..Node::default() });
        Handle(Rc::new((nodes.len() - 1, name)))
    }

    fn detach(nodes: &mut [Node], place: usize) {
        let Some(parent) = nodes[place].parent.take() else { return };
        let siblings = &mut nodes[parent].children;
        // Mostly it is among the last.
        if let Some(at) = siblings.iter().rposition(|sibling| *sibling == place) {
            siblings.remove(at);
        }
    }

    /// Puts something among the children of a node; a text joins the one before it.
    fn insert(&self, parent: usize, at: usize, child: NodeOrText<Handle>) {
        let mut nodes = self.nodes.borrow_mut();
        let place = match child {
            NodeOrText::AppendText(text) => {
                let before = at.checked_sub(1).map(|before| nodes[parent].children[before]);
                if let Some(Content::Text(known)) = before.map(|before| &mut nodes[before].content) {
                    known.push_tendril(&text);
                    return;
                }
                nodes.push(Node { content: Content::Text(text), ..Node::default() });
                nodes.len() - 1
            }
            NodeOrText::AppendNode(handle) => handle.place(),
        };
        // The parser takes a node from where it is before it puts it elsewhere.
        let depth = nodes[parent].depth + 1;
        nodes[place].parent = Some(parent);
        nodes[place].depth = depth;
        nodes[parent].children.insert(at, place);
        if matches!(nodes[place].content, Content::Element(..)) {
            self.depth.set(depth);
        }
    }

    fn count(&self, parent: usize) -> usize {
        self.nodes.borrow()[parent].children.len()
    }
}

impl TreeSink for Dom {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle(Rc::new((0, no_name())))
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.0.1
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        self.add(Content::Element(name.clone(), attributes), name)
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.add(Content::Nothing, no_name())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.add(Content::Nothing, no_name())
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.place(), self.count(parent.place()), child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, before: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.nodes.borrow()[element.place()].parent.is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(before, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &Handle) {
        self.depth.set(self.nodes.borrow()[node.place()].depth.saturating_sub(1));
    }

    /// What a template holds is put into a node that lies nowhere.
    fn get_template_contents(&self, _: &Handle) -> Handle {
        self.add(Content::Nothing, no_name())
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.place() == other.place()
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let (parent, at) = {
            let nodes = self.nodes.borrow();
            let Some(parent) = nodes[sibling.place()].parent else { return };
            let at = nodes[parent].children.iter().rposition(|place| *place == sibling.place());
            (parent, at.unwrap_or_default())
        };
        self.insert(parent, at, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        if let Content::Element(_, attributes) = &mut self.nodes.borrow_mut()[target.place()].content {
            for attribute in more {
                if attributes.iter().all(|known| known.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        Self::detach(&mut self.nodes.borrow_mut(), target.place());
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let moved = std::mem::take(&mut nodes[node.place()].children);
        let depth = nodes[new_parent.place()].depth + 1;
        for place in &moved {
            nodes[*place].parent = Some(new_parent.place());
            nodes[*place].depth = depth;
        }
        nodes[new_parent.place()].children.extend(moved);
    }
}
