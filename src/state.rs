//! What is shown, selected and searched.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::window;
use sidelight_engine::article::{Article, BlockIndex};
use sidelight_engine::decode::Diagnostic;
use sidelight_engine::entity::Mention;
use sidelight_engine::highlight::{Match, Options, Passage, Query, Typed};
use sidelight_engine::text::{BlockText, Span};

use crate::cards::Cards;
use crate::cast::{Cast, CastFiles, Casting};
use crate::panel::PanelState;
use crate::reactive::{Memo, Signal, Stored, effect};
use crate::searching::Searching;

/// An article made ready to be shown.
#[derive(Debug)]
pub struct OpenArticle {
    /// The article.
    pub article: Article,
    /// The text of each text block.
    pub texts: Vec<BlockText>,
    /// What was at fault in the source.
    pub diagnostics: Vec<Diagnostic>,
    /// Absolute address of the article's file, which relative addresses start from; none for a file of
    /// the reader's own.
    pub base: Option<String>,
}

impl OpenArticle {
    /// Makes an article ready.
    pub fn new(mut article: Article, diagnostics: Vec<Diagnostic>, base: Option<String>) -> Self {
        let texts = article.block_texts();
        article.language = article.language_or_guess();
        Self { article, texts, diagnostics, base }
    }

    /// An address of the article as the page has to write it.
    pub fn resolve(&self, address: &str) -> String {
        match &self.base {
            // A fragment is a place in the article, wherever it is shown.
            Some(base) if !address.starts_with('#') => web_sys::Url::new_with_base(address, base)
                .map_or_else(|_| address.to_owned(), |url| url.href()),
            _ => address.to_owned(),
        }
    }

    /// The files that the article names for its cast.
    pub fn cast_files(&self) -> CastFiles {
        let resolved = |addresses: &[String]| addresses.iter().map(|address| self.resolve(address)).collect();
        CastFiles {
            dictionaries: resolved(&self.article.dictionaries),
            annotations: resolved(&self.article.annotations),
        }
    }
}

/// A place in the text, to be scrolled to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The text block.
    pub block: BlockIndex,
    /// Where in its text.
    pub span: Span,
}

/// Tells the text block at the top of the window.
pub type ReadingPlace = Rc<dyn Fn() -> Option<BlockIndex>>;

/// How high the panel stands where it is a sheet, in a narrow window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetHeight {
    /// The beginning of a card, or the first rows of the list.
    Low,
    /// As much as the text has.
    Half,
    /// All but the bar and a strip of the text.
    Full,
}

impl SheetHeight {
    /// Its name in attributes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Half => "half",
            Self::Full => "full",
        }
    }
}

/// What a reader does with one article. Copies share it.
#[derive(Clone, Copy, Debug)]
pub struct ReaderState {
    /// The article.
    pub open: Stored<Arc<OpenArticle>>,
    /// Keywords that are kept as chips, and the options of the search.
    pub kept: Signal<Query>,
    /// What stands in the search field.
    pub draft: Signal<String>,
    /// Chips and draft together.
    pub query: Memo<Query>,
    /// The search for them in the whole article.
    pub searching: Searching,
    /// The current match.
    pub current: Signal<Option<Match>>,
    /// The chip whose menu is open, by its place.
    pub chip: Signal<Option<usize>>,
    /// Whether the search field has the focus, so that keywords are suggested.
    pub suggests: Signal<bool>,
    /// Whether the options and the list of matches are open.
    pub list_is_open: Signal<bool>,
    /// Who and what is in it.
    pub casting: Casting,
    /// The selected entity, by its place in the cast.
    pub selected: Signal<Option<u32>>,
    /// Ids of the entity that is to be selected once it is found, and of its companion.
    pub awaited: Signal<Option<(String, Option<String>)>>,
    /// The entity whose meetings with the selected one are looked at.
    pub companion: Signal<Option<u32>>,
    /// Which of the selected entity's mentions was gone to last.
    pub mention: Signal<Option<usize>>,
    /// The passage that the address points to.
    pub passage: Signal<Option<Passage>>,
    /// Where to scroll to; set anew for each move, also to the same place.
    pub goal: Signal<Option<Place>>,
    /// What the panel shows.
    pub panel: PanelState,
    /// Tells the text block at the top of the window, from which searches and steps go on.
    pub reading_place: Stored<ReadingPlace>,
    /// Whether cards open at hover and focus.
    pub cards: Cards,
    /// Whether the panel is open, where it does not stand beside the text.
    pub panel_is_open: Signal<bool>,
    /// How high it stands, where it is a sheet.
    pub sheet: Signal<SheetHeight>,
}

