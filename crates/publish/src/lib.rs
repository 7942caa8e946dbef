//! What the program `sidelight` adds to the engine: a parser of HTML.

mod html;

pub use html::Html5ever;
