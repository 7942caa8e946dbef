//! Elements, as every component writes them.
//!
//! Leptos gives each element a type of its own, made of its tag, its attributes and its children, and
//! compiles building, rebuilding and hydrating anew for each. An [`Element`] has one type whatever it is, so
//! all that is compiled once: the viewer's wasm is about half the size for it (see ARCHITECTURE.md).

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev::{self, EventDescriptor};
use leptos::html::{Custom, custom};
use leptos::prelude::*;
use leptos::svg;
use leptos::tachys::html::class::class;
use leptos::tachys::html::event::on;
use leptos::tachys::html::node_ref::node_ref;
use leptos::tachys::html::property::prop;
use wasm_bindgen::{JsCast, JsValue};

use crate::later::{Later, Loader};

/// An element under construction.
pub struct Element {
    tag: Tag,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

#[derive(Clone, Copy)]
enum Tag {
    Html(&'static str),
    Svg,
    Group,
    Path,
    Text,
}

/// Refers to an element once it is in the page.
pub type ElementRef = NodeRef<Custom<&'static str>>;

macro_rules! elements {
    ($($name:ident)*) => {
        $(
            #[doc = concat!("A `<", stringify!($name), ">`.")]
            pub fn $name() -> Element {
                Element::new(Tag::Html(stringify!($name)))
            }
        )*
    };
}

elements! {
    a article aside bdi blockquote br button caption cite code dd details dialog div dl dt em figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr img input label li mark nav ol option p pre progress rt ruby section select span
    strong sub summary sup table tbody td textarea th thead time tr ul
}

/// A link to somewhere else, which cannot reach back to this page.
pub fn link(address: String) -> Element {
    a().attr("href", address).attr("rel", "noopener")
}

/// A name that stands in a line with others: marks of direction in it turn none of them around.
///
/// With the address of a page about it, it is a link.
pub fn name(name: &str, address: Option<String>) -> Element {
    let name = bdi().child(name.to_owned());
    match address {
        Some(address) => link(address).child(name),
        None => name,
    }
}

/// Names in a line.
pub fn names(all: &[String], separator: &'static str) -> Vec<AnyView> {
    let names = all.iter().enumerate();
    names.map(|(at, one)| fragment(((at > 0).then_some(separator), name(one, None)))).collect()
}

/// A picture from elsewhere, loaded once it is near the window, and without telling which article shows it.
pub fn picture(address: String) -> Element {
    img()
        .attr("src", address)
        .attr("loading", "lazy")
        .attr("decoding", "async")
        .attr("referrerpolicy", "no-referrer")
}

/// An `<svg>`.
pub fn svg() -> Element {
    Element::new(Tag::Svg)
}

/// A `<g>` of an SVG.
pub fn group() -> Element {
    Element::new(Tag::Group)
}

/// A `<path>` of an SVG.
pub fn path() -> Element {
    Element::new(Tag::Path)
}

/// A `<text>` of an SVG.
pub fn text() -> Element {
    Element::new(Tag::Text)
}

/// What the second module shows, as soon as that is here; nothing until then.
pub fn later(view: impl Fn(&'static Later) -> AnyView + Send + 'static) -> AnyView {
    let loader = Loader::here();
    dynamic(move || loader.get().map(|later| untrack(|| view(later))))
}

/// A closure whose result is shown, and shown anew when what it reads has changed.
pub fn dynamic<C: Children>(mut view: impl FnMut() -> C + Send + 'static) -> AnyView {
    let view: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || fragment(view()));
    view.into_any()
}

/// What tells an item of a list from the others.
pub type Key = (u32, usize, u32);

/// A view for each item, made once: those that stay are moved when the order changes.
pub fn keyed(
    items: impl Fn() -> Vec<Key> + Send + 'static,
    view: impl Fn(Key) -> AnyView + Send + Clone + 'static,
) -> AnyView {
    For(ForProps::builder().each(items).key(Key::clone).children(view).build()).into_any()
}

/// Views side by side, without an element around them.
pub fn fragment(children: impl Children) -> AnyView {
    let mut views = Vec::new();
    children.push_to(&mut views);
    match views.pop() {
        None => ().into_any(),
        Some(only) if views.is_empty() => only,
        Some(last) => {
            views.push(last);
            views.into_any()
        }
    }
}

impl Element {
    fn new(tag: Tag) -> Self {
        Self { tag, attributes: Vec::new(), children: Vec::new() }
    }

    /// Sets an attribute; none leaves it away.
    pub fn attr(mut self, name: &'static str, value: impl AttributeText) -> Self {
        if let Some(value) = value.text() {
            self.attributes.push(custom_attribute(name, value).into_any_attr());
        }
        self
    }