impl ReaderState {
    /// The state of an article that was just opened, with these keywords and this entity.
    pub fn new(
        open: Arc<OpenArticle>,
        keywords: &[String],
        options: Options,
        files: CastFiles,
        cards: Cards,
    ) -> Self {
        let open = Stored::new(open);
        let kept = Signal::new(Query::new(keywords, options));
        let draft = Signal::new(String::new());
        let query = Memo::new(move || {
            let mut query = kept.get();
            draft.with(|draft| query.push(draft));
            query
        });
        Self {
            open,
            kept,
            draft,
            query,
            searching: Searching::new(open, query),
            current: Signal::new(None),
            chip: Signal::new(None),
            suggests: Signal::new(false),
            list_is_open: Signal::new(false),
            casting: Casting::new(open, files),
            selected: Signal::new(None),
            awaited: Signal::new(None),
            companion: Signal::new(None),
            mention: Signal::new(None),
            passage: Signal::new(None),
            goal: Signal::new(None),
            panel: PanelState::new(),
            reading_place: Stored::new(Rc::new(|| None)),
            cards,
            panel_is_open: Signal::new(false),
            sheet: Signal::new(SheetHeight::Half),
        }
    }

    /// The article.
    pub fn article(&self) -> Arc<OpenArticle> {
        self.open.get()
    }

    /// Whether there is a cast, or one may still come.
    pub fn may_have_cast(&self) -> bool {
        !self.cast().entities.is_empty() || self.casting.is_under_way.get_untracked()
    }

    /// Whether the reader has asked for what the second module does, followed.
    pub fn needs_later(&self) -> bool {
        let searches = self.query.with(|query| !query.is_empty()) || self.suggests.get();
        let opens = self.list_is_open.get() || self.panel_is_open.get() || self.chip.get().is_some();
        searches || opens || self.selected.get().is_some()
    }

    /// The cast as it is now.
    pub fn cast(&self) -> Arc<Cast> {
        self.casting.cast.get_untracked()
    }

    /// How keywords are looked for.
    pub fn options(&self) -> Options {
        self.kept.with(Query::options)
    }

    /// Takes what was typed or pasted. A comma, as in a pasted list, keeps what stands before it as keywords.
    /// Returns what is left in the search field.
    pub fn type_query(&self, input: &str) -> String {
        let typed = Typed::new(input, self.kept.with_untracked(Query::options));
        self.forget_place();
        self.keep(&typed.finished);
        let draft = match typed.finished.is_empty() {
            true => input.to_owned(),
            false => typed.rest.trim_start().to_owned(),
        };
        self.draft.set(draft.clone());
        self.searching.start_now();
        draft
    }

    /// Takes what stands in the search field while it is being composed.
    pub fn type_draft(&self, input: &str) {
        self.forget_place();
        self.draft.set(input.to_owned());
    }

    /// Keeps the draft as a chip. What is searched for stays the same, and so does the current match.
    pub fn keep_draft(&self) {
        let draft = self.draft.get_untracked();
        let options = self.kept.with_untracked(Query::options);
        let keywords = Typed::new(&draft, options).into_keywords(options);
        if !keywords.is_empty() {
            self.kept.update(|query| {
                for keyword in &keywords {
                    query.push(keyword);
                }
            });
            self.draft.set(String::new());
        }
    }

    /// Keeps keywords as chips; those that are there already stay as they are.
    pub fn keep(&self, keywords: &[String]) {
        if !keywords.is_empty() {
            self.forget_place();
            self.kept.update(|query| {
                for keyword in keywords {
                    query.push(keyword);
                }
            });
        }
    }

    /// Changes the chips. The menu of one of them closes.
    pub fn change_keywords(&self, change: impl FnOnce(&mut Query)) {
        self.forget_place();
        self.kept.update(change);
    }

    /// Changes one chip, whose menu stays open.
    pub fn change_keyword(&self, place: usize, change: impl FnOnce(&mut Query, usize)) {
        self.current.set(None);
        self.kept.update(|query| change(query, place));
    }

    /// From here on, “next” starts at the reading place, and no chip's menu is open.
    fn forget_place(&self) {
        if self.current.with_untracked(Option::is_some) {
            self.current.set(None);
        }
        if self.chip.with_untracked(Option::is_some) {
            self.chip.set(None);
        }
    }

    /// Place of the current match among all, followed.
    pub fn current_place(&self) -> Option<usize> {
        self.searching.found.track();
        self.current.track();
        self.current_place_untracked()
    }

    /// Place of the current match among all, as it is now.
    pub fn current_place_untracked(&self) -> Option<usize> {
        let current = self.current.get_untracked()?;
        self.searching.with(|search| search.place_of(&current))
    }

