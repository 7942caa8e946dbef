//! Painting matches and mentions with the CSS Custom Highlight API.
//!
//! Invariant: the DOM that Leptos owns is read, never edited.
//!
//! Only what lies near the viewport is registered, since a browser's cost for every frame grows with the
//! ranges that are registered, in view or not. The article is a row of zones (its head, and sections of
//! some fifty blocks); an `IntersectionObserver` says which are near, and scrolling moves that window.

mod highlights;
mod text_map;
mod window;

pub use highlights::Highlights;
pub use text_map::TextMap;
pub use window::Zones;
pub(crate) use window::elements;

use sidelight_engine::article::BlockIndex;
use sidelight_engine::entity::Mention;
use sidelight_engine::highlight::{COLOURS, MatchSet, Query};
use sidelight_engine::text::{BlockText, Span};
use web_sys::{Element, Range};

/// What is to be painted.
#[derive(Clone, Debug)]
pub struct Layers<'a> {
    /// The texts that all spans are spans of.
    pub texts: &'a [BlockText],
    /// The keywords, for their colours.
    pub query: &'a Query,
    /// Their matches.
    pub matches: &'a MatchSet,
    /// Place of the current match.
    pub current: Option<usize>,
    /// The mentions of the selected entity, in document order.
    pub mentions: Vec<Mention>,
}

/// Paints the article of one viewer. Dropping it takes its highlights away, and no others.
pub struct Painter {
    zones: Zones,
    highlights: Highlights,
}

impl Painter {
    /// A painter of the article below `root`. `on_move` is called whenever other zones come near the
    /// viewport, after which [`Painter::paint`] is due.
    pub fn new(root: &Element, on_move: impl Fn() + 'static) -> Self {
        Self { zones: Zones::observe(root, on_move), highlights: Highlights::default() }
    }

    /// Replaces what is painted.
    pub fn paint(&mut self, layers: &Layers<'_>) {
        self.highlights.clear();
        for blocks in self.zones.near() {
            let mut map = BlockMap::default();
            for (at, found) in layers.matches.in_blocks(blocks.clone()).iter().enumerate() {
                let Some(range) = map.range(&self.zones, layers.texts, found.block, found.span) else {
                    continue;
                };
                let colour =
                    layers.query.keywords().get(found.keyword as usize).map_or(0, |word| word.colour);
                self.highlights.add(keyword_name(colour), 0, &range);
                let first = layers.matches.in_blocks(0..blocks.start).len();
                if layers.current == Some(first + at) {
                    self.highlights.add("sidelight-current", 2, &range);
                }
            }
            let near = |mention: &&Mention| blocks.contains(&mention.block.0);
            for mention in layers.mentions.iter().filter(near) {
                if let Some(range) = map.range(&self.zones, layers.texts, mention.block, mention.span) {
                    self.highlights.add("sidelight-mention", 1, &range);
                }
            }
        }
    }

    /// The DOM range of a span, near the viewport or not.
    pub fn range(&self, texts: &[BlockText], block: BlockIndex, span: Span) -> Option<Range> {
        BlockMap::default().range(&self.zones, texts, block, span)
    }

    /// The first text block that is in view below `top` CSS pixels of the viewport.
    pub fn first_in_view(&self, top: f64) -> Option<BlockIndex> {
        self.zones.first_in_view(top)
    }
}

/// The name under which a keyword's matches are registered; declared for each colour in the style sheet,
/// since a new rule would restyle the page.
fn keyword_name(colour: u8) -> &'static str {
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
    NAMES[colour as usize % COLOURS]
}

/// The text map of the block that was asked for last: matches come in document order.
#[derive(Default)]
struct BlockMap(Option<(BlockIndex, TextMap)>);

impl BlockMap {
    fn range(&mut self, zones: &Zones, texts: &[BlockText], block: BlockIndex, span: Span) -> Option<Range> {
        if self.0.as_ref().is_none_or(|(known, _)| *known != block) {
            self.0 = Some((block, TextMap::new(zones.block(block)?)));
        }
        let (_, map) = self.0.as_ref()?;
        map.range(texts.get(block.get())?.to_utf16(span))
    }
}