    /// Sets an attribute that follows what `value` reads; none takes it away.
    pub fn attr_with<T: AttributeText>(
        mut self,
        name: &'static str,
        mut value: impl FnMut() -> T + Send + 'static,
    ) -> Self {
        let value: Box<dyn FnMut() -> Option<String> + Send> = Box::new(move || value().text());
        self.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// Sets the classes, parted by spaces.
    pub fn class(self, names: &'static str) -> Self {
        self.attr("class", names)
    }

    /// Adds a class for as long as `is_on` says so. Comes behind [`Element::class`].
    pub fn class_when(mut self, name: &'static str, is_on: impl FnMut() -> bool + Send + 'static) -> Self {
        let is_on: Box<dyn FnMut() -> bool + Send> = Box::new(is_on);
        self.attributes.push(class((name, is_on)).into_any_attr());
        self
    }

    /// Keeps the value of a form control in step with what `value` reads.
    pub fn value_with(mut self, value: impl FnMut() -> String + Send + 'static) -> Self {
        let value: Box<dyn FnMut() -> String + Send> = Box::new(value);
        self.attributes.push(prop("value", value).into_any_attr());
        self
    }

    /// Calls `listener` at each event of this kind.
    pub fn on<E: EventDescriptor>(
        mut self,
        event: E,
        mut listener: impl FnMut(E::EventType) + 'static,
    ) -> Self
    where
        E::EventType: JsCast,
    {
        let listener: Box<dyn FnMut(JsValue)> = Box::new(move |event| listener(event.unchecked_into()));
        self.attributes.push(on(ev::Custom::<JsValue>::new(event.name()), listener).into_any_attr());
        self
    }

    /// Lets `reference` refer to the element.
    pub fn node_ref(mut self, reference: ElementRef) -> Self {
        self.attributes.push(node_ref(reference).into_any_attr());
        self
    }

    /// Adds children.
    pub fn child(mut self, children: impl Children) -> Self {
        children.push_to(&mut self.children);
        self
    }

    /// The view of the element.
    pub fn into_any(self) -> AnyView {
        let Self { tag, attributes, children } = self;
        match tag {
            Tag::Html(tag) => custom(tag).add_any_attr(attributes).child(children).into_any(),
            Tag::Svg => svg::svg().add_any_attr(attributes).child(children).into_any(),
            Tag::Group => svg::g().add_any_attr(attributes).child(children).into_any(),
            Tag::Path => svg::path().add_any_attr(attributes).into_any(),
            Tag::Text => svg::text().add_any_attr(attributes).child(children).into_any(),
        }
    }
}

/// What an attribute can be set to.
pub trait AttributeText {
    /// The attribute's text; none where the attribute is to be absent.
    fn text(self) -> Option<String>;
}

impl AttributeText for String {
    fn text(self) -> Option<String> {
        Some(self)
    }
}

impl AttributeText for &str {
    fn text(self) -> Option<String> {
        Some(self.to_owned())
    }
}

/// A switch such as `disabled`.
impl AttributeText for bool {
    fn text(self) -> Option<String> {
        self.then(String::new)
    }
}

impl<T: AttributeText> AttributeText for Option<T> {
    fn text(self) -> Option<String> {
        self.and_then(T::text)
    }
}

/// What an element can hold.
pub trait Children {
    /// Adds itself to the children.
    fn push_to(self, children: &mut Vec<AnyView>);
}

impl Children for AnyView {
    fn push_to(self, children: &mut Vec<AnyView>) {
        children.push(self);
    }
}

impl Children for Element {
    fn push_to(self, children: &mut Vec<AnyView>) {
        children.push(self.into_any());
    }
}

impl Children for String {
    fn push_to(self, children: &mut Vec<AnyView>) {
        // A browser would not find an empty text node again in a prerendered page.
        if !self.is_empty() {
            children.push(self.into_any());
        }
    }
}

impl Children for &str {
    fn push_to(self, children: &mut Vec<AnyView>) {
        self.to_owned().push_to(children);
    }
}

/// Nothing.
impl Children for () {
    fn push_to(self, _: &mut Vec<AnyView>) {}
}

impl<T: Children> Children for Option<T> {
    fn push_to(self, children: &mut Vec<AnyView>) {
        if let Some(child) = self {
            child.push_to(children);
        }
    }
}

impl<T: Children> Children for Vec<T> {
    fn push_to(self, children: &mut Vec<AnyView>) {
        for child in self {
            child.push_to(children);
        }
    }
}

macro_rules! children_of_tuples {
    ($(($($name:ident)*))*) => {
        $(
            impl<$($name: Children),*> Children for ($($name,)*) {
                #[expect(non_snake_case, reason = "the names of the types are those of the values")]
                fn push_to(self, children: &mut Vec<AnyView>) {
                    let ($($name,)*) = self;
                    $($name.push_to(children);)*
                }
            }
        )*
    };
}

children_of_tuples! { (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) }
