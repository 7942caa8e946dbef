//! The search of the open article: what is in view at once, the rest in slices between frames.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::{on_cleanup, set_timeout};
use sidelight_engine::highlight::{Query, Search};

use crate::later::Loader;
use crate::reactive::{Memo, Signal, Stored, effect, on_next_frame};
use crate::state::OpenArticle;
use crate::timing::{measure_since, now};
use crate::words::BrowserWords;

/// Milliseconds that a key press may search for before the frame that shows what is in view.
const AT_ONCE: f64 = 8.0;

/// Milliseconds of one slice of the rest: short enough for a frame to come in time, and for what the reader does to
/// be answered in between.
const SLICE: f64 = 16.0;

/// Milliseconds that a key which goes to the next match may wait for the rest of the search.
const PATIENCE: f64 = 40.0;

/// What a search has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Number of matches of each keyword, in the order of the query.
    pub counts: Vec<usize>,
    /// Number of matches that are shown.
    pub total: usize,
    /// Whether the whole article is searched.
    pub is_complete: bool,
    /// Grows with each change, also where all numbers stay as they are.
    pub version: u32,
}

/// Searches an article whenever its query changes. Copies share it.
#[derive(Clone, Copy, Debug)]
pub struct Searching {
    /// What is found so far; none of it is of an earlier query.
    pub found: Signal<Found>,
    open: Stored<Arc<OpenArticle>>,
    query: Memo<Query>,
    /// What looks for keywords comes later.
    pub later: Loader,
    work: Stored<Rc<Work>>,
}

/// Tells which text blocks are near the viewport.
type Near = Box<dyn Fn() -> Vec<Range<u32>>>;

struct Work {
    search: RefCell<Search>,
    words: BrowserWords,
    /// Asks for the text blocks near the viewport.
    near: RefCell<Option<Near>>,
    /// Is told whenever something was found, before anything on the page is changed for it.
    tell: RefCell<Option<Box<dyn Fn()>>>,
    /// Milliseconds that the present search has taken.
    spent: Cell<f64>,
    version: Cell<u32>,
    /// Whether it was told that the present search is complete.
    is_told: Cell<bool>,
    /// Whether a slice is due.
    is_due: Cell<bool>,
}

impl Searching {
    /// Searches `open` for `query` from now on.
    pub fn new(open: Stored<Arc<OpenArticle>>, query: Memo<Query>) -> Self {
        let article = open.get();
        let work = Work {
            search: RefCell::new(Search::new(&article.texts)),
            words: BrowserWords::new(article.article.language.as_deref().unwrap_or_default()),
            near: RefCell::default(),
            tell: RefCell::default(),
            spent: Cell::default(),
            version: Cell::default(),
            is_told: Cell::default(),
            is_due: Cell::default(),
        };
        let later = Loader::here();
        let searching = Self {
            found: Signal::new(Found::default()),
            open,
            query,
            later,
            work: Stored::new(Rc::new(work)),
        };
        effect(move || {
            if later.get().is_some() {
                query.with(|query| searching.start(query));
            }
        });
        effect(move || {
            if later.get().is_some() {
                on_next_frame(move || set_timeout(move || searching.fold(0.0), Duration::ZERO));
            }
        });
        on_cleanup(move || {
            if let Some(work) = searching.work.try_get() {
                *work.near.borrow_mut() = None;
                *work.tell.borrow_mut() = None;
            }
        });
        searching
    }

    /// Lets `near` tell which text blocks are to be searched first.
    pub fn search_first(&self, near: impl Fn() -> Vec<Range<u32>> + 'static) {
        *self.work.get().near.borrow_mut() = Some(Box::new(near));
    }

    /// Calls `tell` whenever something was found, before anything on the page is changed for it.
    pub fn when_found(&self, tell: impl Fn() + 'static) {
        *self.work.get().tell.borrow_mut() = Some(Box::new(tell));
    }

    /// Reads what has been found so far.
    pub fn with<T>(&self, read: impl FnOnce(&Search) -> T) -> T {
        read(&self.work.get().search.borrow())
    }

    /// Searches for the query as it is now, before the page is changed for it.
    pub fn start_now(&self) {
        self.start(&self.query.get_untracked());
    }

    /// Searches what is left, also for a query that has only just changed; for as long as a reader waits for
    /// the answer to a key without noticing.
    pub fn hurry(&self) {
        self.start_now();
        self.advance(PATIENCE);
    }

    /// Searches all that is left, however long that takes: on paper nothing can be added later.
    pub fn complete(&self) {
        self.start_now();
        self.advance(f64::INFINITY);
    }

    /// Makes the searchable text while the reader reads, so that the first key press need not.
    fn fold(self, spent: f64) {
        let (Some(work), Some(open)) = (self.work.try_get(), self.open.try_get()) else { return };
        let Some(later) = self.later.get_untracked() else { return };
        let start = now();
        while (later.fold)(&mut work.search.borrow_mut(), &open.texts) {
            if now() - start > SLICE {
                let spent = spent + now() - start;
                return set_timeout(move || self.fold(spent), Duration::ZERO);
            }
        }
        measure_since("fold", start - spent);
    }

    fn start(self, query: &Query) {
        let Some(later) = self.later.get_untracked() else { return };
        let (work, open) = (self.work.get(), self.open.get());
        if *work.search.borrow().query() == *query {
            return;
        }
        let start = now();
        (later.set_query)(&mut work.search.borrow_mut(), query);
        work.is_told.set(false);
        let near = work.near.borrow().as_ref().map(|near| near()).unwrap_or_default();
        for blocks in near {
            (later.advance_in)(&mut work.search.borrow_mut(), blocks, &open.texts, &work.words);
        }
        work.spent.set(now() - start);
        if !self.advance(AT_ONCE) {
            self.publish();
            self.slice_soon();
        }
    }

    fn slice_soon(self) {
        let Some(work) = self.work.try_get() else { return };
        if !work.is_due.replace(true) {
            set_timeout(
                move || {
                    let Some(work) = self.work.try_get() else { return };
                    work.is_due.set(false);
                    if !self.advance(SLICE) {
                        self.slice_soon();
                    }
                },
                Duration::ZERO,
            );
        }
    }

    /// Goes on for some milliseconds. Returns whether the search is complete, which it then tells.
    fn advance(self, milliseconds: f64) -> bool {
        let Some(later) = self.later.get_untracked() else { return false };
        let (work, open) = (self.work.get(), self.open.get());
        let start = now();
        let mut has_more = true;
        while has_more && now() - start < milliseconds {
            has_more = (later.advance)(&mut work.search.borrow_mut(), &open.texts, &work.words);
        }
        work.spent.set(work.spent.get() + now() - start);
        if !has_more && !work.is_told.replace(true) {
            measure_since("search", now() - work.spent.get());
            self.publish();
        }
        !has_more
    }

    fn publish(self) {
        let work = self.work.get();
        let search = work.search.borrow();
        work.version.set(work.version.get().wrapping_add(1));
        self.found.set(Found {
            counts: search.counts(),
            total: search.len(),
            is_complete: search.is_complete(),
            version: work.version.get(),
        });
        drop(search);
        if let Some(tell) = &*work.tell.borrow() {
            tell();
        }
    }
}
