//! How the reader looks at the cast, and what he finds wrong with it.

use sidelight_engine::article::EntityKind;

use crate::reactive::Signal;

/// The order of the entities of a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they first appear in the text.
    Appearance,
    /// The most mentioned first.
    #[default]
    Frequency,
    /// By name, as the article's language sorts.
    Name,
}

impl Order {
    /// All orders, as they are offered.
    pub const ALL: [Self; 3] = [Self::Appearance, Self::Frequency, Self::Name];
}

/// What the panel shows below the cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// All entities by kind.
    #[default]
    List,
    /// Who appears with whom.
    Graph,
}

/// An entity that the reader finds wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its place in the cast.
    pub entity: u32,
    /// What is wrong, in the reader's words; may be empty.
    pub note: String,
}

/// The cards that are compared, at most.
const COMPARED: usize = 2;

/// What the panel shows. Copies share it.
#[derive(Clone, Copy, Debug)]
pub struct PanelState {
    /// The order of the list.
    pub order: Signal<Order>,
    /// What stands in the filter field.
    pub filter: Signal<String>,
    /// The kinds whose entities are folded away.
    pub collapsed: Signal<Vec<EntityKind>>,
    /// List or graph.
    pub view: Signal<View>,
    /// Whether the graph is shown in a dialog of its own.
    pub graph_is_large: Signal<bool>,
    /// The entities whose cards are pinned, by their places; the last pinned comes last.
    pub pinned: Signal<Vec<u32>>,
    /// Whether the pinned cards are shown side by side.
    pub compares: Signal<bool>,
    /// What the reader has reported as wrong.
    pub reports: Signal<Vec<Report>>,
    /// Whether the corrected list is shown.
    pub exports: Signal<bool>,
    /// Where the text was before the reader went to a mention, in CSS pixels from the top of the page.
    pub left_at: Signal<Option<f64>>,
}

impl PanelState {
    /// A panel that nobody has touched.
    pub fn new() -> Self {
        Self {
            order: Signal::new(Order::default()),
            filter: Signal::new(String::new()),
            collapsed: Signal::new(Vec::new()),
            view: Signal::new(View::default()),
            graph_is_large: Signal::new(false),
            pinned: Signal::new(Vec::new()),
            compares: Signal::new(false),
            reports: Signal::new(Vec::new()),
            exports: Signal::new(false),
            left_at: Signal::new(None),
        }
    }

    /// Folds the entities of a kind away, or shows them again.
    pub fn toggle_kind(&self, kind: EntityKind) {
        self.collapsed.update(|kinds| toggle(kinds, kind));
    }

    /// Pins a card or takes it off.
    pub fn toggle_pin(&self, entity: u32) {
        self.pinned.update(|pinned| toggle(pinned, entity));
    }

    /// The two cards to be compared, where there are two: those that were pinned last, or a pinned one and the one that
    /// is `selected`.
    pub fn compared(&self, selected: Option<u32>) -> Option<[u32; COMPARED]> {
        let mut cards = self.pinned.get();
        if let Some(selected) = selected.filter(|selected| !cards.contains(selected)) {
            cards.push(selected);
        }
        cards.last_chunk().copied()
    }

    /// Whether an entity is reported as wrong.
    pub fn is_reported(&self, entity: u32) -> bool {
        self.reports.with(|reports| reports.iter().any(|report| report.entity == entity))
    }

    /// Reports an entity as wrong; a second report takes the place of the first.
    pub fn report(&self, report: Report) {
        self.reports.update(|reports| {
            reports.retain(|other| other.entity != report.entity);
            reports.push(report);
        });
    }

    /// Takes a report back.
    pub fn take_back(&self, entity: u32) {
        self.reports.update(|reports| reports.retain(|report| report.entity != entity));
    }
}

impl Default for PanelState {
    fn default() -> Self {
        Self::new()
    }
}

fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|other| *other == value) {
        Some(place) => {
            values.remove(place);
        }
        None => values.push(value),
    }
}
