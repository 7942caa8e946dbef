//! Signals, memos, stored values and effects, as every component keeps its state.
//!
//! Leptos compiles each of them anew for each type that it holds or runs: some 5 KB of wasm a type. Here the
//! value lies behind a pointer of one type, as the elements of [`crate::components`] do, so that all that is
//! compiled once. The methods are those of Leptos.

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use leptos::ev::EventDescriptor;
use leptos::prelude::{self as graph, *};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// A value of any type that can be followed.
type Shared = Arc<dyn Any + Send + Sync>;

/// The value behind a pointer.
fn as_type<T: 'static>(value: &dyn Any) -> &T {
    value.downcast_ref().expect("a value is read as the type that it was written as")
}

macro_rules! pointer_to {
    ($(#[$doc:meta])* $name:ident, $inner:ty) => {
        $(#[$doc])*
        pub struct $name<T> {
            inner: $inner,
            holds: PhantomData<fn() -> T>,
        }

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}

        impl<T> std::fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    };
}

pointer_to!(
    /// A value that is followed. Copies share it.
    Signal,
    RwSignal<Shared>
);

impl<T: Clone + Send + Sync + 'static> Signal<T> {
    /// A signal with this value.
    pub fn new(value: T) -> Self {
        Self { inner: RwSignal::new(Arc::new(value)), holds: PhantomData }
    }

    /// The value, followed.
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    /// The value as it is now.
    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }

    /// The value as it is now; none where the signal is gone.
    pub fn try_get_untracked(&self) -> Option<T> {
        self.inner.try_get_untracked().map(|shared| as_type::<T>(&*shared).clone())
    }

    /// Reads the value and follows it.
    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(as_type(&*self.inner.get()))
    }

    /// Reads the value as it is now.
    pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(as_type(&*self.inner.get_untracked()))
    }

    /// Follows the value.
    pub fn track(&self) {
        self.inner.track();
    }

    /// Replaces the value.
    pub fn set(&self, value: T) {
        self.inner.set(Arc::new(value));
    }

    /// Replaces the value, unless the signal is gone.
    pub fn try_set(&self, value: T) {
        let _ = self.inner.try_set(Arc::new(value));
    }

    /// Changes the value.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }
}

/// A value with the way to tell whether another is the same.
#[derive(Clone)]
struct Comparable {
    value: Shared,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Comparable {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&*self.value, &*other.value)
    }
}

pointer_to!(
    /// A value that is made of others, and made anew when they have changed. Copies share it.
    Memo,
    graph::Memo<Comparable>
);

impl<T: Clone + PartialEq + Send + Sync + 'static> Memo<T> {
    /// What `make` makes of what it reads.
    pub fn new(make: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let make: Box<dyn Fn() -> Shared + Send + Sync> = Box::new(move || Arc::new(make()));
        let is_same = |one: &dyn Any, other: &dyn Any| as_type::<T>(one) == as_type::<T>(other);
        let inner = graph::Memo::new(move |_| Comparable { value: make(), is_same });
        Self { inner, holds: PhantomData }
    }

    /// The value, followed.
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    /// The value as it is now.
    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }

    /// The value as it is now; none where the memo is gone.
    pub fn try_get_untracked(&self) -> Option<T> {
        self.inner.try_get_untracked().map(|shared| as_type::<T>(&*shared.value).clone())
    }

    /// Reads the value and follows it.
    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(as_type(&*self.inner.get().value))
    }

    /// Reads the value as it is now.
    pub fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(as_type(&*self.inner.get_untracked().value))
    }

    /// Follows the value.
    pub fn track(&self) {
        // Leptos' own way follows nothing for a memo that has never been read.
        self.with(|_| ());
    }
}

pointer_to!(
    /// A value that is kept and not followed. Copies share it.
    Stored,
    StoredValue<Rc<dyn Any>, LocalStorage>
);

impl<T: 'static> Stored<T> {
    /// Keeps a value.
    pub fn new(value: T) -> Self {
        Self { inner: StoredValue::new_local(Rc::new(value)), holds: PhantomData }
    }

    /// A copy of the value.
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of the value; none where it is gone.
    pub fn try_get(&self) -> Option<T>
    where
        T: Clone,
    {
        self.inner.try_get_value().map(|value| as_type::<T>(&*value).clone())
    }

    /// Reads the value.
    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(as_type(&*self.inner.get_value()))
    }

    /// Replaces the value.
    pub fn set(&self, value: T) {
        self.inner.set_value(Rc::new(value));
    }
}

/// Runs `run` soon, and again whenever what it reads has changed.
pub fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_: Option<()>| run());
}

/// Runs `run` before the next frame.
pub fn on_next_frame(run: impl FnOnce() + 'static) {
    let run: Box<dyn FnOnce()> = Box::new(run);
    request_animation_frame(run);
}

/// Ends when the browser has done what waits, as a click or a frame.
pub async fn next_task() {
    let mut wait = |resolve: js_sys::Function, _| {
        // Without a timer, as in a page that is going away, it never ends.
        let _ = window().set_timeout_with_callback(&resolve);
    };
    let _ = JsFuture::from(js_sys::Promise::new(&mut wait)).await;
}

/// Calls `listener` at each event of this kind that reaches the window, for as long as the component lives.
pub fn on_window<E: EventDescriptor>(event: E, listener: impl Fn(E::EventType) + 'static)
where
    E::EventType: JsCast,
{
    let listener: Box<dyn Fn(web_sys::Event)> = Box::new(move |event| listener(event.unchecked_into()));
    let listening = window_event_listener_untyped(&event.name(), listener);
    on_cleanup(move || listening.remove());
}
