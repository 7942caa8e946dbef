//! What the viewer looks like, in reading order.
//!
//! Components are functions that return a view. They use the builder syntax, not the `view!` macro: its
//! static subtrees are set through `innerHTML`, which a page with Trusted Types forbids.
//!
//! Everything below [`reader`] is synchronous, so that the same function can render a page in advance.

mod article_body;
mod article_header;
mod bar;
mod block;
mod cast_graph;
mod contents;
mod context;
mod corrections;
mod element;
mod elsewhere;
mod encyclopedia;
mod entity_card;
mod entity_links;
mod entity_list;
mod entity_panel;
mod focus;
mod hover_card;
mod icon;
mod inline;
mod keyword_chips;
mod library;
mod match_list;
mod mention;
mod minimap;
mod modal;
mod notice;
mod open_dialog;
mod passages;
mod pinned;
mod reader;
mod scale;
mod search;
mod search_options;
mod selection_tools;
mod sheet;
mod teasers;
mod viewer;

pub use element::ElementRef;
pub use hover_card::HoverCard;
pub use viewer::Viewer;

pub(crate) use entity_panel::{entity_panel, panel_dialogs};
pub(crate) use keyword_chips::chip_menu;
pub(crate) use minimap::minimap;
pub(crate) use open_dialog::open_dialog;
pub(crate) use search::{fault, search_drawer};
pub(crate) use search_options::suggestions;
pub(crate) use selection_tools::selection_tools;
