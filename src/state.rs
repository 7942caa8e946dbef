//! What is shown, selected and searched.

use std::sync::Arc;

use sidelight_engine::article::{Article, BlockIndex};
use sidelight_engine::decode::Diagnostic;
use sidelight_engine::entity::EntityIndex;
use sidelight_engine::highlight::{MatchSet, Query};
use sidelight_engine::text::{BlockText, Span};

use crate::reactive::{Memo, Signal, Stored};
use crate::timing::measure;

/// An article made ready to be shown: mentions linked, texts searchable.
#[derive(Debug)]
pub struct OpenArticle {
    /// The article, its mentions made links.
    pub article: Article,
    /// The text of each text block.
    pub texts: Vec<BlockText>,
    /// Who is mentioned where.
    pub entities: EntityIndex,
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
        let entities = EntityIndex::new(&article, &texts);
        entities.link(&mut article);
        article.language = article.language_or_guess();
        Self { article, texts, entities, diagnostics, base }
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

    /// Place of the entity with this id in [`Article::entities`].
    pub fn entity_place(&self, id: &str) -> Option<u32> {
        self.article.entities.iter().position(|entity| entity.id == id).map(|place| place as u32)
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

/// What a reader does with one article. Copies share it.
#[derive(Clone, Copy, Debug)]
pub struct ReaderState {
    /// The article.
    pub open: Stored<Arc<OpenArticle>>,
    /// Keywords that are kept as chips.
    pub kept: Signal<Query>,
    /// What stands in the search field.
    pub draft: Signal<String>,
    /// Chips and draft together.
    pub query: Memo<Query>,
    /// The matches of the query in the whole article.
    pub matches: Memo<Arc<MatchSet>>,
    /// Place of the current match in `matches`.
    pub current: Signal<Option<usize>>,
    /// The selected entity, by its place in [`Article::entities`].
    pub selected: Signal<Option<u32>>,
    /// Which of the selected entity's mentions was gone to last.
    pub mention: Signal<Option<usize>>,
    /// Where to scroll to; set anew for each move, also to the same place.
    pub goal: Signal<Option<Place>>,
    /// Whether the panel is open, where it does not stand beside the text.
    pub panel_is_open: Signal<bool>,
}

impl ReaderState {
    /// The state of an article that was just opened, with these keywords and this entity.
    pub fn new(open: Arc<OpenArticle>, keywords: &[String], entity: Option<&str>) -> Self {
        let selected = entity.and_then(|id| open.entity_place(id));
        let open = Stored::new(open);
        let kept = Signal::new(Query::new(keywords));
        let draft = Signal::new(String::new());
        let query = Memo::new(move || {
            let mut query = kept.get();
            draft.with(|draft| query.push(draft));
            query
        });
        let matches = Memo::new(move || {
            query.with(|query| {
                open.with(|open| measure("search", || Arc::new(MatchSet::find(query, &open.texts))))
            })
        });
        Self {
            open,
            kept,
            draft,
            query,
            matches,
            current: Signal::new(None),
            selected: Signal::new(selected),
            mention: Signal::new(None),
            goal: Signal::new(None),
            panel_is_open: Signal::new(false),
        }
    }

    /// The article.
    pub fn article(&self) -> Arc<OpenArticle> {
        self.open.get()
    }

    /// Takes what was typed. A comma, as in a pasted list, keeps what stands before it as keywords.
    pub fn type_query(&self, input: &str) {
        let ends_in_separator = input.trim_end().ends_with([',', '，', '、', ';', '；']);
        let parsed = Query::parse(input);
        let has_separator = ends_in_separator || parsed.keywords().len() > 1;
        self.current.set(None);
        if !has_separator {
            return self.draft.set(input.trim_start().to_owned());
        }
        let (kept, draft) = match parsed.keywords().split_last() {
            Some((last, kept)) if !ends_in_separator => (kept, last.text.as_str()),
            _ => (parsed.keywords(), ""),
        };
        self.kept.update(|query| {
            for keyword in kept {
                query.push(&keyword.text);
            }
        });
        self.draft.set(draft.to_owned());
    }

    /// Keeps the draft as a chip. Returns whether there was one.
    pub fn keep_draft(&self) -> bool {
        let draft = self.draft.get_untracked();
        let parsed = Query::parse(&draft);
        if parsed.is_empty() {
            return false;
        }
        self.kept.update(|query| {
            for keyword in parsed.keywords() {
                query.push(&keyword.text);
            }
        });
        self.draft.set(String::new());
        true
    }

    /// Removes a chip.
    pub fn remove_keyword(&self, place: usize) {
        self.current.set(None);
        self.kept.update(|query| query.remove(place));
    }

    /// Makes the next match the current one, or the previous; round from the last to the first. From
    /// nowhere it starts at the first match behind `reading_place`.
    pub fn step_match(&self, forward: bool, reading_place: Option<BlockIndex>) {
        let matches = self.matches.get_untracked();
        let Some(last) = matches.len().checked_sub(1) else { return };
        let next = match self.current.get_untracked() {
            Some(at) if forward => (at + 1) % (last + 1),
            Some(at) => at.checked_sub(1).unwrap_or(last),
            None => {
                let here = reading_place.and_then(|block| matches.first_from(block, 0)).unwrap_or(0);
                if forward { here } else { here.checked_sub(1).unwrap_or(last) }
            }
        };
        self.current.set(Some(next));
        let found = matches.matches()[next];
        self.goal.set(Some(Place { block: found.block, span: found.span }));
    }

    /// Selects an entity and marks all its mentions; none takes the selection away.
    pub fn select_entity(&self, entity: Option<u32>) {
        if self.selected.get_untracked() != entity {
            self.mention.set(None);
            self.selected.set(entity);
        }
    }

    /// Goes to the next mention of an entity, or the previous, and selects it.
    pub fn step_mention(&self, entity: u32, forward: bool) {
        self.select_entity(Some(entity));
        let open = self.article();
        let mentions = open.entities.of(entity);
        let Some(last) = mentions.len().checked_sub(1) else { return };
        let next = match self.mention.get_untracked() {
            None => 0,
            Some(at) if forward => (at + 1) % (last + 1),
            Some(at) => at.checked_sub(1).unwrap_or(last),
        };
        self.mention.set(Some(next));
        if let Some(mention) = mentions.clone().nth(next) {
            self.goal.set(Some(Place { block: mention.block, span: mention.span }));
        }
    }

    /// Selects an entity at one of its mentions in a text block, counted from 0, which stays in view.
    pub fn select_mention(&self, entity: u32, block: BlockIndex, nth: usize) {
        self.select_entity(Some(entity));
        let open = self.article();
        let mut mentions = open.entities.of(entity).enumerate().filter(|(_, mention)| mention.block == block);
        if let Some((place, mention)) = mentions.nth(nth) {
            self.mention.set(Some(place));
            self.goal.set(Some(Place { block: mention.block, span: mention.span }));
        }
    }
}
