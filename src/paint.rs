//! Painting matches and mentions with the CSS Custom Highlight API, or without it over the text.
//!
//! Invariant: the DOM that Leptos owns is read, never edited.
//!
//! Only what lies near the viewport is registered, since a browser's cost for every frame grows with the
//! ranges that are registered, in view or not. The article is a row of zones (its head, and sections of
//! some fifty blocks); an `IntersectionObserver` says which are near, and of those the text blocks in view are
//! painted. Scrolling moves that window.

mod highlights;
mod overlay;
mod text_map;
mod window;

pub use highlights::Highlights;
pub use overlay::Overlay;
pub(crate) use overlay::css_pixels;
pub use text_map::TextMap;
pub(crate) use window::elements;
pub use window::{Position, Zones};

use std::ops::Range;
use std::rc::Rc;

use sidelight_engine::article::BlockIndex;
use sidelight_engine::entity::Mention;
use sidelight_engine::highlight::{COLOURS, Match, Passage, Query, Search};
use sidelight_engine::text::{BlockText, Span};
use web_sys::{DomRect, Element};

use crate::viewport::{self, scroll_top};

/// What is to be painted.
pub struct Layers<'a> {
    /// The texts that all spans are spans of.
    pub texts: &'a [BlockText],
    /// The keywords, for their colours.
    pub query: &'a Query,
    /// Their matches.
    pub search: &'a Search,
    /// The current match.
    pub current: Option<Match>,
    /// The mentions of the selected entity, in document order.
    pub mentions: Vec<Mention>,
    /// The passage that the address points to.
    pub passage: Option<Passage>,
}

/// How much of the article is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What is near the viewport.
    Window,
    /// All of it, for printing.
    Everything,
}

/// A name in the style sheet, with the priority over others where they overlap.
#[derive(Clone, Copy, Debug)]
struct Layer {
    name: &'static str,
    priority: i32,
}

/// Above all keywords.
const CURRENT: Layer = Layer { name: "sidelight-current", priority: 2000 };

const MENTION: Layer = Layer { name: "sidelight-mention", priority: 1 };

const PASSAGE: Layer = Layer { name: "sidelight-passage", priority: 0 };

/// Priority of a keyword of one character; longer ones come below, so that none hides a shorter one.
const SHORTEST: usize = 1000;

/// Paints the article of one viewer. Dropping it takes its highlights away, and no others.
pub struct Painter {
    zones: Zones,
    highlights: Highlights,
    overlay: Overlay,
    /// Where the window was scrolled to when it was painted, in CSS pixels.
    painted_at: Option<f64>,
}

impl Painter {
    /// A painter of the article below `root`. `on_move` is called whenever other zones come near the
    /// viewport or the layout changes, after which [`Painter::paint`] is due.
    pub fn new(root: &Element, on_move: impl Fn() + Clone + 'static) -> Self {
        Self {
            zones: Zones::observe(root, on_move),
            highlights: Highlights::default(),
            overlay: Overlay::new(root),
            painted_at: None,
        }
    }

    /// Reads the text blocks again, whose elements have become others.
    pub fn text_has_changed(&mut self) {
        self.zones.read_blocks();
    }

    /// Whether the window was scrolled so far that something is in view, or soon will be, that is not painted.
    pub fn is_behind(&self) -> bool {
        let moved = self.painted_at.map(|top| (scroll_top() - top).abs());
        moved.is_none_or(|moved| moved > viewport::height() * window::MARGIN / 2.0)
    }