    /// Makes the next match the current one, or the previous; round from the last to the first. From
    /// nowhere it starts at the first match behind `reading_place`.
    pub fn step_match(&self, forward: bool, reading_place: Option<BlockIndex>) {
        let (state, query) = (*self, self.query.get_untracked());
        self.searching.later.then(move |_| {
            // By then the reader may have gone on to something else.
            if state.query.try_get_untracked() == Some(query) {
                state.step_found(forward, reading_place);
            }
        });
    }

    fn step_found(&self, forward: bool, reading_place: Option<BlockIndex>) {
        self.searching.hurry();
        let current = self.current.get_untracked();
        let next = self.searching.with(|search| {
            let last = search.len().checked_sub(1)?;
            let next = match current.and_then(|current| search.place_of(&current)) {
                Some(at) if forward => (at + 1) % (last + 1),
                Some(at) => at.checked_sub(1).unwrap_or(last),
                None => {
                    let here = reading_place.and_then(|block| search.first_from(block, 0)).unwrap_or(0);
                    if forward { here } else { here.checked_sub(1).unwrap_or(last) }
                }
            };
            search.matches(next..next + 1).first().copied()
        });
        if let Some(next) = next {
            self.go_to_match(next);
        }
    }

    /// Makes a match the current one and goes there.
    pub fn go_to_match(&self, found: Match) {
        self.current.set(Some(found));
        self.goal.set(Some(Place { block: found.block, span: found.span }));
    }

    /// Selects an entity and marks all its mentions; none takes the selection away.
    pub fn select_entity(&self, entity: Option<u32>) {
        self.awaited.set(None);
        if self.selected.get_untracked() != entity {
            self.mention.set(None);
            self.companion.set(None);
            if entity.is_none() {
                self.panel.left_at.set(None);
            }
            self.selected.set(entity);
        }
    }

    /// Selects the entity with this id, or with a page at this address, and the one whose meetings with it are looked
    /// at, now or as soon as they are found.
    pub fn select_by_id(&self, entity: Option<String>, companion: Option<String>) {
        let cast = self.cast();
        let find = |id: &str| cast.place(id).or_else(|| cast.place_of_page(id));
        let place = |id: &Option<String>| id.as_deref().and_then(find);
        let (first, second) = (place(&entity), place(&companion));
        self.select_entity(first);
        self.companion.set(first.and(second));
        let is_missing = first.is_none() && entity.is_some() || second.is_none() && companion.is_some();
        if is_missing && self.casting.is_under_way.get_untracked() {
            self.awaited.set(Some((entity.unwrap_or_default(), companion)));
        }
    }

    /// Selects what is awaited as soon as it is found.
    pub fn await_entity(self) {
        effect(move || {
            self.casting.cast.track();
            self.casting.is_under_way.track();
            if let Some((entity, companion)) = self.awaited.get_untracked() {
                self.select_by_id(Some(entity), companion);
            }
        });
    }

    /// Goes to the next mention of an entity, or the previous, and selects it; round from the last to the first. From
    /// nowhere it starts at the first mention behind the reading place.
    pub fn step_mention(&self, entity: u32, forward: bool) {
        self.select_entity(Some(entity));
        let cast = self.cast();
        let mut mentions = cast.index.of(entity);
        let Some(last) = mentions.len().checked_sub(1) else { return };
        let next = match self.mention.get_untracked() {
            None => {
                let block = (self.reading_place.get())().unwrap_or_default();
                let here = mentions.position(|mention| mention.block >= block).unwrap_or(0);
                if forward { here } else { here.checked_sub(1).unwrap_or(last) }
            }
            Some(at) if forward => (at + 1) % (last + 1),
            Some(at) => at.checked_sub(1).unwrap_or(last),
        };
        self.go_to_mention(entity, next);
    }

    /// Goes to one of an entity's mentions, counted from 0, and selects it.
    pub fn go_to_mention(&self, entity: u32, place: usize) {
        self.select_entity(Some(entity));
        if let Some(mention) = self.cast().index.of(entity).nth(place) {
            self.mention.set(Some(place));
            if self.panel.left_at.get_untracked().is_none() {
                self.panel.left_at.set(window().scroll_y().ok());
            }
            self.goal.set(Some(Place { block: mention.block, span: mention.span }));
        }
    }

    /// Selects an entity at one of its mentions, which stays in view.
    pub fn select_mention(&self, mention: Mention) {
        if let Some(place) = self.cast().index.of(mention.entity).position(|other| *other == mention) {
            self.go_to_mention(mention.entity, place);
        }
    }
}