    /// Replaces what is painted.
    pub fn paint(&mut self, layers: &Layers<'_>, extent: Extent) {
        self.highlights.clear();
        self.overlay.clear();
        let keywords = keyword_layers(layers.query);
        let windows = match extent {
            Extent::Window => self.zones.in_view(layers.texts),
            Extent::Everything => vec![((BlockIndex(0), 0), (BlockIndex(u32::MAX), 0))],
        };
        let mut marks = Marks { zones: &self.zones, texts: layers.texts, map: None, found: Vec::new() };
        for (from, to) in windows {
            for found in layers.search.matches_between(from, to) {
                if let Some(layer) = keywords.get(usize::from(found.keyword)) {
                    marks.add(*layer, found.block, found.span);
                }
                if layers.current == Some(found) {
                    marks.add(CURRENT, found.block, found.span);
                }
            }
            let is_in = |mention: &&Mention| {
                (mention.block, mention.span.end) > from && (mention.block, mention.span.start) < to
            };
            for mention in layers.mentions.iter().filter(is_in) {
                marks.add(MENTION, mention.block, mention.span);
            }
            if let Some(passage) = &layers.passage {
                for block in passage.first.0.max(from.0.0)..=passage.last.0.min(to.0.0) {
                    if let Some(span) = passage.span_in(BlockIndex(block), layers.texts) {
                        marks.add(PASSAGE, BlockIndex(block), span);
                    }
                }
            }
        }
        if Highlights::are_known() {
            for (layer, map, units) in marks.found {
                if let Some(range) = map.static_range(units) {
                    self.highlights.add(layer, &range);
                }
            }
        } else {
            let ranges = marks.found.into_iter();
            self.overlay.draw(ranges.filter_map(|(layer, map, units)| Some((layer.name, map.range(units)?))));
        }
        self.painted_at = (extent == Extent::Window).then(scroll_top);
    }

    /// Where a span is in the viewport. Of text that a browser has not laid out, since it is far from view, it
    /// may know the place of the block only.
    pub fn rect(&self, texts: &[BlockText], block: BlockIndex, span: Span) -> Option<DomRect> {
        let element = self.zones.block(block)?;
        let range = TextMap::new(element).range(texts.get(block.get())?.to_utf16(span));
        let rect = range.map(|range| range.get_bounding_client_rect()).filter(|rect| rect.height() > 0.0);
        Some(rect.unwrap_or_else(|| element.get_bounding_client_rect()))
    }

    /// The text blocks near the viewport.
    pub fn near(&self) -> Vec<Range<u32>> {
        self.zones.near()
    }

    /// The first text block that is in view below `top` CSS pixels of the viewport.
    pub fn first_in_view(&self, top: f64) -> Option<BlockIndex> {
        self.zones.first_in_view(top)
    }
}

/// What will be painted, resolved block by block: matches come in document order.
struct Marks<'a> {
    zones: &'a Zones,
    texts: &'a [BlockText],
    map: Option<(BlockIndex, Rc<TextMap>)>,
    found: Vec<(Layer, Rc<TextMap>, Range<u32>)>,
}

impl Marks<'_> {
    fn add(&mut self, layer: Layer, block: BlockIndex, span: Span) {
        if self.map.as_ref().is_none_or(|(known, _)| *known != block) {
            self.map = self.zones.block(block).map(|element| (block, Rc::new(TextMap::new(element))));
        }
        if let (Some((_, map)), Some(text)) = (&self.map, self.texts.get(block.get())) {
            self.found.push((layer, Rc::clone(map), text.to_utf16(span)));
        }
    }
}

/// The layer of each keyword: declared for each colour in the style sheet, since a new rule would restyle the
/// page. Where keywords share a colour, the shortest decides.
fn keyword_layers(query: &Query) -> Vec<Layer> {
    const NAMES: [&str; COLOURS] = [
        "sidelight-1",
        "sidelight-2",
        "sidelight-3",
        "sidelight-4",
        "sidelight-5",
        "sidelight-6",
        "sidelight-7",
        "sidelight-8",
    ];
    let mut shortest = [usize::MAX; COLOURS];
    for keyword in query.keywords() {
        let length = &mut shortest[usize::from(keyword.colour) % COLOURS];
        *length = (*length).min(keyword.text.chars().count());
    }
    let layer = |colour: u8| {
        let colour = usize::from(colour) % COLOURS;
        Layer { name: NAMES[colour], priority: (SHORTEST.saturating_sub(shortest[colour]) + 2) as i32 }
    };
    query.keywords().iter().map(|keyword| layer(keyword.colour)).collect()
}
